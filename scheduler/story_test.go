package scheduler_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
	"paidup/domain/postgres"
	"paidup/scheduler"
)

// office is a company whose mornings are told; nothing in it looks at a real clock.
type office struct {
	t       *testing.T
	store   *postgres.Store
	markets map[string]*domain.Market
	acts    int
}

// long is when the markets were added.
var long = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

func newOffice(t *testing.T, codes ...string) *office {
	t.Helper()
	o := &office{t: t, store: cluster.Store(t), markets: map[string]*domain.Market{}}
	zones := map[string]string{"FM": "America/New_York", "DN": "America/Denver", "SC": "America/Santiago"}
	for _, code := range codes {
		m, err := domain.NewMarket(code, "Market "+code, zones[code])
		if err != nil {
			t.Fatal(err)
		}
		m.Channel = "C0" + code
		m.DaysOff = map[domain.Date]string{nov(26): "Thanksgiving", nov(27): "company day"}
		if err := m.AddMember(domain.Person{ID: "U0DANA", Name: "Dana Reyes"}, domain.Coordinator); err != nil {
			t.Fatal(err)
		}
		o.markets[code] = o.add(m)
	}
	return o
}

func (o *office) add(m domain.Market) *domain.Market {
	o.t.Helper()
	got, err := o.store.AddMarket(context.Background(), o.act(long), m)
	if err != nil {
		o.t.Fatal(err)
	}
	return got
}

func nov(day int) domain.Date { return domain.NewDate(2026, 11, day) }

// ny is an instant of November by the clocks of New York.
func ny(day, hour, minute int) time.Time {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return nov(day).At(hour, minute, zone)
}

func (o *office) act(at time.Time) domain.Act {
	o.acts++
	return domain.Act{Key: fmt.Sprint("act ", o.acts), Actor: "U0DANA", Source: domain.FromCommand, At: at}
}

// file opens a file of Fort Myers at the instant and plays the acts on it, an hour apart.
func (o *office) file(at time.Time, customer string, acts ...func(*domain.File) error) *domain.File {
	o.t.Helper()
	f, _, err := o.store.Open(context.Background(), o.act(at), domain.NewFile{Market: o.markets["FM"]}, func(f *domain.File) error {
		return f.Receive(0, domain.Facts{Customer: customer, Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Estimate: 9000_00}, "U0DANA")
	})
	if err != nil {
		o.t.Fatal(err)
	}
	for i, law := range acts {
		o.does(at.Add(time.Duration(i+1)*time.Hour), f, law)
	}
	return f
}

func (o *office) does(at time.Time, f *domain.File, law func(*domain.File) error) {
	o.t.Helper()
	if _, _, err := o.store.Change(context.Background(), o.act(at), f.ID, law); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) sets(code string, set func(*domain.Market)) {
	o.t.Helper()
	m, err := o.store.ChangeMarket(context.Background(), o.act(long), o.markets[code].ID, func(m *domain.Market) error { set(m); return nil })
	if err != nil {
		o.t.Fatal(err)
	}
	o.markets[code] = m
}

func bills(cents domain.Money) func(*domain.File) error {
	return func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: cents, Answered: domain.Answers{domain.AskNoApproval}})
	}
}

func pays(cents domain.Money) func(*domain.File) error {
	return func(f *domain.File) error {
		return f.Pay(domain.Receipt{Amount: cents, Answered: domain.Answers{domain.AskLookAlike}})
	}
}

func (o *office) scheduler(name string) *scheduler.Scheduler {
	return scheduler.New(scheduler.Parts{Markets: o.store, Digests: o.store, Requests: o.store, Notices: o.store, Books: o.store, Name: name, Now: time.Now,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
}

func (o *office) tick(at time.Time) {
	o.t.Helper()
	if err := o.scheduler("a").Tick(context.Background(), at); err != nil {
		o.t.Fatal(err)
	}
}

// runs are the digests of all markets, a line each: FM 2026-11-23 made, DN 2026-11-23 skipped: paused.
func (o *office) runs() []string {
	o.t.Helper()
	rows, err := o.store.DB().Query(`select m.code || ' ' || r.local_date || case when r.skipped <> '' then ' skipped: ' || r.skipped
		when r.value is not null then ' made' else ' claimed' end from digest_runs r join markets m on m.id = r.market_id order by r.local_date, m.code`)
	if err != nil {
		o.t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			o.t.Fatal(err)
		}
		out = append(out, line)
	}
	if err := rows.Err(); err != nil {
		o.t.Fatal(err)
	}
	return out
}

func (o *office) wants(lines ...string) {
	o.t.Helper()
	if diff := cmp.Diff(lines, o.runs()); diff != "" {
		o.t.Error(diff)
	}
}

// digest is the market's stored digest of the date.
func (o *office) digest(code string, date domain.Date) commands.Digest {
	o.t.Helper()
	run, err := o.store.LastDigest(context.Background(), o.markets[code].ID, date+1)
	if err != nil {
		o.t.Fatal(err)
	}
	var d commands.Digest
	if run.Date != date || json.Unmarshal(run.Value, &d) != nil {
		o.t.Fatalf("the last digest of %s up to %s is of %s: %s", code, date, run.Date, run.Value)
	}
	return d
}

func (o *office) notices() int {
	o.t.Helper()
	var n int
	if err := o.store.DB().QueryRow(`select count(*) from notices where kind = 'digest'`).Scan(&n); err != nil {
		o.t.Fatal(err)
	}
	return n
}

// TestManyReplicasOneDigest: at its hour each market's digest is made once, however many look at once.
func TestManyReplicasOneDigest(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "FM", "DN")
	o.sets("DN", func(m *domain.Market) { m.DigestAt = "06:00" }) // the same instant
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			if err := o.scheduler(fmt.Sprint(n)).Tick(context.Background(), ny(2, 8, 0)); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	o.tick(ny(2, 8, 1))
	o.wants("DN 2026-11-02 made", "FM 2026-11-02 made")
	if n := o.notices(); n != 2 {
		t.Errorf("%d notices of two digests", n)
	}
}

