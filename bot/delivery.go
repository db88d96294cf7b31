package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"paidup/domain"
)

const (
	firstRetry = time.Second
	lastRetry  = 5 * time.Minute
	triesAtAll = 8 // of what Slack refuses for a reason we do not know
	maxDoubts  = 3 // after as many posts in doubt a notice is sent once more, if it is not found; then it is given up
)

var (
	// errRecord says that a delivery was made and could not be stored. The notices stay ours until their time is over, and
	// are in doubt from then on.
	errRecord = errors.New("store what was delivered")
	errLost   = errors.New("sent four times, and never found in the channel")
	errNoCard = errors.New("the file has no card in the channel")
	errUnfit  = errors.New("cannot be drawn")
	errPanic  = errors.New("panic while delivering")
)

// delivery is an errand on its way.
type delivery struct {
	domain.Errand
	left    []domain.Notice // not delivered yet
	doubted map[domain.NoticeID]bool
	sending []domain.Notice // in the post under way
}

// deliver carries out an errand and sees to what is left of it.
func (o *outbox) deliver(ctx context.Context, e domain.Errand) {
	d := &delivery{Errand: e, left: e.Notices, doubted: map[domain.NoticeID]bool{}}
	for _, n := range e.Notices {
		d.doubted[n.ID] = n.Doubt
	}
	err := o.carry(ctx, d)
	if err == nil {
		return
	}
	store, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordSpare)
	defer cancel()
	o.settle(store, d, err)
}

func (o *outbox) carry(ctx context.Context, d *delivery) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack())
		}
	}()
	if d.To == "" {
		o.log.Info("nobody is to hear it", "kind", d.Kind, "market", d.Market)
		return o.delivered(ctx, d, d.left, domain.Delivery{})
	}
	if err := o.mayHear(ctx, d); err != nil {
		return err
	}
	switch d.Kind {
	case domain.CardNotice:
		return o.card(ctx, d)
	case domain.LineNotice:
		return o.lines(ctx, d)
	case domain.EscalationNotice:
		return o.escalation(ctx, d)
	case domain.ActNotice:
		return o.acts(ctx, d)
	case domain.LiveNotice:
		return o.liveDigest(ctx, d)
	}
	if d.Request != 0 {
		return o.request(ctx, d)
	}
	return o.words(ctx, d)
}

// mayHear looks at the channel before anything is posted there for the first time.
func (o *outbox) mayHear(ctx context.Context, d *delivery) error {
	if d.Direct || o.guard.isFit(d.To) {
		return nil
	}
	all, err := o.markets.Markets(ctx)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.ID != d.Market {
			continue
		}
		if m.Paused != "" {
			return errShared
		}
		return o.guard.check(ctx, m)
	}
	return nil
}

// delivered stores that the notices were delivered.
func (o *outbox) delivered(ctx context.Context, d *delivery, which []domain.Notice, as domain.Delivery) error {
	as.Notices, as.File, as.Run, as.Request, as.Escalation = idsOf(which, noticeID), d.File, d.Run, d.Request, d.Escalation
	if d.Direct {
		as.To = d.To
	}
	store, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordSpare)
	defer cancel()
	if err := o.notices.NoticesDelivered(store, as); err != nil {
		return errors.Join(errRecord, err)
	}
	o.meter.Settled(d.Kind, Delivered, len(which))
	if as.Card != nil {
		d.Card = *as.Card
		if d.File != 0 {
			o.links.stands(d.File, *as.Card)
		}
	}
	d.drop(as.Notices)
	d.sending = nil
	return nil
}

func noticeID(n domain.Notice) domain.NoticeID { return n.ID }

// drop takes notices off what is left.
func (d *delivery) drop(ids []domain.NoticeID) {
	d.left = slices.DeleteFunc(slices.Clone(d.left), func(n domain.Notice) bool { return slices.Contains(ids, n.ID) })
}

// settle puts back what may still be delivered, and gives up what cannot be.
func (o *outbox) settle(ctx context.Context, d *delivery, err error) {
	if len(d.left) == 0 {
		return
	}
	tries := d.left[0].Attempts
	wait := retryAfter(tries)
	f, pause := judge(err)
	switch {
	case errors.Is(err, errRecord):
		o.log.Error("store delivery", "kind", d.Kind, "file", d.File, "err", err)
		return
	case errors.Is(err, errShared):
		wait = o.timing.PollEvery
	case hopeless(err, f, tries):
		o.bury(ctx, d, d.left, err)
		return
	case f == faultPaused:
		wait = pause
	case f == faultUnsure && len(d.sending) > 0:
		wait = o.timing.SettleFor
		for _, n := range d.sending {
			d.doubted[n.ID] = true
		}
	case f == faultForbidden:
		o.log.Error("Slack refuses our credentials", "err", err)
		wait = lastRetry
	}
	o.log.Info("notices wait", "kind", d.Kind, "file", d.File, "to", d.To, "for", wait, "err", err)
	o.keep(ctx, d, wait)
}

// hopeless says that another try would end as this one did.
func hopeless(err error, f fault, tries int) bool {
	switch {
	case errors.Is(err, errNoCard), errors.Is(err, errUnfit), f == faultNowhere, f == faultUnfit:
		return true
	}
	return tries >= triesAtAll && (f == faultUnknown || errors.Is(err, errPanic))
}

func retryAfter(tries int) time.Duration { return min(firstRetry<<min(max(tries-1, 0), 10), lastRetry) }

// keep puts what is left back.
func (o *outbox) keep(ctx context.Context, d *delivery, wait time.Duration) {
	sure, unsure := domain.Pause{For: wait}, domain.Pause{For: wait, Doubt: true}
	for _, n := range d.left {
		if d.doubted[n.ID] {
			unsure.Notices = append(unsure.Notices, n.ID)
		} else {
			sure.Notices = append(sure.Notices, n.ID)
		}
	}
	for _, p := range []domain.Pause{sure, unsure} {
		if len(p.Notices) == 0 {
			continue
		}
		if err := o.notices.KeepNotices(ctx, p); err != nil {
			o.log.Warn("put notices back", "err", err)
		}
	}
	o.meter.Settled(d.Kind, PutBack, len(d.left))
}

// whyDead is the name of what keeps a notice from being delivered: Slack's own, or one of ours.
func whyDead(err error) string {
	for code, ours := range map[string]error{"no_card": errNoCard, "not_drawn": errUnfit, "lost": errLost, "panic": errPanic} {
		if errors.Is(err, ours) {
			return code
		}
	}
	return Code(err)
}

// bury gives notices up and says so.
func (o *outbox) bury(ctx context.Context, d *delivery, which []domain.Notice, why error) {
	ids := idsOf(which, noticeID)
	o.log.Error("notices cannot be delivered", "kind", d.Kind, "file", d.File, "to", d.To, "notices", ids, "err", why)
	if err := o.notices.BuryNotices(ctx, ids, domain.Burial{Code: whyDead(why), Why: why.Error()}); err != nil {
		o.log.Warn("give notices up", "err", err)
	}
	o.meter.Settled(d.Kind, GivenUp, len(ids))
	d.drop(ids)
}
