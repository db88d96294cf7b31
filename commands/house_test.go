package commands_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
)

// monday is Mon Nov 23, 2026, 8:12 am in Fort Myers.
var monday = time.Date(2026, time.November, 23, 13, 12, 0, 0, time.UTC)

// slackAnswers are the channels and accounts that only Slack knows.
type slackAnswers struct{}

func (slackAnswers) Channel(_ context.Context, id string) (commands.ChannelInfo, error) {
	channels := map[string]commands.ChannelInfo{
		"C0FM":     {Name: "fort-myers", Private: true},
		"C0PC":     {Name: "pensacola", Private: true},
		"C0DN":     {Name: "denver", Private: true},
		"C0PUBLIC": {Name: "general"},
		"C0SHARED": {Name: "with-harbor", Private: true, Shared: true},
		"C0GUEST":  {Name: "crew", Private: true, Guests: []string{"Gil Ito"}},
	}
	if c, ok := channels[id]; ok {
		return c, nil
	}
	return commands.ChannelInfo{}, domain.NoSuch("channel", "Paidup is not in that channel.")
}

func (slackAnswers) Account(_ context.Context, id domain.PersonID) (commands.Account, error) {
	accounts := map[domain.PersonID]commands.Account{
		"U0NEW": {Name: "Nora Field"}, "U0BEN": {Name: "Ben Okafor"}, "U0DANA": {Name: "Dana Reyes"}, "U0SAM": {Name: "Sam Whitley", Admin: true},
		"U0MARIA": {Name: "Maria Lind"}, "U0GIL": {Name: "Gil Ito", Guest: true}, "U0GONE": {Name: "Old Hand", Gone: true},
	}
	if a, ok := accounts[id]; ok {
		return a, nil
	}
	return commands.Account{}, domain.NotFound("Nobody has that account.")
}

// house is a company with two markets, its people, and the commands they use.
type house struct {
	t      testing.TB
	app    *commands.App
	store  *postgres.Store
	fm, pc *domain.Market
	now    time.Time
	code   string // of fm
	suffix string // of its people's ids
	keys   int
}

func newHouse(t testing.TB) *house {
	t.Helper()
	s := cluster.Store(t)
	t.Cleanup(func() { // every story ends with ledgers that add up
		if _, faults, err := s.Verify(context.Background()); err != nil || len(faults) > 0 {
			t.Errorf("verify: %v %v", faults, err)
		}
	})
	h := &house{t: t, store: s, now: monday, code: "FM"}
	h.app = commands.NewApp(commands.Deps{Files: s, Find: s, Markets: s, Books: s, Questions: s, Requests: s, Channels: slackAnswers{}, Accounts: slackAnswers{},
		Escalations: s})
	h.fm = h.fortMyers()
	h.pc = h.market("PC", "Pensacola", "America/Chicago", map[string]domain.Role{"Maria Lind": domain.Director,
		"Priya Nair": domain.Accounting})
	if err := s.AddPerson(context.Background(), domain.Person{ID: "U0SAM", Name: "Sam Whitley", Admin: true}); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) fortMyers() *domain.Market {
	return h.market(h.code, "Fort Myers", "America/New_York", map[string]domain.Role{"Dana Reyes": domain.Coordinator,
		"Ben Okafor": domain.Coordinator, "Maria Lind": domain.Director, "Priya Nair": domain.Accounting, "Tom Becker": domain.Field,
		"Eve Sandoval": domain.Viewer})
}

// cell is a Fort Myers of its own beside the others in the same database, with people of its own. What its stories call
// FM-1001 is its first file.
func (h *house) cell(t *testing.T, n int) *house {
	t.Helper()
	c := *h
	c.t, c.code, c.suffix = t, fmt.Sprintf("F%d", n), fmt.Sprint(n)
	c.fm = c.fortMyers()
	return &c
}

// tales plays each story in a cell of one house, begun by the steps of begin.
func tales(t *testing.T, begin func(*house), stories map[string][]step) {
	t.Helper()
	h, n := newHouse(t), 0
	for name, steps := range stories {
		n++
		in := n
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := h.cell(t, in)
			begin(c)
			c.tell(steps...)
		})
	}
}

func (h *house) market(code, name, zone string, members map[string]domain.Role) *domain.Market {
	h.t.Helper()
	m, err := domain.NewMarket(code, name, zone)
	if err != nil {
		h.t.Fatal(err)
	}
	m.Channel = "C0" + code
	m.DaysOff = map[domain.Date]string{domain.NewDate(2026, time.November, 26): "Thanksgiving"}
	for person, role := range members {
		if err := m.AddMember(domain.Person{ID: h.id(person), Name: person}, role); err != nil {
			h.t.Fatal(err)
		}
	}
	got, err := h.store.AddMarket(context.Background(), domain.Act{Key: "market " + code, Actor: "U0SAM", Source: domain.FromCommand, At: monday}, m)
	if err != nil {
		h.t.Fatal(err)
	}
	return got
}

