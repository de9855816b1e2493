package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// A token that was read off a picture has letters in it that look like those it had. Where one
// other letter makes the signature fit, that is proven; else nothing is said of it.

// misread is one letter of a token that was taken for another.
type misread struct {
	at         int // in bytes
	has, right byte
}

// lookAlikes are the letters and digits that pictures show alike.
var lookAlikes = map[byte]string{'l': "1I", '1': "lI", 'I': "l1", 'O': "0", '0': "O"}

// mostMisread is how many letters of a token are tried, with how many keys.
const (
	mostMisread     = 1000
	mostMisreadKeys = 4
)

// readAgain looks for the one letter that was misread, where a key at hand proves it.
func (c *Case) readAgain(o Options) {
	v, t := c.Verified, c.Token
	if t.Format != jws.Format || v.State == token.Valid || v.HMAC || v.Misuse != token.NoMisuse || v.Fits != nil || strings.Count(t.Text, ".") != 2 || len(t.Text) > token.LargeSize {
		return
	}
	var list []*keys.Key
	for _, k := range o.Keys {
		if key := k.Answer.Key; key != nil && len(list) < mostMisreadKeys && !slices.Contains(list, key) {
			list = append(list, key)
		}
	}
	tries := 0
	for at := 0; at < len(t.Text) && len(list) > 0; at++ {
		for _, right := range []byte(lookAlikes[t.Text[at]]) {
			if tries++; tries > mostMisread {
				return
			}
			other := jws.Format.Decode(t.Text[:at] + string(right) + t.Text[at+1:])
			fits := func(k *keys.Key) bool { return jws.Verify(other, k).State == token.Valid }
			if other.FirstFault() != nil || !slices.ContainsFunc(list, fits) {
				continue
			}
			c.misread = &misread{at, t.Text[at], right}
			return
		}
	}
}

// ofMisread are the causes that a server may tell of a token with such a letter.
var ofMisread = map[cause.Code]bool{
	cause.SignatureWrong: true, cause.UnknownKey: true, cause.ClaimsMalformed: true, cause.HeaderRefused: true,
	cause.AlgUnexpected: true, cause.TokenDamagedInURL: true,
}

// withMisread says of the first cause that comes of a misread letter that it does.
func withMisread(e *evidence, list []platform.Finding) []platform.Finding {
	for i, f := range list {
		if e.misread != nil && ofMisread[f.Code] && f.Severity == platform.Error {
			list[i].Words, list[i].Remedy = misreadLetter(e.misread), nil
			break
		}
	}
	return list
}
