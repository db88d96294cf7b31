package demo

import (
	"regexp"
	"slices"
	"strings"

	"paidup/bot/slackfake"
	"paidup/bot/slackfake/page"
)

// digestTitle is the header of a digest: Fort Myers · Mon Nov 23.
var digestTitle = regexp.MustCompile(`^[\pL ()]+ · (Mon|Tue|Wed|Thu|Fri|Sat|Sun) `)

// tour is what a newcomer may try in two minutes. A thing is done when it has happened in the workspace since the tour began,
// whoever did it.
type tour struct {
	began       bool
	acks, shown int
}

// begin has what happened before not count.
func (t *tour) begin(s *slackfake.State) {
	t.began, t.acks, t.shown = true, len(s.Acks()), len(s.Shown())
}

func (t *tour) steps() []page.Step {
	step := func(title, how string, done func(*slackfake.State) bool) page.Step {
		return page.Step{Title: title, How: how, Done: func(s *slackfake.State) bool { return t.began && done(s) }}
	}
	return []page.Step{
		step("Log a payment.", "Type /pay FM-1042 12,400 check 881 below and press Enter.", t.paid),
		step("Take it back.", "Press Undo under the receipt, and look at the file's card.", t.undone),
		step("Mend a form.", "Type /pay alone, enter an amount that is none, and save; then put it right.", t.mended),
		step("Drill down.", "Press a button of this morning's digest: I'm on it, or the one that counts what it left out.", t.drilled),
		step("Look at what waits on you.", "Open Home under Paidup, or write @Paidup my in a file's thread.", t.lookedHome),
	}
}

func (t *tour) paid(s *slackfake.State) bool {
	return t.acked(s, func(a slackfake.Ack) bool {
		return strings.HasPrefix(a.About, "/pay ") && strings.Contains(string(a.Payload), "✅ Saved.")
	})
}

func (t *tour) undone(s *slackfake.State) bool {
	return t.saw(s, func(x slackfake.Shown) bool { return strings.Contains(x.Message.Text, " is undone") })
}

// mended is a form that was refused and then saved, by the same person.
func (t *tour) mended(s *slackfake.State) bool {
	wrong := map[string]bool{}
	return t.saw(s, func(x slackfake.Shown) bool {
		wrong[x.User] = wrong[x.User] || x.Kind == slackfake.Errors
		return x.Kind == slackfake.Updated && wrong[x.User] && x.View.Title() == "Saved"
	})
}

// drilled is a press on a digest that was answered.
func (t *tour) drilled(s *slackfake.State) bool {
	return t.acked(s, func(a slackfake.Ack) bool {
		_, sent := s.Sent(a.EnvelopeID)
		message, _ := sent["message"].(map[string]any)
		blocks, _ := message["blocks"].([]any)
		return sent["type"] == "block_actions" && len(blocks) > 0 && digestTitle.MatchString(header(blocks[0]))
	})
}

// header is the text of a header block, empty for every other.
func header(block any) string {
	b, _ := block.(map[string]any)
	if b["type"] != "header" {
		return ""
	}
	title, _ := b["text"].(map[string]any)
	words, _ := title["text"].(string)
	return words
}

func (t *tour) lookedHome(s *slackfake.State) bool {
	return t.acked(s, func(a slackfake.Ack) bool {
		return a.About == "event app_home_opened" || a.About == "event app_mention"
	})
}

func (t *tour) acked(s *slackfake.State, what func(slackfake.Ack) bool) bool {
	return slices.ContainsFunc(s.AcksSince(t.acks), func(a slackfake.Ack) bool { return a.Problem == "" && what(a) })
}

func (t *tour) saw(s *slackfake.State, what func(slackfake.Shown) bool) bool {
	return slices.ContainsFunc(s.ShownSince(t.shown), what)
}
