package domain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Facts are what is known of a file beside its stages and money.
type Facts struct {
	Customer   string
	Address    string
	City       string
	Phone      string
	Email      string
	Claim      string
	Assignment string
	Policy     string
	PO         string
	Program    string
	Carrier    string
	Adjuster   string
	Payer      string
	Loss       string // loss type: water, fire, mold ...
	LossDate   Date
	Mortgagee  string
	Link       string
	Deductible Money
	Estimate   Money
}

// text finds the text field of the name, or nil.
func (f *Facts) text(name string) *string {
	switch name {
	case "customer":
		return &f.Customer
	case "address":
		return &f.Address
	case "city":
		return &f.City
	case "phone":
		return &f.Phone
	case "email":
		return &f.Email
	case "claim":
		return &f.Claim
	case "assignment":
		return &f.Assignment
	case "policy":
		return &f.Policy
	case "po":
		return &f.PO
	case "program":
		return &f.Program
	case "carrier":
		return &f.Carrier
	case "adjuster":
		return &f.Adjuster
	case "payer":
		return &f.Payer
	case "loss":
		return &f.Loss
	case "mortgagee":
		return &f.Mortgagee
	case "link":
		return &f.Link
	}
	return nil
}

// money finds the amount of the name, or nil.
func (f *Facts) money(name string) *Money {
	switch name {
	case "deductible":
		return &f.Deductible
	case "estimate":
		return &f.Estimate
	}
	return nil
}

// set takes over a stored field; amounts are cents, dates ISO. An unknown name is an error.
func (f *Facts) set(name, value string) error {
	if t := f.text(name); t != nil {
		*t = value
		return nil
	}
	if m := f.money(name); m != nil {
		cents, err := strconv.ParseInt(value, 10, 64)
		*m = Money(cents)
		return err
	}
	if name == "lossdate" {
		return f.LossDate.UnmarshalText([]byte(value))
	}
	return Invalid("field", "A file has no field %q.", name)
}

// Fields are the facts that are known, as a Details fact stores them.
func (f Facts) Fields() map[string]string {
	out := map[string]string{}
	for _, name := range factNames() {
		if t := f.text(name); t != nil && *t != "" {
			out[name] = *t
		} else if m := f.money(name); m != nil && *m != 0 {
			out[name] = strconv.FormatInt(int64(*m), 10)
		}
	}
	if f.LossDate != 0 {
		out["lossdate"] = f.LossDate.String()
	}
	return out
}

func factNames() []string {
	return []string{"customer", "address", "city", "phone", "email", "claim", "assignment", "policy", "po", "program",
		"carrier", "adjuster", "payer", "loss", "mortgagee", "link", "deductible", "estimate"}
}

// Short is the customer as lists and channels show it: the last name of a person, a company whole.
func (f *Facts) Short() string {
	words := strings.Fields(f.Customer)
	if len(words) < 2 || len(words) > 3 || company(words) {
		return f.Customer
	}
	return words[len(words)-1]
}

// loanNumber is the number of a loan as it stands behind a mortgagee's name, with what leads up to it.
var loanNumber = regexp.MustCompile(`(?i)[\s,;:(]*(?:\b(?:loan|account|acct|number|no|nr)\b[\s.:]*)*#?\s*\b[0-9][0-9-]{3,}.*$`)

// Lender is the mortgagee without the number of the loan.
func (f *Facts) Lender() string {
	if f.Mortgagee == "" {
		return ""
	}
	return loanNumber.ReplaceAllString(f.Mortgagee, "")
}

// company guesses that the words name a firm: they hold a firm's word.
func company(words []string) bool {
	firms := []string{"and", "assn", "association", "bank", "center", "centre", "church", "clinic", "club", "co", "company",
		"condo", "condominiums", "corp", "dental", "group", "hoa", "hospital", "hotel", "inc", "inn", "llc", "ltd",
		"mutual", "properties", "property", "resort", "restaurant", "school", "seaside", "state", "storage", "suites",
		"the", "towers", "trust", "university", "&"}
	for _, w := range words {
		if slices.Contains(firms, strings.ToLower(strings.Trim(w, ".,"))) {
			return true
		}
	}
	return false
}

// Holder is who a payer's or reviewer's name, or a holder's own word, stands for on this file. A company that is not
// known is a carrier; no name at all is Us.
func (f *Facts) Holder(payer string) Holder {
	word := Holder(strings.ToLower(strings.TrimSpace(payer)))
	switch {
	case word == "":
		return Us
	case slices.Contains(holders(), word):
		return word
	case samePayer(payer, f.Program):
		return TPA
	case samePayer(payer, f.Carrier):
		return Carrier
	case samePayer(payer, f.Mortgagee), samePayer(payer, f.Lender()):
		return Mortgagee
	case (word == "customer" || samePayer(payer, f.Customer)) && f.Carrier == "" && f.Program == "":
		return Client
	case word == "customer" || samePayer(payer, f.Customer):
		return Homeowner
	}
	return Carrier
}

// Reviewer is to whom a round goes unless somebody says otherwise: the program, else the carrier, else the customer.
func (f *Facts) Reviewer() string {
	for _, v := range []string{f.Program, f.Carrier, f.Payer} {
		if v != "" {
			return v
		}
	}
	return f.Customer
}

// payer is who pays unless somebody says otherwise: the file's payer, else the carrier, the program or the customer.
func (f *Facts) payer() string {
	for _, v := range []string{f.Payer, f.Carrier, f.Program} {
		if v != "" {
			return v
		}
	}
	return f.Customer
}

func samePayer(a, b string) bool {
	return a != "" && strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

func sameNumber(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// NormalNumber is the number as look-alikes are compared: lower case, without spaces and leading zeros.
func NormalNumber(number string) string {
	s := strings.ToLower(strings.Join(strings.Fields(number), ""))
	return strings.TrimLeft(s, "0")
}

// FactsOf reads facts as Fields wrote them. A field of another version of the program is left out.
func FactsOf(fields map[string]string) Facts {
	var f Facts
	for name, value := range fields {
		if err := f.set(name, value); err != nil {
			continue
		}
	}
	return f
}
