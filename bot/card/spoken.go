package card

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"paidup/domain"
)

// spoken says that a person ended the file or opened it again.
func (s scene) spoken(c *domain.Change) string {
	word := "Cancelled"
	if c.Verb == "reopen" {
		word = "↩ Reopened"
	}
	return join(": ", word+" "+s.words(c.On()), s.said(c.Words))
}

// storedSpoken says the same on a receipt.
func (s scene) storedSpoken(c *domain.Change) (string, []string) {
	if c.Verb == "cancel" {
		return "cancelled", []string{upperFirst(typed(c.Words, wordsRunes))}
	}
	return "reopened", []string{upperFirst(typed(c.Words, wordsRunes)), sentences(s.state.Stage.String(), s.move())}
}

// cancelWords is why the file was cancelled, where a person said so.
func (s scene) cancelWords() (string, bool) {
	for _, c := range slices.Backward(s.file.History()) {
		if c.Verb == "cancel" && c.Voids == 0 && c.On() == s.state.StageOn {
			return s.said(c.Words), true
		}
	}
	return "", false
}

// edited names the fields that were changed; what they hold stays in private views.
func (s scene) edited(c *domain.Change) string {
	on := s.words(c.On())
	if len(c.Details) == 0 { // the received date alone
		on = ""
	}
	return join(", ", "Changed "+strings.Join(s.editedFields(c), ", "), on)
}

func (s scene) editedFields(c *domain.Change) []string {
	var names []string
	for _, d := range c.Details {
		for name := range d.Fields {
			names = append(names, fieldWord(name))
		}
	}
	slices.Sort(names)
	if on := receivedBy(c); on != 0 {
		names = append(names, "received to "+s.words(on))
	}
	return names
}

// fieldWord is what people call a field.
func fieldWord(name string) string {
	if word, ok := map[string]string{"lossdate": "date of loss", "loss": "loss type", "claim": "claim number", "policy": "policy number",
		"assignment": "assignment number", "po": "PO number", "email": "e-mail"}[name]; ok {
		return word
	}
	return name
}

// receivedBy is the received date that the change states; zero where it states none.
func receivedBy(c *domain.Change) domain.Date {
	for _, v := range c.Stages {
		if v.Stage == domain.Received && !v.Derived && !v.Mirror {
			return v.On
		}
	}
	return 0
}

// storedEdit says on a receipt what the fields hold now. Who may edit may see them.
func (s scene) storedEdit(c *domain.Change) (string, []string) {
	var lines []string
	for _, d := range c.Details {
		for _, name := range sortedNames(d.Fields) {
			lines = append(lines, fmt.Sprintf("%s: %s", upperFirst(fieldWord(name)), s.fieldValue(name, d.Fields[name])))
		}
	}
	if on := receivedBy(c); on != 0 {
		lines = append(lines, "Received: "+s.words(on))
	}
	return "changed", lines
}

// fieldValue is a stored field as people read it.
func (s scene) fieldValue(name, stored string) string {
	switch name {
	case "deductible", "estimate":
		if cents, err := strconv.ParseInt(stored, 10, 64); err == nil && cents != 0 {
			return domain.Money(cents).String()
		}
		return "none"
	case "lossdate":
		if d, err := domain.ParseDate(stored); err == nil {
			return s.words(d)
		}
	}
	if stored == "" {
		return "none"
	}
	return typed(stored, nameRunes)
}
