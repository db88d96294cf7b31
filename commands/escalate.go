package commands

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"paidup/domain"
)

func (a *App) escalateCommand() *Command {
	return &Command{
		Name:     "escalate",
		Says:     "ask somebody to settle what holds a file up",
		Usage:    "REF [to PERSON] [by DATE] WORDS",
		Examples: []string{"escalate FM-1063 to tom by tue day-3 drying log, basement"},
		Slash:    true,
		Args: []Arg{
			fileArg(),
			{Name: "wrong", Kind: KindText, Label: "what is wrong", Asks: "What is wrong", Hint: "moisture log missing", Form: true},
			{Name: "tried", Kind: KindText, Label: "tried so far", Asks: "Tried so far", Hint: "called twice, no answer", Form: true},
			{Name: "words", Kind: KindText, Asks: "What is asked", Hint: "the day-3 drying log, basement", Required: true, Form: true},
			{Name: "person", Kind: KindPerson, Label: "to", Asks: "Of whom", Hint: "tom", Form: true},
			{Name: "by", Kind: KindPlan, Label: "by", Asks: "By when", Hint: "tue", Form: true},
		},
		Who:  actEscalate,
		Fill: (*Call).fillEscalation,
		Do:   a.escalate,
	}
}

// fillEscalation is what the form begins with: what the file says by itself, and what its notes say was tried.
func (c *Call) fillEscalation(f *domain.File, in Values) {
	fill := func(name, value string) {
		if in.Text(name) == "" {
			in.SetText(name, value)
		}
	}
	fill("wrong", whatIsWrong(f))
	fill("tried", tried(f, c.People))
	fill("person", string(c.whoIsAsked(f)))
	fill("by", f.Market.Calendar().Add(c.Today, 1).String())
}

// whoIsAsked is whom an escalation goes to where nobody was named: the file's owner, and the market's director where that
// is who asks, or nobody. Empty: there is none.
func (c *Call) whoIsAsked(f *domain.File) domain.PersonID {
	if owner, member := f.Market.Member(f.State.Owner); member && !owner.Person.Gone && owner.Person.ID != c.Actor {
		return owner.Person.ID
	}
	for _, d := range f.Market.With(domain.Director) {
		if d.Person.ID != c.Actor {
			return d.Person.ID
		}
	}
	return ""
}

func (a *App) escalate(ctx context.Context, c *Call) (Reply, error) {
	if err := c.single(); err != nil {
		return nil, err
	}
	e, err := a.Escalations.Escalate(ctx, c.act(), c.Files[0].ID, func(f *domain.File, open *domain.Escalation) (*domain.Escalation, error) {
		plea, err := c.plea(f)
		if err != nil {
			return nil, err
		}
		return domain.Escalate(f, c.act(), open, plea)
	})
	var known *domain.Error
	if errors.As(err, &known) {
		if _, open := known.About.(*domain.Escalation); open {
			err = offer(err, Button{Label: "Open file", Press: Press{Verb: "file", File: c.Files[0].ID}})
		}
	}
	return c.acted(e, err)
}

// plea is what the words ask, of whom and by when; what they leave out the file says.
func (c *Call) plea(f *domain.File) (domain.Plea, error) {
	in := domain.Plea{Cause: domain.ByHand, Wrong: c.In.Text("wrong"), Ask: c.In.Text("words"), To: domain.PersonID(c.In.Text("person")),
		Due: c.In.Date("by")}
	if err := c.notRead(f.Market, in); err != nil {
		return in, err
	}
	if in.Wrong == "" {
		in.Wrong = whatIsWrong(f)
	}
	if in.To == "" {
		in.To = c.whoIsAsked(f)
	}
	if in.To == "" {
		return in, domain.Invalid("person", "Of whom is it asked? escalate %s to tom by tue the day-3 drying log.", f.Number)
	}
	p := pack(f, f.Market.Today(c.At), c.People)
	if said := c.In.Text("tried"); said != "" {
		p.Tried = said
	}
	var err error
	in.Context, err = written(p)
	return in, err
}

// notRead refuses an escalation whose words begin with whom or by when, which named nobody and no day ahead: else it would go
// to somebody who was not meant. Somebody who could not answer it is not asked either.
func (c *Call) notRead(m *domain.Market, in domain.Plea) error {
	label, rest, _ := strings.Cut(in.Ask, " ")
	word, _, _ := strings.Cut(rest, " ")
	switch {
	case c.Source != domain.FromForm && in.To == "" && strings.EqualFold(label, "to"):
		return nobody(word, Reading{Market: m})
	case c.Source != domain.FromForm && in.Due == 0 && strings.EqualFold(label, "by"):
		return domain.Invalid("by", "%q is not a day ahead; write by tue or by dec 4.", word)
	}
	if who, member := m.Member(in.To); member && granted(actEscalation, m, who.Person) == no {
		return domain.Invalid("person", "%s is %s in %s and can't answer an escalation; ask a coordinator, a director, accounting or field.",
			who.Person.Name, who.Roles[0], m.Name)
	}
	return nil
}

// digestPlea is what a digest asks of the file's owner, or of who acts on its line.
func (c *Call) digestPlea(f *domain.File) (domain.Plea, error) {
	in := domain.Plea{Cause: domain.ByDigest, Wrong: whatIsWrong(f), Ask: whatIsAsked(f), To: f.State.Owner}
	if owner, member := f.Market.Member(in.To); !member || owner.Person.Gone {
		in.To = c.Actor
	}
	var err error
	in.Context, err = written(pack(f, f.Market.Today(c.At), c.People))
	return in, err
}

func written(p Pack) ([]byte, error) {
	out, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("write context: %w", err)
	}
	return out, nil
}

// acted is the answer to an act on an escalation: what the key of the request made of it.
func (c *Call) acted(e *domain.Escalation, err error) (Reply, error) {
	if err != nil {
		return nil, anew(err)
	}
	v := e.By(c.Key)
	if v == nil {
		v = e.Last()
	}
	return Acted{Escalation: e, Event: *v, People: c.People}, nil
}
