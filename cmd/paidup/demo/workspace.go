package demo

import (
	"strings"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/bot/slackfake/page"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// workspace makes the local Slack workspace: the people, and a private channel for every market with its members. The
// slash commands and shortcuts are those of the app's manifest.
func (s *stage) workspace(addr string) (*slackfake.Workspace, error) {
	ways, err := manifest()
	if err != nil {
		return nil, err
	}
	began, p := s.Now(), s.portfolio
	ws := slackfake.New(slackfake.Options{Now: s.clock.now, Elapsed: func() time.Duration { return s.Now().Sub(began) }, Addr: addr,
		Commands: ways.Commands, Shortcuts: ways.Shortcuts})
	ws.Grant(bot.Scopes()...)
	for _, person := range p.People {
		if err := ws.AddUser(slackfake.User{ID: string(person.ID), Name: handle(person), RealName: person.Name, Admin: person.Admin}); err != nil {
			return nil, err
		}
	}
	for i := range p.Markets {
		m := &p.Markets[i]
		members := []string{ws.BotID()}
		for _, v := range m.Members {
			members = append(members, string(v.Person.ID))
		}
		if err := ws.AddChannel(slackfake.Channel{ID: m.Channel, Name: channelName(&m.Market), Private: true, Members: members}); err != nil {
			return nil, err
		}
	}
	free := slackfake.Channel{ID: freeChannel, Name: "tampa", Private: true, Members: []string{ws.BotID(), string(sample.Sam)}}
	if err := ws.AddChannel(free); err != nil {
		return nil, err
	}
	look, err := page.New(page.Options{Workspace: ws, As: "dana", In: "fort-myers", Tour: s.tour.steps()})
	if err != nil {
		return nil, err
	}
	ws.Handle("/", look.Handler())
	return ws, nil
}

// freeChannel is no market's yet: the admin can begin one there.
const freeChannel = "C0TAMPA"

// handle is what a person is called at the prompt: their first name in small letters.
func handle(p domain.Person) string { return strings.ToLower(p.First()) }

// channelName is the market's channel: Fort Myers is fort-myers.
func channelName(m *domain.Market) string {
	name, _, _ := strings.Cut(m.Name, " (")
	return strings.ReplaceAll(strings.ToLower(name), " ", "-")
}

// manifest is what the app's manifest says about the ways in.
func manifest() (slackfake.Manifest, error) {
	raw, err := bot.Manifest(commands.NewApp(commands.Deps{}).Commands(), "", false)
	if err != nil {
		return slackfake.Manifest{}, err
	}
	return slackfake.ReadManifest(raw)
}
