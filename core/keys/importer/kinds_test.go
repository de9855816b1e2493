//go:build !race

package importer_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	crand "crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// These are the forms in which people really hold a key, kind by kind.

// aSecret is what stands in the documents as a shared secret.
const aSecret = "Zk8Qw3rT9yUx2Lp7Vb5Nn4Mc6Hd1Jg0SaFeRtYuI"

func indented(s string, n int) string {
	return strings.Repeat(" ", n) + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n"+strings.Repeat(" ", n))
}

// TestDocuments: the key is found among names, IDs and passwords, and the ID that stands
// with it comes along.
func TestDocuments(t *testing.T) {
	k, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	pem, public := string(k.PrivatePEM().Reveal()), k.PublicPEM()
	j, in64 := asJSON(pem), asJSON(string(k.PrivateBase64().Reveal()))
	der := strings.NewReplacer("-----BEGIN PRIVATE KEY-----", "", "-----END PRIVATE KEY-----", "", "\n", "").Replace(pem)
	const ofGoogle = "3b4c5d6e7f8a9b0c1d2e3f4a5b6c7d8e9f0a1b2c"
	for name, c := range map[string]struct{ text, id, aside string }{
		"Kong": {`{"consumer":{"id":"c1"},"key":"my-issuer","algorithm":"RS256","rsa_public_key":` + asJSON(public) + `,"secret":"0123456789abcdef0123456789abcdef"}`, "", "key, secret"},
		"APISIX": {
			`{"username":"u","plugins":{"jwt-auth":{"algorithm":"RS256","key":"yc","private_key":` + j + `,"public_key":` + asJSON(public) + `}}}`, "", "key",
		},
		"Box": {
			`{"boxAppSettings":{"clientID":"abc","clientSecret":"S3cretOfTheClient","appAuth":{"publicKeyID":"ab12cd34","privateKey":` + j + `,"passphrase":"pw"}},"enterpriseID":"1"}`,
			"ab12cd34", "clientSecret",
		},
		"Azure Key Vault":            {`{"value":` + j + `,"id":"https://x.vault.azure.net/secrets/p/1","attributes":{"enabled":true}}`, "", ""},
		"AWS, JSON in JSON":          {`{"ARN":"arn:aws:x","Name":"prod","SecretString":` + asJSON(`{"kid":"k-77","private_key":`+j+`,"password":"abc"}`) + `}`, "k-77", ""},
		"AWS, PEM":                   {`{"ARN":"arn:aws:x","Name":"prod","SecretString":` + j + `}`, "", ""},
		"service account":            {`{"type":"service_account","private_key_id":"0a1b2c","private_key":` + j + `,"client_email":"x@y","client_id":"1"}`, "0a1b2c", ""},
		"service account, 40 digits": {`{"type":"service_account","private_key_id":"` + ofGoogle + `","private_key":` + j + `,"client_id":"1"}`, ofGoogle, ""},
		"answer of Cloudflare":       {`{"result":{"id":"8f926b2b01f383510025a78a4dcbf6a","pem":` + in64 + `,"jwk":` + asJSON(b64(string(k.PrivateJWK("8f926b2b01f383510025a78a4dcbf6a").Reveal()))) + `},"success":true,"errors":[],"messages":[]}`, "8f926b2b01f383510025a78a4dcbf6a", ""},
		"answer of CloudFront":       {`{"PublicKey":{"Id":"K36X4X2EO997HM","PublicKeyConfig":{"CallerReference":"c","EncodedKey":` + asJSON(public) + `}},"ETag":"E"}`, "K36X4X2EO997HM", ""},
		"systemd, environment":       {"[Service]\nEnvironment=\"JWT_PRIVATE_KEY=" + b64(pem) + "\"\nEnvironment=\"JWT_KID=s1\"\n", "s1", ""},
		"Vault, table":               {"====== Data ======\nKey            Value\n---            -----\nkid            v2\nprivate_key    " + pem, "v2", ""},
		"TOML":                       {"[jwt]\nkid = \"t1\"\nprivate_key = \"\"\"\n" + pem + "\"\"\"\n[db]\npassword = \"x\"\n", "t1", ""},
		"properties of Spring":       {"jwt.kid=sp2\njwt.private-key=" + der + "\nspring.datasource.password=hunter2\n", "sp2", ""},
		"script of Postman":          {`{"item":[{"event":[{"script":{"exec":["const key = ` + "`" + strings.ReplaceAll(strings.TrimSpace(pem), "\n", `","`) + "`" + `;","pm.sendRequest();"]}}]}]}`, "", ""},
		"JWK of .NET":                {upperNames(string(k.PrivateJWK("n1").Reveal())), "n1", ""},
		"JWK Set in a setting":       {"JWKS=" + b64(`{"keys":[`+string(k.PrivateJWK("b1").Reveal())+`]}`), "b1", ""},
		"list of PowerShell":         {"privateKey : " + strings.TrimSpace(strings.ReplaceAll(wrap(string(k.PrivateBase64().Reveal()), 60, "\n"), "\n", "\n             ")) + "\nkeyId      : ps1\n", "", ""},
		"table of a web page":        {"<table><tr><td>Key ID</td><td>h1</td></tr><tr><td>Private key</td><td>" + string(k.PrivateBase64().Reveal()) + "</td></tr></table>", "", ""},
		"message":                    {"Here is the key:\n```" + strings.TrimSpace(pem) + "```\n(edited)", "", ""},
		"XML, nested":                {"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + der + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>", "", ""},
		"GCP Secret Manager":         {`{"name":"projects/1/secrets/x/versions/1","payload":{"data":` + asJSON(b64(pem)) + `,"dataCrc32c":"1"}}`, "", ""},
		"Terraform":                  {`{"resources":[{"type":"tls_private_key","instances":[{"attributes":{"private_key_pem":` + j + `,"public_key_pem":` + asJSON(public) + `}}]},{"instances":[{"attributes":{"result":"abc"}}]}]}`, "", ""},
		"Kubernetes":                 {"apiVersion: v1\nkind: Secret\ndata:\n  user: " + b64("admin") + "\n  tls.key: " + b64(pem) + "\n", "", ""},
		"Kubernetes, stringData":     {"kind: Secret\nstringData:\n  kid: k9\n  key.pem: |\n" + indented(pem, 4) + "\n", "k9", ""},
		"Kubernetes, JSON":           {`{"kind":"Secret","data":{"user":"YWRtaW4=","jwt.pem":` + asJSON(b64(pem)) + `}}`, "", ""},
		"Docker secret":              {`[{"ID":"x","Spec":{"Name":"jwt_key","Labels":{},"Data":` + asJSON(b64(pem)) + `}}]`, "", ""},
		"Docker environment":         {`{"Config":{"Env":["PATH=/usr/bin",` + asJSON("JWT_PRIVATE_KEY="+pem) + `,"JWT_KID=kk1"]}}`, "kk1", ""},
		"systemd":                    {"[Service]\nUser=x\nSetCredential=jwt.key:" + b64(pem) + "\n", "", "other text"},
		".env":                       {"APP=x\nDB_PASSWORD=abc\nJWT_KID=kid-1\nJWT_PRIVATE_KEY=\"" + strings.ReplaceAll(pem, "\n", `\n`) + "\"\nJWT_SECRET=other\n", "kid-1", ""},
		".env, lines":                {"APP=x\nJWT_PRIVATE_KEY=\"" + pem + "\"\nAPP_KEY=base64:abc=\n", "", ""},
		"Postman":                    {`{"id":"u","values":[{"key":"kid","value":"k5","enabled":true},{"key":"pk","value":` + j + `},{"key":"password","value":"x"}]}`, "k5", ""},
		"1Password":                  {`{"id":"abc","fields":[{"id":"username","label":"username","value":"bob"},{"id":"pk","label":"private key","value":` + j + `},{"label":"key id","value":"K-1"}]}`, "K-1", ""},
		"Bitwarden":                  {`{"items":[{"id":"i1","name":"pb","notes":` + j + `,"login":{"password":"pw"},"fields":[{"name":"kid","value":"BK1"}]}]}`, "BK1", ""},
		"answer of FastPix":          {`{"success":true,"data":{"id":"0d6ad1a8-6b58-4d8e-9f5f-4f3b6f5f2a11","privateKey":` + in64 + `,"workspaceId":"w"}}`, "0d6ad1a8-6b58-4d8e-9f5f-4f3b6f5f2a11", ""},
		"answer of Bitmovin":         {`{"requestId":"r","data":{"result":{"id":"st","keyId":"9m4e2mr0ui3e8a215n4g","privateKey":` + in64 + `}}}`, "9m4e2mr0ui3e8a215n4g", ""},
		"JWK":                        {string(k.PrivateJWK("my-kid").Reveal()), "my-kid", ""},
		"set of one":                 {k.JWKS("my-kid"), "my-kid", ""},
		"Helm":                       {"jwt:\n  enabled: true\n  kid: h1\n  privateKey: " + b64(pem) + "\n", "h1", ""},
	} {
		a := importer.Import([]byte(c.text))
		if !a.Taken() || a.Key.Fingerprint() != k.Fingerprint() || a.KeyID() != c.id {
			t.Errorf("%s: %s %q %s, ID %q", name, a.Verdict, a.Codes, a.Message, a.KeyID())
		}
		if !strings.Contains(strings.Join(a.Repairs, " "), c.aside) {
			t.Errorf("%s: %q, want %q left aside", name, a.Repairs, c.aside)
		}
	}
}

