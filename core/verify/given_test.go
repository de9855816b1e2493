package verify_test

import (
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/paseto"
	"playtoken/core/verify"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/chacha20"
)

// TestGivenEarlier: a key that was given for another text before is tried behind those of
// this one, and says nothing of a token that it does not fit, unless the token names it.
func TestGivenEarlier(t *testing.T) {
	earlier := func(text string) []verify.Key {
		list := given(text)
		for i := range list {
			list[i].Name, list[i].Earlier = "earlier", true
		}
		return list
	}
	ours := signed(t, rsaKey(), token.StringMember("kid", "a"))
	for name, c := range map[string]struct {
		keys  []verify.Key
		state token.State
		by    string
		tried int
	}{
		"it fits":                 {earlier(rsaKey().PublicPEM()), token.Valid, "earlier", 0},
		"it does not":             {earlier(otherKey().PublicPEM()), token.Unchecked, "", 1},
		"the token names another": {earlier(otherKey().PublicJWK("b")), token.Unchecked, "", 1},
		"the token names it":      {earlier(otherKey().PublicJWK("a")), token.Invalid, "", 0},
		"damaged":                 {earlier(pemOf(rsaKey())[:300]), token.Unchecked, "", 0},
		"a secret":                {earlier(shared), token.Unchecked, "", 1},
		"another one fits":        {append(earlier(otherKey().PublicPEM()), given(rsaKey().PublicPEM())...), token.Valid, "given", 0},
		"another one does not":    {append(earlier(otherKey().PublicPEM()), given(otherKey().PublicPEM())...), token.Invalid, "", 0},
	} {
		r := verify.Try(ours, c.keys)
		by := ""
		if r.By != nil {
			by = r.By.Name
		}
		if r.State != c.state || by != c.by {
			t.Errorf("%s: %s by %q", name, r.State, by)
		}
		reason := token.NoKeyGiven
		if c.tried > 0 {
			reason = token.NoneSigned
		}
		if c.state == token.Unchecked && (r.Reason.Code != reason || r.Reason.Have != c.tried || r.OtherSaved > 0 || len(r.Unusable) > 0 || r.Best != nil) {
			t.Errorf("%s: %s, %d saved, %d of no use", name, r.Reason, r.OtherSaved, len(r.Unusable))
		}
	}
	text := "HMAC over its text is proven all the same"
	if r := verify.Try(macToken(`{"alg":"HS256"}`, pemOf(rsaKey())), earlier(pemOf(rsaKey()))); r.Misuse != token.PEMText {
		t.Errorf("%s: %q", text, r.Misuse)
	}
}

// TestSets: the keys of a set know its IDs, a key alone has none.
func TestSets(t *testing.T) {
	a, b := rsaKey().PublicJWK("a"), otherKey().PublicJWK("b")
	bare := strings.Replace(b, `"kid":"b",`, "", 1)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"two":               {`{"keys":[` + a + "," + b + `]}`, []string{"a", "b"}},
		"one":               {`{"keys":[` + a + `]}`, []string{"a"}},
		"one without an ID": {`{"keys":[` + a + "," + strings.Replace(bare, `"kid":"b"`, `"x":"b"`, 1) + `]}`, nil},
		"alone":             {a, nil},
	} {
		for _, k := range given(c.text) {
			if !slices.Equal(k.Set, c.want) {
				t.Errorf("%s: %q", name, k.Set)
			}
		}
	}
}

// TestSealedVerbatim: a library that does not look at the length takes the digits of a
// secret for the key. RFC 7693 lets a key have up to 64 bytes.
func TestSealedVerbatim(t *testing.T) {
	digits := hex.EncodeToString([]byte(shared))
	nonce := make([]byte, 32)
	hash := func(size int, key []byte, pieces ...[]byte) []byte {
		h, err := blake2b.New(size, key)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pieces {
			h.Write(p)
		}
		return h.Sum(nil)
	}
	tmp := hash(56, []byte(digits), []byte("paseto-encryption-key"), nonce)
	c, err := chacha20.NewUnauthenticatedCipher(tmp[:32], tmp[32:])
	if err != nil {
		t.Fatal(err)
	}
	sealed := []byte(`{"a":1}`)
	c.XORKeyStream(sealed, sealed)
	var pae []byte
	le := func(n int) []byte { return append([]byte{byte(n)}, make([]byte, 7)...) }
	pae = append(pae, le(5)...)
	for _, p := range [][]byte{[]byte(paseto.Header), nonce, sealed, nil, nil} {
		pae = append(append(pae, le(len(p))...), p...)
	}
	tag := hash(32, hash(32, []byte(digits), []byte("paseto-auth-key-for-aead"), nonce), pae)
	tok := formats.Decode(paseto.Header + encode(string(nonce)+string(sealed)+string(tag)))
	for text, want := range map[string]token.Reading{digits: token.AsOtherLength, shared: "", digits[:63]: ""} {
		if r := verify.Try(tok, given(text)); r.Reading != want || (want != "") != r.Token.Opened {
			t.Errorf("%d characters: %q, %s", len(text), r.Reading, r.State)
		}
	}
}

// TestOneKeyTwice: a key that is saved and was given before, or saved twice, is one.
func TestOneKeyTwice(t *testing.T) {
	at := func(held, earlier bool, list []verify.Key) []verify.Key {
		for i := range list {
			list[i].Held, list[i].Earlier = held, earlier
		}
		return list
	}
	saved := func(text string) []verify.Key { return at(true, false, given(text)) }
	earlier := func(text string) []verify.Key { return at(false, true, given(text)) }
	ofForm := verify.Of("form", importer.ImportWith([]byte(shared), importer.Options{Want: importer.HMACSecret}).Key)
	ofForm.Held = true
	for name, c := range map[string]struct {
		keys []verify.Key
		have int
	}{
		"given before and saved":   {append(earlier(pemOf(otherKey())), saved(pemOf(otherKey()))...), 1},
		"a half each":              {append(earlier(otherKey().PublicPEM()), saved(pemOf(otherKey()))...), 1},
		"saved twice":              {append(saved(pemOf(otherKey())), saved(otherKey().PublicJWK("x"))...), 1},
		"a secret, however read":   {append(earlier(shared+"\n"), ofForm), 1},
		"two keys":                 {append(saved(pemOf(otherKey())), earlier(shared)...), 2},
		"two keys, and one of two": {append(append(saved(pemOf(otherKey())), earlier(shared)...), earlier(otherKey().PublicPEM())...), 2},
	} {
		t.Run(name, func(t *testing.T) {
			tok := signed(t, rsaKey(), token.StringMember("kid", "other"))
			if strings.Contains(name, "secret") {
				tok = macToken(`{"alg":"HS256"}`, "another secret, of which nobody at hand knows")
			}
			if r := verify.Try(tok, c.keys); r.Reason.Code != token.NoneSigned || r.Reason.Have != c.have {
				t.Errorf("%s: %d keys, want %d", r.Reason, r.Reason.Have, c.have)
			}
		})
	}
}
