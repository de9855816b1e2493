package importer_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
)

// coded is a text and the one answer it must get.
type coded struct {
	name, text string
	opts       importer.Options
	verdict    importer.Verdict
	code       keys.Code
	says       string
}

// use is how a key is read for a platform, or for hmac as ptok names it.
func use(name string) importer.Options {
	if name == "hmac" {
		return importer.Options{Want: importer.HMACSecret}
	}
	if p := all.ByName(name); p != nil {
		return importer.Options{Want: p.KeyWantFor(nil)}
	}
	return importer.Options{}
}

const (
	hex64 = "97841b575f3ba280d63d5b8085c9f5bf77a310f1ce2d4ffd4090086508d638b7"
	plain = "correct-horse-battery-staple-0815x"
)

// jwkWith is a JWK of the vectors with some members changed; nil takes one away.
func jwkWith(t testing.TB, file string, change map[string]any) string {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal(read(t, file), &o); err != nil {
		t.Fatal(err)
	}
	for name, v := range change {
		if v == nil {
			delete(o, name)
		} else {
			o[name] = v
		}
	}
	out, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// codedTexts are texts of one's own for nearly every code; the rest comes from
// other tables.
func codedTexts(t testing.TB) []coded {
	rsaPEM := string(read(t, "A01_rsa2048_pkcs8.pem"))
	rsaPublic := string(read(t, "A04_rsa2048_pkcs1pub.pem"))
	other := string(read(t, "A22_ec_P-256_pkcs8.pem"))
	one := strings.TrimSpace(string(read(t, "C01_b64pem.txt")))
	lines := strings.SplitAfter(rsaPEM, "\n")
	raw32, _ := hex.DecodeString(hex64)
	b64of := base64.StdEncoding.EncodeToString
	k4 := "k4.local." + base64.RawURLEncoding.EncodeToString(raw32)
	rsaJWK, ecJWK := "A35_rsa2048_private_nocrt.jwk", "A26_ec_P-521.jwk"
	var m map[string]string
	if err := json.Unmarshal(read(t, rsaJWK), &m); err != nil {
		t.Fatal(err)
	}
	n, _ := base64.RawURLEncoding.DecodeString(m["n"])
	zeroN := base64.RawURLEncoding.EncodeToString(append([]byte{0}, n...))
	publicJWK := jwkWith(t, rsaJWK, map[string]any{"d": nil, "kid": "a"})
	ecPublicJWK := jwkWith(t, ecJWK, map[string]any{"d": nil, "kid": "a"})
	const yes, warn, ask, no = importer.Accept, importer.AcceptWarn, importer.Ask, importer.Reject
	bare := importer.Options{}
	return []coded{
		// Shared secrets.
		{"64 hex digits", hex64, bare, ask, keys.HexOrText, "64 hexadecimal digits"},
		{"64 hex digits and a line end", hex64 + "\n", bare, ask, keys.HexOrText, ""},
		{"64 hex digits as text", hex64, importer.Options{Choose: 1}, yes, "", ""},
		{"64 hex digits as bytes", hex64, importer.Options{Choose: 2}, yes, "", ""},
		{"64 hex digits, Edgecast", hex64 + "\n", use("edgecast"), warn, keys.FixedSpaces, "line end"},
		{"64 hex digits, Edgecast, bare", hex64, use("edgecast"), yes, "", ""},
		{"64 hex digits, Fastevo", hex64, use("fastevo"), yes, "", ""},
		{"64 hex digits, JWT", hex64, use("jwt"), warn, keys.IsHex, "taken as text"},
		{"64 hex digits, FastPix", hex64, use("fastpix"), no, keys.KeyTypeUnsupported, "RS256"},
		{"62 hex digits, Fastevo", hex64[2:], use("fastevo"), no, keys.PASETOKeyLength, "31 bytes"},
		{"62 hex digits, JWT", hex64[2:], use("jwt"), warn, keys.IsHex, ""},
		{"63 hex digits", hex64[1:], bare, warn, keys.HexOdd, "63 hexadecimal digits"},
		{"63 hex digits, Fastevo", hex64[1:], use("fastevo"), no, keys.PASETOKeyLength, "odd number"},
		{"0x", "0x" + hex64, bare, warn, keys.HexPrefix, "0x"},
		{"colons", strings.TrimSuffix(pairs(hex64, ":"), ":"), bare, warn, keys.HexSeparators, ""},
		{"C bytes", strings.TrimSuffix("0x"+pairs(hex64, ", 0x"), ", 0x"), bare, warn, keys.HexSeparators, ""},
		{"base64 of 32 bytes", b64of(raw32), bare, ask, keys.B64OrText, "base64"},
		{"base64url of 32 bytes", base64.RawURLEncoding.EncodeToString(raw32), bare, ask, keys.B64OrText, ""},
		{"base64 as text", b64of(raw32), importer.Options{Choose: 1}, yes, "", ""},
		{"base64 as bytes", b64of(raw32), importer.Options{Choose: 2}, yes, "", ""},
		{"base64, Edgecast", b64of(raw32), use("edgecast"), yes, "", ""},
		{"base64, Fastevo", b64of(raw32), use("fastevo"), yes, "", ""},
		{"base64 of 31 bytes, Fastevo", b64of(raw32[1:]), use("fastevo"), no, keys.PASETOKeyLength, "31 bytes"},
		{"k4.local", k4, bare, yes, "", ""},
		{"k4.local, Fastevo", k4 + "\n", use("fastevo"), yes, "", ""},
		{"k4.local, short", k4[:len(k4)-4], bare, no, keys.PASETOKeyLength, "29 bytes"},
		{"k2.local", "k2" + k4[2:], bare, no, keys.PASERKVersion, "another version"},
		{"k4.secret", "k4.secret." + k4[9:], bare, no, keys.PASERKVersion, "another purpose"},
		{"k4.local-wrap", "k4.local-wrap.pie." + k4[9:], bare, no, keys.PASERKVersion, ""},
		{"k4.lid", "k4.lid." + k4[9:], bare, no, keys.IsKeyID, ""},
		{"text", plain, bare, yes, "", ""},
		{"text, FastPix", plain, use("fastpix"), no, keys.KeyTypeUnsupported, "FastPix signs with RS256"},
		{"text, Bitmovin", plain, use("bitmovin"), no, keys.KeyTypeUnsupported, "Bitmovin signs with RS256"},
		{"text, Fastevo", plain, use("fastevo"), no, keys.PASETOKeyLength, "34 characters"},
		{"text of 32, Fastevo", plain[:32], use("fastevo"), yes, "", ""},
		{"text and a line end", plain + "\n", bare, ask, keys.TrailingNewline, "line end"},
		{"text and CRLF", plain + "\r\n", bare, ask, keys.TrailingNewline, ""},
		{"line end left out", plain + "\n", importer.Options{Choose: 1}, yes, "", ""},
		{"line end kept", plain + "\n", importer.Options{Choose: 2}, yes, "", ""},
		{"text and a line end, JWT", plain + "\n", use("jwt"), warn, keys.FixedSpaces, "line end"},
		{"text in quotes", `"` + plain + `"`, bare, warn, keys.FixedQuotes, ""},
		{"text with spaces around", "  " + plain + " ", bare, warn, keys.FixedSpaces, ""},
		{"env line", "JWT_SECRET=" + plain, bare, warn, keys.FixedEnvLine, ""},
		{"export with quotes", `export JWT_SECRET="` + plain + `"`, bare, warn, keys.FixedEnvLine, ""},
		{"YAML", "jwt_secret: " + plain, bare, warn, keys.TakenFromYAML, ""},
		{"code", `const secret = "` + plain + `";`, bare, warn, keys.FixedSourceCode, ""},
		{"JSON", `{"tokenSigningKeySecret":"` + plain + `"}`, bare, warn, keys.TakenFromJSON, ""},
		{"JSON, hex, Fastevo", `{"tokenSigningKeySecret":"` + hex64 + `"}`, use("fastevo"), warn, keys.TakenFromJSON, ""},
		{"BOM", "\ufeff" + plain, bare, warn, keys.FixedBOM, ""},
		{"short", "kJ3x9Qz", bare, warn, keys.HMACKeyShort, "7 bytes"},
		{"short, Edgecast", "kJ3x9Qz", use("edgecast"), yes, "", ""},
		{"weak", "letmein", bare, warn, keys.WeakSecret, "easy to guess"},
		{"weak, repeated", strings.Repeat("xy", 20), bare, warn, keys.WeakSecret, ""},
		{"weak, a row", "abcdefghijklmnopqrstuvwxyz0123456789", bare, warn, keys.WeakSecret, ""},
		{"beyond ASCII", "p\u00e4ssw\u00f6rd-\u4e2d\u6587-0123456789abcdef", bare, warn, keys.NonASCIISecret, ""},
		{"invisible", plain[:9] + "\u200b" + plain[9:], bare, warn, keys.InvisibleChars, "U+200B"},
		{"no-break space", plain[:9] + "\u00a0" + plain[9:], bare, warn, keys.InvisibleChars, "U+00A0"},
		{"zero byte", plain[:9] + "\x00" + plain[9:], bare, warn, keys.NulByte, "zero byte"},
		{"zero byte at the end", plain + "\x00", bare, warn, keys.NulByte, "zero byte"},
		{"too long for Edgecast", strings.Repeat("kJ3x9Qz1", 32), use("edgecast"), warn, keys.SecretTooLong, "256 characters"},
		{"published secret", "your-256-bit-secret", bare, warn, keys.PublishedSample, "jwt.io"},
		{"private key for HMAC", rsaPEM, use("hmac"), warn, keys.RSAKeyAsHMAC, "RS256"},
		{"public key for HMAC", rsaPublic, use("hmac"), no, keys.PublicKeyAsHMAC, "public key"},
		{"private key for Edgecast", rsaPEM, use("edgecast"), no, keys.KeyTypeUnsupported, "shared secret"},
		{"EC key for FastPix", other, use("fastpix"), no, keys.KeyTypeUnsupported, "RSA key"},
		{"EC key for JWT", other, use("jwt"), yes, "", ""},

		// JSON Web Keys.
		{"no primes", string(read(t, rsaJWK)), bare, warn, keys.JWKNoPrimes, "primes"},
		{"leading zero", jwkWith(t, rsaJWK, map[string]any{"d": nil, "n": zeroN}), bare, warn, keys.JWKLeadingZero, "zero byte"},
		{"standard base64", string(read(t, "A38_rsa2048_public_stdb64.jwk")), bare, warn, keys.JWKStdBase64, ""},
		{"no kty", jwkWith(t, rsaJWK, map[string]any{"kty": nil}), bare, no, keys.JWKNoKty, "no kty"},
		{"kty in small letters", jwkWith(t, ecJWK, map[string]any{"kty": "ec"}), bare, no, keys.JWKKtyCase, `"EC"`},
		{"unknown kty", jwkWith(t, ecJWK, map[string]any{"kty": "AKP"}), bare, no, keys.KeyTypeUnsupported, ""},
		{"empty member", jwkWith(t, rsaJWK, map[string]any{"e": ""}), bare, no, keys.JWKFieldEmpty, "member e"},
		{"missing member", jwkWith(t, ecJWK, map[string]any{"y": nil}), bare, no, keys.JWKFieldEmpty, "member y"},
		{"secret of padding alone", `{"kty":"oct","k":"=="}`, use("hmac"), no, keys.JWKFieldEmpty, "member k"},
		{"public key for a secret", `{"kty":"oct","k":` + asJSON(rsaPublic) + `}`, use("hmac"), no, keys.B64BadChar, "PEM form"},
		{"d of another key", jwkWith(t, rsaJWK, map[string]any{"d": m["n"][:300]}), bare, no, keys.KeyInconsistent, ""},
		{"coordinate too short", jwkWith(t, ecJWK, map[string]any{"x": "AAAA"}), bare, no, keys.ECCoordinateLength, "member x"},
		{"other halves", jwkWith(t, ecJWK, map[string]any{"d": base64.RawURLEncoding.EncodeToString(append(make([]byte, 65), 7))}), bare, no, keys.KeyHalvesMismatch, ""},
		{"unknown curve", jwkWith(t, ecJWK, map[string]any{"crv": "secp256k1"}), bare, no, keys.ECCurveUnsupported, ""},
		{"X25519", `{"kty":"OKP","crv":"X25519","x":"` + m["n"][:43] + `"}`, bare, no, keys.KeyTypeUnsupported, ""},
		{"oct, Fastevo", string(read(t, "A41_oct256.jwk")), use("fastevo"), yes, "", ""},
		{"member twice", `{"kty":"RSA","kty":"RSA","n":"` + m["n"] + `","e":"AQAB"}`, bare, no, keys.JSONDuplicate, `"kty"`},
		{"member elided", jwkWith(t, rsaJWK, map[string]any{"n": "1vb76..."}), bare, no, keys.Elided, ""},
		{"set of one", `{"keys":[` + publicJWK + `]}`, bare, yes, "", ""},
		{"set of two", `{"keys":[` + publicJWK + `,` + jwkWith(t, ecJWK, map[string]any{"d": nil}) + `]}`, bare, ask, keys.ChooseKey, "2 different public keys"},
		{"set of two, the second", `{"keys":[` + publicJWK + `,` + jwkWith(t, ecJWK, map[string]any{"d": nil}) + `]}`, importer.Options{Choose: 2}, yes, "", ""},
		{"set with one kid twice", `{"keys":[` + publicJWK + `,` + ecPublicJWK + `]}`, importer.Options{Choose: 1}, warn, keys.JWKSDuplicateKid, "kid"},
		{"set with one key twice", `{"keys":[` + publicJWK + `,` + publicJWK + `]}`, bare, warn, keys.JWKSDuplicateKid, "kid"},
		{"empty set", `{"keys":[]}`, bare, no, keys.Empty, "key set"},
		{"JWK in code", "const jwk = " + publicJWK + ";", bare, warn, keys.FixedSourceCode, ""},
		{"JWK in base64", b64(publicJWK), bare, yes, "", ""},
		{"JWK in an answer", `{"data":{"key":` + publicJWK + `}}`, bare, yes, "", ""},

		// Something else.
		{"ARN", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", bare, no, keys.IsCloudKeyID, "cloud"},
		{"Google", "projects/p/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1", bare, no, keys.IsCloudKeyID, ""},
		{"Azure", "https://example.vault.azure.net/keys/signing/0123456789abcdef", bare, no, keys.IsCloudKeyID, ""},
		{"path", "/home/ann/private.pem", bare, no, keys.IsPath, "name of a file"},
		{"Windows path", `C:\keys\private.pem`, bare, no, keys.IsPath, ""},
		{"home path", "~/.ssh/id_rsa", bare, no, keys.IsPath, ""},
		{"file name", "private.pem", bare, no, keys.IsPath, ""},
		{"curl file", "@private.pem", bare, no, keys.IsPath, ""},
		{"file URL", "file:///home/ann/private.pem", bare, no, keys.IsPath, ""},
		{"placeholder", "YOUR_PRIVATE_KEY", bare, no, keys.IsPlaceholder, ""},
		{"placeholder in brackets", "<your private key>", bare, no, keys.IsPlaceholder, ""},
		{"placeholder of a template", "{{ .Values.secret }}", bare, no, keys.IsPlaceholder, ""},
		{"placeholder of a shell", "${FASTPIX_KEY}", bare, no, keys.IsPlaceholder, ""},
		{"undefined", "undefined", bare, no, keys.IsPlaceholder, ""},
		{"Fastevo sample", "newlyGeneratedKeySecret", use("fastevo"), no, keys.IsPlaceholder, ""},
		{"placeholder in PEM", "-----BEGIN PRIVATE KEY-----\nYOUR_KEY_HERE\n-----END PRIVATE KEY-----", bare, no, keys.IsPlaceholder, ""},
		{"elided PEM", lines[0] + lines[1] + "...\n" + lines[len(lines)-2] + lines[len(lines)-1], bare, no, keys.Elided, "left out"},
		{"elided base64", one[:200] + "\u2026" + one[2000:], bare, no, keys.Elided, ""},
		{"redacted", lines[0] + "[REDACTED]\n" + lines[len(lines)-1], bare, no, keys.Elided, ""},
		{"elided secret", "kJ3x9Qz...pQ2", bare, no, keys.Elided, ""},
		{"error in words", "401 Unauthorized", bare, no, keys.IsAPIError, ""},
		{"error in JSON", `{"message":"Forbidden","statusCode":403}`, bare, no, keys.IsAPIError, "403"},
		{"error in XML", `<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>`, bare, no, keys.IsAPIError, ""},
		{"PuTTY", "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none", bare, no, keys.IsPPK, "PuTTY"},
		{"SSH fingerprint", "SHA256:l4QbV187ooDWPVuAhcn1v3ejEPHOLU/9QJAIZQjWOLc", bare, no, keys.IsKeyID, ""},
		{"key ID of Bitmovin", "9m4e2mr0ui3e8a215n4g", bare, no, keys.IsKeyID, ""},
		{"key ID in braces", "{fc9d9368-6ee5-4b16-ae50-880a2374bdc4}", bare, no, keys.IsKeyID, ""},
		{"token in a header line", "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", bare, no, keys.IsToken, ""},
		{"two lines swapped", lines[0] + lines[2] + lines[1] + strings.Join(lines[3:], ""), bare, no, keys.UnknownBinary, ""},
		{"two late lines swapped", strings.Join(lines[:9], "") + lines[10] + lines[9] + strings.Join(lines[11:], ""), bare, no, keys.KeyInconsistent, ""},
		{"base64 of a request", b64(string(read(t, "E13_pkcs7.p7b"))), bare, no, keys.IsPKCS7, ""},
		{"BEGIN line alone", lines[0], bare, no, keys.Truncated, ""},
		{"long, for nobody", strings.Repeat("kJ3x9Qz1", 40), bare, warn, keys.SecretTooLong, "320 characters"},
		{"capitals lost", strings.ToLower(one), bare, no, keys.B64CaseLost, "one case"},
		{"capitals lost in PEM", lines[0] + strings.ToUpper(strings.Join(lines[1:len(lines)-1], "")) + lines[len(lines)-1], bare, no, keys.B64CaseLost, ""},
		{"two lines of prose", "This is my key.\nPlease keep it safe.", bare, no, keys.UnknownBinary, ""},
		{"multiple keys", rsaPEM + other, bare, ask, keys.MultipleKeys, "2 different private keys"},
		{"multiple keys, the second", rsaPEM + other, importer.Options{Choose: 2}, yes, "", ""},
		{"multiple keys in base64", one + "\n\n" + b64(other), bare, ask, keys.MultipleKeys, ""},
		{"choose in JSON", `{"a":` + asJSON(rsaPEM) + `,"b":` + asJSON(other) + `}`, bare, ask, keys.ChooseKey, ""},
		{"RSA very large", string(pemOf(t, "RSA PUBLIC KEY", struct{ N, E *big.Int }{modulus(8192), big.NewInt(65537)})), bare, warn, keys.RSAVeryLarge, "8,192 bits"},
		{"base64 with a hole at its start", "LS0tLS1CRUdJTiBQUklW", bare, no, keys.Truncated, "beginning"},
	}
}

// pairs writes hexadecimal digits in pairs.
func pairs(digits, between string) string {
	var b strings.Builder
	for i := 0; i < len(digits); i += 2 {
		b.WriteString(digits[i:i+2] + between)
	}
	return b.String()
}

func TestCodes(t *testing.T) {
	t.Parallel()
	for _, c := range codedTexts(t) {
		t.Run(c.name, func(t *testing.T) {
			a := importer.ImportWith([]byte(c.text), c.opts)
			if a.Verdict != c.verdict || a.Code != c.code || !strings.Contains(a.Message, c.says) {
				t.Errorf("%s %q %q, want %s %q %q", a.Verdict, a.Codes, a.Message, c.verdict, c.code, c.says)
			}
			if a.Taken() != (c.verdict == importer.Accept || c.verdict == importer.AcceptWarn) {
				t.Errorf("taken: %v", a.Taken())
			}
			for _, s := range []string{a.Message, a.Hint} {
				if strings.ContainsAny(s, "!\u2014\u2013") || strings.Contains(s, "  ") {
					t.Errorf("words %q", s)
				}
			}
		})
	}
}

// class lists the codes of safety.md by the answer that they come with.
var class = map[importer.Verdict]string{
	importer.AcceptWarn: `der_trailing double_base64 edgecast_key_too_long extra_blocks fixed_bom fixed_dashes fixed_data_uri
		fixed_env_line fixed_escaped_newlines fixed_fence fixed_header_case fixed_html fixed_indent fixed_invisible
		fixed_line_ends fixed_lookalike fixed_one_line fixed_padding fixed_percent fixed_plus_space fixed_quote_prefix
		fixed_quotes fixed_source_code fixed_spaces fixed_trailing_percent fixed_utf16 hex_odd hex_prefix hex_separators
		hmac_key_short invisible_chars is_certificate is_csr is_gzip is_hex is_openssh is_ssh_public jwk_leading_zero
		jwk_no_primes jwk_std_base64 jwks_duplicate_kid label_mismatch missing_footer no_pem_header non_ascii_secret
		nul_byte published_sample rsa_exponent_3 rsa_key_as_hmac rsa_multiprime rsa_too_small rsa_very_large
		taken_from_json taken_from_yaml weak_secret`,
	importer.Ask: `b64_or_text choose_key hex_or_text is_pkcs12 key_encrypted multiple_keys trailing_newline`,
	importer.Reject: `b64_bad_char b64_case_lost b64_length b64pem_missing_chars ec_coordinate_length ec_curve_unsupported
		ec_point_not_on_curve elided empty is_api_error is_cloud_key_id is_error_text is_html is_key_id is_path is_pgp is_pkcs7
		is_placeholder is_ppk is_token is_url json_duplicate jwk_field_empty jwk_kty_case jwk_no_kty
		key_halves_mismatch key_inconsistent key_type_unsupported params_only paserk_version paseto_key_length
		pem_body_length pem_empty pem_label_pair public_key_as_hmac rsa_crt_missing rsa_exponent rsa_pss_key_oid
		rsa_too_large truncated unknown_binary`,
}

// TestEachCodeKeepsItsClass looks at all answers of the tables: a code of a
// question is never a refusal, and the other way round. Only a size of RSA is
// both a remark and a refusal.
func TestEachCodeKeepsItsClass(t *testing.T) {
	t.Parallel()
	of := map[keys.Code]importer.Verdict{}
	for verdict, list := range class {
		for _, c := range strings.Fields(list) {
			of[keys.Code(c)] = verdict
		}
	}
	seen := map[keys.Code]bool{}
	look := func(name string, a importer.Answer) {
		for _, c := range a.Codes[:min(1, len(a.Codes))] {
			seen[c] = true
			if of[c] != a.Verdict && c != keys.RSATooSmall {
				t.Errorf("%s: %q with %s, it belongs to %q", name, c, a.Verdict, of[c])
			}
		}
	}
	for _, c := range codedTexts(t) {
		look(c.name, importer.ImportWith([]byte(c.text), c.opts))
	}
	for file := range vectors(t) {
		look(file, importer.Import(read(t, file)))
	}
	t.Logf("%d of %d codes seen here", len(seen), len(of))
	if len(of) != 55+7+41 {
		t.Errorf("%d codes in the list", len(of))
	}
	_ = slices.Sorted(maps.Keys(seen))
}
