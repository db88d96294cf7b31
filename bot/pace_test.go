package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

func TestAPauseNamesOneThing(t *testing.T) {
	t.Parallel()
	p := newPace(1000)
	over := make(chan struct{}, 2)
	p.onFreed(func() { over <- struct{}{} })
	p.hold(methodPost, "C0FM", 300*time.Millisecond)
	p.hold("users.info", "", time.Hour)
	cases := []struct {
		method, channel string
		passes          bool
	}{
		{methodPost, "C0FM", false},
		{methodPost, "C0PC", true},
		{methodUpdate, "C0FM", true},
		{"users.info", "", false},
		{"users.list", "", true},
	}
	for _, c := range cases {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if err := p.wait(ctx, c.method, c.channel); (err == nil) != c.passes {
			t.Errorf("%s in %q: %v, want that it passes: %v", c.method, c.channel, err, c.passes)
		}
		cancel()
	}
	<-over
	if err := p.wait(t.Context(), methodPost, "C0FM"); err != nil {
		t.Errorf("after the pause: %v", err)
	}
	if p.open("users.info") {
		t.Error("a pause of an hour is over")
	}
}

func TestAChannelTakesOneMessageASecond(t *testing.T) {
	t.Parallel()
	p := newPace(1)
	if err := p.wait(t.Context(), methodPost, "C0FM"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"C0FM"}, p.busy()); diff != "" {
		t.Errorf("busy after a message (-want +got):\n%s", diff)
	}
	if next := p.next(time.Minute); next <= 0 || next > time.Second {
		t.Errorf("the next message may go in %s, want at most a second", next)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := p.wait(ctx, methodPost, "C0FM"); err == nil {
		t.Error("a second message may go at once")
	}
	if err := p.wait(t.Context(), methodUpdate, "C0FM"); err != nil {
		t.Errorf("an edit waits for the channel: %v", err)
	}
}

func TestAMethodHasItsTier(t *testing.T) {
	t.Parallel()
	p := newPace(1)
	for range burst {
		if err := p.wait(t.Context(), methodUpdate, ""); err != nil {
			t.Fatal(err)
		}
	}
	if p.open(methodUpdate) {
		t.Errorf("after %d edits at once another may go", burst)
	}
	if !p.open(methodPost) {
		t.Error("edits use up what messages may")
	}
}

func TestErrorsOfSlackAreSorted(t *testing.T) {
	t.Parallel()
	named := func(name string) error {
		return fmt.Errorf("chat.postMessage: %w", slack.SlackErrorResponse{Err: name})
	}
	cases := []struct {
		err  error
		want fault
	}{
		{nil, faultNone},
		{&slack.RateLimitedError{RetryAfter: time.Second}, faultPaused},
		{named("ratelimited"), faultPaused},
		{named("internal_error"), faultUnsure},
		{named("channel_not_found"), faultNowhere},
		{named("invalid_blocks"), faultUnfit},
		{named("message_not_found"), faultGone},
		{named("token_revoked"), faultForbidden},
		{named("something_new"), faultUnknown},
		{slack.StatusCodeError{Code: 503}, faultUnsure},
		{slack.StatusCodeError{Code: 404}, faultUnknown},
		{errEmpty, faultUnsure},
		{context.DeadlineExceeded, faultUnsure},
		{fmt.Errorf("post: %w", &net.OpError{Op: "dial", Err: errors.New("refused")}), faultAgain},
		{&net.OpError{Op: "read", Err: errors.New("reset")}, faultUnsure},
		{fmt.Errorf("%w: pace", errNotSent), faultAgain},
	}
	for _, c := range cases {
		if got, _ := judge(c.err); got != c.want {
			t.Errorf("%v is sorted as %d, want %d", c.err, got, c.want)
		}
	}
}
