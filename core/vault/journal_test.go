package vault

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"playtoken/core/secret"
)

var noted = map[string]string{"host": "api.example.com", "platform": "fastpix", "request": "8d5e"}

// begun is an entry that has to be had.
func begun(t testing.TB, s *Store) *Entry {
	t.Helper()
	e, err := s.Journal(noted)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close) // Windows removes no file that is open
	return e
}

// leftBy is what a new start finds, which has to be one entry.
func leftBy(t testing.TB, s *Store) *Entry {
	t.Helper()
	list := s.Journals()
	if len(list) != 1 {
		t.Fatalf("%d entries are left", len(list))
	}
	t.Cleanup(list[0].Close)
	return list[0]
}

func wantAnswer(t testing.TB, e *Entry, want string) {
	t.Helper()
	text, err := e.Open()
	if err != nil || string(text.Reveal()) != want {
		t.Errorf("the answer: %v", err)
	}
}

// TestJournal: an entry is kept through a lock and the end of the program, offered to one
// that starts, and gone when it is done.
func TestJournal(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	e := begun(t, s)
	name := filepath.Base(e.path)
	file := filepath.Join(filepath.Dir(path), name)
	if !strings.HasPrefix(name, "playtoken-profiles.json.creating-") || len(name) != len("playtoken-profiles.json.creating-")+32 {
		t.Errorf("it is called %s", name)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	before := readFile(t, file)
	if !bytes.Contains(before, []byte(`"host":"api.example.com"`)) {
		t.Error("the note is not readable")
	}
	other := openAt(t, path, nil)
	for _, s := range []*Store{s, other} {
		if list := s.Journals(); len(list) != 0 {
			t.Errorf("%d entries are told while it is at work", len(list))
		}
	}
	if _, err := e.Open(); !errors.Is(err, ErrNoAnswer) || Hint(err) == "" || e.Kept() {
		t.Errorf("before there is one: %v", err)
	}
	s.Lock()
	if err := e.Keep(sec("the answer")); err != nil || !e.Kept() {
		t.Fatal(err)
	}
	wantErr(t, e.Keep(sec("another")), ErrInvalid)
	wantAnswer(t, e, "the answer")
	after := readFile(t, file)
	if len(after) != len(before) || bytes.Contains(after, []byte("the answer")) {
		t.Errorf("%d bytes before, %d after", len(before), len(after))
	}
	e.Close()

	left := leftBy(t, other)
	if !left.Kept() || left.Err() != nil || left.Note()["request"] != "8d5e" || !left.Made().Equal(e.Made()) {
		t.Errorf("left: %v, %v, %v", left.Note(), left.Kept(), left.Err())
	}
	_, err := left.Open()
	wantErr(t, err, ErrLocked)
	if err := other.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	wantErr(t, left.Keep(sec("x")), ErrInvalid)
	third := openAt(t, path, nil)
	if err := third.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	left.Close()
	also := leftBy(t, third)
	wantAnswer(t, left, "the answer")
	_, err = also.Open()
	wantErr(t, err, ErrBusy)
	wantErr(t, also.Done(), ErrBusy)
	if err := left.Done(); err != nil {
		t.Fatal(err)
	}
	_, err = also.Open()
	wantErr(t, err, ErrEntryGone)
	for _, e := range []*Entry{left, also} {
		if err := e.Done(); err != nil {
			t.Errorf("done again: %v", err)
		}
	}
	if names := inFolder(t, path); len(names) != 2 || len(third.Journals()) != 0 {
		t.Errorf("there is %v", names)
	}
}

// TestJournalOrder: the oldest is told first, and what is not done stays.
func TestJournalOrder(t *testing.T) {
	path, r := storePath(t), newRing()
	for _, day := range []string{"2026-11-03", "2026-11-01", "2026-11-02"} {
		s := open(path, r, at(day+"T00:00:00Z"), systemFS, known, cheap)
		begun(t, s).Close()
		s.Close()
	}
	for range 2 {
		var days []int
		for _, e := range openAt(t, path, r).Journals() {
			days = append(days, e.Made().Day())
		}
		if !slices.Equal(days, []int{1, 2, 3}) {
			t.Errorf("days %v", days)
		}
	}
}

// TestJournalInMemory: where nothing can be sealed, and in a session that keeps nothing.
func TestJournalInMemory(t *testing.T) {
	for name, s := range map[string]*Store{"no file": openAt(t, "", nil), "no keyring": openAt(t, storePath(t), nil)} {
		e := begun(t, s)
		_, err := e.Open()
		wantErr(t, err, ErrNoAnswer)
		if err := e.Keep(sec("the answer")); err != nil || !e.Kept() || e.path != "" || e.Note()["host"] == "" || e.Made().IsZero() {
			t.Errorf("%s: %v", name, err)
		}
		wantErr(t, e.Keep(sec("the answer")), ErrInvalid)
		wantAnswer(t, e, "the answer")
		if len(s.Journals()) != 0 || e.Done() != nil || e.Kept() {
			t.Errorf("%s: it is still there", name)
		}
	}
}

// TestJournalRefused: then no key must be asked for, and nothing is left.
func TestJournalRefused(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	for _, note := range []map[string]string{{"a": "\xff"}, {"a": strings.Repeat("x", maxText+1)}} {
		_, err := s.Journal(note)
		wantErr(t, err, ErrInvalid)
	}
	s.Lock()
	_, err := s.Journal(noted)
	wantErr(t, err, ErrLocked)
	if names := inFolder(t, path); len(names) != 2 {
		t.Errorf("there is %v", names)
	}
}

// TestJournalMakesTheKey: the first secret of all may be an answer.
func TestJournalMakesTheKey(t *testing.T) {
	path, r := storePath(t), newRing()
	e := begun(t, openAt(t, path, r))
	if err := e.Keep(sec("the answer")); err != nil {
		t.Fatal(err)
	}
	e.Close()
	s := openAt(t, path, r)
	wantAnswer(t, leftBy(t, s), "the answer")
	if r.size() != 1 || len(s.List()) != 0 {
		t.Errorf("%d keys, %d profiles", r.size(), len(s.List()))
	}
}

// TestAnswerTooLong: it is said, the text is the caller's still, and one that just fits
// is kept.
func TestAnswerTooLong(t *testing.T) {
	e := begun(t, openAt(t, storePath(t), newRing()))
	long := sec(strings.Repeat("x", maxAnswer+1))
	wantErr(t, e.Keep(long), ErrAnswerTooLong)
	wantErr(t, e.Keep(secret.Bytes{}), ErrInvalid)
	if long.Len() != maxAnswer+1 || e.Kept() {
		t.Error("the text is gone")
	}
	if err := e.Keep(sec(strings.Repeat("y", maxAnswer))); err != nil {
		t.Fatal(err)
	}
	wantAnswer(t, e, strings.Repeat("y", maxAnswer))
}

// TestProtectionWaitsForTheJournal: the key that an entry needs does not go before it.
func TestProtectionWaitsForTheJournal(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "a", "A", "1")
	e := begun(t, s)
	wantErr(t, s.ChangeProtection(UnderPassphrase, sec(passphrase)), ErrUnfinished)
	e.Close() // nothing was kept and nobody is at it: it is of no use
	if err := s.ChangeProtection(InKeyring, sec("")); err != nil {
		t.Fatal(err)
	}
	if err := leftBy(t, s).Done(); err != nil {
		t.Fatal(err)
	}
	e = begun(t, s)
	if err := e.Keep(sec("the answer")); err != nil {
		t.Fatal(err)
	}
	e.Close()
	file := readFile(t, path)
	wantErr(t, s.ChangeProtection(UnderPassphrase, sec(passphrase)), ErrUnfinished)
	if !bytes.Equal(readFile(t, path), file) {
		t.Error("the file was changed")
	}
	e = leftBy(t, s)
	wantAnswer(t, e, "the answer")
	if err := e.Done(); err != nil {
		t.Fatal(err)
	}
	if err := s.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "a", "1")
}

