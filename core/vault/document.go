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
	unread  []record // those that cannot be read: nothing but the line, and for a name the place. They stay as they are

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
	if len(d.Records) >= maxProfiles-len(d.unread) {
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
	if err == nil {
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

// appendList writes the records of one list. A list of accounts is left out where there is none.
func (d *document) appendList(object []byte, name string, account bool) (_ []byte, err error) {
	begin := len(object)
	object = append(object, ",\n  \""+name+"\": ["...)
	comma := ""
	for _, list := range [][]record{d.Records, d.unread} {
		for i := range list {
			r := &list[i]
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
	}
	if account && comma == "" {
		return object[:begin], nil
	}
	return append(object, "\n  ]"...), nil
}

// possible reports whether a record can be as it stands in the file.
func (d *document) possible(r record) bool {
	if r.check() != nil {
		return false
	}
	for i := range r.Kept {
		if s := r.Kept[i].Seal; s != nil && (d.Key == nil || !validID(s.Key) || s.Schema < 1 || !s.plausible()) {
			return false
		}
	}
	return true
}
