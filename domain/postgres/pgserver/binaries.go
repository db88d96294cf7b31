package pgserver

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// installations are where packages put the binaries, by pattern, in the order they are tried.
var installations = []string{
	"/usr/lib/postgresql/*/bin", // Debian, Ubuntu: not on PATH
	"/usr/pgsql-*/bin",          // Red Hat
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
	"/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

var versionInPath = regexp.MustCompile(`\d+(\.\d+)?`)

var errNotInstalled = errors.New(`PostgreSQL is not installed on this machine. Do one of these:
  Debian, Ubuntu:  apt-get install postgresql
  macOS:           brew install postgresql@17
  elsewhere:       set PG_BINDIR to the folder that holds its programs initdb and postgres
or set DATABASE_URL to a database that runs already`)

// findBinaries is the folder of initdb and postgres: the one named, else that of the postgres on PATH, else the highest
// version of the first place packages use.
func findBinaries(named string) (string, error) {
	if named != "" {
		if !holdsBinaries(named) {
			return "", fmt.Errorf("PG_BINDIR is %s, which does not hold the programs initdb and postgres", named)
		}
		return filepath.Abs(named)
	}
	if dir, ok := onPath(); ok {
		return dir, nil
	}
	return findInstalled(installations)
}

func onPath() (string, bool) {
	program, err := exec.LookPath("postgres")
	if err != nil {
		return "", false
	}
	if program, err = filepath.EvalSymlinks(program); err != nil {
		return "", false
	}
	dir := filepath.Dir(program)
	return dir, filepath.IsAbs(dir) && holdsBinaries(dir)
}

func findInstalled(patterns []string) (string, error) {
	for _, pattern := range patterns {
		dirs, err := filepath.Glob(pattern)
		if err != nil {
			return "", fmt.Errorf("look for PostgreSQL in %s: %w", pattern, err)
		}
		dirs = slices.DeleteFunc(dirs, func(dir string) bool { return !holdsBinaries(dir) })
		if len(dirs) > 0 {
			return slices.MaxFunc(dirs, func(a, b string) int { return compareVersions(a, b) }), nil
		}
	}
	return "", errNotInstalled
}

func compareVersions(a, b string) int {
	switch va, vb := version(a), version(b); {
	case va < vb:
		return -1
	case va > vb:
		return 1
	}
	return 0
}

// version is the number in the name of an installation, 15 in /usr/lib/postgresql/15/bin, or 0 without one.
func version(bin string) float64 {
	v, err := strconv.ParseFloat(versionInPath.FindString(filepath.Base(filepath.Dir(bin))), 64)
	if err != nil {
		return 0
	}
	return v
}

func holdsBinaries(dir string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
			return false
		}
	}
	return true
}
