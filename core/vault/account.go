package vault

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"playtoken/core/secret"
)

// Account is a set of credentials for a platform's API, under a name that people
// chose. A platform may have several. What the credentials are is sealed, and told
// by [Store.Credentials] alone.
type Account struct {
	ID       string // made by [Store.PutAccount] when empty
	Name     string
	Platform string    // its name
	Base     string    // the address that stands in for the platform's own, "" for that
	Created  time.Time // set by the first PutAccount when zero
	Changed  time.Time // set with every change

	Credentials []string // told by the store: the names of those that it has, sorted
	Home        Home     // told by the store: where they live
}

// asAccount is a record as callers see it.
func (r record) asAccount() Account {
	a := Account{ID: r.ID, Name: r.Name, Platform: r.Platform, Base: r.Base, Created: r.Created, Changed: r.Changed}
	for _, it := range r.Items {
		a.Credentials = append(a.Credentials, it.Name)
		a.Home = cmp.Or(a.Home, it.Home)
	}
	if r.Home == ThisSession {
		a.Home = ThisSession
	}
	slices.Sort(a.Credentials)
	return a
}

// Accounts returns all accounts, by name.
func (s *Store) Accounts() []Account {
	var list []Account
	for _, r := range s.all(true) {
		list = append(list, r.asAccount())
	}
	return list
}

// Account returns one account, or ErrNoAccount.
func (s *Store) Account(id string) (Account, error) {
	r, err := s.one(id, true)
	if err != nil {
		return Account{}, err
	}
	return r.asAccount(), nil
}

// PutAccount saves an account under its ID, or under a new one when it has none, and
// returns it as it is kept. Credentials take the place of those of the same name, such
// as "token_id"; those that are not given stay. Where platform or base are others now,
// these are sealed anew, for which the secrets must be unlocked. Another name alone needs
// no key.
func (s *Store) PutAccount(a Account, credentials map[string]secret.Bytes) (Account, error) {
	var items []NewItem
	for _, name := range slices.Sorted(maps.Keys(credentials)) {
		items = append(items, NewItem{Item{Name: name}, credentials[name]})
	}
	r, err := s.ready(Profile{ID: a.ID, Name: a.Name, Platform: a.Platform, Created: a.Created}, items)
	if r.account, r.Base = true, a.Base; err == nil {
		err = r.check()
	}
	if err != nil {
		return r.asAccount(), err
	}
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	if err := s.keep([]record{r}); err != nil {
		return r.asAccount(), err
	}
	return s.Account(r.ID)
}

// Credentials opens the credentials of an account, by name. It may ask the keyring.
func (s *Store) Credentials(id string) (map[string]secret.Bytes, error) {
	_, credentials, err := s.OpenAccount(id)
	return credentials, err
}

// OpenAccount returns an account together with its credentials. They are sealed for its
// platform and its base: who sends them takes both from here, not from a list that may
// be older. ErrSealBroken says that the file was changed.
func (s *Store) OpenAccount(id string) (Account, map[string]secret.Bytes, error) {
	r, err := s.one(id, true)
	if err != nil {
		return Account{}, nil, err
	}
	credentials := map[string]secret.Bytes{}
	for _, it := range r.Items {
		if credentials[it.Name], err = s.text(r, it.Name); err != nil {
			return Account{}, nil, err
		}
	}
	return r.asAccount(), credentials, nil
}

// RemoveCredential takes one credential out of an account.
func (s *Store) RemoveCredential(id, name string) error {
	a, err := s.Account(id)
	if err == nil && !slices.Contains(a.Credentials, name) {
		err = ErrNoSecret
	}
	if err != nil {
		return err
	}
	return s.alter(id, true, func(r *record) error {
		r.Kept = slices.DeleteFunc(r.Kept, func(it item) bool { return it.Name == name })
		return nil
	})
}

// DeleteAccount removes an account with its credentials. Profiles that named it name
// none then; no generation of the file has the credentials any more.
func (s *Store) DeleteAccount(id string) error { return s.remove(id, true) }
