package bot

import (
	"context"
	"errors"
	"fmt"

	"paidup/commands"
	"paidup/domain"
)

// stop pauses the market, with one line in its channel and word to the admins.
func (g *guard) stop(ctx context.Context, m *domain.Market, info commands.ChannelInfo) error {
	did := false
	act := g.act(fmt.Sprintf("shared/%d/%s/%d", m.ID, m.Channel, m.Version))
	_, err := g.markets.ChangeMarket(ctx, act, m.ID, func(now *domain.Market) error {
		did = now.Channel == m.Channel && now.Paused == ""
		if did {
			now.Paused = sharedPause
		}
		return nil
	})
	if err != nil || !did {
		return err
	}
	g.log.Warn("market is paused", "market", m.Code, "channel", m.Channel, "why", sharedPause)
	line := "Paidup is paused here: this channel is shared with another company."
	word := fmt.Sprintf("%s is paused: #%s is shared with another company, which can read everything posted there. Take the other "+
		"company out, or choose another channel; then say market set %s channel in it.", m.Name, info.Name, m.Code)
	faults := []error{g.notices.Tell(ctx, m.ID, m.Channel, line)}
	people, err := g.markets.People(ctx)
	for _, p := range people {
		if p.Admin && !p.Gone {
			faults = append(faults, g.notices.Tell(ctx, m.ID, string(p.ID), word))
		}
	}
	return errors.Join(append(faults, err)...)
}

// hush takes names and amounts out of a public channel, once: what an admin says about it later stands.
func (g *guard) hush(ctx context.Context, m *domain.Market) error {
	_, err := g.markets.ChangeMarket(ctx, g.act(fmt.Sprintf("public/%d/%s", m.ID, m.Channel)), m.ID, func(now *domain.Market) error {
		if now.Channel == m.Channel {
			now.Privacy = domain.Privacy{Names: "none"}
		}
		return nil
	})
	return err
}
