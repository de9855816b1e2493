package vault

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
)

// TestForgotten: what is deleted is in no generation of the file any more, not even sealed.
func TestForgotten(t *testing.T) {
	for name, forget := range map[string]func(*Store) error{
		"a profile": func(s *Store) error { return s.Delete("a") },
		"an item":   func(s *Store) error { return s.Remove("a", SigningKey) },
	} {
		t.Run(name, func(t *testing.T) {
			path := storePath(t)
			s := openAt(t, path, newRing())
			put(t, s, "a", "A", "a secret to be forgotten")
			put(t, s, "b", "B", "another one")
			r, _ := s.one("a", false)
			if len(r.Items) != 1 {
				t.Fatalf("%d items", len(r.Items))
			}
			i := s.file.snapshot()
			sealed := []byte(base64.StdEncoding.EncodeToString(i.Records[i.find("a")].Kept[0].Seal.Text))
			files := []string{path, strings.TrimSuffix(path, ".json") + previous}
			if !bytes.Contains(readFile(t, path), sealed) {
				t.Fatal("the sealed text is not found where it is")
			}
			if err := forget(s); err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				if bytes.Contains(readFile(t, file), sealed) {
					t.Errorf("%s still has it", file)
				}
			}
			wantSecret(t, s, "b", "another one")
		})
	}
}
