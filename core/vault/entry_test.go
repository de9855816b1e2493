package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestEntryThatCannotBeRead: what is torn or foreign is told, and never deleted.
func TestEntryThatCannotBeRead(t *testing.T) {
	path, r := storePath(t), newRing()
	e := begun(t, openAt(t, path, r))
	if err := e.Keep(sec("the answer")); err != nil {
		t.Fatal(err)
	}
	e.Close()
	name := filepath.Join(filepath.Dir(path), filepath.Base(e.path))
	whole := readFile(t, name)
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	head := bytes.IndexByte(whole, '\n') + 1
	change := func(at int, text string) []byte {
		return append(append(slices.Clone(whole[:at]), text...), whole[at+len(text):]...)
	}
	for what, c := range map[string]struct {
		id      string
		content []byte
		want    error
		noted   bool
	}{
		"empty":               {e.creation.ID, nil, ErrEntryDamaged, false},
		"foreign":             {e.creation.ID, []byte("notes of my own\n"), ErrEntryDamaged, false},
		"JSON":                {e.creation.ID, []byte("{}\n"), ErrEntryDamaged, false},
		"half of the head":    {e.creation.ID, whole[:head/2], ErrEntryDamaged, false},
		"the head alone":      {e.creation.ID, whole[:head], ErrEntryDamaged, true},
		"cut":                 {e.creation.ID, whole[:len(whole)-1], ErrEntryDamaged, true},
		"longer":              {e.creation.ID, append(slices.Clone(whole), '\n'), ErrEntryDamaged, true},
		"a changed note":      {e.creation.ID, bytes.Replace(whole, []byte("api.example"), []byte("api.evil..."), 1), ErrEntryDamaged, false},
		"a torn answer":       {e.creation.ID, change(head+40, "?????"), ErrEntryDamaged, true},
		"an answer of zeros":  {e.creation.ID, change(head+1, strings.Repeat("\x00", 4096)), ErrEntryDamaged, true},
		"under another name":  {"another", whole, ErrEntryDamaged, false},
		"of a schema to come": {e.creation.ID, resummed(bytes.Replace(whole, []byte(`"schema":2`), []byte(`"schema":3`), 1)), ErrNewerSchema, false},
		"of all memory":       {e.creation.ID, append(slices.Clone(whole), make([]byte, maxBytes)...), ErrEntryDamaged, true},
	} {
		t.Run(what, func(t *testing.T) {
			file := filepath.Join(filepath.Dir(path), "playtoken-profiles.json"+creationMark+c.id)
			writeFile(t, file, c.content)
			left := leftBy(t, openAt(t, path, r))
			wantErr(t, left.Err(), c.want)
			if noted := left.Note()["request"] == "8d5e"; noted != c.noted || left.Kept() {
				t.Errorf("note %v, kept %v", left.Note(), left.Kept())
			}
			if _, err := left.Open(); !errors.Is(err, c.want) {
				t.Errorf("Open: %v", err)
			}
			wantErr(t, left.Keep(sec("x")), ErrInvalid)
			err := left.Done()
			kept := file
			if c.want == ErrEntryDamaged {
				kept += ".damaged"
				if err != nil || len(openAt(t, path, r).Journals()) != 0 {
					t.Errorf("Done: %v", err)
				}
			}
			if !bytes.Equal(readFile(t, kept), c.content) {
				t.Error("the file was changed")
			}
			left.Close()
			if err := os.Remove(kept); err != nil {
				t.Fatal(err)
			}
		})
	}
	if err := os.Mkdir(name, 0o700); err != nil {
		t.Fatal(err)
	}
	wantErr(t, leftBy(t, openAt(t, path, r)).Err(), ErrNotReadable)
	if err := openAt(t, path, r).ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Errorf("what nobody can open is in the way: %v", err)
	}
}

// resummed sets the sum of an entry right, as somebody does who can write it.
func resummed(file []byte) []byte {
	head, space, _ := bytes.Cut(file, []byte("\n"))
	rest := append(slices.Clone(head[min(len(creationOpening)+64, len(head)):]), '\n')
	sum := sha256.Sum256(rest)
	return slices.Concat([]byte(creationOpening+hex.EncodeToString(sum[:])), rest, space)
}

// TestWriterOfTheJournal: somebody who can write the folder cannot put an answer under
// another note, nor into another entry.
func TestWriterOfTheJournal(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	var files [][]byte
	var names []string
	for _, text := range []string{"first", "second"} {
		e := begun(t, s)
		if err := e.Keep(sec(text)); err != nil {
			t.Fatal(err)
		}
		e.Close()
		names = append(names, filepath.Join(filepath.Dir(path), filepath.Base(e.path)))
		files = append(files, readFile(t, names[len(names)-1]))
	}
	head := func(file []byte) []byte { return file[:bytes.IndexByte(file, '\n')+1] }
	space := func(file []byte) []byte { return file[bytes.IndexByte(file, '\n')+1:] }
	ids := []string{names[0][len(names[0])-32:], names[1][len(names[1])-32:]}
	for name, forged := range map[string][]byte{
		"another note":                 resummed(bytes.Replace(files[0], []byte("api.example"), []byte("api.evil..."), 1)),
		"another time":                 resummed(bytes.Replace(files[0], []byte(`"made":"20`), []byte(`"made":"19`), 1)),
		"one note less":                resummed(bytes.Replace(files[0], []byte(`,"platform":"fastpix"`), nil, 1)),
		"the answer of another":        slices.Concat(head(files[0]), space(files[1])),
		"another entry under its name": resummed(bytes.Replace(files[1], []byte(ids[1]), []byte(ids[0]), 1)),
	} {
		writeFile(t, names[0], forged)
		e := openAt(t, path, r).Journals()[0]
		if filepath.Base(e.path) != filepath.Base(names[0]) {
			e = openAt(t, path, r).Journals()[1]
		}
		if _, err := e.Open(); !errors.Is(err, ErrSealBroken) {
			t.Errorf("%s: %v, %v", name, err, e.Err())
		}
		e.Close()
	}
}
