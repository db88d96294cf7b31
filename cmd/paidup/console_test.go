package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/postgres"
)

// TestADatabaseThatIsNotMigrated: every subcommand that needs the database says so, on an empty one and on an older one.
func TestADatabaseThatIsNotMigrated(t *testing.T) {
	const want = "The database is not migrated to this version; `paidup migrate` does it.\n"
	p := program{t}
	older := cluster.URL(t)
	s, err := postgres.Connect(t.Context(), older)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.DB().Exec("alter table markets drop column paused"); err != nil {
		t.Fatal(err)
	}
	for name, url := range map[string]string{"an empty database": cluster.Empty(t), "an older database": older} {
		t.Setenv("DATABASE_URL", url)
		for _, line := range []string{"kpi", "report stages", "digest preview --market FM", "audit --market all", "audit --market FM", "market list",
			"market add FM --name Tampa --tz UTC", "member add U0DANA --market FM --role field"} {
			if out, errs, code := p.run(strings.Fields(line)...); code != 1 || errs != want || out != "" {
				t.Errorf("%s on %s: exit %d, %q%q", line, name, code, out, errs)
			}
		}
	}
	t.Setenv("DATABASE_URL", cluster.Empty(t))
	if _, errs, code := p.run("verify"); code != 1 || errs != want {
		t.Errorf("verify: exit %d, %q", code, errs)
	}
	p.does("migrate")
	if out := p.does("verify"); out != "0 faults in 0 files.\n" {
		t.Errorf("verify once it is migrated: %q", out)
	}
}

// TestFiguresAheadOfToday: what is not yet has no figures, in the words of the commands in Slack.
func TestFiguresAheadOfToday(t *testing.T) {
	p := newProgram(t)
	p.market("FM", "UTC")
	today := domain.DateOf(time.Now(), time.UTC)
	ahead := today + 30
	for line, want := range map[string]string{
		"kpi --as-of ":                       "Figures are as of today or earlier; %s is ahead.\n",
		"report stages --market FM --as-of ": "Figures are as of today or earlier; %s is ahead.\n",
		"digest preview --market FM --date ": "A digest is of today or earlier; %s is ahead.\n",
	} {
		out, errs, code := p.run(strings.Fields(line + ahead.String())...)
		if code != 1 || out != "" || errs != fmt.Sprintf(want, ahead.Words(today)) {
			t.Errorf("%s: exit %d, %q%q", line, code, out, errs)
		}
		p.does(strings.Fields(line + today.String())...)
	}
}

// TestIDsOfSlack: what is no id of Slack's is refused, with where to find it; nothing is stored.
func TestIDsOfSlack(t *testing.T) {
	const (
		noChannel = "%q is not a Slack channel id, like C0123456789. Slack shows it at the end of the channel's details.\n"
		noUser    = "%q is not a Slack user id, like U0123456789. In Slack: the person's profile, its menu, Copy member ID.\n"
	)
	p := newProgram(t)
	p.market("FM", "UTC")
	for _, c := range []struct{ line, id, says string }{
		{"market add PC --name Pensacola --tz UTC --channel", "#pensacola", noChannel},
		{"market add PC --name Pensacola --tz UTC --channel", "pensacola", noChannel},
		{"market add PC --name Pensacola --tz UTC --channel", "c0123456789", noChannel},
		{"market add PC --name Pensacola --tz UTC --channel", "D0123456789", noChannel},
		{"member add --market FM --role coordinator", "dana", noUser},
		{"member add --market FM --role coordinator", "@dana", noUser},
		{"member add --market FM --role coordinator", "<@U0DANA>", noUser},
		{"member add --admin", "Sam", noUser},
	} {
		_, errs, code := p.run(append(strings.Fields(c.line), c.id)...)
		if want := fmt.Sprintf(c.says, c.id); code != 1 || errs != want {
			t.Errorf("%s %s: exit %d, %q, want %q", c.line, c.id, code, errs, want)
		}
	}
	if out := p.does("market", "list"); strings.Contains(out, "Pensacola") || !strings.Contains(out, ", 0 members\n") {
		t.Errorf("there are now\n%s", out)
	}
	p.does("market", "add", "PC", "--name", "Pensacola", "--tz", "UTC", "--channel", "G0123456789")
	p.does("member", "add", "W0123456789", "--market", "PC", "--role", "field")
	p.does("member", "add", "U0123456789", "--admin")
}

