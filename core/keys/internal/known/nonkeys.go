// Package known knows texts by what they are: marks of a key, what people paste in
// place of one, samples that were published, secrets that are guessed first.
package known

import (
	"regexp"
	"strings"
	"sync"

	"playtoken/core/errortext"
	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/text"
	"playtoken/core/once"
)

// derMark is how base64 of a key in DER begins: a long SEQUENCE, or one of the
// short keys on a curve.
const derMark = `M(?:II[A-Za-z0-9][A-Za-z0-9+/_%-]{41}|I[GH][A-Za-z0-9](?:AgE[AB]|A1UE|MBAG|MA0G|AoGB)|C4CAQAwBQYDK2V[uw]|CowBQYDK2V[uw]|FkwEwYHKoZI|FYwEAYHKoZI|HcCAQEE|HQCAQEE|HYwEAYHKoZI)`

// BlobStart is how base64 of a key begins: of the dashes of PEM, of base64 of those,
// of DER.
var BlobStart = once.Regexp(`LS0tLS1C|TFMwdExTMUNS|` + derMark)

// keyLike are marks of a key of two halves: the lines of PEM, base64 of those,
// base64 of that, a JWK, a line of SSH, the starts of DER in base64. A plain
// search for words comes before the patterns, which take far longer.
var keyLike = []struct {
	words []string // in capitals
	mark  func() *regexp.Regexp
}{
	{[]string{"LS0TLS1C"}, once.Regexp(`LS0tLS1C`)},
	{[]string{"TFMWDEXTMUNS"}, once.Regexp(`TFMwdExTMUNS`)},
	{[]string{"BEGIN", "-END", "- END", "-\tEND", "KEY--"}, once.Regexp(`(?i:-[ \t]*(?:BEGIN|END)[ \t+_%&#;0-9A-Z]*(?:KEY|CERT|PARAM|PKCS|CMS|PGP))` +
		`|-----BEGIN [A-Z0-9 ]{1,60}-----|-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE|PUBLIC)|(?:PRIVATE|PUBLIC) KEY-----|(?im:^[\s>|"']*BEGIN [A-Z0-9 ]*(?:PRIVATE KEY|PUBLIC KEY|CERTIFICATE))`)},
	{[]string{"KTY"}, once.Regexp(`(?:"|%(?:25)?22)kty|(?i:kty["']?\s*[:=])`)},
	{[]string{" AAAA"}, once.Regexp(`\b(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-\S{1,60}|sk-\S{1,60}) +AAAA`)},
	{[]string{"MII", "MIG", "MIH", "MC4CAQ", "MCOWBQ", "MFKWEW", "MFYWEA", "MHCCAQ", "MHQCAQ", "MHYWEA"}, once.Regexp(`\b` + derMark)},
}

// IsKey reports whether something in a text looks like a key of two halves, whole or
// damaged.
func IsKey(s string) bool {
	if !text.IsASCII(s) {
		s, _ = text.Fold(text.DropInvisible(s))
	}
	upper := strings.ToUpper(s)
	for _, k := range keyLike {
		for _, w := range k.words {
			if strings.Contains(upper, w) && k.mark().MatchString(s) {
				return true
			}
		}
	}
	return false
}

// nonKey is something that people paste in place of a key, and that its first
// characters give away.
type nonKey struct {
	start   *regexp.Regexp
	code    keys.Code
	message string
	hint    string
	most    int // the longest text that it can be, in bytes
}

// pathTail is the rest of a path: without the signs that a drawn secret has and the name
// of a file has not.
const pathTail = `[\p{L}\p{N}\s_./\\@+()%:~-]+`

// How long they are in bytes: what is one name, an address or a token, a page.
const (
	nameSize  = 1 << 10
	tokenSize = 16 << 10
	pageSize  = 256 << 10
)

