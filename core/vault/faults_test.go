package vault

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestOrderOfASave: nothing takes a name before its content is on the disk, and
// the previous generation is there before the current one goes.
func TestOrderOfASave(t *testing.T) {
	path, r := storePath(t), newRing()
	f := &faulty{}
	s := openWith(t, path, r, f.seam())
	put(t, s, "a", "A", "1")
	f.log = nil
	put(t, s, "a", "B", "2")
	const one = "create temporary, write temporary, sync temporary, close temporary, rename "
	want := "folder playtoken, lock playtoken-profiles.lock, read playtoken-profiles.json, " +
		one + "playtoken-profiles.previous.json, " + one + "playtoken-profiles.json, sync playtoken"
	if got := strings.Join(f.log, ", "); got != want {
		t.Errorf("a save does\n%s\nwant\n%s", got, want)
	}
}

// TestFaultAtEachOperation: each operation of a save fails in each way. What was
// reported saved before is there, the change is there or it is not, and with the
// fault gone the same change goes through.
func TestFaultAtEachOperation(t *testing.T) {
	for name, mode := range map[string]faulty{
		"no space":    {fault: syscall.ENOSPC},
		"denied":      {fault: syscall.EACCES},
		"disk error":  {fault: syscall.EIO},
		"short write": {fault: syscall.ENOSPC, short: true},
		"stop":        {fault: syscall.EIO, stops: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, change := range changes {
				for n := 1; ; n++ {
					if !faultAt(t, mode, change, n) {
						if n < 10 {
							t.Errorf("%s has only %d operations: the test sees too few", change.name, n-1)
						}
						break
					}
				}
			}
		})
	}
}

// changes start from a=A and b=B.
var changes = []struct {
	name, after string
	do          func(*Store) error
}{
	{"put", "a=A b=B c=C", func(s *Store) error { _, err := s.Put(Profile{ID: "c", Name: "C"}, sec("secret of c")); return err }},
	{"replace", "a=A2 b=B", func(s *Store) error { _, err := s.Put(Profile{ID: "a", Name: "A2"}, sec("secret of a")); return err }},
	{"rename", "a=A b=B2", func(s *Store) error { return s.Rename("b", "B2") }},
	{"delete", "a=A", func(s *Store) error { return s.Delete("b") }},
	{"protect", "a=A b=B", func(s *Store) error { return s.ChangeProtection(UnderPassphrase, sec(passphrase)) }},
}

// faultAt lets the nth operation of a change fail; false when there is none.
func faultAt(t *testing.T, f faulty, change struct {
	name, after string
	do          func(*Store) error
}, n int,
) bool {
	t.Helper()
	const before = "a=A b=B"
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "a", "A", "secret of a")
	put(t, s, "b", "B", "secret of b")
	s = openWith(t, path, r, f.seam())
	f.log, f.failAt = nil, n
	where := func() string { return fmt.Sprintf("%s, operation %d (%s)", change.name, n, f.log[n-1]) }

	err := change.do(s)
	if len(f.log) < n {
		return false
	}
	hosted := s.State().Reason != nil && errors.Is(s.State().Reason, ErrNotReadable)
	if err != nil && (!errors.Is(err, ErrNotSaved) || Hint(err) == "") {
		t.Errorf("%s: error %v", where(), err)
	}
	fresh := openAt(t, path, r)
	got := names(fresh)
	switch {
	case err == nil && !hosted && got != change.after:
		t.Errorf("%s: reported saved, but there is %s", where(), got)
	case got != before && got != change.after:
		t.Errorf("%s: neither old nor new: %s", where(), got)
	case len(fresh.State().Damage) != 0:
		t.Errorf("%s: damage %v", where(), fresh.State().Damage)
	}
	if fresh.State().Locked {
		if err := fresh.Unlock(sec(passphrase)); err != nil {
			t.Errorf("%s: %v", where(), err)
		}
	}
	for _, p := range fresh.List() {
		wantSecret(t, fresh, p.ID, "secret of "+p.ID)
	}
	for _, name := range inFolder(t, path) {
		if strings.HasSuffix(name, temporary) {
			t.Errorf("%s: %s is left after the next start", where(), name)
		}
	}
	if err == nil || f.stops {
		return true
	}
	if err := change.do(s); err != nil && !(change.name == "delete" && errors.Is(err, ErrNotFound)) {
		t.Errorf("%s: again, without the fault: %v", where(), err)
	}
	if got := names(openAt(t, path, r)); got != change.after {
		t.Errorf("%s: again, without the fault, there is %s", where(), got)
	}
	return true
}

// TestFaultsWhileRecovering: a damaged store is never lost, whatever fails while
// it is set aside.
func TestFaultsWhileRecovering(t *testing.T) {
	for n := 1; ; n++ {
		path, r := storePath(t), newRing()
		file, before, _ := twice(t, path, r)
		writeFile(t, path, file[:len(file)/2])
		f := &faulty{failAt: n, fault: syscall.ENOSPC}
		s := openWith(t, path, r, f.seam())
		if len(f.log) < n {
			if n < 6 {
				t.Errorf("only %d operations", n-1)
			}
			return
		}
		put(t, s, "x", "X", "1")
		fresh := openAt(t, path, r)
		if got := names(fresh); got != before && got != before+" x=X" {
			t.Errorf("operation %d (%s): there is %s", n, f.log[n-1], got)
		}
		kept := 0
		for _, name := range inFolder(t, path) {
			if strings.Contains(name, ".damaged-") && len(readFile(t, filepath.Join(filepath.Dir(path), name))) == len(file)/2 {
				kept++
			}
		}
		if kept != 1 {
			t.Errorf("operation %d (%s): the damaged file is kept %d times: %v", n, f.log[n-1], kept, inFolder(t, path))
		}
	}
}
