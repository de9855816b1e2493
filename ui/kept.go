package ui

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/sign"
	"playtoken/ui/viewmodel"
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

// Leave ends the program by end. Where keys or changes would be gone with it, it asks first,
// once.
func (p *App) Leave(end func()) {
	q, ask := loss(p.form)
	if !ask || p.leaving {
		p.leaving = false
		p.Remember()
		end()
		return
	}
	asked := p.questions.sure(q, func() {
		p.leaving = true
		p.Leave(end)
	})
	p.leaving = true
	asked.closed = func() { p.leaving = false }
}

// loss is the question about what would be gone with the program, and whether there is such.
func loss(f *profileForm) (q prompt.Question, ask bool) {
	forms := []kept{f.snapshot()}
	for _, id := range slices.Sorted(maps.Keys(f.others)) {
		forms = append(forms, f.others[id])
	}
	session, changed, bare := sessionKeys(f.book.List()), f.changedNames(), f.unsavedKeys(forms...)
	var lost, says []string
	if n := len(session) + len(bare); n > 0 {
		lost = append(lost, words.Count(n, "key"))
	}
	switch len(session) {
	case 0:
	case 1:
		says = append(says, session[0]+" is kept for this session only. It is gone when Playtoken ends. Export it under Keys to keep it.")
	default:
		says = append(says, words.List(session)+" are kept for this session only. They are gone when Playtoken ends. Export them under Keys to keep them.")
	}
	if len(bare) > 0 {
		says = append(says, savedNowhere(bare))
	}
	if len(changed) > 0 {
		lost = append(lost, "the changes of "+words.List(changed))
		says = append(says, "What was changed of "+words.List(changed)+" is not saved.")
	}
	return prompt.Question{Title: "Quit and lose " + words.List(lost) + "?", Text: strings.Join(says, " "), Button: "Quit"}, len(lost) > 0
}

// changedNames are the names of the profiles with changes that are not saved.
func (f *profileForm) changedNames() (names []string) {
	for _, profile := range f.book.List() {
		if f.isChanged(profile.ID) {
			names = append(names, profile.Name)
		}
	}
	return names
}

// savedNowhere says so of keys of these names.
func savedNowhere(names []string) string {
	return words.UpperFirst(words.List(names)) + viewmodel.Either(len(names) == 1, " on Sign is saved nowhere. Save as… keeps it.", " on Sign are saved nowhere. Save as… keeps them.")
}

// unsavedKeys name the private keys on forms that nothing has saved. A sample can be made again.
func (f *profileForm) unsavedKeys(forms ...kept) (names []string) {
	var seen []*keys.Key
	for _, form := range forms {
		for _, k := range form.draft.Losable() {
			counted := slices.ContainsFunc(seen, func(other *keys.Key) bool { return sign.SameKey(k, other) })
			if !counted && !sign.SameKey(k, form.filled.key) && !f.isSaved(k) {
				seen = append(seen, k)
				names = append(names, nameOf(profiles.Describe(k)))
			}
		}
	}
	return names
}

// isSaved reports whether a profile has a private key. Of shared secrets, which have no
// fingerprint, that is told of the one alone that a profile has given to the form.
func (f *profileForm) isSaved(k *keys.Key) bool {
	return k.Kind() != keys.Secret && slices.ContainsFunc(f.book.List(), func(profile vault.Profile) bool {
		return slices.ContainsFunc(profile.Items, func(it vault.Item) bool {
			return it.Home != vault.NoSecret && it.Key.Fingerprint == k.Fingerprint()
		})
	})
}

// sessionKeys are the names of the profiles whose secrets are not kept.
func sessionKeys(list []vault.Profile) (names []string) {
	for _, profile := range list {
		for _, item := range profile.Items {
			if item.Home == vault.ThisSession {
				names = append(names, profile.Name)
				break
			}
		}
	}
	return names
}
