package commands

import (
	"strconv"
	"strings"

	"paidup/domain"
)

// Leftover is what was read and what was not.
type Leftover struct {
	Read  []string // as people read it: FM-1042, $12,400.00, check 881
	Words []string // as typed

	plain string // the line, without Slack's wrappers
	spots []spot // of the words in it
	text  string // all of them, with what stood between
}

// slipped is a word that was probably meant otherwise.
type slipped struct {
	word  string // as typed
	meant string // carrier, ben

	plain string
	at    spot
}

// leftover names the words nothing read, beside those that were.
func (rd *reader) leftover() error {
	left := Leftover{Read: rd.echo, plain: rd.whole}
	var unread, text []string
	for _, run := range runs(rd.left) {
		unread = append(unread, quoted(rd.line.shown(run[0], run[len(run)-1])))
		text = append(text, rd.line.span(run[0], run[len(run)-1]))
		for _, i := range run {
			left.Words = append(left.Words, rd.line.span(i, i))
			left.spots = append(left.spots, spot{rd.line.words[i].from, rd.line.words[i].to})
		}
	}
	left.text = strings.Join(text, " ")
	if a := rd.bare(KindPerson); a != nil && len(unread) == 1 {
		return aboutArg(rd.nobody(rd.left[0], len(rd.left)), a.Name)
	}
	says := "Not read: " + listed(unread) + "."
	if len(rd.echo) > 0 {
		says = "Read: " + listed(rd.echo) + ". " + says
	}
	return &domain.Error{Kind: domain.KindInvalid, Says: says, About: left}
}

// listed joins what an error lists; of a long list it counts the rest.
func listed(things []string) string {
	if n := len(things) - maxShown; n > 0 {
		return strings.Join(things[:maxShown], ", ") + " and " + strconv.Itoa(n) + " more"
	}
	return strings.Join(things, ", ")
}
