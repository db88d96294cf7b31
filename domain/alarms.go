package domain

import "time"

// DeadLetters are notices of one market that were given up: for the same destination, for the same reason.
type DeadLetters struct {
	Market  MarketID
	To      string // a person's id or a channel; empty: the market's channel
	Code    string // Slack's name of the reason, or one of ours
	Kinds   map[NoticeKind]int
	IDs     []NoticeID
	Newest  time.Time // when the last of them was given up, by the database's clock
	Follows bool      // others like them were told less than an hour before
	Over    bool      // something was delivered there since
}

// ForeignSockets is that somebody else uses our token: Slack counts more connections of the app than are ours.
type ForeignSockets struct {
	App   int // as Slack counts
	Ours  int
	Since time.Time
}
