package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"paidup/bot/slackfake"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// walks takes the person through every verb, and to a file that is nowhere.
func (w *walk) walks(p *walker) {
	if p.role != "" || p.admin {
		got := w.does(p, false, func(ctx context.Context) (*slackfake.Turn, error) {
			return p.Types(ctx, "fort-myers", "/paidup file FM-9999")
		})
		if !strings.HasPrefix(got, notThere(p, "FM-9999")) {
			w.t.Errorf("%s looks for a file that is nowhere: %s", p.id, got)
		}
	}
	for _, cmd := range w.table {
		switch {
		case !namesFile(cmd):
			if !p.outside || p.role == "" {
				w.everywhere(p, cmd, nil)
			}
		case p.outside:
			w.everywhere(p, cmd, w.begins(sample.Dana))
		default:
			w.everywhere(p, cmd, w.begins(sample.Dana))
			if w.ownMatters(p, cmd) {
				w.everywhere(p, cmd, w.begins(p.id))
			}
		}
	}
}

func namesFile(cmd *commands.Command) bool {
	return slices.ContainsFunc(cmd.Args, func(a commands.Arg) bool { return a.Kind == commands.KindFile })
}

// ownMatters says that the role may more on a file of its own.
func (w *walk) ownMatters(p *walker, cmd *commands.Command) bool {
	return strings.HasPrefix(w.cell("find", p), "own") || strings.HasPrefix(w.cell(cmd.Who, p), "own")
}

// cell is what the table gives the person: yes, own files, ask director, -.
func (w *walk) cell(act commands.Act, p *walker) string {
	row, known := w.rows[act]
	switch {
	case !known:
		w.t.Errorf("no row is called %s", act)
	case p.admin:
		return row.OfAdmin().String()
	case p.role != "":
		return row.Of(p.role).String()
	}
	return "-"
}

var exampleFile = regexp.MustCompile(`FM-\d+(,\d+)*|harris`)

// line is the verb as it is said about the file.
func line(cmd *commands.Command, f *domain.File) string {
	said, ok := saidOtherwise[cmd.Name]
	if !ok {
		said = cmd.Examples[0]
	}
	if f == nil {
		return said
	}
	return exampleFile.ReplaceAllString(said, f.Number)
}

// everywhere has the person say the verb on every surface, about the file where it is about one.
func (w *walk) everywhere(p *walker, cmd *commands.Command, f *domain.File) {
	press := commands.Press{Verb: cmd.Name}
	if f != nil {
		press.File = f.ID
	}
	if cmd.Pressed {
		w.compare(cellOf{p, cmd, f, "button"}, w.does(p, false, w.presses(p, press)))
		return
	}
	said := line(cmd, f)
	_, words, _ := strings.Cut(said+" ", cmd.Name+" ")
	got, err := commands.Read(cmd, strings.TrimSpace(words), commands.Reading{Market: w.fm, Today: w.fm.Today(monday), Members: w.fm.Members})
	if err != nil {
		w.t.Errorf("%q is not read: %v", said, err)
	}
	press.Args = got.Values
	if os.Getenv(onlyCommands) != "" {
		w.compare(cellOf{p, cmd, f, "command"}, w.does(p, false, func(ctx context.Context) (*slackfake.Turn, error) {
			return p.Types(ctx, "fort-myers", "/paidup "+said)
		}))
		return
	}
	for surface, act := range map[string]func(context.Context) (*slackfake.Turn, error){
		"command": func(ctx context.Context) (*slackfake.Turn, error) { return p.Types(ctx, "fort-myers", "/paidup "+said) },
		"DM":      func(ctx context.Context) (*slackfake.Turn, error) { return p.DMs(ctx, said) },
		"mention": func(ctx context.Context) (*slackfake.Turn, error) {
			return p.Mentions(ctx, "fort-myers", w.anchor.TS, said)
		},
		"button": w.presses(p, press),
	} {
		w.compare(cellOf{p, cmd, f, surface}, w.does(p, false, act))
	}
	if slices.ContainsFunc(cmd.Args, func(a commands.Arg) bool { return a.Form }) {
		w.forms(p, cmd, f)
	}
	if p.role != "" && !p.outside && f != nil && hasForm(cmd) {
		w.submits(p, cmd, press)
	}
}

// onlyCommands is set where the race detector looks on: there the walk keeps to what is typed as a command.
const onlyCommands = "PAIDUP_ONLY_COMMANDS"

func hasForm(cmd *commands.Command) bool {
	return slices.ContainsFunc(cmd.Args, func(a commands.Arg) bool { return a.Form && a.Kind != commands.KindFile })
}

