package postgres_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"paidup/domain"
	"paidup/domain/postgres"
)

// diary enters things in a market at instants of its own choosing.
type diary struct {
	t     *testing.T
	store *postgres.Store
	m     *domain.Market
	files map[string]*domain.File
	acts  int
}

func newDiary(t *testing.T) *diary {
	s := cluster.Store(t)
	return &diary{t: t, store: s, m: fortMyers(t, s), files: map[string]*domain.File{}}
}

// on is a day of November 2026 at the hour.
func (d *diary) on(day, hour int) time.Time { return nov(day).At(hour, 0, d.m.Location()) }

func nov(day int) domain.Date { return domain.NewDate(2026, 11, day) }

func (d *diary) act(at time.Time, source domain.Source) domain.Act {
	d.acts++
	return domain.Act{Key: fmt.Sprint("act ", d.acts), Actor: "U0DANA", Source: source, At: at}
}

func (d *diary) opens(at time.Time, source domain.Source, received domain.Date, names ...string) {
	d.t.Helper()
	for _, name := range names {
		f, _, err := d.store.Open(context.Background(), d.act(at, source), domain.NewFile{Market: d.m}, func(f *domain.File) error {
			return f.Take(domain.Begun{On: received, Facts: domain.Facts{Customer: name, Payer: "Harbor Mutual"}, Owner: "U0DANA", Assumed: name == "Assumed"})
		})
		if err != nil {
			d.t.Fatal(err)
		}
		d.files[name] = f
	}
}

// does runs the law on the file and gives the version of what it entered.
func (d *diary) does(at time.Time, source domain.Source, name string, law func(*domain.File) error) int {
	d.t.Helper()
	_, c, err := d.store.Change(context.Background(), d.act(at, source), d.files[name].ID, law)
	if err != nil {
		d.t.Fatalf("%s: %v", name, err)
	}
	return c.Version
}

func bills(cents domain.Money, number string, on domain.Date) func(*domain.File) error {
	return func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: cents, Number: number, On: on, Answered: domain.Answers{domain.AskNoApproval}})
	}
}

func pays(cents domain.Money, on domain.Date) func(*domain.File) error {
	return func(f *domain.File) error {
		return f.Pay(domain.Receipt{Amount: cents, On: on, Answered: domain.Answers{domain.AskLookAlike}})
	}
}

func voids(version int) func(*domain.File) error {
	return func(f *domain.File) error { return f.Void(version, "meant another file") }
}

// week plays a week: what Friday's digest of Nov 20 had, and what Monday's of Nov 23 is to tell.
func (d *diary) week() {
	t, cmd := d.t, domain.FromCommand
	d.opens(d.on(2, 9), cmd, nov(2), "Harris", "Cole", "Hale", "Lopez", "Tran", "Assumed")
	for i, name := range []string{"Harris", "Cole", "Hale", "Lopez", "Assumed"} {
		d.does(d.on(3, 10), cmd, name, bills(1000_00, fmt.Sprint(5500+i), nov(3)))
	}
	d.does(d.on(4, 10), cmd, "Lopez", pays(1000_00, 0))
	lopez := 3
	d.does(d.on(19, 23), cmd, "Harris", pays(300_00, 0)) // the last hour before the span

	d.does(d.on(20, 0), cmd, "Harris", pays(700_00, nov(12))) // the first instant of it
	d.does(d.on(20, 11), cmd, "Cole", pays(400_00, 0))
	wrong := d.does(d.on(20, 12), cmd, "Cole", pays(500_00, 0))
	d.does(d.on(21, 9), cmd, "Cole", voids(wrong))
	d.does(d.on(21, 9), cmd, "Lopez", func(f *domain.File) error { return f.Reverse(lopez, "NSF", 0) })
	d.does(d.on(21, 10), cmd, "Assumed", pays(1000_00, 0))
	d.does(d.on(22, 10), cmd, "Tran", func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 900_00, On: nov(5)}) })
	d.does(d.on(22, 11), cmd, "Tran", func(f *domain.File) error {
		return f.Reject(domain.Decision{ErrorTypes: []string{"moisture"}, On: nov(9)})
	})
	d.opens(d.on(22, 12), cmd, nov(22), "Ruiz")
	check := d.act(d.on(22, 23), cmd) // one check over two files
	_, err := d.store.ChangeAll(context.Background(), check, []domain.FileID{d.files["Hale"].ID, d.files["Cole"].ID}, func(f *domain.File) error {
		return f.Pay(domain.Receipt{Amount: 100_00, Total: 200_00, Reference: "4471", Method: domain.Check})
	})
	if err != nil {
		t.Fatal(err)
	}
	d.does(d.on(23, 0), cmd, "Hale", pays(900_00, 0)) // the first instant after it
}

