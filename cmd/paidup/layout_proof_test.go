package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLayoutFinds breaks each law of the layout in one place, and keeps it in another.
func TestLayoutFinds(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		file string // path, a space, and what follows its package clause
		want string // in the one finding; empty: none
	}{
		{"own row", `commands/a.go import _ "paidup/domain/kpi"`, ""},
		{"adapter in commands", `commands/a.go import _ "paidup/domain/postgres"`, "a.go:3: commands imports domain/postgres: a verb is the same"},
		{"SQL in commands", `commands/a.go import _ "database/sql"`, "commands imports database/sql"},
		{"os in domain", `domain/a.go import _ "os"`, "domain imports os: the law looks at nothing below it"},
		{"os in a test of domain", `domain/a_test.go import _ "os"`, ""},
		{"no row", `utils/a.go var _ = 1`, "utils is in no row"},
		{"no row below a room", `bot/card/parts/a.go var _ = 1`, "bot/card/parts is in no row"},
		{"below cmd", `cmd/paidup/bench/a.go import _ "paidup/domain/postgres"`, ""},
		{"library of the room", `bot/card/a.go import _ "github.com/slack-go/slack"`, ""},
		{"package of a library of the room", `bot/a.go import _ "github.com/slack-go/slack/slackevents"`, ""},
		{"library of another room", `scheduler/a.go import _ "github.com/slack-go/slack"`, "this library belongs to bot and bot/card alone"},
		{"library of no room", `bot/a.go import _ "github.com/gorilla/websocket"`, "no row of the import table has this library"},
		{"library with a like name", `bot/a.go import _ "github.com/slack-go/slacker"`, "no row"},
		{"test library in a test", `commands/a_test.go import _ "github.com/google/go-cmp/cmp"`, ""},
		{"test library in the program", `commands/a.go import _ "github.com/google/go-cmp/cmp"`, "is for tests"},
		{"testing in the program", `commands/a.go import _ "testing"`, "is for tests"},
		{"testing in expect", `bot/slackfake/expect/a.go import _ "testing"`, ""},
		{"expect in the program", `cmd/paidup/a.go import _ "paidup/bot/slackfake/expect"`, "is for tests"},
		{"store in a test", `commands/a_test.go import _ "paidup/domain/postgres/pgtest"`, ""},
		{"door in a test of the law", `domain/a_test.go import _ "paidup/bot"`, "domain imports bot"},
		{"inside test of the store", `domain/postgres/a_test.go var _ = 1`, "is package postgres_test"},
		{"time.Now", `bot/a.go import "time"; func f() { _ = time.Now() }`, "time.Now outside cmd"},
		{"time.Now handed on by another name", `bot/a.go import clock "time"; func f() any { return clock.Now }`, "time.Now outside cmd"},
		{"time.Since", `bot/a.go import "time"; func f(t time.Time) { _ = time.Since(t) }`, "time.Since outside cmd"},
		{"time.Until", `bot/a.go import "time"; func f(t time.Time) { _ = time.Until(t) }`, "time.Until outside cmd"},
		{"a method called Now", `bot/a.go func f(time interface{ Now() int }) { _ = time.Now() }`, ""},
		{"time.Now in cmd", `cmd/paidup/a.go import "time"; func f() { _ = time.Now() }`, ""},
		{"time.Now in a test", `bot/a_test.go import "time"; func f() { _ = time.Now() }`, ""},
		{"init", `bot/a.go func init() {}`, "func init"},
		{"init in a test", `bot/a_test.go func init() {}`, "func init"},
		{"method called init", `bot/a.go type T int; func (T) init() {}`, ""},
		{"variable", `bot/a.go var count int`, "package variable count"},
		{"variable with a value", `bot/a.go import "sync"; var once = sync.OnceFunc(nil)`, "package variable once"},
		{"table to be filled", `bot/a.go var seen = map[string]bool{}`, "package variable seen"},
		{"table", `bot/a.go var table = map[string]int{"a": 1}`, ""},
		{"table and another", `bot/a.go var a, b = []int{1}, append([]int{2}, a...)`, ""},
		{"error and regexp", `bot/a.go import ("errors"; "regexp"); var (errA = errors.New("a"); re = regexp.MustCompile("a"))`, ""},
		{"table of replacements", `bot/a.go import "strings"; var r = strings.NewReplacer("a", "b")`, ""},
		{"proof that a type serves an interface", `bot/a.go var _ interface{} = (*int)(nil)`, ""},
		{"variable of a test", `bot/a_test.go var count int; func f() { count++ }`, ""},
		{"embed", "bot/a.go import _ \"embed\"\n//go:embed a.txt\nvar text string", ""},
		{"write", `bot/a.go var table = []int{1}; func f() { table = nil }`, "writes to package variable table"},
		{"write to an element", `bot/a.go var table = map[string]int{"a": 1}; func f() { table["a"] = 2 }`, "writes to package variable table"},
		{"write to a field", `bot/a.go var t = struct{ n int }{1}; func f() { t.n++ }`, "writes to package variable t"},
		{"write by delete", `bot/a.go var table = map[string]int{"a": 1}; func f() { delete(table, "a") }`, "writes to package variable table"},
		{"write by range", `bot/a.go var t = []int{1}; func f() { for t[0] = range 3 { } }`, "writes to package variable t"},
		{"address", `bot/a.go var t = []int{1}; func f() any { return &t }`, "writes to package variable t"},
		{"write in a function handed elsewhere", `bot/a.go import "other"; var t = []int{1}; func f() { other.Do(func() { t[0] = 2 }) }`, "writes to package variable t"},
		{"write to another package's", `bot/a.go import "net/http"; func f() { http.DefaultClient.Timeout = 1 }`, "writes to package variable net/http.DefaultClient"},
		{"local of the same name", `bot/a.go var t = []int{1}; func f() { t := t; t = nil; _ = t }`, ""},
		{"big interface", `bot/a.go type I interface{ A(); B(); C(); D(); E(); F(); G(); H() }`, "interface with 8 methods"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			name, body, _ := strings.Cut(c.file, " ")
			wantFinding(t, readSource(t, name, "// Package a is one.\npackage a\n"+body).findings(), c.want)
		})
	}
}

