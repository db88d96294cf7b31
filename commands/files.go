package commands

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"paidup/domain"
)

const (
	maxFiles    = 25 // in one command
	manyFiles   = 5  // more are listed and asked about once
	foundAtMost = 25
	maxButtons  = 5
	namedOf     = 3 // files that a sentence names
)

// findAll finds the files that the words name. Words win over the file at hand. The reply asks which file was meant.
func (a *App) findAll(ctx context.Context, c *Call, refs []string) (Reply, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	if len(refs) > maxFiles {
		return nil, domain.Invalid("file", "%d files are named; %d at once is the most.", len(refs), maxFiles)
	}
	c.Files, c.missing = nil, nil
	var unclear []string
	var picks []domain.FileLine
	for _, ref := range refs {
		hits, sure, err := a.find(ctx, c, ref)
		switch {
		case sure:
			c.add(hits[0])
		case c.Command.Each && len(refs) > 1 && (err == nil || domain.KindOf(err) == domain.KindNotFound):
			c.miss(ref, hits, err)
		case err != nil:
			if e := theError(err); e != nil && len(refs) > 1 { // the others are there, and nothing is done on them
				e.Arg = argFiles
			}
			return nil, err
		default:
			unclear, picks = append(unclear, ref), hits
			c.Files = append(c.Files, domain.FileLine{}) // the place of the one that is picked
		}
	}
	switch {
	case len(c.missing) > 0 && len(c.Files) == 0:
		return c.receipt(c.withMissing(nil)...), nil
	case len(unclear) == 0:
		return nil, nil
	case len(unclear) == 1:
		return a.picks(ctx, c, unclear[0], picks)
	}
	return nil, domain.Invalid("file", "%q and %q each match several files; name them by their numbers.", unclear[0], unclear[1])
}

// add takes a file once; the parts of a check keep their places.
func (c *Call) add(line domain.FileLine) {
	if len(c.Parts) == 0 && c.means(line.ID) {
		return
	}
	c.Files = append(c.Files, line)
}

// named is how many files were named.
func (c *Call) named() int { return len(c.Files) + len(c.missing) }

// picks asks which file was meant; the press says everything else again. What changes nothing is no question that waits: its
// button opens one file after the other.
func (a *App) picks(ctx context.Context, c *Call, ref string, hits []domain.FileLine) (Reply, error) {
	out := Picks{Words: ref, Files: c.scope.scrubbed(hits), More: len(hits) == foundAtMost, Today: c.Today, NoMoney: c.scope.noMoney(), Markets: c.scope.names(),
		Press: Press{Verb: c.Command.Name, Args: c.canonical(), Answered: c.Answered, Form: c.Form}}
	if c.Command.Who == actFind {
		return out, nil
	}
	press, turn, err := a.pend(ctx, c, "which_file", out.Press)
	switch {
	case err != nil:
		return nil, err
	case !turn:
		return c.waits(), nil
	}
	out.Press = press
	return out, nil
}

// find lists the files a word names: those that are exact, else those that begin so or hold the words. It is sure of a
// single one, but no change is made on a file whose number was only begun. None at all is not found, with the closest.
func (a *App) find(ctx context.Context, c *Call, ref string) (hits []domain.FileLine, sure bool, err error) {
	text := refText(ref)
	hits, closest, sure, err := a.search(ctx, c, text)
	if dashed := c.dashed(text); err == nil && len(hits) == 0 && dashed != "" {
		text = dashed
		hits, closest, sure, err = a.search(ctx, c, text)
	}
	if err != nil || len(hits) > 0 {
		return hits, sure, err
	}
	if len(closest) == 0 {
		if closest, err = a.slips(ctx, c, text); err != nil {
			return nil, false, err
		}
	}
	return nil, false, c.notFound(ref, closest)
}

// search looks in the channel's market first. Without a hit it gives the closest.
func (a *App) search(ctx context.Context, c *Call, text string) (hits, closest []domain.FileLine, sure bool, err error) {
	for _, markets := range c.searchOrder() {
		found, err := a.Find.Find(ctx, domain.FindQuery{Markets: markets, Text: text, Limit: foundAtMost})
		if err != nil {
			return nil, nil, false, err
		}
		found = keep(found, c.scope.sees)
		if exact := keep(found, func(l domain.FileLine) bool { return c.isExact(l, text) }); len(exact) > 0 {
			return exact, nil, len(exact) == 1, nil
		}
		if like := keep(found, func(l domain.FileLine) bool { return begins(l, text) || holds(l, text) }); len(like) > 0 {
			return like, nil, len(like) == 1 && (c.Command.Who == actFind || !begins(like[0], text)), nil
		}
		closest = append(closest, found...)
	}
	return nil, closest, false, nil
}

var numberWithoutDash = regexp.MustCompile(`^([A-Za-z]+)([0-9]+)$`)

