package widgets

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
)

// lines are the lines into which a text is broken at a width.
func lines(text *Text, width float32) []string {
	text.layout(width)
	var list []string
	y := float32(-1)
	for _, p := range text.cache {
		if p.y != y {
			list, y = append(list, ""), p.y
		}
		list[len(list)-1] += p.text
	}
	return list
}

func plain(s string) Span { return Span{Text: s} }
func mono(s string) Span  { return Span{Text: s, Mono: true, Size: theme.SmallText} }

func TestBreaking(t *testing.T) {
	app(t)
	word := func(s string) float32 { return measure(plain(s), s) + 0.5 }
	cells := func(n float32) float32 { return n*monoAdvance(mono("")) + 0.5 }
	for _, c := range []struct {
		name  string
		spans []Span
		wrap  Wrap
		max   int
		width float32
		want  []string
	}{
		{"words fit", []Span{plain("alpha beta")}, Words, 0, word("alpha beta"), []string{"alpha beta"}},
		{"between words", []Span{plain("alpha beta gamma")}, Words, 0, word("alpha beta"), []string{"alpha beta ", "gamma"}},
		{"a space at the end of a line needs no room", []Span{plain("alpha beta")}, Words, 0, word("alpha"), []string{"alpha ", "beta"}},
		{"no line begins with a blank", []Span{plain("alpha beta"), plain("  gamma")}, Words, 0, word("alpha beta"), []string{"alpha beta  ", "gamma"}},
		{"a word wider than the line", []Span{mono("aaaaaaaaaaaa bb")}, Words, 0, cells(5), []string{"aaaaa", "aaaaa", "aa bb"}},
		{"line breaks", []Span{plain("one\ntwo\n\nfour")}, Words, 0, 500, []string{"one", "two", "four"}},
		{"characters", []Span{mono("abcdefghij")}, Characters, 0, cells(4), []string{"abcd", "efgh", "ij"}},
		{"characters over spaces", []Span{mono("ab cd ef")}, Characters, 0, cells(4), []string{"ab c", "d ef"}},
		{"no line of characters begins with a blank", []Span{mono("abcd"), mono(" efgh"), mono("  ij")}, Characters, 0, cells(4), []string{"abcd ", "efgh  ", "ij"}},
		{"wide characters", []Span{mono("äöüßéèà")}, Characters, 0, cells(3), []string{"äöü", "ßéè", "à"}},
		{"proportional text among characters", []Span{plain("alpha beta")}, Characters, 0, word("alpha"), []string{"alpha ", "beta"}},
		{"several spans", []Span{mono("abc"), mono("."), {Text: "def", Mono: true, Size: theme.SmallText, Bold: true}}, Characters, 0, cells(5), []string{"abc.d", "ef"}},
		{"spans of words", []Span{plain("alpha "), {Text: "beta", Bold: true}}, Words, 0, word("alpha "), []string{"alpha ", "beta"}},
		{"two lines and no more", []Span{mono("abcdefghijkl")}, Characters, 2, cells(4), []string{"abcd", "efg…"}},
		{"just two lines", []Span{mono("abcdefgh")}, Characters, 2, cells(4), []string{"abcd", "efgh"}},
		{"two lines of words", []Span{plain("alpha beta gamma delta")}, Words, 2, word("alpha beta"), []string{"alpha beta ", "gamma …"}},
		{"the ellipsis takes a span with it", []Span{mono("abcd"), {Text: "e", Mono: true, Size: theme.SmallText, Bold: true}, mono("f")}, Characters, 1, cells(4), []string{"abc…"}},
		{"clip", []Span{mono("abcdefgh")}, Clip, 0, cells(5), []string{"abcd…"}},
		{"clip that fits", []Span{mono("abcdefgh")}, Clip, 0, cells(8), []string{"abcdefgh"}},
		{"middle", []Span{mono("abcdefghijkl")}, Middle, 0, cells(7), []string{"abcd…kl"}},
		{"middle that fits", []Span{mono("abcdefghijkl")}, Middle, 0, cells(12), []string{"abcdefghijkl"}},
		{"middle of spans", []Span{mono("host.example/16af"), {Text: "/a.jpg", Mono: true, Size: theme.SmallText, Bold: true}}, Middle, 0, cells(15), []string{"host.exa…/a.jpg"}},
		{"middle of spans that fit", []Span{mono("host/"), {Text: "a.jpg", Mono: true, Size: theme.SmallText, Bold: true}}, Middle, 0, cells(10), []string{"host/a.jpg"}},
		{"middle of spans with no room for the last", []Span{mono("host.example/16af"), {Text: "/thumbnail.jpg", Mono: true, Size: theme.SmallText, Bold: true}}, Middle, 0, cells(7), []string{"host…pg"}},
		{"middle without room", []Span{mono("abcdefghijkl")}, Middle, 0, 1, nil},
		{"no width", []Span{mono("abc")}, Characters, 0, 0, []string{"abc"}},
		{"less than no width", []Span{plain("ab c")}, Words, 0, -7, []string{"ab c"}},
		{"nothing", nil, Words, 0, 100, nil},
		{"an empty span", []Span{plain("")}, Words, 0, 100, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := NewText(c.spans...)
			text.Wrap, text.MaxLines = c.wrap, c.max
			if got := lines(text, c.width); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// FuzzBreak breaks any text at any width: no line of a text that has one is too wide, no character gets
// lost, none is added but the ellipsis.
func FuzzBreak(f *testing.F) {
	for _, s := range []string{"", "a", "eyJhbGciOiJSUzI1NiJ9.e30.AA", "two words", "line\n\nbreak\n", "\xff\xfe\x00", "\u202eturned 日本語 ½ \U0001f600", "  spaces   "} {
		for _, width := range []float32{-1, 0, 0.1, 7, 33.3, 120, 5000} {
			f.Add(s, "second", width, uint8(0), uint8(0), true)
			f.Add(s, "", width, uint8(1), uint8(2), false)
			f.Add("", s, width, uint8(2), uint8(1), false)
			f.Add(s, s, width, uint8(3), uint8(0), true)
		}
	}
	app(f)
	f.Fuzz(func(t *testing.T, first, second string, width float32, wrap, most uint8, isMono bool) {
		if len(first)+len(second) > 300 {
			t.Skip("too long to measure again and again")
		}
		text := NewText(Span{Text: first, Mono: isMono, Size: theme.SmallText}, Span{Text: second, Mono: true})
		text.Wrap, text.MaxLines = Wrap(wrap%4), int(most%5)
		height := text.HeightFor(width)
		whole := first + second
		var got strings.Builder
		rows := map[float32]bool{}
		for _, p := range text.cache {
			got.WriteString(p.text)
			rows[p.y] = true
			if p.x < 0 || p.y < 0 || p.y+text.lineHeight() > height && whole != "" {
				t.Errorf("%q at %v, %v in a height of %v", p.text, p.x, p.y, height)
			}
			// A character alone may be wider than the line, and so may the spaces
			// behind the last word.
			trimmed := strings.TrimRight(p.text, " ")
			_, last := utf8.DecodeLastRuneInString(trimmed)
			alone := p.x == 0 && measure(p.span, trimmed[:len(trimmed)-last]) == 0
			slack := float32(0.1)
			if !p.span.Mono { // words measured one by one are a little wider or narrower than together
				slack += 0.05 * width
			}
			// What has no shape of its own has no width of its own either.
			shapeless := strings.ContainsFunc(p.text, func(c rune) bool { return !unicode.IsPrint(c) || c == utf8.RuneError })
			if right := p.x + measure(p.span, trimmed); right > width+slack && trimmed != "" && !alone && !shapeless && text.Wrap < Clip && width > 0 {
				t.Errorf("%q ends at %v, the width is %v", p.text, right, width)
			}
		}
		if text.MaxLines > 0 && len(rows) > text.MaxLines || text.Wrap >= Clip && len(rows) > 1 {
			t.Errorf("%d lines", len(rows))
		}
		if text.Wrap < Clip && text.MaxLines == 0 && got.String() != strings.ReplaceAll(whole, "\n", "") {
			t.Errorf("%q became %q", whole, got.String())
		}
		if math.IsNaN(float64(height)) || height < 0 {
			t.Errorf("height %v", height)
		}
	})
}

// The name of a key keeps its last characters, and a text says whether it was cut.
func TestTail(t *testing.T) {
	app(t)
	text := NewText(mono("a rather long name of a key 2026-11-29"))
	text.Wrap, text.Tail = Middle, 8
	for _, c := range []struct {
		cells float32
		want  string
		cut   bool
	}{
		{40, "a rather long name of a key 2026-11-29", false},
		{20, "a rather lo…26-11-29", true},
		{7, "a ra…29", true},
	} {
		width := c.cells*monoAdvance(mono("")) + 0.5
		text.Resize(fyne.NewSize(width, 20))
		if got := strings.Join(lines(text, width), ""); got != c.want || text.Cut() != c.cut {
			t.Errorf("%v: %q, cut %v", c.cells, got, text.Cut())
		}
	}
}

func TestShortURL(t *testing.T) {
	for _, c := range []struct{ url, rest, resource string }{
		{"https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8?token=eyJ", "stream.fastpix.com/16af5b33…4455", ".m3u8"},
		{"https://images.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455/thumbnail.jpg?token=eyJ&width=640", "images.fastpix.com/16af5b33…4455", "/thumbnail.jpg"},
		{"https://cdn.example/videos/a/master.m3u8?ec=0123#t=3", "cdn.example/videos/a", "/master.m3u8"},
		{"https://cdn.example/videos/", "cdn.example/videos", "/"},
		{"https://cdn.example/master", "cdn.example", "/master"},
		{"https://cdn.example", "cdn.example", ""},
		{"https://cdn.example?token=eyJ", "cdn.example", ""},
		{"not a URL", "not a URL", ""},
		{"", "", ""},
	} {
		spans := ShortURL(c.url)
		if len(spans) != 2 || spans[0].Text != c.rest || spans[1].Text != c.resource || spans[0].Color != theme.Muted || spans[1].Color != "" {
			t.Errorf("%q: %+v", c.url, spans)
		}
	}
	for id, want := range map[string]string{"16af5b33-cf4d-4717-9b90-ce429a124455": "16af5b33…4455", "short-id": "short-id", "": "", "äöüßäöüßäöüßäöüß": "äöüßäöüß…äöüß"} {
		if got := ShortID(id); got != want {
			t.Errorf("%q became %q", id, got)
		}
	}
}

func TestHeightAgreesWithLayout(t *testing.T) {
	app(t)
	for _, c := range []struct {
		name string
		text *Text
	}{
		{"words", NewText(plain("The token opens 16af5b33…4455, the URL asks for 99c14bd2…3a44."), Span{Text: " It is bold.", Bold: true})},
		{"token", NewText(TokenSpans([]string{strings.Repeat("a", 40), strings.Repeat("b", 200), strings.Repeat("c", 342)})...)},
		{"lines", NewText(plain("one\ntwo\nthree"))},
		{"mixed sizes", NewText(Span{Text: "small ", Size: 9}, Span{Text: "large", Size: 24})},
		{"empty", NewText()},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "token" {
				c.text.Wrap = Characters
			}
			for width := float32(20); width < 700; width += 13.7 {
				height := c.text.HeightFor(width)
				c.text.HeightFor(width / 2) // asking for another width changes nothing
				c.text.Resize(fyne.NewSize(width, height))
				r := test.WidgetRenderer(c.text)
				r.Layout(c.text.Size())
				bottom := float32(0)
				for _, o := range r.Objects() {
					bottom = max(bottom, o.Position().Y+o.Size().Height)
					// The space behind the last word of a line may reach beyond it.
					if right := o.Position().X + o.Size().Width; right > width+5 && width > 60 {
						t.Errorf("width %v: a piece ends at %v", width, right)
					}
				}
				line := c.text.lineHeight()
				if bottom > height || len(r.Objects()) > 0 && bottom <= height-line {
					t.Errorf("width %v: ends at %v, height %v", width, bottom, height)
				}
				if got := c.text.MinSize().Height; got != height && width > 120 {
					t.Errorf("width %v: MinSize says %v, HeightFor %v", width, got, height)
				}
			}
		})
	}
}

func TestTextSetTellsWhetherItChanged(t *testing.T) {
	app(t)
	text := NewText(plain("one"))
	for _, c := range []struct {
		name  string
		spans []Span
		want  bool
	}{
		{"the same", []Span{plain("one")}, false},
		{"another text", []Span{plain("two")}, true},
		{"again", []Span{plain("two")}, false},
		{"another colour", []Span{{Text: "two", Color: theme.Bad}}, true},
		{"more", []Span{{Text: "two", Color: theme.Bad}, plain("three")}, true},
		{"none", nil, true},
		{"still none", nil, false},
	} {
		if got := text.Set(c.spans...); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	text.Set(plain("a longer text than before, of several words"))
	if text.HeightFor(60) <= text.HeightFor(1000) {
		t.Error("the height is still that of the text before")
	}
	if text.String() != "a longer text than before, of several words" || text.AccessibilityLabel() != text.String() {
		t.Errorf("%q", text.String())
	}
}

// A refresh without a change makes no new objects: the toolkit would draw each of
// them anew.
func TestRefreshMakesNoObjects(t *testing.T) {
	app(t)
	text := NewText(TokenSpans([]string{"header", "claims", "signature"})...)
	stage(t, text, 300, 100)
	r := test.WidgetRenderer(text)
	before := slices.Clone(r.Objects())
	for range 3 {
		text.Refresh()
	}
	if !slices.Equal(r.Objects(), before) || len(before) != 5 {
		t.Errorf("%d objects, %d before", len(r.Objects()), len(before))
	}
	text.Set(TokenSpans([]string{"header", "other", "signature"})...)
	if !slices.Equal(r.Objects(), before) {
		t.Error("another text of as many pieces has new objects")
	}
	if got := strings.Join(drawn(text), ""); got != "header.other.signature" {
		t.Errorf("drawn: %q", got)
	}
}

// A ground stands behind its piece of the text, on every line that has some of it.
func TestTextGround(t *testing.T) {
	app(t)
	text := NewText(mono("[29/Nov/2026] "), Span{Text: "403 and more", Mono: true, Size: theme.SmallText, Ground: theme.WarnSoft})
	text.Wrap = Characters
	width := 20*monoAdvance(mono("")) + 0.5
	stage(t, text, width, 60)
	r := test.WidgetRenderer(text).(*textRenderer)
	if len(r.grounds) != 2 || len(r.Objects()) != 5 {
		t.Fatalf("%d grounds, %d objects", len(r.grounds), len(r.Objects()))
	}
	piece := r.objects[1]
	if g := r.grounds[0]; g.Position().X > piece.Position().X || g.Size().Width < piece.Size().Width {
		t.Errorf("from %v, %v wide behind a text from %v, %v wide", g.Position().X, g.Size().Width, piece.Position().X, piece.Size().Width)
	}
	text.Set(mono("403"))
	if len(r.Objects()) != 1 {
		t.Errorf("%d objects without a ground", len(r.Objects()))
	}
}

func TestTokenColours(t *testing.T) {
	var colours []fyne.ThemeColorName
	for _, s := range TokenSpans([]string{"h", "c", "s", "more"}) {
		if s.Text != "." {
			colours = append(colours, s.Color)
		}
	}
	if want := []fyne.ThemeColorName{theme.Header, theme.Claims, theme.Signature, theme.Muted}; !slices.Equal(colours, want) {
		t.Errorf("%v", colours)
	}
	if TokenSpans(nil) != nil {
		t.Error("no parts have spans")
	}
}

// TestOtherScripts: in a monospaced text, what comes out of another font is as wide as it is
// drawn, so that nothing overlaps or is torn apart.
func TestOtherScripts(t *testing.T) {
	test.NewTempApp(t)
	for _, text := range []string{"שלום", "😀🎬", "日本語"} {
		s := Span{Text: text, Mono: true}
		drawn, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, s.size(), s.style(), nil)
		if got := measure(s, text); got != drawn.Width {
			t.Errorf("%s: %v, drawn %v", text, got, drawn.Width)
		}
	}
	s := Span{Mono: true}
	if got, want := measure(s, "token…•"), monoAdvance(s)*7; got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestFit: as much of a text fits into a line as trying one character more each time finds.
func TestFit(t *testing.T) {
	app(t)
	oneByOne := func(s Span, text string, left float32) (n int) {
		for i := range text {
			if i > 0 && measure(s, text[:i]) > left {
				return n
			}
			n = i
		}
		if measure(s, text) <= left {
			return len(text)
		}
		return n
	}
	for _, text := range []string{"", "a", "語", "plain letters, and some more of them", "語語語語語語語語語語語語語語語語語語語語", "ab語cdéfgh語語 ij語", "क्षत्रियक्षत्रिय", "\xff\xfe bytes \xe8\xaa"} {
		for _, s := range []Span{plain(text), mono(text)} {
			if s.Mono && even(text) {
				continue // is counted
			}
			for width := float32(0); width < 200; width += 3.7 {
				b := breaker{text: NewText(s), width: width, line: 18}
				if got, want := b.fit(s, text), oneByOne(s, text, width); got != want {
					t.Errorf("%q in %.1f: %d, want %d", text, width, got, want)
				}
			}
		}
	}
}

// TestLongTextOfOtherScripts: how far a text is measured does not depend on how long it is.
func TestLongTextOfOtherScripts(t *testing.T) {
	app(t)
	long := strings.Repeat("語", 300_000)
	if w := measure(plain(long), long); w < 100_000 {
		t.Errorf("%d characters are %.0f wide", 300_000, w)
	}
	text := NewText(mono(long))
	text.Wrap, text.MaxLines = Characters, 3
	if list := lines(text, 400); len(list) != 3 || !strings.HasSuffix(list[2], ellipsis) {
		t.Errorf("%d lines", len(list))
	}
}
