package commands

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"paidup/domain"
	"paidup/domain/kpi"
)

// MakeDigest computes the market's digest of the local date. Figures and lists are as of the end of the day before, as kpi
// prints them. Since is what was recorded from the beginning of the last sent digest's date to the end of that day before,
// whatever its dates: on Monday that is Friday to Sunday, and making the digest late or again changes nothing. What is
// shown is what the market's privacy lets its channel see.
func MakeDigest(ctx context.Context, books Books, m *domain.Market, date domain.Date) (Digest, error) {
	last, err := lastDigest(ctx, books, m, date)
	if err != nil {
		return Digest{}, err
	}
	inputs, err := books.Figures(ctx, m, date-1)
	if err != nil {
		return Digest{}, err
	}
	open, err := books.OpenFiles(ctx, m, date-1)
	if err != nil {
		return Digest{}, err
	}
	after, upTo := time.Time{}, (date + 1).Start(m.Location())
	if last != nil {
		after, upTo = last.Date.Start(m.Location()), date.Start(m.Location())
	}
	entered, err := books.Activity(ctx, m, after, upTo)
	if err != nil {
		return Digest{}, err
	}
	snoozed, err := books.Snoozed(ctx, m.ID, date.Start(m.Location()), date)
	if err != nil {
		return Digest{}, err
	}
	return morning{m, date, last, snoozed}.digest(kpi.Compute(inputs), open, entered), nil
}

// lastDigest is the last digest before the date that was sent, or nil.
func lastDigest(ctx context.Context, books Books, m *domain.Market, date domain.Date) (*Digest, error) {
	run, err := books.LastDigest(ctx, m.ID, date)
	if err != nil || run.Value == nil {
		return nil, err
	}
	var d Digest
	if err := json.Unmarshal(run.Value, &d); err != nil {
		return nil, fmt.Errorf("read the digest of %s: %w", run.Date, err)
	}
	return &d, nil
}

// morning is a market on the date of a digest.
type morning struct {
	market *domain.Market
	date   domain.Date
	last   *Digest // the last one that was sent; nil: this is the first

	snoozed map[domain.FileID]domain.Date // files whose escalation is put off until after the date
}

func (n morning) asOf() domain.Date { return n.date - 1 }

func (n morning) digest(f kpi.Figures, open []domain.OpenFile, entered domain.Activity) Digest {
	m := n.market
	d := Digest{Market: m.Code, Name: m.Name, Date: n.date, AsOf: n.asOf(), Figures: f,
		DaysLeft:    m.Calendar().Between(n.asOf(), n.asOf().LastOfMonth()),
		NoOpenFiles: len(open) == 0, ShowsNames: m.Privacy.Names, ShowsAmounts: m.Privacy.Amounts}
	n.fillLists(&d, open)
	if n.last != nil {
		d.DSOBefore = n.last.Figures.DSO.Days
		d.Since = n.since(entered, open)
	}
	d.Label = n.label(entered, d)
	return d
}

// since sums up what was entered, and counts the files that came past the market's days since the last digest.
func (n morning) since(entered domain.Activity, open []domain.OpenFile) Since {
	s := Since{From: n.last.Date, In: entered.In, InCount: entered.InCount, Returned: entered.Returned,
		ReturnCount: entered.ReturnCount, New: entered.New, Rejected: entered.Rejected, Reopened: entered.Reopened}
	for _, p := range entered.Paid {
		f := DigestFile{File: p.File, Number: p.Number, Customer: p.Facts.Customer, Days: p.Days, NoDays: p.NoDays}
		if p.On < s.From {
			f.Why = p.On.Words(n.date)
		}
		s.Paid = append(s.Paid, f)
	}
	days := n.market.Settings.InvoiceDays
	for _, f := range open {
		if pastCents(f, n.asOf(), days) > 0 && pastCents(f, n.last.AsOf, days) == 0 {
			s.NewlyPast++
		}
	}
	return s
}

// label is what keeps the digest honest, a line each: that it is the first one, which days it covers when more than a
// weekend lies behind it, and that an import brought history that is no news.
func (n morning) label(entered domain.Activity, d Digest) string {
	if n.last == nil {
		return n.firstLabel(entered, d)
	}
	var lines []string
	if covers := n.covers(); covers != "" {
		lines = append(lines, covers)
	}
	if entered.Imported > 0 {
		lines = append(lines, fmt.Sprintf("An import brought history to %s; it is not counted below", counted(entered.Imported, "file")))
	}
	return strings.Join(lines, "\n")
}

func (n morning) firstLabel(entered domain.Activity, d Digest) string {
	label := "First digest"
	if entered.Imported > 0 {
		label += fmt.Sprintf(": %s imported", counted(entered.Imported, "file"))
		if past := len(d.Past) + d.PastAbove; past > 0 {
			label += fmt.Sprintf(", %d already past %d days", past, n.market.Settings.InvoiceDays)
		}
	}
	return label
}

// covers is Covers Wed Nov 25 to Sun Nov 29 (Thanksgiving, company day).
func (n morning) covers() string {
	var off []string
	weekend := true
	for day := n.last.Date + 1; day < n.date; day++ {
		name, isOff := n.market.DaysOff[day]
		if wd := day.Weekday(); wd != time.Saturday && wd != time.Sunday {
			weekend = false
		} else {
			isOff = false
		}
		if isOff && name != "" {
			off = append(off, name)
		}
	}
	if weekend {
		return ""
	}
	label := fmt.Sprintf("Covers %s to %s", n.last.Date.Words(n.date), n.asOf().Words(n.date))
	if len(off) > 0 {
		label += " (" + strings.Join(off, ", ") + ")"
	}
	return label
}
