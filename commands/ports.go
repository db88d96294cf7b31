package commands

import (
	"context"
	"time"

	"paidup/domain"
	"paidup/domain/kpi"
)

// FileStore keeps files: it runs the law in a transaction and stores what it makes.
type FileStore interface {
	Change(ctx context.Context, act domain.Act, id domain.FileID, law func(*domain.File) error) (*domain.File, *domain.Change, error)
	ChangeAll(ctx context.Context, act domain.Act, ids []domain.FileID, law func(*domain.File) error) ([]domain.Done, error)
	Open(ctx context.Context, act domain.Act, in domain.NewFile, law func(*domain.File) error) (*domain.File, *domain.Change, error)
	File(ctx context.Context, id domain.FileID) (*domain.File, error)
}

// Finder finds files, payments and entries.
type Finder interface {
	// Find lists files, exact numbers first, then prefixes, then names and addresses that are alike.
	Find(ctx context.Context, q domain.FindQuery) ([]domain.FileLine, error)
	// Queue lists open files, worst first: amount times days in the stage. The count is of all of them.
	Queue(ctx context.Context, q domain.QueueQuery) ([]domain.FileLine, int, error)
	// LookAlikes lists standing payments of the market with the reference, on other files than the one given.
	LookAlikes(ctx context.Context, m domain.MarketID, reference string, except domain.FileID) ([]domain.LookAlike, error)
	// InvoiceHolder is the number of the file that has a standing invoice of that number; empty if none.
	InvoiceHolder(ctx context.Context, m domain.MarketID, number string, except domain.FileID) (string, error)
	// Entered lists the person's own newest entries, recorded since the instant.
	Entered(ctx context.Context, by domain.PersonID, since time.Time, limit int) ([]domain.Entered, error)
	// SameAct lists the changes that one act made over several files.
	SameAct(ctx context.Context, act string) ([]domain.Entered, error)
	// AnyFile says that there is a file in any market.
	AnyFile(ctx context.Context) (bool, error)
}

// Escalations keeps escalations: it runs the law in a transaction and stores the act it makes.
type Escalations interface {
	// Escalate keeps what the law makes of the file: a new escalation, or open with one act more, which is the file's open one or nil.
	Escalate(ctx context.Context, act domain.Act, id domain.FileID,
		law func(f *domain.File, open *domain.Escalation) (*domain.Escalation, error)) (*domain.Escalation, error)
	ChangeEscalation(ctx context.Context, act domain.Act, id domain.EscalationID, law func(*domain.Escalation) error) (*domain.Escalation, error)
	Escalation(ctx context.Context, id domain.EscalationID) (*domain.Escalation, error)
	// LastEscalations are the newest escalations of the files, done or not.
	LastEscalations(ctx context.Context, files []domain.FileID) (map[domain.FileID]*domain.Escalation, error)
	// EscalationsTo are the open escalations that are asked of the person, those that are due first in front.
	EscalationsTo(ctx context.Context, id domain.PersonID) ([]domain.EscalationLine, error)
	// AskedBy are the newest open escalations that the person has asked for since the instant and nobody has acted on.
	AskedBy(ctx context.Context, id domain.PersonID, since time.Time, limit int) ([]*domain.Escalation, error)
	// AskedAbout are the files with an open escalation that is asked of the person.
	AskedAbout(ctx context.Context, id domain.PersonID) ([]domain.FileID, error)
}

// MarketStore keeps markets, members and people.
type MarketStore interface {
	Markets(ctx context.Context) ([]*domain.Market, error)
	ChangeMarket(ctx context.Context, act domain.Act, id domain.MarketID, law func(*domain.Market) error) (*domain.Market, error)
	AddMarket(ctx context.Context, act domain.Act, m domain.Market) (*domain.Market, error)
	AddPerson(ctx context.Context, p domain.Person) error
	// FirstAdmin makes the person the admin where there is none, and says whether it did.
	FirstAdmin(ctx context.Context, p domain.Person) (became bool, err error)
	People(ctx context.Context) ([]domain.Person, error)
}

