package edge

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/verify"
)

// verifier is a set with what was found out of the requests that came to it. It is replaced
// with the set, and its caches with it.
type verifier struct {
	Set
	keys  []verify.Key // those of the set and of its signers
	memo  verify.Memo
	cases once.Cache[diagnosis.Case]
	hosts once.Cache[platform.Platform] // those that are nobody's own, by who was played from there last
}

// mostCases is how many URLs are remembered, in each of two generations.
const mostCases = 1024

// mostHosts is the same of hosts.
const mostHosts = 256

func newVerifier(s Set) *verifier {
	v := &verifier{Set: s, keys: slices.Clone(s.Keys), memo: verify.Memo{OnlyMade: true}}
	v.cases.Most, v.hosts.Most = mostCases, mostHosts
	for _, signer := range s.Signers {
		k := signer.Key
		if k == nil {
			continue
		}
		settings := signer.Platform.SettingsFor(signer.Values)
		if i := slices.IndexFunc(v.keys, func(known verify.Key) bool { return isKey(known, k) }); i >= 0 {
			v.keys[i].Settings = slices.Concat(v.keys[i].Settings, settings) // one key may sign for several platforms
			continue
		}
		own := verify.Of(signer.Name, k)
		own.ID, own.Settings = signer.Values[platform.KeyID], settings
		v.keys = append(v.keys, own)
	}
	return v
}

// isKey reports whether a key at hand is one that signs.
func isKey(k verify.Key, signs *keys.Key) bool {
	if !k.Answer.Taken() || k.Answer.Key.Kind() != signs.Kind() {
		return false
	}
	if signs.Kind() == keys.Secret {
		return bytes.Equal(k.Answer.Key.SecretText().Reveal(), signs.SecretText().Reveal())
	}
	return k.Answer.Key.Fingerprint() == signs.Fingerprint()
}

// imitates reports whether a platform is one of those that the edge is to imitate.
func (v *verifier) imitates(p *platform.Platform) bool {
	return p != nil && p.Edge != nil && (len(v.Platforms) == 0 || slices.Contains(v.Platforms, p))
}

// everyRequest reports whether what a playlist of a platform names wants the token too; of no
// platform it does not.
func (v *verifier) everyRequest(p *platform.Platform) bool {
	return p != nil && p.Edge.EveryRequest && !v.MasterOnly
}

// read finds the token of a request, and whose it is. What was found out before of the same
// URL is not found out again.
func (v *verifier) read(q *request) *diagnosis.Case {
	text := q.text
	paste, isRead := extract.Paste{}, false
	if q.cookies != "" {
		// cookies of another site on this machine do not speak for a token of the URL
		paste, isRead = extract.Read(q.text), true
		if len(paste.All) == 0 || paste.All[0].Place == extract.WholeURL {
			text, isRead = q.text+"\nCookie: "+q.cookies, false
		}
	}
	of := v.hosts.Get(strings.ToLower(q.host))
	known := text
	if of != nil { // which may not be so the next time
		known += "\n" + of.Name
	}
	if c := v.cases.Get(known); c != nil {
		return c
	}
	if !isRead {
		paste = extract.Read(text)
	}
	o := diagnosis.Options{Keys: v.keys, Memo: &v.memo, Row: true}
	if len(v.Platforms) == 1 && all.Owner(nil, q.url) == nil {
		o.Platform = v.Platforms[0]
	}
	c := diagnosis.Recognise(paste, o)
	if c.Platform == nil && c.Foreign == nil {
		if o.Platform = v.likeliest(c.Likely, of, q.host); o.Platform != nil {
			c = diagnosis.Recognise(paste, o)
		}
	}
	if c.Token != nil && sound(&c) {
		v.cases.Put(known, &c) // any page on this machine may send others, and is not to fill the memory
	}
	return &c
}

// plays notes that a URL of a platform plays: where its host is nobody's own, what comes next
// for it is taken for a request to the same platform.
func (v *verifier) plays(p *platform.Platform, u *url.URL) {
	host := strings.ToLower(u.Host)
	if all.Owner(nil, u) == nil && v.hosts.Get(host) != p {
		v.hosts.Put(host, p)
	}
}

// likeliest is the platform of a request that may be of several, or of any: that which was
// played from the host before, that of the one signer whose form names the host, that of the
// one which it may be of, else of none in particular.
func (v *verifier) likeliest(among []*platform.Platform, of *platform.Platform, host string) *platform.Platform {
	mayBe := func(p *platform.Platform) bool { return v.imitates(p) && (among == nil || slices.Contains(among, p)) }
	if of != nil && mayBe(of) {
		return of
	}
	var signers, naming []*platform.Platform
	for _, s := range v.Signers {
		if !mayBe(s.Platform) {
			continue
		}
		if signers = append(signers, s.Platform); s.names(host) {
			naming = append(naming, s.Platform)
		}
	}
	for _, only := range [][]*platform.Platform{naming, signers} {
		if len(only) == 1 {
			return only[0]
		}
	}
	if g := v.generic(); g != nil && mayBe(g) {
		return g
	}
	if i := slices.IndexFunc(among, mayBe); i >= 0 {
		return among[i]
	}
	return nil
}

// generic is the platform of what is told to be of none.
func (v *verifier) generic() *platform.Platform {
	for _, p := range all.Platforms() {
		if p.Generic && v.imitates(p) {
			return p
		}
	}
	return nil
}

// elsewhere reports whether the token that was found stands in another URL than the one that
// is asked for, such as one in a parameter of it: a server does not look there.
func elsewhere(c *diagnosis.Case, u *url.URL) bool {
	found := c.URL
	if c.Found != nil && c.Found.URL != nil {
		found = c.Found.URL
	}
	return found == nil || !strings.EqualFold(found.Host, u.Host) || found.EscapedPath() != u.EscapedPath() || found.RawQuery != u.RawQuery
}
