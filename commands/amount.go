package commands

import (
	"regexp"
	"strconv"
	"strings"

	"paidup/domain"
)

// TwoAmounts is what an unclear amount could mean: 12,40 is $12.40 or $1,240.00.
type TwoAmounts struct {
	Word         string
	Small, Large domain.Money

	plain string // the line, where it stood in one
	at    spot
}

var (
	amountLike   = regexp.MustCompile(`(?i)^[-+(]*\$?[-+(]*(\d[\d.,']*|\.\d+)\)?[km]?\)?-?$`)
	plainAmount  = regexp.MustCompile(`^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2}))?$|^\.(\d{1,2})$`)
	commaCents   = regexp.MustCompile(`^(\d+),(\d{1,2})$`)
	swapped      = regexp.MustCompile(`^\d{1,3}(?:\.\d{3})+,\d{1,2}$`)
	longDecimals = regexp.MustCompile(`^(?:\d+|\d{1,3}(?:,\d{3})+)?\.\d{3,}$`)
	shortAmount  = regexp.MustCompile(`(?i)^(\d+)(?:\.(\d{1,3}))?([km])$`)
)

// ReadAmount reads dollars and cents as people type them: 12,400 or $12,400.00 or 12400.5. It guesses nothing: where two
// amounts could be meant the error is about TwoAmounts, and any other doubt is an error of kind invalid that says how to
// write it. An amount is more than zero and at most domain.MaxMoney.
func ReadAmount(word string) (domain.Money, error) {
	typed := strings.TrimSpace(word)
	bare := plainMarks(typed)
	if dollars, found := strings.CutPrefix(bare, "$"); found {
		bare = "$" + strings.TrimSpace(dollars)
	}
	if !amountLike.MatchString(bare) {
		return 0, notAmount(typed)
	}
	if err := signedAmount(typed, bare); err != nil {
		return 0, err
	}
	number := strings.TrimPrefix(bare, "$")
	if m := plainAmount.FindStringSubmatch(number); m != nil {
		return centsOf(typed, strings.ReplaceAll(m[1], ",", ""), m[2]+m[3])
	}
	if m := commaCents.FindStringSubmatch(number); m != nil {
		return 0, twoAmounts(typed, m[1], m[2])
	}
	return 0, oddAmount(typed, number)
}

func notAmount(typed string) *domain.Error {
	return domain.Invalid("amount", "%s is not an amount; write 1,234.56.", quoted(typed))
}

// signedAmount refuses what people write for less than nothing.
func signedAmount(typed, bare string) error {
	switch {
	case strings.ContainsAny(bare, "()"):
		return domain.Invalid("amount", "%s is in brackets; an amount is written without them, like 1,234.56.", quoted(typed))
	case strings.Contains(bare, "-"):
		return domain.Invalid("amount", "%s has a minus; an amount is written without one, like 1,234.56.", quoted(typed))
	}
	return nil
}

func oddAmount(typed, number string) error {
	switch {
	case swapped.MatchString(number):
		return domain.Invalid("amount", "%s has comma and point the other way round; write 1,234.56.", quoted(typed))
	case longDecimals.MatchString(number):
		return domain.Invalid("amount", "%s has more than two decimals; write 1,234.56.", quoted(typed))
	}
	m := shortAmount.FindStringSubmatch(number)
	if m == nil {
		return notAmount(typed)
	}
	zeros := 3
	if strings.EqualFold(m[3], "m") {
		zeros = 6
	}
	whole := m[1] + m[2] + strings.Repeat("0", zeros-len(m[2]))
	full, err := centsOf(typed, whole, "")
	if err != nil {
		return err
	}
	return domain.Invalid("amount", "%s is short for an amount; write it out, like %s.", quoted(typed), full.Plain())
}

func twoAmounts(typed, whole, after string) error {
	small, err := centsOf(typed, whole, after)
	if err != nil {
		return err
	}
	large, err := centsOf(typed, whole+after, "")
	if err != nil {
		return err
	}
	e := domain.Invalid("amount", "%s could be %s or %s.", quoted(typed), small, large)
	e.About = TwoAmounts{Word: typed, Small: small, Large: large}
	return e
}

// centsOf makes the amount of whole dollars and up to two decimals.
func centsOf(typed, whole, decimals string) (domain.Money, error) {
	n, err := strconv.ParseInt("0"+whole+(decimals + "00")[:2], 10, 64)
	if err != nil || domain.Money(n) > domain.MaxMoney {
		return 0, domain.Invalid("amount", "%s is more than %s, the most an amount may be.", quoted(typed), domain.MaxMoney)
	}
	if n == 0 {
		return 0, domain.Invalid("amount", "%s is nothing; an amount is more than $0.00.", quoted(typed))
	}
	return domain.Money(n), nil
}
