package commands

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// longestFuzzed is how long a line is that fuzzing tries, in bytes.
const longestFuzzed = 1000

// kept are the inputs that earlier fuzzing found worth keeping, a quoted one a line of testdata/corpus/NAME.txt.
func kept(tb testing.TB, name string) []string {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "corpus", name+".txt"))
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(b)) {
		typed, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			tb.Fatalf("%s: %s: %v", name, line, err)
		}
		out = append(out, typed)
	}
	return out
}

// typedIn are the first columns of tables in testdata.
func typedIn(tb testing.TB, pattern string) []string {
	tb.Helper()
	tables, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(tables) == 0 {
		tb.Fatalf("no tables %s: %v", pattern, err)
	}
	var out []string
	for _, path := range tables {
		b, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			typed, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if typed != "" && !strings.HasPrefix(typed, "#") && !strings.HasPrefix(typed, "@ ") {
				out = append(out, typed)
			}
		}
	}
	return out
}

// FuzzLine holds that any line, to any verb, is understood or refused in words of the law, with buttons that lead somewhere.
func FuzzLine(f *testing.F) {
	for _, line := range append(typedIn(f, "lines/*.tsv"), kept(f, "lines")...) {
		f.Add(line)
	}
	reader := newLineReader()
	f.Fuzz(func(t *testing.T, line string) {
		if len(line) > longestFuzzed {
			return
		}
		c, refs, err := reader.read(line)
		if err != nil {
			checkLawful(t, err)
			for _, b := range buttonsUnder(err) {
				if b.Label == "" || reader.app.command(b.Press.Verb) == nil {
					t.Errorf("%q: a button %+v", line, b)
				}
			}
			return
		}
		if len(c.Parts) > 0 && len(c.Parts) != len(refs) {
			t.Errorf("%q: %d parts for %d files", line, len(c.Parts), len(refs))
		}
	})
}

// BenchmarkLine reads every line of the tables and of the kept corpus, and reports what the slowest and the largest of them
// take, each at its best of all rounds.
func BenchmarkLine(b *testing.B) {
	reader := newLineReader()
	all := append(typedIn(b, "lines/*.tsv"), kept(b, "lines")...)
	benchmarkEach(b, all, func(line string) { _, _, _ = reader.read(line) })
}

// BenchmarkAmount is BenchmarkLine for amounts.
func BenchmarkAmount(b *testing.B) {
	benchmarkEach(b, append(typedIn(b, "money.tsv"), kept(b, "amounts")...), func(typed string) { _, _ = ReadAmount(typed) })
}

// BenchmarkDate is BenchmarkLine for dates.
func BenchmarkDate(b *testing.B) {
	r := testReading()
	benchmarkEach(b, append(typedIn(b, "dates.tsv"), kept(b, "dates")...), func(typed string) {
		_, _ = ReadFact(typed, r.Today)
		_, _ = ReadPlan(typed, r.Today, r.Calendar)
	})
}

// benchmarkEach reports of the inputs the longest time and the most memory that one takes.
func benchmarkEach(b *testing.B, inputs []string, read func(string)) {
	b.Helper()
	fastest := make([]time.Duration, len(inputs))
	for b.Loop() {
		for i, in := range inputs {
			start := time.Now()
			read(in)
			if took := time.Since(start); fastest[i] == 0 || took < fastest[i] {
				fastest[i] = took
			}
		}
	}
	slowest, most := 0, uint64(0)
	var before, after runtime.MemStats
	for i, in := range inputs {
		if fastest[i] > fastest[slowest] {
			slowest = i
		}
		runtime.ReadMemStats(&before)
		read(in)
		runtime.ReadMemStats(&after)
		most = max(most, after.TotalAlloc-before.TotalAlloc)
	}
	b.ReportMetric(float64(len(inputs)), "inputs")
	b.ReportMetric(float64(fastest[slowest].Nanoseconds()), "ns/slowest")
	b.ReportMetric(float64(most), "B/largest")
	b.Logf("the slowest: %.200q", inputs[slowest])
}
