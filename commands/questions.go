package commands

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"paidup/domain"
)

// The questions of this package, beside those of the law.
const (
	askMany     domain.Question = "many_files" // more files at once than a slip of the hand should reach
	askNoNumber domain.Question = "no_number"  // a check without its number
	askRepeated domain.Question = "repeated"   // the same person said the same a moment ago
)

// ask turns a question of the law into one with buttons, the safe answer first. Any other error goes on, with the next
// step where one exists.
func (a *App) ask(ctx context.Context, c *Call, reply Reply, err error) (Reply, error) {
	e := theError(err)
	if e == nil {
		return reply, err
	}
	if e.Kind == domain.KindForbidden {
		return a.forOthers(ctx, c, err)
	}
	if e.Kind != domain.KindAsk {
		return nil, a.withNext(c, err, e)
	}
	out := Asked{About: e, Verb: c.Command.Name, In: c.In, Today: c.Today}
	if id := c.fileAsking(err); id != 0 {
		f, err := a.Files.File(ctx, id)
		if err != nil {
			return nil, err
		}
		out.File = f
	}
	repeated(c, &out)
	answer, turn, err := a.keep(ctx, c, out)
	if err != nil {
		return nil, err
	}
	if !turn {
		return c.waits(), nil
	}
	out.ID, out.Buttons = answer.Question, c.buttons(out, answer)
	return out, nil
}

// waits says that the line is asked about later.
func (c *Call) waits() Reply {
	return Said{Text: fmt.Sprintf("❓ Not saved yet. %s is asked about after the question above.", clip(c.Command.Name+" "+c.Words, suggested))}
}

// fileAsking is the file that the question came up on, or 0.
func (c *Call) fileAsking(err error) domain.FileID {
	var on *onFile
	if errors.As(err, &on) {
		return on.id
	}
	if len(c.Files) == 1 {
		return c.Files[0].ID
	}
	return 0
}

// repeated says it plainly when the look-alike is the same person's own entry of a moment ago.
func repeated(c *Call, out *Asked) {
	like, ok := out.About.About.(domain.LookAlike)
	if !ok || out.File == nil || like.File != out.File.ID || like.Actor != c.Actor ||
		like.Other(domain.Method(c.In.Text("method")), c.In.Text("reference")) {
		return
	}
	entry := out.File.Entry(like.Version)
	if entry == nil || c.At.Sub(entry.RecordedAt) > time.Minute || like.Amount != c.In.Money("amount") {
		return
	}
	e := *out.About
	e.Question, e.About = askRepeated, nil
	e.Says = fmt.Sprintf("Already saved: %s, by you at %s (e%d). Nothing was added.", paymentWords(domain.Payment{Amount: like.Amount,
		Method: like.Method, Reference: like.Ref}), entry.RecordedAt.In(out.File.Market.Location()).Format("3:04 pm"), like.Version)
	out.About = &e
}

// keep is the press that answers the question, and whether the question may be heard now. Everything the press says again
// stands in the question's row, which it names.
func (a *App) keep(ctx context.Context, c *Call, q Asked) (Press, bool, error) {
	p := Press{Verb: c.Command.Name, File: c.File, Args: c.canonical(), Answered: c.Answered}
	if c.allowed != nil { // the question came up while it was allowed
		return Press{Verb: VerbAllow, Args: Values{argRequest: fmt.Sprint(c.allowed.ID)}, Answered: c.Answered}, true, nil
	}
	if len(c.Files) == 1 {
		p.File = c.Files[0].ID
	}
	if q.File != nil && len(c.Files) == 1 {
		p.Rests = Rests(p.Verb, q.File)
	}
	return a.pend(ctx, c, string(q.About.Question), p)
}

// pend keeps what the press says in the row of a question. The row is named by the request and by what is asked, so that a
// redelivery asks the same question and not another. Numbers that no file needs stand on the buttons alone, so a line with
// one waits for no other.
func (a *App) pend(ctx context.Context, c *Call, what string, p Press) (Press, bool, error) {
	r := p.Request()
	r.Key, r.Source, r.Batch, r.Line = c.Key, c.Source, c.Batch, c.Line
	args, numbers := withoutSecrets(r.Args)
	r.Args = args
	body, err := json.Marshal(r)
	if err != nil {
		return p, false, fmt.Errorf("write question: %w", err)
	}
	q := domain.Pending{ID: questionID(c, what), Of: c.Actor, Channel: c.Channel, At: c.At, Request: body, Batch: c.Batch, Line: c.Line}
	out := Press{Verb: p.Verb, File: p.File, Question: q.ID}
	if len(numbers) > 0 {
		q.Line = min(q.Line, 0)
		if out.Args, err = carried(numbers); err != nil {
			return out, false, err
		}
	}
	turn, err := a.Questions.Ask(ctx, q)
	return out, turn, err
}

func questionID(c *Call, what string) string {
	sum := sha256.Sum256(fmt.Append(nil, c.Key, "\x00", c.Actor, "\x00", what, "\x00", c.Answered))
	return hex.EncodeToString(sum[:16])
}

// withNext offers the next step: the working day that can be, the invoice that is on the file, a promise where money was
// dated ahead, or the form where an argument is missing that it asks for.
func (a *App) withNext(c *Call, err error, e *domain.Error) error {
	if e.Kind != domain.KindInvalid || c.Source == domain.FromForm {
		return err
	}
	day, named := e.About.(domain.Date)
	if named && c.Command.Name != "pay" {
		return offer(err, c.onDay(e.Arg, day))
	}
	if len(c.Files) > 1 {
		return err
	}
	if inv, ok := e.About.(domain.Invoice); ok && e.Arg == "inv" {
		press := c.again(nil)
		press.File, press.Args["inv"], press.Answered = c.Files[0].ID, inv.Number, c.Answered
		return offer(err, Button{Label: "Use " + inv.Number, Press: press})
	}
	if named {
		return offer(err, c.promiseBy(day))
	}
	asks := slices.ContainsFunc(c.Command.Args, func(a Arg) bool { return a.Form && a.Name == e.Arg })
	if !asks || c.In.Text(e.Arg) != "" {
		return err
	}
	return offer(err, openForm(c))
}

// onDay says the same of another day.
func (c *Call) onDay(arg string, day domain.Date) Button {
	press := c.again(nil)
	if len(c.Files) == 1 {
		press.File = c.Files[0].ID
	}
	press.Args.SetDate(arg, day)
	return Button{Label: day.Words(c.Today), Press: press}
}

// promiseBy logs money that is still to come as a promise.
func (c *Call) promiseBy(day domain.Date) Button {
	args := Values{}
	args.SetMoney("amount", c.In.Money("amount"))
	args.SetText("from", c.In.Text("from"))
	args.SetDate("by", day)
	return Button{Label: "Log a promise by " + day.Words(c.Today), Press: Press{Verb: "promise", File: c.Files[0].ID, Args: args}}
}
