package domain

// PersonID names a person: the id Slack knows them by.
type PersonID string

// Person is somebody who may act in Paidup.
type Person struct {
	ID    PersonID
	Name  string // full name: Dana Reyes
	Admin bool   // installs and sets up; sees no file
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
