package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"playtoken/core/secret"
)

// next is the format of a program to come: it calls names titles.
var next = format{schema: Schema + 1, upgrades: map[int]upgrade{
	1: upgrade1,
	Schema: func(members map[string]json.RawMessage) error {
		if members["profiles"] == nil {
			return errors.New("no profiles")
		}
		members["profiles"] = json.RawMessage(strings.ReplaceAll(string(members["profiles"]), `"Old"`, `"Upgraded"`))
		return nil
	},
}}

func openNext(t *testing.T, path string, keyring Keyring) *Store {
	t.Helper()
	s := open(path, keyring, nil, systemFS, next, cheap)
	t.Cleanup(s.Close)
	return s
}

// TestOlderSchema: a file of the schema before is read, its secrets open, and it
// is written in the new schema with the next change, the old file kept beside it.
func TestOlderSchema(t *testing.T) {
	path, r := storePath(t), newRing()
	put(t, openAt(t, path, r), "a", "Old", "sealed under the old schema")
	file := readFile(t, path)

	s := openNext(t, path, r)
	wantHome(t, s, InKeyring)
	if names(s) != "a=Upgraded" || len(s.State().Damage) != 0 {
		t.Fatalf("profiles %s, damage %v", names(s), s.State().Damage)
	}
	wantSecret(t, s, "a", "sealed under the old schema")
	if string(readFile(t, path)) != string(file) {
		t.Error("reading has changed the file")
	}
	put(t, s, "b", "B", "sealed under the new one")
	if got := readFile(t, strings.TrimSuffix(path, ".json")+previous); string(got) != string(file) {
		t.Error("the older file was not kept")
	}
	s = openNext(t, path, r)
	wantSecret(t, s, "a", "sealed under the old schema")
	wantSecret(t, s, "b", "sealed under the new one")
}

// TestNewerSchema: an older program leaves a newer file alone, says so, and works
// on for the session; also when the newer one comes while it runs.
func TestNewerSchema(t *testing.T) {
	path, r := storePath(t), newRing()
	running := openAt(t, path, r)
	put(t, running, "a", "A", "1")
	put(t, openNext(t, path, r), "b", "B", "2")
	file := readFile(t, path)

	for name, s := range map[string]*Store{"at the start": openAt(t, path, r), "while running": running} {
		wantErr(t, s.Reload(), ErrNewerSchema)
		wantHome(t, s, ThisSession)
		if mark := s.State().Mark(); !strings.Contains(mark, "newer Playtoken (schema 3; this one knows 2)") {
			t.Errorf("%s: the mark is %q", name, mark)
		}
		if p := put(t, s, "c", "C", "3"); p.Home != ThisSession {
			t.Errorf("%s: home %q", name, p.Home)
		}
		wantSecret(t, s, "c", "3")
		wantErr(t, s.Unlock(secret.Bytes{}), ErrNewerSchema)
		wantErr(t, s.ChangeProtection(UnderPassphrase, sec(passphrase)), ErrNewerSchema)
		if len(s.State().Damage) != 0 {
			t.Errorf("%s: called damaged", name)
		}
	}
	wantErr(t, running.Delete("a"), ErrNewerSchema)
	if string(readFile(t, path)) != string(file) {
		t.Error("the newer file was changed")
	}
}

func TestNoWayFromASchema(t *testing.T) {
	f := format{schema: 3, upgrades: map[int]upgrade{1: func(map[string]json.RawMessage) error { return nil }}}
	for text, want := range map[string]error{
		`{"schema":1}`: ErrDamaged, `{"schema":4}`: ErrNewerSchema, `{"schema":0}`: ErrDamaged,
		`{"schema":-1}`: ErrDamaged, `{"schema":"1"}`: ErrDamaged, `{}`: ErrDamaged, `{"schema":99999999999999999999}`: ErrDamaged,
	} {
		if _, err := f.decode(stamp([]byte(text + "\n"))); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
}

// TestOlderProgram: a program that knows schema 1 alone says that a file is newer,
// and leaves it and an export as they are.
func TestOlderProgram(t *testing.T) {
	path, r := stored1(t, InKeyring)
	s := openAt(t, path, r)
	if err := rename(s, "no-key", "Renamed"); err != nil {
		t.Fatal(err)
	}
	file, export := readFile(t, path), exportOf(t, s)
	older := open(path, r, nil, systemFS, format{schema: 1}, cheap)
	defer older.Close()
	wantHome(t, older, ThisSession)
	wantErr(t, older.State().Reason, ErrNewerSchema)
	put(t, older, "new", "New", "1")
	wantErr(t, older.Delete("no-key"), ErrNewerSchema)
	wantErr(t, older.Unlock(secret.Bytes{}), ErrNewerSchema)
	_, _, err := older.Import(bytes.NewReader(export), sec(passphrase))
	wantErr(t, err, ErrNewerSchema)
	if !bytes.Equal(readFile(t, path), file) || len(inFolder(t, path)) != 2 {
		t.Errorf("it was changed: %v", inFolder(t, path))
	}
}

// A newer file may be larger than this program reads: it is left alone all the same.
func TestNewerSchemaAndLarger(t *testing.T) {
	path := storePath(t)
	file := stamp([]byte("{\n  \"schema\": 3,\n  \"x\": \"" + strings.Repeat("a", maxBytes) + "\"\n}\n"))
	writeFile(t, path, file)
	s := openAt(t, path, newRing())
	if _, err := s.Put(Profile{Name: "A"}, signing("x")); err != nil || !errors.Is(s.State().Reason, ErrNewerSchema) {
		t.Errorf("%v, %v", err, s.State().Reason)
	}
	if !bytes.Equal(readFile(t, path), file) {
		t.Error("the newer file was changed")
	}
}
