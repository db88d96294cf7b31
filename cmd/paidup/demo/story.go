package demo

import (
	"context"
	"fmt"
)

// scene is a line of the story: who types or presses what, where.
type scene struct {
	who, channel, line string
}

// story is what the demo plays before the prompt: an intake, a rejection, rounds handed in again, a payment and an undo.
func story() []scene {
	return []scene{
		{"dana", "fort-myers", "/file new Nora Vance"},
		{"dana", "fort-myers", "fill Loss type = water"},
		{"dana", "fort-myers", "fill Payer = Harbor Mutual"},
		{"dana", "fort-myers", "submit"},
		{"dana", "fort-myers", "close"},
		{"ben", "fort-myers", "/paidup reject FM-1055 moisture: day-2 log missing"},
		{"ben", "fort-myers", "/paidup submit FM-1055"},
		{"ben", "fort-myers", "/paidup submit FM-1063"},
		{"priya", "fort-myers", "/pay FM-1042 12,400 check 881"},
		{"priya", "fort-myers", "click Undo"},
	}
}

// play plays the story line by line; a line that goes wrong ends the demo, for it is the program that is wrong.
func (p *prompt) play(ctx context.Context, scenes []scene) error {
	for _, s := range scenes {
		p.who, p.channel = s.who, s.channel
		fmt.Fprintf(p.out, "%s in #%s> %s\n", p.who, p.channel, s.line)
		if err := p.do(ctx, s.line); err != nil {
			return fmt.Errorf("play %q: %w", s.line, err)
		}
	}
	return nil
}
