package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/profiles"
	"playtoken/core/token/formats"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

// edgeAt is a moment at which the token of the fixtures is good.
var edgeAt = checkAt

// running is a "ptok edge" on its way.
type runningEdge struct {
	t      *testing.T
	lines  *bufio.Reader
	errs   *lockedBuffer
	stop   context.CancelCauseFunc
	status chan int
}

// lockedBuffer is standard error, which notes may be written to at the same time.
type lockedBuffer struct {
	lock sync.Mutex
	b    bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.b.String()
}

// runEdge starts one; a test ends it.
func runEdge(t *testing.T, s stage, args ...string) *runningEdge {
	t.Helper()
	ctx, stop := context.WithCancelCause(context.Background())
	out, in := io.Pipe()
	r := &runningEdge{t, bufio.NewReader(out), &lockedBuffer{}, stop, make(chan int, 1)}
	if s.vault == nil {
		s.vault = func() *vault.Store { return vault.Open("", nil, nil) }
	}
	go func() {
		status := run(append([]string{"edge"}, args...), env{
			Stdin: strings.NewReader(s.stdin), Stdout: in, Stderr: r.errs,
			InTerminal: func() bool { return false }, OutTerminal: func() bool { return false },
			Now: func() time.Time { return edgeAt }, Zone: time.UTC, Vault: s.vault,
			Interrupt: func(context.Context) (context.Context, context.CancelFunc) { return ctx, func() {} },
		})
		_ = in.Close()
		r.status <- status
	}()
	t.Cleanup(func() { r.end(syscall.SIGINT) })
	return r
}

// end sends a signal, and answers with what is left of standard output and the status.
func (r *runningEdge) end(s syscall.Signal) (rest string, status int) {
	r.stop(stoppedBy{s})
	b, _ := io.ReadAll(r.lines) // ends with the program
	status = <-r.status
	r.status <- status
	return string(b), status
}

func (r *runningEdge) line() string {
	r.t.Helper()
	text, err := r.lines.ReadString('\n')
	if err != nil {
		r.t.Fatal(err, r.errs.String())
	}
	return text
}

// start is the first line in JSON.
func (r *runningEdge) start() (a edgeAnswer) {
	r.t.Helper()
	if err := json.Unmarshal([]byte(r.line()), &a); err != nil {
		r.t.Fatal(err)
	}
	return a
}

// get asks for something, and answers with the status and the body.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// TestEdge: without a word it plays for all platforms, tells each request and no token.
func TestEdge(t *testing.T) {
	r := runEdge(t, stage{})
	head, urls := "", map[string]string{}
	good := regexp.MustCompile(`^  (.*\S) +(http://127\.0\.0\.1:\d+/\S+\?\S+)\n`)
	for !strings.HasPrefix(head[strings.LastIndexByte(strings.TrimSuffix(head, "\n"), '\n')+1:], "Ctrl+C stops it.") {
		line := r.line()
		if m := good.FindStringSubmatch(line); m != nil {
			urls[m[1]] = m[2]
		}
		head += line
	}
	r.line()
	for _, text := range []string{"The edge listens at http://127.0.0.1:", "\n  Page  http://127.0.0.1:", "known nowhere else.\n", "CloudFront and Edgecast: each request needs the token."} {
		if !strings.Contains(head, text) {
			t.Errorf("no %q in\n%s", text, head)
		}
	}
	var want []string
	for _, p := range all.Platforms() {
		if urls[p.Label] == "" {
			t.Errorf("no URL for %s", p.Label)
			continue
		}
		if status, body := get(t, urls[p.Label]); status != 200 || !strings.HasPrefix(body, "#EXTM3U") {
			t.Errorf("%s: %d, %s", p.Label, status, body)
		}
		want = append(want, "200  GET   ")
	}
	bare, _, _ := strings.Cut(urls["FastPix"], "?")
	get(t, bare)
	get(t, bare[:strings.LastIndex(bare, "/stream")]+"/")                    // the page, which is not told
	get(t, bare[:strings.LastIndex(bare, "/stream")]+"/sign?platform=a&id=") // which is
	want = append(want, "401  GET   stream.fastpix.com/16af5b33…4455.m3u8  token_absent: there is no token", "404  GET   /sign  signing is switched off")
	rest, status := r.end(syscall.SIGINT)
	lines := strings.Split(strings.TrimSuffix(rest, "\n"), "\n")
	if status != 130 || len(lines) != len(want) || strings.Contains(r.errs.String(), "ptok:") {
		t.Fatalf("status %d, %d lines: %s %s", status, len(lines), rest, r.errs.String())
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, "05:15:19  "+want[i]) {
			t.Errorf("line %d: %s", i, line)
		}
	}
	for label, u := range urls {
		_, query, _ := strings.Cut(u, "?")
		for i := 0; i+24 <= len(query); i++ {
			if strings.Contains(rest, query[i:i+24]) {
				t.Fatalf("%s: of its token stands %q in the log", label, query[i:i+24])
			}
		}
	}
}