// upperNames writes the members of a JWK as the JsonWebKey of .NET has them.
func upperNames(jwk string) string {
	for _, name := range []string{"kty", "kid", "n", "e", "d", "p", "q"} {
		jwk = strings.Replace(jwk, `"`+name+`":`, `"`+strings.ToUpper(name[:1])+name[1:]+`":`, 1)
	}
	return strings.NewReplacer(`"dp":`, `"DP":`, `"dq":`, `"DQ":`, `"qi":`, `"QI":`).Replace(jwk)
}

// TestComparison: of a key and the one that took its place nobody can tell which is meant.
func TestComparison(t *testing.T) {
	var texts []string
	for range 2 {
		k, err := keys.Generate(context.Background(), keys.NewP256)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.TrimSpace(string(k.PrivatePEM().Reveal())))
	}
	text := "--- a/key.pem\n+++ b/key.pem\n@@ -1,5 +1,5 @@\n-" + strings.ReplaceAll(texts[0], "\n", "\n-") + "\n+" + strings.ReplaceAll(texts[1], "\n", "\n+") + "\n"
	if a := importer.Import([]byte(text)); a.Code != keys.MultipleKeys || len(a.Choices) != 2 {
		t.Errorf("%s %q %s", a.Verdict, a.Codes, a.Message)
	}
}

// TestNotTheOther: where the value of the key that is meant is damaged or somewhere else,
// the one beside it is not taken for it.
func TestNotTheOther(t *testing.T) {
	one, other := []string{}, []string{}
	for _, list := range []*[]string{&one, &other} {
		k, err := keys.GenerateRSA(2048)
		if err != nil {
			t.Fatal(err)
		}
		*list = []string{string(k.PrivatePEM().Reveal()), k.PublicPEM(), string(k.PrivateBase64().Reveal())}
	}
	damaged := one[0][:400] + one[0][420:]
	for name, c := range map[string]struct {
		text  string
		codes []keys.Code
	}{
		"damaged, another public key": {`{"private_key":` + asJSON(damaged) + `,"public_key":` + asJSON(other[1]) + `}`, nil},
		"old and new, settings":       {"KEY_OLD=" + other[2] + "\nKEY=" + one[2] + "\n", []keys.Code{keys.MultipleKeys}},
		"old and new, JSON":           {`{"old":{"pk":` + asJSON(other[2]) + `},"new":{"pk":` + asJSON(one[2]) + `}}`, []keys.Code{keys.ChooseKey}},
		"reference, client":           {`{"private_key":"op://a/b/c","client_secret":"` + aSecret + `"}`, []keys.Code{keys.IsCloudKeyID}},
		"reference, JSON":             {`{"jwt_secret":"${X}","client_secret":"` + aSecret + `"}`, []keys.Code{keys.IsPlaceholder}},
		"reference, settings":         {"JWT_SECRET=op://a/b/c\nSESSION_SECRET=" + aSecret + "\n", []keys.Code{keys.IsCloudKeyID}},
		"masked":                      {"JWT_SECRET=********\nSESSION_SECRET=" + aSecret + "\n", []keys.Code{keys.Elided, keys.IsPlaceholder}},
	} {
		a := importer.Import([]byte(c.text))
		if a.Taken() || c.codes != nil && !slices.Contains(c.codes, a.Code) {
			t.Errorf("%s: %s %q %s", name, a.Verdict, a.Codes, a.Message)
		}
	}
	for name, text := range map[string]string{
		"JSON": `{"private_key":` + asJSON(damaged) + `,"old_key":` + asJSON(other[0]) + `}`, "PEM": damaged + other[0],
	} {
		if a := importer.Import([]byte(text)); !strings.Contains(a.Message, "that is damaged") {
			t.Errorf("damaged, in %s: %s %q %s", name, a.Verdict, a.Codes, a.Message)
		}
	}
	text := "JWT_SECRET=" + aSecret + "\nSTRIPE_SECRET=${STRIPE}\n"
	if a := importer.Import([]byte(text)); !a.Taken() || !strings.Contains(strings.Join(a.Repairs, " "), "left aside: STRIPE_SECRET") {
		t.Errorf("%s %q %q", a.Verdict, a.Codes, a.Repairs)
	}
}