var nonKeys = sync.OnceValue(func() []nonKey {
	return []nonKey{
		{
			regexp.MustCompile(`^(?:[?&]?(?:[\w.-]{1,40}[ \t]*[=:][ \t]*["']?)?(?i:(?:authorization: *)?bearer +)?eyJ[\w-]*(\.[\w-]*){2}((\.[\w-]*){2})?["']?,?$|v[1-4]\.(local|public)\.)`),
			keys.IsToken, "This is a token, not a key. A token is what a key signs.", "Open it in the decoder, or paste the key that signed it.", tokenSize,
		},
		{
			regexp.MustCompile(`^(?:mrk-[0-9a-f]{32}$|alias/\S+$|projects/[^/\s]+/locations/|(?:aws|gcp|azure|hashi)-?(?:kms|vault):|(?:AKIA|ASIA|AROA|AIDA|ABIA)[A-Z2-7]{16}$|AIza[\w-]{35}$|(?i:https://[\w.-]+\.(?:vault|managedhsm)\.azure\.net/(?:keys|secrets|certificates)/)|(?i:https://cloudkms\.googleapis\.com/)|vault:)`),
			keys.IsCloudKeyID, "This names a key in a cloud service, and is not the key itself.", "Keys that stay in a cloud service cannot be used here. Paste a key that was created for signing tokens.", nameSize,
		},
		{
			regexp.MustCompile(`^(?:file://|classpath\*?:[\w./-]+$|@?(?:~|\.{1,2}|[A-Za-z]:|%\w+%|\$\w+|\$\{\w+\})[/\\]` + pathTail + `$|\\\\[\w.-]+\\` + pathTail + `$|@?/(?:home|Users|etc|var|root|opt|tmp|mnt|usr|srv|run|data|secrets?|app|workspace|private|keys?|certs?)/` + pathTail + `?$|(?:[\w./\\ -]{1,200}[/\\])?id_(?:rsa|dsa|ecdsa|ed25519)$|@?[\w./\\ ()-]{1,200}\.(?:pem|key|p12|pfx|p8|der|jwk|jwks|json|pub|crt|cer|csr|ppk|env|txt|asc)$)`),
			keys.IsPath, "This is the name of a file, not a key.", "Open the file and paste what is in it, or drop the file itself.", nameSize,
		},
		{
			regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]{0,30}://|^//(?:[\w-]{1,63}\.)+[a-z]{2,20}[/:?]|^www\.[\w-]+\.\S+$|^(?:[\w-]{1,63}\.)+[a-z]{2,20}(?::\d{1,5})?/\S*[?.]\S*$`),
			keys.IsURL, "This is an address, not a key.", "Paste the key itself.", tokenSize,
		},
		{
			regexp.MustCompile(`^(?:(?i:(?:[\w-]+ ){0,4}(?:[\w-]*id|kid|uuid)["']?[ \t]*[:=][ \t]*["']?)?[{(]?(?:urn:uuid:)?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}[)}]?["']?,?$|(?:\d{3,5} )?SHA256:[A-Za-z0-9+/]{40,}|(?i:(?:md5|sha-?1|sha-?256) ?fingerprint ?[=:] ?)(?:[0-9A-Fa-f]{2}:){15,}|MD5:[0-9a-f:]{40,}|k[1-4]\.[lsp]id\.)`),
			keys.IsKeyID, "This is a key ID, not a key. It names a key and cannot sign.", "Paste the private key that came with this ID when the key was created.", nameSize,
		},
		{
			regexp.MustCompile(`^(?:(?is:\s*<\?xml.{0,300}<(?:error|code|message|fault)\b|<(?:error|fault)\b)|HTTP/[0-9.]+ [345]\d\d|(?i:(?:error[: ]+)?(?:401|403|404|429|500|502|503)[ :-]+[a-z]|(?:unauthorized|forbidden|access denied|not found|internal server error|bad gateway|service unavailable|gateway timeout|too many requests|invalid api key|rate limit exceeded)[.!]?$|(?:\w+ ?)?error: |curl: \(\d))`),
			keys.IsAPIError, "This is an error answer of an API, not a key.", "Make the request again with a valid access token.", pageSize,
		},
		{
			regexp.MustCompile(`^(?is:(?:<!--.{0,400}?-->\s*)?(?:<!doctype html|<html|<head|<body|<\?xml[^>]{0,200}>\s*(?:<!doctype html|<html))\b|<(?:title|script|style|meta|link|div|span|p|h[1-6]|center|table|form|svg|iframe|noscript)(?:[ \t\n][^<>]{0,400})?/?>.*>\s*$)`),
			keys.IsHTML, "This is a web page, not a key.", "A page in place of a key is often an error page: sign in again, then copy the key.", pageSize,
		},
		{
			regexp.MustCompile(`^AGE-SECRET-KEY-1|^age1[0-9a-z]{50,}$|^untrusted comment: |^nsec1[0-9a-z]{50,}$|^xprv[0-9A-Za-z]{60,}$`),
			keys.KeyTypeUnsupported, "This is a key of another program, and not one for playback tokens.", "Paste the key that the platform gave you.", pageSize,
		},
		{
			regexp.MustCompile(`^(?:BgIAAACkAABSU0Ex|BwIAAACkAABSU0Ey)`),
			keys.KeyTypeUnsupported, "This is an RSA key as the CryptoAPI of Windows keeps it, which is not read.", "Write it as PEM: rsa.ExportPkcs8PrivateKeyPem() of .NET.", pageSize,
		},
		{
			regexp.MustCompile(`^\|1\||^\{\\rtf`),
			keys.UnknownBinary, "This text is not a key in a form that is read here.", "Paste a private key as PEM, with its BEGIN and END lines, or as the base64 text that the platform gave you.", pageSize,
		},
		{
			regexp.MustCompile(`^PuTTY-User-Key-File-`),
			keys.IsPPK, "This is a key file of PuTTY, which is not read.", "Turn it into PEM: puttygen key.ppk -O private-openssh -o key, then ssh-keygen -p -m PKCS8 -f key", pageSize,
		},
		{
			regexp.MustCompile(`(?i)^(?:current|newly?generated|new|my|the|your)[ _-]?(?:token[ _-]?)?(?:signing[ _-]?)?(?:key|secret|private[ _-]?key|api[ _-]?key|shared[ _-]?secret)(?:[ _-]?(?:secret|here|goes[ _-]here|value|text))*$` +
				`|^(?:your|my|insert|paste|put|enter|replace|add)[ _-].{0,60}(?:key|secret|here|me|this|value|key[ _-]?id)[ _.!-]*$|^<[^<>;#&*^|{}\[\]~$\\]{1,80}>$|^\([a-z ]{0,20}(?:key|secret)[a-z ]{0,20}\)$|^__\w{1,60}__$|^string$|^\$\{?[\w.]+\}?$|^(?i:base64)[_-]?(?:encoded)?[_-](?:private[_-]|public[_-])?(?:key|secret)$|^%\w+%$|^#\{.*\}$|^\[[\w .-]{1,60}\]$|^x{4,}$|^\*+$|^•+$|^(?:undefined|null|none|nil|nan|true|false|todo|tbd|n/a|placeholder|redacted|\[object object\])$|^(?:process\.env|os\.environ|import\.meta\.env|secrets)\b[^=\n]*$|^replace[_-]?(?:me|with)`),
			keys.IsPlaceholder, "This is a placeholder, which stands where a key belongs.", "Put the real key in its place.", nameSize,
		},
		{
			fieldNames(),
			keys.IsPlaceholder, "This is the name of a field or a variable, which stands where a key belongs.", "Put the real key in its place.", nameSize,
		},
	}
})

