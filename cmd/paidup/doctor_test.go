package main

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"paidup/commands"
)

// says are the findings in short: database ok, FM channel to do.
func says(all []commands.Finding) string {
	var out []string
	for _, f := range all {
		out = append(out, f.Subject()+" "+string(f.Health))
	}
	return strings.Join(out, ", ")
}

// durable is the address of a database of the tests, whose connections wait for their commits to be on disk.
func durable(url string) string { return url + "&synchronous_commit=on" }

func TestDoctorWithTheDatabaseAlone(t *testing.T) {
	p := newProgram(t)
	t.Setenv("DATABASE_URL", durable(os.Getenv("DATABASE_URL")))
	p.does("market", "add", "FM", "--name", "Fort Myers", "--tz", "America/New_York")
	out, errs, code := p.run("doctor")
	if code != 1 || errs != "" {
		t.Errorf("exit %d, %q", code, errs)
	}
	for _, want := range []string{"ok           database: PostgreSQL ", "ok           migrations: 12 of 12\n",
		"ok           clock: the database's and this machine's are 0.0 s apart\n",
		"not checked  bot token: set SLACK_BOT_TOKEN to have it looked at\n", "not checked  app-level token: set SLACK_APP_TOKEN to have it looked at\n",
		"to do        connections to Slack: no paidup run is at work. Start it\n",
		"to do        scheduler: none has looked at its clock yet, so no digest comes. Start paidup run\n",
		"to do        FM channel: there is none, so nothing is posted. Say market set FM channel in it\n",
		"note         FM next digest: none while the market has no channel or is paused\n",
		"3 things to do, 6 in order, 1 to know, 2 not checked\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not say %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "xoxb-") || strings.Contains(out, "://") {
		t.Errorf("it tells secrets:\n%s", out)
	}
}

func TestDoctorWithoutADatabase(t *testing.T) {
	p := newProgram(t)
	const rest = ", migrations not checked, standby not checked, channel not checked, next digest not checked, bot token not checked, app-level token not checked, connections to Slack not checked, outbox not checked, scheduler not checked, undelivered not checked"
	for url, want := range map[string]string{
		"": "DATABASE_URL is not set; give a Postgres address",
		"postgres://nobody@127.0.0.1:1/none?sslmode=disable": "DATABASE_URL: connect to the database: ",
	} {
		t.Setenv("DATABASE_URL", url)
		found := reads[[]commands.Finding](p, "doctor")
		if got := says(found); got != "database to do"+rest || !strings.HasPrefix(found[0].Says, want) {
			t.Errorf("with %q it finds %s: %s", url, got, found[0].Says)
		}
		if _, _, code := p.run("doctor"); code != 1 {
			t.Errorf("with %q it exits %d", url, code)
		}
	}
}

func TestDoctorOfADatabaseThatIsNotMigrated(t *testing.T) {
	p := newProgram(t)
	t.Setenv("DATABASE_URL", durable(cluster.Empty(t)))
	found := reads[[]commands.Finding](p, "doctor")
	const want = "database ok, migrations to do, clock ok, standby ok, bot token not checked, app-level token not checked, " +
		"connections to Slack not checked, outbox not checked, scheduler not checked, undelivered not checked"
	if got := says(found); got != want || found[1].Says != "the database is at 0 of 12. paidup migrate brings it up, and so does paidup run" {
		t.Errorf("it finds %s: %s", got, found[1].Says)
	}
	if out := p.does("migrate"); out != "12 migrations applied.\n" {
		t.Errorf("looking changed the database: %s", out)
	}
}

// Beside a paidup run in whose world all is in order the doctor finds nothing to do, and says what of the tokens is wrong.
func TestDoctorBesideARun(t *testing.T) {
	s := bareStage(t)
	s.clock.set(time.Now())
	_, err := s.store.Beat(context.Background(), time.Now())
	s.must(err)
	p := program{t}
	t.Setenv("DATABASE_URL", durable(s.url))
	t.Setenv("SLACK_API_URL", s.ws.APIURL())
	t.Setenv("SLACK_BOT_TOKEN", s.ws.BotToken())
	t.Setenv("SLACK_APP_TOKEN", s.ws.AppToken())
	if out := p.does("doctor"); !strings.HasSuffix(out, "nothing to do, 21 in order\n") || !strings.Contains(out, "ok           connections to Slack: story/") {
		t.Errorf("it says:\n%s", out)
	}
	if _, _, code := p.run("doctor", "FM"); code != 2 {
		t.Errorf("with an argument it exits %d", code)
	}
	s.ws.Grant("chat:write")
	t.Setenv("SLACK_APP_TOKEN", "xapp-of-another-app")
	found := reads[[]commands.Finding](p, "doctor")
	var wrong []string
	for _, f := range found {
		if f.Health != commands.InOrder {
			wrong = append(wrong, f.Subject()+": "+f.Says)
		}
	}
	if len(wrong) != 2 || !strings.HasPrefix(wrong[0], "bot token: it lacks app_mentions:read, ") ||
		wrong[1] != "app-level token: Slack refuses it (invalid_auth): copy the token anew from the app's page into SLACK_APP_TOKEN" {
		t.Errorf("it finds %q", wrong)
	}
	t.Setenv("SLACK_BOT_TOKEN", "xoxb-of-another-app")
	t.Setenv("SLACK_APP_TOKEN", "xoxb-swapped")
	for _, want := range []string{"to do        bot token: Slack refuses it (invalid_auth): ", "to do        app-level token: SLACK_APP_TOKEN is not set to an app-level token; it begins with xapp-\n",
		"not checked  FM channel: Slack does not say (invalid_auth)\n"} {
		if out, _, code := p.run("doctor"); code != 1 || !strings.Contains(out, want) {
			t.Errorf("exit %d, and it does not say %q:\n%s", code, want, out)
		}
	}
	s.must(s.ws.Close(context.Background()))
	t.Setenv("SLACK_BOT_TOKEN", s.ws.BotToken())
	if out, _, _ := p.run("doctor"); !strings.Contains(out, "to do        bot token: Slack does not answer (not_sent): look at the network, and at SLACK_API_URL\n") {
		t.Errorf("once Slack is gone it says:\n%s", out)
	}
}
