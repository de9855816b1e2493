package vault

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// document is what the file holds. A record that is in a document is replaced,
// never changed, so that copies of the slice can share it.
type document struct {
	Schema   int        `json:"schema"`
	Revision uint64     `json:"revision"`
	Saved    time.Time  `json:"saved"`
	Key      *keyRecord `json:"key,omitempty"` // nil until there is a secret
	Profiles []record   `json:"profiles"`

	sum string // of the file that it was read from or written to
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

// The file's first line holds a sum over everything behind it, so that every
// damage is seen. It has stayed the same in every schema and must in those to
// come: a newer file is told from a damaged one by it.
const (
	opening  = `{"playtoken": "profiles", "sha256": "`
	sumEnd   = len(opening) + 2*sha256.Size
	maxBytes = 16 << 20
)

// stamp puts the first line before the members of a JSON object.
func stamp(object []byte) []byte {
	rest := append([]byte("\",\n"), bytes.TrimLeft(bytes.TrimPrefix(object, []byte("{")), "\n")...)
	sum := sha256.Sum256(rest)
	return append([]byte(opening+hex.EncodeToString(sum[:])), rest...)
}

// intact says what is wrong with the file as a whole.
func intact(file []byte) error {
	switch {
	case len(file) > maxBytes:
		return fmt.Errorf("%w: it is larger than %d MiB", ErrDamaged, maxBytes>>20)
	case len(file) == 0:
		return fmt.Errorf("%w: it is empty", ErrDamaged)
	case !bytes.HasPrefix(file, []byte(opening)[:min(len(opening), len(file))]):
		return fmt.Errorf("%w: it does not begin like one", ErrDamaged)
	case len(file) < sumEnd || !bytes.HasSuffix(file, []byte("}\n")):
		return fmt.Errorf("%w: its end is missing", ErrDamaged)
	}
	sum := sha256.Sum256(file[sumEnd:])
	if sumOf(file) != hex.EncodeToString(sum[:]) {
		return fmt.Errorf("%w: its content was changed", ErrDamaged)
	}
	return nil
}

// sumOf is the sum that a file claims.
func sumOf(file []byte) string { return string(file[len(opening):sumEnd]) }

// encode writes the file.
func (d document) encode() ([]byte, error) {
	d.Profiles = slices.SortedFunc(slices.Values(d.Profiles), func(a, b record) int { return cmp.Compare(a.ID, b.ID) })
	if d.Profiles == nil {
		d.Profiles = []record{}
	}
	object, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return nil, err
	}
	file := stamp(append(object, '\n'))
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

// damaged names a damage. It quotes nothing of the file.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, strings.TrimSpace(fmt.Sprintf(format, args...)))
}