// fieldNames are how programs and platforms name what holds a key: SIGNING_KEY,
// tokenSigningKeySecret.
var fieldNames = once.Regexp(`^(?:[A-Z]{2,20}_){0,4}KEY_ID$|^(?:[A-Z]{2,20}_){0,4}(?:PRIVATE|PUBLIC|SECRET|SIGNING|SHARED|ENCRYPTION|ACCESS|API|TOKEN|HMAC|JWT)_(?:KEY|SECRET)(?:_(?:ID|BASE64|B64|PEM|VALUE))?$` +
	`|^(?:(?:new(?:lyGenerated)?|old|current|previous|primary|backup|token|rsa|jwt|api)?(?:private|public|signing|shared|secret|token|access|encryption|Private|Public|Signing|Shared|Secret|Token|Access|Encryption)){1,3}Key(?:Secret|ID|Id|Pem|PEM|Base64)?$|^(?:new(?:lyGenerated)?|old|current|previous|primary|backup)Key(?:Secret|ID|Id)?$`)

// NotKey says what a text is that stands in the place of a key: nil where it may be
// one.
func NotKey(s string) error {
	switch {
	case strings.HasPrefix(s, "LS0t") || longRun(s) || Sample(s):
		return nil
	case beginOnly().MatchString(s):
		return keys.Refuse(keys.Truncated, "This is the beginning of a key in PEM alone.", keys.Damaged).About("", 0, true)
	case strings.HasPrefix(s, "-"), strings.Contains(s, "ENOENT"): // the file is not there, whoever says it
		return failure(s)
	}
	if len(s) <= tokenSize && wrappedToken().MatchString(s) {
		s = lineless.Replace(s)
	}
	if err := errorText(s); err != nil {
		return err
	}
	if err := Reference(s); err != nil {
		return err
	}
	if err := failure(s); err != nil {
		return err
	}
	for _, n := range nonKeys() {
		if len(s) > n.most {
			continue
		}
		if n.code == keys.IsPlaceholder && ownSecret().MatchString(s) && Weak(s) {
			continue // a bad secret, and yet one that people set
		}
		if n.start.MatchString(s) || n.code == keys.IsKeyID && isXID(s) {
			return keys.Refuse(n.code, n.message, n.hint)
		}
	}
	return nil
}

