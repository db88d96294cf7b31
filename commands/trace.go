package commands

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"paidup/domain"
)

// trace is what is known of a request while it is carried out. What changed a file or a market stands there, with who and
// when; what did not is recorded when the answer is known, behind it, so that no answer waits for it.
type trace struct {
	verb    string
	market  domain.MarketID
	files   []domain.FileID
	number  string       // of a file that is named and not found
	outcome domain.Tried // set by what was done without an entry; a change of a market is then told with its verb
	about   string       // of what is about no file
}

// at notes the market of the channel.
func (t *trace) at(s *scope, r Request) {
	for _, m := range s.all {
		if r.Channel != "" && m.Channel == r.Channel {
			t.market = m.ID
		}
	}
	if r.File != 0 {
		t.files = []domain.FileID{r.File}
	}
}

var wholeNumber = regexp.MustCompile(`^([A-Z][A-Z0-9]{0,7})-\d{1,8}$`)

// named notes a file number as it was typed: other words may be a customer's name.
func (t *trace) named(s *scope, refs []string) {
	for _, ref := range refs {
		m := wholeNumber.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(ref)))
		i := slices.IndexFunc(s.all, func(v *domain.Market) bool { return m != nil && v.Code == m[1] })
		if i >= 0 {
			t.number, t.market = m[0], s.all[i].ID
		}
	}
}

// found notes the files that were found.
func (t *trace) found(c *Call) {
	var ids []domain.FileID
	for _, f := range c.Files {
		if f.ID != 0 {
			ids = append(ids, f.ID)
			t.market = f.Market
		}
	}
	if len(ids) > 0 {
		t.files, t.number = ids, ""
	}
}

// said notes what a command about members or a market says, as people read it.
func (t *trace) said(c *Call) {
	if c.Command.Who != actMember && c.Command.Who != actMarket {
		return
	}
	var all []string
	for _, arg := range c.Command.Args {
		words := c.shownValue(arg)
		switch {
		case words == "":
			continue
		case arg.Kind == KindPerson:
			words = c.People.Name(domain.PersonID(words))
		case arg.Kind == KindFlag:
			words = arg.Name
		case arg.Label != "":
			words = arg.Label + " " + words
		}
		all = append(all, words)
	}
	t.about = strings.Join(all, ", ")
}

// result is what came of a request.
type result struct {
	reply Reply
	err   error
	broke bool
}

// record keeps what left no entry. What a search field looks for at every key that is pressed is no act of the person's: the
// file that is chosen then is.
func (a *App) record(r Request, got result) {
	t := r.trace
	if a.Audit == nil || r.Options || r.Verb == VerbDrop {
		return
	}
	outcome, why := t.became(got)
	if receipt, ok := got.reply.(Receipt); ok && got.err == nil {
		a.recordRefused(r, receipt)
		return
	}
	if outcome == "" {
		return
	}
	var all []domain.Attempt
	for _, id := range t.files {
		all = append(all, t.attempt(r, id, domain.Attempt{Outcome: outcome, Why: why}))
	}
	if len(all) == 0 {
		all = t.inMarkets(r, got.reply, domain.Attempt{Outcome: outcome, Why: why})
	}
	a.Audit.Record(all)
}

// inMarkets is an attempt on no file, once for each market whose files or figures the reply shows: they are looked for there.
func (t *trace) inMarkets(r Request, reply Reply, v domain.Attempt) []domain.Attempt {
	markets := marketsOf(reply)
	if len(markets) == 0 {
		return []domain.Attempt{t.attempt(r, 0, v)}
	}
	all := make([]domain.Attempt, len(markets))
	for i, id := range markets {
		all[i] = t.attempt(r, 0, v)
		if all[i].Market = id; i > 0 {
			all[i].Key = fmt.Sprintf("%s/%d", r.Key, id)
		}
	}
	return all
}

// marketsOf are the markets whose files or figures the reply shows.
func marketsOf(reply Reply) []domain.MarketID {
	var out []domain.MarketID
	switch v := reply.(type) {
	case Board:
		for _, m := range v.Markets {
			out = append(out, m.ID)
		}
	case Files:
		out = marketsOfFiles(v.Files)
		for _, w := range v.Waits {
			out = append(out, w.market())
		}
	case Home:
		out = v.markets()
	case Picks:
		out = marketsOfFiles(v.Files)
	case Entries:
		for _, act := range v.Acts {
			out = append(out, act.markets()...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func marketsOfFiles(lines []domain.FileLine) []domain.MarketID {
	var out []domain.MarketID
	for _, l := range lines {
		out = append(out, l.Market)
	}
	return out
}

// became is what became of the request; empty where there is nothing to keep.
func (t *trace) became(got result) (domain.Tried, domain.Kind) {
	if kind := domain.KindOf(got.err); kind != "" {
		return domain.TriedRefused, kind
	}
	if got.err != nil || got.broke {
		return domain.TriedFault, ""
	}
	switch v := got.reply.(type) {
	case Picks:
		if v.Press.Question == "" { // a search: nothing waits for an answer
			return domain.TriedShown, ""
		}
		return domain.TriedAsked, ""
	case Asked:
		return domain.TriedAsked, ""
	case FileView:
		return domain.TriedOpened, ""
	case Files, Entries, Board, LiveDigest, Listing, Helped, Home:
		return domain.TriedShown, ""
	}
	return t.outcome, ""
}

// recordRefused keeps the files of an act that were refused while others were saved.
func (a *App) recordRefused(r Request, done Receipt) {
	var all []domain.Attempt
	for i, o := range done.Done {
		if o.Refused == nil {
			continue
		}
		var id domain.FileID
		if len(done.Done) == len(r.trace.files) {
			id = r.trace.files[i]
		}
		all = append(all, r.trace.attempt(r, id, domain.Attempt{Outcome: domain.TriedRefused, Why: domain.KindOf(o.Refused), Number: o.Number}))
	}
	if len(all) > 0 {
		a.Audit.Record(all)
	}
}

// attempt fills in who, when and where.
func (t *trace) attempt(r Request, id domain.FileID, v domain.Attempt) domain.Attempt {
	v.Key, v.At, v.Actor, v.Source, v.Channel, v.Market, v.File, v.Verb = r.Key, r.At, r.Actor, r.Source, r.Channel, t.market, id, t.verb
	v.About = t.about
	if v.Number == "" {
		v.Number = t.number
	}
	return v
}
