package vault

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestKill kills another copy with SIGKILL at random moments while it saves: the
// next start finds the last state that was reported saved, or the one after it,
// whole, and no damage.
func TestKill(t *testing.T) {
	for name, c := range map[string]struct{ others, times int }{
		"small": {0, 240},
		"large": {50, 60}, // more than a hundred kilobytes
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, r, others, times := storePath(t), newRing(), c.others, c.times
			if testing.Short() {
				times /= 10
			}
			span := 3 * fill(t, path, r, others)
			gone := map[string]int{}
			last, unreported, random := -1, 0, rand.New(rand.NewPCG(1, uint64(others)))
			for i := range times {
				reported := killWhile(t, fmt.Sprintf("save %d", last+1), path, r, -1, time.Duration(random.Int64N(int64(span))))
				found := wantWhole(t, path, r, max(last, reported), others, gone)
				if t.Failed() {
					t.Fatalf("after kill %d", i+1)
				}
				if found > reported {
					unreported++
				}
				last = max(last, found)
			}
			t.Logf("%d kills, %d saves, %d of them killed between the save and its report", times, last+1, unreported)
			if last < times/2 {
				t.Errorf("only %d saves: the kills come too early to mean anything", last+1)
			}
		})
	}
}

// fill makes a store of that many profiles, and at least one, so that there is a
// key. It returns how long one save takes.
func fill(t *testing.T, path string, r *ring, others int) time.Duration {
	t.Helper()
	s := openAt(t, path, r)
	put(t, s, "first", "First", "1")
	var list []record
	for i := range others {
		r, err := s.ready(Profile{ID: fmt.Sprintf("other-%d", i), Name: "Other"}, []NewItem{signing(strings.Repeat("key ", 500))})
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	if err := s.save(list); others > 0 && err != nil {
		t.Fatal(err)
	}
	started := time.Now()
	put(t, s, "first", "First", "1")
	return time.Since(started) + time.Millisecond
}

// killWhile starts a copy that does something and reports its progress in numbers, waits for
// the first one and a moment more, and kills it. It returns the last number, before for none.
func killWhile(t *testing.T, does, path string, r *ring, before int, after time.Duration) int {
	t.Helper()
	cmd := child(t, does, path, r)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines, last := bufio.NewScanner(out), before
	for killed := false; lines.Scan(); {
		if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
			t.Errorf("the child says %q", lines.Text())
		}
		if !killed {
			killed = true
			time.AfterFunc(after, func() { _ = cmd.Process.Signal(os.Kill) })
		}
	}
	if cmd.Wait() == nil {
		t.Error("the child ended by itself")
	}
	return last
}

// wantWhole fails unless the store is that of save number reported or of the next
// one. It returns the number. Of each profile gone tells how many saves it was freed of.
func wantWhole(t *testing.T, path string, r *ring, reported, others int, gone map[string]int) int {
	t.Helper()
	s := openAt(t, path, r)
	defer s.Close()
	wantHome(t, s, InKeyring)
	if len(s.State().Damage) > 0 {
		t.Errorf("damage: %v", s.State().Damage[0].Text())
	}
	newest, all := -1, s.List()
	numbers := map[string]int{}
	for _, p := range all {
		var n int
		if _, err := fmt.Sscan(p.Name, &n); err == nil {
			numbers[p.ID], newest = n, max(newest, n)
			if r := p.Rotation; r == nil || r.Step != p.Name && r.Step != fmt.Sprint(n+slots) {
				t.Errorf("%s is of save %d, its rotation is %+v", p.ID, n, r)
			}
			_, items := saveNumber(n)
			for _, it := range items {
				wantText(t, s, p.ID, it.Name, string(it.Text.Reveal()))
			}
			before := n/slots - gone[p.ID]
			if got := replacedIn(t, s, p); got != 2*before { // both keys of each save before
				t.Errorf("%s is of save %d and keeps %d replaced keys, want %d", p.ID, n, got, 2*before)
			}
			if before > 10 { // the test is of kills, not of large files
				gone[p.ID] += before
				err := s.alter(p.ID, false, func(r *record) error {
					r.Kept = slices.DeleteFunc(r.Kept, func(it item) bool { return !it.Replaced.IsZero() })
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		}
	}
	if newest < reported || newest > reported+1 {
		t.Errorf("save %d was reported, save %d is there", reported, newest)
	}
	for id, n := range numbers {
		if id != fmt.Sprintf("slot-%d", n%slots) || n <= newest-slots {
			t.Errorf("%s is of save %d, while %d is there", id, n, newest)
		}
	}
	if len(all) != others+1+min(slots, newest+1) {
		t.Errorf("%d profiles", len(all))
	}
	for _, name := range inFolder(t, path) {
		if name != "playtoken-profiles.json" && name != "playtoken-profiles.previous.json" {
			t.Errorf("%s is left", name)
		}
	}
	return newest
}
