package main

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
	"testing"
)

// row is what one package may import.
type row struct {
	ours    []string // packages of this module, from its root
	outside []string // libraries, with everything below them
	peers   []string // libraries its tests may talk to it with: independent clients and bots
	not     []string // packages of the standard library it keeps away from
	why     string
}

const (
	module         = "paidup"
	everything     = "*"
	postgresServer = "domain/postgres/pgserver"
	postgresTest   = "domain/postgres/pgtest"
	slackExpect    = "bot/slackfake/expect"
)

// What pure packages keep away from: the machine, the network and the database.
var (
	doors = []string{"os", "os/exec", "net", "net/http", "database/sql", "database/sql/driver"}
	logs  = append([]string{"log", "log/slog"}, doors...)
)

// rows is the import table of the house. A package that is in no row has no place in it.
var rows = map[string]row{
	"domain": {
		not: logs,
		why: "the law looks at nothing below it and can be run without a machine",
	},
	"domain/kpi": {
		ours: []string{"domain"},
		not:  logs,
		why:  "figures are pure functions of what they are given",
	},
	"domain/sample": {
		ours: []string{"domain"},
		not:  logs,
		why:  "a portfolio depends on its seed and its day alone",
	},
	"domain/sheet": {
		ours: []string{"domain", "domain/kpi"},
		not:  logs,
		why:  "it turns bytes into values and back; opening files and storing values is for others",
	},
	"domain/postgres": {
		ours:    []string{"domain", "domain/kpi"},
		outside: []string{"github.com/jmoiron/sqlx", "github.com/lib/pq"},
		why:     "the store knows the nouns and the database, and nobody who asks it",
	},
	postgresServer: {
		outside: []string{"github.com/lib/pq"},
		why:     "a private server is of use to anybody and knows nothing of us",
	},
	postgresTest: {
		ours: []string{"domain/postgres", postgresServer, "migrations"},
		why:  "it gives tests a migrated database and nothing more",
	},
	"migrations": {
		outside: []string{"github.com/pressly/goose/v3"},
		why:     "an old migration must not change its meaning when our code does",
	},
	"commands": {
		ours:    []string{"domain", "domain/kpi", "domain/sheet"},
		outside: []string{"github.com/agnivade/levenshtein", "github.com/rickar/cal/v2"},
		not:     doors,
		why:     "a verb is the same by every door and over every store: no Slack, no SQL",
	},
	"scheduler": {
		ours:    []string{"commands", "domain", "domain/kpi"},
		outside: []string{"github.com/robfig/cron/v3"},
		why:     "the clock's door asks commands, as the other doors do",
	},
	"bot": {
		ours:    []string{"bot/socket", "bot/card", "bot/chart", "commands", "domain", "domain/kpi"},
		outside: []string{"github.com/slack-go/slack", "golang.org/x/time/rate"},
		why:     "the Slack door reaches everything else through interfaces of its own",
	},
	"bot/socket": {
		outside: []string{"github.com/coder/websocket"},
		why:     "the transport knows no business",
	},
	"bot/card": {
		ours:    []string{"commands", "domain", "domain/kpi"},
		outside: []string{"github.com/slack-go/slack"},
		not:     logs,
		why:     "views are pure: values in, blocks out",
	},
	"bot/chart": {
		ours: []string{"domain/kpi"},
		not:  logs,
		why:  "pictures are pure: values in, pictures out",
	},
	"bot/slackfake": {
		outside: []string{"github.com/coder/websocket"},
		peers:   []string{"github.com/slack-go/slack"},
		why:     "it stands for Slack, which does not know what we make of it",
	},
	"bot/slackfake/page": {
		ours:  []string{"bot/slackfake"},
		peers: []string{"github.com/coder/websocket"},
		why:   "a page shows what a workspace holds, whichever app speaks in it",
	},
	slackExpect: {
		ours:  []string{"bot/slackfake"},
		peers: []string{"github.com/coder/websocket"},
		why:   "expectations are about what a workspace shows",
	},
	"cmd/paidup": {
		ours:    []string{everything},
		outside: []string{"github.com/spf13/cobra", "github.com/caarlos0/env/v11", "github.com/prometheus/client_golang"},
		why:     "cmd puts the house together",
	},
}

// What test files may import besides what their package may.
var (
	forTests     = []string{"domain/sample", "domain/postgres", postgresTest, "bot/slackfake", slackExpect}
	forTestsOnly = []string{postgresTest, slackExpect}
	testLibs     = []string{"github.com/google/go-cmp", "pgregory.net/rapid", "go.uber.org/goleak",
		"github.com/chromedp/chromedp", "github.com/chromedp/cdproto"}
)

func TestLayout(t *testing.T) {
	t.Parallel()
	for _, p := range readModule(t) {
		for _, finding := range p.findings() {
			t.Error(finding)
		}
	}
}

