package vault

import (
	"crypto/cipher"
	"crypto/rand"
	"fmt"
	"strconv"

	"golang.org/x/crypto/chacha20poly1305"

	"playtoken/core/secret"
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

// empty reports whether there is no text in the box: it proves a public key.
func (b box) empty() bool { return len(b.Text) == chacha20poly1305.Overhead }

// sealed is the text of an item, and the seal on what is readable of it.
type sealed struct {
	Schema int    `json:"schema"` // the file's schema when it was sealed
	Key    string `json:"key"`    // the ID of the master key
	box

	proof Proof // guarded by the archive that the item is in
}

// associated is what the box of an item is tied to: what it is, where it belongs
// and what is known of its key. With any other part, or in any other place, it does
// not open.
func associated(schema int, of owner, it Item) []byte {
	if of.account {
		return netstrings("playtoken credential", strconv.Itoa(schema), of.id, of.platform, of.base, it.Name)
	}
	k := it.Key
	half := map[bool]string{true: "private", false: "public"}[k.Private]
	return netstrings("playtoken item", strconv.Itoa(schema), of.id, it.Name,
		string(k.Kind), strconv.Itoa(k.Bits), k.Curve, half, strconv.Itoa(k.Characters),
		k.Fingerprint, string(k.Reading), k.PublicPEM)
}

// netstrings joins texts so that no other ones give the same.
func netstrings(parts ...string) (tie []byte) {
	for _, part := range parts {
		tie = fmt.Appendf(tie, "%d:%s,", len(part), part)
	}
	return tie
}

// seal returns an item with its text sealed, which may be empty.
func (m *master) seal(schema int, of owner, it item, plain []byte) item {
	it.text = secret.Bytes{}
	it.Seal = &sealed{
		Schema: schema, Key: m.id, proof: Proven,
		box: sealBox(m.open(), associated(schema, of, it.Item), plain),
	}
	return it
}

// unseal opens the text of an item that is sealed. ErrSealBroken says that the
// text, its place or what is known of its key is not what was sealed.
func (m *master) unseal(of owner, it item) ([]byte, error) {
	s := it.Seal
	if s.Key != m.id {
		return nil, ErrKeyMissing
	}
	tie, right := associated(s.Schema, of, it.Item), true
	if s.Schema == 1 {
		tie = associated1(of.id)
	}
	plain, ok := openBox(m.open(), tie, s.box)
	if s.Schema == 1 { // it did not tie the public half
		right = !of.account && it.Name == SigningKey && it.Key.describes(plain)
	}
	if !ok || !right {
		clear(plain)
		return nil, ErrSealBroken
	}
	return plain, nil
}

// reseal puts an item that old has sealed under another key, owner, name or schema.
func (m *master) reseal(schema int, from, to owner, old *master, it, next item) (item, error) {
	plain, err := old.unseal(from, it)
	if err != nil {
		return it, err
	}
	defer clear(plain)
	return m.seal(schema, to, next, plain), nil
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
