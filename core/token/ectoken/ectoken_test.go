package ectoken

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"playtoken/core/secret"
)

// Of the vendor's README: version 3, and version 2.
const (
	key3   = "MY_SECRET_KEY"
	plain3 = "MY_COOL_TOKEN"
	token3 = "fVSYBBTynMkvQECGV-Kdfp333R-MGY2fsrrpVyuqd7OiuAUsQ8ITrL0"
	key2   = "testkey123"
	plain2 = "ec_expire=1257642471&ec_secure=33"
	token2 = "af0c6acf7906cd500aee63a4dd2e97ddcb0142601cf83aa9d622289718c4c85413"
)

func seal(t testing.TB, plaintext string, key secret.Bytes) string {
	t.Helper()
	text, err := Seal(plaintext, key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestSealLengths(t *testing.T) {
	full := seal(t, strings.Repeat("a", MaxPlaintext), keyOf(strings.Repeat("k", MaxKey)))
	if len(full) != MaxToken {
		t.Errorf("the longest token has %d characters", len(full))
	}
	if n := len(seal(t, "a", keyOf("k"))); n != shortest {
		t.Errorf("the shortest token has %d characters", n)
	}
	for name, c := range map[string]struct {
		plaintext, key string
		want           error
		says           string
	}{
		"plaintext empty":    {"", "k", ErrEmpty, ""},
		"plaintext too long": {strings.Repeat("a", 357), "k", ErrPlaintextTooLong, "they have 357 bytes, at most 356 fit"},
		"bytes, not letters": {strings.Repeat("é", 179), "k", ErrPlaintextTooLong, "358 bytes"},
		"key empty":          {"a", "", ErrKeyEmpty, ""},
		"key too long":       {"a", strings.Repeat("k", 251), ErrKeyTooLong, "251"},
	} {
		text, err := Seal(c.plaintext, keyOf(c.key))
		if text != "" || !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

func TestSealedOpens(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		raw, key := make([]byte, 1+r.IntN(MaxPlaintext)), make([]byte, 1+r.IntN(MaxKey))
		for i := range raw {
			raw[i] = byte(r.Uint32())
		}
		for i := range key {
			key[i] = byte(r.Uint32())
		}
		text := seal(t, string(raw), secret.New(key))
		o, err := Open(text, secret.New(key))
		if err != nil || o.Plaintext != string(raw) || !o.Authentic || o.Deviations != nil || o.Version != 3 {
			t.Fatalf("%d bytes: %+v, %v", len(raw), o, err)
		}
	}
}

func TestEachTokenIsAnother(t *testing.T) {
	one, other := seal(t, "a", keyOf("k")), seal(t, "a", keyOf("k"))
	if one == other {
		t.Error("the same token twice")
	}
}

// TestEveryBitCounts flips each bit of IV, ciphertext and tag.
func TestEveryBitCounts(t *testing.T) {
	raw, err := base64.RawURLEncoding.DecodeString(token3)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(raw) * 8 {
		raw[i/8] ^= 1 << (i % 8)
		if o, err := Open(base64.RawURLEncoding.EncodeToString(raw), keyOf(key3)); !errors.Is(err, ErrTag) {
			t.Errorf("bit %d: %+v, %v", i, o, err)
		}
		raw[i/8] ^= 1 << (i % 8)
	}
}

func TestOpenRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text, key string
		want      error
		says      string
	}{
		"wrong key":           {token3, "MY_SECRET_KEy", ErrTag, ""},
		"no key":              {token3, "", ErrKeyEmpty, ""},
		"nothing":             {"", "k", ErrTooShort, ""},
		"38 characters":       {strings.Repeat("x", 38), "k", ErrTooShort, "this one has 38"},
		"cut":                 {token3[:50], key3, ErrTag, ""},
		"cut in the middle":   {token3[:53], key3, ErrBase64, "53 characters"},
		"space within":        {token3[:9] + " " + token3[9:], key3, ErrBase64, "a space at character 10"},
		"line break":          {token3 + "\n", key3, ErrBase64, "a line break at character 56"},
		"other letter":        {"é•" + token3, key3, ErrBase64, "“é” at character 1"},
		"acts in a terminal":  {token3[:3] + "\x1b" + token3, key3, ErrBase64, `“\u001B” at character 4`},
		"not UTF-8":           {token3[:3] + "\xff" + token3, key3, ErrBase64, "a broken character at character 4"},
		"padding in between":  {token3[:3] + "=" + token3[3:], key3, ErrBase64, "“=” at character 4"},
		"version 2 wrong key": {token2, "testkey124", ErrNotPlausible, ""},
		"version 2 no name":   {encrypt2("hello", "k"), "k", ErrNotPlausible, ""},
		"version 2 not text":  {encrypt2("ec_expire=1\x00", "k"), "k", ErrNotPlausible, ""},
		"version 2 not UTF-8": {encrypt2("ec_expire=\xff", "k"), "k", ErrNotPlausible, ""},
		"other name":          {encrypt2("ec_prefix=/a", "k"), "k", ErrNotPlausible, ""},
		"mark of another":     {encrypt2("a=1&ec_secure=018", "k"), "k", ErrNotPlausible, ""},
	} {
		o, err := Open(c.text, keyOf(c.key))
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %v …%s…", name, err, c.want, c.says)
		}
		if o.Plaintext != "" || o.Version != 0 {
			t.Errorf("%s: refused and opened: %+v", name, o)
		}
	}
}