// TestBase64OfAll: base64 of DER is found in a document whatever the kind of key, its size
// and the name of the member.
func TestBase64OfAll(t *testing.T) {
	var signers []crypto.Signer
	for _, kind := range []keys.Type{keys.NewRSA2048, keys.NewRSA3072, keys.NewP256, keys.NewP384, keys.NewEd25519} {
		k, err := keys.Generate(context.Background(), kind)
		if err != nil {
			t.Fatal(err)
		}
		signers = append(signers, k.Signer())
	}
	widest, err := ecdsa.GenerateKey(elliptic.P521(), crand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, signer := range append(signers, widest) {
		own, err := x509.MarshalPKCS8PrivateKey(signer)
		if err != nil {
			t.Fatal(err)
		}
		k := importer.Import(own).Key
		forms := map[string]string{"PKCS#8": b64(string(own)), "public": k.PublicBase64()}
		switch s := signer.(type) {
		case *rsa.PrivateKey:
			forms["PKCS#1"] = b64(string(x509.MarshalPKCS1PrivateKey(s)))
		case *ecdsa.PrivateKey:
			sec1, err := x509.MarshalECPrivateKey(s)
			if err != nil {
				t.Fatal(err)
			}
			forms["SEC 1"] = b64(string(sec1))
		}
		for form, text := range forms {
			for name, in := range map[string]string{
				"alone": text, "JSON": `{"notes":"` + text + `","password":"hunter2hunter2"}`, ".env": "A=b\nNOTES=" + text + "\nC=d\n",
				"words": "Here it is:\n" + text + "\nregards", "XML": "<a><b>" + text + "</b></a>", "base64": b64(text),
			} {
				if a := importer.Import([]byte(in)); !a.Taken() || a.Key.Fingerprint() != k.Fingerprint() {
					t.Errorf("%s, %s, in %s: %s %q %s", k.Title(), form, name, a.Verdict, a.Codes, a.Message)
				}
			}
		}
	}
	const small = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDdlatRjRjogo3WojgGHFHYLugdUWAY9iR3fy4arWNA1KoS8kVw33cJibXr8bvwUAUparCwlvdbH6dvEOfou0/gCFQsHUfQrSDv+MuSUMAe8jzKE4qW+jK+xQU9a03GUnKHkkle+Q0pX/g6jXZ7r1/xAK5Do2kQ+X5xK9cipRgEKwIDAQAB"
	if a := importer.Import([]byte("KEY=" + small + "\nOTHER=1\n")); !a.Taken() || a.Kind != keys.RSA || a.Bits != 1024 { // the public key of jwt.io of old
		t.Errorf("%s %q %s", a.Verdict, a.Codes, a.Message)
	}
}

// TestLockedInDocument: the password that stands beside a locked key opens it.
func TestLockedInDocument(t *testing.T) {
	locked := asJSON(string(read(t, "A10_rsa2048_pkcs1_dekinfo.pem")))
	if a := importer.Import([]byte(`{"appAuth":{"publicKeyID":"x1","privateKey":` + locked + `,"passphrase":"test"}}`)); !a.Taken() || a.KeyID() != "x1" {
		t.Errorf("%s %q %s", a.Verdict, a.Codes, a.Message)
	}
	if a := importer.Import([]byte(`{"privateKey":` + locked + `,"passphrase":"wrong"}`)); a.Code != keys.KeyEncrypted {
		t.Errorf("%s %q %s", a.Verdict, a.Codes, a.Message)
	}
}

// TestSecretsInDocuments: the shared secret is found by its name.
func TestSecretsInDocuments(t *testing.T) {
	for name, text := range map[string]string{
		"Kong":               `{"key":"issuer1","algorithm":"HS256","secret":"` + aSecret + `","id":"u"}`,
		"APISIX":             `{"username":"u","plugins":{"jwt-auth":{"key":"user-key","secret":"` + aSecret + `"}}}`,
		"Kubernetes":         "apiVersion: v1\nkind: Secret\ndata:\n  JWT_SECRET: " + b64(aSecret) + "\n  USER: " + b64("bob") + "\n",
		"Kubernetes, JSON":   `{"kind":"Secret","data":{"JWT_SECRET":"` + b64(aSecret) + `","USER":"Ym9i"}}`,
		".env":               "APP_ENV=prod\nDB_PASSWORD=hunter2hunter2\nJWT_SECRET=" + aSecret + "\nPORT=80\n",
		".env, quotes":       "APP_ENV=prod\nexport JWT_SECRET='" + aSecret + "'\n",
		"YAML":               "jwt:\n  issuer: me\n  secret: " + aSecret + " # ours\n",
		"Postman":            `{"values":[{"key":"host","value":"x.example"},{"key":"signing_secret","value":"` + aSecret + `"}]}`,
		"AWS":                `{"ARN":"arn:aws:x","SecretString":` + asJSON(`{"jwt_secret":"`+aSecret+`"}`) + `}`,
		"AWS, text":          `{"ARN":"arn:aws:x","Name":"n","SecretString":"` + aSecret + `"}`,
		"GCP Secret Manager": `{"name":"projects/1/secrets/x","payload":{"data":"` + b64(aSecret) + `","dataCrc32c":"1"}}`,
		"AWS, parameter":     `{"Parameter":{"Name":"/prod/video/s","Type":"SecureString","Value":"` + aSecret + `","ARN":"arn:aws:ssm:x:1:parameter/prod"}}`,
		"AWS, named":         `{"Parameter":{"Name":"/prod/jwt_secret","Value":"` + aSecret + `","ARN":"arn:aws:ssm:x:1:parameter/prod"}}`,
		"Terraform, output":  `{"jwt_secret":{"sensitive":true,"type":"string","value":"` + aSecret + `"}}`,
		"Azure Key Vault":    `{"value":"` + aSecret + `","id":"https://x.vault.azure.net/secrets/p/1"}`,
		"Vault, table":       "====== Data ======\nKey           Value\n---           -----\njwt_secret    " + aSecret + "\nuser          bob\n",
		"Azure, with a name": `{"contentType":"","id":"https://x.vault.azure.net/secrets/jwt/1","name":"jwt","value":"` + aSecret + `"}`,
		".NET, user secrets": `{"Jwt:Secret":"` + aSecret + `","Db:Password":"hunter2hunter2"}`,
		"Laravel":            "APP_KEY=base64:" + b64(aSecret) + "\nJWT_SECRET=" + aSecret + "\nDB_PASSWORD=hunter2\n",
		"1Password":          `{"fields":[{"id":"username","label":"username","value":"bob"},{"id":"x","label":"signing secret","value":"` + aSecret + `"}]}`,
		"Consul":             `[{"LockIndex":0,"Key":"video/jwt_secret","Flags":0,"Value":"` + b64(aSecret) + `"}]`,
		"PHP":                "<?php\nreturn [\n    'issuer' => 'x',\n    'jwt_secret' => '" + aSecret + "',\n];\n",
		"XML":                "<jwtSecret>" + aSecret + "</jwtSecret>",
		"C#":                 `var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("` + aSecret + `"));`,
		"Java":               `Keys.hmacShaKeyFor("` + aSecret + `".getBytes(StandardCharsets.UTF_8))`,
		"Go":                 `var jwtSecret = []byte("` + aSecret + `")`,
		"Vault":              `{"request_id":"r","data":{"data":{"jwt_secret":"` + aSecret + `"},"metadata":{"version":1}}}`,
		"Buffer of Node.js":  `{"type":"Buffer","data":` + strings.ReplaceAll(fmt.Sprint([]byte(aSecret)), " ", ",") + `}`,
	} {
		if a := importer.Import([]byte(text)); !a.Taken() || string(a.Key.Secret().Reveal()) != aSecret {
			t.Errorf("%s: %s %q %s", name, a.Verdict, a.Codes, a.Message)
		}
	}
	two := `{"primary_secret":"` + aSecret + `","backup_secret":"` + aSecret[5:] + `"}`
	if a := importer.Import([]byte(two)); a.Code != keys.ChooseKey || len(a.Choices) != 2 {
		t.Errorf("two: %s %q", a.Verdict, a.Codes)
	}
}

// TestNullMembers: what a cloud writes as null is not there.
func TestNullMembers(t *testing.T) {
	text := jwkWith(t, "A38_rsa2048_public_stdb64.jwk", map[string]any{"d": json.RawMessage("null"), "p": json.RawMessage("null"), "k": json.RawMessage("null"), "x": json.RawMessage("null")})
	if a := importer.Import([]byte(`{"attributes":{},"key":` + text + `,"tags":null}`)); !a.Taken() || a.Key.Private() || a.Key.Kind() != keys.RSA {
		t.Errorf("%s %q %s", a.Verdict, a.Codes, a.Message)
	}
}

// TestReferences: what stands in the place of a key is refused as what it is.
func TestReferences(t *testing.T) {
	for text, code := range map[string]keys.Code{
		"@Microsoft.KeyVault(VaultName=v;SecretName=s)":     keys.IsCloudKeyID,
		"op://vault/item/field":                             keys.IsCloudKeyID,
		"arn:aws:secretsmanager:eu-west-1:1:secret:x":       keys.IsCloudKeyID,
		"projects/p/secrets/s/versions/1":                   keys.IsCloudKeyID,
		"vault:secret/data/x#key":                           keys.IsCloudKeyID,
		"ref+awsssm://prod/key":                             keys.IsCloudKeyID,
		"ssm:/prod/key":                                     keys.IsCloudKeyID,
		"${JWT_KEY}":                                        keys.IsPlaceholder,
		"${file(./key.pem)}":                                keys.IsPlaceholder,
		"$JWT_KEY":                                          keys.IsPlaceholder,
		"%JWT_KEY%":                                         keys.IsPlaceholder,
		"$(cat key.pem)":                                    keys.IsPlaceholder,
		"`cat key.pem`":                                     keys.IsPlaceholder,
		"cat key.pem":                                       keys.IsPlaceholder,
		"{{ .Values.key }}":                                 keys.IsPlaceholder,
		"<%= ENV['KEY'] %>":                                 keys.IsPlaceholder,
		"ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]":        keys.IsPlaceholder,
		"ENC[PKCS7,MIIBeQYJKoZIhvcNAQcDoIIBajCCAWYC]":       keys.IsPlaceholder,
		"encrypted:BDqDBibUem9C7fqrV1Q3":                    keys.IsPlaceholder,
		"var.signing_key":                                   keys.IsPlaceholder,
		`var.keys["prod"]`:                                  keys.IsPlaceholder,
		"tls_private_key.k.private_key_pem":                 keys.IsPlaceholder,
		"(sensitive value)":                                 keys.IsPlaceholder,
		"$[variables.signingKey]":                           keys.IsPlaceholder,
		"%env.SIGNING_KEY%":                                 keys.IsPlaceholder,
		"((signing-key))":                                   keys.IsPlaceholder,
		"<< pipeline.parameters.key >>":                     keys.IsPlaceholder,
		"#{SigningKey}#":                                    keys.IsPlaceholder,
		"{jwt.secret}":                                      keys.IsPlaceholder,
		`Configuration["Jwt:Key"]`:                          keys.IsPlaceholder,
		"$_ENV['JWT_SECRET']":                               keys.IsPlaceholder,
		"Rails.application.credentials.jwt_secret":          keys.IsPlaceholder,
		`std::env::var("JWT_KEY")`:                          keys.IsPlaceholder,
		`ENV.fetch("JWT_KEY")`:                              keys.IsPlaceholder,
		`fs.readFileSync("./key.pem", "utf8")`:              keys.IsPlaceholder,
		"file_get_contents(__DIR__ . '/key.pem')":           keys.IsPlaceholder,
		`file("${path.module}/key.pem")`:                    keys.IsPlaceholder,
		"aws secretsmanager get-secret-value --secret-id x": keys.IsPlaceholder,
		"Get-Content private.pem -Raw":                      keys.IsPlaceholder,
		"const secret = process.env.JWT_SECRET":             keys.IsPlaceholder,
		`secret := os.Getenv("JWT_SECRET")`:                 keys.IsPlaceholder,
		"'secret' => env('JWT_SECRET'),":                    keys.IsPlaceholder,
		`private static final String SECRET = System.getenv("JWT_SECRET");`: keys.IsPlaceholder,
		"secret = var.jwt_secret":                        keys.IsPlaceholder,
		"openssl rand -hex 32":                           keys.IsPlaceholder,
		"secret/data/video#key":                          keys.IsCloudKeyID,
		"hashivault://kv/video/key":                      keys.IsCloudKeyID,
		"<path:secret/data/x#key>":                       keys.IsCloudKeyID,
		"conjur:var:x":                                   keys.IsCloudKeyID,
		"{{resolve:ssm-secure:Key:1}}":                   keys.IsCloudKeyID,
		"[B@6d06d69c":                                    keys.IsPlaceholder,
		"sun.security.rsa.RSAPrivateCrtKeyImpl@fff2f1a3": keys.IsPlaceholder,
		"System.Byte[]":                                  keys.IsPlaceholder,
		"#<OpenSSL::PKey::RSA:0x00007f8b1c0a4b58>":       keys.IsPlaceholder,
		"Resource id #3":                                 keys.IsPlaceholder,
		"PrivateKeyObject {}":                            keys.IsPlaceholder,
		"%!s(<nil>)":                                     keys.IsPlaceholder,
		"env:\n- name: JWT_SECRET\n  valueFrom:\n    secretKeyRef:\n      name: video\n      key: jwt\n":                     keys.IsPlaceholder,
		`{"valueFrom":{"secretKeyRef":{"name":"x","key":"y"}}}`:                                                              keys.IsPlaceholder,
		"kind: ExternalSecret\nspec:\n  data:\n  - secretKey: signing\n    remoteRef:\n      key: prod/x\n":                  keys.IsPlaceholder,
		"kind: SealedSecret\nspec:\n  encryptedData:\n    jwt_secret: AgBy3i4OJSWKPiTySYZZA9rO43cGDEq3i4OJSWKPiTySYZZA9rO\n": keys.IsPlaceholder,
		"vault:v1:AAAA": keys.IsPlaceholder,
		"!vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162": keys.IsPlaceholder,
		"env:JWT_KEY":                                       keys.IsPlaceholder,
		"classpath:keys/private.pem":                        keys.IsPath,
		"pkcs11:token=x;object=y;type=private":              keys.IsCloudKeyID,
		"Application.get_env(:my_app, :jwt_key)":            keys.IsPlaceholder,
		`jsondecode(data.vault_generic_secret.x.json)["k"]`: keys.IsPlaceholder,
		"fs.readFileSync(path.join(__dirname, 'key.pem'))":  keys.IsPlaceholder,
		"(sensitive)":                                       keys.IsPlaceholder,
		"*** REDACTED ***":                                  keys.IsPlaceholder,
		"security find-generic-password -w -s jwt":          keys.IsPlaceholder,
		"infisical secrets get JWT_KEY":                     keys.IsPlaceholder,
		"gopass show video/key":                             keys.IsPlaceholder,
		"<privateKey>{AQAAABAAAAAQ3yU1lGUpw7OCcO7bZ0bzSPYbvGZ1E2bK3yU1}</privateKey>":                                               keys.IsPlaceholder,
		"System.Security.Cryptography.RSAImplementation+RSAOpenSsl":                                                                 keys.IsPlaceholder,
		"&{PublicKey:{N:+123 E:65537} D:+5}":                                                                                        keys.IsPlaceholder,
		"<_RSAPrivateKey object at 0x10f8b1c0a4b58>":                                                                                keys.IsPlaceholder,
		"[Service]\nSetCredentialEncrypted=jwt.key: \\\n   k6iUCUh0RJCQyvL8k8q1UyAAAAABAAAADAAAABAAAACfFsBoSCcKPJLsVYgAAAAAAAAAA\n": keys.IsPlaceholder,
		"key: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\nsops:\n  age:\n  - enc: |\n      -----BEGIN AGE ENCRYPTED FILE-----\n      YWdlLWVuY3J5cHRpb24ub3JnL3YxCg==\n      -----END AGE ENCRYPTED FILE-----\n": keys.IsPlaceholder,
		"process.env.JWT_KEY":               keys.IsPlaceholder,
		"file:///etc/key.pem":               keys.IsPath,
		"/etc/keys/key.pem":                 keys.IsPath,
		`C:\keys\a.pem`:                     keys.IsPath,
		"JWT_SECRET=${JWT_SECRET}":          keys.IsPlaceholder,
		"A=b\nJWT_PRIVATE_KEY=op://a/b/c\n": keys.IsCloudKeyID,
		"private_key: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\nsops:\n  version: 3\n": keys.IsPlaceholder,
		`{"privateKey":"@Microsoft.KeyVault(SecretUri=https://x)"}`:                      keys.IsCloudKeyID,
		`{"jwt":{"secret":"arn:aws:secretsmanager:eu:1:secret:x"}}`:                      keys.IsCloudKeyID,
	} {
		for _, o := range []importer.Options{{}, use("jwt"), use("edgecast"), use("fastpix")} {
			if a := importer.ImportWith([]byte(text), o); a.Verdict != importer.Reject || a.Code != code {
				if o.Want.Secret == importer.ReadVerbatim && strings.Contains(text, "\n") {
					continue // where any text is a secret, lines belong to it
				}
				t.Errorf("%q for %q: %s %q %s", text, o.Want.Whose, a.Verdict, a.Codes, a.Message)
			}
		}
	}
}

// TestNoReference: what was drawn or thought up is a secret, whatever signs it has.
func TestNoReference(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for range 3_000 {
		b := make([]byte, 12+draw.IntN(40))
		for i := range b {
			b[i] = byte('!' + draw.IntN('~'-'!'+1))
		}
		text := string(b)
		if a := importer.ImportWith(b, use("edgecast")); !a.Taken() && a.Code != keys.Elided { // three dots can be drawn, too
			t.Errorf("%q: %s %q %s", text, a.Verdict, a.Codes, a.Message)
		}
	}
	for _, text := range []string{
		"MIqf8wJr5ZkX2uNc7TyB4eHd9Lo0Vs1A", "MIIcqf8wJr5ZkX2uNc7TyB4eHd9Lo0V1", "MIqf8wJr5Zk_X2uNc7TyB4eHd-9Lo0Vs1AQxMIqf8wJr5ZkX2uNc7TyB4eHd9Lo0Vs1AQx2uNc7TyB4eHd9Lo0Vs1AQx",
		"var.9xQ2!kd", "Pass(word)1-and-More", "open sesame, open the door", "secret/of/the/house-12", "Error404-is-my-secret",
		"config.Zq83kd02", "a[1]b[2]c[3]d[4]e[5]", "wrong password but long enough to use", "system.of.a.down.99", "not (set) in stone",
	} {
		if a := importer.ImportWith([]byte(text), use("edgecast")); !a.Taken() {
			t.Errorf("%q: %s %q %s", text, a.Verdict, a.Codes, a.Message)
		}
	}
}

// TestPrinted: keys as programs print them.
func TestPrinted(t *testing.T) {
	k, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	der, _ := base64.StdEncoding.DecodeString(k.PublicBase64())
	list := func(format, sep string, signed bool) string {
		var out []string
		for _, b := range der {
			if signed {
				out = append(out, fmt.Sprintf(format, int8(b)))
			} else {
				out = append(out, fmt.Sprintf(format, b))
			}
		}
		return strings.Join(out, sep)
	}
	key := k.Signer().(*rsa.PrivateKey)
	n64 := func(n *big.Int) string { return base64.StdEncoding.EncodeToString(n.Bytes()) }
	members := map[string]string{
		"Modulus": n64(key.N), "Exponent": "AQAB", "D": n64(key.D), "P": n64(key.Primes[0]), "Q": n64(key.Primes[1]),
		"DP": n64(key.Precomputed.Dp), "DQ": n64(key.Precomputed.Dq), "InverseQ": n64(key.Precomputed.Qinv),
	}
	xml, parameters := "", ""
	for name, v := range members {
		xml += "<" + name + ">" + v + "</" + name + ">\n"
		parameters += `"` + name + `":"` + v + `",`
	}
	parameters = "{" + strings.TrimSuffix(parameters, ",") + "}"
	digits := hex.EncodeToString(der)
	literal := fmt.Sprintf("%q", string(der))
	jwk := func(e string) string {
		return `{"kty":"RSA","n":"` + base64.RawURLEncoding.EncodeToString(key.N.Bytes()) + `","e":` + e + `}`
	}
	for name, text := range map[string]string{
		"Java, signed":            "byte[] key = {" + list("%d", ", ", true) + "};",
		"Java, casts":             "new byte[] { " + list("(byte)0x%02x", ", ", false) + " }",
		"Java, Arrays.toString":   "[" + list("%d", ", ", true) + "]",
		"Go":                      "[]byte{" + list("0x%02x", ", ", false) + "}",
		"Go, printed":             fmt.Sprint(der),
		"Python, list":            "bytes([" + list("%d", ", ", false) + "])",
		"Python, bytes":           "b'" + list(`\x%02x`, "", false) + "'",
		"Python, bytearray":       "bytearray(b'" + list(`\x%02x`, "", false) + "')",
		"Go, string":              literal,
		"C":                       "unsigned char key[] = {\n  " + list("0x%02x", ", ", false) + "\n};\nunsigned int key_len = 294;\n",
		"Node.js":                 "{\"type\":\"Buffer\",\"data\":[" + list("%d", ",", false) + "]}",
		"Uint8Array":              "Uint8Array(" + fmt.Sprint(len(der)) + ") [\n" + list("%d", ", ", false) + "\n]",
		"Java, toString":          "Sun RSA public key, 2048 bits\n  params: null\n  modulus: " + key.N.String() + "\n  public exponent: 65537",
		"Go, %+v":                 fmt.Sprintf("%+v", &key.PublicKey),
		"Erlang":                  "<<" + list("%d", ",", false) + ">>",
		"NSData":                  "<" + grouped(digits, 8) + ">",
		"od, decimal":             strings.ReplaceAll(list("%3d", " ", false), "  ", " "),
		"od, characters":          dumped(der, "%06x", false) + fmt.Sprintf("%06x\n", len(der)),
		"hex":                     digits,
		"hex, colons":             list("%02X", ":", false),
		"hex, spaces":             list("%02x", " ", false),
		"hex, 0x":                 "0x" + digits,
		"xxd":                     xxd(der),
		"hexdump":                 dumped(der, "%07x ", true),
		"od":                      dumped(der, "%07o ", false),
		"Format-Hex":              "\r\n   Label: Byte[] (System.Byte[]) <1A2B3C>\r\n\r\n          Offset Bytes                                           Ascii\r\n                 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\r\n          ------ ----------------------------------------------- -----\r\n" + strings.ReplaceAll(dumped(der, "%016X", false), "\n", " 00 00 ..........\r\n"),
		"PowerShell":              list("%d", "\r\n", false) + "\r\n",
		"SQL":                     "X'" + digits + "'",
		"XML in XML":              `<add key="k" value="` + html.EscapeString("<RSAKeyValue>"+xml+"</RSAKeyValue>") + `"/>`,
		"XML with a prefix":       "<ds:RSAKeyValue><ds:Modulus>\n" + members["Modulus"] + "</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue>",
		"PEM in an attribute":     `<x><add key="PublicKey" value="` + strings.ReplaceAll(k.PublicPEM(), "\n", "&#xA;") + `"/></x>`,
		"log of containers":       inFront(k.PublicPEM(), "app_1  | "),
		"journal":                 inFront(k.PublicPEM(), "Jan 01 00:00:00 host app[12]: "),
		"log with times":          inFront(k.PublicPEM(), "2024-01-01T00:00:00.1234567Z "),
		"notebook":                `{"cells":[{"source":["key = \"\"\"\n",` + strings.ReplaceAll(strings.TrimSuffix(strings.ReplaceAll(asJSON(k.PublicPEM()), `\n`, `\n","`), `""`), "\n", "") + `"\"\"\"\n"]}]}`,
		"JWKS in a setting":       `JWKS='{"keys":[` + jwk(`"AQAB"`) + `]}'`,
		"JWK in a setting":        `export JWK=` + asJSON(jwk(`"AQAB"`)),
		"psql":                    " id | pem\n----+----\n a  | " + strings.ReplaceAll(strings.TrimSpace(k.PublicPEM()), "\n", "+\n    | ") + "\n(1 row)\n",
		"mail, base64":            mailed("base64", wrap(b64("Hello,\n\nthe key:\n\n"+k.PublicPEM()+"\nBest\n"), 76, "\n")),
		"mail, quoted-printable":  mailed("quoted-printable", "Der Schl=C3=BCssel:\n\n"+strings.ReplaceAll(k.PublicPEM(), "=", "=3D")),
		"mail, attached DER":      mailed("base64", wrap(b64(string(der)), 76, "\n")),
		"XML, private":            "<RSAKeyValue>" + xml + "</RSAKeyValue>",
		"XML, key pair":           "<?xml version=\"1.0\"?>\n<RSAKeyPair>\n" + xml + "</RSAKeyPair>",
		"XML, public":             "<RSAKeyValue><Modulus>" + members["Modulus"] + "</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>",
		"RSAParameters":           parameters,
		"tempkey.rsa":             `{"KeyId":"9f2a41","Parameters":` + parameters + `}`,
		"PEM in PEM":              "-----BEGIN PUBLIC KEY-----\n" + wrap(b64(k.PublicPEM()), 64, "\n") + "-----END PUBLIC KEY-----\n",
		"certutil of PEM":         "-----BEGIN CERTIFICATE-----\n" + wrap(b64(k.PublicPEM()), 64, "\n") + "-----END CERTIFICATE-----\n",
		"certutil of DER":         "-----BEGIN CERTIFICATE-----\n" + wrap(b64(string(der)), 64, "\n") + "-----END CERTIFICATE-----\n",
		"e a number":              jwk("65537"),
		"e a number in quotes":    jwk(`"65537"`),
		"e base64 of digits":      jwk(`"NjU1Mzc="`),
		"e base64url of digits":   jwk(`"NjU1Mzc"`),
		"e in hexadecimal digits": jwk(`"010001"`),
		"e with 0x":               jwk(`"0x10001"`),
		"e in bare digits":        jwk(`"10001"`),
		"members as YAML":         "kty: RSA\nkid: a\nn: " + base64.RawURLEncoding.EncodeToString(key.N.Bytes()) + "\ne: AQAB\n",
		"n and e as JSON numbers": `{"kty":"RSA","n":` + key.N.String() + `,"e":65537}`,
		"n in hexadecimal digits": `{"kty":"RSA","n":"` + key.N.Text(16) + `","e":"AQAB"}`,
	} {
		if a := importer.Import([]byte(text)); !a.Taken() || a.Key.Fingerprint() != k.Fingerprint() {
			t.Errorf("%s: %s %q %s", name, a.Verdict, a.Codes, a.Message)
		}
	}
	for name, c := range map[string]struct {
		text string
		code keys.Code
		hint string
	}{
		"modulus, decimal": {key.N.String(), keys.ParamsOnly, "openssl rsa -in key.pem -pubout"},
		"CryptoAPI":        {b64("\x06\x02\x00\x00\x00\xa4\x00\x00RSA1\x00\x08\x00\x00\x01\x00\x01\x00" + string(key.N.Bytes())), keys.KeyTypeUnsupported, "ExportPkcs8PrivateKeyPem"},
		"modulus":          {"Modulus=" + strings.ToUpper(key.N.Text(16)), keys.ParamsOnly, "openssl rsa -in key.pem -pubout"},
		"Buffer, cut":      {"<Buffer " + list("%02x", " ", false)[:149] + " ... 244 more bytes>", keys.Elided, "toString('base64')"},
		"cut in print":     {"Uint8Array(294) [\n" + list("%d", ", ", false)[:400] + ",\n  ... 194 more items\n]", keys.Elided, "toString('base64')"},
	} {
		if a := importer.Import([]byte(c.text)); a.Verdict != importer.Reject || a.Code != c.code || !strings.Contains(a.Hint, c.hint) {
			t.Errorf("%s: %s %q %s", name, a.Verdict, a.Codes, a.Hint)
		}
	}
}

// grouped puts a space behind every n characters.
func grouped(text string, n int) string { return strings.TrimSuffix(wrap(text, n, " "), " ") }

// inFront writes something before each line, with another digit in the end.
func inFront(text, prefix string) string {
	var out strings.Builder
	at := strings.LastIndex(prefix, "0")
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if at >= 0 {
			prefix = prefix[:at] + strconv.Itoa(i%10) + prefix[at+1:]
		}
		out.WriteString(prefix + line + "\n")
	}
	return out.String()
}