// TestMembersOfAMarket: roles add up, each can be taken away, and what is not there cannot.
func TestMembersOfAMarket(t *testing.T) {
	p := newProgram(t)
	p.market("FM", "UTC")
	for _, c := range []struct {
		line, says string
		code       int
	}{
		{"add U0DANA --market FM --role coordinator --name Dana", "Dana is coordinator in Market FM.", 0},
		{"add U0DANA --market FM --role field --name Dana", "Dana is coordinator and field in Market FM: roles add up, member remove takes one away.", 0},
		{"remove U0DANA --market FM --role director", "Dana is not director in Market FM.", 1},
		{"remove U0BEN --market FM --role director", "U0BEN is no member of Market FM.", 1},
		{"remove U0DANA --market PC --role field", `There is no market "PC".`, 1},
		{"remove dana --market FM --role field", `"dana" is not a Slack user id, like U0123456789. In Slack: the person's profile, its menu, Copy member ID.`, 1},
		{"remove U0DANA --market FM --role coordinator", "Dana is not coordinator in Market FM any more, and still field.", 0},
		{"remove U0DANA --market FM --role field", "Dana is not field in Market FM any more, and no member.", 0},
		{"remove U0DANA --market FM --role field", "U0DANA is no member of Market FM.", 1},
		{"add U0SAM --admin --name Sam", "Sam is an admin.", 0},
		{"remove U0BEN --admin", "U0BEN is no admin.", 1},
		{"remove U0SAM --admin", "Sam is the only admin; somebody else has to be one first.", 1},
		{"add U0EVA --admin --name Eva", "Eva is an admin.", 0},
		{"remove U0SAM --admin", "Sam is not an admin any more.", 0},
		{"remove U0SAM --admin", "U0SAM is no admin.", 1},
		{"remove U0EVA --admin", "Eva is the only admin; somebody else has to be one first.", 1},
	} {
		out, errs, code := p.run(append([]string{"member"}, strings.Fields(c.line)...)...)
		if code != c.code || out+errs != c.says+"\n" {
			t.Errorf("member %s: exit %d, %q, want %q", c.line, code, out+errs, c.says)
		}
	}
	for _, line := range []string{"add U0DANA --market FM", "remove U0DANA --market FM", "add U0DANA", "remove U0DANA --admin --market FM", "add U0DANA --admin --role field"} {
		_, errs, code := p.run(append([]string{"member"}, strings.Fields(line)...)...)
		if code != 2 || !strings.Contains(errs, "give --market and --role, or --admin alone") {
			t.Errorf("member %s: exit %d, %s", line, code, errs)
		}
	}
}

// TestAuditOfTheConsole: what was done at the program is told by its subcommand, as the console's.
func TestAuditOfTheConsole(t *testing.T) {
	p := newProgram(t)
	p.market("FM", "UTC")
	p.does("member", "add", "U0DANA", "--market", "FM", "--role", "field")
	p.does("member", "remove", "U0DANA", "--market", "FM", "--role", "field")
	p.does("member", "add", "U0SAM", "--admin")
	type line struct{ Market, Actor, Name, Verb, Outcome string }
	rows := reads[[]line](p, "audit", "--market", "all")
	slices.Reverse(rows)
	if diff := cmp.Diff([]line{
		{"FM", "console", "the console", "market add", "done"},
		{"FM", "console", "the console", "member add", "done"},
		{"FM", "console", "the console", "member remove", "done"},
		{"", "console", "the console", "member add", "done"},
	}, rows); diff != "" {
		t.Errorf("the audit (-want +got):\n%s", diff)
	}
	if text := p.does("audit", "--market", "FM"); !strings.Contains(text, " the console: member remove (U0DANA, field) by command, done\n") {
		t.Errorf("the audit reads\n%s", text)
	}
}

