package why

import (
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// Where the key is missing that signs it again, it is asked for in the same card, and the
// card is called by what it waits for.
func TestReissueAsksForItsKey(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(otherURL(t))
		d.p.Reissue.Fix(0)
		s := d.settle()
		if !s.Mended.NeedsKey || s.Mended.Title != "To be signed" || strings.Contains(s.Mended.Problem, "below") {
			t.Errorf("%+v", s.Mended)
		}
		d.p.Keys.Paste(fixtures.PrivateKey(t))
		if s = d.settle(); s.Mended.NeedsKey || s.Mended.Title != "Fixed token" || len(s.Mended.Parts) == 0 {
			t.Errorf("%+v", s.Mended)
		}
	})
}

// Of a few tokens it is said how many play and how many fail.
func TestTally(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		s := d.paste(fixtures.Token(t) + "\n" + unsigned("hello") + "\n" + unsigned(`{"exp":1}`))
		if !strings.HasSuffix(s.What, ", 3 tokens: 1 plays, 2 fail") {
			t.Errorf("%q", s.What)
		}
	})
}
