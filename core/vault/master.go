package vault

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"

	"golang.org/x/crypto/chacha20poly1305"
)

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
func (m *master) clone() *master { return masterOf(m.id, bytes.Clone(m.open())) }

// wipe overwrites the key. It is of no use afterwards.
//
//go:noinline // its copies would make ptok larger
func (m *master) wipe() {
	if m != nil {
		clear(m.open())
	}
}

// proof is an empty text sealed with the key, by which the right key is known
// before anything is sealed with it. The salt and cost of a passphrase need no
// such tie: with others another key comes out.
func (m *master) proof() box { return sealBox(m.open(), []byte("playtoken master key\x00"+m.id), nil) }

func (m *master) fits(proof box) bool {
	_, ok := openBox(m.open(), []byte("playtoken master key\x00"+m.id), proof)
	return ok
}

// keyRecord says where the master key is.
type keyRecord struct {
	ID      string `json:"id"` // the keyring's account has this name
	Home    Home   `json:"home"`
	Cost    *cost  `json:"cost,omitempty"`
	Wrapped *box   `json:"wrapped,omitempty"`
	Proof   box    `json:"proof"`
}

func (k *keyRecord) plausible() bool {
	if !validID(k.ID) || !k.Proof.plausible() {
		return false
	}
	switch k.Home {
	case InKeyring:
		return true
	case UnderPassphrase:
		return k.Cost != nil && k.Cost.plausible() && k.Wrapped != nil && k.Wrapped.plausible()
	default:
		return false
	}
}

// fetch gets the key from the keyring and proves it.
func (k *keyRecord) fetch(v visit) (*master, error) {
	text, err := v.get(k.ID)
	if err != nil {
		return nil, err
	}
	key, err := parseMaster(k.ID, text)
	if err == nil && !key.fits(k.Proof) {
		key.wipe()
		key, err = nil, ErrKeyWrong
	}
	return key, err
}
