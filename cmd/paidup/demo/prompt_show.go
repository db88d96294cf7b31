package demo

import (
	"context"
	"fmt"
	"strings"

	"paidup/bot/slackfake"
)

// skip passes over everything shown so far.
func (p *prompt) skip() {
	p.ws.Read(func(s *slackfake.State) {
		for _, x := range s.Shown() {
			p.seen = max(p.seen, x.Seq)
		}
	})
}

// show waits until everything was delivered and prints what the person at the prompt has come to see since.
func (p *prompt) show(ctx context.Context) error {
	if err := p.settled(ctx); err != nil {
		return err
	}
	p.print()
	return nil
}

// print prints what the person at the prompt has come to see since.
func (p *prompt) print() {
	var news []string
	p.ws.Read(func(s *slackfake.State) {
		me := s.UserID(p.who)
		for _, x := range s.Shown() {
			if x.Seq > p.seen && (x.User == "" || x.User == me) && x.Kind != slackfake.Published { // Home is looked at in the page
				news = append(news, describe(s, x))
			}
			p.seen = max(p.seen, x.Seq)
		}
	})
	for _, text := range news {
		fmt.Fprintln(p.out, indent(text))
	}
}

// describe is one thing shown as the person reads it, under a line that says where it stands.
func describe(s *slackfake.State, x slackfake.Shown) string {
	if x.View.ID != "" {
		return "[form]\n" + slackfake.RenderView(x.View)
	}
	where := s.PlaceName(x.Message.Channel)
	switch {
	case x.Message.Ephemeral():
		where = "only you see, in " + where
	case x.Message.ThreadTS != "" && x.Message.ThreadTS != x.Message.TS:
		where += ", in the thread"
	case x.Kind == slackfake.Edited:
		where += ", edited"
	}
	return "[" + where + "]\n" + s.Render(x.Message)
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  ")
}
