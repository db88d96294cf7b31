package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"paidup/domain"
	"paidup/domain/sample"
)

// retold is a line, what its receipt says, and the line made of nothing but the receipt's own words. NO is the file's number.
type retold struct{ says, receipt, again string }

// retellings are the verbs whose receipts hold amounts or dates, in the order of a file's life.
func retellings() []retold {
	return []retold{
		{"submit NO 14900 ref NL-4471 on fri",
			`, (?P<kind>\w+) (?P<amount>\S+)\nRound 1 (?P<to>to [^,]+), (?P<ref>ref \S+), (?P<on>.+)\n`,
			"submit NO ${kind} ${amount} ${to} ${ref} on ${on}"},
		{"reject NO moisture, pics: day-3 log missing on 11/20",
			`rejected\n(?P<types>[\w, ]+): (?P<words>.+), (?P<on>\w{3} \w{3} \d+)\n`,
			"reject NO ${types}: ${words} on ${on}"},
		{"submit NO on 2026-11-20",
			`, (?P<kind>\w+) (?P<amount>\S+)\nRound 2 (?P<to>to [^,]+), (?P<on>.+)\n`,
			"submit NO ${kind} ${amount} ${to} on ${on}"},
		{"approve NO 14,000 nov 20",
			`approved (?P<amount>\S+)\nOf .* asked, (?P<on>.+)\n`,
			"approve NO ${amount} on ${on}"},
		{"pay NO 1,500 check 41",
			`, (?P<amount>\S+)\nFrom (?P<from>[^,]+), (?P<method>[^,]+), (?P<on>.+)\n`,
			"pay NO ${amount} from ${from} ${method} on ${on}"},
		{"invoice NO 14,000 inv 5531 net 30 on last fri",
			`, invoice (?P<inv>\S+), (?P<amount>\S+)\nTo (?P<to>[^,]+), (?P<on>[^,]+), (?P<due>due .+)\n`,
			"invoice NO ${amount} inv ${inv} to ${to} ${due} on ${on}"},
		{"pay NO 6240 ck #771 fee 148.8 yesterday inv 5531",
			`, (?P<amount>\S+)\nFrom (?P<from>[^,]+), (?P<method>[^,]+), (?P<fee>fee [^,]+), (?P<on>.+)\nOn (?P<inv>invoice \S+)\. `,
			"pay NO ${amount} from ${from} ${method} ${fee} on ${on} ${inv}"},
		{"reverse NO check 771 because NSF",
			`\n(?P<method>.+) returned, \S+, (?P<on>.+): (?P<words>.+)\n`,
			"reverse NO ${method} on ${on} because ${words}"},
		{"apply NO 900 to inv 5531",
			`, applied (?P<amount>\S+)\nOn (?P<inv>invoice \S+), `,
			"apply NO ${amount} to ${inv}"},
		{"adjust NO refund 150.25 because paid twice",
			`, (?P<kind>refund) (?P<amount>\S+)\n\w{3} \w{3} \d+: (?P<words>.+)\n`,
			"adjust NO ${kind} ${amount} because ${words}"},
		{"adjust NO fee 75: Program fee, 5%",
			`, (?P<kind>fee) (?P<amount>\S+)\nOn (?P<inv>invoice \S+), .*: (?P<words>.+)\n`,
			"adjust NO ${kind} ${amount} ${inv} because ${words}"},
		{"apply NO 200 to FM-1088",
			`: (?P<amount>\S+) (?P<to>to \S+)\n`,
			"apply NO ${amount} ${to}"},
		{"submit NO supplement 1,200.5",
			`, (?P<kind>\w+) (?P<amount>\S+)\nRound 3 (?P<to>to [^,]+), (?P<on>.+)\n`,
			"submit NO ${kind} ${amount} ${to} on ${on}"},
		{"submit NO withdraw because Customer agreed to less",
			`round 3 taken back\n(?P<words>.+), (?P<on>\w{3} \w{3} \d+)\n`,
			"submit NO withdraw on ${on} because ${words}"},
		{"log NO call Harbor Mutual left voicemail next wed call again",
			`, (?P<kind>\w+), next step .*\nCalled (?P<words>.+)\nNext: (?P<step>.+), (?P<due>\w{3} \w{3} \d+)\n`,
			"log NO ${kind} ${words} next ${due} ${step}"},
		{"next NO dec 4 Send photos",
			`next step\n(?P<words>.+), (?P<due>\w{3} \w{3} \d+)\n`,
			"next NO ${due} ${words}"},
		{"promise NO 5000 by in 3 business days from carrier",
			`promise of (?P<amount>\S+)\nBy (?P<by>.+) (?P<from>from .+)\n`,
			"promise NO ${amount} by ${by} ${from}"},
		{"hold NO until 12/4 because asbestos test",
			`\nUntil (?P<until>.+): (?P<words>.+)\n`,
			"hold NO until ${until} because ${words}"},
		{"dispute NO 200.5 because scope of drywall",
			`, (?P<amount>\S+) disputed\nOn (?P<inv>invoice \S+), .*: (?P<words>.+)\n`,
			"dispute NO ${amount} ${inv} because ${words}"},
		{"adjust NO writeoff 212.4: deductible, moved away",
			`, (?P<kind>write-off) (?P<amount>\S+)\nOn (?P<inv>invoice \S+), .*: (?P<words>.+)\n`,
			"adjust NO ${kind} ${amount} ${inv} because ${words}"},
		{"adjust NO 100 credit inv 5531 because billed twice",
			`, (?P<kind>credit) (?P<amount>\S+)\nOn (?P<inv>invoice \S+), .*: (?P<words>.+)\n`,
			"adjust NO ${kind} ${amount} ${inv} because ${words}"},
		{"edit NO lossdate 8/10 estimate 14900",
			`\nEstimate: (?P<estimate>.+)\nDate of loss: (?P<loss>.+)\n`,
			"edit NO estimate ${estimate} lossdate ${loss}"},
		{"file new Ann Harris loss water payer Harbor Mutual on oct 30",
			`✅ Saved. \S+ (?P<customer>.+), RECEIVED\nReceived (?P<on>\w{3} \w{3} \d+), (?P<loss>[^,]+), (?P<payer>payer .+)\n`,
			"file new ${customer} on ${on} loss ${loss} ${payer}"},
	}
}

