package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"time"

	"github.com/spf13/cobra"

	"paidup/cmd/paidup/soak"
)

func soakCommand(con console) *cobra.Command {
	o := soak.Options{Out: con.out}
	minutes := 20.0
	c := &cobra.Command{Use: "soak", Short: "Have replicas work while everything around them fails, and count what is lost or doubled",
		Args: exactly(0, "no arguments"), RunE: func(c *cobra.Command, _ []string) error {
			self, err := os.Executable()
			if err != nil {
				return fmt.Errorf("find the program: %w", err)
			}
			o.Start = func(env []string, log io.Writer) *exec.Cmd {
				p := exec.CommandContext(c.Context(), self, "run")
				p.Env, p.Stderr = env, log
				return p
			}
			o.For = time.Duration(minutes * float64(time.Minute))
			o.Kills, o.Crashes, o.Failovers = int(1.5*minutes), int(minutes/2), 1
			o.SocketFaults, o.Ambiguous = int(10*minutes), 0.05
			if !c.Flags().Changed("seed") {
				o.Seed = rand.Uint64N(1_000_000)
			}
			return soak.Run(c.Context(), o)
		}}
	c.Flags().Float64Var(&minutes, "minutes", minutes, "how long people type")
	c.Flags().Uint64Var(&o.Seed, "seed", 0, "what chance decides: a soak with the same seed has the same lines and faults (default: any)")
	c.Flags().IntVar(&o.Replicas, "replicas", 3, "processes of the program")
	c.Flags().IntVar(&o.Markets, "markets", 40, "markets, with a channel and two people each")
	c.Flags().IntVar(&o.Files, "files", 5, "files of each market")
	c.Flags().IntVar(&o.Rate, "rate", 20, "lines typed a second, by all together")
	return c
}
