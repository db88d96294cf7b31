package card

import (
	"fmt"
	"slices"
	"strings"

	"paidup/domain"
)

// What was agreed about a file: who was spoken to, what comes next, what was promised, and until when it is on hold.

// talks says that the change is one of these.
func talks(c *domain.Change) bool {
	return len(c.Touches)+len(c.Steps)+len(c.Promises)+len(c.Holds)+len(c.Waits) > 0
}

// talked says what the change did: Called the adjuster, left voicemail. Next: call, Fri Nov 20
func (s scene) talked(c *domain.Change) string {
	switch {
	case len(c.Touches) > 0:
		return sentences(s.touched(c.Touches[0]), s.planned(c))
	case len(c.Steps) > 0:
		return s.planned(c)
	case len(c.Promises) > 0:
		return s.promised(c.Promises[0])
	case len(c.Holds) > 0:
		return s.held(c.Holds[0])
	}
	v := c.Waits[0]
	return join(": ", "Waiting on "+holder(&s.state.Facts, v.Holder), s.said(v.Words))
}

// touched is Called the adjuster, left voicemail
func (s scene) touched(v domain.Touch) string {
	whom := s.whom(v.Who)
	if whom == "" {
		return join(": ", touchWord(v.Kind), s.said(v.Words))
	}
	did := map[domain.TouchKind]string{domain.Call: "Called", domain.Email: "E-mailed", domain.Text: "Texted",
		domain.Visit: "Visited", domain.Portal: "Portal of"}[v.Kind]
	return join(", ", did+" "+whom, s.said(v.Words))
}

func touchWord(k domain.TouchKind) string {
	if k == domain.Email {
		return "E-mail"
	}
	return upperFirst(string(k))
}

// whom is who was spoken to or promised: a company or a person by name, a holder by what the file knows of it. Where no names
// are shown, neither are those of people the file does not know as a company.
func (s scene) whom(who string) string {
	switch h := domain.Holder(who); h {
	case "", domain.Us, domain.FieldCrew, domain.Accountant:
		return who
	case domain.TPA, domain.Carrier, domain.Adjuster, domain.Homeowner, domain.Client, domain.Mortgagee:
		name := holder(&s.state.Facts, h)
		if strings.EqualFold(name, who) {
			return "the " + name
		}
		return name
	}
	f := &s.state.Facts
	companies := []string{f.Program, f.Carrier, f.Payer, f.Lender(), f.Customer}
	known := slices.ContainsFunc(companies, func(name string) bool { return sameName(name, who) })
	if s.privacy.Names == namesNone && !known {
		return ""
	}
	return party(f, who, s.privacy.Names)
}

// promised is Promise of $31,480.00 by Wed Nov 25, First Gulf Bank
func (s scene) promised(v domain.Promise) string {
	return join(", ", join(" of ", "Promise", s.amount(v.Amount))+" by "+s.words(v.By), s.whom(v.From))
}

// held is ⏸ On hold until Fri Dec 4: asbestos test
func (s scene) held(v domain.Hold) string {
	if v.Until == 0 {
		return "Off hold"
	}
	return join(": ", "⏸ On hold until "+s.words(v.Until), s.said(v.Words))
}

// agreed are the card's lines about a hold and a promise.
func (s scene) agreed() (hold, promise string) {
	st := s.state
	switch {
	case st.OnHold(s.today):
		hold = s.held(*st.Hold)
	case st.HoldDue(s.today):
		hold = join(": ", "⏸ Hold due "+s.words(st.Hold.Until), s.said(st.Hold.Words))
	}
	owed := st.PromiseOwed()
	if owed == 0 {
		return hold, ""
	}
	promise = s.promised(*st.Promise)
	if st.PromiseBroken(s.today) {
		promise = join(", ", join(" of ", "Promise", s.amount(st.Promise.Amount))+" broken "+s.words(st.Promise.By), s.whom(st.Promise.From))
	}
	if owed < st.Promise.Amount && s.privacy.Amounts {
		promise = join(", ", promise, fmt.Sprintf("%s still to come", owed))
	}
	return hold, promise
}

// insteadOf says which next step, promise or hold the change took the place of.
func (s scene) insteadOf(c *domain.Change) string {
	before := s.at(c.Version - 1).state
	switch {
	case c.Voids != 0:
		return ""
	case len(c.Steps) > 0 && !c.Steps[0].Done && before.Next != nil:
		return "Instead of: " + s.step(before.Next)
	case len(c.Promises) > 0 && before.PromiseOwed() > 0:
		return "Instead of: " + lowerFirst(s.promised(*before.Promise))
	case len(c.Holds) > 0 && c.Holds[0].Until != 0 && before.Hold != nil:
		return "Instead of: hold until " + s.words(before.Hold.Until)
	}
	return ""
}

// onPromise says what the payment did for a promise: Promise of Wed Nov 25 kept
func (s scene) onPromise(c *domain.Change) string {
	before := s.at(c.Version - 1).state
	owed, left := before.PromiseOwed(), s.state.PromiseOwed()
	switch {
	case len(c.Payments) == 0 || owed == 0 || c.Voids != 0:
		return ""
	case s.state.PromiseKept():
		return fmt.Sprintf("Promise for %s kept", s.words(before.Promise.By))
	case left > 0 && left < owed && s.privacy.Amounts:
		return fmt.Sprintf("%s of the promise for %s still to come", left, s.words(before.Promise.By))
	}
	return ""
}

// backOn says on which working day the digest has a file again that is on hold until a day off; empty for a working day.
func (s scene) backOn(until domain.Date) string {
	cal := s.file.Market.Calendar()
	if cal.IsBusiness(until) {
		return ""
	}
	return fmt.Sprintf("%s is a day off: the digest has it again on %s", s.words(until), s.words(cal.Add(until, 1)))
}

// storedTalk says what was agreed as a receipt does.
func (s scene) storedTalk(c *domain.Change) (what string, more []string) {
	switch {
	case len(c.Touches) > 0:
		what, more = strings.ToLower(touchWord(c.Touches[0].Kind)), []string{s.touched(c.Touches[0]), s.planned(c), s.insteadOf(c)}
		if len(c.Steps) > 0 {
			what += ", next step " + s.words(c.Steps[0].Due)
		}
		return what, more
	case len(c.Steps) > 0 && c.Steps[0].Done:
		return "next step done", []string{upperFirst(s.said(c.Steps[0].Words))}
	case len(c.Steps) > 0:
		return "next step", []string{upperFirst(s.step(&c.Steps[0])), s.insteadOf(c)}
	case len(c.Promises) > 0:
		v := c.Promises[0]
		return fmt.Sprintf("promise of %s", v.Amount), []string{join(" from ", "By "+s.words(v.By), s.whom(v.From)), s.insteadOf(c), s.owes()}
	case len(c.Holds) > 0 && c.Holds[0].Until == 0:
		return "off hold", []string{sentences(s.state.Stage.String(), s.move())}
	case len(c.Holds) > 0:
		return "on hold", []string{join(": ", "Until "+s.words(c.Holds[0].Until), s.said(c.Holds[0].Words)), s.insteadOf(c),
			"Out of the queue and escalations until then; its days run on", s.backOn(c.Holds[0].Until)}
	}
	v := c.Waits[0]
	return "waiting on " + holder(&s.state.Facts, v.Holder), []string{upperFirst(s.said(v.Words))}
}
