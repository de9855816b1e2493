package vault

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/chacha20poly1305"
)

// creation is the first line of the file of a journal's entry. Its second line is the
// space that is reserved for the answer: random characters, and in their place the
// answer once it is kept.
type creation struct {
	Schema int               `json:"schema"`
	ID     string            `json:"id"` // also in the name of the file
	Made   time.Time         `json:"made"`
	Note   map[string]string `json:"note,omitempty"`
	Master string            `json:"master"` // the ID of the master key
	Key    box               `json:"key"`    // the key of the entry, sealed under that
}

const (
	creationOpening = `{"playtoken": "creation", "sha256": "`
	creationMark    = ".creating-"

	// maxAnswer is how long an answer can be, in bytes, and reserved the characters that it
	// takes in the file.
	maxAnswer = 16 << 10
	reserved  = len(`{"nonce":"","text":""}`) + 32 + (maxAnswer+chacha20poly1305.Overhead+2)/3*4
)

// tie is what is sealed of an entry is tied to: the whole of what is readable of it.
func (c creation) tie(what string) []byte {
	parts := []string{"playtoken " + what, fmt.Sprint(c.Schema), c.ID, c.Made.Format(time.RFC3339Nano), c.Master}
	for _, name := range slices.Sorted(maps.Keys(c.Note)) {
		parts = append(parts, name, c.Note[name])
	}
	return netstrings(parts...)
}

// file is the whole file, with nothing kept yet. The space is random, so that no disk
// that compresses gives away what of it is needed later.
func (c creation) file() ([]byte, error) {
	rest, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	rest = append([]byte(`", `), append(rest[1:], '\n')...)
	sum := sha256.Sum256(rest)
	space := make([]byte, reserved)
	_, _ = rand.Read(space)
	file := append([]byte(creationOpening+hex.EncodeToString(sum[:])), rest...)
	file = append(file, base64.RawURLEncoding.EncodeToString(space)[:reserved]...)
	return append(file, '\n'), nil
}

// readCreation reads such a file. The answer is nil where none was kept.
func readCreation(id string, file []byte) (c creation, answer *box, err error) {
	head, space, _ := bytes.Cut(file, []byte("\n"))
	rest, ours := bytes.CutPrefix(head, []byte(creationOpening))
	if !ours || len(rest) < 2*sha256.Size {
		return c, nil, fmt.Errorf("%w: it does not begin like one", ErrEntryDamaged)
	}
	sum := sha256.Sum256(append(slices.Clone(rest[2*sha256.Size:]), '\n'))
	switch {
	case string(rest[:2*sha256.Size]) != hex.EncodeToString(sum[:]):
		return c, nil, fmt.Errorf("%w: its content was changed", ErrEntryDamaged)
	case json.Unmarshal(head, &c) != nil, c.ID != id, !validID(c.Master), !c.Key.plausible():
		return creation{}, nil, fmt.Errorf("%w: what it says is impossible", ErrEntryDamaged)
	case c.Schema > Schema:
		return creation{}, nil, fmt.Errorf("%w (schema %d; this one knows %d)", ErrNewerSchema, c.Schema, Schema)
	case len(space) != reserved+1:
		return c, nil, fmt.Errorf("%w: its end is missing", ErrEntryDamaged)
	case !strings.HasPrefix(string(space), "{"):
		return c, nil, nil
	}
	answer = new(box)
	if json.NewDecoder(bytes.NewReader(space)).Decode(answer) != nil || !answer.plausible() {
		return c, nil, fmt.Errorf("%w: the answer in it was written in part", ErrEntryDamaged)
	}
	return c, answer, nil
}
