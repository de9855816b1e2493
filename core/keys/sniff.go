package keys

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// stranger is something that people paste in place of a key, and that its first
// characters give away.
type stranger struct {
	start   *regexp.Regexp
	code    Code
	message string
	hint    string
}

var strangers = []stranger{
	{
		regexp.MustCompile(`^(?:(?i:bearer +)?eyJ[\w-]*(\.[\w-]*){2}((\.[\w-]*){2})?$|v[1-4]\.(local|public)\.)`),
		IsToken, "This is a token, not a key. A token is what a key signs.", "Open it in the decoder, or paste the key that signed it.",
	},
	{
		regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]{0,30}://`),
		IsURL, "This is an address, not a key.", "Paste the key itself.",
	},
	{
		regexp.MustCompile(`^data:`),
		IsURL, "This is a data address, not a key.", "If there is a key in it, paste the part after the comma.",
	},
	{
		regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`),
		IsKeyID, "This is a key ID, not a key. It names a key and cannot sign.", "Paste the private key that came with this ID when the key was created.",
	},
	{
		regexp.MustCompile(`^(?is:<!doctype html|<html|<head|<body)\b`),
		IsHTML, "This is a web page, not a key.", "A page in place of a key is often an error page: sign in again, then copy the key.",
	},
	{
		regexp.MustCompile(`^(ssh-(rsa|dss|ed25519)|ecdsa-sha2-\S+) `),
		IsSSHPublic, "This is a public key in the form of SSH, which is not read yet.", "Turn it into PEM: ssh-keygen -e -m PKCS8 -f key.pub > key.pem",
	},
	{
		regexp.MustCompile(`^PuTTY-User-Key-File-`),
		IsPPK, "This is a key file of PuTTY, which is not read.", "Turn it into PEM: puttygen key.ppk -O private-openssh -o key, then ssh-keygen -p -m PKCS8 -f key",
	},
}

// notKey turns away an empty text and the strangers.
func notKey(text string) (Answer, bool) {
	if text == "" {
		return refuse(Empty, "There is nothing here but white space.", "Paste a key, or drop a key file."), true
	}
	for _, s := range strangers {
		if s.start.MatchString(text) {
			return refuse(s.code, s.message, s.hint), true
		}
	}
	return Answer{}, false
}

// unknownText refuses a text that looks like nothing known.
func unknownText() Answer {
	return refuse(UnknownBinary, "This text is not a key in a form that is read here.",
		"Paste a private key as PEM, with its BEGIN and END lines, or as the base64 text that the platform gave you.")
}

// isBinary reports whether the bytes are no text: control characters, or not
// UTF-8.
func isBinary(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, func(c rune) bool {
		return (c < ' ' && !strings.ContainsRune(space, c)) || c == 0x7f
	})
}

// binary refuses bytes that are no text, and says what they are where that can
// be seen.
func binary(b []byte) Answer {
	if bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		return refuse(IsGzip, "This is compressed data (gzip), not a key.", "Unpack it first: gunzip key.gz")
	}
	switch s := outline(b); s {
	case unknown:
		return refuse(UnknownBinary, "These are bytes that are not a key in a form that is read here.",
			"Paste a private key as PEM, with its BEGIN and END lines, or as the base64 text that the platform gave you.")
	case pkcs12:
		return refuse(IsPKCS12, "This is a PKCS#12 file, a locked box with a key in it. It is not read yet.",
			"Turn it into PEM: openssl pkcs12 -in key.p12 -nocerts -nodes | openssl pkey -out key.pem").about("", 0, true)
	case certificate:
		return refuse(IsCertificate, "This is a certificate or a request for one, in binary form, and not a key.",
			"Take the public key out of it: openssl x509 -inform DER -in cert.der -pubkey -noout > key.pem")
	case encrypted:
		return keyEncrypted("")
	default:
		return bareKey(s, modulusBits(b))
	}
}

// bareKey refuses a key without BEGIN and END lines.
func bareKey(s structure, bits int) Answer {
	half, command := "public", "openssl pkey -pubin -inform DER -in key.der -out key.pem"
	if s.private() {
		half, command = "private", "openssl pkey -inform DER -in key.der -out key.pem"
	}
	kind := Kind("")
	if bits > 0 {
		kind = RSA
	}
	return refuse(NoPEMHeader, "This is a "+half+" key in bare form (DER), without BEGIN and END lines. It is not read yet.",
		"Turn it into PEM: "+command).about(kind, bits, s.private())
}
