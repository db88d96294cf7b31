package commands

import (
	"slices"
	"strings"

	"paidup/domain"
)

// argNote is what the reader left over and the person keeps: a note beside what the verb stores.
const argNote = "note"

// withReadings offers what words that cannot be read as they stand could mean, a button each.
func (a *App) withReadings(c *Call, err error, refs []string) error {
	e := theError(err)
	if e == nil || c.Args != nil {
		return err
	}
	switch about := e.About.(type) {
	case TwoAmounts:
		return offer(err, c.twoAmounts(about)...)
	case slipped:
		return offer(err, a.slipMended(c, about)...)
	case Leftover:
		return a.withLeftover(c, e, about, refs)
	}
	return err
}

func (c *Call) twoAmounts(two TwoAmounts) []Button {
	var out []Button
	for _, m := range []domain.Money{two.Small, two.Large} {
		retry := *c
		retry.Words = two.plain[:two.at.from] + m.Plain() + two.plain[two.at.to:]
		refs, err := retry.read()
		if err != nil {
			return nil
		}
		out = append(out, Button{Label: m.String(), Press: retry.again(refs)})
	}
	return out
}

// slipMended runs the command with the word that was probably meant, or takes a party's name as it was written.
func (a *App) slipMended(c *Call, word slipped) []Button {
	var out []Button
	if run, ok := a.mended(c, word.plain, []spot{word.at}, []string{word.meant}); ok {
		out = append(out, run)
	}
	retry := *c
	retry.Words = word.plain[:word.at.from] + `"` + word.word + `"` + word.plain[word.at.to:]
	if refs, err := retry.read(); err == nil && slices.Contains(partyWords(), word.meant) {
		out = append(out, Button{Label: "It is a name", Press: retry.again(refs)})
	}
	return out
}

// withLeftover offers what the words may be that nothing read: slips of words the command knows, else the number of a
// check, a reason or a note, else the form. Where something is lacking it says how that is written.
func (a *App) withLeftover(c *Call, e *domain.Error, left Leftover, refs []string) error {
	var spots []spot
	var meant []string
	for i, w := range left.Words {
		known := closestOf(foldWord(w), c.Command.vocabulary())
		if known == "" && len(left.Words) == 1 {
			known = c.entryMeant(w)
		}
		if known != "" {
			spots, meant = append(spots, left.spots[i]), append(meant, known)
		}
	}
	if len(meant) == 0 {
		spots, meant = c.dayMeant(left)
	}
	if run, ok := a.mended(c, left.plain, spots, meant); ok {
		asks := *e
		asks.Says += " Did you mean " + list(meant) + "?"
		return offer(&asks, run)
	}
	if fields := c.Command.Fields(); len(fields) > 0 {
		lists := *e
		lists.Says += " The fields are " + list(fields) + "."
		return offer(&lists, c.inForm(refs)...)
	}
	says := *e
	switch choice := c.choiceLacking(); {
	case choice != nil:
		says.Says += " Write one of " + strings.Join(choice.Choices, ", ") + "."
	case c.lacks("market"):
		says.Says += " Write it like " + a.asTyped(c.Command.Examples[0]) + "."
	}
	buttons := slices.Concat(c.asCheck(left, refs), c.asReason(left, refs), c.asNote(left, refs))
	if len(buttons) == 0 {
		buttons = c.inForm(refs)
	}
	return offer(&says, buttons...)
}

// inForm opens the form with what was read, where the verb has one with something to fill in and is about one file at most.
func (c *Call) inForm(refs []string) []Button {
	fills := slices.ContainsFunc(c.Command.Args, func(a Arg) bool { return a.Form && a.Kind != KindFile })
	if !fills || c.Command.Reads || !c.mayEver(c.Command) || len(refs) > 1 || len(c.Parts) > 0 {
		return nil
	}
	press := c.again(refs)
	press.Form = true
	return []Button{{Label: "Open form", Press: press}}
}

// choiceLacking is the first choice that the command needs and that was not said; nil: none is lacking.
func (c *Call) choiceLacking() *Arg {
	i := slices.IndexFunc(c.Command.Args, func(a Arg) bool {
		return a.Required && (a.Kind == KindChoice || a.Kind == KindChoices) && len(a.Choices) > 0 && c.In.Text(a.Name) == ""
	})
	if i < 0 || c.Command.Args[i].Name == "market" {
		return nil
	}
	return &c.Command.Args[i]
}

