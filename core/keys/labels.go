package keys

import "strings"

// structures says what belongs under each label that is read (RFC 7468).
var structures = map[string]structure{
	"PRIVATE KEY":     pkcs8Private,
	"RSA PRIVATE KEY": pkcs1Private,
	"EC PRIVATE KEY":  sec1Private,
	"PUBLIC KEY":      spkiPublic,
	"RSA PUBLIC KEY":  pkcs1Public,
}

// otherLabel refuses a PEM block that is not a key for playback tokens.
func otherLabel(label string) Answer {
	switch {
	case label == "ENCRYPTED PRIVATE KEY":
		return keyEncrypted("")
	case label == "CERTIFICATE" || label == "X509 CERTIFICATE" || label == "TRUSTED CERTIFICATE":
		return refuse(IsCertificate, "This is a certificate, not a key. There is a public key in it, which is not read yet.",
			"Take the public key out: openssl x509 -in cert.pem -pubkey -noout > key.pem")
	case label == "CERTIFICATE REQUEST" || label == "NEW CERTIFICATE REQUEST":
		return refuse(IsCSR, "This is a request for a certificate, not a key. There is a public key in it, which is not read yet.",
			"Take the public key out: openssl req -in request.pem -pubkey -noout > key.pem")
	case label == "OPENSSH PRIVATE KEY":
		return refuse(IsOpenSSH, "This is a private key in the form of OpenSSH, which is not read yet.",
			"Turn a copy of the file into PEM: ssh-keygen -p -m PKCS8 -f key").about("", 0, true)
	case strings.HasPrefix(label, "PGP "):
		return refuse(IsPGP, "This is a PGP block. PGP keys cannot sign playback tokens.", "Paste the key that the platform gave you.")
	case label == "PKCS7" || label == "CMS":
		return refuse(IsPKCS7, "This is a PKCS#7 bundle. It holds certificates, not a key.", "Paste the key that the platform gave you.")
	case label == "DSA PRIVATE KEY":
		return *unsupported(oidDSA, true)
	case strings.HasSuffix(label, " PARAMETERS"):
		return refuse(ParamsOnly, "These are the parameters of a key, not the key itself.", "Paste the block with PRIVATE KEY or PUBLIC KEY in its BEGIN line.")
	}
	return refuse(KeyTypeUnsupported, "The BEGIN line of this text names something that is not a key for playback tokens.",
		"Paste a block with PRIVATE KEY or PUBLIC KEY in its BEGIN line.")
}

// keyEncrypted refuses a private key that is locked with a password.
func keyEncrypted(kind Kind) Answer {
	return refuse(KeyEncrypted, "This private key is protected with a password. Such keys are not opened yet.",
		"Take the password off: openssl pkey -in key.pem -out plain.pem").about(kind, 0, true)
}
