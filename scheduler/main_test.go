package scheduler_test

import (
	"os"
	"testing"

	"paidup/domain/postgres/pgtest"
)

var cluster pgtest.Cluster

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m, &cluster)) }
