package commands

import (
	"fmt"
	"slices"
	"strings"

	"paidup/domain"
)

// StrangersWords says that somebody else uses our token, and what to do.
func StrangersWords(seen domain.ForeignSockets) string {
	return fmt.Sprintf("Somebody else uses this app's token: Slack counts %s, ours are %d. What reaches them does not reach Paidup, and whoever "+
		"sent it hears nothing. Stop the other program, or revoke the app-level token and give Paidup a new one.",
		counted(seen.App, "connection"), seen.Ours)
}

// noticeWords are the kinds of notice in the order they are told.
var noticeWords = []struct {
	kind domain.NoticeKind
	one  string
}{
	{domain.DigestNotice, "digest"},
	{domain.EscalationNotice, "escalation"},
	{domain.CardNotice, "card"},
	{domain.LineNotice, "thread line"},
	{domain.ActNotice, "answer to an escalation"},
	{domain.LiveNotice, "edit of a digest"},
	{domain.SaidNotice, "message"},
}

// remedies say what to do about notices that were given up, by the name of the reason. CODE is the market's.
var remedies = []struct {
	codes []string
	says  string
}{
	{[]string{"is_archived"}, "Unarchive the channel, or say market set CODE channel in another one"},
	{[]string{"channel_not_found", "not_in_channel", "is_inactive"}, "Invite Paidup to the channel, or say market set CODE channel in another one"},
	{[]string{"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
		"restricted_action_non_threadable_channel", "restricted_action_thread_locked", "no_permission", "ekm_access_denied",
		"posting_to_channel_denied", "cannot_reply_to_message"}, "Let Paidup post there: the channel's or the workspace's settings forbid it"},
	{[]string{"user_disabled", "user_not_found", "user_not_visible", "user_not_in_channel", "cannot_dm_bot"},
		"The account is gone or out of reach: give its files a new owner, and its roles to somebody else"},
	{[]string{"messages_tab_disabled"}, "Switch on the Messages tab of the app, as its manifest has it"},
	{[]string{"no_card"}, "Its card could not be posted: see to that first"},
	{[]string{"lost"}, "It was sent four times and never seen in the channel: look whether it stands there"},
	{[]string{"metadata_too_large", "msg_blocks_too_long", "msg_too_long", "invalid_blocks", "invalid_blocks_format", "invalid_arguments",
		"not_drawn", "panic"}, "That is a fault of ours: tell whoever maintains Paidup; its log says more"},
}

// UndeliveredWords says what was given up, where it should have gone, for what reason and what to do. It names no file, no
// customer and no amount.
func UndeliveredWords(d domain.DeadLetters, m *domain.Market, people People) string {
	var kinds []string
	for _, w := range noticeWords {
		switch n := d.Kinds[w.kind]; {
		case n > 1 && w.kind == domain.ActNotice:
			kinds = append(kinds, fmt.Sprintf("%d answers to escalations", n))
		case n > 1 && w.kind == domain.LiveNotice:
			kinds = append(kinds, fmt.Sprintf("%d edits of digests", n))
		case n > 0:
			kinds = append(kinds, counted(n, w.one))
		}
	}
	return fmt.Sprintf("%s for %s: %s. %s.", list(kinds), addressee(d.To, m, people), d.Code, remedy(d.Code, m))
}

// addressee is where it should have gone.
func addressee(to string, m *domain.Market, people People) string {
	switch {
	case to == "" || to == m.Channel:
		return "the channel of " + m.Name
	case strings.HasPrefix(to, "C") || strings.HasPrefix(to, "G"):
		return "channel " + to
	}
	if p, known := people[domain.PersonID(to)]; known {
		return p.Name + ", directly"
	}
	return to + ", directly"
}

func remedy(code string, m *domain.Market) string {
	for _, r := range remedies {
		if slices.Contains(r.codes, code) {
			return strings.ReplaceAll(r.says, "CODE", m.Code)
		}
	}
	return "The log of paidup run says more"
}
