package domain

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// MarketID identifies a market.
type MarketID int64

// Market is an office territory: its zone dates everything, its channel hears everything.
type Market struct {
	ID        MarketID
	Code      string // FM: begins every file number
	Name      string // Fort Myers
	Zone      string // IANA name, America/New_York
	Channel   string // Slack channel id; empty: nothing is posted
	Privacy   Privacy
	DigestAt  string // local time of the digest, 08:00
	BooksFrom Date   // first day from which the ledger is complete; zero: not limited
	Paused    string // why nothing is posted now; empty: posting
	Settings  Settings
	DaysOff   map[Date]string
	Members   []Member
	Version   int

	zone *time.Location // of Zone, once Check has read it
}

// Privacy is what of a file the market's channel may show.
type Privacy struct {
	Names   string // full, short or none
	Amounts bool
}

// Settings are the market's thresholds, in business days of the stage unless said otherwise.
type Settings struct {
	ReceivedDays  int   `json:"received_days"`
	SubmittedDays int   `json:"submitted_days"`
	ApprovedDays  int   `json:"approved_days"`
	RejectedDays  int   `json:"rejected_days"`   // rejected and ours to answer
	InvoiceDays   int   `json:"invoice_days"`    // calendar days since the invoice
	LargeCents    Money `json:"large_cents"`     // balances from here on escalate earlier
	LargeDays     int   `json:"large_days"`      // calendar days since the invoice, for large balances
	SmallBalance  Money `json:"small_balance"`   // what may be left open or written off on a file paid in full
	BackDateDays  int   `json:"back_date_days"`  // calendar days a coordinator may date back
	ReceivedLimit int   `json:"received_limit"`  // business days a coordinator may date a receipt back
	WriteOffLimit Money `json:"write_off_limit"` // what a director may take off one file alone
}

// DefaultSettings are the thresholds a market begins with.
func DefaultSettings() Settings {
	return Settings{ReceivedDays: 5, SubmittedDays: 7, ApprovedDays: 3, RejectedDays: 2, InvoiceDays: 55,
		LargeCents: 10_000_00, LargeDays: 30, BackDateDays: 7, ReceivedLimit: 2, WriteOffLimit: 500_00}
}

var (
	marketCode = regexp.MustCompile(`^[A-Z][A-Z0-9]{0,7}$`)
	clockTime  = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
)

// NewMarket is a market with the default settings, or an error naming the argument that cannot be.
func NewMarket(code, name, zone string) (Market, error) {
	m := Market{Code: strings.ToUpper(strings.TrimSpace(code)), Name: strings.TrimSpace(name), Zone: zone,
		DigestAt: "08:00", Privacy: Privacy{Names: "short", Amounts: true}, Settings: DefaultSettings()}
	return m, m.Check()
}

// Check says what of the market's settings cannot be.
func (m *Market) Check() error {
	if !marketCode.MatchString(m.Code) {
		return Invalid("code", "%q is not a market code; write 1 to 8 letters and digits, like FM.", m.Code)
	}
	if m.Name == "" {
		return Invalid("name", "A market needs a name, like Fort Myers.")
	}
	zone, err := time.LoadLocation(m.Zone)
	if err != nil || m.Zone == "" || m.Zone == "Local" {
		return Invalid("tz", "%q is not a time zone; write one like America/New_York.", m.Zone)
	}
	m.zone = zone
	if !clockTime.MatchString(m.DigestAt) {
		return Invalid("digest-at", "%q is not a time; write 08:00.", m.DigestAt)
	}
	return nil
}

// Location is the market's time zone.
func (m *Market) Location() *time.Location {
	if m.zone != nil && m.zone.String() == m.Zone {
		return m.zone
	}
	loc, err := time.LoadLocation(m.Zone)
	if err != nil { // Check refused such a zone before it was stored
		return time.UTC
	}
	return loc
}

// Today is the market's date at the instant.
func (m *Market) Today(at time.Time) Date { return DateOf(at, m.Location()) }

// Calendar is the market's business days.
func (m *Market) Calendar() Calendar { return Calendar{DaysOff: m.DaysOff} }

// DigestDue is the instant at which the digest of the local date is due; see Date.At for the days on which clocks change.
func (m *Market) DigestDue(d Date) time.Time {
	loc := m.Location()
	t, err := time.Parse("15:04", m.DigestAt)
	if err != nil { // Check refused such a time before it was stored
		return d.Start(loc)
	}
	return d.At(t.Hour(), t.Minute(), loc)
}

// Member finds a person among the market's members.
func (m *Market) Member(id PersonID) (Member, bool) {
	for _, v := range m.Members {
		if v.Person.ID == id {
			return v, true
		}
	}
	return Member{}, false
}

// AddMember gives the person a role; giving the same role twice is a conflict that says so.
func (m *Market) AddMember(p Person, role Role) error {
	known := false
	for _, r := range Roles() {
		known = known || r == role
	}
	if !known {
		return Invalid("role", "%q is not a role; write coordinator, director, accounting, field or viewer.", role)
	}
	for i, v := range m.Members {
		if v.Person.ID != p.ID {
			continue
		}
		if v.Is(role) {
			return Conflict("%s is %s in %s already.", p.Name, role, m.Name)
		}
		m.Members[i].Roles = append(v.Roles, role)
		return nil
	}
	m.Members = append(m.Members, Member{Person: p, Roles: []Role{role}})
	return nil
}

// RemoveMember takes a role from the person; who has none left is no member. What they do not have cannot be taken.
func (m *Market) RemoveMember(p Person, role Role) error {
	i := slices.IndexFunc(m.Members, func(v Member) bool { return v.Person.ID == p.ID })
	if i < 0 {
		return Conflict("%s is no member of %s.", p.Name, m.Name)
	}
	has := m.Members[i].Roles
	if !slices.Contains(has, role) {
		return Conflict("%s is not %s in %s.", p.Name, role, m.Name)
	}
	left := slices.DeleteFunc(slices.Clone(has), func(r Role) bool { return r == role })
	m.Members = slices.Clone(m.Members)
	if m.Members[i].Roles = left; len(left) == 0 {
		m.Members = slices.Delete(m.Members, i, i+1)
	}
	return nil
}

// With lists the members who have one of the roles and are still there.
func (m *Market) With(roles ...Role) []Member {
	var out []Member
	for _, v := range m.Members {
		if v.Is(roles...) && !v.Person.Gone {
			out = append(out, v)
		}
	}
	return out
}

// Clock is an instant as people of the market read it: 8:12 am ET, with its date when that is not today.
func (m *Market) Clock(at time.Time, today Date) string {
	local := at.In(m.Location())
	words := local.Format("3:04 pm") + " " + ZoneWord(local)
	if on := m.Today(at); on != today {
		return on.Words(today) + ", " + words
	}
	return words
}

// ZoneWord is the zone as people say it: ET in winter and summer alike. A zone without letters is its distance from UTC.
func ZoneWord(local time.Time) string {
	name, _ := local.Zone()
	switch name {
	case "EST", "EDT":
		return "ET"
	case "CST", "CDT":
		return "CT"
	case "MST", "MDT":
		return "MT"
	case "PST", "PDT":
		return "PT"
	}
	if name[0] == '+' || name[0] == '-' {
		return "UTC" + name
	}
	return name
}
