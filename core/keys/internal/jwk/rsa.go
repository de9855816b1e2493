package jwk

import (
	"encoding/json"
	"math/big"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/once"
)

// number is an unsigned integer (RFC 7518 2). Zeros in front change nothing, and
// some programs refuse them. Programs also write a number as JSON does, in decimal or
// hexadecimal digits, or in base64 of those.
func (j *reader) number(name string) *big.Int {
	if n, ok := j.digits(name); ok {
		j.remark(keys.Remark{Code: keys.JWKStdBase64, Warning: "The member " + name + " of this JSON Web Key is written in digits. It should be base64url of the bytes (RFC 7518 section 2), as AQAB is of 65,537."})
		return n
	}
	b := j.bytes(name)
	if len(b) > 1 && b[0] == 0 {
		j.remark(keys.Remark{Code: keys.JWKLeadingZero, Warning: "The number " + name + " of this JSON Web Key begins with a zero byte, which RFC 7518 forbids."})
	}
	return new(big.Int).SetBytes(b)
}

// digits is a member that is written in digits.
func (j *reader) digits(name string) (*big.Int, bool) {
	written := strings.TrimSpace(j.Text(name))
	if written == "" {
		written = string(j.Object[name]) // a number of JSON, perhaps
	}
	if b, ok := codec.Loose(written); ok && len(b) >= 3 && len(b) <= 10 && decimal(string(b)) {
		written = string(b)
	}
	const shortest = 128 // hexadecimal digits; fewer could be base64
	switch {
	case len(written) > 16<<10:
		return nil, false
	case hexDigits().MatchString(written): // 65,537 is 10001 in these
		return new(big.Int).SetString(strings.TrimPrefix(strings.ToLower(written), "0x"), 16)
	case decimal(written) && (len(written) <= 10 || len(written) > 150):
		return new(big.Int).SetString(written, 10)
	case len(written) >= shortest && strings.Trim(written, "0123456789abcdefABCDEF") == "":
		return new(big.Int).SetString(written, 16)
	}
	return nil, false
}

// hexDigits are small numbers that are not written in decimal digits.
var hexDigits = once.Regexp(`^0[xX][0-9A-Fa-f]+$|^0+[1-9A-Fa-f][0-9A-Fa-f]{0,8}$|^10001$`)

func decimal(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// rsa reads a key of RFC 7518 6.3.
func (j *reader) rsa() *keys.Key {
	n, e := j.number("n"), j.number("e")
	if j.err != nil {
		return nil
	}
	if j.Object["d"] == nil {
		for _, name := range []string{"p", "q", "dp", "dq", "qi"} {
			if j.Object[name] != nil { // of a private key whose d is lost
				j.private = true
				j.bytes("d")
				return nil
			}
		}
		return j.take(der.RSAPublic(n, e))
	}
	k := der.Numbers{N: n, E: e, D: j.number("d")}
	if j.err != nil {
		return nil
	}
	if err := keys.CheckRSA(n, e, true); err != nil {
		j.fail(err)
		return nil
	}
	if j.Object["p"] == nil || j.Object["q"] == nil {
		if r := k.FindPrimes(); r != nil {
			j.fail(r)
			return nil
		}
		j.remark(keys.Remark{Code: keys.JWKNoPrimes, Warning: "This JSON Web Key leaves out its primes; they were computed."})
		k.Fill()
	} else {
		j.primes(&k)
	}
	if j.err != nil {
		return nil
	}
	return j.take(k.Key())
}

// primes reads the primes and the numbers for fast signing, or computes these.
func (j *reader) primes(k *der.Numbers) {
	k.P, k.Q = j.number("p"), j.number("q")
	if j.Object["oth"] != nil {
		j.others(k)
		k.Version = 1
	}
	switch {
	case j.Object["dp"] != nil || j.Object["dq"] != nil || j.Object["qi"] != nil:
		k.DP, k.DQ, k.QInv = j.number("dp"), j.number("dq"), j.number("qi")
	case j.err == nil && k.P.Sign() > 0 && k.Q.Sign() > 0:
		j.remark(keys.Remark{Code: keys.JWKNoPrimes, Warning: "This JSON Web Key leaves out its numbers for fast signing; they were computed."})
		k.Fill()
	default:
		k.DP, k.DQ, k.QInv = new(big.Int), new(big.Int), new(big.Int)
	}
}

// take keeps the error of a key that cannot be made.
func (j *reader) take(k *keys.Key, err error) *keys.Key {
	if err != nil {
		j.fail(err)
	}
	return k
}

const maxPrimes = 8

// others reads the primes beyond the second (RFC 7518 6.3.2.7).
func (j *reader) others(k *der.Numbers) {
	var list []Object
	if json.Unmarshal(j.Object["oth"], &list) != nil || len(list) == 0 || len(list) > maxPrimes {
		j.fail(keys.Misfit("its further primes cannot be read"))
		return
	}
	for _, o := range list {
		inner := &reader{Object: o}
		p := der.OtherPrime{Prime: inner.number("r"), Exp: inner.number("d"), Coeff: inner.number("t")}
		if inner.err != nil {
			j.fail(inner.err)
			return
		}
		k.Others = append(k.Others, p)
	}
}
