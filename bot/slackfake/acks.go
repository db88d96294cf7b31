package slackfake

import (
	"encoding/json"
	"fmt"
	"strings"
)

// receive takes one frame from the app.
func (w *Workspace) receive(c *conn, frame []byte) {
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	err := json.Unmarshal(frame, &ack)
	w.change(func(s *State) {
		env := s.envelopes[ack.EnvelopeID]
		stray := Ack{EnvelopeID: ack.EnvelopeID, Conn: c.id, Payload: ack.Payload, At: s.now()}
		if env != nil {
			stray.About = env.about
		}
		if err != nil {
			stray.Problem = "not JSON: " + err.Error()
		} else {
			stray.Problem = strayBecause(env, c, len(frame))
		}
		if stray.Problem != "" {
			s.acks = append(s.acks, stray)
			return
		}
		s.accept(env, ack.Payload)
	})
}

// strayBecause tells why Slack does not take a frame as the ack of env; empty when it does.
func strayBecause(env *envelope, c *conn, size int) string {
	switch {
	case size >= maxAckBytes:
		return fmt.Sprintf("dropped: an ack of %d bytes, Slack takes less than %d", size, maxAckBytes)
	case env == nil:
		return "acks an envelope that was never sent"
	case env.conn != c.id:
		return fmt.Sprintf("sent on connection %d, the envelope went out on %d", c.id, env.conn)
	case env.acked:
		return "acked twice"
	case env.decided:
		return "acked too late"
	}
	return ""
}

// accept takes the ack and does what its payload says.
func (s *State) accept(env *envelope, raw json.RawMessage) {
	var payload object
	problem := ""
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &payload); err != nil {
			problem = "payload is no JSON object: " + err.Error()
		}
	}
	entry := env.entry
	if len(payload) == 0 && entry == "ack.message" {
		entry = "ack"
	}
	place := s.record(entry, payload, env.about)
	if problem == "" {
		problem = env.apply(s, payload)
	}
	s.log[place].Refused = problem
	s.noteIllMade(place)
	s.log[place].Channel = orElse(text(env.payload, "channel_id"), text(sub(env.payload, "channel"), "id"))
	env.acked = true
	env.decide(s, Ack{Payload: raw, Problem: problem})
}

func (env *envelope) apply(s *State, payload object) string {
	if !env.accepts {
		if len(payload) > 0 {
			return "carries a payload where none is taken"
		}
		return ""
	}
	if env.answer == nil {
		return ""
	}
	if problems := env.answer(s, payload); len(problems) > 0 {
		return fmt.Sprint(illMadeAck, problems)
	}
	return ""
}

// answerCommand does what the ack of a slash command says: nothing, a whisper, or a message for all.
func answerCommand(u *User, c *Channel, line string) func(*State, object) []string {
	return func(s *State, payload object) []string {
		if len(payload) == 0 {
			return nil
		}
		if problem := checkContent(payload); problem != nil {
			command, _, _ := strings.Cut(line, " ")
			s.whisper(c.ID, u.ID, command+` failed with the error "dispatch_unknown_error"`)
			return append(problem.messages, problem.name)
		}
		m := &Message{Channel: c.ID, For: u.ID}
		if text(payload, "response_type") == "in_channel" {
			s.post(&Message{Channel: c.ID, User: u.ID, Text: s.typed(line)})
			m.For = ""
		}
		s.content(payload).put(m)
		s.postFromBot(m)
		return nil
	}
}

// answerSubmission does what the ack of a view_submission says.
func answerSubmission(v *View) func(*State, object) []string {
	return func(s *State, payload object) []string {
		r := &report{}
		checkSubmission(r, payload)
		action := text(payload, "response_action")
		if action == "errors" && len(r.problems) == 0 {
			v.refuseFields(r, sub(payload, "errors"))
		}
		if action == "push" && len(s.modals[v.User]) >= maxModals {
			r.add("/response_action", "push_limit_reached")
		}
		if len(r.problems) > 0 {
			v.Banner = troubleConnecting
			return r.problems
		}
		switch action {
		case "":
			s.closeModal(v)
		case "clear":
			s.show(Shown{Kind: Closed, User: v.User, View: v.copied()})
			s.modals[v.User] = nil
		case "errors":
			s.show(Shown{Kind: Errors, User: v.User, View: v.copied()})
		case "update":
			s.updateView(v, sub(payload, "view"))
		case "push":
			s.pushModal(v.User, sub(payload, "view"))
		}
		return nil
	}
}

// answerSuggestion keeps the options the app offers for a menu.
func answerSuggestion(menu string, offered *[]any) func(*State, object) []string {
	return func(s *State, payload object) []string {
		r := &report{}
		checkOptions(r, payload)
		if len(r.problems) > 0 {
			return r.problems
		}
		completeTexts(payload)
		for _, o := range optionsOf(payload) {
			*offered = append(*offered, o)
		}
		s.menus[menu] = *offered
		return nil
	}
}
