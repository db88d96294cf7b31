package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"paidup/domain/postgres/pgtest"
)

var cluster pgtest.Cluster

// TestMain runs the tests on a cluster of their own, and expects no goroutine to be left by all of them together.
func TestMain(m *testing.M) {
	code := pgtest.Main(m, &cluster)
	if left := goleak.Find(); code == 0 && left != nil {
		fmt.Fprintln(os.Stderr, left)
		code = 1
	}
	os.Exit(code)
}

// program runs paidup as a user would, against a database of the test's own.
type program struct {
	t *testing.T
}

func newProgram(t *testing.T) program {
	t.Helper()
	t.Setenv("DATABASE_URL", cluster.URL(t))
	return program{t}
}

// run gives what the program printed and its exit code.
func (p program) run(args ...string) (out, errs string, code int) {
	p.t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), args, console{strings.NewReader(""), &o, &e})
	return o.String(), e.String(), code
}

// does runs the program and expects it to succeed.
func (p program) does(args ...string) string {
	p.t.Helper()
	out, errs, code := p.run(args...)
	if code != 0 {
		p.t.Fatalf("paidup %s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

// reads runs the program with --json and decodes what it printed.
func reads[T any](p program, args ...string) T {
	p.t.Helper()
	var v T
	out, errs, _ := p.run(append(args, "--json")...)
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		p.t.Fatalf("paidup %s: %v\n%s%s", strings.Join(args, " "), err, out, errs)
	}
	return v
}

// shared is a path below the folder of shared data: $PAIDUP_SHARED, or ../shared beside the module. Where it is missing
// the test is skipped, in CI it fails.
func shared(t *testing.T, path ...string) string {
	t.Helper()
	dir := os.Getenv("PAIDUP_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	p := filepath.Join(append([]string{dir}, path...)...)
	if _, err := os.Stat(p); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing; set PAIDUP_SHARED", p)
		}
		t.Skipf("%s is not on this machine; set PAIDUP_SHARED to run this test", p)
	}
	return p
}

func readJSON(t *testing.T, path string, v any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}
