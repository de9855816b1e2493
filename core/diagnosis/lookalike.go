package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// meant are the names that programs give to what servers read under another, in small
// letters and without what stands between the words.
var meant = map[string][]string{
	"exp": {
		"expire", "expires", "expiresat", "expiredat", "expireat", "expat", "exptime", "expiresin", "expirein", "expin",
		"expiry", "expirydate", "expirytime", "expiration", "expirationtime", "expirationdate", "validuntil", "notafter",
		"ttl", "lifetime", "maxage",
	},
	"nbf": {"notbefore", "validfrom"}, "aud": {"audience"}, "kid": {"keyid"}, "sub": {"subject"},
}

// lookAlike is a member that was probably meant for a claim that is missing.
type lookAlike struct {
	token.Member
	header bool   // it stands in the header
	within string // the member of the claims that it is a part of, "" for none
}

// withLookAlikes tells, beside what is missing, what was probably meant for it.
func withLookAlikes(e *evidence, list []platform.Finding) []platform.Finding {
	for i := range list {
		for _, claim := range missing(e.Token, list[i]) {
			if l, ok := findLookAlike(e.Token, claim); ok {
				f := &list[i]
				f.Words = meantFor(f.Words, claim, l)
				if r := renamed(e, claim, l); r != nil {
					f.Remedy = r
				}
				f.About(l.Name)
			}
		}
	}
	return list
}

// missing are the claims whose absence a finding may tell.
func missing(t *token.Token, f platform.Finding) []string {
	switch f.Code {
	case cause.ExpMissing:
		return []string{t.TimeName("exp"), t.TimeName("nbf")}
	case cause.AudMissing:
		return []string{"aud"}
	case cause.KidMissing:
		return []string{"kid"}
	case cause.ClaimMissing:
		return f.Names
	}
	return nil
}

func findLookAlike(t *token.Token, claim string) (lookAlike, bool) {
	if _, there := t.Claims.Get(claim); there {
		return lookAlike{}, false
	}
	for _, m := range t.Claims.Members {
		if strings.EqualFold(m.Name, claim) {
			return lookAlike{Member: m}, true
		}
	}
	if v, there := t.Header.Get(claim); there && claim != "kid" { // of which platforms tell more
		return lookAlike{Member: token.Member{Name: claim, Value: v}, header: true}, true
	}
	for _, m := range t.Claims.Members {
		if resembles(m.Name, claim) {
			return lookAlike{Member: m}, true
		}
		for _, inner := range m.Value.Members {
			if inner.Name == claim && m.Value.Type == token.Nested {
				return lookAlike{Member: inner, within: m.Name}, true
			}
		}
	}
	return lookAlike{}, false
}

var betweenWords = strings.NewReplacer("_", "", "-", "", " ", "")

func resembles(name, claim string) bool {
	return len(name) <= 20 && slices.Contains(meant[claim], betweenWords.Replace(strings.ToLower(name)))
}

// length reports whether a look-alike of an end holds a length of time.
func (l lookAlike) length() bool {
	name := betweenWords.Replace(strings.ToLower(l.Name))
	if strings.HasSuffix(name, "in") || name == "ttl" || name == "lifetime" || name == "maxage" {
		return true
	}
	m := token.Seconds.Read(l.Name, l.Value)
	return m.Usable() && m.At.Unix() < longAgo
}

// renamed gives a claim the value that stands under another name, where it is an end to
// come or a text.
func renamed(e *evidence, claim string, l lookAlike) *platform.Remedy {
	r := &platform.Remedy{Label: nameIt(claim), Claims: []token.Member{{Name: claim, Value: l.Value}}}
	if !l.header && l.within == "" {
		r.Drop = []string{l.Name}
	}
	if claim == e.Token.TimeName("nbf") {
		return nil
	}
	if claim == e.Token.TimeName("exp") {
		if at := e.Token.ReadTime(claim, l.Value); l.length() || !at.Usable() || at.Reached(e.Now) {
			return nil
		}
	} else if l.Value.Type != token.Text {
		return nil
	}
	return r
}