// beginOnly is a part of a BEGIN line.
var beginOnly = once.Regexp(`^-----BEGIN(?: [A-Z0-9 ]{0,60}-{0,4})?$`)

// longRun reports whether a text begins with more characters of base64 than anything
// that is known: to look at all of it would take long.
func longRun(s string) bool {
	const longest = 4 << 10
	if len(s) <= longest {
		return false
	}
	for i := range longest {
		if !codec.InBase64(s[i]) {
			return false
		}
	}
	return true
}

// errorText turns an error of a program away that is about a key or a token, with what it
// means.
func errorText(s string) error {
	if !strings.Contains(s, " ") || len(s) > pageSize {
		return nil
	}
	known, ok := errortext.Find(s)
	if !ok || known.About() == errortext.Answer || IsKey(s) {
		return nil
	}
	return keys.Refuse(keys.IsErrorText, "This is an error message of "+known.Whose+", not a key. It says that "+known.Means+".", known.Look)
}

var ownSecret = once.Regexp(`^(?i:my[ _-]?)\w*(?i:secret)`)

// wrappedToken is a token that was broken into lines.
var wrappedToken = once.Regexp(`^(?:eyJ[\w-]*|v[1-4]\.(?:local|public))[\w-]*\.[\w.\s-]*$`)

var lineless = strings.NewReplacer("\r", "", "\n", "")

// isXID reports whether a text is a key ID in the form of an xid: 20
// characters of 0-9 and a-v, well mixed, and not just hexadecimal.
func isXID(text string) bool {
	if len(text) != 20 {
		return false
	}
	digits := strings.Count(strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return '0'
		}
		return c
	}, text), "0")
	return digits >= 3 && digits <= 17 &&
		strings.Trim(text, "0123456789abcdefghijklmnopqrstuv") == "" && strings.ContainsAny(text, "ghijklmnopqrstuv")
}

// Unknown refuses a text that looks like nothing known.
func Unknown() *keys.Refusal { return unknown("This text is not a key in a form that is read here.") }

// UnknownBytes refuses bytes that look like nothing known.
func UnknownBytes() *keys.Refusal {
	return unknown("These are bytes that are not a key in a form that is read here.")
}

func unknown(what string) *keys.Refusal {
	return keys.Refuse(keys.UnknownBinary, what,
		"Paste a private key as PEM, with its BEGIN and END lines, or as the base64 text that the platform gave you.")
}
