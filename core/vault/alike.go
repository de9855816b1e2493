package vault

import (
	"bytes"
	"encoding/json"
	"sort"
	"strings"
	"time"
)

// holds reports whether a record has all that comes in for it. A secret that cannot be
// opened now is taken to be the same where its key is.
func (s *records) holds(here, in record) bool {
	for _, it := range in.Kept {
		if text, err := s.text(here, it.Name); err == nil && !bytes.Equal(text.Reveal(), it.text.Reveal()) {
			return false
		}
	}
	return here.Base == in.Base && alike(here.Profile, in.shown(NoSecret))
}

// alike compares what people have put into two profiles.
func alike(a, b Profile) bool {
	text := func(p Profile) []byte {
		p = p.clone()
		p.Revision, p.Changed, p.Created = 0, time.Time{}, p.Created.UTC().Round(0)
		for i := range p.Items {
			p.Items[i].Saved = time.Time{}
		}
		sort.SliceStable(p.Items, func(i, j int) bool { return p.Items[i].Name < p.Items[j].Name })
		out, _ := json.Marshal(struct {
			Profile
			Items []Item
		}{p, p.Items})
		return out
	}
	return bytes.Equal(text(a), text(b))
}

// cut shortens a text to n bytes, at the border of a character.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}
