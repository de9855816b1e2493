package diagnosis_test

import (
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/core/token/paseto"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// caseOf is one case of testdata/cases. A file holds a list of them; README.md
// there says what each member means.
type caseOf struct {
	Name     string
	Text     string // {token} and {second} stand for the tokens; {token} alone when empty
	Token    *made
	Second   *made
	Keys     []string
	Saved    []string
	Use      string
	Platform string
	ID       string
	Now      string
	Skew     string
	Video    string
	Status   int
	Segment  int

	Want      diagnosis.State
	First     string
	With      []string
	Without   []string
	Folded    []string // of With, those that follow from another
	Signature string
	Is        string // the platform that is told
}

// made is how a token is made.
type made struct {
	Raw     string          // a token as it is
	Header  json.RawMessage // of a JWT
	Claims  json.RawMessage
	Payload string // in place of claims, as text
	Sign    string // who signs
	PASETO  string // the key that seals it
	Footer  string
	Ectoken string // the key that seals it
	Params  string
	Cut     int                    // characters cut from the end
	Replace [2]string              // in the finished token
	Edit    map[string]interface{} // claims that are changed after signing
}

const defaultNow = "2025-06-15T15:06:40Z" // 1750000000

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	count, shown := 0, map[string]bool{}
	for _, file := range files {
		var list []caseOf
		fixtures.JSON(t, "diagnosis/"+filepath.ToSlash(file), &list)
		for _, c := range list {
			count++
			for _, code := range append(c.With, c.First) {
				shown[code] = true
			}
			t.Run(strings.TrimSuffix(filepath.Base(file), ".json")+"/"+c.Name, func(t *testing.T) { c.run(t) })
		}
	}
	if count < 200 {
		t.Errorf("%d cases, at least 200 are wanted", count)
	}
	for _, c := range cause.All() {
		if !shown[string(c.Code)] {
			t.Errorf("no case finds %s", c.Code)
		}
	}
}

func (c caseOf) run(t *testing.T) {
	v := c.read(t)
	why := v.Why()
	var codes []string
	folded := map[string]bool{}
	for _, f := range why.Findings {
		codes = append(codes, string(f.Code))
		folded[string(f.Code)] = f.BecauseOf != ""
		if f.Title == "" || f.Evidence == "" || f.Fix == "" || f.Standing == "" || f.Severity == "" {
			t.Errorf("incomplete: %+v", f)
		}
	}
	first := ""
	if len(codes) > 0 {
		first = codes[0]
	}
	bad := why.Verdict != c.Want || c.First != "" && first != c.First
	for _, code := range c.With {
		bad = bad || !slices.Contains(codes, code)
	}
	for _, code := range c.Without {
		bad = bad || slices.Contains(codes, code) || code == "*" && c.alarms(why)
	}
	for _, code := range c.Folded {
		bad = bad || !folded[code]
	}
	bad = bad || c.Signature != "" && string(why.Signature) != c.Signature || c.Is != "" && why.Platform != strings.Trim(c.Is, "-")
	if bad {
		t.Errorf("%s, first %q of %v, signature %s, platform %q\n%s\nwant %s, first %q, with %v, without %v, folded %v, signature %s",
			why.Verdict, first, codes, why.Signature, why.Platform, why.Headline, c.Want, c.First, c.With, c.Without, c.Folded, c.Signature)
	}
	if why.Verdict == diagnosis.Plays && why.Signature != "valid" {
		t.Error("plays without a valid signature")
	}
}

// alarms reports whether anything but infos was found.
func (c caseOf) alarms(w diagnosis.Why) bool {
	return slices.ContainsFunc(w.Findings, func(f platform.Finding) bool { return f.Severity != platform.Info })
}

func (c caseOf) read(t *testing.T) diagnosis.Case {
	t.Helper()
	text := c.Text
	if text == "" && c.Token != nil {
		text = "{token}"
	}
	text = strings.ReplaceAll(text, "{token}", c.Token.text(t))
	text = strings.ReplaceAll(text, "{second}", c.Second.text(t))
	o := diagnosis.Options{ID: c.ID, Now: moment(t, c.Now), Status: c.Status, SegmentStatus: c.Segment}
	if c.Platform != "" {
		if o.Platform = platform.ByName(c.Platform); o.Platform == nil {
			t.Skip("no such platform yet")
		}
	}
	for _, d := range []struct {
		text string
		to   *time.Duration
	}{{c.Skew, &o.Skew}, {c.Video, &o.VideoLength}} {
		if d.text != "" {
			var err error
			if *d.to, err = time.ParseDuration(d.text); err != nil {
				t.Fatal(err)
			}
		}
	}
	how := keys.Options{Want: platform.KeyWantOf(c.Use, nil)}
	for _, k := range c.Keys {
		o.Keys = append(o.Keys, verify.ReadAll("the key given here", keyText(t, k), how)...)
	}
	for _, k := range c.Saved {
		id, ref, _ := strings.Cut(k, "=")
		key := verify.Read("saved", keyText(t, ref), how)
		key.ID, key.Saved = id, true
		o.Keys = append(o.Keys, key)
	}
	return diagnosis.Read(text, o)
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		s = defaultNow
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func (m *made) text(t *testing.T) string {
	t.Helper()
	if m == nil {
		return ""
	}
	s := m.Raw
	switch {
	case m.PASETO != "":
		s = m.seal(t)
	case m.Ectoken != "":
		s = sealEctoken(t, m.Params, keyText(t, m.Ectoken))
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

func (m *made) seal(t *testing.T) string {
	key, err := paseto.KeyFor(secret.New(keyText(t, m.PASETO)), paseto.FormDetect)
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
func (m *made) jwt(t *testing.T) string {
	enc := base64.RawURLEncoding.EncodeToString
	payload := compact(t, m.Claims)
	if m.Payload != "" {
		payload = []byte(m.Payload)
	}
	header := enc(compact(t, m.Header))
	input := header + "." + enc(payload)
	sig := enc(signature(t, m.Sign, m.Header, input))
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

func signature(t *testing.T, who string, header json.RawMessage, input string) []byte {
	if who == "" || who == "strip" || who == "none" {
		return nil
	}
	if text, ok := strings.CutPrefix(who, "mac:"); ok {
		mac := hmac.New(sha256.New, keyText(t, text))
		mac.Write([]byte(input))
		return mac.Sum(nil)
	}
	var h struct{ Alg string }
	_ = json.Unmarshal(header, &h)
	method := jwt.GetSigningMethod(h.Alg)
	if method == nil {
		method = jwt.SigningMethodRS256
	}
	var material any = keyText(t, who)
	if k := keys.Import(keyText(t, who)).Key; k != nil && k.Kind() != keys.Secret {
		material = k.Signer()
	}
	if _, ok := material.(crypto.Signer); !ok && !strings.HasPrefix(h.Alg, "HS") {
		method = jwt.SigningMethodHS256
	}
	sig, err := method.Sign(input, material)
	if err != nil {
		t.Fatal(who, h.Alg, err)
	}
	return sig
}

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

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
