package sample

import (
	"fmt"
	"math"

	"paidup/domain"
)

// history writes steps day by day; once a day is past today it writes no more.
type history struct {
	stage
	steps []Step
	n     int
	day   domain.Date
}

// after moves the day on by business days.
func (h *history) after(days int) { h.day = h.cal.Add(h.day, days) }

// ended says that the day has not come yet. Today itself is still to be lived.
func (h *history) ended() bool { return h.day >= h.today }

func (h *history) does(by domain.PersonID, law func(*domain.File) error) {
	if !h.ended() {
		h.n += 7
		h.steps = append(h.steps, Step{At: h.at(h.day, h.n), By: by, Do: law})
	}
}

// file writes the history of a file received on the day.
func (w *writer) file(s stage, received domain.Date) File {
	w.next++
	h := &history{stage: s, day: received, n: w.rnd.IntN(300)}
	facts := w.facts()
	owner := w.plan.owners[w.rnd.IntN(len(w.plan.owners))]
	h.does(owner, func(f *domain.File) error { return f.Receive(0, facts, owner) })
	approved := w.paper(h, owner, facts.Estimate)
	if approved > 0 {
		w.money(h, facts, approved)
	}
	return File{Number: fmt.Sprintf("%s-%d", w.plan.market.Code, w.next), Steps: h.steps}
}

// paper plays the rounds and gives what was approved, 0 when the story ends before.
func (w *writer) paper(h *history, owner domain.PersonID, estimate domain.Money) domain.Money {
	h.after(w.between(1, 6))
	h.does(owner, func(f *domain.File) error { return f.Submit(domain.Submission{Amount: estimate}) })
	for w.chance(0.27) && len(h.steps) < 6 {
		why := w.reason()
		h.after(w.between(4, 10))
		h.does(owner, func(f *domain.File) error {
			return f.Reject(domain.Decision{ErrorTypes: []string{why}, Words: rejections()[why]})
		})
		h.after(w.between(1, 6))
		h.does(owner, func(f *domain.File) error { return f.Submit(domain.Submission{}) })
	}
	h.after(w.between(5, 15))
	approved := estimate
	if w.chance(0.3) {
		approved = estimate * domain.Money(82+w.rnd.IntN(16)) / 100
	}
	granted := approved
	h.does(owner, func(f *domain.File) error { return f.Approve(domain.Decision{Amount: granted}) })
	if w.chance(0.12) {
		more := estimate / 8 / 500 * 500
		h.after(w.between(2, 6))
		h.does(owner, func(f *domain.File) error {
			return f.Submit(domain.Submission{Kind: domain.Supplement, Amount: more})
		})
		h.after(w.between(4, 12))
		h.does(owner, func(f *domain.File) error { return f.Approve(domain.Decision{}) })
		approved += more
	}
	if h.ended() {
		return 0
	}
	return approved
}

// money plays the invoice and what comes of it.
func (w *writer) money(h *history, facts domain.Facts, approved domain.Money) {
	h.after(w.between(1, 7))
	number := fmt.Sprint(5000 + w.next*3)
	billed, open := h.day, approved
	h.does(Priya, func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: approved, Number: number, NetDays: 30})
	})
	if h.ended() {
		return
	}
	if w.chance(0.06) {
		h.after(w.between(5, 20))
		h.does(Priya, func(f *domain.File) error { return f.Dispute(number, approved/4, "scope of drywall", 0) })
	}
	if w.chance(0.05) { // nobody pays this one for a long time
		return
	}
	h.day = max(h.day, h.cal.Add(billed+domain.Date(w.days()), 1))
	if w.chance(0.22) {
		part := approved * domain.Money(40+w.rnd.IntN(45)) / 100
		h.does(Priya, w.pays(facts.Payer, part))
		h.after(w.between(8, 30))
		open -= part
	}
	h.does(Priya, w.pays(facts.Payer, open))
	if w.chance(0.012) {
		paid := len(h.steps)
		h.after(w.between(3, 7))
		h.does(Priya, func(f *domain.File) error { return f.Reverse(paid, "NSF", 0) })
	}
}

