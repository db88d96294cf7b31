package kpi

import "paidup/domain"

// Compute is the market board of the inputs. A figure whose window reaches before BooksFrom is nil.
func Compute(in Inputs) Figures {
	f := Figures{
		Market:           in.Market,
		AsOf:             in.AsOf,
		Unapplied:        in.Unapplied,
		AgingInvoiceDate: AgeByInvoice(in.Open, in.AsOf),
		AgingDueDate:     AgeByDue(in.Open, in.AsOf),
		Collections:      in.collections(),
		InvoiceToPaid:    in.InvoiceToPaid.Stats(),
		ReceivedToPaid:   in.ReceivedToPaid.Stats(),
		BooksFrom:        in.BooksFrom,
		ReceivedToPaid90: Paid90{NAUntil: in.windowNAUntil()},
		LeftOut:          in.LeftOut,
	}
	for _, o := range in.Open {
		f.DisputedOpen += o.Disputed
	}
	open, due := f.AgingDueDate.Total(), f.AgingDueDate.Current
	f.OpenAR, f.OpenInvoices = open.Cents, open.Count
	f.AR = Outstanding(due.Cents, open.Cents-due.Cents, in.Unapplied)
	f.DSO = in.dso(f.AR)
	if f.ReceivedToPaid90.NAUntil.IsZero() {
		f.ReceivedToPaid90.Stats = in.ReceivedToPaid90.Stats()
	}
	return f
}

func (in Inputs) dso(ar domain.Money) DSOFigure {
	d := DSOFigure{
		Method:    "trailing-90",
		Target:    DSOTarget,
		Countback: Countback(ar, in.history(), CountDays),
		NAUntil:   in.windowNAUntil(),
	}
	if !d.NAUntil.IsZero() {
		return d
	}
	d.NetInvoiced = new(in.NetInvoiced90)
	d.Days = DSO(ar, in.NetInvoiced90, WindowDays)
	d.ToCollect = excess(ar, in.NetInvoiced90)
	if d.Days != nil {
		d.Breach = new(*d.Days >= DSOTarget)
	}
	return d
}

func (in Inputs) collections() Collections {
	c := Collections{
		Month:   MonthOf(in.AsOf),
		Target:  CollectionsTarget,
		Closed:  in.AsOf == in.AsOf.LastOfMonth(),
		Grade:   GradeNone,
		NAUntil: in.collectionsNAUntil(),
	}
	if in.AsOf.FirstOfMonth(0) >= in.BooksFrom {
		c.Collected = new(in.Collected)
	}
	if !c.NAUntil.IsZero() {
		return c
	}
	byMonth := in.byMonth()
	m1, m2 := byMonth[in.AsOf.FirstOfMonth(-1)], byMonth[in.AsOf.FirstOfMonth(-2)]
	c.PriorTwoMonths = new(m1 + m2)
	ratio, grade := CollectionsVsPriorTwo(in.Collected, m1, m2, CollectionsTarget)
	c.Ratio = ratio
	if c.Closed {
		c.Grade = grade
	}
	return c
}

// windowNAUntil is the first as-of date whose trailing window the books cover, or zero when they cover this one.
func (in Inputs) windowNAUntil() domain.Date {
	if in.BooksFrom.IsZero() || in.AsOf-(WindowDays-1) >= in.BooksFrom {
		return 0
	}
	return in.BooksFrom + (WindowDays - 1)
}

// collectionsNAUntil is the first day of the first month whose two prior months the books cover, or zero when they cover
// those of this one.
func (in Inputs) collectionsNAUntil() domain.Date {
	if in.BooksFrom.IsZero() || in.AsOf.FirstOfMonth(-2) >= in.BooksFrom {
		return 0
	}
	if in.BooksFrom == in.BooksFrom.FirstOfMonth(0) {
		return in.BooksFrom.FirstOfMonth(2)
	}
	return in.BooksFrom.FirstOfMonth(3)
}

func (in Inputs) byMonth() map[domain.Date]domain.Money {
	sums := map[domain.Date]domain.Money{}
	for _, m := range in.NetInvoiced {
		sums[m.Month.FirstOfMonth(0)] += m.Cents
	}
	return sums
}

// history is the countback's months, newest first: from the elapsed part of AsOf's month back to the oldest month that is
// known and wholly within the books.
func (in Inputs) history() []Period {
	byMonth := in.byMonth()
	oldest := in.AsOf + 1
	for month := range byMonth {
		oldest = min(oldest, month)
	}
	var months []Period
	last := in.AsOf
	for first := in.AsOf.FirstOfMonth(0); first >= max(oldest, in.BooksFrom); first = first.FirstOfMonth(-1) {
		months = append(months, Period{NetInvoiced: byMonth[first], Days: int(last-first) + 1})
		last = first - 1
	}
	return months
}
