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
			if o.Failovers < 0 || o.Failovers > 1 {
				return usage{fmt.Errorf("--failovers is 0 or 1: there is one standby"), c}
			}
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
			for n, perMinute := range map[*int]float64{&o.Kills: 1.5, &o.Crashes: 0.5, &o.SocketFaults: 10} {
				if *n < 0 {
					*n = int(perMinute * minutes)
				}
			}
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
	c.Flags().IntVar(&o.Kills, "kills", -1, "replicas that are killed (default: 3 in two minutes)")
	c.Flags().IntVar(&o.Crashes, "crashes", -1, "crashes of Postgres (default: one in two minutes)")
	c.Flags().IntVar(&o.Failovers, "failovers", 1, "times that the standby takes the primary's place: 0 or 1")
	c.Flags().IntVar(&o.SocketFaults, "sockets", -1, "faults of connections (default: 10 a minute)")
	c.Flags().Float64Var(&o.Ambiguous, "ambiguous", 0.05, "share of the posts whose outcome Slack does not tell")
	return c
}
