package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paidup/bot/slackfake"
	"paidup/cmd/paidup/bench"
	"paidup/cmd/paidup/house"
	"paidup/domain"
)

func benchCommand(io console) *cobra.Command {
	o := bench.Options{Out: io.out, Ways: []bench.Way{bench.StoreWay(), doorWay()}}
	c := &cobra.Command{Use: "bench [import|pay]...", Short: "Measure imports and payments beside the machine's own limit",
		RunE: func(c *cobra.Command, args []string) error {
			conf, err := configure()
			if err != nil {
				return err
			}
			o.DatabaseURL, o.What = conf.DatabaseURL, args
			return bench.Run(c.Context(), o)
		}}
	c.Flags().IntVar(&o.Rows, "rows", 100_000, "invoices of the import, and as many payments")
	c.Flags().IntVar(&o.Files, "files", 10_000, "files on which payments are logged")
	c.Flags().IntVar(&o.Rounds, "rounds", 3, "each figure is the median of so many")
	return c
}

// typists is how many people log payments at once.
const typists = 8

// doorWay logs a payment as a person does: a slash command over a local workspace's socket, stored, and acked with its
// receipt, while the outbox draws cards and threads in the same workspace.
func doorWay() bench.Way {
	return bench.Way{Name: "/pay, from the socket to its ack", Open: func(ctx context.Context, b bench.Books) (func(context.Context, int) error, func() error, error) {
		ws, people, err := typingPool(ctx, b)
		if err != nil {
			return nil, nil, err
		}
		h := house.New(house.Config{Name: "bench", Store: b.Store, BotToken: ws.BotToken(), AppToken: ws.AppToken(), APIURL: ws.APIURL(),
			Now: time.Now, Faster: 1000})
		running, stop := context.WithCancel(ctx)
		ended := make(chan error, 1)
		go func() { ended <- h.Run(running) }()
		<-h.Bot.Ready()
		pay := func(ctx context.Context, i int) error {
			line := fmt.Sprintf("/pay %s %s check %d", b.File(i).Number, b.Amount(i).Plain(), i)
			turn, err := people[i%typists].Types(ctx, "payments", line)
			if err == nil && !strings.Contains(string(turn.Ack.Payload), "Saved.") {
				err = fmt.Errorf("%s: %s %s", line, turn.Ack.Problem, turn.Ack.Payload)
			}
			return err
		}
		return pay, func() error {
			stop()
			return errors.Join(<-ended, ws.Close(context.WithoutCancel(ctx)))
		}, nil
	}}
}

// typingPool is a local workspace whose people are members of the books' market, in its channel.
func typingPool(ctx context.Context, b bench.Books) (*slackfake.Workspace, []*slackfake.Person, error) {
	ws := slackfake.New(slackfake.Options{Now: time.Now})
	members := []string{ws.BotID()}
	var people []*slackfake.Person
	for i := range typists {
		name := fmt.Sprintf("typist%d", i)
		members = append(members, "U0"+strings.ToUpper(name))
		if err := ws.AddUser(slackfake.User{ID: "U0" + strings.ToUpper(name), Name: name, RealName: "Typist " + fmt.Sprint(i)}); err != nil {
			return nil, nil, err
		}
		people = append(people, ws.Person(name))
	}
	if err := ws.AddChannel(slackfake.Channel{ID: b.Market.Channel, Name: "payments", Private: true, Members: members}); err != nil {
		return nil, nil, err
	}
	_, err := b.Store.ChangeMarket(ctx, consoleAct("bench"), b.Market.ID, func(m *domain.Market) error {
		for _, id := range members[1:] {
			if _, there := m.Member(domain.PersonID(id)); there {
				continue
			}
			if err := m.AddMember(domain.Person{ID: domain.PersonID(id), Name: id}, domain.Accounting); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return ws, people, ws.Start()
}