func (w *writer) pays(payer string, amount domain.Money) func(*domain.File) error {
	w.check++
	in := domain.Receipt{Amount: amount, Payer: payer, Method: domain.Check, Answered: domain.Answers{domain.AskLookAlike},
		Reference: fmt.Sprint(10000*len(w.plan.market.Name) + w.check)}
	if w.rnd.IntN(4) == 0 {
		in.Method = domain.ACH
	}
	return func(f *domain.File) error { return f.Pay(in) }
}

// days is how long the payer takes after the invoice: mostly four to eight weeks, sometimes much longer.
func (w *writer) days() int {
	return int(w.plan.pace * math.Exp(3.6+0.42*w.rnd.NormFloat64()))
}

func (w *writer) between(low, high int) int { return low + w.rnd.IntN(high-low+1) }

func (w *writer) chance(p float64) bool { return w.rnd.Float64() < p }

func (w *writer) pick(from []string) string { return from[w.rnd.IntN(len(from))] }

// reason picks why a round came back: four reasons cause most of it.
func (w *writer) reason() string {
	if w.chance(0.75) {
		return w.pick([]string{"moisture", "photos", "documents", "scope"})
	}
	return w.pick([]string{"pricelist", "math", "signature", "format"})
}

func rejections() map[string]string {
	return map[string]string{"moisture": "day-3 log missing", "photos": "rooms not labeled", "documents": "no signed authorization",
		"scope": "drywall above 4 ft not supported", "pricelist": "price list of last month", "math": "totals differ",
		"signature": "certificate not signed", "format": "one PDF, please"}
}

// facts makes up a file's facts.
func (w *writer) facts() domain.Facts {
	f := domain.Facts{Loss: w.pick([]string{"water", "water", "water", "fire", "mold", "wind"}), City: w.plan.market.Name,
		Address: fmt.Sprintf("%d %s", 100+w.rnd.IntN(9800), w.pick(streets())), Claim: fmt.Sprintf("24-%05d", w.rnd.IntN(100000)),
		Phone: fmt.Sprintf("239-555-%04d", w.rnd.IntN(10000)), Deductible: 1000_00}
	f.Estimate = domain.Money(math.Exp(9.2+0.75*w.rnd.NormFloat64())) * 100 / 5000 * 5000
	f.Estimate = max(f.Estimate, 1200_00)
	switch w.rnd.IntN(10) {
	case 0:
		f.Customer = w.pick(firms())
		f.Payer = f.Customer
	case 1, 2, 3:
		f.Carrier, f.Program = w.pick(carriers()), "Northline"
	default:
		f.Carrier = w.pick(carriers())
	}
	if f.Customer == "" {
		f.Customer = w.pick(firsts()) + " " + w.pick(lasts())
		f.Payer = f.Carrier
	}
	return f
}

func carriers() []string { return []string{"Harbor Mutual", "Coral State"} }

func streets() []string {
	return []string{"Palm Ave", "Gulf Shore Blvd", "Oak St", "Mangrove Ln", "2nd St", "Hibiscus Dr", "Pine Ridge Rd", "Canal St"}
}

func firms() []string {
	return []string{"Bayview Dental", "Seaside Suites", "Marlin Storage", "Gulf Clinic", "Palm Towers HOA", "First Church"}
}

func firsts() []string {
	return []string{"Alan", "Beth", "Carlos", "Diane", "Ed", "Fay", "Gus", "Helen", "Ivan", "Joan", "Karl", "Lena", "Mia", "Noah", "Olga", "Pete", "Rosa", "Sid", "Tina", "Vic"}
}

func lasts() []string {
	return []string{"Abel", "Baker", "Castillo", "Dunn", "Estes", "Foster", "Garza", "Hale", "Irwin", "Jacobs", "Keller", "Lowe",
		"Mendez", "Nolan", "Ortiz", "Pruitt", "Quinn", "Ruiz", "Stone", "Turner", "Underwood", "Vega", "Webb", "Young", "Zeller"}
}
