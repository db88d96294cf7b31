package sheet

import (
	"fmt"
	"strings"
	"unicode"
)

// invisible are spaces of every kind, those of no width included.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}

func trim(s string) string { return strings.TrimFunc(s, invisible) }

// cut is the text's first 40 characters, the last of them a sign that there were more.
func cut(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func capital(k Kind) string { return strings.ToUpper(string(k[:1])) + string(k[1:]) }

func blank(cells []string) bool {
	for _, c := range cells {
		if trim(c) != "" {
			return false
		}
	}
	return true
}
