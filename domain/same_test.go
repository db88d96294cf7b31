package domain

import (
	"maps"
	"reflect"
	"slices"
	"testing"
)

// sameState compares states; TestSameState holds it to all fields. It is ten times faster than reflection, and half of the
// property test's work.
func sameState(a, b *State) bool {
	return a.Stage == b.Stage && a.Outcome == b.Outcome && a.StageOn == b.StageOn && a.StageAt.Equal(b.StageAt) &&
		a.Received == b.Received && a.Assumed == b.Assumed && maps.Equal(a.First, b.First) && a.PaidOn == b.PaidOn &&
		slices.EqualFunc(a.Rounds, b.Rounds, sameRound) && slices.Equal(a.Invoices, b.Invoices) &&
		slices.Equal(a.Payments, b.Payments) && maps.Equal(a.Disputes, b.Disputes) && a.Owner == b.Owner &&
		a.Facts == b.Facts && a.paper == b.paper && a.vouched == b.vouched && a.turn == b.turn && a.word == b.word && samePlans(a, b)
}

func samePlans(a, b *State) bool {
	return same(a.Next, b.Next) && same(a.Promise, b.Promise) && a.Promised == b.Promised && a.promisedIn == b.promisedIn &&
		same(a.Hold, b.Hold) && same(a.Wait, b.Wait) && a.Touched == b.Touched && sameTouch(a.LastTouch, b.LastTouch)
}

// same compares what is pointed at, or that there is nothing.
func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func sameTouch(a, b *Touch) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Row == b.Row && a.At.Equal(b.At) && a.Kind == b.Kind && a.Who == b.Who && a.Words == b.Words
}

func sameRound(a, b Round) bool {
	return a.N == b.N && a.Version == b.Version && a.Kind == b.Kind && a.Asked == b.Asked && a.To == b.To && a.By == b.By &&
		a.Reference == b.Reference && a.On == b.On && slices.EqualFunc(a.Results, b.Results, sameEvent)
}

func sameEvent(a, b RoundEvent) bool {
	return a.Row == b.Row && a.At.Equal(b.At) && a.Round == b.Round && a.Event == b.Event && a.Kind == b.Kind &&
		a.Amount == b.Amount && a.To == b.To && a.By == b.By && a.Reference == b.Reference &&
		slices.Equal(a.ErrorTypes, b.ErrorTypes) && a.Words == b.Words
}

func TestSameState(t *testing.T) {
	t.Parallel()
	for _, v := range []any{State{}, Round{}, RoundEvent{}, Touch{}} {
		typ := reflect.TypeOf(v)
		if want := map[string]int{"State": 26, "Round": 9, "RoundEvent": 11, "Touch": 5}[typ.Name()]; typ.NumField() != want {
			t.Errorf("%s has %d fields, its comparison knows %d", typ.Name(), typ.NumField(), want)
		}
	}
}
