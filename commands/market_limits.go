package commands

import (
	"strconv"
	"strings"

	"paidup/domain"
)

// The limits that a market sets itself: days are within a year, amounts small enough to be no slip.
const (
	maxLimitDays   = 365
	maxLimitAmount = domain.Money(100_000_00)
)

// marketLimit is a threshold that a market sets itself: a number of days or an amount.
type marketLimit struct {
	name   string
	days   func(*domain.Settings) *int
	amount func(*domain.Settings) *domain.Money
}

var marketLimits = []marketLimit{
	{"backdate", func(s *domain.Settings) *int { return &s.BackDateDays }, nil},
	{"received-limit", func(s *domain.Settings) *int { return &s.ReceivedLimit }, nil},
	{"small-balance", nil, func(s *domain.Settings) *domain.Money { return &s.SmallBalance }},
	{"write-off-limit", nil, func(s *domain.Settings) *domain.Money { return &s.WriteOffLimit }},
}

// shown is the threshold as a form shows it.
func (l marketLimit) shown(s *domain.Settings) string {
	if l.days != nil {
		return strconv.Itoa(*l.days(s))
	}
	return l.amount(s).Plain()
}

// read reads the threshold as it was said, and gives what sets it.
func (l marketLimit) read(word string) (func(*domain.Settings), error) {
	if l.days != nil {
		days, err := limitDays(l.name, word)
		return func(s *domain.Settings) { *l.days(s) = days }, err
	}
	amount, err := limitAmount(l.name, word)
	return func(s *domain.Settings) { *l.amount(s) = amount }, err
}

// limits reads the thresholds that were said and gives what sets them. They are a director's to set.
func (c *Call) limits(m *domain.Market) (func(*domain.Settings), error) {
	var set []func(*domain.Settings)
	for _, l := range marketLimits {
		word := c.In.Text(l.name)
		if word == "" {
			continue
		}
		one, err := l.read(word)
		if err != nil {
			return nil, err
		}
		set = append(set, one)
	}
	if len(set) > 0 {
		if err := c.mayIn(actThresholds, m); err != nil {
			return nil, err
		}
	}
	return func(s *domain.Settings) {
		for _, one := range set {
			one(s)
		}
	}, nil
}

func limitDays(name, word string) (int, error) {
	days, err := strconv.Atoi(word)
	if err != nil || days < 0 || days > maxLimitDays {
		return 0, domain.Invalid(name, "%q is not a number of days; write %s 7.", word, name)
	}
	return days, nil
}

// limitAmount reads the amount of a limit, which may be nothing.
func limitAmount(name, word string) (domain.Money, error) {
	if strings.Trim(word, "$0.") == "" && word != "" {
		return 0, nil
	}
	m, err := ReadAmount(word)
	if err == nil && m > maxLimitAmount {
		return 0, domain.Invalid(name, "%s is more than a limit can be; %s is the most.", m, maxLimitAmount)
	}
	return m, aboutArg(err, name)
}
