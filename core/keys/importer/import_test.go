package importer_test

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func TestForms(t *testing.T) {
	pkcs8 := string(read(t, "A01_rsa2048_pkcs8.pem"))
	oneLine := string(read(t, "C01_b64pem.txt"))
	escaped := strings.ReplaceAll(pkcs8, "\n", `\n`)
	tests := []struct {
		name, text, form string
		codes            []keys.Code
		repairs          []string
	}{
		{"PEM", pkcs8, "PEM, PKCS#8", nil, nil},
		{"PKCS#1 public", string(read(t, "A04_rsa2048_pkcs1pub.pem")), "public PEM, PKCS#1", nil, nil},
		{"SEC 1", string(read(t, "A23_ec_P-384_sec1.pem")), "PEM, SEC 1", nil, nil},
		{"base64 of PEM", oneLine, "base64 of PEM", nil, nil},
		{"wrapped with CRLF", strings.ReplaceAll(string(read(t, "C04_b64pem_wrapped64.txt")), "\n", "\r\n"), "base64 of PEM", nil, nil},
		{"white space around", "\r\n\t " + oneLine + " \n\n", "base64 of PEM", nil, nil},
		{"space at line ends", strings.ReplaceAll(pkcs8, "\n", "  \r\n"), "PEM, PKCS#8", nil, nil},
		{"escaped", escaped, "PEM, PKCS#8", []keys.Code{keys.FixedEscapedNewlines}, []string{"escaped line ends"}},
		{"escaped CRLF", strings.ReplaceAll(pkcs8, "\n", `\r\n`), "PEM, PKCS#8", []keys.Code{keys.FixedEscapedNewlines}, []string{"escaped line ends"}},
		{"escaped slashes", strings.ReplaceAll(escaped, "/", `\/`), "PEM, PKCS#8", []keys.Code{keys.FixedEscapedNewlines}, []string{"escaped line ends"}},
		{
			"quotes and escapes", `"` + escaped + `",`, "PEM, PKCS#8",
			[]keys.Code{keys.FixedQuotes, keys.FixedEscapedNewlines},
			[]string{"quotes", "escaped line ends"},
		},
		{"comma", oneLine + ",", "base64 of PEM", []keys.Code{keys.FixedQuotes}, []string{"a comma at the end"}},
		{"one quote", oneLine + `"`, "base64 of PEM", []keys.Code{keys.FixedQuotes}, []string{"quotes"}},
		{"base64 twice", b64(oneLine), "base64 of base64 of PEM", []keys.Code{keys.DoubleBase64}, []string{"base64 twice"}},
		{"quotes inside base64", b64(`"` + pkcs8 + `"`), "base64 of PEM", []keys.Code{keys.FixedQuotes}, []string{"quotes"}},
		{"answer that creates a key", string(read(t, "fastpix_create_201.json")), "JSON of base64 of PEM", []keys.Code{keys.PublishedSample, keys.TakenFromJSON}, nil},
		{"answer that shows a key", string(read(t, "fastpix_get_200.json")), "JSON of public PEM", []keys.Code{keys.TakenFromJSON}, nil},
		{"its data alone", `{"id":"x","privateKey":"` + oneLine + `"}`, "JSON of base64 of PEM", []keys.Code{keys.TakenFromJSON}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := importer.Import([]byte(tt.text))
			if !a.Taken() {
				t.Fatalf("refused: %s %s", a.Code, a.Message)
			}
			want := importer.Accept
			if len(tt.codes) > 0 {
				want = importer.AcceptWarn
			}
			if a.Verdict != want || (want == importer.AcceptWarn && (a.Code != tt.codes[0] || a.Message == "")) {
				t.Errorf("%s %q %q, want %s", a.Verdict, a.Code, a.Message, want)
			}
			if a.Form != tt.form || !slices.Equal(a.Codes, tt.codes) || !slices.Equal(a.Repairs, tt.repairs) {
				t.Errorf("form %q, codes %v, repairs %q", a.Form, a.Codes, a.Repairs)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	pkcs8 := string(read(t, "A01_rsa2048_pkcs8.pem"))
	one := published(t)[0].PrivateKey
	lines := strings.SplitAfter(pkcs8, "\n")
	tests := []struct {
		name, text string
		code       keys.Code
		says       string
	}{
		{"nothing", "", keys.Empty, "nothing"},
		{"token", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", keys.IsToken, "token, not a key"},
		{"token in a header", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", keys.IsToken, "token, not a key"},
		{"address", "https://stream.fastpix.com/x.m3u8?token=eyJ", keys.IsURL, "address, not a key"},
		{"key ID", "fc9d9368-6ee5-4b16-ae50-880a2374bdc4", keys.IsKeyID, "This is a key ID, not a key"},
		{"key ID in quotes", `"fc9d9368-6ee5-4b16-ae50-880a2374bdc4",`, keys.IsKeyID, "key ID"},
		{"web page", "\n<html lang=en><p>403", keys.IsHTML, "web page"},
		{"API error", `{"success":false,"error":{"code":401,"message":"no"}}`, keys.IsAPIError, "code 401"},
		{"answer without the key", `{"success":true,"data":{"id":"fc9d9368"}}`, keys.IsKeyID, "by its ID"},
		{"other JSON", `{"success":true,"error":null}`, keys.UnknownBinary, "JSON"},
		{"broken JSON", `{"success":true,"data":{"privateKey":"` + one, keys.Truncated, "not a whole one"},
		{"too long", strings.Repeat("A", 256<<10+1), keys.UnknownBinary, "256 KiB"},
		{"binary", "\x00\x01\x02", keys.UnknownBinary, "bytes"},
		{"zero bytes", strings.Repeat("\x00", 300), keys.Empty, "nothing here but zero bytes"},
		{"base64 of zero bytes", strings.Repeat("A", 64<<10), keys.Empty, "nothing here but zero bytes"},
		{"prose", "The quick brown fox jumps over the lazy dog, and then over the other dogs as well.", keys.UnknownBinary, "not a key"},
		{"placeholder", "currentKeySecret", keys.IsPlaceholder, "placeholder"},
		{"hexadecimal", strings.Repeat("0f", 33), keys.PASETOKeyLength, "33 bytes"},
		{"gzip cut off", zip(pkcs8)[:400], keys.Truncated, "gzip"},
		{"base64 three times", b64(b64(one)), keys.UnknownBinary, "not a key"},
		{"OpenSSH", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", keys.UnknownBinary, "not a key"},
		{"certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", keys.UnknownBinary, "not a key"},
		{"request", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----", keys.UnknownBinary, "not a key"},
		{"parameters", "-----BEGIN EC PARAMETERS-----\nAAAA\n-----END EC PARAMETERS-----", keys.ParamsOnly, "parameters"},
		{"other label", "-----BEGIN NEWS-----\nAAAA\n-----END NEWS-----", keys.KeyTypeUnsupported, "BEGIN line"},
		{"empty block", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", keys.PEMEmpty, "nothing between"},
		{"not a key inside", "-----BEGIN PRIVATE KEY-----\naGVsbG8h\n-----END PRIVATE KEY-----", keys.UnknownBinary, "not a key"},
		{"END line spoilt", strings.Replace(pkcs8, "-----END", "-----ENDE", 1), keys.PEMLabelPair, "END line"},
		{"no BEGIN line and a line less", strings.Join(lines[2:], ""), keys.UnknownBinary, "not a key"},
		{"cut in the last line", pkcs8[:len(pkcs8)-35], keys.Truncated, "cut off"},
		{"line twice", strings.Join(slices.Insert(slices.Clone(lines), 5, lines[5]), ""), keys.PEMBodyLength, "48 bytes too many"},
		{"space in a body without its length", strings.Replace(strings.Replace(pkcs8, lines[1], "", 1), lines[3], lines[3][:9]+" "+lines[3][9:], 1), keys.B64BadChar, "a space in line 3, column 10"},
		{"one character lost in PEM", strings.Replace(pkcs8, lines[3], lines[3][1:], 1), keys.B64Length, "groups of four"},
		{"wrong character in base64", one[:100] + "*" + one[101:], keys.B64BadChar, "the character '*' in line 1, column 101"},
		{"wrong character behind a quote", "\n\"" + one[:100] + "*" + one[101:], keys.B64BadChar, "in line 2, column 102"},
		{"accented character", one[:100] + "é" + one[101:], keys.B64BadChar, "the character 'é'"},
		{"padding in the middle", one[:100] + "=" + one[101:], keys.B64BadChar, "the character '='"},
		{"wrong character inside", b64(strings.Replace(pkcs8, lines[3], "*"+lines[3][1:], 1)), keys.B64BadChar, "in line 4, column 1 of the text inside the base64"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := importer.Import([]byte(tt.text))
			if a.Verdict != importer.Reject || a.Code != tt.code || a.Taken() {
				t.Errorf("%s %q, want reject %q", a.Verdict, a.Code, tt.code)
			}
			if !strings.Contains(a.Message, tt.says) || a.Hint == "" {
				t.Errorf("message %q, hint %q; want %q", a.Message, a.Hint, tt.says)
			}
		})
	}
}

// TestWords keeps every sentence of the vectors in the tone of the house.
func TestWords(t *testing.T) {
	for file := range vectors(t) {
		a := importer.Import(read(t, file))
		for _, s := range []string{a.Message, a.Hint} {
			if strings.ContainsAny(s, "!\u2014\u2013") || strings.Contains(s, "  ") {
				t.Errorf("%s: %q", file, s)
			}
		}
	}
}

// TestAnswerAsJSON keeps an answer fit for a report.
func TestAnswerAsJSON(t *testing.T) {
	out, err := json.Marshal(importer.Import(read(t, "A01_rsa2048_pkcs8.pem")))
	if err != nil || !strings.Contains(string(out), `"Key":"[RSA 2048, private, sha256 05586d54f2af81f9]"`) {
		t.Errorf("%s %v", out, err)
	}
}
