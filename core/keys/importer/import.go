// Package importer reads a signing key from whatever a person has pasted, and says
// in plain words what is wrong when it cannot.
//
// There is one function for that, [Import]: any bytes in, an [Answer] out.
// [ImportWith] adds a password, a [Want] that says what the key is for, and the
// answer to a question. Whether a text is a key at all, [LooksLikeKey] tells.
//
// # What is taken
//
//   - private keys in PKCS#8 (RFC 5208), PKCS#1 (RFC 8017 A.1.2), SEC 1 (RFC
//     5915) and the form of OpenSSH; locked ones with their password
//   - public keys in SubjectPublicKeyInfo (RFC 5280 4.1), PKCS#1, a line of SSH,
//     a certificate or a request for one
//   - both as PEM, as DER, as base64 of either, and as JSON Web Key (RFC 7517)
//   - PKCS#12 (RFC 7292)
//   - the numbers of a key as .NET and openssl print them, and its bytes as programs do
//   - all of these in a document of named values, such as JSON, YAML or a .env file, and
//     under up to six layers in any order
//   - shared secrets as text, in hexadecimal digits, in base64, as PASERK k4.local
//     and as JWK
//
// The keys are RSA of 1,024 to 16,384 bits, EC on P-256, P-384 and P-521, and
// Ed25519. White space around the text and CRLF line ends need no remark. What
// mail, web pages, programs, shells and word processors do to a text is undone,
// and the answer names each repair.
//
// Everything else is refused: [Answer.Err] is a [*keys.Refusal] with a code that never
// changes, a sentence that says what the text is and what is wrong with it, and a hint
// at what to do. What can be meant in two ways is a question, unless the [Want] decides
// it. No platform is known here: each states a Want of its own.
//
// # How a text is read
//
// An input is what one layer hands to the next: a text with its place in the paste and
// the trail of what was unwrapped and repaired. It is a value, so that whoever tries a
// way that leads nowhere has changed nothing. A reader takes an input and gives a key, a
// refusal, or says that the form is another one; readers stand in lists, and the first
// that knows the form answers. Wrappers hand what is inside of them to the beginning of
// the list again. Where they find no key, a search opens one layer after the other, in
// whatever order they are stacked, and takes a faultless key only. What is done to texts,
// DER, locks and torn base64 are functions of the packages below internal.
package importer

import (
	"encoding/base64"
	"encoding/pem"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
	"playtoken/core/secret"
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
		return answer(found{}, keys.Refuse(keys.UnknownBinary, "This is more than 256 KiB of data. A key is far smaller, so it was not read.", "Paste the key alone."))
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
	b, _ := pem.Decode([]byte(body))
	if b == nil || len(b.Headers) > 0 || string(pem.EncodeToMemory(b)) != strings.ReplaceAll(body, "\r\n", "\n")+"\n" {
		return der.Unknown, nil
	}
	if want := der.Under(b.Type); want == der.Outline(b.Bytes) {
		return want, b.Bytes
	}
	return der.Unknown, nil
}

func take(t input, s der.Structure, b []byte) (found, error) {
	k, err := der.Parse(s, b)
	return takeKey(t, s, k, err)
}

// takeKey takes a key that was made of what a text holds.
func takeKey(t input, s der.Structure, k *keys.Key, err error) (found, error) {
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
