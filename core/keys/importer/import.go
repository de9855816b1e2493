package importer

import (
	"encoding/base64"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
	"playtoken/core/secret"
	"playtoken/core/words"
)

// maxInput is the greatest text that is read, in bytes. An RSA key of 16,384
// bits in base64 of base64 of PEM has 24 KiB.
const maxInput = 256 << 10

// Options are for [ImportWith]. The zero value is what [Import] does.
type Options struct {
	Password secret.Bytes // opens a locked key; empty when there is none
	Want     Want
	Choose   int // the ID of a choice from the answer before; 0 when there was no question
}

// Import reads a key from whatever was pasted or dropped. It looks at 256 KiB
// at the most, opens no file and no connection, and never panics.
func Import(data []byte) Answer { return ImportWith(data, Options{}) }

// ImportWith is [Import] with a password, what the key is wanted for, or the
// answer to a question.
func ImportWith(data []byte, o Options) Answer {
	if len(data) > maxInput {
		return answer(found{}, keys.Refuse(keys.UnknownBinary, fmt.Sprintf("This is %s KiB of data. A key is far smaller, so it was not read.", words.Thousands(len(data)>>10)),
			"Paste the key alone."))
	}
	if !o.Want.takes(keys.Secret) {
		o.Want.Secret = ReadHMAC // it will be refused, so nothing is asked about it
	}
	t := input{Paste: text.New(string(data), ""), opts: &o}
	if f, err := readQuick(t); err != errOther {
		return answer(f, err)
	}
	f, err := readBytes(t)
	if r, refused := err.(*keys.Refusal); refused && !(r.Question && r.Kind != keys.Secret) || err == nil && f.key.Kind() == keys.Secret {
		if under, other := readLayers(t); other != errOther {
			return answer(under, other)
		}
	}
	return answer(f, err)
}

// longestHexKey is more than an RSA key of 16,384 bits has in hexadecimal digits, with marks
// between its bytes, in bytes.
const longestHexKey = 64 << 10

// LooksLikeKey reports whether something in a text looks like a key of two halves,
// whole or damaged: PEM, base64 of it, DER in base64 or in hexadecimal digits, a JWK, a
// line of SSH. What stands in a signed token does not count. A shared secret looks like
// any other text.
func LooksLikeKey(s string) bool {
	s = withoutTokens(s)
	if known.IsKey(s) {
		return true
	}
	bare := codec.Bare(s)
	if strings.HasPrefix(bare, "M") && len(bare) < maxInput {
		b, ok := codec.Loose(bare)
		return ok && der.StartsAsKey(b)
	}
	begin := strings.TrimSpace(s)
	begin = begin[:min(len(begin), longestHexKey)]
	_, err := readHexKey(input{Paste: text.New(begin, ""), opts: &Options{}})
	return err != errOther
}

// withoutTokens puts a blank in the place of each JWS (RFC 7515 7.1) in a text: each line of a
// log has one, for which an expression takes too long.
func withoutTokens(s string) string {
	const base64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	var b strings.Builder
	for {
		start := strings.Index(s, "eyJ")
		if start < 0 {
			return b.String() + s
		}
		rest, dots := strings.TrimLeft(s[start:], base64URL), 0
		for ; dots < 2 && strings.HasPrefix(rest, "."); dots++ {
			rest = strings.TrimLeft(rest[1:], base64URL)
		}
		if dots == 2 {
			b.WriteString(s[:start] + " ")
		} else {
			b.WriteString(s[:len(s)-len(rest)])
		}
		s = rest
	}
}

// readQuick reads a key that is written exactly as it should be, as nearly all are:
// one PEM block with line ends, or base64 of it. It looks at each character
// once. Anything else is left to the careful way, which can say what is odd.
func readQuick(t input) (found, error) {
	body := strings.Trim(t.Body, codec.Space)
	if strings.HasPrefix(body, "LS0tLS1CRUdJTi") {
		inside, err := base64.StdEncoding.DecodeString(body) // skips line ends
		if err != nil {
			return found{}, errOther
		}
		body = strings.TrimRight(string(inside), codec.Space)
		t.wraps = []string{"base64"}
	}
	if s, b := quickPEM(body); s != der.Unknown {
		return take(t, s, b)
	}
	return found{}, errOther
}

// quickPEM is the inside of a faultless PEM block.
func quickPEM(body string) (der.Structure, []byte) {
	body, ok := strings.CutPrefix(body, "-----BEGIN ")
	label, body, cut := strings.Cut(body, "-----")
	if !ok || !cut {
		return der.Unknown, nil
	}
	want := der.Under(label)
	body, ended := strings.CutSuffix(body, "\n-----END "+label+"-----")
	lined := strings.HasPrefix(body, "\n") || strings.HasPrefix(body, "\r\n")
	crlf := strings.Count(body, "\r\n") + strings.Count(body[max(0, len(body)-1):], "\r")
	if want == der.Unknown || !ended || !lined || strings.Count(body, "\r") != crlf {
		return der.Unknown, nil
	}
	b, err := base64.StdEncoding.DecodeString(body)
	if err != nil || der.Outline(b) != want {
		return der.Unknown, nil
	}
	return want, b
}

// take reads whole DER.
func take(t input, s der.Structure, b []byte) (found, error) {
	k, err := der.Parse(s, b)
	if err != nil {
		return found{}, err
	}
	return finish(t, found{key: k, about: k.Remarks(), form: t.form(s)})
}

// finish says of a key whether it is of use, and adds what was noted on the way.
func finish(t input, f found) (found, error) {
	f, err := fit(t.opts.Want, f)
	if err != nil {
		return found{}, err
	}
	if m, ok := known.Published(f.key); ok {
		f.about = append([]keys.Remark{m}, f.about...)
	}
	f.repairs, f.heads = t.repairs, t.heads
	return f, nil
}

// fit says whether a key is of use: its kind, and what a JWK says of itself.
func fit(want Want, f found) (found, error) {
	m, err := want.judge(f.key)
	if err != nil {
		return found{}, err
	}
	if alg := f.says.Alg; alg != "" && want.For != "" && alg != want.For {
		begin, _ := want.whose()
		return found{}, keys.Refuse(keys.KeyTypeUnsupported, "This JSON Web Key says that it is for another algorithm alone. "+begin+" signs with "+want.For+".",
			"Use the key that was made for it, or take the member alg out where it is wrong.").About(f.key.Kind(), f.key.Bits(), f.key.Private())
	}
	if m != nil {
		f.about = append(f.about, *m)
	}
	return f, nil
}
