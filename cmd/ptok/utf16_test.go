package main

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// inUTF16 is a text as PowerShell's > writes it, but for the mark, which the text has or not.
func inUTF16(text string, order binary.AppendByteOrder) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

// TestUTF16: whatever ptok reads can be as a shell of Windows writes it, and is answered as
// the same text in UTF-8 is.
func TestUTF16(t *testing.T) {
	key, ids := read(t, keyData+"A01_rsa2048_pkcs8.pem"), goldenID+"\n"+goldenID+"\n"
	signed := stage{}.run("sign", "--platform", "fastpix", "--key", file(t, key), "--key-id", goldenKeyID, "--id", goldenID)
	if signed.status != fine {
		t.Fatal(signed.err)
	}
	token := strings.TrimSpace(signed.out)
	log := `1.2.3.4 - - [22/Nov/2026:12:00:00 +0000] "GET /` + goldenID + `.m3u8?token=` + token + ` HTTP/1.1" 200 1 "https://exämple.com/" "Müller"` + "\n"
	whole := file(t, key)
	public := stage{}.run("key", "public", whole)
	if public.status != fine {
		t.Fatal(public.err)
	}
	for _, c := range []struct {
		name  string
		stdin string
		file  string
		args  []string // FILE is the file
	}{
		{"why of a pipe", token + "\n", "", []string{"why", "--key", whole}},
		{"decode of a pipe", token + "\n", "", []string{"decode", "--json"}},
		{"compare with a pipe", token + "\n", "", []string{"compare", token, "-"}},
		{"a public key", "", public.out, []string{"key", "public", "FILE"}},
		{"a public key in a pipe", public.out, "", []string{"key", "public", "-"}},
		{"a private key", "", key, []string{"key", "public", "FILE"}},
		{"a list of IDs", "", ids, []string{"batch", "sign", "--platform", "fastpix", "--key", whole, "--key-id", goldenKeyID, "FILE"}},
		{"a list of IDs in a pipe", ids, "", []string{"batch", "sign", "--platform", "fastpix", "--key", whole, "--key-id", goldenKeyID}},
		{"a log", "", log, []string{"batch", "why", "--format", "csv", "FILE"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := func(form func(string) string) result {
				args := append([]string(nil), c.args...)
				for i, a := range args {
					if a == "FILE" {
						args[i] = file(t, form(c.file))
					}
				}
				return stage{stdin: form(c.stdin)}.run(args...)
			}
			want := answer(func(s string) string { return s })
			if want.out == "" || want.status > answerIsNo {
				t.Fatalf("status %d: %s%s", want.status, want.out, want.err)
			}
			for name, form := range map[string]func(string) string{
				"little-endian with a mark": func(s string) string {
					return inUTF16("\ufeff"+strings.ReplaceAll(s, "\n", "\r\n"), binary.LittleEndian)
				},
				"big-endian with a mark": func(s string) string { return inUTF16("\ufeff"+s, binary.BigEndian) },
				"without a mark":         func(s string) string { return inUTF16(s, binary.LittleEndian) },
				"UTF-8 with a mark":      func(s string) string { return "\ufeff" + s },
			} {
				if got := answer(form); got.status != want.status || got.out != want.out {
					t.Errorf("%s: status %d\n%s%s\nwant %d\n%s", name, got.status, got.out, got.err, want.status, want.out)
				}
			}
		})
	}
}