// TestEdgeJSON: the members of the contract, in their order.
func TestEdgeJSON(t *testing.T) {
	r := runEdge(t, stage{}, "--json", "--platform", "edgecast", "--platform", "fastpix", "--master-only")
	first := r.line()
	if !regexp.MustCompile(`^\{"address":"http://127\.0\.0\.1:\d+","good_urls":\[\{"platform":"edgecast","url":"http[^"]+"\},\{"platform":"fastpix","url":"http[^"]+"\}\]\}\n$`).MatchString(first) {
		t.Error(first)
	}
	var a edgeAnswer
	if err := json.Unmarshal([]byte(first), &a); err != nil {
		t.Fatal(err)
	}
	_, list := get(t, a.Good[0].URL)
	if !strings.Contains(list, "edge-proof=") {
		t.Errorf("the master alone is to need the token: %s", list)
	}
	get(t, a.Good[1].URL+"x")
	get(t, a.Address+"/stream.mux.com/abc.m3u8")
	get(t, a.Address+"/")
	rest, status := r.end(syscall.SIGTERM)
	const (
		began = `{"time":"2025-04-16T05:15:19Z","method":"GET","host":`
		ended = `,"client":"127.0.0.1"}` + "\n"
	)
	want := began + `"media.example.com","path":"/videos/a/master.m3u8","status":200,"cause":"","platform":"edgecast","standing":"stated"` + ended +
		began + `"stream.fastpix.com","path":"/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8","status":401,"cause":"signature_wrong","platform":"fastpix","standing":"seen"` + ended +
		began + `"stream.mux.com","path":"/abc.m3u8","status":404,"cause":"","platform":"","standing":""` + ended +
		began + `"","path":"/","status":200,"cause":"","platform":"","standing":""` + ended
	if rest != want || status != 143 {
		t.Errorf("status %d\n%s, want\n%s", status, rest, want)
	}
}

// TestEdgeSigns: a fresh token for what is asked for, by the key and with the values given.
func TestEdgeSigns(t *testing.T) {
	key := file(t, string(fixtures.PrivateKey(t)))
	r := runEdge(t, stage{}, "--json", "--sign", "--key", key, "--platform", "fastpix", "--key-id", goldenKeyID, "--set", "for=drm", "--ttl", "5m")
	a := r.start()
	status, body := get(t, a.Address+"/sign?platform=fastpix&id="+goldenID)
	var made struct {
		Token string
		URLs  []struct{ Name, URL string }
	}
	if err := json.Unmarshal([]byte(body), &made); err != nil || status != 200 {
		t.Fatal(status, err, body)
	}
	tok := formats.Decode(made.Token)
	exp, _ := tok.Time("exp")
	if text := string(tok.Claims.JSON()); !strings.Contains(text, goldenKeyID) || !strings.Contains(text, "drm:"+goldenID) || exp.At.Sub(edgeAt.Truncate(time.Second)) != 5*time.Minute {
		t.Errorf("%s, %s", text, exp.At)
	}
	if status, _ := get(t, made.URLs[0].URL); status != 200 {
		t.Errorf("%s: %d", made.URLs[0].Name, status)
	}
	if text, status := r.end(syscall.SIGINT); strings.Contains(text, made.Token[30:60]) || status != 130 {
		t.Errorf("%d %s", status, text)
	}
}

