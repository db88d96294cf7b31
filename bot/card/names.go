package card

import (
	"strings"

	"paidup/domain"
)

// How much of a customer's name is shown.
const (
	namesFull  = "full"
	namesShort = "short"
	namesNone  = "none"
)

// customer is the customer's name as the privacy allows; empty where none is shown or known.
func customer(facts *domain.Facts, names string) string {
	switch names {
	case namesNone:
		return ""
	case namesShort:
		return typed(facts.Short(), nameRunes)
	}
	return typed(facts.Customer, nameRunes)
}

// titled is the file's number with its customer: FM-1042 Harris.
func titled(number string, facts *domain.Facts, names string) string {
	return join(" ", oneLine(number), customer(facts, names))
}

// party is the name of a payer or reviewer; where it is the customer's own name it is shown as that may be.
func party(facts *domain.Facts, name, names string) string {
	if !sameName(name, facts.Customer) {
		return typed(name, nameRunes)
	}
	if c := customer(facts, names); c != "" {
		return c
	}
	return "the customer"
}

func sameName(a, b string) bool {
	return a != "" && strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// holder is who holds the file: the company where the file names one, else the role. Customers are never named.
func holder(facts *domain.Facts, h domain.Holder) string {
	name := ""
	switch h {
	case domain.TPA:
		name = facts.Program
	case domain.Carrier:
		name = facts.Carrier
		if name == "" && facts.Holder(facts.Payer) == domain.Carrier {
			name = facts.Payer
		}
	case domain.Mortgagee:
		name = facts.Lender()
	}
	if name != "" && !sameName(name, facts.Customer) {
		return typed(name, nameRunes)
	}
	if h == domain.TPA {
		return "TPA"
	}
	return string(h)
}
