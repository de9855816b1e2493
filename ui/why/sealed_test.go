package why

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

const (
	hexSecret = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
	edgeKey   = "the-edge-key-2025"
)

// aPaseto is a token that hexSecret opens.
func aPaseto(t *testing.T) string { return asserted(t, "") }

// asserted is one that was sealed with an implicit assertion, too.
func asserted(t *testing.T, assertion string) string {
	t.Helper()
	k, err := paseto.KeyFor(secret.New([]byte(hexSecret)), paseto.FormHex)
	if err != nil {
		t.Fatal(err)
	}
	s, err := paseto.Seal([]byte(`{"contentId":"65f1c2d3e4b5a69788776655","viewerIdentifier":"sam","protectionLevel":"basic","exp":"2025-04-17T05:14:19Z","iat":"2025-04-16T05:14:19Z"}`),
		[]byte(`{"v":1,"p":"project-7"}`), []byte(assertion), k)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// anEctoken is a token that edgeKey opens.
func anEctoken(t *testing.T) string {
	t.Helper()
	s, err := ectoken.Seal("ec_expire=1744866859&ec_url_allow=/vod", secret.New([]byte(edgeKey)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAssertion: what was authenticated and does not stand in the token can be said.
func TestAssertion(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste(asserted(t, "tenant-7"))
		if !s.Options.HasAssertion {
			t.Fatal("it cannot be said")
		}
		d.p.Keys.Paste([]byte(hexSecret))
		if s = d.settle(); s.Mood == viewmodel.Fine || !strings.Contains(s.Title+s.Detail+s.notes(), "assertion") {
			t.Errorf("%s: %s", s.Title, s.Detail)
		}
		d.p.Options.SetAssertion("tenant-7")
		if s = d.settle(); !strings.Contains(s.notes(), "Opened by") || s.Options.Assertion != "tenant-7" || !strings.Contains(s.Options.Summary, "implicit assertion") {
			t.Errorf("%s: %s %s", s.Title, s.Detail, s.notes())
		}
		d.p.Options.Reset()
		if s = d.settle(); s.Options.Assertion != "" || strings.Contains(s.notes(), "Opened by") {
			t.Errorf("%s: %s", s.Title, s.Detail)
		}
		if s = d.paste(otherURL(t)); s.Options.HasAssertion {
			t.Error("FastPix has none")
		}
	})
}

func TestPasetoClosedAndOpened(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste(aPaseto(t))
		if s.Mood != viewmodel.Neutral || s.Action != GiveSecret || s.HasLife || !s.Read {
			t.Errorf("mood %d, action %d, %q", s.Mood, s.Action, s.Title)
		}
		c := s.Parted
		if c.Kind != "PASETO v4.local" || !strings.HasPrefix(c.Body, "Encrypted.") || len(c.Claims) > 0 || len(c.Footer) != 4 ||
			c.FooterNote != "Unverified until a key opens the token." || c.Signature != "Not opened" || s.KeyHint != "Paste the secret to open it" {
			t.Errorf("%+v", c)
		}
		if s.Parts[0] != "v4.local" || len(s.Parts) != 3 {
			t.Errorf("parts %v", s.Parts)
		}
		d.p.Keys.Paste([]byte(strings.Repeat("ab", 32)))
		if s = d.settle(); s.Parted.Signature != "Not opened: the key does not fit" || s.Mood != viewmodel.Failed {
			t.Errorf("%q, %s", s.Title, s.Parted.Signature)
		}
		d.p.Keys.Paste([]byte(hexSecret))
		s = d.settle()
		if s.Mood == viewmodel.Failed || s.Parted.FooterNote != "Verified together with the token." || !strings.Contains(s.claims(), `"viewerIdentifier": "sam"`) || !s.HasLife {
			t.Errorf("%q\n%s\n%+v", s.Title, s.notes(), s.Parted)
		}
		if !strings.Contains(s.notes(), "Opened by the key given here.") || !strings.Contains(s.notes(), "hexadecimal") {
			t.Errorf("notes %s", s.notes())
		}
		for i, state := range d.states {
			fixtures.NoPiece(t, "state "+string(rune('0'+i%10)), secret.New([]byte(hexSecret)), state)
		}
	})
}