func TestLayoutFindsComments(t *testing.T) {
	t.Parallel()
	with, without := "// Package a is one.\npackage a\n", "package a\n"
	wantFinding(t, readSource(t, "bot/a.go", without).findings(), "0 package comments")
	wantFinding(t, readSource(t, "bot/a.go", with, "bot/b.go", with).findings(), "2 package comments [a.go b.go]")
	wantFinding(t, readSource(t, "bot/a.go", with, "bot/b.go", without, "bot/b_test.go", with).findings(), "")
}

func TestSizesFind(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, body, want string }{
		{"right at every limit", "func f(a, b, c, d int) {" + strings.Repeat("\n", 59) + "}", ""},
		{"long function", "func f() {" + strings.Repeat("\n", 60) + "}", "f has 61 lines"},
		{"long file", strings.Repeat("\n", 400), "at most 400"},
		{"many parameters", "func f(a, b, c int, d, e string) {}", "5 parameters"},
		{"many parameters of a method of an interface", "type I interface{ f(a, b, c, d, e int) }", "5 parameters"},
		{"receiver", "type T int; func (t T) f(a, b, c, d int) {}", ""},
		{"deep", "func f() { for { if true { switch { case true: for { } } } } }", "f nests 4 deep"},
		{"else if", "func f() { if true { } else if true { } else if true { } else if true { } else { } }", ""},
		{"deep in else if", "func f() { for { if true { } else if true { for { for { } } } } }", "f nests 4 deep"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wantFinding(t, readSource(t, "bot/a.go", "package a\n"+c.body).sizes(), c.want)
		})
	}
	wantFinding(t, readSource(t, "bot/a_test.go", "package a\nfunc f(a, b, c, d, e int) {}").sizes(), "")
	if got := p90([]int{9, 1, 2, 3, 4, 5, 6, 7, 8, 100}); got != 9 {
		t.Errorf("p90 of ten sizes is %d, want the ninth", got)
	}
}

func readSource(t *testing.T, namesAndTexts ...string) *pkg {
	t.Helper()
	files := fstest.MapFS{}
	for pair := range slices.Chunk(namesAndTexts, 2) {
		files[pair[0]] = &fstest.MapFile{Data: []byte(pair[1])}
	}
	packages, err := readPackages(files)
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) != 1 {
		t.Fatalf("read %d packages", len(packages))
	}
	return packages[0]
}

func wantFinding(t *testing.T, found []string, want string) {
	t.Helper()
	if want == "" {
		if len(found) > 0 {
			t.Errorf("found %q in lawful source", found)
		}
		return
	}
	if len(found) != 1 || !strings.Contains(found[0], want) {
		t.Errorf("found %s, want one with %q", fmt.Sprintf("%q", found), want)
	}
}
