package verify_test

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
	"playtoken/core/verify"
)

var (
	rsaKey   = sync.OnceValue(func() *keys.Key { return generate(keys.NewRSA2048) })
	otherKey = sync.OnceValue(func() *keys.Key { return generate(keys.NewRSA2048) })
)

func generate(t keys.Type) *keys.Key {
	k, err := keys.Generate(context.Background(), t)
	if err != nil {
		panic(err)
	}
	return k
}

const shared = "kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA"

func encode(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// macToken is a token with an HMAC over it, whatever the header says.
func macToken(header, key string) *token.Token {
	input := encode(header) + "." + encode(`{"exp":1750000000}`)
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(input))
	return formats.Decode(input + "." + encode(string(mac.Sum(nil))))
}

func given(text string) []verify.Key {
	return verify.ReadAll("given", []byte(text), importer.Options{})
}

func pemOf(k *keys.Key) string { return string(k.PrivatePEM().Reveal()) }

func signed(t *testing.T, k *keys.Key, header ...token.Member) *token.Token {
	t.Helper()
	h := token.NewObject(append([]token.Member{token.StringMember("alg", "RS256")}, header...)...)
	s, err := jws.Sign(h, token.NewObject(token.IntMember("exp", 1750000000)), k)
	if err != nil {
		t.Fatal(err)
	}
	return formats.Decode(s)
}

func TestSecrets(t *testing.T) {
	b64 := base64.StdEncoding.EncodeToString([]byte(shared))
	hexadecimal := fmt.Sprintf("%x", shared)
	for name, c := range map[string]struct {
		key, text string
		state     token.State
		reading   token.Reading
	}{
		"text":                  {shared, shared, token.Valid, token.AsText},
		"text, line end behind": {shared, shared + "\n", token.Valid, token.AsText},
		"line end signed with":  {shared + "\n", shared + "\n", token.Valid, token.AsRaw},
		"line end lost":         {shared + "\r\n", shared, token.Valid, token.AsRaw},
		"quotes":                {shared, `"` + shared + `"`, token.Valid, token.AsText},
		"quotes signed with":    {`"` + shared + `"`, `"` + shared + `"`, token.Valid, token.AsRaw},
		"BOM signed with":       {"\ufeff" + shared, "\ufeff" + shared, token.Valid, token.AsRaw},
		"base64":                {shared, b64, token.Valid, token.AsBase64},
		"base64 as text":        {b64, b64, token.Valid, token.AsText},
		"hex":                   {shared, hexadecimal, token.Valid, token.AsHex},
		"hex as text":           {hexadecimal, hexadecimal, token.Valid, token.AsText},
		"JWK":                   {shared, `{"kty":"oct","k":"` + encode(shared) + `"}`, token.Valid, token.AsText},
		"another":               {"another", shared, token.Invalid, ""},
		"another, base64":       {"another", b64, token.Invalid, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := verify.Try(macToken(`{"alg":"HS256"}`, c.key), given(c.text))
			if r.Check.State != c.state || r.Reading != c.reading || r.Misuse != "" {
				t.Errorf("%s as %q, misuse %q: %s", r.Check.State, r.Reading, r.Misuse, r.Check.Reason)
			}
			if c.state == token.Valid && (r.By == nil || r.Check.Key == nil || !r.Check.Key.Private()) {
				t.Error("the key is missing")
			}
		})
	}
}

