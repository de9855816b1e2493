package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/core/words"
)

// keyFlags name the keys that may have made a token: files, and saved profiles.
type keyFlags struct {
	keys, profiles several
	passphrase     single

	platforms map[string]*platform.Platform // of the profiles, by their ID
	doubt     string                        // why nothing proves a key of theirs, "" where all are proven
}

func (f *keyFlags) flags(c *cobra.Command) {
	f.keys.flag(c, "key", "FILE", "file with a key of any kind, public, private or shared, that may have\nmade the token, - for standard input; of several each is tried")
	f.profiles.flag(c, "profile", "NAME", profileFlagHelp+"its key may have made the\ntoken; of several each is tried")
	f.passphrase.flag(c, "passphrase-file", "FILE", passphraseFlagHelp)
}

// evidence reads the keys that may have made a token. One in a file is not refused here:
// what is wrong with it is told by what was found out with it.
func (f *keyFlags) evidence(p *program) (list []verify.Key, err error) {
	files, err := f.files(p)
	if err != nil {
		return nil, err
	}
	for _, k := range files {
		list = append(list, verify.ReadAll(k.name, k.text, importer.Options{})...)
	}
	saved, err := f.saved(p)
	return append(list, saved...), err
}

// keyFile is the text that a --key names, and what to call it.
type keyFile struct {
	name string
	text []byte
}

// files reads what each --key names.
func (f *keyFlags) files(p *program) (list []keyFile, err error) {
	for i, value := range f.keys.values {
		flag, name := "--key", "the key given here"
		if len(f.keys.values) > 1 {
			flag, name = fmt.Sprintf("--key number %d", i+1), fmt.Sprintf("key number %d given here", i+1)
		}
		text, err := p.keyText(value, flag)
		if err != nil {
			return nil, err
		}
		if len(text) > maxKey {
			return nil, errKeyTooLarge
		}
		list = append(list, keyFile{name, text})
	}
	return list, nil
}

// saved reads the keys of the profiles. A public half needs no passphrase; without one
// nothing proves it, and that is said.
func (f *keyFlags) saved(p *program) (list []verify.Key, err error) {
	switch {
	case len(f.profiles.values) > 0:
	case f.passphrase.given:
		return nil, errNoProfile
	default:
		return nil, nil
	}
	s, err := p.openSaved(f.passphrase)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var ids []string
	f.platforms = map[string]*platform.Platform{}
	for _, name := range f.profiles.values {
		profile, err := s.find(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, profile.ID)
		f.platforms[profile.ID] = p.platformNamed(profile.Platform)
	}
	if f.passphrase.given {
		if err := s.unlock(); err != nil {
			return nil, err
		}
	}
	for _, id := range ids {
		own, err := s.keys(id)
		if err != nil {
			return nil, err
		}
		for _, k := range own {
			if k.Unproven {
				f.doubt = s.whyUnproven()
			}
		}
		list = append(list, own...)
	}
	if f.doubt != "" {
		p.note("A public half that was saved is not proven: whoever can write the file may have put it there. " + f.doubt)
	}
	return list, nil
}

// keys are those of a profile that a token can be tried with. It asks for the passphrase
// where one of them is a shared secret.
func (s *saved) keys(id string) ([]verify.Key, error) {
	read := func() ([]verify.Key, error) {
		profile, err := s.store.Get(id) // anew: what opens the secrets proves public halves too
		if err != nil {
			return nil, err
		}
		return profiles.Keys(s.store, profile)
	}
	list, err := read()
	if errors.Is(err, vault.ErrLocked) {
		if err := s.unlock(); err != nil {
			return nil, err
		}
		list, err = read()
	}
	switch {
	case errors.Is(err, vault.ErrNoSecret): // a public half would do, and there is none either
		return nil, fail(answerIsNo, "The profile has no key.", "Put one into it in the window, or name another profile.")
	case err != nil:
		return nil, vaultFault(err)
	}
	return list, nil
}

// whyUnproven says why nothing proves a public half now, and what does.
func (s *saved) whyUnproven() string {
	switch state := s.store.State(); {
	case state.Locked:
		return "The secrets are locked: --passphrase-file FILE opens them, and proves it."
	case state.Reason != nil:
		return words.Sentence(state.Reason) + " " + vault.Hint(state.Reason)
	}
	return "It was saved where nothing could seal it."
}

// read is the case of a text. Where the text does not tell its platform, it is that of the
// profile whose key made the token.
func (f *keyFlags) read(text string, o diagnosis.Options) diagnosis.Case {
	c := diagnosis.Read(text, o)
	if by := c.Verified.By; c.Platform == nil && by != nil && c.Verified.State == token.Valid && f.platforms[by.Profile] != nil {
		o.Platform = f.platforms[by.Profile]
		return diagnosis.Read(text, o)
	}
	return c
}
