package bot

import (
	"context"
	"crypto/rand"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"strings"
	"unicode"

	"paidup/commands"
	"paidup/domain"
)

const nothingSaved = "Nothing was saved."

// words are what a person is told in place of a reply.
type words struct {
	text    string
	buttons []commands.Button
	field   string // in a form: the argument it is about
	short   string // in a form: what stands under the field
	about   any    // what a refusal is about, where that decides how it is answered
	open    bool   // the store could not say what became of it
}

// broken is what a panic left.
type broken struct {
	panicked any
	stack    []byte
	doing    string
	saved    bool // something had been stored by then
}

// explain puts an error into words. One that is not the law's is logged under the reference that the words carry.
func (b *Bot) explain(err error) words {
	var e *domain.Error
	if errors.As(err, &e) {
		return b.refusal(err, e)
	}
	if errors.Is(err, domain.ErrInDoubt) {
		b.log.Error("the database was lost while it stored", "err", err)
		return unsettled("I do not know yet whether this was saved; I will say so here.")
	}
	if isAway(err) {
		b.log.Error("the database does not answer", "err", err)
		return unsettled("Nothing was saved: the database does not answer. Try again in a minute; the admins know.")
	}
	reference := newReference()
	b.log.Error("unexpected fault", "reference", reference, "err", err)
	return b.ours(reference, false)
}

// broke puts a panic into words and logs it.
func (b *Bot) broke(p broken) words {
	reference := newReference()
	b.log.Error("panic", "reference", reference, "doing", p.doing, "panic", p.panicked, "stack", string(p.stack))
	return b.ours(reference, p.saved)
}

// ours says that the fault is ours, and whom to tell.
func (b *Bot) ours(reference string, saved bool) words {
	whom := fmt.Sprintf("Something broke on our side; give %s the reference %s.", b.guard.adminName(), reference)
	if saved {
		return plainly("It is saved. Showing it broke on our side; " + strings.TrimPrefix(whom, "Something broke on our side; "))
	}
	return plainly(nothingSaved + " " + whom)
}

func plainly(text string) words { return words{text: text, short: text} }

// unsettled are words while the store does not answer.
func unsettled(text string) words { return words{text: text, short: text, open: true} }

// refusal is an error of the law in words: what is wrong, who may, whether anything was saved, and the next steps.
func (b *Bot) refusal(err error, e *domain.Error) words {
	w := words{short: e.Says, field: e.Arg, about: e.About}
	var next *commands.Refusal
	if errors.As(err, &next) {
		w.buttons = next.Buttons
	}
	if who, ok := e.About.(commands.WhoMay); ok && e.Kind == domain.KindForbidden && isFor(who) && len(w.buttons) == 0 {
		w.short = withNames(e.Says, who.People)
	}
	w.text = w.short
	if saysNothingSaved(e) && (next == nil || !next.Reads) {
		w.text += " " + nothingSaved
	}
	return w
}

// isFor says that it is for some and not for others; whoever is no member is told so in other words.
func isFor(who commands.WhoMay) bool { return len(who.Roles) > 0 || who.Admins }

// namesShown is how many people a refusal names.
const namesShown = 3

// withNames says who they are that may: "Voiding money is for accounting: Priya Nair."
func withNames(says string, people []domain.Person) string {
	var names []string
	for _, p := range people {
		if p.Name != "" && p.Name != string(p.ID) {
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return says
	}
	who := strings.Join(names[:min(len(names), namesShown)], ", ")
	if more := len(names) - namesShown; more > 0 {
		who += fmt.Sprintf(" and %d more", more)
	}
	return strings.TrimSuffix(says, ".") + ": " + who + "."
}

// saysNothingSaved says whether the words end in "Nothing was saved.": not where they ask a question, say that the one file or
// list that was named is not there or something is as it should be already, or speak to somebody who is no member.
func saysNothingSaved(e *domain.Error) bool {
	switch {
	case strings.Contains(e.Says, "Nothing "), asks(e.Says):
		return false
	case e.Kind == domain.KindNotFound:
		return e.Arg != "" && e.Arg != "file"
	case e.Kind == domain.KindConflict:
		_, outdated := e.About.(commands.Outdated)
		_, overtaken := e.About.(commands.Overtaken)
		_, who := e.About.(commands.WhoMay)
		return !outdated && !overtaken && !who
	case e.Kind == domain.KindForbidden:
		who, ok := e.About.(commands.WhoMay)
		return !ok || isFor(who)
	}
	return true
}

// asks says that one of the sentences is a question; what stands in quotes is somebody else's.
func asks(says string) bool {
	quoted := false
	for i, r := range says {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '?' && !quoted && (i+1 == len(says) || unicode.IsSpace(rune(says[i+1]))):
			return true
		}
	}
	return false
}

// newReference is a short name for a fault, without letters and digits that look alike.
func newReference() string {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	raw := make([]byte, 4)
	_, _ = rand.Read(raw) // it never fails
	for i, v := range raw {
		raw[i] = letters[int(v)%len(letters)]
	}
	return string(raw)
}

// isAway says that the store could not be reached, or not in time.
func isAway(err error) bool {
	var op *net.OpError
	var state interface{ SQLState() string }
	switch {
	case errors.Is(err, driver.ErrBadConn), errors.Is(err, sql.ErrConnDone), errors.Is(err, context.DeadlineExceeded), errors.As(err, &op):
		return true
	case errors.As(err, &state):
		class := state.SQLState()
		return strings.HasPrefix(class, "08") || strings.HasPrefix(class, "53") || strings.HasPrefix(class, "57")
	}
	return false
}
