package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDamageOfBoth: when both generations are broken both are kept, and the store
// begins anew.
func TestDamageOfBoth(t *testing.T) {
	path, r := storePath(t), newRing()
	file, _, _ := twice(t, path, r)
	writeFile(t, path, file[:100])
	writeFile(t, strings.TrimSuffix(path, ".json")+previous, file[:200])
	s := openAt(t, path, r)
	damage := s.State().Damage
	if len(damage) != 2 || damage[0].Kept == damage[1].Kept || damage[0].Previous || len(s.List()) != 0 {
		t.Fatalf("damage %+v, profiles %s", damage, names(s))
	}
	for i, n := range []int{100, 200} {
		if got := readFile(t, filepath.Join(filepath.Dir(path), damage[i].Kept)); len(got) != n {
			t.Errorf("%s has %d bytes, want %d", damage[i].Text(), len(got), n)
		}
		if !strings.Contains(damage[i].Text(), "Nothing else") {
			t.Errorf("it reads %q", damage[i].Text())
		}
	}
	put(t, s, "a", "A", "1")
	wantSecret(t, openAt(t, path, r), "a", "1")
}

// TestDamageWhileRunning: what this copy has in memory is newer than the previous
// generation, so nothing is lost.
func TestDamageWhileRunning(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"cut":     func(path string) error { return os.Truncate(path, 300) },
		"deleted": os.Remove,
	} {
		path, r := storePath(t), newRing()
		s := openAt(t, path, r)
		put(t, s, "a", "A", "1")
		put(t, s, "b", "B", "2")
		if err := spoil(path); err != nil {
			t.Fatal(err)
		}
		put(t, s, "c", "C", "3")
		if got := names(openAt(t, path, r)); got != "a=A b=B c=C" || len(s.State().Damage) != 1 {
			t.Errorf("%s: saved %s, damage %v", name, got, s.State().Damage)
		}
	}
}

// TestStoreGone: the current file is missing and the previous one is there.
func TestStoreGone(t *testing.T) {
	path, r := storePath(t), newRing()
	_, before, _ := twice(t, path, r)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path, r)
	damage := s.State().Damage
	if len(damage) != 1 || !errors.Is(damage[0].Err, ErrMissing) || !damage[0].Previous || names(s) != before {
		t.Fatalf("damage %+v, profiles %s", damage, names(s))
	}
}

// TestDamagedAgainInTheSameSecond: a file that was set aside is never overwritten.
func TestDamagedAgainInTheSameSecond(t *testing.T) {
	path, clock := storePath(t), at("2026-11-22T14:30:00Z")
	for i := range 3 {
		writeFile(t, path, fmt.Appendf(nil, "damage %d", i))
		open(path, nil, clock, systemFS, known, cheap).Close()
	}
	got := inFolder(t, path)
	if len(got) != 3 {
		t.Fatalf("in the folder: %v", got)
	}
	for i, name := range []string{
		"playtoken-profiles.damaged-20261122T143000Z.json", "playtoken-profiles.damaged-20261122T143000Z-2.json",
		"playtoken-profiles.damaged-20261122T143000Z-3.json",
	} {
		if content := readFile(t, filepath.Join(filepath.Dir(path), name)); string(content) != fmt.Sprintf("damage %d", i) {
			t.Errorf("%s holds %q", name, content)
		}
	}
}

func TestLeftoversAreSwept(t *testing.T) {
	path := storePath(t)
	put(t, openAt(t, path, newRing()), "a", "A", "1")
	folder := filepath.Dir(path)
	left := filepath.Join(folder, "playtoken-profiles."+newID()+".tmp")
	other := filepath.Join(folder, "playtoken-profiles.dat."+newID()+".tmp") // of another store
	for _, name := range []string{left, other, filepath.Join(folder, "other.tmp"), filepath.Join(folder, "playtoken-profiles.txt")} {
		writeFile(t, name, []byte("half a file"))
	}
	openAt(t, path, nil)
	if got := strings.Join(inFolder(t, path), " "); got != "other.tmp "+filepath.Base(other)+" playtoken-profiles.json playtoken-profiles.txt" {
		t.Errorf("in the folder: %s", got)
	}
}
