// Command paidup is a Slack bot over Postgres for property-restoration companies. It follows every job file from received
// to paid in full. Each subcommand asks only for what it uses, in one file each.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // markets have zones, also where the machine has none

	"github.com/spf13/cobra"
)

// version is set by the build: -ldflags "-X main.version=v1.2.3".
const version = "0.1.0"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// run is the program: results go to the console's out, everything else to its err. It gives the exit code: 0 done,
// 1 failed, 2 usage.
func run(ctx context.Context, args []string, io console) int {
	root := group("paidup", "Follow every job file from received to paid in full", runCommand(io), demoCommand(io), migrateCommand(io), marketCommand(io), memberCommand(io), importCommand(io), kpiCommand(io),
		reportCommand(io), digestCommand(io), auditCommand(io), verifyCommand(io), doctorCommand(io), manifestCommand(io), cardsCommand(io), benchCommand(io), soakCommand(io), versionCommand(io))
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetArgs(args)
	root.SetIn(io.in)
	root.SetOut(io.out)
	root.SetErr(io.err)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return usage{err, c} })
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	io.complain(err)
	var u usage
	if errors.As(err, &u) {
		fmt.Fprintf(io.err, "\n%s", u.command.UsageString())
		return 2
	}
	var done exit
	if errors.As(err, &done) {
		return done.code
	}
	return 1
}

// usage is a fault in how the program was called.
type usage struct {
	error
	command *cobra.Command
}

// exit ends the program with a code after everything was said already.
type exit struct{ code int }

func (e exit) Error() string { return "" }

// group is a command that only holds others: alone it says which.
func group(use, short string, held ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			meant := ""
			if near := c.SuggestionsFor(args[0]); len(near) > 0 {
				meant = fmt.Sprintf("; did you mean %s?", near[0])
			}
			return usage{fmt.Errorf("%s has no subcommand %q%s", c.CommandPath(), args[0], meant), c}
		}}
	c.SuggestionsMinimumDistance = 2
	c.AddCommand(held...)
	return c
}

// exactly is cobra's argument check with a usage fault.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usage{fmt.Errorf("%s takes %s", c.CommandPath(), what), c}
		}
		return nil
	}
}

func versionCommand(io console) *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Print the version", Args: exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			io.say("paidup %s", version)
			return nil
		}}
}
