package commands

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"paidup/domain"
)

// The verbs of a request's buttons. Nobody types them.
const (
	VerbAllow  = "allow"
	VerbRefuse = "refuse"
)

const (
	askThem      domain.Question = "ask_them"  // it is for somebody else: are they to be asked?
	askOvertaken domain.Question = "overtaken" // the file has changed since it was asked for
)

// argRequest names the request that a press or a form answers.
const argRequest = "request"

func (a *App) allowCommand() *Command {
	return &Command{
		Name: VerbAllow,
		Says: "do what somebody asks for",
		Args: []Arg{{Name: argRequest, Kind: KindNumber}},
		Who:  actAnswer, Pressed: true,
		Do: a.allow,
	}
}

func (a *App) refuseCommand() *Command {
	because := becauseArg("Why not")
	because.Required = true
	return &Command{
		Name: VerbRefuse,
		Says: "refuse what somebody asks for",
		Args: []Arg{{Name: argRequest, Kind: KindNumber}, because},
		Who:  actAnswer, Pressed: true,
		Do: a.refuseRequest,
	}
}

// canAsk says that the error refuses what the person may ask somebody for.
func canAsk(err error) bool {
	who, ok := whoMay(err)
	return ok && len(who.Ask) > 0
}

func whoMay(err error) (WhoMay, bool) {
	e := theError(err)
	if e == nil || e.Kind != domain.KindForbidden {
		return WhoMay{}, false
	}
	who, ok := e.About.(WhoMay)
	return who, ok
}

// carried says that what the person may only ask for is carried by somebody else's word: one of those who ask for it, or
// allowed it before, is of those who would be asked. A trial looks at what would happen if it were.
func (c *Call) carried(act Act, m *domain.Market) bool {
	roles := granted(act, m, c.Person).asks()
	if len(roles) == 0 || c.trial {
		return c.trial && len(roles) > 0
	}
	return c.allowed != nil && slices.ContainsFunc(withRole(m, roles, c.Actor), func(p domain.Person) bool {
		return p.ID == c.allowed.By || p.ID == c.allowed.Seconded
	})
}

// forOthers sees to a refusal of what may be asked for: it offers the button that asks. Once that was pressed the request
// is filed; where somebody allows it who cannot do it alone, it is passed on.
func (a *App) forOthers(ctx context.Context, c *Call, err error) (Reply, error) {
	if err := a.nameAdmins(ctx, c, err); err != nil {
		return nil, err
	}
	who, _ := whoMay(err)
	several := len(c.Files) > 1 && len(c.Parts) == 0 // each is asked for by itself
	switch {
	case len(who.Ask) == 0, c.trial, several:
		return nil, err
	case c.allowed != nil:
		return a.passOn(ctx, c, who, err)
	case c.Answered.Has(askThem):
		return a.fileRequest(ctx, c, who)
	}
	press, fault := a.offered(ctx, c)
	if fault != nil {
		return nil, fault
	}
	button := Button{Label: askLabel(who), Press: press.answered(askThem)}
	if c.Source != domain.FromForm {
		return nil, offer(err, button)
	}
	out, fault := a.formFor(ctx, c)
	if fault != nil {
		return nil, fault
	}
	out.Errors, out.Buttons = map[string]string{theError(err).Arg: err.Error()}, []Button{button}
	return out, nil
}

// nameAdmins names the admins too where they are of those who may: a member's scope does not know them.
func (a *App) nameAdmins(ctx context.Context, c *Call, err error) error {
	who, _ := whoMay(err)
	if !who.Admins || len(c.scope.admins) > 0 {
		return nil
	}
	if err := a.meetAdmins(ctx, c.scope); err != nil {
		return err
	}
	for _, p := range c.scope.admins {
		if p.ID != c.Actor && !slices.ContainsFunc(who.People, func(v domain.Person) bool { return v.ID == p.ID }) {
			who.People = append(who.People, p)
		}
	}
	theError(err).About = who
	return nil
}

// offered is the press that asks for what was refused. It is no question, so nothing waits for its answer.
func (a *App) offered(ctx context.Context, c *Call) (Press, error) {
	p := Press{Verb: c.Command.Name, File: c.File, Args: c.canonical(), Answered: c.Answered}
	if len(c.Files) == 1 {
		p.File = c.Files[0].ID
	}
	own := *c
	own.Line = domain.Offered
	press, _, err := a.pend(ctx, &own, string(askThem), p)
	return press, err
}

// askLabel is what the button says: Ask Maria.
func askLabel(who WhoMay) string {
	if len(who.Ask) == 1 {
		return clip("Ask "+who.Ask[0].First(), labelRunes)
	}
	if len(who.AskRoles) == 1 {
		return "Ask " + plural(who.AskRoles[0])
	}
	return fmt.Sprintf("Ask %d people", len(who.Ask))
}

// labelRunes is how long the label of a button may be.
const labelRunes = 20

