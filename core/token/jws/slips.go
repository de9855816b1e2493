package jws

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	_ "crypto/md5" // as SHA-1, named where a signer took it
	"crypto/rsa"
	_ "crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"strings"

	"playtoken/core/token"
	"playtoken/core/token/rsasig"
)

// Slip is what a signer did in place of what the header says. Its key is the right one.
type Slip struct {
	Hash   string // the hash that was taken, "" for the right one
	Scheme string // how an RSA signature was padded, or what is there in place of an HMAC; "" for as it should be
	Input  Input  // what was signed
}

// Input is a text that was signed in place of header and payload as they stand.
type Input string

// The inputs.
const (
	NoInput     Input = ""
	WithLineEnd Input = "line_end"    // a line end stands behind it: echo without -n
	WithDot     Input = "dot"         // the dot in front of the signature
	WithPadding Input = "padding"     // the parts end with =
	InStdBase64 Input = "std_base64"  // the parts are in standard base64
	NotEncoded  Input = "not_encoded" // the JSON of the parts
	PayloadOnly Input = "payload"     // without the header
	Reencoded   Input = "reencoded"   // the JSON of the payload with other white space, or in another order
	DigestOf    Input = "digest"      // its digest, which was hashed once more
	DigestText  Input = "digest_text" // the digits of its digest
	InUTF16     Input = "utf16"       // in two bytes a character: Encoding.Unicode of .NET
)

// Schemes of RSA signatures.
const (
	PKCS1      = "PKCS#1 v1.5"
	PSS        = "PSS"
	PSSSalt    = "PSS with a salt of another length"
	BareDigest = "PKCS#1 v1.5 without the name of the hash"
	// PlainHash is in place of an HMAC: the hash of the text and the secret, one behind the other.
	PlainHash = "plain hash"
)

// hashesTried are those that signers take.
var hashesTried = []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512, crypto.SHA1, crypto.SHA224, crypto.MD5}

// hashOf is the hash that an algorithm has.
func hashOf(alg string) crypto.Hash {
	if len(alg) != 5 {
		return 0
	}
	return map[string]crypto.Hash{"256": crypto.SHA256, "384": crypto.SHA384, "512": crypto.SHA512}[alg[2:]]
}

// signed is a text that may have been signed.
type signed struct {
	Input
	text []byte
}

// plain are the texts that stand for header and payload, the right one first.
func plain(t *token.Token) []signed {
	input := signedText(t)
	return []signed{
		{NoInput, []byte(input)},
		{WithLineEnd, []byte(input + "\n")},
		{WithLineEnd, []byte(input + "\r\n")},
		{WithDot, []byte(input + ".")},
	}
}

// inputs are all texts that signers sign.
func inputs(t *token.Token, h crypto.Hash) []signed {
	list := plain(t)
	input := signedText(t)
	add := func(as Input, text string) { list = append(list, signed{as, []byte(text)}) }
	header, payload := t.Parts[0], t.Parts[1]
	for _, e := range []struct {
		as Input
		*base64.Encoding
	}{{WithPadding, base64.URLEncoding}, {InStdBase64, base64.StdEncoding}, {InStdBase64, base64.RawStdEncoding}} {
		add(e.as, e.EncodeToString(header.Bytes)+"."+e.EncodeToString(payload.Bytes))
	}
	add(InUTF16, utf16(input))
	add(NotEncoded, string(header.Bytes)+"."+string(payload.Bytes))
	add(PayloadOnly, payload.Text)
	add(PayloadOnly, string(payload.Bytes))
	for _, text := range written(payload.Bytes) {
		add(Reencoded, header.Text+"."+encode(text))
	}
	if h.Available() {
		digest := token.Digest(h, []byte(input))
		list = append(list, signed{DigestOf, digest})
		add(DigestText, hex.EncodeToString(digest))
	}
	return list
}

// utf16 is a text of ASCII in UTF-16, the low byte first.
func utf16(text string) string {
	wide := make([]byte, 2*len(text))
	for i := range len(text) {
		wide[2*i] = text[i]
	}
	return string(wide)
}

// written are the ways in which libraries write the same JSON.
func written(text []byte) [][]byte {
	list := token.Restyled(text)
	if list == nil {
		return nil
	}
	list = append(list, append(bytes.Clone(list[0]), '\n'), append(bytes.Clone(text), '\n'))
	var members map[string]json.RawMessage
	if json.Unmarshal(list[0], &members) == nil {
		if sorted, err := json.Marshal(members); err == nil {
			list = append(list, sorted)
		}
	}
	return list
}

