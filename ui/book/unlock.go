package book

import (
	"errors"

	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/ui/prompt"
)

// Unlock opens the saved secrets: a passphrase is asked for where one seals them, until it
// is right or none is given. done is called once they are open, or with what hinders it.
func (b *Book) Unlock(ask prompt.Asks, done func(error)) {
	open := func(passphrase string, then func(error)) {
		text := secret.New([]byte(passphrase))
		b.Change(func(s *vault.Store) error { return s.Unlock(text) }, then)
	}
	if b.state.Home != vault.UnderPassphrase {
		open("", done)
		return
	}
	ask.Open(prompt.Opening{Title: "Unlock the saved secrets", Label: "Passphrase", Button: "Unlock"}, func(passphrase string, answer func(string)) {
		open(passphrase, func(err error) {
			if errors.Is(err, vault.ErrWrongPassphrase) {
				answer("This is not the passphrase. Mind the keyboard layout and Caps Lock.")
				return
			}
			answer("")
			done(err)
		})
	})
}

// UnlockBy is Unlock with a passphrase that stands on a screen. answer says what is wrong with
// it, "" for nothing.
func (b *Book) UnlockBy(passphrase string, answer func(problem string), done func(error)) {
	b.Unlock(prompt.Asks{Open: func(_ prompt.Opening, try func(string, func(string))) { try(passphrase, answer) }}, func(err error) {
		answer("")
		done(err)
	})
}

// Protect asks for a passphrase, twice, and puts the secrets under it. begun is called when
// one was given, for that takes a while. Nobody is asked in vain: where no file can be
// written, done gets why.
func (b *Book) Protect(ask prompt.Asks, begun func(), done func(error)) {
	if b.state.NoFile() { // unless that has passed
		b.Change((*vault.Store).Reload, func(err error) {
			if err != nil {
				done(err)
				return
			}
			b.protect(ask, begun, done)
		})
		return
	}
	b.protect(ask, begun, done)
}

func (b *Book) protect(ask prompt.Asks, begun func(), done func(error)) {
	ask.Passphrase(prompt.Sealing{
		Title: "Keep secrets under a passphrase", Note: "Nobody can restore a passphrase that is forgotten.", Button: "Set passphrase",
	}, func(passphrase string) {
		begun()
		text := secret.New([]byte(passphrase))
		b.Change(func(s *vault.Store) error { return s.ChangeProtection(vault.UnderPassphrase, text) }, done)
	})
}
