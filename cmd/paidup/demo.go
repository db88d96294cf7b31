package main

import (
	"errors"
	"log/slog"
	"net"
	"os"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"paidup/cmd/paidup/demo"
)

const demoPort = 8090

func demoCommand(io console) *cobra.Command {
	o := demo.Options{Now: time.Now, In: io.in, Out: io.out}
	host, port, quiet := "127.0.0.1", demoPort, false
	c := &cobra.Command{Use: "demo", Short: "Try Paidup in a browser and in this terminal: a made-up company, no Slack and no account", Args: exactly(0, "no arguments")}
	c.RunE = func(*cobra.Command, []string) error {
		conf, err := configure()
		if err != nil {
			return err
		}
		o.DatabaseURL = conf.DatabaseURL
		if o.Reset && o.DataDir == "" && o.DatabaseURL == "" {
			return usage{errors.New("--reset begins a kept demo anew: say with --data where it is kept"), c}
		}
		o.Addr, o.AnyPort = net.JoinHostPort(host, strconv.Itoa(port)), !c.Flags().Changed("port")
		if opener := browser(runtime.GOOS, os.Getenv); opener != "" && !quiet {
			o.Open = func(url string) { show(opener, url) }
		}
		o.Log = slog.New(slog.NewTextHandler(io.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
		return demo.Run(c.Context(), o)
	}
	c.Flags().IntVar(&port, "port", port, "port of the workspace's page; 0 is any that is free, as is taken where this one is not")
	c.Flags().StringVar(&host, "listen", host, "address the page is served at; whoever reaches another one than this machine's own can act as anybody here")
	c.Flags().StringVar(&o.DataDir, "data", "", "folder that keeps the demo, its database and its messages, from one time to the next")
	c.Flags().BoolVar(&o.Reset, "reset", false, "begin the kept demo anew")
	c.Flags().BoolVar(&o.FastClock, "fast-clock", false, "let a day pass each minute: every digest comes by itself")
	c.Flags().BoolVar(&quiet, "no-open", false, "print the page's address, and open no browser")
	c.Flags().Uint64Var(&o.Seed, "seed", 1, "another seed makes another company")
	return c
}
