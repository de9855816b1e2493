package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestUnreadRecord: one profile or account that cannot be read hides none of the others. It
// stays in the file as it is whatever is saved, is told once with its place, and its key is not
// thrown away.
func TestUnreadRecord(t *testing.T) {
	for name, c := range map[string]struct{ list, line, place string }{
		"no object":              {"profiles", `["a"]`, "number 2 of its profiles"},
		"a number for a name":    {"profiles", `{"id":"x", "name":7,  "new":{"a":[1,2]}}`, "number 2 of its profiles"},
		"an ID that is a path":   {"profiles", `{"id":"../a","name":"A"}`, "number 2 of its profiles"},
		"an ID that was there":   {"profiles", `{"id":"first","name":"A"}`, "number 2 of its profiles"},
		"a lifetime of no unit":  {"profiles", `{"id":"x","name":"A","lifetime":"seven"}`, "number 2 of its profiles"},
		"an item without a name": {"profiles", `{"id":"x","name":"A","items":[{}]}`, "number 2 of its profiles"},
		"a seal of nothing":      {"profiles", `{"id":"x","name":"A","items":[{"name":"a","seal":{"schema":0}}]}`, "number 2 of its profiles"},
		"an account":             {"accounts", `{"id":"x","name":false}`, "number 1 of its accounts"},
	} {
		t.Run(name, func(t *testing.T) {
			path, r := storePath(t), newRing()
			s := openAt(t, path, r)
			put(t, s, "first", "First", "1")
			put(t, s, "second", "Second", "2")
			s.Close()
			var members map[string]json.RawMessage
			file := readFile(t, path)
			if err := json.Unmarshal(file, &members); err != nil {
				t.Fatal(err)
			}
			changed := bytes.Replace(file[sumEnd+3:], []byte("},\n    {\"id\":\"second\""), fmt.Appendf(nil, "},\n    %s,\n    {\"id\":\"second\"", c.line), 1)
			if c.list == "accounts" {
				changed = bytes.Replace(file[sumEnd+3:], []byte("\n  ]\n}"), fmt.Appendf(nil, "\n  ],\n  \"accounts\": [%s]\n}", c.line), 1)
			}
			writeFile(t, path, stamp(append([]byte("{\n"), changed...)))

			s = openAt(t, path, r)
			if got := names(s); got != "first=First second=Second" {
				t.Fatalf("shown are %q, %v", got, s.State())
			}
			wantSecret(t, s, "second", "2")
			told := func() {
				t.Helper()
				damage := s.State().Damage
				if len(damage) != 1 || !errors.Is(damage[0].Err, ErrDamaged) || damage[0].Kept != "" ||
					damage[0].Text() != "The file with the saved profiles is damaged: "+c.place+" cannot be read. That stays as it is; all others are in use." {
					t.Errorf("told is %+v", damage)
				}
			}
			told()
			put(t, s, "third", "Third", "3")
			if err := rename(s, "first", "The first"); err != nil {
				t.Fatal(err)
			}
			if err := s.Delete("second"); err != nil {
				t.Fatal(err)
			}
			_ = s.Reload()
			told()
			if n := strings.Count(string(readFile(t, path)), c.line); n != 1 {
				t.Errorf("it stands %d times in\n%s", n, readFile(t, path))
			}
			if err := s.ChangeProtection(UnderPassphrase, sec("a passphrase")); !errors.Is(err, ErrUnread) || Hint(err) == "" {
				t.Errorf("the key is changed: %v", err)
			}
			again := openAt(t, path, r)
			if got := names(again); got != "first=The first third=Third" {
				t.Errorf("saved are %q", got)
			}
			wantSecret(t, again, "third", "3")
		})
	}
}
