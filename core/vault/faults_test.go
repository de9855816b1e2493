package vault

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
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

// A change, and what is there after it; before it there is stateBefore.
type faultyChange struct {
	name, after string
	do          func(*Store) error
	once        bool // it cannot be done again
}

const (
	stateOfA    = "a=A{signing:1} "
	stateBefore = stateOfA + "b=B{api-user:4 backup:3 signing:2} wait"
)

var changes = []faultyChange{
	{"put", stateBefore + " c=C{signing:5}", func(s *Store) error { _, err := s.Put(Profile{ID: "c", Name: "C"}, signing("5")); return err }, false},
	{"replace", "a=A2{*:1 signing:5} b=B{api-user:4 backup:3 signing:2} wait", func(s *Store) error { _, err := s.Put(Profile{ID: "a", Name: "A2"}, signing("5")); return err }, false},
	{"rename", stateOfA + "b=B2{api-user:4 backup:3 signing:2} wait", func(s *Store) error { return rename(s, "b", "B2") }, false},
	{"delete", "a=A{signing:1}", func(s *Store) error { return s.Delete("b") }, true},
	{"protect", stateBefore, func(s *Store) error { return s.ChangeProtection(UnderPassphrase, sec(passphrase)) }, false},
	{"credential", stateOfA + "b=B{api-user:5 backup:3 signing:2} wait", func(s *Store) error {
		_, err := s.Put(Profile{ID: "b", Name: "B"}, credential("api-user", "5"))
		return err
	}, false},
	{"promote", stateOfA + "b=B{*:2 api-user:4 signing:3} wait", func(s *Store) error { return s.Promote("b", BackupKey) }, true},
	{"remove", stateOfA + "b=B{api-user:4 signing:2} wait", func(s *Store) error { return s.Remove("b", BackupKey) }, true},
	{"rotation", stateOfA + "b=B{api-user:4 backup:3 signing:2} delete", func(s *Store) error {
		return s.Edit("b", func(p *Profile) { p.Rotation = &Rotation{Step: "delete"} })
	}, false},
}

// stateIn is all that a store has in one line: names, items with their texts, and
// the steps of rotations.
func stateIn(t *testing.T, s *Store) string {
	t.Helper()
	if s.State().Locked {
		if err := s.Unlock(sec(passphrase)); err != nil {
			t.Error(err)
		}
	}
	var out []string
	for _, p := range s.List() {
		var items []string
		for _, it := range p.Items {
			text, err := s.Secret(p.ID, it.Name)
			if err != nil {
				t.Errorf("%s of %s: %v", it.Name, p.ID, err)
			}
			name := it.Name
			if !it.Replaced.IsZero() {
				name = "*"
			}
			items = append(items, name+":"+string(text.Reveal()))
		}
		slices.Sort(items)
		out = append(out, fmt.Sprintf("%s=%s{%s}", p.ID, p.Name, strings.Join(items, " ")))
		if p.Rotation != nil {
			out = append(out, p.Rotation.Step)
		}
	}
	return strings.Join(out, " ")
}

// faultAt lets the nth operation of a change fail; false when there is none.
func faultAt(t *testing.T, f faulty, change faultyChange, n int) bool {
	t.Helper()
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "a", "A", "1")
	b := Profile{ID: "b", Name: "B", Rotation: &Rotation{Step: "wait"}}
	if _, err := s.Put(b, signing("2"), keyOf(BackupKey, "3", true), credential("api-user", "4")); err != nil {
		t.Fatal(err)
	}
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
	got := stateIn(t, fresh)
	switch {
	case err == nil && !hosted && got != change.after:
		t.Errorf("%s: reported saved, but there is %s", where(), got)
	case got != stateBefore && got != change.after:
		t.Errorf("%s: neither old nor new: %s", where(), got)
	case len(fresh.State().Damage) != 0:
		t.Errorf("%s: damage %v", where(), fresh.State().Damage)
	}
	for _, name := range inFolder(t, path) {
		if strings.HasSuffix(name, temporary) {
			t.Errorf("%s: %s is left after the next start", where(), name)
		}
	}
	if err == nil || f.stops {
		return true
	}
	done := got == change.after // the disk failed after the last write
	if err := change.do(s); err != nil && !(done && change.once) {
		t.Errorf("%s: again, without the fault: %v", where(), err)
	}
	if got := stateIn(t, openAt(t, path, r)); got != change.after {
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