// Recover opens an RSA signature that does not fit, which tells what was signed. With
// other keys the texts that signers are known to sign in place of the right one are tried.
func (format) Recover(t *token.Token, k *token.Trial) (token.Recovery, any) {
	if _, signature := Spelled(t); signature != nil {
		t = respelled(t, signature)
	}
	if t.FirstFault() != nil || len(t.Parts) != 3 {
		return token.NotRecovered, nil
	}
	alg := t.Algorithm()
	var s *Slip
	switch {
	case strings.HasPrefix(alg, "HS"):
		s = slipOfMAC(t, k)
	case !k.TwoHalves() || !fits(k.Answer.Key, alg):
	default:
		switch pub := k.Answer.Key.Public().(type) {
		case *rsa.PublicKey:
			return recoverRSA(t, pub)
		case *ecdsa.PublicKey:
			s = slipOfECDSA(t, pub)
		case ed25519.PublicKey:
			s = find(plain(t), func(text []byte) bool { return ed25519.Verify(pub, text, t.Signature) })
		}
	}
	if s == nil {
		return token.NotRecovered, nil
	}
	return token.SignedOther, *s
}

// find is the slip of the first text that a signature is over, nil for none.
func find(list []signed, fits func(text []byte) bool) *Slip {
	for _, s := range list {
		if fits(s.text) {
			return &Slip{Input: s.Input}
		}
	}
	return nil
}

// named is a slip with the hash, where that is not the one of the algorithm.
func (s *Slip) named(h crypto.Hash, alg string) *Slip {
	if s != nil && h != hashOf(alg) {
		s.Hash = h.String()
	}
	return s
}

// slipOfMAC goes by the length of an HMAC, which is that of its hash.
func slipOfMAC(t *token.Token, k *token.Trial) *Slip {
	for _, h := range hashesTried {
		if h.Size() != len(t.Signature) || k.IsKey() {
			continue
		}
		list := inputs(t, h)
		for _, r := range k.Readings() {
			if r.As == token.AsRaw {
				continue
			}
			key := r.Bytes.Reveal()
			for _, text := range [][]byte{append([]byte(signedText(t)), key...), append(bytes.Clone(key), signedText(t)...)} {
				if bytes.Equal(token.Digest(h, text), t.Signature) {
					return (&Slip{Scheme: PlainHash}).named(h, t.Algorithm())
				}
			}
			mac := hmac.New(h.New, key)
			if s := find(list, func(text []byte) bool {
				mac.Reset()
				mac.Write(text)
				return hmac.Equal(mac.Sum(nil), t.Signature)
			}); s != nil {
				return s.named(h, t.Algorithm())
			}
		}
	}
	return nil
}

// slipOfECDSA tries few texts with the right hash, and other hashes with the right text:
// each takes as long as a verification.
func slipOfECDSA(t *token.Token, pub *ecdsa.PublicKey) *Slip {
	half := len(t.Signature) / 2
	r, s := new(big.Int).SetBytes(t.Signature[:half]), new(big.Int).SetBytes(t.Signature[half:])
	alg := t.Algorithm()
	for _, h := range hashesTried[:4] {
		list := plain(t)
		if h != hashOf(alg) {
			list = list[:1]
		}
		if slip := find(list, func(text []byte) bool { return ecdsa.Verify(pub, token.Digest(h, text), r, s) }); slip != nil {
			return slip.named(h, alg)
		}
	}
	return nil
}

// recoverRSA opens the signature. The key that did not make it lets noise come out.
func recoverRSA(t *token.Token, pub *rsa.PublicKey) (token.Recovery, any) {
	block, ok := rsasig.Open(pub, t.Signature)
	if !ok {
		return token.NotRecovered, nil
	}
	alg := t.Algorithm()
	is := ""
	var s *Slip
	if content, ok := rsasig.Content(block); ok {
		is = PKCS1
		h, digest, named := rsasig.Digest(block)
		if !named {
			is, digest = BareDigest, content
		}
		for _, tried := range hashesTried {
			if named && tried != h {
				continue
			}
			if s = find(inputs(t, tried), func(text []byte) bool { return bytes.Equal(token.Digest(tried, text), digest) }).named(tried, alg); s != nil {
				break
			}
		}
	}
	for _, h := range hashesTried {
		if is != "" || !rsasig.IsPSS(block, pub.N.BitLen(), h.New) {
			continue
		}
		is = PSS
		s = find(inputs(t, h), func(text []byte) bool {
			return rsa.VerifyPSS(pub, h, token.Digest(h, text), t.Signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto}) == nil
		}).named(h, alg)
	}
	switch {
	case is == "":
		return token.OtherKey, nil
	case s == nil:
		return token.Edited, nil // what was edited may be the algorithm
	}
	if due := map[byte]string{'R': PKCS1, 'P': PSS}[alg[0]]; is != due {
		s.Scheme = is
	}
	if *s == (Slip{}) { // all of it is right, and the verifier refuses it
		s.Scheme = PSSSalt
	}
	return token.SignedOther, *s
}
