package socket

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestEnvelopeComesInWhole(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		s.next().say(`{"type":"events_api","envelope_id":"e2","accepts_response_payload":false,` +
			`"retry_attempt":1,"retry_reason":"timeout","payload":{"event_id":"Ev1"}}`)
		e := r.next()
		want := &Envelope{
			ID: "e2", Type: "events_api", Payload: json.RawMessage(`{"event_id":"Ev1"}`),
			RetryAttempt: 1, RetryReason: "timeout", ReceivedAt: time.Now(),
		}
		if diff := cmp.Diff(want, e, cmpopts.IgnoreUnexported(Envelope{})); diff != "" {
			t.Error(diff)
		}
		e.Release()
	})
}

func TestAckGoesOutOnTheConnectionItsEnvelopeCameBy(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		cfg := s.config()
		cfg.Connections = 2
		r := s.run(cfg)
		a, b := s.next(), s.next()
		a.command("a1")
		first := r.next()
		b.command("b1")
		second := r.next()
		for _, e := range []*Envelope{second, first} {
			if err := e.Ack(t.Context(), map[string]string{"text": "<@U1> & " + e.ID}); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := a.ack(t), `{"envelope_id":"a1","payload":{"text":"<@U1> & a1"}}`; got != want {
			t.Errorf("first connection got %s, want %s", got, want)
		}
		if got, want := b.ack(t), `{"envelope_id":"b1","payload":{"text":"<@U1> & b1"}}`; got != want {
			t.Errorf("second connection got %s, want %s", got, want)
		}
	})
}

func TestAckWithoutPayload(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("e1")
		if err := r.next().Ack(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if got := p.ack(t); got != `{"envelope_id":"e1"}` {
			t.Errorf("got %s", got)
		}
	})
}

func TestEnvelopeIsEndedOnce(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("acked")
		e := r.next()
		if err := e.Ack(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		e.Release()
		if err := e.Ack(t.Context(), nil); !errors.Is(err, errEnded) {
			t.Errorf("second ack: %v", err)
		}
		p.command("released")
		e = r.next()
		e.Release()
		e.Release()
		if err := e.Ack(t.Context(), nil); !errors.Is(err, errEnded) {
			t.Errorf("ack after release: %v", err)
		}
		p.ack(t)
		none(t, "ack", p.acks)
		if n := r.open.wait(t.Context()); n != 0 {
			t.Errorf("%d envelopes open", n)
		}
	})
}

// text makes the acknowledgement of an envelope named "e1" exactly n bytes long.
func text(n int) map[string]string {
	return map[string]string{"text": strings.Repeat("x", n-len(`{"envelope_id":"e1","payload":{"text":""}}`))}
}

func TestAckThatSlackWouldNotReadLeavesTheEnvelopeOpen(t *testing.T) {
	for name, c := range map[string]struct {
		payload any
		want    error
	}{
		"20,480 bytes":     {text(20_480), ErrAckTooLarge},
		"more":             {text(20_481), ErrAckTooLarge},
		"not marshallable": {make(chan int), nil},
		"broken raw":       {json.RawMessage(`{`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				r := s.run(s.config())
				p := s.next()
				p.command("e1")
				e := r.next()
				err := e.Ack(t.Context(), c.payload)
				if err == nil || c.want != nil && !errors.Is(err, c.want) {
					t.Fatalf("got %v, want %v", err, c.want)
				}
				none(t, "ack", p.acks)
				if err := e.Ack(t.Context(), text(20_479)); err != nil {
					t.Fatal(err)
				}
				if got := p.ack(t); len(got) != 20_479 {
					t.Errorf("ack of %d bytes arrived", len(got))
				}
			})
		})
	}
}

func TestAckWithPayloadWhereNoneIsTaken(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.say(`{"type":"events_api","envelope_id":"e1","payload":{}}`)
		e := r.next()
		if err := e.Ack(t.Context(), text(100)); !errors.Is(err, errNoPayload) {
			t.Fatalf("got %v", err)
		}
		if err := e.Ack(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		p.ack(t)
	})
}

func TestAckOnABrokenConnectionSaysSo(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("e1")
		e := r.next()
		p.hangUp()
		other := s.next()
		if err := e.Ack(t.Context(), nil); !errors.Is(err, errGone) {
			t.Errorf("got %v", err)
		}
		none(t, "ack on another connection", other.acks)
		if err := e.Ack(t.Context(), nil); !errors.Is(err, errEnded) {
			t.Errorf("an ack that could not be written ends the envelope too: %v", err)
		}
	})
}

