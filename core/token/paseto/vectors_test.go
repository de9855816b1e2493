package paseto

import (
	"errors"
	"strings"
	"testing"
)

// refused says why each vector that is no v4.local token to be opened is refused.
var refused = map[string]error{
	"4-S-1": ErrVersion, "4-S-2": ErrVersion, "4-S-3": ErrVersion,
	"4-F-1": ErrTag, "4-F-2": ErrVersion, "4-F-3": ErrVersion, "4-F-4": ErrBase64, "4-F-5": ErrPadding,
}

func TestOfficialVectors(t *testing.T) {
	for _, v := range official(t) {
		t.Run(v.Name, func(t *testing.T) {
			if strings.HasPrefix(v.Name, "4-E-") {
				v.check(t)
				return
			}
			payload, footer, err := Open(v.Token, keyOf(t, testKey), []byte(v.Implicit))
			if want := refused[v.Name]; want == nil || !errors.Is(err, want) || payload != nil || footer != nil {
				t.Errorf("Open = %q, %q, %v; want %v", payload, footer, err, want)
			}
		})
	}
}

func TestFastevoVector(t *testing.T) {
	var file struct {
		Vectors []struct {
			vector
			ID  string
			Key string `json:"key_hex"`
			N   string `json:"nonce_hex"`
			I   string `json:"implicit_assertion"`
		}
	}
	readJSON(t, "testdata/fastevo.json", &file)
	for _, f := range file.Vectors {
		v := f.vector
		v.Name, v.Key, v.Nonce, v.Implicit = f.ID, f.Key, f.N, f.I
		t.Run(v.Name, v.check)
	}
	if len(file.Vectors) == 0 {
		t.Error("there are no vectors")
	}
}

// check seals with the vector's nonce and opens what the vector has.
func (v vector) check(t *testing.T) {
	key := keyOf(t, v.Key)
	made, err := sealWith(v.nonce(t), []byte(v.Payload), []byte(v.Footer), []byte(v.Implicit), key)
	if err != nil || made != v.Token {
		t.Errorf("sealWith: %v\n got %s\nwant %s", err, made, v.Token)
	}
	payload, footer, err := Open(v.Token, key, []byte(v.Implicit))
	if err != nil || string(payload) != v.Payload || string(footer) != v.Footer {
		t.Errorf("Open = %q, %q, %v", payload, footer, err)
	}
}
