package widgets

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

var moods = [...]struct {
	icon      string
	ink, soft fyne.ThemeColorName
}{
	viewmodel.Neutral: {"info", theme.Muted, theme.Chip},
	viewmodel.Fine:    {"done", theme.Good, theme.GoodSoft},
	viewmodel.Careful: {"warn", theme.Warn, theme.WarnSoft},
	viewmodel.Failed:  {"bad", theme.Bad, theme.BadSoft},
	viewmodel.Waiting: {"clock", theme.Accent, theme.AccentSoft},
	viewmodel.Ruled:   {"ruled", theme.Muted, theme.Chip},
}

// MoodIcon is the sign of a mood and its colour.
func MoodIcon(m viewmodel.Mood) (icon string, color fyne.ThemeColorName) {
	return moods[m].icon, moods[m].ink
}

// Banner is the line on top of a screen: what is, in a few words, a sentence
// under it, and on the right a clock or a button.
type Banner struct {
	Box           Fluid
	ground        *Ground
	icon          *Icon
	title, detail *Text
	clock         *Text
	clockBox      Fluid
	mood          viewmodel.Mood
	clockText     string
}

// NewBanner makes a banner with buttons on its right.
func NewBanner(buttons ...fyne.CanvasObject) *Banner {
	b := &Banner{
		ground: NewGround(theme.Chip, "", theme.CardCorner), icon: NewIcon("dot", theme.Muted, 18),
		title: NewText(), detail: NewText(), clock: NewText(),
	}
	b.clockBox = Fixed(b.clock)
	const least = 240 // pixels, for the text beside the rest
	b.Box = Over(b.ground, Inset(12, 16, 12, Row(12, 1, b.icon,
		Folded(12, least, Stack(1, false, b.title, b.detail), Row(12, -1, append([]fyne.CanvasObject{b.clockBox}, buttons...)...)))))
	return b
}

// NewBannerAbove makes a banner with buttons below what it says, for more of them than have
// room beside it.
func NewBannerAbove(buttons ...fyne.CanvasObject) *Banner {
	b := NewBanner()
	b.Box = Over(b.ground, Inset(12, 16, 12, Row(12, 1, b.icon,
		Stack(1, false, b.title, b.detail, Inset(6, 0, 0, Wrapped(8, append(buttons, Space(0, 0))...))))))
	return b
}

// Set shows a verdict. It reports whether anything changed.
func (b *Banner) Set(mood viewmodel.Mood, title, detail, clock string) bool {
	m := moods[mood]
	b.ground.SetFill(m.soft)
	b.icon.Set(m.icon, m.ink)
	changed := b.title.Set(Span{Text: title, Size: theme.TitleSize, Bold: true, Color: m.ink})
	Show(b.detail, detail != "")
	changed = b.detail.Set(Span{Text: detail, Color: theme.Ink}) || changed
	Show(b.clockBox, clock != "")
	b.clock.Set(Span{Text: clock, Size: 15, Mono: true, Color: m.ink})
	changed = changed || len(clock) != len(b.clockText) || mood != b.mood
	b.clockText, b.mood = clock, mood
	return changed
}

// SetIcon gives the banner another sign than that of its mood.
func (b *Banner) SetIcon(icon string) { b.icon.Set(icon, moods[b.mood].ink) }

// SetOpenBelow says whether something is joined to the banner's lower edge.
func (b *Banner) SetOpenBelow(open bool) {
	if b.ground.OpenBelow != open {
		b.ground.OpenBelow = open
		b.ground.Refresh()
	}
}

// Texts are title and detail, for tests and screen readers.
func (b *Banner) Texts() (title, detail string) { return b.title.String(), b.detail.String() }

// Fixed gives a text its natural width, so that it stands in a row unbroken.
func Fixed(t *Text) Fluid {
	return newBox([]fyne.CanvasObject{t}, t.NaturalWidth, func(size fyne.Size, dry bool) float32 {
		w := max(size.Width, t.NaturalWidth()+1)
		h := t.HeightFor(w)
		if !dry {
			put(t, 0, (size.Height-h)/2, w, h)
		}
		return h
	})
}
