package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"paidup/bot/slackfake"
	"paidup/domain"
	"paidup/domain/sample"
)

// private is what of a file is never posted, and who may read it in Open file.
var private = []struct {
	field, value string
	readers      []string
}{
	{"address", "77 Heron Key Road", []string{"dana", "maria", "priya", "tom"}},
	{"phone", "239-555-7701", []string{"dana", "maria", "priya", "tom"}},
	{"e-mail", "mai.tran@heron.example", []string{"dana", "maria", "priya"}},
	{"claim", "CLM-770011", []string{"dana", "maria", "priya"}},
	{"assignment", "ASG-770022", []string{"dana", "maria", "priya"}},
	{"policy", "POL-770033", []string{"dana", "maria", "priya"}},
	{"loan", "0088-770044", []string{"dana", "maria", "priya"}},
}

// A file full of contact data goes through every surface. What nobody but its own people may read stands in their Open file,
// and in the receipt of who changed it, and nowhere else: in no message, no list, no option, no button.
func TestContactDataStandsInOpenFileAlone(t *testing.T) {
	s := newStage(t)
	s.hasWith("FM-1063", domain.Facts{Customer: "Mai Tran", Carrier: "Harbor Mutual", Payer: "First Gulf Bank", Loss: "water", Program: "Northline",
		City: "Cape Coral", Address: "77 Heron Key Road", Email: "mai.tran@heron.example", Claim: "CLM-770011",
		Assignment: "ASG-770022", Mortgagee: "First Gulf Bank, loan 0088-770044"}, invoiced(9_870_00, "5520")...)
	s.handsOver("FM-1063", sample.Tom)
	s.has("FM-1064", "Mai Tran-Lopez")
	dana, tom := s.As("dana"), s.As("tom")

	s.postsTheFile()
	s.answersAboutTheFile()
	s.opensTheFile()
	tom.Types("fort-myers", "/my").SeesEphemeral("FM-1063 Tran")
	dana.Types("fort-myers", "/file new Ana Tran loss water payer Harbor Mutual claim CLM-770011").
		SeesEphemeral("FM-1063 Tran has the same claim number")
	dana.Clicks("Drop it").SeesEphemeral("Dropped.")
	s.on("2026-11-25 08:00")
	s.ticks()
	s.Channel("naples").Expects("Naples · Wed Nov 25")
	s.Channel("fort-myers").Expects("Fort Myers · Wed Nov 25", "FM-1063 Tran")
	dana.Types("fort-myers", "/digest").SeesEphemeral("FM-1063 Tran")

	s.keepsPrivate()
	s.ends()
}

// postsTheFile has the file's card and thread say all they can.
func (s *stage) postsTheFile() {
	s.t.Helper()
	dana := s.As("dana")
	for _, line := range []string{"/note FM-1063 gate is open", "/log FM-1063 call mortgagee left voicemail next wed call again",
		"/paidup promise FM-1063 by wed from mortgagee", "/pay FM-1063 870 check 881", "/paidup waiting FM-1063 mortgagee because check",
		"/paidup submit FM-1063 supplement 500", "/paidup reject FM-1063 documents: W-9", "/paidup edit FM-1063 phone 239-555-7701", "/paidup edit FM-1063 policy POL-770033",
		"/paidup hold FM-1063 until dec 4 because test"} {
		dana.Types("fort-myers", line).SeesEphemeral("✅ Saved. FM-1063 Mai Tran")
	}
	dana.Clicks("Undo").SeesEphemeral("✅ Saved.")
	dana.Types("fort-myers", "/escalate FM-1063 to tom by tue drying log").SeesEphemeral("✅ Saved. FM-1063 Mai Tran, escalated")
	s.Channel("fort-myers").Expects("🟠 FM-1063 Tran").Pings("tom")
	s.As("tom").SeesDM("FM-1063 Tran needs you")
	s.card("FM-1063", "First Gulf Bank")
	s.unheard("FM-1063")
}

