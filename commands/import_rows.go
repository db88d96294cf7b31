package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"paidup/domain"
	"paidup/domain/sheet"
)

// everyAnswer is how an import answers the law's questions: a sheet states what happened.
func everyAnswer() domain.Answers {
	return domain.Answers{domain.AskLookAlike, domain.AskSameCheck, domain.AskOverBalance, domain.AskWrongPayer, domain.AskEarly, domain.AskNoApproval,
		domain.AskSameAmount, domain.AskVariance, domain.AskReopen, domain.AskSkip, domain.AskEnded, domain.AskPayer, domain.AskWriteOff}
}

func (t *intake) takeFiles(ctx context.Context, rows []sheet.Row) (func(), error) {
	var fresh []sheet.Row
	var numbers []string
	for _, r := range rows {
		number := r.File.FileNo
		if _, known := t.files[number]; known {
			t.report.Unchanged++
			continue
		}
		if t.alike(r.Line, "file_no", number) {
			continue
		}
		t.files[number], t.normal[domain.NormalNumber(number)] = 0, number
		fresh, numbers = append(fresh, r), append(numbers, number)
	}
	files, err := t.bulk.New(ctx, numbers, t.taken)
	if err != nil {
		return nil, err
	}
	return func() {
		for i, r := range fresh {
			begun, err := t.begun(r.File)
			if err == nil {
				err = t.change(files[i], t.key(numbers[i]), func(f *domain.File) error { return f.Take(begun) })
			}
			if err != nil {
				t.refused(r.Line, "file_no", numbers[i], err)
				continue
			}
			t.report.New++
			t.report.FilesNew++
		}
	}, nil
}

func (t *intake) taken(number string) bool { _, ok := t.files[number]; return ok }

// begun is a file as its row states it.
func (t *intake) begun(r *sheet.FileRow) (domain.Begun, error) {
	b := domain.Begun{On: r.Received, At: r.ReceivedAt, Facts: domain.Facts{Customer: r.Customer, Address: r.Address, City: r.City,
		Phone: r.Phone, Email: r.Email, Claim: r.ClaimNo, Assignment: r.AssignmentNo, Policy: r.PolicyNo, PO: r.PONo, Program: r.Program,
		Carrier: r.Carrier, Adjuster: r.Adjuster, Payer: r.Payer, Loss: r.LossType, LossDate: r.LossDate, Deductible: r.Deductible, Estimate: r.Estimate}}
	if b.On == 0 {
		b.On, b.Assumed = t.Market.Today(t.Act.At), true
	}
	if r.Owner == "" {
		return b, nil
	}
	for _, m := range t.Market.Members {
		if strings.EqualFold(m.Person.Name, r.Owner) || strings.EqualFold(m.Person.First(), r.Owner) {
			b.Owner = m.Person.ID
			return b, nil
		}
	}
	return b, domain.Invalid("owner", "%q is not a member of %s; add them with paidup member add.", r.Owner, t.Market.Name)
}

func (t *intake) takeInvoices(ctx context.Context, rows []sheet.Row) (func(), error) {
	var named, nameless []sheet.Row
	for _, r := range rows {
		v := r.Invoice
		if known, ok := t.invoices[v.InvoiceNo]; ok {
			t.compare(r.Line, v, known)
			continue
		}
		if t.alike(r.Line, "invoice_no", v.InvoiceNo) {
			continue
		}
		_, there := t.files[v.FileNo]
		switch {
		case v.FileNo == "" && !t.NewFiles:
			t.bad(r.Line, "file_no", v.InvoiceNo, "invoice "+v.InvoiceNo+" names no file; name one, or let --new-files make one")
			continue
		case v.FileNo != "" && !there:
			t.bad(r.Line, "file_no", v.FileNo, "there is no file "+v.FileNo+" in "+t.Market.Name)
			continue
		}
		t.invoices[v.InvoiceNo] = domain.KnownInvoice{Number: v.InvoiceNo, Payer: v.Payer, On: v.Date, Due: v.Due, Amount: v.Amount}
		t.normal[domain.NormalNumber(v.InvoiceNo)] = v.InvoiceNo
		if v.FileNo == "" {
			nameless = append(nameless, r)
		} else {
			named = append(named, r)
		}
	}
	files, err := t.newFiles(ctx, nameless)
	if err != nil {
		return nil, err
	}
	bill, err := t.onFiles(ctx, named, func(r sheet.Row) domain.FileID { return t.files[r.Invoice.FileNo] }, func(f *domain.File, r sheet.Row) {
		t.bill(f, r)
	})
	return func() {
		for i, r := range nameless {
			t.billNew(files[i], r)
		}
		bill()
	}, err
}