// TestTheFiguresAreThoseOfTheEveningBefore: the digest's figures are what kpi prints as of the day before, to the bit; what
// is entered meanwhile with an older date changes the one and not the other.
func TestTheFiguresAreThoseOfTheEveningBefore(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "FM")
	f := o.file(ny(3, 9, 0), "Harris", bills(9000_00), pays(1000_00))
	o.file(ny(4, 9, 0), "Cole", bills(700_50))
	o.does(ny(20, 7, 0), f, pays(2500_25))
	o.tick(ny(20, 8, 0))
	in, err := o.store.Figures(context.Background(), o.markets["FM"], nov(19))
	if err != nil {
		t.Fatal(err)
	}
	d := o.digest("FM", nov(20))
	if diff := cmp.Diff(kpi.Compute(in), d.Figures); diff != "" {
		t.Error(diff)
	}
	if d.AsOf != nov(19) || d.Figures.OpenAR != 8700_50 || d.Late != "" || d.DaysLeft != 5 {
		t.Errorf("as of %s, open AR %s, late %q, %d days left", d.AsOf, d.Figures.OpenAR, d.Late, d.DaysLeft)
	}
}

// TestAWeekOfMornings: since reaches from one digest to the next, over the weekend and over Thanksgiving.
func TestAWeekOfMornings(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "FM")
	harris := o.file(ny(16, 9, 0), "Joan Harris", bills(9000_00))
	o.tick(ny(20, 8, 0))
	o.does(ny(20, 11, 0), harris, pays(1000_00))
	o.does(ny(22, 23, 30), harris, pays(2000_00))
	o.does(ny(23, 7, 0), harris, pays(3000_00))
	o.tick(ny(23, 8, 0))
	o.tick(ny(24, 8, 0))
	o.tick(ny(25, 8, 0))
	o.file(ny(26, 10, 0), "Ann Abbott")
	for day := 26; day < 30; day++ {
		o.tick(ny(day, 8, 0))
	}
	o.tick(ny(30, 8, 0))
	var got []string
	for _, day := range []int{20, 23, 24, 25, 30} {
		d := o.digest("FM", nov(day))
		got = append(got, fmt.Sprintf("%s since %s: in %s (%d), new %d. %s", d.Date, d.Since.From, d.Since.In, d.Since.InCount, d.Since.New, d.Label))
	}
	want := []string{
		"2026-11-20 since : in $0.00 (0), new 0. First digest",
		"2026-11-23 since 2026-11-20: in $3,000.00 (2), new 0. ",
		"2026-11-24 since 2026-11-23: in $3,000.00 (1), new 0. ",
		"2026-11-25 since 2026-11-24: in $0.00 (0), new 0. ",
		"2026-11-30 since 2026-11-25: in $0.00 (0), new 1. Covers Wed Nov 25 to Sun Nov 29 (Thanksgiving, company day)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	before := o.digest("FM", nov(25)).Figures.DSO.Days
	if after := o.digest("FM", nov(30)).DSOBefore; before == nil || after == nil || *before != *after {
		t.Errorf("DSO %v was compared with %v", before, after)
	}
}

// TestAMissedMorning: within four hours it is caught up once and says why it is late; older ones are skipped.
func TestAMissedMorning(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "FM")
	o.tick(ny(18, 8, 0))
	o.tick(ny(18, 17, 0))
	o.tick(ny(23, 8, 41)) // back after two missed mornings and a weekend
	o.tick(ny(23, 8, 42))
	early := "FM 2026-11-%d skipped: due 8:00 am ET, not made by 8:00 am ET, Wed Nov 18"
	o.wants(fmt.Sprintf(early, 11), fmt.Sprintf(early, 12), fmt.Sprintf(early, 13), fmt.Sprintf(early, 16), fmt.Sprintf(early, 17),
		"FM 2026-11-18 made",
		"FM 2026-11-19 skipped: due 8:00 am ET, not made by 8:41 am ET, Mon Nov 23. Paidup was down Wed Nov 18, 5:00 pm to 8:41 am",
		"FM 2026-11-20 skipped: due 8:00 am ET, not made by 8:41 am ET, Mon Nov 23. Paidup was down Wed Nov 18, 5:00 pm to 8:41 am",
		"FM 2026-11-23 made")
	d := o.digest("FM", nov(23))
	if d.Late != "due 8:00 am ET, sent 8:41 am. Paidup was down Wed Nov 18, 5:00 pm to 8:41 am" || d.Label != "Covers Wed Nov 18 to Sun Nov 22" || d.Since.From != nov(18) {
		t.Errorf("late %q, label %q, since %s", d.Late, d.Label, d.Since.From)
	}
	if n := o.notices(); n != 2 {
		t.Errorf("%d notices", n)
	}
}

