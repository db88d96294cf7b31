package pgserver

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// programVariable turns the test binary into a program that starts a server, says where, and waits. Its value is the
// data directory.
const programVariable = "PGSERVER_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if dataDir, ok := os.LookupEnv(programVariable); ok {
		program(dataDir)
		return
	}
	os.Exit(m.Run())
}

func program(dataDir string) {
	s, err := Start(context.Background(), Options{DataDir: dataDir, Fast: true})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(s.URL("postgres"))
	fmt.Println(s.run)
	io.Copy(io.Discard, os.Stdin)
}

// runningProgram is another program with a server of its own.
type runningProgram struct {
	cmd          *exec.Cmd
	address, run string
}

func startProgram(t *testing.T, dataDir string) runningProgram {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), programVariable+"="+dataDir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	address, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	run, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("%s%v", address, err)
	}
	return runningProgram{cmd, strings.TrimSpace(address), strings.TrimSpace(run)}
}

func (p runningProgram) kill(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err == nil {
		t.Fatal("the program ended before it was killed")
	}
}

func TestKilledProgram(t *testing.T) {
	t.Setenv("TMPDIR", openDir(t)) // where no other test clears up
	dir := openDir(t)
	p := startProgram(t, dir)
	db := openURL(t, p.address)
	if _, err := db.Exec("CREATE TABLE kept AS SELECT 1 AS n"); err != nil {
		t.Fatal(err)
	}
	query := sleepingQuery(t, p.address)
	if _, err := Start(t.Context(), Options{DataDir: dir}); err == nil || !strings.Contains(err.Error(), "is in use") {
		t.Errorf("a start beside a running program says %v", err)
	}
	p.kill(t)
	if runtime.GOOS == "linux" { // elsewhere the next start stops it
		wantShutdown(t, query)
	}
	s := start(t, Options{DataDir: dir, Fast: true})
	if _, err := open(t, s).Exec("INSERT INTO kept VALUES (2)"); err != nil {
		t.Errorf("the data of a killed program: %v", err)
	}
	if _, err := os.Stat(p.run); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the killed program's folder %s is still there: %v", p.run, err)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestKilledProgramWithTemporaryData(t *testing.T) {
	t.Setenv("TMPDIR", openDir(t)) // where no other test clears up
	p := startProgram(t, "")
	query := sleepingQuery(t, p.address)
	p.kill(t)
	clearLeftovers(t.Context(), t.Output())
	wantShutdown(t, query)
	if _, err := os.Stat(p.run); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the killed program's folder %s is still there: %v", p.run, err)
	}
}
