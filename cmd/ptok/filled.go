package main

import (
	"maps"
	"slices"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/vault"
	"playtoken/core/words"
)

// filled is a form that flags have filled, and behind them a saved profile, with the place
// that its key comes from: the file of --key, or the profile.
type filled struct {
	platform *platform.Platform
	request  platform.Request
	flags    map[string]string // the values that flags gave, by field
	key      single            // --key
	saved    *saved            // nil where none is named
	profile  vault.Profile
}

// fill reads all flags, and the profile. The key is not read yet: nobody should paste one,
// or type a passphrase, to learn that an ID is missing. Who calls it closes the form.
func (f *signFlags) fill(p *program) (*filled, error) {
	form := &filled{key: f.key}
	named := f.platform
	if f.profile.given {
		var err error
		if named, err = f.open(p, form); err != nil {
			form.close()
			return nil, err
		}
	} else if f.passphrase.given {
		return nil, errNoProfile
	}
	var err error
	if form.platform, err = p.choosePlatform(named); err == nil {
		form.request, err = f.request(form.platform, p.Now(), p.Zone)
	}
	if err != nil {
		form.close()
		return nil, err
	}
	form.flags = maps.Clone(form.request.Values)
	if err = f.behind(form); err != nil {
		form.close()
		return nil, err
	}
	return form, nil
}

var errNoProfile = usage("--passphrase-file is for a saved profile.", "Name it with --profile NAME, or leave --passphrase-file out.")

// open finds the profile, and answers with the platform that it is for.
func (f *signFlags) open(p *program, form *filled) (named single, err error) {
	if f.key.given {
		return named, usage("--key and --profile are two keys to sign with.", "Give one of them.")
	}
	if form.saved, err = p.openSaved(f.passphrase); err != nil {
		return named, err
	}
	if form.profile, err = form.saved.find(f.profile.value); err != nil {
		return named, err
	}
	named = f.platform
	switch of, pf := form.profile.Platform, p.platformNamed(form.profile.Platform); {
	case of == "":
	case pf == nil && all.AccountOf(of) != nil && named.given: // its tokens are made by another form
	case pf == nil && all.AccountOf(of) != nil:
		return named, usage("Of "+all.AccountOf(of).Label+" only the signing keys are known here, and not the form of its tokens.", "Add --platform jwt, and its claims by --claim NAME=JSON.")
	case pf == nil:
		return named, usage("The profile is for a platform that this ptok does not know.", "Use the ptok that goes with the window it was saved in.")
	case named.given && named.value != of:
		return named, usage("The profile is for "+pf.Label+", and --platform says another.", "Leave --platform out, or name a profile for it.")
	default:
		named.value, named.given = of, true
	}
	return named, nil
}

// behind fills in from the profile what no flag has said.
func (f *signFlags) behind(form *filled) error {
	r, saved := &form.request, profiles.FormOf(form.profile)
	for field, value := range saved.Values {
		if _, given := r.Values[field]; !given && value != "" {
			r.Values[field] = value
		}
	}
	further, err := saved.Members()
	if err != nil {
		return unreadableClaim(err)
	}
	for _, m := range further {
		if !slices.ContainsFunc(r.Extra, func(own token.Member) bool { return own.Name == m.Name }) {
			r.Extra = append(r.Extra, m)
		}
	}
	if f.expiresAt.given || f.life.given {
		return nil
	}
	for name, life := range form.profile.Lifetimes {
		if r.Lives == nil {
			r.Lives = map[string]time.Duration{}
		}
		r.Lives[name] = time.Duration(life)
	}
	switch life := form.profile.Lifetime; life {
	case vault.UsualLife:
	case vault.Endless:
		r.Endless = true
	default:
		r.ExpiresAt = r.IssuedAt.Truncate(time.Second).Add(time.Duration(life))
	}
	return nil
}

// unreadableClaim says that a claim of a profile is no JSON.
func unreadableClaim(err error) error {
	return fail(notUnderstood, words.Sentence(err), "Put it right in the window, under More claims and options, and save the profile again.")
}

// keyComes reports whether there is a place that the key comes from.
func (form *filled) keyComes() bool { return form.key.given || form.saved != nil }

// certain leaves out that the ID of the key is missing, where the key is in a file: the
// answers of platforms have both. A person who is asked for the key is told first.
func (form *filled) certain(p *program, problems []platform.Problem) []platform.Problem {
	if !form.key.given || form.key.value == "-" && p.InTerminal() {
		return problems
	}
	return slices.DeleteFunc(slices.Clone(problems), func(pr platform.Problem) bool {
		return pr.Field == platform.KeyID && pr.Missing
	})
}

// takeKey puts a key into the form, and the ID that came with it where none was given.
func (form *filled) takeKey(a importer.Answer) {
	form.request.Key = a.Key
	if _, has := form.platform.Field(platform.KeyID); has && a.KeyID() != "" && form.request.Values[platform.KeyID] == "" {
		form.request.Values[platform.KeyID] = a.KeyID()
	}
}

// keyText reads the text of the key, which the caller may overwrite. The saved profiles are
// locked again.
func (form *filled) keyText(p *program) ([]byte, error) {
	if form.saved == nil {
		return p.keyText(form.key.value, "--key")
	}
	defer form.close()
	return form.saved.keyText(form.profile)
}

// readKey reads the key in its text, as it is wanted.
func (form *filled) readKey(text []byte, want importer.Want) (importer.Answer, error) {
	return importKey(text, profiles.Reading(form.profile.Signing(), want))
}

// released remembers with the profile's key until when a token lives that leaves the program.
func (form *filled) released(p *program, expires time.Time) { noteSigned(p, form.profile.ID, expires) }

// noteSigned remembers with the key of a profile, "" for none, until when a token lives that
// leaves the program; the zero time is one without an end. The end of a rotation is reckoned
// from it. It needs neither keyring nor passphrase.
func noteSigned(p *program, profile string, expires time.Time) {
	if profile == "" {
		return
	}
	store := p.Vault()
	defer store.Close()
	if err := store.Signed(profile, vault.SigningKey, expires); err != nil {
		p.note("That a token was signed could not be noted with the profile, and a rotation does not know of it: " + err.Error() + ".")
	}
}

func (form *filled) close() { form.saved.close() }
