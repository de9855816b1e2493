package keys

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// What the answer to a file is does not hang on the cost of its passphrase.
func TestImportRefused(t *testing.T) {
	const passphrase, none = "correct horse battery staple", `{"playtoken":"export","schema":1,"profiles":[]}`
	for name, c := range map[string]struct {
		file    string
		answers []any
		asked   string
		said    string
	}{
		"wrong passphrase, then the right one": {
			sealed(t, passphrase, none),
			[]any{"wrong", passphrase},
			"This is not the passphrase of the file.", "There are no profiles in the file",
		},
		"an age file of something else": {sealed(t, passphrase, "{}"), []any{passphrase}, "", "This is not a file of exported profiles"},
		"nonsense":                      {"-----BEGIN AGE ENCRYPTED FILE-----\nnonsense", []any{passphrase}, "", "This is not a file of exported profiles"},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, true, func(d *desk) {
				d.answer(c.answers...)
				d.take("", c.file)
				if got := strings.Join(d.problems, "|"); got != c.asked || len(d.asked) != len(c.answers) {
					t.Errorf("asked %q, answered %q", d.asked, got)
				}
				if !strings.HasPrefix(d.said(), c.said) {
					t.Errorf("said %q", d.toasts)
				}
			})
		})
	}
}

// sealed is an age file under a passphrase that costs little.
func sealed(t *testing.T, passphrase, text string) string {
	t.Helper()
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	recipient.SetWorkFactor(8)
	var file bytes.Buffer
	outer := armor.NewWriter(&file)
	inner, err := age.Encrypt(outer, recipient)
	if err != nil {
		t.Fatal(err)
	}
	_, err = inner.Write([]byte(text))
	if err := errors.Join(err, inner.Close(), outer.Close()); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

func TestImportedWords(t *testing.T) {
	for _, c := range []struct {
		n, here int
		want    string
	}{
		{0, 0, "There are no profiles in the file"},
		{0, 1, "Nothing to import: 1 profile was already here"},
		{1, 0, "1 profile imported"},
		{3, 1, "3 profiles imported, 1 was already here"},
		{1, 2, "1 profile imported, 2 were already here"},
	} {
		if got := imported(c.n, c.here); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
