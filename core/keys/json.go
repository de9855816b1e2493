package keys

import (
	"encoding/json"
	"fmt"
)

// json looks for a key in a JSON answer of an API. FastPix sends
//
//	{"success":true,"data":{"id":"...","privateKey":"<base64 of PEM>"}}
//
// when it creates a key and data.publicKey, a PEM text, when it shows one. The
// data object alone is read too.
func (r *reader) json(p paste) Answer {
	var outer object
	if json.Unmarshal([]byte(p.text), &outer) != nil {
		return refuse(Truncated, "This begins like a JSON answer, and is not a whole one.", "Copy the whole answer, or the value of privateKey alone.")
	}
	if len(r.wraps) > 0 {
		return unknownText()
	}
	data := outer
	if inner := outer.object("data"); inner != nil {
		data = inner
	}
	switch {
	case string(outer["success"]) == "false" || outer.object("error") != nil || outer.text("error") != "":
		words := "This is an error answer of an API, not a key."
		var code int
		if json.Unmarshal(outer.object("error")["code"], &code) == nil && code > 0 {
			words = fmt.Sprintf("This is an error answer of an API (code %d), not a key.", code)
		}
		return refuse(IsAPIError, words, "Make the request again with a valid access token.")
	case data.text("privateKey") != "":
		return r.inJSON(data.text("privateKey"))
	case data.text("publicKey") != "":
		return r.inJSON(data.text("publicKey"))
	case data["kty"] != nil:
		return refuseJWK(data)
	case data.text("id") != "" || data.text("signingKeyId") != "":
		return refuse(IsKeyID, "This answer names a key by its ID and does not hold the key itself.",
			"The private key is sent once, when it is created. Paste that answer, or create a new key.")
	}
	return refuse(UnknownBinary, "This is JSON, and there is no key in it that is read here.",
		"Paste the value of privateKey, or the whole answer that created the key.")
}

// inJSON reads the text of a member.
func (r *reader) inJSON(text string) Answer {
	r.wraps = append(r.wraps, "JSON")
	r.remark(remark{code: TakenFromJSON, warning: "The key was taken out of a JSON answer."})
	return r.read(paste{text: text, line: 1, column: 1, inside: "JSON"})
}

// refuseJWK names a JSON Web Key (RFC 7517) for what it is.
func refuseJWK(jwk object) Answer {
	kind := map[string]Kind{"RSA": RSA, "EC": EC, "OKP": Ed25519}[jwk.text("kty")]
	half, create := "public", "createPublicKey"
	if jwk["d"] != nil {
		half, create = "private", "createPrivateKey"
	}
	form := map[bool]string{true: "pkcs8", false: "spki"}[half == "private"]
	if jwk.text("kty") == "oct" {
		return refuse(KeyTypeUnsupported, "This is a shared secret as a JSON Web Key (JWK), which is not read yet.",
			"RS256, which FastPix asks for, needs a private RSA key.").about("", 0, true)
	}
	return refuse(KeyTypeUnsupported, "This is a "+half+" key as a JSON Web Key (JWK), which is not read yet.",
		`Turn it into PEM: node -p "crypto.`+create+`({key:JSON.parse(fs.readFileSync('key.jwk')),format:'jwk'}).export({type:'`+form+`',format:'pem'})"`).
		about(kind, 0, jwk["d"] != nil)
}

// object is a JSON object by its exact member names; encoding/json would take
// a struct's names in any case.
type object map[string]json.RawMessage

func (o object) object(name string) (inner object) {
	_ = json.Unmarshal(o[name], &inner) // anything else than an object gives nil
	return inner
}

func (o object) text(name string) (s string) {
	_ = json.Unmarshal(o[name], &s) // anything else than a string gives ""
	return s
}
