package commands

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"paidup/domain"
)

func TestReadAmount(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]domain.Money{
		"12,400": 1240000, "$12,400.00": 1240000, "12400.5": 1240050, "12400": 1240000, "$ 12,400": 1240000, " 3,200.50 ": 320050,
		"148.80": 14880, "0.01": 1, ".50": 50, "12,400.": 1240000, "1,234,567.89": 123456789, "10,000,000,000": domain.MaxMoney,
		"007": 700,
	} {
		if got, err := ReadAmount(typed); err != nil || got != want {
			t.Errorf("%q: got %v, %v; want %v", typed, got, err, want)
		}
	}
}

func TestReadAmountRefuses(t *testing.T) {
	t.Parallel()
	for typed, says := range map[string]string{
		"1,2.3.4":                 `"1,2.3.4" is not an amount; write 1,234.56.`,
		"":                        `"" is not an amount; write 1,234.56.`,
		"twelve":                  `"twelve" is not an amount; write 1,234.56.`,
		"€12":                     `"€12" is not an amount; write 1,234.56.`,
		"1,23,456":                `"1,23,456" is not an amount; write 1,234.56.`,
		"1,2345":                  `"1,2345" is not an amount; write 1,234.56.`,
		"12'400":                  `"12'400" is not an amount; write 1,234.56.`,
		"12 400":                  `"12 400" is not an amount; write 1,234.56.`,
		"12,40":                   `"12,40" could be $12.40 or $1,240.00.`,
		"$1234,5":                 `"$1234,5" could be $1,234.50 or $12,345.00.`,
		"1.234,56":                `"1.234,56" has comma and point the other way round; write 1,234.56.`,
		"1.234.567,8":             `"1.234.567,8" has comma and point the other way round; write 1,234.56.`,
		"12.345":                  `"12.345" has more than two decimals; write 1,234.56.`,
		"1,234.5678":              `"1,234.5678" has more than two decimals; write 1,234.56.`,
		"12k":                     `"12k" is short for an amount; write it out, like 12,000.`,
		"$12.5K":                  `"$12.5K" is short for an amount; write it out, like 12,500.`,
		"1.2m":                    `"1.2m" is short for an amount; write it out, like 1,200,000.`,
		"-90":                     `"-90" has a minus; an amount is written without one, like 1,234.56.`,
		"−90.00":                  `"−90.00" has a minus; an amount is written without one, like 1,234.56.`,
		"$-90":                    `"$-90" has a minus; an amount is written without one, like 1,234.56.`,
		"90-":                     `"90-" has a minus; an amount is written without one, like 1,234.56.`,
		"(90)":                    `"(90)" is in brackets; an amount is written without them, like 1,234.56.`,
		"($90.00)":                `"($90.00)" is in brackets; an amount is written without them, like 1,234.56.`,
		"0":                       `"0" is nothing; an amount is more than $0.00.`,
		"0.00":                    `"0.00" is nothing; an amount is more than $0.00.`,
		"0,00":                    `"0,00" is nothing; an amount is more than $0.00.`,
		"10,000,000,000.01":       `"10,000,000,000.01" is more than $10,000,000,000.00, the most an amount may be.`,
		"99999999999999999999999": `"99999999999999999999999" is more than $10,000,000,000.00, the most an amount may be.`,
	} {
		_, err := ReadAmount(typed)
		if errorText(err) != says || domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("%q says %q, want %q", typed, errorText(err), says)
		}
	}
}

func TestUnclearAmountHoldsBothReadings(t *testing.T) {
	t.Parallel()
	_, err := ReadAmount("12,40")
	var e *domain.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v", err)
	}
	if diff := cmp.Diff(TwoAmounts{Word: "12,40", Small: 1240, Large: 124000}, e.About, cmpopts.IgnoreUnexported(TwoAmounts{})); diff != "" {
		t.Errorf("- wanted + got:\n%s", diff)
	}
}

// Every amount is read back from each way Paidup itself writes it.
func TestAmountsAsWrittenAreRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := domain.Money(rapid.Int64Range(1, int64(domain.MaxMoney)).Draw(t, "cents"))
		for _, typed := range []string{want.String(), want.Plain(), plainCents(want)} {
			if got, err := ReadAmount(typed); err != nil || got != want {
				t.Fatalf("%q: got %v, %v", typed, got, err)
			}
		}
	})
}

func FuzzReadAmount(f *testing.F) {
	for _, typed := range append(typedIn(f, "money.tsv"), kept(f, "amounts")...) {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got, err := ReadAmount(typed)
		if (err == nil) != (got > 0) || got > domain.MaxMoney {
			t.Errorf("%q: got %v, %v", typed, got, err)
		}
		if err != nil && domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("%q: %v is no refusal", typed, err)
		}
	})
}
