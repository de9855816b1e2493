package ui

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"time"

	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/vault"
)

// givenOut are the tokens that left the program since its start, by the keys that signed them: a
// key may be saved afterwards.
type givenOut struct {
	salt  [32]byte
	lives map[keyMark]life
}

// keyMark tells a key from others, without a shared secret being kept for it.
type keyMark struct {
	kind keys.Kind
	mark string
}

// life is until when the tokens of a key live.
type life struct {
	last    time.Time // the zero time for none with an end
	endless bool
}

func newGivenOut() (g givenOut) {
	_, _ = rand.Read(g.salt[:]) // it does not fail
	g.lives = map[keyMark]life{}
	return g
}

func (g *givenOut) markOf(k *keys.Key) keyMark {
	if k.Kind() != keys.Secret {
		return keyMark{k.Kind(), k.Fingerprint()}
	}
	text := append(g.salt[:len(g.salt):len(g.salt)], k.Secret().Reveal()...)
	defer clear(text)
	sum := sha256.Sum256(text)
	return keyMark{k.Kind(), string(sum[:])}
}

func (g *givenOut) add(mark keyMark, expires time.Time) {
	l := g.lives[mark]
	if expires.IsZero() {
		l.endless = true
	} else if expires.After(l.last) {
		l.last = expires
	}
	g.lives[mark] = l
}

// released remembers with every saved key that is this one until when a token lives that
// has left the program: it says when the key can be deleted at its platform.
func (k *savedKeys) released(by *keys.Key, expires time.Time) {
	if by == nil {
		return
	}
	mark := k.out.markOf(by)
	k.out.add(mark, expires)
	k.remember(mark)
}

// remember takes over into the saved keys what was given out with keys.
func (k *savedKeys) remember(marks ...keyMark) {
	lives := map[keyMark]life{}
	for _, m := range marks {
		lives[m] = k.out.lives[m]
	}
	if len(lives) == 0 {
		return
	}
	markOf := k.out.markOf
	k.book.Change(func(s *vault.Store) error { return remember(s, lives, markOf) }, func(err error) {
		if err != nil {
			k.fail("That a token was signed could not be remembered with its key: " + err.Error() + ".")
		}
	})
}

// remember runs off the window's thread. A shared secret has no fingerprint: it is the same
// where its bytes are, which can be looked at while the secrets are open.
func remember(s *vault.Store, lives map[keyMark]life, markOf func(*keys.Key) keyMark) (err error) {
	secrets := false
	for m := range lives {
		secrets = secrets || m.kind == keys.Secret
	}
	for _, p := range s.List() {
		for _, it := range p.Items {
			mark := keyMark{it.Key.Kind, it.Key.Fingerprint}
			if it.Key.Kind == keys.Secret {
				if !secrets {
					continue
				}
				saved, wrong := profiles.OpenItem(s, p, it)
				if wrong != nil {
					continue
				}
				mark = markOf(saved)
			}
			l, ok := lives[mark]
			if !ok || it.Home == vault.NoSecret {
				continue
			}
			if l.endless {
				err = errors.Join(err, s.Signed(p.ID, it.Name, time.Time{}))
			}
			if !l.last.IsZero() {
				err = errors.Join(err, s.Signed(p.ID, it.Name, l.last))
			}
		}
	}
	return err
}
