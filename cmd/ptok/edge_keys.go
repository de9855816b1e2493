package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"playtoken/core/edge"
	"playtoken/core/humantime"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/core/words"
)

// fields reads the flags about platforms and their forms.
func (g *edging) fields() error {
	for _, name := range g.platforms.values {
		pf, err := g.choosePlatform(single{value: name, given: true})
		if err != nil {
			return err
		}
		if pf.Edge == nil {
			return usage("How "+pf.Label+" answers is not known here.", "The edge imitates: "+join(g.able(), func(p *platform.Platform) string { return p.Name })+".")
		}
		if !slices.Contains(g.named, pf) {
			g.named = append(g.named, pf)
		}
	}
	g.values = map[string]string{}
	known := func(flag, field string) error {
		if !slices.ContainsFunc(g.imitated(), func(p *platform.Platform) bool { _, has := p.Field(field); return has }) {
			return usage("No platform that is imitated has a field for "+flag+".", "ptok platforms lists the fields of each.")
		}
		return nil
	}
	fill := func(flag, field, value string) error {
		if err := known(flag, field); err != nil {
			return err
		}
		if _, twice := g.values[field]; twice {
			return usage("The field "+field+" is given twice.", "Give it once.")
		}
		g.values[field] = value
		return nil
	}
	if g.id.given {
		if err := fill("--id", platform.ID, g.id.value); err != nil {
			return err
		}
	}
	switch n := len(g.keyIDs.values); {
	case n == 0:
	case len(g.keys.values) == 0 && (n > 1 || len(g.profiles.values) > 1), len(g.keys.values) > 0 && n != len(g.keys.values):
		return usage("--key-id is not given once for each key.", "Give one for each --key, in their order, or none: what comes with a key or a profile has its ID.")
	case len(g.keys.values) > 0: // each is that of one key
		if err := known("--key-id", platform.KeyID); err != nil {
			return err
		}
	default:
		if err := fill("--key-id", platform.KeyID, g.keyIDs.values[0]); err != nil {
			return err
		}
	}
	if err := eachSet(g.set.values, fill); err != nil {
		return err
	}
	switch {
	case g.masterOnly && !slices.ContainsFunc(g.imitated(), func(p *platform.Platform) bool { return p.Edge.EveryRequest }):
		return usage("Of what is imitated the master playlist alone needs the token anyhow.", "Leave --master-only out.")
	case g.life.given && g.life.value != "none":
		if _, err := humantime.Duration(g.life.value); err != nil {
			return usage("--ttl is not a span of time.", words.Sentence(err))
		}
	}
	return nil
}

// able are the platforms of which it is known how they answer, imitated those that are asked
// for.
func (g *edging) able() []*platform.Platform {
	return slices.DeleteFunc(slices.Clone(g.program.platforms()), func(p *platform.Platform) bool { return p.Edge == nil })
}

func (g *edging) imitated() []*platform.Platform {
	if g.named != nil {
		return g.named
	}
	return g.able()
}

// keySet is what the edge verifies and signs with: what files and profiles have, or new keys.
func (g *edging) keySet(ctx context.Context) (edge.Set, error) {
	s := edge.Set{Platforms: g.named, MasterOnly: g.masterOnly}
	if len(g.keys.values)+len(g.profiles.values) == 0 {
		if g.passphrase.given {
			return s, errNoProfile
		}
		return s, g.newKeys(ctx, &s)
	}
	if err := g.fromFiles(&s); err != nil {
		return s, err
	}
	err := g.fromProfiles(&s)
	return s, err
}

// newKeys makes a key for each platform.
func (g *edging) newKeys(ctx context.Context, s *edge.Set) error {
	list := g.imitated()
	s.Signers = make([]edge.Signer, len(list))
	failed := make([]error, len(list))
	var wait sync.WaitGroup
	for i, pf := range list {
		wait.Go(func() { s.Signers[i], failed[i] = edge.NewSigner(ctx, pf, g.valuesOf(pf, nil)) })
	}
	wait.Wait()
	for i := range list {
		if failed[i] != nil {
			return fail(answerIsNo, "No key could be made.", "Give one by --key FILE.")
		}
		g.lasts(&s.Signers[i], vault.UsualLife)
	}
	return nil
}

// fromFiles takes the keys of --key. A private half, or a shared secret, signs for each
// platform that it fits.
func (g *edging) fromFiles(s *edge.Set) error {
	if _, err := onePiped(g.keys.values); err != nil {
		return err
	}
	files, err := g.files(g.program)
	if err != nil {
		return err
	}
	for n, file := range files {
		id := ""
		if len(g.keyIDs.values) > 0 {
			id = g.keyIDs.values[n]
		}
		given := verify.ReadAll(file.name, file.text, importer.Options{})
		why := refusal(given[0])
		if why != nil && g.named == nil { // some platforms take any text, and nobody said that it is for them
			return why
		}
		if why == nil {
			for i := range given {
				given[i].ID = cmp.Or(given[i].ID, id)
			}
			s.Keys = append(s.Keys, given...)
		}
		for _, pf := range g.imitated() {
			if len(given) > 1 { // which of them signs is not said
				break
			}
			values := g.valuesOf(pf, map[string]string{platform.KeyID: id})
			a := importer.ImportWith(file.text, importer.Options{Want: pf.KeyWantFor(values)})
			if !a.Taken() && g.named != nil && len(files) == 1 {
				return fail(answerIsNo, a.Message, a.Hint)
			}
			if a.Taken() {
				why = nil
			}
			if g.signs(s, pf, a, values, file.name) {
				g.lasts(&s.Signers[len(s.Signers)-1], vault.UsualLife)
			}
		}
		if why != nil {
			return why
		}
	}
	return nil
}

