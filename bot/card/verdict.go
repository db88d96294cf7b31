package card

import (
	"fmt"
	"math"

	"paidup/domain"
	"paidup/domain/kpi"
)

// verdict is how a market stands: what a digest and a board begin with.
type verdict struct {
	figures  kpi.Figures
	before   *float64 // the DSO that is compared with; nil: none
	daysLeft int      // business days left in the month
	amounts  bool
	listsAR  bool        // open AR stands in a line of its own
	today    domain.Date // when it is read: a date of another year says so
}

func (v verdict) lines() []string {
	return append(v.dso(), append(v.collections(), v.paid())...)
}

func (v verdict) words(d domain.Date) string { return d.Words(v.today) }

func (v verdict) dso() []string {
	d := v.figures.DSO
	if d.Days == nil {
		return []string{v.dsoNA()}
	}
	mark, under := "✅", ""
	if d.Breach != nil && *d.Breach {
		mark = "🔴"
		if v.amounts {
			under = fmt.Sprintf("%s collected would bring it under", (d.ToCollect + 99).Dollars())
		}
	}
	return []string{fmt.Sprintf("%s DSO %s, target under %d%s", mark, oneDecimal(*d.Days, float64(d.Target)), d.Target, v.change()), under}
}

func (v verdict) dsoNA() string {
	if until := v.figures.DSO.NAUntil; until != 0 {
		return fmt.Sprintf("DSO n/a until %s: books start %s", v.words(until), v.words(v.figures.BooksFrom))
	}
	return fmt.Sprintf("DSO n/a: nothing invoiced in %d days", kpi.WindowDays)
}

// change compares with the digest before: " (up 1.2)".
func (v verdict) change() string {
	if v.before == nil {
		return ""
	}
	diff := *v.figures.DSO.Days - *v.before
	size := fmt.Sprintf("%.1f", math.Abs(diff))
	switch {
	case size == "0.0":
		return " (unchanged)"
	case diff > 0:
		return " (up " + size + ")"
	}
	return " (down " + size + ")"
}

// oneDecimal writes the figure with one decimal, and with two where one would show it on the other side of its target.
func oneDecimal(x, target float64) string {
	shown := math.Round(x*10) / 10
	if (x < target) != (shown < target) {
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.1f", x)
}

func (v verdict) collections() []string {
	c := v.figures.Collections
	if c.Ratio == nil {
		return v.collectionsNA()
	}
	mark, tail := v.collected()
	ratio := fmt.Sprintf("%s; %s", v.ratio(), tail)
	if !v.amounts {
		return []string{join(" ", mark, ratio)}
	}
	goal := fmt.Sprintf("%s collected, goal %s", c.Collected.RoundedDollars(), c.Goal().RoundedDollars())
	return []string{join(" ", mark, goal), ratio}
}

// ratio is 33.7% of Sep + Oct, goal 50%.
func (v verdict) ratio() string {
	c := v.figures.Collections
	return fmt.Sprintf("%s%% of %s, goal %.0f%%", oneDecimal(*c.Percent(), c.Target*100), v.months(), c.Target*100)
}

func (v verdict) months() string {
	d := v.figures.AsOf
	return fmt.Sprintf("%s + %s", d.FirstOfMonth(-2).Time().Format("Jan"), d.FirstOfMonth(-1).Time().Format("Jan"))
}

// collected is the mark of the month's cash and how much of the month is left: a month that has ended is graded, one in
// progress is compared with its pace.
func (v verdict) collected() (mark, tail string) {
	c := v.figures.Collections
	met := *c.Ratio >= c.Target
	left := counted(v.daysLeft, "day") + " left"
	switch {
	case met && c.Closed:
		return "✅", v.monthEnded()
	case met:
		return "✅", left
	case c.Closed:
		return "🔴", v.monthEnded()
	case v.behind():
		return "🟠", left
	}
	return "", left + ", on pace"
}

func (v verdict) monthEnded() string { return v.figures.AsOf.Time().Format("January") + " has ended" }

// behind compares with the goal's share for the business days that have passed; days off of the market are known only
// for the rest of the month.
func (v verdict) behind() bool {
	c := v.figures.Collections
	first := v.figures.AsOf.FirstOfMonth(0)
	elapsed := domain.Calendar{}.Between(first-1, v.figures.AsOf)
	pace := kpi.PaceOf(*c.Collected, *c.PriorTwoMonths, elapsed, elapsed+v.daysLeft)
	return pace.Ratio != nil && *pace.Ratio < 1
}

func (v verdict) collectionsNA() []string {
	c := v.figures.Collections
	why := fmt.Sprintf("Collections n/a: nothing invoiced in %s", v.months())
	if c.NAUntil != 0 {
		why = fmt.Sprintf("Collections n/a until %s: books start %s", v.words(c.NAUntil), v.words(v.figures.BooksFrom))
	}
	if c.Collected == nil || !v.amounts {
		return []string{why}
	}
	return []string{fmt.Sprintf("%s collected", c.Collected.RoundedDollars()), why}
}

func (v verdict) paid() string {
	p := v.figures.ReceivedToPaid90
	switch {
	case p.NAUntil != 0:
		return "Received to paid: n/a until " + v.words(p.NAUntil)
	case p.Median == nil:
		return fmt.Sprintf("Received to paid: n/a, none in %d days", kpi.WindowDays)
	}
	return fmt.Sprintf("Received to paid: %s (median of %d)", counted(int(math.Round(*p.Median)), "day"), p.N)
}

// sentence is the verdict as one paragraph, which a notification shows.
func (v verdict) sentence(market string) string {
	f := v.figures
	dso := v.dsoNA()
	if f.DSO.Days != nil {
		dso = fmt.Sprintf("DSO %s, target under %d", oneDecimal(*f.DSO.Days, float64(f.DSO.Target)), f.DSO.Target)
	}
	collected := "Collections n/a"
	if f.Collections.Ratio != nil {
		_, tail := v.collected()
		collected = fmt.Sprintf("Collected %s, %s", v.ratio(), tail)
	}
	return fmt.Sprintf("%s: %s", oneLine(market), sentences(dso, collected))
}