// What a receipt says, typed again on a twin of the file, is understood as the same to the cent and the day.
func TestWhatAReceiptSaysTypedAgainMeansTheSame(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris")
	s.has("PC-1042", "Joan Harris")
	s.has("FM-1088", "Al Cole")
	s.has("PC-1088", "Al Cole")
	for _, code := range []string{"FM", "PC"} {
		s.joins(code, domain.Person{ID: sample.Maria, Name: "Maria Lind"}, domain.Accounting) // who may say all of it
	}
	maria := s.As("maria")
	for _, r := range retellings() {
		told := maria.Types("fort-myers", "/paidup "+strings.ReplaceAll(r.says, "NO", "FM-1042")).SeesEphemeral("✅ Saved.").Text()
		again := ofTwin(retell(t, r, told))
		twin := maria.Types("pensacola", "/paidup "+strings.ReplaceAll(again, "NO", "PC-1042")).SeesEphemeral("✅ Saved.").Text()
		first := s.lastChange(told)
		first.Words = ofTwin(first.Words)
		ignored := []cmp.Option{cmpopts.IgnoreFields(domain.Change{}, "File", "Key", "Act", "Actor", "Version"), cmpopts.IgnoreTypes(time.Time{}), cmpopts.EquateEmpty()}
		if diff := cmp.Diff(first, s.lastChange(twin), ignored...); diff != "" {
			t.Errorf("%s\nsays\n%s\nand typed again as\n%s\nit means something else (-first +again):\n%s", r.says, told, again, diff)
		}
	}
	s.card("FM-1042")
	s.card("PC-1042")
	s.card("FM-1001")
	s.card("PC-1001")
	s.card("FM-1088")
	s.card("PC-1088")
	s.heardSoFar("FM-1042", 22)
	s.heardSoFar("PC-1042", 22)
	s.heardSoFar("FM-1088", 1)
	s.heardSoFar("PC-1088", 1)
	s.heardSoFar("FM-1001", 1)
	s.heardSoFar("PC-1001", 1)
	s.ends()
}

// An escalation is asked again of the same person, by the same day, in the same words.
func TestWhatAnEscalationsReceiptSaysTypedAgainMeansTheSame(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris")
	s.has("PC-1042", "Joan Harris")
	maria := s.As("maria")
	r := retold{"/escalate NO to priya by wed which check is this, 881 or 902?",
		`, escalated\n(?P<to>[^,]+), (?P<by>by [^:]+): (?P<words>.+)\n`,
		"/escalate NO to ${to} ${by} ${words}"}

	told := maria.Types("fort-myers", strings.ReplaceAll(r.says, "NO", "FM-1042")).SeesEphemeral("✅ Saved.").Text()
	maria.Types("pensacola", strings.ReplaceAll(retell(t, r, told), "NO", "PC-1042")).SeesEphemeral("✅ Saved.")
	asked := func(number string) domain.Plea {
		e := s.escalation(number)
		return domain.Plea{Cause: e.Cause, Wrong: e.Wrong, Ask: e.Ask, To: e.Asked, Due: e.Due}
	}
	want := domain.Plea{Cause: domain.ByHand, Wrong: asked("FM-1042").Wrong, Ask: "which check is this, 881 or 902?", To: sample.Priya,
		Due: domain.NewDate(2026, time.November, 25)}
	for _, number := range []string{"FM-1042", "PC-1042"} {
		if diff := cmp.Diff(want, asked(number)); diff != "" {
			t.Errorf("%s is asked for otherwise (-want +got):\n%s", number, diff)
		}
		s.rests()
		s.Channel(channelOf(number)).Expects("🟠 "+number+" Harris", "which check is this, 881 or 902?").Pings("priya")
		s.As("priya").SeesDM(number+" Harris needs you by Wed Nov 25:", "which check is this, 881 or 902?")
	}
	s.ends()
}

// retell makes the second line of the first one's receipt.
func retell(t *testing.T, r retold, told string) string {
	t.Helper()
	re := regexp.MustCompile(r.receipt)
	m := re.FindStringSubmatchIndex(told)
	if m == nil {
		t.Fatalf("%s: the receipt reads otherwise:\n%s", r.says, told)
	}
	return string(re.ExpandString(nil, r.again, told, m))
}

// ofTwin names the twins of the files that the words name.
func ofTwin(words string) string { return strings.ReplaceAll(words, "FM-", "PC-") }

// lastChange is the newest change of the file that a receipt is about.
func (s *stage) lastChange(receipt string) domain.Change {
	s.t.Helper()
	history := s.file(regexp.MustCompile(`[A-Z]{2}-\d+`).FindString(receipt)).History()
	return history[len(history)-1]
}
