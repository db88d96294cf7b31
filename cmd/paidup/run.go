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

	"paidup/cmd/paidup/house"
	"paidup/domain/postgres"
	"paidup/migrations"
)

func runCommand(io console) *cobra.Command {
	var prefix string
	c := &cobra.Command{Use: "run", Short: "Run the bot and its scheduler until SIGINT or SIGTERM", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
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
	h := house.New(house.Config{Name: name, Store: store, BotToken: conf.SlackBotToken, AppToken: conf.SlackAppToken, APIURL: conf.SlackAPIURL,
		Prefix: prefix, Now: time.Now, Log: log})
	stop, err := health(ctx, conf.HTTPAddr, h)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	log.Info("running", "version", version)
	return h.Run(ctx)
}

// health answers /healthz at the address; without one there is nothing to stop.
func health(ctx context.Context, addr string, h *house.House) (stop func() error, err error) {
	if addr == "" {
		return func() error { return nil }, nil
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("PAIDUP_HTTP_ADDR: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		if err := h.Bot.Healthy(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
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
