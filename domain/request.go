package domain

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// RequestID identifies a request.
type RequestID int64

// RequestOutcome is what became of a request.
type RequestOutcome string

// The outcomes of a request; it waits while it has none.
const (
	RequestWaits   RequestOutcome = ""
	RequestAllowed RequestOutcome = "allowed"
	RequestRefused RequestOutcome = "refused"
	RequestLapsed  RequestOutcome = "lapsed"
)

// RequestDays is how many business days of its market a request waits for an answer.
const RequestDays = 5

// Request is what a person may not do and asks somebody who may: it is answered once, or lapses.
type Request struct {
	ID       RequestID
	Market   MarketID
	File     FileID // 0: it is about no file
	Verb     string
	Says     string     // what is asked, in words: void e9 on FM-1042 Harris, "meant FM-1024"
	Body     []byte     // the request in canonical form, JSON
	By       PersonID   // who asks
	Seconded PersonID   // who allowed it where it takes two; empty: nobody yet
	Roles    []Role     // who may answer
	To       []PersonID // who is told of it
	At       time.Time
	Lapses   Date // the last local date on which it can be answered

	Outcome  RequestOutcome
	Answered PersonID
	Closed   time.Time // when it was answered, or lapsed
	Words    string    // why it was refused
}

// Key is the key of the act that does what was asked for, once it is allowed.
func (q Request) Key() string { return fmt.Sprintf("request/%d", q.ID) }

// Answer is what somebody who may says to a request.
type Answer struct {
	Request RequestID
	Outcome RequestOutcome
	By      PersonID
	At      time.Time
	Words   string
}

// WrittenRoles are roles as one text: director,accounting.
func WrittenRoles(roles []Role) string {
	words := make([]string, 0, len(roles))
	for _, r := range roles {
		words = append(words, string(r))
	}
	return strings.Join(words, ",")
}

// ReadRoles reads what WrittenRoles wrote.
func ReadRoles(written string) []Role {
	words := strings.Split(written, ",")
	return slices.DeleteFunc(Roles(), func(r Role) bool { return !slices.Contains(words, string(r)) })
}
