package socket

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// ackLimit is the size in bytes from which on Slack drops an acknowledgement without a word.
const ackLimit = 20_480

// ErrAckTooLarge is the answer to an acknowledgement of 20,480 bytes or more. Nothing was written and the envelope is still
// open.
var ErrAckTooLarge = errors.New("acknowledgement of 20,480 bytes or more")

var (
	errEnded     = errors.New("envelope is already ended")
	errNoPayload = errors.New("envelope takes no payload")
)

// Envelope is one message of Slack. It is open until it is acked or released.
type Envelope struct {
	ID              string
	Type            string // events_api, slash_commands, interactive, or one that is new
	AcceptsResponse bool   // whether Ack may carry a payload
	Payload         json.RawMessage
	RetryAttempt    int    // events only: 1 and up on a redelivery
	RetryReason     string // events only
	ReceivedAt      time.Time
	Late            bool // it came in after the stop: it can be answered, and no work may begin

	conn  *conn
	ended atomic.Bool
}

// Ack acknowledges the envelope on the connection it came by and returns when the frame is written or cannot be. A nil
// payload is left out. An error about the payload (ErrAckTooLarge, one that cannot be marshalled, one that Slack would not
// read) leaves the envelope open, to be acked otherwise. Any other result ends it, and an error then means that Slack has
// not been answered: the connection is gone, or ctx ended before it was free.
func (e *Envelope) Ack(ctx context.Context, payload any) error {
	if payload != nil && !e.AcceptsResponse {
		return fmt.Errorf("ack envelope %s: %w", e.ID, errNoPayload)
	}
	frame, err := encodeAck(e.ID, payload)
	if err != nil {
		return fmt.Errorf("ack envelope %s: %w", e.ID, err)
	}
	if !e.ended.CompareAndSwap(false, true) {
		return fmt.Errorf("ack envelope %s: %w", e.ID, errEnded)
	}
	defer e.conn.letGo()
	if err := e.conn.write(ctx, frame); err != nil {
		return fmt.Errorf("ack envelope %s: %w", e.ID, err)
	}
	return nil
}

// Release ends an envelope without an acknowledgement: Slack tells the person so, or sends an event again. It does nothing
// to one that is ended.
func (e *Envelope) Release() {
	if e.ended.CompareAndSwap(false, true) {
		e.conn.letGo()
	}
}

// encodeAck leaves <, > and & as they are: Slack reads them so, and escaped they would take six bytes each.
func encodeAck(id string, payload any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(struct {
		EnvelopeID string `json:"envelope_id"`
		Payload    any    `json:"payload,omitempty"`
	}{id, payload})
	if err != nil {
		return nil, err
	}
	frame := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if len(frame) >= ackLimit {
		return nil, ErrAckTooLarge
	}
	return frame, nil
}
