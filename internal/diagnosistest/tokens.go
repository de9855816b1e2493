package diagnosistest

import (
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token/paseto"
	"playtoken/internal/fixtures"
)

// Token is how a token is Token.
type Token struct {
	Raw     string          // a token as it is
	Header  json.RawMessage // of a JWT
	Claims  json.RawMessage
	Payload string // in place of claims, as text
	Sign    string // who signs
	PASETO  string // the key that seals it
	Footer  string
	Ectoken string // the key that seals it
	Params  string
	Behind  string                 // what is signed behind header and payload
	Spelled string                 // how the signature is written: hex, hex in base64, base64
	Cut     int                    // characters cut from the end
	Replace [2]string              // in the finished token
	Edit    map[string]interface{} // claims that are changed after signing
}

// Text makes the token; none of nil.
func (m *Token) Text(t *testing.T) string {
	t.Helper()
	if m == nil {
		return ""
	}
	from, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return once(string(from), func() string { return m.text(t) })
}

func (m *Token) text(t *testing.T) string {
	t.Helper()
	s := m.Raw
	switch {
	case m.PASETO != "":
		s = m.seal(t)
	case m.Ectoken != "":
		s = sealEctoken(t, m.Params, KeyText(t, m.Ectoken))
	case m.Header != nil:
		s = m.jwt(t)
	}
	if m.Replace[0] != "" {
		s = strings.Replace(s, m.Replace[0], m.Replace[1], 1)
	}
	return s[:len(s)-m.Cut]
}

// sealEctoken makes the same token each time: whether a word alone is told for a
// token is a matter of chance in a few of many thousands.
func sealEctoken(t *testing.T, params string, key []byte) string {
	t.Helper()
	hashed, iv := sha256.Sum256(key), sha256.Sum256([]byte("iv of "+params))
	block, err := aes.NewCipher(hashed[:])
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	nonce := iv[:gcm.NonceSize()]
	return base64.RawURLEncoding.EncodeToString(gcm.Seal(nonce, nonce, []byte(params), nil))
}

func (m *Token) seal(t *testing.T) string {
	key, err := paseto.KeyFor(secret.New(KeyText(t, m.PASETO)), paseto.FormDetect)
	if err != nil {
		t.Fatal(err)
	}
	payload := compact(t, m.Claims)
	if m.Payload != "" {
		payload = []byte(m.Payload)
	}
	s, err := paseto.Seal(payload, []byte(m.Footer), nil, key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// jwt signs as nobody should: whatever the header says, with whatever is asked.
func (m *Token) jwt(t *testing.T) string {
	enc := base64.RawURLEncoding.EncodeToString
	payload := compact(t, m.Claims)
	if m.Payload != "" {
		payload = []byte(m.Payload)
	}
	header := enc(compact(t, m.Header))
	input := header + "." + enc(payload)
	sig := m.spell(signature(t, m.Sign, m.Header, input+m.Behind))
	if m.Edit != nil {
		edited := map[string]any{}
		if err := json.Unmarshal(payload, &edited); err != nil {
			t.Fatal(err)
		}
		for k, v := range m.Edit {
			edited[k] = v
		}
		b, err := json.Marshal(edited)
		if err != nil {
			t.Fatal(err)
		}
		input = header + "." + enc(b)
	}
	if m.Sign == "strip" {
		return input
	}
	return input + "." + sig
}

// spell writes a signature as it should be, or in a way that signers have.
func (m *Token) spell(signature []byte) string {
	enc := base64.RawURLEncoding.EncodeToString
	switch m.Spelled {
	case "hex":
		return hex.EncodeToString(signature)
	case "hex in base64":
		return enc([]byte(hex.EncodeToString(signature)))
	case "base64":
		return enc([]byte(enc(signature)))
	}
	return enc(signature)
}

func signature(t *testing.T, who string, header json.RawMessage, input string) []byte {
	if who == "" || who == "strip" || who == "none" {
		return nil
	}
	if text, ok := strings.CutPrefix(who, "mac:"); ok {
		mac := hmac.New(sha256.New, KeyText(t, text))
		mac.Write([]byte(input))
		return mac.Sum(nil)
	}
	var h struct{ Alg string }
	_ = json.Unmarshal(header, &h)
	method := jwt.GetSigningMethod(h.Alg)
	if method == nil {
		method = jwt.SigningMethodRS256
	}
	material := once(signer(who), func() any {
		text := KeyText(t, who)
		if k := importer.Import(text).Key; k != nil && k.Kind() != keys.Secret {
			return k.Signer()
		}
		return text
	})
	if _, ok := material.(crypto.Signer); !ok && !strings.HasPrefix(h.Alg, "HS") {
		method = jwt.SigningMethodHS256
	}
	sig, err := method.Sign(input, material)
	if err != nil {
		t.Fatal(who, h.Alg, err)
	}
	return sig
}

type signer string // of a reference

func compact(t *testing.T, raw json.RawMessage) []byte {
	t.Helper()
	var b bytes.Buffer
	if len(raw) == 0 {
		return nil
	}
	if err := json.Compact(&b, raw); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FastPix makes a healthy token of FastPix at 1750000000, with changes to its claims;
// nil takes one away.
func FastPix(t *testing.T, key string, change map[string]any) string {
	t.Helper()
	claims := map[string]any{
		"kid": fixtures.KeyID, "aud": "media:" + fixtures.PlaybackID, "iss": "fastpix.com", "sub": "", "iat": 1749999940, "exp": 1750003600,
	}
	for name, v := range change {
		if claims[name] = v; v == nil {
			delete(claims, name)
		}
	}
	b, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	alg := `{"alg":"RS256"}`
	if key == "mac:text:secret" {
		alg = `{"alg":"HS256"}`
	}
	m := Token{Header: json.RawMessage(alg), Claims: b, Sign: key}
	return m.Text(t)
}
