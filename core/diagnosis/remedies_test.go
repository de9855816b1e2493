//go:build !race

package diagnosis_test

import (
	"strings"
	"testing"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/internal/diagnosistest"
)

// TestURLsPutRight: what is wrong with the place of a token is not wrong any more in the
// URL that a click gives, and the token in it is the same.
func TestURLsPutRight(t *testing.T) {
	count := 0
	for _, c := range diagnosistest.Cases(t) {
		got := c.Read(t)
		for _, f := range got.Verdict.Findings {
			if f.Remedy == nil || f.Remedy.URL == "" {
				continue
			}
			count++
			again := c
			again.Text = f.Remedy.URL
			mended := again.Read(t)
			if mended.Verdict.Has(f.Code) || mended.Token == nil || mended.Token.Text != got.Token.Text {
				t.Errorf("%s/%s, %s: %s\n%s", c.Group, c.Name, f.Code, f.Remedy.URL, mended.Verdict.Headline)
			}
		}
	}
	if count < 20 {
		t.Errorf("%d URLs, at least 20 are wanted", count)
	}
}

// TestRemedies: what the text says to do one click does.
func TestRemedies(t *testing.T) {
	has := map[cause.Code]bool{}
	for _, c := range diagnosistest.Cases(t) {
		got := c.Read(t)
		for _, f := range got.Verdict.Findings {
			if f.Remedy == nil {
				continue
			}
			has[f.Code] = true
			if r := *f.Remedy; r.Label == "" || r.Signs() && (r.URL != "" || r.Sign != "") {
				t.Errorf("%s/%s: %+v", c.Group, c.Name, r)
			}
			if id := f.Remedy.Sign; id != "" && !strings.Contains(strings.ToLower(c.Text), strings.ToLower(id)) {
				t.Errorf("%s/%s: signs for %s", c.Group, c.Name, id)
			}
		}
	}
	for _, code := range []cause.Code{
		cause.TokenAbsent, cause.TokenMisplaced, cause.TokenDamagedInURL, cause.AlgUnexpected, cause.SecretEncoding,
		cause.SignatureWrong, cause.LifeShorterThanVideo, cause.Expired, cause.OtherPlaybackID,
	} {
		if !has[code] {
			t.Errorf("%s has no remedy in any case", code)
		}
	}
	if f := leading(t, "https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8"); f.Remedy == nil || f.Remedy.Sign != "16af5b33-cf4d-4717-9b90-ce429a124455" {
		t.Errorf("%+v", f)
	}
	if f := leading(t, "https://stream.fastpix.com/undefined.m3u8"); f.Remedy != nil {
		t.Errorf("%+v", f.Remedy)
	}
}

func leading(t *testing.T, text string) *platform.Finding {
	t.Helper()
	v := diagnosis.Read(text, diagnosis.Options{Now: noon}).Verdict
	f := v.Leading()
	if f == nil {
		t.Fatal("nothing is found in", text)
	}
	return f
}
