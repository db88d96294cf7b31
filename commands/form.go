package commands

import (
	"context"
	"maps"

	"paidup/domain"
)

// form opens the verb's form, prefilled; where the door cannot, a button does.
func (a *App) form(ctx context.Context, c *Call) (Reply, error) {
	if c.Command.OfMarket {
		if reply, err := a.formsMarket(c); reply != nil || err != nil {
			return reply, err
		}
	}
	if err := a.quote(ctx, c); err != nil {
		return nil, err
	}
	out, err := a.formFor(ctx, c)
	if err != nil {
		return nil, err
	}
	if beside := c.Command.Beside; beside != "" {
		in := Values{}
		in.SetText("market", c.In.Text("market"))
		out.Buttons = []Button{{Label: formLabel(beside), Press: Press{Verb: beside, Args: in, Form: true}}}
	}
	if c.CanForm {
		return out, nil
	}
	return Said{Text: "Write " + c.Command.Examples[0] + ", or open the form.", Buttons: []Button{openForm(c)}}, nil
}

// formsMarket settles which market the form is about, and that the person may do this there. The reply asks which.
func (a *App) formsMarket(c *Call) (Reply, error) {
	m, reply, err := a.marketMeant(c)
	if which, asks := reply.(Said); asks {
		for i := range which.Buttons {
			which.Buttons[i].Press.Form = true
		}
		return which, nil
	}
	if err != nil {
		return nil, err
	}
	c.Market = m
	c.In.SetText("market", m.Code)
	return nil, c.mayIn(c.Command.Who, m)
}

func (a *App) formFor(ctx context.Context, c *Call) (FormFor, error) {
	out := FormFor{Command: c.Command, Market: c.Market, In: c.In, Channel: c.Channel, Asks: c.Answered.Has(askThem)}
	if arg := c.Command.arg("market"); arg != nil && arg.Form && c.In.Text("market") == "" && c.Market != nil {
		c.In.SetText("market", c.Market.Code)
	}
	if err := a.meetFormer(ctx, c); err != nil {
		return out, err
	}
	out.ofSomebody(c.People)
	if c.Command.arg("file") == nil && c.Command.Fill != nil {
		out.In = maps.Clone(c.In)
		c.Command.Fill(c, nil, out.In)
	}
	if len(c.Files) != 1 {
		return out, nil
	}
	f, err := a.Files.File(ctx, c.Files[0].ID)
	if err != nil {
		return out, err
	}
	if c.escalation != nil {
		if err := c.stillMeant(c.escalation); err != nil {
			return out, err
		}
	} else if c.Form && c.Rests != "" && c.Rests != Rests(c.Verb, f) {
		return out, c.outdated(f)
	}
	out.File, out.NoMoney, out.Escalation = f, !c.scope.seesMoney(f.Market), c.escalation
	if c.Command.Fill != nil {
		out.In = maps.Clone(c.In)
		c.Command.Fill(c, f, out.In)
	}
	return out, nil
}

// formAgain is the form with what was filled in and the faults under their fields.
func (a *App) formAgain(ctx context.Context, c *Call, faults *formFaults) (Reply, error) {
	out, err := a.formFor(ctx, c)
	if err != nil {
		return nil, err
	}
	out.In, out.Errors = c.Args, map[string]string{}
	for name, fault := range faults.by {
		out.Errors[name] = fault.Error()
	}
	return out, nil
}

func openForm(c *Call) Button {
	b := Button{Label: "Open form", Press: Press{Verb: c.Command.Name, Args: c.In, Form: true}}
	if len(c.Files) == 1 {
		b.Press.File = c.Files[0].ID
	}
	return b
}

// formButton opens a verb's form for the file.
func formButton(label, verb string, f *domain.File, in Values) Button {
	return Button{Label: label, Press: Press{Verb: verb, File: f.ID, Rests: Rests(verb, f), Args: in, Form: true}}
}

// formLabel is what a button says that opens the verb's form.
func formLabel(verb string) string {
	return map[string]string{"submit": "Submit…", "approve": "Approved…", "reject": "Rejected…", "invoice": "Invoice…", "pay": "Payment…",
		verbPaste: "Paste an e-mail…"}[verb]
}
