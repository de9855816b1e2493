//go:build !race

package edge_test

import (
	"math/rand/v2"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/verify"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

// judge is an edge whose clock and keys are set for each question.
type judge struct {
	*edge.Edge
	now atomic.Int64
}

func newJudge(t *testing.T) *judge {
	j := &judge{}
	j.Edge = begin(t, edge.Config{Now: func() time.Time { return time.Unix(0, j.now.Load()) }}, edge.Set{})
	return j
}

// contradiction asks the edge and the diagnosis about a URL, and says where they do not agree.
func (j *judge) contradiction(t *testing.T, text string, o diagnosis.Options) string {
	t.Helper()
	j.now.Store(o.Now.UnixNano())
	set := edge.Set{Keys: o.Keys}
	if o.Platform != nil {
		set.Platforms = []*platform.Platform{o.Platform}
	}
	j.Use(set)
	local, err := j.Local(text)
	if err != nil {
		t.Fatal(text, err)
	}
	r := get(t, local)
	last := j.Log()[0]
	if r.status == 405 || strings.Contains(r.head.Get("Playtoken-Note"), "wants POST") { // a licence
		r = ask(t, "POST", local)
		last = j.Log()[0]
	}
	o.Viewer = &platform.Viewer{NoReferer: true} // which is what the edge knows
	v := diagnosis.Read(text, o).Verdict
	plays := r.status == 200
	switch leading := v.Leading(); {
	case r.status != 200 && last.Cause == "":
		return "not judged: " + last.Said
	case plays && v.State == diagnosis.Fails:
		return "the edge plays; " + v.Headline
	case !plays && v.State == diagnosis.Plays:
		return "the edge refuses: " + last.Said + "; " + v.Headline
	case !plays && v.State == diagnosis.Fails && last.Cause != leading.Code:
		return "the edge says " + string(last.Cause) + ", not " + string(leading.Code)
	case plays != (r.cause() == ""), r.cause() != string(last.Cause):
		return "header and log do not agree"
	}
	return ""
}

// TestAgreesWithTheCases: of each case in which there is a URL, or a token that can be put into
// one, the edge says what Why? says.
func TestAgreesWithTheCases(t *testing.T) {
	j := newJudge(t)
	asked, played := 0, 0
	for _, c := range diagnosistest.Cases(t) {
		text, o := c.Asks(t)
		read := diagnosis.Read(text, o)
		o = diagnosis.Options{Keys: o.Keys, Platform: read.Platform, Now: o.Now}
		var address string
		switch {
		case read.URL != nil && read.URL.Host != "":
			address, _, _ = strings.Cut(read.URL.String(), "#") // which is never sent
		case read.Token != nil && !read.Token.IsURL() && !read.Token.SignsURL():
			address = "https://media.example.com/a.m3u8?token=" + url.QueryEscape(read.Token.Text)
		default:
			continue
		}
		u, err := url.Parse(address)
		if err != nil || read.Platform != nil && all.Owner(nil, u) != nil && all.Owner(nil, u) != read.Platform {
			continue
		}
		address = strings.ReplaceAll(address, " ", "%20")
		if _, err := j.Local(address); err != nil {
			continue
		}
		asked++
		if said := j.contradiction(t, address, o); said != "" {
			t.Errorf("%s, %s: %s\n%s", c.Group, c.Name, said, address)
		}
		if j.Log()[0].Status == 200 {
			played++
		}
	}
	t.Logf("%d cases, of which %d play", asked, played)
	if asked < 500 || played < 50 || played > asked*9/10 {
		t.Errorf("%d asked, %d played: the test looks in the wrong place", asked, played)
	}
}

// healthy is a URL that plays, and how it was made.
type healthy struct {
	platform *platform.Platform
	url      string
	token    string
	key      verify.Key
	foreign  verify.Key
}

func healthyURLs(t *testing.T) (list []healthy) {
	t.Helper()
	other, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		set  []string
	}{
		{"fastpix", nil},
		{"fastpix", []string{"for", "drm"}},
		{"mux", nil},
		{"mux", []string{"for", "drm"}},
		{"bitmovin", nil},
		{"bitmovin", []string{"issued_at", "on"}},
		{"fastevo", nil},
		{"edgecast", []string{"ec_url_allow", "/videos/a/"}},
		{"edgecast", nil},
		{"cloudfront", nil},
		{"cloudfront", []string{"id", "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8"}},
	} {
		p := all.ByName(c.name)
		signed := made(t, p, now, c.set...)
		h := healthy{platform: p}
		text, stranger := fixtures.PrivateKey(t), []byte(other.PublicPEM())
		if platformtest.WantsSecret(p) {
			text, stranger = []byte(platformtest.SharedSecret), []byte(strings.Repeat("90", 32))
		}
		h.key = verify.Read("the key given here", text, importer.Options{Want: p.KeyWantFor(nil)})
		h.foreign = verify.Read("another key", stranger, importer.Options{Want: p.KeyWantFor(nil)})
		for i, tok := range signed.Tokens {
			for _, u := range tok.URLs {
				h.url, h.token = u.URL, signed.Tokens[i].Text
				list = append(list, h)
			}
		}
		if len(signed.URLs()) == 0 {
			h.url, h.token = urlsOf(p, signed)[0].URL, signed.First().Text
			list = append(list, h)
		}
	}
	return list
}

