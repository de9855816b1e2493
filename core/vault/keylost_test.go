package vault

import (
	"testing"

	"playtoken/core/secret"
)

// TestKeyInKeyringGone: what was sealed stays sealed, nothing is overwritten, and
// the entry put back opens everything again.
func TestKeyInKeyringGone(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(string) (string, bool)
		want  error
	}{
		"missing": {func(string) (string, bool) { return "", false }, ErrKeyMissing},
		"another": {func(string) (string, bool) { return newMaster().text(), true }, ErrKeyWrong},
		"cut":     {func(text string) (string, bool) { return text[:20], true }, ErrKeyWrong},
		"no text": {func(string) (string, bool) { return "", true }, ErrKeyWrong},
	} {
		t.Run(name, func(t *testing.T) {
			path, r := storePath(t), newRing()
			put(t, openAt(t, path, r), "a", "A", "1")
			good := map[string]string{}
			for account, text := range r.entries {
				good[account] = text
				if bad, ok := c.spoil(text); ok {
					r.entries[account] = bad
				} else {
					delete(r.entries, account)
				}
			}
			s := openAt(t, path, r)
			wantHome(t, s, ThisSession)
			wantErr(t, s.State().Reason, c.want)
			put(t, s, "b", "B", "2")
			_, err := s.Secret("a", SigningKey)
			wantErr(t, err, c.want)
			r.set(func(r *ring) { r.entries = good })
			if err := s.Unlock(secret.Bytes{}); err != nil {
				t.Fatal(err)
			}
			s = openAt(t, path, r)
			wantSecret(t, s, "a", "1")
			wantSecret(t, s, "b", "2")
		})
	}
}
