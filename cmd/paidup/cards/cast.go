package cards

import (
	"fmt"
	"time"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// cast is who and what the gallery shows: the people, the market and the files of the sample, as of one Monday. The first
// act that the law refuses is kept as its error.
type cast struct {
	market *domain.Market
	files  map[string]sample.File
	people commands.People
	err    error
}

// The days of the gallery: it always is the same Monday, so that two looks at it can be compared.
func today() domain.Date     { return domain.NewDate(2026, time.November, 23) }
func friday() domain.Date    { return today() - 3 }
func yesterday() domain.Date { return today() - 1 }

func newCast() *cast {
	p := sample.New(1, today())
	c := &cast{market: &p.Markets[0].Market, files: map[string]sample.File{}, people: commands.People{}}
	c.market.ID = 1
	for _, f := range p.Markets[0].Files {
		c.files[f.Number] = f
	}
	for _, v := range p.People {
		c.people[v.ID] = v
	}
	return c
}

// pen links the files whose cards stand in the channel.
func (c *cast) pen() card.Pen {
	return card.Pen{Links: map[domain.FileID]string{1042: "https://paidup.slack.com/archives/C0FM/p1763900000000100"}}
}

// story is a file that is being told.
type story struct {
	*cast
	f *domain.File
}

// begin is a file nothing is known of yet.
func (c *cast) begin(id domain.FileID) *story {
	market := *c.market
	return &story{c, &domain.File{ID: id, Number: fmt.Sprintf("%s-%04d", market.Code, id), Market: &market}}
}

// file is a file of the sample with its first n entries.
func (c *cast) file(id domain.FileID, n int) *story {
	s := c.begin(id)
	for _, step := range c.files[s.f.Number].Steps[:n] {
		s.act(step.By, step.At, step.Do)
	}
	return s
}

// invoiced is FM-1042, billed and paid in part: e1 received, e2 submitted, e3 approved, e4 invoiced, e5 part payment.
func (c *cast) invoiced() *story { return c.file(1042, 5) }

// rejected is FM-1063, which came back twice for its moisture log.
func (c *cast) rejected() *story { return c.file(1063, 5) }

// did is what Dana does at noon of a day.
func (s *story) did(on domain.Date, law func(*domain.File) error) *domain.Change {
	return s.by(sample.Dana, on, law)
}

// by is what a person does at noon of a day.
func (s *story) by(who domain.PersonID, on domain.Date, law func(*domain.File) error) *domain.Change {
	return s.act(who, on.At(12, 0, s.f.Market.Location()), law)
}

// act runs the law on the file. What it refuses is a fault of the gallery, and the change is then empty.
func (s *story) act(who domain.PersonID, at time.Time, law func(*domain.File) error) *domain.Change {
	s.f.Begin(domain.Act{Key: fmt.Sprintf("%s-%d", s.f.Number, s.f.Version+1), Actor: who, Source: domain.FromCommand, At: at})
	err := law(s.f)
	change := s.f.Finish()
	if err == nil && change == nil {
		err = fmt.Errorf("nothing was written")
	}
	if err != nil {
		if s.err == nil {
			s.err = fmt.Errorf("tell e%d of %s: %w", s.f.Version+1, s.f.Number, err)
		}
		return &domain.Change{}
	}
	return change
}

func (s *story) pays(in domain.Receipt) *domain.Change {
	return s.did(friday(), func(f *domain.File) error { return f.Pay(in) })
}

// rest is what is still open on FM-1042, as one check.
func rest() domain.Receipt { return check("881", 12_400_00) }

func check(number string, amount domain.Money) domain.Receipt {
	return domain.Receipt{Amount: amount, Method: domain.Check, Reference: number}
}

// paid is FM-1042 once its rest came in, and the entry of that.
func (c *cast) paid() (*story, *domain.Change) {
	s := c.invoiced()
	return s, s.pays(rest())
}

// hostile is a customer who tries everything at once.
const hostile = "<!channel> *x* <http://a|b> \u202eabc"

// privacy of a market's own channel, and of one that everybody can read.
func inside() domain.Privacy { return domain.Privacy{Names: "short", Amounts: true} }
func public() domain.Privacy { return domain.Privacy{Names: "none"} }

// presses are buttons that answer a question.
func presses(labels ...string) []commands.Button {
	var all []commands.Button
	for _, label := range labels {
		all = append(all, commands.Button{Label: label, Press: commands.Press{Verb: "pay", Question: "q1"}})
	}
	return all
}
