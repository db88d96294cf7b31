package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"paidup/bot"
	"paidup/cmd/paidup/house"
	"paidup/domain/postgres"
	"paidup/migrations"
)

func runCommand(io console) *cobra.Command {
	var prefix string
	c := &cobra.Command{Use: "run", Short: "Run the bot and its scheduler until SIGINT or SIGTERM", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := checkPrefix(c, prefix); err != nil {
				return err
			}
			conf, err := configure(needDatabase, needSlack)
			if err != nil {
				return err
			}
			return serve(c.Context(), conf, prefix, conf.logger(io))
		}}
	c.Flags().StringVar(&prefix, "prefix", "", "before the names of slash commands, as in the manifest: pu-")
	return c
}

// serve migrates the database and runs the house on it.
func serve(ctx context.Context, conf config, prefix string, log *slog.Logger) (err error) {
	store, err := postgres.Connect(ctx, conf.DatabaseURL)
	if err != nil {
		return fmt.Errorf("DATABASE_URL: %w", err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := migrations.Apply(ctx, store.DB()); err != nil {
		return err
	}
	name, err := os.Hostname()
	if err != nil {
		return fmt.Errorf("name this replica: %w", err)
	}
	counts := newMetrics()
	h := house.New(house.Config{Name: name, Store: store, BotToken: conf.SlackBotToken, AppToken: conf.SlackAppToken, APIURL: conf.SlackAPIURL,
		Prefix: prefix, Now: time.Now, Log: log, Meter: counts})
	counts.of(h, store)
	stop, err := watched(ctx, conf.HTTPAddr, watch(h.Bot, counts))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	log.Info("running", "version", version)
	return h.Run(ctx)
}

// watched answers whoever watches the program at the address; without one there is nothing to stop.
func watched(ctx context.Context, addr string, watch http.Handler) (stop func() error, err error) {
	if addr == "" {
		return func() error { return nil }, nil
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("PAIDUP_HTTP_ADDR: %w", err)
	}
	server := &http.Server{Handler: watch, ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	return func() error {
		err := server.Close()
		if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
			err = errors.Join(err, served)
		}
		return err
	}, nil
}

// watch says at /healthz that the program lives, at /readyz that it can work or what keeps it from that, and at /metrics
// what it counts.
func watch(b *bot.Bot, counts *metrics) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := b.Healthy(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	mux.Handle("GET /metrics", counts.handler())
	return mux
}
