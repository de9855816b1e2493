//go:build !race

package importer_test

import (
	"context"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// mutations are what a slip of the hand, a shell or an editor does to a text, at one place.
var mutations = []struct {
	name string
	do   func(r *rand.Rand, s string, at int) string
}{
	{"a character lost", func(_ *rand.Rand, s string, at int) string { return s[:at] + s[at+1:] }},
	{"a character twice", func(_ *rand.Rand, s string, at int) string { return s[:at+1] + s[at:] }},
	{"another character", func(r *rand.Rand, s string, at int) string {
		return s[:at] + string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ \n\"{}:"[r.IntN(73)]) + s[at+1:]
	}},
	{"a bit flipped", func(r *rand.Rand, s string, at int) string {
		return s[:at] + string([]byte{s[at] ^ 1<<r.IntN(8)}) + s[at+1:]
	}},
	{"the next two turned round", func(_ *rand.Rand, s string, at int) string {
		if at+1 >= len(s) {
			return s
		}
		return s[:at] + s[at+1:at+2] + s[at:at+1] + s[at+2:]
	}},
	{"a piece lost", func(r *rand.Rand, s string, at int) string { return s[:at] + s[min(len(s), at+1+r.IntN(200)):] }},
	{"a piece twice", func(r *rand.Rand, s string, at int) string {
		return s[:min(len(s), at+1+r.IntN(200))] + s[at:]
	}},
	{"the end lost", func(_ *rand.Rand, s string, at int) string { return s[:at] }},
	{"the beginning lost", func(_ *rand.Rand, s string, at int) string { return s[at:] }},
	{"a line lost", func(_ *rand.Rand, s string, at int) string {
		from, to := strings.LastIndexByte(s[:at], '\n')+1, strings.IndexByte(s[at:], '\n')
		if to < 0 {
			return s[:from]
		}
		return s[:from] + s[at+to+1:]
	}},
	{"something put in", func(r *rand.Rand, s string, at int) string {
		return s[:at] + []string{"\u200b", "\u00a0", "…", "\\n", "%0A", "&amp;", "> ", "\x00", "=\r\n"}[r.IntN(9)] + s[at:]
	}},
	{"small letters", func(r *rand.Rand, s string, at int) string {
		to := min(len(s), at+1+r.IntN(200))
		return s[:at] + strings.ToLower(s[at:to]) + s[to:]
	}},
}

// TestMutations: a text that a slip has changed is never another key without a word. Of a
// public half that no other number vouches for this cannot be held: there, what is
// not a key is found where it can be, such as a modulus with a small factor.
// PLAYTOKEN_MUTATIONS says how many are tried.
func TestMutations(t *testing.T) {
	total := 3000
	if n, err := strconv.Atoi(os.Getenv("PLAYTOKEN_MUTATIONS")); err == nil {
		total = n
	}
	type form struct {
		text, fingerprint string
		alone             bool // nothing vouches for it
	}
	var forms []form
	for _, kind := range []keys.Type{keys.NewRSA2048, keys.NewP256, keys.NewP384, keys.NewEd25519} {
		k, err := keys.Generate(context.Background(), kind)
		if err != nil {
			t.Fatal(err)
		}
		ed := kind == keys.NewEd25519
		for _, private := range []string{string(k.PrivatePEM().Reveal()), string(k.PrivateBase64().Reveal())} {
			forms = append(forms, form{private, k.Fingerprint(), ed}) // PKCS#8 of Ed25519 is its seed alone
		}
		forms = append(forms, form{string(k.PrivateJWK("a").Reveal()), k.Fingerprint(), false},
			form{k.PublicPEM(), k.Fingerprint(), kind == keys.NewRSA2048 || ed},
			form{k.PublicJWK("a"), k.Fingerprint(), kind == keys.NewRSA2048 || ed})
	}
	r := rand.New(rand.NewPCG(1, 2))
	taken, unchanged := 0, 0
	var slowest time.Duration
	var slow string
	for range total {
		f := forms[r.IntN(len(forms))]
		text, did := f.text, ""
		for range 1 + r.IntN(2) {
			if text == "" {
				break
			}
			m := mutations[r.IntN(len(mutations))]
			text, did = m.do(r, text, r.IntN(len(text))), did+m.name+"; "
		}
		began := time.Now()
		got := importer.Import([]byte(text))
		if took := time.Since(began); took > slowest {
			slowest, slow = took, did
		}
		switch {
		case !got.Taken():
			if got.Message == "" {
				t.Errorf("%sit is refused without a word", did)
			}
		case got.Kind == keys.Secret: // what is left is no key, and may be a secret
		case got.Key.Fingerprint() == f.fingerprint:
			unchanged++
		case len(got.Repairs) == 0 && got.Code == "" && !f.alone && (got.Private || got.Kind == keys.EC):
			t.Errorf("%sanother key is taken without a word: %s\n%q", did, got.Form, text)
		default:
			taken++
		}
	}
	t.Logf("of %d texts %d are the key still, %d another one; the slowest took %v: %s", total, unchanged, taken, slowest, slow)
}
