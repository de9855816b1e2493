package account

import (
	"time"

	"playtoken/core/keys"
	"playtoken/core/secret"
)

// Key is a signing key as a platform lists it.
type Key struct {
	ID        string
	CreatedAt time.Time // the zero time where the platform does not say
	PublicPEM string    // "" where it does not give it
	// Organization is where the key is, by the credential that chooses it: an ID, or "the
	// default one"; "" where the platform has no such choice.
	Organization string
}

// Created is a key that a platform has made.
type Created struct {
	Key
	Private secret.Bytes // as it came: base64 of PEM mostly
	Signer  *keys.Key    // Private as the importer reads it; nil where it cannot
	Reply   secret.Bytes // the whole body
	// Replayed says that this is an earlier key: the platform has given back the reply of an
	// earlier request, or the ID is saved already.
	Replayed bool
}
