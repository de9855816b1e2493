package rsasig_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"fmt"

	"playtoken/core/token/rsasig"
)

// The key that made a signature tells of which hash, and of which digest.
func Example() {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		fmt.Println(err)
		return
	}
	digest := sha256.Sum256([]byte("what was signed"))
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
	if err != nil {
		fmt.Println(err)
		return
	}
	block, ok := rsasig.Open(&key.PublicKey, signature)
	h, found, isDigest := rsasig.Digest(block)
	fmt.Println(ok, h, isDigest, string(found) == string(digest[:]))
	// Output:
	// true SHA-256 true true
}
