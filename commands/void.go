package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) voidCommand() *Command {
	entry, because := entryArg(), becauseArg("Why it never happened")
	entry.Required, because.Required = true, true
	return &Command{
		Name:     "void",
		Says:     "take back an entry that never happened",
		Usage:    "REF eN because WORDS",
		Examples: []string{"void FM-1009 e6 because the check cleared after all"},
		Args:     []Arg{fileArg(), entry, because},
		Who:      actVoid,
		Then:     []Act{actVoidMoney, actVoidRound},
		Do:       a.void,
	}
}

func (a *App) void(ctx context.Context, c *Call) (Reply, error) {
	if err := c.single(); err != nil {
		return nil, err
	}
	version, err := c.entry()
	if err != nil {
		return nil, err
	}
	if version == 0 {
		return nil, domain.Invalid("entry", "Which entry? void %s e9 because meant FM-1024.", c.Files[0].Number)
	}
	f, err := a.Files.File(ctx, c.Files[0].ID)
	if err != nil {
		return nil, err
	}
	entry := f.Entry(version)
	if entry == nil {
		return nil, noEntry(f, version)
	}
	if err := c.may(voiding(entry), c.Files[0]); err != nil {
		return nil, err
	}
	void := func(f *domain.File, version int) error { return f.Void(version, c.In.Text("because")) }
	if entry.Verb == "apply" { // cash that was moved is on one file or on the other, never on both
		return a.wholeAct(ctx, c, entry, void)
	}
	return a.one(ctx, c, func(f *domain.File) error { return void(f, version) })
}

// voiding is the act of voiding the entry: money is accounting's, all else the director's.
func voiding(entry *domain.Change) Act {
	if len(entry.Entries) > 0 {
		return actVoidMoney
	}
	return actVoidRound
}

func noEntry(f *domain.File, version int) error {
	return domain.NoSuch("entry", "%s has no entry e%d; its last is e%d.", f.Number, version, f.Version)
}
