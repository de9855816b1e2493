package ectoken

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token"
)

// Format is Edgecast's tokens: version 3 is made and opened here, version 2 opened.
var Format token.Checker = format{}

type format struct{}

var (
	_ token.Maker   = format{}
	_ token.Checker = format{}
)

// Name tells the versions apart; version 3 is what is made.
func (format) Name(t *token.Token) string {
	if t != nil && t.Kind == token.EctokenV2 {
		return "an Edgecast token of version 2"
	}
	return "an Edgecast token of version 3"
}

// Times are digits in text; exp stands under [Expire].
func (format) Times() token.Times { return times }

var times = token.Digits(Expire)

func (format) Sealed() bool                      { return true }
func (format) KeyKinds(token.Object) []keys.Kind { return []keys.Kind{keys.Secret} }

// Guessed is true until a key has opened the token: it has no mark of its own.
func (format) Guessed(t *token.Token) bool { return !t.Opened }

// leastV2 is what a text of hexadecimal digits has that may be a token.
const leastV2 = 16

// Decode takes what may be a token: version 3 is base64url, version 2 hexadecimal.
// Padding, and the characters of plain base64, are what some writers put there.
func (format) Decode(text string) *token.Token {
	kind := token.EctokenV3
	body := strings.TrimRight(text, "=")
	legal := len(text)-len(body) <= 2
	for i := 0; legal && i < len(body); i++ {
		legal = inAlphabet(rune(body[i]))
	}
	switch {
	case !legal || strings.HasPrefix(text, "eyJ"):
		return nil
	case hexDigits(body) == len(body) && len(text)%2 == 0 && len(text) >= leastV2:
		kind = token.EctokenV2
	case len(body) < shortest:
		return nil
	}
	return &token.Token{Kind: kind, Format: Format, Text: text, Parts: []token.Part{{Role: token.OtherPart, Text: text}}}
}

// IsV2 reports whether a token is one of version 2.
func IsV2(t *token.Token) bool { return t.Format == Format && t.Kind == token.EctokenV2 }

// Make seals the claims as parameters, always in version 3: nothing protects one of
// version 2. A value that is no text is put in as its JSON.
func (format) Make(d token.Draft, key *keys.Key, _ ...token.Setting) (string, error) {
	if key.Kind() != keys.Secret {
		return "", token.ErrWantSecret
	}
	return Seal(Join(ParamsOf(d.Claims)), key.SecretText())
}

// ParamsOf are claims as the parameters of a token.
func ParamsOf(claims token.Object) []Param {
	params := make([]Param, len(claims.Members))
	for i, m := range claims.Members {
		params[i] = Param{Name: m.Name, Value: m.Value.Raw}
		if m.Value.Type == token.Text {
			params[i].Value = m.Value.Text
		}
	}
	return params
}

// Try opens the token. Its key is a text, never decoded; other readings are tried to
// tell that one of them was used.
func (format) Try(t *token.Token, k *token.Trial) token.Outcome {
	if k == nil {
		return token.NoKey()
	}
	o := token.Outcome{Check: token.Check{State: token.Unchecked, Key: k.Answer.Key, Reason: token.Reason{Code: token.OpensWithSecret}}}
	if k.TwoHalves() {
		return o
	}
	list := k.Readings()
	if len(list) == 0 && k.Answer.Taken() {
		list = []token.SecretRead{{As: token.AsText, Bytes: k.Answer.Key.SecretText()}}
	}
	o.Usable = len(list) > 0 && !k.IsKey() && (k.SecretLike() || k.Answer.Verdict == importer.Ask || k.Answer.Taken())
	fits := func(opened Opened, r token.SecretRead, as token.Reading) token.Outcome {
		o := token.Outcome{Opened: opened.in(t), Usable: true, Reading: as, Deviations: opened.Deviations}
		o.Check = token.Check{State: token.Valid, Key: r.Key(k)}
		if !opened.Authentic {
			o.State, o.Reason = token.Unchecked, token.Reason{Code: token.NothingProves}
		}
		return o
	}
	var last error
	for _, r := range list {
		opened, err := Open(t.Text, r.Bytes)
		if err == nil {
			return fits(opened, r, r.As)
		}
		if last == nil {
			last = err
		}
	}
	for _, r := range list { // as programs do that leave out the hash, or write it as text
		if opened, as, ok := openUnhashed(t.Text, r.Bytes.Reveal()); ok {
			return fits(opened, r, as)
		}
	}
	switch {
	case !o.Usable:
		o.Reason = k.Refused().Reason
	case errors.Is(last, ErrTag) || errors.Is(last, ErrNotPlausible):
		o.State, o.Reason = token.Invalid, token.Reason{Code: token.KeyDoesNotOpen}
	case last != nil:
		o.Reason = token.Reason{Code: token.NotOpened, Said: last.Error()}
	}
	return o
}

// openUnhashed opens a token whose signer did not hash the key as the format does.
func openUnhashed(text string, key []byte) (o Opened, as token.Reading, ok bool) {
	if len(key) == sha256.Size {
		if o, err := openWith(text, gcmOf(key)); err == nil {
			return o, token.AsUnhashed, true
		}
	}
	sum := sha256.Sum256(key)
	digits := hex.EncodeToString(sum[:])
	if o, err := openWith(text, gcmOf([]byte(digits[:sha256.Size]))); err == nil { // programs cut it to the size of a key
		return o, token.AsDigestText, true
	}
	o, err := open3(text, secret.New([]byte(digits)))
	return o, token.AsDigestText, err == nil
}

// in puts the parameters where claims stand: each a text.
func (o Opened) in(t *token.Token) *token.Token {
	var members []token.Member
	for _, p := range Parse(o.Plaintext) {
		members = append(members, token.StringMember(p.Name, p.Value))
	}
	opened := t.Open([]byte(o.Plaintext), token.NewObject(members...))
	opened.Kind = map[int]token.Kind{2: token.EctokenV2, 3: token.EctokenV3}[o.Version]
	return opened
}
