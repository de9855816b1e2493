package paseto

import (
	"testing"

	"playtoken/internal/npm"
)

// TestAgainstPasetoTS exchanges tokens with paseto-ts, the usual v4.local library
// of npm, in one Node process. Its version is fixed in testdata/paseto-ts.
func TestAgainstPasetoTS(t *testing.T) {
	program := npm.Script(t, "testdata/paseto-ts")
	list := samples(t)
	for i, s := range list {
		list[i].Token = mustSeal(t, s.Payload, s.Footer, s.Implicit, s.key(t))
	}
	var answers []sample
	program.Run(t, list, &answers)
	if len(answers) != len(list) {
		t.Fatalf("%d answers, %d tokens", len(answers), len(list))
	}
	for i, theirs := range answers {
		s := list[i]
		if !same(t, theirs.Payload, s.Payload) || !sameFooter(t, theirs.Footer, s.Footer) {
			t.Fatalf("%d: they read our token otherwise: %q and %q", i, theirs.Payload, theirs.Footer)
		}
		payload, footer, err := Open(theirs.Token, s.key(t), []byte(s.Implicit))
		if err != nil || !same(t, string(payload), s.Payload) || string(footer) != s.Footer {
			t.Fatalf("%d: we read their token otherwise: %q, %q, %v", i, payload, footer, err)
		}
	}
}

func sameFooter(t *testing.T, a, b string) bool {
	t.Helper()
	return a == b || a != "" && b != "" && same(t, a, b)
}
