package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/bot/slackfake"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// TestEveryVerbByEveryRole walks the matrix: every verb, said by every role on every surface, inside the market and outside,
// is answered as the table says that is in front of them. The documentation prints the same table.
func TestEveryVerbByEveryRole(t *testing.T) {
	t.Parallel()
	w := newWalk(t)
	var all sync.WaitGroup
	for _, p := range w.people {
		all.Go(func() { w.walks(p) })
	}
	all.Wait()
	w.s.rests()
	w.homes()
	_, faults, err := w.s.store.Verify(context.Background())
	w.s.must(err)
	for _, f := range faults {
		t.Errorf("verify: %s: %s", f.File, f.Says)
	}
	t.Logf("%d cells", w.cells)
	w.s.stop()
	w.s.log.check(t, nil)
}

// saidOtherwise are verbs whose first example cannot be walked with: it names somebody else's entry, or changes the stage.
var saidOtherwise = map[string]string{
	"void":       "void FM-1 e2 because twice",
	"undo":       "undo FM-1 e2",
	"reverse":    "reverse FM-1 because NSF",
	"assign":     "assign FM-1 me",
	"assign all": "assign all of me to me",
	"escalate":   "escalate FM-1 to me by tue day-3 drying log",
	"market add": `market add FM "Fort Myers" America/New_York`,
	"market set": "market set names short",
}

// decides is the row that has the last word where a verb has several, for what is said here.
var decides = map[string]commands.Act{"void": "void_round", "adjust": "write_off"}

// walk is a stage with a person for each role in Fort Myers, and one for each who is not there.
type walk struct {
	t      *testing.T
	s      *stage
	fm     *domain.Market
	table  []*commands.Command
	rows   map[commands.Act]commands.Allowance
	people []*walker
	anchor slackfake.Message // a card in Fort Myers, to whose thread and buttons all come
	thread *domain.File      // whose card it is

	mu    sync.Mutex
	files int
	cells int
}

// walker is somebody with one role.
type walker struct {
	*slackfake.Person
	id      domain.PersonID
	role    domain.Role // empty: the admin, or nobody
	admin   bool
	outside bool // of Fort Myers
}

func newWalk(t *testing.T) *walk {
	w := &walk{t: t, s: bareStage(t), table: commands.NewApp(commands.Deps{}).Commands(), rows: map[commands.Act]commands.Allowance{}}
	for _, row := range commands.Matrix() {
		w.rows[row.Act] = row
	}
	for _, role := range domain.Roles() {
		w.joins(&walker{id: domain.PersonID("U0IN" + strings.ToUpper(string(role))), role: role})
		w.joins(&walker{id: domain.PersonID("U0OUT" + strings.ToUpper(string(role))), role: role, outside: true})
	}
	w.people = append(w.people, &walker{Person: w.s.ws.Person("sam"), id: sample.Sam, admin: true},
		&walker{Person: w.s.ws.Person("nora"), id: "U0NORA", outside: true})
	w.fm = w.s.market("FM")
	w.s.must(w.s.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) {
		for _, p := range w.people {
			c.Members = append(c.Members, string(p.id))
		}
	}))
	w.thread = w.s.has("FM-1042", "Joan Harris")
	w.anchor = w.card(w.thread)
	return w
}

// joins makes the person a member of Fort Myers with their role, or of Denver.
func (w *walk) joins(p *walker) {
	code, name := "FM", strings.ToLower(string(p.id[2:]))
	if p.outside {
		code = "DN"
	}
	w.s.must(w.s.ws.AddUser(slackfake.User{ID: string(p.id), Name: name, RealName: strings.ToUpper(name[:1]) + name[1:]}))
	p.Person = w.s.ws.Person(name)
	w.roles(code, p, p.role)
	w.people = append(w.people, p)
}

// roles gives the person these roles in the market, and no others.
func (w *walk) roles(code string, p *walker, roles ...domain.Role) {
	act := domain.Act{Key: fmt.Sprint("roles/", p.id, "/", w.next()), Actor: sample.Sam, Source: domain.FromCommand, At: monday}
	_, err := w.s.store.ChangeMarket(context.Background(), act, w.s.market(code).ID, func(m *domain.Market) error {
		m.Members = slices.DeleteFunc(m.Members, func(v domain.Member) bool { return v.Person.ID == p.id })
		m.Members = append(m.Members, domain.Member{Person: domain.Person{ID: p.id, Name: string(p.id)}, Roles: roles})
		return nil
	})
	if err != nil {
		w.t.Error(err)
	}
}

