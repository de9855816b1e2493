package sign

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/internal/fixtures"
)

// Whatever holds what the form asks for fills it.
func TestPaste(t *testing.T) {
	key := string(fixtures.PrivateKey(t))
	answer, err := json.Marshal(map[string]any{"success": true, "data": map[string]string{"id": keyID, "privateKey": key, "createdAt": "2026-11-29T12:04:00Z"}})
	if err != nil {
		t.Fatal(err)
	}
	const muxID = "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe"
	for _, c := range []struct {
		name, text string
		platform   string
		id, keyID  string
		key        bool
		said       string
	}{
		{"a player URL", "https://stream.fastpix.com/" + playbackID + ".m3u8", "FastPix", playbackID, "", false, "Taken out of the URL: playback ID"},
		{"a URL with its token", " https://stream.fastpix.io/" + playbackID + ".m3u8?token=" + fixtures.Token(t), "FastPix", playbackID, "", false, "Taken out of the URL: playback ID"},
		{"a thumbnail", "https://images.fastpix.com/" + playbackID + "/thumbnail.jpg", "FastPix", playbackID, "", false, "Taken out of the URL: playback ID"},
		{"a URL of another platform", "https://stream.mux.com/" + muxID + ".m3u8", "Mux", muxID, "", false, "Taken out of the URL: playback ID"},
		{"a player tag", `<fastpix-player playback-id="` + playbackID + `" token=""></fastpix-player>`, "FastPix", playbackID, "", false, "Taken out of the player tag: playback ID"},
		{"the answer with the key", string(answer), "FastPix", "", keyID, true, ""},
		{"the answer about a media", `{"data":{"id":"aaaaaaaabbbbbbbbccccccccdddddddd","playbackIds":[{"accessPolicy":"private","id":"` + playbackID + `"}]}}`, "FastPix", playbackID, "", false, "Taken out of the text: playback ID"},
		{"an .env file", "FASTPIX_SIGNING_KEY_ID=" + keyID + "\nFASTPIX_PRIVATE_KEY=" + key + "\nFASTPIX_PLAYBACK_ID=\"" + playbackID + "\"\n", "FastPix", playbackID, keyID, true, "Taken out of the text: signing key ID, playback ID and private key"},
		{"an .env file of another platform", "MUX_SIGNING_KEY=" + strings.Repeat("a1", 23) + "\nMUX_PRIVATE_KEY=" + key + "\n", "Mux", "", strings.Repeat("a1", 23), true, "Taken out of the text: signing key ID"},
	} {
		for _, into := range []string{platform.ID, platform.KeyID, "nowhere"} {
			t.Run(c.name+", "+into, func(t *testing.T) {
				atDesk(t, func(d *desk) {
					took := false
					if into == "nowhere" {
						took = d.p.Paste.Take(c.text)
					} else {
						took = d.p.Paste.Into(into, c.text)
					}
					s := d.settle()
					if !took || s.Platforms[s.Platform] != c.platform || d.field(platform.ID).Value != c.id || d.field(platform.KeyID).Value != c.keyID || s.Key.Taken() != c.key {
						t.Errorf("took %v, %s, ID %q, key ID %q, key %+v", took, s.Platforms[s.Platform], d.field(platform.ID).Value, d.field(platform.KeyID).Value, s.Key)
					}
					if said := strings.Join(d.toasts, "|"); !strings.Contains(said, c.said) {
						t.Errorf("said %q", said)
					}
				})
			})
		}
	}
}

// A URL fills the fields that ask for its parts, in whichever of them it is pasted; where
// a field is about another URL it stays there.
func TestPasteOfAURLInParts(t *testing.T) {
	const whole = "https://media.example.com/videos/a/master.m3u8?lang=en"
	for field, taken := range map[string]bool{platform.ID: true, "host": true, "ec_ref_allow": false} {
		t.Run(field, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.p.Form.ChoosePlatform(d.platform("edgecast"))
				if took := d.p.Paste.Into(field, whole); took != taken {
					t.Fatalf("took %v", took)
				}
				d.settle()
				if path, host := d.field(platform.ID), d.field("host"); taken && (path.Value != "/videos/a/master.m3u8" || host.Value != "media.example.com" || path.Say != "" || host.Say != "" || !slices.Equal(d.toasts, []string{"Taken out of the URL: path and host"})) {
					t.Errorf("path %+v, host %+v, said %q", path, host, d.toasts)
				}
			})
		})
	}
}

// What fills a folded field is told with its place, and the key with it. URLs that wait for
// an ID say so when the token is there.
func TestPasteOfBitmovin(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Form.ChoosePlatform(d.platform("bitmovin"))
		answer, err := json.Marshal(map[string]any{"data": map[string]any{"result": map[string]string{"id": "x", "keyId": "9m4e2mr0ui3e8a215n4g", "privateKey": string(fixtures.PrivateKey(t))}}})
		if err != nil {
			t.Fatal(err)
		}
		d.p.Paste.Into(platform.ID, string(answer))
		s := d.settle()
		if want := "Taken out of the text: key ID (under More) and private key"; !slices.Contains(d.toasts, want) {
			t.Errorf("said %q", d.toasts)
		}
		if s.NoURLs || s.URLHint != "Fill in “Stream ID” and the URLs appear here." {
			t.Errorf("no URLs %v, %q", s.NoURLs, s.URLHint)
		}
	})
}

// What is meant for a field goes into the field.
func TestPasteIsLeftToTheField(t *testing.T) {
	for name, c := range map[string]struct{ field, text string }{
		"an ID":           {platform.ID, playbackID},
		"a key ID":        {platform.KeyID, keyID},
		"a word":          {platform.ID, "my-video"},
		"a token":         {platform.ID, fixtures.Token(t)},
		"a URL for a URL": {"url", "https://stream.fastpix.com/" + playbackID + ".m3u8"},
		"a host":          {"host", "video.brand.example"},
		"nothing":         {platform.ID, ""},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				if d.p.Paste.Into(c.field, c.text) || len(d.toasts) > 0 {
					t.Errorf("it was taken; said %q", d.toasts)
				}
			})
		})
	}
}

// A shared secret beside a name that ends like a key's is no key ID.
func TestSecretIsNoKeyID(t *testing.T) {
	atDesk(t, func(d *desk) {
		for i, pl := range d.p.platforms {
			if pl.Name == "jwt" {
				d.p.Form.ChoosePlatform(i)
			}
		}
		d.p.Paste.Into(platform.KeyID, "JWT_SIGNING_KEY="+strings.Repeat("0badcafe", 8))
		d.settle()
		if v := d.field(platform.KeyID).Value; v != "" {
			t.Errorf("key ID %q", v)
		}
	})
}

// Blanks before an ID go at once.
func TestBlanksBeforeAnID(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Form.SetField(platform.ID, " \n"+playbackID)
		if v := d.field(platform.ID).Value; v != playbackID {
			t.Errorf("%q", v)
		}
	})
}
