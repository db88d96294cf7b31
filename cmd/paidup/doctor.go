package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"paidup/bot"
	"paidup/cmd/paidup/doctor"
	"paidup/cmd/paidup/house"
	"paidup/commands"
	"paidup/domain/postgres"
)

func doctorCommand(io console) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{Use: "doctor", Short: "Look at all that Paidup stands on, and say what to do where it is not in order", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			conf, err := configure()
			if err != nil {
				return err
			}
			found, err := examine(c.Context(), conf)
			if err != nil {
				return err
			}
			if asJSON {
				err = io.json(found)
			} else {
				io.showFindings(found)
			}
			if err == nil && commands.Ailments(found) > 0 {
				return exit{1}
			}
			return err
		}}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON and nothing else")
	return c
}

// examineWithin is how long it may take to look at one thing: as many markets as there are, at Slack's pace.
const examineWithin = 2 * time.Minute

// examine looks at all that can be reached from here.
func examine(ctx context.Context, conf config) (found []commands.Finding, err error) {
	parts := doctor.Parts{Now: time.Now, Within: examineWithin, ShareKept: house.ShareKept, BotToken: doctor.Token{Unset: conf.SlackBotToken == "" && conf.unread["SLACK_BOT_TOKEN"] == nil},
		AppToken: doctor.Token{Unset: conf.SlackAppToken == "" && conf.unread["SLACK_APP_TOKEN"] == nil}}
	for _, f := range conf.faults(needSlack) {
		if f.variable != "SLACK_APP_TOKEN" {
			parts.BotToken.Wrong = f.err.Error()
		}
		if f.variable != "SLACK_BOT_TOKEN" {
			parts.AppToken.Wrong = f.err.Error()
		}
	}
	parts.Slack = bot.NewWorkspace(bot.Access{BotToken: conf.SlackBotToken, AppToken: conf.SlackAppToken, APIURL: conf.SlackAPIURL})
	visit := commands.Visit{At: time.Now(), Whole: true}
	if faults := conf.faults(needDatabase); len(faults) > 0 {
		parts.NoStore = faults[0].err.Error()
		return commands.Examine(ctx, doctor.Checks(parts), visit), nil
	}
	store, err := postgres.Connect(ctx, conf.DatabaseURL)
	if err != nil {
		parts.NoStore = fmt.Sprintf("DATABASE_URL: %v", err)
		return commands.Examine(ctx, doctor.Checks(parts), visit), nil
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	parts.Store = store
	if visit.Markets, err = store.Markets(ctx); err != nil && !postgres.Unmigrated(err) {
		return nil, err
	}
	return commands.Examine(ctx, doctor.Checks(parts), visit), nil
}

// showFindings prints a line for each.
func (c console) showFindings(all []commands.Finding) {
	for _, f := range all {
		c.say("%-11s  %s: %s", f.Health, f.Subject(), f.Says)
	}
	c.say("%s", commands.Diagnosis(all))
}
