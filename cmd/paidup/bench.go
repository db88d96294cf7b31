package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime/pprof"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paidup/bot/slackfake"
	"paidup/cmd/paidup/bench"
	"paidup/domain"
)

func benchCommand(io console) *cobra.Command {
	o := bench.Options{Out: io.out, Ways: []bench.Way{bench.StoreWay(), doorWay()}, Entrance: entrance}
	var profile string
	c := &cobra.Command{Use: "bench [import|pay|door]...", Short: "Measure imports and payments beside the machine's own limit, and the Slack door",
		RunE: func(c *cobra.Command, args []string) error {
			conf, err := configure()
			if err != nil {
				return err
			}
			o.DatabaseURL, o.What = conf.DatabaseURL, args
			return profiled(profile, func() error { return bench.Run(c.Context(), o) })
		}}
	c.Flags().StringVar(&profile, "cpuprofile", "", "write a profile of the processor's time to this file")
	c.Flags().IntVar(&o.Rows, "rows", 100_000, "invoices of the import, and as many payments")
	c.Flags().IntVar(&o.Files, "files", 10_000, "files on which payments are logged")
	c.Flags().IntVar(&o.Rounds, "rounds", 3, "each figure is the median of so many")
	return c
}

// profiled runs f and writes where the processor's time went to the file; an empty name: no file.
func profiled(file string, f func() error) (err error) {
	if file == "" {
		return f()
	}
	out, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if err := pprof.StartCPUProfile(out); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	defer pprof.StopCPUProfile()
	return f()
}

// typists is how many people log payments at once, one each.
const typists = 32

// startWithin is how long the program may take to connect.
const startWithin = 30 * time.Second

// doorWay logs a payment as a person does: a slash command over a local workspace's socket, stored, and acked with its
// receipt, while the outbox draws cards and threads in the same workspace at the pace that Slack allows. The program is a
// process of its own.
func doorWay() bench.Way {
	return bench.Way{Name: "/pay, from the socket to its ack", AtOnce: typists, Open: func(ctx context.Context, b bench.Books) (bench.Opened, error) {
		ws, people, err := typingPool(ctx, b)
		if err != nil {
			return bench.Opened{}, err
		}
		program, err := startProgram(ctx, ws, b.URL)
		if err != nil {
			return bench.Opened{}, errors.Join(err, ws.Close(ctx))
		}
		pay := func(ctx context.Context, i int) error {
			a, err := typesPayment(ctx, people[i%typists], b, i)
			if a.Busy || a.Late {
				err = fmt.Errorf("payment %d was one too many", i)
			}
			return err
		}
		return bench.Opened{Pay: pay, PID: program.Process.Pid, End: func() error {
			err := errors.Join(program.Process.Signal(os.Interrupt), program.Wait())
			return errors.Join(err, ws.Close(context.WithoutCancel(ctx)))
		}}, nil
	}}
}

// typesPayment has somebody type the ith payment, which is to be saved.
func typesPayment(ctx context.Context, who *slackfake.Person, b bench.Books, i int) (bench.Answer, error) {
	line := fmt.Sprintf("/pay %s %s check %d", b.File(i).Number, b.Amount(i).Plain(), i)
	turn, err := who.Types(ctx, "payments", line)
	if err != nil {
		return bench.Answer{}, err
	}
	says := string(turn.Ack.Payload)
	a := bench.Answer{Ack: turn.Ack.Took, Busy: strings.Contains(says, "Paidup is busy"), Late: strings.Contains(says, "Saving...")}
	if !a.Busy && !a.Late && !strings.Contains(says, "Saved.") {
		err = fmt.Errorf("%s: %s %s", line, turn.Ack.Problem, says)
	}
	return a, err
}

// entrance starts the program once so that its first answer is not that of a cold machine, and then to be measured.
func entrance(ctx context.Context, b bench.Books) (*bench.Entrance, error) {
	ws, people, err := typingPool(ctx, b)
	if err != nil {
		return nil, err
	}
	e := &bench.Entrance{End: func() error { return ws.Close(context.WithoutCancel(ctx)) }}
	e.Pay = func(ctx context.Context, i int) (bench.Answer, error) {
		return typesPayment(ctx, people[i%typists], b, i)
	}
	e.CutSockets = func(ctx context.Context) (time.Duration, error) {
		ws.Drop()
		began := time.Now()
		err := ws.WaitFor(ctx, func(s *slackfake.State) bool { return s.Connections() > 0 })
		return time.Since(began), err
	}
	for _, cold := range []bool{true, false} {
		began := time.Now()
		program, err := startProgram(ctx, ws, b.URL)
		if err == nil {
			_, err = people[0].Types(ctx, "payments", "/paidup help pay")
		}
		if err != nil {
			return nil, errors.Join(err, e.End())
		}
		e.FirstAck, e.PID = time.Since(began), program.Process.Pid
		e.Stop = func() (time.Duration, error) {
			began := time.Now()
			err := errors.Join(program.Process.Signal(os.Interrupt), program.Wait())
			return time.Since(began), err
		}
		if !cold {
			break
		}
		if _, err := e.Stop(); err != nil {
			return nil, errors.Join(err, e.End())
		}
	}
	return e, nil
}

// startProgram runs the bot on the workspace and the database, and returns when it is connected.
func startProgram(ctx context.Context, ws *slackfake.Workspace, database string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find the program: %w", err)
	}
	c := exec.CommandContext(ctx, self, "run")
	c.Env = append(os.Environ(), "DATABASE_URL="+database, "SLACK_BOT_TOKEN="+ws.BotToken(), "SLACK_APP_TOKEN="+ws.AppToken(),
		"SLACK_API_URL="+ws.APIURL(), "PAIDUP_LOG=error")
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		return nil, fmt.Errorf("start the program: %w", err)
	}
	up, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	if err := ws.WaitFor(up, func(s *slackfake.State) bool { return s.Connections() > 0 }); err != nil {
		return nil, errors.Join(fmt.Errorf("the program does not connect: %w", err), c.Process.Kill(), c.Wait())
	}
	return c, nil
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
			if err := m.AddMember(domain.Person{ID: domain.PersonID(id), Name: id}, domain.Coordinator); err != nil {
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
