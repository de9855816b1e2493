package profiles

import (
	"bytes"
	"errors"
	"strconv"

	"playtoken/core/keys"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/vault"
)

// A shared secret is kept as it was written, for a platform may use the text and
// not the bytes that it stands for. Where the platform of the profile does not
// tell how the text is read, this value of the profile does: the ID of the
// choice that was made when the secret was imported.
const readingValue = "secret_reading"

var (
	errUnreadable = errors.New("the saved key cannot be read any more; import it again")
	errAmbiguous  = errors.New("this secret cannot be saved so that it reads the same again; paste it without what stands around it")
)

// Describe is what the vault keeps of a key in the open.
func Describe(k *keys.Key, repairs []string) vault.Key {
	return vault.Key{Kind: k.Title(), Fingerprint: k.Fingerprint(), PublicPEM: k.PublicPEM(), Repairs: repairs}
}

// IsShared reports whether the key of a profile is a shared secret, which has no
// public half and no fingerprint.
func IsShared(p vault.Profile) bool { return p.Key.Kind != "" && p.Key.Fingerprint == "" }

// use is how a profile's shared secret is read: as the form of its platform reads
// it, with the values that are saved with it.
func use(p vault.Profile) keys.Options {
	o := keys.Options{Want: all.KeyWant(p.Platform, p.Values)}
	o.Choose, _ = strconv.Atoi(p.Values[readingValue])
	return o
}

// Key opens the key of a profile.
func (b *Book) Key(id string, done func(*keys.Key, error)) {
	Do(b, func(s *vault.Store) (*keys.Key, error) {
		p, err := s.Get(id)
		if err != nil {
			return nil, err
		}
		return OpenKey(s, p)
	}, done)
}

// OpenKey opens the key of a profile, off the window's thread.
func OpenKey(s *vault.Store, p vault.Profile) (*keys.Key, error) {
	text, err := s.Secret(p.ID)
	if err != nil {
		return nil, err
	}
	o := keys.Options{}
	if IsShared(p) {
		o = use(p)
	}
	if a := keys.ImportWith(text.Reveal(), o); a.Taken() {
		return a.Key, nil
	}
	return nil, errUnreadable
}

// SaveKey puts a profile with a key, and with what was repaired when the key was
// read. Without a key the profile keeps the one that it has.
func (b *Book) SaveKey(p vault.Profile, k *keys.Key, repairs []string, done func(vault.Profile, error)) {
	Do(b, func(s *vault.Store) (vault.Profile, error) { return save(s, p, k, repairs) }, done)
}

func save(s *vault.Store, p vault.Profile, k *keys.Key, repairs []string) (vault.Profile, error) {
	before, err := s.Get(p.ID)
	if err != nil {
		before = vault.Profile{}
	}
	if k == nil {
		return s.Put(withReading(p, before.Values[readingValue]), secret.Bytes{})
	}
	same := before.Key.Fingerprint == k.Fingerprint() && IsShared(before) == (k.Kind() == keys.Secret)
	if same && !k.Private() && before.Home != vault.NoSecret { // it has both halves already
		return s.Put(p, secret.Bytes{})
	}
	described := Describe(k, repairs)
	if same || before.ID == "" {
		described.Role = p.Key.Role
	}
	p.Key = described
	switch {
	case k.Kind() == keys.Secret:
		text, reading, err := written(k, use(p).Want)
		if err != nil {
			return p, err
		}
		return s.Put(withReading(p, reading), text)
	case k.Private():
		return s.Put(withReading(p, ""), k.PrivatePEM())
	case before.Home != vault.NoSecret:
		if err := s.ForgetSecret(p.ID); err != nil { // it belongs to another key
			return p, err
		}
	}
	return s.Put(withReading(p, ""), secret.Bytes{})
}

// withReading sets how the shared secret of a profile is read; "" for no word.
func withReading(p vault.Profile, reading string) vault.Profile {
	values := map[string]string{}
	for name, value := range p.Values {
		values[name] = value
	}
	delete(values, readingValue)
	if reading != "" {
		values[readingValue] = reading
	}
	p.Values = values
	return p
}

// written is the text to keep of a shared secret, and the choice with which it
// reads as the same secret again. One that begins and ends like something to be
// taken off is kept in quotes, which are taken off in its place.
func written(k *keys.Key, w keys.Want) (text secret.Bytes, reading string, err error) {
	plain := k.SecretText().Reveal()
	quoted := append(append([]byte{'"'}, plain...), '"')
	defer clear(plain)
	defer clear(quoted)
	for _, form := range [][]byte{plain, quoted} {
		for choose := range 3 {
			if readsAs(k, form, keys.Options{Want: w, Choose: choose}) {
				if choose > 0 {
					reading = strconv.Itoa(choose)
				}
				return secret.New(form), reading, nil
			}
		}
	}
	return secret.Bytes{}, "", errAmbiguous
}

func readsAs(k *keys.Key, text []byte, o keys.Options) bool {
	a := keys.ImportWith(text, o)
	return a.Taken() && a.Kind == keys.Secret && bytes.Equal(a.Key.Secret().Reveal(), k.Secret().Reveal())
}
