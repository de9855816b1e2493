package profiles

import (
	"cmp"
	"strings"

	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/vault"
	"playtoken/core/verify"
)

// All are the [Keys] of all profiles, those in use in front of those that were replaced, each of
// them held. What cannot be read now is not among them.
func All(s *vault.Store) (list []verify.Key) {
	var replaced []verify.Key
	for _, p := range s.List() {
		p.Name = token.Inert(p.Name) // it stands in sentences
		own, _ := Keys(s, p)
		for _, k := range own {
			if k.Held = true; k.Replaced.IsZero() {
				list = append(list, k)
			} else {
				replaced = append(replaced, k)
			}
		}
	}
	return append(list, replaced...)
}

// Keys are the keys of a profile as tokens are tried with them now, those in use in front of
// those that were replaced: a public half always, Unproven where nothing vouches for it, and
// a shared secret while the store is open. The error says why the first of those that are not
// among them is not: vault.ErrLocked, vault.ErrSealBroken, vault.ErrNoSecret for a profile
// without a key, or what the keyring or the file answered.
//
// Held is for the caller to set: it is false for a profile that is named for the token.
func Keys(s *vault.Store, p vault.Profile) (list []verify.Key, err error) {
	var replaced []verify.Key
	items := p.Items
	if p.Signing().Name == "" {
		items = append([]vault.Item{{}}, items...)
	}
	for _, item := range items {
		if item.Key == (vault.Key{}) && item.Name != "" { // a credential
			continue
		}
		k, unread := readItem(s, p, item)
		switch {
		case unread != nil:
			err = cmp.Or(err, unread)
		case k.Replaced.IsZero():
			list = append(list, k)
		default:
			replaced = append(replaced, k)
		}
	}
	return append(list, replaced...), err
}

// readItem reads what a token can be tried with of one key.
func readItem(s *vault.Store, p vault.Profile, item vault.Item) (k verify.Key, err error) {
	switch {
	case item.Proof == vault.Broken:
		return k, vault.ErrSealBroken
	case item.Key.PublicPEM != "":
		k = verify.Read("", []byte(item.Key.PublicPEM), importer.Options{})
		k.Unproven = item.Proof == vault.Unproven
		if k.Answer.Taken() && k.Answer.Key.Fingerprint() != item.Key.Fingerprint {
			return k, vault.ErrSealBroken // the file was changed by hand: it is not the key that it says
		}
	case item.Name == "":
		return k, vault.ErrNoSecret
	default:
		text, err := s.Secret(p.ID, item.Name)
		if err != nil {
			return k, err
		}
		plain := text.Reveal()
		defer clear(plain)
		k = verify.Read("", plain, importer.Options{Want: Want(p)})
	}
	k.Name, k.ID, k.Settings = strings.TrimSpace(p.Name), p.KeyIDOf(item), Settings(p)
	k.Profile, k.Item, k.Role, k.Replaced = p.ID, item.Name, string(item.Role), item.Replaced
	if of := cmp.Or(all.ByName(p.Platform), all.AccountOf(p.Platform)); of != nil {
		k.Of = of
	}
	if item.Name == vault.SigningKey {
		k.Item = ""
	}
	return k, nil
}
