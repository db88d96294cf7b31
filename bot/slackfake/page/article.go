package page

import (
	"fmt"
	"hash/fnv"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"paidup/bot/slackfake"
)

// article is a message as the page shows it.
type article struct {
	slackfake.Message
	Author     string
	Time       time.Time
	Body       template.HTML
	ThreadPath string // of its thread, empty for what is shown in the thread's pane
	New        bool   // the first that the person had not read
	Shortcuts  []slackfake.Shortcut
}

// shades is how many colours authors have.
const shades = 8

// articles draws messages for the visit.
func (p *Page) articles(v *visit, messages []slackfake.Message, inThread bool) ([]article, error) {
	pen := p.pen.For(p.reader(v))
	shortcuts := p.shortcuts(true)
	drawn := make([]article, 0, len(messages))
	for _, m := range messages {
		body, err := pen.Message(m)
		if err != nil {
			return nil, err
		}
		a := article{Message: m, Author: v.nameOf(m.User), Time: instant(m.TS).In(v.zone), Body: body}
		if !m.Ephemeral() {
			a.Shortcuts = shortcuts
		}
		if !inThread && !m.Ephemeral() {
			a.ThreadPath = v.Path(v.In()) + "&thread=" + url.QueryEscape(m.TS)
		}
		drawn = append(drawn, a)
	}
	return drawn, nil
}

// shortcuts are the app's shortcuts, those of messages or those of everywhere.
func (p *Page) shortcuts(onMessages bool) []slackfake.Shortcut {
	var found []slackfake.Shortcut
	p.ws.Read(func(s *slackfake.State) {
		for _, c := range s.Shortcuts() {
			if c.Message == onMessages {
				found = append(found, c)
			}
		}
	})
	return found
}

func (v *visit) nameOf(id string) string { return orElse(v.names[id], id) }

// instant is the moment of a message's timestamp.
func instant(ts string) time.Time {
	whole, fraction, _ := strings.Cut(ts, ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return time.Time{}
	}
	micros, err := strconv.ParseInt(fraction, 10, 64)
	if err != nil {
		micros = 0
	}
	return time.Unix(seconds, micros*1000)
}

// Clock is the time of day of the message.
func (a article) Clock() string { return a.Time.Format("3:04 pm") }

// Stamp is the message's instant for machines.
func (a article) Stamp() string { return a.Time.Format(time.RFC3339) }

// Day is the day of the message in words.
func (a article) Day() string { return a.Time.Format("Monday, January 2, 2006") }

// Initials are what stands in the author's picture.
func (a article) Initials() string {
	letters := ""
	for word := range strings.FieldsSeq(a.Author) {
		first, _ := utf8.DecodeRuneInString(word)
		if letters += string(first); utf8.RuneCountInString(letters) == 2 {
			break
		}
	}
	return strings.ToUpper(letters)
}

// Shade is the number of the author's colour.
func (a article) Shade() uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(a.User)) // a hash takes everything
	return h.Sum32() % shades
}

// Thread is what the link to the message's thread says.
func (a article) Thread() string {
	if a.Replies == 0 {
		return ""
	}
	last := instant(a.LastReply).In(a.Time.Location())
	words := fmt.Sprintf("%d replies", a.Replies)
	if a.Replies == 1 {
		words = "1 reply"
	}
	return words + ", last " + last.Format("Mon Jan 2, 3:04 pm")
}

// Edited reports that the message was changed after it was written.
func (a article) Edited() bool { return a.Edits > 0 && !a.Ephemeral() }
