package vault

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"playtoken/core/secret"
)

// twice is a store saved twice, so that there is a previous generation. It
// returns the current file and what each generation lists.
func twice(t testing.TB, path string, r *ring) (file []byte, before, after string) {
	t.Helper()
	s := openAt(t, path, r)
	putFull(t, s)
	before = names(s)
	put(t, s, "second", "Second", "another key")
	return readFile(t, path), before, names(s)
}

// TestEveryFlippedBit: no bit of the file can change unseen.
func TestEveryFlippedBit(t *testing.T) {
	file, _, _ := twice(t, storePath(t), newRing())
	for i := range file {
		for bit := range 8 {
			file[i] ^= 1 << bit
			if _, err := known.decode(file); !errors.Is(err, ErrDamaged) {
				t.Fatalf("bit %d of byte %d flipped: %v", bit, i, err)
			}
			file[i] ^= 1 << bit
		}
	}
}

// TestEveryLength: no cut is taken for a whole file.
func TestEveryLength(t *testing.T) {
	file, _, _ := twice(t, storePath(t), newRing())
	for n := range len(file) {
		if _, err := known.decode(file[:n]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("the first %d of %d bytes: %v", n, len(file), err)
		}
	}
}

// regions are places in a file: first line, key, readable part, sealed part, end.
func regions(t *testing.T, file []byte) map[string]int {
	t.Helper()
	places := map[string]int{"start": 0, "sum": len(opening) + 7, "end": len(file) - 2}
	for name, mark := range map[string]string{
		"schema": `"schema"`, "revision": `"revision"`, "key": `"proof"`, "name": "Shop / prod", "host": "stream.ex",
		"fingerprint": "05586d54", "rotation": `"rotation"`, "credential": `"api-token-secret"`, "nonce": `"nonce"`, "sealed": `"text"`,
	} {
		i := strings.LastIndex(string(file), mark)
		if i < 0 {
			t.Fatalf("no %s in the file", name)
		}
		places[name] = i + len(mark) + 4
	}
	return places
}

// TestDamagedStore: whatever is broken is named and kept aside, as it was; the
// state before it is in use, and saving goes on.
func TestDamagedStore(t *testing.T) {
	origin, r := storePath(t), newRing()
	file, before, _ := twice(t, origin, r)
	beforeFile := readFile(t, strings.TrimSuffix(origin, ".json")+previous)
	broken := map[string][]byte{
		"empty": {}, "one byte": file[:1], "half": file[:len(file)/2], "all but the last byte": file[:len(file)-1],
		"zeros": make([]byte, len(file)), "text": []byte("not a store\n"), "JSON": []byte("{}\n"),
		"too long": append(slices.Clone(file), make([]byte, maxBytes)...), "twice": append(slices.Clone(file), file...),
		"sum right, no JSON": stamp([]byte("{\n  \"schema\": 1,\n}\n")), "sum right, no schema": stamp([]byte("{\n}\n")),
		"sum right, bad key": stamp([]byte(`{"schema":1,"key":{"id":"a","home":"nowhere"},"profiles":[]}` + "\n")),
	}
	for name, i := range regions(t, file) {
		flipped := slices.Clone(file)
		flipped[i] ^= 4
		broken["flipped in "+name] = flipped
	}
	for name, content := range broken {
		t.Run(name, func(t *testing.T) {
			path := storePath(t)
			writeFile(t, path, content)
			writeFile(t, strings.TrimSuffix(path, ".json")+previous, beforeFile)
			s := open(path, r, at("2026-11-22T14:30:00Z"), systemFS, known, cheap)
			defer s.Close()
			damage := s.State().Damage
			if len(damage) != 1 || !errors.Is(damage[0].Err, ErrDamaged) || !damage[0].Previous || damage[0].Saved.IsZero() {
				t.Fatalf("damage %+v", damage)
			}
			const aside = "playtoken-profiles.damaged-20261122T143000Z.json"
			if damage[0].Kept != aside || !strings.Contains(damage[0].Text(), aside) || !strings.Contains(damage[0].Text(), "The state before it") {
				t.Errorf("it reads %q", damage[0].Text())
			}
			if string(readFile(t, filepath.Join(filepath.Dir(path), aside))) != string(content) {
				t.Error("the damaged file was changed")
			}
			wantHome(t, s, InKeyring)
			if names(s) != before {
				t.Errorf("in use %q, want %q", names(s), before)
			}
			wantFull(t, s)
			put(t, s, "third", "Third", "3")
			if got := names(openAt(t, path, r)); got != before+" third=Third" {
				t.Errorf("saved after it: %s", got)
			}
		})
	}
}

// TestUnreadableIsNotDamaged: a file that cannot be read is left where it is.
func TestUnreadableIsNotDamaged(t *testing.T) {
	path, r := storePath(t), newRing()
	file, _, all := twice(t, path, r)
	seam := systemFS
	denied := true
	seam.read = func(path string) ([]byte, error) {
		if denied {
			return nil, &os.PathError{Op: "open", Path: path, Err: os.ErrPermission}
		}
		return systemFS.read(path)
	}
	s := openWith(t, path, r, seam)
	wantHome(t, s, ThisSession)
	wantErr(t, s.State().Reason, ErrNotReadable)
	if p := put(t, s, "x", "X", "1"); p.Home != ThisSession {
		t.Errorf("home %q", p.Home)
	}
	if string(readFile(t, path)) != string(file) {
		t.Error("the file was changed")
	}
	denied = false
	if err := s.Unlock(secret.Bytes{}); err != nil {
		t.Fatal(err)
	}
	wantHome(t, s, InKeyring)
	if got := names(openAt(t, path, r)); got != all+" x=X" {
		t.Errorf("saved in the end: %s", got)
	}
}

// readFileIn reads the file that Open found: in its place, or where it is kept.
func readFileIn(t testing.TB, path string, st State) []byte {
	t.Helper()
	if len(st.Damage) > 0 && st.Damage[0].Kept != "" {
		path = filepath.Join(filepath.Dir(path), st.Damage[0].Kept)
	}
	return readFile(t, path)
}
