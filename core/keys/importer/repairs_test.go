package importer_test

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

func utf16Of(s string, order binary.ByteOrder, mark bool) string {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	out := make([]byte, 2*len(units))
	for i, u := range units {
		order.PutUint16(out[2*i:], u)
	}
	return string(out)
}

func eachLine(s string, f func(string) string) string {
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	for i, l := range lines {
		lines[i] = f(l)
	}
	return strings.Join(lines, "\n") + "\n"
}

func asJSON(s string) string { b, _ := json.Marshal(s); return string(b) }

// TestRepairs damages whole keys in the ways in which copying does it. All of
// them must come out as the same key, and the damage must be named.
func TestRepairs(t *testing.T) {
	t.Parallel()
	rsaPEM := string(read(t, "A01_rsa2048_pkcs8.pem"))
	one := strings.TrimSpace(string(read(t, "C01_b64pem.txt")))
	block, _ := pem.Decode([]byte(rsaPEM))
	der := string(block.Bytes)
	lines := strings.Split(strings.TrimSpace(rsaPEM), "\n")
	body := lines[1 : len(lines)-1]
	flat := strings.Join(body, "")
	escaped := strings.ReplaceAll(rsaPEM, "\n", `\n`)
	ec := string(read(t, "A22_ec_P-256_pkcs8.pem"))
	ecBlock, _ := pem.Decode([]byte(ec))
	ecFlat := base64.StdEncoding.EncodeToString(ecBlock.Bytes)
	quote := func(s string) string { return eachLine(s, func(l string) string { return `"` + l + `\n"` }) }
	wrapped := func(s string, n int) string {
		var out []string
		for i := 0; i < len(s); i += n {
			out = append(out, s[i:min(i+n, len(s))])
		}
		return strings.Join(out, "\n")
	}
	const ecPrint, rsaPrint = "62057c147c7847646deeae1b93d4c8633dcf7f303d989cb98db55484abb2ccf1", "05586d54f2af81f9de95611b14d574e64d40ea08d9fc86c7703ed7185a2ae1b8"
	cases := []struct {
		name, text string
		code       keys.Code
	}{
		{"plain", rsaPEM, ""},
		{"raw DER", der, ""},
		{"CRLF", strings.ReplaceAll(rsaPEM, "\n", "\r\n"), ""},
		{"blank lines between", strings.ReplaceAll(rsaPEM, "\n", "\n\n"), ""},
		{"base64, wrapped with CRLF", strings.ReplaceAll(wrapped(one, 76), "\n", "\r\n"), ""},
		{"old Mac line ends", strings.ReplaceAll(rsaPEM, "\n", "\r"), keys.FixedLineEnds},
		{"CR CR LF", strings.ReplaceAll(rsaPEM, "\n", "\r\r\n"), keys.FixedLineEnds},
		{"Unicode line separators", strings.ReplaceAll(rsaPEM, "\n", "\u2028"), keys.FixedLineEnds},
		{"BOM", "\ufeff" + rsaPEM, keys.FixedBOM},
		{"BOM before base64", "\ufeff" + one, keys.FixedBOM},
		{"UTF-16 LE", utf16Of(rsaPEM, binary.LittleEndian, true), keys.FixedUTF16},
		{"UTF-16 BE", utf16Of(rsaPEM, binary.BigEndian, true), keys.FixedUTF16},
		{"UTF-16 LE without mark", utf16Of(rsaPEM, binary.LittleEndian, false), keys.FixedUTF16},
		{"UTF-16 BE without mark", utf16Of(one, binary.BigEndian, false), keys.FixedUTF16},
		{"four dashes", strings.ReplaceAll(rsaPEM, "-----", "----"), keys.FixedDashes},
		{"six dashes", strings.ReplaceAll(rsaPEM, "-----", "------"), keys.FixedDashes},
		{"no dashes", strings.ReplaceAll(rsaPEM, "-----", ""), keys.FixedDashes},
		{"one dash short at the end", strings.TrimSuffix(strings.TrimSpace(rsaPEM), "-"), keys.FixedDashes},
		{"em dashes", strings.ReplaceAll(rsaPEM, "-----", "\u2014\u2014-"), keys.FixedDashes},
		{"en dashes", strings.ReplaceAll(rsaPEM, "-----", "\u2013\u2013\u2013\u2013\u2013"), keys.FixedDashes},
		{"no-break space", strings.ReplaceAll(rsaPEM, "PRIVATE KEY", "PRIVATE\u00a0KEY"), keys.FixedLookalike},
		{"Cyrillic letters", strings.ReplaceAll(rsaPEM, "KEY", "\u041a\u0415Y"), keys.FixedLookalike},
		{"full width letters", strings.ReplaceAll(rsaPEM, "BEGIN", "\uff22\uff25\uff27\uff29\uff2e"), keys.FixedLookalike},
		{"Cyrillic letters in base64", strings.Replace(one, "T", "\u0422", 3), keys.FixedLookalike},
		{"zero-width spaces", strings.ReplaceAll(rsaPEM, "A", "\u200bA"), keys.FixedInvisible},
		{"zero-width in base64", one[:90] + "\u200b" + one[90:700] + "\u2060\ufeff" + one[700:], keys.FixedInvisible},
		{"soft hyphens", one[:90] + "\u00ad" + one[90:], keys.FixedInvisible},
		{"lower case header", strings.ReplaceAll(strings.ReplaceAll(rsaPEM, "BEGIN PRIVATE KEY", "begin private key"), "END PRIVATE KEY", "end private key"), keys.FixedHeaderCase},
		{"mixed case header", strings.ReplaceAll(rsaPEM, "BEGIN PRIVATE KEY", "Begin Private Key"), keys.FixedHeaderCase},
		{"spaces in the header", strings.ReplaceAll(rsaPEM, "PRIVATE KEY", "PRIVATE  KEY "), keys.FixedSpaces},
		{"no space in the header", strings.ReplaceAll(rsaPEM, "BEGIN PRIVATE KEY", "BEGINPRIVATEKEY"), keys.FixedSpaces},
		{"a space in the body", strings.Replace(rsaPEM, flat[20:24], flat[20:22]+" "+flat[22:24], 1), keys.FixedSpaces},
		{"base64 with spaces for line ends", strings.ReplaceAll(wrapped(one, 64), "\n", " "), keys.FixedSpaces},
		{"indented", eachLine(rsaPEM, func(l string) string { return "    " + l }), keys.FixedIndent},
		{"indented by tabs", eachLine(rsaPEM, func(l string) string { return "\t" + l }), keys.FixedIndent},
		{"line ends lost", strings.ReplaceAll(rsaPEM, "\n", ""), keys.FixedOneLine},
		{"line ends became spaces", strings.ReplaceAll(rsaPEM, "\n", " "), keys.FixedOneLine},
		{"line ends escaped", escaped, keys.FixedEscapedNewlines},
		{"line ends escaped twice", strings.ReplaceAll(rsaPEM, "\n", `\\n`), keys.FixedEscapedNewlines},
		{"line ends escaped as CRLF", strings.ReplaceAll(rsaPEM, "\n", `\r\n`), keys.FixedEscapedNewlines},
		{"line ends escaped as u000a", strings.ReplaceAll(rsaPEM, "\n", `\u000a`), keys.FixedEscapedNewlines},
		{"backslash at line ends", strings.ReplaceAll(rsaPEM, "\n", "\\\n"), keys.FixedEscapedNewlines},
		{"base64 with escaped line ends", strings.ReplaceAll(wrapped(one, 64), "\n", `\n`), keys.FixedEscapedNewlines},
		{"double quotes", `"` + rsaPEM + `"`, keys.FixedQuotes},
		{"smart quotes", "\u201c" + one + "\u201d", keys.FixedQuotes},
		{"backticks", "`" + one + "`", keys.FixedQuotes},
		{"pointed brackets", "<" + one + ">", keys.FixedQuotes},
		{"env line", `PRIVATE_KEY="` + escaped + `"`, keys.FixedEnvLine},
		{"env line, base64", "FASTPIX_KEY=" + one, keys.FixedEnvLine},
		{"env line, single quotes", "FASTPIX_KEY='" + one + "'", keys.FixedEnvLine},
		{"env, several lines", "PRIVATE_KEY=\"" + rsaPEM + "\"\nPORT=80\n", keys.FixedEnvLine},
		{"env file", "# settings\nDEBUG=1\nexport KEY=" + one + "\nPORT=80\n", keys.FixedEnvLine},
		{"export", "export PRIVATE_KEY='" + rsaPEM + "'", keys.FixedEnvLine},
		{"PowerShell", `$env:PRIVATE_KEY = "` + one + `"`, keys.FixedEnvLine},
		{"Dockerfile", "ENV PRIVATE_KEY=" + one, keys.FixedEnvLine},
		{"YAML block", "fastpix:\n  privateKey: |\n" + eachLine(rsaPEM, func(l string) string { return "    " + l }) + "  keyId: abc\n", keys.TakenFromYAML},
		{"YAML folded", "key: >-\n" + eachLine(rsaPEM, func(l string) string { return "  " + l }), keys.TakenFromYAML},
		{"YAML plain", "private_key: " + one + "\nother: 1\n", keys.TakenFromYAML},
		{"YAML quoted", "private_key: \"" + escaped + "\"\n", keys.TakenFromYAML},
		{"Kubernetes secret", "apiVersion: v1\nkind: Secret\ndata:\n  tls.key: " + one + "\ntype: Opaque\n", keys.TakenFromYAML},
		{"JSON", `{"a":{"b":[{"private_key":` + asJSON(rsaPEM) + `}]}}`, keys.TakenFromJSON},
		{"JSON, any name", `{"deep":{"deeper":` + asJSON(one) + `}}`, keys.TakenFromJSON},
		{"service account", `{"type":"service_account","private_key_id":"0123","private_key":` + asJSON(rsaPEM) + `,"client_email":"a@b.c"}`, keys.TakenFromJSON},
		{"JSON list of lines", `{"key":` + func() string { b, _ := json.Marshal(lines); return string(b) }() + `}`, keys.TakenFromJSON},
		{"a piece of JSON", `  "privateKey": "` + one + `",`, keys.TakenFromJSON},
		{"JSON string", asJSON(rsaPEM), keys.FixedQuotes},
		{"JavaScript constant", "const key = `" + rsaPEM + "`;", keys.FixedSourceCode},
		{"JavaScript plus", "const key =\n" + strings.TrimSuffix(strings.ReplaceAll(quote(rsaPEM), "\"\n", "\" +\n"), " +\n") + ";", keys.FixedSourceCode},
		{"JavaScript join", "const key = [\n" + strings.ReplaceAll(eachLine(rsaPEM, func(l string) string { return "'" + l + "'," }), "\n", "\n  ") + `].join("\n")`, keys.FixedSourceCode},
		{"JavaScript object", "module.exports = {\n  privateKey: '" + one + "',\n  port: 80\n};", keys.FixedSourceCode},
		{"Go raw string", "var key = []byte(`" + rsaPEM + "`)", keys.FixedSourceCode},
		{"Go plus", "key := " + strings.TrimSuffix(strings.ReplaceAll(quote(rsaPEM), "\"\n", "\" +\n\t"), " +\n\t"), keys.FixedSourceCode},
		{"Python strings side by side", "key = (\n" + quote(rsaPEM) + ")", keys.FixedSourceCode},
		{"Python three quotes", `key = """` + rsaPEM + `"""`, keys.FixedSourceCode},
		{"PHP points", "$key = " + strings.TrimSuffix(strings.ReplaceAll(quote(rsaPEM), "\"\n", "\" .\n"), " .\n") + ";", keys.FixedSourceCode},
		{"PHP heredoc", "$key = <<<EOD\n" + rsaPEM + "EOD;\n", keys.FixedSourceCode},
		{"shell heredoc", "cat > key.pem <<EOF\n" + rsaPEM + "EOF\n", keys.FixedSourceCode},
		{"comments", eachLine(rsaPEM, func(l string) string { return "# " + l }), keys.FixedSourceCode},
		{"slash comments", eachLine(rsaPEM, func(l string) string { return "// " + l }), keys.FixedSourceCode},
		{"mail quoting", eachLine(rsaPEM, func(l string) string { return "> " + l }), keys.FixedQuotePrefix},
		{"mail quoting twice", eachLine(rsaPEM, func(l string) string { return ">> " + l }), keys.FixedQuotePrefix},
		{"mail quoting, base64", eachLine(wrapped(one, 72), func(l string) string { return "> " + l }), keys.FixedQuotePrefix},
		{"mail quoting below words", "On Monday somebody wrote:\n" + eachLine(rsaPEM, func(l string) string { return "> " + l }), keys.FixedQuotePrefix},
		{"HTML lines", "<pre>" + strings.ReplaceAll(rsaPEM, "\n", "<br>\n") + "</pre>", keys.FixedHTML},
		{"HTML paragraphs", eachLine(rsaPEM, func(l string) string { return "<p>" + l + "</p>" }), keys.FixedHTML},
		{"HTML entities", strings.ReplaceAll(strings.ReplaceAll(rsaPEM, "\n", "&#10;"), "+", "&#43;"), keys.FixedHTML},
		{"HTML page", "<!DOCTYPE html><html><body><code>" + html.EscapeString(one) + "</code></body></html>", keys.FixedHTML},
		{"Markdown fence", "```\n" + rsaPEM + "```\n", keys.FixedFence},
		{"Markdown fence with a name", "```pem\n" + rsaPEM + "\n```", keys.FixedFence},
		{"Markdown fence, base64", "```\n" + one + "\n```", keys.FixedFence},
		{"percent-encoded", strings.ReplaceAll(url.QueryEscape(rsaPEM), "+", "%20"), keys.FixedPercent},
		{"percent-encoded form", url.QueryEscape(rsaPEM), keys.FixedPercent},
		{"percent-encoded twice", url.PathEscape(url.PathEscape(rsaPEM)), keys.FixedPercent},
		{"percent-encoded padding", url.QueryEscape(one), keys.FixedPercent},
		{"plus became a space", strings.ReplaceAll(rsaPEM, "+", " "), keys.FixedPlusSpace},
		{"plus became a space, one line", strings.ReplaceAll(lines[0]+"\n"+flat+"\n"+lines[len(lines)-1], "+", " "), keys.FixedPlusSpace},
		{"space became a plus", strings.ReplaceAll(rsaPEM, "PRIVATE KEY", "PRIVATE+KEY"), keys.FixedPlusSpace},
		{"% of a shell", strings.TrimSpace(rsaPEM) + "%", keys.FixedTrailingPercent},
		{"% of a shell, base64", one + "%\n", keys.FixedTrailingPercent},
		{"data URI", "data:text/plain;base64," + one, keys.FixedDataURI},
		{"data URI, percent", "data:," + url.PathEscape(rsaPEM), keys.FixedDataURI},
		{"data URI of DER", "data:application/octet-stream;base64," + b64(der), keys.FixedDataURI},
		{"gzip", zip(rsaPEM), keys.IsGzip},
		{"base64 of gzip", b64(zip(rsaPEM)), keys.IsGzip},
		{"padding lost in PEM", strings.ReplaceAll(rsaPEM, "=", ""), keys.FixedPadding},
		{"padding lost around", strings.TrimRight(b64(rsaPEM), "="), keys.FixedPadding},
		{"hex of DER", hex.EncodeToString([]byte(der)), keys.IsHex},
		{"hex of PEM", hex.EncodeToString([]byte(rsaPEM)), keys.IsHex},
		{"base64 of DER", b64(der), keys.NoPEMHeader},
		{"base64 of DER, wrapped", wrapped(b64(der), 64), keys.NoPEMHeader},
		{"base64url of DER", base64.URLEncoding.EncodeToString([]byte(der)), keys.NoPEMHeader},
		{"base64 twice", b64(one), keys.DoubleBase64},
		{"base64 twice, of DER", b64(b64(der)), keys.DoubleBase64},
		{"base64url of PEM", base64.RawURLEncoding.EncodeToString([]byte(rsaPEM + "\n\n")), ""},
		{"BEGIN line lost", strings.Join(lines[1:], "\n"), keys.NoPEMHeader},
		{"END line lost", strings.Join(lines[:len(lines)-1], "\n"), keys.MissingFooter},
		{"END line cut", strings.TrimSpace(rsaPEM)[:len(rsaPEM)-14], keys.MissingFooter},
		{"wrong label", strings.ReplaceAll(rsaPEM, "PRIVATE", "RSA PRIVATE"), keys.LabelMismatch},
		{"label of a public key", strings.ReplaceAll(rsaPEM, "PRIVATE", "PUBLIC"), keys.LabelMismatch},
		{"bytes behind", lines[0] + "\n" + b64(der+"\x00\x00\x00") + "\n" + lines[len(lines)-1], keys.DERTrailing},
		{"bytes behind DER", der + "\n", keys.DERTrailing},
		{"zero byte at the end", rsaPEM + "\x00", keys.NulByte},
		{"zero bytes inside", strings.ReplaceAll(rsaPEM, "\n", "\x00\n"), keys.NulByte},
		{"words before", "Here is the key:\n\n" + rsaPEM, keys.ExtraBlocks},
		{"words behind", rsaPEM + "\nThanks, Ann", keys.ExtraBlocks},
		{"words around base64", "My key is\n\n" + one + "\n\nplease keep it.", keys.ExtraBlocks},
		{"attributes of PKCS#12", "Bag Attributes\n    localKeyID: 01 02\nKey Attributes: <No Attributes>\n" + rsaPEM, keys.ExtraBlocks},
		{"twice the same", rsaPEM + rsaPEM, keys.ExtraBlocks},
		{"key and its public half", rsaPEM + string(read(t, "A04_rsa2048_pkcs1pub.pem")), keys.ExtraBlocks},
		{"certificate first", string(read(t, "B22_key_then_cert.pem"))[strings.Index(string(read(t, "B22_key_then_cert.pem")), "-----BEGIN CERT"):] + rsaPEM, keys.ExtraBlocks},
		{"EC parameters behind", ec + "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n", ""},
		{"EC, base64 of DER", ecFlat, keys.NoPEMHeader},
		{"EC, env line", "KEY=" + ecFlat, keys.FixedEnvLine},
		{"EC, base64 of PEM", b64(ec), ""},
		{"EC, plus became a space", strings.ReplaceAll(ec, "+", " "), keys.FixedPlusSpace},
		{"EC, one line", strings.ReplaceAll(ec, "\n", " "), keys.FixedOneLine},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := importer.Import([]byte(c.text))
			want := rsaPrint
			if strings.HasPrefix(c.name, "EC") {
				want = ecPrint
			}
			if !a.Taken() || a.Key.Fingerprint() != want || !a.Private {
				t.Fatalf("%s %q: %s", a.Verdict, a.Codes, a.Message)
			}
			if c.code == "" {
				if a.Verdict != importer.Accept {
					t.Errorf("%s %q: %s", a.Verdict, a.Codes, a.Message)
				}
				return
			}
			if a.Verdict != importer.AcceptWarn || a.Code != c.code && (!slices.Contains(a.Codes, c.code) || a.Code == keys.ExtraBlocks) {
				t.Errorf("%s %q, want %q: %s", a.Verdict, a.Codes, c.code, a.Message)
			} else if a.Code != c.code {
				t.Logf("first %q, of %q", a.Code, a.Codes)
			}
			if a.Message == "" || strings.ContainsAny(a.Message, "!\u2014\u2013") {
				t.Errorf("message %q", a.Message)
			}
		})
	}
}
