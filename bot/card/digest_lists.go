package card

import (
	"fmt"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// The lists of a digest, as a press names them.
const (
	listEscalate = "escalate"
	listAging    = "aging"
	listPast     = "past"
)

// section is one of the lists under the escalations.
type section struct {
	list   string
	title  string
	button string                // what opens it on a good day
	files  []commands.DigestFile // those above left out
	cents  domain.Money          // of all, those above included
	above  int
	note   string // what else its small line says
	days   bool   // its lines show the days
}

func sections(d commands.Digest) []section {
	share := fmt.Sprintf("%s%% of open invoices", oneDecimal(d.PastShare, -1))
	target := d.Figures.DSO.Target
	return []section{
		{list: listAging, title: "Aging before the invoice", button: "Aging…", files: d.Aging, cents: d.AgingCents, above: d.AgingAbove},
		{list: listPast, title: fmt.Sprintf("Past %d days (DSO)", target), button: fmt.Sprintf("Past %d days…", target),
			files: d.Past, cents: d.PastCents, above: d.PastAbove, note: share, days: true},
	}
}

func (s section) count() int { return len(s.files) + s.above }

// heading is Aging before the invoice: 9, $96,400.00
func (s section) heading(d commands.Digest) string {
	money := ""
	if d.ShowsAmounts {
		money = s.cents.String()
	}
	return join(", ", fmt.Sprintf("%s: %d", s.title, s.count()), money)
}

// putOff is 2 snoozed until Wed; where they come back on several days, the first of them.
func putOff(d commands.Digest) string {
	if d.Snoozed == 0 {
		return ""
	}
	until := d.SnoozedUntil.Words(d.Date)
	if d.SnoozedUntil-d.Date < 7 {
		until = d.SnoozedUntil.Time().Format("Mon")
	}
	return fmt.Sprintf("%d snoozed until %s", d.Snoozed, until)
}

// small says what the list leaves out: 29.8% of open invoices. 1 of them is above
func (s section) small() string {
	above := ""
	switch s.above {
	case 0:
	case 1:
		above = "1 of them is above"
	default:
		above = fmt.Sprintf("%d of them are above", s.above)
	}
	return sentences(s.note, above)
}

// section draws a list: its heading, a few of its files, and the button that opens the rest.
func (p Pen) section(out *paper, d commands.Digest, s section, few int) {
	if s.count() == 0 {
		return
	}
	out.divider()
	out.lines(strong("%s", s.heading(d)))
	out.small(s.small())
	shown, rest := s.files[:min(few, len(s.files))], s.files[min(few, len(s.files)):]
	var lines []line
	for _, f := range shown {
		figures := []string{"", ""}
		if d.ShowsAmounts && f.Cents != 0 {
			figures[0] = f.Cents.String()
		}
		if s.days {
			figures[1] = counted(f.Days, "day")
		}
		lines = append(lines, p.digestFile(d, f, figures...))
		lines = append(lines, says(why(f))...)
	}
	out.lines(lines...)
	if len(rest) > 0 {
		var left domain.Money
		for _, f := range rest {
			left += f.Cents
		}
		label := fmt.Sprintf("%d more", len(rest))
		if d.ShowsAmounts {
			label = join(", ", label, left.String())
		}
		out.buttons(strings.ToLower(s.title), []commands.Button{{Label: label, Press: listPress(d, s.list)}})
	}
}

// listPress opens one list of the digest whole, for the presser alone.
func listPress(d commands.Digest, list string) commands.Press {
	in := commands.Values{"market": d.Market, "list": list}
	in.SetDate("on", d.Date)
	return commands.Press{Verb: "digest", Args: in}
}
