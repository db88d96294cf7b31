package postgres

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"paidup/domain"
)

// ledger is rows of every table of the ledger, for one file or many.
type ledger struct {
	Changes     []changeRow
	Stages      []stageRow
	Rounds      []roundRow
	Invoices    []invoiceRow
	Payments    []paymentRow
	Entries     []entryRow
	Disputes    []disputeRow
	Notes       []noteRow
	Assignments []assignmentRow
	Details     []detailsRow
	Touches     []touchRow
	Steps       []stepRow
	Promises    []promiseRow
	Holds       []holdRow
	Waits       []waitRow
}

// part is the rows of one table.
type part struct {
	table
	rows reflect.Value // a slice of the table's row structs
}

// parts lists the ledger's tables with its rows of each.
func (l *ledger) parts() []part {
	of := func(t table, rows any) part { return part{t, reflect.ValueOf(rows).Elem()} }
	return []part{of(tables.changes, &l.Changes), of(tables.stages, &l.Stages), of(tables.rounds, &l.Rounds),
		of(tables.invoices, &l.Invoices), of(tables.payments, &l.Payments), of(tables.entries, &l.Entries),
		of(tables.disputes, &l.Disputes), of(tables.notes, &l.Notes), of(tables.assignments, &l.Assignments),
		of(tables.details, &l.Details), of(tables.touches, &l.Touches), of(tables.steps, &l.Steps),
		of(tables.promises, &l.Promises), of(tables.holds, &l.Holds), of(tables.waits, &l.Waits)}
}

// cut takes the rows of one file off the front. Every table is in the order of the files, and files are cut in order.
func (l *ledger) cut(file int64) ledger {
	return ledger{Changes: cut(&l.Changes, file), Stages: cut(&l.Stages, file), Rounds: cut(&l.Rounds, file),
		Invoices: cut(&l.Invoices, file), Payments: cut(&l.Payments, file), Entries: cut(&l.Entries, file),
		Disputes: cut(&l.Disputes, file), Notes: cut(&l.Notes, file), Assignments: cut(&l.Assignments, file),
		Details: cut(&l.Details, file), Touches: cut(&l.Touches, file), Steps: cut(&l.Steps, file),
		Promises: cut(&l.Promises, file), Holds: cut(&l.Holds, file), Waits: cut(&l.Waits, file)}
}

func cut[T interface{ file() int64 }](rows *[]T, file int64) []T {
	from := 0
	for from < len(*rows) && (*rows)[from].file() < file {
		from++
	}
	to := from
	for to < len(*rows) && (*rows)[to].file() == file {
		to++
	}
	out := (*rows)[from:to]
	*rows = (*rows)[to:]
	return out
}

func (r changeRow) file() int64  { return r.FileID }
func (r factRow) file() int64    { return r.FileID }
func (r invoiceRow) file() int64 { return r.FileID }
func (r paymentRow) file() int64 { return r.FileID }

func toFactRow(c *domain.Change, r domain.Row) factRow {
	return factRow{FileID: int64(c.File), Version: c.Version, Place: r.Place, EffectiveOn: r.On, Mirror: r.Mirror,
		MirrorsVersion: r.Mirrors.Version, MirrorsPlace: r.Mirrors.Place}
}

func (r factRow) row() domain.Row {
	return domain.Row{Place: r.Place, On: r.EffectiveOn, Mirror: r.Mirror,
		Mirrors: domain.Ref{Version: r.MirrorsVersion, Place: r.MirrorsPlace}}
}

