package commands_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"paidup/commands"
)

// BenchmarkPayThreeFiles pays one file and three files in turn, through the app on a real store, and reports how many times
// as much a check over three costs. Numbers and amounts differ from round to round, so that nothing is asked about.
func BenchmarkPayThreeFiles(b *testing.B) {
	h := newHouse(b)
	var one, three time.Duration
	n := 0
	for b.Loop() {
		n++
		b.StopTimer()
		h.open("Harris", "Cole", "Hale", "Lowe")
		first := 4*n - 3
		b.StartTimer()
		start := time.Now()
		h.must(fmt.Sprintf("pay FM-%d %d check A%d", 1000+first, 100+n, n))
		one += time.Since(start)
		start = time.Now()
		h.must(fmt.Sprintf("pay check B%d FM-%d 100 FM-%d 200 FM-%d 300", n, 1001+first, 1002+first, 1003+first))
		three += time.Since(start)
	}
	b.ReportMetric(float64(one.Microseconds())/float64(n), "µs/one")
	b.ReportMetric(float64(three.Microseconds())/float64(n), "µs/three")
	b.ReportMetric(float64(three)/float64(one), "three/one")
}

// BenchmarkMyHundredFiles lists all of a person's hundred open files.
func BenchmarkMyHundredFiles(b *testing.B) {
	h := newHouse(b)
	h.open(strings.Fields(strings.Repeat("Harris ", 100))...)
	for b.Loop() {
		reply, err := h.types("Dana", "my all")
		if list, ok := reply.(commands.Files); err != nil || !ok || len(list.Files)+list.More != 100 {
			b.Fatal(told(reply, err))
		}
	}
}