// id is U0DANA for Dana Reyes.
func (h *house) id(name string) domain.PersonID {
	first, _, _ := strings.Cut(name, " ")
	return domain.PersonID("U0" + strings.ToUpper(first) + h.suffix)
}

func (h *house) key() string {
	h.keys++
	return fmt.Sprintf("key %s %d", h.code, h.keys)
}

// types is a slash command of the person in the market's channel, or in the one named after an @.
func (h *house) types(who, line string) (commands.Reply, error) {
	return h.app.Do(context.Background(), h.typed(who, line))
}

func (h *house) typed(who, line string) commands.Request {
	line, channel, elsewhere := strings.Cut(strings.ReplaceAll(line, "FM-", h.code+"-"), " @@")
	if !elsewhere {
		channel = "C0" + h.code
	}
	verb, words, _ := strings.Cut(line, " ")
	return commands.Request{Key: h.key(), Actor: h.id(who), Source: domain.FromCommand, At: h.now, Channel: channel, Verb: verb,
		Words: words, CanForm: true}
}

// press is a press on a button of a reply or an error.
func (h *house) press(who string, p commands.Press) (commands.Reply, error) {
	r := p.Request()
	r.Key, r.Actor, r.At, r.Channel, r.CanForm = h.key(), h.id(who), h.now, "C0"+h.code, true
	return h.app.Do(context.Background(), r)
}

// open begins files by their customers, received Aug 12 and owned by Dana; the first is FM-1001.
func (h *house) open(customers ...string) {
	h.t.Helper()
	for _, c := range customers {
		_, _, err := h.store.Open(context.Background(), domain.Act{Key: h.key(), Actor: h.id("Dana"), Source: domain.FromCommand, At: h.now.Add(-time.Hour)}, domain.NewFile{Market: h.fm},
			func(f *domain.File) error {
				return f.Receive(domain.NewDate(2026, time.August, 12), domain.Facts{Customer: c, Payer: "Harbor Mutual",
					Carrier: "Harbor Mutual", Program: "Northline", Loss: "water"}, h.id("Dana"))
			})
		if err != nil {
			h.t.Fatal(err)
		}
	}
}

// must types lines of Dana that all have to be saved.
func (h *house) must(lines ...string) {
	h.t.Helper()
	for _, line := range lines {
		reply, err := h.types("Dana", line)
		if _, saved := reply.(commands.Receipt); err != nil || !saved {
			h.t.Fatalf("%s: %s", line, told(reply, err))
		}
	}
}

// step is one line of a story: who says what, and what comes back. A line that begins with [ presses the last reply's
// button of that label; one that ends in … is its beginning.
type step struct{ who, says, wants string }

// tell plays the story.
func (h *house) tell(steps ...step) {
	h.t.Helper()
	var buttons []commands.Button
	for _, s := range steps {
		var reply commands.Reply
		var err error
		if label, isPress := strings.CutPrefix(s.says, "["); isPress {
			p, found := labelled(buttons, strings.ReplaceAll(strings.TrimSuffix(label, "]"), "FM-", h.code+"-"))
			if !found {
				h.t.Fatalf("no button %s on the last reply", s.says)
			}
			reply, err = h.press(s.who, p)
		} else {
			reply, err = h.types(s.who, s.says)
		}
		buttons = buttonsOf(reply, err)
		if got := strings.ReplaceAll(told(reply, err), h.code+"-", "FM-"); !matches(got, s.wants) {
			h.t.Errorf("%s: %s\n got %s\nwant %s", s.who, s.says, got, s.wants)
		}
	}
}

// matches compares; a want that ends in … is a beginning.
func matches(got, want string) bool {
	if begin, cut := strings.CutSuffix(want, "…"); cut {
		return strings.HasPrefix(got, begin)
	}
	return got == want
}

func labelled(buttons []commands.Button, label string) (commands.Press, bool) {
	for _, b := range buttons {
		if matches(b.Label, label) {
			return b.Press, true
		}
	}
	return commands.Press{}, false
}

func buttonsOf(reply commands.Reply, err error) []commands.Button {
	var refusal *commands.Refusal
	if errors.As(err, &refusal) {
		return refusal.Buttons
	}
	switch v := reply.(type) {
	case commands.Asked:
		return v.Buttons
	case commands.Said:
		return v.Buttons
	case commands.Listing:
		return v.Buttons
	case commands.Files:
		return v.Buttons
	case commands.Picks:
		var out []commands.Button
		for _, f := range v.Files {
			p := v.Press
			p.File = f.ID
			out = append(out, commands.Button{Label: f.Number, Press: p})
		}
		return out
	case commands.Board:
		if v.Next != nil {
			return []commands.Button{{Label: fmt.Sprintf("%d more", v.More), Press: *v.Next}}
		}
	case commands.Receipt:
		for _, o := range v.Done {
			if o.UndoUntil != 0 {
				return []commands.Button{{Label: "Undo", Press: commands.Press{Verb: "undo", File: o.File.ID,
					Args: commands.Values{"entry": fmt.Sprintf("e%d", o.Change.Version)}}}}
			}
		}
	}
	return nil
}

