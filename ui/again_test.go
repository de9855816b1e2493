package ui

import (
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// TestFromWhyToSign: what was mended under Why? is taken to Sign with everything filled in,
// and with the profile whose key made the token where that is known.
func TestFromWhyToSign(t *testing.T) {
	for name, known := range map[string]bool{"no key at hand": false, "a saved key": true} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				if known {
					d.saveKey("Shop production", fixtures.Key(t), vault.Profile{Platform: "fastpix", KeyID: keyID})
				}
				d.settle()
				d.p.Show(atWhy)
				w := d.p.why.Presenter()
				w.Paste.Take("https://stream.fastpix.com/" + otherID + ".m3u8?token=" + fixtures.Token(t))
				d.settle()
				w.Reissue.Fix(0)
				d.settle()
				d.press("Open in Sign")
				d.settle()
				s := d.p.sign.Presenter().State()
				values := map[string]string{}
				for _, f := range s.Fields {
					values[f.Name] = f.Value
				}
				if d.p.current != atSign || values[platform.ID] != otherID || values[platform.KeyID] != keyID || s.HasToken() != known {
					t.Errorf("screen %d, %v, token %v", d.p.current, values, s.HasToken())
				}
				if known && (d.p.form.id == "" || !strings.Contains(d.shown(), "Shop production")) {
					t.Error("the profile is not in use")
				}
			})
		})
	}
}
