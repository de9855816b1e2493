package bench

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"strconv"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token/formats"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// importAim is what the checks of an import may cost.
const importAim = 1.3

// BenchmarkImport reads a key as FastPix sends it, base64 of PEM, with all checks,
// and by the standard library alone.
func BenchmarkImport(b *testing.B) {
	text := fixtures.Key(b).PrivateBase64().Reveal()
	against(b, "x509", importAim, "import", 10, func() {
		if importer.Import(text).Key == nil {
			b.Fatal("refused")
		}
	}, func() {
		inside, err := base64.StdEncoding.DecodeString(string(text))
		must(b, err)
		block, _ := pem.Decode(inside)
		_, err = x509.ParsePKCS8PrivateKey(block.Bytes)
		must(b, err)
	})
}

// BenchmarkTry100Keys looks for the key of a token among 100 saved ones, of which
// the last one signed it: when they are tried for the first time, and after that.
func BenchmarkTry100Keys(b *testing.B) {
	key := fixtures.Key(b)
	text, err := signOurs(key)
	must(b, err)
	var halves []string
	for range 99 {
		halves = append(halves, otherKey(b).PublicPEM())
	}
	halves = append(halves, key.PublicPEM())
	var list []verify.Key
	try := func() {
		if r := verify.Try(formats.Decode(text), list); r.By == nil || r.By.Name != "99" {
			b.Fatal("not found")
		}
	}
	var first, again []time.Duration
	for b.Loop() {
		start := time.Now()
		list = nil
		for i, half := range halves {
			k := verify.Read(strconv.Itoa(i), []byte(half), importer.Options{})
			k.Held = true
			list = append(list, k)
		}
		try()
		first = append(first, time.Since(start))
		start = time.Now()
		try()
		again = append(again, time.Since(start))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(middle(first).Microseconds())/1000, "ms-first")
	b.ReportMetric(float64(middle(again).Microseconds())/1000, "ms-again")
	b.Logf("100 keys tried in %v, the first time in %v (aim 50ms)", middle(again), middle(first))
}

// otherKey is a public key of 2,048 bits whose modulus is any odd number without a small
// factor: it takes as long to try as a real one, and far less to make.
func otherKey(b *testing.B) *keys.Key {
	for {
		n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 2047))
		must(b, err)
		n.SetBit(n, 2047, 1)
		n.SetBit(n, 0, 1)
		der, err := x509.MarshalPKIXPublicKey(&rsa.PublicKey{N: n, E: 65537})
		must(b, err)
		if a := importer.Import(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})); a.Taken() {
			return a.Key
		}
	}
}
