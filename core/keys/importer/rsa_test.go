package importer_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"strings"
	"sync"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/internal/fixtures"
)

// numbers is an RSAPrivateKey that a test can spoil.
type numbers struct {
	Version       int
	N, E, D, P, Q *big.Int
	DP, DQ, QInv  *big.Int
}

// numbersOf makes the numbers of two primes and an exponent.
func numbersOf(p, q *big.Int, e int64) numbers {
	one := big.NewInt(1)
	p1, q1 := new(big.Int).Sub(p, one), new(big.Int).Sub(q, one)
	k := numbers{N: new(big.Int).Mul(p, q), E: big.NewInt(e), P: p, Q: q}
	k.D = new(big.Int).ModInverse(k.E, new(big.Int).Mul(p1, q1))
	k.DP, k.DQ, k.QInv = new(big.Int).Mod(k.D, p1), new(big.Int).Mod(k.D, q1), new(big.Int).ModInverse(q, p)
	return k
}

// primes are two primes of the given size for which e has an inverse. They are
// searched from fixed numbers, so that a test does the same each time.
func primes(bits int, e int64) (p, q *big.Int) {
	type pair struct{ p, q *big.Int }
	name := [2]int64{int64(bits), e}
	if known, ok := knownPrimes.Load(name); ok {
		return known.(pair).p, known.(pair).q
	}
	p, q = findPrimes(bits, e)
	knownPrimes.Store(name, pair{p, q})
	return p, q
}

// knownPrimes keeps what took long to find, for several tests.
var knownPrimes sync.Map

func findPrimes(bits int, e int64) (p, q *big.Int) {
	next := func(n *big.Int) *big.Int {
		two := big.NewInt(2)
		for {
			n = new(big.Int).Add(n, two)
			rest := new(big.Int).Sub(n, big.NewInt(1))
			if rest.Mod(rest, big.NewInt(e)).Sign() != 0 && n.ProbablyPrime(1) {
				return n
			}
		}
	}
	start := func(top int64) *big.Int {
		return new(big.Int).SetBit(new(big.Int).Lsh(big.NewInt(top), uint(bits-4)), 0, 1)
	}
	return next(start(15)), next(start(12))
}

func pemOf(t testing.TB, label string, v any) []byte {
	t.Helper()
	return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: derOf(t, v)})
}

func TestRSARules(t *testing.T) {
	t.Parallel()
	good := func() numbers {
		k := fixtures.Taken(t, string(read(t, "A01_rsa2048_pkcs8.pem"))).Signer().(*rsa.PrivateKey)
		return numbersOf(k.Primes[0], k.Primes[1], int64(k.E))
	}
	sized := func(bits int) func() numbers {
		return func() numbers { p, q := primes(bits/2, 65537); return numbersOf(p, q, 65537) }
	}
	plus := func(n *big.Int, by int64) *big.Int { return new(big.Int).Add(n, big.NewInt(by)) }
	tests := []struct {
		name  string
		key   func() numbers
		spoil func(k *numbers)
		code  keys.Code
		taken bool
		says  string
	}{
		{"good", good, func(*numbers) {}, "", true, ""},
		{"512 bits", sized(512), func(*numbers) {}, keys.RSATooSmall, false, "512 bits"},
		{"1,022 bits", sized(1022), func(*numbers) {}, keys.RSATooSmall, false, "1,022 bits"},
		{"1,024 bits", sized(1024), func(*numbers) {}, keys.RSATooSmall, true, "1,024 bits"},
		{"1,536 bits", sized(1536), func(*numbers) {}, keys.RSATooSmall, true, "1,536 bits"},
		{"too large", good, func(k *numbers) { k.N = plus(new(big.Int).Lsh(big.NewInt(1), 16384), 1) }, keys.RSATooLarge, false, "16,385 bits"},
		{"even exponent", good, func(k *numbers) { k.E = big.NewInt(65536) }, keys.RSAExponent, false, "exponent"},
		{"exponent 1", good, func(k *numbers) { k.E = big.NewInt(1) }, keys.RSAExponent, false, "exponent"},
		{"exponent of 2^31+1", good, func(k *numbers) { k.E = big.NewInt(1<<31 + 1) }, keys.RSAExponent, false, "exponent"},
		{"other exponent", good, func(k *numbers) { k.E = big.NewInt(257) }, keys.KeyInconsistent, false, "do not belong together"},
		{"even modulus", good, func(k *numbers) { k.N = plus(k.N, 1) }, keys.KeyInconsistent, false, "modulus"},
		{"other modulus", good, func(k *numbers) { k.N = plus(k.N, 2) }, keys.KeyInconsistent, false, "modulus"},
		{"other d", good, func(k *numbers) { k.D = plus(k.D, 2) }, keys.KeyInconsistent, false, "do not belong together"},
		{"negative d", good, func(k *numbers) { k.D = new(big.Int).Neg(k.D) }, keys.KeyInconsistent, false, "out of range"},
		{"other dP", good, func(k *numbers) { k.DP = plus(k.DP, 1) }, keys.KeyInconsistent, false, "fast signing"},
		{"other dQ", good, func(k *numbers) { k.DQ = plus(k.DQ, 1) }, keys.KeyInconsistent, false, "fast signing"},
		{"other qInv", good, func(k *numbers) { k.QInv = plus(k.QInv, 1) }, keys.KeyInconsistent, false, "fast signing"},
		{"no dP", good, func(k *numbers) { k.DP = new(big.Int) }, keys.RSACRTMissing, false, "zero"},
		{"close primes", func() numbers {
			p, _ := primes(1024, 65537)
			q := plus(p, 2)
			for !q.ProbablyPrime(1) {
				q = plus(q, 2)
			}
			return numbersOf(p, q, 65537)
		}, func(*numbers) {}, keys.KeyInconsistent, false, "too close"},
		{"version of three primes", good, func(k *numbers) { k.Version = 1 }, keys.KeyInconsistent, false, "modulus"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := tt.key()
			tt.spoil(&k)
			a := importer.Import(pemOf(t, "RSA PRIVATE KEY", k))
			if a.Taken() != tt.taken || a.Code != tt.code || !strings.Contains(a.Message, tt.says) {
				t.Errorf("%s %q %q, want %q", a.Verdict, a.Code, a.Message, tt.code)
			}
			if a.Kind != keys.RSA || a.Bits != k.N.BitLen() || !a.Private {
				t.Errorf("about the key: %s %d %v", a.Kind, a.Bits, a.Private)
			}
		})
	}
}

