package commands

import (
	"fmt"

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
