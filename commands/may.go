package commands

import (
	"context"
	"fmt"
	"maps"

	"paidup/domain"
)

// mayAll checks the matrix for every file meant, and how far back the act is dated. Where all files are refused, so is the
// command; where some are, those are left out and told.
func (a *App) mayAll(c *Call) error {
	if len(c.Files) == 0 {
		if !c.mayEver(c.Command) {
			return c.refused(c.Command.Who, c.Market)
		}
		return nil
	}
	c.denied = map[domain.FileID]error{}
	for _, line := range c.Files {
		if err := c.mayDo(line); err != nil && !(c.opens() && canAsk(err)) {
			c.denied[line.ID] = err
		}
	}
	if err := c.denied[c.Files[0].ID]; err != nil && c.allDenied() {
		return err
	}
	return nil
}

func (c *Call) allDenied() bool {
	for _, line := range c.Files {
		if c.denied[line.ID] == nil {
			return false
		}
	}
	return true
}

// mayDo says whether the person may do this on the file, on the date said.
func (c *Call) mayDo(line domain.FileLine) error {
	if err := c.may(c.Command.Who, line); err != nil && !(len(c.Command.Then) > 0 && canAsk(err)) {
		return err
	}
	if !c.backDated(line) {
		return nil
	}
	act := actBackFact
	if c.Command.Who == actMoney {
		act = actBackMoney
	}
	err := c.may(act, line)
	if e := theError(err); e != nil {
		e.Arg = "on"
		e.Says = fmt.Sprintf("%s is over %d days back. %s", c.In.Date("on").Words(c.Today),
			c.scope.market(line.Market).Settings.BackDateDays, e.Says)
	}
	return err
}

// backDated says that the fact is dated further back than the market's days.
func (c *Call) backDated(line domain.FileLine) bool {
	on, m := c.In.Date("on"), c.scope.market(line.Market)
	return m != nil && on != 0 && on < m.Today(c.At)-domain.Date(m.Settings.BackDateDays)
}

// may checks one act on one file.
func (c *Call) may(act Act, line domain.FileLine) error {
	m := c.scope.market(line.Market)
	if m != nil && (granted(act, m, c.Person).allows(c.Actor, c.scope.owner(line)) || c.carried(act, m)) {
		return nil
	}
	if m != nil && granted(act, m, c.Person) == asked {
		return c.ifAsked(m, line)
	}
	if m != nil && granted(act, m, c.Person) == free {
		e := c.refused(act, m)
		e.Says = fmt.Sprintf("%s belongs to %s. %s", line.Number, c.People.Name(line.Owner), e.Says)
		return e
	}
	return c.refused(act, m)
}

// mayIn checks an act that is about a market and no file.
func (c *Call) mayIn(act Act, m *domain.Market) error {
	if granted(act, m, c.Person) == yes || m != nil && c.carried(act, m) {
		return nil
	}
	return c.refused(act, m)
}

func (c *Call) refused(act Act, m *domain.Market) *domain.Error {
	return refuse(act, m, c.Person, c.scope.admins)
}

// marketMeant is the market of a verb that needs one: the one said, else the channel's, else the person's only one. The
// reply asks which.
func (a *App) marketMeant(c *Call) (*domain.Market, Reply, error) {
	m, code := c.scope.implied(), c.In.Text("market")
	if all := c.scope.visible(); m == nil && len(all) == 1 {
		m = all[0]
	}
	if code != "" {
		m = c.scope.coded(code)
	}
	switch {
	case m != nil:
		c.trace.market = m.ID
		return m, nil, nil
	case code != "":
		return nil, nil, domain.NotFound("There is no market %q.", code)
	}
	out := Said{Text: "Which market?"}
	for _, m := range c.scope.visible() {
		args := c.canonical()
		args["market"] = m.Code
		out.Buttons = append(out.Buttons, Button{Label: m.Name, Press: Press{Verb: c.Command.Name, Args: args, Answered: c.Answered}})
	}
	if len(out.Buttons) == 0 {
		return nil, nil, domain.NotFound("There is no market yet. market add FM \"Fort Myers\" America/New_York begins one.")
	}
	return nil, out, nil
}

// form opens the verb's form, prefilled; where the door cannot, a button does.
func (a *App) form(ctx context.Context, c *Call) (Reply, error) {
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