// TestAllowThisPath: a path that an Edgecast token does not allow is put into it by one press.
func TestAllowThisPath(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste("https://cdn.example.com/live/a.m3u8?" + anEctoken(t))
		d.p.Keys.Paste([]byte(edgeKey))
		s := d.settle()
		if s.Action != ApplyFix || s.Fix != "Allow this path" {
			t.Fatalf("action %d, %q: %s", s.Action, s.Fix, s.Title)
		}
		d.p.Reissue.Fix(0)
		m := d.settle().Mended
		if m.Mood != viewmodel.Fine || !strings.HasPrefix(m.URL, "https://cdn.example.com/live/a.m3u8?") || len(m.Rows) != 1 || m.Rows[0][0][0].Text != "ec_url_allow" {
			t.Errorf("mood %d, %q, %+v", m.Mood, m.URL, m.Rows)
		}
	})
}

func TestEctokenOpened(t *testing.T) {
	text := "https://cdn.example.com/vod/a.m3u8?" + anEctoken(t)
	atDesk(t, func(d *desk) {
		d.paste(text)
		d.p.Keys.Type(edgeKey[:5]) // any beginning of a secret is one itself
		if s := d.settle(); s.Key.Taken() || s.Key.Refused {
			t.Errorf("key %+v", s.Key)
		}
		d.p.Keys.Type(edgeKey)
		s := d.settle()
		if s.Mood != viewmodel.Fine || len(s.Parted.Params) != 2 || s.Parted.Params[1].Label != "ec_url_allow" || s.Parted.Kind != "Edgecast token of version 3" {
			t.Errorf("%q, %+v", s.Title, s.Parted)
		}
		if s.row("Expires") == "" {
			t.Errorf("rows %+v", s.Rows)
		}
	})
	// A saved secret is tried as well, and named.
	atDesk(t, func(d *desk) {
		k := verify.Read("edge of Shop", []byte(edgeKey), importer.Options{Want: importer.TextSecret})
		k.Held, k.Profile = true, "8"
		d.saved = append(d.saved, k)
		if s := d.paste(text); s.Mood != viewmodel.Fine || !strings.Contains(s.notes(), "Opened by key “edge of Shop”.") {
			t.Errorf("%q, %s", s.Title, s.notes())
		}
		d.saved = nil // locked
		d.p.Keys.Changed()
		if s := d.settle(); s.Mood != viewmodel.Neutral || len(s.Parted.Params) > 0 {
			t.Errorf("locked: %q, %+v", s.Title, s.Parted)
		}
	})
}

func TestJWE(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ")
		if !strings.Contains(s.Title, "JWE") || s.Action == GiveSecret || !strings.Contains(s.Parted.Body, "No key here opens a JWE") || len(s.Parted.Header) == 0 {
			t.Errorf("%q, %+v", s.Title, s.Parted)
		}
	})
}

// A URL that carries its own signature is verified with the secret.
func TestSignedURL(t *testing.T) {
	u, err := urlsig.Sign("https://media.example.com/engage/image.jpg?w=100", time.Unix(ends, 0), urlsig.Default(), secret.New([]byte(edgeKey)))
	if err != nil {
		t.Fatal(err)
	}
	atDesk(t, func(d *desk) {
		s := d.paste(u)
		if !s.Read || s.Parted.Kind != "Signed URL" || s.CanEdit || s.KeyHint != "Paste the secret that signs them" || s.Parted.Signature != "Signature: not checked" {
			t.Errorf("%q, %+v", s.Title, s.Parted)
		}
		if strings.Join(s.Parts, "") != u || s.Before+s.After != "" {
			t.Errorf("shown %q %q %q", s.Before, s.Parts, s.After)
		}
		d.p.Keys.Paste([]byte(edgeKey))
		s = d.settle()
		if s.Mood != viewmodel.Fine || s.Parted.Signature != "Signature: valid" || s.row("Recipe") == "" || s.row("Expires") == "" || !strings.Contains(s.notes(), "Signed by the key given here.") {
			t.Errorf("%q, %+v\n%+v\n%s", s.Title, s.Parted, s.Rows, s.notes())
		}
	})
}
