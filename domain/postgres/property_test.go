package postgres_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"paidup/domain"
	"paidup/domain/postgres"
)

// madeUpLives is how many made-up files TestAnyLife keeps in the database. PAIDUP_LIVES asks for more, or for fewer.
const madeUpLives = 200

// TestAnyLife does up to 40 acts on each of many files, through the store and on a twin in memory. After every act what
// is stored, what is folded from it, what is projected and what the twin holds are the same; in the end so are the
// figures of every date, summed in SQL from the ledger and in Go from the twins.
func TestAnyLife(t *testing.T) {
	t.Parallel()
	lives := madeUpLives
	if asked := os.Getenv("PAIDUP_LIVES"); asked != "" {
		var err error
		if lives, err = strconv.Atoi(asked); err != nil {
			t.Fatalf("PAIDUP_LIVES: %v", err)
		}
	}
	s := cluster.Store(t)
	m := fortMyers(t, s)
	twins := make([]*domain.File, lives)
	var wait sync.WaitGroup
	for w := range 4 {
		wait.Go(func() {
			for i := w; i < lives && !t.Failed(); i += 4 {
				l := &life{store: s, rand: rand.New(rand.NewPCG(uint64(i), 2026)), at: monday.AddDate(0, 0, -40)}
				if err := l.live(m, fmt.Sprint("life ", i)); err != nil {
					t.Errorf("life %d, after e%d: %v", i, l.twin.Version, err)
				}
				twins[i] = l.twin
			}
		})
	}
	wait.Wait()
	if t.Failed() {
		return
	}
	n, faults, err := s.Verify(context.Background())
	if n != lives || len(faults) != 0 || err != nil {
		t.Errorf("verify read %d files and found %v (%v)", n, faults, err)
	}
	compareFigures(t, s, m, twins)
	compareOpen(t, s, m, twins)
}

// life is a file being lived twice.
type life struct {
	store *postgres.Store
	rand  *rand.Rand
	at    time.Time
	twin  *domain.File
}

func (l *life) live(m *domain.Market, name string) error {
	received := m.Today(l.at) - 60
	law := func(f *domain.File) error {
		return f.Receive(received, domain.Facts{Customer: "Ann Harris", Carrier: "Harbor Mutual", Program: "Northline"}, "U0DANA")
	}
	f, _, err := l.store.Open(context.Background(), l.act(name), domain.NewFile{Market: m}, law)
	l.twin = domain.Load(0, "", m, nil)
	if err != nil {
		return err
	}
	l.twin = domain.Load(f.ID, f.Number, f.Market, nil)
	if _, err := both(l.twin, l.act(name), law); err != nil {
		return err
	}
	for i := range 1 + l.rand.IntN(40) {
		l.at = l.at.Add(time.Duration(l.rand.IntN(30)) * time.Hour)
		if err := l.step(fmt.Sprint(name, " ", i)); err != nil {
			return err
		}
	}
	return l.compareHistory()
}

func (l *life) act(key string) domain.Act {
	return domain.Act{Key: key, Actor: "U0DANA", Source: domain.FromCommand, At: l.at}
}

// both lets the law make one change of the file.
func both(f *domain.File, act domain.Act, law func(*domain.File) error) (*domain.Change, error) {
	f.Begin(act)
	if err := law(f); err != nil {
		return nil, err
	}
	return f.Finish(), nil
}

// step does one act on both and compares everything.
func (l *life) step(key string) error {
	ctx := context.Background()
	law := l.some()
	want, refusal := both(l.twin, l.act(key), law)
	_, got, err := l.store.Change(ctx, l.act(key), l.twin.ID, law)
	if fmt.Sprint(err) != fmt.Sprint(refusal) {
		return fmt.Errorf("in memory the law says %v, through the store %w", refusal, err)
	}
	if refusal != nil {
		return nil
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		return fmt.Errorf("the change (-memory +store):\n%s", diff)
	}
	stored, err := l.store.File(ctx, l.twin.ID)
	if err != nil {
		return err
	}
	visible := cmpopts.IgnoreUnexported(domain.State{}, domain.InvoiceState{}, domain.PaymentState{})
	if diff := cmp.Diff(l.twin.State, stored.State, visible, cmpopts.EquateEmpty()); diff != "" {
		return fmt.Errorf("the state (-memory +store):\n%s", diff)
	}
	return l.compareProjection(ctx)
}

