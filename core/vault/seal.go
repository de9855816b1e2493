package vault

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// box is a text sealed with XChaCha20-Poly1305. Its nonce is random, which is
// safe for as many texts as one likes: it has 192 bits.
type box struct {
	Nonce []byte `json:"nonce"`
	Text  []byte `json:"text"` // with the 16-byte tag behind
}

func (b box) plausible() bool {
	return len(b.Nonce) == chacha20poly1305.NonceSizeX &&
		len(b.Text) >= chacha20poly1305.Overhead && len(b.Text) <= maxSecret+chacha20poly1305.Overhead
}

// sealed is a secret of a profile.
type sealed struct {
	Schema int    `json:"schema"` // the file's schema when it was sealed
	Key    string `json:"key"`    // the ID of the master key
	box
}

// secretField is the name of the only sealed field that there is.
const secretField = "secret"

// associated is what a box is tied to: the same text under another profile,
// field, schema or key does not open. No part can hold a NUL.
func associated(schema int, id, field string) []byte {
	return fmt.Appendf(nil, "playtoken profile\x00%d\x00%s\x00%s", schema, id, field)
}

// master is the one key that seals every secret of a store. The key sits behind
// a function, where no printer finds it.
type master struct {
	id   string
	open func() []byte
}

func masterOf(id string, key []byte) *master {
	return &master{id: id, open: func() []byte { return key }}
}

// newMaster makes a random key with a random name.
func newMaster() *master {
	key := make([]byte, chacha20poly1305.KeySize)
	_, _ = rand.Read(key) // does not fail
	return masterOf(newID(), key)
}

// parseMaster reads the text that a keyring holds.
func parseMaster(id, text string) (*master, error) {
	key, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(key) != chacha20poly1305.KeySize {
		clear(key)
		return nil, ErrKeyWrong
	}
	return masterOf(id, key), nil
}

// text is the key as 44 characters: what every system's keyring can hold.
func (m *master) text() string { return base64.StdEncoding.EncodeToString(m.open()) }

// clone is a key of its own, for work that goes on while the other is wiped.
func (m *master) clone() *master { return masterOf(m.id, append([]byte(nil), m.open()...)) }

// wipe overwrites the key. It is of no use afterwards.
func (m *master) wipe() {
	if m != nil {
		clear(m.open())
	}
}

// seal seals the secret of a profile.
func (m *master) seal(schema int, id string, plain []byte) *sealed {
	return &sealed{Schema: schema, Key: m.id, box: sealBox(m.open(), associated(schema, id, secretField), plain)}
}

// unseal opens the secret of a profile.
func (m *master) unseal(id string, s *sealed) ([]byte, error) {
	if s.Key != m.id {
		return nil, ErrKeyMissing
	}
	plain, ok := openBox(m.open(), associated(s.Schema, id, secretField), s.box)
	if !ok {
		return nil, ErrSealBroken
	}
	return plain, nil
}

// proof is an empty text sealed with the key, by which the right key is known
// before anything is sealed with it. The salt and cost of a passphrase need no
// such tie: with others another key comes out.
func (m *master) proof() box { return sealBox(m.open(), []byte("playtoken master key\x00"+m.id), nil) }

func (m *master) fits(proof box) bool {
	_, ok := openBox(m.open(), []byte("playtoken master key\x00"+m.id), proof)
	return ok
}

func sealBox(key, tie, plain []byte) box {
	nonce := make([]byte, chacha20poly1305.NonceSizeX)
	_, _ = rand.Read(nonce)
	return box{Nonce: nonce, Text: aead(key).Seal(nil, nonce, plain, tie)}
}

func openBox(key, tie []byte, b box) ([]byte, bool) {
	if !b.plausible() {
		return nil, false
	}
	plain, err := aead(key).Open(nil, b.Nonce, b.Text, tie)
	return plain, err == nil
}

func aead(key []byte) cipher.AEAD {
	a, err := chacha20poly1305.NewX(key)
	if err != nil { // the key's length is ours
		panic("vault: " + err.Error())
	}
	return a
}
