package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"paidup/cmd/paidup/cards"
)

func cardsCommand(io console) *cobra.Command {
	var port int
	var out string
	c := &cobra.Command{Use: "cards [--port PORT | --out FILE]", Short: "Show every card, form and view in a browser, from plain data: no database and no Slack",
		Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if out != "" && c.Flags().Changed("port") {
				return usage{errors.New("--out writes a file and serves nothing; leave out --port"), c}
			}
			page, err := cards.Draw()
			if err != nil {
				return err
			}
			if out != "" {
				return writeCards(page, out)
			}
			return io.serveCards(c.Context(), page, port)
		}}
	c.Flags().IntVar(&port, "port", 0, "port on this machine; 0 takes a free one")
	c.Flags().StringVar(&out, "out", "", "write one HTML file in place of serving the page")
	return c
}

func writeCards(page cards.Page, path string) error {
	if err := os.WriteFile(path, page.HTML, 0o644); err != nil {
		return fmt.Errorf("write the cards: %w", err)
	}
	return nil
}

// serveCards shows the page to this machine alone until the context ends.
func (c console) serveCards(ctx context.Context, page cards.Page, port int) error {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return fmt.Errorf("listen for a browser: %w", err)
	}
	c.say("Open http://%s in a browser. Ctrl-C ends it.", listener.Addr())
	server := &http.Server{Handler: page, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve the cards: %w", err)
	case <-ctx.Done():
	}
	err = server.Close()
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		return fmt.Errorf("serve the cards: %w", served)
	}
	return err
}
