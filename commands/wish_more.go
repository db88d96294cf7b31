package commands

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"paidup/domain"
)

// wishMore are the arguments that a request says behind its file: from Northline, for our invoice 5512.
func (c *Call) wishMore() []string {
	var out []string
	for _, a := range c.Command.Args {
		inFront := []string{"file", "market", "amount", "on", "because", "entry", "withdraw"}
		switch c.Command.Name {
		case "pay", "reverse":
			inFront = append(inFront, "method", "reference")
		case "adjust", "submit":
			inFront = append(inFront, "kind")
		case "file new":
			inFront = append(inFront, "customer")
		}
		if said := c.In.Text(a.Name); said != "" && !slices.Contains(inFront, a.Name) {
			out = append(out, c.wishArg(a, said))
		}
	}
	return out
}

// wishArg is an argument with its name. What never stands in a message is only named.
func (c *Call) wishArg(a Arg, said string) string {
	name := argWords(a)
	switch {
	case private(a.Name):
		return name + " given"
	case a.Kind == KindFlag:
		return name
	case a.Kind == KindChoices:
		return strings.Join(c.In.List(a.Name), " and ")
	case a.Kind == KindAmount:
		return name + " " + c.In.Money(a.Name).String()
	case a.Kind == KindDate || a.Kind == KindPlan:
		return name + " " + c.In.Date(a.Name).Words(c.Today)
	case a.Kind == KindText:
		return fmt.Sprintf("%s %q", name, clip(said, wishWords))
	}
	return name + " " + clip(wishValue(a.Name, said), nameLength)
}

// argWords is what an argument is called inside a sentence: date of loss, PO number.
func argWords(a Arg) string {
	name := a.Asks
	if name == "" {
		name = a.Label
	}
	first, size := utf8.DecodeRuneInString(name)
	if next, _ := utf8.DecodeRuneInString(name[size:]); unicode.IsUpper(next) {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}

// wishFields are the fields that an edit would change, each as it is and as it would be: received Wed Jul 29, now Sat Aug 1.
func (c *Call) wishFields(would *domain.Change) []string {
	var out []string
	was, will := c.Files[0].Facts.Fields(), map[string]string{}
	for _, d := range would.Details {
		will = d.Fields
	}
	for _, v := range would.Stages {
		key := map[bool]map[string]string{true: was, false: will}[v.Mirror]
		key["received"] = v.On.String()
	}
	for _, a := range fieldArgs() {
		to, changes := will[a.Name]
		switch from := c.fieldWords(a, was[a.Name]); {
		case !changes:
		case private(a.Name):
			out = append(out, argWords(a)+" changed")
		case from == "":
			out = append(out, argWords(a)+" now "+c.fieldWords(a, to))
		default:
			out = append(out, fmt.Sprintf("%s %s, now %s", argWords(a), from, orNone(c.fieldWords(a, to))))
		}
	}
	return out
}

// fieldWords is a stored field as people read it; empty where it holds nothing.
func (c *Call) fieldWords(a Arg, stored string) string {
	switch a.Kind {
	case KindAmount:
		if cents, err := strconv.ParseInt(stored, 10, 64); err == nil && cents != 0 {
			return domain.Money(cents).String()
		}
		return ""
	case KindDate:
		if d, err := domain.ParseDate(stored); err == nil {
			return d.Words(c.Today)
		}
		return ""
	}
	return clip(wishValue(a.Name, stored), nameLength)
}

func orNone(words string) string {
	if words == "" {
		return "none"
	}
	return words
}

// wishValue is the value without the number of a loan.
func wishValue(name, value string) string {
	if name == "mortgagee" {
		return (&domain.Facts{Mortgagee: value}).Lender()
	}
	return value
}

// private says that what the field holds stands in no message, only in views.
func private(field string) bool {
	return slices.Contains([]string{"address", "phone", "email", "claim", "assignment", "policy"}, field)
}

// returnedWords is the payment that would be reversed: $12,400.00, check 881.
func returnedWords(would Outcome) string {
	for _, e := range would.Change.Entries {
		for _, p := range would.File.State.Payments {
			if e.Kind == domain.EntryPayment && p.N == e.Payment {
				return paymentWords(p.Payment)
			}
		}
	}
	return "a payment"
}