// TestArgumentsComeFirst: what is wrong with a line is said before anything about the database, as a fault in its use, with
// what would be right; nothing of the program's line is dropped in silence.
func TestArgumentsComeFirst(t *testing.T) {
	t.Setenv("DATABASE_URL", "")
	p := program{t}
	for line, says := range map[string]string{
		"bogus":                    `paidup has no subcommand "bogus"`,
		"market bogus":             `paidup market has no subcommand "bogus"`,
		"market lst":               `paidup market has no subcommand "lst"; did you mean list?`,
		"member bogus U0DANA":      `paidup member has no subcommand "bogus"`,
		"report bogus":             `paidup report has no subcommand "bogus"`,
		"digest previw":            `paidup digest has no subcommand "previw"; did you mean preview?`,
		"market add FM":            `missing: --name and --tz. For example: paidup market add FM --name "Fort Myers" --tz America/New_York --channel C0123456789`,
		"market add FM --name Tam": `missing: --tz. For example: paidup market add FM`,
		"member add U0DANA --market FM --role juggler": `"juggler" is none of coordinator, director, accounting, field and viewer`,
		"audit --market all --file FM-1":               "--file needs the --market it is in",
		"import letters x.csv --market FM":             `"letters" is none of files, events, invoices and payments`,
		"manifest --prefix PU-":                        `--prefix is "PU-"; a command's name in Slack has lower case letters, digits, - and _, like pu-`,
		"run --prefix x.":                              `--prefix is "x."; a command's name in Slack has lower case letters`,
	} {
		if out, errs, code := p.run(strings.Fields(line)...); code != 2 || out != "" || !strings.HasPrefix(errs, says) {
			t.Errorf("%s: exit %d, %q%q", line, code, out, errs)
		}
	}
	if _, errs, code := p.run("manifest", "--prefix", "pu my"); code != 2 || !strings.HasPrefix(errs, `--prefix is "pu my"`) {
		t.Errorf("a prefix with a space: exit %d, %q", code, errs)
	}
	for line, says := range map[string]string{
		"kpi --as-of soon":                       "--as-of: ",
		"report stages --as-of soon":             "--as-of: ",
		"digest preview --market FM --date soon": "--date: ",
		"audit --market FM --since soon":         "--since: ",
	} {
		if out, errs, code := p.run(strings.Fields(line)...); code != 1 || out != "" || !strings.HasPrefix(errs, says) {
			t.Errorf("%s: exit %d, %q%q", line, code, out, errs)
		}
	}
	if out := p.does("manifest", "--prefix", "pu-"); !strings.Contains(out, `"/pu-pay"`) {
		t.Errorf("the manifest:\n%s", out)
	}
	if out := p.does("market"); !strings.Contains(out, "Add a market") {
		t.Errorf("market alone: %q", out)
	}
	if out := p.does("kpi", "--help"); !strings.Contains(out, "paidup kpi [--market CODE|all] [--as-of DATE]") {
		t.Errorf("the help of kpi: %q", out)
	}
}

// TestAVariableThatNamesNoFile is said once: not also that the variable is not set.
func TestAVariableThatNamesNoFile(t *testing.T) {
	t.Setenv("DATABASE_URL", "")
	t.Setenv("DATABASE_URL_FILE", "/nowhere/url")
	t.Setenv("SLACK_BOT_TOKEN_FILE", "/nowhere/token")
	t.Setenv("SLACK_APP_TOKEN", "")
	_, errs, code := program{t}.run("run")
	if want := "DATABASE_URL_FILE names a file that cannot be read: open /nowhere/url: no such file or directory\n" +
		"SLACK_BOT_TOKEN_FILE names a file that cannot be read: open /nowhere/token: no such file or directory\n" +
		"SLACK_APP_TOKEN is not set to an app-level token; it begins with xapp-\n"; code != 1 || errs != want {
		t.Errorf("exit %d, %q", code, errs)
	}
}

// TestAMarketWithoutAChannel can be added, and says what that means.
func TestAMarketWithoutAChannel(t *testing.T) {
	p := newProgram(t)
	if out := p.does("market", "add", "FM", "--name", "Fort Myers", "--tz", "America/New_York"); out != "Market FM, Fort Myers, America/New_York. Digest at 08:00.\n"+
		"It has no channel, so nothing is posted: /paidup market set fm channel, said in its channel, sets it.\n" {
		t.Errorf("it says %q", out)
	}
}
