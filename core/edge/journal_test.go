package edge_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"playtoken/core/edge"
	"playtoken/core/platform/all"
)

// TestLog: each request is a line, the last thousand are kept.
func TestLog(t *testing.T) {
	var told atomic.Int64
	e := begin(t, edge.Config{Answered: func(edge.Entry) { told.Add(1) }}, edge.Set{Signers: signers(t)})
	url := at(t, e, made(t, all.ByName("fastpix"), now).URLs()[0].URL)
	get(t, url)
	got := e.Log()[0]
	want := edge.Entry{
		N: 1, Time: now, Method: "GET", Host: "stream.fastpix.com", Path: "/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8", ID: "16af5b33-cf4d-4717-9b90-ce429a124455",
		Status: 200, Platform: "fastpix", Standing: "stated", Client: "127.0.0.1",
	}
	if fmt.Sprintf("%+v", got)[:200] != fmt.Sprintf("%+v", want)[:200] {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	bare, _, _ := strings.Cut(url, "?")
	for range 1200 {
		ask(t, "HEAD", bare)
	}
	list := e.Log()
	if len(list) != 1000 || list[0].N != 1201 || list[999].N != 202 || told.Load() != 1201 {
		t.Errorf("%d entries from %d to %d, %d told", len(list), list[0].N, list[len(list)-1].N, told.Load())
	}
	var page []map[string]any
	r := get(t, e.Address()+"/log")
	if err := json.Unmarshal([]byte(r.body), &page); err != nil || len(page) != 1000 || r.head.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("the page of the log: %v, %d entries", err, len(page))
	}
	for _, name := range []string{"n", "time", "method", "host", "path", "id", "status", "cause", "said", "platform", "standing", "client", "again"} {
		if _, has := page[0][name]; !has {
			t.Errorf("the page of the log has no %s: %v", name, page[0])
		}
	}
	if len(e.Log()) != 1000 || e.Log()[0].N != 1201 {
		t.Error("who reads the log is in it")
	}
	e.Clear()
	if len(e.Log()) != 0 || get(t, e.Address()+"/log").body != "[]" {
		t.Errorf("%d entries when it was cleared", len(e.Log()))
	}
	get(t, url)
	if got := e.Log(); len(got) != 1 || got[0].N != 1202 {
		t.Errorf("%+v", got)
	}
}

// TestAgain: a player that asks once more without its token is folded under the refusal.
func TestAgain(t *testing.T) {
	var clock atomic.Int64
	clock.Store(now.Add(2 * time.Hour).UnixNano())
	e := begin(t, edge.Config{Now: func() time.Time { return time.Unix(0, clock.Load()) }}, edge.Set{Signers: signers(t)})
	url := at(t, e, made(t, all.ByName("fastpix"), now).URLs()[0].URL)
	bare, _, _ := strings.Cut(url, "?")
	other := strings.Replace(bare, "16af", "26af", 1)
	again := func(address string, headers ...string) int {
		get(t, address, headers...)
		return e.Log()[0].Again
	}
	if n := again(url); n != 0 {
		t.Errorf("the first one repeats %d", n)
	}
	for _, c := range []struct {
		name    string
		address string
		headers []string
		want    int
	}{
		{"another path", other, nil, 0},
		{"another client", bare, []string{"Playtoken-Client-IP", "203.0.113.9"}, 0},
		{"another program", bare, []string{"User-Agent", "another one"}, 0},
		{"it", bare, nil, 1},
		{"once more", bare, nil, 0},
	} {
		if n := again(c.address, c.headers...); n != c.want {
			t.Errorf("%s: %d, want %d", c.name, n, c.want)
		}
	}
	again(url)
	clock.Add(int64(11 * time.Second))
	if n := again(bare); n != 0 {
		t.Errorf("long after: %d", n)
	}
	clock.Store(now.UnixNano())
	again(url) // plays
	if n := again(bare); n != 0 {
		t.Errorf("behind one that played: %d", n)
	}
}

