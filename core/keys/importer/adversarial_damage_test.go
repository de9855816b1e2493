//go:build !race

package importer_test

import (
	"encoding/base64"
	"encoding/hex"
	"math/rand/v2"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestDamagedKeys is family D: keys of which a part is lost, changed, left out or
// exchanged. None may be taken, unless the key itself is whole.
func TestDamagedKeys(t *testing.T) {
	k := newKit(t)
	p, one, lines := k.pem, k.one, k.lines
	last := len(lines) - 1
	join := func(list ...[]string) string {
		var all []string
		for _, l := range list {
			all = append(all, l...)
		}
		return strings.Join(all, "\n") + "\n"
	}
	swapped := func(s string, at int) string { // another character of the alphabet
		c := byte('A')
		if s[at] == 'A' {
			c = 'B'
		}
		return s[:at] + string(c) + s[at+1:]
	}
	flat := strings.Join(lines[1:last], "")
	inLine := func(n int) string { return join(lines[:n], []string{swapped(lines[n], 20)}, lines[n+1:]) }
	ecLines := strings.Split(strings.TrimSpace(k.ecPEM), "\n")
	locked := strings.Split(strings.TrimSpace(string(read(t, "A10_rsa2048_pkcs1_dekinfo.pem"))), "\n")
	jwk := string(k.rsa.PrivateJWK("a").Reveal())
	openSSH := openssh(t, k.rsaNumbers)
	sshLines := strings.Split(strings.TrimSpace(openSSH), "\n")
	bare := importer.Options{}
	check(t, []variant{
		{"cut after the BEGIN line", lines[0], bare, no, keys.Truncated, nil},
		{"cut in the first line", lines[0] + "\n" + lines[1][:30], bare, no, keys.Truncated, nil},
		{"cut after a quarter", p[:len(p)/4], bare, no, keys.Truncated, nil},
		{"cut after three quarters", p[:3*len(p)/4], bare, no, keys.Truncated, nil},
		{"cut after three quarters, in one line", strings.ReplaceAll(p, "\n", `\n`)[:3*len(p)/4], bare, no, keys.Truncated, nil},
		{"cut in the last line of the body", strings.Join(lines[:last-1], "\n") + "\n" + lines[last-1][:4], bare, no, keys.Truncated, nil},
		{"END line lost", join(lines[:last]), bare, warn, keys.MissingFooter, k.rsa},
		{"END line cut", join(lines[:last], []string{"-----END PRIV"}), bare, warn, keys.MissingFooter, k.rsa},
		{"BEGIN line lost", join(lines[1:]), bare, warn, keys.NoPEMHeader, k.rsa},
		{"both lines lost", join(lines[1:last]), bare, warn, keys.NoPEMHeader, k.rsa},
		{"END line alone", lines[last], bare, no, keys.PEMEmpty, nil},
		{"both lines alone", join(lines[:1], lines[last:]), bare, no, keys.PEMEmpty, nil},
		{"both lines and white space", lines[0] + "\n\n   \n" + lines[last], bare, no, keys.PEMEmpty, nil},
		{"two BEGIN lines", join(lines[:1], lines), bare, warn, keys.ExtraBlocks, k.rsa},
		{"BEGIN line at the end", join(lines[:last], lines[:1]), bare, no, keys.PEMLabelPair, nil},
		{"END line of a certificate", strings.Replace(p, "END PRIVATE KEY", "END CERTIFICATE", 1), bare, no, keys.PEMLabelPair, nil},
		{"public BEGIN, private END", strings.Replace(p, "BEGIN PRIVATE", "BEGIN PUBLIC", 1), bare, no, keys.PEMLabelPair, nil},
		{"first line of the body lost", join(lines[:1], lines[2:]), bare, no, keys.UnknownBinary, nil},
		{"a line lost", join(lines[:6], lines[7:]), bare, no, keys.PEMBodyLength, nil},
		{"last line of the body lost", join(lines[:last-1], lines[last:]), bare, no, keys.PEMBodyLength, nil},
		{"half of the lines lost", join(lines[:6], lines[16:]), bare, no, keys.PEMBodyLength, nil},
		{"a line twice", join(lines[:6], lines[5:]), bare, no, keys.PEMBodyLength, nil},
		{"first line of the body twice", join(lines[:2], lines[1:]), bare, no, keys.PEMBodyLength, nil},
		{"two lines exchanged", join(lines[:5], lines[6:7], lines[5:6], lines[7:]), bare, no, keys.KeyInconsistent, nil},
		{"lines in reverse", join(lines[:1], []string{lines[9], lines[8], lines[7]}, lines[last:]), bare, no, keys.UnknownBinary, nil},
		{"a character changed in n", inLine(2), bare, no, keys.KeyInconsistent, nil},
		{"a character changed in d", inLine(9), bare, no, keys.KeyInconsistent, nil},
		{"a character changed in p", inLine(14), bare, no, keys.KeyInconsistent, nil},
		{"a character changed in qInv", inLine(last - 2), bare, no, keys.KeyInconsistent, nil},
		{"a character changed in the outline", join(lines[:1], []string{swapped(lines[1], 9)}, lines[2:]), bare, no, keys.KeyInconsistent, nil},
		{"a character changed in EC", join(ecLines[:2], []string{swapped(ecLines[2], 30)}, ecLines[3:]), bare, no, keys.KeyInconsistent, nil},
		{"a character lost in the body", strings.Replace(p, lines[7], lines[7][1:], 1), bare, no, keys.B64Length, nil},
		{"four characters lost in the body", strings.Replace(p, lines[7], lines[7][4:], 1), bare, no, keys.PEMBodyLength, nil},
		{"a character added", strings.Replace(p, lines[7], "x"+lines[7], 1), bare, no, keys.B64Length, nil},
		{"a question mark", strings.Replace(p, lines[7], "?"+lines[7][1:], 1), bare, no, keys.B64BadChar, nil},
		{"a replacement character", strings.Replace(p, lines[7], "\ufffd"+lines[7][1:], 1), bare, no, keys.B64BadChar, nil},
		{"minus and underscore for plus and slash", lines[0] + "\n" + strings.NewReplacer("+", "-", "/", "_").Replace(flat) + "\n" + lines[last], bare, no, keys.B64BadChar, nil},
		{"left out by points", join(lines[:3], []string{"..."}, lines[last-1:]), bare, no, keys.Elided, nil},
		{"left out by an ellipsis", join(lines[:3], []string{"\u2026"}, lines[last-1:]), bare, no, keys.Elided, nil},
		{"left out by words", join(lines[:2], []string{"[snip]"}, lines[last:]), bare, no, keys.Elided, nil},
		{"left out by stars", join(lines[:1], []string{"****************"}, lines[last:]), bare, no, keys.Elided, nil},
		{"left out in base64", one[:40] + "..." + one[len(one)-40:], bare, no, keys.Elided, nil},
		{"left out in base64, in the end", one[:40] + "...", bare, no, keys.Elided, nil},
		{"hidden in JSON", `{"privateKey":"********"}`, bare, no, keys.IsPlaceholder, nil},
		{"small letters in the body", lines[0] + "\n" + strings.ToLower(flat) + "\n" + lines[last], bare, no, keys.B64CaseLost, nil},
		{"base64 in capitals", strings.ToUpper(one), bare, no, keys.B64CaseLost, nil},
		{"base64, 2 characters lost", one[:700] + one[702:], bare, no, keys.B64Length, nil},
		{"base64, 3 characters lost", one[:700] + one[703:], bare, no, keys.B64Length, nil},
		{"base64, 4 characters lost", one[:700] + one[704:], bare, no, keys.B64PEMMissingChars, nil},
		{"base64, 100 characters lost", one[:700] + one[800:], bare, no, keys.B64PEMMissingChars, nil},
		{"base64, a part twice", one[:700] + one[600:], bare, no, keys.B64Length, nil},
		{"base64, cut at 1,000", one[:1000], bare, no, keys.Truncated, nil},
		{"base64, the beginning lost", one[40:], bare, no, keys.B64PEMMissingChars, nil},
		{"base64, a character changed", swapped(one, 1200), bare, no, keys.B64Length, nil},
		{"base64, a star", one[:1200] + "*" + one[1201:], bare, no, keys.B64BadChar, nil},
		{"base64 twice, cut", b64(one)[:2000], bare, no, keys.Truncated, nil},
		{"base64 of DER, cut", b64(k.der)[:1000], bare, no, keys.Truncated, nil},
		{"base64 of DER, a group lost", b64(k.der)[:800] + b64(k.der)[804:], bare, no, keys.Truncated, nil},
		{"base64 of DER, a character lost", b64(k.der)[:800] + b64(k.der)[801:], bare, no, keys.B64Length, nil},
		{"base64url of DER, cut", base64.RawURLEncoding.EncodeToString([]byte(k.der))[:1000], bare, no, keys.Truncated, nil},
		{"DER, cut", k.der[:600], bare, no, keys.Truncated, nil},
		{"DER, cut in the header", k.der[:6], bare, no, keys.UnknownBinary, nil},
		{"DER, the beginning lost", k.der[4:], bare, no, keys.UnknownBinary, nil},
		{"DER as UTF-8 of Latin-1", latin1(k.der), bare, no, keys.UnknownBinary, nil},
		{"hex of DER, cut", hex.EncodeToString([]byte(k.der))[:1000], bare, no, keys.Truncated, nil},
		{"hex of DER, a digit lost", hex.EncodeToString([]byte(k.der))[:1001], bare, no, keys.Truncated, nil},
		{"gzip, cut", zip(p)[:300], bare, no, keys.Truncated, nil},
		{"gzip, a byte changed", swapped(zip(p), 300), bare, no, keys.Truncated, nil},
		{"certificate, cut", k.cert[:400], bare, no, keys.Truncated, nil},
		{"PKCS#12, cut", string(read(t, "A13_rsa2048.p12"))[:900], bare, no, keys.Truncated, nil},
		{"DEK-Info, cut", strings.Join(locked[:len(locked)/2], "\n"), password, no, keys.Truncated, nil},
		{"DEK-Info, a line lost", join(locked[:8], locked[9:]), password, asks, keys.KeyEncrypted, nil},
		{"DEK-Info line lost", join(locked[:1], locked[3:]), password, no, keys.UnknownBinary, nil},
		{"OpenSSH, a line lost", join(sshLines[:5], sshLines[6:]), bare, no, keys.KeyInconsistent, nil},
		{"OpenSSH, cut", openSSH[:700], bare, no, keys.Truncated, nil},
		{"OpenSSH, a character changed", join(sshLines[:12], []string{swapped(sshLines[12], 20)}, sshLines[13:]), bare, no, keys.KeyInconsistent, nil},
		{"SSH line, cut", sshLine(t, k.rsa.Public())[:200], bare, no, keys.Truncated, nil},
		{"JWK, cut", jwk[:len(jwk)/2], bare, no, keys.Truncated, nil},
		{"JWK, end lost", strings.TrimSuffix(jwk, "}"), bare, no, keys.Truncated, nil},
		{"JWK, a character changed in n", swapped(jwk, strings.Index(jwk, `"n":"`)+60), bare, no, keys.KeyInconsistent, nil},
		{"JWK, a character changed in d", swapped(jwk, strings.Index(jwk, `"d":"`)+60), bare, no, keys.KeyInconsistent, nil},
		{"JSON reply, cut", `{"success":true,"data":{"id":"a","privateKey":"` + one[:900], bare, no, keys.Truncated, nil},
		{"JSON reply, cut key in whole JSON", `{"privateKey":"` + one[:900] + `"}`, bare, no, keys.Truncated, nil},
		{"two private keys", k.ecPEM + p, bare, asks, keys.MultipleKeys, nil},
		{"two private keys, the first", k.ecPEM + p, importer.Options{Choose: 1}, yes, "", k.ec},
		{"a key and one that is cut", p + k.ecPEM[:80], bare, warn, keys.ExtraBlocks, k.rsa},
		{"a cut key and its public half", p[:900] + "\n" + k.public, bare, no, keys.PEMLabelPair, nil},
		{"a cut key and its certificate", p[:900] + "\n" + k.cert, bare, no, keys.PEMLabelPair, nil},
		{"two certificates of two keys", k.cert + string(read(t, "B22_key_then_cert.pem"))[strings.Index(string(read(t, "B22_key_then_cert.pem")), "-----BEGIN CERT"):], bare, warn, keys.IsCertificate, k.rsaPublic},
		{"zeros", lines[0] + "\n" + strings.Repeat("A", 64) + "\n" + lines[last], bare, no, keys.UnknownBinary, nil},
		{"white space of other kinds", "\u00a0\u2003\u200b\ufeff\t\n", bare, no, keys.Empty, nil},
		{"a BOM alone", "\ufeff", bare, no, keys.Empty, nil},
		{"zero bytes alone", "\x00\x00\x00\x00", bare, no, keys.Empty, nil},
		{"quotes alone", `""`, bare, no, keys.Empty, nil},
	})
}

// latin1 is what a program makes of bytes that it takes for letters.
func latin1(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

// TestChangesAreNeverTaken changes, takes away, doubles and exchanges characters
// of private keys at random. What is taken must be the key as it was.
func TestChangesAreNeverTaken(t *testing.T) {
	t.Parallel()
	k := newKit(t)
	texts := map[string]*keys.Key{k.pem: k.rsa, k.one: k.rsa, k.pkcs1: k.rsa, k.ecPEM: k.ec, string(k.rsa.PrivateJWK("a").Reveal()): k.rsa, openssh(t, k.rsaNumbers): k.rsa}
	r := rand.New(rand.NewPCG(7, 8))
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \n"
	times := 40
	if raced {
		times = 8
	}
	for text, key := range texts {
		for range times {
			i, j := r.IntN(len(text)-1), r.IntN(len(text)-1)
			c := string(alphabet[r.IntN(len(alphabet))])
			i, j = min(i, j), max(i, j)
			for how, changed := range []string{
				text[:i] + c + text[i+1:], text[:i] + c + text[i:], text[:i] + text[min(j, i+9):],
				text[:i] + text[i+1:i+2] + text[i:i+1] + text[i+2:], text[:j] + text[i:],
			} {
				a := importer.Import([]byte(changed))
				if a.Taken() && (a.Key.String() != key.String() || a.Key.Kind() == keys.Secret) {
					t.Fatalf("change %d at %d to %d: %v, of %v", how, i, j, a.Key, key)
				}
			}
		}
	}
}