func (d *diary) activity(from, to time.Time) domain.Activity {
	d.t.Helper()
	got, err := d.store.Activity(context.Background(), d.m, from, to)
	if err != nil {
		d.t.Fatal(err)
	}
	return got
}

func TestActivity(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	d.week()
	file := func(name string) domain.PaidFile {
		return domain.PaidFile{File: d.files[name].ID, Number: d.files[name].Number}
	}
	harris, assumed := file("Harris"), file("Assumed")
	harris.On, harris.Days = nov(19), 17
	assumed.On, assumed.Days, assumed.NoDays = nov(21), 19, true
	want := domain.Activity{In: 2300_00, InCount: 4, Returned: 1000_00, ReturnCount: 1, Paid: []domain.PaidFile{harris, assumed},
		New: 1, Rejected: 1, Reopened: 1}
	got := d.activity(d.on(20, 0), d.on(23, 0))
	if diff := gocmp.Diff(want, got, cmpopts.IgnoreFields(domain.PaidFile{}, "Facts")); diff != "" {
		t.Error(diff)
	}
	if got.Paid[0].Facts.Customer != "Harris" {
		t.Errorf("the first file paid in full is %q", got.Paid[0].Facts.Customer)
	}
	if next := d.activity(d.on(23, 0), d.on(24, 0)); next.In != 900_00 || next.InCount != 1 || len(next.Paid) != 1 || next.Reopened != 0 {
		t.Errorf("the next day: %+v", next)
	}
	if none := d.activity(d.on(24, 0), d.on(25, 0)); !gocmp.Equal(none, domain.Activity{}) {
		t.Errorf("a day on which nothing was entered: %+v", none)
	}
}

// TestActivityOfWhatWasTakenBack: a payment entered and voided in the span never happened; voided later, the span still
// tells what was known at its end.
func TestActivityOfWhatWasTakenBack(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	cmd := domain.FromCommand
	d.opens(d.on(2, 9), cmd, nov(2), "Harris")
	d.does(d.on(3, 9), cmd, "Harris", bills(1000_00, "5512", 0))
	paid := d.does(d.on(20, 9), cmd, "Harris", pays(1000_00, 0))
	d.does(d.on(23, 9), cmd, "Harris", voids(paid))
	known := d.activity(d.on(20, 0), d.on(23, 0))
	if known.In != 1000_00 || len(known.Paid) != 1 || known.Reopened != 0 {
		t.Errorf("before the void was entered: %+v", known)
	}
	later := d.activity(d.on(23, 0), d.on(24, 0))
	if later.In != 0 || later.Returned != 0 || later.Reopened != 1 || len(later.Paid) != 0 {
		t.Errorf("the void alone: %+v", later)
	}
	all := d.activity(d.on(20, 0), d.on(24, 0))
	if all.In != 0 || all.InCount != 0 || len(all.Paid) != 0 || all.Reopened != 0 {
		t.Errorf("both together: %+v", all)
	}
}

// TestActivityOfAnImport: an import of the days since the last digest is news like anything else; history is only counted.
func TestActivityOfAnImport(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	imp := domain.FromImport
	d.opens(d.on(20, 9), imp, nov(2), "Harris", "Cole")
	d.opens(d.on(20, 9), imp, nov(19), "Hale")
	d.opens(d.on(20, 9), domain.FromCommand, nov(2), "Ruiz")
	d.does(d.on(20, 10), imp, "Harris", bills(1000_00, "1", nov(3)))
	d.does(d.on(20, 11), imp, "Harris", pays(1000_00, nov(13))) // seven days before the digest: history
	d.does(d.on(20, 11), imp, "Cole", bills(600_00, "2", nov(3)))
	d.does(d.on(20, 12), imp, "Cole", pays(600_00, nov(14)))
	got := d.activity(d.on(20, 0), d.on(23, 0))
	if got.In != 600_00 || got.InCount != 1 || len(got.Paid) != 1 || got.Paid[0].Number != d.files["Cole"].Number || got.New != 2 || got.Imported != 2 {
		t.Errorf("an import between two digests: %+v", got)
	}
	first := d.activity(time.Time{}, d.on(23, 0))
	if !gocmp.Equal(first, domain.Activity{Imported: 3}) {
		t.Errorf("before the first digest: %+v", first)
	}
	if early := d.activity(time.Time{}, d.on(20, 9)); early.Imported != 0 {
		t.Errorf("before the import: %+v", early)
	}
}
