package slackfake

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// object is a JSON object as encoding/json decodes it.
type object = map[string]any

// report gathers the reasons why Slack would refuse a payload.
type report struct {
	problems []string
}

func (r *report) add(at, format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

// check judges the value v found at the JSON pointer at.
type check func(r *report, at string, v any)

// fields names every documented field of an object; a nil check takes anything.
type fields map[string]check

// str takes a string of min to max code points; max 0 means no limit.
func str(minLen, maxLen int) check {
	return func(r *report, at string, v any) {
		s, ok := v.(string)
		if !ok {
			r.add(at, "must be a string, not %s", kindOf(v))
			return
		}
		n := utf8.RuneCountInString(s)
		if n < minLen {
			r.add(at, "must have at least %d character(s)", minLen)
		}
		if maxLen > 0 && n > maxLen {
			r.add(at, "must be less than %d characters, has %d", maxLen+1, n)
		}
	}
}

// matching takes what inner takes, as long as it also matches re.
func matching(re *regexp.Regexp, inner check) check {
	return func(r *report, at string, v any) {
		inner(r, at, v)
		if s, ok := v.(string); ok && !re.MatchString(s) {
			r.add(at, "does not match %s", re)
		}
	}
}

func boolean(r *report, at string, v any) {
	if _, ok := v.(bool); !ok {
		r.add(at, "must be a boolean, not %s", kindOf(v))
	}
}

func number(r *report, at string, v any) {
	if _, ok := v.(float64); !ok {
		r.add(at, "must be a number, not %s", kindOf(v))
	}
}

func positive(r *report, at string, v any) {
	if n, ok := v.(float64); !ok || n <= 0 {
		r.add(at, "must be a number above 0")
	}
}

func whole(lowest, highest float64) check {
	return func(r *report, at string, v any) {
		n, ok := v.(float64)
		if !ok || n != math.Trunc(n) {
			r.add(at, "must be an integer, not %s", kindOf(v))
			return
		}
		if n < lowest || n > highest {
			r.add(at, "must be in %.0f..%.0f, is %.0f", lowest, highest, n)
		}
	}
}

// oneOf takes one of the given strings or numbers.
func oneOf(values ...any) check {
	return func(r *report, at string, v any) {
		if kind := kindOf(v); kind == "object" || kind == "array" || !slices.Contains(values, v) {
			r.add(at, "must be one of %v", values)
		}
	}
}

// list takes an array of least to most items; most 0 means no limit.
func list(item check, least, most int) check {
	return func(r *report, at string, v any) {
		items, ok := v.([]any)
		if !ok {
			r.add(at, "must be an array, not %s", kindOf(v))
			return
		}
		if len(items) < least {
			r.add(at, "no less than %d items allowed, has %d", least, len(items))
		}
		if most > 0 && len(items) > most {
			r.add(at, "no more than %d items allowed, has %d", most, len(items))
		}
		for i, x := range items {
			item(r, fmt.Sprintf("%s/%d", at, i), x)
		}
	}
}

// shape takes an object with these fields and no others. Required lists the fields that must be there, separated by
// spaces. Extra rules see the whole object.
func shape(known fields, required string, extra ...func(*report, string, object)) check {
	needed := strings.Fields(required)
	return func(r *report, at string, v any) {
		o, ok := v.(object)
		if !ok {
			r.add(at, "must be an object, not %s", kindOf(v))
			return
		}
		for _, name := range needed {
			if _, there := o[name]; !there {
				r.add(at, "missing required field: %s", name)
			}
		}
		for _, name := range sortedKeys(o) {
			rule, documented := known[name]
			if !documented {
				r.add(at, "invalid additional property: %s", name)
			} else if rule != nil {
				rule(r, at+"/"+name, o[name])
			}
		}
		for _, rule := range extra {
			rule(r, at, o)
		}
	}
}

// byType takes an object whose type is a key of rules.
func byType(rules map[string]check) check {
	return func(r *report, at string, v any) {
		o, ok := v.(object)
		if !ok {
			r.add(at, "must be an object, not %s", kindOf(v))
			return
		}
		rule, known := rules[text(o, "type")]
		if !known {
			r.add(at+"/type", "unsupported type: %v", o["type"])
			return
		}
		rule(r, at, v)
	}
}

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case float64:
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	case object:
		return "object"
	}
	return fmt.Sprintf("%T", v)
}
