package soak

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"paidup/bot/slackfake"
)

// told is what a person heard at once of a line they typed.
type told string

// What a person may hear.
const (
	saved   told = "saved"
	refused told = "refused" // in words that end in: Nothing was saved.
	asked   told = "asked"   // a question, or that it is there already
	unsure  told = "unsure"  // that nobody knows yet, or that it takes longer
	unheard told = "unheard" // Slack could not deliver it, or had no answer in time
)

// entry is one line that was typed. Its token is in the line, in what is stored and in what the channel is told of it.
type entry struct {
	token  string
	user   string
	market int
	file   int
	direct bool // typed in the direct message with the bot
	bad    bool // it cannot be saved
	told   told
}

// redelivered is how many of a hundred lines Slack sends twice.
const redelivered = 3

// typistTokens is how many lines a person may type.
const typistTokens = 1_000_000

// typing has everybody type until ctx ends. The function waits for them and gives what they typed.
func (w *world) typing(ctx context.Context) func() []*entry {
	var all []*entry
	var mu sync.Mutex
	var people sync.WaitGroup
	for m := range w.Markets {
		for n := range typistsOf {
			people.Go(func() {
				mine := w.types(ctx, m, n)
				mu.Lock()
				defer mu.Unlock()
				all = append(all, mine...)
			})
		}
	}
	return func() []*entry {
		people.Wait()
		return all
	}
}

// types has one person type until ctx ends.
func (w *world) types(ctx context.Context, market, n int) []*entry {
	dice := rand.New(rand.NewPCG(w.Seed, peopleStream+uint64(market*typistsOf+n)))
	p := &person{world: w, who: w.slack.Person(typist(market, n)), user: memberID(market, n), market: market, dice: dice,
		first: (market*typistsOf+n)*typistTokens + 1}
	pace := time.Duration(float64(time.Second) * float64(w.Markets*typistsOf) / float64(w.Rate))
	for ctx.Err() == nil {
		p.line(context.WithoutCancel(ctx))
		pause := time.NewTimer(time.Duration(dice.Int64N(2 * int64(pace))))
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
		}
	}
	return p.entries
}

// person is somebody who types.
type person struct {
	*world
	who     *slackfake.Person
	user    string
	market  int
	dice    *rand.Rand
	first   int // of their tokens
	entries []*entry
}

// next is the next entry, and the amount it is of: no two of a market are alike.
func (p *person) next() (*entry, string) {
	n := p.first + len(p.entries)
	e := &entry{token: fmt.Sprint(n), user: p.user, market: p.market, file: p.dice.IntN(len(p.files[p.market]))}
	p.entries = append(p.entries, e)
	cents := 1_00 + typistsOf*len(p.entries) + n/typistTokens%typistsOf
	return e, fmt.Sprintf("%d.%02d", cents/100, cents%100)
}

func (p *person) number(e *entry) string { return p.files[e.market][e.file].Number }

// line types one line, or several in the direct message.
func (p *person) line(ctx context.Context) {
	switch luck := p.dice.IntN(100); {
	case luck < 70:
		e, amount := p.next()
		p.command(ctx, e, fmt.Sprintf("/pay %s %s check %s", p.number(e), amount, e.token))
	case luck < 82:
		e, _ := p.next()
		p.command(ctx, e, fmt.Sprintf("/note %s gate code %s", p.number(e), e.token))
	case luck < 90:
		e, _ := p.next()
		e.bad = true
		p.command(ctx, e, fmt.Sprintf("/pay %s 1,2.3.4 check %s", p.number(e), e.token))
	default:
		p.lines(ctx)
	}
}

// command types a line. A payment of which nothing is heard is typed once more, as people do: if it was stored, they are
// asked. A refusal of the second says nothing of the first.
func (p *person) command(ctx context.Context, e *entry, line string) {
	turn, err := p.who.Types(ctx, channelOf(p.market), line)
	if err == nil && p.dice.IntN(100) < redelivered {
		_, _ = p.slack.Redeliver(ctx, turn.EnvelopeID) // whatever is answered: what is stored and told is counted
	}
	if e.told = heard(turn, err); e.told != unheard || !strings.HasPrefix(line, "/pay") {
		return
	}
	turn, err = p.who.Types(ctx, channelOf(p.market), line)
	if again := heard(turn, err); again != refused {
		e.told = again
	}
}

// heard is what the answer to a line says.
func heard(turn *slackfake.Turn, err error) told {
	if err != nil || turn.Ack.Problem != "" {
		return unheard
	}
	switch says := string(turn.Ack.Payload); {
	case strings.Contains(says, "✅ Saved."):
		return saved
	case strings.Contains(says, "Nothing was saved"):
		return refused
	case strings.Contains(says, "Not saved yet"), strings.Contains(says, "Already saved"):
		return asked
	}
	return unsure
}

// lines types a few payments into the direct message, a line each.
func (p *person) lines(ctx context.Context) {
	var all []string
	for range 2 + p.dice.IntN(3) {
		e, amount := p.next()
		e.direct, e.told = true, unsure // what becomes of each is said there
		all = append(all, fmt.Sprintf("pay %s %s check %s", p.number(e), amount, e.token))
	}
	_, _ = p.who.DMs(ctx, strings.Join(all, "\n")) // Slack sends it again until it is acked
}
