// Package theme is the look of Playtoken: named colours for light and dark, a
// few sizes, and nothing drawn.
//
// Colours are asked for by role ([Card], [Muted], [Good]), never by value, so
// that a change of the system's light or dark setting reaches everything.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The roles a colour can have beside the toolkit's own.
const (
	Window     fyne.ThemeColorName = "playtoken.window"
	Card       fyne.ThemeColorName = "playtoken.card"
	Field      fyne.ThemeColorName = "playtoken.field"
	Line       fyne.ThemeColorName = "playtoken.line"
	Edge       fyne.ThemeColorName = "playtoken.edge"       // of what is typed into or chosen from
	EdgeHover  fyne.ThemeColorName = "playtoken.edgeHover"  // the same under the pointer
	ButtonEdge fyne.ThemeColorName = "playtoken.buttonEdge" // softer: a button is known by its words
	Rail       fyne.ThemeColorName = "playtoken.rail"
	Chip       fyne.ThemeColorName = "playtoken.chip"
	Ink        fyne.ThemeColorName = "playtoken.ink"
	Muted      fyne.ThemeColorName = "playtoken.muted"
	Accent     fyne.ThemeColorName = "playtoken.accent"
	AccentSoft fyne.ThemeColorName = "playtoken.accentSoft"
	OnAccent   fyne.ThemeColorName = "playtoken.onAccent"
	Header     fyne.ThemeColorName = "playtoken.header"
	Claims     fyne.ThemeColorName = "playtoken.claims"
	Signature  fyne.ThemeColorName = "playtoken.signature"
	Good       fyne.ThemeColorName = "playtoken.good"
	GoodSoft   fyne.ThemeColorName = "playtoken.goodSoft"
	Warn       fyne.ThemeColorName = "playtoken.warn"
	WarnSoft   fyne.ThemeColorName = "playtoken.warnSoft"
	Bad        fyne.ThemeColorName = "playtoken.bad"
	BadSoft    fyne.ThemeColorName = "playtoken.badSoft"
	ToastGood  fyne.ThemeColorName = "playtoken.toastGood" // signs on the ground of a toast, which is Ink
	ToastBad   fyne.ThemeColorName = "playtoken.toastBad"
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

func faint(c color.NRGBA, alpha uint8) color.NRGBA { c.A = alpha; return c }

type pair struct{ light, dark color.NRGBA }

var palette = map[fyne.ThemeColorName]pair{
	// The canvas is cleared a little lighter than the colour it is given: this one
	// comes out as Window.
	theme.ColorNameBackground: {rgb(0xF2F3F6), rgb(0x14161B)},
	Window:                    {rgb(0xF4F5F8), rgb(0x14161B)},
	Card:                      {rgb(0xFFFFFF), rgb(0x1B1E25)},
	Field:                     {rgb(0xFFFFFF), rgb(0x14161B)},
	Line:                      {rgb(0xDFE3EA), rgb(0x2D323D)},
	Edge:                      {rgb(0x848D9D), rgb(0x667083)},
	EdgeHover:                 {rgb(0x566071), rgb(0x9BA4B4)},
	ButtonEdge:                {rgb(0xB3BAC6), rgb(0x495161)},
	Rail:                      {rgb(0xEBEDF2), rgb(0x101216)},
	Chip:                      {rgb(0xEEF0F5), rgb(0x262A33)},
	Ink:                       {rgb(0x191D26), rgb(0xE8EAF0)},
	Muted:                     {rgb(0x566071), rgb(0x9BA4B4)},
	Accent:                    {rgb(0x2F5BEA), rgb(0x86A6FF)},
	AccentSoft:                {rgb(0xE7EDFF), rgb(0x232C48)},
	OnAccent:                  {rgb(0xFFFFFF), rgb(0x14161B)},
	Header:                    {rgb(0xB4235A), rgb(0xFF8FB8)},
	Claims:                    {rgb(0x5B3CC4), rgb(0xBCA9FF)},
	Signature:                 {rgb(0x0B6E77), rgb(0x62D3DC)},
	// By two steps darker than drawn, to be read at 4.5:1 on its own ground.
	Good:     {rgb(0x1B7D4A), rgb(0x62D394)},
	GoodSoft: {rgb(0xE4F4EB), rgb(0x18301F)},
	Warn:     {rgb(0x8A5200), rgb(0xF2B450)},
	WarnSoft: {rgb(0xFFF3DC), rgb(0x33270F)},
	Bad:      {rgb(0xB3261E), rgb(0xFF8F85)},
	BadSoft:  {rgb(0xFDE9E7), rgb(0x3A1C1A)},

	ToastGood: {rgb(0x8FD9B0), rgb(0x1B7D4A)},
	ToastBad:  {rgb(0xFF8F85), rgb(0xB3261E)},

	theme.ColorNameInputBackground: {},
	theme.ColorNamePlaceHolder:     {rgb(0x6A7385), rgb(0x8A93A3)},
	theme.ColorNameHover:           {faint(rgb(0x191D26), 0x0D), faint(rgb(0xE8EAF0), 0x12)},
	theme.ColorNamePressed:         {faint(rgb(0x191D26), 0x1A), faint(rgb(0xE8EAF0), 0x22)},
	theme.ColorNameFocus:           {faint(rgb(0x2F5BEA), 0x40), faint(rgb(0x86A6FF), 0x50)},
	theme.ColorNameSelection:       {faint(rgb(0x2F5BEA), 0x33), faint(rgb(0x86A6FF), 0x33)},
	theme.ColorNameScrollBar:       {faint(rgb(0x566071), 0x66), faint(rgb(0x9BA4B4), 0x66)},
	theme.ColorNameShadow:          {faint(rgb(0x191D26), 0x22), faint(rgb(0x000000), 0x66)},
	theme.ColorNameDisabled:        {rgb(0x8B94A3), rgb(0x6B7382)},
}

// same gives the toolkit's colours the colour of one of our roles.
var same = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameForeground:          Ink,
	theme.ColorNameInputBorder:         Edge,
	theme.ColorNameSeparator:           Line,
	theme.ColorNamePrimary:             Accent,
	theme.ColorNameHyperlink:           Accent,
	theme.ColorNameForegroundOnPrimary: OnAccent,
	theme.ColorNameMenuBackground:      Card,
	theme.ColorNameOverlayBackground:   Card,
	theme.ColorNameButton:              Chip,
	theme.ColorNameDisabledButton:      Chip,
	theme.ColorNameError:               Bad,
	theme.ColorNameSuccess:             Good,
	theme.ColorNameWarning:             Warn,
	theme.ColorNameHeaderBackground:    Rail,
}

