package page

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"paidup/bot/slackfake"
)

// home is the name of the app's Home tab where a channel's name is expected.
const home = "home"

// visit is one look at the page: who looks, and at what.
type visit struct {
	User   slackfake.User
	Place  slackfake.Place // a channel; the app's direct message where Home is looked at
	Home   bool
	Thread string // timestamp of the first message of the thread beside the channel
	Bot    string // handle
	People []slackfake.User
	Places []slackfake.Place
	zone   *time.Location
	names  map[string]string // of people and channels by id
}

// visit reads who looks and at what. The error says that there is no such person.
func (p *Page) visit(r *http.Request) (*visit, error) {
	q := r.URL.Query()
	v := &visit{Home: q.Get("in") == home, Thread: q.Get("thread")}
	var err error
	p.ws.Read(func(s *slackfake.State) {
		err = v.read(s, orElse(q.Get("as"), p.opts.As), orElse(q.Get("in"), p.opts.In))
	})
	if err != nil {
		return nil, err
	}
	if v.zone, err = time.LoadLocation(v.User.TZ); err != nil {
		v.zone = time.UTC
	}
	return v, nil
}

func nobody(who string) error { return fmt.Errorf("nobody who types here is called %q", who) }

func orElse(word, fallback string) string {
	if word == "" {
		return fallback
	}
	return word
}

func (v *visit) read(s *slackfake.State, who, where string) error {
	v.Bot, v.People, v.names = s.Bot(), s.Users(), s.Names()
	for _, u := range v.People {
		if u.Name == who || u.ID == who {
			v.User = u
		}
	}
	if v.User.ID == "" {
		return nobody(who)
	}
	v.Places = s.Places(v.User.ID)
	for _, place := range v.Places {
		if place.ID == where || place.Direct && (where == "@"+v.Bot || v.Home) || !place.Direct && place.Name == strings.TrimPrefix(where, "#") {
			v.Place = place
			return nil
		}
	}
	v.Place = v.Places[min(1, len(v.Places)-1)] // somebody else's channel was looked at before
	return nil
}

// Path is the address of a place for the person who looks.
func (v *visit) Path(in string) string {
	return "/?" + url.Values{"as": {v.User.Name}, "in": {in}}.Encode()
}

// In is the name of the place that is looked at, as addresses have it.
func (v *visit) In() string {
	if v.Home {
		return home
	}
	return v.inOf(v.Place)
}

func (v *visit) inOf(place slackfake.Place) string {
	if place.Direct {
		return "@" + v.Bot
	}
	return place.Name
}

// Title is the place as its heading says it.
func (v *visit) Title() string {
	switch {
	case v.Home:
		return v.Place.Name + " Home"
	case v.Place.Direct:
		return v.Place.Name
	}
	return "#" + v.Place.Name
}

// Box is what the message box writes to.
func (v *visit) Box() string { return "Message " + v.Title() }

// reader is the person with the names and the choices they have here.
func (v *visit) reader() Reader {
	r := Reader{Zone: v.zone, Name: func(id string) string { return orElse(v.names[id], id) }}
	r.File = func(f slackfake.File) string {
		return "/files/" + url.PathEscape(f.ID) + "/" + url.PathEscape(f.Name) + "?as=" + url.QueryEscape(v.User.Name)
	}
	for _, u := range v.People {
		r.People = append(r.People, Choice{u.ID, u.RealName})
	}
	for _, place := range v.Places {
		if !place.Direct {
			r.Channels = append(r.Channels, Choice{place.ID, place.Name})
		}
	}
	return r
}
