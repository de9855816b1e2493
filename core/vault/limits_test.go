package vault

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
)

func TestWhatCannotBeSaved(t *testing.T) {
	s := openAt(t, storePath(t), newRing())
	many := map[string]string{}
	for i := range maxValues + 1 {
		many[fmt.Sprint(i)] = "x"
	}
	for name, p := range map[string]Profile{
		"no name":        {ID: "a"},
		"odd ID":         {ID: "../a", Name: "A"},
		"ID with NUL":    {ID: "a\x00b", Name: "A"},
		"long name":      {Name: strings.Repeat("n", maxName+1)},
		"not UTF-8":      {Name: "A", Settings: map[string]string{"host": "\xff"}},
		"long value":     {Name: "A", Settings: map[string]string{"host": strings.Repeat("x", maxText+1)}},
		"many values":    {Name: "A", Settings: many},
		"negative life":  {Name: "A", Lifetime: -2},
		"no life":        {Name: "A", Lifetimes: map[string]Lifetime{"drm-token": 0}},
		"not UTF-8 name": {Name: "\xff"},
		"not UTF-8 step": {Name: "A", Rotation: &Rotation{Step: "\xff"}},
		"long note":      {Name: "A", Rotation: &Rotation{Notes: map[string]string{"a": strings.Repeat("x", maxText+1)}}},
		"many notes":     {Name: "A", Rotation: &Rotation{Notes: many}},
	} {
		if _, err := s.Put(p, signing("x")); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	public := Item{Name: "a", Key: Key{PublicPEM: "public"}}
	for name, it := range map[string]NewItem{
		"no name":                 {Item{}, sec("x")},
		"odd name":                {Item{Name: "signing\x00"}, sec("x")},
		"odd role":                {Item{Name: "a", Role: "spare"}, sec("x")},
		"odd reading":             {Item{Name: "a", Key: Key{Reading: "aloud"}}, sec("x")},
		"many repairs":            {Item{Name: "a", Repairs: make([]string, maxValues+1)}, sec("x")},
		"label not UTF-8":         {Item{Name: "a", Label: "\xff"}, sec("x")},
		"long public half":        {Item{Name: "a", Key: Key{PublicPEM: strings.Repeat("x", maxText+1)}}, sec("x")},
		"credential without text": {Item{Name: "a"}, sec("")},
		"private without text":    {Item{Name: "a", Key: Key{Description: keys.Description{Private: true}, PublicPEM: "public"}}, sec("")},
		"long secret":             signing(strings.Repeat("x", maxSecret+1)),
	} {
		if _, err := s.Put(Profile{Name: "A"}, it); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := s.Put(Profile{Name: "A"}, NewItem{Item: public}, NewItem{Item: public})
	wantErr(t, err, ErrInvalid)
	_, err = s.Put(Profile{Name: "A"}, make([]NewItem, maxValues+1)...)
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
	var many []record
	for i := range maxBytes / maxSecret {
		r, err := newRecord(Profile{ID: fmt.Sprint(i), Name: "A"}, []NewItem{signing(strings.Repeat("\x00", maxSecret))})
		if err != nil {
			t.Fatal(err)
		}
		many = append(many, r)
	}
	wantErr(t, s.save(many), ErrTooLarge)
	if got := names(s); got != "a=A" || names(openAt(t, path, r)) != got {
		t.Errorf("profiles %s", got)
	}
	doc := document{Records: make([]record, maxProfiles)}
	wantErr(t, doc.put(record{Profile: Profile{ID: "one-more"}}), ErrTooLarge)
}

func TestLifetimeText(t *testing.T) {
	for _, l := range []Lifetime{UsualLife, Endless, Lifetime(time.Nanosecond), Lifetime(7 * 24 * time.Hour)} {
		text, err := l.MarshalText()
		var back Lifetime
		if err != nil || back.UnmarshalText(text) != nil || back != l {
			t.Errorf("%d is written %q and read %d", l, text, back)
		}
	}
	lives := map[string]Lifetime{"drm-token": Lifetime(time.Hour)}
	text, err := json.Marshal(Profile{Lifetimes: lives})
	var back Profile
	if err != nil || json.Unmarshal(text, &back) != nil || !maps.Equal(back.Lifetimes, lives) {
		t.Errorf("of tokens: %s, %v", text, err)
	}
	for _, text := range []string{"", "none", "-1ns", "24", "endless "} {
		if new(Lifetime).UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q is read", text)
		}
	}
}
