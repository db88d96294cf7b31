package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/domain"
	"paidup/domain/postgres"
)

// calls are the Web API methods that post or edit, in their order, with what Slack answered where it refused.
func (o *office) calls() []string {
	var out []string
	o.ws.Read(func(s *slackfake.State) {
		for _, e := range s.Log() {
			if strings.HasPrefix(e.Method, "chat.") || strings.HasPrefix(e.Method, "conversations.h") || strings.HasPrefix(e.Method, "conversations.r") {
				out = append(out, strings.TrimSpace(e.Method+" "+e.Refused))
			}
		}
	})
	return out
}

// dead are the reasons of notices that were given up.
func (o *office) dead() []string {
	o.t.Helper()
	rows, err := o.store.DB().QueryContext(context.Background(), `select kind || ': ' || dead from notices where dead is not null order by id`)
	o.must(err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var why string
		o.must(rows.Scan(&why))
		out = append(out, why)
	}
	o.must(rows.Err())
	return out
}

func TestPostsThatGoWrong(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		fault slackfake.Fault
		calls []string
		logs  []string
	}{
		{"a pause that Slack asks for", slackfake.Fault{Status: 429, RetryAfter: time.Second},
			[]string{"chat.postMessage HTTP 429", "chat.postMessage", "chat.postMessage"}, nil},
		{"an error after the message was taken", slackfake.Fault{Status: 500, Applied: true},
			[]string{"chat.postMessage", "conversations.history", "chat.postMessage"}, nil},
		{"a cut after the message was taken", slackfake.Fault{Drop: true, Applied: true},
			[]string{"chat.postMessage", "conversations.history", "chat.postMessage"}, nil},
		{"an answer that says nothing", slackfake.Fault{Status: 200, Applied: true},
			[]string{"chat.postMessage", "conversations.history", "chat.postMessage"}, nil},
		{"an error before the message was taken", slackfake.Fault{Status: 503},
			[]string{"chat.postMessage HTTP 503", "conversations.history", "chat.postMessage", "chat.postMessage"}, nil},
		{"blocks that Slack does not take", slackfake.Fault{Err: "invalid_blocks"},
			[]string{"chat.postMessage invalid_blocks", "chat.postMessage", "chat.postMessage"}, []string{"its text goes alone"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := open(t, terms{noTale: true})
			o.ws.Fail("chat.postMessage", 1, c.fault)
			o.file("Harris")
			o.idle()
			if diff := cmp.Diff(c.calls, o.calls()); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
			o.onceEach("FM-1001 Harris", "e1 ")
			o.log.onlyHas(t, c.logs...)
		})
	}
}

// TestAFoundPostStaysInDoubtUntilItIsStored: a card that was posted without a word is found again; where the edit that brings it up
// to date goes wrong first, it is found once more, and not posted anew.
func TestAFoundPostStaysInDoubtUntilItIsStored(t *testing.T) {
	t.Parallel()
	o := open(t, terms{noTale: true})
	o.ws.Fail("chat.postMessage", 1, slackfake.Fault{Status: 500, Applied: true, Delay: 2 * time.Second})
	o.ws.Fail("chat.update", 1, slackfake.Fault{Status: 503})
	f := o.file("Harris")
	o.change(f.ID, "gate code") // while the answer to the card's post is awaited
	o.idle()
	if roots := o.roots(); len(roots) != 1 {
		t.Errorf("the channel shows %q, want one card", roots)
	}
	if calls := strings.Join(o.calls(), ", "); !strings.Contains(calls, "chat.postMessage, conversations.history, chat.update HTTP 503, conversations.history, chat.update") {
		t.Errorf("the calls are %s", calls)
	}
}

// onceEach says that the channel shows one card, and in its thread one message, that begin so.
func (o *office) onceEach(card, line string) {
	o.t.Helper()
	roots := o.roots()
	if len(roots) != 1 || !strings.HasPrefix(roots[0], card) {
		o.t.Fatalf("the channel shows %q, want one card of %s", roots, card)
	}
	if lines := o.thread(o.seen(card).Message.TS); len(lines) != 1 || !strings.HasPrefix(lines[0], line) {
		o.t.Errorf("the thread shows %q, want one line %s", lines, line)
	}
}

// roots are the bot's messages in the market's channel outside threads.
func (o *office) roots() []string {
	var out []string
	o.ws.Read(func(s *slackfake.State) {
		for _, m := range s.Messages("fort-myers") {
			if m.FromBot && !m.Ephemeral() && (m.ThreadTS == "" || m.ThreadTS == m.TS) {
				out = append(out, s.Render(m))
			}
		}
	})
	return out
}

