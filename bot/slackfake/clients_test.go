//go:build clients

package slackfake

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Where the checks lie, by subject, and how many there are at least.
const (
	clientsFolder = "../../.ci/clients"
	leastChecks   = 40
)

// verdict is one line of .ci/clients/reporter.mjs.
type verdict struct {
	Check  string `json:"check"`
	Passed bool   `json:"passed"`
	Said   string `json:"said"`
}

// TestOutsideClients lets Slack's own clients, @slack/bolt and @slack/web-api, judge the workspace: each file of checks
// against a workspace of its own, whose people do what the checks ask them to.
func TestOutsideClients(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(clientsFolder, "checks", "*.mjs"))
	must(t, err)
	ran := 0
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".mjs"), func(t *testing.T) {
			found := verdicts(t, file)
			ran += len(found)
			for _, v := range found {
				t.Run(v.Check, func(t *testing.T) {
					if !v.Passed {
						t.Error(v.Said)
					}
				})
			}
		})
	}
	t.Logf("%d checks", ran)
	if ran < leastChecks {
		t.Errorf("%d checks ran, fewer than %d", ran, leastChecks)
	}
}

// verdicts runs one file of checks under Node and gives what it found.
func verdicts(t *testing.T, file string) []verdict {
	t.Helper()
	clock := &testClock{now: testNow}
	ws := newWorkspace(t, Options{Now: clock.Now})
	must(t, ws.AddChannel(Channel{ID: "C0OLD", Name: "old", Archived: true, Members: []string{"dana", "paidup"}}))
	must(t, ws.AddUser(User{ID: "U0TOM", Name: "tom", RealName: "Tom Varga", Email: "tom@example.com", Deleted: true}))
	stage := newStage(t, ws, clock)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	node := exec.CommandContext(ctx, "node", "--test", "--test-reporter=./reporter.mjs", "checks/"+filepath.Base(file))
	node.Cancel = func() error { return node.Process.Signal(os.Interrupt) }
	node.WaitDelay = patience
	node.Dir = clientsFolder
	node.Env = append(node.Environ(),
		"SLACK_API_URL="+ws.APIURL(), "SLACK_BOT_TOKEN="+ws.BotToken(), "SLACK_APP_TOKEN="+ws.AppToken(), "STAGE_URL="+stage.URL)
	var out, problems bytes.Buffer
	node.Stdout, node.Stderr = &out, &problems
	err := node.Run()
	var found []verdict
	for line := range strings.Lines(out.String()) {
		var v verdict
		if json.Unmarshal([]byte(line), &v) != nil {
			t.Errorf("the reporter said %q", line)
			continue
		}
		found = append(found, v)
	}
	if err != nil || len(found) == 0 {
		t.Errorf("%d checks, %v:\n%s", len(found), err, problems.String())
	}
	return found
}
