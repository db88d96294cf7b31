package card

import (
	"fmt"
	"slices"
	"strings"

	"paidup/commands"
	"paidup/domain/kpi"
)

// roll draws how markets stand, the verdict over all of them first, and gives what a notification says of it. One market alone
// stands as its digest begins.
func (p *paper) roll(v commands.Roll) string {
	if v.Of == 1 {
		return p.alone(v)
	}
	all := rollVerdict(v)
	title := fmt.Sprintf("All markets · %s", v.Today.Words(v.Today))
	p.lines(append([]line{strong("%s", title), say("%s", all.over(v))}, says(all.gathered()...)...)...)
	together := asOneDay(v)
	p.small(sentences(upperFirst(all.asOf(together)), fmt.Sprintf("Open AR %s", v.All.OpenAR), all.young(v.Young)))
	var buttons []commands.Button
	for i, s := range v.Markets {
		one := standingVerdict(v, s)
		name := join(" · ", join(" ", one.mark(), oneLine(s.Market.Name)), one.asOf(!together))
		p.lines(strong("%d. %s", i+1, name), say("%s", one.short()), say("%s", escalating(s)))
		buttons = append(buttons, digestButton(s, s.Market.Name))
	}
	if v.More > 0 {
		buttons = append(buttons, commands.Button{Label: fmt.Sprintf("%d more", v.More), Press: boardPress(commands.Values{"market": "all"})})
	}
	p.lines(says(load(v))...)
	p.buttons("digest", buttons)
	p.buttons("", []commands.Button{{Label: whyLabel(v.All), Press: boardPress(commands.Values{"market": "all", "figure": onlyDSO})},
		{Label: "All figures", Press: boardPress(commands.Values{"market": "all"})}})
	return title
}

// alone draws one market.
func (p *paper) alone(v commands.Roll) string {
	s := v.Markets[0]
	one := standingVerdict(v, s)
	title := fmt.Sprintf("%s · %s", oneLine(s.Market.Name), v.Today.Words(v.Today))
	p.lines(append([]line{strong("%s", title)}, says(append(one.lines(), escalating(s), load(v))...)...)...)
	p.small(one.small())
	of := commands.Values{"market": s.Market.Code}
	why := commands.Values{"market": s.Market.Code, "figure": onlyDSO}
	p.buttons("", []commands.Button{digestButton(s, "Digest"), {Label: whyLabel(s.Figures), Press: boardPress(why)}, {Label: "All figures", Press: boardPress(of)}})
	return title
}

// loadShown is how many people the load names.
const loadShown = 6

// load is who owns what: Load: Ben 91 open, 11 wait on us; Dana 96, 6
func load(v commands.Roll) string {
	var all []string
	for i, l := range v.Load[:min(loadShown, len(v.Load))] {
		who, open, ours := "nobody", " open", " wait on us"
		if l.Owner != "" {
			who = oneLine(v.People.First(l.Owner))
		}
		if l.Ours == 1 {
			ours = " waits on us"
		}
		if i > 0 {
			open, ours = "", ""
		}
		all = append(all, fmt.Sprintf("%s %d%s, %d%s", who, l.Open, open, l.Ours, ours))
	}
	if more := len(v.Load) - loadShown; more > 0 {
		all = append(all, fmt.Sprintf("%d more", more))
	}
	if len(all) == 0 {
		return ""
	}
	return "Load: " + strings.Join(all, "; ")
}

func rollVerdict(v commands.Roll) verdict {
	left := 0
	for _, s := range v.Markets {
		left = max(left, s.DaysLeft)
	}
	return verdict{figures: v.All, daysLeft: left, amounts: true, today: v.Today}
}

func standingVerdict(v commands.Roll, s commands.Standing) verdict {
	return verdict{figures: s.Figures, before: s.Before, daysLeft: s.DaysLeft, amounts: true, today: v.Today}
}

