package vault

import (
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestHostileList: a short text for each of very many profiles takes memory in
// proportion to the file, not to the profiles.
func TestHostileList(t *testing.T) {
	file := stamp([]byte(`{"schema":1,"profiles":[` + strings.Repeat("{},", 300_000) + "{}]}\n"))
	took := allocated(func() {
		if _, err := known.decode(file); !errors.Is(err, ErrDamaged) {
			t.Errorf("decode: %v", err)
		}
	})
	if took > 100*uint64(len(file)) {
		t.Errorf("%d bytes of memory for a file of %d", took, len(file))
	}
}

func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// FuzzOpen gives the store any file: as it is, and with its sum set right, as one
// who can write the file would. It must not panic, take much memory, or lose it.
func FuzzOpen(f *testing.F) {
	file, _, _ := twice(f, storePath(f), newRing())
	f.Add(file, false)
	f.Add(file[:len(file)/2], false)
	f.Add([]byte{}, false)
	older := readFile(f, filepath.Join("testdata", "schema1", "keyring", "playtoken-profiles.json"))
	f.Add(older, false)
	f.Add([]byte("{\n"+string(older[sumEnd+3:])), true)
	for _, object := range []string{
		"{}\n", "{\n" + string(file[sumEnd+3:]), `{"schema":1,"profiles":[{},{},{}]}` + "\n", `{"schema":1,"profiles":null,"key":null}` + "\n",
		`{"schema":3}` + "\n", `{"schema":2,"profiles":[{"id":"a","name":"A","items":[{},{"name":"a"},{"name":"a","seal":{}}]}]}` + "\n", `{"schema":1e3,"revision":-1}` + "\n",
		`{"schema":1,"key":{"id":"a","home":"passphrase","cost":{"name":"argon2id","time":1e9,"memory_kib":4294967296,"threads":255}},"profiles":[]}` + "\n",
	} {
		f.Add([]byte(object), true)
	}
	f.Fuzz(func(t *testing.T, content []byte, right bool) {
		if right {
			content = stamp(content)
		}
		path := storePath(t)
		writeFile(t, path, content)
		var s *Store
		if took := allocated(func() { s = openAt(t, path, newRing()) }); took > 1<<20+100*uint64(len(content)) {
			t.Errorf("%d bytes of memory for a file of %d", took, len(content))
		}
		st := s.State()
		for _, p := range s.List() {
			for _, it := range p.Items {
				_, _ = s.Secret(p.ID, it.Name)
			}
		}
		kept := string(readFileIn(t, path, st))
		if kept != string(content) {
			t.Errorf("the file was not kept: %+v", st)
		}
		if s.file.doc.Key != nil && s.file.doc.Key.Cost != nil && !s.file.doc.Key.Cost.allowed() {
			if err := s.Unlock(sec("x")); !errors.Is(err, ErrCostTooHigh) {
				t.Errorf("Unlock: %v", err)
			}
		}
	})
}
