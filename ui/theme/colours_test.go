package theme

import (
	"fmt"
	"image/color"
	"os"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// TestColoursOfThePages: pages have the colours of the window, in both looks.
func TestColoursOfThePages(t *testing.T) {
	css, err := os.ReadFile("../../assets/player/colours.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(string(css), "@media screen and (prefers-color-scheme: dark)")
	names := map[string]fyne.ThemeColorName{
		"ground": Window, "card": Card, "line": Line, "rail": Rail, "chip": Chip, "text": Ink, "muted": Muted,
		"accent": Accent, "accent-soft": AccentSoft, "on-accent": OnAccent, "good": Good, "good-ground": GoodSoft,
		"warning": Warn, "warning-ground": WarnSoft, "error": Bad, "error-ground": BadSoft, "edge": Edge, "edge-over": EdgeHover,
		"edge-button": ButtonEdge, "placeholder": theme.ColorNamePlaceHolder, "header": Header, "claims": Claims, "signature": Signature,
	}
	for look, text := range [...]string{light, dark} {
		said := regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(text, -1)
		if len(said) != len(names) {
			t.Errorf("%d colours are said, %d are known", len(said), len(names))
		}
		for _, s := range said {
			p := palette[names[s[1]]]
			c := [...]color.NRGBA{p.light, p.dark}[look]
			if want := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B); s[2] != want {
				t.Errorf("--%s is %s, the window has %s", s[1], s[2], want)
			}
		}
	}
}
