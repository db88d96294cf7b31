package domain

import (
	"testing"
	"time"
)

func TestNewMarket(t *testing.T) {
	t.Parallel()
	m, err := NewMarket(" fm ", " Fort Myers ", "America/New_York")
	if err != nil || m.Code != "FM" || m.Name != "Fort Myers" || m.DigestAt != "08:00" || m.Settings != DefaultSettings() {
		t.Errorf("a new market is %+v (%v)", m, err)
	}
	for _, c := range []struct{ code, name, zone, arg string }{
		{"", "Fort Myers", "UTC", "code"}, {"F-M", "Fort Myers", "UTC", "code"}, {"1FM", "Fort Myers", "UTC", "code"},
		{"ABCDEFGHI", "Fort Myers", "UTC", "code"}, {"FM", "  ", "UTC", "name"}, {"FM", "Fort Myers", "", "tz"},
		{"FM", "Fort Myers", "Local", "tz"}, {"FM", "Fort Myers", "Eastern", "tz"},
	} {
		_, err := NewMarket(c.code, c.name, c.zone)
		if e, ok := err.(*Error); !ok || e.Kind != KindInvalid || e.Arg != c.arg {
			t.Errorf("NewMarket(%q, %q, %q) gave %v, want a refusal of %s", c.code, c.name, c.zone, err, c.arg)
		}
	}
	for at, fine := range map[string]bool{"00:00": true, "08:00": true, "23:59": true, "24:00": false, "8:00": false, "08:60": false, "": false} {
		m.DigestAt = at
		if err := m.Check(); (err == nil) != fine {
			t.Errorf("a digest at %q: %v", at, err)
		}
	}
}

func TestMarketToday(t *testing.T) {
	t.Parallel()
	m := testMarket(t)
	at := time.Date(2026, time.April, 1, 3, 30, 0, 0, time.UTC)
	if got := m.Today(at); got != NewDate(2026, time.March, 31) {
		t.Errorf("23:30 on March 31 in Fort Myers is %s", got)
	}
	m.Zone = "Europe/Amsterdam" // before it is checked again
	if got := m.Today(at); got != NewDate(2026, time.April, 1) {
		t.Errorf("after moving to Amsterdam it is %s", got)
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	m := testMarket(t)
	dana, maria := Person{ID: "U1", Name: "Dana Reyes"}, Person{ID: "U2", Name: "Maria Lind"}
	for _, v := range []struct {
		p    Person
		r    Role
		kind Kind
	}{
		{dana, Coordinator, ""}, {maria, Director, ""}, {dana, Accounting, ""}, {dana, Accounting, KindConflict}, {dana, "boss", KindInvalid},
	} {
		if err := m.AddMember(v.p, v.r); KindOf(err) != v.kind || err != nil && v.kind == "" {
			t.Errorf("%s as %s: %v", v.p.Name, v.r, err)
		}
	}
	d, ok := m.Member("U1")
	if !ok || !d.Is(Coordinator) || !d.Is(Viewer, Accounting) || d.Is(Director, Field, Viewer) || d.Is() {
		t.Errorf("Dana is %v", d.Roles)
	}
	if _, ok := m.Member("U9"); ok {
		t.Error("a stranger is a member")
	}
	if got := m.With(Accounting, Director); len(got) != 2 || len(m.With(Field)) != 0 {
		t.Errorf("accounting and director are %v", got)
	}
	for _, v := range []struct {
		p    Person
		r    Role
		kind Kind
		left int
	}{
		{dana, Director, KindConflict, 2}, {dana, Coordinator, "", 2}, {dana, Coordinator, KindConflict, 2}, {dana, Accounting, "", 1},
		{dana, Accounting, KindConflict, 1}, {Person{ID: "U9"}, Director, KindConflict, 1}, {maria, "boss", KindConflict, 1},
	} {
		if err := m.RemoveMember(v.p, v.r); KindOf(err) != v.kind || err != nil && v.kind == "" || len(m.Members) != v.left {
			t.Errorf("%s not as %s: %v, %d members", v.p.Name, v.r, err, len(m.Members))
		}
	}
	for name, want := range map[string]string{"Dana Reyes": "Dana", "Cher": "Cher", "": ""} {
		if got := (Person{Name: name}).First(); got != want {
			t.Errorf("the first name of %q is %q", name, got)
		}
	}
}

func TestZoneWords(t *testing.T) {
	t.Parallel()
	for zone, want := range map[string]string{"America/New_York": "ET", "America/Chicago": "CT", "America/Phoenix": "MT",
		"America/Los_Angeles": "PT", "Europe/Amsterdam": "CEST", "America/Santiago": "UTC-04", "UTC": "UTC"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := ZoneWord(time.Date(2026, time.July, 1, 12, 0, 0, 0, time.UTC).In(loc)); got != want {
			t.Errorf("%s: got %s, want %s", zone, got, want)
		}
	}
}
