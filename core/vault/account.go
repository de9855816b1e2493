package vault

import (
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

// Accounts returns all accounts, by name.
func (s *Store) Accounts() []Account { return nil }

// Account returns one account, or ErrNotFound.
func (s *Store) Account(id string) (Account, error) { return Account{}, ErrNotFound }

// PutAccount saves an account under its ID, or under a new one when it has none, and
// returns it as it is kept. Credentials take the place of those of the same name, such
// as "token_id"; those that are not given stay.
func (s *Store) PutAccount(a Account, credentials map[string]secret.Bytes) (Account, error) {
	return a, ErrNotSaved
}

// Credentials opens the credentials of an account, by name. It may ask the keyring.
func (s *Store) Credentials(id string) (map[string]secret.Bytes, error) { return nil, ErrNotFound }

// RenameAccount gives an account another name. It needs no key.
func (s *Store) RenameAccount(id, name string) error { return ErrNotFound }

// RemoveCredential takes one credential out of an account.
func (s *Store) RemoveCredential(id, name string) error { return ErrNotFound }

// DeleteAccount removes an account with its credentials. Profiles that named it name
// none then.
func (s *Store) DeleteAccount(id string) error { return ErrNotFound }

// Signed remembers of a key that a token was signed with it which lives until expires;
// zero is a token without an expiry. It writes only what is later than what is known,
// and needs no key.
func (s *Store) Signed(id, item string, expires time.Time) error { return ErrNotFound }
