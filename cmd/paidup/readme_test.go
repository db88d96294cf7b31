package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paidup/bot"
	"paidup/commands"
	"paidup/domain"
)

var update = flag.Bool("update", false, "write the tables of the documents anew")

// TestReadmeCommands holds the README's table to the commands' own help.
func TestReadmeCommands(t *testing.T) {
	var b strings.Builder
	b.WriteString("| command | what it does | example |\n|---|---|---|\n")
	for _, c := range commands.NewApp(commands.Deps{}).Commands() {
		if c.Pressed {
			continue
		}
		name, before := c.Name, "/paidup "
		if c.Slash {
			name, before = "/"+name, "/"
		}
		fmt.Fprintf(&b, "| `%s` | %s | `%s` |\n", name, c.Says, before+strings.ReplaceAll(c.Examples[0], "|", `\|`))
	}
	printed(t, "README.md", "commands", b.String())
}

// TestReadmeScopes holds the README's table to what the manifest asks Slack for.
func TestReadmeScopes(t *testing.T) {
	var b strings.Builder
	b.WriteString("| scope | why |\n|---|---|\n")
	for _, s := range bot.ScopesExplained() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", s.Name, s.Why)
	}
	printed(t, "README.md", "scopes", b.String())
}

// TestDocumentedRoles holds the page of roles to the table that stands in front of the verbs.
func TestDocumentedRoles(t *testing.T) {
	var b strings.Builder
	b.WriteString("| what | coordinator | director | accounting | field | viewer | admin | verbs |\n|---|---|---|---|---|---|---|---|\n")
	for _, row := range commands.Matrix() {
		fmt.Fprintf(&b, "| %s |", row.Name)
		for _, role := range domain.Roles() {
			fmt.Fprintf(&b, " %s |", row.Of(role))
		}
		var verbs []string
		for _, c := range commands.NewApp(commands.Deps{}).Commands() {
			if !c.Pressed && (c.Who == row.Act || slices.Contains(c.Then, row.Act)) {
				verbs = append(verbs, "`"+c.Name+"`")
			}
		}
		fmt.Fprintf(&b, " %s | %s |\n", row.OfAdmin(), strings.Join(verbs, " "))
	}
	printed(t, "docs/roles.md", "matrix", b.String())
}

// printed holds the part of a document between its marks to what it is printed from.
func printed(t *testing.T, document, mark, want string) {
	t.Helper()
	path := filepath.Join("..", "..", filepath.FromSlash(document))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	begin := "<!-- " + mark + " -->\n"
	before, rest, found := strings.Cut(string(whole), begin)
	have, after, ended := strings.Cut(rest, "<!-- end -->")
	if !found || !ended {
		t.Fatalf("%s has no table of %s", document, mark)
	}
	if have == want {
		return
	}
	if !*update {
		t.Fatalf("the table of %s in %s is another one; run with -update. It says:\n%s", mark, document, want)
	}
	if err := os.WriteFile(path, []byte(before+begin+want+"<!-- end -->"+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
