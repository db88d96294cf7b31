package domain

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// twelve is a file with twelve changes: received, two laps of the estimate, a supplement, two invoices, payments, one of
// them returned, and a note.
func twelve(tb testing.TB) *File {
	tb.Helper()
	s := newStory(tb)
	s.on(NewDate(2026, time.August, 19)).must(func(f *File) error { return f.Submit(Submission{Amount: 19_300_00}) })
	s.on(NewDate(2026, time.August, 27)).must(func(f *File) error { return f.Reject(Decision{ErrorTypes: []string{"moisture"}}) })
	s.on(NewDate(2026, time.September, 1)).must(func(f *File) error { return f.Submit(Submission{}) })
	s.on(NewDate(2026, time.September, 15)).must(func(f *File) error { return f.Approve(Decision{Amount: 18_640_00}) })
	s.on(NewDate(2026, time.September, 18)).must(func(f *File) error { return f.Invoice(Bill{Amount: 18_640_00, Number: "5512"}) })
	s.on(NewDate(2026, time.October, 1)).must(func(f *File) error { return f.Submit(Submission{Kind: Supplement, Amount: 3_200_00}) })
	s.on(NewDate(2026, time.October, 9)).must(func(f *File) error { return f.Approve(Decision{}) })
	s.on(NewDate(2026, time.October, 12)).must(func(f *File) error { return f.Invoice(Bill{Amount: 3_200_00, Number: "5533"}) })
	s.on(NewDate(2026, time.October, 21)).must(func(f *File) error { return f.Pay(Receipt{Amount: 6_240_00, Method: Check, Reference: "771"}) })
	s.on(NewDate(2026, time.October, 28)).must(func(f *File) error { return f.Reverse(10, "NSF", 0) })
	s.on(NewDate(2026, time.November, 18)).must(func(f *File) error { return f.Note("called the adjuster") })
	return s.f
}

func BenchmarkFold(b *testing.B) {
	history := twelve(b).History()
	for b.Loop() {
		fold(gather(history), nil)
	}
}

// BenchmarkPay is what the law costs of a /pay: the file folded from its history, the payment, what follows from it.
func BenchmarkPay(b *testing.B) {
	f := twelve(b)
	history := f.History()
	act := Act{Key: "k", Actor: "dana", Source: FromCommand, At: noonOn(f.Market, NewDate(2026, time.November, 20))}
	for b.Loop() {
		f := Load(1, "FM-1042", f.Market, slices.Clip(history))
		f.Begin(act)
		if err := f.Pay(Receipt{Amount: 21_840_00, Method: Check, Reference: "881"}); err != nil {
			b.Fatal(err)
		}
		if f.Finish() == nil || f.State.Stage != PaidInFull {
			b.Fatal(fmt.Sprint("not paid: ", f.State.Stage))
		}
	}
}