// Sizes, in device-independent pixels.
const (
	Corner      = 6  // fields and buttons
	CardCorner  = 10 // cards
	Gap         = 14 // between cards
	Inset       = 16 // inside a card
	TextSize    = 13
	SmallText   = 12
	TitleSize   = 15
	FieldHeight = 32
	RailWidth   = 84
	BarHeight   = 50
)

var sizes = map[fyne.ThemeSizeName]float32{
	// The toolkit's own texts are what is typed and copied. A theme override for
	// these alone would load every font once more for each field.
	theme.SizeNameText:            SmallText,
	theme.SizeNameCaptionText:     SmallText,
	theme.SizeNamePadding:         4,
	theme.SizeNameInnerPadding:    9,
	theme.SizeNameInputRadius:     Corner,
	theme.SizeNameInputBorder:     0, // our entries have a frame of their own
	theme.SizeNameSelectionRadius: 3,
	theme.SizeNameScrollBar:       10,
	theme.SizeNameScrollBarSmall:  4,
	theme.SizeNameInlineIcon:      18,
	theme.SizeNameSubHeadingText:  TitleSize,
	theme.SizeNameHeadingText:     18,
}

// Mode says where light or dark comes from.
type Mode string

// The modes, in the order in which a person steps through them.
const (
	System Mode = "system"
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// Modes lists them.
func Modes() []Mode { return []Mode{System, Light, Dark} }

// Next is the mode that follows.
func (m Mode) Next() Mode {
	switch m {
	case System:
		return Light
	case Light:
		return Dark
	}
	return System
}

// Theme is the theme in one mode. The zero value follows the system.
type Theme struct{ Mode Mode }

var _ fyne.Theme = Theme{}

// Color gives the colour of a role.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.Mode {
	case Light:
		variant = theme.VariantLight
	case Dark:
		variant = theme.VariantDark
	}
	if role, ok := same[name]; ok {
		name = role
	}
	p, ok := palette[name]
	switch {
	case !ok:
		return theme.DefaultTheme().Color(name, variant)
	case variant == theme.VariantLight:
		return p.light
	}
	return p.dark
}

// Code is the style of whatever is copied: of letters that are all as wide. For the style
// called so the toolkit reads a font of the system's more, 3 MB, before any letter needs it.
// We show no symbols by a style, so that style stands for it.
var Code = fyne.TextStyle{Symbol: true}

// Font gives the toolkit's own fonts: Noto Sans, and DejaVu Sans Mono for
// whatever is copied.
func (Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch style {
	case TallLines:
		return tall()
	case Code:
		style = fyne.TextStyle{Monospace: true}
	}
	return theme.DefaultTheme().Font(style)
}

// LoadFonts reads the fonts of the first screen, which takes about as long as
// opening a window and can be done beside that. Until the channel is closed nothing
// else may measure or draw text. The look is ours from then on: the toolkit keeps the
// fonts it has once found for a style.
func LoadFonts(s fyne.Settings) <-chan struct{} {
	theme.DefaultTheme() // made at its first use, which must not be on two goroutines
	s.SetTheme(Theme{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, style := range []fyne.TextStyle{{}, Code} {
			fyne.MeasureText("a", theme.TextSize(), style)
		}
	}()
	return done
}

// Icon gives the toolkit's icons, for its own dialogs.
func (Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size gives our size where we have one.
func (Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}

// Of looks a colour up in the theme in use.
func Of(name fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(name, s.ThemeVariant())
}
