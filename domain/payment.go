package domain

// Receipt is money received as a person states it. Zero fields take what the file implies.
type Receipt struct {
	Amount    Money
	Fee       Money
	Net       bool // Amount is what arrived; the gross is Amount + Fee
	Method    Method
	Reference string
	Payer     string
	On        Date
	Number    string      // the invoice it is for; empty: the payer's oldest first
	Total     Money       // of the whole check, where this file has only a part
	Elsewhere []LookAlike // the same reference on other files of the market
	Answered  Answers
}

// LookAlike is a payment that may be the same money.
type LookAlike struct {
	File    FileID
	Number  string // the file's
	Version int
	Amount  Money
	Method  Method
	Ref     string
	On      Date
	Actor   PersonID
}

// Other says that money of the method and number is told apart from the look-alike: both have a number and the numbers differ,
// or without two numbers they came by different methods.
func (l LookAlike) Other(method Method, reference string) bool {
	if reference != "" && l.Ref != "" {
		return NormalNumber(reference) != NormalNumber(l.Ref)
	}
	return method != "" && l.Method != "" && method != l.Method
}

// lookAlikeDays is how far apart two payments of the same amount on a file may be and still be asked about.
const lookAlikeDays = 10

// Pay logs a payment. It is applied gross, to the payer's oldest invoice first unless it names one; what is left over
// stands unapplied. A payment dated before its invoice is cash on its own date and applied on the invoice's; one dated into
// a time in which other money stood on the invoice is applied when that had come back. It asks on a cancelled
// file (ended), about a look-alike on the file (look_alike), on another file (same_check), about money that is for nothing
// of what is open (wrong_payer), about more than the payer's balance (over_balance), and about a date before its invoice or
// before the file (early).
func (f *File) Pay(in Receipt) error {
	f.change.Verb = "pay"
	on, err := f.date(in.On, "A payment")
	if err != nil {
		return withAbout(err, in.On)
	}
	if err := in.check(f); err != nil {
		return err
	}
	in.Amount, in.Net = in.gross(), false
	if in.Number != "" {
		if _, err := f.invoiceMeant(in.Number); err != nil {
			return err
		}
	}
	in.Payer = f.payerOf(in)
	if err := f.askAboutReceipt(in, on); err != nil {
		return err
	}
	f.book(in, on)
	return nil
}

func withAbout(err error, about any) error {
	if e, ok := err.(*Error); ok {
		e.About = about
	}
	return err
}

func (in *Receipt) check(f *File) error {
	switch {
	case in.Amount <= 0 || in.Amount > MaxMoney:
		return Invalid("amount", "How much? /pay %s 12,400 check 881. The balance is %s.", f.Number, f.State.Balance())
	case in.Net && in.Fee == 0:
		return Invalid("fee", "A net amount needs its fee: pay %s %s net fee 750.", f.Number, in.Amount.Plain())
	case in.Fee < 0 || in.Fee >= in.gross():
		return Invalid("fee", "A fee of %s on %s cannot be.", in.Fee, in.Amount)
	case in.Total != 0 && in.Total < in.gross():
		return Invalid("total", "The whole check is %s, but %s of it is for %s.", in.Total, in.gross(), f.Number)
	}
	return nil
}

// gross is what the payer paid, the fee included.
func (in *Receipt) gross() Money {
	if in.Net {
		return in.Amount + in.Fee
	}
	return in.Amount
}

// payerOf is who paid: who was named, else who owes the invoice meant, else the file's payer.
func (f *File) payerOf(in Receipt) string {
	if in.Payer != "" {
		return in.Payer
	}
	if in.Number != "" {
		return f.State.invoiceNumbered(in.Number).Payer
	}
	if inv := f.State.OldestOpen(""); inv != nil {
		return inv.Payer
	}
	return f.State.Facts.payer()
}

