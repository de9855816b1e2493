package diagnosis_test

import (
	"fmt"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

// TestLife: the marks stand in the order of the moments, on the line, and the words say how
// far they are from its ends.
func TestLife(t *testing.T) {
	now := time.Unix(1750000000, 0) // 15:06:40
	token := func(iat, exp int64) string {
		return diagnosistest.FastPix(t, "rsa", map[string]any{"iat": iat, "exp": exp})
	}
	line := `203.0.113.7 - - [15/Jun/2025:14:00:00 +0000] "GET /` + fixtures.PlaybackID + `.m3u8?token=%s HTTP/2.0" 403 112 "-" "x"`
	for _, c := range []struct {
		name, text, end, now, asked string
		over                        bool
		order                       string // of b(egin), e(nd), n(ow) and a(sked)
	}{
		{"good", token(1749996400, 1750003600), "ends 16:06", "now 15:06 UTC, 1 h left", "", false, "bne"},
		{"ended", token(1749990000, 1749996400), "expired 14:06", "now 15:06 UTC, 1 h late", "", true, "ben"},
		{"not yet issued", token(1750003600, 1750007200), "ends 17:06", "now 15:06 UTC, begins in 1 h", "", false, "nbe"},
		{"asked before it ended", fmt.Sprintf(line, token(1749990000, 1749999600)), "expired 15:00", "now 15:06", "asked 14:00:00, 1 h left", true, "baen"},
		{"asked when it had ended", fmt.Sprintf(line, token(1749985000, 1749992400)), "expired 13:00", "now 15:06", "asked 14:00:00, 1 h late", true, "bean"},
		{"asked before it was issued", fmt.Sprintf(line, token(1749999600, 1750003600)), "ends 16:06", "now 15:06", "asked 14:00:00, before it began", false, "abne"},
		{"asked before it was issued, and over", fmt.Sprintf(line, token(1749996400, 1749999600)), "expired 15:00", "now 15:06", "asked 14:00:00, before it began", true, "aben"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := diagnosis.Read(c.text, diagnosis.Options{Now: now})
			l, ok := found.Life(now)
			if !ok || l.Over != c.over || l.EndText != c.end || l.NowText != c.now || l.AskedText != c.asked {
				t.Fatalf("%t, %+v", ok, l)
			}
			last := float32(-1)
			for _, o := range c.order {
				at := map[rune]float32{'b': l.Begin, 'e': l.End, 'n': l.Now, 'a': l.Asked}[o]
				if at < 0 || at > 1 || at <= last {
					t.Errorf("%c stands at %f, behind %f: %+v", o, at, last, l)
				}
				last = at
			}
		})
	}
	if _, ok := new(diagnosis.Case).Life(now); ok {
		t.Error("a life of nothing")
	}
	byHand := diagnosis.Read(token(1749990000, 1749996400), diagnosis.Options{Now: now, AsOf: now.Add(-2 * time.Hour)})
	if l, _ := byHand.Life(now); l.NowText != "as of 13:06 UTC, 1 h left" || l.Over {
		t.Errorf("%+v", l)
	}
}