// mailed is a part of a mail between two others.
func mailed(encoding, body string) string {
	return "From: a@example.com\nContent-Type: multipart/mixed; boundary=\"--=_x\"\n\n----=_x\nContent-Type: text/plain\n\nsee below\n----=_x\n" +
		"Content-Transfer-Encoding: " + encoding + "\nContent-Type: text/plain; charset=utf-8\n\n" + body + "\n----=_x--\n"
}

// dumped prints bytes in lines behind their number, also in words of this machine, as
// hexdump does, with the number of all of them at the end.
func dumped(b []byte, offset string, words bool) string {
	var out strings.Builder
	for i := 0; i < len(b); i += 16 {
		row := b[i:min(i+16, len(b))]
		fmt.Fprintf(&out, offset, i)
		for n := 0; n < len(row); n++ {
			switch {
			case !words:
				fmt.Fprintf(&out, " %02x", row[n])
			case n+1 < len(row):
				fmt.Fprintf(&out, "%02x%02x ", row[n+1], row[n])
				n++
			default:
				fmt.Fprintf(&out, "00%02x ", row[n])
			}
		}
		out.WriteByte('\n')
	}
	if strings.HasSuffix(offset, " ") {
		fmt.Fprintf(&out, strings.TrimSpace(offset)+"\n", len(b))
	}
	return out.String()
}

