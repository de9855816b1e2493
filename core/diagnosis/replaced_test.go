package diagnosis_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// TestReplacedKey: a token of a key that was replaced is not said to play, since nobody knows
// here whether the platform still has the key; and of a half that nothing vouches for no more
// is said than that it fits.
func TestReplacedKey(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*verify.Key)
		state  diagnosis.State
		detail string
	}{
		"in use":             {func(k *verify.Key) { k.Replaced = time.Time{} }, diagnosis.Plays, "The signature is valid"},
		"replaced":           {func(*verify.Key) {}, diagnosis.MayFail, "Signed by the key of production that was replaced on 14 Sep 2026. If it was deleted"},
		"not proven":         {func(k *verify.Key) { k.Unproven = true }, diagnosis.MayFail, "It fits the public half saved as production, which was replaced on 14 Sep 2026. If it was deleted"},
		"another ID as well": {func(k *verify.Key) { k.ID = "another" }, diagnosis.Fails, "The token names the key "},
	} {
		t.Run(name, func(t *testing.T) {
			k := verify.Read("production", []byte(fixtures.Key(t).PublicPEM()), importer.Options{})
			k.Held, k.ID, k.Profile, k.Item, k.Replaced = true, fixtures.KeyID, "shop", "a1", time.Date(2026, 9, 14, 12, 0, 0, 0, time.UTC)
			c.change(&k)
			v := diagnosis.Read(fixtures.Token(t), diagnosis.Options{Now: time.Unix(1744780459, 0), Keys: []verify.Key{k}}).Verdict
			if v.State != c.state || !strings.Contains(v.Detail, c.detail) {
				t.Errorf("%s: %s: %s", v.State, v.Headline, v.Detail)
			}
		})
	}
}
