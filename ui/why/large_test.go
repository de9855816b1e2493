package why

import (
	"strings"
	"testing"

	"playtoken/core/token"
	"playtoken/internal/fixtures"
)

// A token that is too large to be read is shown as one: no panel and no row is left empty.
func TestTooLargeIsShown(t *testing.T) {
	head, rest, _ := strings.Cut(fixtures.Token(t), ".")
	large := head + "." + strings.Repeat("A", token.MaxSize) + "." + rest[strings.LastIndexByte(rest, '.')+1:]
	for name, text := range map[string]string{
		"alone":    large,
		"a header": "Authorization: Bearer " + large,
		"a URL":    "https://cdn.example/a.m3u8?token=" + large,
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.paste(text)
				s := d.settle()
				if begin := text[:20]; !strings.HasPrefix(s.Before+strings.Join(s.Parts, "."), begin) {
					t.Errorf("the text is shown as %q", s.Before)
				}
				if p := s.Parted; p.Kind != "Not read" || p.Body == "" || p.Signature != "" {
					t.Errorf("taken apart: %q, %q, %q", p.Kind, p.Body, p.Signature)
				}
				if rows := d.p.Recent.Rows(); len(rows) != 1 || rows[0].Text == "" || rows[0].Title == "" {
					t.Errorf("recent: %+v", rows)
				}
			})
		})
	}
}
