package kpi

import (
	"time"

	"paidup/domain"
)

// goalDivisor is the part of the prior two months' invoicing that a month has to bring in: one over this.
const goalDivisor = 2

// CollectionsTarget is the goal for a month's collections as a share of the prior two months' net invoicing; it is met at
// the goal or above.
const CollectionsTarget = 1.0 / goalDivisor

// Grade is the verdict on a month's collections.
type Grade string

// The verdicts. A month is graded when it has ended; before that it has a pace.
const (
	GradeMet    Grade = "met"
	GradeMissed Grade = "missed"
	GradeNone   Grade = "n/a"
)

// CollectionsVsPriorTwo is collected / (m1 + m2) with its verdict against target, compared unrounded. Collected is all cash
// dated in the month whatever it pays, m1 and m2 are the net invoicing of the two calendar months before it. With no net
// invoicing in both together the ratio is nil and the verdict n/a; one month without is fine.
//
// Source: the trade states the target (at least 50 percent of the prior two months' invoicing) without a formula; this is
// the reading under which a market that collects what it invoices stands at exactly 50 percent.
func CollectionsVsPriorTwo(collected, m1, m2 domain.Money, target float64) (*float64, Grade) {
	prior := m1 + m2
	if prior <= 0 {
		return nil, GradeNone
	}
	ratio := quotient(float64(collected), prior)
	if *ratio >= target {
		return ratio, GradeMet
	}
	return ratio, GradeMissed
}

// CollectionsGoal is the least amount, in cents, that meets CollectionsTarget over the prior two months' net invoicing;
// 0 when there was none.
func CollectionsGoal(prior domain.Money) domain.Money {
	return (max(prior, 0) + goalDivisor - 1) / goalDivisor
}

// Pace is how a month in progress stands against its goal, by business days.
type Pace struct {
	Goal          domain.Money
	ExpectedByNow domain.Money // Goal * Elapsed / Total, to the nearest cent
	Elapsed       int          // business days of the month up to and including the as-of date
	Total         int          // business days of the month
	Ratio         *float64     // collected / (Goal * Elapsed / Total), unrounded; nil without a goal or an elapsed business day
}

// Left is the number of business days of the month after the as-of date.
func (p Pace) Left() int { return p.Total - p.Elapsed }

// PaceOf compares what was collected in the month to date with the goal's share for the business days elapsed:
// pace = collected / (goal * elapsed / total), the goal being CollectionsGoal(prior). 1 is on pace.
//
// Source: derived from the collections target; nobody publishes a daily form of it.
func PaceOf(collected, prior domain.Money, elapsed, total int) Pace {
	p := Pace{Goal: CollectionsGoal(prior), Elapsed: elapsed, Total: total}
	due := p.Goal * domain.Money(elapsed)
	if total > 0 {
		p.ExpectedByNow = (2*due + domain.Money(total)) / domain.Money(2*total)
	}
	if due > 0 {
		p.Ratio = quotient(float64(collected)*float64(total), due)
	}
	return p
}

// MonthOf is the calendar month of a business date, 2026-11.
func MonthOf(d domain.Date) string { return d.Time().Format("2006-01") }

// LocalMonth is the month in which an instant falls in the market's zone, 2026-11: 23:30 on 31 March in Fort Myers is March.
func LocalMonth(at time.Time, zone *time.Location) string { return MonthOf(domain.DateOf(at, zone)) }
