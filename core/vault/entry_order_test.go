package vault

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestOrderOfAnEntry: it is on the disk under its name before anything is asked for, and
// the answer before Keep returns.
func TestOrderOfAnEntry(t *testing.T) {
	path, r := storePath(t), newRing()
	put(t, openAt(t, path, r), "a", "A", "1")
	f := &faulty{}
	s := openWith(t, path, r, f.seam())
	f.log = nil
	e := begun(t, s)
	if err := e.Keep(sec("the answer")); err != nil {
		t.Fatal(err)
	}
	if err := e.Done(); err != nil {
		t.Fatal(err)
	}
	want := "folder playtoken, lock playtoken-profiles.lock, read playtoken-profiles.json, " +
		"create temporary, write temporary, sync temporary, close temporary, rename entry, hold entry, sync playtoken, " +
		"write entry, sync entry, remove entry, sync playtoken"
	got := strings.Join(f.log, ", ")
	if runtime.GOOS == "windows" { // it may remove no open file, and is asked once more
		got = strings.Replace(got, "remove entry, remove entry", "remove entry", 1)
	}
	if got != want {
		t.Errorf("an entry does\n%s\nwant\n%s", got, want)
	}
}

// TestJournalBesideAnother: another copy has changed the key since this one looked.
func TestJournalBesideAnother(t *testing.T) {
	for home, want := range map[Home]error{InKeyring: nil, UnderPassphrase: ErrLocked} {
		path, r := storePath(t), newRing()
		s := openAt(t, path, r)
		put(t, s, "a", "A", "1")
		if err := openAt(t, path, r).ChangeProtection(home, sec(passphrase)); err != nil {
			t.Fatal(err)
		}
		e, err := s.Journal(noted)
		wantErr(t, err, want)
		if want != nil {
			if len(openAt(t, path, r).Journals()) != 0 {
				t.Errorf("%s: something is left", home)
			}
			continue
		}
		if err := e.Keep(sec("the answer")); err != nil {
			t.Fatal(err)
		}
		e.Close()
		wantAnswer(t, leftBy(t, openAt(t, path, r)), "the answer")
	}
}

// FuzzEntry puts any file in the place of an entry: it is told or opens, and is never
// changed by looking.
func FuzzEntry(f *testing.F) {
	folder := filepath.Join("testdata", "schema2", "accounts", string(InKeyring))
	const id = "0f0e0d0c0b0a09080706050403020100"
	file := readFile(f, filepath.Join(folder, "playtoken-profiles.json"+creationMark+id))
	f.Add(file, false)
	f.Add(file[:len(file)/2], false)
	f.Add([]byte(creationOpening), false)
	f.Add([]byte{}, true)
	for _, change := range [][2]string{{`"key":{`, `"key":null,"x":{`}, {`"note":{`, `"note":[],"x":{`}, {`"schema":2`, `"schema":-1`}, {`{"nonce":"`, `{"nonce":1,"x":"`}} {
		f.Add([]byte(strings.Replace(string(file), change[0], change[1], 1)), true)
	}
	f.Fuzz(func(t *testing.T, content []byte, right bool) {
		if right && len(content) > len(creationOpening)+64 {
			content = resummed(content)
		}
		path, name := storePath(t), ""
		writeFile(t, path, readFile(t, filepath.Join(folder, "playtoken-profiles.json")))
		name = path + creationMark + id
		writeFile(t, name, content)
		r := newRing()
		readJSON(t, filepath.Join(folder, "keyring.json"), &r.entries)
		for _, e := range openAt(t, path, r).Journals() {
			text, err := e.Open()
			if (e.Err() == nil) != (err == nil || e.Kept() || strings.Contains(err.Error(), ErrNoAnswer.Error())) {
				t.Errorf("told as %v, opened as %v", e.Err(), err)
			}
			if err == nil && string(text.Reveal()) != "the answer" {
				t.Error("another answer came out")
			}
			_ = e.Note()
			e.Close()
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != string(content) {
			t.Errorf("the file was changed: %v", err)
		}
	})
}