// add takes the change's rows in.
func (l *ledger) add(market domain.MarketID, c *domain.Change) {
	m := int64(market)
	l.Changes = append(l.Changes, changeRow{int64(c.File), c.Version, m, c.Key, c.Act, c.Verb, string(c.Actor),
		string(c.Source), c.RecordedAt, string(c.WaitingOn), c.Words, c.Voids, string(c.For), string(c.Seconded)})
	for _, v := range c.Stages {
		l.Stages = append(l.Stages, stageRow{toFactRow(c, v.Row), m, v.At, string(v.Stage), string(v.Outcome), v.Assumed, v.Derived})
	}
	for _, v := range c.Rounds {
		l.Rounds = append(l.Rounds, roundRow{toFactRow(c, v.Row), m, v.At, v.Round, string(v.Event), string(v.Kind),
			int64(v.Amount), v.To, v.By, v.Reference, strings.Join(v.ErrorTypes, ","), v.Words})
	}
	l.addMoney(m, c)
	for _, v := range c.Notes {
		l.Notes = append(l.Notes, noteRow{toFactRow(c, v.Row), v.At, string(v.Kind), v.Words})
	}
	for _, v := range c.Assignments {
		l.Assignments = append(l.Assignments, assignmentRow{toFactRow(c, v.Row), string(v.Owner)})
	}
	for _, v := range c.Details {
		fields, err := json.Marshal(v.Fields)
		if err != nil { // a map of strings always marshals
			panic(err)
		}
		l.Details = append(l.Details, detailsRow{toFactRow(c, v.Row), string(fields)})
	}
	l.addPlans(c)
}

func (l *ledger) addMoney(m int64, c *domain.Change) {
	for _, v := range c.Invoices {
		l.Invoices = append(l.Invoices, invoiceRow{int64(c.File), v.N, c.Version, m, v.Number, domain.NormalNumber(v.Number),
			v.Payer, v.On, v.Due, int64(v.Amount), v.More})
	}
	for _, v := range c.Payments {
		l.Payments = append(l.Payments, paymentRow{int64(c.File), v.N, c.Version, m, string(v.Method), v.Reference, v.Payer,
			v.On, int64(v.Amount), int64(v.Fee), int64(v.Total), v.Auto, v.To})
	}
	for _, v := range c.Entries {
		l.Entries = append(l.Entries, entryRow{toFactRow(c, v.Row), m, string(v.Kind), int64(v.Cents), v.Invoice, v.Payment})
	}
	for _, v := range c.Disputes {
		l.Disputes = append(l.Disputes, disputeRow{toFactRow(c, v.Row), m, v.Invoice, int64(v.Amount), v.Words})
	}
}

func (l *ledger) addPlans(c *domain.Change) {
	for _, v := range c.Touches {
		l.Touches = append(l.Touches, touchRow{toFactRow(c, v.Row), v.At, string(v.Kind), v.Who, v.Words})
	}
	for _, v := range c.Steps {
		l.Steps = append(l.Steps, stepRow{toFactRow(c, v.Row), v.Due, v.Words, v.Done})
	}
	for _, v := range c.Promises {
		l.Promises = append(l.Promises, promiseRow{toFactRow(c, v.Row), int64(v.Amount), v.By, v.From})
	}
	for _, v := range c.Holds {
		l.Holds = append(l.Holds, holdRow{toFactRow(c, v.Row), v.Until, v.Words})
	}
	for _, v := range c.Waits {
		l.Waits = append(l.Waits, waitRow{toFactRow(c, v.Row), string(v.Holder), v.Words})
	}
}

// history is the ledger of one file as changes, in the order of their versions.
func (l *ledger) history() []domain.Change {
	out := make([]domain.Change, 0, len(l.Changes)+1) // one more: most are read to be changed
	for _, r := range l.Changes {
		out = append(out, domain.Change{File: domain.FileID(r.FileID), Version: r.Version, Key: r.Key, Act: r.Act, Verb: r.Verb,
			Actor: domain.PersonID(r.Actor), Source: domain.Source(r.Source), RecordedAt: r.RecordedAt,
			WaitingOn: domain.Holder(r.WaitingOn), Words: r.Words, Voids: r.Voids, For: domain.PersonID(r.AskedBy),
			Seconded: domain.PersonID(r.SecondedBy)})
	}
	lost := &domain.Change{} // rows whose change is gone: verify names them
	change := func(version int) *domain.Change {
		i, found := slices.BinarySearchFunc(out, version, func(c domain.Change, v int) int { return c.Version - v })
		if !found {
			return lost
		}
		return &out[i]
	}
	l.historyOfPaper(change)
	l.historyOfMoney(change)
	l.historyOfPlans(change)
	return out
}

