package kpi_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"paidup/domain"
	"paidup/domain/kpi"
)

func TestCollectionsGoalIsTheLeastThatMeetsTheTarget(t *testing.T) {
	t.Parallel()
	if got := kpi.CollectionsGoal(-500); got != 0 {
		t.Errorf("the goal after net credits is %s, want $0.00", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		prior := money(1, domain.MaxMoney).Draw(t, "prior")
		goal := kpi.CollectionsGoal(prior)
		if _, grade := kpi.CollectionsVsPriorTwo(goal, prior, 0, kpi.CollectionsTarget); grade != kpi.GradeMet {
			t.Fatalf("%s of %s is %s", goal, prior, grade)
		}
		if _, grade := kpi.CollectionsVsPriorTwo(goal-1, 0, prior, kpi.CollectionsTarget); grade != kpi.GradeMissed {
			t.Fatalf("a cent less than %s of %s is %s", goal, prior, grade)
		}
	})
}

func TestPaceCountsTheMonthsBusinessDays(t *testing.T) {
	t.Parallel()
	cal := domain.Calendar{DaysOff: map[domain.Date]string{domain.NewDate(2026, time.December, 25): "Christmas"}}
	for _, c := range []struct {
		asOf          domain.Date
		elapsed, left int
		defined       bool
	}{
		{domain.NewDate(2026, time.November, 1), 0, 21, false}, // a Sunday: no business day yet
		{domain.NewDate(2026, time.December, 1), 1, 21, true},
		{domain.NewDate(2026, time.December, 31), 22, 0, true},
	} {
		in := fortMyers()
		in.AsOf = c.asOf
		in.NetInvoiced = append(in.NetInvoiced, kpi.MonthAmount{Month: c.asOf.FirstOfMonth(-2), Cents: 1})
		p := kpi.Compute(in).Pace(cal)
		if p.Elapsed != c.elapsed || p.Left() != c.left || (p.Ratio != nil) != c.defined {
			t.Errorf("as of %s: %d elapsed, %d left, pace %v; want %d, %d, defined: %t",
				c.asOf, p.Elapsed, p.Left(), p.Ratio, c.elapsed, c.left, c.defined)
		}
	}
}

func TestPaceOfAMonthWithoutBusinessDaysIsUndefined(t *testing.T) {
	t.Parallel()
	if p := kpi.PaceOf(100, 200, 0, 0); p.Ratio != nil || p.ExpectedByNow != 0 {
		t.Errorf("got %+v", p)
	}
}
