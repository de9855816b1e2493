package paseto

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"testing"

	"playtoken/core/secret"
)

func TestSealAndOpen(t *testing.T) {
	key := keyOf(t, testKey)
	tests := map[string]struct{ payload, footer, implicit string }{
		"empty":       {},
		"order":       {`{"z":1,"a":2}`, `{"v":"1","p":"0"}`, ""},
		"no JSON":     {"\x00\xff", "kid", "who"},
		"three lines": {"a\r\nb\n", "\n", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			one := mustSeal(t, tt.payload, tt.footer, tt.implicit, key)
			if one == mustSeal(t, tt.payload, tt.footer, tt.implicit, key) {
				t.Error("two tokens are alike: the nonce is not drawn")
			}
			payload, footer, err := Open(one, key, []byte(tt.implicit))
			if err != nil || string(payload) != tt.payload || string(footer) != tt.footer {
				t.Errorf("Open = %q, %q, %v", payload, footer, err)
			}
		})
	}
}

// TestEveryBitCounts flips each bit of body and footer in turn.
func TestEveryBitCounts(t *testing.T) {
	key := keyOf(t, testKey)
	parts, err := Split(mustSeal(t, "payload", "footer", "", key))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range [][]byte{parts.Body, parts.Footer} {
		for bit := range 8 * len(part) {
			part[bit/8] ^= 1 << (bit % 8)
			if _, _, err := Open(join(parts), key, nil); !errors.Is(err, ErrTag) {
				t.Fatalf("bit %d: %v", bit, err)
			}
			part[bit/8] ^= 1 << (bit % 8)
		}
	}
	if _, _, err := Open(join(parts), key, nil); err != nil {
		t.Errorf("put together again: %v", err)
	}
}

func join(p Parts) string {
	return Header + base64.RawURLEncoding.EncodeToString(p.Body) + "." + base64.RawURLEncoding.EncodeToString(p.Footer)
}

func TestWhatDoesNotOpen(t *testing.T) {
	key := keyOf(t, testKey)
	text := mustSeal(t, "payload", "footer", "implicit", key)
	other := key.Reveal()
	other[31] ^= 1
	tests := map[string]struct {
		key      secret.Bytes
		implicit string
		want     error
	}{
		"other key":         {secret.New(other), "implicit", ErrTag},
		"other implicit":    {key, "", ErrTag},
		"implicit is moved": {key, "footerimplicit", ErrTag},
		"31 bytes":          {secret.New(other[:31]), "implicit", ErrKeyLength},
		"33 bytes":          {secret.New(append(other, 0)), "implicit", ErrKeyLength},
		"no key":            {secret.Bytes{}, "implicit", ErrKeyLength},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			payload, footer, err := Open(text, tt.key, []byte(tt.implicit))
			if !errors.Is(err, tt.want) || payload != nil || footer != nil {
				t.Errorf("Open = %q, %q, %v", payload, footer, err)
			}
			if _, err := Seal(nil, nil, nil, tt.key); errors.Is(err, ErrKeyLength) != (tt.want == ErrKeyLength) {
				t.Errorf("Seal: %v", err)
			}
		})
	}
}

// TestPAE has the examples of paseto-spec, docs/01-Protocol-Versions/Common.md.
func TestPAE(t *testing.T) {
	tests := map[string]struct {
		pieces [][]byte
		want   string
	}{
		"no piece":     {nil, "0000000000000000"},
		"empty piece":  {[][]byte{{}}, "01000000000000000000000000000000"},
		"'test'":       {[][]byte{[]byte("test")}, "0100000000000000040000000000000074657374"},
		"no confusion": {[][]byte{{'a'}, {'b', 'c'}}, "020000000000000001000000000000006102000000000000006263"},
	}
	for name, tt := range tests {
		if got := hex.EncodeToString(pae(tt.pieces...)); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, v := range official(f) {
		f.Add(v.Token, v.Implicit)
	}
	f.Add("v4.local.", "")
	f.Add("v4.local.AA\nAA.=", "")
	key := keyOf(f, testKey)
	f.Fuzz(func(t *testing.T, text, implicit string) {
		payload, footer, err := Open(text, key, []byte(implicit))
		parts, bad := Split(text)
		if err == nil && bad != nil {
			t.Fatalf("Open takes what Split refuses: %v", bad)
		}
		if bad == nil && join(parts) != text && join(parts) != text+"." {
			t.Errorf("two spellings of one token: %q and %q", join(parts), text)
		}
		if err != nil {
			if payload != nil || footer != nil {
				t.Error("something was given along with an error")
			}
			return
		}
		var nonce [nonceSize]byte
		copy(nonce[:], parts.Body)
		again, err := sealWith(nonce, payload, footer, []byte(implicit), key)
		if err != nil || again != text {
			t.Errorf("sealed again: %q, %v", again, err)
		}
		if !bytes.Equal(footer, parts.Footer) {
			t.Errorf("footers %q and %q", footer, parts.Footer)
		}
	})
}
