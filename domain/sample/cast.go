package sample

import (
	"time"

	"paidup/domain"
)

// The people of the house, by the ids a local workspace knows them by.
const (
	Dana  domain.PersonID = "U0DANA"
	Ben   domain.PersonID = "U0BEN"
	Maria domain.PersonID = "U0MARIA"
	Luis  domain.PersonID = "U0LUIS"
	Priya domain.PersonID = "U0PRIYA"
	Tom   domain.PersonID = "U0TOM"
	Eve   domain.PersonID = "U0EVE"
	Sam   domain.PersonID = "U0SAM"
)

func people() []domain.Person {
	return []domain.Person{
		{ID: Dana, Name: "Dana Reyes"}, {ID: Ben, Name: "Ben Okafor"}, {ID: Maria, Name: "Maria Lind"},
		{ID: Luis, Name: "Luis Ortega"}, {ID: Priya, Name: "Priya Nair"}, {ID: Tom, Name: "Tom Becker"},
		{ID: Eve, Name: "Eve Sandoval"}, {ID: Sam, Name: "Sam Whitley", Admin: true},
	}
}

func person(id domain.PersonID) domain.Person {
	for _, p := range people() {
		if p.ID == id {
			return p
		}
	}
	return domain.Person{ID: id}
}

// plan says what a market is like.
type plan struct {
	market domain.Market
	owners []domain.PersonID
	months []float64 // files received in each of the last months, the newest first
	pace   float64   // how slowly its payers pay: 1 is about 45 days
	known  func(stage) []File
}

func plans(today domain.Date) []plan {
	place := func(code, name, zone string) domain.Market {
		return domain.Market{Code: code, Name: name, Zone: zone, DaysOff: daysOff(today)}
	}
	return []plan{
		{market: market(place("FM", "Fort Myers", "America/New_York"), Maria, Dana, Ben), owners: []domain.PersonID{Dana, Ben},
			months: []float64{14, 24, 16, 14, 14, 12, 12, 10}, pace: 0.88, known: known},
		{market: market(place("PC", "Pensacola (CAT)", "America/Chicago"), Maria), owners: []domain.PersonID{Maria},
			months: []float64{16, 38, 12, 9, 8, 8, 7, 6}, pace: 1.1},
		{market: market(place("DN", "Denver", "America/Denver"), Luis), owners: []domain.PersonID{Luis},
			months: []float64{12, 13, 13, 12, 12, 11, 10, 9}, pace: 0.8},
		{market: market(place("PX", "Phoenix", "America/Phoenix"), Luis), owners: []domain.PersonID{Luis},
			months: []float64{9, 9, 10, 9, 8, 8, 7, 7}, pace: 0.62},
		{market: fresh(market(place("NP", "Naples", "America/New_York"), Maria), today), owners: []domain.PersonID{Maria},
			months: []float64{9}, pace: 1},
	}
}

// market is a market of the house with its director and coordinators; accounting and a viewer are in all of them.
func market(m domain.Market, director domain.PersonID, coordinators ...domain.PersonID) domain.Market {
	m.Channel, m.DigestAt, m.Settings = "C0"+m.Code, "08:00", domain.DefaultSettings()
	m.Privacy = domain.Privacy{Names: "short", Amounts: true}
	add := func(id domain.PersonID, role domain.Role) {
		m.Members = append(m.Members, domain.Member{Person: person(id), Roles: []domain.Role{role}})
	}
	add(director, domain.Director)
	for _, id := range coordinators {
		add(id, domain.Coordinator)
	}
	add(Priya, domain.Accounting)
	add(Eve, domain.Viewer)
	if m.Code == "FM" {
		add(Tom, domain.Field)
	}
	return m
}

// fresh is a market whose books begin too late for a DSO.
func fresh(m domain.Market, today domain.Date) domain.Market {
	m.BooksFrom = today - 31
	return m
}

// daysOff are Thanksgiving and the day after, New Year and Christmas of the year.
func daysOff(today domain.Date) map[domain.Date]string {
	y := today.Year()
	first := domain.NewDate(y, time.November, 1)
	thanksgiving := first + domain.Date((int(time.Thursday)-int(first.Weekday())+7)%7+21)
	return map[domain.Date]string{
		domain.NewDate(y, time.January, 1):   "New Year",
		domain.NewDate(y, time.July, 4):      "Independence Day",
		thanksgiving:                         "Thanksgiving",
		thanksgiving + 1:                     "company day",
		domain.NewDate(y, time.December, 25): "Christmas",
		domain.NewDate(y+1, time.January, 1): "New Year",
	}
}
