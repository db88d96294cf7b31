package bot

import (
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// Meter counts what the door does. Its methods are called from several goroutines at once and return at once.
type Meter interface {
	// Acked counts an envelope of the kind that was acknowledged, so long after it was received; lost: Slack did not get it.
	Acked(kind string, after time.Duration, lost bool)
	// Answered counts a request; the verb is empty where none was understood.
	Answered(verb string, as Outcome)
	// Settled counts notices that left the outbox, or went back into it.
	Settled(kind domain.NoticeKind, as Settlement, notices int)
	// Refused counts a call of Slack's Web API that did not succeed, by Slack's name of the error.
	Refused(method, code string)
}

// Outcome is what became of a request.
type Outcome string

// Settlement is what became of a notice.
type Settlement string

// What may become of them.
const (
	Saved   Outcome = "saved"
	Shown   Outcome = "shown"
	Asking  Outcome = "asked" // it was answered with a question
	Refusal Outcome = "refused"
	Fault   Outcome = "fault" // of ours, or of what we stand on

	Delivered Settlement = "delivered"
	PutBack   Settlement = "put_back"
	GivenUp   Settlement = "given_up"
)

// unmetered is the meter where nobody counts.
type unmetered struct{}

func (unmetered) Acked(string, time.Duration, bool)          {}
func (unmetered) Answered(string, Outcome)                   {}
func (unmetered) Settled(domain.NoticeKind, Settlement, int) {}
func (unmetered) Refused(string, string)                     {}

// outcomeOf is what became of a request that was carried out.
func outcomeOf(reply commands.Reply, err error) Outcome {
	switch {
	case domain.KindOf(err) != "":
		return Refusal
	case err != nil:
		return Fault
	case asksMore(reply):
		return Asking
	}
	switch reply.(type) {
	case commands.Receipt, commands.Acted:
		return Saved
	}
	return Shown
}

// Code is the name of what kept a call from succeeding: Slack's own, or a few of ours where it gave none.
func Code(err error) string {
	var limited *slack.RateLimitedError
	var named slack.SlackErrorResponse
	var status slack.StatusCodeError
	switch {
	case errors.As(err, &limited):
		return "ratelimited"
	case errors.As(err, &named):
		return named.Err
	case errors.As(err, &status):
		return fmt.Sprintf("http_%d", status.Code)
	case errors.Is(err, errEmpty):
		return "empty_answer"
	case errors.Is(err, errNotSent), neverSent(err):
		return "not_sent"
	}
	return "no_answer"
}
