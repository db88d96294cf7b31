package socket

import (
	"encoding/json"
	"regexp"
	"time"
)

// frame is any text frame of Slack: hello, disconnect, or an envelope.
type frame struct {
	Type       string `json:"type"`
	EnvelopeID string `json:"envelope_id"`

	AcceptsResponse bool            `json:"accepts_response_payload"`
	Payload         json.RawMessage `json:"payload"`
	RetryAttempt    int             `json:"retry_attempt"`
	RetryReason     string          `json:"retry_reason"`

	Reason         string `json:"reason"`          // disconnect
	NumConnections int    `json:"num_connections"` // hello
	DebugInfo      struct {
		ApproximateConnectionTime int `json:"approximate_connection_time"` // hello; seconds
	} `json:"debug_info"`
}

var envelopeID = regexp.MustCompile(`"envelope_id"\s*:\s*"([^"\\]+)"`)

// parseFrame reads what can be read. A field of an unexpected type stays empty and is reported; the others are read.
func parseFrame(b []byte) (frame, error) {
	var f frame
	err := json.Unmarshal(b, &f)
	if f.EnvelopeID == "" && err != nil {
		if m := envelopeID.FindSubmatch(b); m != nil {
			f.EnvelopeID = string(m[1])
		}
	}
	return f, err
}

// whole reports whether the frame is an envelope a handler can work with.
func (f frame) whole() bool {
	return f.EnvelopeID != "" && f.Type != "" && len(f.Payload) > 0 && string(f.Payload) != "null"
}

// life is how long the connection may be used before it is replaced: 80% of the time Slack gives it, less a share that
// spreads the change-overs of connections opened together. Zero when Slack does not say.
func (f frame) life(jitter func(time.Duration) time.Duration) time.Duration {
	lasts := time.Duration(f.DebugInfo.ApproximateConnectionTime) * time.Second
	if lasts <= 0 {
		return 0
	}
	return lasts*8/10 - jitter(lasts*8/100)
}
