package importer_test

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestWrappedKeys is family C: base64 and other wrappers around whole keys.
func TestWrappedKeys(t *testing.T) {
	k := newKit(t)
	one, p := k.one, k.pem
	flatPEM := k.lines[0] + "\n" + strings.Join(k.lines[1:len(k.lines)-1], "") + "\n" + k.lines[len(k.lines)-1]
	urlSafe := func(s string) string { return base64.URLEncoding.EncodeToString([]byte(s)) }
	escaped := strings.ReplaceAll(p, "\n", `\n`)

	var family []variant
	add := func(name, text string, code keys.Code) {
		verdict := warn
		if code == "" {
			verdict = yes
		}
		family = append(family, variant{name, text, importer.Options{}, verdict, code, k.rsa})
	}
	add("of flat PEM", b64(flatPEM), "")
	add("of CRLF PEM", b64(strings.ReplaceAll(p, "\n", "\r\n")), "")
	add("of PEM without a last line end", b64(strings.TrimSpace(p)), "")
	add("of PKCS#1", b64(k.pkcs1), "")
	add("base64url of PEM", urlSafe(p), "")
	add("wrapped at 76", wrap(one, 76, "\n"), "")
	add("wrapped at 64, CRLF", wrap(one, 64, "\r\n"), "")
	add("wrapped at 60, indented", wrap(one, 60, "\n  "), keys.FixedIndent)
	add("wrapped and quoted", `"`+wrap(one, 64, "\n")+`"`, keys.FixedQuotes)
	add("wrapped by written line ends", wrap(one, 76, `\n`), keys.FixedEscapedNewlines)
	add("of DER, wrapped at 76, CRLF", wrap(b64(k.der), 76, "\r\n"), keys.NoPEMHeader)
	add("base64url of DER, padded", urlSafe(k.der), keys.NoPEMHeader)
	add("of DER, one space", strings.Replace(b64(k.der), "A", "A ", 1), keys.FixedSpaces)
	add("of PKCS#1 DER", b64(derIn(k.pkcs1)), keys.NoPEMHeader)
	add("of DER in quotes", `"`+b64(k.der)+`"`, keys.FixedQuotes)
	add("of a BOM and PEM", b64("\ufeff"+p), keys.FixedBOM)
	add("of UTF-16", b64(utf16Of(p, little, true)), keys.FixedUTF16)
	add("of UTF-16 without a mark", b64(utf16Of(p, little, false)), keys.FixedUTF16)
	add("of quoted PEM", b64(`"`+escaped+`"`), keys.FixedQuotes)
	add("of a file of settings", b64("KEY=\""+escaped+"\"\n"), keys.FixedEnvLine)
	add("of JSON", b64(`{"privateKey":`+asJSON(p)+`}`), keys.TakenFromJSON)
	add("of base64 with a line end", b64(one+"\n"), keys.DoubleBase64)
	add("twice, wrapped", wrap(b64(wrap(one, 76, "\n")), 76, "\n"), keys.DoubleBase64)
	add("twice, in JSON", `{"privateKey":"`+b64(one)+`"}`, keys.TakenFromJSON)
	add("of gzip, in lines", wrap(b64(zip(p)), 76, "\n"), keys.IsGzip)
	add("base64url of gzip", urlSafe(zip(p)), keys.IsGzip)
	add("of gzip of base64", b64(zip(one)), keys.IsGzip)
	add("of gzip of DER", b64(zip(k.der)), keys.IsGzip)
	add("gzip of JSON", zip(`{"privateKey":`+asJSON(p)+`}`), keys.IsGzip)
	add("data URI with a charset", "data:text/plain;charset=utf-8;base64,"+one, keys.FixedDataURI)
	add("data URI, pem type", "data:application/x-pem-file;base64,"+one, keys.FixedDataURI)
	add("data URI in quotes", `"data:;base64,`+one+`"`, keys.FixedDataURI)
	add("data URI in CSS", "url(data:text/plain;base64,"+one+")", keys.FixedDataURI)
	add("data URI, percent-encoded padding", "data:;base64,"+url.QueryEscape(one), keys.FixedDataURI)
	add("data URI, capitals", "DATA:text/plain;BASE64,"+one, keys.FixedDataURI)
	add("hex of base64", hex.EncodeToString([]byte(one)), keys.IsHex)
	add("hex with spaces of PEM", pairs(hex.EncodeToString([]byte(p)), " "), keys.IsHex)
	add("hex with 0x and commas", strings.TrimSuffix("0x"+pairs(hex.EncodeToString([]byte(k.der)), ", 0x"), ", 0x"), keys.IsHex)
	add("xxd -p", wrap(hex.EncodeToString([]byte(k.der)), 60, "\n"), keys.IsHex)
	add("\\x bytes", `\x`+strings.TrimSuffix(pairs(hex.EncodeToString([]byte(k.der)), `\x`), `\x`), keys.IsHex)
	add("base64: in front", "base64:"+one, keys.ExtraBlocks)
	add("a name and a colon in front", "privateKey: "+one, keys.TakenFromYAML)
	add("Terraform", `private_key_base64 = "`+one+`"`, keys.FixedSourceCode)
	add("YAML, |, wrapped", "key: |\n"+eachLine(wrap(one, 64, "\n"), func(l string) string { return "  " + l }), keys.TakenFromYAML)
	add("YAML, >-, wrapped", "key: >-\n"+eachLine(wrap(one, 64, "\n"), func(l string) string { return "    " + l })+"other: 1\n", keys.TakenFromYAML)
	add("JavaScript, Buffer.from", `const key = Buffer.from("`+one+`", "base64").toString();`, keys.FixedSourceCode)
	add("Python, b64decode", `key = base64.b64decode("`+one+`")`, keys.FixedSourceCode)
	add("strings of a program", "key = "+strings.TrimSuffix(eachLine(wrap(one, 64, "\n"), func(l string) string { return `"` + l + `" +` }), " +\n"), keys.FixedSourceCode)
	add("JSON by FastPix", `{"success":true,"data":{"id":"b7158b65-302d-4fbd-9c48-503ca92bdd25","privateKey":"`+one+`","createdAt":"2026-05-20T12:50:12Z"}}`, keys.TakenFromJSON)
	add("JSON by Bitmovin", `{"requestId":"1","status":"SUCCESS","data":{"result":{"id":"9m4e2mr0ui3e8a215n4g","privateKey":`+asJSON(p)+`}}}`, keys.TakenFromJSON)
	add("JSON in two strings", `{"SecretString":`+asJSON(`{"privateKey":`+asJSON(p)+`}`)+`}`, keys.TakenFromJSON)
	add("JSON with a comma behind", `{"privateKey":`+asJSON(p)+`},`, keys.TakenFromJSON)
	add("JSON with a comma too many", `{"privateKey":`+asJSON(p)+`,}`, keys.TakenFromJSON)
	add("JSON with comments", "{\n  // the key\n  \"privateKey\": "+asJSON(p)+"\n}", keys.TakenFromJSON)
	add("JSON with single quotes", `{'privateKey': '`+escaped+`', 'id': 'a'}`, keys.TakenFromJSON)
	add("JSON lines", `{"id":"a"}`+"\n"+`{"privateKey":`+asJSON(p)+`}`, keys.TakenFromJSON)
	add("JSON behind the headers of HTTP", "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n"+`{"privateKey":`+asJSON(p)+`}`, keys.TakenFromJSON)
	add("service account", `{"type":"service_account","project_id":"p","private_key_id":"0123456789abcdef0123456789abcdef01234567","private_key":`+asJSON(p)+`,"client_id":"1"}`, keys.TakenFromJSON)
	add("JSON and the public half", `{"privateKey":`+asJSON(p)+`,"publicKey":`+asJSON(k.public)+`}`, keys.TakenFromJSON)
	family = append(
		family,
		variant{"three times", b64(b64(b64(p))), importer.Options{}, no, keys.UnknownBinary, nil},
		variant{"three times, for JWT", b64(b64(b64(p))), use("jwt"), no, keys.UnknownBinary, nil},
		variant{"three times, for Edgecast", b64(b64(b64(k.ecPEM))), use("edgecast"), no, keys.UnknownBinary, nil},
		variant{"four times, for Edgecast", b64(b64(b64(b64(k.edPEM)))), use("edgecast"), no, keys.UnknownBinary, nil},
		variant{"one sign of padding lost", strings.TrimSuffix(b64(p+"\n"), "="), importer.Options{}, warn, keys.FixedPadding, nil},
		variant{"JSON and another public key", `{"privateKey":` + asJSON(p) + `,"publicKey":` + asJSON(k.ecPublic.PublicPEM()) + `}`, importer.Options{}, warn, keys.TakenFromJSON, k.rsa},
		variant{"two in lines", one + "\n" + b64(k.ecPEM), importer.Options{}, asks, keys.MultipleKeys, nil},
	)
	check(t, family)
}
