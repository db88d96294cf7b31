package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
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
	vars, faults := environment(os.Environ())
	if err := env.ParseWithOptions(&c, env.Options{Environment: vars}); err != nil {
		faults = append(faults, err)
	}
	for _, n := range needs {
		switch n {
		case needDatabase:
			faults = append(faults, c.checkDatabase())
		case needSlack:
			faults = append(faults, c.checkSlack()...)
		}
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log)); err != nil {
		faults = append(faults, fmt.Errorf("PAIDUP_LOG is %q; write debug, info, warn or error", c.Log))
	}
	return c, errors.Join(faults...)
}

// environment is the variables by name, those that end in _FILE replaced by what their file holds.
func environment(all []string) (map[string]string, []error) {
	vars := map[string]string{}
	var faults []error
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
			faults = append(faults, fmt.Errorf("%s: read %s: %w", name, value, err))
			continue
		}
		vars[base] = strings.TrimSpace(string(content))
	}
	return vars, faults
}

func ours(name string) bool {
	return name == "DATABASE_URL" || strings.HasPrefix(name, "SLACK_") || strings.HasPrefix(name, "PAIDUP_")
}

func (c config) checkDatabase() error {
	if c.DatabaseURL == "" {
		return errors.New("DATABASE_URL is not set; give a Postgres address like postgres://user:password@host/paidup?sslmode=require")
	}
	return nil
}

func (c config) checkSlack() []error {
	var faults []error
	if !strings.HasPrefix(c.SlackBotToken, "xoxb-") {
		faults = append(faults, errors.New("SLACK_BOT_TOKEN is not set to a bot token; it begins with xoxb-"))
	}
	if !strings.HasPrefix(c.SlackAppToken, "xapp-") {
		faults = append(faults, errors.New("SLACK_APP_TOKEN is not set to an app-level token; it begins with xapp-"))
	}
	if fault := c.checkURL(); fault != nil {
		faults = append(faults, fault)
	}
	return faults
}

func (c config) checkURL() error {
	if u, err := url.Parse(c.SlackAPIURL); err != nil || u.Host == "" || !strings.HasSuffix(c.SlackAPIURL, "/api/") {
		return fmt.Errorf("SLACK_API_URL is %q; it is an address that ends in /api/", c.SlackAPIURL)
	}
	return nil
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
	if lacks(err) {
		return domain.Conflict("The database is not migrated to this version; `paidup migrate` does it.")
	}
	return err
}

// lacks says that the database has no table or no column of a name that was asked for.
func lacks(err error) bool {
	var state interface{ SQLState() string }
	return errors.As(err, &state) && (state.SQLState() == "42P01" || state.SQLState() == "42703")
}
