package commands

import (
	"context"
	"crypto/rand"
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
	askRepeated domain.Question = "repeated"   // the same person said the same a moment ago
)

// maxPress is how many bytes a press may take on a button; what is larger is kept in a row.
const maxPress = 1800

// ask turns a question of the law into one with buttons, the safe answer first. Any other error goes on, with the next
// step where one exists.
func (a *App) ask(ctx context.Context, c *Call, reply Reply, err error) (Reply, error) {
	e := theError(err)
	if e == nil {
		return reply, err
	}
	if e.Kind != domain.KindAsk {
		return nil, c.withNext(err, e)
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
	answer, id, err := a.keep(ctx, c, out)
	if err != nil {
		return nil, err
	}
	out.ID, out.Buttons = id, c.buttons(out, answer)
	return out, nil
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
	if !ok || out.File == nil || like.File != out.File.ID || like.Actor != c.Actor {
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

// keep is the press that answers the question. One too large for a button is kept in a row, and the button names the row.
func (a *App) keep(ctx context.Context, c *Call, q Asked) (Press, string, error) {
	p := Press{Verb: c.Command.Name, File: c.File, Args: c.canonical(), Answered: c.Answered}
	if len(c.Files) == 1 {
		p.File = c.Files[0].ID
	}
	if q.File != nil && len(c.Files) == 1 {
		p.Rests = Rests(p.Verb, q.File)
	}
	b, err := json.Marshal(p)
	if err != nil {
		return p, "", fmt.Errorf("write press: %w", err)
	}
	if len(b) <= maxPress {
		return p, "", nil
	}
	body, err := json.Marshal(p.Request())
	if err != nil {
		return p, "", fmt.Errorf("write question: %w", err)
	}
	id := rand.Text()
	err = a.Questions.Ask(ctx, domain.Pending{ID: id, Of: c.Actor, Channel: c.Channel, At: c.At, Request: body})
	if err != nil {
		return p, "", err
	}
	return Press{Verb: p.Verb, Question: id}, id, nil
}

// answer takes the question that the press answers and gives its request, answered.
func (a *App) answer(ctx context.Context, r Request) (Request, Reply, error) {
	kept, err := a.Questions.Answer(ctx, r.Question, r.Actor, r.At)
	if err != nil {
		return r, nil, err
	}
	if r.Verb == VerbDrop {
		return r, Said{Text: dropped}, nil
	}
	var q Request
	if err := json.Unmarshal(kept.Request, &q); err != nil {
		return r, nil, fmt.Errorf("read question %s: %w", r.Question, err)
	}
	q.Key, q.Actor, q.Source, q.At, q.Channel, q.CanForm = r.Key, r.Actor, r.Source, r.At, r.Channel, r.CanForm
	q.Answered = append(q.Answered, r.Answered...)
	for k, v := range r.Args {
		q.Args[k] = v
	}
	return q, nil, nil
}

const dropped = "Dropped. Nothing was saved."

// again is the receipt of what the key did earlier, or nil.
func (a *App) again(ctx context.Context, r Request) (Reply, error) {
	if r.Key == "" {
		return nil, nil
	}
	done, err := a.Find.SameAct(ctx, r.Key)
	if err != nil || len(done) == 0 {
		return nil, err
	}
	s, err := a.scope(ctx, r)
	if err != nil {
		return nil, err
	}
	out := Receipt{Verb: r.Verb, People: s.people}
	for _, d := range done {
		if d.Change.Actor != r.Actor || s.market(d.Market) == nil {
			return nil, nil
		}
		f, err := a.Files.File(ctx, d.File)
		if err != nil {
			return nil, err
		}
		c := Call{Request: r}
		out.Today = f.Market.Today(r.At)
		out.Done = append(out.Done, c.outcome(f, f.Entry(d.Change.Version)))
	}
	return out, nil
}

// withNext offers the next step: the working day that can be, the invoice that is on the file, a promise where money was
// dated ahead, or the form where an argument is missing that it asks for.
func (c *Call) withNext(err error, e *domain.Error) error {
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