// compareHistory compares every row of the file with the twin's.
func (l *life) compareHistory() error {
	stored, err := l.store.File(context.Background(), l.twin.ID)
	if err != nil {
		return err
	}
	if diff := cmp.Diff(l.twin.History(), stored.History(), cmpopts.EquateEmpty()); diff != "" {
		return fmt.Errorf("the history (-memory +store):\n%s", diff)
	}
	return nil
}

// openKind is the kind of the newest round that is open, or empty.
func openKind(f *domain.File) domain.RoundKind {
	if r := f.State.OpenRound(); r != nil {
		return r.Kind
	}
	return ""
}

// some is an act by chance, dated back by up to 90 days.
func (l *life) some() func(*domain.File) error {
	r := l.rand
	amount := []domain.Money{100_00, 200_00, 300_00, 123_45}[r.IntN(4)]
	payer := []string{"", "Harbor Mutual", "Ann Harris"}[r.IntN(3)]
	back, kind, pick := domain.Date(r.IntN(2)*r.IntN(91)), r.IntN(22), r.IntN(1000)
	yes := domain.Answers{domain.AskLookAlike, domain.AskOverBalance, domain.AskWrongPayer, domain.AskEarly, domain.AskUnapprove, domain.AskNoApproval, domain.AskSameAmount, domain.AskVariance, domain.AskReopen,
		domain.AskEnded, domain.AskPayer, domain.AskWriteOff}
	return func(f *domain.File) error {
		on := f.Today() - back
		entry := 1 + pick%len(f.History())
		switch kind {
		case 0, 1:
			return f.Submit(domain.Submission{Kind: []domain.RoundKind{domain.Estimate, domain.Supplement, ""}[pick%3], Amount: amount, On: on, Answered: yes})
		case 2:
			return f.Reject(domain.Decision{Kind: openKind(f), ErrorTypes: []string{"moisture", "math"}[:1+pick%2], Words: "day 3", On: on, Answered: yes})
		case 3:
			return f.Approve(domain.Decision{Kind: openKind(f), On: on})
		case 4, 5:
			if len(f.State.Invoices) == 4 {
				return domain.Conflict("Four invoices are enough.")
			}
			return f.Invoice(domain.Bill{Amount: amount, Payer: payer, On: on, NetDays: 30, Answered: yes})
		case 6, 7:
			return f.Pay(domain.Receipt{Amount: amount, Payer: payer, On: on, Method: domain.Check, Reference: fmt.Sprint(pick), Answered: yes})
		case 8:
			return f.Adjust(domain.Correction{Kind: []domain.EntryKind{domain.EntryCreditMemo, domain.EntryWriteOff}[pick%2], Amount: amount, Words: "agreed", On: on, Answered: yes})
		case 9:
			if n := len(f.State.Payments); n > 0 {
				entry = f.State.Payments[pick%n].Version
			}
			return f.Reverse(entry, "NSF", on)
		case 10:
			return f.Void(entry, "meant another file")
		case 11:
			return f.Undo(max(1, len(f.History())-pick%3))
		case 12:
			return f.Dispute("", amount*domain.Money(pick%3), "scope", on)
		case 13:
			if pick%2 == 0 {
				return f.Assign([]domain.PersonID{"U0DANA", "U0BEN"}[pick/2%2])
			}
			return f.Note("gate code with neighbour")
		}
		if kind < 18 {
			return plan(f, kind, pick, on)
		}
		return end(f, kind, pick, domain.Correction{Amount: amount, Words: "agreed", On: on})
	}
}

