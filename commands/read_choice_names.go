package commands

import (
	"slices"
	"strings"
	"unicode"
)

// sameChoice are words that mean the same choice; a command lists one of each row.
var sameChoice = [][]string{
	{"documents", "docs", "doc", "document", "paperwork"},
	{"photos", "photo", "pictures", "pics"},
	{"check", "cheque", "chk", "ck"},
	{"ach", "eft", "directdeposit"},
	{"wire", "wiretransfer"},
	{"card", "creditcard", "cc"},
	{"avid", "avidxchange"},
	{"estimate", "estimates"},
	{"supplement", "supplements", "supp"},
	{"call", "called", "phone", "phoned"},
	{"email", "emailed"},
	{"text", "texted", "sms"},
	{"visit", "visited"},
	{"submitted", "sent"},
	{"invoiced", "billed"},
	{"paid", "paidinfull"},
	{"credit", "creditmemo"},
}

// squeezed is a name as choices are compared: write-off is writeoff.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// choiceNamed is the choice that the words name.
func choiceNamed(a *Arg, words string) (string, bool) {
	said := squeezed(words)
	if said == "" {
		return "", false
	}
	means := []string{said}
	for _, row := range sameChoice {
		if slices.Contains(row, said) {
			means = append(means, row...)
		}
	}
	for _, m := range means {
		for _, c := range a.Choices {
			if squeezed(c) == m {
				return c, true
			}
		}
	}
	if i := slices.IndexFunc(a.Names, func(name string) bool { return squeezed(name) == said }); i >= 0 {
		return a.Choices[i], true
	}
	return "", false
}

// choicesNamed are the choices of words with commas between; all of them must be known.
func choicesNamed(a *Arg, words string) ([]string, bool) {
	var out []string
	for part := range strings.SplitSeq(words, ",") {
		name, ok := choiceNamed(a, strings.TrimSpace(part))
		if !ok {
			if name, ok = choiceBegun(a, strings.TrimSpace(part)); !ok {
				return nil, false
			}
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out, true
}

// choiceBegun is the only choice that begins with the word.
func choiceBegun(a *Arg, word string) (string, bool) {
	found, begun := "", squeezed(word)
	for _, c := range a.Choices {
		if len(begun) < shortestPrefix || !strings.HasPrefix(squeezed(c), begun) {
			continue
		}
		if found != "" {
			return "", false
		}
		found = c
	}
	return found, found != ""
}