func TestMisuse(t *testing.T) {
	text := pemOf(rsaKey())
	b64 := base64.StdEncoding.EncodeToString([]byte(text))
	der, _ := base64.StdEncoding.DecodeString(strings.Join(strings.Split(strings.TrimSpace(text), "\n")[1:len(strings.Split(strings.TrimSpace(text), "\n"))-1], ""))
	noBase64 := strings.TrimRight(b64, "=")
	noBase64 = noBase64[:len(noBase64)-len(noBase64)%4-3] // one more than groups of four
	for name, c := range map[string]struct {
		key, text string
		want      token.Misuse
	}{
		"PEM":                      {text, text, token.PEMText},
		"PEM, base64 given":        {text, b64, token.PEMText},
		"PEM without its line end": {strings.TrimSpace(text), text, token.PEMText},
		"PEM of the public half":   {rsaKey().PublicPEM(), text, token.PEMText},
		"base64":                   {b64, b64, token.Base64PEM},
		"base64, PEM given":        {b64, text, token.Base64PEM},
		"DER":                      {string(der), b64, token.DERBytes},
		"damaged base64":           {b64[:500] + b64[530:], b64[:500] + b64[530:], token.Base64PEM},
		"base64 of no length":      {noBase64, noBase64, token.Base64PEM},
		"not misused":              {shared, text, token.NoMisuse},
	} {
		t.Run(name, func(t *testing.T) {
			r := verify.Try(macToken(`{"alg":"HS256"}`, c.key), given(c.text))
			if r.Misuse != c.want {
				t.Errorf("misuse %q, want %q: %s", r.Misuse, c.want, r.Check.Reason)
			}
			if want := map[bool]token.State{true: token.Unchecked, false: token.Invalid}[c.want == ""]; r.Check.State != want {
				t.Errorf("%s, want %s", r.Check.State, want)
			}
		})
	}
}

func TestRecovery(t *testing.T) {
	ours := signed(t, rsaKey())
	edited := formats.Decode(ours.Parts[0].Text + "." + encode(`{"exp":2000000000}`) + "." + ours.Parts[2].Text)
	for name, c := range map[string]struct {
		token *token.Token
		want  token.Recovery
		state token.State
	}{
		"ours":    {ours, token.NotRecovered, token.Valid},
		"edited":  {edited, token.Edited, token.Invalid},
		"another": {signed(t, otherKey()), token.OtherKey, token.Invalid},
	} {
		r := verify.Try(c.token, given(rsaKey().PublicPEM()))
		if r.Recovery != c.want || r.Check.State != c.state {
			t.Errorf("%s: %q, %s", name, r.Recovery, r.Check.State)
		}
	}
}

// TestNoToken: of what is no token no key says anything, not even that it is of
// another kind.
func TestNoToken(t *testing.T) {
	for _, text := range []string{"", "hello", "eyJhbGciOiJSUz", "a.b.c.d.e"} {
		r := verify.Try(formats.Decode(text), append(given(rsaKey().PublicPEM()), given(shared)...))
		if r.Check.State != token.Unchecked || r.Reason.Code != token.NothingToCheck || r.Best != nil || r.Tried > 0 || len(r.Unusable) > 0 {
			t.Errorf("%q: %s, %d tried, %d of no use", text, r.Reason, r.Tried, len(r.Unusable))
		}
	}
}

// TestRecoveryOfPSS: the key that made it tells of a token with a salt that it was
// edited, too, whatever its size.
func TestRecoveryOfPSS(t *testing.T) {
	for _, bits := range []int{2048, 2049, 2050, 3072} {
		signer, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			t.Fatal(err)
		}
		key, err := keys.FromSigner(signer)
		if err != nil {
			t.Fatal(err)
		}
		for _, alg := range []string{"PS256", "PS384", "PS512"} {
			t.Run(fmt.Sprint(alg, " ", bits), func(t *testing.T) {
				text, err := jws.Sign(token.NewObject(token.StringMember("alg", alg)), token.NewObject(token.IntMember("exp", 1)), key)
				if err != nil {
					t.Fatal(err)
				}
				part := strings.Split(text, ".")
				claims, plain := encode(`{"exp":2}`), encode(`{"alg":"RS`+alg[2:]+`"}`)
				for name, c := range map[string]struct {
					text string
					key  *keys.Key
					want token.Recovery
				}{
					"ours":          {text, key, token.NotRecovered},
					"edited":        {part[0] + "." + claims + "." + part[2], key, token.Edited},
					"algorithm too": {plain + "." + claims + "." + part[2], key, token.Edited},
					"another key":   {text, otherKey(), token.OtherKey},
				} {
					if name == "another key" && bits != 2048 {
						continue
					}
					r := verify.Try(formats.Decode(c.text), given(c.key.PublicPEM()))
					if r.Recovery != c.want {
						t.Errorf("%s: %q, want %q", name, r.Recovery, c.want)
					}
				}
			})
		}
	}
}

