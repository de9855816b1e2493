package ui

import (
	"bytes"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
)

// over asks before the key of a profile gives way to another one; save is called where
// none does, or where that is meant. A platform may never show the key that was there again.
func (f *profileForm) over(profile vault.Profile, k *keys.Key, save func()) {
	there := profile.Signing()
	if k == nil || there.Key.Kind == "" || there.Home == vault.NoSecret && !k.Private() {
		save()
		return
	}
	book.Do(f.book, func(s *vault.Store) (bool, error) { return isSame(s, profile, k), nil }, func(same bool, _ error) {
		if same {
			save()
			return
		}
		f.asks.Sure(prompt.Question{
			Title: "Save another key in " + profile.Name + "?", Button: "Replace",
			Text: words.UpperFirst(nameOf(there.Key)) + " signs for " + profile.Name + " now. It stays here as replaced, and the key of the form signs from then on: " + nameOf(profiles.Describe(k)) + ".",
		}, save)
	})
}

// nameOf tells a key from another one: "RSA 2048 05586d54f2af".
func nameOf(k vault.Key) string {
	if k.Fingerprint == "" {
		return "a shared secret"
	}
	return k.Name() + " " + k.Fingerprint[:min(12, len(k.Fingerprint))]
}

// isSame reports whether a key is the one that a profile signs with. It runs off the
// window's thread: shared secrets have no fingerprint and are looked at while they are open.
func isSame(s *vault.Store, profile vault.Profile, k *keys.Key) bool {
	there := profile.Signing()
	if there.Key.Kind != k.Kind() {
		return false
	}
	if k.Kind() != keys.Secret {
		return there.Key.Fingerprint == k.Fingerprint()
	}
	saved, err := profiles.OpenItem(s, profile, there)
	return err == nil && bytes.Equal(saved.Secret().Reveal(), k.Secret().Reveal())
}

// taken says that a profile has a name already, "" where none has. Names that differ in
// capitals alone are the same to a reader.
func (f *profileForm) taken(name string) string {
	for _, profile := range f.book.List() {
		if strings.EqualFold(profile.Name, name) {
			return "There is a profile of this name already."
		}
	}
	return ""
}

// Leave ends the program by end. Where keys would be gone with it, it asks first, once.
func (p *App) Leave(end func()) {
	gone := p.sessionKeys()
	if len(gone) == 0 || p.leaving {
		p.leaving = false
		p.Remember()
		end()
		return
	}
	p.questions.close()
	text := words.List(gone) + " is kept for this session only. It is gone when Playtoken ends. Export it under Keys to keep it."
	if len(gone) > 1 {
		text = words.List(gone) + " are kept for this session only. They are gone when Playtoken ends. Export them under Keys to keep them."
	}
	q := p.questions.sure(prompt.Question{Title: "Quit and lose " + words.Count(len(gone), "key") + "?", Text: text, Button: "Quit"}, func() {
		p.leaving = true
		p.Leave(end)
	})
	p.leaving = true
	q.closed = func() { p.leaving = false }
}

// sessionKeys are the names of the profiles whose secrets are not kept.
func (p *App) sessionKeys() (names []string) {
	for _, profile := range p.book.List() {
		for _, item := range profile.Items {
			if item.Home == vault.ThisSession {
				names = append(names, profile.Name)
				break
			}
		}
	}
	return names
}
