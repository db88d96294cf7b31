package domain

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// sequences is how many made-up lives TestAnySequence tries. PAIDUP_SEQUENCES asks for more, or for fewer.
const sequences = 10_000

// deed is one act of a made-up life, as numbers: what it means depends on the file it meets, so any part of a life is a
// life too.
type deed struct {
	kind   int
	pick   int // which invoice, payment, entry, amount
	detail int // which payer, kind of round, actor
	back   int // days dated back, 0 to 90
	hours  int // since the deed before
}

const deedKinds = 26

// life is a made-up life of one file.
type life struct {
	small Money // the market's small balance
	deeds []deed
}

func madeUp(seed uint64) life {
	r := rand.New(rand.NewPCG(seed, 2026))
	l := life{small: Money(r.IntN(2)) * 5_00}
	for range 1 + r.IntN(40) {
		d := deed{kind: r.IntN(deedKinds), pick: r.IntN(1 << 16), detail: r.IntN(1 << 16), hours: r.IntN(20)}
		if r.IntN(2) > 0 {
			d.back = r.IntN(91)
		}
		l.deeds = append(l.deeds, d)
	}
	return l
}

// TestAnySequence holds the law to what must be true after any sequence of acts, on every date they touched.
func TestAnySequence(t *testing.T) {
	t.Parallel()
	n := uint64(sequences)
	if v := os.Getenv("PAIDUP_SEQUENCES"); v != "" {
		asked, err := strconv.ParseUint(v, 10, 32)
		if err != nil {
			t.Fatalf("PAIDUP_SEQUENCES: %v", err)
		}
		n = asked
	}
	market := testMarket(t)
	var tally tally
	var wait sync.WaitGroup
	const workers = 4
	for w := range uint64(workers) {
		wait.Go(func() {
			for seed := w; seed < n && !t.Failed(); seed += workers {
				l := madeUp(seed)
				if err := l.live(market, &tally); err != nil {
					l = shrink(l, func(l life) bool { return l.live(market, nil) != nil })
					t.Errorf("seed %d: %v\n%s", seed, l.live(market, nil), l.story(market))
				}
			}
		})
	}
	wait.Wait()
	tally.check(t, n)
}

// shrink leaves out deeds as long as the life still fails.
func shrink(l life, fails func(life) bool) life {
	for again := true; again; {
		again = false
		for i := range l.deeds {
			shorter := life{l.small, slices.Delete(slices.Clone(l.deeds), i, i+1)}
			if fails(shorter) {
				l, again = shorter, true
				break
			}
		}
	}
	return l
}

// tally counts what the lives held, so that a generator that makes nothing happen is found out.
type tally struct {
	mu    sync.Mutex
	acts  map[string]int
	ended map[string]int
}

func (t *tally) add(f *File) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.acts == nil {
		t.acts, t.ended = map[string]int{}, map[string]int{}
	}
	for _, c := range f.history {
		t.acts[c.Verb]++
		if c.Voids != 0 && f.history[c.Voids-1].Voids != 0 {
			t.acts["redo"]++
		}
	}
	st := &f.State
	t.ended[fmt.Sprint(st.Stage, " ", string(st.Outcome))]++
	for what, so := range map[string]bool{"with a next step": st.Next != nil, "with a hold": st.Hold != nil, "waiting by word": st.Wait != nil,
		"with a promise kept": st.PromiseKept(), "with a promise broken": st.PromiseBroken(f.Market.Today(f.RecordedAt))} {
		if so {
			t.ended[what]++
		}
	}
}

func (t *tally) check(tb testing.TB, n uint64) {
	for _, verb := range []string{"submit", "reject", "approve", "invoice", "pay", "adjust", "reverse", "void", "undo", "redo", "dispute", "note", "assign",
		"log", "next", "promise", "hold", "resume", "waiting",
		"apply", "cancel", "reopen", "edit"} {
		if n >= 1000 && t.acts[verb] < int(n/100) {
			tb.Errorf("%d lives hold only %d acts of %s", n, t.acts[verb], verb)
		}
	}
	for _, end := range []string{"PAID IN FULL PAID_IN_FULL", "INVOICED CANCELLED", "RECEIVED CANCELLED", "INVOICED CLOSED_WRITTEN_OFF", "INVOICED ", "SUBMITTED ", "APPROVED ",
		"with a next step", "with a hold", "waiting by word", "with a promise kept", "with a promise broken"} {
		if n >= 1000 && t.ended[end] < int(n/1000) {
			tb.Errorf("%d lives end only %d times as %q", n, t.ended[end], end)
		}
	}
	tb.Logf("acts %v, ends %v", t.acts, t.ended)
}

