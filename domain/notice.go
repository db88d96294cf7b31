package domain

import "time"

// NoticeKind is what is to be said in Slack.
type NoticeKind string

// The kinds of notice.
const (
	CardNotice   NoticeKind = "card"   // the file's living card, as the file stands at delivery
	LineNotice   NoticeKind = "line"   // a change's line in the thread of its file's card
	SaidNotice   NoticeKind = "said"   // words for the market's channel, or for one person
	DigestNotice NoticeKind = "digest" // a market's morning

	EscalationNotice NoticeKind = "escalation" // an escalation's living message, in the channel or with one person
	ActNotice        NoticeKind = "act"        // an act on an escalation: a line of its thread, or words for one person
	LiveNotice       NoticeKind = "live"       // a digest that was sent, with what has become of its lines
)

// NoticeID identifies a notice. A message that was posted for a notice carries it.
type NoticeID int64

// Notice is one thing to be said. It says what, not how: words and layout are made when it is delivered.
type Notice struct {
	ID        NoticeID
	Version   int       // the file's version it came with; 0 for one that is about no file
	CreatedAt time.Time // by the database's clock
	Attempts  int       // how often it was taken, this time included
	Doubt     bool      // it was taken before, and nobody knows whether it was posted then
	Doubts    int       // how often that was so
}

// Errand is what is delivered in one go: the waiting notices of one kind about one file, in their order, or one notice
// that is about no file. While it is out nothing else about the file is taken.
type Errand struct {
	Kind    NoticeKind
	Market  MarketID
	To      string // the market's channel; a person's id or another channel where Direct; empty: nobody is to hear it
	Direct  bool   // said to somebody, whatever the market
	File    FileID
	Card    CardPlace // where the file's card stands, or the message that is the addressee's, or the digest; zero: there is none yet
	Run     int64     // the digest's run
	Request RequestID // that it tells of

	Escalation EscalationID // that it tells of

	Body    []byte // JSON: a digest's value, or {"text": words}
	Notices []Notice
}

// CardPlace is where a file's card or an escalation's message stands, and which version it shows. Its thread stands there too.
type CardPlace struct {
	Channel string
	TS      string
	Version int
	Acts    int // how many acts on the file's escalations the card has seen
}

// Shows says that the place shows the version and the acts, or newer ones.
func (p CardPlace) Shows(version, acts int) bool { return p.Version >= version && p.Acts >= acts }

// Delivery says which notices were delivered and where their message stands.
type Delivery struct {
	Notices []NoticeID
	File    FileID     // set when Card is a file's
	Card    *CardPlace // the card or the escalation's message as it now stands; nil: it was not touched
	Run     int64      // set for a digest
	Request RequestID  // set for a request
	To      string     // whom it was told; empty: the market's channel
	Channel string     // where the digest stands, or the message about the request

	Escalation EscalationID // set when Card is an escalation's message

	TS string
}

// Pick says what may be taken for delivery.
type Pick struct {
	For     time.Duration // how long it is held: until then nobody else takes it
	Limit   int           // errands
	Busy    []string      // channels and people to whom nothing can be posted now
	Posts   bool          // messages may be posted
	Updates bool          // messages may be edited
}

// Backlog is what is still to be delivered.
type Backlog struct {
	Waiting int           // notices
	Oldest  time.Duration // since the oldest of them was due
	Dead    int           // notices that were given up
}

// Pause says how notices wait that were taken and not delivered.
type Pause struct {
	Notices []NoticeID
	For     time.Duration
	Doubt   bool // one of them may have been posted
}

// Burial is why notices are given up.
type Burial struct {
	Code string // Slack's name of the reason, or one of ours
	Why  string // for who looks into it
}
