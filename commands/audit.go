package commands

import (
	"context"
	"fmt"

	"paidup/domain"
)

// How many lines of a file's audit are shown at a time, and how many can be seen; paidup audit prints all.
const (
	auditLines = 30
	auditReach = 300
)

// fileAudit is who did or tried what on the file, for its directors.
func (a *App) fileAudit(ctx context.Context, c *Call, f *domain.File, people People) (Reply, error) {
	if err := c.may(actAudit, c.Files[0]); err != nil {
		return nil, err
	}
	all, err := a.Audit.Audit(ctx, domain.AuditQuery{File: f.ID, Limit: auditReach})
	if err != nil {
		return nil, err
	}
	out := Listing{Title: fmt.Sprintf("%s %s: who did or tried what, the newest first", f.Number, f.State.Facts.Short())}
	shown, more, next := page(c, all, auditLines)
	for _, v := range shown {
		on := f.Market.Today(v.At)
		out.Lines = append(out.Lines, fmt.Sprintf("%s, %s: %s, %s", on.Words(c.Today), f.Market.Clock(v.At, on), actors(v, people), AttemptWords(v)))
	}
	switch {
	case next != nil:
		out.Buttons = []Button{{Label: fmt.Sprintf("%d more", more), Press: *next}}
	case len(all) == auditReach:
		out.Lines = append(out.Lines, "Older ones: paidup audit --file "+f.Number)
	}
	return out, nil
}

// actors is who did it, and for whom.
func actors(v domain.Attempt, people People) string {
	if v.For == "" {
		return people.First(v.Actor)
	}
	return people.First(v.Actor) + " for " + people.First(v.For)
}

// AttemptWords says what was done or tried, by which door, and what became of it: void by button, refused: not theirs to do.
func AttemptWords(v domain.Attempt) string {
	verb := v.Verb
	switch {
	case verb == "":
		verb = "words not understood"
	case v.About != "":
		verb += " (" + v.About + ")"
	}
	became := map[domain.Tried]string{domain.TriedDone: "done", domain.TriedOpened: "opened", domain.TriedShown: "shown", domain.TriedAsked: "asked about",
		domain.TriedRequested: "asked of who may", domain.TriedFault: "a fault of ours"}[v.Outcome]
	if v.Entry > 0 {
		became = fmt.Sprintf("e%d", v.Entry)
	}
	if v.Outcome == domain.TriedRefused {
		became = "refused: " + map[domain.Kind]string{domain.KindInvalid: "not as it was said", domain.KindNotFound: "not there for them",
			domain.KindConflict: "it did not fit any more", domain.KindForbidden: "not theirs to do", domain.KindAsk: "a question is open"}[v.Why]
	}
	return fmt.Sprintf("%s by %s, %s", verb, v.Source, became)
}
