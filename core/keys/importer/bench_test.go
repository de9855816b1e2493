package importer_test

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"testing"

	"playtoken/core/keys/importer"
)

// The two sides of the comparison: a key as FastPix sends it, read here with all
// checks, and read by the standard library alone.

func BenchmarkImport(b *testing.B) {
	text := read(b, "C01_b64pem.txt")
	for b.Loop() {
		if importer.Import(text).Key == nil {
			b.Fatal("refused")
		}
	}
}

func BenchmarkBareX509(b *testing.B) {
	text := string(read(b, "C01_b64pem.txt"))
	for b.Loop() {
		inside, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			b.Fatal(err)
		}
		block, _ := pem.Decode(inside)
		if _, err := x509.ParsePKCS8PrivateKey(block.Bytes); err != nil {
			b.Fatal(err)
		}
	}
}
