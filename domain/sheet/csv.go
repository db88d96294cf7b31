package sheet

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"paidup/domain"
)

// recordLimit is the longest row that is read, in bytes.
const recordLimit = 1 << 20

// csvRecords divides text into records, one line or more each.
type csvRecords struct {
	csv     *csv.Reader
	bounded *boundedReader
	skipped int64 // bytes and
	lines   int   // lines before what csv was given
	last    int   // line where the last record began
}

// record is one row as cells, or the fault that kept it from being divided. The cells are good until the next record.
type record struct {
	line  int
	cells []string
	fault string
}

// boundedReader refuses to run further than one record, and a buffer, ahead of where the last record ended. It keeps the
// fault it met, because csv may report a misplaced quote in a half-read record instead.
type boundedReader struct {
	r          io.Reader
	read, from int64
	fault      error
}

var errLongRecord = errors.New("record too long")

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.fault == nil && b.read-b.from >= recordLimit+headLimit {
		b.fault = errLongRecord
	}
	if b.fault != nil {
		return 0, b.fault
	}
	n, err := b.r.Read(p)
	b.read += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		b.fault = err
	}
	return n, err
}

// openCSV finds out how the text is written and reads its header.
func openCSV(r io.Reader) (*csvRecords, []string, error) {
	bounded := &boundedReader{r: r}
	buffer := bufio.NewReaderSize(bounded, headLimit)
	head, err := buffer.Peek(headLimit)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("read sheet: %w", err)
	}
	form, err := examine(head)
	if err != nil {
		return nil, nil, err
	}
	if _, err := buffer.Discard(form.skip); err != nil {
		return nil, nil, fmt.Errorf("read sheet: %w", err)
	}
	c := &csvRecords{csv: csv.NewReader(buffer), bounded: bounded, skipped: int64(form.skip), lines: form.lines}
	c.csv.Comma = form.separator
	c.csv.FieldsPerRecord = -1
	c.csv.ReuseRecord = true
	c.csv.TrimLeadingSpace = form.separator != '\t'
	header, err := c.header()
	return c, header, err
}

func (c *csvRecords) separator() rune { return c.csv.Comma }

func (c *csvRecords) header() ([]string, error) {
	rec, err := c.next()
	if errors.Is(err, io.EOF) {
		return nil, errEmpty()
	}
	if err != nil {
		return nil, err
	}
	if rec.fault != "" {
		return nil, domain.Invalid("", "The header cannot be read: %s.", rec.fault)
	}
	titles := make([]string, len(rec.cells))
	for i, title := range rec.cells {
		titles[i] = trim(title)
	}
	return titles, nil
}

// next is the next record that is not an empty line; io.EOF at the end.
func (c *csvRecords) next() (record, error) {
	c.bounded.from = c.skipped + c.csv.InputOffset()
	cells, err := c.csv.Read()
	if err != nil {
		return c.faulty(err)
	}
	line, _ := c.csv.FieldPos(0)
	c.last = c.lines + line
	return record{line: c.last, cells: cells}, c.checkText(cells)
}

// faulty makes of an error of csv a row that could not be divided, or the end of the reading: where misplaced quotes may
// have swallowed lines that are sound, nothing after them can be trusted.
func (c *csvRecords) faulty(err error) (record, error) {
	var quote *csv.ParseError
	switch {
	case errors.Is(c.bounded.fault, errLongRecord):
		return record{}, domain.Invalid("",
			"The row after line %d is longer than 1 MB. Most often a quote is opened there and never closed.", c.last)
	case c.bounded.fault != nil:
		return record{}, fmt.Errorf("read sheet after line %d: %w", c.last, c.bounded.fault)
	case !errors.As(err, &quote):
		return record{}, io.EOF
	}
	c.last = c.lines + quote.StartLine
	if quote.Line != quote.StartLine {
		return record{}, domain.Invalid("",
			"A quote opened in line %d is not closed where its cell ends, so the lines after it cannot be told apart.", c.last)
	}
	return record{line: c.last, fault: "a quote out of place; a cell that holds one stands in quotes, with the quote inside doubled"}, nil
}

// checkText ends the reading at the first cell that is not text, whether it is read or not.
func (c *csvRecords) checkText(cells []string) error {
	for i, cell := range cells {
		if strings.IndexByte(cell, 0) >= 0 {
			return domain.Invalid("", "Line %d holds binary data. Save the sheet as CSV (UTF-8).", c.last)
		}
		if !utf8.ValidString(cell) {
			line, _ := c.csv.FieldPos(i)
			first := strings.IndexByte(strings.ToValidUTF8(cell, "\x00"), 0)
			return errNotUTF8(c.lines + line + strings.Count(cell[:first], "\n"))
		}
	}
	return nil
}