// live plays the life and says what was wrong.
func (l life) live(m *Market, t *tally) (err error) {
	market := *m
	market.Settings.SmallBalance = l.small
	p := play{f: begun(&market), now: lifeBegins}
	for i, d := range l.deeds {
		if err := p.step(d); err != nil {
			return fmt.Errorf("act %d, %s: %w", i+1, p.said(d), err)
		}
	}
	if err := p.lookBack(); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	t.add(p.f)
	return nil
}

// story is the life in words.
func (l life) story(m *Market) string {
	market := *m
	market.Settings.SmallBalance = l.small
	p := play{f: begun(&market), now: lifeBegins}
	var b strings.Builder
	fmt.Fprintf(&b, "small balance %s\n", l.small)
	for _, d := range l.deeds {
		c, err := p.act(d)
		if err != nil {
			fmt.Fprintf(&b, "   %s: %v\n", p.said(d), err)
			continue
		}
		fmt.Fprintf(&b, "e%d %s on %s: %s %s, balance %s, unapplied %s\n", c.Version, p.said(d), c.On(),
			p.f.State.Stage, string(p.f.State.Outcome), p.f.State.Balance(), p.f.State.Unapplied())
	}
	for _, c := range p.f.history {
		fmt.Fprintf(&b, "  e%d stages %v\n      entries %v\n", c.Version, c.Stages, c.Entries)
	}
	return b.String()
}

var lifeBegins = time.Date(2026, time.November, 23, 15, 0, 0, 0, time.UTC)

// begun is a file received 80 days before the lives begin, so that some facts are dated before it.
func begun(m *Market) *File {
	f := Load(1, "FM-1042", m, nil)
	f.Begin(Act{Key: "open", Actor: "dana", Source: FromCommand, At: lifeBegins})
	if err := f.Receive(m.Today(lifeBegins)-80, testFacts(), "dana"); err != nil {
		panic(err)
	}
	f.Finish()
	return f
}

// play is a life being lived.
type play struct {
	f   *File
	now time.Time
}

// step does one deed and checks everything; a refusal is fine, but leaves the file as it was.
func (p *play) step(d deed) error {
	before, length := p.f.State, len(p.f.history)
	c, err := p.act(d)
	if err != nil {
		if KindOf(err) == "" {
			return fmt.Errorf("refused without a kind: %w", err)
		}
		if len(p.f.history) != length || d.detail%4 == 0 && !sameState(&p.load().State, &p.f.State) {
			return fmt.Errorf("was refused (%w) but changed the file", err)
		}
		return nil
	}
	loaded := p.load()
	if !sameState(&loaded.State, &p.f.State) || loaded.WaitingOn != p.f.WaitingOn || loaded.Version != p.f.Version {
		return fmt.Errorf("loads as another state:\n%s", diffStates(p.f.State, loaded.State))
	}
	if err := p.checkForm(c); err != nil {
		return err
	}
	if err := p.checkDates(c); err != nil {
		return err
	}
	return p.checkUndo(loaded, c, &before)
}

// load is the file read from its history, which it shares up to now.
func (p *play) load() *File {
	return Load(p.f.ID, p.f.Number, p.f.Market, slices.Clip(p.f.history))
}

// act does the deed.
func (p *play) act(d deed) (*Change, error) {
	p.now = p.now.Add(time.Duration(d.hours) * time.Hour)
	actor := []PersonID{"dana", "ben", "priya"}[d.detail%3]
	p.f.Begin(Act{Key: "k", Actor: actor, Source: FromCommand, At: p.now})
	if err := p.say(d, actor); err != nil {
		p.f.change = nil
		return nil, err
	}
	c := p.f.Finish()
	if c == nil {
		return nil, Conflict("nothing came of it")
	}
	return c, nil
}

// said is the deed in words.
func (p *play) said(d deed) string {
	return fmt.Sprintf("[%s %s, %d days back, pick %d, detail %d]", deedNames[d.kind], amounts[d.pick%len(amounts)], d.back, d.pick, d.detail)
}

var deedNames = []string{"submit", "submit", "reject", "approve", "approve", "invoice", "pay", "pay", "pay", "credit",
	"write off", "reverse", "void", "undo", "dispute", "note, assign or withdraw", "touch", "plan", "promise", "hold or waiting",
	"apply", "fee", "refund", "end or reopen", "edit", "move cash"}

var amounts = []Money{100_00, 200_00, 300_00, 500_00, 3_00, 123_45}

