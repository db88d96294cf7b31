package commands

import (
	"fmt"
	"time"

	"paidup/domain"
	"paidup/domain/kpi"
)

// Reply is what a verb answers: a plain value that a door draws.
type Reply interface{ isReply() }

// Press is what a button does: the request it makes again, with what it rested on when it was drawn.
type Press struct {
	Verb     string         `json:"v"`
	File     domain.FileID  `json:"f,omitempty"`
	Rests    string         `json:"r,omitempty"`
	Args     Values         `json:"a,omitempty"`
	Answered domain.Answers `json:"q,omitempty"`
	Question string         `json:"i,omitempty"` // the row of the question this press answers; its arguments stand there
	Form     bool           `json:"o,omitempty"` // opens the verb's form instead of running it

	Escalation domain.EscalationID `json:"e,omitempty"`
}

// Asking is what a form's submission answers that asks those who may.
func Asking() domain.Answers { return domain.Answers{askThem} }

// Request is the request a press makes. The door adds who, when, where, and the press's key.
func (p Press) Request() Request {
	return Request{Verb: p.Verb, File: p.File, Rests: p.Rests, Args: p.Args, Answered: p.Answered, Question: p.Question,
		Form: p.Form, Escalation: p.Escalation, Source: domain.FromButton}
}

// Button is a labelled press.
type Button struct {
	Label   string `json:"label"`
	Press   Press  `json:"press"`
	Primary bool   `json:"primary,omitempty"`
	Danger  bool   `json:"danger,omitempty"`
}

// Receipt says what was stored. It is drawn from the change, so a redelivery shows the same one.
type Receipt struct {
	Verb   string
	Done   []Outcome
	Today  domain.Date
	People People   // names of owners and actors
	Notes  []string // what else there is to say, in whole sentences
}

// Outcome is what became of one file of an act.
type Outcome struct {
	File      *domain.File
	Change    *domain.Change
	UndoUntil domain.Date // zero: not for this person
	Refused   error       // set when this file was refused and others were saved
	Number    string      // the file as it was named, when Refused
	Already   bool        // it was stored before; nothing was added
}

// Asked is a question: nothing is stored until it is answered.
type Asked struct {
	ID      string // the row that keeps the arguments
	About   *domain.Error
	File    *domain.File
	Verb    string
	In      Values
	Today   domain.Date
	Buttons []Button // safe answer first
}

// Picks asks which file was meant.
type Picks struct {
	Words   string // what was typed
	Files   []domain.FileLine
	More    bool // there may be others
	Today   domain.Date
	Press   Press // what is pressed again with the file chosen
	NoMoney bool  // this person sees no amounts

	Markets map[domain.MarketID]string // names of the markets, where they have to be told apart; nil: there is one
}

// FormFor opens a form for the verb, prefilled.
type FormFor struct {
	Command *Command
	File    *domain.File // nil: the form has a file search
	Market  *domain.Market
	In      Values
	Errors  map[string]string // by argument, when the form comes back
	Channel string            // where its receipt is told of
	NoMoney bool              // this person sees no amounts
	Buttons []Button          // next steps under the errors, or another form in place of this one
	Says    string            // what it is about, where no one file tells

	Asks bool // what is filled in is asked of those who may, where the person may not

	Escalation *domain.Escalation // that the verb is about; may be nil
}

// Said is one or two sentences, with buttons where there is a next step.
type Said struct {
	Text    string   `json:"text"`
	Buttons []Button `json:"buttons,omitempty"`
}

// AskedFor is a request as one of those see it whom it concerns: who is asked, or who asks.
type AskedFor struct {
	Request domain.Request
	To      domain.PersonID // whose message it is
	Today   domain.Date     // of the market when it was asked
	People  People
	Asked   string // when, in words: Mon Nov 23, 8:12 am ET
	Closed  string // when it was answered or lapsed
	Back    string // the entry that came of it, and how that is taken back
}

// ShowRequest is the request as the person sees it.
func ShowRequest(q domain.Request, m *domain.Market, people People, to domain.PersonID) AskedFor {
	today := m.Today(q.At)
	when := func(at time.Time) string {
		on := m.Today(at)
		return on.Words(today) + ", " + m.Clock(at, on)
	}
	return AskedFor{Request: q, To: to, Today: today, People: people, Asked: when(q.At), Closed: when(q.Closed)}
}

