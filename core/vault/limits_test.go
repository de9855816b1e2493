package vault

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"playtoken/core/secret"
)

func TestWhatCannotBeSaved(t *testing.T) {
	s := openAt(t, storePath(t), newRing())
	for name, p := range map[string]Profile{
		"no name":        {ID: "a"},
		"odd ID":         {ID: "../a", Name: "A"},
		"ID with NUL":    {ID: "a\x00b", Name: "A"},
		"long name":      {Name: strings.Repeat("n", maxName+1)},
		"not UTF-8":      {Name: "A", Values: map[string]string{"host": "\xff"}},
		"long value":     {Name: "A", Values: map[string]string{"host": strings.Repeat("x", maxText+1)}},
		"odd role":       {Name: "A", Key: Key{Role: "spare"}},
		"negative life":  {Name: "A", Lifetime: -1},
		"many repairs":   {Name: "A", Key: Key{Repairs: make([]string, maxValues+1)}},
		"not UTF-8 name": {Name: "\xff"},
	} {
		if _, err := s.Put(p, sec("x")); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := s.Put(Profile{Name: "A"}, secret.New(make([]byte, maxSecret+1)))
	wantErr(t, err, ErrInvalid)
	if len(s.List()) != 0 {
		t.Errorf("kept %s", names(s))
	}
}

// TestTooLarge: a store that could not be read again is not written.
func TestTooLarge(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "a", "A", "1")
	var many []guest
	for i := range maxBytes / maxSecret {
		many = append(many, guest{profile: Profile{ID: fmt.Sprint(i), Name: "A"}, secret: secret.New(make([]byte, maxSecret))})
	}
	wantErr(t, s.save(many), ErrTooLarge)
	if got := names(s); got != "a=A" || names(openAt(t, path, r)) != got {
		t.Errorf("profiles %s", got)
	}
	doc := document{Profiles: make([]record, maxProfiles)}
	wantErr(t, doc.put(record{Profile: Profile{ID: "one-more"}}), ErrTooLarge)
}
