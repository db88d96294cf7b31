package bench_test

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"testing"

	"paidup/cmd/paidup/bench"
	"paidup/domain/postgres/pgtest"
)

var cluster pgtest.Cluster

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m, &cluster)) }

// TestRun: small benchmarks run to their end and print every figure. How large the figures are is not for a test.
func TestRun(t *testing.T) {
	var out bytes.Buffer
	o := bench.Options{DatabaseURL: cluster.URL(t), Rows: 40, Files: 24, Rounds: 2, Ways: []bench.Way{bench.StoreWay()}, Out: &out}
	if err := bench.Run(context.Background(), o); err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	number := `\d+(\.\d+)? \(\d+(\.\d+)?-\d+(\.\d+)?\)`
	for _, want := range []string{`(?m)^Postgres \d+`, `(?m)^  invoices +` + number + ` s$`, `(?m)^  payments +` + number + ` s$`,
		`20 s or less\) +` + number + ` s`, `(?m)^  rows +` + number + ` /s$`, `the limit: the same rows, .* ` + number + ` s`, `smallest transaction.* ` + number + ` /s`,
		`(?m)^  law and store, 8 at a time +` + number + ` /s$`, `0.5 or more\) +` + number, `(?m)^  memory at most +\d`, `(?m)^    memory at most +` + number + ` MB$`} {
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("%s is missing in\n%s", want, &out)
		}
	}
}

func TestRunRefusesWhatItDoesNotKnow(t *testing.T) {
	o := bench.Options{DatabaseURL: cluster.URL(t), What: []string{"everything"}, Rounds: 1, Out: &bytes.Buffer{}}
	if err := bench.Run(context.Background(), o); err == nil {
		t.Error("a benchmark of everything ran")
	}
}
