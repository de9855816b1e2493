package why

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"playtoken/core/diagnosis"
	"playtoken/internal/fixtures"
)

func TestLife(t *testing.T) {
	minute := func(n int64) string { return fmt.Sprintf(`"iat":%d,"exp":%d`, issued, issued+60*n) }
	for _, c := range []struct {
		name   string
		claims string
		now    int64
		want   diagnosis.Life
	}{
		{
			"before", minute(60), issued - 600,
			diagnosis.Life{Begin: 0.25, End: 1, Now: 0.01, BeginText: "issued 05:14", EndText: "ends 06:14", NowText: "now 05:04 UTC, begins in 10 min"},
		},
		{
			"at the beginning", minute(60), issued,
			diagnosis.Life{End: 1, BeginText: "issued 05:14", EndText: "ends 06:14", NowText: "now 05:14 UTC, 1 h left"},
		},
		{
			"within", minute(60), issued + 900,
			diagnosis.Life{End: 1, Now: 0.25, BeginText: "issued 05:14", EndText: "ends 06:14", NowText: "now 05:29 UTC, 45 min left"},
		},
		{
			"just after", minute(60), issued + 3600,
			diagnosis.Life{End: 1, Now: 0.99, BeginText: "issued 05:14", EndText: "expired 06:14", NowText: "now 06:14 UTC, 0 s late", Over: true},
		},
		{
			"after", minute(60), issued + 3600 + 1200,
			diagnosis.Life{End: 0.75, Now: 0.99, BeginText: "issued 05:14", EndText: "expired 06:14", NowText: "now 06:34 UTC, 20 min late", Over: true},
		},
		{
			"long after", minute(60), issued + 400*86400,
			diagnosis.Life{End: 0.4, Now: 0.99, BeginText: "issued 16 Apr 2025", EndText: "expired 16 Apr 2025", NowText: "now 05:14 UTC, 1 year 34 days late", Over: true},
		},
		{
			"without iat", fmt.Sprintf(`"exp":%d`, issued), issued - 6*3600,
			diagnosis.Life{End: 1, Now: 0.75, EndText: "ends 05:14", NowText: "now 23:14 UTC, 6 h left"},
		},
		{
			"without iat, a long time to go", fmt.Sprintf(`"exp":%d`, issued+7*86400), issued,
			diagnosis.Life{End: 1, EndText: "ends 23 Apr 2025", NowText: "now 05:14 UTC, 7 days left"},
		},
		{
			"iat behind exp", fmt.Sprintf(`"iat":%d,"exp":%d`, issued+60, issued), issued - 12*3600,
			diagnosis.Life{End: 1, Now: 0.5, EndText: "ends 05:14", NowText: "now 17:14 UTC, 12 h left"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.now = time.Unix(c.now, 0)
				s := d.paste(unsigned(fastpix(c.claims)))
				for _, text := range []*string{&s.Life.EndText, &c.want.EndText} {
					if c.name == "without iat" || c.name == "iat behind exp" { // yesterday's clock: the weekday may stand there
						*text = strings.Replace(*text, "Wed ", "", 1)
					}
				}
				if !s.HasLife || s.Life != c.want {
					t.Errorf("got  %+v\nwant %+v", s.Life, c.want)
				}
			})
		})
	}
}

func TestNoLifeLine(t *testing.T) {
	for _, c := range []struct{ name, claims, row string }{
		{"no exp", fmt.Sprintf(`"iat":%d`, issued), ""},
		{"milliseconds", fmt.Sprintf(`"iat":%d,"exp":%d000`, issued, ends), "exp is 1744866859000: that is milliseconds or finer, seconds are needed."},
		{"text", fmt.Sprintf(`"iat":%d,"exp":"%d"`, issued, ends), "exp"},
		{"list", `"exp":[1]`, "exp"},
		{"beyond all dates", `"exp":1e300`, "exp"},
		{"below zero", `"exp":-1e300`, "exp"},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				s := d.paste(unsigned(fastpix(c.claims)))
				if s.HasLife || s.Clock != "" || !strings.HasPrefix(s.row("Expires"), c.row) {
					t.Errorf("life %+v, clock %q, row %q", s.Life, s.Clock, s.row("Expires"))
				}
				if c.row != "" && s.row("Expires") == "" {
					t.Error("nothing is said of exp")
				}
			})
		})
	}
}

func TestLifeLineStaysOnTheLine(t *testing.T) {
	for _, exp := range []int64{1, issued, ends, 4102444800, 99999999999} {
		for _, iat := range []int64{0, 1, issued, ends, 99999999998} {
			for _, now := range []int64{-86400, 0, issued, ends, 4102444800} {
				atDesk(t, func(d *desk) {
					d.now = time.Unix(now, 0)
					s := d.paste(unsigned(fastpix(fmt.Sprintf(`"iat":%d,"exp":%d`, iat, exp))))
					l := s.Life
					if !s.HasLife || l.Begin < 0 || !(l.Begin <= l.End) || l.End > 1 || !(l.Now >= 0 && l.Now <= 1) {
						t.Errorf("iat %d, exp %d, now %d: %+v", iat, exp, now, l)
					}
				})
			}
		}
	}
}