// forms opens the verb's form and looks for the file in its option list.
func (w *walk) forms(p *walker, cmd *commands.Command, f *domain.File) {
	at := cellOf{p, cmd, nil, "form"}
	got := w.does(p, true, func(ctx context.Context) (*slackfake.Turn, error) {
		return p.Types(ctx, "fort-myers", "/paidup "+cmd.Name)
	})
	w.compare(at, got)
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	if p.View() == nil {
		return
	}
	if f != nil {
		turn, err := p.SearchOptions(ctx, slackfake.Where{}, "File", f.Number)
		found := err == nil && len(turn.Options) == 1 && strings.HasPrefix(turn.Options[0], f.Number)
		if sees := w.sees(p, f); err != nil || found != sees || !sees && len(turn.Options) > 0 {
			w.t.Errorf("%s looks for %s in the form of %s: %+v %v", p.id, f.Number, cmd.Name, turn, err)
		}
	}
	if _, err := p.Closes(ctx); err != nil {
		w.t.Error(err)
	}
}

// submits opens the form while everything is allowed, and submits it once it is not any more.
func (w *walk) submits(p *walker, cmd *commands.Command, press commands.Press) {
	w.roles("FM", p, domain.Roles()...)
	press.Form = true
	opened := w.does(p, true, w.presses(p, press))
	w.roles("FM", p, p.role)
	f, err := w.s.store.File(context.Background(), press.File)
	if err != nil || p.View() == nil {
		w.t.Errorf("%s opens the form of %s: %v %s", p.id, cmd.Name, err, opened)
		return
	}
	w.compare(cellOf{p, cmd, f, "submission"}, w.does(p, false, p.Submits))
	if p.View() != nil {
		ctx, cancel := context.WithTimeout(context.Background(), patient)
		defer cancel()
		if _, err := p.Closes(ctx); err != nil {
			w.t.Error(err)
		}
	}
}

// cellOf is one cell of the walk: who says which verb, about which file, where.
type cellOf struct {
	p       *walker
	cmd     *commands.Command
	f       *domain.File
	surface string
}

// sees says whether the file exists for the person.
func (w *walk) sees(p *walker, f *domain.File) bool {
	cell := w.cell("find", p)
	return !p.outside && (cell == "yes" || strings.HasPrefix(cell, "own") && f.State.Owner == p.id)
}

// compare holds what the person sees to what the table says.
func (w *walk) compare(at cellOf, got string) {
	want := w.expected(at)
	refusal := w.rows[at.cmd.Who].Says + " for"
	right := strings.Contains(got, want.told) && strings.Contains(got, "[Ask ") == want.asks
	if want.allowed {
		right = !strings.Contains(got, refusal) && !strings.Contains(got, `No file "`)
	}
	ours := strings.Contains(got, "our side") || strings.HasPrefix(got, "(")
	money := at.f != nil && w.cell("amounts", at.p) == "-" && strings.Contains(got, "$")
	if right && !ours && !money {
		return
	}
	about := ""
	if at.f != nil {
		about = fmt.Sprintf(" about %s of %s", at.f.Number, at.f.State.Owner)
	}
	w.t.Errorf("%s, %s by %s%s: the table says %+v, but:\n%s", at.p.id, at.cmd.Name, at.surface, about, want, got)
}

// verdict is what the table says of a cell.
type verdict struct {
	allowed bool
	told    string // where it is not
	asks    bool   // with a button that asks who may
}

// expected is what the table says. Outside the market the words are those for a file that is not there.
func (w *walk) expected(at cellOf) verdict {
	p, f := at.p, at.f
	if p.role == "" && !p.admin {
		return verdict{told: "You are not set up in Paidup yet. Sam Whitley can add you.", asks: true}
	}
	if at.surface == "mention" && !w.sees(p, w.thread) { // the thread's own file is at hand
		return verdict{told: "There is no such file."}
	}
	if at.surface == "mention" && f == nil && namesFile(at.cmd) {
		f = w.thread
	}
	if f != nil && !w.sees(p, f) {
		if at.surface == "button" || at.surface == "submission" {
			return verdict{told: "There is no such file."}
		}
		return verdict{told: notThere(p, f.Number)}
	}
	row := at.cmd.Who
	if deciding, ok := decides[at.cmd.Name]; ok && f != nil && w.cell(row, p) != "-" {
		row = deciding
	}
	cell := w.cell(row, p)
	if cell == "yes" || f == nil && cell != "-" || f != nil && strings.HasPrefix(cell, "own") && f.State.Owner == p.id {
		return verdict{allowed: true}
	}
	return verdict{told: w.rows[row].Says + " for", asks: strings.HasPrefix(cell, "ask")}
}

// notThere is what is said of a file that is not there, or not for this person.
func notThere(p *walker, number string) string {
	where := "in Fort Myers"
	switch {
	case p.admin:
		where = "in your markets"
	case p.outside:
		where = "in Denver"
	}
	return fmt.Sprintf("No file %q %s by number, claim, name or address.", number, where)
}
