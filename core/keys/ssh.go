package keys

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strings"

	"golang.org/x/crypto/ssh"

	"playtoken/core/once"
)

// sshLine is a public key as it stands in id_rsa.pub and, behind options, in
// authorized_keys.
var sshLine = once.Regexp(`(?m)^[^\n]{0,500}?\b(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-\S{1,60}|sk-\S{1,60}) +AAAA`)

// sshBlob is the middle of such a line without the name of the kind in front, or
// with that on a line of its own.
var sshBlob = once.Regexp(`^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3})?\s*(AAAA(?:B3NzaC1yc2E|C3NzaC1lZDI1NTE5|E2VjZHNhLXNoYTItbmlzdH|B3NzaC1kc3M)[A-Za-z0-9+/\s]{32,}={0,2})(?:\s+\S+)?$`)

// opensshMagic begins a private key of OpenSSH (PROTOCOL.key).
const opensshMagic = "openssh-key-v1\x00"

// sshPublic reads a public key line.
func (r *reader) sshPublic(p paste) Answer {
	lines := sshLine().FindAllString(p.text, 2)
	if len(lines) > 1 {
		return ask(MultipleKeys, "There are several SSH public keys in this text. Which one is meant?", "Paste the line of that one alone.")
	}
	line := p.text[sshLine().FindStringIndex(p.text)[0]:]
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil {
		return refuse(Truncated, "This is a public key in the form of SSH, and a part of it is missing or was changed.", copyAgain)
	}
	return r.takeSSH(key)
}

// sshBlob reads a public key that lost the name of its kind, or is broken into lines.
func (r *reader) sshBlob(text string) (Answer, bool) {
	m := sshBlob().FindStringSubmatch(text)
	if m == nil {
		return Answer{}, false
	}
	wire, ok := looseBase64(m[1])
	key, err := ssh.ParsePublicKey(wire)
	if !ok || err != nil {
		return Answer{}, false
	}
	return r.takeSSH(key), true
}

// ssh2 reads the body of a public key file of RFC 4716.
func (r *reader) ssh2(wire []byte) Answer {
	key, err := ssh.ParsePublicKey(wire)
	if err != nil {
		return *broken("", false)
	}
	return r.takeSSH(key)
}

func (r *reader) takeSSH(key ssh.PublicKey) Answer {
	open, ok := key.(ssh.CryptoPublicKey)
	if !ok {
		return *unsupported(nil, false)
	}
	spki, err := x509.MarshalPKIXPublicKey(open.CryptoPublicKey())
	if strings.HasPrefix(key.Type(), "sk-") || err != nil {
		if key.Type() == "ssh-dss" {
			return *unsupported(oidDSA, false)
		}
		return *unsupported(nil, false)
	}
	r.shape = "SSH public key"
	r.remarkFirst(remark{code: IsSSHPublic, warning: "This is a public key in the form of SSH. It can check tokens and not sign them."})
	return r.take(spkiPublic, spki)
}

// openssh reads a private key of OpenSSH out of the body of its PEM block.
func (r *reader) openssh(body []byte) Answer {
	if !bytes.HasPrefix(body, []byte(opensshMagic)) {
		return *broken("", true)
	}
	cipher, rounds := opensshLock(body)
	locked := cipher != "" && cipher != "none"
	switch {
	case locked && cipher != "aes256-ctr" && cipher != "aes256-cbc":
		return opensshHint(*unknownLock(""))
	case locked && r.opts.Password.IsZero():
		return opensshHint(r.askPassword(""))
	case rounds > maxBcrypt:
		return opensshHint(*tooSlow(""))
	}
	text := "-----BEGIN OPENSSH PRIVATE KEY-----\n" + base64.StdEncoding.EncodeToString(body) + "\n-----END OPENSSH PRIVATE KEY-----\n"
	var key any
	var err error
	if locked {
		key, err = ssh.ParseRawPrivateKeyWithPassphrase([]byte(text), r.opts.Password.Reveal())
	} else {
		key, err = ssh.ParseRawPrivateKey([]byte(text))
	}
	if errors.Is(err, x509.IncorrectPasswordError) {
		return r.askPassword("")
	}
	if e, ok := key.(*ed25519.PrivateKey); ok {
		key = *e
	}
	signer, ok := key.(crypto.Signer)
	if err != nil || !ok {
		if bytes.Contains(body, []byte("ssh-dss")) {
			return *unsupported(oidDSA, true)
		}
		if bytes.Contains(body, []byte("sk-ssh")) || bytes.Contains(body, []byte("sk-ecdsa")) {
			return *unsupported(nil, true)
		}
		return *broken("", true)
	}
	plain, err := x509.MarshalPKCS8PrivateKey(signer)
	if err != nil {
		return *broken("", true)
	}
	r.shape = "OpenSSH private key"
	r.remarkFirst(remark{code: IsOpenSSH, warning: "This key was written by OpenSSH."})
	return r.take(pkcs8Private, plain)
}

// opensshHint tells how to take the password off, which openssl cannot do for
// keys of OpenSSH.
func opensshHint(a Answer) Answer {
	a.Hint = "Take the password off: ssh-keygen -p -m PKCS8 -f key"
	if a.Verdict == Ask {
		a.Hint = "Enter the password, or take it off: ssh-keygen -p -m PKCS8 -f key"
	}
	return a
}

// opensshLock is the cipher that locks a key, "none" for none, and how often
// bcrypt is repeated for it.
func opensshLock(body []byte) (cipher string, rounds int) {
	rest := body[len(opensshMagic):]
	next := func() (field []byte) {
		if len(rest) < 4 {
			rest = nil
			return nil
		}
		n := binary.BigEndian.Uint32(rest)
		if uint64(n) > uint64(len(rest)-4) {
			rest = nil
			return nil
		}
		field, rest = rest[4:4+n], rest[4+n:]
		return field
	}
	cipher, kdf, options := string(next()), string(next()), next()
	if kdf != "bcrypt" {
		return cipher, 0
	}
	rest = options
	next() // the salt
	if len(rest) != 4 {
		return cipher, maxBcrypt + 1
	}
	return cipher, int(binary.BigEndian.Uint32(rest))
}
