package keys

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"

	p12 "software.sslmate.com/src/go-pkcs12"
)

// pkcs12 opens a PKCS#12 file (RFC 7292). Some are locked with an empty
// password, so that one is tried first.
func (r *reader) pkcs12(der []byte) Answer {
	if rounds(der, 0) > maxRounds {
		return *tooSlow("")
	}
	r.shape = "PKCS#12"
	key, _, _, err := p12.DecodeChain(der, string(r.opts.Password.Reveal()))
	switch {
	case errors.Is(err, p12.ErrIncorrectPassword) || err != nil && r.opts.Password.IsZero():
		if !r.opts.Password.IsZero() {
			return ask(IsPKCS12, wrongPassword, "Enter the password that was set when the PKCS#12 file was made.").about("", 0, true)
		}
		return ask(IsPKCS12, "This is a PKCS#12 file, a locked box with a key in it.",
			"Enter its password, or turn it into PEM: openssl pkcs12 -in key.p12 -nocerts -nodes | openssl pkey -out key.pem").about("", 0, true)
	case err != nil:
		if a, ok := r.keyBag(der); ok {
			return a
		}
		return refuse(UnknownBinary, "This PKCS#12 file opens, and there is not just one private key in it that could be used.",
			"Turn it into PEM: openssl pkcs12 -in key.p12 -nodes").about("", 0, true)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return *unsupported(nil, true)
	}
	plain, err := x509.MarshalPKCS8PrivateKey(signer)
	if err != nil {
		return *unsupported(nil, true)
	}
	return r.take(pkcs8Private, plain)
}

// shroudedBag is what a PKCS#12 file has in front of a locked key (RFC 7292
// 4.2.2).
var shroudedBag = []byte{tagOID, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1, 2}

// keyBag reads the one locked key of a PKCS#12 file that has no certificate or no
// checksum, which the library does not read.
func (r *reader) keyBag(der []byte) (Answer, bool) {
	_, bag, found := bytes.Cut(der, shroudedBag)
	tag, size, content, ok := header(bag)
	if !found || !ok || tag != 0xa0 || size+content > len(bag) || bytes.Contains(bag, shroudedBag) {
		return Answer{}, false
	}
	key := bag[size : size+content]
	if outline(key) != encrypted {
		return Answer{}, false
	}
	a := r.encryptedPKCS8(key)
	if a.Code == KeyEncrypted {
		a = ask(IsPKCS12, wrongPassword, "Enter the password that was set when the PKCS#12 file was made.").about("", 0, true)
	}
	return a, true
}

// rounds adds up all numbers in a PKCS#12 file. What is not a small version
// number says how often a hash is repeated, once for each lock in it.
func rounds(der []byte, depth int) (sum int) {
	for len(der) > 0 && depth < 12 && sum <= maxRounds {
		tag, size, content, ok := header(der)
		if !ok || size+content > len(der) {
			return sum
		}
		inside := der[size : size+content]
		switch {
		case tag == tagInteger && content > 4:
			return maxRounds + 1
		case tag == tagInteger:
			n := 0
			for _, c := range inside {
				n = n<<8 | int(c)
			}
			sum += n
		case tag&0x20 != 0 || tag == tagOctets && announced(inside) == len(inside):
			sum += rounds(inside, depth+1)
		}
		der = der[size+content:]
	}
	return sum
}
