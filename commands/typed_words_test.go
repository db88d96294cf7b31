package commands

import (
	"regexp"
	"slices"
	"strings"
)

// Usage is how the command is typed: pay REF AMOUNT [METHOD NO] ...
func Usage(c *Command) string {
	if c.Usage != "" {
		return c.Name + " " + c.Usage
	}
	out := []string{c.Name}
	for i := range c.Args {
		a := &c.Args[i]
		if number := c.choiceOf(a); number != nil {
			continue // it stands with its choice
		}
		out = append(out, usageOf(c, a))
	}
	return strings.Join(out, " ")
}

func usageOf(c *Command, a *Arg) string {
	says := map[Kind]string{KindFile: "REF", KindAmount: "AMOUNT", KindDate: "DATE", KindPlan: "DATE", KindPerson: "PERSON",
		KindName: "NAME", KindNumber: "NO", KindEntry: "eN", KindText: "WORDS"}[a.Kind]
	if a.Kind == KindChoice || a.Kind == KindChoices {
		says = strings.Join(a.Choices, "|")
	}
	if c.numberOf(a) != nil {
		says += " NO"
	}
	if a.Kind == KindFlag {
		says = flagWord(a)
	} else if a.Label != "" {
		says = a.Label + " " + says
	}
	if !a.Required {
		says = "[" + says + "]"
	}
	return says
}

// Typed is the command as a person could type it: reading it again gives the same files and values. A text that holds
// double quotes around names, or ends in "on" and a date, may read differently.
func (c *Command) Typed(v Values, files []string) string {
	out := []string{c.Name}
	if len(files) > 0 {
		out = append(out, typedFiles(files))
	}
	text := ""
	for i := range c.Args {
		a := &c.Args[i]
		if v[a.Name] == "" || a.Kind == KindFile {
			continue
		}
		if a.Kind == KindText {
			text = typedText(a, v[a.Name])
			continue
		}
		if choice := c.choiceOf(a); choice != nil && v[choice.Name] != "" {
			continue // it stands with its choice
		}
		out = append(out, c.typedArg(a, v))
	}
	return strings.Join(out, " ") + text
}

func typedFiles(files []string) string {
	out := slices.Clone(files)
	for i, f := range files {
		claim, number, found := strings.Cut(f, " ")
		if found && len(files) == 1 && (claim == "claim" || claim == "assignment") && !strings.Contains(number, " ") {
			continue
		}
		if short := len(f) <= 3 && len(files) > 1; short || !plainlyFile(f) { // 104,105 is an amount
			out[i] = `"` + f + `"`
		}
	}
	return strings.Join(out, ",")
}

// plainlyFile says that a file's number or name needs no quotes.
func plainlyFile(f string) bool {
	return fileDigits.MatchString(f) || fileNumber.MatchString(strings.ToLower(f))
}

func typedText(a *Arg, text string) string {
	if a.Label == "" {
		return ": " + text
	}
	return " " + a.Label + " " + text
}

// typedArg writes one argument with its label.
func (c *Command) typedArg(a *Arg, v Values) string {
	value := v[a.Name]
	switch a.Kind {
	case KindFlag:
		return flagWord(a)
	case KindAmount:
		value = v.Money(a.Name).Plain()
	case KindName:
		value = typedName(value)
	case KindPerson:
		if personID.MatchString(value) {
			value = "<@" + value + ">"
		}
	case KindNumber:
		value = typedNumber(value)
		if c.choiceOf(a) != nil && a.Label == "" {
			return "#" + value
		}
	case KindChoice:
		if n := c.numberOf(a); n != nil && v[n.Name] != "" && value == "cash" { // cash 500 is an amount
			value += ` "` + v[n.Name] + `"`
		} else if n != nil && v[n.Name] != "" {
			value += " " + typedNumber(v[n.Name])
		}
	}
	if a.Label != "" {
		return a.Label + " " + value
	}
	return value
}

// typedName writes a name, in quotes unless it is a holder.
func typedName(name string) string {
	if slices.Contains(holders(), name) {
		return name
	}
	return `"` + name + `"`
}

// typedNumber writes a number, in quotes unless nothing else could be meant by it.
func typedNumber(number string) string {
	if plainNumber.MatchString(number) && !dateLike.MatchString(number) {
		return number
	}
	return `"` + number + `"`
}

var plainNumber = regexp.MustCompile(`^\d+[A-Za-z]*(-[\dA-Za-z]+)*$`)
