package ui

import (
	"bytes"
	"errors"
	"time"

	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/vault"
)

// released remembers with every saved key that is this one until when a token lives that
// has left the program: it says when the key can be deleted at its platform.
func (k *savedKeys) released(by *keys.Key, expires time.Time) {
	if by == nil {
		return
	}
	k.book.Change(func(s *vault.Store) error { return remember(s, by, expires) }, func(err error) {
		if err != nil {
			k.fail("That a token was signed could not be remembered with its key: " + err.Error() + ".")
		}
	})
}

// remember runs off the window's thread. A shared secret has no fingerprint: it is the same
// where its bytes are, which can be looked at while the secrets are open.
func remember(s *vault.Store, k *keys.Key, expires time.Time) (err error) {
	for _, p := range s.List() {
		for _, it := range p.Items {
			same := it.Key.Fingerprint == k.Fingerprint()
			if it.Key.Kind == keys.Secret && k.Kind() == keys.Secret {
				saved, wrong := profiles.OpenItem(s, p, it)
				same = wrong == nil && bytes.Equal(saved.Secret().Reveal(), k.Secret().Reveal())
			}
			if same && it.Key.Kind == k.Kind() && it.Home != vault.NoSecret {
				err = errors.Join(err, s.Signed(p.ID, it.Name, expires))
			}
		}
	}
	return err
}
