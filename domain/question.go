package domain

import "time"

// Pending is a question that was asked and waits for its answer, or has had it.
type Pending struct {
	ID      string
	Of      PersonID
	Name    string // of the person, as far as it is known
	Channel string
	At      time.Time // when it was asked, or shown again
	Request []byte    // the request that asked, as the asker wrote it
	Batch   string    // the direct message whose lines are asked about one after the other; empty: it stands alone
	Line    int       // its place among them

	AnsweredAt time.Time // zero: it waits
	Key        string    // of the press that answered it
	Answer     string    // the press's verb; AnsweredNewer where none answered it
}

// Offered is the line of what is no question but a step that may be taken: no other waits for it, and none gives way to it.
const Offered = -1

// AnsweredNewer is the answer of a question whose place a newer one took.
const AnsweredNewer = "newer"

// QuestionLife is how long a question waits for its answer.
const QuestionLife = 30 * time.Minute

// Answering is a press that answers a question.
type Answering struct {
	ID   string
	By   PersonID
	Key  string
	With string // the press's verb
	At   time.Time
}
