package page

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"paidup/bot/slackfake"
)

// faultSwitch is a fault as the drawer offers it.
type faultSwitch struct{ Word, Says string }

// connectionFaults befall one connection at once, callFaults the next call of a method.
var (
	connectionFaults = []faultSwitch{
		{slackfake.Warning, "Warn a connection that it ends"}, {slackfake.RefreshRequested, "Ask to refresh a connection"},
		{slackfake.Cut, "Cut a connection"}, {slackfake.Silent, "Silence a connection"}, {slackfake.HalfOpen, "Deafen a connection"},
		{"again", "Send the last envelope again"}, {"rough", "Rough weather: calls and envelopes go astray"}, {"fair", "Fair weather"},
	}
	callFaults = []faultSwitch{
		{"429", "429, try again in a second"}, {"503", "503, not done"}, {"500-applied", "500, though done"}, {"cut", "cut, not done"},
		{"cut-applied", "cut, though done"}, {"empty", "an empty answer, not done"}, {"empty-applied", "an empty answer, though done"}, {"slow", "5 s late"},
		{"message_not_found", "message_not_found"}, {"hash_conflict", "hash_conflict"}, {"expired_trigger_id", "expired_trigger_id"}, {"ratelimited", "ratelimited"},
	}
	faultedMethods = []string{"chat.postMessage", "chat.update", "chat.postEphemeral", "response_url", "views.open", "views.update", "views.publish",
		"users.info", "conversations.history"}
)

// Connections, Calls and Methods are what the drawer offers.
func (f front) Connections() []faultSwitch { return connectionFaults }
func (f front) Calls() []faultSwitch       { return callFaults }
func (f front) Methods() []string          { return faultedMethods }

// fault has a connection fail, or, given a method too, its next call.
func (p *Page) fault(ctx context.Context, words []string) error {
	switch {
	case len(words) == 2:
		p.ws.Fail(words[1], 1, slackfake.FaultNamed(words[0]))
		return nil
	case len(words) != 1:
		return fmt.Errorf("a fault is one of the drawer's, and a method for the faults of calls")
	}
	switch words[0] {
	case slackfake.Warning, slackfake.RefreshRequested:
		return p.ws.Disconnect(words[0])
	case "again":
		return p.again(ctx)
	case "rough":
		p.ws.Turn(rough())
		return nil
	case "fair":
		p.ws.Turn(slackfake.Weather{})
		return nil
	}
	return p.ws.Break(words[0])
}

// again sends the last envelope that was acked once more.
func (p *Page) again(ctx context.Context) error {
	id := ""
	p.ws.Read(func(s *slackfake.State) {
		if acks := s.Acks(); len(acks) > 0 {
			id = acks[len(acks)-1].EnvelopeID
		}
	})
	if id == "" {
		return fmt.Errorf("nothing was sent to the app yet")
	}
	_, err := p.ws.Redeliver(ctx, id)
	return err
}

// rough weather: one call in ten fails, half of those after it was done, and envelopes overtake each other.
func rough() slackfake.Weather {
	faults := []slackfake.Fault{
		{Status: http.StatusServiceUnavailable}, {Status: http.StatusInternalServerError, Applied: true}, {Drop: true}, {Drop: true, Applied: true},
		{Status: http.StatusTooManyRequests, RetryAfter: time.Second}, {Status: http.StatusOK, Applied: true},
	}
	return slackfake.Weather{
		Call: func(string) *slackfake.Fault {
			if rand.IntN(10) > 0 {
				return nil
			}
			f := faults[rand.IntN(len(faults))]
			return &f
		},
		Lag: func() time.Duration { return time.Duration(rand.IntN(800)) * time.Millisecond },
	}
}
