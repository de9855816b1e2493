package vault

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"time"
)

// document is what the file holds. A record that is in a document is replaced,
// never changed, so that copies of the slice can share it.
type document struct {
	head
	Profiles []record

	sum string // of the file that it was read from or written to
}

// head is the document without its profiles.
type head struct {
	Schema   int        `json:"schema"`
	Revision uint64     `json:"revision"`
	Saved    time.Time  `json:"saved"`
	Key      *keyRecord `json:"key,omitempty"` // nil until there is a secret
}

// home is where the master key is, or will be.
func (d *document) home() Home {
	if d.Key == nil {
		return InKeyring
	}
	return d.Key.Home
}

// find returns the place of a profile, -1 for none.
func (d *document) find(id string) int {
	return slices.IndexFunc(d.Profiles, func(r record) bool { return r.ID == id })
}

// put replaces or adds a profile.
func (d *document) put(r record) error {
	r.line, r.Revision = nil, d.Revision+1
	if i := d.find(r.ID); i >= 0 {
		d.Profiles[i] = r
		return nil
	}
	if len(d.Profiles) >= maxProfiles {
		return ErrTooLarge
	}
	d.Profiles = append(d.Profiles, r)
	return nil
}

// add puts profiles of this session into the document, their items sealed. What
// else a profile that is there keeps stays, and so does its rotation. Without a
// key, which is of no need for public keys, those remain unsealed.
func (d *document) add(list []record, key *master, schema int) error {
	for _, r := range list {
		var news []item
		for _, it := range r.Kept {
			if it.own = true; key != nil {
				plain := it.text.Reveal()
				it = key.seal(schema, r.ID, it, plain)
				clear(plain)
			}
			news = append(news, it)
		}
		r.Kept = news
		if i := d.find(r.ID); i >= 0 {
			r.Kept, r.Rotation = merged(d.Profiles[i].Kept, news), d.Profiles[i].Rotation
		}
		if err := d.put(r); err != nil {
			return err
		}
	}
	return nil
}

// encode writes the file, a profile a line. Only what is new is turned into JSON:
// a store of thousands is saved as fast as its bytes are.
func (d *document) encode() ([]byte, error) {
	slices.SortFunc(d.Profiles, func(a, b record) int { return cmp.Compare(a.ID, b.ID) })
	object, err := json.MarshalIndent(d.head, "", "  ")
	if err != nil {
		return nil, err
	}
	object = append(bytes.TrimSuffix(object, []byte("\n}")), ",\n  \"profiles\": ["...)
	for i := range d.Profiles {
		r := &d.Profiles[i]
		if r.line == nil {
			if r.line, err = json.Marshal(r); err != nil {
				return nil, err
			}
		}
		if i > 0 {
			object = append(object, ',')
		}
		object = append(append(object, "\n    "...), r.line...)
		if len(object) > maxBytes {
			return nil, ErrTooLarge
		}
	}
	file := stamp(append(object, "\n  ]\n}\n"...))
	if len(file) > maxBytes {
		return nil, ErrTooLarge
	}
	return file, nil
}

// decode reads a file.
func (f format) decode(file []byte) (document, error) {
	if err := intact(file); err != nil {
		return document{}, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(file, &members); err != nil {
		return document{}, damaged("it is not JSON")
	}
	if err := f.upgrade(members); err != nil {
		return document{}, err
	}
	d := document{sum: sumOf(file)}
	for name, into := range map[string]any{
		"schema": &d.Schema, "revision": &d.Revision, "saved": &d.Saved, "key": &d.Key,
	} {
		if text, ok := members[name]; ok && json.Unmarshal(text, into) != nil {
			return document{}, damaged("its member %s cannot be read", name)
		}
	}
	list, err := profilesIn(members)
	if err != nil {
		return document{}, damaged("its profiles cannot be read, or are more than %d", maxProfiles)
	}
	d.Profiles = make([]record, len(list))
	for i, text := range list {
		if json.Unmarshal(text, &d.Profiles[i]) != nil {
			return document{}, damaged("profile %d of it cannot be read", i+1)
		}
		d.Profiles[i].line = text
	}
	return d, d.check()
}

// profilesIn are the profiles among the members of a file, still as JSON. They come
// one by one: a list of a million empty ones would take far more memory than its
// text.
func profilesIn(members map[string]json.RawMessage) (list []json.RawMessage, err error) {
	d := json.NewDecoder(bytes.NewReader(members["profiles"]))
	switch start, err := d.Token(); {
	case start == nil && (err == nil || members["profiles"] == nil): // null, or nothing
		return nil, nil
	case start != json.Delim('['):
		return nil, errors.New("no list")
	}
	for d.More() {
		if len(list) == maxProfiles {
			return nil, ErrTooLarge
		}
		var one json.RawMessage
		if err := d.Decode(&one); err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// check says what is impossible in a document.
func (d *document) check() error {
	if d.Key != nil && !d.Key.plausible() {
		return damaged("what it says of its key is impossible")
	}
	seen := map[string]bool{}
	for i, r := range d.Profiles {
		if err := r.check(); err != nil || seen[r.ID] {
			return damaged("profile %d of it is impossible", i+1)
		}
		seen[r.ID] = true
		for _, it := range r.Kept {
			if s := it.Seal; s != nil && (d.Key == nil || !validID(s.Key) || s.Schema < 1 || !s.plausible()) {
				return damaged("a secret of profile %d is impossible", i+1)
			}
		}
	}
	return nil
}