// TestFaultsOfTheJournal: each operation fails. An entry that was not had leaves nothing
// that is told; one that was had keeps the answer on the second try.
func TestFaultsOfTheJournal(t *testing.T) {
	for n := 1; ; n++ {
		path, r := storePath(t), newRing()
		put(t, openAt(t, path, r), "a", "A", "1")
		f := &faulty{fault: syscall.ENOSPC}
		s := openWith(t, path, r, f.seam())
		f.log, f.failAt = nil, n
		e, err := s.Journal(noted)
		if err != nil {
			wantErr(t, err, ErrNotSaved)
			if list := openAt(t, path, r).Journals(); len(list) != 0 {
				t.Errorf("operation %d (%s): %d entries are left", n, f.log[n-1], len(list))
			}
			continue
		}
		if len(f.log) >= n && e.path == "" {
			continue // the file could not be read: it lives in memory
		}
		err = e.Keep(sec("the answer"))
		if err != nil {
			wantErr(t, err, ErrNotSaved)
			if err := e.Keep(sec("the answer")); err != nil {
				t.Errorf("operation %d: again: %v", n, err)
			}
		}
		e.Close()
		wantAnswer(t, leftBy(t, openAt(t, path, r)), "the answer")
		if len(f.log) < n {
			if n < 9 {
				t.Errorf("only %d operations", n-1)
			}
			return
		}
	}
}

// TestKeepBesideAWriter: the lock of the store is not waited for.
func TestKeepBesideAWriter(t *testing.T) {
	path := storePath(t)
	s := openAt(t, path, newRing())
	e := begun(t, s)
	release, err := systemFS.lock(strings.TrimSuffix(path, ".json") + lockName)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	s.op.Lock()
	defer s.op.Unlock()
	done := make(chan error)
	go func() { done <- e.Keep(sec("the answer")) }()
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it waits")
	}
	if got := fmt.Sprintf("%v %+v %#v", e, e, e); strings.Contains(got, "answer") || !strings.Contains(got, "[creation]") {
		t.Errorf("it prints %s", got)
	}
}
