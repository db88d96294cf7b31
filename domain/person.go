package domain

import "time"

// PersonID names a person: the id Slack knows them by.
type PersonID string

// Console is who acts by the program's subcommands: whoever sits there.
const Console PersonID = "console"

// Person is somebody who may act in Paidup.
type Person struct {
	ID    PersonID
	Name  string // full name: Dana Reyes
	Admin bool   // installs and sets up; sees no file
	Gone  bool   // the account is deactivated
}

// First is the person's first name, as lists show it.
func (p Person) First() string {
	for i, r := range p.Name {
		if r == ' ' {
			return p.Name[:i]
		}
	}
	return p.Name
}

// Role is what a person does in a market.
type Role string

// The roles in a market.
const (
	Coordinator Role = "coordinator"
	Director    Role = "director"
	Accounting  Role = "accounting"
	Field       Role = "field"
	Viewer      Role = "viewer"
)

// Roles lists the roles in a market.
func Roles() []Role { return []Role{Coordinator, Director, Accounting, Field, Viewer} }

// Member is a person in a market; several roles add up.
type Member struct {
	Person Person
	Roles  []Role
}

// Is says whether the member has one of the roles.
func (m Member) Is(roles ...Role) bool {
	for _, r := range roles {
		for _, have := range m.Roles {
			if r == have {
				return true
			}
		}
	}
	return false
}

// Departure is that a person's account was found deactivated, or alive again, with what is to be said of it.
type Departure struct {
	Person PersonID
	Gone   bool
	At     time.Time
	Words  []Word
}

// Word is something said to one person, or in one channel.
type Word struct {
	Market MarketID
	To     string // a person's id, or a channel
	Body   []byte // JSON: {"text": words}, with "buttons" where there is a next step
}

// Workload is how many open files a person owns, and how many of them wait on us. Empty: nobody owns them.
type Workload struct {
	Owner      PersonID
	Open, Ours int
}
