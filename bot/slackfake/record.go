package slackfake

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Entry is one payload the app sent: a Web API call under its method's name, a post to a response URL as response_url, an
// upload as upload, an ack as ack (nothing to say), ack.message, ack.view_submission or ack.options. Tokens are left out.
type Entry struct {
	Method  string         `json:"method"`
	Payload map[string]any `json:"payload"`
	Name    string         `json:"name"`
	Refused string         `json:"-"` // Slack's error name; empty: taken
	Why     []string       `json:"-"` // what is wrong, where Slack says so
	Channel string         `json:"-"` // id of the channel it is for, empty where there is none or it is not known
	At      time.Time      `json:"-"` // by the workspace's clock
}

// illMade are Slack's answers to payloads that are wrong in themselves.
var illMade = []string{
	"invalid_arguments", "invalid_blocks", "invalid_blocks_format", "invalid_metadata_schema", "invalid_thread_ts",
	"metadata_too_large", "msg_too_long", "no_text", "unknown_method", "view_too_large",
}

// IllMade reports that the payload was refused because it is wrong in itself.
func (e Entry) IllMade() bool {
	return slices.Contains(illMade, e.Refused) || strings.HasPrefix(e.Refused, illMadeAck)
}

// illMadeAck begins what is wrong with the payload of an ack.
const illMadeAck = "refused: "

// record adds an entry and tells its place in the log.
func (s *State) record(method string, payload object, about string) int {
	if payload = maps.Clone(payload); payload == nil {
		payload = object{}
	}
	name := strings.TrimSpace(fmt.Sprintf("%04d %s %s", len(s.log)+1, method, about))
	s.log = append(s.log, Entry{Method: method, Payload: payload, Name: name, Channel: text(payload, "channel"), At: s.now()})
	return len(s.log) - 1
}

// refused notes why an entry was not taken; nothing when problem is nil.
func (s *State) refused(place int, problem *refusal) {
	if problem != nil {
		s.log[place].Refused, s.log[place].Why = problem.name, problem.messages
		s.noteIllMade(place)
	}
}

func (s *State) noteIllMade(place int) {
	if s.log[place].IllMade() {
		s.illMade = append(s.illMade, place)
	}
}

// IllMade are the last n entries that were refused because they are wrong in themselves, the newest first.
func (s *State) IllMade(n int) []Entry {
	var found []Entry
	for _, place := range slices.Backward(s.illMade) {
		if len(found) == n {
			break
		}
		found = append(found, s.log[place])
	}
	return found
}

// LogSince is Log without its first n.
func (s *State) LogSince(n int) []Entry { return slices.Clone(s.log[min(n, len(s.log)):]) }

// AcksSince is Acks without its first n.
func (s *State) AcksSince(n int) []Ack { return slices.Clone(s.acks[min(n, len(s.acks)):]) }

// Sent is the envelope that was sent under the id: its type and its payload; nil when there is none.
func (s *State) Sent(envelopeID string) (kind string, payload map[string]any) {
	env := s.envelopes[envelopeID]
	if env == nil {
		return "", nil
	}
	return env.kind, env.payload
}

// Ack is what became of one envelope, or an ack frame that fits none.
type Ack struct {
	EnvelopeID string
	About      string // the person's act, or the event
	Conn       int    // connection the envelope went out on, 0 when there was none
	Attempt    int    // retry_attempt of an event
	Payload    json.RawMessage
	Took       time.Duration // by the workspace's clock
	Problem    string        // empty: acked in time, on its connection, with a payload Slack takes
	At         time.Time     // by the workspace's clock
}

// Kind tells what the bot made people see.
type Kind string

// The kinds of Shown.
const (
	Posted    Kind = "message"
	Edited    Kind = "edit"
	Deleted   Kind = "deletion"
	Whispered Kind = "ephemeral"
	Opened    Kind = "modal"        // opened or pushed
	Updated   Kind = "modal update" // views.update or an ack's update
	Errors    Kind = "field errors"
	Published Kind = "home"
	Reacted   Kind = "reaction"
	Closed    Kind = "modals closed" // by an ack's clear
)

// Shown is one thing the bot, or Slack on its behalf, made somebody see. An edit that changes nothing a person could see
// is not shown.
type Shown struct {
	Seq     int // 1, 2, 3 ...
	Kind    Kind
	User    string  // id of the one person who sees it; empty: everyone in the channel
	Message Message // as it was then
	View    View    // as it was then
	Emoji   string
}

func (s *State) show(what Shown) {
	what.Seq = len(s.shown) + 1
	s.shown = append(s.shown, what)
}

// String is the thing shown in one line and its words below.
func (x Shown) String() string {
	switch x.Kind {
	case Opened, Updated, Published, Closed, Errors:
		return fmt.Sprintf("%s for %s:\n%s", x.Kind, x.User, RenderView(x.View))
	case Reacted:
		return fmt.Sprintf("reaction :%s: on %s", x.Emoji, x.Message.TS)
	}
	where := x.Message.Channel
	if x.Message.inThread() {
		where += " in thread " + x.Message.ThreadTS
	}
	if x.User != "" {
		where += " for " + x.User
	}
	return fmt.Sprintf("%s in %s:\n%s", x.Kind, where, RenderMessage(x.Message))
}

// seconds are the whole seconds of a message timestamp.
func seconds(ts string) int64 {
	whole, _, _ := strings.Cut(ts, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
