package commands

import (
	"context"
	"slices"
	"time"

	"paidup/domain"
)

const (
	undoReach = 14 * 24 * time.Hour // a week of days off and its weekends lie within it
	undoLooks = 60                  // entries, and escalations, that are looked at
)

// lastEntered are the person's last acts that can be undone, and what they asked for that can be taken back.
func (a *App) lastEntered(ctx context.Context, c *Call) (Reply, error) {
	all, err := a.Find.Entered(ctx, c.Actor, c.At.Add(-undoReach), undoLooks)
	if err != nil {
		return nil, err
	}
	acts := ownActs(c.undoable(all))
	asked, err := a.Escalations.AskedBy(ctx, c.Actor, c.At.Add(-undoReach), undoLooks)
	if err != nil {
		return nil, err
	}
	for _, e := range asked {
		if c.scope.market(e.File.Market.ID) != nil && e.File.Market.Today(c.At) <= e.UndoUntil() {
			acts = append(acts, OwnAct{Escalation: e})
		}
	}
	if len(acts) == 0 {
		return Said{Text: "You have no entry that could be undone: that is possible until the end of the next business day."}, nil
	}
	slices.SortStableFunc(acts, func(a, b OwnAct) int { return b.at().Compare(a.at()) })
	out := Entries{Title: "Your last entries", Today: c.Today, People: c.People}
	out.Acts, out.More, out.Next = page(c, acts, lastEntries)
	return out, nil
}

// ownActs puts the entries that were made by one act together, in their order.
func ownActs(all []domain.Entered) []OwnAct {
	var out []OwnAct
	at := map[string]int{}
	for _, e := range all {
		i, known := at[e.Change.Act]
		if known && e.Change.Act != "" {
			out[i].Entries = append(out[i].Entries, e)
			continue
		}
		at[e.Change.Act] = len(out)
		out = append(out, OwnAct{Entries: []domain.Entered{e}})
	}
	return out
}

func (v OwnAct) at() time.Time {
	if v.Escalation != nil {
		return v.Escalation.Event(1).At
	}
	return v.Entries[0].Change.RecordedAt
}

// markets are those of the act's files.
func (v OwnAct) markets() []domain.MarketID {
	var out []domain.MarketID
	if v.Escalation != nil {
		out = append(out, v.Escalation.File.Market.ID)
	}
	for _, e := range v.Entries {
		out = append(out, e.Market)
	}
	return out
}

// undoable leaves out what can no longer be undone: entries of markets the person has left, those that began a file, those
// that were taken back, and those whose time is over.
func (c *Call) undoable(all []domain.Entered) []domain.Entered {
	type entry struct {
		file    domain.FileID
		version int
	}
	gone := map[entry]bool{}
	return keep(all, func(e domain.Entered) bool {
		m := c.scope.market(e.Market)
		if m == nil || e.Change.Version == 1 || gone[entry{e.File, e.Change.Version}] {
			return false
		}
		gone[entry{e.File, e.Change.Voids}] = true
		return m.Today(c.At) <= m.Calendar().Add(m.Today(e.Change.RecordedAt), 1)
	})
}
