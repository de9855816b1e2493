package jws

import (
	"errors"
	"testing"

	"playtoken/core/secret"
)

// TestEmptySecret is of the inside: no import gives a key with an empty secret.
func TestEmptySecret(t *testing.T) {
	for name, empty := range map[string]secret.Bytes{"none": {}, "no bytes": secret.New([]byte{})} {
		if got, err := shared(empty); !errors.Is(err, ErrEmptySecret) || got != nil {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
	if got, err := shared(secret.New([]byte{0})); err != nil || len(got.([]byte)) != 1 {
		t.Errorf("one byte: %v", err)
	}
}
