package commands

import (
	"context"

	"paidup/domain"
)

// The buttons of an escalation. They say which one by its id; on a digest's line, which has none yet, by the file.

func (a *App) takeCommand() *Command {
	return &Command{
		Name: "escalation take",
		Says: "acknowledge and take an escalation",
		Args: []Arg{fileArg()},
		Who:  actEscalation, Bare: true, Pressed: true,
		Do: func(ctx context.Context, c *Call) (Reply, error) {
			return a.onEscalation(ctx, c, (*domain.Escalation).Take)
		},
	}
}

func (a *App) settleEscalationCommand() *Command {
	var ways []string
	for _, s := range domain.Settlements() {
		ways = append(ways, string(s))
	}
	return &Command{
		Name: "escalation done",
		Says: "say what ended an escalation",
		Args: []Arg{
			fileArg(),
			{Name: "how", Kind: KindChoice, Asks: "What happened", Choices: ways, Required: true, Form: true},
			{Name: "words", Kind: KindText, Asks: "In words", Hint: "uploaded to the job folder", Form: true},
		},
		Who: actEscalation, Pressed: true,
		Do: func(ctx context.Context, c *Call) (Reply, error) {
			return a.onEscalation(ctx, c, func(e *domain.Escalation) error {
				return e.Settle(domain.Settled(c.In.Text("how")), c.In.Text("words"))
			})
		},
	}
}

// When an escalation may come back.
const (
	laterNext = "next working morning"
	laterTwo  = "2 business days"
	laterDate = "a date"
)

func (a *App) laterCommand() *Command {
	return &Command{
		Name: "escalation later",
		Says: "put an escalation off",
		Args: []Arg{
			fileArg(),
			{Name: "until", Kind: KindChoice, Asks: "Comes back", Choices: []string{laterNext, laterTwo, laterDate}, Required: true, Form: true},
			{Name: "date", Kind: KindPlan, Label: "until", Asks: "The date", Form: true},
			{Name: "because", Kind: KindText, Label: labelBecause, Asks: "Why later", Required: true, Form: true},
		},
		Who: actEscalation, Pressed: true,
		Do: func(ctx context.Context, c *Call) (Reply, error) {
			return a.onEscalation(ctx, c, func(e *domain.Escalation) error {
				until, err := c.laterDay(e.File.Market)
				if err != nil {
					return err
				}
				return e.Snooze(until, c.In.Text("because"))
			})
		},
	}
}

// laterDay is the day on which it comes back.
func (c *Call) laterDay(m *domain.Market) (domain.Date, error) {
	today := m.Today(c.At)
	switch c.In.Text("until") {
	case laterNext:
		return m.Calendar().Add(today, 1), nil
	case laterTwo:
		return m.Calendar().Add(today, 2), nil
	}
	if on := c.In.Date("date"); on != 0 {
		return on, nil
	}
	return 0, domain.Invalid("date", "Which date? The next working day is %s.", m.Calendar().Add(today, 1).Words(today))
}

func (a *App) reassignCommand() *Command {
	return &Command{
		Name: "escalation assign",
		Says: "name who takes an escalation, or give it back",
		Args: []Arg{
			fileArg(),
			{Name: "person", Kind: KindPerson, Asks: "Who takes it", Hint: "dana", Form: true},
			{Name: "back", Kind: KindFlag, Asks: "Or", Hint: "Not mine: give it back to who asked", Form: true},
			{Name: "words", Kind: KindText, Asks: "What to know", Form: true},
		},
		Who: actEscalation, Pressed: true,
		Do: a.reassign,
	}
}

func (a *App) reassign(ctx context.Context, c *Call) (Reply, error) {
	to := domain.PersonID(c.In.Text("person"))
	if to == "" && !c.In.Flag("back") {
		return nil, domain.Invalid("person", "Who takes it? Name somebody, or give it back.")
	}
	return a.onEscalation(ctx, c, func(e *domain.Escalation) error {
		switch {
		case !c.In.Flag("back"):
			return e.Assign(to, c.In.Text("words"))
		case e.Asker == "":
			return domain.Invalid("person", "The digest asked, so there is nobody to give it back to. Name who takes it.")
		}
		return e.Assign(e.Asker, c.In.Text("words"))
	})
}

func (a *App) questionCommand() *Command {
	return &Command{
		Name: "escalation question",
		Says: "ask a question about an escalation",
		Args: []Arg{fileArg(), {Name: "words", Kind: KindText, Asks: "The question", Hint: "which basement?", Required: true, Form: true}},
		Who:  actEscalation, Pressed: true,
		Do: func(ctx context.Context, c *Call) (Reply, error) {
			return a.onEscalation(ctx, c, func(e *domain.Escalation) error { return e.Question(c.In.Text("words")) })
		},
	}
}

func (a *App) directCommand() *Command {
	return &Command{
		Name: "escalation direct",
		Says: "send an escalation to the director",
		Args: []Arg{fileArg()},
		Who:  actEscalation, Bare: true, Pressed: true,
		Do: func(ctx context.Context, c *Call) (Reply, error) {
			return a.onEscalation(ctx, c, (*domain.Escalation).Direct)
		},
	}
}

func (a *App) withdrawCommand() *Command {
	return &Command{
		Name: "escalation undo",
		Says: "take back an escalation that you asked for",
		Args: []Arg{fileArg()},
		Who:  actUndo, Bare: true, Pressed: true,
		Do: func(ctx context.Context, c *Call) (Reply, error) {
			if c.Request.Escalation == 0 {
				return nil, domain.NotFound("There is no such escalation.")
			}
			return a.onEscalation(ctx, c, (*domain.Escalation).Withdraw)
		},
	}
}

// onEscalation runs the law on the escalation whose button was pressed. On a line of a digest that is the file's open one,
// else one that the digest asks for now.
func (a *App) onEscalation(ctx context.Context, c *Call, law func(*domain.Escalation) error) (Reply, error) {
	if c.Request.Escalation != 0 {
		e, err := a.Escalations.ChangeEscalation(ctx, c.act(), c.Request.Escalation, func(e *domain.Escalation) error {
			if err := law(e); err != nil {
				return err
			}
			if c.Rests != "" && c.Rests != RestsOn(e) {
				return c.overtaken(e)
			}
			return nil
		})
		return c.acted(e, err)
	}
	e, err := a.Escalations.Escalate(ctx, c.act(), c.Files[0].ID, func(f *domain.File, e *domain.Escalation) (*domain.Escalation, error) {
		if e == nil {
			plea, err := c.digestPlea(f)
			if err != nil {
				return nil, err
			}
			if e, err = domain.Escalate(f, c.act(), nil, plea); err != nil {
				return nil, err
			}
		}
		e.Begin(c.act())
		if err := law(e); err != nil {
			return nil, err
		}
		e.Finish()
		return e, nil
	})
	return c.acted(e, err)
}
