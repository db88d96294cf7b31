// Package sample makes lifelike portfolios from a seed and a day: the markets and people of the house, and files with whole
// histories, messes included (rejections, partial payments, a bounced check, a hurricane month, a market too new to have
// a DSO). The same seed and day give the same portfolio. The demo, benchmarks and the soak test live on it.
package sample

import (
	"math/rand/v2"
	"time"

	"paidup/domain"
)

// Portfolio is a company's markets with their people and files.
type Portfolio struct {
	People  []domain.Person
	Markets []Market
}

// Market is a market with its files, in the order of their receipt.
type Market struct {
	domain.Market
	Files []File
}

// File is a file's number and its history.
type File struct {
	Number string
	Steps  []Step
}

// Step is one change of the file: who made it, when, and the law it runs. Steps are in the order of their instants; the
// first one receives the file.
type Step struct {
	At time.Time
	By domain.PersonID
	Do func(*domain.File) error
}

// New makes the portfolio of about 400 files as it stands on the morning of the day, from the seed.
func New(seed uint64, today domain.Date) Portfolio {
	p := Portfolio{People: people()}
	for i, plan := range plans(today) {
		w := &writer{rnd: rand.New(rand.NewPCG(seed, uint64(i))), plan: plan, today: today, next: firstNumber}
		p.Markets = append(p.Markets, w.market())
	}
	return p
}

const firstNumber = 1101 // numbers below are the known files'

// writer writes the files of one market.
type writer struct {
	rnd   *rand.Rand
	plan  plan
	today domain.Date
	next  int
	check int
}

func (w *writer) market() Market {
	m := Market{Market: w.plan.market}
	zone := m.Location()
	cal := m.Calendar()
	if w.plan.known != nil {
		m.Files = w.plan.known(stage{zone: zone, cal: cal, today: w.today})
	}
	for month, share := range w.plan.months {
		for range int(share) {
			back := month*30 + w.rnd.IntN(30)
			received := cal.Add(w.today-domain.Date(back)-1, -1)
			m.Files = append(m.Files, w.file(stage{zone: zone, cal: cal, today: w.today}, received))
		}
	}
	return m
}

// stage is where histories are played: the market's calendar, its zone and the day it is.
type stage struct {
	zone  *time.Location
	cal   domain.Calendar
	today domain.Date
}

// at is an instant of the day in working hours; n spreads the acts of a day.
func (s stage) at(d domain.Date, n int) time.Time {
	return d.Start(s.zone).Add(9*time.Hour + time.Duration(n%420)*time.Minute)
}
