//go:build !race

package diagnosis_test

import (
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

// paste is a text around a URL with a token, and what is known beside it.
type paste struct {
	platform *platform.Platform
	url      string // with the token in it
	token    string
	wrap     func(url string) string
	keys     []verify.Key
	now      time.Time
}

func (p paste) read() diagnosis.Verdict {
	o := diagnosis.Options{Now: p.now, Keys: p.keys, Platform: p.platform}
	return diagnosis.Read(p.wrap(p.url), o).Verdict
}

// wraps are ways in which people hand a URL over, none of which matters.
var wraps = []func(string) string{
	func(u string) string { return u },
	func(u string) string { return "\n  " + u + "  \n" },
	func(u string) string { return `"` + u + `"` },
	func(u string) string { return "'" + u + "'," },
	func(u string) string { return "<" + u + ">" },
	func(u string) string { return "[the video](" + u + ")" },
	func(u string) string { return "`" + u + "`" },
	func(u string) string { return "Hi, this one does not play: " + u + " - any idea?" },
	func(u string) string { return "curl -v '" + u + "'" },
	func(u string) string { return `{"id":7,"url":"` + u + `"}` },
	func(u string) string { return `{"url":"` + strings.ReplaceAll(u, "/", `\/`) + `"}` },
	func(u string) string { return `<a href="` + strings.ReplaceAll(u, "&", "&amp;") + `">play</a>` },
	func(u string) string { return `const src = "` + u + `";` },
	func(u string) string { return url.QueryEscape(u) },
}

// mutation changes one thing of a healthy paste.
type mutation struct {
	name    string
	matters func(p *platform.Platform) bool
	change  func(r *rand.Rand, p *paste)
}

func always(*platform.Platform) bool { return true }
func never(*platform.Platform) bool  { return false }

// namesID reports whether a platform's tokens name what they open.
func namesID(p *platform.Platform) bool { return p.Name == "fastpix" || p.Name == "mux" }

// signsURL reports whether the whole URL is signed.
func signsURL(p *platform.Platform) bool { return p.Name == "cloudfront" }

func swapID(p *paste, with func(id string) string) {
	u, _ := url.Parse(p.url)
	id := p.platform.URLID(u)
	p.url = strings.Replace(p.url, id, with(id), 1)
}

func otherLetter(r *rand.Rand, text string) string {
	const letters = "0123456789abcdef"
	for {
		i := r.IntN(len(text))
		if c := letters[r.IntN(len(letters))]; text[i] != '-' && text[i]|0x20 != c|0x20 {
			return text[:i] + string(c) + text[i+1:]
		}
	}
}

var mutations = []mutation{
	{"nothing", never, func(*rand.Rand, *paste) {}},
	{"another character in the ID", namesID, func(r *rand.Rand, p *paste) {
		if namesID(p.platform) {
			swapID(p, func(id string) string { return otherLetter(r, id) })
		}
	}},
	{"a character of the ID is missing", func(p *platform.Platform) bool { return namesID(p) || p.Name == "bitmovin" }, func(r *rand.Rand, p *paste) {
		if namesID(p.platform) || p.platform.Name == "bitmovin" {
			swapID(p, func(id string) string { return id[:len(id)-1] })
		}
	}},
	{"undefined in place of the ID", func(p *platform.Platform) bool { return namesID(p) || p.Name == "bitmovin" }, func(_ *rand.Rand, p *paste) {
		if namesID(p.platform) || p.platform.Name == "bitmovin" {
			swapID(p, func(string) string { return "undefined" })
		}
	}},
	{"a parameter more", signsURL, func(_ *rand.Rand, p *paste) { p.url += "&b=2" }},
	{"the host twice", func(p *platform.Platform) bool { return p.Host != nil || signsURL(p) }, func(_ *rand.Rand, p *paste) {
		p.url = strings.Replace(p.url, "https://", "https://stream.", 1)
	}},
	{"the parameter is called jwt", func(p *platform.Platform) bool { return len(p.Params) > 0 && p.Params[0] == "token" && !p.Generic }, func(_ *rand.Rand, p *paste) {
		p.url = strings.Replace(p.url, "?token=", "?jwt=", 1)
	}},
	{"another character in the token", always, func(r *rand.Rand, p *paste) {
		i := strings.Index(p.url, p.token) + len(p.token) - 20 - r.IntN(20)
		c := byte('A')
		if p.url[i] == c {
			c = 'B'
		}
		p.url = p.url[:i] + string(c) + p.url[i+1:]
	}},
	{"the end of the token is missing", always, func(r *rand.Rand, p *paste) {
		cut := p.token[:len(p.token)-1-r.IntN(20)]
		p.url = strings.Replace(p.url, p.token, cut, 1)
	}},
	{"another key", always, func(_ *rand.Rand, p *paste) { p.keys = []verify.Key{p.stranger()} }},
	{"another key beside the right one", never, func(_ *rand.Rand, p *paste) { p.keys = append([]verify.Key{p.stranger()}, p.keys...) }},
	{"a second before the end", never, func(_ *rand.Rand, p *paste) { p.now = platformtest.Issued.Add(time.Hour - time.Second) }},
	{"the end", always, func(_ *rand.Rand, p *paste) { p.now = platformtest.Issued.Add(time.Hour) }},
	{"a day later", always, func(_ *rand.Rand, p *paste) { p.now = platformtest.Issued.Add(25 * time.Hour) }},
	{"wrapped otherwise", never, func(r *rand.Rand, p *paste) { p.wrap = wraps[r.IntN(len(wraps))] }},
}

// strangers are keys that signed none of it, by their kind.
var strangers = map[keys.Kind]verify.Key{}

// stranger is a key of the kind of the right one. A secret that reads as words is a
// question, and has no key.
func (p paste) stranger() verify.Key {
	if platformtest.WantsSecret(p.platform) {
		return strangers[keys.Secret]
	}
	return strangers[keys.RSA]
}

// TestMutations changes one thing in healthy pastes: the verdict changes exactly when that
// matters.
func TestMutations(t *testing.T) {
	other, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	strangers[keys.RSA] = verify.Read("another key", []byte(other.PublicPEM()), importer.Options{})
	strangers[keys.Secret] = verify.Read("another secret", []byte("another-secret-of-more-than-32-bytes"), importer.Options{})
	healthy := healthyPastes(t)
	r := rand.New(rand.NewPCG(1, 2))
	const count = 2000
	for n := range count {
		p, m := healthy[n%len(healthy)], mutations[r.IntN(len(mutations))]
		w := r.IntN(len(wraps))
		p.wrap = wraps[w]
		m.change(r, &p)
		v := p.read()
		if plays := v.State == diagnosis.Plays; plays == m.matters(p.platform) {
			t.Errorf("%s, %s, wrapped as %d: %s\n%s", p.platform.Name, m.name, w, v.Headline, p.wrap(p.url))
		}
	}
}

// healthyPastes are the first URLs of each platform's form, signed for an hour.
func healthyPastes(t *testing.T) (list []paste) {
	t.Helper()
	for _, p := range all.Platforms() {
		request := platformtest.Complete(t, p)
		request.ExpiresAt = request.IssuedAt.Add(time.Hour)
		if f, ok := p.Field(platform.ID); ok && request.Values[platform.ID] == "" {
			request.Values[platform.ID] = f.Example
		}
		if f, ok := p.Field("project"); ok {
			request.Values["project"] = f.Example
		}
		signed, problems := p.Make(request)
		if signed == nil {
			t.Fatal(p.Name, problems)
		}
		text := fixtures.PrivateKey(t)
		if platformtest.WantsSecret(p) {
			text = []byte(platformtest.SharedSecret)
		}
		first := paste{
			platform: p, token: signed.First().Text, now: request.IssuedAt.Add(time.Minute),
			keys: []verify.Key{verify.Read("the key given here", text, importer.Options{})},
		}
		first.url = map[string]string{
			"edgecast": "https://cdn.example.com/vod/a.m3u8?", "fastevo": "https://video.example.com/a.m3u8?token=", "jwt": "https://api.example.com/a.m3u8?token=",
		}[p.Name] + first.token
		if urls := signed.First().URLs; len(urls) > 0 {
			first.url = urls[0].URL
		}
		list = append(list, first)
	}
	return list
}