func (f *File) askAboutReceipt(in Receipt, on Date) error {
	if s := &f.State; s.Outcome == Cancelled && !in.Answered.Has(AskEnded) {
		return Ask(AskEnded, "file", "%s is cancelled since %s.", f.Number, s.StageOn.Words(f.Today()))
	}
	if !in.Answered.Has(AskLookAlike) {
		if like := f.alike(in, on); like != nil {
			e := Ask(AskLookAlike, "amount", "Same money twice?")
			e.About = *like
			return e
		}
	}
	if len(in.Elsewhere) > 0 && !in.Answered.Has(AskSameCheck) && !in.Answered.Has(AskLookAlike) {
		e := Ask(AskSameCheck, "reference", "Part of the same check?")
		e.About = in.Elsewhere[0]
		return e
	}
	open := f.openFor(in)
	astray := open == 0 && f.State.Balance() > 0
	switch {
	case astray && !in.Answered.Has(AskWrongPayer):
		return f.askWhoseMoney(in)
	case !astray && len(f.State.Invoices) > 0 && in.Amount > open && !in.Answered.Has(AskOverBalance):
		e := Ask(AskOverBalance, "amount", "%s over the balance", in.Amount-open)
		e.About = Over{Paid: in.Amount, Open: open}
		return e
	}
	return f.askEarly(in, on)
}

// askEarly asks about money that is dated before the invoice it goes to first, or before the file was received.
func (f *File) askEarly(in Receipt, on Date) error {
	open := f.State.openInvoices(in.meant)
	today := f.Today()
	switch r := f.State.Received; {
	case in.Answered.Has(AskEarly):
	case r != 0 && on < r:
		return Ask(AskEarly, "on", "The payment is dated %s, but %s was received %s.", on.Words(today), f.Number, r.Words(today))
	case len(open) > 0 && on < open[0].On:
		return Ask(AskEarly, "on", "The payment is dated %s, but invoice %s was sent %s; until then it stands unapplied.",
			on.Words(today), open[0].Number, open[0].On.Words(today))
	}
	return nil
}

// meant says that the money is for the invoice: the one it names, else any of its payer's.
func (in *Receipt) meant(v *InvoiceState) bool {
	if in.Number != "" {
		return sameNumber(v.Number, in.Number)
	}
	return sameNumber(v.Payer, in.Payer)
}

// Over is what a payment exceeds.
type Over struct{ Paid, Open Money }

// alike is a payment on the file with the same reference, else one of the same amount within ten days.
func (f *File) alike(in Receipt, on Date) *LookAlike {
	ref := NormalNumber(in.Reference)
	var like *PaymentState
	for i := range f.State.Payments {
		p := &f.State.Payments[i]
		near := p.On-on <= lookAlikeDays && on-p.On <= lookAlikeDays
		sameRef := ref != "" && NormalNumber(p.Reference) == ref
		if p.Received <= 0 || !sameRef && (p.Amount != in.Amount || !near || like != nil) {
			continue
		}
		if like = p; sameRef {
			break
		}
	}
	if like == nil {
		return nil
	}
	return &LookAlike{File: f.ID, Number: f.Number, Version: like.Version, Amount: like.Amount,
		Method: like.Method, Ref: like.Reference, On: like.On, Actor: f.Entry(like.Version).Actor}
}

// openFor is what the payment could be applied to.
func (f *File) openFor(in Receipt) Money {
	return sum(f.State.Invoices, func(v InvoiceState) Money {
		if !in.meant(&v) {
			return 0
		}
		return v.Balance()
	})
}

func (f *File) book(in Receipt, on Date) {
	n := f.paymentsEver() + 1
	p := Payment{N: n, Method: in.Method, Reference: in.Reference, Payer: in.Payer, On: on, Amount: in.Amount,
		Fee: in.Fee, Total: max(in.Total, in.Amount), Auto: in.Number == "", To: in.Number}
	f.change.Payments = append(f.change.Payments, p)
	f.addEntry(Entry{Kind: EntryPayment, Cents: in.Amount, Payment: n}, on)
	for _, a := range allocate(&f.State, f.history, p) {
		f.addEntry(Entry{Kind: EntryApplication, Cents: -a.cents, Invoice: a.invoice, Payment: n}, a.on)
	}
}

// paymentsEver counts the payments of the history, void ones too.
func (f *File) paymentsEver() int {
	n := 0
	for i := range f.history {
		n += len(f.history[i].Payments)
	}
	return n
}
