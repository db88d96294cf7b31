package pgserver

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user Postgres runs as. The zero account is the user of this process.
type account struct {
	name     string
	uid, gid uint32
	other    bool // not the user of this process, which then is root
}

// serverAccount is the account to use. Root, which Postgres refuses, becomes the owner of the cluster when there is one,
// else postgres, else nobody.
func serverAccount(cluster string) (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	if info, err := os.Stat(cluster); err == nil {
		if uid, gid := owner(info); uid != 0 {
			return account{name: "user id " + strconv.Itoa(int(uid)), uid: uid, gid: gid, other: true}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			return newAccount(u)
		}
	}
	return account{}, errors.New("this runs as root, which Postgres refuses, and the machine has neither a user postgres " +
		"nor nobody to run it as; start this as another user, or set DATABASE_URL to a database that runs already")
}

func newAccount(u *user.User) (account, error) {
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("read the user id of %s: %w", u.Username, err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("read the group id of %s: %w", u.Username, err)
	}
	return account{name: "user " + u.Username, uid: uint32(uid), gid: uint32(gid), other: true}, nil
}

// own gives the folder to the account.
func (a account) own(dir string) error {
	if !a.other {
		return nil
	}
	return os.Chown(dir, int(a.uid), int(a.gid))
}

// canReach is an error when the account may not pass through every folder above the path.
func (a account) canReach(path string) error {
	if !a.other {
		return nil
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return fmt.Errorf("look at the folders above %s: %w", path, err)
		}
		if !a.mayEnter(info) {
			return fmt.Errorf("this runs as root, which Postgres refuses; it would run as %s, who may not enter %s (%s): "+
				"choose a folder elsewhere, or allow it with chmod o+x %s", a.name, dir, info.Mode(), dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

func (a account) mayEnter(dir os.FileInfo) bool {
	uid, gid := owner(dir)
	switch {
	case uid == a.uid:
		return dir.Mode()&0o100 != 0
	case gid == a.gid:
		return dir.Mode()&0o010 != 0
	}
	return dir.Mode()&0o001 != 0
}

func owner(info os.FileInfo) (uid, gid uint32) {
	stat := info.Sys().(*syscall.Stat_t)
	return stat.Uid, stat.Gid
}
