package sheet

import (
	"bytes"
	"strings"

	"paidup/domain"
)

// headLimit is how much of a text is looked at to find out how it is written, in bytes. The header fits into it.
const headLimit = 64 << 10

const separators = ",;\t|"

var separatorNames = map[rune]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "bar"}

// form is how a text is written.
type form struct {
	skip      int // bytes before the header
	lines     int // lines among them
	separator rune
}

// examine finds the form in the first bytes of a text, or says why they are not a sheet.
func examine(head []byte) (form, error) {
	if err := checkFormat(head); err != nil {
		return form{}, err
	}
	var f form
	text := bytes.TrimPrefix(head, []byte("\ufeff"))
	if first, rest, ok := bytes.Cut(text, []byte("\n")); ok {
		if declared := declaredSeparator(first); declared != 0 {
			text, f.separator, f.lines = rest, declared, 1
		}
	}
	f.skip = len(head) - len(text)
	header, err := headerLine(text, len(head) == headLimit)
	if err != nil {
		return form{}, err
	}
	if err := checkHeader(header); err != nil {
		return form{}, err
	}
	if f.separator == 0 {
		f.separator, _ = commonest(string(header))
	}
	return f, nil
}

// checkFormat refuses what is not a text of bytes at all.
func checkFormat(head []byte) error {
	begins := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	nul := func(at int) bool { return len(head) > at && head[at] == 0 }
	switch {
	case begins("PK\x03\x04"), begins("\xd0\xcf\x11\xe0"):
		return domain.Invalid("", "This is a workbook (or a zip archive), not a CSV text. Save the sheet as CSV (UTF-8).")
	case begins("%PDF-"):
		return domain.Invalid("", "This is a PDF, not a CSV text. Save the sheet as CSV (UTF-8).")
	case begins("\xff\xfe"), begins("\xfe\xff"), nul(1) && nul(3) && !nul(0) && !nul(2), nul(0) && nul(2) && !nul(1) && !nul(3):
		return domain.Invalid("", "The sheet is written in UTF-16. Save it as CSV (UTF-8).")
	case bytes.IndexByte(head, 0) >= 0:
		return errBinary()
	}
	return nil
}

// declaredSeparator reads the line sep=; that some spreadsheets write above the header.
func declaredSeparator(line []byte) rune {
	word, found := strings.CutPrefix(strings.TrimRight(string(line), "\r"), "sep=")
	if !found || len(word) != 1 || !strings.Contains(separators, word) {
		return 0
	}
	return rune(word[0])
}

// headerLine is the text's first line that is not empty, line breaks in quotes included.
func headerLine(text []byte, cut bool) ([]byte, error) {
	text = bytes.TrimLeft(text, "\r\n")
	quoted := false
	for i, b := range text {
		switch {
		case b == '"':
			quoted = !quoted
		case b == '\n' && !quoted:
			return bytes.TrimRight(text[:i], "\r"), nil
		case b == '\r' && !quoted && i+1 < len(text) && text[i+1] != '\n':
			return nil, domain.Invalid("", "The lines of the sheet end in a bare carriage return. Save it as CSV (UTF-8) with ordinary line ends.")
		}
	}
	if cut {
		return nil, domain.Invalid("", "The first line is longer than 64 KB; a sheet begins with a line that names its columns.")
	}
	return text, nil
}

func checkHeader(header []byte) error {
	if len(bytes.TrimSpace(header)) == 0 {
		return errEmpty()
	}
	for _, b := range header {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' {
			return errBinary()
		}
	}
	return nil
}

// commonest is the separator that stands most often outside quotes, and how often; the comma when there is none.
func commonest(line string) (rune, int) {
	var counts [128]int
	quoted := false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case !quoted && r < 128:
			counts[r]++
		}
	}
	best := ','
	for _, r := range separators {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best, counts[best]
}

func errEmpty() error {
	return domain.Invalid("", "The sheet is empty; its first line names the columns.")
}

func errBinary() error {
	return domain.Invalid("", "This is not a text but binary data. Save the sheet as CSV (UTF-8).")
}

func errNotUTF8(line int) error {
	return domain.Invalid("", "Line %d is not UTF-8 text, perhaps Latin-1 or Windows-1252. Save the sheet as CSV (UTF-8).", line)
}
