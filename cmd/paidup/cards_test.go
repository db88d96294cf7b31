package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCards: the gallery is served to this machine until the program is told to end, and the same page can be had as a file.
func TestCards(t *testing.T) {
	p := program{t}
	t.Setenv("DATABASE_URL", "postgres://nowhere.invalid/none")
	path := filepath.Join(t.TempDir(), "cards.html")
	if out := p.does("cards", "--out", path); out != "" {
		t.Errorf("it says %q", out)
	}
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	says, said := io.Pipe()
	ended := make(chan int, 1)
	var errs bytes.Buffer
	go func() { ended <- run(ctx, []string{"cards"}, console{strings.NewReader(""), said, &errs}) }()
	line, err := bufio.NewReader(says).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address := strings.Fields(line)[1]
	if !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Errorf("it says %q", line)
	}
	if got := fetched(t, address); !bytes.Equal(got, written) {
		t.Errorf("%d bytes are served and %d written", len(got), len(written))
	}
	_, port, _ := strings.Cut(address, "127.0.0.1:")
	if _, taken, code := p.run("cards", "--port", port); code != 1 || !strings.HasPrefix(taken, "listen for a browser: ") {
		t.Errorf("on a port that is taken: exit %d, %q", code, taken)
	}
	end()
	if code := <-ended; code != 0 {
		t.Errorf("it ends with %d: %s", code, errs.String())
	}
	if _, wrong, code := p.run("cards", "--out", path, "--port", "8080"); code != 2 || !strings.HasPrefix(wrong, "--out writes a file") {
		t.Errorf("a file on a port: exit %d, %q", code, wrong)
	}
}

func fetched(t *testing.T, address string) []byte {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
