package check

import (
	"strings"
	"testing"
	"time"

	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// TestPasteTakesTheURLOut: whatever a URL is pasted in, it is taken out, and nothing is asked.
func TestPasteTakesTheURLOut(t *testing.T) {
	atDesk(t, func(d *desk) {
		url, _ := tokenURL(t, time.Hour)
		for name, text := range map[string]string{
			"the URL":         "  " + url + "\n",
			"a curl command":  "curl -i -H 'Accept: */*' '" + url + "'",
			"an HTML tag":     `<video src="` + url + `" controls></video>`,
			"a line of a log": "2026-11-29T15:02:40Z GET " + url + " 401",
		} {
			d.p.Field.Type("")
			if !d.p.Field.Paste(text) || d.p.State().Field.Text != url {
				t.Errorf("%s: the field has %q", name, d.p.State().Field.Text)
			}
			if s := d.settle().Field; s.Host != host || !s.CanAsk || s.Note != "" {
				t.Errorf("%s: %+v", name, s)
			}
		}
		if d.p.Field.Paste("no address at all") {
			t.Error("a text without a URL is taken whole")
		}
		if got := d.asker.Asked(); len(got) > 0 {
			t.Errorf("asked without a button: %q", got)
		}
	})
}

func TestKeyIsNotTaken(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Field.Type("https://a.example/x")
		if !d.p.Field.Paste(string(fixtures.PrivateKey(t))) {
			t.Fatal("a key is left to be typed")
		}
		s := d.settle().Field
		if s.Text != "https://a.example/x" || s.Tone != viewmodel.Wrong {
			t.Errorf("%+v", s)
		}
		wants(t, "the field", s.Note, "a key")
	})
}

// TestFieldSaysWhyNobodyIsAsked: as a remark while a person types, as a fault afterwards.
func TestFieldSaysWhyNobodyIsAsked(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Field.Focus(true)
		d.p.Field.Type("stream.fastpix")
		if s := d.p.State().Field; s.Note == "" || s.Tone != viewmodel.Quiet || s.CanAsk {
			t.Errorf("while typing: %+v", s)
		}
		d.p.Field.Focus(false)
		if s := d.p.State().Field; s.Tone != viewmodel.Wrong {
			t.Errorf("afterwards: %+v", s)
		}
		d.p.Field.Type("")
		if s := d.p.State().Field; s.Note != "" || s.CanAsk {
			t.Errorf("empty: %+v", s)
		}
		d.p.Field.Type("http://127.0.0.1:8470/stream.fastpix.com/x.m3u8")
		if s := d.p.State().Field; s.Host != "127.0.0.1:8470" || !s.CanAsk {
			t.Errorf("this computer: %+v", s)
		}
	})
}

// TestLongURL: it is asked for whole, and not drawn whole.
func TestLongURL(t *testing.T) {
	atDesk(t, func(d *desk) {
		url := "https://a.example/x.m3u8?p=" + strings.Repeat("p", 2*mostTyped)
		if !d.p.Field.Paste(url) {
			t.Fatal("it is not taken")
		}
		s := d.p.State().Field
		if s.Text != "" || s.Before != url || !s.CanAsk {
			t.Errorf("a text of %d, shown as one of %d", len(s.Text), len(s.Before))
		}
		d.p.Field.Focus(true)
		d.p.Field.Type("") // as the empty field says
		wants(t, "the field", d.p.State().Field.Note, "too long to be changed")
		d.p.Look.Ask()
		d.settle()
		if got := d.asker.Asked(); len(got) != 1 || got[0] != "GET "+url {
			t.Errorf("asked for %d bytes", len(got))
		}
		d.p.Field.Type("h")
		if s := d.p.State().Field; s.Text != "h" {
			t.Errorf("%+v", s)
		}
	})
}