// Whatever a sender writes into a token is shown as text that does nothing.
func TestClaimsAreShownInert(t *testing.T) {
	for _, c := range []struct{ name, payload, want string }{
		{"turned around", "\"a\u202eb\":\"c\u202ed\"", `  "a\u202Eb": "c\u202Ed"`},
		{"isolates", "\"a\u2066b\":\"\u2069\"", `"a\u2066b": "\u2069"`},
		{"escaped control characters", `"a\u0000b":"\u001b[31mred\u0007"`, `": "\u001b[31mred\u0007"`},
		{"DEL and C1", "\"a\":\"\u007f\u0085\u009b\"", `"a": "\u007F\u0085\u009B"`},
		{"hidden characters", "\"a\u200b\":\"\ufeff\u00ad\u2060\"", `"a\u200B": "\uFEFF\u00AD\u2060"`},
		{"line separators", "\"a\":\"b\u2028c\u2029d\"", `"a": "b\u2028c\u2029d"`},
		{"HTML stays text", `"a":"<script>alert(1)</script>&amp;"`, `"a": "<script>alert(1)</script>&amp;"`},
		{"newlines between", "\"a\":\n[1,\n2]", `  "a": `},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				s := d.paste(unsigned("{" + c.payload + "}"))
				if !strings.Contains(s.claims(), c.want) {
					t.Errorf("shown\n%s", s.claims())
				}
				inert(t, s)
			})
		})
	}
}

// The same where a claim has a place of its own: in rows, findings, texts around.
func TestMeaningOfClaimsIsShownInert(t *testing.T) {
	const evil = "\u202e\u2066\u200b\u007f"
	for _, c := range []struct{ name, text string }{
		{"aud", unsigned(`{"kid":"` + keyID + `","aud":"media:` + evil + `","iss":"fastpix.com","exp":99}`)},
		{"aud of a strange form", unsigned(`{"kid":"` + keyID + `","aud":"` + evil + `","iss":"fastpix.com","exp":99}`)},
		{"issuer", unsigned(`{"kid":"` + keyID + `","aud":"media:x","iss":"` + evil + `","exp":99}`)},
		{"key ID", unsigned(`{"kid":"` + evil + evil + `xxxxxxxxxxxxxxx","aud":"media:x","exp":99}`)},
		{"times", unsigned(`{"aud":"media:x","exp":"` + evil + `","iat":"` + evil + `","nbf":["` + evil + `"]}`)},
		{"no object", unsigned(evil)},
		{"damaged", "eyJ" + evil + "." + evil + "." + evil},
		{"around", evil + " curl x" + evil + " " + fixtures.Token(t) + evil + "\x1b[2J"},
		{"a fourth part", fixtures.Token(t) + "." + evil},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, id := range []string{"", keyID} {
				atDesk(t, func(d *desk) {
					d.p.Keys.SetSignKey(fixtures.Key(t), id)
					inert(t, d.paste(c.text))
					if !d.p.State().Read && c.name != "damaged" {
						t.Errorf("not read: %q", d.p.State().Detail)
					}
				})
			}
		})
	}
}

// inert looks for characters that act in all that a state shows. Text is what
// the person put in, for the entry alone.
func inert(t *testing.T, s State) {
	t.Helper()
	s.Text = ""
	for _, c := range fmt.Sprintf("%+v", s) {
		if unicode.Is(unicode.C, c) && c != '\n' || c == '\u2028' || c == '\u2029' {
			t.Errorf("U+%04X is shown: %+q", c, fmt.Sprintf("%+v", s))
			return
		}
	}
}

func TestLongListOfClaims(t *testing.T) {
	var claims strings.Builder
	for i := range 60 {
		fmt.Fprintf(&claims, `"claim%d":%d,`, i, i)
	}
	text := unsigned(fastpix(claims.String() + fmt.Sprintf(`"exp":%d`, ends)))
	atDesk(t, func(d *desk) {
		s := d.paste(text)
		if len(s.Parted.Claims) != 24 || s.Parted.More != 67-24 || s.Parted.All {
			t.Errorf("%d lines, %d hidden, all %v", len(s.Parted.Claims), s.Parted.More, s.Parted.All)
		}
		d.p.Structure.ToggleAll()
		if s = d.settle(); len(s.Parted.Claims) != 67 || s.Parted.More != 0 || !s.Parted.All || s.Parted.Claims[66].Rest != "}" {
			t.Errorf("%d lines, %d hidden, all %v", len(s.Parted.Claims), s.Parted.More, s.Parted.All)
		}
		d.p.Tick()
		if s = d.settle(); len(s.Parted.Claims) != 67 {
			t.Errorf("a tick folded them: %d lines", len(s.Parted.Claims))
		}
		d.p.Structure.ToggleAll()
		if s = d.settle(); len(s.Parted.Claims) != 24 {
			t.Errorf("%d lines", len(s.Parted.Claims))
		}
		d.p.Structure.ToggleAll()
		if s = d.paste(fixtures.Token(t)); len(s.Parted.Claims) != 8 || s.Parted.More != 0 || s.Parted.All {
			t.Errorf("the next token: %d lines, all %v", len(s.Parted.Claims), s.Parted.All)
		}
	})
}

func TestPayloadThatIsNoJSON(t *testing.T) {
	for _, c := range []struct{ name, payload, want string }{
		{"text", "hello", "hello"},
		{"binary", "\xff\x00\x01", "ff0001"},
		{"empty object", "{}", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				if s := d.paste(unsigned(c.payload)); s.Parted.Payload != c.want {
					t.Errorf("%q", s.Parted.Payload)
				}
			})
		})
	}
	atDesk(t, func(d *desk) {
		if s := d.paste(unsigned(strings.Repeat("x", 5000))); len(s.Parted.Payload) != 2000+len("…") {
			t.Errorf("%d bytes are shown", len(s.Parted.Payload))
		}
	})
}