// compare tells an invoice that is known from one that is known with other figures: an import never edits.
func (t *intake) compare(line int, v *sheet.InvoiceRow, known domain.KnownInvoice) {
	switch {
	case v.Amount != known.Amount:
		t.bad(line, "amount", v.InvoiceNo, fmt.Sprintf("invoice %s is known with %s, the sheet says %s; an import never edits", v.InvoiceNo, known.Amount, v.Amount))
	case v.Date != known.On:
		t.bad(line, "date", v.InvoiceNo, fmt.Sprintf("invoice %s is known with the date %s, the sheet says %s; an import never edits", v.InvoiceNo, known.On, v.Date))
	case v.Due != 0 && known.Due != 0 && v.Due != known.Due:
		t.bad(line, "due", v.InvoiceNo, fmt.Sprintf("invoice %s is known to be due %s, the sheet says %s; an import never edits", v.InvoiceNo, known.Due, v.Due))
	default:
		t.report.Unchanged++
	}
}

// newFiles makes a file for each invoice that names none, numbered by the market.
func (t *intake) newFiles(ctx context.Context, rows []sheet.Row) ([]*domain.File, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	files, err := t.bulk.New(ctx, make([]string, len(rows)), t.taken)
	for _, f := range files {
		t.files[f.Number] = f.ID
	}
	return files, err
}

// billNew begins the file with the row's invoice; its received date is assumed unless the row states it.
func (t *intake) billNew(f *domain.File, r sheet.Row) {
	v := r.Invoice
	payer := cmp.Or(v.Payer, v.Customer)
	b := domain.Begun{On: cmp.Or(v.Received, v.Date), Assumed: v.Received == 0, Facts: domain.Facts{Customer: v.Customer, Payer: payer}}
	if err := t.change(f, t.key("file", f.Number), func(f *domain.File) error { return f.Take(b) }); err != nil {
		t.refused(r.Line, "invoice_no", v.InvoiceNo, err)
		return
	}
	if !t.bill(f, r) {
		return
	}
	t.report.FilesNew++
	if t.Dry {
		t.report.Problems = append(t.report.Problems, sheet.Problem{Line: r.Line, Column: "invoice_no", Value: v.InvoiceNo,
			Reason: "names no file; " + f.Number + " would be made for it"})
	}
}

// bill logs the row's invoice on the file.
func (t *intake) bill(f *domain.File, r sheet.Row) bool {
	v := r.Invoice
	bill := domain.Bill{Amount: v.Amount, Number: v.InvoiceNo, Payer: cmp.Or(v.Payer, f.State.Facts.Payer, v.Customer), On: v.Date, Due: v.Due, Answered: everyAnswer()}
	if v.Disputed {
		bill.Disputed = cmp.Or(v.DisputedAmount, v.Amount)
	}
	if err := t.change(f, t.key(v.InvoiceNo), func(f *domain.File) error { return f.Invoice(bill) }); err != nil {
		t.refused(r.Line, "invoice_no", v.InvoiceNo, err)
		return false
	}
	known := t.invoices[v.InvoiceNo]
	known.File = f.ID
	t.invoices[v.InvoiceNo] = known
	t.report.New++
	return true
}

