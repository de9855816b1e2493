package edge_test

import (
	"strings"
	"testing"

	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// bare is an address without its query.
func bare(address string) string { address, _, _ = strings.Cut(address, "?"); return address }

// TestHostsOfNobody: at a host that is no platform's own, a request without a token is one for
// the platform that was played from there.
func TestHostsOfNobody(t *testing.T) {
	e := begin(t, edge.Config{Sign: true}, edge.Set{Signers: signers(t)})
	good, err := e.Good()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"edgecast": 403, "fastevo": 401, "jwt": 401}
	for _, g := range good {
		status, of := want[g.Platform.Name], g.Platform.Name
		if status == 0 {
			continue
		}
		at := bare(g.URL)
		if r := get(t, at); r.status != status || r.cause() != "token_absent" || e.Log()[0].Platform != of {
			t.Errorf("%s: %d, %s, of %q", of, r.status, r.cause(), e.Log()[0].Platform)
		}
		if of != "edgecast" {
			continue
		}
		rendition := at[:strings.LastIndexByte(at, '/')] + "/v180p/index.m3u8"
		if r := get(t, rendition); r.status != status || r.cause() != "token_absent" {
			t.Errorf("%s: a rendition: %d, %s", of, r.status, r.cause())
		}
	}
	if len(want) == 0 || get(t, at(t, e, "https://nobody.example.com/a.m3u8")).status != 401 {
		t.Error("a host that is new is not one of plain JWT")
	}
}

// TestHostsAreLearned: by a token that fitted, from /sign, and by the one form that names a host.
func TestHostsAreLearned(t *testing.T) {
	p := all.ByName("edgecast")
	u := made(t, p, now, "host", "cdn.brand.example").URLs()[0].URL
	all := signers(t)
	for name, c := range map[string]struct {
		signers []edge.Signer
		learn   func(e *edge.Edge)
	}{
		"seen":  {all, func(e *edge.Edge) { get(t, at(t, e, u)) }},
		"named": {append([]edge.Signer{signerOf(t, p, "host", "cdn.brand.example")}, all[:2]...), func(*edge.Edge) {}},
		"signed": {append([]edge.Signer{signerOf(t, p, "host", "cdn.brand.example")}, all[:2]...), func(e *edge.Edge) {
			get(t, e.Address()+"/sign?platform=edgecast")
		}},
	} {
		e := begin(t, edge.Config{Sign: true}, edge.Set{Signers: c.signers})
		if name == "seen" {
			if r := get(t, bare(at(t, e, u))); r.status != 401 {
				t.Errorf("before it was seen: %d", r.status)
			}
		}
		c.learn(e)
		if r := get(t, bare(at(t, e, u))); r.status != 403 || r.cause() != "token_absent" {
			t.Errorf("%s: %d, %s", name, r.status, r.cause())
		}
	}
}

// TestNotImitatedCanBeRead: what the edge says in its own name of an address, a page can read.
func TestNotImitatedCanBeRead(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Platforms: []*platform.Platform{all.ByName("fastpix"), all.ByName("mux")}})
	for _, address := range []string{at(t, e, "https://cdn.brand.example/a.m3u8"), e.Address() + "/nothing/a.m3u8", at(t, e, "https://stream.mux.com/a/%2e%2e/b.m3u8")} {
		if r := get(t, address); r.status < 400 || r.head.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %d, %q", address, r.status, r.head.Get("Access-Control-Allow-Origin"))
		}
	}
}

// TestParameterOfARule: a rule may give Edgecast's token any name.
func TestParameterOfARule(t *testing.T) {
	p := all.ByName("edgecast")
	one := edge.Set{Platforms: []*platform.Platform{p}, Signers: []edge.Signer{signerOf(t, p, "param", "tok")}}
	many := edge.Set{Signers: append([]edge.Signer{signerOf(t, p, "param", "tok")}, signers(t)[:2]...)}
	for name, set := range map[string]edge.Set{"alone": one, "beside others": many} {
		e := begin(t, edge.Config{}, set)
		good, _ := e.Good()
		if len(good) == 0 || !strings.Contains(good[0].URL, "?tok=") || get(t, good[0].URL).status != 200 {
			t.Errorf("%s: %+v", name, good)
			continue
		}
		i := strings.Index(good[0].URL, "tok=") + 10
		other := good[0].URL[:i] + "AAAAAA" + good[0].URL[i+6:]
		if r := get(t, other); r.status != 403 || r.cause() == "" || r.cause() == "token_absent" {
			t.Errorf("%s: %d, %s for a token that no key opens", name, r.status, r.cause())
		}
	}
}
