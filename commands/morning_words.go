package commands

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"paidup/domain"
)

// why says in a sentence or two which threshold the file is past, and by how much, and what was agreed about it. The days
// are those of the digest's figures. What a person may not see in the market's channel is not in it.
func (n morning) why(c concern) string {
	l, words := c.open.Line, strings.TrimSuffix(n.cause(c), ".")
	if c.due {
		words = fmt.Sprintf("Hold due %s. %s", l.HoldUntil.Words(n.date), words)
	}
	if c.broken {
		words += fmt.Sprintf("; promise for %s broken", l.PromisedBy.Words(n.date))
	}
	if c.held {
		words += "; ⏸ on hold until " + l.HoldUntil.Words(n.date)
	}
	return words + "."
}

// cause is why without what was agreed.
func (n morning) cause(c concern) string {
	f := c.open
	switch {
	case c.back && f.Rejections > 1 && !f.TakenBack:
		return n.cameBackAgain(f)
	case c.back:
		return said(n.cameBack(f), "waiting on us")
	case c.aging && (c.week || c.held || !c.large):
		return n.stoodAt(f)
	case c.escalates() && len(f.Past) > 0:
		size := ""
		if c.large && !c.past {
			size = "large balance"
		}
		return said(n.sinceInvoice(f), size) + " " + said("waiting on "+n.holder(f.Line), n.remark(c))
	case c.past:
		return said(n.holder(f.Line) + "; " + n.remark(c))
	}
	return n.stoodAt(f)
}

// cameBackAgain is Rejected twice: moisture. Waiting on us for 3 days.
func (n morning) cameBackAgain(f domain.OpenFile) string {
	words := fmt.Sprintf("rejected %d times", f.Rejections)
	if f.Rejections == 2 {
		words = "rejected twice"
	}
	if f.LastReason != "" {
		words += ": " + f.LastReason
	}
	words = said(words)
	if days := n.days(f.BackOn); days > 0 {
		words += " " + said("waiting on us for "+counted(days, "day"))
	}
	return words
}

// cameBack is rejected 4 days ago: moisture
func (n morning) cameBack(f domain.OpenFile) string {
	if f.TakenBack {
		return "taken back " + n.ago(f.BackOn)
	}
	words := "rejected " + n.ago(f.BackOn)
	if f.LastReason != "" {
		words += ": " + f.LastReason
	}
	return words
}

// stoodAt is Submitted 19 days ago, no answer from Northline.
func (n morning) stoodAt(f domain.OpenFile) string {
	l := f.Line
	words := strings.ToLower(string(l.Stage)) + " " + n.ago(l.Since())
	switch {
	case l.Stage != domain.Submitted, f.HandedOn == 0 && f.BackOn == 0:
		return said(words, "waiting on "+n.holder(l))
	case f.HandedOn == 0:
		return said(words, n.cameBack(f), "waiting on us")
	case f.HandedOn > l.StageOn:
		words += ", again " + n.ago(f.HandedOn)
	}
	return said(words, "no answer from "+n.reviewer(f))
}

// sinceInvoice is 86 days since invoice
func (n morning) sinceInvoice(f domain.OpenFile) string {
	return counted(n.days(f.Past[0].On), "day") + " since invoice"
}

// listedDays is from which digest in a row on a line says so.
const listedDays = 3

// remark is the one more thing that a line about money says: what is disputed, else how long it is on the list.
func (n morning) remark(c concern) string {
	disputed := c.open.Line.Disputed
	switch {
	case disputed > 0 && n.market.Privacy.Amounts:
		return disputed.String() + " disputed"
	case disputed > 0:
		return "disputed"
	case c.file.Day >= listedDays && c.open.Line.Touched == 0:
		return fmt.Sprintf("day %d on this list, no call logged", c.file.Day)
	case c.file.Day >= listedDays:
		return fmt.Sprintf("day %d on this list", c.file.Day)
	}
	return ""
}

// holder is who has the file: the company where the file names one, else the role. Customers are never named.
func (n morning) holder(l domain.FileLine) string {
	name, facts := "", &l.Facts
	switch l.WaitingOn {
	case domain.TPA:
		name = facts.Program
	case domain.Carrier:
		name = facts.Carrier
		if name == "" && facts.Holder(facts.Payer) == domain.Carrier {
			name = facts.Payer
		}
	case domain.Mortgagee:
		name = facts.Lender()
	}
	switch {
	case name != "" && !same(name, facts.Customer):
		return shortName(name)
	case l.WaitingOn == domain.TPA:
		return "TPA"
	}
	return string(l.WaitingOn)
}

// reviewer is who holds the open round.
func (n morning) reviewer(f domain.OpenFile) string {
	switch {
	case same(f.Reviewer, f.Line.Facts.Customer):
		return "the customer"
	case f.Reviewer != "":
		return shortName(f.Reviewer)
	}
	return "the reviewer"
}

// nameLength is how much of a company's name a line shows.
const nameLength = 60

func shortName(name string) string { return clip(strings.Join(strings.Fields(name), " "), nameLength) }

func (n morning) days(since domain.Date) int { return int(n.asOf() - since) }

// ago is 4 days ago, and the date for what happened on the figures' own day.
func (n morning) ago(on domain.Date) string {
	if n.days(on) == 0 {
		return on.Words(n.date)
	}
	return counted(n.days(on), "day") + " ago"
}

// said makes a sentence of the parts that are not empty.
func said(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	s := strings.TrimRight(strings.Join(kept, ", "), "; .")
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:] + "."
}
