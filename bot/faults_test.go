package bot_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/commands"
	"paidup/domain"
)

// gate holds requests back until it is opened.
type gate struct {
	opened chan struct{}
	inside chan struct{} // gets one for each request that waits
	once   sync.Once
}

func newGate(t *testing.T) *gate {
	g := &gate{opened: make(chan struct{}), inside: make(chan struct{}, 1000)}
	t.Cleanup(g.open)
	return g
}

func (g *gate) open() { g.once.Do(func() { close(g.opened) }) }

func (g *gate) before(next bot.App) bot.App {
	return doing{next, func(ctx context.Context, r commands.Request) (commands.Reply, error) {
		g.inside <- struct{}{}
		<-g.opened
		return next.Do(ctx, r)
	}}
}

func TestAPanicBecomesAnApology(t *testing.T) {
	t.Parallel()
	o := open(t, terms{app: func(next bot.App) bot.App {
		return doing{next, func(ctx context.Context, r commands.Request) (commands.Reply, error) {
			if r.Verb == "note" {
				panic("a bug")
			}
			return next.Do(ctx, r)
		}}
	}})
	o.begin("Harris")
	dana := o.As("dana")
	says := dana.Types("fort-myers", "/note FM-1001 gate code").SeesEphemeral("Nothing was saved. Something broke on our side; give Sam the reference").Text()
	reference := regexp.MustCompile(`reference ([A-Z2-9]{4})\.`).FindStringSubmatch(says)
	if reference == nil {
		t.Fatalf("no reference in %q", says)
	}
	dana.Types("fort-myers", "/paidup help note").SeesEphemeral("note")
	o.close("reference=" + reference[1])
}

func TestAPanicWhileDrawingSaysThatItIsSaved(t *testing.T) {
	t.Parallel()
	o := open(t, terms{app: func(next bot.App) bot.App {
		return doing{next, func(ctx context.Context, r commands.Request) (commands.Reply, error) {
			reply, err := next.Do(ctx, r)
			if receipt, ok := reply.(commands.Receipt); ok {
				receipt.Done[0].File = nil
			}
			return reply, err
		}}
	}})
	o.begin("Harris")
	o.As("dana").Types("fort-myers", "/note FM-1001 gate code").SeesEphemeral("It is saved. Showing it broke on our side; give Sam the reference")
	o.told("FM-1001", "e2")
	o.close("draw the answer")
}

func TestFaultsInWords(t *testing.T) {
	t.Parallel()
	var fault error
	o := open(t, terms{app: func(next bot.App) bot.App {
		return doing{next, func(context.Context, commands.Request) (commands.Reply, error) { return nil, fault }}
	}})
	who := domain.Forbidden("Write-offs are for directors and accounting.")
	who.About = commands.WhoMay{Roles: []domain.Role{domain.Director}, People: []domain.Person{{ID: "U0MARIA", Name: "Maria Lind"}}}
	stranger := domain.Forbidden("You are not set up in Paidup yet. Sam Whitley can add you.")
	stranger.About = commands.WhoMay{People: []domain.Person{{ID: "U0SAM", Name: "Sam Whitley"}}}
	outdated := domain.Conflict("Ben rejected round 2 at 8:12 am ET. The card now shows it; press again if you still mean it.")
	outdated.About = commands.Outdated{}
	away := &net.OpError{Op: "dial", Net: "unix", Err: errors.New("no such file")}
	cases := []struct {
		fault error
		want  string
	}{
		{domain.Invalid("amount", `"1,2.3.4" is not an amount; write 1,234.56.`), `"1,2.3.4" is not an amount; write 1,234.56. Nothing was saved.`},
		{domain.Invalid("ref", `"what?" is not a number.`), `"what?" is not a number. Nothing was saved.`},
		{domain.Invalid("amount", "How much? /pay FM-1042 12,400 check 881."), "How much? /pay FM-1042 12,400 check 881."},
		{domain.NotFound(`No file "FM-9042" in Fort Myers by number, claim, name or address.`), `No file "FM-9042" in Fort Myers by number, claim, name or address.`},
		{fmt.Errorf("pay: %w", domain.Conflict("That file number is taken.")), "That file number is taken. Nothing was saved."},
		{domain.Conflict("e9 was taken back already (e10). Nothing was added."), "e9 was taken back already (e10). Nothing was added."},
		{outdated, outdated.Says},
		{who, "Write-offs are for directors and accounting: Maria Lind. Nothing was saved."},
		{stranger, stranger.Says},
		{fmt.Errorf("read file: %w", away), "Nothing was saved: the database does not answer. Try again in a minute; the admins know."},
		{context.DeadlineExceeded, "Nothing was saved: the database does not answer. Try again in a minute; the admins know."},
	}
	dana := o.As("dana")
	for _, c := range cases {
		fault = c.fault
		if got := dana.Types("fort-myers", "/note FM-1001 x").SeesEphemeral("").Text(); got != c.want {
			t.Errorf("%v is told as %q, want %q", c.fault, got, c.want)
		}
	}
	fault = &commands.Refusal{Err: domain.NotFound("No file."), Buttons: []commands.Button{{Label: "Open FM-1001", Press: commands.Press{Verb: "file", File: 1}}}}
	dana.Types("fort-myers", "/note FM-1001 x").SeesEphemeral("No file.", "[Open FM-1001]")
	o.close("the database does not answer")
}

