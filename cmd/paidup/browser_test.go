package main

import (
	"strings"
	"testing"
)

// TestBrowser: a page is opened where somebody sits before a screen, and not where a machine builds.
func TestBrowser(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		system    string
		variables map[string]string
		want      string
	}{
		{"darwin", nil, "open"},
		{"darwin", map[string]string{"CI": "true"}, ""},
		{"linux", nil, ""},
		{"linux", map[string]string{"DISPLAY": ":0"}, "xdg-open"},
		{"linux", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, "xdg-open"},
		{"linux", map[string]string{"WAYLAND_DISPLAY": "wayland-0", "CI": "true"}, ""},
		{"windows", map[string]string{"DISPLAY": ":0"}, ""},
	} {
		if got := browser(c.system, func(name string) string { return c.variables[name] }); got != c.want {
			t.Errorf("on %s with %v: %q, want %q", c.system, c.variables, got, c.want)
		}
	}
}

// TestResetOfNothing: nothing is kept where no folder and no database is named.
func TestResetOfNothing(t *testing.T) {
	t.Setenv("DATABASE_URL", "")
	_, errs, code := program{t}.run("demo", "--reset")
	if code != 2 || !strings.Contains(errs, "say with --data where it is kept") {
		t.Errorf("exit %d: %s", code, errs)
	}
}