// TestOrder: given keys first, then the one that is named; a stranger among the
// saved ones says nothing of the token.
func TestOrder(t *testing.T) {
	saved := func(id string, k *keys.Key) verify.Key {
		return verify.Key{Name: id, ID: id, Trial: token.Trial{Held: true, Answer: importer.Answer{Verdict: importer.Accept, Key: k, Kind: k.Kind()}}}
	}
	tok := signed(t, rsaKey(), token.StringMember("kid", "k1"))
	for name, c := range map[string]struct {
		keys  []verify.Key
		state token.State
		named bool
	}{
		"the named one":              {[]verify.Key{saved("k2", otherKey()), saved("k1", rsaKey())}, token.Valid, true},
		"another one fits":           {[]verify.Key{saved("k2", rsaKey())}, token.Valid, false},
		"a stranger":                 {[]verify.Key{saved("k2", otherKey())}, token.Unchecked, false},
		"the named one does not fit": {[]verify.Key{saved("k1", otherKey())}, token.Invalid, true},
		"the given one does not fit": {given(otherKey().PublicPEM()), token.Invalid, false},
		"one of the saved ones fits": {append(given(otherKey().PublicPEM()), saved("k2", rsaKey())), token.Valid, false},
		"the given one is of no use": {given("hello"), token.Unchecked, false},
		"a set with the key in it":   {given(`{"keys":[` + otherKey().PublicJWK("k0") + "," + rsaKey().PublicJWK("k1") + `]}`), token.Valid, true},
		"two PEM blocks":             {given(otherKey().PublicPEM() + rsaKey().PublicPEM()), token.Valid, false},
		"none":                       {nil, token.Unchecked, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := verify.Try(tok, c.keys)
			if r.Check.State != c.state || (r.Named != nil) != c.named {
				t.Errorf("%s, named %v: %s", r.Check.State, r.Named != nil, r.Check.Reason)
			}
		})
	}
}

func TestSealed(t *testing.T) {
	key, err := paseto.KeyFor(secret.New([]byte(shared)), paseto.FormText)
	if err != nil {
		t.Fatal(err)
	}
	local, err := paseto.Seal([]byte(`{"contentId":"c"}`), nil, []byte("asserted"), key)
	if err != nil {
		t.Fatal(err)
	}
	with := given(shared)
	with[0].Settings = []token.Setting{paseto.Settings{Assertion: "asserted", Form: paseto.FormText}}
	r := verify.Try(formats.Decode(local), with)
	if r.Check.State != token.Valid || !r.Token.Opened || r.Token.Claims.Text("contentId") != "c" || r.Reading != token.AsText {
		t.Errorf("PASETO: %+v", r.Check)
	}
	if r = verify.Try(formats.Decode(local), given(shared)); r.Check.State != token.Invalid {
		t.Errorf("without the assertion: %+v", r.Check)
	}
	v3, err := ectoken.Seal("ec_expire=1750000000", secret.New([]byte(shared)))
	if err != nil {
		t.Fatal(err)
	}
	r = verify.Try(formats.Decode(v3), given(shared+"\n"))
	if r.Check.State != token.Valid || r.Token.Claims.Text("ec_expire") != "1750000000" || r.Reading != token.AsText {
		t.Errorf("Edgecast: %+v", r.Check)
	}
	v2 := "af0c6acf7906cd500aee63a4dd2e97ddcb0142601cf83aa9d622289718c4c85413"
	if r = verify.Try(formats.Decode(v2), given("testkey123")); r.Check.State != token.Unchecked || !r.Token.Opened {
		t.Errorf("Edgecast, version 2: %+v", r.Check)
	}
}