// xxd prints bytes as xxd does.
func xxd(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); i += 16 {
		row := b[i:min(i+16, len(b))]
		fmt.Fprintf(&out, "%08x: ", i)
		for n, c := range row {
			fmt.Fprintf(&out, "%02x", c)
			if n%2 == 1 {
				out.WriteByte(' ')
			}
		}
		out.WriteString(" " + strings.Repeat(".", len(row)) + "\n")
	}
	return out.String()
}

// TestStatements: what a JWK says of itself.
func TestStatements(t *testing.T) {
	k, err := keys.Generate(context.Background(), keys.NewRSA2048)
	if err != nil {
		t.Fatal(err)
	}
	jwk := strings.TrimSuffix(string(k.PrivateJWK("a").Reveal()), "}")
	oct := `{"kty":"oct","k":"` + base64.RawURLEncoding.EncodeToString([]byte(aSecret)) + `","kid":"s"}`
	for name, c := range map[string]struct {
		text           string
		code           keys.Code
		alg, notToSign string
	}{
		"for signatures": {jwk + `,"use":"sig","alg":"RS256","key_ops":["sign"]}`, "", "RS256", ""},
		"use":            {jwk + `,"use":"enc"}`, keys.JWKOtherUse, "", "use"},
		"key_ops":        {jwk + `,"key_ops":["encrypt"]}`, keys.JWKOtherUse, "", "key_ops"},
		"alg":            {jwk + `,"alg":"RSA-OAEP"}`, keys.JWKOtherUse, "RSA-OAEP", "alg"},
		"AES":            {strings.TrimSuffix(oct, "}") + `,"alg":"A256GCM"}`, keys.JWKOtherUse, "A256GCM", "alg"},
		"kid twice":      {`{"keys":[` + k.PublicJWK("a") + `,` + k.PublicJWK("a") + `]}`, keys.JWKSDuplicateKid, "", ""},
	} {
		a := importer.Import([]byte(c.text))
		if !a.Taken() || a.Code != c.code || a.Alg() != c.alg || a.NotToSign() != c.notToSign {
			t.Errorf("%s: %s %q, alg %q, %q", name, a.Verdict, a.Codes, a.Alg(), a.NotToSign())
		}
	}
	mixed := importer.Import([]byte(`{"keys":[` + k.PublicJWK("a") + `,` + oct + `]}`))
	if !mixed.Taken() || !strings.Contains(mixed.Message, "shared secrets and keys of two halves") {
		t.Errorf("mixed: %s %q", mixed.Verdict, mixed.Codes)
	}
	if a := importer.ImportWith([]byte(jwk+`,"alg":"PS512"}`), use("fastpix")); a.Code != keys.KeyTypeUnsupported {
		t.Errorf("another algorithm: %s %q", a.Verdict, a.Codes)
	}
}

