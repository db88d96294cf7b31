package card

import (
	"fmt"
	"slices"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// entries draws a person's own acts, each with its Undo.
func (p Pen) entries(v commands.Entries) Message {
	var out paper
	out.lines(strong("%s", v.Title))
	for _, act := range v.Acts {
		if act.Escalation != nil {
			p.ownPlea(&out, v, act.Escalation)
		} else {
			p.ownEntries(&out, v, act.Entries)
		}
	}
	if v.Next != nil {
		out.buttons("entries", []commands.Button{{Label: fmt.Sprintf("%d more", v.More), Press: *v.Next}})
	}
	return out.message(strings.TrimSuffix(v.Title, "."))
}

// ownEntries is what one act entered, and its Undo: e5, e3 FM-1042, FM-1047: Note: gate code with neighbour
func (p Pen) ownEntries(out *paper, v commands.Entries, all []domain.Entered) {
	var names, numbers, did []string
	var files line
	changes := make([]*domain.Change, len(all))
	for i, e := range all {
		changes[i] = &all[i].Change
		names, numbers = append(names, fmt.Sprintf("e%d", e.Change.Version)), append(numbers, e.Number)
		if i > 0 {
			files = append(files, span{text: ", "})
		}
		files = append(files, p.number(e.File, e.Number))
		state := domain.State{Facts: e.Facts}
		s := scene{state: &state, privacy: private(), people: v.People, today: v.Today}
		if what := s.did(&e.Change); !slices.Contains(did, what) {
			did = append(did, what)
		}
	}
	rest, undo := ": "+strings.Join(did, "; "), "Undo "+names[0]
	if len(all) == 1 && customer(&all[0].Facts, namesFull) != "" {
		rest = " " + customer(&all[0].Facts, namesFull) + rest
	}
	if len(all) > 1 {
		undo = "Undo " + allOf(len(all))
		if check := checkOf(changes); check != "" && changes[0].Verb == "pay" { // its parts differ
			rest = ": " + check
		}
	}
	out.lines(append(append(line{{text: join(", ", names...) + " ", bold: true}}, files...), span{text: rest}))
	if first := all[0]; first.Change.Version > 1 {
		out.buttons(join(", ", numbers...), []commands.Button{{Label: undo, Press: undoPress(first.File, first.Change.Version)}})
	}
}

// ownPlea is an escalation that the person asked for, and its Undo.
func (p Pen) ownPlea(out *paper, v commands.Entries, e *domain.Escalation) {
	m := matterOf(e, private(), v.People)
	what := fmt.Sprintf(": escalated to %s, by %s: %s", oneLine(m.people.Name(e.Asked)), m.words(e.Due), m.asked())
	if name := customer(&m.state.Facts, namesFull); name != "" {
		what = " " + name + what
	}
	out.lines(line{p.number(m.file.ID, m.file.Number), {text: what}})
	out.buttons(m.file.Number, []commands.Button{undoPlea(e)})
}

// undoPlea takes back an escalation that was asked for by hand.
func undoPlea(e *domain.Escalation) commands.Button {
	return commands.Button{Label: "Undo", Press: commands.Press{Verb: verbWithdraw, File: e.File.ID, Escalation: e.ID}}
}
