package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/bot/slackfake/expect"
	"paidup/commands"
	"paidup/domain"
)

func TestALifeFromIntakeToPaidInFull(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	dana := o.As("dana")
	dana.Types("fort-myers", "/file new").SeesModal("New file", "Customer")
	dana.Fills("Customer", "Anne Harris").Fills("Loss type", "water").Fills("Payer", "Harbor Mutual").Submits()
	dana.SeesModal("✅ Saved. FM-1001 Anne Harris")
	o.told("FM-1001 Harris", "e1")
	dana.Closes()

	for _, line := range []string{"/paidup submit FM-1001 estimate 19,300", "/paidup approve FM-1001 18,640", "/invoice FM-1001 18,640 inv 5512",
		"/pay FM-1001 6,240 check 771", "/pay FM-1001 12,400 check 881"} {
		dana.Types("fort-myers", line).SeesEphemeral("✅ Saved. FM-1001 Anne Harris")
	}
	o.told("FM-1001 Harris", "e6")
	o.seen("PAID IN FULL")
	o.close()
}

// begin opens files of these customers, FM-1001 first, and waits until their cards stand.
func (o *office) begin(customers ...string) {
	o.t.Helper()
	for _, c := range customers {
		o.file(c)
	}
	for _, c := range customers {
		o.told(c, "e1")
	}
}

// file opens a file without a word in the channel's story.
func (o *office) file(customer string) *domain.File {
	o.t.Helper()
	f, _, err := o.store.Open(context.Background(), o.act("open "+customer), domain.NewFile{Market: o.fm}, func(f *domain.File) error {
		return f.Receive(domain.NewDate(2026, 8, 12), domain.Facts{Customer: customer, Carrier: "Harbor Mutual", Payer: "Harbor Mutual",
			Loss: "water"}, "U0DANA")
	})
	o.must(err)
	return f
}

// told names what changes show: the card at its newest version, and in its thread a line for each entry up to that one, be
// it alone in its message or with others.
func (o *office) told(number, last string) {
	o.t.Helper()
	o.idle()
	o.Channel("fort-myers").Expects(number, "last entry "+last+",")
	root := o.seen(number).Message.TS
	var lines []string
	for _, text := range o.thread(root) {
		o.Channel("fort-myers").ExpectsThread(number, text)
	}
	for _, text := range o.heard[root] {
		lines = append(lines, strings.Split(text, "\n")...)
	}
	n := 0
	for _, l := range lines {
		if strings.HasPrefix(l, fmt.Sprintf("e%d ", n+1)) {
			n++
		}
	}
	if fmt.Sprint("e", n) != last {
		o.t.Errorf("the thread of %s tells up to e%d, not %s:\n%s", number, n, last, strings.Join(lines, "\n"))
	}
}

// thread is what a thread shows since it was last read.
func (o *office) thread(root string) []string {
	var all []string
	o.ws.Read(func(s *slackfake.State) {
		for _, m := range s.Messages("fort-myers") {
			if m.ThreadTS == root && m.TS != root && m.FromBot && !m.Ephemeral() {
				all = append(all, s.Render(m))
			}
		}
	})
	fresh := all[len(o.heard[root]):]
	o.heard[root] = all
	return fresh
}

// history is the file as it is stored.
func (o *office) history(id domain.FileID) []domain.Change {
	o.t.Helper()
	f, err := o.store.File(context.Background(), id)
	o.must(err)
	return f.History()
}

func TestARedeliveredEnvelopeGivesTheSameReceipt(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	dana := o.As("dana")
	first := dana.Types("fort-myers", "/note FM-1001 gate code with neighbour")
	receipt := dana.SeesEphemeral("✅ Saved. FM-1001", "Entry e2").Text()
	again, err := o.ws.Redeliver(t.Context(), first.Turn().EnvelopeID)
	o.must(err)
	if again.Ack.Problem != "" {
		t.Errorf("the second ack: %s", again.Ack.Problem)
	}
	if second := dana.SeesEphemeral("✅ Saved. FM-1001", "Entry e2").Text(); second != receipt {
		t.Errorf("the second receipt reads\n%s\nand the first\n%s", second, receipt)
	}
	o.told("FM-1001", "e2")
	if n := len(o.history(1)); n != 2 {
		t.Errorf("%d entries are stored, want 2", n)
	}
	o.close()
}

func TestAQuestionIsAnsweredByAPress(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	dana := o.As("dana")
	dana.Types("fort-myers", "/pay FM-1001 500 check 881").SeesEphemeral("✅ Saved.", "Entry e2")
	dana.Types("fort-myers", "/pay FM-1001 500 check 881").SeesEphemeral("Already saved: $500.00, check 881")
	dana.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	dana.Types("fort-myers", "/pay FM-1001 500 check 881").SeesEphemeral("Already saved: $500.00, check 881")
	dana.Clicks("A second payment").SeesEphemeral("✅ Saved.", "Entry e3")
	dana.Clicks("Undo").SeesEphemeral("✅ Saved.", "e4")
	o.told("FM-1001", "e4")
	o.close()
}

