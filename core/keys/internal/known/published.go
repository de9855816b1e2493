package known

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/once"
)

// This file knows keys that stand in public texts. Anyone can sign with them, so
// they are good for trying things out and for nothing else.

// published names who published a key, by the fingerprint of its public half or, of a
// secret, by the SHA-256 of its text.
var published = map[string]string{
	"bcfd693a59c68d66b18e0dc2d796dae5618ae9a9c2c4288cc22ae45ff3cefe4d": "FastPix",
	"c937b8c36b1edad40d6c45bb2025bc15e90b157081ba3f0457c66b812c44f333": "FastPix",
	"f56c8b01227f62ddbc16eb29a6ac0b310e276760a5e06302fa881a35146f6bc7": "jwt.io",   // RS256
	"a40f0f2e2974dc76a82df6ffe08ed0d79955c79e7ad0c20d97ae8f9246ade1c1": "jwt.io",   // ES256
	"302e26c098cfde2db131e9a3b12ce4c41bbdb0c21e19fdaa4a44273664bc581e": "jwt.io",   // ES384
	"09ab66acb0ae05afe423754c7de99b427ba0b556ae377e57b8721144666e5f36": "jwt.io",   // ES512
	"6fd13c2435a361e7c588cd17f55f5ad3df0177a66c1727a6a200845f4d7ab88c": "RFC 7515", // A.2
	"2bd1bb0c44a897c30a7aa0991cde38d8062fe441de50da0f46825344f602e827": "RFC 7515", // A.3
	"51b944cdfa544d4c3273aa6bf350625a7dd53bbb6a71723274f538b19a207760": "RFC 7517", // A.1
	"ad32320cf6c596d884b05381ba573aba8ddd5749b4de8f4a23a79f9a89ddaeb2": "RFC 7517", // A.1
	"3dfaa4f7ccf9d74989e4c8e518f0d3b6c2aded2ceb24df03f99ecff4f058e4b7": "RFC 7517", // B
	"c6479a15a50ac4cd9b6414e27c69bf37345dc1046dc648875c4898fbd35cc74b": "RFC 7520", // 3.1
	"627771f25da426d1f9ae315e42106d700b1529850eee1592acf39603959d795d": "RFC 7520", // 3.3
	"229cabb741449d91d703195d4d69814fdcae96bf2f58960ae2711cedd61e3514": "RFC 7520", // 5.1
	"1b50d9a1d7f6619f0362fe9382506259cb44afdd1dc3083c927cab36f2ebf79b": "RFC 7520", // 5.4
	"ed5e10867c6062c37d0189b9cadfaa241c2da3180c250e080bb04d920c65d32e": "PASETO",   // its test vectors of v4.public
	"f7d838701b86c5dfb57bf95fbc5ce6df204cfc9f15ad6cdb39fd22f8776e47b6": "jwt.io",
	"dfd7dc439654f313f3bb7734b467e71d701b6982cd4cb31cf7d555e723c223e9": "jwt.io",
	"5eef83fe7cb71e2da053f846a07ecf933f49b66ef755ef8627be5e2fe94d7e84": "jwt.io",
	"465d9ad5d5528ebe287b5dce4fb51620833d09b290e49ddcc70ca6c4a0aea01b": "jwt.io",
	"db6833593279d7373592ef70e51f3daf048c04475739f8ed024b0821fd9e7fde": "jwt.io",
	"699ec4b14fde9238fef590e30b98e1b82f4ba1c012023ca052bfa8d4bf0d9120": "Edgecast",
	"70b6e8e6491b07b079a8cb4789d24c7b25c4ef27fe009521bf84acf12db604a3": "Edgecast",
	"ae91a54ce11b1571746d7ca7319c71aa7499e51cdaf2da94822d531db14fe2b5": "Edgecast",
}

// publishedBytes are secrets whose text stands for bytes, by the SHA-256 of those.
var publishedBytes = map[string]string{
	"c8ecc9361a05e285f04c26f9572131a6deab07e9e2b865053c6f75a4d8bd2b32": "RFC 7515",
	"73ec74458059c70cae3f0ade8663fe0da1dc4b114ed8cdac75364140b4458a4c": "RFC 7520",
	"ee070b29400115ee2b23ede5e46a7da719eae1d85af97bd76d55c0c3042b108a": "PASETO",
}

// Published tells where a key was published, ok where it was.
func Published(k *keys.Key) (m keys.Remark, ok bool) {
	text, b := k.SecretText().Reveal(), k.Secret().Reveal()
	where := cmp.Or(published[k.Fingerprint()], published[sum(bytes.TrimSpace(text))], published[sum(bytes.TrimSpace(b))], publishedBytes[sum(b)])
	for _, decode := range []func(string) ([]byte, error){hex.DecodeString, base64.RawURLEncoding.DecodeString, base64.StdEncoding.DecodeString} {
		if b, err := decode(string(text)); err == nil && where == "" { // taken as text, and yet what was published
			where = publishedBytes[sum(b)]
		}
	}
	return keys.Remark{Code: keys.PublishedSample, Warning: "This is a sample key that " + where + " published. Anyone can sign with it, so use it for trying things out only."}, where != ""
}

// SampleBytes reports whether bytes are a published secret: then it is no question how
// their text is read.
func SampleBytes(b []byte) bool { return publishedBytes[sum(b)] != "" }

// Sample reports whether a text is a published secret.
func Sample(text string) bool { return published[sum([]byte(strings.TrimSpace(text)))] != "" }

func sum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// weakWords are what people type first.
var weakWords = strings.Fields(`secret password passw0rd passwort changeme changeit letmein qwerty admin root test
	testing default example demo hello welcome abc key mykey token mysecret mysecretkey secretkey supersecret
	topsecret qwertyuiop asdfghjkl zxcvbnm shhhh jwtsecret jwt-secret jwt_secret secret-key my-secret my-secret-key my_secret_key 123456 12345678
	1234567890 0123456789 0123456789abcdef abcdefghijklmnopqrstuvwxyz iloveyou dragon monkey foobar foo bar`)

// weakWhole is a secret that is put together of nothing but such words.
var weakWhole = once.Regexp(`^(?:(?:my|the|this|is|a|an|very|super|top|secret|secure|private|shared|signing|password|passphrase|key|keys|token|jwt|hmac|test|testing|demo|example|sample|dev|local|app|api|for|qwerty(?:uiop)?|asdf(?:ghjkl)?|zxcv(?:bnm)?)[-_ .]*)+[0-9!?.*#$]*$`)

// Weak reports whether a secret is one of the first that are tried: a
// common word, perhaps with digits behind it or several times, one character
// again and again, or a row of the keyboard.
func Weak(s string) bool {
	s = strings.ToLower(s)
	for n := 1; n <= min(8, len(s)/2); n++ {
		if strings.Repeat(s[:n], len(s)/n+1)[:len(s)] == s && (n == 1 || len(s) >= 3*n) {
			return true
		}
	}
	bare := strings.TrimRight(s, "0123456789!.?*#$ ")
	for _, w := range weakWords {
		if s == w || bare == w || strings.Trim(strings.ReplaceAll(s, w, ""), "-_. 0123456789") == "" && strings.Contains(s, w) && len(w) > 3 {
			return true
		}
	}
	if weakWhole().MatchString(s) {
		return true
	}
	rising := 0
	for i := 1; i < len(s); i++ {
		if s[i] == s[i-1]+1 {
			rising++
		}
	}
	return len(s) > 3 && rising*10 >= (len(s)-1)*9
}