// TestSamplesOfRFCs: keys that everybody can know.
func TestSamplesOfRFCs(t *testing.T) {
	for name, text := range map[string]string{
		"RFC 7515 A.1":     `{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}`,
		"its text":         "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
		"RFC 7515 A.3":     `{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}`,
		"RFC 7517 A.1":     `{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}`,
		"RFC 7520 3.5":     `{"kty":"oct","k":"hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"}`,
		"PASETO":           "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f",
		"PASETO as PASERK": "k4.local.cHFyc3R1dnd4eXp7fH1-f4CBgoOEhYaHiImKi4yNjo8",
	} {
		if a := importer.Import([]byte(text)); !a.Taken() || a.Code != keys.PublishedSample {
			t.Errorf("%s: %s %q", name, a.Verdict, a.Codes)
		}
	}
	for _, text := range []string{"GF8PHCp3xy5ypSaJKmPMH2M4", "mykeyabc123"} {
		if a := importer.ImportWith([]byte(text), use("edgecast")); a.Code != keys.PublishedSample {
			t.Errorf("%s %q", a.Verdict, a.Codes)
		}
	}
}

// TestLongSecrets: a text that does not begin as a key does may be a secret of any length.
func TestLongSecrets(t *testing.T) {
	small := strings.Repeat("k3v9x2m7q5w8z1", 8)[:100]
	for name, text := range map[string]string{
		"small letters": small, "base32": strings.ToUpper(strings.NewReplacer("1", "A", "9", "B", "8", "C").Replace(small)),
		"groups of seven": strings.TrimSuffix(wrap(small, 7, "-"), "-"), "base64": b64(small),
	} {
		for _, platform := range []string{"", "jwt", "edgecast"} {
			a := importer.ImportWith([]byte(text), use(platform))
			if a.Kind != keys.Secret || a.Verdict == importer.Reject {
				t.Errorf("%s for %q: %s %q %s", name, platform, a.Verdict, a.Codes, a.Message)
			}
		}
	}
}