// asksOf is what a list of files begins with, in a few words each.
func asksOf(v commands.Files) string {
	var out string
	for _, w := range v.Waits {
		if q := w.Request; q != nil {
			out += fmt.Sprintf("(%s: %s, by %s) ", q.People.First(q.Request.By), q.Request.Says, q.Request.Lapses.Words(q.Today))
			continue
		}
		e := w.Escalation
		out += fmt.Sprintf("(%s: %s %s, by %s, since %s) ", e.People.First(e.Escalation.Asker), e.Line.Number, e.Escalation.Ask, e.Escalation.Due.Words(e.Today), e.Asked)
	}
	if v.MoreWaits > 0 {
		out += fmt.Sprintf("+%d ", v.MoreWaits)
	}
	return out
}

// told is a reply in one line.
func told(reply commands.Reply, err error) string {
	buttons := ""
	for _, b := range buttonsOf(reply, err) {
		buttons += " [" + b.Label + "]"
	}
	if err != nil {
		var e *domain.Error
		if !errors.As(err, &e) {
			return "fault: " + err.Error()
		}
		arg := ""
		if e.Arg != "" {
			arg = " " + e.Arg
		}
		return fmt.Sprintf("%s%s: %s%s", e.Kind, arg, e.Says, buttons)
	}
	switch v := reply.(type) {
	case commands.Receipt:
		return toldReceipt(v)
	case commands.Asked:
		return fmt.Sprintf("asks %s: %s%s", v.About.Question, v.About.Says, buttons)
	case commands.Said:
		return "says " + v.Text + buttons
	case commands.Picks:
		return fmt.Sprintf("picks %q%s", v.Words, buttons)
	case commands.FormFor:
		return toldForm(v)
	case commands.FileView:
		return fmt.Sprintf("file %s money=%v contacts=%v history=%v", v.File.Number, v.Money, v.Contacts, v.History)
	case commands.Files:
		var numbers []string
		for _, f := range v.Files {
			numbers = append(numbers, f.Number)
		}
		notes := ""
		for _, note := range v.Notes {
			notes += "/ " + note + " / "
		}
		return fmt.Sprintf("files %q %s%s%s, %d more%s", v.Title, notes, asksOf(v), strings.Join(numbers, " "), v.More, buttons)
	case commands.Entries:
		var names []string
		for _, act := range v.Acts {
			names = append(names, toldAct(act))
		}
		return fmt.Sprintf("entries %q %s", v.Title, strings.Join(names, ", "))
	case commands.Listing:
		return "lists " + v.Title + " / " + strings.Join(v.Lines, " / ") + buttons
	case commands.Helped:
		var names []string
		for _, c := range v.Commands {
			names = append(names, c.Name)
		}
		return "help " + strings.Join(names, ", ")
	case commands.Board:
		more := ""
		if v.Next != nil {
			more = fmt.Sprintf(", %d more", v.More)
		}
		return fmt.Sprintf("board %d as of %s %s%s", len(v.Figures), v.AsOf, v.Only, more)
	case commands.Acted:
		return fmt.Sprintf("acted %s %s by %s: %s", v.Event.Act, v.Escalation.Asked, v.Escalation.Due, v.Escalation.Ask)
	case commands.LiveDigest:
		return fmt.Sprintf("digest %s %s as of %s", v.Market, v.Date, v.AsOf)
	}
	return fmt.Sprintf("%T", reply)
}

func toldAct(v commands.OwnAct) string {
	if e := v.Escalation; e != nil {
		return e.File.Number + " escalated"
	}
	var names []string
	for _, e := range v.Entries {
		names = append(names, fmt.Sprintf("%s e%d", e.Number, e.Change.Version))
	}
	return strings.Join(names, " + ")
}

func toldReceipt(v commands.Receipt) string {
	var out []string
	for _, o := range v.Done {
		if o.Refused != nil {
			out = append(out, o.Number+" not: "+o.Refused.Error())
			continue
		}
		undo := ""
		if o.UndoUntil == 0 {
			undo = ", no undo"
		}
		out = append(out, fmt.Sprintf("%s e%d %s, balance %s%s", o.File.Number, o.Change.Version, o.File.State.Stage, o.File.State.Balance(), undo))
	}
	return "saved " + strings.Join(append(out, v.Notes...), "; ")
}

func toldForm(v commands.FormFor) string {
	out := "form " + v.Command.Name
	if v.File != nil {
		out += " " + v.File.Number
	}
	for _, a := range v.Command.Args {
		if v.In[a.Name] != "" {
			out += " " + a.Name + "=" + v.In[a.Name]
		}
		if v.Errors[a.Name] != "" {
			out += " !" + a.Name + ": " + v.Errors[a.Name]
		}
	}
	return out
}
