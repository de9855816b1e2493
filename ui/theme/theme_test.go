package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

var variants = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// contrast is the contrast ratio of WCAG 2.2, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestContrastIsMeasuredRight(t *testing.T) {
	if got := contrast(rgb(0), rgb(0xFFFFFF)); got != 21 {
		t.Errorf("black on white is %v", got)
	}
	if got := contrast(rgb(0x767676), rgb(0xFFFFFF)); math.Abs(got-4.54) > 0.01 {
		t.Errorf("#767676 on white is %v", got)
	}
}

// over is what a colour looks like on a ground.
func over(c, ground color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A)) + 127) / 255)
	}
	return color.NRGBA{mix(c.R, ground.R), mix(c.G, ground.G), mix(c.B, ground.B), 0xFF}
}

// Wherever text stands, it reaches 4.5:1 on its ground.
func TestTextCanBeRead(t *testing.T) {
	const background = theme.ColorNameBackground
	for name, variant := range variants {
		of := func(n fyne.ThemeColorName) color.NRGBA { return Theme{}.Color(n, variant).(color.NRGBA) }
		for _, c := range []struct {
			ink     fyne.ThemeColorName
			grounds []fyne.ThemeColorName
		}{
			{Ink, []fyne.ThemeColorName{Card, Field, background, Rail, Chip, GoodSoft, WarnSoft, BadSoft, AccentSoft}},
			{Muted, []fyne.ThemeColorName{Card, Field, background, Rail, Chip, BadSoft, AccentSoft}},
			{Accent, []fyne.ThemeColorName{Card, background, Rail, AccentSoft}},
			{OnAccent, []fyne.ThemeColorName{Accent, Bad}},
			{Header, []fyne.ThemeColorName{Card, background}},
			{Claims, []fyne.ThemeColorName{Card, background}},
			{Signature, []fyne.ThemeColorName{Card, background}},
			{Good, []fyne.ThemeColorName{Card, GoodSoft}},
			{Warn, []fyne.ThemeColorName{Card, WarnSoft, background, AccentSoft}},
			{Bad, []fyne.ThemeColorName{Card, BadSoft, background}},
			{Card, []fyne.ThemeColorName{Ink}}, // the toast
			{theme.ColorNamePlaceHolder, []fyne.ThemeColorName{Card, Field}},
			{theme.ColorNameForeground, []fyne.ThemeColorName{Card, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground}},
		} {
			for _, g := range c.grounds {
				if got := contrast(of(c.ink), of(g)); got < 4.5 {
					t.Errorf("%s: %s on %s has %.2f:1", name, c.ink, g, got)
				}
			}
		}
		// Under the mouse and in a selection too.
		for _, veil := range []fyne.ThemeColorName{theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameSelection} {
			for _, g := range []fyne.ThemeColorName{Card, Field} {
				for _, ink := range []fyne.ThemeColorName{Ink, Muted} {
					if got := contrast(of(ink), over(of(veil), of(g))); got < 4.5 {
						t.Errorf("%s: %s on %s over %s has %.2f:1", name, ink, veil, g, got)
					}
				}
			}
		}
	}
}

// Edges of what is typed into or chosen from, icons and signs need 3:1 (WCAG 2.2,
// 1.4.11) on what is on either side of them: the control's own ground and the card.
func TestSignsCanBeSeen(t *testing.T) {
	const background = theme.ColorNameBackground
	for name, variant := range variants {
		of := func(n fyne.ThemeColorName) color.NRGBA { return Theme{}.Color(n, variant).(color.NRGBA) }
		for _, c := range []struct {
			line    fyne.ThemeColorName
			grounds []fyne.ThemeColorName
		}{
			{Edge, []fyne.ThemeColorName{Card, Field}},
			{EdgeHover, []fyne.ThemeColorName{Card, Field, background}},
			{Accent, []fyne.ThemeColorName{Card, Field, background, Rail, AccentSoft}},
			{Good, []fyne.ThemeColorName{Card, GoodSoft}},
			{Warn, []fyne.ThemeColorName{Card, Field, WarnSoft}},
			{Bad, []fyne.ThemeColorName{Card, Field, BadSoft}},
			{Muted, []fyne.ThemeColorName{Card, Field, Chip}},
			{ToastGood, []fyne.ThemeColorName{Ink}},
			{ToastBad, []fyne.ThemeColorName{Ink}},
		} {
			for _, g := range c.grounds {
				if got := contrast(of(c.line), of(g)); got < 3 {
					t.Errorf("%s: %s on %s has %.2f:1", name, c.line, g, got)
				}
			}
		}
	}
}