// Allowed is the request with what came of it on the file.
func (v AskedFor) Allowed(f *domain.File) AskedFor {
	for _, c := range f.History() {
		if c.Key == v.Request.Key() {
			v.Back = fmt.Sprintf("Entry e%d. %s may undo it until the end of %s, then: %s", c.Version, v.People.First(c.Actor),
				f.UndoUntil(&c).Words(v.Today), voidIsFor(f, c.Version))
		}
	}
	return v
}

// Card is the file's living card, in the privacy of the place it is shown.
type Card struct {
	File       *domain.File
	Escalation *domain.Escalation // the file's newest one; may be nil
	Privacy    domain.Privacy
	People     People
}

// Line is one entry of the file's thread.
type Line struct {
	File    *domain.File
	Change  *domain.Change
	Privacy domain.Privacy
	People  People
}

// FileView is the whole file for one person: Open file.
type FileView struct {
	File *domain.File

	Escalation *domain.Escalation // the file's newest one; may be nil

	People   People
	Today    domain.Date
	Money    bool // this person sees amounts
	Contacts bool // this person sees phone and address
	Numbers  bool // this person sees e-mail, claim, policy and assignment numbers
	History  bool // all entries are shown

	May []string // the verbs that this person may use on it
}

// Files is a list of files, cut with a way to see the rest.
type Files struct {
	Title string
	Files []domain.FileLine
	More  int
	Today domain.Date
	Next  *Press // opens the rest

	Waits     []Waits // what others ask of this person, in front of the files
	MoreWaits int

	Notes   []string // lines under the title
	Buttons []Button

	NoMoney bool // this person sees no amounts

	Markets map[domain.MarketID]string // names of the markets, where they have to be told apart; nil: there is one
}

// Entries are a person's own last acts, the newest first, each with its Undo, cut with a way to see the rest.
type Entries struct {
	Title  string
	Acts   []OwnAct
	More   int
	Next   *Press // opens the rest
	Today  domain.Date
	People People
}

// OwnAct is what a person did at once: an entry, or one on each of several files; or an escalation that they asked for. One
// of the two is there.
type OwnAct struct {
	Entries    []domain.Entered
	Escalation *domain.Escalation
}

// Board is the figures of markets.
type Board struct {
	Markets []*domain.Market
	Figures []kpi.Figures // of the markets, in their order
	Today   domain.Date
	AsOf    domain.Date
	Only    string // dso, paid, collections or aging, where only that was asked for; empty: all
	More    int
	Next    *Press // opens the rest
}

// Helped is help: what this person may do, or one verb whole.
type Helped struct {
	Commands []*Command
	One      bool
}

// Listing is lines of plain words under a title: markets, members.
type Listing struct {
	Title   string
	Lines   []string
	Buttons []Button
}

func (Receipt) isReply()  {}
func (Asked) isReply()    {}
func (Picks) isReply()    {}
func (FormFor) isReply()  {}
func (Said) isReply()     {}
func (AskedFor) isReply() {}
func (Card) isReply()     {}
func (Line) isReply()     {}
func (FileView) isReply() {}
func (Files) isReply()    {}
func (Entries) isReply()  {}
func (Board) isReply()    {}
func (Helped) isReply()   {}
func (Listing) isReply()  {}
func (Digest) isReply()   {}
func (Home) isReply()     {}

func (Escalated) isReply()      {}
func (EscalationActs) isReply() {}
func (Acted) isReply()          {}
func (LiveDigest) isReply()     {}

// People are names by id. A person who is not in it is shown as "somebody", and who sits at the program as "the console".
type People map[domain.PersonID]domain.Person

// Name is the person's full name.
func (p People) Name(id domain.PersonID) string {
	if v, ok := p[id]; ok && v.Name != "" {
		return v.Name
	}
	return unnamed(id)
}

// First is the person's first name.
func (p People) First(id domain.PersonID) string {
	if v, ok := p[id]; ok && v.Name != "" {
		return v.First()
	}
	return unnamed(id)
}

func unnamed(id domain.PersonID) string {
	if id == domain.Console {
		return "the console"
	}
	return "somebody"
}
