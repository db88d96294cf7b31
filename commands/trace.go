package commands

import (
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

// result is what came of a request.
type result struct {
	reply Reply
	err   error
	broke bool
}

// record keeps what left no entry.
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
	files := t.files
	if len(files) == 0 {
		files = []domain.FileID{0}
	}
	var all []domain.Attempt
	for _, id := range files {
		all = append(all, t.attempt(r, id, domain.Attempt{Outcome: outcome, Why: why}))
	}
	a.Audit.Record(all)
}

// became is what became of the request; empty where there is nothing to keep.
func (t *trace) became(got result) (domain.Tried, domain.Kind) {
	if kind := domain.KindOf(got.err); kind != "" {
		return domain.TriedRefused, kind
	}
	if got.err != nil || got.broke {
		return domain.TriedFault, ""
	}
	switch got.reply.(type) {
	case Asked, Picks:
		return domain.TriedAsked, ""
	case FileView:
		return domain.TriedOpened, ""
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
	if v.Number == "" {
		v.Number = t.number
	}
	return v
}