// dashed is FM1042 as the numbers of the person's markets are written; empty where the letters are of none.
func (c *Call) dashed(text string) string {
	m := numberWithoutDash.FindStringSubmatch(text)
	if m == nil || !slices.ContainsFunc(c.scope.mine, func(v *domain.Market) bool { return strings.EqualFold(v.Code, m[1]) }) {
		return ""
	}
	return m[1] + "-" + m[2]
}

// slips looks for the file whose number is the one typed with two neighbouring digits the other way round.
func (a *App) slips(ctx context.Context, c *Call, text string) ([]domain.FileLine, error) {
	start := strings.LastIndexByte(text, '-') + 1
	if digits := text[start:]; !fileDigits.MatchString(digits) || len(digits) > longestNumber {
		return nil, nil
	}
	for i := start; i+1 < len(text); i++ {
		if text[i] == text[i+1] {
			continue
		}
		swapped := []byte(text)
		swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		found, err := a.Find.Find(ctx, domain.FindQuery{Markets: c.scope.ids(), Text: string(swapped), Limit: foundAtMost})
		if err != nil {
			return nil, err
		}
		if exact := keep(found, func(l domain.FileLine) bool { return c.scope.sees(l) && c.isExact(l, string(swapped)) }); len(exact) > 0 {
			return exact, nil
		}
	}
	return nil, nil
}

const longestNumber = 8 // digits of a file's number

// searchOrder is the channel's market first, then all of the person's.
func (c *Call) searchOrder() [][]domain.MarketID {
	all := c.scope.ids()
	if c.scope.here != nil && len(all) > 1 {
		return [][]domain.MarketID{{c.scope.here.ID}, all}
	}
	return [][]domain.MarketID{all}
}

// refText is what is looked for: the word without the label that says which kind of number it is.
func refText(ref string) string {
	text := strings.TrimSpace(ref)
	for _, label := range []string{"claim ", "assignment "} {
		if len(text) > len(label) && strings.EqualFold(text[:len(label)], label) {
			return strings.TrimSpace(text[len(label):])
		}
	}
	return text
}

func (c *Call) isExact(l domain.FileLine, text string) bool {
	number, typed := domain.NormalNumber(l.Number), domain.NormalNumber(text)
	if number == typed && typed != "" || same(l.Facts.Claim, text) || same(l.Facts.Assignment, text) {
		return true
	}
	m := c.scope.market(l.Market)
	return m != nil && (number == domain.NormalNumber(m.Code+"-"+typed) || number == domain.NormalNumber(m.Code+"-"+text))
}

func begins(l domain.FileLine, text string) bool {
	typed := domain.NormalNumber(text)
	return typed != "" && strings.HasPrefix(domain.NormalNumber(l.Number), typed)
}

func holds(l domain.FileLine, text string) bool {
	typed := strings.ToLower(text)
	return strings.Contains(strings.ToLower(l.Facts.Customer), typed) || strings.Contains(strings.ToLower(l.Facts.Address), typed)
}

// notFound is sentence 6, in the same words for what is not there and what is not for this person.
func (c *Call) notFound(ref string, closest []domain.FileLine) error {
	where := "in your markets"
	if len(c.scope.mine) == 1 {
		where = "in " + c.scope.mine[0].Name
	}
	e := domain.NoSuch("file", "No file %q %s by number, claim, name or address.", ref, where)
	if len(closest) == 0 {
		return e
	}
	l := closest[0]
	e.Says += fmt.Sprintf(" Closest: %s %s.", l.Number, l.Facts.Short())
	return offer(e, Button{Label: "Open " + l.Number, Press: Press{Verb: "file", File: l.ID}})
}

// sees says whether the file exists for the person: admins see none, the field its own.
func (s *scope) sees(l domain.FileLine) bool {
	m := s.market(l.Market)
	return m != nil && granted(actFind, m, s.person).allows(s.person.ID, s.owner(l))
}

// lineOf is the file as lists show it.
func lineOf(f *domain.File) domain.FileLine {
	s := &f.State
	line := domain.FileLine{ID: f.ID, Market: f.Market.ID, Number: f.Number, Facts: s.Facts, Stage: s.Stage, Outcome: s.Outcome,
		Rejected: s.RejectedNow(), WaitingOn: f.WaitingOn, Owner: s.Owner, StageOn: s.StageOn, Received: s.Received, PaidOn: s.PaidOn,
		Invoiced: s.First[domain.Invoiced], Balance: s.Balance(), Disputed: s.Disputed(), Amount: s.Amount(), Version: f.Version}
	s.Plans(&line)
	return line
}

// same says that two words name the same thing: neither is empty, and case and outer spaces do not matter.
func same(a, b string) bool {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return a != "" && strings.EqualFold(a, b)
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// foldWord is a word as choices are compared.
func foldWord(w string) string { return strings.ToLower(strings.Trim(w, `.,:;"'()`)) }
