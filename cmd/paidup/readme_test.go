package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paidup/commands"
)

var update = flag.Bool("update", false, "write the README's command table anew")

// TestReadmeCommands holds the README's table to the commands' own help.
func TestReadmeCommands(t *testing.T) {
	var b strings.Builder
	b.WriteString("| command | what it does | example |\n|---|---|---|\n")
	for _, c := range commands.NewApp(commands.Deps{}).Commands() {
		if c.Pressed {
			continue
		}
		name := c.Name
		if c.Slash {
			name = "/" + name
		}
		fmt.Fprintf(&b, "| `%s` | %s | `%s` |\n", name, c.Says, strings.ReplaceAll(c.Examples[0], "|", `\|`))
	}
	path := filepath.Join("..", "..", "README.md")
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(readme), "<!-- commands -->\n")
	have, after, ended := strings.Cut(rest, "<!-- end -->")
	if !found || !ended {
		t.Fatal("the README has no command table")
	}
	if have == b.String() {
		return
	}
	if !*update {
		t.Fatalf("the README's command table is another one; run with -update. The commands say:\n%s", b.String())
	}
	if err := os.WriteFile(path, []byte(before+"<!-- commands -->\n"+b.String()+"<!-- end -->"+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
