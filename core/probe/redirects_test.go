package probe_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"playtoken/core/diagnosis"
	"playtoken/core/probe"
	"playtoken/internal/fixtures"
)

// TestRedirects: one is followed on the host that was asked, and to those that the person
// names; any other is shown, and nobody is asked there.
func TestRedirects(t *testing.T) {
	token := fixtures.Token(t)
	other := serve(t, says(200, hls, master))
	first := serve(t, func(w http.ResponseWriter, r *http.Request) {
		status, to, _ := strings.Cut(r.URL.Query().Get("to"), " ")
		if to == "" {
			says(200, hls, master)(w, r)
			return
		}
		n := 302
		_, _ = fmt.Sscanf(status, "%d", &n)
		w.Header().Set("Location", strings.ReplaceAll(to, "AGAIN", r.RequestURI))
		w.WriteHeader(n)
	})
	alias := strings.Replace(first.URL, "127.0.0.1", "localhost", 1)
	otherHost := strings.TrimPrefix(other.URL, "http://")
	for _, c := range []struct {
		name   string
		to     string
		allow  []string
		hops   string // followed or not, by turns
		says   string // of the last hop
		status int
	}{
		{"a path", "302 /there.m3u8", nil, "+", "", 200},
		{"the same host in full", "301 " + first.URL + "/there.m3u8?token=" + token, nil, "+", "", 200},
		{"in small and large letters", "307 " + strings.Replace(first.URL, "http", "HTTP", 1) + "/x.m3u8", nil, "+", "", 200},
		{"303", "303 /there.m3u8", nil, "+", "", 200},
		{"308", "308 /there.m3u8", nil, "+", "", 200},
		{"another port", "302 " + other.URL + "/x.m3u8", nil, "-", "Another host is asked only where a person names it.", 302},
		{"another port, with the token", "302 " + other.URL + "/x.m3u8?token=" + token, nil, "-", "with the token in the address", 302},
		{"another name of this machine", "302 " + alias + "/x.m3u8", nil, "-", "Another host", 302},
		{"a host that is named", "302 " + other.URL + "/x.m3u8?token=" + token, []string{otherHost}, "+", "", 200},
		{"a host that is named, in large letters", "302 " + other.URL + "/x.m3u8", []string{" " + strings.ToUpper(otherHost) + " "}, "+", "", 200},
		{"without TLS", "302 http://a.example/x.m3u8", []string{"a.example"}, "-", "Without TLS", 302},
		{"with a password", "302 https://me:pass@127.0.0.1/", nil, "-", "a name or a password", 302},
		{"no http", "302 javascript:alert(1)", nil, "-", "It leads to what is no web address.", 302},
		{"no place", "302 http://%zz", nil, "-", "It leads to what is no web address.", 302},
		{"in a circle", "302 AGAIN", nil, "-", "in a circle", 302},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(other.requests())
			a := ask(t, client(nil), probe.Request{URL: playlistURL(t, first.URL) + "&to=" + strings.NewReplacer(" ", "%20", "&", "%26", "?", "%3f", "%", "%25").Replace(c.to), AllowHosts: c.allow})
			hops := ""
			for _, h := range a.Hops {
				hops += map[bool]string{true: "+", false: "-"}[h.Followed]
			}
			if hops != c.hops || a.Status != c.status || !strings.Contains(a.Hops[len(a.Hops)-1].Text, c.says) || (c.says == "") != a.Good() {
				t.Errorf("%d, hops %q %+v", a.Status, hops, a.Hops)
			}
			if asked := len(other.requests()) - before; asked != strings.Count(hops, "+")*len(c.allow) {
				t.Errorf("the other host was asked %d times", asked)
			}
			if strings.Contains(fmt.Sprintf("%+v", a.Hops)+a.URL+a.Host, token[20:60]) {
				t.Errorf("the token is told: %+v", a.Hops)
			}
			v := a.Judge(diagnosis.Read(playlistURL(t, first.URL), diagnosis.Options{Now: at}), nil, diagnosis.Options{Now: at})
			state := diagnosis.MayFail // a player may follow
			if strings.HasPrefix(c.says, "in a circle") || strings.HasPrefix(c.says, "It leads to what is no") {
				state = diagnosis.Fails
			}
			if !a.Good() && (v.State != state || !strings.Contains(v.Headline+v.Detail, c.says)) {
				t.Errorf("%s: %s %s", v.State, v.Headline, v.Detail)
			}
		})
	}
}