// The edges are those of the design's table, with the contrast that it gives them on
// the card. A button's is softer, for it is known by its words; what is disabled needs none.
func TestEdges(t *testing.T) {
	for _, c := range []struct {
		role        fyne.ThemeColorName
		light, dark uint32
		low, high   float64
	}{
		{Edge, 0x848D9D, 0x667083, 3.3, 3.4},
		{EdgeHover, 0x566071, 0x9BA4B4, 6.3, 6.7},
		{Accent, 0x2F5BEA, 0x86A6FF, 5.4, 7.2},
		{Bad, 0xB3261E, 0xFF8F85, 6, 21},
		{Warn, 0x8A5200, 0xF2B450, 6, 21},
		{ButtonEdge, 0xB3BAC6, 0x495161, 1.9, 2.2},
		{Line, 0xDFE3EA, 0x2D323D, 1, 1.5},
	} {
		for name, variant := range variants {
			want := c.light
			if variant == theme.VariantDark {
				want = c.dark
			}
			got, card := Theme{}.Color(c.role, variant).(color.NRGBA), Theme{}.Color(Card, variant).(color.NRGBA)
			if got != rgb(want) {
				t.Errorf("%s: %s is %v, not #%06X", name, c.role, got, want)
			}
			if r := contrast(got, card); r < c.low || r > c.high {
				t.Errorf("%s: %s on the card has %.2f:1", name, c.role, r)
			}
		}
	}
}

func TestEveryRoleHasAColour(t *testing.T) {
	test.NewTempApp(t)
	roles := []fyne.ThemeColorName{
		Card, Field, Line, Edge, EdgeHover, ButtonEdge, ToastGood, ToastBad, Rail, Chip, Ink, Muted, Accent, AccentSoft, OnAccent, Header, Claims, Signature,
		Good, GoodSoft, Warn, WarnSoft, Bad, BadSoft,
	}
	for name, variant := range variants {
		for _, role := range roles {
			if _, _, _, a := (Theme{}).Color(role, variant).RGBA(); a != 0xFFFF {
				t.Errorf("%s: %s is not opaque", name, role)
			}
		}
		for own, role := range same {
			if (Theme{}).Color(own, variant) != (Theme{}).Color(role, variant) {
				t.Errorf("%s: %s is not %s", name, own, role)
			}
		}
		if _, _, _, a := (Theme{}).Color("no such colour", variant).RGBA(); a > 0xFFFF {
			t.Error("an unknown colour breaks")
		}
	}
}

func TestModes(t *testing.T) {
	m := System
	for _, want := range []Mode{Light, Dark, System} {
		if m = m.Next(); m != want {
			t.Errorf("%s, want %s", m, want)
		}
	}
	if got := Mode("nonsense").Next(); got != System {
		t.Errorf("after nonsense comes %s", got)
	}
	light, dark := Theme{}.Color(Card, theme.VariantLight), Theme{}.Color(Card, theme.VariantDark)
	if light == dark {
		t.Fatal("light is dark")
	}
	for _, c := range []struct {
		mode    Mode
		variant fyne.ThemeVariant
		want    color.Color
	}{
		{System, theme.VariantLight, light},
		{System, theme.VariantDark, dark},
		{Light, theme.VariantDark, light},
		{Dark, theme.VariantLight, dark},
	} {
		if got := (Theme{Mode: c.mode}).Color(Card, c.variant); got != c.want {
			t.Errorf("%s on a system of variant %d: %v", c.mode, c.variant, got)
		}
	}
}

func TestSizes(t *testing.T) {
	test.NewTempApp(t)
	for name, want := range sizes {
		if got := (Theme{}).Size(name); got != want {
			t.Errorf("%s is %v", name, got)
		}
	}
	if got := (Theme{}).Size(theme.SizeNameLineSpacing); got <= 0 {
		t.Errorf("a size of the toolkit's is %v", got)
	}
	if (Theme{}).Font(Code) == nil || (Theme{}).Icon(theme.IconNameFile) == nil {
		t.Error("the toolkit's fonts and icons are missing")
	}
}

// What is read before a look is set is kept: code in a font of symbols would be.
func TestLoadFonts(t *testing.T) {
	a := test.NewTempApp(t)
	<-LoadFonts(a.Settings())
	narrow, wide := fyne.MeasureText("iiii", 12, Code), fyne.MeasureText("MMMM", 12, Code)
	if narrow.Width != wide.Width || narrow.Width == 0 {
		t.Errorf("code is %v and %v wide", narrow.Width, wide.Width)
	}
}
