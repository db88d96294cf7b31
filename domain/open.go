package domain

import (
	"cmp"
	"slices"
	"strings"
)

// OpenAsOf is the file as it stood at the end of the date; false when it was not received yet or had ended by then.
func (f *File) OpenAsOf(d Date) (OpenFile, bool) {
	s := f.AsOf(d)
	if s.Stage == "" || s.Outcome != Open {
		return OpenFile{}, false
	}
	o := OpenFile{Line: FileLine{ID: f.ID, Market: f.Market.ID, Number: f.Number, Facts: s.Facts, Stage: s.Stage, Outcome: s.Outcome,
		Rejected: s.RejectedNow(), WaitingOn: s.holder(), Owner: s.Owner, StageOn: s.StageOn, Received: s.Received,
		PaidOn: s.PaidOn, Balance: s.Balance(), Disputed: s.Disputed(), Amount: s.Amount(), Version: f.Version}}
	s.Plans(&o.Line)
	for i := range s.Invoices {
		v := &s.Invoices[i]
		if v.Billed != 0 && (o.Line.Invoiced == 0 || v.On < o.Line.Invoiced) {
			o.Line.Invoiced = v.On
		}
		if v.Balance() > 0 {
			o.Past = append(o.Past, OldInvoice{Number: v.Number, Payer: v.Payer, On: v.On, Balance: v.Balance()})
		}
	}
	slices.SortStableFunc(o.Past, func(a, b OldInvoice) int { return cmp.Compare(a.On, b.On) })
	o.Review(s.Rounds)
	return o, true
}

// Plans fills in what the state says of the next step, the hold, the promise and the last touch.
func (s *State) Plans(l *FileLine) {
	if s.Next != nil {
		l.Next, l.NextWords = s.Next.Due, s.Next.Words
	}
	if s.Hold != nil {
		l.HoldUntil = s.Hold.Until
	}
	if owed := s.PromiseOwed(); owed > 0 {
		l.PromisedBy, l.Promised = s.Promise.By, owed
	}
	l.Touched = s.Touched
}

// RoundsOf puts the events of a file's rounds together, in the order in which they happened.
func RoundsOf(events []RoundEvent) []Round {
	var s State
	for _, e := range events {
		s.round(e, 0)
	}
	return s.Rounds
}

// Review fills in what the file's rounds say of it: who has the open one, and how often and why one came back.
func (o *OpenFile) Review(rounds []Round) {
	for i := range rounds {
		r := &rounds[i]
		for _, e := range r.Results {
			if e.Event == Rejected {
				o.Rejections++
				o.LastReason = strings.Join(e.ErrorTypes, ", ")
			}
		}
		if r.Undecided() {
			o.Reviewer, o.HandedOn = r.To, r.On
		}
	}
	if len(rounds) == 0 {
		return
	}
	last := &rounds[len(rounds)-1]
	o.Asked = last.Asked
	if e, ok := last.Last(); ok && last.Back() && (e.Event == Rejected || o.Line.Rejected) {
		o.BackOn, o.TakenBack = e.On, e.Event == Withdrawn
	}
}