func (w *walk) next() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files++
	return w.files
}

// card has the file's card posted and gives it.
func (w *walk) card(f *domain.File) slackfake.Message {
	_, _, err := w.s.store.Change(context.Background(), domain.Act{Key: "anchor", Actor: sample.Dana, Source: domain.FromCommand, At: monday}, f.ID,
		func(f *domain.File) error { return f.Note("look here") })
	w.s.must(err)
	w.s.rests()
	var found slackfake.Message
	w.s.ws.Read(func(st *slackfake.State) { found = st.Messages("fort-myers")[0] })
	return found
}

// begins begins a file of Fort Myers with a note, e2.
func (w *walk) begins(owner domain.PersonID) *domain.File {
	n := w.next()
	act := func(step string) domain.Act {
		return domain.Act{Key: fmt.Sprint("walk/", n, step), Actor: sample.Dana, Source: domain.FromImport, At: monday.Add(-time.Hour)}
	}
	in := domain.NewFile{Market: w.fm, Number: fmt.Sprintf("FM-%d", 3000+n)}
	f, _, err := w.s.store.Open(context.Background(), act("new"), in, func(f *domain.File) error {
		return f.Receive(0, domain.Facts{Customer: fmt.Sprint("Walk ", n), Payer: "Harbor Mutual", Loss: "water"}, owner)
	})
	if err == nil {
		f, _, err = w.s.store.Change(context.Background(), act("note"), f.ID, func(f *domain.File) error { return f.Note("twice") })
	}
	if err != nil {
		w.t.Error(err)
	}
	return f
}

// does lets the person act and gives what they then see; what opens is closed again unless it is to stay.
func (w *walk) does(p *walker, stays bool, act func(context.Context) (*slackfake.Turn, error)) string {
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	seen, words, view := 0, "", false
	w.s.ws.Read(func(st *slackfake.State) { seen = len(st.Shown()) })
	turn, err := act(ctx)
	if err != nil || turn.Ack.Problem != "" {
		return fmt.Sprintf("(no answer: %v %+v)", err, turn)
	}
	err = w.s.ws.WaitFor(ctx, func(st *slackfake.State) bool {
		for _, x := range st.ShownSince(seen) {
			told := x.User == "" && x.Message.Channel == st.DMID(string(p.id)) && x.Message.Metadata["event_type"] != "paidup_notice" // no notice of something else
			if x.User == string(p.id) || told {
				words, view = st.Render(x.Message), x.View.ID != ""
				if view {
					words = slackfake.RenderView(x.View)
				}
				return true
			}
		}
		return false
	})
	if err != nil {
		return "(nothing)"
	}
	if view && !stays && p.View() != nil {
		if _, err := p.Closes(ctx); err != nil {
			return fmt.Sprintf("%s (not closed: %v)", words, err)
		}
	}
	w.mu.Lock()
	w.cells++
	w.mu.Unlock()
	return words
}

// homes has everybody look at their Home tab, which shows no amount and no file to whom the table gives none.
func (w *walk) homes() {
	for _, p := range w.people {
		got := w.does(p, false, p.OpensHome)
		w.compare(cellOf{p, w.command("home"), nil, "Home tab"}, got)
		if w.cell("amounts", p) == "-" && strings.Contains(got, "$") || (p.admin || p.outside) && strings.Contains(got, "FM-") {
			w.t.Errorf("the Home tab of %s shows:\n%s", p.id, got)
		}
	}
}

func (w *walk) command(name string) *commands.Command {
	i := slices.IndexFunc(w.table, func(c *commands.Command) bool { return c.Name == name })
	return w.table[i]
}

// presses presses a button that makes the press, wherever it came from.
func (w *walk) presses(p *walker, press commands.Press) func(context.Context) (*slackfake.Turn, error) {
	value, err := json.Marshal(press)
	if err != nil {
		w.t.Error(err)
	}
	on := w.anchor
	on.Blocks = []any{map[string]any{"type": "actions", "block_id": "walk", "elements": []any{map[string]any{"type": "button",
		"action_id": "press:walk:0", "value": string(value), "text": map[string]any{"type": "plain_text", "text": "Walk"}}}}}
	return func(ctx context.Context) (*slackfake.Turn, error) {
		return p.Clicks(ctx, slackfake.Where{Seen: &on}, "Walk")
	}
}
