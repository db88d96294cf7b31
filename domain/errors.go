package domain

import (
	"errors"
	"fmt"
)

// Kind sorts errors by what the person can do about them.
type Kind string

// The kinds of error the law gives. Anything else is a fault of ours.
const (
	KindInvalid   Kind = "invalid"   // what was said cannot be; say it otherwise
	KindNotFound  Kind = "not_found" // there is no such thing, or not for this person
	KindConflict  Kind = "conflict"  // it no longer fits what others did meanwhile
	KindForbidden Kind = "forbidden" // it is for somebody else to do
	KindAsk       Kind = "ask"       // it can be done once a question is answered
)

// Question names what the law asks before it does an act.
type Question string

// The questions of the law.
const (
	AskLookAlike   Question = "look_alike"   // the same money twice?
	AskSameCheck   Question = "same_check"   // the same check on another file: part of one check?
	AskOverBalance Question = "over_balance" // more than is open
	AskWrongPayer  Question = "wrong_payer"  // nothing that is open is for the money
	AskEarly       Question = "early"        // money from before its invoice, or before the file
	AskWhichRound  Question = "which_round"  // several rounds wait for an answer
	AskUnapprove   Question = "unapprove"    // a rejection of what was approved
	AskNoApproval  Question = "no_approval"  // an invoice before any approval
	AskSameAmount  Question = "same_amount"  // a second invoice over the same amount
	AskVariance    Question = "variance"     // the invoice differs from what was approved
	AskReopen      Question = "reopen"       // a supplement or an invoice on a file that has ended
	AskEnded       Question = "ended"        // money on a cancelled file
	AskPayer       Question = "payer"        // an invoice to somebody the file does not know
	AskWriteOff    Question = "write_off"    // a write-off that closes the file
	AskSkip        Question = "skip"         // a stage is skipped
)

// Error is a refusal or a question of the law, in words a person can act on.
type Error struct {
	Kind     Kind
	Arg      string   // the argument it is about, so that a form shows it under its field; may be empty
	Says     string   // one or two sentences, without "Nothing was saved."
	Question Question // set when Kind is KindAsk
	About    any      // what the question or the refusal is about, for the door that draws it; may be nil
}

func (e *Error) Error() string { return e.Says }

// Invalid is an error about the named argument.
func Invalid(arg, format string, a ...any) *Error {
	return &Error{Kind: KindInvalid, Arg: arg, Says: fmt.Sprintf(format, a...)}
}

// NotFound is an error about something that is not there.
func NotFound(format string, a ...any) *Error {
	return &Error{Kind: KindNotFound, Says: fmt.Sprintf(format, a...)}
}

// NoSuch is NotFound about the named argument: it names nothing that the act could be done with.
func NoSuch(arg, format string, a ...any) *Error {
	return &Error{Kind: KindNotFound, Arg: arg, Says: fmt.Sprintf(format, a...)}
}

// Conflict is an error about something that has changed or is done already.
func Conflict(format string, a ...any) *Error {
	return &Error{Kind: KindConflict, Says: fmt.Sprintf(format, a...)}
}

// Forbidden is an error about who may.
func Forbidden(format string, a ...any) *Error {
	return &Error{Kind: KindForbidden, Says: fmt.Sprintf(format, a...)}
}

// Ask is a question of the law about the named argument.
func Ask(q Question, arg, format string, a ...any) *Error {
	return &Error{Kind: KindAsk, Question: q, Arg: arg, Says: fmt.Sprintf(format, a...)}
}

// ErrInDoubt says that nobody knows yet whether an act was stored: the store was lost while it was storing it. The same act
// under the same key finds out, and is stored once.
var ErrInDoubt = errors.New("it is not known whether this was stored")

// KindOf is the kind of the error, or "" for one that is not the law's.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}
