// Package sheet turns the bytes of a spreadsheet export into domain values: files, events, invoices and payments.
//
// A sheet is read as a stream, one row at a time, whatever its size. What cannot be read at all (not text, no header, a
// column that is needed and missing) is a domain.Error of kind invalid, one or two sentences long; what is wrong with one
// row is a Problem of that row, and the other rows are still read.
package sheet