func TestNoticesThatAreGivenUp(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		fault slackfake.Fault
		n     int
		dead  []string
		logs  string
	}{
		{"the channel does not take it", slackfake.Fault{Err: "is_archived"}, 1,
			[]string{"card: chat.postMessage: is_archived", "line: file 1 in C0FM: the file has no card in the channel"}, "is_archived"},
		{"sent four times and seen never", slackfake.Fault{Status: 500}, 4,
			[]string{"card: sent four times, and never found in the channel", "line: file 1 in C0FM: the file has no card in the channel"}, "sent four times"},
		{"its text is not taken either", slackfake.Fault{Err: "msg_too_long"}, 2,
			[]string{"card: chat.postMessage: msg_too_long", "line: file 1 in C0FM: the file has no card in the channel"}, "its text goes alone"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := open(t, terms{noTale: true})
			o.ws.Fail("chat.postMessage", c.n, c.fault)
			f := o.file("Harris")
			o.idle()
			if diff := cmp.Diff(c.dead, o.dead()); diff != "" {
				t.Errorf("given up (-want +got):\n%s", diff)
			}
			o.log.onlyHas(t, c.logs, "notices cannot be delivered")
			o.change(f.ID, "gate code") // the next change gets its card and its own line
			o.idle()
			o.onceEach("FM-1001 Harris", "e2 ")
		})
	}
}

// change notes something on the file.
func (o *office) change(id domain.FileID, words string) {
	o.t.Helper()
	_, _, err := o.store.Change(context.Background(), o.act(fmt.Sprint(id, words)), id, func(f *domain.File) error { return f.Note(words) })
	o.must(err)
}

func TestACardThatWasDeletedIsPostedAnew(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	o.ws.Fail("chat.update", 1, slackfake.Fault{Err: "message_not_found"})
	o.change(1, "gate code")
	o.idle()
	if n := len(o.roots()); n != 2 {
		t.Errorf("%d cards stand, want the one Slack does not find and a new one", n)
	}
	o.Channel("fort-myers").Expects("FM-1001 Harris", "last entry e2,")
	o.Channel("fort-myers").ExpectsThread("FM-1001", "e2 ")
	o.close()
}

// forgetful loses the record of the first delivery, as a process does that is killed after its post.
type forgetful struct {
	*postgres.Store
	lost atomic.Bool
	kind domain.NoticeKind
}

func (f *forgetful) NoticesDelivered(ctx context.Context, d domain.Delivery) error {
	if isCard := d.Card != nil; isCard == (f.kind == domain.CardNotice) && f.lost.CompareAndSwap(false, true) {
		return errors.New("killed")
	}
	return f.Store.NoticesDelivered(ctx, d)
}

func TestAKillBetweenPostAndRecordDoublesNothing(t *testing.T) {
	t.Parallel()
	for _, kind := range []domain.NoticeKind{domain.CardNotice, domain.LineNotice} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			o := open(t, terms{timing: bot.Timing{HoldFor: 3 * time.Second},
				store: func(s *postgres.Store) bot.Notices { return &forgetful{Store: s, kind: kind} }})
			o.begin("Harris")
			if n := len(o.roots()); n != 1 {
				t.Errorf("%d cards stand in the channel, want 1", n)
			}
			o.close("store delivery")
		})
	}
}

func TestLinesThatWaitGoAsOneMessage(t *testing.T) {
	t.Parallel()
	var f *domain.File
	o := open(t, terms{before: func(o *office) { // nobody delivers yet
		f = o.file("Harris")
		for i := range 25 {
			o.change(f.ID, fmt.Sprint("note ", i))
		}
	}})
	o.told("FM-1001", "e26")
	var posts int
	for _, c := range o.calls() {
		if c == "chat.postMessage" {
			posts++
		}
	}
	if posts != 3 {
		t.Errorf("%d messages were posted, want the card and two with 26 lines", posts)
	}
	o.close()
}

func TestAPauseHoldsBackWhatItNames(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris", "Cole")
	o.ws.Fail("chat.postMessage", 1, slackfake.Fault{Status: 429, RetryAfter: 2 * time.Second})
	o.change(1, "first") // its line is refused; the channel takes no message for two seconds
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	o.must(o.ws.WaitFor(ctx, func(s *slackfake.State) bool {
		log := s.Log()
		return log[len(log)-1].Refused == "HTTP 429"
	}))
	before := len(o.calls())
	o.change(2, "second") // edits are not paused
	o.Channel("fort-myers").Expects("FM-1002", "last entry e2,")
	for _, c := range o.calls()[before:] {
		if c != "chat.update" {
			t.Errorf("%s was called during the pause", c)
		}
	}
	o.told("FM-1001", "e2")
	o.Channel("fort-myers").ExpectsThread("FM-1002", "e2 ")
	o.close()
}

func TestADigestIsPostedAndItsPlaceKept(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	var run int64
	o.must(o.store.DB().QueryRow(`insert into digest_runs (digest, market_id, local_date, value)
		values ('morning', $1, '2026-11-23', '{"Market": "FM", "Name": "Fort Myers", "Date": "2026-11-23", "AsOf": "2026-11-22", "NoOpenFiles": true}')
		returning id`, o.fm.ID).Scan(&run))
	_, err := o.store.DB().Exec(`insert into notices (kind, market_id, run_id) values ('digest', $1, $2)`, o.fm.ID, run)
	o.must(err)
	o.idle()
	posted := o.Channel("fort-myers").Expects("Fort Myers · Mon Nov 23")
	var channel, ts string
	o.must(o.store.DB().QueryRow(`select channel, ts from digest_runs where id = $1`, run).Scan(&channel, &ts))
	if channel != "C0FM" || ts != posted.Message.TS {
		t.Errorf("the run says %s %s, the digest stands at C0FM %s", channel, ts, posted.Message.TS)
	}
	o.close()
}
