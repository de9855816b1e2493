package main

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/core/words"
)

// saved are the saved profiles while a command uses them.
type saved struct {
	*program
	store      *vault.Store
	passphrase single // --passphrase-file
}

const (
	profileFlagHelp    = "a saved profile, by its name: "
	passphraseFlagHelp = "file with the passphrase of the saved profiles, where they are under\none"
)

// openSaved opens the saved profiles, and says why they cannot be read. Who calls it closes
// them, which wipes what opens the secrets.
func (p *program) openSaved(passphrase single) (s *saved, err error) {
	s = &saved{p, p.Vault(), passphrase}
	state := s.store.State()
	for _, d := range state.Damage {
		p.note(d.Text())
	}
	switch {
	case len(s.store.List()) > 0:
		if passphrase.given && state.Home == vault.InKeyring {
			p.note("--passphrase-file was not read: the system's keyring opens the saved profiles.")
		}
		return s, nil
	case len(state.Damage) > 0:
		err = state.Damage[0].Err
	default: // is the file of no use, or is there none? A keyring is not asked for
		err = s.store.Reload()
	}
	if err != nil {
		s.close()
		return nil, vaultFault(err)
	}
	return s, nil
}

//go:noinline // its copies would make ptok larger
func (s *saved) close() {
	if s != nil && s.store != nil {
		s.store.Close()
		s.store = nil
	}
}

// vaultFault is an error of the vault, with what it says to do.
func vaultFault(err error) *fault {
	return fail(answerIsNo, words.Sentence(err), cmp.Or(vault.Hint(err), "ptok profiles lists the saved ones."))
}

// find returns the profile of a name: the one that is called so, else the one with that
// ID, else the only one that is called so but for capitals. The name is not repeated: it
// may be anything in the wrong place.
func (s *saved) find(name string) (vault.Profile, error) {
	list := s.store.List()
	if len(list) == 0 {
		return vault.Profile{}, usage("No profiles are saved here.", "Save a key in the window of Playtoken, under Keys; or give one as --key FILE.")
	}
	for _, is := range []func(vault.Profile) bool{
		func(p vault.Profile) bool { return p.Name == name },
		func(p vault.Profile) bool { return p.ID == name },
		func(p vault.Profile) bool {
			return strings.EqualFold(strings.TrimSpace(p.Name), strings.TrimSpace(name))
		},
	} {
		switch found := filter(list, is); len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return vault.Profile{}, usage("Several profiles have that name.", "Give the ID of one: "+some(found, identity)+".")
		}
	}
	return vault.Profile{}, usage("There is no profile of that name.", "Saved are: "+some(list, func(p vault.Profile) string { return p.Name })+".")
}

func filter(list []vault.Profile, is func(vault.Profile) bool) (found []vault.Profile) {
	for _, p := range list {
		if is(p) {
			found = append(found, p)
		}
	}
	return found
}

// identity tells profiles of one name apart.
func identity(p vault.Profile) string {
	return fmt.Sprintf("%s (%s, key ID %s)", p.ID, cmp.Or(p.Platform, "no platform"), cmp.Or(p.KeyID, "none"))
}

// mostNamed is how many profiles a hint names.
const mostNamed = 20

// some names profiles, and how many more there are.
func some(list []vault.Profile, word func(vault.Profile) string) string {
	text := join(list[:min(len(list), mostNamed)], word)
	if more := len(list) - mostNamed; more > 0 {
		text += fmt.Sprintf(" and %s more, see ptok profiles", words.Thousands(more))
	}
	return text
}

// unlock opens the secrets that are under a passphrase.
func (s *saved) unlock() error {
	if state := s.store.State(); !state.Locked || state.Home != vault.UnderPassphrase {
		return nil
	}
	text, err := s.readPassphrase()
	if err != nil {
		return err
	}
	if err := s.store.Unlock(text); err != nil {
		return vaultFault(err)
	}
	return nil
}

const lockedHint = "Give --passphrase-file FILE, or run ptok in a terminal, where you are asked for the passphrase."

// readPassphrase reads the file of --passphrase-file, or asks a person.
func (s *saved) readPassphrase() (secret.Bytes, error) {
	if s.passphrase.given {
		text, err := readPassword(s.passphrase)
		if err == nil && text.IsZero() {
			err = usage("The file that --passphrase-file names holds no passphrase.", lockedHint)
		}
		return text, err
	}
	if !s.InTerminal() {
		return secret.Bytes{}, fail(answerIsNo, "The saved secrets are locked, and there is no terminal to ask for the passphrase.", lockedHint)
	}
	fmt.Fprint(s.Stderr, "Passphrase of the saved profiles (it is not shown): ")
	text, err := s.ReadSecret()
	defer clear(text)
	fmt.Fprintln(s.Stderr)
	typed := bytes.TrimRight(text, "\r\n")
	if err != nil || len(typed) == 0 {
		return secret.Bytes{}, usage("No passphrase was given.", lockedHint)
	}
	return secret.New(typed), nil
}

// keyText opens the key that a profile signs with. The caller may overwrite it.
func (s *saved) keyText(p vault.Profile) ([]byte, error) {
	if p.Signing().Home == vault.NoSecret {
		return nil, vaultFault(vault.ErrNoSecret) // nobody should type a passphrase to learn that
	}
	if err := s.unlock(); err != nil {
		return nil, err
	}
	text, err := s.store.Secret(p.ID, vault.SigningKey)
	if err != nil {
		return nil, vaultFault(err)
	}
	return text.Reveal(), nil
}