// asOneDay says that the figures of all markets are as of the same day: after midnight in one zone those of another are not.
func asOneDay(v commands.Roll) bool {
	return !slices.ContainsFunc(v.Markets, func(s commands.Standing) bool { return s.Figures.AsOf != v.All.AsOf })
}

// asOf is as of Sun Nov 22, where that is said here.
func (v verdict) asOf(here bool) string {
	if !here {
		return ""
	}
	return "as of " + v.words(v.figures.AsOf)
}

// over is 🔴 DSO over 55 in 2 of 4 (all: 60.1)
func (v verdict) over(r commands.Roll) string {
	d := v.figures.DSO
	all := "n/a"
	switch {
	case d.Days != nil:
		all = oneDecimal(*d.Days, float64(d.Target))
	case d.NAUntil != 0:
		all += " until " + v.words(d.NAUntil)
	}
	mark, in := "🔴", fmt.Sprint(r.Over)
	if r.Over == 0 {
		mark, in = "✅", "none"
	}
	if d.Breach == nil && r.Over == 0 {
		mark = ""
	}
	return join(" ", mark, fmt.Sprintf("DSO over %d in %s of %d (all: %s)", d.Target, in, r.Of, all))
}

// young says which markets are not in the DSO of all.
func (v verdict) young(names []string) string {
	if len(names) == 0 || v.figures.DSO.Days == nil {
		return ""
	}
	return fmt.Sprintf("DSO of all without %s: the books are too new", oneLine(strings.Join(names, ", ")))
}

// gathered is what all markets have collected, and of what.
func (v verdict) gathered() []string {
	c := v.figures.Collections
	if c.Ratio == nil {
		return v.collectionsNA()
	}
	mark, _ := v.collected()
	return []string{join(" ", mark, fmt.Sprintf("%s collected, goal %s", c.Collected.RoundedDollars(), c.Goal().RoundedDollars())), v.ratio()}
}

// mark is how the market stands at a glance: its DSO's, else that of its collections; none where neither is known.
func (v verdict) mark() string {
	d, collected := v.figures.DSO, ""
	if v.figures.Collections.Ratio != nil {
		collected, _ = v.collected()
	}
	switch {
	case d.Breach != nil && *d.Breach:
		return "🔴"
	case collected != "" || d.Breach == nil:
		return collected
	}
	return "✅"
}

// short is DSO 68.0 (up 2.4) · collected 27.0%
func (v verdict) short() string {
	d, c := v.figures.DSO, v.figures.Collections
	dso, collected := v.dsoNA(), "collected n/a"
	if d.Days != nil {
		dso = fmt.Sprintf("DSO %s%s", oneDecimal(*d.Days, float64(d.Target)), v.change())
	}
	if c.Ratio != nil {
		collected = fmt.Sprintf("collected %s%%", oneDecimal(*c.Percent(), c.Target*100))
	}
	return join(" · ", dso, collected)
}

// escalating is 7 escalations, 2 unanswered
func escalating(s commands.Standing) string {
	switch {
	case s.Escalate == 0:
		return "No escalations"
	case s.Unanswered == 0:
		return counted(s.Escalate, "escalation") + ", answered"
	case s.Unanswered == s.Escalate:
		return counted(s.Escalate, "escalation") + ", unanswered"
	}
	return fmt.Sprintf("%s, %d unanswered", counted(s.Escalate, "escalation"), s.Unanswered)
}

func digestButton(s commands.Standing, label string) commands.Button {
	return commands.Button{Label: label, Press: commands.Press{Verb: "digest", Args: commands.Values{"market": s.Market.Code}}}
}

func boardPress(in commands.Values) commands.Press { return commands.Press{Verb: "kpi", Args: in} }

// whyLabel asks for the figures behind a DSO.
func whyLabel(f kpi.Figures) string {
	if days := f.DSO.Days; days != nil {
		return fmt.Sprintf("Why %s?", oneDecimal(*days, float64(f.DSO.Target)))
	}
	return "Why n/a?"
}