// fileRequest tries what is asked for without storing it, so that the law's own words come first, and files it.
func (a *App) fileRequest(ctx context.Context, c *Call, who WhoMay) (Reply, error) {
	p := Press{Verb: c.Command.Name, File: c.File, Args: c.canonical(), Answered: c.Answered}
	if len(c.Files) == 1 {
		p.File = c.Files[0].ID
	}
	r := p.Request()
	r.Key, r.Actor, r.At, r.Channel, r.trial, r.trace = c.Key, c.Actor, c.At, c.Channel, true, c.trace
	tried, err := a.dry.do(ctx, r)
	would, ok := tried.(Receipt)
	if err != nil || !ok {
		return tried, err
	}
	if i := slices.IndexFunc(would.Done, func(o Outcome) bool { return o.Refused != nil }); i >= 0 {
		return nil, would.Done[i].Refused
	}
	if p.File != 0 {
		f, err := a.Files.File(ctx, p.File)
		if err != nil {
			return nil, err
		}
		p.Rests = Rests(p.Verb, f)
	}
	m := would.Done[0].File.Market
	body, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	q, fresh, err := a.Requests.FileRequest(ctx, domain.Request{Market: m.ID, File: p.File, Verb: p.Verb, Says: c.wish(would), Body: body, By: c.Actor,
		Roles: who.AskRoles, To: idsOf(who.Ask), At: c.At, Lapses: lapses(m, m.Today(c.At))})
	if err != nil {
		return nil, err
	}
	c.trace.outcome = domain.TriedRequested
	return askedWords(q, who.Ask, m, fresh), nil
}

// askedWords says who was asked for what; of one that waits already also since when.
func askedWords(q domain.Request, of []domain.Person, m *domain.Market, fresh bool) Said {
	on, already := m.Today(q.At), ""
	if !fresh {
		already = fmt.Sprintf(" already, %s, %s", on.Words(on), m.Clock(q.At, on))
	}
	return Said{Text: fmt.Sprintf("Asked %s%s: %s. It waits until the end of %s.", namesOf(of), already, q.Says, q.Lapses.Words(on))}
}

// lapses is the last day on which a request of today can be answered.
func lapses(m *domain.Market, today domain.Date) domain.Date {
	return m.Calendar().Add(today, domain.RequestDays)
}

func idsOf(people []domain.Person) []domain.PersonID {
	out := make([]domain.PersonID, 0, len(people))
	for _, p := range people {
		out = append(out, p.ID)
	}
	return out
}

func namesOf(people []domain.Person) string {
	names := make([]string, 0, len(people))
	for _, p := range people {
		names = append(names, p.Name)
	}
	return list(names)
}

// allow does what was asked for, as the one who allows it.
func (a *App) allow(ctx context.Context, c *Call) (Reply, error) {
	q, err := a.requestMeant(ctx, c)
	if err != nil {
		return nil, err
	}
	key := q.Key()
	if q.Outcome == domain.RequestAllowed && q.Answered == c.Actor {
		if done, err := a.again(ctx, Request{Key: key, Actor: c.Actor, At: c.At, Verb: q.Verb, trace: c.trace}); done != nil || err != nil {
			return done, err
		}
	}
	if err := c.mayAnswer(q); err != nil {
		return nil, err
	}
	var p Press
	if err := json.Unmarshal(q.Body, &p); err != nil {
		return nil, fmt.Errorf("read request %d: %w", q.ID, err)
	}
	if err := a.overtaken(ctx, c, q, p); err != nil {
		return nil, err
	}
	r := p.Request()
	r.Key, r.Actor, r.At, r.Channel, r.Rests, r.allowed, r.trace = key, c.Actor, c.At, c.Channel, "", &q, c.trace
	r.Answered = append(slices.Clone(p.Answered), c.Answered...)
	reply, err := a.do(ctx, r)
	if domain.KindOf(err) != domain.KindConflict {
		return reply, err
	}
	return nil, a.overNow(ctx, c, q.ID, err)
}

// overNow is why the request is over, where somebody was first; else the error.
func (a *App) overNow(ctx context.Context, c *Call, id domain.RequestID, err error) error {
	q, fault := a.Requests.Request(ctx, id)
	if fault != nil {
		return fault
	}
	if over := c.over(q); over != nil {
		return over
	}
	return err
}

// overtaken asks once more where the file has changed in what the request rests on.
func (a *App) overtaken(ctx context.Context, c *Call, q domain.Request, p Press) error {
	if p.Rests == "" || c.Answered.Has(askOvertaken) {
		return nil
	}
	f, err := a.Files.File(ctx, p.File)
	if err != nil || Rests(p.Verb, f) == p.Rests {
		return err
	}
	o := c.since(f, p)
	return domain.Ask(askOvertaken, argRequest, "%s %s at %s, after %s had asked.", o.By, o.What,
		f.Market.Clock(o.At, f.Market.Today(c.At)), c.People.First(q.By))
}

