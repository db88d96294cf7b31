package socket

import (
	"testing"
	"testing/synctest"
)

func TestWhoeverHasTheTurnLearnsThatOthersWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for range 200 {
			const places = 3
			turns := newTurns()
			for range places {
				go turns.take(t.Context(), nil)
			}
			for left := places - 1; left >= 0; left-- {
				synctest.Wait()
				if len(turns.held) != 1 {
					t.Fatal("nobody has the turn")
				}
				if got, want := isClosed(turns.wanted()), left > 0; got != want {
					t.Fatalf("wanted is %v while %d wait", got, left)
				}
				turns.giveBack()
			}
		}
	})
}

func TestATurnIsNotWaitedForInVain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns()
		if !turns.take(t.Context(), nil) {
			t.Fatal("a free turn was not given")
		}
		enough := make(chan struct{})
		close(enough)
		if turns.take(t.Context(), enough) {
			t.Error("the turn was given twice")
		}
		if isClosed(turns.wanted()) {
			t.Error("wanted although nobody waits any more")
		}
	})
}
