// Package card draws what Paidup says in Slack: it takes replies, digests and files as values and gives Block Kit messages
// and views. It is pure: no clock, no network, no store.
//
// Everything a person typed is shown through rich text or plain text, which Slack does not read for mentions, links or
// marks; the top-level text, which it does read, is escaped. The words and layouts are the house's, and a golden file in
// testdata holds each.
package card

import (
	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// Message is a message ready to be sent. Text is the sentence a notification shows and a screen reader reads, escaped for
// Slack; it never is empty, and Blocks never are.
type Message struct {
	Text   string
	Blocks []slack.Block
}

// Pen draws. The zero Pen draws without links.
type Pen struct {
	Links map[domain.FileID]string // permalinks of the files' cards; a number without one is plain text
}

// private is how the receipts, questions and views of one person show a file.
func private() domain.Privacy { return domain.Privacy{Names: namesFull, Amounts: true} }

// Message draws a reply. The two that are views by nature (FormFor and FileView) become a sentence with the button that
// opens them.
func (p Pen) Message(r commands.Reply) Message {
	switch v := r.(type) {
	case commands.Receipt:
		return p.receipt(v)
	case commands.Asked:
		return p.asked(v)
	case commands.Picks:
		return p.picks(v)
	case commands.Card:
		return p.card(v)
	case commands.Line:
		return p.Lines([]commands.Line{v})
	case commands.Digest:
		return p.digest(commands.LiveDigest{Digest: v})
	case commands.LiveDigest:
		return p.digest(v)
	case commands.Board:
		return p.board(v)
	case commands.FormFor:
		return p.formButton(v)
	case commands.FileView:
		return p.fileButton(v)
	case commands.AskedFor:
		return p.askedFor(v)
	}
	return p.list(r)
}

// list draws the replies that are lines under a title.
func (p Pen) list(r commands.Reply) Message {
	switch v := r.(type) {
	case commands.Said:
		return Refusal(v.Text, v.Buttons)
	case commands.Files:
		return p.files(v)
	case commands.Entries:
		return p.entries(v)
	case commands.Helped:
		return p.help(v)
	case commands.Listing:
		return p.listing(v)
	case commands.Escalated:
		return p.escalation(v)
	case commands.EscalationActs:
		return p.acts(v)
	case commands.Acted:
		return p.acted(v)
	case commands.Home:
		return p.home(v)
	}
	return Refusal("Nothing to show.", nil)
}
