package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"paidup/bot/card"
	"paidup/bot/slackfake"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
)

func digestCommand(io console) *cobra.Command {
	return group("digest", "Look at a market's morning digest", digestPreviewCommand(io))
}

func digestPreviewCommand(io console) *cobra.Command {
	var market, date string
	var asJSON bool
	c := &cobra.Command{Use: "preview --market CODE [--date DATE]", Short: "Print the digest of a date as it would be posted; nothing is sent or stored",
		Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if market == "" {
				return usage{errors.New("--market is missing; give a code like FM"), c}
			}
			said, err := dateFlag("date", date)
			if err != nil {
				return err
			}
			return withStore(c.Context(), func(s *postgres.Store) error {
				m, err := s.Market(c.Context(), market)
				if err != nil {
					return err
				}
				on, err := commands.DigestOn(m, said, time.Now())
				if err != nil {
					return err
				}
				d, err := commands.MakeDigest(c.Context(), s, m, on)
				if err != nil {
					return err
				}
				if why := unposted(m, on); why != "" {
					fmt.Fprintln(io.err, why)
				}
				return io.preview(m, card.Pen{}.Message(d), asJSON)
			})
		}}
	c.Flags().StringVar(&market, "market", "", "code of the market, like FM")
	c.Flags().StringVar(&date, "date", "", "local date of the digest, like 2026-11-23; today by default")
	c.Flags().BoolVar(&asJSON, "json", false, "print the calls that would be made, as JSON and nothing else")
	return c
}

// unposted is why no digest of the date is posted in the market; empty when one is.
func unposted(m *domain.Market, on domain.Date) string {
	switch {
	case m.Channel == "":
		return fmt.Sprintf("%s has no channel: nothing is posted.", m.Name)
	case m.Paused != "":
		return fmt.Sprintf("%s is paused (%s): nothing is posted.", m.Name, m.Paused)
	case !m.Calendar().IsBusiness(on):
		return fmt.Sprintf("%s is a day off in %s: no digest is due.", on.Words(on), m.Name)
	}
	return ""
}

// slackCall is a call of Slack's Web API.
type slackCall struct {
	Method  string         `json:"method"`
	Payload map[string]any `json:"payload"`
}

// preview prints the message as the calls that would post it, or as a person would read it.
func (c console) preview(m *domain.Market, message card.Message, asJSON bool) error {
	call := slackCall{"chat.postMessage", map[string]any{"channel": m.Channel, "text": message.Text, "blocks": message.Blocks,
		"unfurl_links": false, "unfurl_media": false}}
	if asJSON {
		return c.json([]slackCall{call})
	}
	payload, err := json.Marshal(call.Payload)
	if err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	text, err := slackfake.RenderJSON(payload)
	if err != nil {
		return err
	}
	c.say("%s", text)
	return nil
}
