package commands

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"paidup/domain"
)

// The lists of a person's open files. A file on hold is in none of them but that of what waits on others, until its day
// has come; then it leads the list.

// listed are the files of the list that was asked for, in its order.
func (c *Call) listed(open []domain.FileLine) []domain.FileLine {
	lines := keep(open, func(l domain.FileLine) bool {
		switch c.In.Text("list") {
		case "waiting":
			return l.WaitingOn != domain.Us || c.isHeld(l)
		case "late":
			return c.isLate(l) && !c.isHeld(l)
		case "noplan":
			return l.Next == 0 && !c.isHeld(l)
		case "today":
			return c.isDue(l) && !c.isHeld(l)
		}
		return (l.WaitingOn == domain.Us || c.isDue(l)) && !c.isHeld(l)
	})
	slices.SortStableFunc(lines, func(a, b domain.FileLine) int { return cmp.Compare(c.rank(a), c.rank(b)) })
	return lines
}

// rank orders a list: holds that are due, what waits on us, what waits on others.
func (c *Call) rank(l domain.FileLine) int {
	switch {
	case c.holdDue(l):
		return 0
	case l.WaitingOn == domain.Us:
		return 1
	}
	return 2
}

// isHeld says that the file is on hold and its day has not come.
func (c *Call) isHeld(l domain.FileLine) bool { return l.HoldUntil > c.todayOf(l) }

// holdDue says that the day of the file's hold has come.
func (c *Call) holdDue(l domain.FileLine) bool { return l.HoldUntil != 0 && !c.isHeld(l) }

// isDue says that the file has a next step for today or earlier, a promise that was broken, or a hold that is due.
func (c *Call) isDue(l domain.FileLine) bool {
	today := c.todayOf(l)
	broken := brokenPromise(l, today-1) && c.scope.seesMoney(c.scope.market(l.Market))
	return l.Next != 0 && l.Next <= today || broken || c.holdDue(l)
}

// brokenPromise says that less than promised had come when the day of the promise was over, at the end of the date.
func brokenPromise(l domain.FileLine, asOf domain.Date) bool {
	return l.PromisedBy != 0 && l.Promised > 0 && l.PromisedBy <= asOf
}

// todayOf is the day in the file's market.
func (c *Call) todayOf(l domain.FileLine) domain.Date {
	if m := c.scope.market(l.Market); m != nil {
		return m.Today(c.At)
	}
	return c.Today
}

// listTitle is the list's verdict; asked is how much others ask of the person.
func (c *Call) listTitle(asked int, lines, open []domain.FileLine) string {
	who, n := fmt.Sprintf("%s · %s: ", c.Person.First(), c.Today.Words(c.Today)), len(lines)
	switch c.In.Text("list") {
	case "late":
		return who + fmt.Sprintf("%d past their days", n)
	case "waiting":
		return who + fmt.Sprintf("%d wait on others", n)
	case "noplan":
		return who + fmt.Sprintf("%d without a next step", n)
	case "today":
		if n == 0 {
			return who + "nothing is due"
		}
		return who + fmt.Sprintf("%d due", n)
	}
	ours := len(keep(lines, func(l domain.FileLine) bool { return l.WaitingOn == domain.Us }))
	var parts []string
	if asked > 0 {
		parts = append(parts, fmt.Sprintf("%d asked of you", asked))
	}
	switch {
	case n == 0 && asked == 0:
		return who + "nothing waits on you" + c.elsewise(open)
	case ours == 1:
		parts = append(parts, "1 waits on you")
	case ours > 1:
		parts = append(parts, fmt.Sprintf("%d wait on you", ours))
	}
	if n > ours {
		parts = append(parts, fmt.Sprintf("%d due", n-ours))
	}
	return who + strings.Join(parts, ", ")
}

// elsewise is what an empty queue says beside: how many files are open, and when the next of them is due.
func (c *Call) elsewise(open []domain.FileLine) string {
	if len(open) == 0 {
		return ""
	}
	says := fmt.Sprintf(". %d open", len(open))
	due := map[domain.Date]int{}
	var first domain.Date
	for _, l := range open {
		on := cmp.Or(l.HoldUntil, l.Next)
		if due[on]++; on != 0 && (first == 0 || on < first) {
			first = on
		}
	}
	if first == 0 {
		return says
	}
	return says + fmt.Sprintf(", next due %s (%d)", first.Words(c.Today), due[first])
}

// isLate says that the file has stood longer than its market's days for the stage.
func (c *Call) isLate(l domain.FileLine) bool {
	m := c.scope.market(l.Market)
	if m == nil {
		return false
	}
	if l.Stage == domain.Invoiced {
		return l.Balance > 0 && int(c.Today-l.Since()) > m.Settings.InvoiceDays
	}
	limit := stageDays(m.Settings, l)
	return limit > 0 && m.Calendar().Between(l.Since(), c.Today) > limit
}

// stageDays is how many business days a file may stand at its stage; 0 where that is not limited.
func stageDays(s domain.Settings, l domain.FileLine) int {
	switch {
	case l.Stage == domain.Received:
		return s.ReceivedDays
	case l.Stage == domain.Submitted && l.Rejected:
		return s.RejectedDays
	case l.Stage == domain.Submitted:
		return s.SubmittedDays
	case l.Stage == domain.Approved:
		return s.ApprovedDays
	}
	return 0
}
