package card

import (
	"testing"
	"time"

	"paidup/commands"
	"paidup/domain"
)

// A request as those see it whom it concerns, and as it stands once it is over.
func TestRequests(t *testing.T) {
	t.Parallel()
	const wish = `write off $212.40 on FM-1031 Bell, "deductible, moved away"`
	at := time.Date(2026, time.November, 23, 13, 12, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		to   domain.PersonID
		q    domain.Request
		want string
	}{
		{"request_waits", priya, domain.Request{}, `
			Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
			small: Asked Mon Nov 23, 8:12 am ET. Waits until the end of Wed Dec 2
			[Allow] [Refuse…] [Open file]`},
		{"request_seconded", priya, domain.Request{Seconded: "U0MARIA"}, `
			Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
			Maria allows it; it takes one more.
			small: Asked Mon Nov 23, 8:12 am ET. Waits until the end of Wed Dec 2
			[Allow] [Refuse…] [Open file]`},
		{"request_passed_on", "U0MARIA", domain.Request{Seconded: "U0MARIA"}, `
			Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
			Maria allows it; it takes one more.
			small: Asked Mon Nov 23, 8:12 am ET. Waits until the end of Wed Dec 2
			[Open file]`},
		{"request_allowed", priya, domain.Request{Outcome: domain.RequestAllowed, Answered: priya, Closed: at.Add(26 * time.Hour)}, `
			✅ Priya allowed it, Tue Nov 24, 10:12 am ET
			Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
			small: Entry e7. Priya may undo it until the end of Wed Nov 25, then: void FM-1031 e7 because … is for accounting.
			[Open file]`},
		{"request_refused", dana, domain.Request{Outcome: domain.RequestRefused, Answered: priya, Closed: at, Words: "ask <!channel> first"}, `
			Priya refused it, Mon Nov 23, 8:12 am ET: ask <!channel> first
			Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
			[Open file]`},
		{"request_lapsed", dana, domain.Request{Outcome: domain.RequestLapsed, Closed: at}, `
			Nobody answered by the end of Wed Dec 2: it lapsed
			Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
			[Open file]`},
		{"request_joins", "U0SAM", domain.Request{Verb: commands.VerbAddMember}, `
			Dana asks: set up Dana Reyes in Paidup
			small: Asked Mon Nov 23, 8:12 am ET. Waits until the end of Wed Dec 2
			[Add…] [Refuse…]`},
	} {
		c.q.ID, c.q.File, c.q.Says, c.q.By, c.q.At, c.q.Lapses = 17, 31, wish, dana, at, day("2026-12-02")
		if c.q.Verb == commands.VerbAddMember {
			c.q.File, c.q.Says = 0, "set up Dana Reyes in Paidup"
		}
		if c.q.Outcome == domain.RequestAllowed {
			v := commands.ShowRequest(c.q, fortMyers(), everybody(), c.to)
			v.Back = "Entry e7. Priya may undo it until the end of Wed Nov 25, then: void FM-1031 e7 because … is for accounting."
			message(t, c.name, Pen{}.Message(v), c.want)
			continue
		}
		message(t, c.name, Pen{}.Message(commands.ShowRequest(c.q, fortMyers(), everybody(), c.to)), c.want)
	}
}

// A form that somebody else may allow is drawn anew, with what was filled in and the button that asks.
func TestFormThatAsks(t *testing.T) {
	t.Parallel()
	ask := commands.Button{Label: "Ask Priya", Press: commands.Press{Verb: "pay", File: 1, Args: commands.Values{"amount": "400.00"}}}
	v := Pen{}.Form(commands.FormFor{Command: payCommand(), In: commands.Values{"amount": "400.00", "on": "2026-10-01"}, File: whole(t).File,
		Errors: map[string]string{"on": "Thu Oct 1 is over 7 days back. Money dated further back is for accounting."}, Buttons: []commands.Button{ask}})
	view(t, "form_asks", v, `
		# Payment, FM-1042
		FM-1042 Harris · water, mitigation
		INVOICED · balance $12,400.00
		Supplement of $3,200.00 with Northline since Thu Nov 19
		Northline has it since Thu Nov 19
		{Amount*: text} 400
		{Method: static_select}
		{Check or trace number: text}
		{Date: date} 2026-10-01
		small: Thu Oct 1 is over 7 days back. Money dated further back is for accounting.
		{The amount is net of the fee: checkboxes}
		[Ask Priya]`)
}