// TestNoTokenIsTold looks for tokens, and halves of them, in all that the edge tells.
func TestNoTokenIsTold(t *testing.T) {
	var lock sync.Mutex
	var told []edge.Entry
	e := begin(t, edge.Config{Answered: func(e edge.Entry) { lock.Lock(); told = append(told, e); lock.Unlock() }}, edge.Set{Signers: signers(t)})
	var answers []string
	var canaries []string
	for _, p := range all.Platforms() {
		signed := made(t, p, now)
		for _, u := range urlsOf(p, signed) {
			local := at(t, e, u.URL)
			tok := signed.First().Text
			_, query, _ := strings.Cut(u.URL, "?")
			if tok == u.URL { // a signed URL: its signature
				_, tok, _ = strings.Cut(query, "Signature=")
			}
			if !strings.Contains(u.URL, tok) {
				for _, further := range signed.Tokens {
					if strings.Contains(u.URL, further.Text) {
						tok = further.Text
					}
				}
			}
			half := tok[len(tok)/2:]
			canaries = append(canaries, half[len(half)-24:], tok[len(tok)/3:len(tok)/3+24])
			host := "https://video.example/"
			for _, address := range []string{
				local, local[:len(local)-10], strings.Replace(local, tok, half, 1), strings.Replace(local, tok, tok+"%22", 1),
				at(t, e, host+tok+"/a.m3u8"), at(t, e, host+half+"/a.m3u8"), at(t, e, host+tok[:len(tok)/2]), at(t, e, host+"a.m3u8?jwt="+half),
				at(t, e, "https://stream.fastpix.com/"+half+".m3u8?token="+tok), at(t, e, host+"a.m3u8?"+tok), at(t, e, host+"?a="+half+"&edge-proof="+tok),
				e.Address() + "/" + tok, e.Address() + "/" + half + "/x", e.Address() + "/sign?id=" + tok, at(t, e, host+"../"+half),
			} {
				r := get(t, strings.ReplaceAll(address, "\"", "%22"))
				answers = append(answers, fmt.Sprint(r.head), r.body)
				r = get(t, local, "Authorization", "Bearer "+tok, "Cookie", "CloudFront-Signature="+half, "Referer", "https://a.example/?t="+tok, "Playtoken-Client-IP", half)
				answers = append(answers, fmt.Sprint(r.head), r.body)
			}
		}
	}
	if len(told) < 100 {
		t.Fatal(len(told), "entries")
	}
	all, err := json.Marshal(append(told, e.Log()...))
	if err != nil {
		t.Fatal(err)
	}
	whole := string(all) + strings.Join(answers, "\n") + get(t, e.Address()+"/log").body
	for _, c := range canaries {
		for _, form := range []string{c, base64.StdEncoding.EncodeToString([]byte(c))} {
			if i := strings.Index(whole, form); i >= 0 {
				t.Fatalf("a piece of a token is told: …%s…", whole[max(0, i-200):i+40])
			}
		}
	}
}

// TestManyAtOnce is for the race detector: players, a new set, a clock that is shifted, and
// somebody who reads and clears the log.
func TestManyAtOnce(t *testing.T) {
	set := edge.Set{Signers: signers(t)}
	e := begin(t, edge.Config{Sign: true, Page: site(t), Answered: func(edge.Entry) {}}, set)
	var urls []string
	for _, name := range []string{"fastpix", "mux", "edgecast", "cloudfront", "fastevo", "bitmovin"} {
		p := all.ByName(name)
		urls = append(urls, at(t, e, urlsOf(p, made(t, p, now))[0].URL))
	}
	rendition := follow(t, urls[0], get(t, urls[0]).body)
	urls = append(urls, rendition, e.Address()+"/log", e.Address()+"/sign", e.Address()+"/")
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for n := range 40 {
				r, err := http.Get(urls[(i+n)%len(urls)])
				if err != nil {
					t.Error(err)
					return
				}
				if _ = r.Body.Close(); r.StatusCode != 200 {
					t.Errorf("%d: %.80s", r.StatusCode, urls[(i+n)%len(urls)])
				}
			}
		})
	}
	wait.Go(func() {
		for n := range 200 {
			e.Use(set)
			e.Shift(time.Duration(n%10) * time.Second)
			_ = e.Log()
			if n%50 != 0 {
				continue
			}
			e.Clear()
			if _, err := e.Good(); err != nil {
				t.Error(err)
			}
		}
	})
	wait.Wait()
}
