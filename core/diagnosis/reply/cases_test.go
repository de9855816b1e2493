//go:build !race

package reply

import (
	"strings"
	"testing"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/internal/diagnosistest"
)

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
		if f := got.Verdict.Leading(); f != nil && got.Verdict.State == diagnosis.MayFail && f.Code != cause.NotTheToken && f.Code != cause.KeyTruncated && f.Code != cause.KeyWrongKind && !strings.HasPrefix(text, mayBe) {
			t.Errorf("%s/%s: said without doubt: %s", c.Group, c.Name, text)
		}
		seen[text] = true
	}
	if len(seen) < 30 {
		t.Errorf("%d different replies", len(seen))
	}
}