// TestEdgeKeys: what keys verify and sign, and what is said of them.
func TestEdgeKeys(t *testing.T) {
	private, public := file(t, string(fixtures.PrivateKey(t))), file(t, fixtures.Key(t).PublicPEM())
	good := "/stream.fastpix.com/" + goldenID + ".m3u8?token=" + fixtures.Token(t)
	for _, c := range []struct {
		name   string
		args   []string
		status int // of the fixtures' token
		urls   []string
	}{
		{"public", []string{"--key", public}, 200, nil},
		{"private, for what it fits", []string{"--key", private}, 200, []string{"fastpix", "mux", "bitmovin", "cloudfront", "jwt"}},
		{"another key", nil, 401, []string{"fastpix", "mux", "bitmovin", "cloudfront", "fastevo", "edgecast", "jwt"}},
		{"a clock that is ahead", []string{"--key", public, "--clock", "48h"}, 401, nil},
		{"a clock that is behind", []string{"--key", public, "--clock", "-1h"}, 200, nil},
		{"a moment", []string{"--key", public, "--clock", "2025-04-18 00:00"}, 401, nil},
		{"a secret", []string{"--key", file(t, sharedSecret), "--platform", "edgecast"}, 404, []string{"edgecast"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := runEdge(t, stage{}, append(c.args, "--json")...)
			a := r.start()
			var urls []string
			for _, g := range a.Good {
				urls = append(urls, g.Platform)
				if status, _ := get(t, g.URL); status != 200 {
					t.Errorf("%s: %d", g.Platform, status)
				}
			}
			if status, body := get(t, a.Address+good); status != c.status || !slices.Equal(urls, c.urls) {
				t.Errorf("%d %s, %v %s", status, body, urls, r.errs.String())
			}
		})
	}
}

// TestEdgeRotation: two keys with their IDs, as while one takes the place of the other. The
// first signs, and both are known by their IDs.
func TestEdgeRotation(t *testing.T) {
	other, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	before, after := file(t, string(fixtures.PrivateKey(t))), file(t, string(other.PrivatePEM().Reveal()))
	const oldID, newID = "K2JCJMDEHXQW5F", "K3D5EWEUDCCXON"
	sign := func(key, id string) string {
		r := runEdge(t, stage{}, "--json", "--platform", "cloudfront", "--key", key, "--key-id", id)
		url := r.start().Good[0].URL
		r.end(syscall.SIGINT)
		return url[strings.Index(url, "/d1"):]
	}
	both := runEdge(t, stage{}, "--json", "--platform", "cloudfront", "--key", after, "--key", before, "--key-id", newID, "--key-id", oldID)
	a := both.start()
	if len(a.Good) != 1 || !strings.Contains(a.Good[0].URL, "Key-Pair-Id="+newID) {
		t.Errorf("the first key does not sign: %+v", a.Good)
	}
	for name, c := range map[string]struct {
		url    string
		status int
	}{
		"new": {sign(after, newID), 200}, "old": {sign(before, oldID), 200},
		"the old key under the new ID": {sign(before, newID), 403}, "the new key under the old ID": {sign(after, oldID), 403},
	} {
		if status, body := get(t, a.Address+c.url); status != c.status {
			t.Errorf("%s: %d, %s", name, status, body)
		}
	}
}

