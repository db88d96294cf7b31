package domain

import "testing"

func TestMoneyInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		m                                Money
		exact, dollars, rounded, plainly string
	}{
		{0, "$0.00", "$0", "$0", "0"},
		{5, "$0.05", "$0", "$0", "0.05"},
		{50, "$0.50", "$0", "$1", "0.50"},
		{99, "$0.99", "$0", "$1", "0.99"},
		{1_00, "$1.00", "$1", "$1", "1"},
		{999_99, "$999.99", "$999", "$1,000", "999.99"},
		{1_000_00, "$1,000.00", "$1,000", "$1,000", "1,000"},
		{12_400_00, "$12,400.00", "$12,400", "$12,400", "12,400"},
		{12_400_50, "$12,400.50", "$12,400", "$12,401", "12,400.50"},
		{1_234_567_89, "$1,234,567.89", "$1,234,567", "$1,234,568", "1,234,567.89"},
		{MaxMoney, "$10,000,000,000.00", "$10,000,000,000", "$10,000,000,000", "10,000,000,000"},
		{-5, "−$0.05", "$0", "$0", "−0.05"},
		{-49, "−$0.49", "$0", "$0", "−0.49"},
		{-50, "−$0.50", "$0", "−$1", "−0.50"},
		{-90_00, "−$90.00", "−$90", "−$90", "−90"},
		{-1_234_56, "−$1,234.56", "−$1,234", "−$1,235", "−1,234.56"},
	} {
		if got := c.m.String(); got != c.exact {
			t.Errorf("%d cents read %s, want %s", int64(c.m), got, c.exact)
		}
		if got := c.m.Dollars(); got != c.dollars {
			t.Errorf("%d cents are %s whole dollars, want %s", int64(c.m), got, c.dollars)
		}
		if got := c.m.RoundedDollars(); got != c.rounded {
			t.Errorf("%d cents are about %s, want %s", int64(c.m), got, c.rounded)
		}
		if got := c.m.Plain(); got != c.plainly {
			t.Errorf("%d cents are typed %s, want %s", int64(c.m), got, c.plainly)
		}
	}
}
