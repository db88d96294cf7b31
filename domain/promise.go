package domain

// Promised is a promise as a person states it. Zero fields take what the file implies: the whole balance on its date, from
// whoever owed the oldest open invoice then.
type Promised struct {
	Amount Money
	By     Date
	From   string
	On     Date // when it was given; zero: today
}

// Promise logs a promise of money, in place of the one before. It is kept by the cash that comes after it and broken at the
// end of its day. It changes nobody's move. More than the balance on its date is invalid, a file that has ended or on which
// nothing was open then a conflict.
func (f *File) Promise(in Promised) error {
	f.change.Verb = "promise"
	if err := f.checkOpen(); err != nil {
		return err
	}
	on, err := f.dateOnFile(in.On, "A promise")
	if err != nil {
		return err
	}
	then := f.AsOf(on)
	open := then.Balance()
	if in.Amount == 0 {
		in.Amount = open
	}
	today := f.Today()
	switch {
	case in.By == 0:
		return Invalid("by", "By when? promise %s by wed from mortgagee.", f.Number)
	case in.By < on:
		return Invalid("by", "A promise of %s is for that day or later; %s is before it.", on.Words(today), in.By.Words(today))
	case open == 0:
		return Conflict("Nothing is open on %s, so nothing can be promised.", f.Number)
	case in.Amount < 0 || in.Amount > open:
		return Invalid("amount", "%s can't be promised; %s is open on %s.", in.Amount, open, f.Number)
	}
	if in.From == "" {
		in.From = then.OldestOpen("").Payer
	}
	f.change.Promises = append(f.change.Promises, Promise{Row: f.place(on), Amount: in.Amount, By: in.By, From: in.From})
	return nil
}

// countsOnPromise is what of the payment counts on the promise: all that is left of one that comes after it in the file's
// order, by date and then by entry. What was paid and known when the promise was given is no part of it.
func (s *State) countsOnPromise(p PaymentState) Money {
	if s.Promise == nil || p.On < s.Promise.On || p.On == s.Promise.On && p.Version < s.promisedIn {
		return 0
	}
	return p.Received
}

// PromiseKept says that what was promised came in, be it late.
func (s *State) PromiseKept() bool { return s.Promise != nil && s.Promised >= s.Promise.Amount }

// PromiseOwed is what is still to come on the promise: nothing once it is kept, nothing is open, or the file has ended.
func (s *State) PromiseOwed() Money {
	if s.Promise == nil || s.Outcome != Open {
		return 0
	}
	return max(0, min(s.Promise.Amount-s.Promised, s.Balance()))
}

// PromiseBroken says that the promise's day is over and something is still to come.
func (s *State) PromiseBroken(today Date) bool { return s.PromiseOwed() > 0 && s.Promise.By < today }