func (l *ledger) historyOfPaper(change func(int) *domain.Change) {
	for _, r := range l.Stages {
		c := change(r.Version)
		c.Stages = append(c.Stages, domain.StageChange{Row: r.row(), At: r.At, Stage: domain.Stage(r.Stage),
			Outcome: domain.Outcome(r.Outcome), Assumed: r.Assumed, Derived: r.Derived})
	}
	for _, r := range l.Rounds {
		c := change(r.Version)
		var types []string
		if r.ErrorTypes != "" {
			types = strings.Split(r.ErrorTypes, ",")
		}
		c.Rounds = append(c.Rounds, domain.RoundEvent{Row: r.row(), At: r.At, Round: r.Round, Event: domain.Result(r.Event),
			Kind: domain.RoundKind(r.Kind), Amount: domain.Money(r.Cents), To: r.SentTo, By: r.DoneBy, Reference: r.Reference,
			ErrorTypes: types, Words: r.Words})
	}
	for _, r := range l.Notes {
		c := change(r.Version)
		c.Notes = append(c.Notes, domain.Note{Row: r.row(), At: r.At, Kind: domain.NoteKind(r.Kind), Words: r.Words})
	}
	for _, r := range l.Assignments {
		c := change(r.Version)
		c.Assignments = append(c.Assignments, domain.Assignment{Row: r.row(), Owner: domain.PersonID(r.Owner)})
	}
	for _, r := range l.Details {
		c := change(r.Version)
		d := domain.Details{Row: r.row(), Fields: map[string]string{}}
		if json.Unmarshal([]byte(r.Fields), &d.Fields) == nil {
			c.Details = append(c.Details, d)
		}
	}
}

func (l *ledger) historyOfMoney(change func(int) *domain.Change) {
	for _, r := range l.Invoices {
		c := change(r.Version)
		c.Invoices = append(c.Invoices, domain.Invoice{N: r.N, Number: r.Number, Payer: r.Payer, On: r.InvoicedOn, Due: r.DueOn,
			Amount: domain.Money(r.Cents), More: r.More})
	}
	for _, r := range l.Payments {
		c := change(r.Version)
		c.Payments = append(c.Payments, domain.Payment{N: r.N, Method: domain.Method(r.Method), Reference: r.Reference,
			Payer: r.Payer, On: r.PaidOn, Amount: domain.Money(r.Cents), Fee: domain.Money(r.FeeCents),
			Total: domain.Money(r.TotalCents), Auto: r.Auto, To: r.MeantFor})
	}
	for _, r := range l.Entries {
		c := change(r.Version)
		c.Entries = append(c.Entries, domain.Entry{Row: r.row(), Kind: domain.EntryKind(r.Kind), Cents: domain.Money(r.Cents),
			Invoice: r.Invoice, Payment: r.Payment})
	}
	for _, r := range l.Disputes {
		c := change(r.Version)
		c.Disputes = append(c.Disputes, domain.Dispute{Row: r.row(), Invoice: r.Invoice, Amount: domain.Money(r.Cents), Words: r.Words})
	}
}

func (l *ledger) historyOfPlans(change func(int) *domain.Change) {
	for _, r := range l.Touches {
		c := change(r.Version)
		c.Touches = append(c.Touches, domain.Touch{Row: r.row(), At: r.At, Kind: domain.TouchKind(r.Kind), Who: r.Who, Words: r.Words})
	}
	for _, r := range l.Steps {
		c := change(r.Version)
		c.Steps = append(c.Steps, domain.Step{Row: r.row(), Due: r.DueOn, Words: r.Words, Done: r.Done})
	}
	for _, r := range l.Promises {
		c := change(r.Version)
		c.Promises = append(c.Promises, domain.Promise{Row: r.row(), Amount: domain.Money(r.Cents), By: r.ByOn, From: r.Payer})
	}
	for _, r := range l.Holds {
		c := change(r.Version)
		c.Holds = append(c.Holds, domain.Hold{Row: r.row(), Until: r.UntilOn, Words: r.Words})
	}
	for _, r := range l.Waits {
		c := change(r.Version)
		c.Waits = append(c.Waits, domain.Wait{Row: r.row(), Holder: domain.Holder(r.Holder), Words: r.Words})
	}
}
