package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// escalationRow is what was said when an escalation was asked.
type escalationRow struct {
	ID      int64  `db:"id"`
	FileID  int64  `db:"file_id"`
	Cause   string `db:"cause"`
	Wrong   string `db:"wrong"`
	Ask     string `db:"ask"`
	Asker   string `db:"asker"`
	NextTo  string `db:"next_to"`
	Context []byte `db:"context"`
}

type eventRow struct {
	EscalationID int64     `db:"escalation_id"`
	N            int       `db:"n"`
	Key          string    `db:"key"`
	Act          string    `db:"act"`
	Actor        string    `db:"actor"`
	Source       string    `db:"source"`
	At           time.Time `db:"at"`
	Asked        string    `db:"asked"`
	Due          string    `db:"due"`
	Until        string    `db:"until"`
	How          string    `db:"how"`
	Words        string    `db:"words"`
	FileVersion  int       `db:"file_version"`
}

// escalations reads the escalations that the condition picks, its parameter the ids, in the order of their ids.
func (s *Store) escalations(ctx context.Context, on statements, picks string, ids pq.Int64Array) ([]*domain.Escalation, error) {
	heads, err := rowsOn[escalationRow](ctx, on, `select id, file_id, cause, wrong, ask, asker, next_to, context
from escalations where `+picks+` order by id`, ids)
	if err != nil {
		return nil, fmt.Errorf("read escalations: %w", err)
	}
	if len(heads) == 0 {
		return nil, nil
	}
	found, files := make(pq.Int64Array, len(heads)), make([]domain.FileID, len(heads))
	for i, h := range heads {
		found[i], files[i] = h.ID, domain.FileID(h.FileID)
	}
	events, err := eventsOf(ctx, on, found)
	if err != nil {
		return nil, err
	}
	got, err := s.load(ctx, on, query{ids: files})
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]*domain.File, len(got))
	for _, l := range got {
		byID[int64(l.file.ID)] = l.file
	}
	out := make([]*domain.Escalation, 0, len(heads))
	for _, h := range heads {
		out = append(out, domain.LoadEscalation(domain.Escalation{ID: domain.EscalationID(h.ID), File: byID[h.FileID],
			Cause: domain.Cause(h.Cause), Wrong: h.Wrong, Ask: h.Ask, Asker: domain.PersonID(h.Asker), NextTo: domain.PersonID(h.NextTo),
			Context: h.Context}, events[h.ID]))
	}
	return out, nil
}

func eventsOf(ctx context.Context, on statements, ids pq.Int64Array) (map[int64][]domain.EscalationEvent, error) {
	rows, err := rowsOn[eventRow](ctx, on, `select escalation_id, n, key, act, actor, source, at, asked, coalesce(due_on::text, '') as due,
  coalesce(until_on::text, '') as until, how, words, file_version
from escalation_events where escalation_id = any($1) order by escalation_id, n`, ids)
	if err != nil {
		return nil, fmt.Errorf("read acts on escalations: %w", err)
	}
	out := map[int64][]domain.EscalationEvent{}
	for _, r := range rows {
		due, err := dateOf(r.Due)
		if err != nil {
			return nil, err
		}
		until, err := dateOf(r.Until)
		if err != nil {
			return nil, err
		}
		out[r.EscalationID] = append(out[r.EscalationID], domain.EscalationEvent{N: r.N, Act: domain.EscalationAct(r.Act), Key: r.Key,
			Actor: domain.PersonID(r.Actor), Source: domain.Source(r.Source), At: r.At, Asked: domain.PersonID(r.Asked), Due: due,
			Until: until, How: domain.Settled(r.How), Words: r.Words, FileVersion: r.FileVersion})
	}
	return out, nil
}

// rowsOn selects the rows of the ids with a statement that is prepared once.
func rowsOn[T any](ctx context.Context, on statements, query string, ids pq.Int64Array) (rows []T, err error) {
	stmt, err := on.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	err = stmt.SelectContext(ctx, &rows, ids)
	return rows, err
}

// dateOf reads a date that may be none.
func dateOf(text string) (domain.Date, error) {
	if text == "" {
		return 0, nil
	}
	return domain.ParseDate(text)
}
