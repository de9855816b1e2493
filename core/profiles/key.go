package profiles

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/vault"
)

var (
	errUnreadable = errors.New("the saved key cannot be read any more; import it again")
	errAmbiguous  = errors.New("this secret cannot be saved so that it reads the same again; paste it without what stands around it")
)

// choices are the readings of a shared secret as the importer counts them.
var choices = []vault.Reading{vault.AsPlatformReads, vault.AsText, vault.AsBytes}

// Describe is what the vault keeps of a key in the open.
func Describe(k *keys.Key) vault.Key {
	return vault.Key{Description: k.Describe(), Fingerprint: k.Fingerprint(), PublicPEM: k.PublicPEM()}
}

// IsShared reports whether the key of a profile is a shared secret, which has no
// public half and no fingerprint.
func IsShared(p vault.Profile) bool { return p.Signing().Key.Kind == keys.Secret }

// Want is what a profile's platform wants of a key, with the values that are saved with
// it: how a shared secret is read where nothing else was said.
func Want(p vault.Profile) importer.Want { return all.KeyWant(p.Platform, FormOf(p).Values) }

// Settings are what the format of a profile's tokens has to be told beside the key.
func Settings(p vault.Profile) []token.Setting { return all.Settings(p.Platform, FormOf(p).Values) }

// Reading is how the text of a saved key is read, for what is wanted of it: as it was chosen
// when it was saved.
func Reading(item vault.Item, w importer.Want) importer.Options {
	return importer.Options{Want: w, Choose: slices.Index(choices, item.Key.Reading)}
}

// OpenKey opens the key that a profile signs with.
func OpenKey(s *vault.Store, p vault.Profile) (*keys.Key, error) { return OpenItem(s, p, p.Signing()) }

// OpenItem opens any key of a profile.
func OpenItem(s *vault.Store, p vault.Profile, item vault.Item) (*keys.Key, error) {
	text, err := s.Secret(p.ID, cmp.Or(item.Name, vault.SigningKey))
	if err != nil {
		return nil, err
	}
	o := importer.Options{}
	if item.Key.Kind == keys.Secret {
		o = Reading(item, Want(p))
	}
	if a := importer.ImportWith(text.Reveal(), o); a.Taken() {
		return a.Key, nil
	}
	return nil, errUnreadable
}

// Save puts a profile with a key, and with what was repaired when the key was read.
// Without a key the profile keeps the one that it has; another one stays as replaced.
func Save(s *vault.Store, p vault.Profile, k *keys.Key, repairs []string) (vault.Profile, error) {
	if k == nil {
		return s.Put(p)
	}
	now, _ := s.Get(p.ID)
	before := now.Signing()
	same := before.Key.Fingerprint == k.Fingerprint() && IsShared(now) == (k.Kind() == keys.Secret)
	next, err := NewItem(p, k)
	if err != nil {
		return p, err
	}
	if next.Repairs = repairs; same || now.ID == "" {
		next.Role = p.Signing().Role
	}
	return s.Put(p, next)
}

// NewItem is a key as an item to save with a profile: its signing key, unless it is given
// another name.
func NewItem(p vault.Profile, k *keys.Key) (item vault.NewItem, err error) {
	item = vault.NewItem{Item: vault.Item{Name: vault.SigningKey, Key: Describe(k)}, Text: k.PrivatePEM()}
	if k.Kind() == keys.Secret {
		item.Text, item.Key.Reading, err = written(k, Want(p))
	}
	return item, err
}

// written is the text to keep of a shared secret: as it was written, for a platform
// may use the text and not the bytes that it stands for. reading is the one with
// which it is the same secret again. A text that begins and ends like something to
// be taken off is kept in quotes, which are taken off in its place.
func written(k *keys.Key, w importer.Want) (text secret.Bytes, reading vault.Reading, err error) {
	plain := k.SecretText().Reveal()
	quoted := append(append([]byte{'"'}, plain...), '"')
	defer clear(plain)
	defer clear(quoted)
	for _, form := range [][]byte{plain, quoted} {
		for choose, reading := range choices {
			if readsAs(k, form, importer.Options{Want: w, Choose: choose}) {
				return secret.New(form), reading, nil
			}
		}
	}
	return secret.Bytes{}, "", errAmbiguous
}

func readsAs(k *keys.Key, text []byte, o importer.Options) bool {
	a := importer.ImportWith(text, o)
	return a.Taken() && a.Kind == keys.Secret && bytes.Equal(a.Key.Secret().Reveal(), k.Secret().Reveal())
}
