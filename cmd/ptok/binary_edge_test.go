package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

// edgeProcess is "ptok edge --json" as a process.
type edgeProcess struct {
	cmd     *exec.Cmd
	address string
	rows    *bufio.Reader
}

// startEdge starts one; nil where a key was refused.
func startEdge(t *testing.T, ptok string, args ...string) *edgeProcess {
	t.Helper()
	cmd := exec.Command(ptok, append([]string{"edge", "--json"}, args...)...)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	e := &edgeProcess{cmd: cmd, rows: bufio.NewReader(out)}
	first, err := e.rows.ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		_ = cmd.Wait()
		if status := cmd.ProcessState.ExitCode(); status != answerIsNo {
			t.Errorf("%q: status %d, %s", args, status, problems.String())
		}
		return nil
	}
	var a edgeAnswer
	if err := json.Unmarshal(first, &a); err != nil {
		t.Fatal(err)
	}
	e.address = a.Address
	return e
}

// end sends a signal, and answers with the rows and the status.
func (e *edgeProcess) end(t *testing.T, s os.Signal) (rows []requestAnswer, status int) {
	t.Helper()
	if err := e.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(e.rows); ; {
		var one requestAnswer
		if err := d.Decode(&one); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Errorf("a row that is not whole: %v", err)
			break
		}
		rows = append(rows, one)
	}
	_ = e.cmd.Wait()
	return rows, e.cmd.ProcessState.ExitCode()
}

// edgeReply is what an edge answered, and when by its clock.
type edgeReply struct {
	status int
	cause  string
	date   time.Time
}

// ask asks the edge for a URL of a platform; for a licence by POST.
func (e *edgeProcess) ask(t *testing.T, playable string) (a edgeReply) {
	t.Helper()
	_, behind, _ := strings.Cut(playable, "://")
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		r, err := http.NewRequest(method, e.address+"/"+behind, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		date, err := http.ParseTime(res.Header.Get("Date"))
		if err != nil {
			t.Fatal(err)
		}
		if a = (edgeReply{res.StatusCode, res.Header.Get("Playtoken-Cause"), date}); a.status != http.StatusMethodNotAllowed && !strings.Contains(res.Header.Get("Playtoken-Note"), "wants POST") {
			break
		}
	}
	return a
}

// skipWithoutSignals: Windows has no way to send one to another program.
func skipWithoutSignals(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no signal can be sent here")
	}
}

// testEdgeBySignals: a signal ends it at once, also while somebody is connected, with whole rows;
// until then nobody has to read them.
func testEdgeBySignals(t *testing.T, ptok string) {
	skipWithoutSignals(t)
	for s, want := range map[os.Signal]int{os.Interrupt: 130, syscall.SIGTERM: 143} {
		e := startEdge(t, ptok, "--platform", "edgecast")
		asks, err := net.Dial("tcp", strings.TrimPrefix(e.address, "http://")) // and says nothing
		if err != nil {
			t.Fatal(err)
		}
		for range 3000 { // more rows than a pipe takes
			if a := e.ask(t, "https://media.example.com/a.m3u8"); a.status != http.StatusForbidden {
				t.Fatal(a.status)
			}
		}
		rows, status := e.end(t, s)
		if status != want || len(rows) != 3000 {
			t.Errorf("%s: status %d, %d rows", s, status, len(rows))
		}
		_ = asks.Close()
	}
}

// question is a URL, with what ptok why and ptok edge are both told.
type question struct {
	url  string
	keys []string // files
	same []string // flags that both have
	now  string   // "" for now
}

func (q question) group() string {
	return strings.Join(append(append(q.same, q.keys...), q.now), "\x00")
}

// testEdgeAgreesWithWhy asks both programs about the same URLs: they never contradict each
// other.
func testEdgeAgreesWithWhy(t *testing.T, ptok string) {
	skipWithoutSignals(t)
	groups := map[string][]question{}
	known := map[string]bool{}
	for _, q := range append(caseQuestions(t), randomQuestions(t, 200)...) {
		if group := q.group(); !known[group+q.url] { // many cases differ by what a person says beside
			known[group+q.url] = true
			groups[group] = append(groups[group], q)
		}
	}
	var lock sync.Mutex
	asked, played := 0, 0
	work := make(chan []question)
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			for list := range work {
				args, clock := list[0].same, list[0].now
				for _, k := range list[0].keys {
					args = append(args[:len(args):len(args)], "--key", k)
				}
				if clock != "" {
					args = append(args[:len(args):len(args)], "--clock", clock)
				}
				e := startEdge(t, ptok, args...)
				if e == nil {
					continue
				}
				requests := 0
				for _, q := range list {
					a := e.ask(t, q.url)
					if a.cause == "" && (a.status == http.StatusNotFound || a.status == http.StatusBadRequest) {
						continue // of no platform that it imitates, or no address that a client sends
					}
					requests++
					w := why(t, ptok, q, a.date)
					first, plays := "", a.status < 300
					if len(w.Findings) > 0 {
						first = string(w.Findings[0].Code)
					}
					switch {
					case w.Verdict == diagnosis.Plays && a.cause == string(cause.OtherViewer):
						// the edge sees who asks, and nobody told the other
					case plays && w.Verdict == diagnosis.Fails, !plays && w.Verdict == diagnosis.Plays,
						!plays && w.Verdict == diagnosis.Fails && first != a.cause, plays != (a.cause == ""):
						t.Errorf("the edge says %d %s, why %s: %s\n%q %s", a.status, a.cause, w.Verdict, w.Headline, args, q.url)
					case plays:
						lock.Lock()
						played++
						lock.Unlock()
					}
				}
				lock.Lock()
				asked += requests
				lock.Unlock()
				if rows, status := e.end(t, os.Interrupt); status != 130 || len(rows) < len(list) {
					t.Errorf("status %d, %d rows of %d", status, len(rows), len(list))
				}
			}
		})
	}
	for _, list := range groups {
		work <- list
	}
	close(work)
	wait.Wait()
	t.Logf("%d edges asked %d times, of which %d played", len(groups), asked, played)
	if asked < 600 || played < 100 || played > asked*3/4 {
		t.Errorf("%d asked, %d played: the test looks in the wrong place", asked, played)
	}
}

