package postgres

import (
	"context"
	"fmt"
	"time"

	"paidup/domain"
)

// questionLife is how long a question waits for its answer.
const questionLife = 30 * time.Minute

// Ask keeps a question until it is answered.
func (s *Store) Ask(ctx context.Context, q domain.Pending) error {
	_, err := s.db.ExecContext(ctx, `insert into questions (id, asked_of, channel, body, asked_at) values ($1, $2, $3, $4, $5)
		on conflict (id) do nothing`, q.ID, q.Of, q.Channel, q.Request, q.At)
	if err != nil {
		return fmt.Errorf("keep question: %w", err)
	}
	return nil
}

// Answer takes the question, once. It is not found when it was answered, is over thirty minutes old, or was asked of
// somebody else.
func (s *Store) Answer(ctx context.Context, id string, by domain.PersonID, at time.Time) (domain.Pending, error) {
	var rows []struct {
		Channel string    `db:"channel"`
		Body    []byte    `db:"body"`
		AskedAt time.Time `db:"asked_at"`
	}
	err := s.db.SelectContext(ctx, &rows, `update questions set answered_at = $3
where id = $1 and asked_of = $2 and answered_at is null and asked_at > $4 returning channel, body, asked_at`, id, by, at, at.Add(-questionLife))
	if err != nil {
		return domain.Pending{}, fmt.Errorf("take question: %w", err)
	}
	if len(rows) == 0 {
		return domain.Pending{}, domain.NotFound("That question is over: it was answered, or half an hour has passed.")
	}
	return domain.Pending{ID: id, Of: by, Channel: rows[0].Channel, At: rows[0].AskedAt, Request: rows[0].Body}, nil
}
