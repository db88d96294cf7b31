package cards

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"paidup/commands"
)

func gallerySeen(t *testing.T) []group {
	t.Helper()
	groups, err := everything()
	if err != nil {
		t.Fatal(err)
	}
	return groups
}

func entriesOf(groups []group) []entry {
	var all []entry
	for _, g := range groups {
		all = append(all, g.Entries...)
	}
	return all
}

// Slack takes everything that hangs in the gallery, and no two entries share a name.
func TestSlackTakesEveryEntry(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, e := range entriesOf(gallerySeen(t)) {
		if len(e.Refusals) > 0 {
			t.Errorf("%s: %q", e.Name, e.Refusals)
		}
		for _, w := range e.Weight {
			if w.Has > w.May {
				t.Errorf("%s weighs %s", e.Name, w)
			}
		}
		if seen[e.Name] {
			t.Errorf("two entries are called %s", e.Name)
		}
		seen[e.Name] = true
	}
	e, err := frame("modal without a title", map[string]any{"type": "modal", "blocks": []any{map[string]any{"type": "divider"}}})
	if err != nil || len(e.Refusals) != 2 {
		t.Errorf("a modal without a title is refused for %q, %v", e.Refusals, err)
	}
}

// Every verb with something to fill in has its form in the gallery.
func TestGalleryHoldsEveryForm(t *testing.T) {
	t.Parallel()
	all := entriesOf(gallerySeen(t))
	found := 0
	for _, c := range commands.NewApp(commands.Deps{}).Commands() {
		if !slices.ContainsFunc(c.Args, func(a commands.Arg) bool { return a.Form }) {
			continue
		}
		found++
		if !slices.ContainsFunc(all, func(e entry) bool { return e.Name == "form for "+c.Name && e.Payload["type"] == "modal" }) {
			t.Errorf("the form of %s is not in the gallery", c.Name)
		}
	}
	if found < 30 {
		t.Errorf("%d verbs have a form", found)
	}
}

// The gallery holds every kind of card that a golden file of package card holds, and nothing that is empty.
func TestGalleryHoldsEveryKind(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("../../../bot/card/testdata/*.json")
	if err != nil || len(paths) < 100 {
		t.Fatalf("%d golden files: %v", len(paths), err)
	}
	groups := gallerySeen(t)
	for _, g := range groups {
		if len(g.Entries) == 0 {
			t.Errorf("nothing hangs under %s", g.Title)
		}
	}
	all := entriesOf(groups)
	for _, path := range paths {
		if !isCard(t, path) {
			continue
		}
		kind, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".json"), "_")
		if !slices.ContainsFunc(all, func(e entry) bool {
			return e.Name == kind || strings.HasPrefix(e.Name, kind+" ") || strings.HasPrefix(e.Name, kind+",")
		}) {
			t.Errorf("no %s hangs in the gallery, and %s is one", kind, filepath.Base(path))
		}
	}
}

// isCard reports that the golden file holds a message or a view: options of a search and errors of fields are drawn in them.
func isCard(t *testing.T, path string) bool {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var golden struct{ Method string }
	if err := json.Unmarshal(raw, &golden); err != nil {
		t.Fatal(err)
	}
	return golden.Method != "ack.options" && golden.Method != "ack.view_submission"
}

func drawnPage(t *testing.T) Page {
	t.Helper()
	p, err := drawAll(gallerySeen(t))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The page stands alone: nothing is fetched, what runs in it is named by its digest, and every entry is drawn in each pane.
func TestPageStandsAlone(t *testing.T) {
	t.Parallel()
	p := drawnPage(t)
	html := string(p.HTML)
	for _, outside := range []string{"<link", " src=", "@import", "url(", " style=", " onclick=", "which is not drawn here"} {
		if strings.Contains(html, outside) {
			t.Errorf("%s stands in the page", outside)
		}
	}
	for _, kind := range []string{"style", "script"} {
		inside := regexp.MustCompile(`(?s)<`+kind+`>(.*?)</`+kind+`>`).FindAllStringSubmatch(html, -1)
		if len(inside) != 1 || !strings.Contains(p.policy, kind+"-src '"+digest(inside[0][1])+"'") {
			t.Errorf("the %s is not the one that the policy allows", kind)
		}
	}
	for _, e := range entriesOf(gallerySeen(t)) {
		if n := strings.Count(html, `data-name="`+e.Name+`"`); n != 2 && !strings.Contains(e.Name, "'") {
			t.Errorf("%s stands %d times in the page, not once in the list and once in the gallery", e.Name, n)
		}
	}
	ids := map[string]bool{}
	for _, id := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(html, -1) {
		if ids[id[1]] {
			t.Errorf("the id %s stands twice", id[1])
		}
		ids[id[1]] = true
	}
	again := drawnPage(t)
	if !bytes.Equal(p.HTML, again.HTML) {
		t.Error("drawn twice, the page differs")
	}
}

// A home tab hangs in the gallery as messages and forms do.
func TestHomeTabHangsToo(t *testing.T) {
	t.Parallel()
	g := &gallery{cast: newCast(), groups: []group{{Title: "Home"}}}
	g.hang("home of a coordinator", map[string]any{"type": "home", "blocks": []any{map[string]any{"type": "divider"}}})
	if e := g.last(); g.err != nil || len(e.Refusals) > 0 || e.Weight[0].May != viewBlocks {
		t.Errorf("it hangs as %+v, %v", e, g.err)
	}
	p, err := drawAll(g.groups)
	if err != nil || strings.Count(string(p.HTML), `<div class="blocks"><hr></div>`) != 3 || strings.Contains(string(p.HTML), "<form") {
		t.Errorf("it is drawn as\n%s%v", p.HTML, err)
	}
}

func TestPageIsServed(t *testing.T) {
	t.Parallel()
	p := drawnPage(t)
	for path, status := range map[string]int{"/": http.StatusOK, "/other": http.StatusNotFound} {
		got := httptest.NewRecorder()
		p.ServeHTTP(got, httptest.NewRequest(http.MethodGet, path, nil))
		if got.Code != status {
			t.Errorf("%s gives %d", path, got.Code)
		}
		if status == http.StatusOK && (got.Body.Len() != len(p.HTML) || !strings.Contains(got.Header().Get("Content-Security-Policy"), "default-src 'none'")) {
			t.Errorf("%s gives %d bytes under the policy %q", path, got.Body.Len(), got.Header().Get("Content-Security-Policy"))
		}
	}
}

func TestWeight(t *testing.T) {
	t.Parallel()
	if w := (weight{"bytes", 19_000, 20_000}); !w.Heavy() || w.String() != "19,000 of 20,000 bytes" {
		t.Errorf("%s, heavy %v", w, w.Heavy())
	}
	if w := (weight{"blocks", 45, 50}); w.Heavy() || w.String() != "45 of 50 blocks" {
		t.Errorf("%s, heavy %v", w, w.Heavy())
	}
}