// end is one of the acts that move money which is there, put the file right, or end it.
func end(f *domain.File, kind, pick int, in domain.Correction) error {
	switch kind {
	case 18:
		return f.Apply([]domain.Money{0, in.Amount}[pick%2], "")
	case 19:
		return []func(domain.Correction) error{f.Fee, f.Refund}[pick%2](in)
	case 20:
		return []func(string) error{f.Cancel, f.Reopen}[pick%2]("declined")
	}
	return f.Edit(map[string]string{"claim": fmt.Sprint(pick % 3)}, []domain.Date{0, f.State.Received + domain.Date(pick%7-3)}[pick/2%2])
}

// plan is one of the acts that are said or planned.
func plan(f *domain.File, kind, pick int, on domain.Date) error {
	ahead := f.Today() + domain.Date(pick%33)
	switch {
	case kind == 14:
		in := domain.Touched{Kind: domain.TouchKinds()[pick%5], Who: "adjuster", Words: "left voicemail", On: on}
		if pick%2 == 0 {
			in.Next, in.NextWords = ahead, "call again"
		}
		return f.Touch(in)
	case kind == 15 && pick%3 == 0:
		return f.StepDone()
	case kind == 15:
		return f.Plan(ahead, "send invoice")
	case kind == 16:
		return f.Promise(domain.Promised{By: on + domain.Date(pick%20), On: on})
	case pick%4 == 0:
		return f.Resume()
	case pick%4 == 1:
		return f.Hold(ahead, "asbestos test")
	}
	return f.Wait([]domain.Holder{domain.FieldCrew, domain.Adjuster, domain.Us}[pick%3], "photos")
}

// projected is a file's row as SQL reads it.
type projected struct {
	stage, outcome, waiting, owner                                             string
	rejected                                                                   bool
	stageOn, receivedOn                                                        string
	paidOn, closedOn                                                           sql.NullString
	invoiced, credited, writtenOff, paid, applied, balance, disputed, approved int64
	version                                                                    int
	plans
}

// plans is what the row says of them.
type plans struct {
	nextOn, holdUntil, promisedBy, touchedOn sql.NullString
	nextWords                                string
	promised                                 int64
}

func (l *life) compareProjection(ctx context.Context) error {
	var got projected
	err := l.store.DB().QueryRowContext(ctx, `select stage, outcome, waiting_on, owner, rejected, stage_on::text, received_on::text,
  paid_on::text, closed_on::text, invoiced_cents, credited_cents, written_off_cents, paid_cents, applied_cents, balance_cents,
  disputed_cents, approved_cents, version, next_on::text, hold_until::text, promised_by::text, touched_on::text, next_words,
  promised_cents from files where id = $1`, l.twin.ID).Scan(&got.stage, &got.outcome, &got.waiting, &got.owner,
		&got.rejected, &got.stageOn, &got.receivedOn, &got.paidOn, &got.closedOn, &got.invoiced, &got.credited, &got.writtenOff, &got.paid,
		&got.applied, &got.balance, &got.disputed, &got.approved, &got.version, &got.nextOn, &got.holdUntil, &got.promisedBy, &got.touchedOn,
		&got.nextWords, &got.promised)
	if err != nil {
		return fmt.Errorf("read projection: %w", err)
	}
	s := &l.twin.State
	want := projected{stage: string(s.Stage), outcome: string(s.Outcome), waiting: string(l.twin.WaitingOn), owner: string(s.Owner),
		rejected: s.RejectedNow(), stageOn: s.StageOn.String(), receivedOn: s.Received.String(), paidOn: orNone(s.PaidOn),
		invoiced: int64(s.Invoiced()), credited: int64(s.Credited()), writtenOff: int64(s.WrittenOff()), paid: int64(s.Paid()),
		applied: int64(s.Applied()), balance: int64(s.Balance()), disputed: int64(s.Disputed()), approved: int64(s.ApprovedTotal()),
		version: l.twin.Version, plans: plansOf(s)}
	if s.Outcome != domain.Open {
		want.closedOn = orNone(s.StageOn)
	}
	if got != want {
		return fmt.Errorf("the projection is\n%+v, want\n%+v", got, want)
	}
	return nil
}

