package card

import (
	"fmt"

	"paidup/domain"
)

// conditions are the lines that follow the stage: how it ended, on hold, rejected, with whom a supplement is, disputed,
// unapplied, promised.
func (s scene) conditions() []string {
	st := s.state
	hold, promise := s.agreed()
	out := []string{s.ending(), hold, s.roundLine()}
	if d := st.Disputed(); d > 0 {
		out = append(out, join(": ", upperFirst(join(" ", s.amount(d), "disputed")), s.said(disputeWords(st))))
	}
	if u := st.Unapplied(); u > 0 && s.privacy.Amounts {
		out = append(out, unapplied(st))
	}
	return append(out, promise)
}

func disputeWords(st *domain.State) string {
	for _, inv := range st.Invoices {
		if inv.Disputed > 0 {
			return st.Disputes[inv.N].Words
		}
	}
	return ""
}

func unapplied(st *domain.State) string {
	if st.Invoiced() == 0 {
		return fmt.Sprintf("%s unapplied: no invoice yet", st.Unapplied())
	}
	return fmt.Sprintf("%s unapplied", st.Unapplied())
}

// ending says how a file ended: its days are fixed, so they are no age.
func (s scene) ending() string {
	switch st := s.state; st.Outcome {
	case domain.PaidOutcome:
		return fmt.Sprintf("%s: %s", s.words(st.PaidOn), s.days())
	case domain.Cancelled:
		why, said := s.cancelWords()
		if !said {
			why = "credits left nothing to pay"
		}
		return join(": ", "Cancelled "+s.words(st.StageOn), why)
	case domain.ClosedWrittenOff:
		return join(": ", "Closed by write-off "+s.words(st.StageOn), s.amount(st.WrittenOff()))
	}
	return ""
}

// days is received to paid in full: "100 days since Wed Aug 12".
func (s scene) days() string {
	st := s.state
	if st.Received == 0 || st.Assumed {
		return "days n/a, the received date is assumed"
	}
	return fmt.Sprintf("%s since %s", counted(int(st.PaidOn-st.Received), "day"), s.words(st.Received))
}

// roundLine says that the newest round came back, or with whom a supplement is.
func (s scene) roundLine() string {
	r := s.state.LastRound()
	if r == nil || s.state.Outcome != domain.Open {
		return ""
	}
	late := r.Kind != domain.Estimate && s.state.Stage != domain.Submitted
	what := ""
	if late {
		what = join(" of ", upperFirst(string(r.Kind)), s.amountIf(r.Asked)) + " "
	}
	switch e, _ := r.Last(); {
	case r.Undecided() && late:
		return what + join(" ", s.with(r), "since "+s.words(r.On))
	case r.Back() && (late || s.state.Stage == domain.Submitted):
		how := "rejected"
		if e.Event == domain.Withdrawn {
			how = "taken back"
		}
		return join(": ", upperFirst(what+how)+" "+s.words(e.On), s.reason(e))
	}
	return ""
}

func (s scene) amountIf(m domain.Money) string {
	if m == 0 {
		return ""
	}
	return s.amount(m)
}

func (s scene) with(r *domain.Round) string {
	if r.To == "" {
		return "in review"
	}
	return "with " + party(&s.state.Facts, r.To, s.privacy.Names)
}

// reason is why a round came back: its error types, or the words where there are none.
func (s scene) reason(e domain.RoundEvent) string {
	if len(e.ErrorTypes) > 0 {
		return join(", ", e.ErrorTypes...)
	}
	return s.said(e.Words)
}
