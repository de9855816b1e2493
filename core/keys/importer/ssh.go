package importer

import (
	"crypto/x509"
	"strings"

	"golang.org/x/crypto/ssh"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/once"
)

// sshLine is a public key as it stands in id_rsa.pub and, behind options, in
// authorized_keys.
var sshLine = once.Regexp(`(?m)^[^\n]{0,500}?\b(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-\S{1,60}|sk-\S{1,60}) +AAAA`)

// sshBlob is the middle of such a line without the name of the kind in front, or
// with that on a line of its own.
var sshBlob = once.Regexp(`^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3})?\s*(AAAA(?:B3NzaC1yc2E|C3NzaC1lZDI1NTE5|E2VjZHNhLXNoYTItbmlzdH|B3NzaC1kc3M)[A-Za-z0-9+/\s]{32,}={0,2})(?:\s+\S+)?$`)

func readSSH(t input) (found, error) {
	at := sshLine().FindAllStringIndex(t.Body, 2)
	if len(at) > 1 {
		return found{}, keys.Ask(keys.MultipleKeys, "There are several SSH public keys in this text. Which one is meant?", "Paste the line of that one alone.")
	}
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(t.Body[at[0][0]:]))
	if err != nil {
		return found{}, keys.Refuse(keys.Truncated, "This is a public key in the form of SSH, and a part of it is missing or was changed.", keys.Damaged)
	}
	return takeSSH(t, key)
}

// readSSHBlob reads a public key that lost the name of its kind, or is broken into lines.
func readSSHBlob(t input) (found, error) {
	m := sshBlob().FindStringSubmatch(t.Body)
	if m == nil {
		return found{}, errOther
	}
	wire, ok := codec.Loose(m[1])
	key, err := ssh.ParsePublicKey(wire)
	if !ok || err != nil {
		return found{}, errOther
	}
	return takeSSH(t, key)
}

// readSSHWire reads the body of a public key file of RFC 4716.
func readSSHWire(t input, wire []byte) (found, error) {
	key, err := ssh.ParsePublicKey(wire)
	if err != nil {
		return found{}, keys.Inconsistent("", false)
	}
	return takeSSH(t, key)
}

func takeSSH(t input, key ssh.PublicKey) (found, error) {
	open, ok := key.(ssh.CryptoPublicKey)
	if !ok {
		return found{}, der.OtherKind(false)
	}
	spki, err := x509.MarshalPKIXPublicKey(open.CryptoPublicKey())
	switch {
	case key.Type() == "ssh-dss":
		return found{}, der.DSAKey(false)
	case err != nil || strings.HasPrefix(key.Type(), "sk-"):
		return found{}, der.OtherKind(false)
	}
	t.shape = "SSH public key"
	return take(t.first(keys.Remark{Code: keys.IsSSHPublic, Warning: "This is a public key in the form of SSH. It can check tokens and not sign them."}), der.SPKI, spki)
}