// changes are what may be wrong with a URL; each leaves one that can be sent.
var changes = []func(r *rand.Rand, h *healthy){
	func(*rand.Rand, *healthy) {},
	func(r *rand.Rand, h *healthy) { // another character somewhere behind the host
		i := strings.Index(h.url, "://") + 3
		i += strings.IndexByte(h.url[i:], '/') + 1
		i += r.IntN(len(h.url) - i)
		if strings.IndexByte("/?&=#%.", h.url[i]) < 0 {
			h.url = h.url[:i] + string("abcdefABCDEF0123456789-_"[r.IntN(24)]) + h.url[i+1:]
		}
	},
	func(r *rand.Rand, h *healthy) { // the end is cut off
		h.url = h.url[:len(h.url)-1-r.IntN(min(60, len(h.url)-40))]
	},
	func(r *rand.Rand, h *healthy) { // something stands behind it
		h.url += []string{",", ".", ")", "%20", "%0A", "=", "&", "&a=b", "%2C", "*", "'", "|", "%22", ";", "&amp;a=b", "]", "?x"}[r.IntN(17)]
	},
	func(r *rand.Rand, h *healthy) { // the parameter is called otherwise
		h.url = strings.Replace(h.url, "token=", []string{"jwt=", "Token=", "auth=", "token=token="}[r.IntN(4)], 1)
	},
	func(_ *rand.Rand, h *healthy) { // percent-encoded once more
		h.url = strings.Replace(h.url, ".", "%2E", 2)
	},
	func(_ *rand.Rand, h *healthy) { // no query at all
		h.url, _, _ = strings.Cut(h.url, "?")
	},
	func(_ *rand.Rand, h *healthy) { h.key = h.foreign },
	func(_ *rand.Rand, h *healthy) { h.url += "&" + h.url[strings.IndexByte(h.url, '?')+1:] },
	func(_ *rand.Rand, h *healthy) { // as the address of a page that leads to it
		h.url = "https://www.example.com/player?src=" + url.QueryEscape(h.url)
	},
	func(_ *rand.Rand, h *healthy) { // at another host
		h.url = strings.Replace(h.url, "https://", "https://cdn.", 1)
	},
}

// readsAnother reports whether Why? takes a text for another URL than a server gets: without
// the marks that a sentence leaves behind it, or the one that stands in a parameter.
func readsAnother(text string, o diagnosis.Options) bool {
	u := diagnosis.Read(text, o).URL
	return u == nil || u.String() != text
}

// TestAgreesOnRandomTokens tries 2,000 URLs of all platforms, with keys, times and damage by
// chance.
func TestAgreesOnRandomTokens(t *testing.T) {
	j := newJudge(t)
	list := healthyURLs(t)
	r := rand.New(rand.NewPCG(1, 2))
	played, refused, marks := 0, 0, 0
	for n := 0; played+refused < 2000; n++ {
		h := list[n%len(list)]
		for range 1 + r.IntN(2) {
			changes[r.IntN(len(changes))](r, &h)
		}
		o := diagnosis.Options{Keys: []verify.Key{h.key}, Now: now}
		if r.IntN(3) == 0 {
			o.Platform = h.platform
		}
		if r.IntN(3) == 0 {
			o.Now = now.Add(time.Duration(r.IntN(7200)-1800) * time.Second)
		}
		u, err := url.Parse(h.url)
		if err != nil || o.Platform != nil && all.Owner(nil, u) != nil && all.Owner(nil, u) != o.Platform {
			continue
		}
		said := j.contradiction(t, h.url, o)
		plays := j.Log()[0].Status == 200
		switch {
		case plays:
			played++
		default:
			refused++
		}
		if !plays && readsAnother(h.url, o) {
			marks++
			continue
		}
		if said != "" {
			t.Errorf("%s: %s\n%s", h.platform.Name, said, h.url)
		}
	}
	t.Logf("%d played, %d refused, %d of them for what stands around the URL", played, refused, marks)
	if played < 300 || refused < 700 || marks > 600 {
		t.Errorf("%d played, %d refused: the test looks in the wrong place", played, refused)
	}
}
