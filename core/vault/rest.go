package vault

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// rest are the members of an object in the file that this program does not know: a newer one
// of the same schema has written them, and they stay when the object is written again.
type rest map[string]json.RawMessage

// written is a record with its items as they stand in the file.
type written struct {
	*record
	Items []json.RawMessage `json:"items,omitempty"`
}

// recordMembers and itemMembers are the members that are known.
var recordMembers, itemMembers = namesOf(reflect.TypeFor[record]()), namesOf(reflect.TypeFor[item]())

// namesOf are the names of the members that a struct has in JSON.
func namesOf(of reflect.Type) (names []string) {
	for _, f := range reflect.VisibleFields(of) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			names = append(names, name)
		}
	}
	return names
}

// encode is the record as a line of the file.
func (r *record) encode() ([]byte, error) {
	w := written{record: r}
	for _, it := range r.Kept {
		one, err := json.Marshal(it)
		if err != nil {
			return nil, err
		}
		w.Items = append(w.Items, it.rest.in(one))
	}
	line, err := json.Marshal(w)
	return r.rest.in(line), err
}

// decode reads the record out of its line.
func (r *record) decode() error {
	w := written{record: r}
	if err := json.Unmarshal(r.line, &w); err != nil {
		return err
	}
	for _, text := range w.Items {
		var it item
		if err := json.Unmarshal(text, &it); err != nil {
			return err
		}
		it.rest = restOf(text, itemMembers)
		r.Kept = append(r.Kept, it)
	}
	r.rest = restOf(r.line, recordMembers)
	return nil
}

// restOf are the members of an object beside those that are known, nil for none.
func restOf(object []byte, known []string) rest {
	var all rest
	if json.Unmarshal(object, &all) != nil {
		return nil
	}
	maps.DeleteFunc(all, func(name string, _ json.RawMessage) bool {
		return slices.ContainsFunc(known, func(one string) bool { return strings.EqualFold(one, name) }) // as encoding/json reads them
	})
	if len(all) == 0 {
		return nil
	}
	return all
}

// in puts the members into an object that has some already.
func (r rest) in(object []byte) []byte {
	if len(r) == 0 {
		return object
	}
	more, err := json.Marshal(r)
	if err != nil {
		return object
	}
	return slices.Concat(bytes.TrimSuffix(object, []byte("}")), []byte(","), more[1:])
}
