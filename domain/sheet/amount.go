package sheet

import (
	"regexp"
	"strconv"
	"strings"

	"paidup/domain"
)

var (
	grouped      = regexp.MustCompile(`^\d{1,3}(,\d{3})+$`)
	eitherWay    = regexp.MustCompile(`^\d{1,3}[.,]\d{3}$`)
	decimalComma = regexp.MustCompile(`^\d{1,3}((\.\d{3})+|\d*),\d{1,2}$`)
)

// readAmount reads dollars and cents: 94, 94.0, 94.00, 1,234.56, $1,234.56. Where a number could be meant in two ways it
// is refused; semicolons says that the sheet may come from where the comma is the decimal sign and 1.000 is a thousand.
func readAmount(s string, semicolons bool) (domain.Money, string) {
	if bare := strings.Trim(s, "$ -−–()"); bare != strings.Trim(s, "$ ") {
		if _, reason := readAmount(bare, semicolons); reason != "" {
			return 0, reason
		}
		return 0, "negative; amounts are written without sign and brackets"
	}
	number := strings.TrimLeft(strings.TrimPrefix(s, "$"), " ")
	if semicolons && eitherWay.MatchString(number) {
		return 0, "thousands or decimals; write 1234.56"
	}
	whole, decimals, _ := strings.Cut(number, ".")
	if strings.Contains(number, ",") {
		switch {
		case grouped.MatchString(whole):
			whole = strings.ReplaceAll(whole, ",", "")
		case decimalComma.MatchString(number):
			return 0, "written with a comma for the cents, or a comma out of place; write 1234.56"
		default:
			return 0, notAmount
		}
	}
	if whole+decimals == "" || !digits(whole) || !digits(decimals) {
		return 0, notAmount
	}
	if len(decimals) > 2 && strings.Trim(decimals[2:], "0") != "" {
		return 0, "more than two decimals"
	}
	return cents(whole, decimals)
}

const notAmount = "not an amount; write 1234.56"

func cents(whole, decimals string) (domain.Money, string) {
	n, err := strconv.ParseInt("0"+whole+(decimals + "00")[:2], 10, 64)
	if err != nil || domain.Money(n) > domain.MaxMoney {
		return 0, "more than " + domain.MaxMoney.String()
	}
	return domain.Money(n), ""
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