// answersAboutTheFile asks for it in every list, search and question.
func (s *stage) answersAboutTheFile() {
	s.t.Helper()
	dana := s.As("dana")
	dana.Types("fort-myers", "/note tran hello").SeesEphemeral("Which file?", "[FM-1063]")
	dana.Clicks("None of these").SeesEphemeral("Dropped.")
	dana.Types("fort-myers", "/pay").SeesModal("Payment").
		Searches("File", "77 heron", "FM-1063 Mai Tran · INVOICED").Searches("File", "CLM-770011", "FM-1063 Mai Tran · INVOICED").Closes()
	dana.Types("fort-myers", "/paidup stage FM-1063").SeesEphemeral("FM-1063")
	dana.Types("fort-myers", "/file FM-1036").SeesEphemeral("Closest: FM-1063 Tran.")
	dana.Types("fort-myers", "/my log").SeesEphemeral("Entered today")
	dana.Types("fort-myers", "/paidup undo").SeesEphemeral("Your last entries")
	dana.Types("fort-myers", "/pay FM-1063 870 check 881").SeesEphemeral("Already saved: $870.00, check 881")
	dana.Clicks("Drop it").SeesEphemeral("Dropped.")
	dana.DMs("file FM-1063").SeesDM("FM-1063")
	dana.DMs("note FM-1063 said in private").SeesDM("✅ Saved. FM-1063 Mai Tran")
	dana.Mentions(s.card("FM-1063"), "file").SeesEphemeral("FM-1063")
	s.unheard("FM-1063")
}

// opensTheFile opens it for everybody.
func (s *stage) opensTheFile() {
	s.t.Helper()
	for _, who := range []string{"dana", "maria", "priya", "tom", "eve"} {
		s.As(who).Types("fort-myers", "/file FM-1063").SeesModal("FM-1063 Mai Tran", "Mortgagee First Gulf Bank").Closes()
		s.As(who).Types("fort-myers", "/file FM-1063 history").SeesModal("FM-1063 Mai Tran", "Entries").Closes()
		for _, field := range []string{"/note FM-1063", "/pay FM-1063"} {
			s.As(who).Types("fort-myers", field).SeesEphemeral("")
		}
	}
	s.As("luis").Types("denver", "/file CLM-770011").SeesEphemeral(`No file "CLM-770011" in your markets`)
	s.As("sam").Types("lobby", "/file FM-1063").SeesEphemeral(`No file "FM-1063" in your markets`)
}

// keepsPrivate looks at all that was shown and sent. Words that a person typed may be said back to that person.
func (s *stage) keepsPrivate() {
	s.t.Helper()
	read := map[string]bool{}
	s.ws.Read(func(st *slackfake.State) {
		for _, x := range st.Shown() {
			for _, p := range private {
				who := strings.ToLower(strings.TrimPrefix(x.User, "U0"))
				switch {
				case !strings.Contains(asJSON(s.t, x.View.Body, x.Message.Text, x.Message.Blocks), p.value):
				case x.View.ID != "" && slices.Contains(p.readers, who):
					read[who+" "+p.field] = true
				case slices.Contains(p.readers, who) && strings.Contains(x.Message.Text, ", changed."): // the receipt of an edit
				case x.User == "U0LUIS" && strings.Contains(x.Message.Text, `No file "`): // he typed it himself
				default:
					s.t.Errorf("%s of the file is shown to %q:\n%s", p.field, x.User, x)
				}
			}
		}
		for _, e := range st.Log() {
			view := strings.HasPrefix(e.Method, "views.") || e.Method == "ack.view_submission"
			for _, p := range private {
				said := asJSON(s.t, e.Payload)
				own := e.Method == "ack.message" && (strings.Contains(said, `No file \"`) || strings.Contains(said, ", changed."))
				if !view && !own && strings.Contains(said, p.value) {
					s.t.Errorf("%s of the file is sent by %s", p.field, e.Name)
				}
			}
		}
	})
	for _, p := range private {
		for _, who := range p.readers {
			if !read[who+" "+p.field] {
				s.t.Errorf("%s does not find %s in Open file", who, p.field)
			}
		}
	}
}

func asJSON(t *testing.T, values ...any) string {
	t.Helper()
	raw, err := json.Marshal(values)
	if err != nil {
		t.Fatal(fmt.Errorf("write what was shown: %w", err))
	}
	return string(raw)
}
