package vault

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"time"

	"playtoken/core/secret"
)

// records are the profiles and accounts of a store, in the file and in memory. Who changes
// them holds the lock of the store.
type records struct {
	file    *archive
	keys    *protection
	session *session
	now     func() time.Time
}

// all are the profiles, or the accounts, as callers see them, by name.
func (s *records) all(account bool) []record {
	here := map[string]record{}
	for _, r := range s.session.all() {
		here[r.ID] = r
	}
	var list []record
	s.file.view(func(doc *document) {
		for _, r := range doc.Records {
			newer, inSession := here[r.ID]
			if !inSession && r.account != account {
				continue
			}
			r.Profile = r.shown(doc.home())
			if inSession {
				newer.Profile = newer.overlay(&r.Profile)
				r = newer
				delete(here, r.ID)
			}
			list = append(list, r)
		}
	})
	for _, r := range here {
		r.Profile = r.overlay(nil)
		list = append(list, r)
	}
	list = slices.DeleteFunc(list, func(r record) bool { return r.account != account })
	sort.SliceStable(list, func(i, j int) bool {
		a, b := &list[i], &list[j]
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID)) < 0
	})
	return list
}

// one is a profile, or an account, as callers see it.
func (s *records) one(id string, account bool) (record, error) {
	r, inSession := s.session.get(id) // first: what is saved meanwhile is in the file by then
	inFile, ok := s.saved(id)
	switch {
	case inSession && ok:
		r.Profile = r.overlay(&inFile.Profile)
	case inSession:
		r.Profile = r.overlay(nil)
	case ok:
		r = inFile
	}
	if r.ID == "" || r.account != account {
		return record{}, noSuch(account)
	}
	return r, nil
}

// saved is a record of the file, as callers see it.
func (s *records) saved(id string) (r record, ok bool) {
	s.file.view(func(doc *document) {
		if i := doc.find(id); i >= 0 {
			r, ok = doc.Records[i], true
			r.Profile = r.shown(doc.home())
		}
	})
	return r, ok
}

// text opens the text of an item of a record that is given as callers see it.
func (s *records) text(r record, name string) (secret.Bytes, error) {
	here, inSession := s.session.get(r.ID)
	if i := indexOf(here.Kept, name); i >= 0 {
		if here.Kept[i].text.IsZero() {
			return secret.Bytes{}, ErrNoSecret
		}
		return here.Kept[i].text, nil
	}
	saved, _ := s.saved(r.ID)
	i := indexOf(saved.Kept, name)
	if i < 0 || saved.Kept[i].Seal == nil || saved.Kept[i].Seal.empty() {
		return secret.Bytes{}, ErrNoSecret
	}
	if err := s.file.fault(); err != nil {
		return secret.Bytes{}, err
	}
	if !inSession && saved.owner() != r.owner() { // it was changed meanwhile
		return secret.Bytes{}, ErrSealBroken
	}
	key, err := s.keys.inUse(s.keys.ring.visit())
	if err != nil {
		return secret.Bytes{}, err
	}
	defer key.wipe()
	plain, err := key.unseal(saved.owner(), saved.Kept[i])
	if err != nil {
		return secret.Bytes{}, err
	}
	defer clear(plain)
	return secret.New(plain), nil
}
