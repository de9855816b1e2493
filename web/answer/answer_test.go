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
