package sheet_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paidup/domain"
	"paidup/domain/sheet"
)

const today = "2026-11-20"

func date(t testing.TB, iso string) domain.Date {
	t.Helper()
	d, err := domain.ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rowsOf reads a text to its end.
func rowsOf(t testing.TB, text string, o sheet.Options) []sheet.Row {
	t.Helper()
	if o.Today.IsZero() {
		o.Today = date(t, today)
	}
	s, err := sheet.Open(strings.NewReader(text), o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	rows, err := rest(s)
	if err != nil {
		t.Fatalf("next: %v", err)
	}
	return rows
}

func rest(s *sheet.Sheet) ([]sheet.Row, error) {
	var rows []sheet.Row
	for {
		row, err := s.Next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
}

// readAll is the number of rows of a text without faults.
func readAll(t testing.TB, r io.Reader, o sheet.Options) int {
	t.Helper()
	s, err := sheet.Open(r, o)
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		row, err := s.Next()
		if err == io.EOF {
			return n
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(row.Problems) > 0 {
			t.Fatalf("line %d: %+v", row.Line, row.Problems)
		}
	}
}

// sharedFile opens a file of the shared data, or skips the test where there is none.
func sharedFile(t testing.TB, path string) *os.File {
	t.Helper()
	dir := os.Getenv("PAIDUP_SHARED")
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared")
	}
	f, err := os.Open(filepath.Join(dir, "data", path))
	switch {
	case err == nil:
		t.Cleanup(func() { f.Close() })
		return f
	case os.Getenv("CI") == "true":
		t.Fatalf("the data is missing: %v", err)
	}
	t.Skipf("left out, since the data is not here: %v", err)
	return nil
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}