func TestAFullShardSaysSoAtOnce(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	o := open(t, terms{slack: slackfake.Options{AckWithin: time.Minute}, app: g.before,
		timing: bot.Timing{AnswerWithin: time.Minute, WorkWithin: time.Minute}})
	const depth = 16
	var typed sync.WaitGroup
	types := func() {
		if _, err := o.ws.Person("dana").Types(context.Background(), "fort-myers", "/paidup help pay"); err != nil {
			t.Error(err)
		}
	}
	typed.Go(types)
	<-g.inside
	for range depth + 1 { // all but one find a place
		typed.Go(types)
	}
	dana := o.As("dana")
	dana.SeesEphemeral("Nothing was saved: Paidup is busy. Try again in a moment.")
	g.open()
	typed.Wait()
	for range depth + 1 {
		dana.SeesEphemeral("/pay", "log money that came in")
	}
	o.close("shard is full")
}

// slowly holds back the requests of a source, and no others.
func (g *gate) slowly(from domain.Source) func(bot.App) bot.App {
	return func(next bot.App) bot.App {
		held := g.before(next)
		return doing{next, func(ctx context.Context, r commands.Request) (commands.Reply, error) {
			if r.Source == from && !r.Form {
				return held.Do(ctx, r)
			}
			return next.Do(ctx, r)
		}}
	}
}

func TestACommandThatTakesLonger(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	o := open(t, terms{app: g.slowly(domain.FromCommand), timing: bot.Timing{AnswerWithin: 700 * time.Millisecond}})
	o.begin("Harris")
	dana := o.As("dana")
	dana.Types("fort-myers", "/note FM-1001 gate code").SeesEphemeral("Saving...")
	g.open()
	dana.SeesEphemeral("✅ Saved. FM-1001 Harris", "Entry e2")
	o.told("FM-1001", "e2")
	o.close()
}

func TestAFormThatTakesLonger(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	o := open(t, terms{app: g.slowly(domain.FromForm), timing: bot.Timing{AnswerWithin: 700 * time.Millisecond}})
	o.begin("Harris")
	dana := o.As("dana").In("fort-myers")
	dana.Clicks("Note").SeesModal("Note, FM-1001")
	dana.Fills("Note", "gate code").Submits().SeesModal("Saving...")
	g.open()
	dana.SeesModal("✅ Saved. FM-1001 Harris", "Entry e2").Closes()
	o.told("FM-1001", "e2")
	o.close()
}

func TestAPressThatTakesLonger(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	o := open(t, terms{app: g.slowly(domain.FromButton), timing: bot.Timing{AnswerWithin: 700 * time.Millisecond}})
	o.begin("Harris")
	dana := o.As("dana")
	dana.Types("fort-myers", "/note FM-1001 gate code").SeesEphemeral("Entry e2")
	dana.Clicks("Undo").SeesEphemeral("Saving...")
	g.open()
	dana.SeesEphemeral("✅ Saved. FM-1001 Harris", "e3")
	o.told("FM-1001", "e3")
	o.close()
}

func TestAFormThatIsNotReadyYet(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	o := open(t, terms{app: g.before, timing: bot.Timing{LoadAfter: 20 * time.Millisecond, AnswerWithin: 200 * time.Millisecond}})
	dana := o.As("dana")
	dana.Types("fort-myers", "/pay").SeesModal("Loading...")
	g.open()
	dana.SeesModal("Payment", "Amount").Closes()
	o.close()
}

func TestAFormWhoseTriggerIsOver(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.ws.Fail("views.open", 1, slackfake.Fault{Err: "expired_trigger_id"})
	dana := o.As("dana")
	dana.Types("fort-myers", "/pay").SeesEphemeral("Payment: fill in the form.", "[Open form]")
	dana.Clicks("Open form").SeesModal("Payment", "Amount").Closes()
	o.close()
}

func TestAnAnswerTooLargeForItsAck(t *testing.T) {
	t.Parallel()
	o := open(t, terms{app: func(next bot.App) bot.App {
		return doing{next, func(context.Context, commands.Request) (commands.Reply, error) {
			return commands.Listing{Title: "Many lines", Lines: strings.Split(strings.Repeat(strings.Repeat("word ", 12)+"|", 300), "|")}, nil
		}}
	}})
	o.As("dana").Types("fort-myers", "/paidup market").SeesEphemeral("Many lines", "word word")
	o.close("acknowledgement of 20,480 bytes or more")
}

func TestAnAnswerWhoseAddressIsOver(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	o.ws.Fail("response_url", 1, slackfake.Fault{Status: 404})
	dana := o.As("dana").In("fort-myers")
	dana.Types("fort-myers", "/note FM-1001 gate code").SeesEphemeral("Entry e2")
	dana.Clicks("Undo").SeesEphemeral("✅ Saved. FM-1001 Harris", "e3")
	o.told("FM-1001", "e3")
	o.close("answer by response_url")
}

// A reply in a direct message stands there once, whatever becomes of the call that posts it; one that others must not read is
// shown again.
func TestAReplyStandsOnce(t *testing.T) {
	t.Parallel()
	for _, f := range []slackfake.Fault{{Status: 500, Applied: true}, {Drop: true, Applied: true}, {Status: 503}, {Status: 200}} {
		t.Run(f.String(), func(t *testing.T) {
			t.Parallel()
			o := open(t, terms{})
			o.ws.Fail("chat.postMessage", 2, f)
			dana := o.As("dana")
			dana.DMs("help pay").SeesDM("pay")
			o.idle()
			o.close()
		})
	}
	o := open(t, terms{})
	o.ws.Fail("chat.postEphemeral", 1, slackfake.Fault{Status: 503})
	o.begin("Harris")
	o.As("dana").Mentions(o.seen("FM-1001"), "help pay").SeesEphemeral("pay")
	o.close()
}
