package commands

import (
	"regexp"
	"strings"
)

var personID = regexp.MustCompile(`^[UW][A-Z0-9]{2,}$`)

// Canonical reads what stands in the fields of a form or behind a button, each value as a person writes it or in its
// canonical text, and gives it in its canonical text. An empty value is left out. The errors are by the argument's name; a
// value under a name the command does not have is passed on as it is.
func Canonical(c *Command, args Values, r Reading) (Values, map[string]error) {
	out, errs := Values{}, map[string]error{}
	for name, typed := range args {
		typed = strings.TrimSpace(clean(typed))
		if typed == "" {
			continue
		}
		a := c.arg(name)
		if a == nil {
			out[name] = typed
			continue
		}
		value, err := canonicalValue(a, typed, r)
		if err != nil {
			errs[name] = aboutArg(err, name)
			continue
		}
		out.SetText(name, value)
	}
	return out, errs
}

func (c *Command) arg(name string) *Arg {
	for i := range c.Args {
		if c.Args[i].Name == name {
			return &c.Args[i]
		}
	}
	return nil
}

func canonicalValue(a *Arg, typed string, r Reading) (string, error) {
	switch a.Kind {
	case KindAmount:
		m, err := ReadAmount(strings.TrimSuffix(typed, "."))
		return plainCents(m), err
	case KindDate, KindPlan:
		d, err := dateReader{today: r.Today, cal: r.Calendar, plan: a.Kind == KindPlan}.read(strings.TrimSuffix(typed, "."))
		return d.String(), err
	case KindChoice, KindChoices:
		return canonicalChoice(a, typed)
	case KindPerson:
		return canonicalPerson(typed, r)
	case KindName:
		return nameText(typed), nil
	case KindNumber:
		return strings.TrimSpace(strings.TrimPrefix(plainMarks(typed), "#")), nil
	case KindEntry:
		m := entryName.FindStringSubmatch(strings.ToLower(typed))
		if m == nil {
			return "", notEntry(typed)
		}
		return m[1], nil
	case KindFlag:
		return canonicalFlag(typed), nil
	}
	return typed, nil
}

func canonicalChoice(a *Arg, typed string) (string, error) {
	if len(a.Choices) == 0 {
		return typed, nil
	}
	if a.Kind == KindChoices {
		if names, ok := choicesNamed(a, strings.TrimSuffix(typed, ",")); ok {
			return strings.Join(names, ","), nil
		}
		return "", notChoice(a, typed)
	}
	if name, ok := choiceNamed(a, typed); ok {
		return name, nil
	}
	if name, ok := choiceBegun(a, typed); ok {
		return name, nil
	}
	return "", notChoice(a, typed)
}

func canonicalPerson(typed string, r Reading) (string, error) {
	if personID.MatchString(typed) {
		return typed, nil
	}
	for _, m := range r.Members {
		if string(m.Person.ID) == typed {
			return typed, nil
		}
	}
	found := membersCalled(typed, r)
	switch len(found) {
	case 0:
		return "", nobody(typed, r)
	case 1:
		return string(found[0].ID), nil
	}
	return "", severalCalled(typed, found)
}

// canonicalFlag is a flag's value; anything that means no is empty.
func canonicalFlag(typed string) string {
	switch strings.ToLower(typed) {
	case "no", "false", "off", "0":
		return ""
	}
	return flagSet
}
