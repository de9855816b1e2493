package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// The file's first line holds a sum over everything behind it, so that every
// damage is seen. It has stayed the same in every schema and must in those to
// come: a newer file is told from a damaged one by it.
const (
	opening  = `{"playtoken": "profiles", "sha256": "`
	sumEnd   = len(opening) + 2*sha256.Size
	maxBytes = 16 << 20
)

// stamp puts the first line before the members of a JSON object.
func stamp(object []byte) []byte {
	rest := append([]byte("\",\n"), bytes.TrimLeft(bytes.TrimPrefix(object, []byte("{")), "\n")...)
	sum := sha256.Sum256(rest)
	return append([]byte(opening+hex.EncodeToString(sum[:])), rest...)
}

// schemaAt finds the schema in the beginning of a file that is too large to be read.
var schemaAt = regexp.MustCompile(`^[^{]{0,200}"schema":[ ]?([0-9]{1,9})`)

// intact says what is wrong with the file as a whole.
func intact(file []byte) error {
	switch {
	case len(file) > maxBytes && isNewer(file):
		return fmt.Errorf("%w (and larger than this one can read)", ErrNewerSchema)
	case len(file) > maxBytes:
		return fmt.Errorf("%w: it is larger than a store can be", ErrDamaged)
	case len(file) == 0:
		return fmt.Errorf("%w: it is empty", ErrDamaged)
	case !bytes.HasPrefix(file, []byte(opening)[:min(len(opening), len(file))]):
		return fmt.Errorf("%w: it does not begin like one", ErrDamaged)
	case len(file) < sumEnd || !bytes.HasSuffix(file, []byte("}\n")):
		return fmt.Errorf("%w: its end is missing", ErrDamaged)
	}
	sum := sha256.Sum256(file[sumEnd:])
	if sumOf(file) != hex.EncodeToString(sum[:]) {
		return fmt.Errorf("%w: its content was changed", ErrDamaged)
	}
	return nil
}

// isNewer reports whether a file that is too large begins as one of a newer schema.
func isNewer(file []byte) bool {
	if !bytes.HasPrefix(file, []byte(opening)) || len(file) < sumEnd {
		return false
	}
	m := schemaAt.FindSubmatch(file[sumEnd : sumEnd+1000])
	if m == nil {
		return false
	}
	schema, err := strconv.Atoi(string(m[1]))
	return err == nil && schema > Schema
}

// sumOf is the sum that a file claims.
func sumOf(file []byte) string { return string(file[len(opening):sumEnd]) }

// damaged names a damage. It quotes nothing of the file.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, strings.TrimSpace(fmt.Sprintf(format, args...)))
}
