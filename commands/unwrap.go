package commands

import (
	"context"
	"regexp"
	"strings"
	"unicode"

	"paidup/domain"
)

var (
	entities  = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
	wrapper   = regexp.MustCompile(`<(?:([@#!])([^<>|]+)|((?:tel|mailto|sms):[^<>|]+|[a-zA-Z][a-zA-Z0-9+.-]*://[^<>|\s]+))(?:\|([^<>]*))?>`)
	schemeOff = regexp.MustCompile(`^(?:tel|mailto|sms):`)
)

// mention is a stretch of the plain line that names a person or a channel.
type mention struct {
	from, to int
	person   domain.PersonID
	channel  string
}

// clean drops what nobody typed on purpose: broken bytes, control characters, spaces of no width.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\u200b', r == '\u2060', r == '\ufeff', unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// unwrap takes off what Slack wraps around mentions, numbers, addresses and links, and decodes its entities once.
func unwrap(s string, members []domain.Member) (string, []mention) {
	var b strings.Builder
	var found []mention
	at := 0
	for _, m := range wrapper.FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(entities.Replace(s[at:m[0]]))
		at = m[1]
		shown, is := shownAs(wrapper.FindStringSubmatch(s[m[0]:m[1]]), members)
		is.from = b.Len()
		b.WriteString(entities.Replace(shown))
		is.to = b.Len()
		if is.person != "" || is.channel != "" {
			found = append(found, is)
		}
	}
	b.WriteString(entities.Replace(s[at:]))
	return b.String(), found
}

// shownAs is a wrapper as a person sees it, and whom it mentions. The parts are its sign, the id, the address, the label.
func shownAs(parts []string, members []domain.Member) (string, mention) {
	sign, id, address, label := parts[1], parts[2], parts[3], parts[4]
	switch {
	case sign == "@":
		if label == "" {
			label = firstNameOf(domain.PersonID(id), members)
		}
		return "@" + strings.TrimPrefix(label, "@"), mention{person: domain.PersonID(id)}
	case sign == "#":
		if label == "" {
			label = id
		}
		return "#" + label, mention{channel: id}
	case label != "":
		return label, mention{}
	case sign == "!":
		return "@" + id[strings.LastIndexByte(id, '^')+1:], mention{}
	}
	return schemeOff.ReplaceAllString(address, ""), mention{}
}

var unnamedChannel = regexp.MustCompile(`<#([A-Z0-9]+)\|?>`)

// withChannels writes the names of channels into mentions that carry none, as Slack leaves them out of those of private ones.
func (a *App) withChannels(ctx context.Context, words string) string {
	return unnamedChannel.ReplaceAllStringFunc(words, func(mention string) string {
		id := unnamedChannel.FindStringSubmatch(mention)[1]
		info, err := a.Channels.Channel(ctx, id)
		if err != nil || info.Name == "" {
			return mention
		}
		return "<#" + id + "|" + info.Name + ">"
	})
}

func firstNameOf(id domain.PersonID, members []domain.Member) string {
	for _, m := range members {
		if m.Person.ID == id {
			return m.Person.First()
		}
	}
	return string(id)
}
