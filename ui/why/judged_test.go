package why

import (
	encoding "encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"playtoken/ui/viewmodel"
)

// claimSet is what a decoder shows of a token.
func claimSet(iat, exp int64) string {
	return fmt.Sprintf(`{"kid": %q, "aud": "media:%s", "iss": "fastpix.com", "sub": "", "iat": %d, "exp": %d}`, keyID, playbackID, iat, exp)
}

// Where there is a verdict, it can be copied, put into a ticket, told to the customer and asked
// as of another moment, whether there is a token or not.
func TestVerdictWithoutAToken(t *testing.T) {
	for name, c := range map[string]struct{ text, report, reply string }{
		"a URL without a token": {"https://stream.fastpix.com/" + playbackID + ".m3u8", "token_absent", "Hello,"},
		"claims alone":          {claimSet(issued-90000, issued-3600), `"exp": ` + fmt.Sprint(issued-3600), "Your link has ended"},
		"an answer":             {`{"success":false,"error":{"code":403,"message":"Forbidden"}}`, "403", "We need your link"},
		"a URL of another CDN":  {"https://x.example.net/a.m3u8?hdnts=exp=1500000000~acl=/*~hmac=3f3ce0ef3fa884a79c665f10aed6247634ad17d0ae54584afbd131601fff16ae", "Akamai", "Hello,"},
		"an error of a program": {"JsonWebTokenError: jwt malformed", "three parts", "We need your link"},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				if s := d.paste(c.text); !s.Judged || s.Read {
					t.Fatalf("judged %t, read %t", s.Judged, s.Read)
				}
				d.p.Verdict.Copy(nil)
				d.p.Report.Copy(nil)
				d.p.Reply.Copy(nil)
				if len(d.copied) != 3 || !strings.Contains(d.copied[0], d.p.State().Title) || !strings.Contains(d.copied[1], c.report) || !strings.Contains(d.copied[2], c.reply) {
					t.Errorf("copied %q", d.copied)
				}
				d.p.Report.Save(true)
				if !encoding.Valid(d.files["playback-report.json"]) {
					t.Errorf("report %s", d.files["playback-report.json"])
				}
				d.p.Status.Toggle()
				if s := d.p.State(); !s.Reply.Open || !strings.Contains(s.Reply.Text, c.reply) {
					t.Errorf("reply %+v", s.Reply)
				}
				if !d.p.closePanel() || d.p.State().Reply.Open {
					t.Error("the reply was not closed")
				}
				d.p.Options.SetAsOf("2024-01-01 00:00 UTC")
				if s := d.p.State(); !strings.HasPrefix(s.Detail, "As of Mon 1 Jan 2024, 00:00:00 UTC, not now.") {
					t.Errorf("detail %q", s.Detail)
				}
			})
		})
	}
}

// What claims say is shown without their token, and judged as of the moment that is asked about.
func TestClaimsAlone(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste(claimSet(issued-90000, issued-3600))
		if s.Mood != viewmodel.Failed || !s.HasLife || !s.Life.Over || !s.Shown || s.CanEdit || s.row("Expires") == "" || s.row("Issued") == "" ||
			!strings.Contains(s.claims(), playbackID) || s.Parted.Kind != "Claims alone" || s.Parted.Signature != "Signature: not there, for the token is not" {
			t.Errorf("%q %+v %+v\n%s", s.Title, s.Life, s.Parted, s.claims())
		}
		d.p.Structure.CopyClaims(nil)
		d.p.Structure.CopyClaim(1, nil)
		if len(d.copied) != 2 || !encoding.Valid([]byte(d.copied[0])) || d.copied[1] != "media:"+playbackID {
			t.Errorf("copied %q", d.copied)
		}
		d.p.Options.SetAsOf(time.Unix(issued-7200, 0).UTC().Format(time.RFC3339))
		if s = d.p.State(); s.Mood == viewmodel.Failed || s.Life.Over || s.Clock != "01:00:00" {
			t.Errorf("as of then: %q, clock %q", s.Title, s.Clock)
		}
		d.p.Options.Reset()
		d.now = d.now.Add(time.Hour)
		before := d.p.State().Title
		if d.p.Tick(); d.p.State().Title == before {
			t.Errorf("an hour later it still says %q", before)
		}
	})
}

// Where there is nothing to copy, that is said.
func TestNoVerdictToCopy(t *testing.T) {
	for _, text := range []string{"", "It does not play since this morning, please help."} {
		atDesk(t, func(d *desk) {
			d.paste(text)
			d.p.Verdict.Copy(nil)
			if len(d.copied) != 0 || len(d.toasts) != 1 || d.toasts[0] != "There is no verdict to copy" {
				t.Errorf("%q: copied %q, said %q", text, d.copied, d.toasts)
			}
		})
	}
}
