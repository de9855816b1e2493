package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
)

func TestReaderMoves(t *testing.T) {
	app(t)
	var text []string
	for i := range 3000 {
		text = append(text, fmt.Sprintf("line %04d", i))
	}
	r := NewReader(strings.Join(text, "\n"))
	w := stage(t, r, 400, 20+10*readerLine) // ten lines of room
	for _, c := range []struct {
		keys  []fyne.KeyName
		first string
	}{
		{nil, "line 0000"},
		{[]fyne.KeyName{fyne.KeyUp}, "line 0000"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, "line 0002"},
		{[]fyne.KeyName{fyne.KeyPageDown}, "line 0010"},
		{[]fyne.KeyName{fyne.KeySpace}, "line 0018"},
		{[]fyne.KeyName{fyne.KeyPageUp, fyne.KeyUp}, "line 0009"},
		{[]fyne.KeyName{fyne.KeyEnd}, "line 2990"},
		{[]fyne.KeyName{fyne.KeyPageDown}, "line 2990"},
		{[]fyne.KeyName{fyne.KeyTab}, "line 2990"},
		{[]fyne.KeyName{fyne.KeyHome}, "line 0000"},
	} {
		press(r, c.keys...)
		got := drawn(r)
		if len(got) < 10 || len(got) > 12 || got[0] != c.first {
			t.Errorf("%v: %d lines from %q, want %s", c.keys, len(got), got[0], c.first)
		}
		if label := r.AccessibilityLabel(); !strings.HasPrefix(label, c.first+"\n") {
			t.Errorf("%v: read out is %.20q", c.keys, label)
		}
	}
	press(r, fyne.KeyEnd)
	w.Resize(fyne.NewSize(400, 600))
	if got := drawn(r); got[len(got)-1] != "line 2999" {
		t.Errorf("after a resize the last line is %q", got[len(got)-1])
	}
}

func TestReaderWraps(t *testing.T) {
	app(t)
	const text = "short\n\n   one two three four five six seven eight nine ten\n" + "word0word1word2word3word4word5word6\n" + "“ä” © end"
	r := NewReader(text)
	columns := func(n int) { r.sheet.wrap(float32(n)*monoAdvance(readerSpan) + 1) }
	for _, c := range []struct {
		columns int
		want    string
	}{
		{80, text},
		{20, "short\n\n   one two three\nfour five six seven\neight nine ten\nword0word1word2word3\nword4word5word6\n“ä” © end"},
		{9, "short\n\n   one\ntwo three\nfour five\nsix seven\neight\nnine ten\nword0word\n1word2wor\nd3word4wo\nrd5word6\n“ä” © end"},
	} {
		columns(c.columns)
		if got := strings.Join(r.sheet.lines, "\n"); got != c.want {
			t.Errorf("%d columns:\n%s\nwant\n%s", c.columns, got, c.want)
		}
	}
}

func TestReaderShowsTheKeyboard(t *testing.T) {
	app(t)
	r := NewReader("text")
	w := stage(t, r, 300, 200)
	if r.ground.Line != theme.Line {
		t.Errorf("line %q", r.ground.Line)
	}
	w.Canvas().Focus(r)
	if r.ground.Line != theme.Accent {
		t.Errorf("with the keyboard the line is %q", r.ground.Line)
	}
	escaped := false
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { escaped = k.Name == fyne.KeyEscape })
	press(r, fyne.KeyEscape)
	if !escaped {
		t.Error("the window does not hear Escape")
	}
}