// refuseRequest answers with no, and why.
func (a *App) refuseRequest(ctx context.Context, c *Call) (Reply, error) {
	q, err := a.requestMeant(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := c.mayAnswer(q); err != nil {
		return nil, err
	}
	return a.refuseWith(ctx, c, q)
}

// refuseWith stores the no with its reason.
func (a *App) refuseWith(ctx context.Context, c *Call, q domain.Request) (Reply, error) {
	words := c.In.Text("because")
	if words == "" {
		return nil, domain.Invalid("because", "Why not? %s reads it.", c.People.First(q.By))
	}
	first, err := a.Requests.AnswerRequest(ctx, domain.Answer{Request: q.ID, Outcome: domain.RequestRefused, By: c.Actor, At: c.At, Words: words})
	if err != nil {
		return nil, err
	}
	if !first {
		return nil, a.overNow(ctx, c, q.ID, domain.Conflict("Somebody answered this a moment ago. Nothing is left to do."))
	}
	c.trace.outcome = domain.TriedDone
	return Said{Text: fmt.Sprintf("Refused: %s. %s is told.", q.Says, c.People.First(q.By))}, nil
}

// requestNamed is the request that the press or the form names.
func (a *App) requestNamed(ctx context.Context, c *Call) (domain.Request, error) {
	id, err := strconv.ParseInt(c.In.Text(argRequest), 10, 64)
	if err != nil {
		return domain.Request{}, domain.NotFound("There is no such request.")
	}
	return a.Requests.Request(ctx, domain.RequestID(id))
}

// requestMeant is the request that is answered, if it is the person's to answer.
func (a *App) requestMeant(ctx context.Context, c *Call) (domain.Request, error) {
	q, err := a.requestNamed(ctx, c)
	if err != nil {
		return q, err
	}
	m := c.scope.market(q.Market)
	switch {
	case m == nil:
		return q, domain.NotFound("There is no such request.")
	case q.By == c.Actor:
		return q, domain.Forbidden("Nobody answers their own request.")
	case !slices.Contains(q.To, c.Actor) && granted(actAnswer, m, c.Person) != yes:
		return q, c.refused(actAnswer, m)
	}
	c.Market, c.Today, c.trace.market = m, m.Today(c.At), m.ID
	if q.File != 0 {
		c.trace.files = []domain.FileID{q.File}
	}
	return q, nil
}

// mayAnswer says that the request is over, or somebody else's to answer.
func (c *Call) mayAnswer(q domain.Request) error {
	who := WhoMay{Roles: q.Roles, People: withRole(c.Market, q.Roles, c.Actor)}
	names := make([]string, 0, len(q.Roles))
	for _, r := range q.Roles {
		names = append(names, plural(r))
	}
	err := c.over(q)
	switch {
	case err != nil:
		return err
	case q.Seconded == c.Actor:
		return domain.Conflict("You allowed it already; it takes %s too. Nothing is left to do.", list(names))
	case len(who.People) == len(withRole(c.Market, q.Roles)):
		e := domain.Forbidden("This is asked of %s.", list(names))
		e.About = who
		return e
	}
	return nil
}

// over says why the request can no longer be answered; nil while it can.
func (c *Call) over(q domain.Request) error {
	who := c.People.First(q.Answered)
	if q.Answered == c.Actor {
		who = "You"
	}
	when := c.Market.Clock(q.Closed, c.Today)
	switch {
	case q.Outcome == domain.RequestAllowed:
		return domain.Conflict("%s allowed this at %s. Nothing is left to do.", who, when)
	case q.Outcome == domain.RequestRefused:
		return domain.Conflict("%s refused this at %s: %q. Nothing is left to do.", who, when, q.Words)
	case q.Outcome == domain.RequestLapsed, c.Today > q.Lapses:
		return domain.Conflict("This lapsed at the end of %s. Nothing was saved; it can be asked for again.", q.Lapses.Words(c.Today))
	}
	return nil
}

// passOn has a request confirmed by those whom the one who allows it would have to ask.
func (a *App) passOn(ctx context.Context, c *Call, who WhoMay, err error) (Reply, error) {
	q := *c.allowed
	next := slices.DeleteFunc(who.Ask, func(p domain.Person) bool { return p.ID == q.By })
	if q.Seconded != "" || len(next) == 0 {
		return nil, err
	}
	m := c.scope.market(q.Market)
	q.Seconded, q.Roles, q.To, q.Lapses = c.Actor, who.AskRoles, idsOf(next), lapses(m, m.Today(c.At))
	first, err := a.Requests.SecondRequest(ctx, q)
	if err != nil {
		return nil, err
	}
	if !first {
		return nil, domain.Conflict("Somebody answered this a moment ago. Nothing is left to do.")
	}
	c.trace.verb, c.trace.outcome = VerbAllow, domain.TriedDone
	return Said{Text: fmt.Sprintf("You allow it. It takes %s too: %s. Nothing is saved until then.", namesOf(next), q.Says)}, nil
}
