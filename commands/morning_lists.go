package commands

import (
	"cmp"
	"slices"

	"paidup/domain"
)

// A file that has stood too long stands in the first of three lists that it belongs to; the later ones count it as being
// above. The days are the market's settings, as of the end of the day before the digest.
//
//   - Aging before the invoice: it stands at RECEIVED, SUBMITTED or APPROVED for more business days than the stage may
//     take. Coming back does not start the stage's days anew.
//   - Past 55 days: one of its invoices is open for more calendar days than InvoiceDays.
//   - Needs escalation, the first list: its last round came back and has been ours to answer for more than RejectedDays
//     business days, or came back for the second time, which no days excuse; or it has aged for more than a business week
//     beyond its stage's days; or its invoices that are over LargeDays old have LargeCents or more open; or a promise on it
//     was broken. A file on hold is not in this list until the day of its hold has come; then it leads it.
type concern struct {
	open   domain.OpenFile
	file   DigestFile
	back   bool // came back and needs an answer of ours
	aging  bool
	week   bool // aging for more than a business week
	large  bool
	past   bool
	broken bool         // less than promised had come when its day was over
	held   bool         // on hold, and its day has not come
	due    bool         // the day of its hold has come
	amount domain.Money // what the list of invoices past their days has of it
}

// week is a business week in business days.
const week = 5

func (c concern) escalates() bool {
	return !c.held && (c.back || c.week || c.large || c.broken || c.due)
}

// concern judges the file.
func (n morning) concern(f domain.OpenFile) concern {
	l, set, cal := f.Line, n.market.Settings, n.market.Calendar()
	c := concern{open: f, file: DigestFile{File: l.ID, Number: l.Number, Customer: l.Facts.Customer, Owner: n.firstName(l.Owner), Rests: digest(l.Owner)}}
	c.back = f.BackOn != 0 && (f.Rejections > 1 && !f.TakenBack || n.stood(cal, f.BackOn, set.RejectedDays))
	if limit := stageLimit(set, l.Stage); limit > 0 {
		c.aging, c.week = n.stood(cal, l.Since(), limit), n.stood(cal, l.Since(), limit+week)
	}
	c.amount = pastCents(f, n.asOf(), set.InvoiceDays)
	c.past = c.amount > 0
	c.large = set.LargeCents > 0 && pastCents(f, n.asOf(), set.LargeDays) >= set.LargeCents
	c.broken, c.held = brokenPromise(l, n.asOf()), l.HoldUntil > n.date
	c.due = l.HoldUntil != 0 && !c.held
	c.file.Cents, c.file.Days = l.Amount, int(n.asOf()-l.Since())
	switch {
	case len(f.Past) > 0:
		c.file.Billed, c.file.Cents, c.file.Days = true, l.Balance, int(n.asOf()-f.Past[0].On)
	case l.Stage == domain.Invoiced && f.BackOn == 0:
		c.file.Cents = 0
	case l.Stage == domain.Invoiced:
		c.file.Cents, c.file.Days = f.Asked, int(n.asOf()-f.BackOn)
	}
	return c
}

// stageLimit is how many business days a file may stand at the stage; 0: nobody counts.
func stageLimit(set domain.Settings, s domain.Stage) int {
	switch s {
	case domain.Received:
		return set.ReceivedDays
	case domain.Submitted:
		return set.SubmittedDays
	case domain.Approved:
		return set.ApprovedDays
	}
	return 0
}

// stood says that more business days than the limit have passed since the date.
func (n morning) stood(cal domain.Calendar, since domain.Date, limit int) bool {
	return cal.Add(since, limit+1) <= n.asOf()
}

// pastCents is what is open on the file's invoices that were sent more than so many days before the date.
func pastCents(f domain.OpenFile, asOf domain.Date, days int) domain.Money {
	var total domain.Money
	for _, inv := range f.Past {
		if int(asOf-inv.On) > days {
			total += inv.Balance
		}
	}
	return total
}

// fillLists puts the files into the digest's lists, worst first: cents times days.
func (n morning) fillLists(d *Digest, open []domain.OpenFile) {
	var escalate, aging, past []concern
	for _, f := range open {
		c := n.concern(f)
		d.PastCents += c.amount
		if c.aging {
			d.AgingCents += c.file.Cents
		}
		if c.escalates() && n.putOff(d, f.Line.ID) {
			c.back, c.week, c.large = false, false, false
		}
		switch {
		case c.escalates():
			escalate = append(escalate, c)
			d.AgingAbove += count(c.aging)
			d.PastAbove += count(c.past)
		case c.aging:
			aging = append(aging, c)
			d.PastAbove += count(c.past)
		case c.past:
			c.file.Cents = c.amount
			past = append(past, c)
		}
	}
	var last Digest
	if n.last != nil {
		last = *n.last
	}
	d.Escalate = n.lines(escalate, last.Escalate)
	d.Aging = n.lines(aging, last.Aging)
	d.Past = n.lines(past, last.Past)
	if d.Figures.OpenAR > 0 {
		d.PastShare = float64(d.PastCents) * 100 / float64(d.Figures.OpenAR)
	}
}

// putOff says that the file's escalation is put off, and counts it.
func (n morning) putOff(d *Digest, id domain.FileID) bool {
	until, snoozed := n.snoozed[id]
	if !snoozed {
		return false
	}
	d.Snoozed++
	if d.SnoozedUntil == 0 || until < d.SnoozedUntil {
		d.SnoozedUntil = until
	}
	return true
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// lines are the files of a list as the digest keeps them; before is the same list of the last digest.
func (n morning) lines(list []concern, before []DigestFile) []DigestFile {
	day := map[domain.FileID]int{}
	for _, f := range before {
		day[f.File] = f.Day
	}
	slices.SortFunc(list, func(a, b concern) int {
		return cmp.Or(count(b.due)-count(a.due), cmp.Compare(weight(b.file), weight(a.file)), cmp.Compare(a.file.Number, b.file.Number))
	})
	var out []DigestFile
	for _, c := range list {
		c.file.Day = day[c.file.File] + 1
		c.file.Why = n.why(c)
		out = append(out, c.file)
	}
	return out
}

func weight(f DigestFile) int64 { return int64(f.Cents) * int64(f.Days) }

func (n morning) firstName(id domain.PersonID) string {
	member, _ := n.market.Member(id)
	return member.Person.First()
}
