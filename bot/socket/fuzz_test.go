package socket

import "testing"

// FuzzFrame: whatever comes by the socket is read without a panic, and what can be acked is known by its id.
func FuzzFrame(f *testing.F) {
	for _, frame := range []string{
		`{"type":"hello","num_connections":2,"debug_info":{"approximate_connection_time":3600},"connection_info":{"app_id":"A1"}}`,
		`{"type":"disconnect","reason":"warning","debug_info":{"host":"h"}}`,
		`{"envelope_id":"e1","type":"events_api","accepts_response_payload":false,"payload":{"event":{}},"retry_attempt":1,"retry_reason":"timeout"}`,
		`{"envelope_id":"e2","type":7,"payload":{}}`, `{"envelope_id":"e3","payload":null}`, `{"envelope_id":"e4",`, `[]`, ``, "\xff{}",
	} {
		f.Add([]byte(frame))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := parseFrame(b)
		if got.whole() && (got.EnvelopeID == "" || len(got.Payload) == 0) {
			t.Errorf("%q is whole without an id or a payload", b)
		}
		if err == nil && got.EnvelopeID != "" {
			if ack, err := encodeAck(got.EnvelopeID, nil); err == nil && len(ack) >= ackLimit {
				t.Errorf("an ack of %d bytes", len(ack))
			}
		}
	})
}
