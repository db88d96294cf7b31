package demo

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"paidup/bot/slackfake"
)

// prompt is where a person types as any of the sample people.
type prompt struct {
	ws      *slackfake.Workspace
	settled func(context.Context) error // waits until everything was delivered
	out     io.Writer

	who     string // handle
	channel string
	seen    int // the last thing shown that was printed
}

const promptHelp = `  /pay FM-1042 12,400 check 881    a command, as the person at the prompt, in the channel
  @paidup help                     a mention; "dm help" writes to the bot directly
  click LABEL                      press a button, or an option of a menu; "click Later… 2" presses the second of that label
  fill FIELD = WORDS               enter words in the open form; "submit" and "close" end it
  as NAME                          be somebody else: dana and ben coordinate, maria and luis direct, priya does the
                                   accounting, tom is in the field, eve looks on, sam is the admin (in tampa)
  in CHANNEL                       go to another channel: %s;
                                   @paidup is the bot's direct message, with its requests and their buttons
  read                             the whole channel as a person reads it
  fault chat.update 503 2          Slack's next calls of a method fail so, so often; or a connection fails: fault cut
  quit`

// run reads lines until the input ends or somebody quits. One that ends before its first line was never a person's: the demo
// was started in the background, and goes on until ctx ends.
func (p *prompt) run(ctx context.Context, in io.Reader) error {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(in); s.Scan(); {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	for read := 0; ; read++ {
		fmt.Fprintf(p.out, "%s in %s> ", p.who, p.place())
		select {
		case <-ctx.Done():
			fmt.Fprintln(p.out)
			return nil
		case line, more := <-lines:
			if !more && read == 0 {
				fmt.Fprintln(p.out, "\nNobody types here: this goes on until it is interrupted.")
				<-ctx.Done()
				return nil
			}
			if !more || strings.TrimSpace(line) == "quit" {
				fmt.Fprintln(p.out)
				return nil
			}
			if strings.TrimSpace(line) == "help" {
				fmt.Fprintf(p.out, promptHelp+"\n", strings.Join(p.ws.Person(p.who).Channels(), ", "))
				continue
			}
			if err := p.do(ctx, strings.TrimSpace(line)); err != nil {
				fmt.Fprintf(p.out, "  %v\n", err)
			}
		}
	}
}

// do plays one line and prints what it made the person see.
func (p *prompt) do(ctx context.Context, line string) error {
	verb, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch verb {
	case "":
		return nil
	case "as":
		return p.become(rest)
	case "in":
		return p.enter(rest)
	case "read":
		return p.read()
	case "fault":
		return p.fault(rest)
	}
	if err := p.act(ctx, line); err != nil {
		return err
	}
	if err := p.show(ctx); err != nil {
		return err
	}
	if p.unheard(verb) {
		fmt.Fprintf(p.out, "  (said to the people in %s; to Paidup it is /paidup %s)\n", p.place(), line)
	}
	return nil
}

// act has the person at the prompt do what the line says.
func (p *prompt) act(ctx context.Context, line string) (err error) {
	verb, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	me := p.ws.Person(p.who)
	switch {
	case verb == "click":
		err = click(ctx, me, p.channel, rest)
	case verb == "fill":
		label, words, _ := strings.Cut(rest, "=")
		err = fill(ctx, me, strings.TrimSpace(label), strings.TrimSpace(words))
	case line == "submit":
		_, err = me.Submits(ctx)
	case line == "close":
		_, err = me.Closes(ctx)
	case verb == "dm":
		_, err = me.DMs(ctx, rest)
	case strings.EqualFold(verb, "@paidup"):
		_, err = me.Mentions(ctx, p.channel, "", rest)
	default:
		_, err = me.Types(ctx, p.channel, line)
	}
	return err
}

// unheard says that a line which begins so is a message to the channel alone, though it may have been meant as a command.
func (p *prompt) unheard(verb string) bool {
	heard := []string{"click", "fill", "submit", "close", "dm"}
	return !strings.HasPrefix(verb, "/") && !strings.HasPrefix(verb, "@") && !strings.HasPrefix(p.channel, "@") && !slices.Contains(heard, verb)
}

// place is where the person at the prompt is: #fort-myers, or @paidup.
func (p *prompt) place() string {
	if strings.HasPrefix(p.channel, "@") {
		return p.channel
	}
	return "#" + p.channel
}

func (p *prompt) become(who string) error {
	known := false
	p.ws.Read(func(s *slackfake.State) { known = s.UserID(who) != "" })
	if !known {
		return fmt.Errorf("nobody here is called %q; type help", who)
	}
	p.who = who
	return nil
}

func (p *prompt) enter(channel string) error {
	channel = strings.TrimPrefix(channel, "#")
	if _, err := p.ws.Person(p.who).Sees(channel); err != nil {
		return err
	}
	p.channel = channel
	return nil
}

func (p *prompt) read() error {
	text, err := p.ws.Person(p.who).Reads(p.channel)
	if err == nil {
		fmt.Fprintln(p.out, text)
	}
	return err
}
