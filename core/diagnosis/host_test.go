package diagnosis_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// TestUnknownHost: of a host that is none of the platform's own it is said that it has to
// lead there; who answered is named as what was asked.
func TestUnknownHost(t *testing.T) {
	at := time.Unix(1744800000, 0)
	for host, own := range map[string]bool{"stream.fastpix.com": true, "video.shop.example": false} {
		t.Run(host, func(t *testing.T) {
			text := "https://" + host + "/" + fixtures.PlaybackID + ".m3u8?token=" + fixtures.Token(t)
			o := diagnosis.Options{Keys: []verify.Key{verify.Of("the key", fixtures.Key(t))}, Now: at}
			c := diagnosis.Read(text, o)
			if c.Verdict.State != diagnosis.Plays {
				t.Fatalf("%s: %s", c.Verdict.State, c.Verdict.Headline)
			}
			var said string
			for _, f := range c.Verdict.Findings {
				said += f.Evidence
			}
			if told := strings.Contains(said, "the host "+host+", which is none of FastPix's own and has to lead there"); told == own {
				t.Errorf("%q", said)
			}
			o.Status, o.Content = 200, diagnosis.ContentAsked
			who := host
			if own {
				who = "FastPix"
			}
			if v := c.Judge(o); v.Headline != "Plays: "+who+" answered 200" {
				t.Errorf("%q", v.Headline)
			}
		})
	}
}
