package sheet

import (
	"fmt"
	"io"
	"time"

	"paidup/domain"
)

// Kind says what the rows of a sheet are.
type Kind string

// The kinds of sheet.
const (
	Files    Kind = "files"
	Events   Kind = "events"
	Invoices Kind = "invoices"
	Payments Kind = "payments"
)

// Options say how a sheet is to be read.
type Options struct {
	Kind  Kind
	Map   map[string]string // field -> column, in place of what would be recognised; an empty column leaves the field out
	Dates string            // how dates are written: M/D/YYYY, D.M.YYYY, D-MMM-YY ...; empty is ISO, 2026-11-20
	Zone  *time.Location    // the market's zone, in which an instant falls on a day; nil is UTC
	Today domain.Date       // no fact is later than this day of the market; the zero date sets no bound
}

// Sheet is an open sheet, its header read and its columns recognised.
type Sheet struct {
	kind    Kind
	records *csvRecords
	width   int // columns of the header,
	named   int // up to the last that has a name
	matches []Match
	ignored []string
	cells   cells
	begun   bool  // a row has been read
	done    error // what Next goes on returning: io.EOF or the fault that ended the reading
}

// Row is one row of a sheet. One of File, Event, Invoice and Payment is set, by the sheet's kind. With Problems it must
// not be used: what was not understood is zero, and where the row could not be divided into cells none of the four is set.
type Row struct {
	Line     int // where the row begins in the file, whose first line is 1
	File     *FileRow
	Event    *EventRow
	Invoice  *InvoiceRow
	Payment  *PaymentRow
	Problems []Problem
}

// Problem is one thing wrong with a row.
type Problem struct {
	Line   int    `json:"line"`
	Column string `json:"column"` // as the header writes it; empty when the row as a whole is meant
	Value  string `json:"value"`  // as the cell has it, cut to 40 characters
	Reason string `json:"reason"` // a plain clause without the value
}

// Open reads the header and recognises its columns. Errors are of kind invalid, except those of r itself.
func Open(r io.Reader, o Options) (*Sheet, error) {
	fields, err := fieldsOf(o.Kind)
	if err != nil {
		return nil, err
	}
	dates, err := newDateReader(o)
	if err != nil {
		return nil, err
	}
	records, header, err := openCSV(r)
	if err != nil {
		return nil, err
	}
	columns, err := recognise(fields, header, o)
	if err != nil {
		return nil, err
	}
	s := &Sheet{kind: o.Kind, records: records, width: len(header)}
	s.cells = cells{columns: make(map[string]column), dates: dates, semicolons: records.separator() == ';', today: o.Today}
	s.lay(header, columns)
	return s, nil
}

// lay keeps which columns are read and which are not.
func (s *Sheet) lay(header []string, columns []column) {
	used := make(map[int]bool)
	for _, c := range columns {
		s.matches = append(s.matches, Match{Field: c.field.name, Column: c.title})
		s.cells.columns[c.field.name] = c
		used[c.index] = true
	}
	for i, title := range header {
		if title == "" {
			continue
		}
		s.named = i + 1
		if !used[i] {
			s.ignored = append(s.ignored, title)
		}
	}
}

// Columns are the columns that are read, in the order of the kind's fields.
func (s *Sheet) Columns() []Match { return s.matches }

// Ignored are the named columns nothing is read from, in the order of the sheet.
func (s *Sheet) Ignored() []string { return s.ignored }

// Next is the next row that is not blank. At the end it returns io.EOF; an error of kind invalid ends the reading too.
func (s *Sheet) Next() (Row, error) {
	for s.done == nil {
		rec, err := s.records.next()
		if err == nil && !s.begun {
			err = s.checkSeparator(rec)
		}
		if err != nil {
			s.done = err
			break
		}
		s.begun = true
		if !blank(rec.cells) || rec.fault != "" {
			return s.row(rec), nil
		}
	}
	return Row{}, s.done
}

func (s *Sheet) row(rec record) Row {
	s.cells.begin(rec)
	row := Row{Line: rec.line}
	if fault := s.shapeFault(rec); fault != "" {
		row.Problems = []Problem{{Line: rec.line, Reason: fault}}
		return row
	}
	switch s.kind {
	case Files:
		row.File = s.cells.file()
	case Events:
		row.Event = s.cells.event()
	case Invoices:
		row.Invoice = s.cells.invoice()
	case Payments:
		row.Payment = s.cells.payment()
	}
	row.Problems = s.cells.problems
	return row
}

// shapeFault says why the row cannot be laid under the header, or nothing.
func (s *Sheet) shapeFault(rec record) string {
	n := len(rec.cells)
	switch {
	case rec.fault != "":
		return rec.fault
	case n < s.named:
		return fmt.Sprintf("%s where the header has %d", count(n, "cell"), s.named)
	case n > s.width && !blank(rec.cells[s.width:]):
		return fmt.Sprintf("%s where the header has %d; a cell that holds a %s stands in quotes",
			count(n, "cell"), s.width, separatorNames[s.records.separator()])
	}
	return ""
}

// checkSeparator refuses a sheet whose first row is separated by something else than its header is.
func (s *Sheet) checkSeparator(rec record) error {
	if s.width < 2 || len(rec.cells) != 1 || rec.fault != "" {
		return nil
	}
	if other, n := commonest(rec.cells[0]); n > 0 && n >= s.width-1 {
		return domain.Invalid("", "The header is separated by %ss and line %d by %ss; save the sheet with one separator throughout.",
			separatorNames[s.records.separator()], rec.line, separatorNames[other])
	}
	return nil
}
