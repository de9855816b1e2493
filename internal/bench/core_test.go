package bench

import (
	"crypto/rsa"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/fastpix"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

// The token that all of these make and read is FastPix's usual one: RS256 by an
// RSA key of 2,048 bits, six claims.
const (
	keyID = fixtures.KeyID
	aud   = "media:16af5b33-cf4d-4717-9b90-ce429a124455"
	iat   = 1744780459
	exp   = 1744866859
	aim   = 1.10
)

// fastpixClaims are the claims as a struct, the quickest form golang-jwt knows.
type fastpixClaims struct {
	Kid string `json:"kid"`
	Aud string `json:"aud"`
	Iss string `json:"iss"`
	Sub string `json:"sub"`
	Iat int64  `json:"iat"`
	Exp int64  `json:"exp"`
}

func (fastpixClaims) GetExpirationTime() (*jwt.NumericDate, error) { return nil, nil }
func (fastpixClaims) GetIssuedAt() (*jwt.NumericDate, error)       { return nil, nil }
func (fastpixClaims) GetNotBefore() (*jwt.NumericDate, error)      { return nil, nil }
func (fastpixClaims) GetIssuer() (string, error)                   { return "", nil }
func (fastpixClaims) GetSubject() (string, error)                  { return "", nil }
func (fastpixClaims) GetAudience() (jwt.ClaimStrings, error)       { return nil, nil }

func signOurs(key *keys.Key) (string, error) {
	return jws.Sign(
		token.NewObject(token.StringMember("alg", "RS256")),
		token.NewObject(
			token.StringMember("kid", keyID), token.StringMember("aud", aud), token.StringMember("iss", "fastpix.com"),
			token.StringMember("sub", ""), token.IntMember("iat", iat), token.IntMember("exp", exp),
		), key)
}

func signTheirs(key *rsa.PrivateKey) (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, fastpixClaims{keyID, aud, "fastpix.com", "", iat, exp})
	delete(t.Header, "typ")
	return t.SignedString(key)
}

// TestSameToken: a comparison is fair only between the same things.
func TestSameToken(t *testing.T) {
	key := fixtures.Key(t)
	ours, err := signOurs(key)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := signTheirs(key.Signer().(*rsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	made, problems := fastpix.Platform.Make(form(key))
	if ours != theirs || made == nil || made.First().Text != ours {
		t.Errorf("%s\n%s\n%v", ours, theirs, problems)
	}
}

func form(key *keys.Key) platform.Request {
	return platform.Request{
		Values: map[string]string{platform.KeyID: keyID, platform.ID: aud[len("media:"):]},
		Key:    key, IssuedAt: time.Unix(iat, 0), ExpiresAt: time.Unix(exp, 0),
	}
}

func must(b *testing.B, err error) {
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkSign(b *testing.B) {
	key := fixtures.Key(b)
	private := key.Signer().(*rsa.PrivateKey)
	sideBySide(b, "sign", 1, func() {
		_, err := signOurs(key)
		must(b, err)
	}, func() {
		_, err := signTheirs(private)
		must(b, err)
	})
}

// BenchmarkSignForm is all that the window does at a change of its form: checks,
// token, URLs and snippets.
func BenchmarkSignForm(b *testing.B) {
	key := fixtures.Key(b)
	private := key.Signer().(*rsa.PrivateKey)
	sideBySide(b, "sign with form and URLs", 1, func() {
		if s, problems := fastpix.Platform.Make(form(key)); s == nil {
			b.Fatal(problems)
		}
	}, func() {
		_, err := signTheirs(private)
		must(b, err)
	})
}

func BenchmarkDecode(b *testing.B) {
	text, err := signOurs(fixtures.Key(b))
	must(b, err)
	parser := jwt.NewParser()
	sideBySide(b, "decode", 50, func() {
		if !formats.Decode(text).Readable() {
			b.Fatal("not readable")
		}
	}, func() {
		_, _, err := parser.ParseUnverified(text, jwt.MapClaims{})
		must(b, err)
	})
}

func BenchmarkVerify(b *testing.B) {
	key := fixtures.Key(b)
	text, err := signOurs(key)
	must(b, err)
	public := key.Public()
	parser := jwt.NewParser(jwt.WithoutClaimsValidation()) // the sample has expired
	sideBySide(b, "decode and verify", 10, func() {
		if c := jws.Verify(formats.Decode(text), key); c.State != token.Valid {
			b.Fatal(c.Reason)
		}
	}, func() {
		_, err := parser.Parse(text, func(*jwt.Token) (any, error) { return public, nil })
		must(b, err)
	})
}
