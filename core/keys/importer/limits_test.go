package importer_test

import (
	"bytes"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/internal/fixtures"
)

// TestLocksAreBounded has locked keys that ask for hours of work.
func TestLocksAreBounded(t *testing.T) {
	type algo struct {
		ID     asn1.ObjectIdentifier
		Params any
	}
	oid := func(numbers ...int) asn1.ObjectIdentifier { return numbers }
	aes := algo{oid(2, 16, 840, 1, 101, 3, 4, 1, 42), make([]byte, 16)}
	locked := func(kdf algo) []byte {
		return derOf(t, struct {
			Algo any
			Data []byte
		}{algo{oid(1, 2, 840, 113549, 1, 5, 13), struct{ KDF, Cipher algo }{kdf, aes}}, make([]byte, 64)})
	}
	type pbkdf2 struct {
		Salt   []byte
		Rounds int
	}
	type scrypt struct {
		Salt                []byte
		Cost, Blocks, Times int
	}
	data := algo{oid(1, 2, 840, 113549, 1, 7, 1), []byte{}}
	var bcrypt bytes.Buffer
	bcrypt.WriteString("openssh-key-v1\x00\x00\x00\x00\x0aaes256-ctr\x00\x00\x00\x06bcrypt\x00\x00\x00\x18\x00\x00\x00\x10")
	bcrypt.WriteString("0123456789abcdef\x7f\xff\xff\xff\x00\x00\x00\x01")
	for name, text := range map[string][]byte{
		"PBKDF2":          locked(algo{oid(1, 2, 840, 113549, 1, 5, 12), pbkdf2{make([]byte, 8), 1<<31 - 1}}),
		"scrypt, memory":  locked(algo{oid(1, 3, 6, 1, 4, 1, 11591, 4, 11), scrypt{make([]byte, 8), 1 << 24, 8, 1}}),
		"scrypt, times":   locked(algo{oid(1, 3, 6, 1, 4, 1, 11591, 4, 11), scrypt{make([]byte, 8), 1 << 14, 8, 1 << 20}}),
		"scrypt, product": locked(algo{oid(1, 3, 6, 1, 4, 1, 11591, 4, 11), scrypt{make([]byte, 8), 1 << 26, 1 << 26, 1}}),
		"PKCS#12": derOf(t, struct {
			Version int
			Data    any
			Mac     any
		}{3, data, pbkdf2{make([]byte, 8), 1<<31 - 1}}),
		"OpenSSH": pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: bcrypt.Bytes()}),
	} {
		a := importer.ImportWith(text, password) // one that tries would not end within the tests
		if a.Code != keys.KeyTypeUnsupported || !strings.Contains(a.Message, "takes too long") {
			t.Errorf("%s: %s %q %s", name, a.Verdict, a.Code, a.Message)
		}
	}
}

