package profiles

import (
	"strings"

	"playtoken/core/keys"
	"playtoken/core/vault"
	"playtoken/core/verify"
)

// Keys are the keys of a profile as tokens are tried with them now: a public half always,
// Unproven where nothing vouches for it, and a shared secret while the store is open. The
// error says why a key is not among them: vault.ErrLocked, vault.ErrSealBroken,
// vault.ErrNoSecret for a profile without a key, or what the keyring or the file answered.
//
// Held is for the caller to set: it is false for a profile that is named for the token.
func Keys(s *vault.Store, p vault.Profile) ([]verify.Key, error) {
	item := p.Signing()
	k, err := readItem(s, p, item)
	if err != nil {
		return nil, err
	}
	k.Name, k.ID, k.Settings = strings.TrimSpace(p.Name), p.KeyID, Settings(p)
	k.Profile, k.Role = p.ID, string(item.Role)
	return []verify.Key{k}, nil
}

// readItem reads what a token can be tried with of one key.
func readItem(s *vault.Store, p vault.Profile, item vault.Item) (verify.Key, error) {
	switch {
	case item.Proof == vault.Broken:
		return verify.Key{}, vault.ErrSealBroken
	case item.Key.PublicPEM != "":
		k := verify.Read("", []byte(item.Key.PublicPEM), keys.Options{})
		k.Unproven = item.Proof == vault.Unproven
		return k, nil
	case item.Name == "":
		return verify.Key{}, vault.ErrNoSecret
	}
	text, err := s.Secret(p.ID, item.Name)
	if err != nil {
		return verify.Key{}, err
	}
	plain := text.Reveal()
	defer clear(plain)
	return verify.Read("", plain, keys.Options{Want: Want(p)}), nil
}
