package probe_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"playtoken/core/diagnosis"
	"playtoken/core/probe"
	"playtoken/internal/fixtures"
)

// TestNoTokenIsTold: a server repeats the token, whole and in pieces, wherever an answer has
// room for it; no text has any of it.
func TestNoTokenIsTold(t *testing.T) {
	tok := fixtures.Token(t)
	half := tok[len(tok)/2:]
	cookie := "canary-of-a-cookie-0123456789"
	edgecast := "c2VhbGVkLXRva2VuLWZvci10aGUtdGVzdHMtb25seS0wMTIzNDU2Nzg5"
	signature := "Zm9yLXRoZS10ZXN0cy1vbmx5LW5vLXNpZ25hdHVyZQ__"
	var answer http.HandlerFunc
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { answer(w, r) })
	for name, u := range map[string]string{
		"in the query":  playlistURL(t, s.URL),
		"in the path":   s.URL + "/" + tok + "/manifest/video.m3u8",
		"without name":  s.URL + "/v/x.m3u8?" + edgecast,
		"signed":        s.URL + "/v/x.m3u8?Expires=1795968000&Signature=" + signature + "&Key-Pair-Id=K2JCJMDEHXQW5F",
		"for a licence": s.URL + "/drm/license/widevine/" + fixtures.PlaybackID + "?token=" + tok,
	} {
		for _, canary := range []string{tok, half, tok[:len(tok)/2], strings.ToLower(half), edgecast, signature, cookie, cookie[7:]} {
			if sent := strings.ToLower(u + cookie); !strings.Contains(sent, strings.ToLower(canary)) {
				continue
			}
			inHost := strings.Map(func(c rune) rune {
				if c == '.' || c == '_' {
					return '-'
				}
				return c
			}, canary[:min(len(canary), 60)])
			list := fmt.Sprintf("#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=%[1]q,LANGUAGE=%[1]q,URI=\"a.m3u8?x=%[1]s\"\n"+
				"#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,KEYFORMAT=%[1]q,URI=\"skd://%[1]s\"\n"+
				"#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=%[1]q,NAME=%[1]q,RESOLUTION=%[1]s,AUDIO=\"a\"\nhttps://%[2]s.example/%[1]s.m3u8?token=%[1]s\n", canary, inHost)
			for _, status := range []int{200, 302, 307, 401, 403, 404, 422, 500} {
				for _, body := range []string{list, canary, `{"error":{"code":401,"message":"` + canary + `","fields":[{"field":"` + canary + `"}]}}`, "<html>" + canary, "<Error><Code>" + canary + "</Code></Error>"} {
					answer = func(w http.ResponseWriter, _ *http.Request) {
						w.Header().Set("Location", "https://"+inHost+".example/"+url.PathEscape(canary))
						w.Header().Set("Content-Type", "text/"+canary)
						w.Header().Set("Date", canary)
						w.WriteHeader(status)
						fmt.Fprint(w, body)
					}
					r := probe.Request{URL: u, Cookies: "CloudFront-Signature=" + cookie}
					a, f := client(nil).Ask(context.Background(), r)
					if f != nil {
						t.Fatal(f)
					}
					var second *probe.Second
					if a.Manifest != nil {
						second, f = client(quick(connect)).Follow(context.Background(), a, 1) // of this server
					}
					c := diagnosis.Read(u, diagnosis.Options{Now: at})
					v := a.Judge(c, second, diagnosis.Options{Now: at})
					text := fmt.Sprintf("%+v %+v %+v ", a.Hops, a.Manifest, f) + strings.Join([]string{a.URL, a.Host, a.Method, a.Meaning, a.Type, a.Problem, v.Headline, v.Detail, v.Fix}, " ")
					if second != nil {
						text += fmt.Sprintf("%+v", second.Playlist.Hops) + second.Playlist.URL + second.Playlist.Problem
					}
					for _, found := range v.Findings {
						if found.Code == "not_the_token" {
							text += fmt.Sprint(found.Words)
						}
					}
					for _, look := range probe.Compare(a, "https://shop.example/") {
						text += look.Name + look.Beside(a, a)
					}
					lower := strings.ToLower(text)
					for _, secret := range []string{canary[:min(30, len(canary))], canary[max(0, len(canary)-20):], inHost, base64.StdEncoding.EncodeToString([]byte(tok))[:40]} {
						if strings.Contains(lower, strings.ToLower(secret)) {
							t.Fatalf("%s, %d, %.20s…: it is told: %s", name, status, secret, text)
						}
					}
				}
			}
		}
	}
}

// TestNoHostIsToldInAFault: a host that has a piece of the token in its name.
func TestNoHostIsToldInAFault(t *testing.T) {
	tok := fixtures.Token(t)
	leaking := strings.ToLower(tok[20:60]) + ".localhost"
	s := serve(t, says(200, hls, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttps://"+leaking+":1/x.m3u8\n"))
	a := ask(t, client(nil), probe.Request{URL: playlistURL(t, s.URL)})
	_, f := client(quick(connect)).Follow(context.Background(), a, 0)
	if f == nil || strings.Contains(fmt.Sprintf("%+v", *f)+a.Manifest.Variants[0].Host, leaking[:12]) || f.Host != "another host" {
		t.Errorf("%+v", f)
	}
}
