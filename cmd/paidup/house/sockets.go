package house

import (
	"context"
	"log/slog"
	"time"

	"paidup/domain/postgres"
)

const (
	socketsWanted = 2 // so that one is there while the other is replaced or broken
	shareAsked    = 3 * time.Second

	// ShareKept is how long a replica keeps its share of the connections to Slack: three questions long.
	ShareKept = 10 * time.Second
)

// sockets are this replica's share of the app's connections to Slack.
type sockets struct {
	store   *postgres.Store
	replica string
	log     *slog.Logger
	share   int // as the store said last; one until it has said any
}

// allowed is how many connections may be open now. While the store does not answer it is what it said last.
func (s *sockets) allowed(ctx context.Context) int {
	n, err := s.store.ShareSockets(ctx, s.replica, socketsWanted, ShareKept)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		s.log.Warn("ask for connections to Slack", "err", err)
	case n != s.share:
		s.log.Info("connections to Slack are shared", "replica", s.replica, "here", n)
		s.share = n
	}
	return s.share
}

// others is how many connections the other replicas may hold.
func (s *sockets) others(ctx context.Context) (int, error) {
	return s.store.OtherSockets(ctx, s.replica)
}

// giveUp leaves the share to the other replicas.
func (s *sockets) giveUp(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if err := s.store.GiveUpSockets(ctx, s.replica); err != nil {
		s.log.Info("the others get this replica's connections a moment later", "err", err)
	}
}
