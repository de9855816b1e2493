//go:build !race

package plays

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"playtoken/assets"
	"playtoken/core/cause"
	"playtoken/core/edge"
	"playtoken/internal/chromium"
	"playtoken/internal/fixtures"
)

// What the sample has.
const (
	renditions = 2
	pictures   = 150 // in each rendition
)

// start starts an edge for one trial alone, so that its log is of that.
func start(t *testing.T, c edge.Config, s edge.Set) *edge.Edge {
	t.Helper()
	c.Page, c.Sample = assets.Player(), assets.Sample()
	e, err := edge.Start(c, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return e
}

// local is a URL of a platform at an edge.
func local(t *testing.T, e *edge.Edge, url string) string {
	t.Helper()
	at, err := e.Local(url)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// streamed is what a log has of requests for the stream, the first one first.
func streamed(e *edge.Edge) (list []edge.Entry) {
	for _, entry := range e.Log() {
		if entry.Host != "" {
			list = append(list, entry)
		}
	}
	slices.Reverse(list)
	return list
}

// told writes such requests down for a message.
func told(list []edge.Entry) string {
	var b strings.Builder
	for _, r := range list {
		fmt.Fprintf(&b, "\n%d %s %s %s", r.Status, r.Method, r.Path, r.Cause)
	}
	return b.String()
}

// segments counts the segments that came.
func segments(list []edge.Entry) (n int) {
	for _, r := range list {
		if strings.HasSuffix(r.Path, ".ts") && r.Status < 300 {
			n++
		}
	}
	return n
}

// check holds the log of an edge against a trial: whose fault it is that nothing plays, or
// that nothing was refused.
func (one trial) check(t *testing.T, e *edge.Edge) {
	t.Helper()
	list := streamed(e)
	if one.cause == "" {
		if i := slices.IndexFunc(list, func(r edge.Entry) bool { return r.Status >= 400 }); i >= 0 || segments(list) == 0 {
			t.Errorf("not all came: %s", told(list))
		}
		return
	}
	if len(list) == 0 {
		t.Error("nothing was asked")
	}
	for _, r := range list {
		if r.Status < 400 || r.Cause != one.cause {
			t.Errorf("not refused as %s: %s", one.cause, told(list))
			break
		}
	}
}

// configured asks for the settings of a player, which name the stream; "" where it is refused.
func configured(t *testing.T, address string) (hls string, status int) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var said struct{ Sources struct{ HLS string } }
	if err := json.NewDecoder(res.Body).Decode(&said); err != nil && res.StatusCode == http.StatusOK {
		t.Fatal(err)
	}
	return said.Sources.HLS, res.StatusCode
}

// TestChromiumPlays: the page of the edge plays what has a good token for each platform, and
// the log says why it plays nothing else.
func TestChromiumPlays(t *testing.T) {
	if testing.Short() {
		t.Skip("opens a browser")
	}
	type visit struct {
		name  string
		edge  *edge.Edge
		trial trial
		visit chromium.Visit
		check func(*testing.T, *edge.Edge, chromium.Seen)
	}
	var list []visit
	for _, s := range subjects {
		known, stranger := s.signers(t)
		set := edge.Set{Signers: []edge.Signer{known}}
		each := known.Platform.Edge.EveryRequest
		for _, one := range s.trials(t, known, stranger, false) {
			e := start(t, edge.Config{}, set)
			address := local(t, e, one.url)
			v := chromium.Visit{URL: e.Page(address), Until: chromium.Plays}
			if one.cause != "" {
				v.Until = chromium.Stops
			}
			list = append(list, visit{s.platform + ", " + one.name, e, one, v, nil})
			if one.name != "good" {
				continue
			}
			if each {
				e := start(t, edge.Config{}, set)
				list = append(list, visit{s.platform + ", good, without its query sent on", e, one, chromium.Visit{URL: e.Page(""), Fill: local(t, e, one.url), Press: true, Until: chromium.Stops}, wantsQuery})
			}
			if strings.Contains(one.url, "/manifest.m3u8") && s.platform == "bitmovin" {
				e := start(t, edge.Config{}, set)
				hls, status := configured(t, local(t, e, strings.Replace(one.url, "/manifest.m3u8", "/config", 1)))
				if status != http.StatusOK || strings.Contains(hls, "token=") {
					t.Fatalf("%s: the settings: %d, %s", s.platform, status, hls)
				}
				list = append(list, visit{s.platform + ", what its settings name", e, one, chromium.Visit{URL: e.Page(hls), Until: chromium.Plays}, nil})
			}
		}
	}
	// The token ends once the playlist came: what plays goes on.
	fastpix, _ := subjects[0].signers(t)
	ends := endsAfterMaster(t, edge.Set{Signers: []edge.Signer{fastpix}})
	good, err := ends.Good()
	if err != nil {
		t.Fatal(err)
	}
	list = append(list, visit{"fastpix, its token ends meanwhile", ends, trial{}, chromium.Visit{URL: ends.Page(good[0].URL), Until: chromium.Plays}, nil})

	var visits []chromium.Visit
	for _, v := range list {
		visits = append(visits, v.visit)
	}
	for i, seen := range chromium.Visits(t, visits) {
		v := list[i]
		t.Run(v.name, func(t *testing.T) {
			if v.check != nil {
				v.check(t, v.edge, seen)
				return
			}
			v.trial.check(t, v.edge)
			if plays := seen.State == "plays" || seen.State == "ended"; plays != (v.trial.cause == "") || plays != (seen.CurrentTime > 0) {
				t.Errorf("%s at %.2f s: %s", seen.State, seen.CurrentTime, seen.Summary)
			}
		})
	}
}

// wantsQuery: of a platform that wants the token with each request the playlist comes, and
// nothing that it names.
func wantsQuery(t *testing.T, e *edge.Edge, seen chromium.Seen) {
	t.Helper()
	list := streamed(e)
	if len(list) < 2 || list[0].Status != http.StatusOK || seen.State != "refused" || seen.CurrentTime > 0 {
		t.Fatalf("%s at %.2f s: %s", seen.State, seen.CurrentTime, told(list))
	}
	for _, r := range list[1:] {
		if r.Status != http.StatusForbidden || r.Cause != cause.TokenAbsent || !strings.HasSuffix(r.Path, "/index.m3u8") {
			t.Errorf("not the renditions alone, or not for want of a token: %s", told(list))
			break
		}
	}
}

// endsAfterMaster is an edge at which every token ends as soon as a playlist was answered.
func endsAfterMaster(t *testing.T, s edge.Set) *edge.Edge {
	t.Helper()
	var once sync.Once
	var e *edge.Edge
	e = start(t, edge.Config{Answered: func(r edge.Entry) {
		if r.Host != "" {
			once.Do(func() { e.Shift(365 * 24 * time.Hour) })
		}
	}}, s)
	return e
}

// TestFFmpegPlays: ffmpeg reads all pictures of all renditions of what has a good token, and
// nothing of anything else. A platform that wants the token with each request gets it in
// cookies, or protects the master alone.
func TestFFmpegPlays(t *testing.T) {
	if testing.Short() {
		t.Skip("runs ffmpeg many times")
	}
	ffprobe := fixtures.Tool(t, "ffprobe")
	whole := func(streams []stream) bool {
		n := 0
		for _, s := range streams {
			if s.Kind == "video" && s.Packets == pictures {
				n++
			}
		}
		return n == renditions
	}
	for _, s := range subjects {
		known, stranger := s.signers(t)
		set := edge.Set{Signers: []edge.Signer{known}, MasterOnly: known.Platform.Edge.EveryRequest && !s.cookies}
		for _, one := range s.trials(t, known, stranger, s.cookies) {
			t.Run(s.platform+", "+one.name, func(t *testing.T) {
				t.Parallel()
				e := start(t, edge.Config{}, set)
				headers := ""
				if one.cookies != "" {
					headers = "Cookie: " + one.cookies + "\r\n"
				}
				streams, ok := read(t, ffprobe, local(t, e, one.url), headers)
				one.check(t, e)
				if ok != (one.cause == "") || whole(streams) != ok || !ok && len(streams) > 0 {
					t.Errorf("%t, %v", ok, streams)
				}
			})
		}
		if !known.Platform.Edge.EveryRequest {
			continue
		}
		t.Run(s.platform+", good, each request by itself", func(t *testing.T) {
			t.Parallel()
			e := start(t, edge.Config{}, edge.Set{Signers: []edge.Signer{known}})
			streams, ok := read(t, ffprobe, local(t, e, s.trials(t, known, stranger, false)[0].url), "")
			list := streamed(e)
			if ok || len(streams) > 0 || len(list) < 2 || list[0].Status != http.StatusOK || list[1].Status != http.StatusForbidden || list[1].Cause != cause.TokenAbsent {
				t.Errorf("%t, %v: %s", ok, streams, told(list))
			}
		})
	}
	t.Run("bitmovin, what its settings name", func(t *testing.T) {
		t.Parallel()
		known, stranger := subjects[2].signers(t)
		for _, one := range subjects[2].trials(t, known, stranger, false) {
			e := start(t, edge.Config{}, edge.Set{Signers: []edge.Signer{known}})
			hls, status := configured(t, local(t, e, strings.Replace(one.url, "/manifest.m3u8", "/config", 1)))
			if one.cause != "" {
				want := http.StatusForbidden
				if one.cause == cause.TokenAbsent {
					want = http.StatusUnauthorized
				}
				if status != want || hls != "" || streamed(e)[0].Cause != one.cause {
					t.Errorf("%s: %d, %s", one.name, status, told(streamed(e)))
				}
				continue
			}
			if streams, ok := read(t, ffprobe, hls, ""); !ok || !whole(streams) {
				t.Errorf("%s: %v: %s", one.name, streams, told(streamed(e)))
			}
		}
	})
	// The token ends once the playlist came.
	fastpix, _ := subjects[0].signers(t)
	cloudfront, foreign := subjects[5].signers(t)
	t.Run("fastpix, its token ends meanwhile", func(t *testing.T) {
		t.Parallel()
		e := endsAfterMaster(t, edge.Set{Signers: []edge.Signer{fastpix}})
		good, err := e.Good()
		if err != nil {
			t.Fatal(err)
		}
		if streams, ok := read(t, ffprobe, good[0].URL, ""); !ok || !whole(streams) {
			t.Errorf("%v: %s", streams, told(streamed(e)))
		}
	})
	t.Run("cloudfront, its cookies end meanwhile", func(t *testing.T) {
		t.Parallel()
		e := endsAfterMaster(t, edge.Set{Signers: []edge.Signer{cloudfront}})
		one := subjects[5].trials(t, cloudfront, foreign, true)[0]
		streams, ok := read(t, ffprobe, local(t, e, one.url), "Cookie: "+one.cookies+"\r\n")
		if list := streamed(e); ok || len(streams) > 0 || list[0].Status != http.StatusOK || list[1].Cause != cause.Expired {
			t.Errorf("%v: %s", streams, told(list))
		}
	})
}