// dayMeant is the label that a day lacks, where the command has one for days that are to come.
func (c *Call) dayMeant(left Leftover) ([]spot, []string) {
	i := slices.IndexFunc(c.Command.Args, func(a Arg) bool { return a.Kind == KindPlan && a.Label != "" && c.In.Text(a.Name) == "" })
	if _, err := ReadPlan(left.text, c.Today, domain.Calendar{}); i < 0 || err != nil {
		return nil, nil
	}
	at := spot{left.spots[0].from, left.spots[len(left.spots)-1].to}
	return []spot{at}, []string{c.Command.Args[i].Label + " " + left.text}
}

// entryMeant is the entry that a bare number names where one is still to be named; empty: none.
func (c *Call) entryMeant(word string) string {
	if c.Command.arg("entry") == nil || c.In.Text("entry") != "" || !entryName.MatchString("e"+word) {
		return ""
	}
	return "e" + word
}

// mended is a button that runs the command with the words at the places written otherwise, where that reads well.
func (a *App) mended(c *Call, plain string, at []spot, words []string) (Button, bool) {
	if len(words) == 0 {
		return Button{}, false
	}
	for i := len(at) - 1; i >= 0; i-- {
		plain = plain[:at[i].from] + words[i] + plain[at[i].to:]
	}
	r := c.Request
	r.Words = strings.TrimSpace(plain)
	return a.suggestion(c.scope, c.Market, r)
}

// asCheck takes a number that nothing else read for the number of a check.
func (c *Call) asCheck(left Leftover, refs []string) []Button {
	if len(left.Words) != 1 || c.Command.arg("method") == nil || c.In.Text("method") != "" || c.In.Text("reference") != "" ||
		!fileDigits.MatchString(left.Words[0]) {
		return nil
	}
	press := c.again(refs)
	press.Args["method"], press.Args["reference"] = string(domain.Check), left.Words[0]
	return []Button{{Label: "It is check " + left.Words[0], Press: press}}
}

// asReason takes what stands at the end of the line for the reason that the command asks for.
func (c *Call) asReason(left Leftover, refs []string) []Button {
	i := slices.IndexFunc(c.Command.Args, func(a Arg) bool { return a.Kind == KindText && a.Label == labelBecause && a.Form })
	if i < 0 || c.In.Text(c.Command.Args[i].Name) != "" || !strings.HasSuffix(left.plain, left.text) || c.lacks(c.Command.Args[i].Name) {
		return nil
	}
	press := c.again(refs)
	press.Args.SetText(c.Command.Args[i].Name, strings.TrimLeft(left.text, "-–— "))
	return []Button{{Label: "It is the reason", Press: press}}
}

// asNote keeps the words as a note beside what the verb stores, where that has all it needs.
func (c *Call) asNote(left Leftover, refs []string) []Button {
	if c.Command.Who == actFind || c.Command.Who == actUndo || len(refs)+len(c.Files) == 0 {
		return nil
	}
	if arg := c.Command.arg("file"); arg == nil || !arg.Required {
		return nil
	}
	if c.lacks("") {
		return nil
	}
	press := c.again(refs)
	press.Args[argNote] = left.text
	return []Button{{Label: "Keep as note", Press: press}}
}

// lacks says that the command needs an argument that was not read, the files and the one named aside.
func (c *Call) lacks(but string) bool {
	return slices.ContainsFunc(c.Command.Args, func(a Arg) bool {
		given := c.In.Text(a.Name) != "" || a.Kind == KindFile || a.Kind == KindAmount && len(c.Parts) > 0 || a.Name == but
		return a.Required && !given
	})
}

// again is the press that says the same as was read, its files by the words that named them.
func (c *Call) again(refs []string) Press {
	args := c.canonical()
	names := make([]string, 0, len(refs))
	for _, ref := range refs {
		names = append(names, strings.ReplaceAll(ref, ",", " ")) // commas stand between files
	}
	args.SetList("file", names)
	return Press{Verb: c.Command.Name, File: c.File, Args: args}
}
