package bot

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
)

const (
	linksKept = 20_000      // addresses that are remembered; beyond it they are read anew
	noneFor   = time.Minute // how long it is remembered that a file has no card
)

// links knows the addresses of the files' cards.
type links struct {
	cards Cards
	now   func() time.Time
	log   *slog.Logger

	mu    sync.Mutex
	url   string // of the workspace
	known map[domain.FileID]link
}

// link is a card's address; empty while the file has no card, or had none until the instant.
type link struct {
	url  string
	none time.Time
}

func newLinks(cfg Config) *links {
	return &links{cards: cfg.Cards, now: cfg.Now, log: cfg.Log, known: map[domain.FileID]link{}}
}

func (l *links) at(url string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.url = url
}

// stands notes where a card stands.
func (l *links) stands(id domain.FileID, at domain.CardPlace) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.note(id, link{url: l.url + "archives/" + at.Channel + "/p" + strings.ReplaceAll(at.TS, ".", "")})
}

func (l *links) note(id domain.FileID, v link) {
	if len(l.known) >= linksKept {
		clear(l.known)
	}
	l.known[id] = v
}

// of are the addresses of the files' cards, as far as they have one. Where the store cannot be asked there are fewer.
func (l *links) of(ctx context.Context, ids []domain.FileID) map[domain.FileID]string {
	out, unknown := l.recall(ids)
	if len(unknown) == 0 {
		return out
	}
	places, err := l.cards.CardPlaces(ctx, unknown)
	if err != nil {
		l.log.Info("read where cards stand", "err", err)
		return out
	}
	for _, id := range unknown {
		if at, ok := places[id]; ok {
			l.stands(id, at)
		} else {
			l.lacks(id)
		}
	}
	out, _ = l.recall(ids)
	return out
}

// lacks notes that a file has no card, unless one was posted meanwhile.
func (l *links) lacks(id domain.FileID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known[id].url == "" {
		l.note(id, link{none: l.now().Add(noneFor)})
	}
}

func (l *links) recall(ids []domain.FileID) (known map[domain.FileID]string, unknown []domain.FileID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	known = map[domain.FileID]string{}
	for _, id := range ids {
		switch v := l.known[id]; {
		case v.url != "":
			known[id] = v.url
		case !l.now().Before(v.none):
			unknown = append(unknown, id)
		}
	}
	return known, unknown
}

// pen draws with links to the cards of the files that the reply names.
func (b *Bot) pen(ctx context.Context, r commands.Reply) card.Pen {
	ids := filesIn(r)
	if len(ids) == 0 {
		return card.Pen{}
	}
	return card.Pen{Links: b.links.of(ctx, ids)}
}

// filesIn are the files a reply names.
func filesIn(r commands.Reply) []domain.FileID {
	var out []domain.FileID
	switch v := r.(type) {
	case commands.Receipt:
		for _, o := range v.Done {
			if o.File != nil {
				out = append(out, o.File.ID)
			}
		}
	case commands.Files:
		out = idsOf(v.Files, func(f domain.FileLine) domain.FileID { return f.ID })
		for _, w := range v.Waits {
			if w.Escalation != nil {
				out = append(out, w.Escalation.Line.ID)
			}
		}
	case commands.Home:
		if v.Queue != nil {
			return filesIn(*v.Queue)
		}
	case commands.Picks:
		out = idsOf(v.Files, func(f domain.FileLine) domain.FileID { return f.ID })
	case commands.Entries:
		for _, act := range v.Acts {
			out = append(out, idsOf(act.Entries, func(e domain.Entered) domain.FileID { return e.File })...)
			if act.Escalation != nil {
				out = append(out, act.Escalation.File.ID)
			}
		}
	case commands.AskedFor:
		out = append(out, v.Request.File)
	case commands.FormFor:
		if v.File != nil {
			out = append(out, v.File.ID)
		}
	case commands.FileView:
		out = append(out, v.File.ID)
	case commands.Escalated:
		out = append(out, v.Escalation.File.ID)
	case commands.EscalationActs:
		out = append(out, v.Escalation.File.ID)
	case commands.Acted:
		out = append(out, v.Escalation.File.ID)
	case commands.LiveDigest:
		return filesIn(v.Digest)
	case commands.Digest:
		for _, list := range [][]commands.DigestFile{v.Escalate, v.Aging, v.Past, v.Since.Paid} {
			out = append(out, idsOf(list, func(f commands.DigestFile) domain.FileID { return f.File })...)
		}
	}
	return out
}

func idsOf[T, ID any](all []T, id func(T) ID) []ID {
	out := make([]ID, 0, len(all))
	for _, v := range all {
		out = append(out, id(v))
	}
	return out
}
