//go:build !race

package answer_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
	"playtoken/web/answer"
)

var now = time.Unix(1750000000, 0)

func Example() {
	var r answer.Reader
	a := r.Read("https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8", now)
	fmt.Println(a.State, "-", a.Headline, "-", a.Code)
	fmt.Println(a.Reply)
	// Output:
	// may_fail - Playback may fail: there is no token - token_absent
	// This may be why your video does not play. Your link lacks the part that lets you watch the video. Please copy the whole link again, or ask for a new one.
}

// TestSecrets: whatever has a private half, or is shared, is refused: of it stands nothing in
// an answer, nothing is kept, and no report shows it.
func TestSecrets(t *testing.T) {
	for _, ref := range []string{
		"rsa", "rsa.b64", "rsa.b64b64", "rsa.escaped", "rsa.oneline", "rsa.quoted", "rsa.cut", "rsa.lost", "rsa.privatejwk:k1", "rsa.pkcs1", "rsa.reply:k1",
		"ec", "ec.privatejwk:k1", "ed", "ed.privatejwk:k1", "hex:" + strings.Repeat("5a", 4), "text:" + strings.Repeat("3f7a0c5e", 8), "text:k4.local." + strings.Repeat("3f7a0c5e", 5) + "3f7", "text:0x" + strings.Repeat("3f7a0c5e", 8), "b64:a secret of thirty-two characters"[:36],
	} {
		t.Run(ref, func(t *testing.T) {
			text := string(diagnosistest.KeyText(t, ref))
			var r answer.Reader
			k := r.Key(text)
			if k.Taken || !k.Secret || k.Problem == "" {
				t.Errorf("as a key: %+v", k)
			}
			good := diagnosistest.FastPix(t, "rsa", nil)
			if a := r.Read(good, now); a.State != "unknown" {
				t.Errorf("it was kept: %s", a.Headline)
			}
			if !strings.HasPrefix(ref, "hex:") && !strings.HasPrefix(ref, "b64:") { // they look like any text
				a := r.Read(text, now)
				if a.State != answer.Refused || !a.Cleaned || a.Safe != "" {
					t.Errorf("as a text: %s, %q is to stand in the field", a.State, a.Safe)
				}
				shows(t, text, a)
				if got := r.Report(false); got != "" {
					t.Errorf("a report of it: %s", got)
				}
			}
			beside := r.Read(good+"\n\n"+text+"\n", now)
			if strings.HasPrefix(text, "-----BEGIN") {
				if !beside.Cleaned || !strings.Contains(beside.Safe, good) {
					t.Errorf("beside a token: %t %q", beside.Cleaned, beside.Safe)
				}
				shows(t, text, beside)
				shows(t, text, r.Report(false))
			}
		})
	}
}

// shows reports a piece of a secret in an answer.
func shows(t *testing.T, secret string, answer any) {
	t.Helper()
	b, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	bare := strings.Join(strings.Fields(secret), "")
	for at := 40; at+24 <= len(bare); at += 40 {
		if strings.Contains(string(b), bare[at:at+24]) {
			t.Fatalf("it shows %d characters of it", 24)
		}
	}
}

// TestSecretWanted: where only a secret tells more, it is said that it is not for a page.
func TestSecretWanted(t *testing.T) {
	hmac := "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3NTAwMDM2MDB9." + strings.Repeat("c2ln", 10) + "bmE"
	for _, c := range []struct {
		name, text string
		noted      bool
	}{
		{"HS256", hmac, true},
		{"a PASETO", "v4.local." + strings.Repeat("3f7a0c5e", 12), true},
		{"RS256", diagnosistest.FastPix(t, "rsa", nil), false},
		{"an answer", "403", false},
	} {
		var r answer.Reader
		if a := r.Read(c.text, now); (a.Note != "") != c.noted || a.State == "fails" {
			t.Errorf("%s: %s %s, %q", c.name, a.State, a.Headline, a.Note)
		}
	}
}

