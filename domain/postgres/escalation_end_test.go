package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"paidup/domain"
	"paidup/domain/postgres"
)

func cancelled(f *domain.File) error { return f.Cancel("customer declined") }

// ended says whether the escalation has ended with its file, as it is kept; the whole database is sound.
func (r *raised) ended() bool {
	r.t.Helper()
	e, err := r.s.Escalation(context.Background(), r.e.ID)
	if err != nil {
		r.t.Fatal(err)
	}
	if _, faults, err := r.s.Verify(context.Background()); len(faults) > 0 || err != nil {
		r.t.Errorf("faults %v, %v", faults, err)
	}
	return e.Ended()
}

// A change that ends a file ends its escalation: nobody is asked about it any more, its messages are drawn anew, and its
// thread is told. Taken back, the change leaves it ended, and the file may be escalated anew.
func TestAnEscalationEndsInTheChangeThatEndsItsFile(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, false)
	r.stands(r.waits("escalation v1 to C0FM")[0], 1)
	r.stands(r.waits("escalation v1 to U0TOM")[0], 1)
	if _, _, err := r.s.Change(ctx, act("note"), r.f.ID, func(f *domain.File) error { return f.Note("gate code") }); err != nil || r.ended() {
		t.Fatalf("a note ends it: %v", err)
	}
	for range 2 { // the key is seen once
		if _, _, err := r.s.Change(ctx, act("cancel"), r.f.ID, cancelled); err != nil {
			t.Fatal(err)
		}
	}
	if !r.ended() {
		t.Error("it is open, and its file has ended")
	}
	e, _ := r.s.Escalation(ctx, r.e.ID)
	if v := e.Last(); v.N != 2 || v.Actor != "U0DANA" || v.How != "cancelled" || v.FileVersion != 3 {
		t.Errorf("it was ended by %+v", v)
	}
	if about, err := r.s.AskedAbout(ctx, "U0TOM"); len(about) != 0 || err != nil {
		t.Errorf("Tom is asked about %v, %v", about, err)
	}
	if lines, err := r.s.EscalationsTo(ctx, "U0TOM"); len(lines) != 0 || err != nil {
		t.Errorf("Tom's list has %v, %v", lines, err)
	}
	r.stands(r.waits(fmt.Sprintf("escalation v2 to C0FM; escalation v2 to U0TOM; card of %d v2 to C0FM", r.f.ID))[0], 2)
	if got := named(takeAny(t, r.s)); !strings.Contains(got, "act v2 to C0FM") {
		t.Errorf("what waits for its thread is %q", got)
	}
	if err := r.act("press", "U0TOM", (*domain.Escalation).Take); err == nil || !strings.Contains(err.Error(), "was cancelled Mon Nov 23 by Somebody") { // Dana is no member
		t.Errorf("pressed afterwards it says %v", err)
	}
	if _, _, err := r.s.Change(ctx, act("undo"), r.f.ID, func(f *domain.File) error { return f.Undo(3) }); err != nil || !r.ended() {
		t.Fatalf("the undo has it come back: %v", err)
	}
	if next := r.escalate("anew", nil); next.ID == r.e.ID || next.Done {
		t.Errorf("escalated anew it is %d", next.ID)
	}
}

// An act that ends several files at once ends the escalation of the one that has one.
func TestOneActThatEndsSeveralFiles(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, false)
	other := openFile(t, r.s, r.m, "Cole")
	if _, err := r.s.ChangeAll(ctx, act("cancel both"), []domain.FileID{other.ID, r.f.ID}, cancelled); err != nil || !r.ended() {
		t.Errorf("it is open, and its file has ended: %v", err)
	}
}

// An import ends it too; a rehearsal of one does not.
func TestAnImportEndsAnEscalation(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, false)
	load := func(dry bool) error {
		return r.s.Bulk(ctx, r.m, dry, func(b *postgres.Bulk) error {
			files, err := b.Load(ctx, []domain.FileID{r.f.ID})
			if err != nil {
				return err
			}
			f, a := files[0], act("import")
			a.Source = domain.FromImport
			f.Begin(a)
			if err := cancelled(f); err != nil {
				return err
			}
			return b.Write(ctx, []domain.Rewritten{{File: f, Changes: []*domain.Change{f.Finish()}}})
		})
	}
	if err := load(true); err != nil || r.ended() {
		t.Errorf("a rehearsal ends it: %v", err)
	}
	if err := load(false); err != nil || !r.ended() {
		t.Errorf("it is open, and its file has ended: %v", err)
	}
}

// People press on it while its file ends: what was pressed before is kept, what comes after is refused, nothing is lost.
func TestPressesWhileAFileEnds(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, true)
	var wait sync.WaitGroup
	kept, refused := make([]bool, 12), make([]error, 12)
	for i := range kept {
		wait.Go(func() {
			refused[i] = r.act(fmt.Sprint("press ", i), "U0TOM", func(e *domain.Escalation) error { return e.Question("which?") })
			kept[i] = refused[i] == nil
		})
	}
	wait.Go(func() {
		if _, _, err := r.s.Change(ctx, act("cancel"), r.f.ID, cancelled); err != nil {
			t.Error(err)
		}
	})
	wait.Wait()
	asked := 0
	for i, err := range refused {
		if kept[i] {
			asked++
		} else if !strings.Contains(err.Error(), "was cancelled Mon Nov 23") {
			t.Errorf("refused with %v", err)
		}
	}
	e, err := r.s.Escalation(ctx, r.e.ID)
	if err != nil || !r.ended() || len(e.Events()) != asked+2 || e.Event(e.Version).Act != domain.EscalationEnded {
		t.Errorf("%d presses were kept, it has %d acts, %v", asked, len(e.Events()), err)
	}
}