func TestNotToBePosted(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "FM", "DN", "SC")
	o.sets("FM", func(m *domain.Market) { m.Channel = "" })
	o.sets("DN", func(m *domain.Market) { m.Paused = "its channel is shared with another company" })
	o.tick(ny(2, 10, 0))
	o.wants("DN 2026-11-02 skipped: paused: its channel is shared with another company",
		"FM 2026-11-02 skipped: the market has no channel", "SC 2026-11-02 made")
	if n := o.notices(); n != 1 {
		t.Errorf("%d notices", n)
	}
}

// TestAClaimerDies: what one replica claimed and never made, another makes when the claim has run out.
func TestAClaimerDies(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o := newOffice(t, "FM")
	dead, _, err := o.store.ClaimDigest(ctx, domain.DigestRun{Market: o.markets["FM"].ID, Date: nov(2)}, "dead")
	if err != nil {
		t.Fatal(err)
	}
	o.tick(ny(2, 8, 0))
	o.wants("FM 2026-11-02 claimed")
	if _, err := o.store.DB().Exec(`update digest_runs set lease_until = now() - interval '1 second'`); err != nil {
		t.Fatal(err)
	}
	o.tick(ny(2, 8, 6))
	o.wants("FM 2026-11-02 made")
	if late := o.digest("FM", nov(2)).Late; late != "due 8:00 am ET, sent 8:06 am. Paidup was down 8:00 to 8:06" && late != "due 8:00 am ET, sent 8:06 am. It took 2 tries" {
		t.Errorf("late %q", late)
	}
	dead.Value = []byte(`{}`)
	if kept, err := o.store.CompleteDigest(ctx, dead, ny(2, 8, 7)); kept || err != nil {
		t.Errorf("the dead one's digest was stored: %v", err)
	}
}

// TestOneMarketFails: a market whose digest cannot be made holds up nobody, is reported, and is tried again.
func TestOneMarketFails(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "FM", "SC")
	o.tick(ny(2, 8, 0))
	if _, err := o.store.DB().Exec(`update digest_runs set value = '{"Date": 7}' where market_id = $1`, o.markets["FM"].ID); err != nil {
		t.Fatal(err)
	}
	err := o.scheduler("a").Tick(context.Background(), ny(3, 8, 0))
	if err == nil || !strings.Contains(err.Error(), "digest of FM for 2026-11-03: read the digest of 2026-11-02") {
		t.Errorf("err %v", err)
	}
	o.wants("FM 2026-11-02 made", "SC 2026-11-02 made", "FM 2026-11-03 claimed", "SC 2026-11-03 made")
}

// TestOnDemand: today's digest at once, and on a day off that of the last business day; never a second one.
func TestOnDemand(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o := newOffice(t, "FM")
	demand := func(at time.Time) bool {
		t.Helper()
		made, err := o.scheduler("a").OnDemand(ctx, o.markets["FM"], at)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	if !demand(ny(19, 23, 0)) || demand(ny(19, 23, 1)) {
		t.Error("today's digest was not made exactly once")
	}
	if !demand(ny(22, 15, 0)) || demand(ny(21, 15, 0)) {
		t.Error("the last business day's digest was not made exactly once")
	}
	o.wants("FM 2026-11-19 made", "FM 2026-11-20 made")
	if d := o.digest("FM", nov(20)); d.Label != "Covers up to Thu Nov 19; Sun Nov 22 is a day off" || d.Late != "" || d.AsOf != nov(19) {
		t.Errorf("label %q, late %q, as of %s", d.Label, d.Late, d.AsOf)
	}
	o.tick(ny(20, 8, 0))
	if n := o.notices(); n != 2 {
		t.Errorf("%d notices of two digests", n)
	}
}

// TestWhatWasDeliveredLongAgoIsForgotten: a look forgets what was delivered more than a month ago, batch after batch.
func TestWhatWasDeliveredLongAgoIsForgotten(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "FM")
	if _, err := o.store.DB().Exec(`insert into notices (kind, market_id, addressee, body, done_at) select 'said', $1, 'U0SAM', '{}',
  now() - make_interval(days => case when n <= 2500 then 31 else 29 end) from generate_series(1, 2600) n`, o.markets["FM"].ID); err != nil {
		t.Fatal(err)
	}
	o.tick(ny(2, 7, 0))
	var left int
	if err := o.store.DB().QueryRow(`select count(*) from notices where kind = 'said'`).Scan(&left); err != nil || left != 100 {
		t.Errorf("%d are left, want the 100 of the last month: %v", left, err)
	}
}
