package commands

import (
	"context"
	"slices"
	"strings"

	"paidup/domain"
)

func (a *App) logCommand() *Command {
	kinds := make([]string, 0, len(domain.TouchKinds()))
	for _, k := range domain.TouchKinds() {
		kinds = append(kinds, string(k))
	}
	return &Command{
		Name:     "log",
		Says:     "log a call, an e-mail, a visit, and what comes next",
		Usage:    "REF call|email|text|visit|portal [WHO] [WORDS] [next DATE WORDS]",
		Examples: []string{"log FM-1017 call mortgagee left voicemail next wed call again", "log FM-1017,1055 portal checked"},
		Slash:    true,
		Args: []Arg{
			fileArg(),
			{Name: "kind", Kind: KindChoice, Asks: "What it was", Choices: kinds, Required: true, Form: true},
			{Name: "who", Kind: KindName, Asks: "With whom", Hint: "mortgagee", Form: true},
			{Name: "words", Kind: KindText, Asks: "What came of it", Hint: "left voicemail", Form: true},
			{Name: "next", Kind: KindPlan, Label: "next", Asks: "Next step on", Form: true},
			{Name: "step", Kind: KindText, After: "next", Asks: "Next step", Hint: "call again", Form: true},
		},
		Who:  actTouch,
		Each: true,
		Do:   a.log,
	}
}

func (a *App) log(ctx context.Context, c *Call) (Reply, error) {
	next, step := c.In.Date("next"), c.In.Text("step")
	if next != 0 && step == "" {
		return nil, domain.Invalid("step", "What is to be done on %s? Write it behind the date: next thu call again.", next.Words(c.Today))
	}
	return a.each(ctx, c, func(f *domain.File) error {
		who, words := c.withWhom(f)
		return f.Touch(domain.Touched{
			Kind:      domain.TouchKind(c.In.Text("kind")),
			Who:       who,
			Words:     words,
			Next:      next,
			NextWords: step,
		})
	})
}

// withWhom is with whom it was on the file, and the words that are left: who was named, else whom the words begin with.
func (c *Call) withWhom(f *domain.File) (who, words string) {
	words = c.In.Text("words")
	if who = c.In.Text("who"); who != "" {
		return knownAs(f, who), words
	}
	for n := min(maxPersonWords, len(strings.Fields(words))); n > 0; n-- {
		head, rest := cutFields(words, n)
		if who = c.whom(f, head); who != "" {
			return who, rest
		}
	}
	return "", words
}

// whom is whom the words name on the file: a holder, a company or the customer of the file, a member of its market.
func (c *Call) whom(f *domain.File, said string) string {
	said = foldWord(said)
	for _, small := range []string{"with ", "to ", "the "} {
		said = strings.TrimPrefix(said, small)
	}
	if slices.Contains(holders(), said) {
		return said
	}
	if name := knownAs(f, said); name != said {
		return name
	}
	found := membersCalled(said, Reading{Members: f.Market.Members, Me: c.Actor})
	if len(found) != 1 || found[0].ID == c.Actor {
		return ""
	}
	return found[0].Name
}

// knownAs is the word as the file writes it: a company it knows, or its customer by whole or last name. A holder and what
// the file does not know stay as they are.
func knownAs(f *domain.File, word string) string {
	facts := &f.State.Facts
	if same(word, customerWord) || same(word, facts.Customer) || same(word, facts.Short()) {
		return facts.Customer
	}
	if slices.Contains(holders(), foldWord(word)) {
		return foldWord(word)
	}
	return partyOf(f, word)
}

// cutFields cuts the first n words off a text; what is left stands as it was typed.
func cutFields(text string, n int) (head, rest string) {
	fields := strings.Fields(text)
	rest = strings.TrimSpace(text)
	for _, word := range fields[:n] {
		rest = strings.TrimSpace(rest[len(word):])
	}
	return strings.Join(fields[:n], " "), strings.TrimLeft(rest, ",;: ")
}
