// Package doctor looks at everything that Paidup stands on, and says of each thing that it is in order or what to do. The
// verb and the subcommand show the same.
package doctor

import (
	"context"
	"fmt"
	"time"

	"paidup/bot"
	"paidup/commands"
	"paidup/domain/postgres"
)

// Parts are what is looked at. What is not there is said to be missing.
type Parts struct {
	Store     *postgres.Store // nil: there is none, and NoStore says why
	NoStore   string
	Slack     *bot.Workspace
	BotToken  Token
	AppToken  Token
	Connected bool          // this process takes envelopes, so that its app-level token is good
	ShareKept time.Duration // how long a replica keeps its share of the connections to Slack
	Within    time.Duration // how long one check may take
	Now       func() time.Time
}

// Token says why a token cannot be tried.
type Token struct {
	Unset bool   // there is none
	Wrong string // it cannot be one, in words; empty: it can
}

// The subjects of the findings.
const (
	theDatabase   = "database"
	theMigrations = "migrations"
	theStandby    = "standby"
	theClock      = "clock"
	theBotToken   = "bot token"
	theAppToken   = "app-level token"
	theSockets    = "connections to Slack"
	theOutbox     = "outbox"
	theScheduler  = "scheduler"
	theDead       = "undelivered"
	theChannel    = "channel"
	theDigest     = "next digest"
)

// Checks are the checks, in the order in which their findings are told.
func Checks(p Parts) []commands.Check {
	all := []commands.Check{p.database, p.tokens, p.sockets, p.outbox, p.scheduler, p.channels, p.digests, p.undelivered}
	for i, check := range all {
		all[i] = func(ctx context.Context, v commands.Visit) []commands.Finding {
			ctx, cancel := context.WithTimeout(ctx, p.Within)
			defer cancel()
			return check(ctx, v)
		}
	}
	return all
}

func ok(about, says string, a ...any) commands.Finding {
	return commands.Finding{About: about, Health: commands.InOrder, Says: fmt.Sprintf(says, a...)}
}

func note(about, says string, a ...any) commands.Finding {
	return commands.Finding{About: about, Health: commands.Noteworthy, Says: fmt.Sprintf(says, a...)}
}

func toDo(about, says string, a ...any) commands.Finding {
	return commands.Finding{About: about, Health: commands.Ailing, Says: fmt.Sprintf(says, a...)}
}

func notLooked(about, says string, a ...any) commands.Finding {
	return commands.Finding{About: about, Health: commands.NotLooked, Says: fmt.Sprintf(says, a...)}
}

// unread is the finding where the store cannot be asked for what it is about.
func unread(about string, err error) commands.Finding {
	if postgres.Unmigrated(err) {
		return notLooked(about, "the database is not migrated to this version")
	}
	return notLooked(about, "the database did not answer")
}

// span is a length of time as people say it: 1.2 s, 14 min, 3 h, 2 days.
func span(d time.Duration) string {
	switch d = d.Abs(); {
	case d < 100*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 100*time.Minute:
		return fmt.Sprintf("%.0f min", d.Minutes())
	case d < 48*time.Hour:
		return fmt.Sprintf("%.0f h", d.Hours())
	}
	return fmt.Sprintf("%.0f days", d.Hours()/24)
}

// apart says how two clocks stand to each other: ours is so far behind the other, or ahead of it.
func (p Parts) apart(whose string, ahead, tolerated time.Duration) commands.Finding {
	switch {
	case ahead.Abs() <= tolerated:
		return ok(theClock, "%s and this machine's are %s apart", whose, span(ahead))
	case ahead > 0:
		return toDo(theClock, "this machine's is %s behind %s. Have both set by a time service (NTP)", span(ahead), whose)
	}
	return toDo(theClock, "this machine's is %s ahead of %s. Have both set by a time service (NTP)", span(ahead), whose)
}
