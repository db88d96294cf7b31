package card

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

var update = flag.Bool("update", false, "write the golden files anew")

// call is one thing that would be sent to Slack, as payload checkers take it.
type call struct {
	Method  string `json:"method"`
	Payload any    `json:"payload"`
	Name    string `json:"name,omitempty"`
}

// golden compares what would be sent with testdata/NAME.json. With PAIDUP_PAYLOADS set it is also written to that folder,
// for a payload checker outside.
func golden(t *testing.T, name, method string, payload any) {
	t.Helper()
	got := indented(t, call{Method: method, Payload: payload})
	path := filepath.Join("testdata", name+".json")
	if *update {
		write(t, path, got)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update to write it)", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
	if dir := os.Getenv("PAIDUP_PAYLOADS"); dir != "" {
		write(t, filepath.Join(dir, "card_"+name+".json"), indented(t, []call{{method, payload, name}}))
	}
}

func indented(t *testing.T, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// posted is a message to a channel.
func posted(m Message) map[string]any {
	return map[string]any{"channel": "C0FORTMYERS", "text": m.Text, "blocks": m.Blocks}
}

// answered is a message that only its asker sees.
func answered(m Message) map[string]any {
	return map[string]any{"response_type": "ephemeral", "text": m.Text, "blocks": m.Blocks}
}

func opened(v slack.ModalViewRequest) map[string]any {
	return map[string]any{"trigger_id": "1.2.a", "view": v}
}

// message checks a message three ways: as read aloud, against its golden file, and against the house's rules.
func message(t *testing.T, name string, m Message, want string) {
	t.Helper()
	holdsRules(t, name, m.Blocks)
	if diff := cmp.Diff(trimmed(want), read(m.Blocks)); diff != "" {
		t.Errorf("%s read aloud (-want +got):\n%s", name, diff)
	}
	golden(t, name, "chat.postMessage", posted(m))
}

// answer is message for what only its asker sees.
func answer(t *testing.T, name string, m Message, want string) {
	t.Helper()
	holdsRules(t, name, m.Blocks)
	if diff := cmp.Diff(trimmed(want), read(m.Blocks)); diff != "" {
		t.Errorf("%s read aloud (-want +got):\n%s", name, diff)
	}
	golden(t, name, "ack.message", answered(m))
}

// homeTab is message for a Home tab.
func homeTab(t *testing.T, name string, m Message, want string) {
	t.Helper()
	holdsRules(t, name, m.Blocks)
	if diff := cmp.Diff(trimmed(want), read(m.Blocks)); diff != "" {
		t.Errorf("%s read aloud (-want +got):\n%s", name, diff)
	}
	golden(t, name, "views.publish", map[string]any{"user_id": "U0DANA", "view": Home(m)})
}

// view is message for a modal.
func view(t *testing.T, name string, v slack.ModalViewRequest, want string) {
	t.Helper()
	holdsRules(t, name, v.Blocks.BlockSet)
	if n := len([]rune(v.Title.Text)); n > titleRunes {
		t.Errorf("%s: its title has %d characters", name, n)
	}
	if diff := cmp.Diff(trimmed(want), "# "+v.Title.Text+"\n"+read(v.Blocks.BlockSet)); diff != "" {
		t.Errorf("%s read aloud (-want +got):\n%s", name, diff)
	}
	golden(t, name, "views.open", opened(v))
}