func TestAFormShowsErrorsUnderItsFields(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	dana := o.As("dana")
	dana.Types("fort-myers", "/pay").SeesModal("Payment", "Amount")
	dana.Searches("FM-1042", "harr", "FM-1001 Harris · RECEIVED").Fills("FM-1042", "FM-1001 Harris · RECEIVED")
	dana.Fills("Amount", "1,2.3.4").Submits().SeesFieldError("Amount", `"1,2.3.4" is not an amount; write 1,234.56.`)
	dana.Fills("Amount", "500").Submits().SeesModal("✅ Saved. FM-1001 Harris, $500.00", "[Undo]")
	dana.Clicks("Undo").SeesModal("✅ Saved.", "e3").Closes()
	o.told("FM-1001", "e3")
	o.close()
}

func TestAPressOnACardOpensItsForm(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	ben := o.As("ben").In("fort-myers")
	ben.Clicks("Submit…").SeesModal("Submit, FM-1001")
	ben.Fills("What is handed in", "estimate").Fills("Amount asked", "14,900").Submits().SeesModal("✅ Saved. FM-1001 Harris, estimate $14,900.00").Closes()
	o.told("FM-1001", "e2")
	ben.Clicks("Open file").SeesModal("FM-1001", "Entries").Closes()
	o.close()
}

func TestAPressOnAnOutdatedCardChangesNothing(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	dana, ben := o.As("dana"), o.As("ben").In("fort-myers")
	ben.Clicks("Submit…").SeesModal("Submit, FM-1001")
	dana.Types("fort-myers", "/paidup submit FM-1001 estimate 14,900").SeesEphemeral("✅ Saved.")
	ben.Fills("What is handed in", "estimate").Fills("Amount asked", "15,000").Submits()
	ben.SeesModal("Dana submitted round 1", "The card now shows it; press again if you still mean it.").Closes()
	o.told("FM-1001", "e2")
	if n := len(o.history(1)); n != 2 {
		t.Errorf("%d entries are stored, want 2", n)
	}
	o.close()
}

func TestAnOutdatedButtonRefreshesTheCard(t *testing.T) {
	t.Parallel()
	o := open(t, terms{app: func(next bot.App) bot.App {
		return doing{next, func(ctx context.Context, r commands.Request) (commands.Reply, error) {
			r.Form = false // as a button that acts at once would
			if r.Verb == "submit" && r.Args == nil && r.Words == "" {
				r.Args = commands.Values{"kind": "estimate", "amount": "15000.00"}
			}
			return next.Do(ctx, r)
		}}
	}})
	o.begin("Harris")
	old := o.seen("FM-1001 Harris")
	o.As("dana").Types("fort-myers", "/paidup submit FM-1001 estimate 14,900").SeesEphemeral("✅ Saved.")
	o.told("FM-1001", "e2")
	ben := o.As("ben")
	ben.ClicksOn(old, "Submit…").SeesEphemeral("Dana submitted round 1 at 8:12 am ET. The card now shows it; press again if you still mean it.")
	var urls []string
	o.ws.Read(func(s *slackfake.State) {
		for _, e := range s.Log() {
			if e.Method == "response_url" {
				urls = append(urls, fmt.Sprint(e.Payload["replace_original"]))
			}
		}
	})
	if diff := cmp.Diff([]string{"true", "false"}, urls); diff != "" {
		t.Errorf("posts to the press's response_url, by replace_original (-want +got):\n%s", diff)
	}
	o.close()
}

// seen is the newest message of the market's channel that shows the words.
func (o *office) seen(words string) *expect.Seen {
	o.t.Helper()
	var found *expect.Seen
	o.ws.Read(func(s *slackfake.State) {
		for _, m := range s.Messages("fort-myers") {
			if strings.Contains(s.Render(m), words) && m.ThreadTS == m.TS {
				found = &expect.Seen{Message: m}
			}
		}
	})
	if found == nil {
		o.t.Fatalf("no message shows %q", words)
	}
	return found
}

func TestWordsInAThreadAreAboutItsFile(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris", "Cole")
	dana := o.As("dana")
	cole := o.seen("FM-1002 Cole")
	dana.Mentions(cole, "note gate code with neighbour").SeesEphemeral("✅ Saved. FM-1002 Cole")
	dana.Mentions(cole, "pay").SeesEphemeral("open the form")
	dana.Clicks("Open form").SeesModal("Payment, FM-1002").Closes()
	o.told("FM-1002", "e2")
	o.close()
}

func TestEachLineOfADirectMessageIsACommand(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris", "Cole")
	dana := o.As("dana")
	dana.DMs("note FM-1001 first\n\npay FM-1001 1,2.3.4\nnote FM-1002 second")
	dana.SeesDM("✅ Saved. FM-1001 Harris")
	dana.SeesDM(`"1,2.3.4" is not an amount; write 1,234.56. Nothing was saved.`)
	dana.SeesDM("✅ Saved. FM-1002 Cole")
	o.told("FM-1001", "e2")
	o.told("FM-1002", "e2")
	o.close()
}

func TestSomebodyWhoIsNoMember(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	nora := o.As("nora")
	nora.Types("general", "/pay FM-1001 500").SeesEphemeral("You are not set up in Paidup yet. Sam Whitley can add you.").Lacks("Nothing was saved", "Harris")
	o.As("sam").Types("general", "/pay FM-1001 500").SeesEphemeral("FM-1001").Lacks("Harris")
	o.As("dana").Types("fort-myers", "/paidup void FM-1001 e1 because wrong").SeesEphemeral("Nothing was saved.")
	o.close()
}
