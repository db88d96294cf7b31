package kpi_test

import (
	"slices"
	"testing"

	"paidup/domain"
	"paidup/domain/kpi"
)

func dsoSimple(t *testing.T, inputs string) any {
	in := read[struct {
		AR          dollars `json:"ar"`
		NetInvoiced dollars `json:"net_invoiced"`
		Days        number  `json:"days"`
	}](t, inputs)
	return orNil(kpi.DSO(domain.Money(in.AR), domain.Money(in.NetInvoiced), float64(in.Days)))
}

func dsoTrailing(t *testing.T, inputs string) any {
	in := read[struct {
		AR           dollars   `json:"ar"`
		ByPeriod     []dollars `json:"net_invoiced_by_period"`
		Days         number    `json:"days"`
		AvgMonthly   dollars   `json:"avg_monthly_net_invoiced_90d"`
		DaysPerMonth number    `json:"days_per_month"`
	}](t, inputs)
	net, days := in.AvgMonthly, in.DaysPerMonth
	if in.ByPeriod != nil {
		net, days = 0, in.Days
		for _, n := range in.ByPeriod {
			net += n
		}
	}
	return orNil(kpi.DSO(domain.Money(in.AR), domain.Money(net), float64(days)))
}

func dsoCountback(t *testing.T, inputs string) any {
	in := read[struct {
		AR     dollars `json:"ar"`
		Months []struct {
			Sales dollars `json:"sales"`
			Days  int     `json:"days"`
		} `json:"months_newest_first"`
		ZeroMonth kpi.ZeroMonth `json:"zero_month"`
	}](t, inputs)
	var months []kpi.Period
	for _, m := range in.Months {
		months = append(months, kpi.Period{NetInvoiced: domain.Money(m.Sales), Days: m.Days})
	}
	c := kpi.Countback(domain.Money(in.AR), months, in.ZeroMonth)
	if c == nil {
		return nil
	}
	return c.Days
}

type datedAmount struct {
	Date   domain.Date `json:"date"`
	Amount dollars     `json:"amount"`
	Type   string      `json:"type"`
}

type agedInvoice struct {
	Amount      dollars       `json:"amount"`
	InvoiceDate domain.Date   `json:"invoice_date"`
	DueDate     domain.Date   `json:"due_date"`
	Payments    []datedAmount `json:"payments"`
	Adjustments []datedAmount `json:"adjustments"`
}

func (i agedInvoice) openAt(asOf domain.Date) kpi.OpenBalance {
	entries := []kpi.Entry{{On: i.InvoiceDate, Cents: domain.Money(i.Amount)}}
	for _, p := range slices.Concat(i.Payments, i.Adjustments) {
		entries = append(entries, kpi.Entry{On: p.Date, Cents: -domain.Money(p.Amount)})
	}
	return kpi.OpenBalance{InvoicedOn: i.InvoiceDate, DueOn: i.DueDate, Count: 1, Cents: kpi.BalanceAt(asOf, entries)}
}

func aging(t *testing.T, inputs string) any {
	in := read[struct {
		AsOf      domain.Date   `json:"as_of"`
		Basis     string        `json:"basis"`
		Invoices  []agedInvoice `json:"invoices"`
		Unapplied []datedAmount `json:"unapplied"`
	}](t, inputs)
	var open []kpi.OpenBalance
	for _, i := range in.Invoices {
		open = append(open, i.openAt(in.AsOf))
	}
	for _, u := range in.Unapplied {
		open = append(open, kpi.OpenBalance{InvoicedOn: u.Date, Cents: -domain.Money(u.Amount)})
	}
	byInvoice, byDue := kpi.AgeByInvoice(open, in.AsOf), kpi.AgeByDue(open, in.AsOf)
	rows, total := byInvoice.Rows(), byInvoice.Total()
	if in.Basis == "due_date" {
		rows, total = byDue.Rows(), byDue.Total()
	}
	out := map[string]any{"total": inDollars(total.Cents)}
	for _, r := range rows {
		out[r.Label] = inDollars(r.Cents)
	}
	return out
}

func agingBucket(t *testing.T, inputs string) any {
	in := read[struct {
		AsOf        domain.Date `json:"as_of"`
		Basis       string      `json:"basis"`
		InvoiceDate domain.Date `json:"invoice_date"`
		DueDate     domain.Date `json:"due_date"`
	}](t, inputs)
	if in.Basis == "due_date" {
		return kpi.DueBucket(in.DueDate, in.AsOf)
	}
	return kpi.InvoiceBucket(in.InvoiceDate, in.AsOf)
}

func collectionsVsPrior2(t *testing.T, inputs string) any {
	in := read[struct {
		Collected dollars `json:"collected_in_month"`
		M1        dollars `json:"net_invoiced_m1"`
		M2        dollars `json:"net_invoiced_m2"`
		Threshold float64 `json:"threshold"`
	}](t, inputs)
	ratio, grade := kpi.CollectionsVsPriorTwo(
		domain.Money(in.Collected), domain.Money(in.M1), domain.Money(in.M2), in.Threshold)
	return map[string]any{"ratio": orNil(ratio), "status": string(grade)}
}

func collectionsPace(t *testing.T, inputs string) any {
	in := read[struct {
		AsOf      domain.Date `json:"as_of"`
		Prior     dollars     `json:"prior_two_months_net_invoiced"`
		Collected dollars     `json:"collected_mtd"`
		Elapsed   int         `json:"business_days_elapsed"`
		Total     int         `json:"business_days_in_month"`
	}](t, inputs)
	p := kpi.PaceOf(domain.Money(in.Collected), domain.Money(in.Prior), in.Elapsed, in.Total)
	return map[string]any{
		"target":          inDollars(p.Goal),
		"expected_by_now": inDollars(p.ExpectedByNow),
		"pace":            orNil(p.Ratio),
	}
}

func outstanding(t *testing.T, inputs string) any {
	in := read[struct {
		Due       dollars `json:"due"`
		Overdue   dollars `json:"overdue"`
		Unapplied dollars `json:"unapplied"`
	}](t, inputs)
	return inDollars(kpi.Outstanding(domain.Money(in.Due), domain.Money(in.Overdue), domain.Money(in.Unapplied)))
}

func fileBalance(t *testing.T, inputs string) any {
	in := read[struct {
		Invoiced dollars            `json:"invoiced"`
		Shares   map[string]dollars `json:"shares"`
		Payments [][2]any           `json:"payments"`
	}](t, inputs)
	var shares, payments []kpi.PayerAmount
	for payer, share := range in.Shares {
		shares = append(shares, kpi.PayerAmount{Payer: payer, Cents: domain.Money(share)})
		in.Invoiced -= share
	}
	if in.Invoiced != 0 {
		t.Fatalf("the shares miss what was invoiced by %v", domain.Money(in.Invoiced))
	}
	for _, p := range in.Payments {
		payments = append(payments, kpi.PayerAmount{Payer: p[0].(string), Cents: cents(p[1])})
	}
	b := kpi.BalanceFile(shares, payments)
	byPayer := map[string]any{}
	for payer, open := range b.ByPayer {
		byPayer[payer] = inDollars(open)
	}
	return map[string]any{
		"balance": inDollars(b.Open), "paid_in_full": b.PaidInFull,
		"open_by_payer": byPayer, "unapplied": inDollars(b.Unapplied),
	}
}