// TestChangedBeginning: a key whose first characters were changed is no shared secret.
func TestChangedBeginning(t *testing.T) {
	k, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 {
		text := []byte(k.PublicBase64())
		text[i] ^= 1
		if a := importer.Import(text); a.Taken() && a.Kind == keys.Secret {
			t.Errorf("character %d changed: %s %q", i, a.Verdict, a.Codes)
		}
	}
}

// TestCutAnywhere: base64 of a key whose end is missing is told as such at any length.
func TestCutAnywhere(t *testing.T) {
	k, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	text := string(k.PrivateBase64().Reveal())
	for n := 24; n < len(text)-60; n += 17 {
		a := importer.Import([]byte(text[:n]))
		if a.Code != keys.Truncated {
			t.Errorf("cut at %d: %s %q %s", n, a.Verdict, a.Codes, a.Message)
		}
	}
}

// TestCutForms: the beginning of a key in other forms says the same.
func TestCutForms(t *testing.T) {
	k, err := keys.Generate(context.Background(), keys.NewRSA2048)
	if err != nil {
		t.Fatal(err)
	}
	der, _ := base64.StdEncoding.DecodeString(k.PublicBase64())
	url := base64.RawURLEncoding.EncodeToString(der)
	for name, text := range map[string]string{
		"gzip":        b64(zip(string(k.PrivatePEM().Reveal()))),
		"base64url":   url[:60] + "_-" + url[62:], // whatever the key, it has the signs of base64url
		"XML of .NET": "<RSAKeyValue><Modulus>" + k.PublicBase64() + "</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>",
	} {
		for n := 90; n < len(text)-14; n += 13 {
			for _, o := range []importer.Options{{}, use("jwt"), use("fastpix")} {
				if a := importer.ImportWith([]byte(text[:n]), o); a.Code != keys.Truncated {
					t.Errorf("%s, cut at %d: %s %q %s", name, n, a.Verdict, a.Codes, a.Message)
				}
			}
		}
	}
	for _, text := range []string{"-----BEGIN ", "-----BEGIN PRIVA", "-----BEGIN RSA PRIVATE KEY", "-----BEGIN PUBLIC KEY---"} {
		for _, o := range []importer.Options{{}, use("jwt"), use("edgecast")} {
			if a := importer.ImportWith([]byte(text), o); a.Code != keys.Truncated {
				t.Errorf("%q: %s %q %s", text, a.Verdict, a.Codes, a.Message)
			}
		}
	}
	if a := importer.Import([]byte(strings.TrimRight(b64(zip(k.PublicPEM())), "="))); !a.Taken() || a.Key.Fingerprint() != k.Fingerprint() {
		t.Errorf("gzip without padding: %s %q %s", a.Verdict, a.Codes, a.Message)
	}
}

