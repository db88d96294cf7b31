// Package commands holds what a person can say to Paidup: one file per verb, each with its help, its arguments, who may,
// and its act. A request comes from a door in the door's own words and leaves as a reply, a plain value that a door draws.
// There is no Slack and no SQL here. The digest is made here too.
package commands

import (
	"context"
	"time"

	"paidup/domain"
)

// Request is one thing a person asks for, by whatever door it came.
type Request struct {
	Key     string // seen once only: a redelivery carries the same key and gets the same receipt
	Actor   domain.PersonID
	Source  domain.Source
	At      time.Time
	Channel string        // where it was said; a market's channel implies the market
	File    domain.FileID // implied by a thread, a card or a button; 0: none

	Escalation domain.EscalationID // of the message that was pressed; 0: none

	Verb     string         // pay
	Words    string         // what was typed after the verb
	Args     Values         // canonical arguments: from a form, a button or an answered question
	Answered domain.Answers // the questions of the law this request answers with yes
	Rests    string         // what a button's verb rested on when it was drawn; empty: not a button
	CanForm  bool           // the door can open a form (a mention cannot: it has no trigger)
	Form     bool           // open the verb's form, prefilled with Args, instead of running it
	Quote    string         // a message, as Slack gave it, whose words the form begins with
	Question string         // the row of the question this press answers; its arguments stand there
	Batch    string         // the direct message of which this is a line: its questions are asked one after the other
	Line     int            // its place in it
	Options  bool           // for an option list: what is found is offered, and nothing is opened

	door    string          // the stage word by which the verb was reached
	trial   bool            // nothing is stored: what the person may only ask for is done to see what it would do
	allowed *domain.Request // what somebody asked for and the actor allows
	trace   *trace          // what is known of it so far
}

// Values are arguments by name in their canonical text: amounts 12400.00, dates 2026-11-20, choices as listed, several
// choices with commas between, a flag "yes".
type Values map[string]string

// Kind is how an argument is read.
type Kind string

// The kinds of argument.
const (
	KindFile    Kind = "file"    // one file or several
	KindAmount  Kind = "amount"  // money
	KindDate    Kind = "date"    // a fact's date: the latest such day up to today
	KindPlan    Kind = "plan"    // a plan's date: the first such day after today
	KindChoice  Kind = "choice"  // one of Choices
	KindChoices Kind = "choices" // one or more of Choices
	KindPerson  Kind = "person"  // a member of the market
	KindChannel Kind = "channel" // a channel by its id
	KindName    Kind = "name"    // a payer or reviewer by name
	KindNumber  Kind = "number"  // a check, invoice, claim or reference number, kept as text
	KindEntry   Kind = "entry"   // e9
	KindFlag    Kind = "flag"    // a word that is there or not
	KindText    Kind = "text"    // everything that is left, kept as typed
)

// Arg is an argument, named once: usage, parser, form, field errors, help, README table and manifest are drawn from it.
type Arg struct {
	Name     string
	Kind     Kind
	Label    string   // the word that must stand before it; empty: it stands bare
	Asks     string   // its label in a form: "Amount"
	Hint     string   // an example in a form: "12,400.00"
	Choices  []string // for choices, in the order a form shows them
	Required bool     // a form insists on it
	Names    []string // other names of the choices, in their order, by which they can be said too; nil: there are none
	After    string   // of a text: the argument behind whose value it stands
	Form     bool     // a form has a field for it
	Unsaid   bool     // it has a field alone: nothing that is typed is read as it
}

// Act is what somebody may do, a row of the matrix in roles.go.
type Act string

// Command is a verb.
type Command struct {
	Name     string
	Says     string   // one line for help
	Usage    string   // REF AMOUNT [METHOD NO] ...
	Examples []string // without the slash
	Slash    bool     // it has a slash command of its own
	Args     []Arg
	Who      Act
	Then     []Act                             // rows that decide further once it is known what is meant: Do checks them
	Reads    bool                              // it shows what there is, and stores nothing
	Bare     bool                              // with no words it acts on the file at hand instead of opening its form
	Each     bool                              // of several files each is saved or refused on its own
	Pressed  bool                              // a button or its form reaches it, nothing that is typed
	Blank    bool                              // a label may stand without its value: the form asks for it
	OfMarket bool                              // its form is about one market, which is asked for first where it is not known
	Beside   string                            // another verb, whose form its own form offers instead
	Fill     func(*Call, *domain.File, Values) // puts what its form begins with into the arguments, except where something was said; a verb about no file is handed none
	Do       func(context.Context, *Call) (Reply, error)
}

// Call is a request that has been read: who asks, in which market, about which files, with which arguments.
type Call struct {
	Request
	Command *Command
	Market  *domain.Market // of the files, else the one that is implied; nil where that does not tell
	Person  domain.Person
	People  People            // everybody in the person's markets
	Files   []domain.FileLine // the files meant, in the order they were named
	Parts   []Part            // for one payment over several files, in the order of Files
	In      Values            // the arguments that were read, canonical; see the accessors in values.go
	Today   domain.Date

	escalation *domain.Escalation // of the message that was pressed

	scope   *scope
	missing []missing               // what was named with others and is no file
	denied  map[domain.FileID]error // files named with others on which the person may not do this
}