func (t *intake) takePayments(ctx context.Context, rows []sheet.Row) (func(), error) {
	keys := make([]string, len(rows))
	for i, r := range rows {
		p := r.Payment
		keys[i] = t.key(p.InvoiceNo, p.Date.String(), strconv.FormatInt(int64(p.Amount), 10), p.Reference)
	}
	seen, err := t.bulk.Seen(ctx, keys)
	if err != nil {
		return nil, err
	}
	key := map[int]string{}
	var fresh []sheet.Row
	for i, r := range rows {
		_, known := t.invoices[r.Payment.InvoiceNo]
		switch {
		case seen[keys[i]]:
			t.report.Unchanged++
		case known:
			key[r.Line] = keys[i]
			fresh = append(fresh, r)
		case t.alike(r.Line, "invoice_no", r.Payment.InvoiceNo):
		default:
			t.bad(r.Line, "invoice_no", r.Payment.InvoiceNo, "there is no invoice "+r.Payment.InvoiceNo+" in "+t.Market.Name)
		}
	}
	return t.onFiles(ctx, fresh, func(r sheet.Row) domain.FileID { return t.invoices[r.Payment.InvoiceNo].File }, func(f *domain.File, r sheet.Row) {
		p := r.Payment
		in := domain.Receipt{Amount: p.Amount, Fee: p.Fee, Method: domain.Method(strings.ToLower(p.Method)), Reference: p.Reference, Payer: p.Payer,
			On: p.Date, Number: p.InvoiceNo, Answered: everyAnswer()}
		if err := t.change(f, key[r.Line], func(f *domain.File) error { return f.Pay(in) }); err != nil {
			t.refused(r.Line, "invoice_no", p.InvoiceNo, err)
			return
		}
		t.report.New++
	})
}

// sortEvents puts events in the order in which they happened.
func sortEvents(rows []sheet.Row) {
	slices.SortStableFunc(rows, func(a, b sheet.Row) int {
		return cmp.Or(cmp.Compare(a.Event.On, b.Event.On), a.Event.At.Compare(b.Event.At), cmp.Compare(a.Event.Seq, b.Event.Seq))
	})
}

func (t *intake) takeEvents(ctx context.Context, rows []sheet.Row) (func(), error) {
	keys := make([]string, len(rows))
	for i, r := range rows {
		e := r.Event
		when := e.On.String()
		if !e.At.IsZero() {
			when = e.At.UTC().Format("2006-01-02T15:04:05.999Z")
		}
		keys[i] = t.key(e.FileNo, string(e.Event), when)
	}
	seen, err := t.bulk.Seen(ctx, keys)
	if err != nil {
		return nil, err
	}
	key := map[int]string{}
	var fresh []sheet.Row
	for i, r := range rows {
		_, known := t.files[r.Event.FileNo]
		switch {
		case seen[keys[i]]:
			t.report.Unchanged++
		case known:
			key[r.Line] = keys[i]
			fresh = append(fresh, r)
		case t.alike(r.Line, "file_no", r.Event.FileNo):
		default:
			t.bad(r.Line, "file_no", r.Event.FileNo, "there is no file "+r.Event.FileNo+" in "+t.Market.Name)
		}
	}
	return t.onFiles(ctx, fresh, func(r sheet.Row) domain.FileID { return t.files[r.Event.FileNo] }, func(f *domain.File, r sheet.Row) {
		e := r.Event
		in := domain.Stated{Event: string(e.Event), At: e.At, On: e.On, By: e.By, Amount: e.Amount, Kind: domain.RoundKind(e.Kind), Words: e.Reason}
		if err := t.change(f, key[r.Line], func(f *domain.File) error { return f.Recount(in) }); err != nil {
			t.refused(r.Line, "event", string(e.Event), err)
			return
		}
		t.report.New++
	})
}

// onFiles reads the files that the rows are on, once each; what it gives back takes the rows in their order.
func (t *intake) onFiles(ctx context.Context, rows []sheet.Row, on func(sheet.Row) domain.FileID, take func(*domain.File, sheet.Row)) (func(), error) {
	byID := map[domain.FileID]*domain.File{}
	var ids []domain.FileID
	for _, r := range rows {
		id := on(r)
		if made := t.touched.by[id]; made != nil { // not stored yet
			byID[id] = made.File
		} else if _, known := byID[id]; !known {
			byID[id] = nil
			ids = append(ids, id)
		}
	}
	files, err := t.bulk.Load(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		byID[f.ID] = f
	}
	return func() {
		for _, r := range rows {
			if f := byID[on(r)]; f != nil {
				take(f, r)
			} else {
				t.bad(r.Line, "file_no", "", "its file was refused in this sheet")
			}
		}
	}, nil
}
