package keys

import "playtoken/core/secret"

// Use is the platform that a key is judged for, by the name that ptok gives it.
// It decides how a shared secret is read, and which keys are of no use.
type Use string

const (
	UseAny      Use = ""         // no platform yet: what can be read in two ways is asked
	UseFastPix  Use = "fastpix"  // RS256: RSA keys only
	UseBitmovin Use = "bitmovin" // RS256: RSA keys only
	UseFastevo  Use = "fastevo"  // PASETO v4.local: a secret of 32 bytes
	UseEdgecast Use = "edgecast" // a secret, always read as text
	UseJWT      Use = "jwt"      // any key; a secret is read as text
	UseHMAC     Use = "hmac"     // HS256 and its kin: a secret, read as text
)

// Uses lists the platforms that a key can be judged for, and hmac.
func Uses() []Use {
	return []Use{UseFastPix, UseBitmovin, UseFastevo, UseEdgecast, UseJWT, UseHMAC}
}

// Options are for [ImportWith]. The zero value is what [Import] does.
type Options struct {
	Password secret.Bytes // opens a locked key; empty when there is none
	Use      Use
	Choose   int // the ID of a [Choice] from the answer before; 0 when there was no question
}

// Choice is one way to answer a question: a key out of several, or a reading of
// a secret. Its label holds no part of a secret.
type Choice struct {
	Label string
	ID    int // for [Options.Choose]; the first one is 1
}

// platformName is how people write the platform.
func (u Use) platformName() string {
	switch u {
	case UseFastPix:
		return "FastPix"
	case UseBitmovin:
		return "Bitmovin"
	case UseFastevo:
		return "Fastevo"
	case UseEdgecast:
		return "Edgecast"
	}
	return "This platform"
}

// sharedOnly reports whether a platform knows shared secrets only.
func (u Use) sharedOnly() bool { return u == UseFastevo || u == UseEdgecast }

// rsaOnly reports whether a platform knows RSA keys only.
func (u Use) rsaOnly() bool { return u == UseFastPix || u == UseBitmovin }

// judge says what the platform makes of a key that was read well: nothing, a
// remark, or a refusal.
func (u Use) judge(k *Key) (*remark, *Answer) {
	refused := func(code Code, message, hint string) (*remark, *Answer) {
		a := refuse(code, message, hint).about(k.Kind(), k.Bits(), k.Private())
		return nil, &a
	}
	switch {
	case k.Kind() == Secret && u.rsaOnly():
		return refused(KeyTypeUnsupported, "This reads as a shared secret. "+u.platformName()+" signs with RS256, which needs a private RSA key.",
			"Paste the private key that "+u.platformName()+" sent when the key was created.")
	case k.Kind() == Secret:
		return nil, nil
	case u.rsaOnly() && k.Kind() != RSA:
		return refused(KeyTypeUnsupported, "This key is "+k.Title()+". "+u.platformName()+" signs with RS256, which needs an RSA key.",
			"Paste the private key that "+u.platformName()+" sent when the key was created.")
	case u.sharedOnly():
		return refused(KeyTypeUnsupported, "This key is "+k.Title()+". "+u.platformName()+" uses a shared secret, and no key of two halves.",
			"Paste the secret from the settings of "+u.platformName()+".")
	case u == UseHMAC && !k.Private():
		return refused(PublicKeyAsHMAC, "This is a public key. Everyone may know it, so it is never used as a shared secret.",
			"Use the shared secret, or an algorithm that goes with this key.")
	case u == UseHMAC:
		alg := map[Kind]string{RSA: "RS256", EC: "ES256", Ed25519: "EdDSA"}[k.Kind()]
		return &remark{code: RSAKeyAsHMAC, warning: "This is a private key (" + k.Title() + "). HS256 with it gives a token that the service refuses; use " + alg + "."}, nil
	}
	return nil, nil
}
