package reply

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/internal/diagnosistest"
)

// jargon are words that no customer knows, and what would tell of a secret.
var jargon = []string{"token", "jwt", "claim", "payload", "header", "algorithm", "exp", "audience", "hmac", "base64", "pem", "kid", "eyj"}

// TestEveryCause: whatever leads, there are sentences for it, in words of a customer.
func TestEveryCause(t *testing.T) {
	for _, c := range cause.All() {
		s := sentences[c.Code]
		if s.what == "" || s.next == "" {
			t.Errorf("%s: no reply", c.Code)
		}
	}
	if len(sentences) != len(cause.All()) {
		t.Error("a reply for no cause")
	}
}

// TestSince: a customer who asks hours later is not told that the link is still good.
func TestSince(t *testing.T) {
	tok := diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749990000, "exp": 1749997000})
	c := diagnosistest.Read(t, `203.0.113.7 - - [15/Jun/2025:13:00:00 +0000] "GET /16af5b33-cf4d-4717-9b90-ce429a124455.m3u8?token=`+tok+` HTTP/2" 403 162`, "rsa.public")
	if text := Text(c, time.Unix(1749992400, 0)); !strings.Contains(text, "in order") || !strings.Contains(text, since) {
		t.Errorf("%s", text)
	}
}

// TestReplies: each case has a reply of two or three sentences, without jargon and without
// a piece of what was pasted.
func TestReplies(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range diagnosistest.Cases(t) {
		got := c.Read(t)
		text := Text(got, c.At(t))
		if text == "" {
			if got.Understood() || got.Verdict.Leading() != nil {
				t.Errorf("%s/%s: no reply", c.Group, c.Name)
			}
			continue
		}
		if n := strings.Count(text+" ", ". "); n < 2 || n > 3 {
			t.Errorf("%s/%s: %d sentences: %s", c.Group, c.Name, n, text)
		}
		for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
			for _, bad := range jargon {
				if word == bad || word == bad+"s" {
					t.Errorf("%s/%s: %q in: %s", c.Group, c.Name, word, text)
				}
			}
		}
		if f := got.Verdict.Leading(); f != nil && got.Verdict.State == diagnosis.MayFail && f.Code != cause.NotTheToken && !strings.HasPrefix(text, mayBe) {
			t.Errorf("%s/%s: said without doubt: %s", c.Group, c.Name, text)
		}
		seen[text] = true
	}
	if len(seen) < 30 {
		t.Errorf("%d different replies", len(seen))
	}
}
