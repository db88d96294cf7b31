package domain

import (
	"fmt"
	"strconv"
	"strings"
)

// Money is an amount in cents. It is the only form money takes after a door has read it.
type Money int64

// MaxMoney is the largest amount a person or a sheet may state: ten billion dollars. It keeps every sum far from overflow.
const MaxMoney Money = 1_000_000_000_000

// String writes the amount as people read it: $12,400.00, with a true minus sign when negative.
func (m Money) String() string {
	cents := int64(m) % 100
	if m < 0 {
		return fmt.Sprintf("−$%s.%02d", thousands(-int64(m)/100), -cents)
	}
	return fmt.Sprintf("$%s.%02d", thousands(int64(m)/100), cents)
}

// Dollars writes whole dollars only, cut towards zero: $12,400. Headline sentences use it.
func (m Money) Dollars() string {
	whole := int64(m) / 100
	if whole < 0 {
		return "−$" + thousands(-whole)
	}
	return "$" + thousands(whole)
}

// RoundedDollars writes whole dollars, half a dollar away from zero: $12,400.
func (m Money) RoundedDollars() string {
	if m < 0 {
		return (m - 50).Dollars()
	}
	return (m + 50).Dollars()
}

// Plain writes the amount as a person would type it: 12,400 or 12,400.50.
func (m Money) Plain() string {
	s := strings.Replace(m.String(), "$", "", 1)
	return strings.TrimSuffix(s, ".00")
}

func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