// why asks ptok why, as of the moment that the edge took for now.
func why(t *testing.T, ptok string, q question, at time.Time) (a diagnosis.Why) {
	t.Helper()
	args := append([]string{"why", "--json", "--now", at.Format(time.RFC3339)}, q.same...)
	for _, k := range q.keys {
		args = append(args, "--key", k)
	}
	cmd := exec.Command(ptok, args...)
	cmd.Stdin = strings.NewReader(q.url)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if len(out) == 0 { // neither a token nor a finding
		if cmd.ProcessState.ExitCode() != notUnderstood {
			t.Errorf("%q: %v, %s", args, err, problems.String())
		}
		a.Verdict = diagnosis.Unknown
		return a
	}
	if err := json.Unmarshal(out, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// caseQuestions are the cases of the diagnosis that have a URL, or a token that can be put
// into one.
func caseQuestions(t *testing.T) (list []question) {
	t.Helper()
	files := map[string]string{}
	for _, c := range diagnosistest.Cases(t) {
		text, o := c.Asks(t)
		read := diagnosis.Read(text, o)
		q := question{now: o.Now.UTC().Format(time.RFC3339)}
		switch {
		case read.URL != nil && read.URL.Host != "":
			q.url, _, _ = strings.Cut(read.URL.String(), "#")
		case read.Token != nil && !read.Token.IsURL() && !read.Token.SignsURL():
			q.url = "https://media.example.com/a.m3u8?token=" + url.QueryEscape(read.Token.Text)
		default:
			continue
		}
		q.url = strings.ReplaceAll(q.url, " ", "%20")
		u, err := url.Parse(q.url)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" { // no edge is asked by another one
			continue
		}
		if owner := all.Owner(nil, u); read.Platform != nil && owner != nil && owner != read.Platform {
			continue
		}
		if p := read.Platform; p != nil && p.Edge != nil {
			q.same = []string{"--platform", p.Name}
		}
		for _, k := range o.Keys {
			text := string(k.Text.Reveal())
			if text == "" && k.Answer.Key != nil && k.Answer.Key.Kind() != keys.Secret {
				text = k.Answer.Key.PublicPEM()
			}
			if text == "" {
				continue
			}
			if files[text] == "" {
				files[text] = file(t, text)
			}
			q.keys = append(q.keys, files[text])
		}
		if len(q.keys) == 0 { // an edge without a key makes its own, and why has none then
			q.keys = []string{keyData + "A01_rsa2048_pkcs8.pem"}
		}
		list = append(list, q)
	}
	return list
}

// randomQuestions are URLs that the forms make, with keys, times and damage by chance.
func randomQuestions(t *testing.T, n int) (list []question) {
	t.Helper()
	other, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	mine, strangers := file(t, string(fixtures.PrivateKey(t))), file(t, other.PublicPEM())
	secret, foreign := file(t, platformtest.SharedSecret), file(t, strings.Repeat("90", 32))
	type made struct {
		url          string
		platform     *platform.Platform
		key, another string
	}
	var good []made
	now := time.Now()
	for _, p := range all.Platforms() {
		r := platformtest.Complete(t, p)
		r.IssuedAt = now
		s := edge.Signer{Platform: p, Key: r.Key, Values: r.Values}
		p.Edge.Fill(s.Values, s.Key)
		signed, problems := p.Make(r)
		if signed == nil {
			t.Fatal(problems)
		}
		one := made{platform: p, key: mine, another: strangers}
		if platformtest.WantsSecret(p) {
			one.key, one.another = secret, foreign
		}
		urls := signed.URLs()
		if len(urls) == 0 {
			urls = []platform.URL{{URL: p.Edge.Address(signed.Form, signed.First())}}
		}
		for _, u := range urls {
			one.url = u.URL
			good = append(good, one)
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	for len(list) < n {
		g := good[r.IntN(len(good))]
		q := question{url: g.url, keys: []string{g.key}}
		switch r.IntN(6) {
		case 0: // another character behind the host
			from := strings.Index(q.url, "://") + 3
			from += strings.IndexByte(q.url[from:], '/') + 1
			if i := from + r.IntN(len(q.url)-from); strings.IndexByte("/?&=#%.", q.url[i]) < 0 {
				q.url = q.url[:i] + string("abcdefABCDEF0123456789"[r.IntN(22)]) + q.url[i+1:]
			}
		case 1:
			q.url = q.url[:len(q.url)-1-r.IntN(40)]
		case 2:
			q.url, _, _ = strings.Cut(q.url, "?")
		case 3:
			q.keys = []string{g.another}
		}
		if r.IntN(3) == 0 {
			q.now = now.Add(time.Duration(1+r.IntN(3)) * 9 * time.Hour).UTC().Format(time.RFC3339)
		}
		if r.IntN(2) == 0 {
			q.same = []string{"--platform", g.platform.Name}
		}
		list = append(list, q)
	}
	return list
}
