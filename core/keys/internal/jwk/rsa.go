package jwk

import (
	"encoding/json"
	"math/big"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
)

// maxGuessBits is the size up to which lost primes are computed. It takes a few
// powers of the size of the modulus.
const maxGuessBits = 8192

// number is an unsigned integer (RFC 7518 2). Zeros in front change nothing, and
// some programs refuse them.
func (j *reader) number(name string) *big.Int {
	b := j.bytes(name)
	if len(b) > 1 && b[0] == 0 {
		j.remark(keys.Remark{Code: keys.JWKLeadingZero, Warning: "The number " + name + " of this JSON Web Key begins with a zero byte, which RFC 7518 forbids."})
	}
	return new(big.Int).SetBytes(b)
}

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
	k := numbers{der.Numbers{N: n, E: e, D: j.number("d")}}
	if j.err != nil {
		return nil
	}
	if err := keys.CheckRSA(n, e, true); err != nil {
		j.fail(err)
		return nil
	}
	if j.Object["p"] == nil || j.Object["q"] == nil {
		if r := k.guessPrimes(); r != nil {
			j.fail(r)
			return nil
		}
		j.remark(keys.Remark{Code: keys.JWKNoPrimes, Warning: "This JSON Web Key leaves out its primes; they were computed."})
		k.fill()
	} else {
		j.primes(&k)
	}
	if j.err != nil {
		return nil
	}
	return j.take(k.Key())
}

// primes reads the primes and the numbers for fast signing, or computes these.
func (j *reader) primes(k *numbers) {
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
		k.fill()
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
func (j *reader) others(k *numbers) {
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

// numbers are those of a key some of which are computed.
type numbers struct{ der.Numbers }

// fill computes the numbers for fast signing.
func (k *numbers) fill() {
	one := big.NewInt(1)
	k.DP = new(big.Int).Mod(k.D, atLeast1(new(big.Int).Sub(k.P, one)))
	k.DQ = new(big.Int).Mod(k.D, atLeast1(new(big.Int).Sub(k.Q, one)))
	k.QInv = new(big.Int).ModInverse(k.Q, k.P)
	if k.QInv == nil {
		k.QInv = new(big.Int)
	}
}

func atLeast1(n *big.Int) *big.Int {
	if n.Sign() <= 0 {
		return big.NewInt(1)
	}
	return n
}

// guessPrimes finds the primes of a modulus with both exponents (NIST SP 800-56B
// C.1). It succeeds at the first try in one of two cases, and always for a
// number whose exponents belong together.
func (k *numbers) guessPrimes() *keys.Refusal {
	if k.N.BitLen() > maxGuessBits {
		return keys.Refuse(keys.JWKFieldEmpty, "The members p and q of this JSON Web Key are missing, and for a key of this size they are not computed.", "Export the key again, with p and q.")
	}
	one, two := big.NewInt(1), big.NewInt(2)
	if k.D.Cmp(one) <= 0 || k.D.Cmp(k.N) >= 0 {
		return keys.Misfit("its private exponent is out of range")
	}
	odd := new(big.Int).Mul(k.D, k.E)
	odd.Sub(odd, one)
	if odd.Bit(0) != 0 {
		return keys.Misfit("its private and public exponents do not belong together")
	}
	twos := odd.TrailingZeroBits()
	odd.Rsh(odd, twos)
	top := new(big.Int).Sub(k.N, one)
	for _, g := range []int64{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37} {
		x := new(big.Int).Exp(big.NewInt(g), odd, k.N)
		for range twos {
			y := new(big.Int).Exp(x, two, k.N)
			if y.Cmp(one) == 0 && x.Cmp(one) != 0 && x.Cmp(top) != 0 {
				p := new(big.Int).GCD(nil, nil, new(big.Int).Sub(x, one), k.N)
				k.P, k.Q = p, new(big.Int).Div(k.N, p)
				if k.P.Cmp(k.Q) < 0 {
					k.P, k.Q = k.Q, k.P
				}
				return nil
			}
			x = y
		}
		if x.Cmp(one) != 0 { // g^(de-1) is 1 for every key whose exponents fit
			return keys.Misfit("its private and public exponents do not belong together")
		}
	}
	return keys.Misfit("its primes cannot be found")
}
