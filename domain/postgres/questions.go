package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"paidup/domain"
)

// questionsKept is how long a question is remembered, so that a late press is answered in words that fit it.
const questionsKept = 24 * time.Hour

type questionRow struct {
	ID         string       `db:"id"`
	Of         string       `db:"asked_of"`
	Name       string       `db:"name"`
	Channel    string       `db:"channel"`
	Body       []byte       `db:"body"`
	AskedAt    time.Time    `db:"asked_at"`
	AnsweredAt sql.NullTime `db:"answered_at"`
	Key        string       `db:"answered_key"`
	Answer     string       `db:"answer"`
	Batch      string       `db:"batch"`
	Line       int          `db:"line"`
}

func (r questionRow) pending() domain.Pending {
	return domain.Pending{ID: r.ID, Of: domain.PersonID(r.Of), Name: r.Name, Channel: r.Channel, At: r.AskedAt, Request: r.Body,
		Batch: r.Batch, Line: r.Line, AnsweredAt: r.AnsweredAt.Time, Key: r.Key, Answer: r.Answer}
}

const selectQuestion = `select q.id, q.asked_of, coalesce(p.name, '') as name, q.channel, q.body, q.asked_at, q.answered_at, q.answered_key,
  q.answer, q.batch, q.line from questions q left join people p on p.id = q.asked_of `

// Ask keeps a question until it is answered, and says whether it is the person's turn to hear it: the lines of one message
// wait for the answers to those before them. Any other question that waits in the same place gives way. A question that is
// asked again, by a redelivery or because its turn has come, lives anew and is answered no more often than before.
func (s *Store) Ask(ctx context.Context, q domain.Pending) (turn bool, err error) {
	err = s.db.GetContext(ctx, &turn, `with old as (
  delete from questions where asked_at < $6::timestamptz - make_interval(secs => $10)
), known as (
  select from questions where id = $1
), newer as (
  update questions set answered_at = $6, answer = $9
  where asked_of = $2 and channel = $3 and answered_at is null and id <> $1 and (batch = '' or batch <> $4)
    and line >= 0 and $5::int >= 0 and not exists (select from known)
), kept as (
  insert into questions (id, asked_of, channel, batch, line, asked_at, body) values ($1, $2, $3, $4, $5::int, $6, $7)
  on conflict (id) do update set asked_at = excluded.asked_at, body = excluded.body where questions.answered_at is null
)
select $5::int < 0 or not exists (select from questions where batch = $4 and $4 <> '' and asked_of = $2 and line >= 0 and line < $5::int
  and answered_at is null and asked_at > $6::timestamptz - make_interval(secs => $8))`,
		q.ID, q.Of, q.Channel, q.Batch, q.Line, q.At, q.Request, domain.QuestionLife.Seconds(), domain.AnsweredNewer, questionsKept.Seconds())
	if err != nil {
		return false, fmt.Errorf("keep question: %w", err)
	}
	return turn, nil
}

// Answer takes the question, once: a question that was answered before, by whatever press, comes back as it was answered. It
// is not found when there is none or its time is over, and forbidden when it was asked of somebody else.
func (s *Store) Answer(ctx context.Context, a domain.Answering) (domain.Pending, error) {
	_, err := s.db.ExecContext(ctx, `update questions set answered_at = $3, answered_key = $4, answer = $5
where id = $1 and asked_of = $2 and answered_at is null and asked_at > $3::timestamptz - make_interval(secs => $6)`,
		a.ID, a.By, a.At, a.Key, a.With, domain.QuestionLife.Seconds())
	if err != nil {
		return domain.Pending{}, fmt.Errorf("answer question: %w", err)
	}
	var rows []questionRow
	if err := s.db.SelectContext(ctx, &rows, selectQuestion+"where q.id = $1", a.ID); err != nil {
		return domain.Pending{}, fmt.Errorf("read question: %w", err)
	}
	if len(rows) == 0 {
		return domain.Pending{}, questionOver()
	}
	q := rows[0].pending()
	switch {
	case q.Of != a.By && q.Name == "":
		return q, domain.Forbidden("That question is for somebody else to answer.")
	case q.Of != a.By:
		return q, domain.Forbidden("That question is for %s to answer.", q.Name)
	case q.AnsweredAt.IsZero():
		return q, questionOver()
	}
	return q, nil
}

func questionOver() error {
	return domain.NotFound("That question waited half an hour and is over. Nothing was saved; say it again if it is still meant.")
}

// NextQuestion is the first line that still waits of the message whose question the press has answered. It is nil when none
// does, or when another press had answered the question.
func (s *Store) NextQuestion(ctx context.Context, after domain.Answering) (*domain.Pending, error) {
	var rows []questionRow
	err := s.db.SelectContext(ctx, &rows, selectQuestion+`where q.batch = (select batch from questions where id = $1 and answered_key = $2)
  and q.batch <> '' and q.line > 0 and q.asked_of = $3 and q.answered_at is null and q.asked_at > $4::timestamptz - make_interval(secs => $5)
order by q.line limit 1`, after.ID, after.Key, after.By, after.At, domain.QuestionLife.Seconds())
	if err != nil {
		return nil, fmt.Errorf("read next question: %w", err)
	}
	return firstQuestion(rows), nil
}

// OpenQuestion is the question that waits for the person's answer in the channel; nil where none does.
func (s *Store) OpenQuestion(ctx context.Context, of domain.PersonID, channel string, at time.Time) (*domain.Pending, error) {
	var rows []questionRow
	err := s.db.SelectContext(ctx, &rows, selectQuestion+`where q.asked_of = $1 and q.channel = $2 and q.answered_at is null and q.line >= 0
  and q.asked_at > $3::timestamptz - make_interval(secs => $4) order by q.line, q.asked_at limit 1`,
		of, channel, at, domain.QuestionLife.Seconds())
	if err != nil {
		return nil, fmt.Errorf("read open question: %w", err)
	}
	return firstQuestion(rows), nil
}

func firstQuestion(rows []questionRow) *domain.Pending {
	if len(rows) == 0 {
		return nil
	}
	q := rows[0].pending()
	return &q
}
