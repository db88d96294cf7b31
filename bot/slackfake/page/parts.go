package page

import (
	"fmt"
	"hash/fnv"
	"html/template"

	"paidup/bot/slackfake"
)

// glimpse is what the page shows of the workspace besides messages, at one version.
type glimpse struct {
	version int64
	places  []slackfake.Place
	modal   *slackfake.View
	home    *slackfake.View
	steps   walked
	today   string
	changed []slackfake.Message // in the channel that is looked at, since the last glimpse
	gone    []string
	refused []slackfake.Entry
}

// piece is a part of the page that is replaced as a whole.
type piece struct {
	HTML template.HTML
	Key  string // of this state of it
}

// partNames are the pieces, in the order in which they are sent.
var partNames = []string{"today", "rail", "tour", "refused", "home", "modal"}

// glance looks at the workspace as the visit shows it.
func (p *Page) glance(v *visit) (glimpse, error) {
	var g glimpse
	person := p.ws.Person(v.User.ID)
	home := person.Home()
	p.ws.Read(func(s *slackfake.State) {
		g.version, g.places, g.modal, g.home = s.Version(), s.Places(v.User.ID), s.View(v.User.ID), home
		g.steps, g.today = p.tour.look(s), s.Now().In(v.zone).Format("Mon Jan 2")
		g.refused = refusedIn(s, v)
	})
	if len(g.places) == 0 {
		return g, fmt.Errorf("%s has left the workspace", v.User.Name)
	}
	return g, nil
}

// drawnFrom is what the part of that name is drawn from: while it is the same, so is the part.
func (g glimpse) drawnFrom(name string) any {
	switch name {
	case "today":
		return g.today
	case "rail":
		return g.places
	case "tour":
		return g.steps.ticks()
	case "refused":
		return g.refused
	case "home":
		return g.home
	}
	return g.modal
}

// part draws the part of that name.
func (p *Page) part(name string, v *visit, g glimpse) (piece, error) {
	var html template.HTML
	var err error
	switch {
	case name == "today":
		html = template.HTML(template.HTMLEscapeString(g.today))
	case name == "rail":
		html, err = p.pen.draw("rail", rail{v, g.places})
	case name == "tour":
		html, err = p.pen.draw("tour", g.steps)
	case name == "refused":
		html, err = p.refusals(v, g.refused)
	case name == "home" && v.Home && g.home != nil:
		html, err = p.pen.For(p.reader(v)).View(*g.home)
	case name == "modal" && g.modal != nil:
		html, err = p.pen.For(p.reader(v)).View(*g.modal)
	}
	drawn := piece{html, keyOf(html)}
	if m := g.modal; name == "modal" && m != nil { // what was typed is no reason to draw a form anew under the fingers
		drawn.Key = fmt.Sprint(m.ID, m.Hash, m.Banner, m.Errors)
	}
	return drawn, err
}

func keyOf(html template.HTML) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(html)) // a hash takes everything
	return fmt.Sprintf("%x", h.Sum64())
}

// rail is what the list of conversations is drawn from.
type rail struct {
	*visit
	Now []slackfake.Place
}

// Rows are the conversations with their addresses.
func (r rail) Rows() []row {
	rows := []row{{Name: "Home", Path: r.Path(home), Mark: "⌂", Here: r.Home}}
	for _, place := range r.Now {
		one := row{Name: place.Name, Path: r.Path(r.inOf(place)), Mark: "#", Unread: place.Unread, Here: !r.Home && place.ID == r.Place.ID}
		switch {
		case place.Direct:
			one.Name, one.Mark = "Messages", "✉"
		case place.Private:
			one.Mark = "🔒"
		}
		if one.Here {
			one.Unread = 0
		}
		rows = append(rows, one)
	}
	return rows
}

// App are the rows of the app, Channels all others.
func (r rail) App() []row      { return r.Rows()[:2] }
func (r rail) Channels() []row { return r.Rows()[2:] }

// row is a line of the list of conversations.
type row struct {
	Name, Path, Mark string
	Unread           int
	Here             bool
}

// Count is what is unread in few characters.
func (r row) Count() string {
	if r.Unread > 99 {
		return "99+"
	}
	return fmt.Sprint(r.Unread)
}