func TestPublicKeys(t *testing.T) {
	good := diagnosistest.FastPix(t, "rsa", nil)
	for _, c := range []struct {
		ref   string
		state answer.State
	}{
		{"rsa.public", "plays"}, {"rsa.jwk:" + fixtures.KeyID, "plays"}, {"rsa.publicb64", "plays"}, {"set:rsa=" + fixtures.KeyID + " rsa2=k2", "plays"}, {"rsa2.public", "fails"},
	} {
		text := string(diagnosistest.KeyText(t, c.ref))
		var r answer.Reader
		if k := r.Key(text); !k.Taken || k.Title == "" || k.Secret {
			t.Errorf("%s: %+v", c.ref, k)
		}
		if a := r.Read(good, now); a.State != c.state {
			t.Errorf("%s: %s, %s", c.ref, a.State, a.Headline)
		}
		if a := r.Read(text, now); a.State != answer.IsKey || !a.Cleaned {
			t.Errorf("%s as a text: %s", c.ref, a.State)
		}
		if r.Key(""); r.Read(good, now).State != "unknown" {
			t.Errorf("%s: it is not forgotten", c.ref)
		}
	}
}

// TestLog: a log is summed up as the window does it, and its rows are listed, found and opened.
func TestLog(t *testing.T) {
	expired := diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749900000, "exp": 1749903600})
	url := "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8"
	text := strings.Repeat(url+"?token="+expired+"\n", 3) + url + "\n"
	if !extract.IsLog([]byte(text)) || extract.IsLog([]byte(expired)) {
		t.Error("what is a log")
	}
	var paused atomic.Int64
	r := answer.Reader{Pause: func() { paused.Add(1) }}
	read := func(ctx context.Context) answer.Log {
		return r.Log(ctx, "a|b.log", strings.NewReader(text), now, func(string) {})
	}
	if rows := r.Rows(0, 9); len(rows) > 0 || r.LogReport(true) != "" || r.Open(t.Context(), 0, nil).Text != "" || r.CopyRows(0, 1).Text != "" {
		t.Errorf("of no log: %+v", rows)
	}
	l := read(t.Context())
	if l.State != "fails" || l.Headline != "4 of 4 tokens fail or may fail, from two causes" || !strings.HasSuffix(l.About, " KB, 4 lines, 3 tokens") || l.Problem != "" || len(l.Causes) != 2 || l.Rows != 4 {
		t.Fatalf("%+v", l)
	}
	if n := paused.Load(); n != 4 {
		t.Errorf("others could come %d times, between 4 lines", n)
	}
	if c := l.Causes[0]; c.Code != cause.Expired || c.Title != "The token had expired" || c.Count != "3" || c.Share != "75 %" || c.Part != 1 || c.State != "fails" || l.Causes[1].State != "may_fail" {
		t.Errorf("%+v", l.Causes)
	}
	rows := r.Rows(-1, 99)
	if len(rows) != 4 || rows[3].Line != "4" || rows[3].Where != "16af5b33…4455" || rows[3].Whole != fixtures.PlaybackID || !strings.HasPrefix(rows[0].Text, "Had expired ") {
		t.Errorf("%+v", rows)
	}
	for _, c := range []struct{ change, rows string }{
		{`{"cause":2}`, "4"},
		{`{"cause":0}`, "1 2 3 4"},
		{`{"by":3}`, "1 2 3 4"},
		{`{"by":3}`, "4 1 2 3"},
		{`{"search":"expired"}`, "1 2 3"},
		{`{"search":"","by":0}`, "1 2 3 4"},
		{`{"cause":7}`, "1 2 3 4"},
		{`{"all":false}`, "1 2 3 4"},
		{`nonsense`, "1 2 3 4"},
	} {
		n := r.Choose(c.change).Rows
		var got []string
		for _, row := range r.Rows(0, n) {
			got = append(got, row.Line)
		}
		if strings.Join(got, " ") != c.rows {
			t.Errorf("%s: %q", c.change, got)
		}
	}
	o := r.Open(t.Context(), 1, strings.NewReader(text))
	if o.Code != cause.Expired || o.Line != "2" || o.Cause != 1 || o.Text != url+"?token="+expired || o.Error != "" {
		t.Errorf("%+v", o)
	}
	if o := r.Open(t.Context(), 3, strings.NewReader("one\n")); o.Error != "The file has changed: it has no line 4 now" || o.State != "" {
		t.Errorf("%+v", o)
	}
	if c := r.CopyRows(0, 99); c.What != "4 rows" || strings.Count(c.Text, "\n") != 4 || strings.Contains(c.Text, "eyJ") {
		t.Errorf("%+v", c)
	}
	if got := r.LogReport(true); !strings.HasPrefix(got, "## 4 of 4 tokens fail") || !strings.Contains(got, `a\|b.log: `) || strings.Contains(got, "eyJ") {
		t.Errorf("%s", got)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if l := r.Log(t.Context(), "a\u202e.log", strings.NewReader(""), now, nil); l.Name != `a\u202E.log` || l.Headline != "No token found in any line" || l.Rows != 0 {
		t.Errorf("%+v", l)
	}
	if l := read(stopped); !strings.HasPrefix(l.Problem, "Cancelled.") || l.State != answer.None || strings.Contains(l.About, " 0 lines") && l.Headline != "Nothing of it was read" {
		t.Errorf("%+v", l)
	}
}

