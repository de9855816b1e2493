package keys

import (
	"encoding/json"
	"math/big"
)

// maxGuessBits is the size up to which lost primes are computed. It takes a few
// powers of the size of the modulus.
const maxGuessBits = 8192

func bitLen(b []byte) int { return new(big.Int).SetBytes(b).BitLen() }

// number is an unsigned integer (RFC 7518 2). Zeros in front change nothing, and
// some programs refuse them.
func (j *jwkReader) number(name string) *big.Int {
	b := j.bytes(name)
	if len(b) > 1 && b[0] == 0 {
		j.remark(remark{code: JWKLeadingZero, warning: "The number " + name + " of this JSON Web Key begins with a zero byte, which RFC 7518 forbids."})
	}
	return new(big.Int).SetBytes(b)
}

// rsa reads a key of RFC 7518 6.3.
func (j *jwkReader) rsa() (f found) {
	n, e := j.number("n"), j.number("e")
	if j.fault != nil {
		return f
	}
	if j.object["d"] == nil {
		for _, name := range []string{"p", "q", "dp", "dq", "qi"} {
			if j.object[name] != nil { // of a private key whose d is lost
				j.private = true
				j.bytes("d")
				return f
			}
		}
		f, j.fault = takeRSAPublic(n, e)
		return f
	}
	k := rsaNumbers{N: n, E: e, D: j.number("d")}
	if j.fault != nil {
		return f
	}
	if _, fault := checkRSAPublic(n, e); fault != nil {
		j.fault = fault
		return f
	}
	if j.object["p"] == nil || j.object["q"] == nil {
		if j.fault = k.guessPrimes(); j.fault != nil {
			return f
		}
		j.remark(remark{code: JWKNoPrimes, warning: "This JSON Web Key leaves out its primes; they were computed."})
		k.fill()
	} else {
		k.P, k.Q = j.number("p"), j.number("q")
		if j.object["oth"] != nil {
			j.others(&k)
			k.Version = 1
		}
		if j.object["dp"] == nil && j.object["dq"] == nil && j.object["qi"] == nil {
			if j.fault == nil && k.P.Sign() > 0 && k.Q.Sign() > 0 {
				j.remark(remark{code: JWKNoPrimes, warning: "This JSON Web Key leaves out its numbers for fast signing; they were computed."})
				k.fill()
			}
		} else {
			k.DP, k.DQ, k.QInv = j.number("dp"), j.number("dq"), j.number("qi")
		}
	}
	if j.fault != nil {
		return f
	}
	f, j.fault = k.take()
	return f
}

// others reads the primes beyond the second (RFC 7518 6.3.2.7).
func (j *jwkReader) others(k *rsaNumbers) {
	var list []object
	if json.Unmarshal(j.object["oth"], &list) != nil || len(list) == 0 || len(list) > maxPrimes {
		a := misfit("its further primes cannot be read")
		j.fault = &a
		return
	}
	for _, o := range list {
		inner := &jwkReader{object: o}
		p := otherPrime{inner.number("r"), inner.number("d"), inner.number("t")}
		if inner.fault != nil {
			j.fault = inner.fault
			return
		}
		k.Others = append(k.Others, p)
	}
}

// fill computes the numbers for fast signing.
func (k *rsaNumbers) fill() {
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
func (k *rsaNumbers) guessPrimes() *Answer {
	refused := func(a Answer) *Answer { return &a }
	if k.N.BitLen() > maxGuessBits {
		return refused(refuse(JWKFieldEmpty, "The members p and q of this JSON Web Key are missing, and for a key of this size they are not computed.", "Export the key again, with p and q."))
	}
	one, two := big.NewInt(1), big.NewInt(2)
	if k.D.Cmp(one) <= 0 || k.D.Cmp(k.N) >= 0 {
		return refused(misfit("its private exponent is out of range"))
	}
	odd := new(big.Int).Mul(k.D, k.E)
	odd.Sub(odd, one)
	if odd.Bit(0) != 0 {
		return refused(misfit("its private and public exponents do not belong together"))
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
			return refused(misfit("its private and public exponents do not belong together"))
		}
	}
	return refused(misfit("its primes cannot be found"))
}