// Books answers what reports ask, as of the end of a date.
type Books interface {
	// Figures fills the inputs of the KPIs of a market.
	Figures(ctx context.Context, m *domain.Market, asOf domain.Date) (kpi.Inputs, error)
	// OpenFiles are the market's files that were open at the end of the date, as they stood then.
	OpenFiles(ctx context.Context, m *domain.Market, asOf domain.Date) ([]domain.OpenFile, error)
	// Activity sums up what was recorded from one instant on and before the other. With a zero after only Imported is
	// counted: all files that began with an import.
	Activity(ctx context.Context, m *domain.Market, after, upTo time.Time) (domain.Activity, error)
	// Snoozed are the files whose escalation was put off, by what was known before the instant, until after the date, each with
	// the day on which it comes back.
	Snoozed(ctx context.Context, m domain.MarketID, before time.Time, on domain.Date) (map[domain.FileID]domain.Date, error)
	// LastDigest is the newest digest of a date before the given one that was sent. Without one the run has no value.
	LastDigest(ctx context.Context, m domain.MarketID, before domain.Date) (domain.DigestRun, error)
	// Loads are the open files of the markets by who owns them, those in front who have most that waits on us.
	Loads(ctx context.Context, markets []domain.MarketID) ([]domain.Workload, error)
}

// Questions keeps questions until they are answered: thirty minutes, over restarts, answered once.
type Questions interface {
	// Ask keeps a question and says whether it is the person's turn to hear it.
	Ask(ctx context.Context, q domain.Pending) (turn bool, err error)
	// Answer takes the question; one that was answered before comes back as it was answered. It is not found when its time is
	// over, and forbidden when it was asked of somebody else.
	Answer(ctx context.Context, a domain.Answering) (domain.Pending, error)
	// NextQuestion is what waits behind the question that the press has answered; nil where nothing does.
	NextQuestion(ctx context.Context, after domain.Answering) (*domain.Pending, error)
	// OpenQuestion is what waits for the person's answer in the channel; nil where nothing does.
	OpenQuestion(ctx context.Context, of domain.PersonID, channel string, at time.Time) (*domain.Pending, error)
}

// Requests keeps what people ask of those who may, and has those told whom it concerns.
type Requests interface {
	// FileRequest gives back the one that waits already, which is not fresh, where the same person asks for the same in the same words.
	FileRequest(ctx context.Context, q domain.Request) (kept domain.Request, fresh bool, err error)
	Request(ctx context.Context, id domain.RequestID) (domain.Request, error)
	// RequestsTo are the requests that wait and of which the person was told, those that lapse first in front.
	RequestsTo(ctx context.Context, id domain.PersonID, markets []domain.MarketID) ([]domain.Request, error)
	// RequestsBy are the requests of the person that wait, the oldest in front.
	RequestsBy(ctx context.Context, id domain.PersonID) ([]domain.Request, error)
	// AnswerRequest is false when it was answered, or had lapsed, before.
	AnswerRequest(ctx context.Context, a domain.Answer) (bool, error)
	// SecondRequest passes on what takes two; false when it was answered or passed on before.
	SecondRequest(ctx context.Context, q domain.Request) (bool, error)
}

// Audit keeps what was tried and left no entry.
type Audit interface {
	// Record returns at once: the answer does not wait for it.
	Record(all []domain.Attempt)
	// Audit lists what was done and tried, the newest first, each act on each file once.
	Audit(ctx context.Context, q domain.AuditQuery) ([]domain.Attempt, error)
}

// Channels says of a channel what decides whether anything may be posted there.
type Channels interface {
	// Channel is not found when Paidup is not in the channel.
	Channel(ctx context.Context, id string) (ChannelInfo, error)
}

// ChannelInfo is a channel as Slack knows it.
type ChannelInfo struct {
	Name    string // without the #
	Private bool
	Shared  bool     // with another company
	Guests  []string // full names of guests who can read it
}

// Accounts says who a person is in the workspace.
type Accounts interface {
	// Account is not found when nobody has the id.
	Account(ctx context.Context, id domain.PersonID) (Account, error)
}

// Account is a person's account.
type Account struct {
	Name     string // full name
	Guest    bool
	External bool // of another company
	Admin    bool // an owner or admin of the workspace
	Gone     bool // deactivated
}