func derOf(t testing.TB, v any) []byte {
	t.Helper()
	der, err := asn1.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// TestCostIsBounded reads texts made to be slow, up to the greatest that is taken
// at all: one eight times as long takes about eight times as long, not 64 times.
func TestCostIsBounded(t *testing.T) {
	if raced {
		t.Skip("measured without the race detector, which costs more than the reading")
	}
	const most = 256 << 10
	long := slowTexts(t, most)
	for name, short := range slowTexts(t, most/8) {
		t.Run(name, func(t *testing.T) {
			const times, floor = 30, 2 * time.Millisecond
			quick, slow := time.Hour, time.Hour
			for range 5 { // a busy machine may disturb some of them
				quick, slow = min(quick, timeOf(t, short)), min(slow, timeOf(t, long[name]))
				if slow < times*max(quick, floor) {
					return
				}
			}
			t.Errorf("%d bytes took %v, %d bytes %v", len(short), quick, len(long[name]), slow)
		})
	}
}

func timeOf(t *testing.T, text string) time.Duration {
	t.Helper()
	start := fixtures.Worked()
	a := importer.Import([]byte(text))
	took := fixtures.Worked() - start
	if a.Taken() && len(text) > 1<<11 { // a shorter one can be a secret
		t.Error("taken")
	}
	return took
}

// slowTexts are of that many bytes, or hold about as much or a multiple of it.
func slowTexts(t *testing.T, most int) map[string]string {
	t.Helper()
	fill := func(head, unit, tail string) string {
		return head + strings.Repeat(unit, (most-len(head)-len(tail))/len(unit)) + tail
	}
	r := rand.New(rand.NewPCG(5, 6))
	noise := make([]byte, most)
	for i := range noise {
		noise[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[r.IntN(64)]
	}
	key := published(t)[0].PrivateKey
	const begin, end = "-----BEGIN PRIVATE KEY-----\n", "\n-----END PRIVATE KEY-----"
	return map[string]string{
		"noise":                     string(noise),
		"noise behind a good start": key[:60] + string(noise[:most-60]),
		"noise in a key":            key[:400] + string(noise[:most/4]) + key[2100:],
		"zeros behind a good start": fill(key[:60], "A", ""),
		"many damaged keys":         fill("", key[:700]+key[703:], ""),
		"a length of 16 MB":         base64.StdEncoding.EncodeToString([]byte(begin+"MIP///8CAQAw"+strings.Repeat("A", 900)+end)) + string(noise[:997]),
		"spaces in a block":         fill(begin, " ", end),
		"spaces before a character": fill(begin, " ", "x"+end),
		"many BEGIN lines":          fill("", begin, ""),
		"half BEGIN lines":          fill("", "-----BEGIN ", ""),
		"dashes":                    fill("", "-", ""),
		"backslashes":               fill("", `\`, "x"),
		"line ends":                 fill("", "A\n", ""),
		"escaped line ends":         fill("", `\r`, ""),
		"quotes":                    fill("", `"`, "x"),
		"nested JSON":               fill("", `{"data":`, ""),
		"dots":                      fill("eyJ", ".a", ""),
		"percent signs":             fill("-----BEGIN PRIVATE KEY", "%2525", ""),
		"tags":                      fill(begin, "<br", ""),
		"entities":                  fill(begin, "&#10;", end),
		"joints":                    fill(begin, "\"+\"", end),
		"joints over lines":         fill(begin, "\"\n+\n", end),
		"quotation marks":           fill(begin, "> > ", end),
		"comment marks":             fill(begin, "// \n", end),
		"fences":                    fill(begin, "```\n", end),
		"invisible":                 fill(begin, "\u200b", end),
		"lookalikes":                fill(begin, "\u0410", end),
		"short DER marks":           fill("", "MIGHAgEA ", ""),
		"DER marks":                 fill("", "MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQDW\n", ""),
		"starts of base64":          fill("", "LS0tLS1CRUdJTiBQUklW ", ""),
		"END lines":                 fill("", "-----END PRIVATE KEY-----\n", ""),
		"pairs of lines":            fill("", begin+end+"\n", ""),
		"names in front":            fill("", "export A=", "LS0tLS1CRUdJTi"),
		"many keys in JSON":         fill("[", `{"kty":"RSA","n":"AQAB","e":"AQAB"},`, `{}]`),
		"many texts in JSON":        fill("[", `"`+key[:300]+`",`, `0]`),
		"short texts in JSON":       fill("[", `"a",`, `"a"]`),
		"named texts in JSON":       fill("{", `"secret":"abc","n":[`, "]"),
		"numbers in JSON":           fill("[", "48,", "48]"),
		"bytes of Java":             fill("{", "(byte)0x30, ", "}"),
		"a dump":                    fill("", "00000000: 3030 3030 3030 3030  ........\n", ""),
		"YAML":                      fill("", "user_name: abcdefgh\n", ""),
		"open quotes":               fill("", "A=\"\n", ""),
		"text of openssl":           fill("RSA Private-Key: (2048 bit)\nmodulus:\n", "    00:aa:bb:cc:dd:ee:ff:00:11:22:33:44\n", ""),
		"parts of mail":             fill("", "=3D", ""),
		"base64 of base64":          b64(b64(string(noise[:most/2]))),
		"deep lists":                fill("", "[", strings.Repeat("]", 100)),
		"hexadecimal digits":        fill("0x", "30", ""),
		"digits with colons":        fill("30", ":82", ""),
		"UTF-16":                    fill("\xff\xfe", "-\x00", ""),
		"SSH lines":                 fill("", "ssh-rsa AAAA\n", ""),
		"options of SSH":            fill("", "no-pty,", "ssh-rsa AAAA"),
		"a secret of letters":       fill("", "ab", ""),
		"zero bytes":                fill("a", "\x00", "b"),
		"gzip of zeros":             zip(strings.Repeat("\x00", 128*most)),
		"base64 of gzip of dashes":  b64(zip(strings.Repeat("-----BEGIN PRIVATE KEY-----\n", most/9))),
		"a large RSA number":        string(pemOf(t, "RSA PUBLIC KEY", struct{ N, E *big.Int }{new(big.Int).SetBit(new(big.Int).Lsh(big.NewInt(1), uint(4*most)), 0, 1), big.NewInt(3)})),
	}
}
