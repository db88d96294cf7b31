package commands

import (
	"context"
	"fmt"
	"strings"

	"paidup/domain"
)

// verbRecall is the verb of the button that shows a question again. Nobody types it.
const verbRecall = "recall"

func (a *App) recallCommand() *Command {
	return &Command{Name: verbRecall, Says: "ask again what waits for an answer", Who: actHelp, Reads: true, Pressed: true, Do: a.recall}
}

// recall asks again what waits for the person's answer here: what only they saw is gone when they reload.
func (a *App) recall(ctx context.Context, c *Call) (Reply, error) {
	q, err := a.Questions.OpenQuestion(ctx, c.Actor, c.Channel, c.At)
	if err != nil {
		return nil, err
	}
	if q == nil {
		return nil, domain.NotFound("No question waits for you here.")
	}
	return a.askAgain(ctx, *q, c.Request)
}

// withQuestion tells of a question that waits for the person's answer here, with the button that asks it again. One about a
// number that was kept nowhere can only be said again.
func (a *App) withQuestion(ctx context.Context, c *Call, out Files) (Files, error) {
	q, err := a.Questions.OpenQuestion(ctx, c.Actor, c.Channel, c.At)
	if err != nil || q == nil {
		return out, err
	}
	line, err := asKept(*q)
	if err != nil {
		return out, err
	}
	words := line.Verb
	if line.File != 0 {
		f, err := a.Files.File(ctx, line.File)
		if err != nil {
			return out, err
		}
		words += " " + f.Number
	}
	note := fmt.Sprintf("❓ A question of %s waits: %s", c.scope.clock(q.At, c.At), words)
	for _, text := range line.Args {
		if strings.Contains(text, cutHere) {
			out.Notes = append(out.Notes, note+"; say it again")
			return out, nil
		}
	}
	out.Notes = append(out.Notes, note)
	out.Buttons = append(out.Buttons, Button{Label: "Ask again", Press: Press{Verb: verbRecall}})
	return out, nil
}
