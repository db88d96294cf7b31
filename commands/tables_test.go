package commands

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
)

// checkTable holds a table of testdata: behind what is typed, its first column, stands what is made of it. Lines that begin
// with # are comments; one that begins with @ sets the scene for those that follow.
func checkTable(t *testing.T, path string, least int, scene func(string), made func(typed string) []string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	got := make([]string, 0, len(want))
	rows := 0
	for _, line := range want {
		typed, _, _ := strings.Cut(line, "\t")
		switch {
		case strings.HasPrefix(typed, "@ "):
			scene(strings.TrimPrefix(typed, "@ "))
		case !strings.HasPrefix(typed, "#") && line != "":
			line = strings.Join(append([]string{typed}, made(typed)...), "\t")
			rows++
		}
		got = append(got, line)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
	if rows < least {
		t.Errorf("%s holds %d rows, and is to hold %d", path, rows, least)
	}
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMoney(t *testing.T) {
	t.Parallel()
	checkTable(t, "testdata/money.tsv", 100, nil, func(typed string) []string {
		m, err := ReadAmount(typed)
		if err != nil {
			return []string{"! " + err.Error()}
		}
		return []string{m.String()}
	})
}

// TestDates holds dates to several days, in several zones. A scene begins with an instant and a zone.
func TestDates(t *testing.T) {
	t.Parallel()
	off := map[domain.Date]string{}
	for _, day := range []string{"2026-07-03", "2026-11-26", "2026-11-27", "2026-12-25", "2027-01-01"} {
		d, err := domain.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		off[d] = "off"
	}
	cal := domain.Calendar{DaysOff: off}
	var today domain.Date
	scene := func(words string) {
		when, _, _ := strings.Cut(words, ":")
		minute, rest, _ := strings.Cut(strings.TrimPrefix(words, when+":"), " UTC, ")
		name, _, _ := strings.Cut(rest, ":")
		at, err := time.Parse("2006-01-02 15:04", when+":"+minute)
		if err != nil {
			t.Fatal(err)
		}
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		today = domain.DateOf(at, zone)
	}
	checkTable(t, "testdata/dates.tsv", 200, scene, func(typed string) []string {
		fact, err := ReadFact(typed, today)
		plan, other := ReadPlan(typed, today, cal)
		if err != nil {
			if errorText(other) != errorText(err) {
				t.Errorf("%q: a fact says %v, a plan %v", typed, err, other)
			}
			return []string{"! " + err.Error()}
		}
		return []string{fact.String() + " " + fact.Words(today), plan.String() + " " + plan.Words(today)}
	})
}
