package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"playtoken/internal/fixtures"
)

// checkAt is a moment at which the token of the fixtures is good.
var checkAt = time.Unix(1744780459+60, 0)

// playServer plays what has the fixtures' token, and refuses anything else.
func playServer(t *testing.T) *httptest.Server {
	t.Helper()
	tok := fixtures.Token(t)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", checkAt.UTC().Format(http.TimeFormat))
		switch {
		case strings.HasSuffix(r.URL.Path, "/720p.m3u8"):
			fmt.Fprint(w, "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nseg.ts\n#EXT-X-ENDLIST\n")
		case strings.HasSuffix(r.URL.Path, ".ts"):
			w.WriteHeader(http.StatusForbidden)
		case r.URL.Query().Get("token") != tok:
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, `{"success":false,"error":{"code":401,"message":"unauthorized"}}`)
		default:
			fmt.Fprint(w, "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-STREAM-INF:BANDWIDTH=2800000,RESOLUTION=1280x720,CODECS=\"avc1.64001f,mp4a.40.2\"\n720p.m3u8\n")
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func TestCheck(t *testing.T) {
	s := playServer(t)
	host := strings.TrimPrefix(s.URL, "http://")
	tok := fixtures.Token(t)
	public := file(t, fixtures.Key(t).PublicPEM())
	good := s.URL + "/stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + tok
	edited := strings.Replace(good, tok, tok[:len(tok)-8]+"AAAAAAAA", 1)
	for _, c := range []struct {
		name   string
		stdin  string
		args   []string
		now    time.Time
		status int
		says   []string
	}{
		{"plays", "", []string{good, "--key", public}, checkAt, fine, []string{
			"Plays: the edge on this machine answered 200\nGood for 23 h 59 min more. ", "The signature is valid", "200. The token was taken.", "720p", "1280x720", "2.8 Mbit/s", "not carried", "DRM: none is named", "The token does not go on",
		}},
		{"plays, without a key", "", []string{good}, checkAt, fine, []string{"Plays: the edge on this machine answered 200", "Good for", "the answer is the proof"}},
		{"from standard input", good + "\n", []string{"-"}, checkAt, fine, []string{"Plays: the edge on this machine answered 200"}},
		{"out of a command", "curl -H 'Accept: */*' '" + good + "'", nil, checkAt, fine, []string{"Plays: the edge on this machine answered 200"}},
		{"although expired", "", []string{good, "--key", public}, checkAt.Add(48 * time.Hour), fine, []string{"The edge on this machine answered 200, although the token expired 1 day ago", "By it the token has not ended.", "behind this machine's"}},
		{"refused", "", []string{edited, "--key", public}, checkAt, answerIsNo, []string{"Playback fails: another key signed the token", "401. The token is missing, refused"}},
		{"refused, without a key", "", []string{edited}, checkAt, answerIsNo, []string{"Playback fails: the edge on this machine answered 401, and nothing in the token itself explains it"}},
		{"a segment refused", "", []string{good, "--segment"}, checkAt, answerIsNo, []string{"Playback fails: the segments are asked for without a token", "Beginning of its first segment", "403."}},
		{"in a URL inside", "", []string{s.URL + "/v/720p.m3u8?src=" + url.QueryEscape("https://stream.fastpix.com/"+fixtures.PlaybackID+".m3u8?token="+tok), "--key", public}, checkAt, fine, []string{"Plays: 127.0.0.1 answered 200", "A token stands in a URL inside this one."}},
		{"in a URL behind the #", "", []string{s.URL + "/v/720p.m3u8#https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + tok, "--key", public}, checkAt, fine, []string{"Plays: 127.0.0.1 answered 200", "A token stands in a URL inside this one."}},
		{"refused, by a header perhaps", "", []string{edited, "--referer", "https://shop.example/"}, checkAt, answerIsNo, []string{"try --origin and --user-agent, as the page"}},
		{"of two", "", []string{"this: " + edited + " or " + good}, checkAt, answerIsNo, []string{"Playback fails: the edge on this machine answered 401"}},
		{"of a log", "", []string{"2025-04-16 01:11:09 ERROR player failed " + good + " status=403"}, checkAt, fine, []string{"Plays: the edge on this machine answered 200"}},
		{"with the token in a header alone", "", []string{"curl '" + strings.Replace(good, "?token="+tok, "", 1) + "' -H 'Authorization: Bearer " + tok + "'"}, checkAt, answerIsNo, []string{"Playback fails: the edge on this machine answered 401: it wants a token, and the URL has none"}},
		{"of a command", "curl -H 'Referer: https://shop.example/w' '" + good + "'", nil, checkAt, fine, []string{"Plays: "}},
		{"without a token", "", []string{s.URL + "/v/720p.m3u8"}, checkAt, fine, []string{"1 segment, 6 s"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{stdin: c.stdin, now: c.now}.run(append([]string{"check"}, c.args...)...)
			if r.status != c.status {
				t.Errorf("status %d, want %d", r.status, c.status)
			}
			for _, text := range c.says {
				if !strings.Contains(r.out, text) {
					t.Errorf("no %q in\n%s%s", text, r.out, r.err)
				}
			}
			if !strings.Contains(r.err, "note: Asking "+host+".\n") {
				t.Errorf("standard error: %s", r.err)
			}
			for _, secret := range []string{tok[:40], tok[len(tok)-40:]} {
				if strings.Contains(r.out+r.err, secret) {
					t.Error("the token is told")
				}
			}
		})
	}
}

// TestCheckJSON: the names of the contract, in one object.
func TestCheckJSON(t *testing.T) {
	s := playServer(t)
	tok := fixtures.Token(t)
	u := s.URL + "/stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + tok
	r := stage{now: checkAt}.run("check", u, "--segment", "--json")
	var answer struct {
		URL, Host, Meaning, Date, Kind string
		Status                         int
		Clock                          *float64 `json:"clock_difference"`
		Variants                       []struct {
			Bandwidth          int
			Resolution, Codecs string
			Host               string `json:"url_host"`
		}
		DRM     []string
		Travels string `json:"token_travels"`
		Segment int    `json:"segment_status"`
		Why     struct {
			Verdict, Headline, Platform, Signature string
			Status                                 int
			Findings                               []struct{ Code string }
		}
	}
	if err := json.Unmarshal([]byte(r.out), &answer); err != nil {
		t.Fatal(err, r.out, r.err)
	}
	host := strings.TrimPrefix(s.URL, "http://")
	if r.status != answerIsNo || answer.Host != host || answer.Status != 200 || answer.Meaning != "The token was taken." || answer.Date != "2025-04-16T05:15:19Z" ||
		answer.Clock == nil || *answer.Clock != 0 || answer.Kind != "hls" || answer.DRM == nil || answer.Travels != "nothing" || answer.Segment != 403 || answer.URL != strings.Replace(u, tok, "…", 1)[:len(s.URL)]+"/stream.fastpix.com/"+fixtures.PlaybackID+".m3u8?…" {
		t.Errorf("status %d: %s", r.status, r.out)
	}
	if len(answer.Variants) != 1 || answer.Variants[0].Bandwidth != 2800000 || answer.Variants[0].Resolution != "1280x720" || answer.Variants[0].Host != host {
		t.Errorf("%+v", answer.Variants)
	}
	if w := answer.Why; w.Verdict != "fails" || w.Platform != "fastpix" || w.Signature != "unchecked" || w.Status != 200 || w.Findings[0].Code != "segments_without_token" {
		t.Errorf("%+v", w)
	}
	s.Close()
	r = stage{now: checkAt}.run("check", u, "--json")
	var fault struct {
		Error struct{ Code, Message, Hint string }
	}
	if err := json.Unmarshal([]byte(r.out), &fault); err != nil || r.status != answerIsNo || fault.Error.Code != "unreachable" || fault.Error.Message != host+" does not take the connection." {
		t.Errorf("%v %d %s", err, r.status, r.out)
	}
	complaint(t, result{err: strings.TrimPrefix(stage{now: checkAt}.run("check", u).err, "note: Asking "+host+".\n")})
}

// TestCheckUsage: what is wrong before anything is asked.
func TestCheckUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"hello"}, "no URL that can be asked"},
		{[]string{"http://stream.fastpix.com/x.m3u8"}, "Without TLS"},
		{[]string{"https://a.example/x", "https://b.example/x"}, "one text"},
		{[]string{"https://a.example/x", "--timeout", "soon"}, "--timeout is not a span"},
		{[]string{"https://a.example/x", "--platform", "nobody"}, "no platform of that name"},
	} {
		r := stage{}.run(append([]string{"check"}, c.args...)...)
		if r.status != wrongUsage || !strings.Contains(r.err, c.says) {
			t.Errorf("%v: %d %s", c.args, r.status, r.err)
		}
		complaint(t, r)
	}
}

// TestCheckLimits: --timeout ends a server that never answers.
func TestCheckLimits(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer s.Close()
	r := stage{}.run("check", s.URL+"/x.m3u8", "--timeout", "1s")
	if r.status != answerIsNo || !strings.Contains(r.err, "did not answer in time.") {
		t.Errorf("%d %s", r.status, r.err)
	}
}

// TestCheckInterrupted: Ctrl+C ends it at once, with the status of a shell.
func TestCheckInterrupted(t *testing.T) {
	ctx, stop := context.WithCancelCause(context.Background())
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		stop(stoppedBy{syscall.SIGINT})
		<-r.Context().Done()
	}))
	defer s.Close()
	var out, errs strings.Builder
	status := run([]string{"check", s.URL + "/x.m3u8"}, env{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, InTerminal: func() bool { return false }, OutTerminal: func() bool { return false },
		Now: time.Now, Zone: time.UTC, Interrupt: func(context.Context) (context.Context, context.CancelFunc) { return ctx, func() {} },
	})
	if status != 130 || out.String() != "" {
		t.Errorf("%d %s %s", status, out.String(), errs.String())
	}
}
