package commands

import (
	"context"
	"fmt"
	"slices"

	"paidup/domain"
)

func (a *App) undoCommand() *Command {
	file, entry := fileArg(), entryArg()
	file.Required, file.Form, entry.Form = false, false, false
	return &Command{
		Name:     "undo",
		Says:     "take back your own entry, until the end of the next business day",
		Usage:    "· REF eN",
		Examples: []string{"undo", "undo FM-1042 e9"},
		Args:     []Arg{file, entry},
		Who:      actUndo,
		Do:       a.undo,
	}
}

func (a *App) undo(ctx context.Context, c *Call) (Reply, error) {
	version, err := c.entry()
	if err != nil {
		return nil, err
	}
	switch {
	case len(c.Files) == 0 && version == 0:
		return a.lastEntered(ctx, c)
	case len(c.Files) == 0:
		return nil, domain.Invalid("file", "e%d of which file? undo FM-1042 e%d.", version, version)
	}
	if err := c.single(); err != nil {
		return nil, err
	}
	f, err := a.Files.File(ctx, c.Files[0].ID)
	if err != nil {
		return nil, err
	}
	if version == 0 {
		version = c.newestOwn(f)
		e, err := a.askedLast(ctx, c, f, version)
		switch {
		case err != nil:
			return nil, err
		case e != nil:
			c.Request.Escalation = e.ID
			return a.onEscalation(ctx, c, (*domain.Escalation).Withdraw)
		case version == 0:
			return nil, domain.NoSuch("entry", "You have nothing to undo on %s. What never happened is voided: void %s eN because WORDS.",
				f.Number, f.Number)
		}
	}
	entry := f.Entry(version)
	if entry == nil {
		return nil, noEntry(f, version)
	}
	return a.undoAct(ctx, c, entry)
}

// askedLast is the file's open escalation, where the person asked for it by hand after their newest entry on the file.
func (a *App) askedLast(ctx context.Context, c *Call, f *domain.File, newest int) (*domain.Escalation, error) {
	all, err := a.Escalations.LastEscalations(ctx, []domain.FileID{f.ID})
	e := all[f.ID]
	if err != nil || e == nil || e.Done || e.Asker != c.Actor || newest > e.Event(1).FileVersion {
		return nil, err
	}
	return e, nil
}

// undoAct takes back the whole act that the entry belongs to: one entry, or one on each of several files.
func (a *App) undoAct(ctx context.Context, c *Call, entry *domain.Change) (Reply, error) {
	return a.wholeAct(ctx, c, entry, func(f *domain.File, version int) error { return late(f.Undo(version), c, f, version) })
}

// wholeAct runs the law on every entry that was made with this one, of the one file meant; on all of them or on none.
func (a *App) wholeAct(ctx context.Context, c *Call, entry *domain.Change, law func(*domain.File, int) error) (Reply, error) {
	one := func(f *domain.File) error { return law(f, entry.Version) }
	if entry.Act == "" || entry.Act == entry.Key {
		return a.one(ctx, c, one)
	}
	act, err := a.Find.SameAct(ctx, entry.Act)
	if err != nil {
		return nil, err
	}
	versions := map[domain.FileID]int{}
	meant := c.Files
	c.Files = nil
	for _, e := range act {
		versions[e.File] = e.Change.Version
		c.Files = append(c.Files, domain.FileLine{ID: e.File, Market: e.Market, Number: e.Number, Facts: e.Facts})
	}
	if len(versions) < 2 {
		c.Files = meant
		return a.one(ctx, c, one)
	}
	return a.together(ctx, c, func(f *domain.File) error { return law(f, versions[f.ID]) })
}

// late says, where an entry cannot be undone any more, who may void it, and offers to ask them: for a reason, so by the form.
func late(err error, c *Call, f *domain.File, version int) error {
	e, ok := err.(*domain.Error)
	if !ok || e.Kind != domain.KindConflict || version == 1 || f.Entry(version) == nil {
		return err
	}
	if e.About == nil { // it was taken back already, or its time is over
		if c.Today <= f.UndoUntil(f.Entry(version)) {
			return err
		}
	}
	who := refuse(voiding(f.Entry(version)), f.Market, c.Person, nil)
	e.Says += " " + voidIsFor(f, version)
	e.About = who.About
	if ask := who.About.(WhoMay); len(ask.Ask) > 0 {
		press := Press{Verb: "void", File: f.ID, Args: Values{"entry": fmt.Sprintf("e%d", version)}, Answered: domain.Answers{askThem}, Form: true}
		return offer(e, Button{Label: askLabel(ask), Press: press})
	}
	return e
}

// voidIsFor says who may void the entry.
func voidIsFor(f *domain.File, version int) string {
	var names []string
	for _, r := range domain.Roles() {
		if rowOf(voiding(f.Entry(version))).Of(r) == yes {
			names = append(names, plural(r))
		}
	}
	return fmt.Sprintf("void %s e%d because … is for %s.", f.Number, version, list(names))
}

// newestOwn is the version of the person's newest entry on the file that stands, or 0. What they imported is history, not an
// entry of theirs to take back one by one.
func (c *Call) newestOwn(f *domain.File) int {
	for _, ch := range slices.Backward(standing(f)) {
		if ch.Actor == c.Actor && ch.Version > 1 && ch.Source != domain.FromImport {
			return ch.Version
		}
	}
	return 0
}

// standing are the file's changes, in order, without those that were taken back and those that took them back.
func standing(f *domain.File) []domain.Change {
	gone := map[int]bool{}
	var out []domain.Change
	for _, ch := range slices.Backward(f.History()) {
		switch {
		case gone[ch.Version]:
		case ch.Voids > 0:
			gone[ch.Voids] = true
		default:
			out = append(out, ch)
		}
	}
	slices.Reverse(out)
	return out
}
