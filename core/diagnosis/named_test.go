package diagnosis_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// heldAs is a public half saved as a profile for a platform, under an ID there.
func heldAs(t *testing.T, pem, name, id, of string) verify.Key {
	t.Helper()
	k := verify.Read(name, []byte(pem), importer.Options{})
	k.Held, k.Profile, k.ID = true, name, id
	if p := all.ByName(of); p != nil {
		k.Of = p
	}
	return k
}

// TestNamedKeyIsSavedOtherwise: a token that names an ID which is saved with another key than the
// one that signed it is never said to play, whatever is known of the one that signed; but for
// what is saved for another platform, or was replaced since.
func TestNamedKeyIsSavedOtherwise(t *testing.T) {
	signer, other := fixtures.Key(t).PublicPEM(), string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))
	const otherID = "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
	shop := heldAs(t, other, "Shop", fixtures.KeyID, "fastpix")
	as := func(k verify.Key, change func(*verify.Key)) verify.Key {
		change(&k)
		return k
	}
	given := as(heldAs(t, signer, "the key given here", "", ""), func(k *verify.Key) { k.Held, k.Profile = false, "" })
	typed := func(pem, id string) verify.Key {
		return as(heldAs(t, pem, "the key of the Sign screen", id, ""), func(k *verify.Key) { k.Profile = "" })
	}
	replaced := func(k *verify.Key) { k.Replaced = time.Date(2026, 9, 14, 12, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name   string
		keys   []verify.Key
		state  diagnosis.State
		detail string
	}{
		{"signed by one of another platform", []verify.Key{shop, heldAs(t, signer, "Bit", "", "bitmovin")}, diagnosis.Fails, "The token names the key b7158b65…dd25, saved as Shop, and the key saved as Bit signed it."},
		{"signed by one without an ID", []verify.Key{shop, heldAs(t, signer, "Plain", "", "fastpix")}, diagnosis.Fails, "and the key saved as Plain signed it."},
		{"signed by one of another ID", []verify.Key{shop, heldAs(t, signer, "Shop2", otherID, "fastpix")}, diagnosis.Fails, "the key 99c14bd2…3a44, saved as Shop2, signed it."},
		{"signed by the one on the form", []verify.Key{shop, typed(signer, "")}, diagnosis.Fails, "saved as Shop, and another one signed it."},
		{"whose ID is typed on the form", []verify.Key{typed(signer, fixtures.KeyID), shop}, diagnosis.Fails, "saved as Shop, and another one signed it."},
		{"typed beside the key of another profile", []verify.Key{typed(signer, fixtures.KeyID), shop, heldAs(t, signer, "Shop2", otherID, "fastpix")}, diagnosis.Fails, "saved as Shop2, signed it."},
		{"signed by one that is given", []verify.Key{given, shop}, diagnosis.MayFail, "saved as Shop, and another one signed it."},
		{"that was replaced, signed by another", []verify.Key{heldAs(t, signer, "New", otherID, "fastpix"), as(shop, replaced)}, diagnosis.Fails, "saved as Shop"},
		{"by a half that is not proven", []verify.Key{as(shop, func(k *verify.Key) { k.Unproven = true }), heldAs(t, signer, "Plain", "", "fastpix")}, diagnosis.MayFail, "saved as Shop"},
		{"saved twice", []verify.Key{shop, heldAs(t, signer, "Copy", fixtures.KeyID, "fastpix")}, diagnosis.MayFail, "That is the ID of Copy, which signed it, and of Shop, which is another key."},
		{"put right since", []verify.Key{heldAs(t, signer, "Shop", fixtures.KeyID, "fastpix"), as(shop, replaced)}, diagnosis.Plays, "The signature is valid"},
		{"typed beside another key, and saved right", []verify.Key{typed(other, fixtures.KeyID), heldAs(t, signer, "Shop", fixtures.KeyID, "fastpix")}, diagnosis.Plays, "The signature is valid"},
		{"for another platform", []verify.Key{heldAs(t, other, "Films", fixtures.KeyID, "mux"), heldAs(t, signer, "Plain", "", "fastpix")}, diagnosis.Plays, "The signature is valid"},
		{"for another platform, and given", []verify.Key{heldAs(t, other, "Films", fixtures.KeyID, "mux"), given}, diagnosis.Plays, "The signature is valid"},
		{"for another platform, and nothing fits", []verify.Key{heldAs(t, other, "Films", fixtures.KeyID, "mux")}, diagnosis.Unknown, ""},
		{"nowhere, signed by one of another platform", []verify.Key{heldAs(t, signer, "Bit", "", "bitmovin")}, diagnosis.MayFail, "It is saved as Bit, for Bitmovin Streams. Whether FastPix has it is not known here."},
		{"nowhere, signed by one of another platform under its ID there", []verify.Key{heldAs(t, signer, "Films", "an-id-of-mux", "mux")}, diagnosis.MayFail, "It is saved as Films, for Mux"},
		{"nowhere, signed by one for plain tokens", []verify.Key{heldAs(t, signer, "Plain", "", "jwt")}, diagnosis.Plays, "The signature is valid"},
		{"with the key that is given as a JWK of another ID", []verify.Key{as(given, func(k *verify.Key) { k.ID = "mine" }), heldAs(t, signer, "Shop", fixtures.KeyID, "fastpix")}, diagnosis.Plays, "The signature is valid"},
		{"twice, and the right one is given", []verify.Key{given, shop, heldAs(t, signer, "Copy", fixtures.KeyID, "fastpix")}, diagnosis.MayFail, "That is the ID of Copy"},
		{"by the key that signed, saved for two platforms", []verify.Key{heldAs(t, signer, "Bit", "", "bitmovin"), heldAs(t, signer, "Shop", fixtures.KeyID, "fastpix")}, diagnosis.Plays, "The signature is valid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := diagnosis.Read(fixtures.Token(t), diagnosis.Options{Now: time.Unix(1744780459, 0), Keys: c.keys})
			if v := found.Verdict; v.State != c.state || !strings.Contains(v.Detail, c.detail) {
				t.Errorf("%s: %s: %s", v.State, v.Headline, v.Detail)
			}
		})
	}
}

