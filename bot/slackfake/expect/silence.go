package expect

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"paidup/bot/slackfake"
)

// Silence ends the story: once every envelope is decided and every call answered, it fails on everything the bot showed
// and the story did not name, on every ping not named, on every envelope that was not acked in time on its own
// connection, and on every payload Slack refused. The bot must have come to rest: what it would show later is not seen.
func (s *Story) Silence() {
	s.t.Helper()
	s.ended = true
	ctx, cancel := s.patiently()
	defer cancel()
	if err := s.ws.WaitFor(ctx, (*slackfake.State).AtRest); err != nil {
		s.t.Errorf("the workspace does not come to rest: %v", err)
	}
	if left := s.unnamed(); left != "(nothing)" {
		s.t.Errorf("the story did not name:\n%s", left)
	}
	s.ws.Read(func(st *slackfake.State) {
		s.noPings(st)
		for _, ack := range st.Acks() {
			if ack.Problem != "" {
				s.t.Errorf("envelope %s (%s): %s", ack.EnvelopeID, ack.About, ack.Problem)
			}
		}
		for _, e := range st.Log() {
			if e.IllMade() {
				s.t.Errorf("%s was refused: %s", e.Name, e.Refused)
			}
		}
	})
}

func (s *Story) noPings(st *slackfake.State) {
	s.t.Helper()
	for _, x := range st.Shown() {
		whom := x.Message.Notifies()
		if len(whom) > 0 && !s.pinged[x.Seq] && (x.Kind == slackfake.Posted || x.Kind == slackfake.Edited) {
			s.t.Errorf("a message pings %v and the story did not say so:\n%s", whom, st.Render(x.Message))
		}
	}
}

var notInFileNames = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// savePayloads writes what the bot sent, as the payload checker takes it. What the workspace refused as ill made is left
// out: Silence has failed the story for it.
func (s *Story) savePayloads() {
	folder := os.Getenv("PAIDUP_PAYLOADS")
	if folder == "" {
		return
	}
	taken := slices.DeleteFunc(slices.Clone(s.ws.Log()), func(e slackfake.Entry) bool { return strings.HasPrefix(e.Refused, "invalid_") })
	raw, err := json.MarshalIndent(append([]slackfake.Entry{}, taken...), "", " ")
	if err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	if err == nil {
		name := notInFileNames.ReplaceAllString(s.t.Name(), "_") + ".json"
		err = os.WriteFile(filepath.Join(folder, name), raw, 0o644)
	}
	if err != nil {
		s.t.Errorf("save the payloads: %v", err)
	}
}