// TestTooLongWhateverElse: the field looks empty, which is said beside what is wrong with its text.
func TestTooLongWhateverElse(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Field.Type(strings.Repeat("p", 2*mostTyped))
		why := d.p.State().Field.Note
		d.p.Field.Focus(true)
		if note := d.p.State().Field.Note; why == "" || note != tooLong+" "+why {
			t.Errorf("%q, %q", why, note)
		}
	})
}

func TestTokenIsCutInItsMiddle(t *testing.T) {
	atDesk(t, func(d *desk) {
		url, token := tokenURL(t, time.Hour)
		d.p.Take(url)
		s := d.p.State().Field
		if s.Text != url {
			t.Error("what was taken is not what is asked")
		}
		if !strings.HasSuffix(s.Before, "?token=") || len(s.Parts) != 3 || s.Parts[0] != token[:8] || s.Parts[2] != token[len(token)-8:] {
			t.Errorf("%q %q %q", s.Before, s.Parts, s.After)
		}
		wants(t, "the banner", d.p.State().Verdict.Detail, "One GET of this URL goes to "+host+", with its token", "No key, no cookie")
		d.p.Take("https://a.example/x.m3u8")
		if got := d.p.State().Verdict.Detail; strings.Contains(got, "token") {
			t.Errorf("there is none: %q", got)
		}
	})
}

// TestHeadersOfACommandGoAlong: as they do in the terminal, and that is said before.
func TestHeadersOfACommandGoAlong(t *testing.T) {
	atDesk(t, func(d *desk) {
		url, _ := tokenURL(t, time.Hour)
		if !d.p.Field.Paste("curl '" + url + "' -H 'Referer: https://shop.example/watch' -H 'User-Agent: Shop/1'") {
			t.Fatal("no URL was found")
		}
		wants(t, "the banner", d.p.State().Verdict.Detail, "the page that the text names", "No key and no cookie")
		wants(t, "the field", d.p.State().Field.Note, "Sent as well", "Referer", "User-Agent")
		d.p.Look.Ask()
		d.settle()
		wants(t, "the request", strings.Join(d.asker.Asked(), " "), "https://shop.example/watch", "Shop/1")
		d.p.Tools.Openings()[0].Open(nil)
		wants(t, "the command", strings.Join(d.tokens, " "), "-H 'Referer: https://shop.example/watch'", "-H 'User-Agent: Shop/1'")
		d.p.Field.Type("https://a.example/other.m3u8")
		d.p.Look.Ask()
		d.settle()
		if last := d.asker.Asked()[1]; strings.Contains(last, "shop.example") {
			t.Errorf("the page of another URL goes along: %q", last)
		}
	})
}

// TestCookiesGoAlong: those that sign a URL are sent with it, and that is said before.
func TestCookiesGoAlong(t *testing.T) {
	atDesk(t, func(d *desk) {
		const text = "curl 'https://d111111abcdef8.cloudfront.net/v/master.m3u8' -H 'Cookie: CloudFront-Policy=eyJTdGF0ZW1lbnQiOltdfQ__; CloudFront-Signature=YWJj; CloudFront-Key-Pair-Id=K2JCJMDEHXQW5F'"
		if !d.p.Field.Paste(text) {
			t.Fatal("no URL was found")
		}
		wants(t, "the banner", d.p.State().Verdict.Detail, "cookies that sign it")
		d.p.Look.Ask()
		d.settle()
		wants(t, "the request", strings.Join(d.asker.Asked(), " "), "CloudFront-Key-Pair-Id=K2JCJMDEHXQW5F; CloudFront-Policy=", "CloudFront-Signature=YWJj")
		d.p.Tools.Openings()[0].Open(nil)
		wants(t, "the command", strings.Join(d.tokens, " "), "-H 'Cookie: CloudFront-Key-Pair-Id=")
		d.p.Field.Type("https://a.example/other.m3u8")
		d.p.Look.Ask()
		d.settle()
		if last := d.asker.Asked()[1]; strings.Contains(last, "CloudFront") {
			t.Errorf("cookies go to another host: %q", last)
		}
	})
}