func TestSignedURL(t *testing.T) {
	recipe := urlsig.Default()
	text, err := urlsig.Sign("https://media.example/a/b.m3u8?x=1", time.Unix(1750000000, 0), recipe, secret.New([]byte(shared)))
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	tok := formats.ReadURL(u)
	if tok == nil || tok.Kind != token.SignedURL {
		t.Fatal("not known as a signed URL")
	}
	if m, ok := tok.Time("exp"); !ok || m.At.Unix() != 1750000000 {
		t.Errorf("ends %v", m)
	}
	for key, want := range map[string]token.State{shared: token.Valid, "another-secret-of-32-characters!!": token.Unchecked} {
		if r := verify.Try(tok, given(key)); r.Check.State != want || (want == token.Valid) != (r.Recipe != "") {
			t.Errorf("%s, recipe %q: %s", r.Check.State, r.Recipe, r.Check.Reason)
		}
	}
}

// TestSavedSettings: what was found out once and saved with a key is used on every
// token after it.
func TestSavedSettings(t *testing.T) {
	saved := func(settings ...token.Setting) []verify.Key {
		k := verify.Read("production", []byte(shared), importer.Options{Want: importer.PASETOSecret})
		k.Held, k.Settings = true, settings
		return []verify.Key{k}
	}
	for form, reading := range map[paseto.Form]token.Reading{paseto.FormText: token.AsText, paseto.FormSHA256: token.AsSHA256} {
		key, err := paseto.KeyFor(secret.New([]byte(shared)), form)
		if err != nil {
			t.Fatal(err)
		}
		local, err := paseto.Seal([]byte(`{}`), nil, []byte("asserted"), key)
		if err != nil {
			t.Fatal(err)
		}
		r := verify.Try(formats.Decode(local), saved(paseto.Settings{Form: form, Assertion: "asserted"}))
		if r.Check.State != token.Valid || r.Reading != reading || r.By == nil {
			t.Errorf("%s: %+v", form, r.Check)
		}
		if r = verify.Try(formats.Decode(local), saved()); r.Check.State != token.Unchecked {
			t.Errorf("%s, without the settings: %+v", form, r.Check)
		}
	}
	// A separator that no search tries: the saved recipe alone knows it.
	recipe := urlsig.Default()
	recipe.Separator = "~~"
	text, err := urlsig.Sign("https://media.example/a.jpg", time.Unix(1750000000, 0), recipe, secret.New([]byte(shared)))
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	tok := formats.ReadURL(u)
	if r := verify.Try(tok, saved(recipe)); r.Check.State != token.Valid || r.Recipe != recipe.Words() {
		t.Errorf("%+v, recipe %q", r.Check, r.Recipe)
	}
	if r := verify.Try(tok, saved()); r.Check.State != token.Unchecked {
		t.Errorf("without the recipe: %+v", r.Check)
	}
}

func TestIDs(t *testing.T) {
	b64 := string(rsaKey().PrivateBase64().Reveal())
	for text, want := range map[string]string{
		rsaKey().PublicJWK("k1"): "k1",
		rsaKey().JWKS("k2"):      "k2",
		`{"success":true,"data":{"id":"k3","privateKey":"` + b64 + `"}}`:                       "k3",
		`{"data":{"result":{"keyId":"k4","privateKey":"` + b64 + `"}}}`:                        "k4",
		`{"data":{"signingKeyId":"k5","publicKey":` + token.Quote(rsaKey().PublicPEM()) + `}}`: "k5",
		rsaKey().PublicPEM(): "",
	} {
		if k := verify.Read("", []byte(text), importer.Options{}); k.ID != want || !k.Answer.Taken() {
			t.Errorf("ID %q, want %q: %s", k.ID, want, k.Answer.Message)
		}
	}
}

// TestNothingIsPrinted: keys and results can be printed.
func TestNothingIsPrinted(t *testing.T) {
	r := verify.Try(macToken(`{"alg":"HS256"}`, shared), given(shared))
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if s := fmt.Sprintf(verb+verb, r, *r.By); strings.Contains(s, shared) || strings.Contains(s, fmt.Sprint([]byte(shared))) {
			t.Errorf("%s prints the secret", verb)
		}
	}
}
