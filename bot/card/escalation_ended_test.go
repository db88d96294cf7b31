package card

import (
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// What is left of an escalation whose file has ended: in the channel, with whom it was asked of, in its thread, on the line of
// a digest, and on the file's card, which says nothing of it.
func TestAnEscalationThatEndedWithItsFile(t *testing.T) {
	t.Parallel()
	v := raised(t, shortNames())
	f := v.Escalation.File
	f.Begin(domain.Act{Key: "cancel", Actor: dana, Source: domain.FromCommand, At: today().At(9, 12, f.Market.Location())})
	if err := f.Cancel("customer declined"); err != nil {
		t.Fatal(err)
	}
	f.Finish()
	v.Escalation.End()
	m := Pen{}.Message(shown(t, v.Escalation, ""))
	message(t, "escalation_ended", m, `
		✅ FM-1063 Tran · moisture log missing
		Ended with the file: cancelled by Dana Reyes, Mon Nov 23, 9:12 am ET`)
	if want := "FM-1063 Tran, ended with the file: cancelled by Dana Reyes"; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
	message(t, "escalation_person_ended", Pen{}.Message(shown(t, v.Escalation, tom)), `
		✅ FM-1063 Tran
		Ended with the file: cancelled by Dana Reyes, Mon Nov 23, 9:12 am ET`)
	message(t, "escalation_act_ended", Pen{}.Message(commands.EscalationActs{Escalation: v.Escalation, Acts: v.Escalation.Events()[1:], People: everybody()}), `
		✅ Ended with the file: cancelled. Dana Reyes, Mon Nov 23, 9:12 am ET`)
	lines := liveLines(commands.LiveDigest{Digest: badDay(), People: everybody()}, v.Escalation)
	if want := "✅ Ended with the file: cancelled by Dana Reyes, Mon Nov 23, 9:12 am ET"; len(lines) != 1 || lines[0].String() != want {
		t.Errorf("the digest's line says %v", lines)
	}
	if says := now(f, shortNames(), everybody(), today()).escalated(v.Escalation); says != "" {
		t.Errorf("the card says %q", says)
	}
}

// Who entered what paid the file did not pay it.
func TestAnEscalationThatEndedPaidInFull(t *testing.T) {
	t.Parallel()
	v := raised(t, shortNames())
	s := &story{t, v.Escalation.File}
	s.invoiced("2026-11-23", domain.Bill{Amount: 9_870_00, Number: "5520", Answered: domain.Answers{domain.AskNoApproval}})
	s.paid(dana, "2026-11-23", domain.Receipt{Amount: 9_870_00, Method: domain.Check, Reference: "881"})
	v.Escalation.End()
	message(t, "escalation_ended_paid", Pen{}.Message(shown(t, v.Escalation, "")), `
		✅ FM-1063 Tran · moisture log missing
		Ended with the file: paid in full, entered by Dana Reyes, Mon Nov 23, 12:00 pm ET`)
}
