package domain

import "strings"

// Stage is how far the paper of a file has come. There are five; rejected is a round's result, on hold a condition.
type Stage string

// The five stages, in order.
const (
	Received   Stage = "RECEIVED"
	Submitted  Stage = "SUBMITTED"
	Approved   Stage = "APPROVED"
	Invoiced   Stage = "INVOICED"
	PaidInFull Stage = "PAID_IN_FULL"
)

// Stages lists the stages in order.
func Stages() []Stage { return []Stage{Received, Submitted, Approved, Invoiced, PaidInFull} }

// Before says whether the stage comes earlier than the other; no stage comes before all.
func (s Stage) Before(o Stage) bool { return s.rank() < o.rank() }

func (s Stage) rank() int {
	switch s {
	case Received:
		return 1
	case Submitted:
		return 2
	case Approved:
		return 3
	case Invoiced:
		return 4
	case PaidInFull:
		return 5
	}
	return 0
}

// String is the stage as people read it.
func (s Stage) String() string {
	if s == PaidInFull {
		return "PAID IN FULL"
	}
	return string(s)
}

// Outcome is how a file ended; empty while it is open.
type Outcome string

// The ways a file ends. Only PaidOutcome enters received-to-paid.
const (
	Open             Outcome = ""
	PaidOutcome      Outcome = "PAID_IN_FULL"
	Cancelled        Outcome = "CANCELLED"
	ClosedWrittenOff Outcome = "CLOSED_WRITTEN_OFF"
)

// Holder is whose move it is.
type Holder string

// The holders of the ball.
const (
	Us         Holder = "us"
	TPA        Holder = "tpa"
	Carrier    Holder = "carrier"
	Adjuster   Holder = "adjuster"
	Homeowner  Holder = "homeowner"
	Client     Holder = "client"
	Mortgagee  Holder = "mortgagee"
	FieldCrew  Holder = "field"
	Accountant Holder = "accounting"
	Nobody     Holder = "nobody"
)

func holders() []Holder {
	return []Holder{Us, TPA, Carrier, Adjuster, Homeowner, Client, Mortgagee, FieldCrew, Accountant}
}

// RoundKind is what is handed in.
type RoundKind string

// The kinds of a submission round.
const (
	Estimate     RoundKind = "estimate"
	Supplement   RoundKind = "supplement"
	InvoiceRound RoundKind = "invoice"
	Documents    RoundKind = "documents"
)

// Result is an event of a round: handed in, or what became of it.
type Result string

// The events of a round.
const (
	RoundSubmitted Result = "SUBMITTED"
	Rejected       Result = "REJECTED"
	RoundApproved  Result = "APPROVED"
	PartlyApproved Result = "PARTLY_APPROVED"
	Withdrawn      Result = "WITHDRAWN"
)

// words is the result as it stands in a sentence: "round 2 was partly approved".
func (r Result) words() string { return strings.ToLower(strings.ReplaceAll(string(r), "_", " ")) }

// ErrorTypes lists why a round comes back, in the order a form shows them.
func ErrorTypes() []string {
	return []string{"documents", "photos", "moisture", "scope", "pricelist", "math",
		"identity", "format", "signature", "late", "duplicate", "other"}
}

// Method is how money came.
type Method string

// The methods of payment.
const (
	Check     Method = "check"
	ACH       Method = "ach"
	Wire      Method = "wire"
	Card      Method = "card"
	Cash      Method = "cash"
	Avid      Method = "avid"
	ClaimsPay Method = "claimspay"
)

// Methods lists the methods of payment in the order a form shows them.
func Methods() []Method { return []Method{Check, ACH, Wire, Card, Cash, Avid, ClaimsPay} }

// Source is the door by which a change came.
type Source string

// The doors.
const (
	FromCommand   Source = "command"
	FromButton    Source = "button"
	FromForm      Source = "form"
	FromImport    Source = "import"
	FromScheduler Source = "scheduler"
)