// TestTokens: of the tokens of a text each is a row, and leads back to itself.
func TestTokens(t *testing.T) {
	var list []string
	for i := range 7 {
		list = append(list, "https://stream.fastpix.com/"+fixtures.PlaybackID+".m3u8?token="+diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749900000, "exp": 1749903600 + 3600*i}))
	}
	var r answer.Reader
	if a := r.Read(strings.Join(list, "\n"), now); !a.List || a.Tokens != 7 {
		t.Errorf("a list: %t, %d tokens", a.List, a.Tokens)
	}
	if a := r.Read(strings.Join(list[:5], "\n"), now); a.List {
		t.Error("five are no list")
	}
	entry := func(token string) string {
		return `{"startedDateTime":"2025-06-15T15:00:00Z","request":{"method":"GET","url":"https://stream.fastpix.com/a.m3u8?token=` + token + `"},"response":{"status":403}}`
	}
	if a := r.Read(`{"log":{"entries":[`+entry(list[0])+","+entry(list[0])+`]}}`, now); !a.List {
		t.Errorf("a HAR of two requests: %q", a.What)
	}
	if a := r.Read(`{"log":{"entries":[`+entry(list[0])+`]}}`, now); a.List {
		t.Errorf("a HAR of one request: %q", a.What)
	}
	if a := r.Read(strings.Join(list, " "), now); a.List || a.Tokens != 7 {
		t.Error("one line is no list")
	}
	l := r.Tokens(t.Context(), "All tokens of the text", now, func(string) {})
	if l.About != "7 tokens" || l.Rows != 7 {
		t.Errorf("%+v", l)
	}
	if o := r.Open(t.Context(), 2, nil); o.Nth != 3 || !strings.Contains(fmt.Sprint(o.Claims), "1749910800") || o.Text != strings.Join(list, " ") {
		t.Errorf("%+v", o)
	}
}

// TestKeyInALog: of a line that is a key nothing is shown.
func TestKeyInALog(t *testing.T) {
	key := string(diagnosistest.KeyText(t, "rsa.oneline"))
	text := key + "\nhttps://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + diagnosistest.FastPix(t, "rsa", nil) + " " + key + "\n"
	var r answer.Reader
	shows(t, key, r.Log(t.Context(), "x.log", strings.NewReader(text), now, func(string) {}))
	r.Choose(`{"all":true}`)
	rows := r.Rows(0, 9)
	shows(t, key, rows)
	if len(rows) == 0 {
		t.Error("no rows")
	}
	for i := range rows {
		shows(t, key, r.Open(t.Context(), i, strings.NewReader(text)))
	}
}
