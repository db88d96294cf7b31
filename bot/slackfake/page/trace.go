package page

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"paidup/bot/slackfake"
)

// maxTraced is how many lines of the past the developers' drawer begins with.
const maxTraced = 100

// crossing is one line of the drawer: an envelope and its ack, or a call of the Web API.
type crossing struct {
	At      time.Time
	Kind    string // envelope or call
	What    string // slash_commands, chat.update
	About   string
	Took    string // of an ack
	Problem string
	Sent    string // JSON
	Said    string // JSON of the ack
}

// trace sends what crosses between the workspace and the app, as it happens.
func (p *Page) trace(rw http.ResponseWriter, r *http.Request) {
	v, err := p.visit(r)
	if err != nil {
		http.Error(rw, sentence(err), http.StatusNotFound)
		return
	}
	rw.Header().Set("Content-Type", "text/event-stream")
	acks, calls, version := 0, 0, int64(-1)
	for p.wait(r.Context(), version) == nil {
		var lines []crossing
		p.ws.Read(func(s *slackfake.State) {
			version = s.Version()
			seen := s.AcksSince(acks)
			logged := s.LogSince(calls)
			acks, calls = acks+len(seen), calls+len(logged)
			lines = crossings(s, seen, logged)
		})
		if err := p.sendLines(rw, v, lines); err != nil {
			return
		}
	}
}

// crossings puts acks and calls in the order in which they happened, and leaves out the oldest beyond maxTraced.
func crossings(s *slackfake.State, acks []slackfake.Ack, calls []slackfake.Entry) []crossing {
	acks = acks[max(0, len(acks)-maxTraced):]
	calls = calls[max(0, len(calls)-maxTraced):]
	var lines []crossing
	for _, ack := range acks {
		kind, payload := s.Sent(ack.EnvelopeID)
		line := crossing{At: ack.At, Kind: "envelope", What: kind, About: ack.About, Problem: ack.Problem, Sent: indented(payload),
			Took: fmt.Sprintf("%d ms", ack.Took.Milliseconds())}
		if len(ack.Payload) > 0 {
			line.Said = indented(json.RawMessage(ack.Payload))
		}
		lines = append(lines, line)
	}
	for _, e := range calls {
		if e.Method == "ack" || strings.HasPrefix(e.Method, "ack.") {
			continue
		}
		problem := strings.Join(append([]string{e.Refused}, e.Why...), " ")
		line := crossing{At: e.At, Kind: "call", What: e.Method, Problem: strings.TrimSpace(problem), Sent: indented(e.Payload)}
		if e.Channel != "" {
			line.About = s.PlaceName(orElse(placeOf(s, e), e.Channel))
		}
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(a, b crossing) int { return a.At.Compare(b.At) })
	return lines[max(0, len(lines)-maxTraced):]
}

func (p *Page) sendLines(rw http.ResponseWriter, v *visit, lines []crossing) error {
	for i := range lines {
		lines[i].At = lines[i].At.In(v.zone)
	}
	html, err := p.pen.draw("crossings", lines)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(html)
	if err == nil {
		_, err = fmt.Fprintf(rw, "event: lines\ndata: %s\n\n", raw)
	}
	return cmp.Or(err, http.NewResponseController(rw).Flush())
}

// Clock is the instant of the line to the millisecond.
func (c crossing) Clock() string { return c.At.Format("3:04:05.000 pm") }
