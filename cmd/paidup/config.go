package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/caarlos0/env/v11"

	"paidup/domain"
	"paidup/domain/postgres"
)

// config is what the environment says. Any variable may end in _FILE and name a file that holds the value.
type config struct {
	DatabaseURL   string `env:"DATABASE_URL"`
	SlackBotToken string `env:"SLACK_BOT_TOKEN"`
	SlackAppToken string `env:"SLACK_APP_TOKEN"`
	SlackAPIURL   string `env:"SLACK_API_URL" envDefault:"https://slack.com/api/"`
	HTTPAddr      string `env:"PAIDUP_HTTP_ADDR"`
	Log           string `env:"PAIDUP_LOG" envDefault:"info"`

	unread map[string]error // of variables whose file cannot be read
}

// need is a part of the configuration that a subcommand uses.
type need int

const (
	needDatabase need = iota
	needSlack
)

// configure reads the environment and reports every fault of what is needed at once.
func configure(needs ...need) (config, error) {
	var c config
	vars, unread := environment(os.Environ())
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(unread)) {
		if strings.HasPrefix(name, "PAIDUP_") {
			faults = append(faults, unread[name])
		}
	}
	c.unread = unread
	if err := env.ParseWithOptions(&c, env.Options{Environment: vars}); err != nil {
		faults = append(faults, err)
	}
	for _, n := range needs {
		for _, f := range c.faults(n) {
			faults = append(faults, f.err)
		}
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log)); err != nil {
		faults = append(faults, fmt.Errorf("PAIDUP_LOG is %q; write debug, info, warn or error", c.Log))
	}
	return c, errors.Join(faults...)
}

// environment is the variables by name, those that end in _FILE replaced by what their file holds. One whose file cannot be
// read is among the errors.
func environment(all []string) (vars map[string]string, unread map[string]error) {
	vars, unread = map[string]string{}, map[string]error{}
	for _, v := range all {
		name, value, _ := strings.Cut(v, "=")
		base, isFile := strings.CutSuffix(name, "_FILE")
		if !isFile || !ours(base) {
			if _, set := vars[name]; !set {
				vars[name] = value
			}
			continue
		}
		content, err := os.ReadFile(value)
		if err != nil {
			unread[base] = fmt.Errorf("%s names a file that cannot be read: %w", name, err)
			continue
		}
		vars[base] = strings.TrimSpace(string(content))
	}
	return vars, unread
}

func ours(name string) bool {
	return name == "DATABASE_URL" || strings.HasPrefix(name, "SLACK_") || strings.HasPrefix(name, "PAIDUP_")
}

// fault is what is wrong with a variable.
type fault struct {
	variable string
	err      error
}

// faults are what is wrong with the variables of a need.
func (c config) faults(n need) []fault {
	var out []fault
	wrong := func(variable, format string, a ...any) {
		err := c.unread[variable]
		if err == nil {
			err = fmt.Errorf(variable+" "+format, a...)
		}
		out = append(out, fault{variable, err})
	}
	switch n {
	case needDatabase:
		if c.DatabaseURL == "" {
			wrong("DATABASE_URL", "is not set; give a Postgres address like postgres://user:password@host/paidup?sslmode=require")
		}
	case needSlack:
		if !strings.HasPrefix(c.SlackBotToken, "xoxb-") {
			wrong("SLACK_BOT_TOKEN", "is not set to a bot token; it begins with xoxb-")
		}
		if !strings.HasPrefix(c.SlackAppToken, "xapp-") {
			wrong("SLACK_APP_TOKEN", "is not set to an app-level token; it begins with xapp-")
		}
		if u, err := url.Parse(c.SlackAPIURL); err != nil || u.Host == "" || !strings.HasSuffix(c.SlackAPIURL, "/api/") {
			wrong("SLACK_API_URL", "is %q; it is an address that ends in /api/", c.SlackAPIURL)
		}
	}
	return out
}

// logger writes to the console's err at the configured level.
func (c config) logger(io console) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log)); err != nil {
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(io.err, &slog.HandlerOptions{Level: level}))
}

// withStore runs f on the store the environment names. A database that lacks what f asks for was not migrated.
func withStore(ctx context.Context, f func(*postgres.Store) error) (err error) {
	c, err := configure(needDatabase)
	if err != nil {
		return err
	}
	s, err := postgres.Connect(ctx, c.DatabaseURL)
	if err != nil {
		return fmt.Errorf("DATABASE_URL: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	err = f(s)
	if postgres.Unmigrated(err) {
		return domain.Conflict("The database is not migrated to this version; `paidup migrate` does it.")
	}
	return err
}
