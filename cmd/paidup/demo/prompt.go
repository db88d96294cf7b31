package demo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
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

// click presses what bears the label: in the form that is open, else in the channel. A number behind it says which of several,
// from the top.
func click(ctx context.Context, me *slackfake.Person, channel, label string) error {
	where := slackfake.Where{Channel: channel}
	if me.View() != nil {
		where = slackfake.Where{}
	}
	_, err := me.Clicks(ctx, where, label)
	if err == nil {
		return nil
	}
	var several *slackfake.SeveralError
	if errors.As(err, &several) {
		return severalSay(several)
	}
	if i := strings.LastIndex(label, " "); i >= 0 {
		if n, fault := strconv.Atoi(label[i+1:]); fault == nil && n > 0 {
			where.Nth = n
			_, err = me.Clicks(ctx, where, label[:i])
		}
	}
	if err != nil && where.Channel == "" {
		return fmt.Errorf("%w in the form that is open; close ends it", err)
	}
	return err
}

// severalSay says how one of several buttons of a label is pressed, with their names where those tell them apart.
func severalSay(e *slackfake.SeveralError) error {
	says := fmt.Sprintf("%d buttons say %q: click %s 2 presses the second from the top", len(e.Names), e.Label, e.Label)
	if e.Names[0] == e.Names[1] {
		return errors.New(says)
	}
	return fmt.Errorf("%s; they are %s", says, strings.Join(e.Names, " · "))
}

// fill enters the words in a field; one that looks things up takes the first that it finds by them.
func fill(ctx context.Context, me *slackfake.Person, label, words string) error {
	_, err := me.Fills(ctx, label, words)
	if err == nil || !strings.HasSuffix(err.Error(), "among []") {
		return err
	}
	found, fault := me.SearchOptions(ctx, slackfake.Where{}, label, words)
	if fault != nil || len(found.Options) == 0 {
		return err
	}
	_, err = me.Fills(ctx, label, found.Options[0])
	return err
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
			if x.Seq > p.seen && (x.User == "" || x.User == me) {
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