// TestErrorTexts: what a library or a shell printed in the place of a key, and what it means.
func TestErrorTexts(t *testing.T) {
	for text, means := range map[string]string{
		"bash: openssl: command not found":                                                    "not installed",
		"'openssl' is not recognized as an internal or external command,":                     "not installed",
		"cat: private.pem: No such file or directory":                                         "not where the program looked",
		"FileNotFoundError: [Errno 2] No such file or directory: 'a.key'":                     "not where the program looked",
		"-bash: key.pem: Permission denied":                                                   "may not read",
		"Error from server (NotFound): secrets \"x\" not found":                               "store of secrets",
		"An error occurred (AccessDeniedException) when calling the GetSecretValue operation": "store of secrets",
		"secretOrPrivateKey must be an asymmetric key when using RS256":                       "wants a private key",
		"Error: ENOENT: no such file or directory, open 'private.pem'":                        "not where the program looked",
		"Get-Content : Cannot find path 'C:\\key.pem' because it does not exist.":             "not where the program looked",
		"Error making API request.\n\nCode: 403. Errors:\n\n* permission denied":              "store of secrets",
		"Vault is sealed": "store of secrets",
		`Exception in thread "main" java.lang.NullPointerException`:                            "has failed",
		"System.Security.Cryptography.CryptographicException: Bad Data.":                       "has failed",
		"panic: runtime error: invalid memory address or nil pointer dereference":              "has failed",
		"thread 'main' panicked at src/main.rs:3:5:":                                           "has failed",
		"usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]":          "has failed",
		"An error occurred (ParameterNotFound) when calling the GetParameter operation: ":      "store of secrets",
		`Field "private_key" not present in secret`:                                            "store of secrets",
		"security: SecKeychainSearchCopyNext: The item could not be found in the keychain.":    "store of secrets",
		"The connection to the server localhost:8080 was refused - did you specify the right?": "could not be reached",
		"no healthy upstream": "could not be reached",
		"AADSTS700082: The refresh token has expired due to inactivity.": "not signed in",
		"Your session has expired":                                       "not signed in",
		`Load key "key.pem": invalid format`:                             "decoded or decrypted",
		"sops metadata not found":                                        "decoded or decrypted",
		"less: private.pem: No such file":                                "not where the program looked",
		"fish: Unknown command: openssl":                                 "not installed",
		"NoSuchKey":                                                      "store of secrets",
		"NullPointerException":                                           "has failed",
		"TypeError [ERR_INVALID_ARG_TYPE]: The argument must be of type string": "has failed",
		"base64: invalid input":              "decoded or decrypted",
		"Enter pass phrase for private.pem:": "asked for the password",
		"Unable to locate credentials. You can configure credentials by running \"aws configure\".": "not signed in",
		"error:0909006C:PEM routines:get_name:no start line":                                        "could not be read",
	} {
		for _, o := range []importer.Options{{}, use("jwt"), use("fastpix")} {
			if a := importer.ImportWith([]byte(text), o); a.Code != keys.IsErrorText || !strings.Contains(a.Message, means) {
				t.Errorf("%q for %q: %s %q %s", text, o.Want.Whose, a.Verdict, a.Codes, a.Message)
			}
		}
	}
}