func (p *pkg) findings() []string {
	return slices.Concat(p.imports(), p.comments(), p.clock(), p.state(), p.interfaces())
}

// rowOf is the row of a package; what lies below cmd/paidup has its row.
func rowOf(dir string) (row, bool) {
	if strings.HasPrefix(dir, "cmd/paidup/") {
		dir = "cmd/paidup"
	}
	r, ok := rows[dir]
	return r, ok
}

func (p *pkg) imports() []string {
	r, ok := rowOf(p.dir)
	if !ok {
		return []string{fmt.Sprintf("package %s is in no row of the import table: every package has a place in the house, or is part of one", p.dir)}
	}
	var found []string
	for _, f := range p.files {
		if f.test && p.dir == "domain/postgres" && f.ast.Name.Name != "postgres_test" {
			found = append(found, p.at(f.ast.Name, "a test of domain/postgres is package postgres_test: it uses the store as others do"))
		}
		for _, spec := range f.ast.Imports {
			if says := p.judgeImport(r, f, importPath(spec)); says != "" {
				found = append(found, p.at(spec, says))
			}
		}
	}
	return found
}

// judgeImport says what is wrong with an import, or nothing.
func (p *pkg) judgeImport(r row, f *source, what string) string {
	ours, isOurs := strings.CutPrefix(what, module+"/")
	isTest := f.test || slices.Contains(forTestsOnly, p.dir)
	switch {
	case isOurs && slices.Contains(forTestsOnly, ours):
		if !isTest {
			return fmt.Sprintf("imports %s, which is for tests and is never linked into the program", ours)
		}
	case isOurs:
		allowed := slices.Contains(r.ours, ours) || slices.Contains(r.ours, everything) ||
			f.test && (ours == p.dir || slices.Contains(forTests, ours))
		if !allowed {
			return fmt.Sprintf("%s imports %s: %s", p.dir, ours, r.why)
		}
	case what == "testing" || below(what, testLibs):
		if !isTest {
			return fmt.Sprintf("imports %s, which is for tests and is never linked into the program", what)
		}
	case isStandard(what):
		if !f.test && slices.Contains(r.not, what) {
			return fmt.Sprintf("%s imports %s: %s", p.dir, what, r.why)
		}
	case f.test && below(what, r.peers):
	case !below(what, r.outside):
		return fmt.Sprintf("%s imports %s: %s", p.dir, what, libraryReason(what))
	}
	return ""
}

// libraryReason names the rooms a library belongs to.
func libraryReason(what string) string {
	var rooms []string
	for dir, r := range rows {
		if below(what, r.outside) {
			rooms = append(rooms, dir)
		}
	}
	if len(rooms) == 0 {
		return "no row of the import table has this library"
	}
	slices.Sort(rooms)
	return fmt.Sprintf("this library belongs to %s alone, so that changing it touches one room", strings.Join(rooms, " and "))
}

func below(what string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool {
		return what == root || strings.HasPrefix(what, root+"/")
	})
}

// isStandard tells the standard library, whose paths do not begin with a host.
func isStandard(what string) bool {
	first, _, _ := strings.Cut(what, "/")
	return !strings.Contains(first, ".")
}

// comments holds every package to one package comment: two are read by nobody, and none explains nothing.
func (p *pkg) comments() []string {
	var program, commented []string
	for _, f := range p.files {
		if f.test {
			continue
		}
		program = append(program, path.Base(f.path))
		if f.ast.Doc != nil {
			commented = append(commented, path.Base(f.path))
		}
	}
	if len(program) == 0 || len(commented) == 1 {
		return nil
	}
	return []string{fmt.Sprintf("package %s has %d package comments %v: it has one, which says what the package is for", p.dir, len(commented), commented)}
}

// clock keeps the wall clock in cmd, which hands it down: what reads it anywhere else cannot be run for another day.
func (p *pkg) clock() []string {
	if below(p.dir, []string{"cmd"}) {
		return nil
	}
	return p.inspect(false, func(n ast.Node) string {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || p.packageNamed(sel.X) != "time" || !slices.Contains([]string{"Now", "Since", "Until"}, sel.Sel.Name) {
			return ""
		}
		return fmt.Sprintf("time.%s outside cmd: take the instant as an argument, or now as a constructor's", sel.Sel.Name)
	})
}

// interfaces keeps interfaces as small as their one user needs them.
func (p *pkg) interfaces() []string {
	const limit = 7
	return p.inspect(false, func(n ast.Node) string {
		i, ok := n.(*ast.InterfaceType)
		if !ok || i.Methods.NumFields() <= limit {
			return ""
		}
		return fmt.Sprintf("interface with %d methods: with more than %d it describes who serves it, not who uses it", i.Methods.NumFields(), limit)
	})
}
