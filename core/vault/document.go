package vault

import (
	"bytes"
	"encoding/json"
	"slices"
	"sort"
	"time"
)

// document is what the file holds. A record that is in a document is replaced,
// never changed, so that copies of the slice can share it.
type document struct {
	head
	Records []record // profiles and accounts

	sum string // of the file that it was read from or written to
}

// head is the document without its records.
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

// find returns the place of a record, -1 for none.
func (d *document) find(id string) int {
	return slices.IndexFunc(d.Records, func(r record) bool { return r.ID == id })
}

// put replaces or adds a record.
func (d *document) put(r record) error {
	r.line = nil
	if i := d.find(r.ID); i >= 0 {
		d.Records[i] = r
		return nil
	}
	if len(d.Records) >= maxProfiles {
		return ErrTooLarge
	}
	d.Records = append(d.Records, r)
	return nil
}

// add puts records of this session into the document, their items sealed. What else
// one that is there keeps stays, and so does its rotation. Without a key, which is of
// no need for public keys, those remain unsealed; errSealedBefore says that one is
// needed all the same.
func (d *document) add(list []record, key *master, schema int) error {
	for _, r := range list {
		var news []item
		for _, it := range r.Kept {
			if it.own = true; key != nil {
				plain := it.text.Reveal()
				it = key.seal(schema, r.owner(), it, plain)
				clear(plain)
			}
			news = append(news, it)
		}
		r.Kept, r.Revision = news, d.Revision+1
		if i := d.find(r.ID); i >= 0 {
			before := d.Records[i]
			if before.account != r.account {
				return invalid("its ID is that of something else")
			}
			if r.seen != 0 && r.seen != before.Revision {
				return ErrOverwritten
			}
			var err error
			if r.Kept, err = r.over(before, key, schema); err != nil {
				return err
			}
			r.rest, r.seen = before.rest, 0
			if r.Rotation = before.Rotation; len(r.Kept) > maxItems {
				return r.check()
			}
		}
		if err := d.put(r); err != nil {
			return err
		}
	}
	return nil
}

// encode writes the file, a profile or an account a line. Only what is new is turned
// into JSON: a store of thousands is saved as fast as its bytes are.
func (d *document) encode() ([]byte, error) {
	sort.SliceStable(d.Records, func(i, j int) bool { return d.Records[i].ID < d.Records[j].ID })
	object, err := json.MarshalIndent(d.head, "", "  ")
	if err != nil {
		return nil, err
	}
	object = bytes.TrimSuffix(object, []byte("\n}"))
	object, err = d.appendList(object, "profiles", false)
	if err == nil && slices.ContainsFunc(d.Records, func(r record) bool { return r.account }) {
		object, err = d.appendList(object, "accounts", true)
	}
	if err != nil {
		return nil, err
	}
	file := stamp(append(object, "\n}\n"...))
	if len(file) > maxBytes {
		return nil, ErrTooLarge
	}
	return file, nil
}

// appendList writes the records of one list.
func (d *document) appendList(object []byte, name string, account bool) (_ []byte, err error) {
	object = append(object, ",\n  \""+name+"\": ["...)
	comma := ""
	for i := range d.Records {
		r := &d.Records[i]
		if r.account != account {
			continue
		}
		if r.line == nil {
			if r.line, err = r.encode(); err != nil {
				return nil, err
			}
		}
		object = append(append(object, comma+"\n    "...), r.line...)
		if comma = ","; len(object) > maxBytes {
			return nil, ErrTooLarge
		}
	}
	return append(object, "\n  ]"...), nil
}

// check says what is impossible in a document.
func (d *document) check() error {
	if d.Key != nil && !d.Key.plausible() {
		return damaged("what it says of its key is impossible")
	}
	seen := map[string]bool{}
	for i, r := range d.Records {
		if err := r.check(); err != nil || seen[r.ID] {
			return damaged("record %d of it is impossible", i+1)
		}
		seen[r.ID] = true
		for _, it := range r.Kept {
			if s := it.Seal; s != nil && (d.Key == nil || !validID(s.Key) || s.Schema < 1 || !s.plausible()) {
				return damaged("a secret of record %d is impossible", i+1)
			}
		}
	}
	return nil
}
