package domain

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Every field of Facts is written and read again under a name of its own.
func TestFactsThereAndBack(t *testing.T) {
	t.Parallel()
	var f Facts
	v := reflect.ValueOf(&f).Elem()
	for i := range v.NumField() {
		switch field := v.Field(i); field.Interface().(type) {
		case string:
			field.SetString("the " + v.Type().Field(i).Name)
		case Money:
			field.SetInt(int64(100 + i))
		case Date:
			field.SetInt(int64(NewDate(2026, time.May, 1+i)))
		}
	}
	fields := f.Fields()
	if len(fields) != v.NumField() {
		t.Errorf("%d fields are stored of %d", len(fields), v.NumField())
	}
	if diff := cmp.Diff(f, FactsOf(fields)); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
	if got := (Facts{}).Fields(); len(got) != 0 {
		t.Errorf("nothing known is stored as %v", got)
	}
	fields["colour"], fields["deductible"] = "red", "a lot"
	if got := FactsOf(fields); got.Customer != f.Customer || got.Deductible != 0 {
		t.Errorf("with fields of another version: %+v", got)
	}
}

func TestShort(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Ann Harris": "Harris", "Ann B. Harris": "Harris", "Harris": "Harris", "Bayview Dental": "Bayview Dental", "": "",
		"Harris and Sons": "Harris and Sons", "Seaside Towers": "Seaside Towers", "Acme Inc.": "Acme Inc.",
		"The First Baptist Church": "The First Baptist Church", "Juan Carlos de la Cruz": "Juan Carlos de la Cruz",
	} {
		if got := (&Facts{Customer: in}).Short(); got != want {
			t.Errorf("%q is short %q, want %q", in, got, want)
		}
	}
}

func TestHolderOfAName(t *testing.T) {
	t.Parallel()
	f := testFacts()
	f.Mortgagee = "First Gulf Bank"
	commercial := Facts{Customer: "Bayview Dental"}
	for _, c := range []struct {
		facts *Facts
		name  string
		want  Holder
	}{
		{&f, "Northline", TPA}, {&f, " northline ", TPA}, {&f, "Harbor Mutual", Carrier}, {&f, "FIRST GULF BANK", Mortgagee},
		{&f, "Ann Harris", Homeowner}, {&f, "homeowner", Homeowner}, {&f, "Adjuster", Adjuster}, {&f, "tpa", TPA}, {&f, "us", Us},
		{&f, "Customer", Homeowner}, {&commercial, "customer", Client},
		{&f, "Coral State", Carrier}, {&f, "", Us}, {&commercial, "Bayview Dental", Client}, {&commercial, "client", Client},
		{&Facts{}, "field", FieldCrew}, {&Facts{}, "accounting", Accountant},
	} {
		if got := c.facts.Holder(c.name); got != c.want {
			t.Errorf("%q of %s is %s, want %s", c.name, c.facts.Customer, got, c.want)
		}
	}
	for _, c := range []struct {
		facts           Facts
		reviewer, payer string
	}{
		{Facts{Program: "p", Carrier: "c", Payer: "y", Customer: "u"}, "p", "y"},
		{Facts{Carrier: "c", Payer: "y", Customer: "u"}, "c", "y"},
		{Facts{Program: "p", Customer: "u"}, "p", "p"},
		{Facts{Carrier: "c", Program: "p", Customer: "u"}, "p", "c"},
		{Facts{Customer: "u"}, "u", "u"}, {Facts{}, "", ""},
	} {
		if c.facts.Reviewer() != c.reviewer || c.facts.payer() != c.payer {
			t.Errorf("%+v: reviewer %q, payer %q", c.facts, c.facts.Reviewer(), c.facts.payer())
		}
	}
}

func TestNormalNumber(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"0000611365": "611365", " AB 12 ": "ab12", "ab12": "ab12", "A-007": "a-007", "000": "", "": ""} {
		if got := NormalNumber(in); got != want {
			t.Errorf("%q is compared as %q, want %q", in, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  *Error
		kind Kind
	}{
		{Invalid("amount", "%d is wrong.", 7), KindInvalid}, {NotFound("No %s.", "file"), KindNotFound},
		{Conflict("Twice."), KindConflict}, {Forbidden("Not you."), KindForbidden}, {Ask(AskLookAlike, "amount", "Twice?"), KindAsk},
	} {
		if KindOf(c.err) != c.kind || c.err.Error() != c.err.Says || (c.kind == KindAsk) != (c.err.Question != "") {
			t.Errorf("%+v is of kind %s", c.err, KindOf(c.err))
		}
	}
	if KindOf(nil) != "" || KindOf(cmpError{}) != "" {
		t.Error("what is not the law's has a kind")
	}
}

type cmpError struct{}

func (cmpError) Error() string { return "the disk is full" }

func TestStages(t *testing.T) {
	t.Parallel()
	all := Stages()
	for i := range all {
		for j := range all {
			if all[i].Before(all[j]) != (i < j) {
				t.Errorf("%s before %s: %v", all[i], all[j], i >= j)
			}
		}
		if !Stage("").Before(all[i]) {
			t.Errorf("no stage is not before %s", all[i])
		}
	}
	if PaidInFull.String() != "PAID IN FULL" || Invoiced.String() != "INVOICED" {
		t.Error("stages are read otherwise")
	}
}

// TestLender: where a mortgagee is named with the number of the loan, the number is not part of the name.
func TestLender(t *testing.T) {
	t.Parallel()
	for written, name := range map[string]string{
		"First Gulf Bank":                   "First Gulf Bank",
		"First Gulf Bank, loan 0088-770044": "First Gulf Bank",
		"First Gulf Bank loan no. 770044":   "First Gulf Bank",
		"First Gulf Bank #770044":           "First Gulf Bank",
		"First Gulf Bank (loan: 770044)":    "First Gulf Bank",
		"First Gulf Bank 770044 attn. Kim":  "First Gulf Bank",
		"5th Third, branch 12":              "5th Third, branch 12",
		"Loan Star Mortgage":                "Loan Star Mortgage",
		"":                                  "",
	} {
		f := Facts{Mortgagee: written}
		if got := f.Lender(); got != name {
			t.Errorf("%q: %q, not %q", written, got, name)
		}
	}
}
