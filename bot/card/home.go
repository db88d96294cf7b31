package card

import (
	"fmt"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// Home is what a message shows as a person's Home tab.
func Home(m Message) slack.HomeTabViewRequest {
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: m.Blocks}}
}

// home draws the parts of a Home tab, one under the other: the markets, the queue, the settings. They fit a message too.
func (p Pen) home(v commands.Home) Message {
	var out paper
	var text []string
	part := func(draw func() string) {
		if len(out.blocks) > 0 {
			out.divider()
		}
		text = append(text, draw())
	}
	if v.Roll != nil {
		part(func() string { return out.roll(*v.Roll) })
	}
	if v.Queue != nil {
		part(func() string { return p.filesOn(&out, *v.Queue) })
	}
	if v.Setup != nil {
		part(func() string { return out.setup(*v.Setup) })
	}
	return out.message(sentences(text...))
}

// setup draws the admin's settings, and the steps of the first day in front of them.
func (p *paper) setup(v commands.Setup) string {
	p.steps(v.Steps)
	if len(v.Markets) > 0 {
		p.lines(append([]line{strong("Markets")}, settings(v.Markets)...)...)
	}
	var buttons []commands.Button
	for _, m := range v.Markets {
		buttons = append(buttons, commands.Button{Label: m.Code, Press: commands.Press{Verb: "market", Args: commands.Values{"market": m.Code}}})
	}
	if v.More > 0 {
		buttons = append(buttons, commands.Button{Label: fmt.Sprintf("%d more", v.More), Press: commands.Press{Verb: "market", Args: commands.Values{"list": "yes"}}})
	}
	p.buttons("settings", buttons)
	p.buttons("", setupButtons(v))
	return fmt.Sprintf("Settings of %s", counted(len(v.Markets)+v.More, "market"))
}

// setupButtons are what an admin does; the one that is next on the first day leads the eye.
func setupButtons(v commands.Setup) []commands.Button {
	open := func(label, verb string) commands.Button {
		return commands.Button{Label: label, Press: commands.Press{Verb: verb, Form: true}}
	}
	out := []commands.Button{open("Add a market…", "market add")}
	if len(v.Markets) > 0 {
		out = append(out, open("Add a person…", "member add"))
	}
	for i, s := range v.Steps[:min(len(out), len(v.Steps))] {
		if !s.Done {
			out[i].Primary = true
			break
		}
	}
	return append(out, commands.Button{Label: "Doctor", Press: commands.Press{Verb: "doctor"}})
}

// steps draws the steps of the first day: those that are done ticked, the others with how they are done.
func (p *paper) steps(all []commands.Step) {
	if len(all) == 0 {
		return
	}
	p.lines(strong("%s to begin", counted(len(all), "step")))
	for i, s := range all {
		tick, how := "", s.How
		if s.Done {
			tick, how = "✅ ", ""
		}
		p.lines(say("%s%d. %s", tick, i+1, s.Says))
		p.small(upperFirst(how))
	}
	p.divider()
}

// settings are the markets in two lines each: where they post and when, and how many they are.
func settings(markets []*domain.Market) []line {
	var out []line
	for _, m := range markets {
		title := line{{text: fmt.Sprintf("%s %s", m.Code, oneLine(m.Name)), bold: true}}
		if m.Channel != "" {
			title = append(title, span{text: " · "}, span{text: "its channel", channel: m.Channel})
		}
		where := ""
		switch {
		case m.Channel == "":
			where = "no channel, so nothing is posted"
		case m.Paused != "":
			where = "🔴 paused: " + oneLine(m.Paused)
		}
		out = append(out, title, say("%s", upperFirst(join(", ", where, "digest at "+m.DigestAt, counted(len(m.Members), "member")))))
	}
	return out
}
