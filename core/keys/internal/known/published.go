package known

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"playtoken/core/keys"
)

// This file knows keys that stand in public texts. Anyone can sign with them, so
// they are good for trying things out and for nothing else. They are known by
// their fingerprints: secrets by the SHA-256 of their text.

// publishedKeys are named by the fingerprint of the public half.
var publishedKeys = map[string]string{
	"bcfd693a59c68d66b18e0dc2d796dae5618ae9a9c2c4288cc22ae45ff3cefe4d": "FastPix",
	"c937b8c36b1edad40d6c45bb2025bc15e90b157081ba3f0457c66b812c44f333": "FastPix",
	"f56c8b01227f62ddbc16eb29a6ac0b310e276760a5e06302fa881a35146f6bc7": "jwt.io", // RS256
	"a40f0f2e2974dc76a82df6ffe08ed0d79955c79e7ad0c20d97ae8f9246ade1c1": "jwt.io", // ES256
}

// publishedSecrets are named by the SHA-256 of the text: your-256-bit-secret,
// your-384-bit-secret, your-512-bit-secret, the later ones of HS256 and HS512,
// and MY_SECRET_KEY of libraries for edge tokens.
var publishedSecrets = map[string]string{
	"f7d838701b86c5dfb57bf95fbc5ce6df204cfc9f15ad6cdb39fd22f8776e47b6": "jwt.io",
	"dfd7dc439654f313f3bb7734b467e71d701b6982cd4cb31cf7d555e723c223e9": "jwt.io",
	"5eef83fe7cb71e2da053f846a07ecf933f49b66ef755ef8627be5e2fe94d7e84": "jwt.io",
	"465d9ad5d5528ebe287b5dce4fb51620833d09b290e49ddcc70ca6c4a0aea01b": "jwt.io",
	"db6833593279d7373592ef70e51f3daf048c04475739f8ed024b0821fd9e7fde": "jwt.io",
	"699ec4b14fde9238fef590e30b98e1b82f4ba1c012023ca052bfa8d4bf0d9120": "Edgecast",
}

// Published tells where a key was published, ok where it was.
func Published(k *keys.Key) (m keys.Remark, ok bool) {
	where := publishedKeys[k.Fingerprint()]
	if k.Kind() == keys.Secret {
		where = publishedSecrets[secretSum(string(k.SecretText().Reveal()))]
		if where == "" {
			where = publishedSecrets[secretSum(string(k.Secret().Reveal()))]
		}
	}
	if where == "" {
		return keys.Remark{}, false
	}
	return keys.Remark{Code: keys.PublishedSample, Warning: "This is a sample key that " + where + " published. Anyone can sign with it, so use it for trying things out only."}, true
}

func secretSum(text string) string {
	sum := sha256.Sum256([]byte(strings.TrimSpace(text)))
	return hex.EncodeToString(sum[:])
}

// Sample reports whether a text is a published secret.
func Sample(text string) bool { return publishedSecrets[secretSum(text)] != "" }
