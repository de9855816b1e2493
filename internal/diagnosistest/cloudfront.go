package diagnosistest

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// KeyPairID names the key of the URLs that SignedURL makes.
const KeyPairID = "K2JCJMDEHXQW5F"

// SignedURL is a URL that CloudFront is sent with a policy, as any signer makes it, and its
// signature.
func SignedURL(t *testing.T, url, policy string) (text, signature string) {
	t.Helper()
	digest := sha1.Sum([]byte(policy))
	s, err := rsa.SignPKCS1v15(nil, fixtures.Key(t).Signer().(*rsa.PrivateKey), crypto.SHA1, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	enc := func(b []byte) string {
		return strings.NewReplacer("+", "-", "=", "_", "/", "~").Replace(base64.StdEncoding.EncodeToString(b))
	}
	return url + "?Policy=" + enc([]byte(policy)) + "&Signature=" + enc(s) + "&Key-Pair-Id=" + KeyPairID, enc(s)
}

// Policy is one that ends at 1750003600, with more conditions than that.
func Policy(resource, conditions string) string {
	return `{"Statement":[{"Resource":"` + resource + `","Condition":{"DateLessThan":{"AWS:EpochTime":1750003600}` + conditions + `}}]}`
}
