package card

import (
	"fmt"
	"strings"

	"paidup/commands"
)

// sinceLines are what was entered since the last digest that was sent.
func (p Pen) sinceLines(d commands.Digest) []line {
	s := d.Since
	title := strong("%s", sinceTitle(d)+digestOf(s))
	body := append(says(sinceMoney(d)), p.sincePaid(s)...)
	body = append(body, says(strings.Join(sinceCounts(s), " · "))...)
	if len(body) == 0 {
		if s.From == 0 {
			return nil
		}
		return []line{title, say("Nothing was entered.")}
	}
	return append([]line{title}, body...)
}

func digestOf(s commands.Since) string {
	if s.From == 0 {
		return ""
	}
	return "'s digest"
}

// sinceTitle is Since Friday, or Since Fri Nov 13 where that is over a week ago.
func sinceTitle(d commands.Digest) string {
	switch from := d.Since.From; {
	case from == 0:
		return "Entered so far"
	case d.Date-from < 7:
		return "Since " + from.Weekday().String()
	default:
		return "Since " + from.Words(d.Date)
	}
}

func sinceMoney(d commands.Digest) string {
	s := d.Since
	in, returned := "", ""
	switch {
	case s.InCount > 0 && d.ShowsAmounts:
		in = fmt.Sprintf("in %s (%d)", s.In, s.InCount)
	case s.InCount > 0:
		in = fmt.Sprintf("payments %d", s.InCount)
	}
	switch {
	case s.ReturnCount > 0 && d.ShowsAmounts:
		returned = fmt.Sprintf("returned %s (%d)", s.Returned, s.ReturnCount)
	case s.ReturnCount > 0:
		returned = fmt.Sprintf("returned %d", s.ReturnCount)
	}
	return upperFirst(join(", ", in, returned))
}

// paidShown is how many files paid in full are named.
const paidShown = 20

// sincePaid is Paid in full: FM-1042 (100 days), FM-1066 (38). A date stands there where it is older than the last digest,
// and no days where the received date is an assumption.
func (p Pen) sincePaid(s commands.Since) []line {
	if len(s.Paid) == 0 {
		return nil
	}
	out := say("Paid in full: ")
	shown := s.Paid[:min(paidShown, len(s.Paid))]
	for i, f := range shown {
		number := p.number(f.File, f.Number)
		number.bold = false
		days := fmt.Sprint(f.Days)
		switch {
		case f.NoDays:
			days = ""
		case i == 0:
			days = counted(f.Days, "day")
		}
		tail := join(", ", days, typed(f.Why, nameRunes))
		if tail != "" {
			tail = " (" + tail + ")"
		}
		if i < len(shown)-1 {
			tail += ", "
		}
		out = append(out, number, span{text: tail})
	}
	if more := len(s.Paid) - len(shown); more > 0 {
		out = append(out, span{text: fmt.Sprintf(", %d more", more)})
	}
	return []line{out}
}

func sinceCounts(s commands.Since) []string {
	var out []string
	for _, v := range []struct {
		word string
		n    int
	}{{"New", s.New}, {"Rejected", s.Rejected}, {"Reopened", s.Reopened}, {"Newly past 55:", s.NewlyPast}} {
		if v.n > 0 {
			out = append(out, fmt.Sprintf("%s %d", v.word, v.n))
		}
	}
	return out
}

// sinceLine is the same in one line, for a good day: Since Friday: in $18,420.00 (4), paid in full 3, new 2
func sinceLine(d commands.Digest) []line {
	s := d.Since
	money, paid := sinceMoney(d), ""
	if len(s.Paid) > 0 {
		paid = fmt.Sprintf("paid in full %d", len(s.Paid))
	}
	all := join(", ", append([]string{lowerFirst(money), paid}, strings.Split(strings.ToLower(strings.Join(sinceCounts(s), ",")), ",")...)...)
	switch {
	case all == "" && s.From == 0:
		return nil
	case all == "":
		all = "nothing was entered"
	}
	return says(sinceTitle(d) + ": " + all)
}
