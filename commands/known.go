package commands

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"paidup/domain"
)

// The answers to the question whether a name that is known was meant, each of the argument that is named behind a colon.
const (
	askNear domain.Question = "near_name" // the known one is
	asTyped domain.Question = "as_typed"  // it is kept as typed
)

// knownNames are what a market's files name: companies, and types of loss.
type knownNames struct{ carriers, programs, lenders, losses []string }

// argLoss is a type of loss: one word or several.
const argLoss = "loss"

// knownAtMost is how many open files of a market are asked for what they name.
const knownAtMost = 500

func (a *App) knownNames(ctx context.Context, m *domain.Market) (knownNames, error) {
	files, _, err := a.Find.Queue(ctx, domain.QueueQuery{Markets: []domain.MarketID{m.ID}, Limit: knownAtMost})
	if err != nil {
		return knownNames{}, err
	}
	return namedBy(files), nil
}

func namedBy(files []domain.FileLine) knownNames {
	var out knownNames
	for _, f := range files {
		out.carriers = append(out.carriers, f.Facts.Carrier, f.Facts.Payer)
		out.programs = append(out.programs, f.Facts.Program)
		out.lenders = append(out.lenders, f.Facts.Mortgagee)
		out.losses = append(out.losses, f.Facts.Loss)
	}
	return out
}

// commonLosses are the types of loss that are known where no file names them yet.
var commonLosses = []string{"water", "fire", "smoke", "mold", "wind", "hail", "storm", "flood", "sewage", "freeze", "lightning", "vandalism",
	"asbestos", "biohazard", "mitigation", "rebuild", "reconstruction", "contents"}

// of are the names that an argument can have, those that most files have in front; false: it is no such name.
func (k knownNames) of(a Arg) ([]string, bool) {
	switch {
	case a.Kind != KindName:
		return nil, false
	case a.Name == argLoss:
		return byUse(k.losses), true
	case slices.Contains([]string{"from", "to", "payer", "carrier", "program", "mortgagee"}, a.Name):
		return byUse(slices.Concat(k.carriers, k.programs, k.lenders)), true
	}
	return nil, false
}

// byUse are the names once each, the most used first.
func byUse(names []string) []string {
	uses := map[string]int{}
	for _, name := range names {
		uses[name]++
	}
	delete(uses, "")
	return slices.SortedFunc(maps.Keys(uses), func(a, b string) int { return cmp.Or(cmp.Compare(uses[b], uses[a]), cmp.Compare(a, b)) })
}

// settleNames writes the companies and losses that were said as the market's files write them, and asks about one that is
// nearly a known one. What the files meant say themselves stays as typed: an edit may put its spelling right.
func (a *App) settleNames(ctx context.Context, c *Call, m *domain.Market) error {
	own := namedBy(c.Files)
	said := keep(c.Command.Args, func(arg Arg) bool {
		names, is := own.of(arg)
		word := c.In.Text(arg.Name)
		return is && word != "" && !slices.Contains(partyWords(), foldWord(word)) && spelled(word, names) == ""
	})
	if len(said) == 0 {
		return nil
	}
	known, err := a.knownNames(ctx, m)
	if err != nil {
		return err
	}
	for _, arg := range said {
		mine, _ := own.of(arg)
		others, _ := known.of(arg)
		if err := c.settleName(arg, slices.Concat(mine, others), m); err != nil {
			return err
		}
	}
	return nil
}

// settleName writes the name as it is known, or asks whether a known one is meant.
func (c *Call) settleName(arg Arg, known []string, m *domain.Market) error {
	said, near := c.In.Text(arg.Name), nearCompany
	if arg.Name == argLoss {
		known, near = append(known, commonLosses...), nearLoss
	}
	if name := spelled(said, known); name != "" {
		c.In.SetText(arg.Name, name)
		return nil
	}
	meant := near(said, known)
	switch {
	case meant == "" || c.Answered.Has(ofArg(asTyped, arg.Name)):
		return nil
	case c.Answered.Has(ofArg(askNear, arg.Name)):
		c.In.SetText(arg.Name, meant)
		return nil
	}
	e := domain.Ask(askNear, arg.Name, "%s is not known in %s. Did you mean %s?", quoted(said), m.Name, meant)
	e.About = slipped{word: said, meant: meant}
	return e
}

// ofArg is the answer for the argument alone.
func ofArg(q domain.Question, arg string) domain.Question { return q + ":" + domain.Question(arg) }

// spelled is the name as it is known, where it is one but for case and spaces; empty: it is none.
func spelled(said string, known []string) string {
	i := slices.IndexFunc(known, func(name string) bool { return squeezed(name) == squeezed(said) })
	if i < 0 {
		return ""
	}
	return known[i]
}

// nearCompany is the company of which the name is a slip, or the beginning: Harbor, of Harbor Mutual. Of several that begin so it
// is the first. Empty: there is none.
func nearCompany(said string, known []string) string {
	if meant := closestOf(said, known); meant != "" {
		return meant
	}
	begun := squeezed(said)
	i := slices.IndexFunc(known, func(name string) bool {
		return len(begun) >= shortestPrefix && strings.HasPrefix(squeezed(name), begun)
	})
	if i < 0 {
		return ""
	}
	return known[i]
}

// nearLoss is the loss with the word mended that is a slip of a known one: watr, mitigation. Empty: there is none.
func nearLoss(said string, known []string) string {
	var words []string
	for _, loss := range known {
		words = append(words, wordsOfLoss(loss)...)
	}
	for _, word := range wordsOfLoss(said) {
		if meant := closestOf(word, words); meant != "" && !strings.EqualFold(meant, word) {
			return strings.Replace(said, word, meant, 1)
		}
	}
	return ""
}

func wordsOfLoss(loss string) []string {
	return strings.FieldsFunc(loss, func(r rune) bool { return strings.ContainsRune(" ,/", r) })
}
