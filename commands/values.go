package commands

import (
	"fmt"
	"strconv"
	"strings"

	"paidup/domain"
)

const flagSet = "yes"

// Money is the named amount; zero where there is none.
func (v Values) Money(name string) domain.Money {
	whole, cents, _ := strings.Cut(v[name], ".")
	n, err := strconv.ParseInt(whole+(cents + "00")[:2], 10, 64)
	if err != nil {
		return 0
	}
	return domain.Money(n)
}

// Date is the named date; zero where there is none.
func (v Values) Date(name string) domain.Date {
	d, err := domain.ParseDate(v[name])
	if err != nil {
		return 0
	}
	return d
}

// Text is the named argument as it stands; empty where there is none.
func (v Values) Text(name string) string { return v[name] }

// List is the named choices; nil where there are none.
func (v Values) List(name string) []string {
	if v[name] == "" {
		return nil
	}
	return strings.Split(v[name], ",")
}

// Flag says whether the named flag is set.
func (v Values) Flag(name string) bool { return v[name] == flagSet }

// SetMoney keeps an amount; zero takes the argument away.
func (v Values) SetMoney(name string, m domain.Money) {
	if m == 0 {
		delete(v, name)
		return
	}
	v[name] = plainCents(m)
}

// SetDate keeps a date; the zero date takes the argument away.
func (v Values) SetDate(name string, d domain.Date) { v.SetText(name, d.String()) }

// SetText keeps a word or words; empty takes the argument away.
func (v Values) SetText(name, s string) {
	if s == "" {
		delete(v, name)
		return
	}
	v[name] = s
}

// SetList keeps choices; none takes the argument away.
func (v Values) SetList(name string, choices []string) { v.SetText(name, strings.Join(choices, ",")) }

// SetFlag sets the flag or takes it away.
func (v Values) SetFlag(name string, on bool) {
	if !on {
		delete(v, name)
		return
	}
	v[name] = flagSet
}

// plainCents writes an amount without signs and separators: 12400.00.
func plainCents(m domain.Money) string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	return fmt.Sprintf("%s%d.%02d", sign, m/100, m%100)
}
