package vault

import (
	"crypto/rand"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"

	"playtoken/core/secret"
)

// cost is what a guess at the passphrase costs: argon2id (RFC 9106).
type cost struct {
	Name      string `json:"name"`
	Time      uint64 `json:"time"`
	MemoryKiB uint64 `json:"memory_kib"`
	Threads   uint64 `json:"threads"`
	Salt      []byte `json:"salt"`
}

// ownCost is the second recommendation of RFC 9106 section 4.
var ownCost = cost{Name: "argon2id", Time: 3, MemoryKiB: 64 << 10, Threads: 4}

// mostCost is what a file may ask for: it was not necessarily written by us, and
// must not be able to take all memory.
var mostCost = cost{Name: "argon2id", Time: 16, MemoryKiB: 256 << 10, Threads: 16}

func (c cost) allowed() bool {
	return c.Name == mostCost.Name && c.Time <= mostCost.Time &&
		c.MemoryKiB <= mostCost.MemoryKiB && c.Threads <= mostCost.Threads
}

func (c cost) plausible() bool {
	return c.Name != "" && c.Time > 0 && c.Threads > 0 && c.MemoryKiB > 0 &&
		len(c.Salt) >= 16 && len(c.Salt) <= 64
}

// derive makes the key that wraps the master key.
func (c cost) derive(passphrase secret.Bytes) []byte {
	text := passphrase.Reveal()
	defer clear(text)
	return argon2.IDKey(text, c.Salt, uint32(c.Time), uint32(c.MemoryKiB), uint8(c.Threads), chacha20poly1305.KeySize)
}

func wrapTie(id string) []byte { return []byte("playtoken wrapped master key\x00" + id) }

// wrap seals the master key under a passphrase, with a new salt.
func (m *master) wrap(c cost, passphrase secret.Bytes) (*keyRecord, error) {
	if passphrase.IsZero() {
		return nil, ErrNoPassphrase
	}
	c.Salt = make([]byte, 16)
	_, _ = rand.Read(c.Salt)
	key := c.derive(passphrase)
	defer clear(key)
	wrapped := sealBox(key, wrapTie(m.id), m.open())
	return &keyRecord{ID: m.id, Home: UnderPassphrase, Cost: &c, Wrapped: &wrapped, Proof: m.proof()}, nil
}

// unwrap opens the master key with the passphrase.
func (k *keyRecord) unwrap(passphrase secret.Bytes) (*master, error) {
	if passphrase.IsZero() {
		return nil, ErrNoPassphrase
	}
	if !k.Cost.allowed() {
		return nil, ErrCostTooHigh
	}
	key := k.Cost.derive(passphrase)
	defer clear(key)
	plain, ok := openBox(key, wrapTie(k.ID), *k.Wrapped)
	if !ok || len(plain) != chacha20poly1305.KeySize {
		clear(plain)
		return nil, ErrWrongPassphrase
	}
	m := masterOf(k.ID, plain)
	if !m.fits(k.Proof) {
		m.wipe()
		return nil, ErrSealBroken
	}
	return m, nil
}
