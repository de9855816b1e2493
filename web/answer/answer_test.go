package answer_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
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

// TestLife: the marks stand in the order of the moments, on the line.
func TestLife(t *testing.T) {
	token := func(iat, exp int64) string {
		return diagnosistest.FastPix(t, "rsa", map[string]any{"iat": iat, "exp": exp})
	}
	line := `203.0.113.7 - - [15/Jun/2025:14:00:00 +0000] "GET /` + fixtures.PlaybackID + `.m3u8?token=%s HTTP/2.0" 403 112 "-" "x"`
	for _, c := range []struct {
		name, text string
		over       bool
		marks      []string
		order      string // of b(egin), e(nd) and the marks by their number
	}{
		{"good", token(1749996400, 1750003600), false, []string{"now 15:06 UTC, 1 h left"}, "b0e"},
		{"ended", token(1749990000, 1749996400), true, []string{"now 15:06 UTC, 1 h late"}, "be0"},
		{"not yet issued", token(1750003600, 1750007200), false, []string{"now 15:06 UTC, begins in 1 h"}, "0be"},
		{"asked before it ended", fmt.Sprintf(line, token(1749990000, 1749999600)), true, []string{"asked 14:00:00, 1 h left", "now 15:06 UTC"}, "b0e1"},
		{"asked before it was issued", fmt.Sprintf(line, token(1749999600, 1750003600)), false, []string{"asked 14:00:00, begins in 1 h", "now 15:06 UTC"}, "0b1e"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r answer.Reader
			l := r.Read(c.text, now).Life
			if l == nil || l.Over != c.over || len(l.Marks) != len(c.marks) {
				t.Fatalf("%+v", l)
			}
			for i, m := range l.Marks {
				if got, _, _ := strings.Cut(m.Text, " min"); !strings.HasPrefix(got, strings.TrimSuffix(strings.TrimSuffix(c.marks[i], " left"), " late")) {
					t.Errorf("%q, want %q", m.Text, c.marks[i])
				}
			}
			last := -1.0
			for _, o := range c.order {
				at := map[rune]float64{'b': l.Begin, 'e': l.End}[o]
				if o >= '0' && o <= '9' {
					at = l.Marks[o-'0'].At
				}
				if at < 0 || at > 1 || at <= last {
					t.Errorf("%c stands at %f, behind %f: %+v", o, at, last, l)
				}
				last = at
			}
		})
	}
}

func TestLog(t *testing.T) {
	expired := diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749900000, "exp": 1749903600})
	text := strings.Repeat("https://stream.fastpix.com/"+fixtures.PlaybackID+".m3u8?token="+expired+"\n", 3) + "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8\n"
	if !extract.IsLog([]byte(text)) || extract.IsLog([]byte(expired)) {
		t.Error("what is a log")
	}
	var r answer.Reader
	l := r.Log(context.Background(), strings.NewReader(text), now, nil)
	if l.State != "fails" || l.Headline != "3 fail, 1 may fail" || l.About != "4 lines, 3 tokens" || l.Problem != "" || len(l.Causes) != 2 {
		t.Fatalf("%+v", l)
	}
	if c := l.Causes[0]; c.Code != cause.Expired || c.Count != "3" || c.Line != 1 || c.Share != "75 %" || c.Warning || !l.Causes[1].Warning {
		t.Errorf("%+v", l.Causes)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if l := r.Log(stopped, strings.NewReader(text), now, nil); l.Problem == "" {
		t.Errorf("%+v", l)
	}
}
