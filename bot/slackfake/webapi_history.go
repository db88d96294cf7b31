package slackfake

import (
	"slices"
	"strconv"
	"strings"
)

// conversationHistory gives the newest messages first, without replies and ephemerals.
func conversationHistory(s *State, c *call) (object, *refusal) {
	channel, problem := s.member(c.text("channel"))
	if problem == nil {
		problem = c.checkTimes()
	}
	if problem != nil {
		return nil, problem
	}
	var found []*Message
	for _, m := range slices.Backward(s.timelines[channel.ID].order) {
		if !m.Ephemeral() && (!m.inThread() || m.broadcast) && c.within(m.TS) {
			found = append(found, m)
		}
	}
	return s.messagesPage(c, found, min(c.count("limit", 100), maxLimit))
}

// conversationReplies gives a thread's first message and its replies, the oldest first.
func conversationReplies(s *State, c *call) (object, *refusal) {
	channel, problem := s.member(c.text("channel"))
	if problem == nil {
		problem = c.checkTimes()
	}
	if problem != nil {
		return nil, problem
	}
	t := s.timelines[channel.ID]
	root := t.byTS[c.text("ts")]
	if root == nil || root.Ephemeral() {
		return nil, refuse("thread_not_found")
	}
	if root.inThread() {
		root = orElse(t.byTS[root.ThreadTS], root)
	}
	found := []*Message{root}
	for _, m := range t.replies(root.TS) {
		if c.within(m.TS) {
			found = append(found, m)
		}
	}
	return s.messagesPage(c, found, c.count("limit", 1000))
}

func (s *State) messagesPage(c *call, found []*Message, limit int) (object, *refusal) {
	found, next, problem := page(c, found, limit)
	if problem != nil {
		return nil, problem
	}
	messages := []any{}
	for _, m := range found {
		messages = append(messages, s.messageJSON(m, c.truth("include_all_metadata")))
	}
	answer := object{"messages": messages, "has_more": next != "", "pin_count": 0}
	if next != "" {
		answer["response_metadata"] = object{"next_cursor": next}
	}
	return answer, nil
}

// checkTimes refuses bounds that are no Unix timestamps.
func (c *call) checkTimes() *refusal {
	for _, name := range []string{"oldest", "latest"} {
		if _, err := strconv.ParseFloat(orElse(c.text(name), "0"), 64); err != nil {
			return refuse("invalid_ts_" + name)
		}
	}
	return nil
}

// within reports that ts is between the call's oldest and latest. Both are excluded unless inclusive.
func (c *call) within(ts string) bool {
	oldest, latest := c.text("oldest"), c.text("latest")
	if c.truth("inclusive") && (ts == oldest || ts == latest) {
		return true
	}
	return (oldest == "" || later(ts, oldest)) && (latest == "" || later(latest, ts))
}

// later reports that message timestamp a is after b; either may lack its fraction.
func later(a, b string) bool {
	wholeA, fractionA, _ := strings.Cut(a, ".")
	wholeB, fractionB, _ := strings.Cut(b, ".")
	if len(wholeA) != len(wholeB) {
		return len(wholeA) > len(wholeB)
	}
	return wholeA+"."+(fractionA + "000000")[:6] > wholeB+"."+(fractionB + "000000")[:6]
}
