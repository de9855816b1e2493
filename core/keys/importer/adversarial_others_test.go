package importer_test

import (
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestOtherThings is family E: what people paste in place of a key. None of it may
// be taken, for no platform.
func TestOtherThings(t *testing.T) {
	k := newKit(t)
	const jwt = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJhdWQiOiJhIiwiZXhwIjoxfQ.c2lnbmF0dXJl"
	const id = "b7158b65-302d-4fbd-9c48-503ca92bdd25"
	pgp := strings.ReplaceAll(string(read(t, "E07_pgp.asc")), "PRIVATE", "PUBLIC")
	texts := map[string]struct {
		text string
		code keys.Code
	}{
		"token in quotes":                 {`"` + jwt + `"`, keys.IsToken},
		"token with a line end":           {jwt + "\n", keys.IsToken},
		"Bearer":                          {"Bearer " + jwt, keys.IsToken},
		"token without a signature":       {"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", keys.IsToken},
		"encrypted token":                 {"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..c2FsdA.Y2lwaGVy.dGFn", keys.IsToken},
		"PASETO, local":                   {"v4.local." + strings.Repeat("A", 80), keys.IsToken},
		"PASETO, public":                  {"v4.public." + strings.Repeat("A", 120), keys.IsToken},
		"token in a URL":                  {"https://stream.fastpix.com/" + id + ".m3u8?token=" + jwt, keys.IsURL},
		"URL without a scheme":            {"stream.fastpix.com/abc.m3u8?token=" + jwt, keys.IsURL},
		"token in an environment":         {"TOKEN=" + jwt, keys.IsToken},
		"token in a header":               {"X-Auth-Token: " + jwt, keys.IsToken},
		"token in JSON":                   {`{"token":"` + jwt + `"}`, keys.IsToken},
		"rtmp":                            {"rtmp://live.example.com/app", keys.IsURL},
		"web page":                        {"<!DOCTYPE html>\n<html><head><title>403</title></head></html>", keys.IsHTML},
		"web page in capitals":            {"<HTML><BODY>Forbidden</BODY></HTML>", keys.IsHTML},
		"web page behind white space":     {"\n\n  <html>", keys.IsHTML},
		"web page behind a comment":       {"<!-- x -->\n<html><body>", keys.IsHTML},
		"PGP public key":                  {pgp, keys.IsPGP},
		"PGP message":                     {"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----", keys.IsPGP},
		"PGP signature":                   {"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhello\n-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----", keys.IsPGP},
		"PKCS#7 DER":                      {derIn(string(read(t, "E13_pkcs7.p7b"))), keys.IsPKCS7},
		"CMS":                             {strings.ReplaceAll(string(read(t, "E13_pkcs7.p7b")), "PKCS7", "CMS"), keys.IsPKCS7},
		"PuTTY":                           {"PuTTY-User-Key-File-2: ssh-rsa\r\nEncryption: none\r\nComment: a\r\nPublic-Lines: 6\r\nAAAAB3NzaC1yc2EAAAADAQABAAABAQ\r\n", keys.IsPPK},
		"known_hosts, hashed":             {"|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-foo x", keys.UnknownBinary},
		"age key":                         {"AGE-SECRET-KEY-1QQPQ3U8QKJ8R5N3LCPGFVR9LKK4JFVEWVTTDTE7RZ8VEWDLYC5RS5M0U5K", keys.KeyTypeUnsupported},
		"path, Unix":                      {"/etc/ssl/private/key.pem", keys.IsPath},
		"path, relative":                  {"./keys/private.pem", keys.IsPath},
		"path, Windows":                   {`C:\Users\ann\key.pem`, keys.IsPath},
		"path, UNC":                       {`\\server\share\key.pem`, keys.IsPath},
		"path, in quotes":                 {`"C:\Users\ann\My Keys\key.pem"`, keys.IsPath},
		"path, p12":                       {"client.p12", keys.IsPath},
		"path in an environment":          {"KEY_FILE=/home/ann/key.pem", keys.IsPath},
		"UUID":                            {id, keys.IsKeyID},
		"UUID in capitals":                {strings.ToUpper(id), keys.IsKeyID},
		"UUID, line end":                  {id + "\n", keys.IsKeyID},
		"UUID in JSON":                    {`{"id":"` + id + `"}`, keys.IsKeyID},
		"UUID in an environment":          {"KEY_ID=" + id, keys.IsKeyID},
		"fingerprint of OpenSSH":          {"SHA256:uNiVztksCsDhcc0u9e8BrVAg1qGgHDs5Z0xLbVe1zxo ann@host (ED25519)", keys.IsKeyID},
		"fingerprint, MD5":                {"MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", keys.IsKeyID},
		"AWS key":                         {"AKIAIOSFODNN7EXAMPLE", keys.IsCloudKeyID},
		"AWS session key":                 {"ASIAIOSFODNN7EXAMPLE", keys.IsCloudKeyID},
		"ARN of a secret":                 {"arn:aws:secretsmanager:us-east-1:111122223333:secret:a-AbCdEf", keys.IsCloudKeyID},
		"Google secret":                   {"projects/1/secrets/a/versions/latest", keys.IsCloudKeyID},
		"Azure vault":                     {"https://a.vault.azure.net/secrets/b/0123", keys.IsCloudKeyID},
		"1Password":                       {"op://vault/item/field", keys.IsCloudKeyID},
		"error of FastPix":                {`{"success":false,"error":{"code":401,"message":"Invalid credentials","description":"x"}}`, keys.IsAPIError},
		"error of Bitmovin":               {`{"requestId":"a","status":"ERROR","data":{"code":1001,"message":"Unauthorized"}}`, keys.IsAPIError},
		"error of OAuth":                  {`{"error":"invalid_client","error_description":"x"}`, keys.IsAPIError},
		"error in a list":                 {`[{"error":"not found"}]`, keys.IsAPIError},
		"error with a line of HTTP":       {"HTTP/2 403\r\ncontent-type: text/html\r\n\r\n<html>", keys.IsAPIError},
		"error of S3":                     {`<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`, keys.IsAPIError},
		"error of curl":                   {"curl: (22) The requested URL returned error: 403", keys.IsAPIError},
		"error of openssl":                {"unable to load Private Key\n140:error:0909006C:PEM routines:get_name:no start line", keys.IsErrorText},
		"placeholder, YOUR_SECRET_KEY":    {"YOUR_SECRET_KEY", keys.IsPlaceholder},
		"placeholder, your-secret-here":   {"your-secret-here", keys.IsPlaceholder},
		"placeholder, brackets":           {"<private-key>", keys.IsPlaceholder},
		"placeholder, square brackets":    {"[your private key]", keys.IsPlaceholder},
		"placeholder, Fastevo":            {"newlyGeneratedKeySecret", keys.IsPlaceholder},
		"placeholder, in quotes":          {`"YOUR_PRIVATE_KEY"`, keys.IsPlaceholder},
		"placeholder, environment":        {"PRIVATE_KEY=YOUR_PRIVATE_KEY", keys.IsPlaceholder},
		"placeholder, process.env":        {"process.env.PRIVATE_KEY", keys.IsPlaceholder},
		"placeholder, GitHub":             {"${{ secrets.PRIVATE_KEY }}", keys.IsPlaceholder},
		"placeholder, template":           {"{{PRIVATE_KEY}}", keys.IsPlaceholder},
		"placeholder, PEM":                {"-----BEGIN PRIVATE KEY-----\n<your key>\n-----END PRIVATE KEY-----", keys.IsPlaceholder},
		"placeholder, PEM in one line":    {`-----BEGIN PRIVATE KEY-----\nYOUR PRIVATE KEY\n-----END PRIVATE KEY-----`, keys.IsPlaceholder},
		"placeholder, base64":             {"BASE64_ENCODED_PRIVATE_KEY", keys.IsPlaceholder},
		"placeholder, JSON":               {`{"privateKey":"YOUR_PRIVATE_KEY"}`, keys.IsPlaceholder},
		"placeholder, points":             {"........", keys.Elided},
		"null":                            {"null", keys.IsPlaceholder},
		"[object Object]":                 {"[object Object]", keys.IsPlaceholder},
		"DH parameters":                   {"-----BEGIN DH PARAMETERS-----\nMAA=\n-----END DH PARAMETERS-----", keys.ParamsOnly},
		"EC parameters":                   {"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----", keys.ParamsOnly},
		"revocation list":                 {"-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----", keys.KeyTypeUnsupported},
		"PNG":                             {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", keys.UnknownBinary},
		"ZIP":                             {"PK\x03\x04\x14\x00\x00\x00", keys.UnknownBinary},
		"PDF":                             {"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", keys.UnknownBinary},
		"RTF":                             {`{\rtf1\ansi\deff0 hello}`, keys.UnknownBinary},
		"JKS":                             {"\xfe\xed\xfe\xed\x00\x00\x00\x02", keys.UnknownBinary},
		"JSON without a key":              {`{"a":1,"b":[true,null]}`, keys.UnknownBinary},
		"empty object":                    {"{}", keys.UnknownBinary},
		"empty list":                      {"[]", keys.UnknownBinary},
		"empty set":                       {`{"keys":[]}`, keys.Empty},
		"claims":                          {`{"aud":"a","exp":1700000000,"kid":"b"}`, keys.IsKeyID},
		"header of a token":               {`{"alg":"RS256","typ":"JWT","kid":"a"}`, keys.IsKeyID},
		"prose":                           {"Please send me the private key for the project.", keys.UnknownBinary},
		"command":                         {"openssl genrsa -out private.pem 2048", keys.UnknownBinary},
		"public key for a secret":         {k.public, keys.PublicKeyAsHMAC},
		"certificate for a secret":        {k.cert, keys.PublicKeyAsHMAC},
		"private key, its END line alone": {"-----END PRIVATE KEY-----", keys.PEMEmpty},
		"base64 of a web page":            {b64("<!DOCTYPE html><html><body>" + strings.Repeat("Forbidden ", 9) + "</body></html>"), keys.IsHTML},
		"base64 of an error":              {b64(`{"success":false,"error":{"code":401,"message":"` + strings.Repeat("no ", 20) + `"}}`), keys.IsAPIError},
	}
	for name, c := range texts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := importer.Options{}
			if c.code == keys.PublicKeyAsHMAC {
				o.Want = importer.HMACSecret
			}
			a := importer.ImportWith([]byte(c.text), o)
			if a.Verdict != importer.Reject || a.Code != c.code || a.Message == "" || a.Hint == "" {
				t.Errorf("%s %q %q, want %q", a.Verdict, a.Codes, a.Message, c.code)
			}
		})
	}
}