func (p *play) say(d deed, actor PersonID) error {
	f, on := p.f, p.f.Today()-Date(d.back)
	amount := amounts[d.pick%len(amounts)]
	payer := []string{"Harbor Mutual", "Northline", "Ann Harris", ""}[d.detail/3%4]
	yes := allYes()
	switch d.kind {
	case 0, 1:
		kind := []RoundKind{Estimate, Supplement, Documents, InvoiceRound, ""}[d.detail/12%5]
		return f.Submit(Submission{Kind: kind, Amount: amount, On: on, Answered: yes})
	case 2:
		return f.Reject(Decision{Kind: openKind(f), ErrorTypes: []string{"moisture"}, On: on, Answered: yes})
	case 3, 4:
		return f.Approve(Decision{Kind: openKind(f), Amount: []Money{0, amount}[d.detail/12%2], On: on})
	case 5:
		if len(f.State.Invoices) == 4 {
			return Conflict("four invoices are enough")
		}
		return f.Invoice(Bill{Amount: amount, Payer: payer, On: on, More: d.detail/12%8 == 0, Answered: yes})
	case 6, 7, 8:
		return p.pay(d, Receipt{Amount: amount, Payer: payer, On: on, Method: Check, Reference: strconv.Itoa(d.pick % 50), Answered: yes})
	}
	switch {
	case d.kind < 16:
		return p.sayMore(d, amount, on)
	case d.kind < 20:
		return p.sayPlans(d, amount, on)
	}
	return p.sayLast(d, amount, on)
}

func (p *play) pay(d deed, in Receipt) error {
	n := len(p.f.State.Invoices)
	if how := d.detail / 12 % 4; n > 0 && how > 0 { // what is open on an invoice, by its number, by its payer or by nobody
		v := &p.f.State.Invoices[d.pick/50%n]
		in.Amount, in.Payer = v.Balance(), []string{"", "", v.Payer, ""}[how]
		if how == 1 {
			in.Number = v.Number
		}
	}
	return p.f.Pay(in)
}

// sayMore does the deeds of deedNames from credit on.
func (p *play) sayMore(d deed, amount Money, on Date) error {
	f := p.f
	entry := 1 + d.pick/7%len(f.history)
	number := ""
	if n := len(f.State.Invoices); n > 0 && d.detail/12%2 == 0 {
		v := &f.State.Invoices[d.pick/50%n]
		number, amount = v.Number, max(amount, v.Balance()*Money(d.detail/24%2))
	}
	switch d.kind {
	case 9:
		return f.Adjust(Correction{Kind: EntryCreditMemo, Amount: amount, Number: number, Words: "agreed", On: on})
	case 10:
		return f.Adjust(Correction{Kind: EntryWriteOff, Amount: amount, Number: number, Words: "moved away", On: on, Answered: allYes()})
	case 11:
		if n := len(f.State.Payments); n > 0 {
			entry = f.State.Payments[d.pick/7%n].Version
		}
		return f.Reverse(entry, "NSF", on)
	case 12:
		return f.Void(entry, "meant another file")
	case 13:
		return f.Undo(max(1, len(f.history)-d.pick%3))
	case 14:
		return f.Dispute(number, amount*Money(d.pick/7%3), "scope", on)
	}
	switch d.pick % 3 {
	case 0:
		return f.Note("gate code with neighbour")
	case 1:
		return f.Assign([]PersonID{"dana", "ben"}[d.detail/3%2])
	}
	return f.Withdraw("wrong scope", on)
}

// sayLast does the deeds of deedNames from apply on.
func (p *play) sayLast(d deed, amount Money, on Date) error {
	f := p.f
	switch d.kind {
	case 20:
		return f.Apply([]Money{0, amount}[d.detail%2], "")
	case 21:
		return f.Fee(Correction{Amount: amount, Words: "program fee", On: on})
	case 22:
		return f.Refund(Correction{Amount: amount, Words: "paid twice", On: on})
	case 23:
		return []func() error{
			func() error { return f.Cancel("declined") },
			func() error { return f.Reopen("more damage") },
			f.MoreToBill,
		}[d.detail%3]()
	case 24:
		return f.Edit(map[string]string{"claim": strconv.Itoa(d.pick % 3)}, []Date{0, f.State.Received + Date(d.pick%7-3)}[d.detail%2])
	}
	if d.detail%2 == 0 {
		return f.MoveIn(Moving{Payment: Payment{Method: Check, Reference: "77", Payer: "Northline", On: on, Amount: 900_00, Total: 900_00},
			Amount: amount, From: "FM-1047", To: f.Number})
	}
	m, err := f.Spare([]Money{0, amount}[d.pick%2], "FM-1047")
	if err != nil {
		return err
	}
	return f.MoveOut(m)
}