// TestNamedKeyOfEveryPlatform: what is signed under an ID that is saved with another key fails
// wherever the key is picked by its ID, and does not play anywhere.
func TestNamedKeyOfEveryPlatform(t *testing.T) {
	const at = 1744780459
	for name, values := range map[string]map[string]string{
		"fastpix":    {platform.KeyID: fixtures.KeyID, platform.ID: fixtures.PlaybackID},
		"mux":        {platform.KeyID: "OzUOtzMgQhOnI602zJQPmNvLtx00gJ2jNPq7KSO01BZ3zQ", platform.ID: "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe"},
		"cloudfront": {platform.KeyID: "K2JCJMDEHXQW5F", platform.ID: "https://d111111abcdef8.cloudfront.net/a.m3u8"},
		"jwt":        {platform.KeyID: "key-1"},
	} {
		t.Run(name, func(t *testing.T) {
			p := all.ByName(name)
			signed, problems := p.Make(platform.Request{Values: values, Key: fixtures.Key(t), IssuedAt: time.Unix(at, 0), ExpiresAt: time.Unix(at+3600, 0)})
			if signed == nil {
				t.Fatalf("%+v", problems)
			}
			saved := heldAs(t, string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")), "Saved", values[platform.KeyID], name)
			signer := heldAs(t, fixtures.Key(t).PublicPEM(), "Signer", "", name)
			for _, list := range [][]verify.Key{{saved, signer}, {signer, saved}} {
				found := diagnosis.Read(signed.Tokens[0].Text, diagnosis.Options{Platform: p, Now: time.Unix(at, 0), Keys: list})
				v := found.Verdict
				if v.State != diagnosis.Fails || v.Leading().Code != "unknown_key" || found.Verified.State != token.Valid || !strings.Contains(v.Detail, "saved as Saved") {
					t.Errorf("%s, %s: %s: %s", found.Verified.State, v.State, v.Headline, v.Detail)
				}
			}
		})
	}
	t.Run("bitmovin, whose own tokens name none", func(t *testing.T) {
		kid := token.NewObject(token.StringMember("alg", "RS256"), token.StringMember("kid", "9m4e2mr0ui3e8a215n4g"))
		text := sign(t, kid, token.NewObject(token.IntMember("exp", at+3600)), fixtures.Key(t))
		found := diagnosis.Read(text, diagnosis.Options{Platform: all.ByName("bitmovin"), Now: time.Unix(at, 0), Keys: []verify.Key{
			heldAs(t, string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")), "Saved", "9m4e2mr0ui3e8a215n4g", "bitmovin"), heldAs(t, fixtures.Key(t).PublicPEM(), "Signer", "", "bitmovin"),
		}})
		if v := found.Verdict; v.State != diagnosis.MayFail {
			t.Errorf("%s: %s", v.State, v.Headline)
		}
	})
}

func sign(t *testing.T, header, claims token.Object, k *keys.Key) string {
	t.Helper()
	text, err := jws.Sign(header, claims, k)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
