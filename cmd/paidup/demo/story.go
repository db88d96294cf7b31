package demo

import (
	"context"
	"fmt"
	"strings"

	"paidup/domain"
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

// evening is what the people of Fort Myers did before the story, on the day: requests and an ask that wait for somebody, and one
// that was answered.
func evening(day domain.Date) []scene {
	old := func(back domain.Date) string { return (day - back).String() }
	return []scene{
		{"dana", "fort-myers", "/pay FM-1047 800 check 5102 on " + old(10)},
		{"dana", "fort-myers", "click Ask Priya"},
		{"priya", "@paidup", "click Allow"},
		{"ben", "fort-myers", "/pay FM-1088 500 check 3306 on " + old(12)},
		{"ben", "fort-myers", "click Ask Priya"},
		{"dana", "fort-myers", "/paidup adjust FM-1009 writeoff 86.15 because deductible, moved away"},
		{"dana", "fort-myers", "click Ask Maria"},
		{"ben", "fort-myers", "/escalate FM-1080 to tom photos of the kitchen before demolition"},
		{"ben", "fort-myers", "/note FM-1080 gate code with neighbour"},
		{"dana", "fort-myers", "/log FM-1055 call tpa adjuster is back on thursday"},
	}
}

// play plays the story line by line: what is pressed or filled in must have come, cards may come later. A line that goes wrong
// ends the demo, for it is the program that is wrong.
func (p *prompt) play(ctx context.Context, scenes []scene) error {
	for _, s := range scenes {
		if !strings.HasPrefix(s.line, "/") {
			if err := p.show(ctx); err != nil {
				return err
			}
		}
		p.who, p.channel = s.who, s.channel
		fmt.Fprintf(p.out, "%s in %s> %s\n", p.who, p.place(), s.line)
		if err := p.act(ctx, s.line); err != nil {
			return fmt.Errorf("play %q: %w", s.line, err)
		}
		p.print()
		if err := p.hasRead(); err != nil {
			return err
		}
	}
	return p.show(ctx)
}

// hasRead notes that the person at the prompt has read where they are.
func (p *prompt) hasRead() error {
	me := p.ws.Person(p.who)
	seen, err := me.Sees(p.channel)
	if err != nil || len(seen) == 0 {
		return err
	}
	return me.HasRead(p.channel, seen[len(seen)-1].TS)
}