// encrypt2 is what a writer of version 2 does. Decrypting what is there so far,
// with zeros behind it, shows the keystream of the next block.
func encrypt2(plaintext, key string) string {
	var out []byte
	for len(out) < len(plaintext) {
		done := len(out)
		stream := append(slices.Clone(out), make([]byte, min(8, len(plaintext)-done))...)
		decryptCFB(stream, keyOf(key))
		for i := done; i < len(stream); i++ {
			out = append(out, stream[i]^plaintext[i])
		}
	}
	return hex.EncodeToString(out)
}

func TestEncrypt2(t *testing.T) {
	if got := encrypt2(plain2, key2); got != token2 {
		t.Fatal(got)
	}
}

func TestOddities(t *testing.T) {
	// A token with - and _ in it, so that its base64 form has + and /.
	var both string
	for !strings.Contains(both, "-") || !strings.Contains(both, "_") {
		both = seal(t, plain3, keyOf(key3))
	}
	for name, c := range map[string]struct {
		text, key string
		want      []string
	}{
		"none":              {token3, key3, nil},
		"padding":           {token3 + "=", key3, []string{"padding (=) at the end"}},
		"too much padding":  {token3 + "==", key3, []string{"padding (=) at the end"}},
		"base64":            {strings.NewReplacer("-", "+", "_", "/").Replace(both), key3, []string{"+ and / in place of - and _"}},
		"both alphabets":    {strings.Replace(both, "-", "+", 1), key3, []string{"+ and / in place of - and _"}},
		"spare bits":        {token3[:54] + "1", key3, []string{"spare bits in the last character"}},
		"spare and padding": {token3[:54] + "3=", key3, []string{"padding (=) at the end", "spare bits in the last character"}},
		"over 512":          {sealLong(514), "k", []string{"over 512 characters, which the edge refuses"}},
		"capitals":          {strings.ToUpper(token2), key2, []string{"capital letters among the hexadecimal digits"}},
		"odd digits":        {token2 + "a", key2, []string{"an odd number of hexadecimal digits; the last one is not read"}},
		"more behind":       {token2 + "&width=240", key2, []string{"characters after the hexadecimal digits, which are not read"}},
		"wrong length mark": {encrypt2("ec_secure=099&ec_expire=1", "k"), "k", []string{"ec_secure is 099, the text has 25 bytes: it may be cut or changed"}},
		"version 2 over":    {encrypt2("ec_url_allow=/"+strings.Repeat("a", 300), "k"), "k", []string{"over 512 characters, which the edge refuses"}},
	} {
		o, err := Open(c.text, keyOf(c.key))
		if err != nil || !slices.Equal(o.Deviations, c.want) {
			t.Errorf("%s: %q, %v", name, o.Deviations, err)
		}
	}
}

// sealLong is a token of n characters, which Seal does not make.
func sealLong(n int) string {
	raw := gcm(keyOf("k")).Seal(make([]byte, ivSize), make([]byte, ivSize), make([]byte, n*6/8-ivSize-tagSize), nil)
	return base64.RawURLEncoding.EncodeToString(raw)
}

