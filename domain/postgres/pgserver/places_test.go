package pgserver

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindInstalled(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		have []string // folders with both programs; a trailing "!" is one without initdb
		want string
	}{
		{"highest by number", []string{"debian/9.6/bin", "debian/15/bin", "debian/16/bin", "debian/8/bin"}, "debian/16/bin"},
		{"incomplete installations are passed over", []string{"debian/15/bin", "debian/17/bin!"}, "debian/15/bin"},
		{"first place wins over higher version", []string{"debian/13/bin", "brew/postgresql@17/bin"}, "debian/13/bin"},
		{"name without a version", []string{"brew/postgresql/bin"}, "brew/postgresql/bin"},
		{"versioned before unversioned", []string{"brew/postgresql/bin", "brew/postgresql@14/bin"}, "brew/postgresql@14/bin"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			for _, dir := range c.have {
				name, incomplete := strings.CutSuffix(dir, "!")
				fakeBinaries(t, filepath.Join(root, name), !incomplete)
			}
			got, err := findInstalled([]string{filepath.Join(root, "debian/*/bin"), filepath.Join(root, "brew/postgresql*/bin")})
			if err != nil || got != filepath.Join(root, c.want) {
				t.Errorf("found %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestNothingInstalled(t *testing.T) {
	t.Parallel()
	_, err := findInstalled([]string{filepath.Join(t.TempDir(), "*/bin")})
	if err == nil {
		t.Fatal("found binaries in an empty folder")
	}
	for _, way := range []string{"apt-get install postgresql", "brew install postgresql", "PG_BINDIR", "DATABASE_URL"} {
		if !strings.Contains(err.Error(), way) {
			t.Errorf("the error does not name %q: %v", way, err)
		}
	}
}

func TestFindBinaries(t *testing.T) {
	root := t.TempDir()
	named, path, bare := filepath.Join(root, "named"), filepath.Join(root, "path"), filepath.Join(root, "bare")
	fakeBinaries(t, named, true)
	fakeBinaries(t, path, true)
	fakeBinaries(t, bare, false)
	linked := filepath.Join(root, "linked")
	if err := os.Mkdir(linked, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(path, "postgres"), filepath.Join(linked, "postgres")); err != nil {
		t.Fatal(err)
	}
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct{ name, named, path, want, wantErr string }{
		{"named before PATH", named, path, named, ""},
		{"on PATH", "", path, path, ""},
		{"a link on PATH leads to the programs", "", linked, path, ""},
		{"named without programs", bare, path, "", "PG_BINDIR is " + bare + ", which does not hold"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("PATH", c.path)
			got, err := findBinaries(c.named)
			if got != c.want || (err == nil) != (c.wantErr == "") || err != nil && !strings.Contains(err.Error(), c.wantErr) {
				t.Errorf("found %q, %v; want %q, %q", got, err, c.want, c.wantErr)
			}
		})
	}
	t.Setenv("PATH", bare)
	if dir, ok := onPath(); ok {
		t.Errorf("found %s on PATH, which has no initdb", dir)
	}
}

func fakeBinaries(t *testing.T, dir string, complete bool) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	names := []string{"postgres"}
	if complete {
		names = append(names, "initdb")
	}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSocketPathTooLong(t *testing.T) {
	long := filepath.Join(t.TempDir(), strings.Repeat("long/", 20))
	if err := os.MkdirAll(long, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", long)
	dir, err := newRunDir(Options{}.parents())
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(dir)
	if parent := filepath.Dir(dir); parent != "/tmp" {
		t.Errorf("the socket's folder is in %s", parent)
	}
	left, err := os.ReadDir(long)
	if err != nil || len(left) != 0 {
		t.Errorf("left in the long folder: %v, %v", left, err)
	}
}

func TestCanReach(t *testing.T) {
	t.Parallel()
	root := openDir(t)
	closed := filepath.Join(root, "closed")
	if err := os.Mkdir(closed, 0o750); err != nil {
		t.Fatal(err)
	}
	uid, gid := uint32(os.Geteuid()), uint32(os.Getegid())
	cases := []struct {
		name    string
		account account
		path    string
		wantErr string
	}{
		{"ourselves", account{}, filepath.Join(closed, "data"), ""},
		{"the owner", account{other: true, uid: uid, gid: gid + 1}, filepath.Join(closed, "data"), ""},
		{"the group", account{other: true, uid: uid + 1, gid: gid}, filepath.Join(closed, "data"), ""},
		{"another", account{other: true, uid: uid + 1, gid: gid + 1, name: "user dana"}, filepath.Join(closed, "data"),
			"user dana, who may not enter " + closed + " (drwxr-x---)"},
		{"another beside it", account{other: true, uid: uid + 1, gid: gid + 1}, filepath.Join(root, "data"), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			err := c.account.canReach(c.path)
			if (err == nil) != (c.wantErr == "") || err != nil && !strings.Contains(err.Error(), c.wantErr) {
				t.Errorf("canReach says %v, want %q", err, c.wantErr)
			}
		})
	}
}

// A folder only its owner may enter is refused in words when that is root, and just right for anybody else.
func TestClosedDataDirectory(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "closed")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := Start(t.Context(), Options{DataDir: dir, Fast: true})
	if os.Geteuid() != 0 {
		if err != nil {
			t.Fatal(err)
		}
		err = s.Stop(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	if err == nil || !strings.Contains(err.Error(), "may not enter "+dir) {
		t.Errorf("Start in a closed directory says %v", err)
	}
}

// Root goes on as the owner of the data it finds, which nobody else could read.
func TestServerAccount(t *testing.T) {
	t.Parallel()
	cluster := openDir(t)
	want := account{}
	if os.Geteuid() == 0 {
		want = account{name: "user id 54321", uid: 54321, gid: 54322, other: true}
		if err := os.Chown(cluster, 54321, 54322); err != nil {
			t.Fatal(err)
		}
	}
	got, err := serverAccount(cluster)
	if err != nil || got != want {
		t.Errorf("the account is %+v, %v; want %+v", got, err, want)
	}
	got, err = serverAccount(filepath.Join(cluster, "not there"))
	if err != nil || got.other != (os.Geteuid() == 0) {
		t.Errorf("the account for new data is %+v, %v", got, err)
	}
}

// A container may run us as a user id the password file does not know.
func TestUnknownUser(t *testing.T) {
	t.Parallel()
	p := &process{}
	p.said.Write([]byte("initdb: error: could not look up effective user ID 54321: user does not exist\n"))
	p.cmd = (&Server{bin: "/bin"}).command(t.Context(), "initdb")
	want := "initdb ended with exit status 0:\n" +
		"  initdb: error: could not look up effective user ID 54321: user does not exist\n" +
		"The user id this runs as has no entry in the password file. Run it as a user that has one, or set DATABASE_URL."
	if diff := cmp.Diff(want, p.failure().Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTailKeepsTheLast(t *testing.T) {
	t.Parallel()
	var said tail
	for range tailSize {
		said.Write([]byte("line\n"))
	}
	said.Write([]byte("FATAL: last words\n"))
	got := said.quoted()
	if !strings.HasSuffix(got, "  FATAL: last words") || len(said.kept) != tailSize {
		t.Errorf("kept %d bytes ending in %q", len(said.kept), got[len(got)-40:])
	}
}
