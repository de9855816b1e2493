package edge

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"playtoken/core/platform"
)

// proofParam is the parameter of a proof.
const proofParam = "edge-proof"

// proofLife is how long a proof holds: some minutes more than the sample lasts.
const proofLife = sampleLength + 5*time.Minute

// prover makes and reads the proofs that stand for a token once it was taken: in the names
// that a playlist has for its renditions and segments. A proof holds for one host and one
// folder, until its end. Nothing of the token is in it.
type prover struct{ key []byte } // of this run

func newProver() prover {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	return prover{key}
}

// proof is the query that opens what lies in a folder of a host.
func (p prover) proof(o origin, now time.Time) string {
	head := strconv.FormatInt(now.Add(proofLife).Unix(), 36) + "." + o.platform.Name
	return proofParam + "=" + head + "." + p.mac(head, o)
}

// origin is what a proof holds for.
type origin struct {
	platform     *platform.Platform
	host, folder string // the folder percent-encoded, as it stands in a URL
}

func (p prover) mac(head string, o origin) string {
	h := hmac.New(sha256.New, p.key)
	h.Write([]byte(head + "\n" + strings.ToLower(o.host) + "\n" + o.folder))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])
}

// holding is what a proof turns out to be.
type holding int

const (
	wrongProof holding = iota
	endedProof
	goodProof
)

// holds reads a proof that came with a request for something in a folder of a host, and says
// of which platform it is; the platform of the origin is not looked at.
func (p prover) holds(text string, o origin, now time.Time) (name string, h holding) {
	head, mac, _ := cutLast(text, ".")
	end, name, ok := strings.Cut(head, ".")
	seconds, err := strconv.ParseInt(end, 36, 64)
	switch {
	case !ok, err != nil, !hmac.Equal([]byte(mac), []byte(p.mac(head, o))):
		return "", wrongProof
	case now.Unix() >= seconds:
		return name, endedProof
	}
	return name, goodProof
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// proofOf is the proof in a query, "" for none.
func proofOf(query string) string {
	for piece := range strings.SplitSeq(query, "&") {
		if text, ok := strings.CutPrefix(piece, proofParam+"="); ok {
			return text
		}
	}
	return ""
}
