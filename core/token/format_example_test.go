package token_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// dm1 is the whole of a small format: dm1.CLAIMS.MAC, the claims as JSON and the
// HMAC-SHA256 of all in front of it, both in base64url.
type dm1 struct{}

// dm1Kind would stand in core/token/token.go.
const dm1Kind token.Kind = "dm1"

var (
	_ token.Maker    = dm1{}
	_ token.Checker  = dm1{}
	_ token.Beginner = dm1{}
)

func (dm1) Name(*token.Token) string          { return "a DM1 token" }
func (dm1) Times() token.Times                { return token.Seconds }
func (dm1) Sealed() bool                      { return false }
func (dm1) Guessed(*token.Token) bool         { return false }
func (dm1) KeyKinds(token.Object) []keys.Kind { return []keys.Kind{keys.Secret} }

// beginsDM1 knows a token wherever in a text it stands, also percent-encoded.
var beginsDM1 = regexp.MustCompile(`^dm1(?:\.|%2[eE]|%252[eE])`)

func (dm1) Initials() string        { return "d" }
func (dm1) Begins(text string) bool { return beginsDM1.MatchString(text) }

// Decode reads what it can of a damaged token, and notes what it cannot read.
func (dm1) Decode(text string) *token.Token {
	if !strings.HasPrefix(text, "dm1.") {
		return nil
	}
	t := &token.Token{Kind: dm1Kind, Format: dm1{}, Text: text, Header: token.NewObject()} // it has none, and none is missing
	for i, p := range strings.SplitN(text, ".", 3) {
		part := token.Part{Role: token.Role(i), Text: p}
		if part.Role != token.HeaderPart {
			part.Bytes = t.DecodePart(part.Role, p)
		}
		t.Parts = append(t.Parts, part)
	}
	var faults []token.Fault
	t.Payload = t.Parts[1].Bytes
	t.Claims, faults = token.ReadPart(t.Payload, token.ClaimsPart)
	t.Faults = append(t.Faults, faults...)
	if len(t.Parts) < 3 {
		t.Fault(token.Fault{Code: token.SignatureMissing, Part: token.SignaturePart, At: -1, Have: 2})
		return t
	}
	t.Signature = t.Parts[2].Bytes
	return t
}

func (dm1) Make(d token.Draft, key *keys.Key, _ ...token.Setting) (string, error) {
	if key.Kind() != keys.Secret {
		return "", token.ErrWantSecret
	}
	encode := base64.RawURLEncoding.EncodeToString
	signed := "dm1." + encode(d.Claims.JSON())
	return signed + "." + encode(mac(signed, key.Secret().Reveal())), nil
}

// Try tries each way in which the text of a secret can be read, also of one that the
// importer takes for none.
func (dm1) Try(t *token.Token, k *token.Trial) token.Outcome {
	if k == nil {
		return token.NoKey()
	}
	o := token.Outcome{Check: token.Check{State: token.Unchecked, Key: k.Answer.Key}, Usable: k.SecretLike()}
	switch fault := t.FirstFault(); {
	case k.TwoHalves():
		o.Reason = token.Reason{Code: token.KeyOfOtherKind, Key: k.Answer.Key.Title()}
	case fault != nil:
		o.Reason = token.Reason{Code: token.TextDamaged, Said: fault.Text()}
	default:
		signed := t.Text[:strings.LastIndexByte(t.Text, '.')]
		for _, r := range k.Readings() {
			if hmac.Equal(mac(signed, r.Bytes.Reveal()), t.Signature) {
				return token.Outcome{Check: token.Check{State: token.Valid, Key: r.Key(k)}, Usable: true, Reading: r.As}
			}
		}
		o.State, o.Reason = token.Invalid, token.Reason{Code: token.SecretDoesNotFit}
		if !o.Usable {
			o.Check = k.Refused()
		}
	}
	return o
}

func mac(text string, key []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

// A format makes tokens, reads them and tries keys on them.
func Example_format() {
	given := verify.Read("the key given here", []byte("a secret of at least 32 characters"), importer.Options{Want: importer.HMACSecret})
	claims := token.NewObject(token.StringMember("video", "v-123"), token.IntMember("exp", 1744784059))
	text, err := token.Draft{Format: dm1{}, Claims: claims}.Make(given.Answer.Key)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(text[:20])

	t := dm1{}.Decode(text)
	fmt.Println(t.Readable(), t.Claims.Text("video"), verify.Try(t, []verify.Key{given}).State)

	other := verify.Read("another", []byte("another secret of 32 characters."), importer.Options{Want: importer.HMACSecret})
	fmt.Println(verify.Try(t, []verify.Key{other}).Reason)

	damaged := dm1{}.Decode(text[:len(text)-44])
	fmt.Println(damaged.Claims.Text("video"), "-", verify.Try(damaged, []verify.Key{given}).Reason)
	// Output:
	// dm1.eyJ2aWRlbyI6InYt
	// true v-123 valid
	// The signature does not fit this shared secret, in no way that its text can be read.
	// v-123 - The signature is missing: the token has 2 parts, 3 are needed.
}
