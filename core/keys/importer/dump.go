package importer

import (
	"cmp"
	"encoding/json"
	"math/big"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/doc"
	"playtoken/core/keys/internal/dump"
	"playtoken/core/keys/internal/jwk"
	"playtoken/core/once"
)

// readDump reads a key that a program has printed as bytes or as numbers.
func readDump(t input) (found, error) {
	if dump.Modulus().MatchString(t.Body) {
		return found{}, keys.Refuse(keys.ParamsOnly, "This is the modulus of an RSA key alone, which openssl prints to compare keys by. Without the exponent it is no key.",
			"Take the public key in its place: openssl rsa -in key.pem -pubout -out public.pem").About(keys.RSA, 0, false)
	}
	if asn1parse().MatchString(t.Body) {
		return found{}, keys.Refuse(keys.ParamsOnly, "This is what openssl asn1parse prints: the outline of a key, and not the key itself.", "Take the key in its place: openssl pkey -in key.pem")
	}
	for _, read := range []func(string) (dump.Named, bool){dump.XML, dump.OpenSSL, dump.Decimal} {
		if k, ok := read(t.Body); ok && !strings.Contains(t.Body, "-----BEGIN ") { // the key itself says more
			return readNumbers(t, k)
		}
	}
	if dump.XMLCut(t.Body) {
		return found{}, keys.Refuse(keys.Truncated, "This is an RSA key in the XML of .NET, and its end is missing.", keys.Damaged).About(keys.RSA, 0, strings.Contains(t.Body, "<P>") || strings.Contains(t.Body, "<D>"))
	}
	if dump.Cut().MatchString(t.Body) {
		return found{}, keys.Refuse(keys.Elided, "These are the first bytes of a longer list: the program that printed them left out the rest.",
			"Print all of them as text: key.toString('base64') in Node.js, or open the file that they came from.")
	}
	b, form, ok := dump.Bytes(t.Body)
	if !ok {
		return found{}, errOther
	}
	f, err := readBytes(t.into(form, string(b)).note(keys.FixedSourceCode, form))
	if err != nil && refusalOf(err).Code == keys.UnknownBinary && !t.keyOnly && t.opts.Want.takes(keys.Secret) {
		return found{}, errOther // the bytes of a secret, perhaps
	}
	return f, err
}

// asn1parse is how openssl begins the outline of DER.
var asn1parse = once.Regexp(`^\s*0:d=0 +hl=`)

// readYAMLKey reads a JSON Web Key whose members are written as YAML.
func readYAMLKey(t input) (found, error) {
	if !strings.Contains(t.Body, "kty") || strings.Contains(t.Body, "{") {
		return found{}, errOther
	}
	root, ok := doc.Lines(t.Body)
	if !ok || root.TextOf("kty") == "" {
		return found{}, errOther
	}
	o := jwk.Object{}
	for _, kid := range root.Kids {
		o[kid.Name], _ = json.Marshal(kid.Text) // a string always marshals
	}
	return readJWK(t.remark(fromYAML), o)
}

func readNumbers(t input, n dump.Named) (found, error) {
	t.shape = n.Form
	k, err := keyOf(n)
	return takeKey(t.note(keys.FixedSourceCode, "numbers in the "+n.Form), der.Unknown, k, err)
}

func keyOf(named dump.Named) (*keys.Key, error) {
	if named.Curve != "" {
		return der.OnCurve(named.Curve, named.Private, named.Public)
	}
	n := named.Numbers
	if n["d"] == nil && (n["p"] != nil || n["dp"] != nil) {
		return nil, keys.Refuse(keys.JWKFieldEmpty, "The private exponent D of this RSA key is missing.", keys.Damaged).About(keys.RSA, n["n"].BitLen(), true)
	}
	e := cmp.Or(n["e"], new(big.Int))
	return der.Numbers{N: n["n"], E: e, D: n["d"], P: n["p"], Q: n["q"], DP: n["dp"], DQ: n["dq"], QInv: n["qi"]}.Key()
}

// readParameters reads RSAParameters of .NET as JSON.
func readParameters(t input, o jwk.Object) (found, error) {
	n, ok := dump.JSON(o)
	if !ok || !strings.Contains(strings.ToLower(t.Body), "modulus") {
		return found{}, errOther
	}
	return readNumbers(t, n)
}
