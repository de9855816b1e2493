package prompt

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"playtoken/core/keys/importer"
	"playtoken/internal/fixtures"
	"playtoken/ui/async"
)

// TestImport answers each question of the importer as a person does.
func TestImport(t *testing.T) {
	first, second := string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")), string(fixtures.File(t, "keys/importer/testdata/A22_ec_P-256_pkcs8.pem"))
	const hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	for name, c := range map[string]struct {
		text    string
		options importer.Options
		none    bool // whether nobody is there to ask
		halves  bool
		answers []string // a password, or what the label of a choice has in it
		asked   []string
		key     string // what the key prints as, "" for none
	}{
		"nothing to ask":                  {text: first, key: "[RSA 2048, private, "},
		"refused":                         {text: string(fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt")), key: ""},
		"password":                        {text: string(fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem")), answers: []string{"wrong", "test"}, asked: []string{"This private key is protected with a password.", "The password does not open this key."}, key: "[RSA 2048, private, "},
		"password of PKCS#12":             {text: string(fixtures.File(t, "keys/importer/testdata/A13_rsa2048.p12")), answers: []string{"no", "test"}, asked: []string{"", "The password"}, key: "[RSA 2048, private, "},
		"password, cancelled":             {text: string(fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem")), asked: []string{"This private key is protected with a password."}},
		"password, nobody to ask":         {text: string(fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem")), none: true},
		"two keys":                        {text: first + "\n" + second, answers: []string{"P-256"}, asked: []string{"There are 2 different private keys"}, key: "[P-256, private, "},
		"a key out of JSON":               {text: `{"old": ` + quote(first) + `, "new": ` + quote(second) + `}`, answers: []string{"P-256"}, asked: []string{"There are 2 different private keys"}, key: "[P-256, private, "},
		"digits as bytes":                 {text: hex, answers: []string{"bytes"}, asked: []string{"These are 64 hexadecimal digits."}, key: "[shared secret, 32 bytes]"},
		"digits as text":                  {text: hex, answers: []string{"text"}, asked: []string{"These are 64 hexadecimal digits."}, key: "[shared secret, 64 characters]"},
		"digits, where it is known":       {text: hex, options: importer.Options{Want: importer.PASETOSecret}, key: "[shared secret, 32 bytes]"},
		"base64":                          {text: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", answers: []string{"bytes"}, asked: []string{"This can be base64"}, key: "[shared secret, 32 bytes]"},
		"line end":                        {text: "a secret\n", answers: []string{"without"}, asked: []string{"A line end stands behind"}, key: "[shared secret, 8 characters]"},
		"digits, where it must be halves": {text: hex, halves: true},
		"two keys, nobody to ask":         {text: first + "\n" + second, none: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				var queue []func()
				l := async.Latest{Do: func(f func()) { mu.Lock(); queue = append(queue, f); mu.Unlock() }}
				var asked []string
				next := func() (string, bool) {
					if len(asked) > len(c.answers) {
						return "", false
					}
					return c.answers[len(asked)-1], true
				}
				q := Asks{
					Text: func(what Entering, done func(string)) {
						asked = append(asked, what.Title)
						if !what.Hidden {
							t.Error("the password is shown")
						}
						if a, ok := next(); ok {
							done(a)
						}
					},
					Choice: func(title, text string, choices []string, done func(int)) {
						asked = append(asked, text)
						if !strings.HasSuffix(title, "?") {
							t.Errorf("title %q", title)
						}
						done(-1) // no answer
						a, _ := next()
						for i, label := range choices {
							if strings.Contains(label, a) && (a != "text" || i == 0) {
								done(i)
								return
							}
						}
					},
				}.Importer()
				if c.none {
					q = Questions{}
				}
				q.TwoHalves = c.halves
				var last importer.Answer
				q.Import(&l, []byte(c.text), c.options, func(a importer.Answer) { last = a })
				for {
					synctest.Wait()
					mu.Lock()
					list := queue
					queue = nil
					mu.Unlock()
					if len(list) == 0 {
						break
					}
					for _, f := range list {
						f()
					}
				}
				got := ""
				if last.Taken() {
					got = fmt.Sprint(last.Key)
				}
				if !strings.HasPrefix(got, c.key) || (got == "") != (c.key == "") || len(asked) != len(c.asked) {
					t.Fatalf("%s %q: %q, asked %q", last.Verdict, last.Code, got, asked)
				}
				for i, want := range c.asked {
					if !strings.HasPrefix(asked[i], want) {
						t.Errorf("asked %q, want %q", asked[i], want)
					}
				}
			})
		})
	}
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, "\n", `\n`) + `"` }
