package card

import (
	"fmt"
	"slices"
	"strings"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
)

// The parts of a board that can be asked for alone.
const (
	onlyDSO         = "dso"
	onlyPaid        = "paid"
	onlyCollections = "collections"
	onlyAging       = "aging"
)

// board draws the figures of a market, or of several one after the other.
func (p Pen) board(b commands.Board) Message {
	var out paper
	var text []string
	for i, f := range b.Figures {
		if i > 0 {
			out.divider()
		}
		m := b.Markets[i]
		name := m.Name
		v := verdict{figures: f, daysLeft: m.Calendar().Between(f.AsOf, f.AsOf.LastOfMonth()), amounts: true, today: b.Today,
			listsAR: b.Only == "" || b.Only == onlyAging}
		lines := []line{strong("%s · as of %s", name, f.AsOf.Words(b.Today))}
		out.lines(append(lines, says(v.part(b.Only)...)...)...)
		out.small(join(". ", v.small(), v.formula(b.Only)))
		text = append(text, v.sentence(name))
	}
	if len(b.Figures) == 0 {
		return Refusal("No market has figures to show.", nil)
	}
	if b.More > 0 && b.Next != nil {
		out.buttons("", []commands.Button{{Label: fmt.Sprintf("%d more", b.More), Press: *b.Next}})
	}
	return out.message(sentences(text...) + ".")
}

// part are the lines of the board, or of the part that was asked for.
func (v verdict) part(only string) []string {
	switch only {
	case onlyDSO:
		return v.dso()
	case onlyPaid:
		return []string{v.paid(), v.allPaid("All time, received to paid", v.figures.ReceivedToPaid),
			v.allPaid("All time, invoice to paid", v.figures.InvoiceToPaid)}
	case onlyCollections:
		return v.collections()
	case onlyAging:
		return v.aging()
	}
	return slices.Concat(v.lines(), v.aging())
}

func (v verdict) aging() []string {
	f := v.figures
	var out []string
	for i, r := range f.AgingInvoiceDate.Rows() {
		label := r.Label
		if i == 0 {
			label += " days"
		}
		out = append(out, fmt.Sprintf("%s %s (%d)", label, r.Cents, r.Count))
	}
	if f.Unapplied != 0 {
		out = append(out, fmt.Sprintf("Unapplied %s", -f.Unapplied))
	}
	return append(out, fmt.Sprintf("Open AR %s (%d)", f.AR, f.OpenInvoices))
}

func (v verdict) allPaid(name string, s kpi.Stats) string {
	if s.Median == nil || s.Mean == nil || s.P90 == nil {
		return name + ": n/a, none yet"
	}
	return fmt.Sprintf("%s: median %.1f, mean %.1f, 90th percentile %.1f (%d)", name, *s.Median, *s.Mean, *s.P90, s.N)
}

// formula is the DSO worked out: 412,380.25 ÷ 605,200.00 × 90 = 61.3
func (v verdict) formula(only string) string {
	d := v.figures.DSO
	if d.Days == nil || d.NetInvoiced == nil || (only != "" && only != onlyDSO) {
		return ""
	}
	bare := func(m domain.Money) string { return strings.Replace(m.String(), "$", "", 1) }
	return fmt.Sprintf("%s ÷ %s × %d = %s", bare(max(v.figures.AR, 0)), bare(*d.NetInvoiced), kpi.WindowDays,
		oneDecimal(*d.Days, float64(d.Target)))
}
