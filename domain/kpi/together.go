package kpi

import "paidup/domain"

// Together is the DSO and the collections of several markets as if they were one: sums over sums, never a mean of means. A market
// whose books do not cover a figure's window is not in that figure; where no market's do it is nil, until the last day on which
// one begins to. Open amounts are those of all. Agings, times and what was left out are not in it.
func Together(all []Figures) Figures {
	out := Figures{DSO: DSOFigure{Method: "trailing-90", Target: DSOTarget}, Collections: Collections{Target: CollectionsTarget, Grade: GradeNone}}
	for i, f := range all {
		if i == 0 || f.AsOf < out.AsOf {
			out.AsOf = f.AsOf
		}
		out.BooksFrom = max(out.BooksFrom, f.BooksFrom)
		out.OpenAR += f.OpenAR
		out.OpenInvoices += f.OpenInvoices
		out.DisputedOpen += f.DisputedOpen
		out.Unapplied += f.Unapplied
		out.AR += f.AR
	}
	out.DSO.together(all)
	out.Collections.together(out.AsOf, all)
	return out
}

func (d *DSOFigure) together(all []Figures) {
	var ar, net domain.Money
	known := false
	for _, f := range all {
		d.NAUntil = max(d.NAUntil, f.DSO.NAUntil)
		if f.DSO.NetInvoiced != nil {
			ar, net, known = ar+f.AR, net+*f.DSO.NetInvoiced, true
		}
	}
	if !known {
		return
	}
	d.NAUntil, d.NetInvoiced, d.Days, d.ToCollect = 0, &net, DSO(ar, net, WindowDays), excess(ar, net)
	if d.Days != nil {
		d.Breach = new(*d.Days >= DSOTarget)
	}
}

func (c *Collections) together(asOf domain.Date, all []Figures) {
	c.Month, c.Closed = MonthOf(asOf), asOf == asOf.LastOfMonth()
	var collected, prior domain.Money
	known := false
	for _, f := range all {
		c.NAUntil = max(c.NAUntil, f.Collections.NAUntil)
		if f.Collections.PriorTwoMonths != nil && f.Collections.Collected != nil {
			collected, prior, known = collected+*f.Collections.Collected, prior+*f.Collections.PriorTwoMonths, true
		}
	}
	if !known {
		return
	}
	c.NAUntil, c.Collected, c.PriorTwoMonths = 0, &collected, &prior
	ratio, grade := CollectionsVsPriorTwo(collected, prior, 0, CollectionsTarget)
	if c.Ratio = ratio; c.Closed {
		c.Grade = grade
	}
}
