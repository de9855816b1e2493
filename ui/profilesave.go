package ui

import (
	"strings"

	"playtoken/core/platform/all"
	"playtoken/core/platform/jwt"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
)

// saveIn saves the form under the profile in use, or asks for a name. That another
// private key comes in the place of the saved one is asked first.
func (f *profileForm) save() {
	profile, ok := f.book.Find(f.id)
	if !ok {
		f.saveAs()
		return
	}
	f.over(profile, f.sign.Filled().Key, func() { f.saveIn(profile) })
}

// saveAs saves the form as a profile of its own, under a name that no other one has.
func (f *profileForm) saveAs() {
	f.asks.Name(prompt.Naming{Title: "Save as a profile", Button: "Save", AlwaysSession: f.book.State().Home == vault.ThisSession},
		func(n prompt.Named) { f.saveIn(vault.Profile{Name: n.Name, SessionOnly: n.SessionOnly}) })
}

func (f *profileForm) saveIn(profile vault.Profile) {
	form := f.sign.Filled()
	before := replacedIn(profile)
	notKept := f.sign.NotKept()
	f.book.SaveKey(inProfile(form.Form, profile), form.Key, form.Repairs, func(saved vault.Profile, err error) {
		if err != nil {
			f.toast.Fail(book.Sentence(err))
			return
		}
		f.id, f.filled = saved.ID, filledFrom{form.Key, markOf(saved)}
		if form.Key != nil {
			f.sign.Key.Saved(whereWord(saved.Home))
		}
		f.settle()
		word := "Saved"
		if saved.Home == vault.ThisSession {
			word = "Saved for this session only"
		}
		if replacedIn(saved) > before {
			word += ". The key before stays as replaced."
		} else {
			word += ": " + saved.Name
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
