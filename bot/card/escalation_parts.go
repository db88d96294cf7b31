package card

import (
	"fmt"

	"paidup/commands"
	"paidup/domain"
)

// The verbs of an escalation's buttons.
const (
	verbTake     = "escalation take"
	verbDone     = "escalation done"
	verbLater    = "escalation later"
	verbAssign   = "escalation assign"
	verbQuestion = "escalation question"
	verbDirect   = "escalation direct"
	verbWithdraw = "escalation undo"
)

// pressOn is a button of an escalation, or of a file that a digest lists and nobody has escalated yet: e is nil then.
func pressOn(id domain.FileID, e *domain.Escalation, verb string) commands.Press {
	p := commands.Press{Verb: verb, File: id, Form: verb != verbTake && verb != verbDirect}
	if e == nil {
		return p
	}
	p.Escalation = e.ID
	if verb != verbDone && verb != verbQuestion {
		p.Rests = commands.RestsOn(e)
	}
	return p
}

// buttons are the escalation's next steps; none once it is done.
func (m matter) buttons() (row, menu []commands.Button) {
	if m.e.Done {
		return nil, nil
	}
	return steps(m.file.ID, m.e)
}

// steps are the buttons of an escalation that is open, or of a file that may be escalated: [I'm on it] [Done…] [⋯].
func steps(id domain.FileID, e *domain.Escalation) (row, menu []commands.Button) {
	on := func(label, verb string) commands.Button {
		return commands.Button{Label: label, Press: pressOn(id, e, verb)}
	}
	take, done, later := on("I'm on it", verbTake), on("Done…", verbDone), on("Later…", verbLater)
	take.Primary = true
	menu = []commands.Button{on("Assign…", verbAssign), on("Ask a question…", verbQuestion), on("Send to director", verbDirect),
		{Label: "Open file", Press: openPress(id)}}
	if e != nil && e.Taken && e.Back == 0 {
		return []commands.Button{done, later}, menu
	}
	return []commands.Button{take, done}, append([]commands.Button{later}, menu...)
}

// context is the file as it stood when it was asked: why now, what is at stake, what happened, who had it how long, and what
// was tried.
func (m matter) context(pack commands.Pack) []line {
	day := func(d domain.Date) string { return d.Short(m.today) }
	var out []line
	add := func(label, what string) {
		if what != "" {
			out = append(out, say("%s: %s", label, what))
		}
	}
	add("Why now", pack.Why)
	began := ""
	if pack.Since != 0 {
		began = pack.Began + " " + day(pack.Since)
	}
	add("At stake", join(", ", m.stake(pack), began))
	if len(pack.Happened) > 0 {
		out = append(out, say("What happened"))
	}
	for _, l := range pack.Happened {
		out = append(out, say("%s %s", day(l.On), m.happened(l)))
	}
	var held []string
	for i, h := range pack.Held {
		days := fmt.Sprintf("%s %d", h.Name, h.Days)
		if i == 0 {
			days = h.Name + " " + counted(h.Days, "day")
		}
		held = append(held, days)
	}
	add("By "+day(pack.On), join(", ", held...))
	tried := typed(pack.Tried, wordsRunes)
	if tried == "" {
		tried = "nothing is logged"
	}
	if m.privacy.Names != namesNone {
		add("Tried", tried)
	}
	return out
}

// stake is $9,870.00 not billed
func (m matter) stake(pack commands.Pack) string {
	what := "not billed"
	if pack.Billed {
		what = "open"
	}
	if pack.Cents == 0 {
		return ""
	}
	return join(" ", m.amount(pack.Cents), what)
}

// happened is rejected: moisture
func (m matter) happened(l commands.PackLine) string {
	whom := l.Whom
	if whom == "" && (l.What == "submitted to" || l.What == "payment from" || l.What == "invoice to") {
		whom = "the customer"
	}
	return join(": ", join(", ", join(" ", l.What, whom), m.amountIf(m.shown(l.Cents))), m.said(l.Words))
}

// shown is the amount where the place shows amounts.
func (m matter) shown(cents domain.Money) domain.Money {
	if !m.privacy.Amounts {
		return 0
	}
	return cents
}

// live is what has become of a digest's line: the file's newest escalation, unless it was over before the digest or taken back.
func live(d commands.LiveDigest, id domain.FileID) *domain.Escalation {
	e := d.Live[id]
	if e == nil || e.Withdrawn() || e.Done && e.File.Market.Today(e.RecordedAt) < d.Date {
		return nil
	}
	return e
}

// liveLines say who is on it, when it comes back, or how it ended.
func liveLines(d commands.LiveDigest, e *domain.Escalation) []line {
	if e == nil {
		return nil
	}
	m := matterOf(e, domain.Privacy{Names: d.ShowsNames, Amounts: d.ShowsAmounts}, d.People)
	switch {
	case e.Ended():
		return []line{append(say("✅ "), m.endLine()...)}
	case e.Done:
		v := e.Last()
		return []line{{{text: "✅ Done by " + oneLine(m.people.Name(v.Actor)) + " ("}, m.instant(v), {text: "): " + m.settled(v)}}}
	case e.Back != 0:
		return []line{m.backLine()}
	case e.Taken:
		return []line{m.takenLine()}
	}
	return []line{say("%s asked, by %s", oneLine(m.people.Name(e.Asked)), m.words(e.Due))}
}

// liveButtons are the buttons of a digest's line: [I'm on it] [Later…] [⋯], and what is left of them once somebody acted.
func liveButtons(id domain.FileID, e *domain.Escalation) (row, menu []commands.Button) {
	open := commands.Button{Label: "Open file", Press: openPress(id)}
	if e != nil && e.Done {
		return []commands.Button{open}, nil
	}
	row, menu = steps(id, e)
	if e == nil || !e.Taken || e.Back != 0 { // Done… and Later… change places
		row[1], menu[0] = menu[0], row[1]
	}
	return row, menu
}
