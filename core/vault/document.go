package vault

import (
	"bytes"
	"cmp"
	"encoding/json"
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

// keyRecord says where the master key is.
type keyRecord struct {
	ID      string `json:"id"` // the keyring's account has this name
	Home    Home   `json:"home"`
	Cost    *cost  `json:"cost,omitempty"`
	Wrapped *box   `json:"wrapped,omitempty"`
	Proof   box    `json:"proof"`
}

// record is a profile in the file.
type record struct {
	Profile
	Lifetime string  `json:"lifetime,omitempty"` // "24h0m0s", for people
	Secret   *sealed `json:"secret,omitempty"`

	line []byte // the record as JSON, once it was written or read
}

func newRecord(p Profile, s *sealed) record {
	r := record{Profile: p.clone(), Secret: s}
	if p.Lifetime > 0 {
		r.Lifetime = p.Lifetime.String()
	}
	return r
}

// find returns the place of a profile, -1 for none.
func (d *document) find(id string) int {
	return slices.IndexFunc(d.Profiles, func(r record) bool { return r.ID == id })
}

// put replaces or adds a profile.
func (d *document) put(r record) error {
	r.Revision = d.Revision + 1
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

// decode reads a file. Its members come one by one: a list of a million empty
// profiles would take far more memory than its text.
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
	var list []json.RawMessage
	for name, into := range map[string]any{
		"schema": &d.Schema, "revision": &d.Revision, "saved": &d.Saved, "key": &d.Key, "profiles": &list,
	} {
		if text, ok := members[name]; ok && json.Unmarshal(text, into) != nil {
			return document{}, damaged("its member %s cannot be read", name)
		}
	}
	if len(list) > maxProfiles {
		return document{}, damaged("it has more than %d profiles", maxProfiles)
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

// check says what is impossible in a document. It also completes the records.
func (d *document) check() error {
	if d.Key != nil && !d.Key.plausible() {
		return damaged("what it says of its key is impossible")
	}
	seen := map[string]bool{}
	for i := range d.Profiles {
		r := &d.Profiles[i]
		if r.Lifetime != "" {
			life, err := time.ParseDuration(r.Lifetime)
			if err != nil {
				return damaged("the lifetime of profile %d cannot be read", i+1)
			}
			r.Profile.Lifetime = life
		}
		if err := r.Profile.check(); err != nil || seen[r.ID] {
			return damaged("profile %d of it is impossible", i+1)
		}
		seen[r.ID] = true
		if s := r.Secret; s != nil && (d.Key == nil || !validID(s.Key) || s.Schema < 1 || !s.plausible()) {
			return damaged("the secret of profile %d is impossible", i+1)
		}
	}
	return nil
}

func (k *keyRecord) plausible() bool {
	if !validID(k.ID) || !k.Proof.plausible() {
		return false
	}
	switch k.Home {
	case InKeyring:
		return true
	case UnderPassphrase:
		return k.Cost != nil && k.Cost.plausible() && k.Wrapped != nil && k.Wrapped.plausible()
	default:
		return false
	}
}