func TestAckDoesNotHangOnAStuckConnection(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		for range 200 {
			p.command("e1")
		}
		var envelopes []*Envelope
		for range 200 {
			envelopes = append(envelopes, r.next())
		}
		s.wire.freeze()
		began := time.Now()
		var stuck error
		for _, e := range envelopes {
			stuck = errors.Join(stuck, e.Ack(t.Context(), text(20_000)))
		}
		if stuck == nil {
			t.Error("every ack was written to a connection nobody reads")
		}
		if took := time.Since(began); took > 6*time.Second {
			t.Errorf("the acks took %v", took)
		}
	})
}

func TestAckWaitsForThePenNoLongerThanItsContext(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("e1")
		e := r.next()
		e.conn.pen <- struct{}{}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := e.Ack(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		<-e.conn.pen
		if !p.isOpen() {
			t.Error("an ack given up closed the connection")
		}
	})
}

func TestAckIsOneUnfragmentedTextFrame(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("e1")
		if err := r.next().Ack(t.Context(), text(20_479)); err != nil {
			t.Fatal(err)
		}
		p.ack(t)
		_, frames, _ := bytes.Cut(s.wire.sent(), []byte("\r\n\r\n"))
		const finText, masked16 = 0x81, 0x80 | 126
		if frames[0] != finText || frames[1] != masked16 || binary.BigEndian.Uint16(frames[2:]) != 20_479 {
			t.Errorf("frame begins with % x", frames[:4])
		}
		if rest := len(frames) - (4 + 4 + 20_479); rest != 0 {
			t.Errorf("%d bytes besides the frame", rest)
		}
	})
}

func TestFramesNobodyCanWorkWith(t *testing.T) {
	for name, c := range map[string]struct{ frame, ack string }{
		"no payload":         {`{"type":"interactive","envelope_id":"e1"}`, `{"envelope_id":"e1"}`},
		"null payload":       {`{"type":"interactive","envelope_id":"e1","payload":null}`, `{"envelope_id":"e1"}`},
		"no type":            {`{"envelope_id":"e1","payload":{}}`, `{"envelope_id":"e1"}`},
		"cut off":            {`{"type":"interactive","envelope_id" : "e1","payload":{"a`, `{"envelope_id":"e1"}`},
		"type of other kind": {`{"type":7,"envelope_id":"e1","payload":{}}`, `{"envelope_id":"e1"}`},
		"not JSON":           {`ping`, ""},
		"empty":              {``, ""},
		"an id inside text":  {`{"payload":"\"envelope_id\":\"e1\"",`, ""},
		"unknown type":       {`{"type":"good_morning"}`, ""},
		"hello again":        {hello, ""},
	} {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				r := s.run(s.config())
				p := s.next()
				p.say("%s", c.frame)
				if c.ack != "" {
					if got := p.ack(t); got != c.ack {
						t.Errorf("got %s, want %s", got, c.ack)
					}
				}
				p.command("after")
				e := r.next()
				if e.ID != "after" {
					t.Errorf("%s was handed over", e.ID)
				}
				e.Release()
				none(t, "ack", p.acks)
			})
		})
	}
}

func TestAnOddFieldDoesNotCostTheEnvelope(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		s.next().say(`{"type":"new_type","envelope_id":"e1","retry_attempt":"one","payload":{"a":1}}`)
		e := r.next()
		if e.ID != "e1" || e.Type != "new_type" || string(e.Payload) != `{"a":1}` {
			t.Errorf("got %+v", e)
		}
		e.Release()
	})
}

func TestLargestFrame(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		around := len(`{"type":"a","envelope_id":"e1","payload":""}`)
		p.say(`{"type":"a","envelope_id":"e1","payload":"%s"}`, strings.Repeat("x", 1<<20-around))
		e := r.next()
		if len(e.Payload) != 1<<20-around+2 {
			t.Errorf("payload of %d bytes", len(e.Payload))
		}
		e.Release()
		go p.say(`{"type":"a","envelope_id":"e1","payload":"%s"}`, strings.Repeat("x", 1<<20-around+1))
		s.next()
		if p.isOpen() {
			t.Error("a frame above the limit did not close the connection")
		}
		synctest.Wait()
	})
}