// TestEdgeNamesKeys: of several keys it is said which one signs, and which has no ID.
func TestEdgeNamesKeys(t *testing.T) {
	private, secret := file(t, string(fixtures.PrivateKey(t))), file(t, platformtest.SharedSecret)
	r := runEdge(t, stage{}, "--platform", "fastpix", "--platform", "edgecast", "--key", private, "--key", secret)
	head := ""
	for !strings.Contains(head, "Ctrl+C stops it.") {
		head += r.line()
	}
	for _, text := range []string{"Key number 1 given here came without its ID: tokens made here for FastPix have", "key number 1 given here for FastPix; key number 2 given here for Edgecast."} {
		if !strings.Contains(head, text) {
			t.Errorf("no %q in\n%s", text, head)
		}
	}
}

// TestEdgeProfile: a saved profile gives platform, key, ID and lifetime, and keeps until when
// a token of it lives.
func TestEdgeProfile(t *testing.T) {
	s := emptyShelf(t, vault.UnderPassphrase)
	s.save(t, savedKey{"Shop", profiles.Form{Platform: "fastpix", Values: map[string]string{platform.KeyID: goldenKeyID}, Life: vault.Lifetime(90 * time.Minute)}, fixtures.Key(t)})
	args := []string{"--profile", "shop", "--passphrase-file", file(t, passphrase), "--json"}
	r := runEdge(t, s.on(stage{}), args...)
	a := r.start()
	if len(a.Good) != 1 || a.Good[0].Platform != "fastpix" {
		t.Fatalf("%+v", a)
	}
	for what, u := range map[string]string{"made here": a.Good[0].URL, "of the fixtures": a.Address + "/stream.fastpix.com/" + goldenID + ".m3u8?token=" + fixtures.Token(t)} {
		if status, body := get(t, u); status != 200 {
			t.Errorf("%s: %d, %s", what, status, body)
		}
	}
	store := s.open()
	defer store.Close()
	saved, err := store.Get(s.ids["Shop"])
	if want := edgeAt.Truncate(time.Second).Add(90 * time.Minute); err != nil || !saved.Signing().LastExpiry.Equal(want) {
		t.Errorf("%v: %+v, want %s", err, saved.Signing(), want)
	}
	if _, status := r.end(syscall.SIGINT); status != 130 {
		t.Error(status)
	}
	locked := s.on(stage{}).run("edge", "--profile", "shop")
	if locked.status != answerIsNo || !strings.Contains(locked.err, "--passphrase-file FILE") {
		t.Errorf("%+v", locked)
	}
	complaint(t, locked)
	if other := s.on(stage{}).run("edge", "--profile", "shop", "--platform", "mux"); other.status != wrongUsage || !strings.Contains(other.err, "add --platform fastpix") {
		t.Errorf("%+v", other)
	}
}

