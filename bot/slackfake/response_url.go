package slackfake

import (
	"io"
	"net/http"
	"time"
)

// The life of a response URL.
const (
	responseUses = 5
	responseLife = 30 * time.Minute
)

// responseURL lets the app answer one act of one person.
type responseURL struct {
	userID    string
	channelID string
	message   *Message      // the message acted on; nil for a slash command
	made      time.Duration // as the workspace had run by then
	uses      int
}

// responseURL makes the address for answers to the act.
func (s *State) responseURL(userID, channelID string, m *Message) string {
	id := s.secret()
	s.responseURLs[id] = &responseURL{userID: userID, channelID: channelID, message: m, made: s.opts.Elapsed()}
	return "http://" + s.host + "/response/" + id
}

// formURLs are the addresses for answers in the channels that a form lets a person choose for them.
func (s *State) formURLs(v *View) []any {
	urls := []any{}
	eachHolder(v.blocks(), func(b, e object, _ holder) {
		channel, _ := v.values.get(b, e).(string)
		if truth(e, "response_url_enabled") && channel != "" {
			urls = append(urls, object{
				"block_id": b["block_id"], "action_id": e["action_id"], "channel_id": channel,
				"response_url": s.responseURL(v.User, channel, nil),
			})
		}
	})
	return urls
}

// respond answers a post to a response URL: the words ok, or 404 and Slack's reason.
func (w *Workspace) respond(rw http.ResponseWriter, r *http.Request) {
	args, unread := readArguments(rw, r)
	var fault *Fault
	var problem *refusal
	w.change(func(s *State) {
		place := s.record("response_url", args, "")
		if u := s.responseURLs[r.PathValue("id")]; u != nil {
			s.log[place].Channel = u.channelID
		}
		fault = s.nextFault("response_url")
		switch {
		case unread != nil:
			problem = refuse("invalid_payload")
		case fault == nil || fault.Applied:
			problem = s.answerAct(s.responseURLs[r.PathValue("id")], args)
		default:
			s.log[place].Refused = fault.String()
		}
		s.refused(place, problem)
	})
	if fault != nil && w.play(fault, rw, r) {
		return
	}
	if problem != nil {
		writeStatus(rw, http.StatusNotFound, problem.json())
		return
	}
	rw.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(rw, "ok") // the caller may have hung up
}

// answerAct does what a post to a response URL says: delete or replace the message acted on, or say something new. A
// deletion may say something new besides.
func (s *State) answerAct(u *responseURL, args object) *refusal {
	switch {
	case u == nil:
		return refuse("invalid_url")
	case s.opts.Elapsed()-u.made > responseLife:
		return refuse("expired_url")
	case u.uses >= responseUses:
		return refuse("used_url")
	}
	dropNulls(args)
	original := u.original(s)
	deletes := saysYes(args["delete_original"]) && original != nil
	if metadata := sub(args, "metadata"); text(metadata, "event_type") == "" {
		delete(args, "metadata")
	}
	problem := checkContent(args)
	if problem != nil && !(deletes && problem.name == "no_text") {
		return problem
	}
	u.uses++
	if deletes {
		s.erase(original)
	}
	if problem != nil {
		return nil
	}
	if saysYes(args["replace_original"]) && original != nil && !deletes {
		s.rewrite(original, s.content(args))
		return nil
	}
	m := &Message{Channel: u.channelID, ThreadTS: text(args, "thread_ts"), For: u.userID}
	if text(args, "response_type") == "in_channel" {
		m.For = ""
	}
	s.content(args).put(m)
	s.postFromBot(m)
	return nil
}

// original is the message acted on, as long as it stands. A slash command has none: its answers are always new.
func (u *responseURL) original(s *State) *Message {
	if u.message == nil {
		return nil
	}
	return s.timelines[u.channelID].byTS[u.message.TS]
}
