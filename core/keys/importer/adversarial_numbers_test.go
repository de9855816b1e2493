package importer_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"math/big"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestWrongNumbers is family F: keys of a right outline with wrong numbers, and
// kinds that sign no playback token.
func TestWrongNumbers(t *testing.T) {
	k := newKit(t)
	n := k.rsaNumbers
	var family []variant
	refused := func(name, text string, code keys.Code) {
		family = append(family, variant{name, text, importer.Options{}, no, code, nil})
	}
	spoilt := func(spoil func(k *numbers)) string {
		all := numbersOf(n.Primes[0], n.Primes[1], int64(n.E))
		spoil(&all)
		return string(pemOf(t, "RSA PRIVATE KEY", all))
	}
	plus := func(n *big.Int, by int64) *big.Int { return new(big.Int).Add(n, big.NewInt(by)) }
	neg := func(n *big.Int) *big.Int { return new(big.Int).Neg(n) }
	for name, c := range map[string]struct {
		spoil func(k *numbers)
		code  keys.Code
	}{
		"n even":             {func(k *numbers) { k.N = plus(k.N, 1) }, keys.KeyInconsistent},
		"n negative":         {func(k *numbers) { k.N = neg(k.N) }, keys.KeyInconsistent},
		"n zero":             {func(k *numbers) { k.N = new(big.Int) }, keys.KeyInconsistent},
		"e even":             {func(k *numbers) { k.E = big.NewInt(65536) }, keys.RSAExponent},
		"e one":              {func(k *numbers) { k.E = big.NewInt(1) }, keys.RSAExponent},
		"e zero":             {func(k *numbers) { k.E = new(big.Int) }, keys.RSAExponent},
		"e negative":         {func(k *numbers) { k.E = big.NewInt(-3) }, keys.RSAExponent},
		"e as long as n":     {func(k *numbers) { k.E = plus(k.N, -2) }, keys.RSAExponent},
		"d zero":             {func(k *numbers) { k.D = new(big.Int) }, keys.KeyInconsistent},
		"d greater than n":   {func(k *numbers) { k.D = plus(k.N, 1) }, keys.KeyInconsistent},
		"d by one off":       {func(k *numbers) { k.D = plus(k.D, 1) }, keys.KeyInconsistent},
		"p one":              {func(k *numbers) { k.P, k.Q = big.NewInt(1), k.N }, keys.KeyInconsistent},
		"p negative, both":   {func(k *numbers) { k.P, k.Q = neg(k.P), neg(k.Q) }, keys.KeyInconsistent},
		"p and q exchanged":  {func(k *numbers) { k.P, k.Q = k.Q, k.P }, keys.KeyInconsistent},
		"p of another key":   {func(k *numbers) { k.P, _ = primes(1024, 65537) }, keys.KeyInconsistent},
		"dP zero":            {func(k *numbers) { k.DP = new(big.Int) }, keys.RSACRTMissing},
		"dP and dQ swapped":  {func(k *numbers) { k.DP, k.DQ = k.DQ, k.DP }, keys.KeyInconsistent},
		"dP negative":        {func(k *numbers) { k.DP = neg(k.DP) }, keys.KeyInconsistent},
		"qInv plus p":        {func(k *numbers) { k.QInv = new(big.Int).Add(k.QInv, k.P) }, keys.KeyInconsistent},
		"version 2":          {func(k *numbers) { k.Version = 2 }, keys.KeyInconsistent},
		"512 bits":           {func(k *numbers) { p, q := primes(256, 65537); *k = numbersOf(p, q, 65537) }, keys.RSATooSmall},
		"768 bits":           {func(k *numbers) { p, q := primes(384, 65537); *k = numbersOf(p, q, 65537) }, keys.RSATooSmall},
		"n of 16,392 bits":   {func(k *numbers) { k.N = plus(new(big.Int).Lsh(big.NewInt(1), 16391), 1) }, keys.RSATooLarge},
		"all numbers of one": {func(k *numbers) { o := big.NewInt(1); *k = numbers{0, o, o, o, o, o, o, o, o} }, keys.RSATooSmall},
	} {
		refused("RSA, "+name, spoilt(c.spoil), c.code)
	}
	for name, c := range map[string]struct {
		n, e *big.Int
		code keys.Code
	}{
		"1,023 bits":     {new(big.Int).SetBit(new(big.Int).Lsh(big.NewInt(1), 1022), 0, 1), big.NewInt(65537), keys.RSATooSmall},
		"even":           {plus(n.N, 1), big.NewInt(65537), keys.KeyInconsistent},
		"e of 2^32+1":    {n.N, big.NewInt(1<<32 + 1), keys.RSAExponent},
		"e of 2":         {n.N, big.NewInt(2), keys.RSAExponent},
		"e and n turned": {big.NewInt(65537), n.N, keys.RSATooSmall},
	} {
		refused("RSA public, "+name, string(pemOf(t, "RSA PUBLIC KEY", struct{ N, E *big.Int }{c.n, c.e})), c.code)
	}

	oid := func(numbers ...int) asn1.ObjectIdentifier { return numbers }
	oidEC, p256 := oid(1, 2, 840, 10045, 2, 1), oid(1, 2, 840, 10045, 3, 1, 7)
	named := func(algo, curve asn1.ObjectIdentifier) pkix.AlgorithmIdentifier {
		return pkix.AlgorithmIdentifier{Algorithm: algo, Parameters: asn1.RawValue{FullBytes: derOf(t, curve)}}
	}
	public := func(algo pkix.AlgorithmIdentifier, point []byte) string {
		return string(pemOf(t, "PUBLIC KEY", struct {
			Algo pkix.AlgorithmIdentifier
			Key  asn1.BitString
		}{algo, asn1.BitString{Bytes: point, BitLength: 8 * len(point)}}))
	}
	private := func(algo pkix.AlgorithmIdentifier, key []byte) string {
		return string(pemOf(t, "PRIVATE KEY", struct {
			Version int
			Algo    pkix.AlgorithmIdentifier
			Key     []byte
		}{0, algo, key}))
	}
	sec1 := func(d []byte) []byte {
		return derOf(t, struct {
			Version int
			D       []byte
		}{1, d})
	}
	ec := k.ec.Signer().(*ecdsa.PrivateKey)
	order := ec.Curve.Params().N
	point, _ := ec.PublicKey.Bytes()
	off := bytes.Clone(point)
	off[40] ^= 1
	for name, d := range map[string][]byte{
		"zero": make([]byte, 32), "n": order.Bytes(), "n plus one": plus(order, 1).Bytes(), "all ones": bytes.Repeat([]byte{255}, 32),
		"33 bytes": append([]byte{1}, make([]byte, 32)...), "empty": {},
	} {
		refused("EC, private number "+name, private(named(oidEC, p256), sec1(d)), keys.KeyInconsistent)
	}
	for name, p := range map[string][]byte{
		"off the curve": off, "at infinity": {0}, "empty": {}, "cut": point[:64], "long": append(bytes.Clone(point), 0),
		"hybrid": append([]byte{6}, point[1:]...), "zeros": append([]byte{4}, make([]byte, 64)...), "of P-384's length": append([]byte{4}, make([]byte, 96)...),
		"short form, off": append([]byte{2}, bytes.Repeat([]byte{255}, 32)...),
	} {
		refused("EC, point "+name, public(named(oidEC, p256), p), keys.ECPointNotOnCurve)
	}
	for name, curve := range map[string]asn1.ObjectIdentifier{
		"P-192": oid(1, 2, 840, 10045, 3, 1, 1), "P-224": oid(1, 3, 132, 0, 33), "secp256k1": oid(1, 3, 132, 0, 10),
		"brainpoolP384r1": oid(1, 3, 36, 3, 3, 2, 8, 1, 1, 11), "SM2": oid(1, 2, 156, 10197, 1, 301), "sect283k1": oid(1, 3, 132, 0, 16),
	} {
		refused("EC, "+name, public(named(oidEC, curve), point), keys.ECCurveUnsupported)
		refused("EC private, "+name, private(named(oidEC, curve), sec1(point[1:33])), keys.ECCurveUnsupported)
	}
	refused("EC, the curve described", public(pkix.AlgorithmIdentifier{Algorithm: oidEC, Parameters: asn1.RawValue{FullBytes: derOf(t, []int{1, 2, 3})}}, point), keys.ECCurveUnsupported)

	bare := func(numbers ...int) pkix.AlgorithmIdentifier { return pkix.AlgorithmIdentifier{Algorithm: numbers} }
	ed25519ID := bare(1, 3, 101, 112)
	for name, size := range map[string]int{"31 bytes": 31, "33 bytes": 33, "64 bytes": 64, "none": 0} {
		refused("Ed25519, "+name, private(ed25519ID, derOf(t, make([]byte, size))), keys.KeyInconsistent)
		refused("Ed25519 public, "+name, public(ed25519ID, make([]byte, size)), keys.KeyInconsistent)
	}
	ed := k.ed.Signer().(ed25519.PrivateKey)
	x := base64.RawURLEncoding.EncodeToString
	refused("Ed25519, other half in PKCS#8", string(pemOf(t, "PRIVATE KEY", struct {
		Version int
		Algo    pkix.AlgorithmIdentifier
		Key     []byte
		Public  asn1.BitString `asn1:"tag:1"`
	}{1, ed25519ID, derOf(t, ed.Seed()), asn1.BitString{Bytes: point[1:33], BitLength: 256}})), keys.KeyHalvesMismatch)
	refused("JWK, Ed25519 of 31 bytes", `{"kty":"OKP","crv":"Ed25519","x":"`+x(ed[32:63])+`"}`, keys.ECCoordinateLength)
	refused("JWK, Ed25519 with another half", `{"kty":"OKP","crv":"Ed25519","x":"`+x(point[1:33])+`","d":"`+x(ed.Seed())+`"}`, keys.KeyHalvesMismatch)
	for name, text := range map[string][]byte{
		"a point of order 1": append([]byte{1}, make([]byte, 31)...), "a point of order 4": make([]byte, 32),
		"no point": append([]byte{2}, make([]byte, 31)...), "y over the prime": bytes.Repeat([]byte{255}, 32),
	} {
		refused("Ed25519, "+name, public(ed25519ID, text), keys.ECPointNotOnCurve)
		refused("JWK, Ed25519, "+name, `{"kty":"OKP","crv":"Ed25519","x":"`+x(text)+`"}`, keys.ECPointNotOnCurve)
	}
	for name, algo := range map[string]pkix.AlgorithmIdentifier{
		"X25519": bare(1, 3, 101, 110), "X448": bare(1, 3, 101, 111), "Ed448": bare(1, 3, 101, 113), "ML-DSA-65": bare(2, 16, 840, 1, 101, 3, 4, 3, 18), "DSA": bare(1, 2, 840, 10040, 4, 1),
	} {
		refused(name, private(algo, derOf(t, make([]byte, 32))), keys.KeyTypeUnsupported)
		refused(name+", public", public(algo, make([]byte, 32)), keys.KeyTypeUnsupported)
	}
	refused("RSA-PSS", private(bare(1, 2, 840, 113549, 1, 1, 10), []byte(derIn(k.pkcs1))), keys.RSAPSSKeyOID)
	refused("RSA-OAEP", private(bare(1, 2, 840, 113549, 1, 1, 7), []byte(derIn(k.pkcs1))), keys.KeyTypeUnsupported)
	refused("EC named as RSA", private(bare(1, 2, 840, 113549, 1, 1, 1), sec1(point[1:33])), keys.KeyInconsistent)
	refused("RSA named as EC", private(named(oidEC, p256), []byte(derIn(k.pkcs1))), keys.KeyInconsistent)

	jwk := "A35_rsa2048_private_nocrt.jwk"
	for name, c := range map[string]struct {
		change map[string]any
		code   keys.Code
	}{
		"no n":            {map[string]any{"n": nil}, keys.JWKFieldEmpty},
		"no e":            {map[string]any{"e": nil}, keys.JWKFieldEmpty},
		"e of AA":         {map[string]any{"e": "AA"}, keys.RSAExponent},
		"n of 64 bytes":   {map[string]any{"n": x(bytes.Repeat([]byte{253}, 64))}, keys.RSATooSmall},
		"kty RSa":         {map[string]any{"kty": "RSa"}, keys.JWKKtyCase},
		"kty empty":       {map[string]any{"kty": ""}, keys.JWKNoKty},
		"kty a list":      {map[string]any{"kty": []string{"RSA"}}, keys.JWKNoKty},
		"kty EC":          {map[string]any{"kty": "EC"}, keys.JWKFieldEmpty},
		"d cut":           {map[string]any{"d": "AQAB"}, keys.KeyInconsistent},
		"primes and no d": {map[string]any{"d": nil, "p": "AQAB", "q": "AQAB"}, keys.JWKFieldEmpty},
		"p of 1":          {map[string]any{"p": "AQ", "q": "AQ"}, keys.KeyInconsistent},
	} {
		refused("JWK, "+name, jwkWith(t, jwk, c.change), c.code)
	}
	check(t, family)
}