// TestManyRedirects: no more than five are followed.
func TestManyRedirects(t *testing.T) {
	n := 0
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		n++
		w.Header().Set("Location", fmt.Sprintf("/%d.m3u8", n))
		w.WriteHeader(http.StatusFound)
	})
	a := ask(t, client(nil), probe.Request{URL: s.URL + "/x.m3u8"})
	if len(a.Hops) != 6 || a.Hops[4].Followed == false || a.Hops[5].Followed || len(s.requests()) != 6 {
		t.Errorf("%d requests, %+v", len(s.requests()), a.Hops)
	}
}

// TestDowngrade: from https nothing leads to an address without TLS.
func TestDowngrade(t *testing.T) {
	plain := serve(t, says(200, hls, master))
	s := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", plain.URL+r.RequestURI)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	c := probe.NewWith(probe.Options{Limits: small, Roots: roots(s)})
	a := ask(t, c, probe.Request{URL: playlistURL(t, s.URL), AllowHosts: []string{strings.TrimPrefix(plain.URL, "http://")}})
	if a.Good() || a.Hops[0].Followed || !strings.Contains(a.Hops[0].Text, "with the token in the address") || len(plain.requests()) > 0 {
		t.Errorf("%+v", a.Hops)
	}
}

// TestSent: what goes out is the URL as it is, and what the person has said.
func TestSent(t *testing.T) {
	s := serve(t, says(200, hls, master))
	u := playlistURL(t, s.URL) + "&a=b%20c&x=\u00e9 y"
	ask(t, client(nil), probe.Request{URL: u + "#part"})
	ask(t, client(nil), probe.Request{URL: u, Referer: "https://shop.example/p?q=1", Origin: "https://shop.example", UserAgent: "Mozilla/5.0", Cookies: "a=b"})
	want := strings.NewReplacer(s.URL, "", "\u00e9 y", "%C3%A9%20y").Replace(u)
	for i, h := range []map[string]string{
		{"Referer": "", "Origin": "", "Cookie": "", "Accept": "*/*", "Authorization": "", "Range": ""},
		{"Referer": "https://shop.example/p?q=1", "Origin": "https://shop.example", "Cookie": "a=b", "User-Agent": "Mozilla/5.0"},
	} {
		got := s.requests()[i]
		if got.Method != http.MethodGet || got.URI != want {
			t.Errorf("%s %s, want %s", got.Method, got.URI, want)
		}
		for name, value := range h {
			if got.Header.Get(name) != value {
				t.Errorf("%s is %q, want %q", name, got.Header.Get(name), value)
			}
		}
	}
	if agent := s.requests()[0].Header.Get("User-Agent"); !strings.HasPrefix(agent, "Playtoken/") {
		t.Errorf("it calls itself %q", agent)
	}
}

// TestLicence: POST with nothing in it, and what its statuses mean.
func TestLicence(t *testing.T) {
	fastpix := "/v1/on-demand/drm/license/widevine/" + fixtures.PlaybackID
	for _, c := range []struct {
		path   string
		status int
		good   bool
	}{
		{fastpix, 200, true},
		{fastpix, 400, true},
		{fastpix, 401, false},
		{fastpix, 403, false},
		{fastpix, 404, false},
		{fastpix, 405, false},
		{"/license/widevine/AbC123", 400, true}, // the token is FastPix's here
	} {
		s := serve(t, says(c.status, "application/octet-stream", ""))
		a := ask(t, client(nil), probe.Request{URL: s.URL + c.path + "?token=" + fixtures.Token(t)})
		r := s.requests()[0]
		if r.Method != http.MethodPost || r.Length != 0 || a.Kind != probe.DRM || a.Good() != c.good || a.Method != "POST" || a.Meaning == "" {
			t.Errorf("%s %d: %s with %d bytes, %+v", c.path, c.status, r.Method, r.Length, a)
		}
		v := a.Judge(diagnosis.Read(s.URL+c.path+"?token="+fixtures.Token(t), diagnosis.Options{Now: at}), nil, diagnosis.Options{Now: at})
		if strings.Contains(v.Headline, "answered") != c.good {
			t.Errorf("%d: %s", c.status, v.Headline)
		}
	}
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/again")
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	if a := ask(t, client(nil), probe.Request{URL: s.URL + fastpix}); a.Hops[0].Followed || len(s.requests()) != 1 {
		t.Errorf("%+v", a.Hops)
	}
}