func TestWriters(t *testing.T) {
	for text, want := range map[string]string{
		"ec_secure=NNN&ec_expire=12":               WriterPrefix,
		"ec_expire=12&ec_secure=NNN":               WriterSuffix,
		"r=abcd&ec_expire=12&ec_secure=NNN&r=efgh": WriterSentinels,
		"ec_expire=12":                             "",
		"ec_expire=12&ec_secure=1":                 "",
		"ec_secure=x&ec_expire=12":                 "",
		"r=a&ec_expire=12&ec_secure=NNN":           WriterSuffix,
		"r=a&ec_secure=NNN&ec_expire=12&r=b":       "",
	} {
		text = strings.Replace(text, "NNN", fmt.Sprintf("%03d", len(text)), 1)
		o, err := Open(encrypt2(text, "k"), keyOf("k"))
		if err != nil || o.Writer != want || o.Plaintext != text {
			t.Errorf("%s: %q, %v", text, o.Writer, err)
		}
	}
}

// TestVersion2CanBeChanged is why it is never authentic: a bit of the last block
// turns over in the plaintext, and nothing tells.
func TestVersion2CanBeChanged(t *testing.T) {
	raw, err := hex.DecodeString(encrypt2("ec_expire=1257642471", "k"))
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)-1] ^= '1' ^ '9'
	o, err := Open(hex.EncodeToString(raw), keyOf("k"))
	if err != nil || o.Plaintext != "ec_expire=1257642479" || o.Authentic {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestVersion(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a": 0, "ab": 2, "AF": 2, "abc": 0, "hello world": 0,
		token2: 2, token2 + "&a=b": 0, token2[:65]: 0, token2[:63]: 3,
		token3: 3, token3 + "=": 3, token3[:39]: 3, token3[:38]: 0, token3 + " ": 0,
	} {
		if got := Version(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string][]Param{
		"":                        nil,
		plain3:                    {{"", plain3}},
		plain2:                    {{"ec_expire", "1257642471"}, {"ec_secure", "33"}},
		"ec_ref_allow=a.com,&r=b": {{"ec_ref_allow", "a.com,"}, {"r", "b"}},
		"a=%2F=b&&=c&d=":          {{"a", "%2F=b"}, {"", ""}, {"", "=c"}, {"d", ""}},
	} {
		got := Parse(text)
		if !slices.Equal(got, want) || Join(got) != text {
			t.Errorf("%q: %q, joined %q", text, got, Join(got))
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.Token, v.Key, v.Plaintext)
	}
	f.Add("%=é", "k", "ec_ref_allow=,*a/b*, &ec_expire=99999999999999999999&ec_clientip=::/0")
	f.Fuzz(func(t *testing.T, token, key, plaintext string) {
		if o, err := Open(token, keyOf(key)); err == nil && o.Authentic != (o.Version == 3) {
			t.Errorf("%+v", o)
		}
		Version(token)
		params := Parse(plaintext)
		if Join(params) != plaintext {
			t.Errorf("%q joins to %q", plaintext, Join(params))
		}
		for _, p := range params {
			Nearest(p.Name)
			if r := ruleOf(p.Name); r != nil {
				if bad := r.Check(p.Value); bad != nil && !sentence(bad.Text) {
					t.Errorf("%s=%s: %q", p.Name, p.Value, bad.Text)
				}
			}
		}
		Conflicts(params)
		Refusals(params, Request{Path: token, Host: key, Scheme: "http", Referer: token, Country: "US"})
		text, err := Seal(plaintext, keyOf(key))
		if err != nil {
			return
		}
		if o, err := Open(text, keyOf(key)); err != nil || o.Plaintext != plaintext || len(text) > MaxToken {
			t.Errorf("%q does not open: %v", text, err)
		}
	})
}

func BenchmarkSeal(b *testing.B) {
	key := keyOf("GF8PHCp3xy5ypSaJKmPMH2M4")
	for b.Loop() {
		if _, err := Seal("ec_expire=1257642471&ec_clientip=11.22.33.1", key); err != nil {
			b.Fatal(err)
		}
	}
}

// sentence reports whether a text is whole and safe to show.
func sentence(s string) bool {
	return printable(s) && !strings.Contains(s, "%!") && (strings.HasSuffix(s, ".") || strings.HasSuffix(s, "…"))
}