func orNone(d domain.Date) sql.NullString { return sql.NullString{String: d.String(), Valid: d != 0} }

func plansOf(s *domain.State) plans {
	p := plans{touchedOn: orNone(s.Touched)}
	if s.Next != nil {
		p.nextOn, p.nextWords = orNone(s.Next.Due), s.Next.Words
	}
	if s.Hold != nil {
		p.holdUntil = orNone(s.Hold.Until)
	}
	if owed := s.PromiseOwed(); owed > 0 {
		p.promisedBy, p.promised = orNone(s.Promise.By), int64(owed)
	}
	return p
}

// compareFigures compares what SQL sums up from the ledger with the twins as of each tenth day.
func compareFigures(t *testing.T, s *postgres.Store, m *domain.Market, twins []*domain.File) {
	t.Helper()
	ctx := context.Background()
	for d := m.Today(monday) - 140; d <= m.Today(monday)+20; d += 10 {
		var open, unapplied, disputed domain.Money
		stages := map[string]postgres.StageSum{}
		for _, f := range twins {
			st := f.AsOf(d)
			open, unapplied, disputed = open+st.Balance(), unapplied+st.Unapplied(), disputed+st.Disputed()
			if st.Stage == "" || st.Outcome == domain.Cancelled || st.Outcome == domain.ClosedWrittenOff {
				continue
			}
			name := map[domain.Stage]string{domain.Received: "received", domain.Submitted: "submitted", domain.Approved: "approved",
				domain.Invoiced: "invoiced", domain.PaidInFull: "paid"}[st.Stage]
			if st.RejectedNow() {
				name = "rejected"
			}
			sum := stages[name]
			stages[name] = postgres.StageSum{Stage: name, Count: sum.Count + 1, Cents: sum.Cents + st.Amount()}
		}
		in, err := s.Figures(ctx, m, d)
		if err != nil {
			t.Fatal(err)
		}
		var gotOpen, gotDisputed domain.Money
		for _, b := range in.Open {
			gotOpen, gotDisputed = gotOpen+b.Cents, gotDisputed+b.Disputed
		}
		if gotOpen != open || in.Unapplied != unapplied || gotDisputed != disputed {
			t.Errorf("as of %s SQL sums to %s open, %s unapplied, %s disputed; the files to %s, %s and %s", d, gotOpen, in.Unapplied, gotDisputed, open, unapplied, disputed)
		}
		rows, err := s.Stages(ctx, m, d)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]postgres.StageSum{}
		for _, r := range rows {
			got[r.Stage] = r
		}
		if diff := cmp.Diff(stages, got); diff != "" {
			t.Errorf("stages as of %s (-files +SQL):\n%s", d, diff)
		}
	}
}

// compareOpen compares the files that are read as open with the twins as of some days.
func compareOpen(t *testing.T, s *postgres.Store, m *domain.Market, twins []*domain.File) {
	t.Helper()
	for d := m.Today(monday) - 45; d <= m.Today(monday)+20; d += 13 {
		want := map[domain.FileID]domain.OpenFile{}
		for _, f := range twins {
			if o, open := f.OpenAsOf(d); open {
				want[f.ID] = o
			}
		}
		open, err := s.OpenFiles(context.Background(), m, d)
		if err != nil {
			t.Fatal(err)
		}
		got := map[domain.FileID]domain.OpenFile{}
		for _, o := range open {
			got[o.Line.ID] = o
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("open as of %s (-files +SQL):\n%s", d, diff)
		}
	}
}
