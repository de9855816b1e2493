//go:build !race

package vault

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
)

func init() {
	childTasks["create"] = func(path string, args []string) error { return createForEver(path, args[0]) }
}

// TestKillWhileCreating kills a copy at random moments while it asks for keys, keeps the
// answers and saves them: each answer that was kept is in the vault or in an entry that
// opens, and none is in the vault twice.
func TestKillWhileCreating(t *testing.T) {
	for lane := range 4 {
		t.Run(fmt.Sprint(lane), func(t *testing.T) {
			t.Parallel()
			path, r, times := storePath(t), newRing(), 50
			if testing.Short() {
				times /= 10
			}
			s := openAt(t, path, r)
			put(t, s, "first", "First", "1")
			started := time.Now()
			if err := createOne(s, 0, nil); err != nil {
				t.Fatal(err)
			}
			span := 2*time.Since(started) + time.Millisecond
			s.Close()
			random := rand.New(rand.NewPCG(2, uint64(lane)))
			kept, inEntries, torn := 1, 0, 0
			for i := range times {
				kept = max(kept, killWhile(t, fmt.Sprintf("create %d", kept), path, r, kept, time.Duration(random.Int64N(int64(span)))))
				entries, damaged := wantAllKept(t, path, r, kept)
				if inEntries, torn = inEntries+entries, torn+damaged; t.Failed() {
					t.Fatalf("after kill %d", i+1)
				}
			}
			t.Logf("%d kills, %d answers; after them %d answers stood in entries, %d entries were torn", times, kept, inEntries, torn)
			if kept < times/2 || inEntries == 0 {
				t.Error("the kills come at moments that mean nothing")
			}
		})
	}
}

// createForEver takes over what was left and then makes keys from a number on; it
// reports each answer once that is kept.
func createForEver(path, first string) error {
	s, err := childsStore(path)
	if err != nil {
		return err
	}
	have := textsIn(s)
	for _, e := range s.Journals() {
		text, err := e.Open()
		switch {
		case errors.Is(err, ErrNoAnswer), errors.Is(err, ErrEntryDamaged):
		case err != nil:
			return err
		case have[string(text.Reveal())] == 0:
			if err := saveAnswer(s, text.Reveal()); err != nil {
				return err
			}
		}
		if err := e.Done(); err != nil {
			return err
		}
	}
	var n int
	if _, err := fmt.Sscan(first, &n); err != nil {
		return err
	}
	for ; ; n++ {
		if err := createOne(s, n, func() { fmt.Println(n + 1) }); err != nil {
			return err
		}
	}
}

// createOne is one creation from click to saved.
func createOne(s *Store, n int, report func()) error {
	e, err := s.Journal(map[string]string{"request": fmt.Sprint(n)})
	if err != nil {
		return err
	}
	answer := []byte(answerOf(n))
	if err := e.Keep(sec(string(answer))); err != nil {
		return err
	}
	if report != nil {
		report()
	}
	if err := saveAnswer(s, answer); err != nil {
		return err
	}
	return e.Done()
}

func answerOf(n int) string {
	return fmt.Sprintf("key %d %s", n, strings.Repeat("of many bytes ", n%300))
}

// saveAnswer saves a key as the one that its profile signs with.
func saveAnswer(s *Store, answer []byte) error {
	id := fmt.Sprint("profile-", len(answer)%5)
	p, err := s.Put(Profile{ID: id, Name: id}, signing(string(answer)))
	if err == nil && p.Home != InKeyring {
		err = errors.New("it is not in the file")
	}
	return err
}

// textsIn counts the secrets of a store.
func textsIn(s *Store) map[string]int {
	texts := map[string]int{}
	for _, p := range s.List() {
		for _, it := range p.Items {
			if text, err := s.Secret(p.ID, it.Name); err == nil {
				texts[string(text.Reveal())]++
			}
		}
	}
	return texts
}

// wantAllKept fails unless each answer is there. It returns how many stand in entries
// alone, and how many of those are torn.
func wantAllKept(t *testing.T, path string, r *ring, kept int) (inEntries, torn int) {
	t.Helper()
	s := openAt(t, path, r)
	defer s.Close()
	texts := textsIn(s)
	for text, n := range texts {
		if n != 1 {
			t.Errorf("%.20q is there %d times", text, n)
		}
	}
	for _, e := range s.Journals() {
		text, err := e.Open()
		// A child that another lane starts has the file of a look before until it is another
		// program, and with it the lock.
		for until := time.Now().Add(time.Minute); errors.Is(err, ErrBusy) && time.Now().Before(until); runtime.Gosched() {
			text, err = e.Open()
		}
		switch {
		case err == nil && texts[string(text.Reveal())] == 0:
			texts[string(text.Reveal())]++
			inEntries++
		case err == nil, errors.Is(err, ErrNoAnswer):
		case errors.Is(err, ErrEntryDamaged): // killed while it was written: nothing was reported
			torn++
		default:
			t.Errorf("an entry does not open: %v", err)
		}
		if e.Note()["request"] == "" {
			t.Error("an entry has lost its note")
		}
		e.Close()
	}
	for n := range kept {
		if texts[answerOf(n)] == 0 {
			t.Errorf("answer %d of %d is lost", n, kept)
		}
	}
	if len(s.State().Damage) > 0 {
		t.Errorf("damage: %v", s.State().Damage[0].Text())
	}
	return inEntries, torn
}