// TestEdgeUsage: what is wrong before it listens.
func TestEdgeUsage(t *testing.T) {
	private, public := file(t, string(fixtures.PrivateKey(t))), file(t, fixtures.Key(t).PublicPEM())
	secret := file(t, platformtest.SharedSecret)
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"hello"}, wrongUsage, "takes flags only"},
		{[]string{"--platform", "nobody"}, wrongUsage, "no platform of that name"},
		{[]string{"--port", "0"}, wrongUsage, "--port is not the number of a port"},
		{[]string{"--port", "65536"}, wrongUsage, "--port is not the number of a port"},
		{[]string{"--clock", "soon"}, wrongUsage, "neither a moment nor a span"},
		{[]string{"--ttl", "soon"}, wrongUsage, "--ttl is not a span"},
		{[]string{"--set", "color=red"}, wrongUsage, "has a field for --set color"},
		{[]string{"--set", "for"}, wrongUsage, "FIELD=VALUE"},
		{[]string{"--set", "id=a", "--id", "b"}, wrongUsage, "given twice"},
		{[]string{"--platform", "mux", "--master-only"}, wrongUsage, "needs the token anyhow"},
		{[]string{"--platform", "fastpix", "--set", "for=tape"}, wrongUsage, "FastPix: "},
		{[]string{"--platform", "fastpix", "--id", "hello"}, answerIsNo, "what the form makes is refused here: what stands in the place of the playback ID is none."},
		{[]string{"--platform", "fastevo", "--set", "key_form=paserk", "--key", secret}, answerIsNo, "Form of the secret"},
		{[]string{"--key", public, "--sign"}, wrongUsage, "needs a key that signs"},
		{[]string{"--key", public, "--key", private, "--key-id", "a"}, wrongUsage, "--key-id is not given once for each key"},
		{[]string{"--key", public, "--key-id", "a", "--key-id", "b"}, wrongUsage, "--key-id is not given once for each key"},
		{[]string{"--key-id", "a", "--key-id", "b"}, wrongUsage, "--key-id is not given once for each key"},
		{[]string{"--profile", "A", "--profile", "B", "--key-id", "a"}, wrongUsage, "--key-id is not given once for each key"},
		{[]string{"--platform", "edgecast", "--key-id", "a"}, wrongUsage, "has a field for --key-id"},
		{[]string{"--key", private, "--platform", "edgecast"}, answerIsNo, "Edgecast uses a shared secret"},
		{[]string{"--key", file(t, "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n")}, answerIsNo, ""},
		{[]string{"--key", "-", "--key", "-"}, wrongUsage, "Two keys cannot both come"},
		{[]string{"--passphrase-file", public}, wrongUsage, "is for a saved profile"},
		{[]string{"--profile", "Shop"}, answerIsNo, ""},
		{[]string{"--key", file(t, "a secret, or any other text")}, answerIsNo, "not a key"},
	} {
		r := stage{}.run(append([]string{"edge"}, c.args...)...)
		if r.status != c.status || !strings.Contains(r.err, c.says) || r.out != "" {
			t.Errorf("%v: %d %s %s", c.args, r.status, r.out, r.err)
		}
		complaint(t, r)
	}
}

// TestEdgePortTaken: it is said where it listens instead.
func TestEdgePortTaken(t *testing.T) {
	first := runEdge(t, stage{}, "--json", "--platform", "edgecast").start()
	port := first.Address[strings.LastIndexByte(first.Address, ':')+1:]
	r := runEdge(t, stage{}, "--json", "--platform", "edgecast", "--port", port)
	second := r.start()
	if second.Address == first.Address || r.errs.String() != "note: Port "+port+" is taken, so that the edge listens at "+second.Address+".\n" {
		t.Errorf("%s, %s: %s", first.Address, second.Address, r.errs.String())
	}
}

// stuck is standard output that nobody reads, until it is let go.
type stuck struct{ let chan struct{} }

func (s stuck) Write(p []byte) (int, error) {
	<-s.let
	return len(p), nil
}

// TestRequestLogUnread: no request waits for whoever reads the log, and what is lost is counted.
func TestRequestLogUnread(t *testing.T) {
	out := stuck{make(chan struct{})}
	l := newRequestLog(out, func(edge.Entry) []byte { return []byte("row\n") })
	l.begin([]byte("first\n"))
	for range mostWaiting + 5 {
		l.add(edge.Entry{})
	}
	if left := l.end(); left != mostWaiting+5 {
		t.Errorf("%d rows are left", left)
	}
	close(out.let)
	<-l.done
	if left := l.end(); left != 5 {
		t.Errorf("%d rows were lost", left)
	}
}

// TestEdgeBrokenOutput: where nothing can be written it ends, and says so.
func TestEdgeBrokenOutput(t *testing.T) {
	var errs lockedBuffer
	status := run([]string{"edge", "--platform", "edgecast"}, env{
		Stdin: strings.NewReader(""), Stdout: brokenPipe{}, Stderr: &errs, InTerminal: func() bool { return false }, OutTerminal: func() bool { return false },
		Now: time.Now, Zone: time.UTC, Vault: func() *vault.Store { return vault.Open("", nil, nil) },
	})
	if status != wrongUsage || !strings.Contains(errs.String(), "ptok: Standard output cannot be written to.\nhint: ") {
		t.Errorf("%d %s", status, errs.String())
	}
}
