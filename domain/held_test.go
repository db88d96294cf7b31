package domain

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The days of every holder add up to the days from received to the date, whatever was entered late or taken back.
func TestHeldDays(t *testing.T) {
	t.Parallel()
	const jan = Date(739_000)
	submit := func(f *File) error { return f.Submit(Submission{Amount: 100_00}) }
	reject := func(f *File) error { return f.Reject(Decision{ErrorTypes: []string{"scope"}}) }
	bill := func(on Date) func(*File) error {
		return func(f *File) error { return f.Invoice(Bill{Amount: 100_00, On: on, Answered: allYes()}) }
	}
	for _, c := range []struct {
		name string
		live func(*story)
		to   Date
		want []Held
	}{
		{"nothing entered", func(*story) {}, jan + 5, []Held{{Us, 5}}},
		{"handed to and fro", func(s *story) {
			s.on(jan + 7).must(submit).on(jan + 15).must(reject).on(jan + 20).must(submit).on(jan + 34).must(reject).on(jan + 37).must(bill(0))
		}, jan + 100, []Held{{Us, 15}, {TPA, 22}, {Carrier, 63}}},
		{"entered late", func(s *story) {
			s.on(jan + 30).must(bill(0)).must(func(f *File) error { return f.Submit(Submission{Amount: 100_00, On: jan + 10}) })
		}, jan + 40, []Held{{Us, 10}, {TPA, 20}, {Carrier, 10}}},
		{"twice on a day", func(s *story) { s.on(jan + 3).must(submit).must(reject) }, jan + 4, []Held{{Us, 4}}},
		{"paid before it was received", func(s *story) {
			s.must(func(f *File) error { return f.Pay(Receipt{Amount: 5_00, On: jan - 4, Answered: allYes()}) })
		}, jan + 4, []Held{{Us, 4}}},
		{"entered after the date", func(s *story) { s.on(jan + 9).must(submit) }, jan + 4, []Held{{Us, 4}}},
		{"on the day it was received", func(*story) {}, jan, nil},
		{"taken back, as if it had never been", func(s *story) {
			s.on(jan + 7).must(submit).on(jan + 15).must(reject).on(jan + 20).must(bill(jan + 2))
			s.on(jan + 21).must(func(f *File) error { return f.Void(4, "meant another file") })
		}, jan + 30, []Held{{Us, 22}, {TPA, 8}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := storyOn(t, testMarket(t), jan)
			c.live(s)
			if diff := cmp.Diff(c.want, s.f.HeldDays(c.to)); diff != "" {
				t.Errorf("days (-want +got):\n%s", diff)
			}
		})
	}
}
