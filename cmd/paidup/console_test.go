package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

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