// fromProfiles takes the keys of --profile.
func (g *edging) fromProfiles(s *edge.Set) error {
	if len(g.profiles.values) == 0 {
		if g.passphrase.given {
			return errNoProfile
		}
		return nil
	}
	store, err := g.openSaved(g.passphrase)
	if err != nil {
		return err
	}
	defer store.close()
	for _, name := range g.profiles.values {
		profile, err := store.find(name)
		if err == nil {
			err = g.fromProfile(s, store, profile)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *edging) fromProfile(s *edge.Set, store *saved, profile vault.Profile) error {
	of := g.imitated()
	if pf := g.platformNamed(profile.Platform); pf != nil {
		if !slices.Contains(of, pf) {
			return usage("A profile is for "+pf.Label+", which the edge is not to imitate.", "Leave --platform out, or add --platform "+pf.Name+".")
		}
		of = []*platform.Platform{pf}
	}
	if profile.Signing().Home != vault.NoSecret {
		text, err := store.keyText(profile)
		if err != nil {
			return err
		}
		defer clear(text)
		for _, pf := range of {
			values := g.valuesOf(pf, profiles.FormOf(profile).Values)
			a := importer.ImportWith(text, profiles.Reading(profile.Signing(), pf.KeyWantFor(values)))
			if g.signs(s, pf, a, values, profile.Name) {
				own := &s.Signers[len(s.Signers)-1]
				g.lasts(own, profile.Lifetime)
				if own.Extra, err = profiles.FormOf(profile).Members(); err != nil {
					return unreadableClaim(err)
				}
				g.savedAs[pf] = profile.ID
			}
		}
	}
	own, err := store.keys(profile.ID)
	s.Keys = append(s.Keys, own...)
	return err
}

// signs adds a signer for a platform, where a key signs and there is none yet.
func (g *edging) signs(s *edge.Set, pf *platform.Platform, a importer.Answer, values map[string]string, name string) bool {
	if !a.Taken() || !a.Key.Private() && a.Key.Kind() != keys.Secret || slices.ContainsFunc(s.Signers, func(one edge.Signer) bool { return one.Platform == pf }) {
		return false
	}
	if f, has := pf.Field(platform.KeyID); has && values[platform.KeyID] == "" {
		values[platform.KeyID] = a.KeyID()
		if a.KeyID() == "" && f.Required {
			g.noID = append(g.noID, signsFor{name, pf.Label})
		}
	}
	s.Signers = append(s.Signers, edge.Signer{Platform: pf, Values: values, Key: a.Key, Name: name})
	return true
}

// valuesOf are the values of a platform's form: those of flags, and behind them others.
func (g *edging) valuesOf(pf *platform.Platform, behind map[string]string) map[string]string {
	values := map[string]string{}
	for _, from := range []map[string]string{g.values, behind} {
		for field, value := range from {
			if _, has := pf.Field(field); has && values[field] == "" {
				values[field] = value
			}
		}
	}
	return values
}

// lasts sets how long the tokens of a signer live: as --ttl says, else as its profile does.
func (g *edging) lasts(s *edge.Signer, saved vault.Lifetime) {
	switch {
	case g.life.value == "none", !g.life.given && saved == vault.Endless:
		s.Endless = true
	case g.life.given:
		s.Life, _ = humantime.Duration(g.life.value) // was read before
	case saved != vault.UsualLife:
		s.Life = time.Duration(saved)
	}
}

// released remembers with a profile until when a token lives that the edge handed out.
func (g *edging) released(s edge.Signer, expires time.Time) {
	g.noting.Lock() // requests come at the same time
	defer g.noting.Unlock()
	noteSigned(g.program, g.savedAs[s.Platform], expires)
}

// unmade tells why a form makes no URL. Where its platform was named that is a fault.
func (g *edging) unmade(err error) error {
	list := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		list = joined.Unwrap()
	}
	for _, one := range list {
		if one == nil {
			continue
		}
		why := strings.TrimSuffix(one.Error(), ".") + "."
		if g.named != nil && !errors.Is(one, edge.ErrNoURL) {
			return fail(unmadeStatus(one), why, "--key FILE, --key-id, --id and --set FIELD=VALUE fill the form; ptok platforms lists its fields.")
		}
		g.note("No URL to begin with for " + why)
	}
	return nil
}

// unmadeStatus is the exit status where a form makes nothing that plays: 1 where the key was
// refused, or what it makes.
func unmadeStatus(err error) int {
	var problems edge.Problems
	ofKey := func(p platform.Problem) bool { return p.Field == platform.KeyField && !p.Missing && !p.Warning }
	if errors.Is(err, edge.ErrRefused) || errors.As(err, &problems) && slices.ContainsFunc(problems, ofKey) {
		return answerIsNo
	}
	return wrongUsage
}
