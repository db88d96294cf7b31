package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/bot/slackfake"
	"paidup/bot/slackfake/expect"
	"paidup/domain"
	"paidup/domain/sample"
)

// begun is the day on which the files received that stories begin with; each act on them follows five days after the last.
var begun = domain.NewDate(2026, time.September, 14)

// has receives a file as an import would, that is, in silence: from Harbor Mutual, water, Dana's. The laws follow in order.
func (s *stage) has(number, customer string, laws ...func(*domain.File) error) *domain.File {
	s.t.Helper()
	return s.hasWith(number, domain.Facts{Customer: customer, Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Loss: "water"}, laws...)
}

// hasWith is has with more facts.
func (s *stage) hasWith(number string, facts domain.Facts, laws ...func(*domain.File) error) *domain.File {
	s.t.Helper()
	ctx := context.Background()
	m := s.market(number)
	at := begun.At(10, 0, m.Location())
	act := func(n int) domain.Act {
		return domain.Act{Key: fmt.Sprintf("begin %s %d", number, n), Actor: sample.Dana, Source: domain.FromImport, At: at}
	}
	f, _, err := s.store.Open(ctx, act(0), domain.NewFile{Market: m, Number: number}, func(f *domain.File) error {
		return f.Receive(0, facts, sample.Dana)
	})
	s.must(err)
	for i, law := range laws {
		at = at.AddDate(0, 0, 5)
		f, _, err = s.store.Change(ctx, act(i+1), f.ID, law)
		s.must(err)
	}
	return f
}

// joins gives somebody a role in the market with the code, and brings them into its channel.
func (s *stage) joins(code string, who domain.Person, role domain.Role) {
	s.t.Helper()
	act := domain.Act{Key: "join " + code + string(who.ID), Actor: sample.Sam, Source: domain.FromCommand, At: monday.AddDate(0, 0, -1)}
	_, err := s.store.ChangeMarket(context.Background(), act, s.market(code).ID, func(m *domain.Market) error {
		return m.AddMember(who, role)
	})
	s.must(err)
	s.must(s.ws.ChangeChannel(channelOf(code), func(c *slackfake.Channel) { c.Members = append(c.Members, string(who.ID)) }))
}

// invoiced is the history of a file with an estimate that was approved and billed.
func invoiced(amount domain.Money, invoice string) []func(*domain.File) error {
	return append(approved(amount), func(f *domain.File) error { return f.Invoice(domain.Bill{Amount: amount, Number: invoice}) })
}

// approved is the history of a file with an estimate that was approved.
func approved(amount domain.Money) []func(*domain.File) error {
	return []func(*domain.File) error{
		func(f *domain.File) error { return f.Submit(domain.Submission{Kind: domain.Estimate, Amount: amount}) },
		func(f *domain.File) error { return f.Approve(domain.Decision{}) },
	}
}

// market reads a market by its code, or by the number of one of its files.
func (s *stage) market(number string) *domain.Market {
	s.t.Helper()
	code, _, _ := strings.Cut(number, "-")
	m, err := s.store.Market(context.Background(), code)
	s.must(err)
	return m
}

// file reads a file by its number.
func (s *stage) file(number string) *domain.File {
	s.t.Helper()
	ctx := context.Background()
	found, err := s.store.Find(ctx, domain.FindQuery{Markets: []domain.MarketID{s.market(number).ID}, Text: number, Limit: 1})
	s.must(err)
	if len(found) == 0 || found[0].Number != number {
		s.t.Fatalf("there is no file %s", number)
	}
	f, err := s.store.File(ctx, found[0].ID)
	s.must(err)
	return f
}

// holds expects the file to stand so: its stage, its balance, and how many entries it has.
func (s *stage) holds(number string, stage domain.Stage, balance domain.Money, entries int) {
	s.t.Helper()
	f := s.file(number)
	got := fmt.Sprintf("%s, balance %s, %d entries", f.State.Stage, f.State.Balance(), f.Version)
	if want := fmt.Sprintf("%s, balance %s, %d entries", stage, balance, entries); got != want {
		s.t.Errorf("%s is %s, not %s", number, got, want)
	}
}

// card waits until everything is delivered and expects the file's card, as it then stands in its market's channel, to show
// the words.
func (s *stage) card(number string, words ...string) *expect.Seen {
	s.t.Helper()
	s.rests()
	last := fmt.Sprintf("last entry e%d,", s.file(number).Version)
	return s.Channel(channelOf(number)).Expects(append(words, number, last)...)
}

// thread waits until everything is delivered and expects the lines, and no others, to have come into the thread of the
// file's card since it was last read. Lines that came together may stand in one message.
func (s *stage) thread(number string, lines ...string) {
	s.t.Helper()
	got := s.unheard(number)
	if diff := cmp.Diff(lines, got); diff != "" {
		s.t.Errorf("the thread of %s tells otherwise (-want +got):\n%s", number, diff)
	}
}

// unheard are the lines of the file's thread since it was last read.
func (s *stage) unheard(number string) []string {
	s.t.Helper()
	s.rests()
	f := s.file(number)
	places, err := s.store.CardPlaces(context.Background(), []domain.FileID{f.ID})
	s.must(err)
	var fresh []string
	s.ws.Read(func(st *slackfake.State) {
		for _, m := range st.Messages(channelOf(number)) {
			if root := places[f.ID].TS; m.ThreadTS == root && m.TS != root && m.FromBot && !m.Ephemeral() {
				fresh = append(fresh, st.Render(m))
			}
		}
	})
	fresh = fresh[s.heard[number]:]
	s.heard[number] += len(fresh)
	var got []string
	for _, text := range fresh {
		s.Channel(channelOf(number)).ExpectsThread(number, text)
		got = append(got, strings.Split(text, "\n")...)
	}
	return got
}

// heardSoFar names what came into the thread of the file's card, where people acted at once and the order is not told: so
// many lines since it was last read.
func (s *stage) heardSoFar(number string, lines int) {
	s.t.Helper()
	if got := s.unheard(number); len(got) != lines {
		s.t.Errorf("%d lines came into the thread of %s, not %d:\n%s", len(got), number, lines, strings.Join(got, "\n"))
	}
}
