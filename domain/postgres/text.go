package postgres

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// form is a text form in which Postgres takes values.
type form struct {
	null  string
	quote func(b []byte, s string) []byte
}

// The forms: an element of an array, and a value of COPY.
var (
	arrayForm = form{"NULL", quoteElement}
	copyForm  = form{`\N`, quoteCopied}
)

var (
	escapeElement = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	escapeCopied  = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	unescapeField = strings.NewReplacer(`\\`, `\`, `""`, `"`)
)

func quoteElement(b []byte, s string) []byte {
	if strings.ContainsAny(s, `\"`) {
		s = escapeElement.Replace(s)
	}
	return append(append(append(b, '"'), s...), '"')
}

func quoteCopied(b []byte, s string) []byte {
	if strings.ContainsAny(s, "\\\t\n\r") {
		s = escapeCopied.Replace(s)
	}
	return append(b, s...)
}

// append adds the row's value in the form. No date and no instant are NULL. The row is addressable.
func (c column) append(b []byte, row reflect.Value, as form) []byte {
	f := c.of(row)
	switch c.kind {
	case number:
		return strconv.AppendInt(b, f.Int(), 10)
	case truth:
		return strconv.AppendBool(b, f.Bool())
	case day:
		if f.Int() == 0 {
			return append(b, as.null...)
		}
		return domain.Date(f.Int()).Time().AppendFormat(b, time.DateOnly)
	case instant:
		t := f.Addr().Interface().(*time.Time)
		if t.IsZero() {
			return append(b, as.null...)
		}
		return t.UTC().AppendFormat(b, time.RFC3339Nano)
	}
	return as.quote(b, f.String())
}

// set takes the value over from its text; nothing is the field's zero.
func (c column) set(row reflect.Value, text string) (err error) {
	if text == "" {
		return nil
	}
	f := c.of(row)
	switch c.kind {
	case number:
		var n int64
		n, err = strconv.ParseInt(text, 10, 64)
		f.SetInt(n)
	case truth:
		f.SetBool(text == "t")
	case day:
		err = f.Addr().Interface().(*domain.Date).UnmarshalText([]byte(text))
	case instant:
		var t time.Time
		t, err = pq.ParseTimestamp(nil, text)
		*f.Addr().Interface().(*time.Time) = t.UTC()
	default:
		f.SetString(text)
	}
	return err
}

// arrays are the rows' columns, each as one array.
func (t table) arrays(rows reflect.Value) []any {
	out := make([]any, len(t.columns))
	for i, c := range t.columns {
		b := append(make([]byte, 0, 16*rows.Len()+2), '{')
		for n := range rows.Len() {
			if n > 0 {
				b = append(b, ',')
			}
			b = c.append(b, rows.Index(n), arrayForm)
		}
		out[i] = string(append(b, '}'))
	}
	return out
}

// lines are the rows as COPY takes them, without the last line's end.
func (t table) lines(rows reflect.Value) string {
	b := make([]byte, 0, 160*rows.Len())
	for n := range rows.Len() {
		row := rows.Index(n)
		for i, c := range t.columns {
			if i > 0 {
				b = append(b, '\t')
			}
			b = c.append(b, row, copyForm)
		}
		b = append(b, '\n')
	}
	return string(b[:max(0, len(b)-1)])
}

// read fills rows, an addressable slice, from composite values as Postgres writes them one after the other:
// (7,"two words",,t)(8,one,2026-11-20,f). NULL is nothing.
func (t table) read(rows reflect.Value, text string) error {
	for n := 0; text != ""; n++ {
		if rows.Cap() == n {
			rows.Grow(1)
		}
		rows.SetLen(n + 1)
		row := rows.Index(n)
		row.SetZero()
		for _, c := range t.columns {
			value, rest, ok := field(text[1:])
			if !ok {
				return fmt.Errorf("read %s of %s: the row ends too early", c.name, t.name)
			}
			if err := c.set(row, value); err != nil {
				return fmt.Errorf("read %s of %s: %w", c.name, t.name, err)
			}
			text = rest
		}
		text = text[1:]
	}
	return nil
}

// field takes the first value off; rest begins with the comma or bracket behind it.
func field(text string) (value, rest string, ok bool) {
	if !strings.HasPrefix(text, `"`) {
		i := strings.IndexAny(text, ",)")
		if i < 0 {
			return "", "", false
		}
		return text[:i], text[i:], true
	}
	text = text[1:]
	escaped := false
	for i := 0; i+1 < len(text); i++ {
		switch {
		case text[i] == '\\' || text[i] == '"' && text[i+1] == '"':
			escaped = true
			i++
		case text[i] == '"' && escaped:
			return unescapeField.Replace(text[:i]), text[i+1:], true
		case text[i] == '"':
			return text[:i], text[i+1:], true
		}
	}
	return "", "", false
}
