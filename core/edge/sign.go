package edge

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/words"
)

// Good is a URL that plays now.
type Good struct {
	Platform *platform.Platform
	Name     string // "Stream"
	URL      string // at this edge
	// EveryRequest says that a player must add the query of the URL to what the playlist
	// names, which hls.js does where it is told to.
	EveryRequest bool
}

// Problems says why a form made no token.
type Problems []platform.Problem

func (p Problems) Error() string {
	var texts []string
	for _, one := range p {
		if !one.Warning {
			texts = append(texts, one.Text)
		}
	}
	return strings.Join(texts, " ")
}

// filled is the form of a signer with sample values for what is missing; id is what a token
// is to be for, "" for what the form says.
func (s Signer) filled(id string) map[string]string {
	values := maps.Clone(s.Values)
	if values == nil {
		values = map[string]string{}
	}
	if id != "" {
		values[platform.ID] = id
	}
	if e := s.Platform.Edge; e != nil && e.Fill != nil {
		e.Fill(values, s.Key)
	}
	return values
}

// names reports whether the form has a host, alone or in a URL.
func (s Signer) names(host string) bool {
	for _, value := range s.filled("") {
		if u, err := url.Parse(value); strings.EqualFold(value, host) || err == nil && u.Host != "" && strings.EqualFold(u.Host, host) {
			return true
		}
	}
	return false
}

// make signs tokens of a signer as its form stands, filled.
func (s Signer) make(id string, now time.Time) (*platform.Signed, error) {
	r := platform.Request{Values: s.filled(id), Key: s.Key, IssuedAt: now, Endless: s.Endless, Extra: s.Extra}
	if s.Life > 0 {
		r.ExpiresAt = now.Truncate(time.Second).Add(s.Life)
	}
	signed, problems := s.Platform.Make(r)
	if signed == nil {
		return nil, Problems(problems)
	}
	return signed, nil
}

// urls are those that the tokens open, at the platform.
func (s Signer) urls(signed *platform.Signed) []platform.URL {
	list := signed.URLs()
	if e := s.Platform.Edge; len(list) == 0 && e != nil && e.Address != nil {
		if text := e.Address(signed.Form, signed.First()); text != "" {
			list = append(list, platform.URL{Name: "Stream", URL: text, Basis: platform.NotEstablished})
		}
	}
	return list
}

// Good are URLs that play now, one or more for each signer: those of streams first. An error
// says which signer made none, and why; the others' come with it.
func (e *Edge) Good() ([]Good, error) {
	var list []Good
	var errs []error
	v := e.set.Load()
	for _, s := range v.Signers {
		signed, err := s.make("", e.now())
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", s.Platform.Label, err))
			continue
		}
		var streams, others []Good
		why := error(ErrNoURL)
		for _, u := range s.urls(signed) {
			local, err := e.Local(u.URL)
			if err != nil {
				continue
			}
			r, refused := e.tried(v, local)
			if refused != nil {
				why = refused
				continue
			}
			good := Good{Platform: s.Platform, Name: u.Name, URL: local, EveryRequest: v.everyRequest(s.Platform)}
			switch r {
			case platform.Playlist:
				streams = append(streams, good)
			case platform.Licence: // wants POST
			default:
				others = append(others, good)
			}
		}
		if len(streams)+len(others) > 0 {
			e.handedOut(s, signed)
		} else {
			errs = append(errs, fmt.Errorf("%s: %w", s.Platform.Label, why))
		}
		list = append(append(list, streams...), others...)
	}
	return list, errors.Join(errs...)
}

// ErrNoURL says that a form makes no URL that carries its token: it makes cookies.
var ErrNoURL = errors.New("the form makes no URL that plays by itself")

// ErrRefused says that what a form makes does not play: it is not for what it names.
var ErrRefused = errors.New("what the form makes is refused here")

// tried says what an address of the edge would be answered with, or why it is refused.
func (e *Edge) tried(v *verifier, local string) (platform.Resource, error) {
	d, u, why := e.would(v, local)
	switch {
	case why != "":
		return "", fmt.Errorf("%w: %s", ErrRefused, why)
	case d.platform == nil:
		return "", fmt.Errorf("%w: %s", ErrRefused, notImitated)
	case d.cause == cause.TokenAbsent:
		return "", ErrNoURL
	case d.cause != "":
		return "", fmt.Errorf("%w: %s", ErrRefused, without(d.said, d.secrets))
	}
	v.plays(d.platform, u)
	return d.platform.Edge.Opens(u), nil
}

// would is what the edge would decide on an address of it, and the platform's URL there; or why
// there is none.
func (e *Edge) would(v *verifier, local string) (d decision, u *url.URL, why string) {
	r, err := http.NewRequest(http.MethodGet, local, nil)
	if err != nil {
		return d, nil, notOurs
	}
	r.RequestURI = strings.TrimPrefix(local, e.address)
	q, ok, why := asked(r)
	if !ok || why != "" {
		return d, nil, cmp.Or(why, notOurs)
	}
	return v.decide(&q, e.now()), q.url, ""
}

// sign answers with a fresh token, as the back end of the person would.
func (e *Edge) sign(a *answer) {
	a.set("Cache-Control", "no-store")
	switch {
	case !e.config.Sign:
		a.own(http.StatusNotFound, signIsOff, sayOff)
		return
	case ofOtherPage(a.r):
		a.own(http.StatusForbidden, fromOtherPage, "")
		return
	}
	query := a.r.URL.Query()
	v := e.set.Load()
	s, ok := v.signer(query.Get("platform"))
	if !ok {
		a.own(http.StatusNotFound, noSigner, sayNoSigner)
		return
	}
	signed, err := s.make(query.Get("id"), e.config.Now())
	if err != nil {
		said := strings.TrimSuffix(words.LowerFirst(err.Error()), ".")
		a.own(http.StatusUnprocessableEntity, without(said, []string{query.Get("id")}), err.Error())
		return
	}
	type address struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	said := struct {
		Token string    `json:"token"`
		URLs  []address `json:"urls"`
	}{signed.First().Text, []address{}}
	for _, u := range s.urls(signed) {
		if local, err := e.Local(u.URL); err == nil {
			said.URLs = append(said.URLs, address{u.Name, local})
			_, _ = e.tried(v, local) // its host is known from now on
		}
	}
	b, err := json.Marshal(said)
	if err != nil {
		panic(err) // texts alone
	}
	e.handedOut(s, signed)
	a.entry.Platform = s.Platform.Name
	a.send(http.StatusOK, jsonType, string(b))
}

func (e *Edge) handedOut(s Signer, signed *platform.Signed) {
	if e.config.Signed != nil {
		e.config.Signed(s, signed.Expires)
	}
}

// signer is the one of a platform; of none that is named the first.
func (v *verifier) signer(name string) (Signer, bool) {
	for _, s := range v.Signers {
		if name == "" || s.Platform == all.ByName(name) {
			return s, true
		}
	}
	return Signer{}, false
}
