package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
)

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
	seen := map[string]bool{}
	for name, into := range map[string]any{
		"schema": &d.Schema, "revision": &d.Revision, "saved": &d.Saved, "key": &d.Key,
	} {
		if text, ok := members[name]; ok && json.Unmarshal(text, into) != nil {
			return document{}, damaged("its member %s cannot be read", name)
		}
	}
	if d.Key != nil && !d.Key.plausible() {
		return document{}, damaged("what it says of its key is impossible")
	}
	for _, account := range []bool{false, true} {
		name := map[bool]string{false: "profiles", true: "accounts"}[account]
		list, err := listIn(members, name)
		if err != nil {
			return document{}, damaged("its %s cannot be read, or are more than %d", name, maxProfiles)
		}
		for i, text := range list {
			r := record{account: account, line: text}
			if r.decode() != nil || !d.possible(r) || seen[r.ID] {
				d.unread = append(d.unread, record{Profile: Profile{Name: "number " + strconv.Itoa(i+1) + " of its " + name}, account: account, line: text})
				continue
			}
			seen[r.ID] = true
			d.Records = append(d.Records, r)
		}
	}
	return d, nil
}

// listIn are the profiles, or the accounts, among the members of a file, still as JSON.
// They come one by one: a list of a million empty ones would take far more memory than
// its text.
func listIn(members map[string]json.RawMessage, name string) (list []json.RawMessage, err error) {
	d := json.NewDecoder(bytes.NewReader(members[name]))
	switch start, err := d.Token(); {
	case start == nil && (err == nil || members[name] == nil): // null, or nothing
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