// TestRSANotPrimes has numbers that fit each other and are no RSA key. Only a
// full test of the primes would show it, and crypto/rsa makes no signature with
// them. Most changed numbers have a small factor, and are refused at once.
func TestRSANotPrimes(t *testing.T) {
	p, q := primes(512, 65537)
	p2, q2 := primes(500, 65537)
	k := numbersOf(new(big.Int).Mul(p, p2), new(big.Int).Mul(q, q2), 65537)
	a := importer.Import(pemOf(t, "RSA PRIVATE KEY", k))
	if a.Taken() {
		digest := sha256.Sum256(nil)
		if _, err := a.Key.Signer().Sign(rand.Reader, digest[:], crypto.SHA256); err == nil {
			t.Error("it signs")
		}
	}
	three := new(big.Int).Mul(big.NewInt(3), p)
	for k := int64(0); ; k++ { // an exponent that fits a prime that is none
		n := numbersOf(new(big.Int).Add(three, big.NewInt(6*k)), q, 65537)
		if n.D == nil || n.QInv == nil {
			continue
		}
		a := importer.Import(pemOf(t, "RSA PRIVATE KEY", n))
		if a.Code != keys.KeyInconsistent || !strings.Contains(a.Message, "one of its primes is none") {
			t.Errorf("%q %q", a.Code, a.Message)
		}
		break
	}
}

func TestRSAPublicRules(t *testing.T) {
	big1 := new(big.Int).Lsh(big.NewInt(1), 1023)
	tests := []struct {
		name  string
		n     *big.Int
		e     int64
		code  keys.Code
		taken bool
	}{
		{"1,024 bits", modulus(1024), 65537, keys.RSATooSmall, true},
		{"small", big.NewInt(3233), 17, keys.RSATooSmall, false},
		{"zero", new(big.Int), 3, keys.KeyInconsistent, false},
		{"negative", big.NewInt(-3233), 3, keys.KeyInconsistent, false},
		{"exponent 0", new(big.Int).SetBit(big1, 0, 1), 0, keys.RSAExponent, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := importer.Import(pemOf(t, "RSA PUBLIC KEY", struct{ N, E *big.Int }{tt.n, big.NewInt(tt.e)}))
			if a.Taken() != tt.taken || a.Code != tt.code || a.Private {
				t.Errorf("%s %q %q", a.Verdict, a.Code, a.Message)
			}
		})
	}
}

// TestECHalves swaps the public half of an EC key for another one's.
func TestECHalves(t *testing.T) {
	one := fixtures.Taken(t, string(read(t, "A22_ec_P-256_pkcs8.pem")))
	der, err := x509.MarshalPKCS8PrivateKey(one.Signer())
	if err != nil {
		t.Fatal(err)
	}
	der[len(der)-1] ^= 1
	a := importer.Import(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	if a.Code != keys.ECPointNotOnCurve || a.Kind != keys.EC || a.Bits != 256 || !a.Private {
		t.Errorf("%q %q", a.Code, a.Message)
	}
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, err := other.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	copy(der[len(der)-len(point):], point)
	a = importer.Import(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	if a.Code != keys.KeyHalvesMismatch || a.Kind != keys.EC || a.Bits != 256 || !a.Private {
		t.Errorf("%q %q", a.Code, a.Message)
	}
	spki, err := x509.MarshalPKIXPublicKey(one.Public())
	if err != nil {
		t.Fatal(err)
	}
	spki[len(spki)-1] ^= 1
	a = importer.Import(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki}))
	if a.Code != keys.ECPointNotOnCurve || a.Private {
		t.Errorf("%q %q", a.Code, a.Message)
	}
}
