package ui

import (
	"errors"
	"strings"

	"playtoken/core/platform/all"
	"playtoken/core/platform/jwt"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/sign"
)

// save saves the form under the profile in use, as that is by now, or asks for a name. That
// another private key comes in the place of the saved one is asked first, and so is what
// another copy of the program has saved otherwise meanwhile.
func (f *profileForm) save() {
	id := f.id
	if _, ok := f.book.Find(id); !ok {
		f.saveAs()
		return
	}
	book.Do(f.book, func(s *vault.Store) (vault.Profile, error) {
		_ = s.Reload() // what hinders it hinders the saving, and is told then
		profile, err := s.Get(id)
		profile.Name = token.Inert(profile.Name)
		return profile, err
	}, func(profile vault.Profile, err error) {
		switch {
		case f.id != id:
		case errors.Is(err, vault.ErrNotFound):
			f.saveAs()
		case err != nil:
			f.toast.Fail(book.Sentence(err))
		default:
			f.saveOver(profile)
		}
	})
}

// saveOver saves the form over a profile as it is now.
func (f *profileForm) saveOver(profile vault.Profile) {
	next, both := f.merged(profile)
	profile.Unchanged = true
	save := func() { f.over(profile, next.Key, func() { f.saveIn(profile, next, !next.Same(f.sign.Filled())) }) }
	if len(both) == 0 {
		save()
		return
	}
	f.asks.Sure(prompt.Question{
		Title: "Save over what another copy has saved?", Button: "Save over it",
		Text: "Another copy of Playtoken has saved " + words.List(both) + " of " + profile.Name + " since, and it was changed here as well. What is on this form takes the place of that.",
	}, save)
}

// merged is the form with what was saved of a profile since the form was filled from it, and
// the names of what was changed on both sides.
func (f *profileForm) merged(profile vault.Profile) (next sign.Filled, both []string) {
	next = f.sign.Filled()
	was := f.filled.profile
	sameKey := sign.Filled{Form: f.clean.Form, Key: next.Key}.Same(f.clean)
	next.Form, both = next.Merge(f.clean.Form, formOf(was), formOf(profile))
	if sameKey && signsWith(profile) != signsWith(was) {
		next.Key, next.Repairs = nil, nil // the one that is there stays
	}
	for i, name := range both {
		if pl := all.ByName(next.Platform); pl != nil {
			if field, ok := pl.Field(name); ok {
				name = "“" + field.Label + "”"
			}
		}
		if both[i] = name; name == profiles.MergedClaims || name == profiles.MergedPlatform || name == profiles.MergedLife {
			both[i] = "the " + name
		}
	}
	return next, both
}

// saveAs saves the form as a profile of its own, under a name that no other one has.
func (f *profileForm) saveAs() {
	f.asks.Name(prompt.Naming{Title: "Save as a profile", Button: "Save", AlwaysSession: f.book.State().Home == vault.ThisSession},
		func(n prompt.Named) {
			f.saveIn(vault.Profile{Name: n.Name, SessionOnly: n.SessionOnly}, f.sign.Filled(), false)
		})
}

// saveIn saves a form in a profile; taken says that something in it is not on the form yet.
func (f *profileForm) saveIn(profile vault.Profile, form sign.Filled, taken bool) {
	before := replacedIn(profile)
	notKept := f.sign.NotKept()
	f.book.SaveKey(inProfile(form.Form, profile), form.Key, form.Repairs, func(saved vault.Profile, err error) {
		switch {
		case errors.Is(err, vault.ErrOverwritten):
			f.save() // over what it is by now
			return
		case err != nil:
			f.toast.Fail(book.Sentence(err))
			return
		case !taken:
			f.id, f.filled = saved.ID, filledFrom{form.Key, saved}
			if form.Key != nil {
				f.sign.Key.Saved(whereWord(saved.Home))
			}
			f.settle()
		default: // with what another copy has saved
			f.fillFrom(saved)
		}
		word := "Saved"
		if saved.Home == vault.ThisSession {
			word = "Saved for this session only"
		}
		if replacedIn(saved) > before {
			word += ". The key before stays as replaced."
		} else {
			word += ": " + token.Inert(saved.Name)
		}
		if notKept != "" {
			word = strings.TrimSuffix(word, ".") + ". " + notKept
		}
		f.toast.Say(word)
	})
}

// replacedIn counts the keys of a profile that were replaced.
func replacedIn(profile vault.Profile) (n int) {
	for _, it := range profile.Items {
		if !it.Replaced.IsZero() {
			n++
		}
	}
	return n
}

// formOf is the form that a profile fills. A platform that has an account alone has no form:
// its tokens are plain JWTs.
func formOf(profile vault.Profile) profiles.Form {
	f := profiles.FormOf(profile)
	of := all.AccountOf(f.Platform)
	if all.ByName(f.Platform) != nil || of == nil {
		return f
	}
	f.Platform = jwt.Platform.Name
	if f.Values["claims"] == "" {
		f.Values["claims"] = strings.ReplaceAll(of.Account.PlainClaims, "{id}", token.Quote(profile.KeyID))
	}
	return f
}

// inProfile puts a form into a profile. One of a platform without a form stays there.
func inProfile(f profiles.Form, profile vault.Profile) vault.Profile {
	stays := profile.Platform
	if stays == "" || formOf(profile).Platform != f.Platform {
		return f.In(profile)
	}
	profile.Platform = f.Platform
	profile = f.In(profile)
	profile.Platform = stays
	return profile
}

// whereWord says on a key's card where its secret lives.
func whereWord(h vault.Home) string {
	switch h {
	case vault.InKeyring:
		return "keyring"
	case vault.UnderPassphrase:
		return "passphrase"
	}
	return "this session"
}