// checkForm holds one change to its form: its places count on, nothing is ahead, a void cancels what it names.
func (p *play) checkForm(c *Change) error {
	places := make([]bool, c.size()+1)
	today := p.f.Market.Today(c.RecordedAt)
	var err error
	c.eachRow(func(_ factKind, r *Row, _ int) {
		if r.Place < 1 || r.Place > c.size() || places[r.Place] {
			err = fmt.Errorf("place %d of e%d is given twice or out of range", r.Place, c.Version)
			return
		}
		places[r.Place] = true
		if r.On > today {
			err = fmt.Errorf("e%d holds a fact of %s, recorded %s", c.Version, r.On, today)
		}
		if named := p.row(r.Mirrors); r.Mirrors != (Ref{}) && (named == nil || named.Mirror == r.Mirror) {
			err = fmt.Errorf("place %d of e%d names %v, which is %v", r.Place, c.Version, r.Mirrors, named)
		}
	})
	if err == nil && c.Voids != 0 {
		err = cancels(&p.f.history[c.Voids-1], c)
	}
	return err
}

// row finds a row of the history, or nil.
func (p *play) row(ref Ref) (found *Row) {
	if c := p.f.Entry(ref.Version); c != nil {
		c.eachRow(func(_ factKind, r *Row, _ int) {
			if r.Place == ref.Place {
				found = r
			}
		})
	}
	return found
}

type where struct {
	on               Date
	kind             EntryKind
	invoice, payment int
}

// cancels says that the money of a change and of its void is nothing together, on every date.
func cancels(c, void *Change) error {
	sums := map[where]Money{}
	for _, e := range slices.Concat(c.Entries, void.Entries) {
		sums[where{e.On, e.Kind, e.Invoice, e.Payment}] += e.Cents
	}
	for k, cents := range sums {
		if cents != 0 {
			return fmt.Errorf("e%d and its void e%d leave %s on %v", c.Version, void.Version, cents, k)
		}
	}
	return nil
}

// checkUndo undoes the act on a copy, at once and by its author: everything is as before. Undoing that as well gives the
// act back.
func (p *play) checkUndo(again *File, c *Change, before *State) error {
	for i, want := range []*State{before, &p.f.State} {
		again.Begin(Act{Key: "undo", Actor: c.Actor, At: p.now})
		if err := again.Undo(c.Version + i); err != nil {
			return fmt.Errorf("undo %d right after it: %w", i+1, err)
		}
		again.Finish()
		if !sameState(&again.State, want) {
			return fmt.Errorf("undo %d right after it leaves another state:\n%s", i+1, diffStates(*want, again.State))
		}
		if c.Version%4 != 0 {
			break
		}
	}
	return nil
}

// checkDates compares the fold with the oracle at the end of every date from the first that the change touches: the rows
// of earlier dates are what they were.
func (p *play) checkDates(c *Change) error {
	from := p.f.Today()
	c.eachRow(func(_ factKind, r *Row, _ int) { from = min(from, r.On) })
	o := newOracle(p.f)
	var err error
	fold(gather(p.f.history), func(v, next *fact, s *State) {
		if dayEnds(v, next) && v.on >= from && err == nil {
			if err = o.agrees(v.on, s); err != nil {
				err = fmt.Errorf("at the end of %s: %w", v.on, err)
			}
		}
	})
	if err == nil {
		err = o.plans(p.f.Today(), &p.f.State)
	}
	if on := o.paidOn(); err == nil && p.f.State.PaidOn != on {
		err = fmt.Errorf("paid in full on %s, the oracle says %s", p.f.State.PaidOn, on)
	}
	return err
}

// lookBack compares AsOf with the oracle on every date touched, and sees that no row is taken back twice and that what was
// ended had begun.
func (p *play) lookBack() error {
	named := map[Ref]bool{}
	for i := range p.f.history {
		var err error
		p.f.history[i].eachRow(func(_ factKind, r *Row, _ int) {
			if named[r.Mirrors] {
				err = fmt.Errorf("%v is taken back twice, in e%d again", r.Mirrors, i+1)
			}
			named[r.Mirrors] = r.Mirrors != Ref{}
		})
		if err != nil {
			return err
		}
	}
	o := newOracle(p.f)
	if err := o.endings(); err != nil {
		return err
	}
	for _, d := range o.dates {
		s := p.f.AsOf(d)
		if err := errors.Join(o.agrees(d, &s), o.plans(d, &s)); err != nil {
			return fmt.Errorf("as of %s: %w", d, err)
		}
	}
	return nil
}

func diffStates(want, got State) string {
	return cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true }))
}
