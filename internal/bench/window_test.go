package bench

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/ui/theme"
	"playtoken/ui/why"
)

// BenchmarkPasteToRendered pastes an 8 KB token and measures until the verdict is
// on the picture: finding, decoding, verifying, laying out, and the software
// painter's whole frame of 1036 x 690. What the painter takes for the empty screen
// and for a frame of that size with nothing in it stands beside it.
func BenchmarkPasteToRendered(b *testing.B) {
	a := test.NewTempApp(b)
	a.Settings().SetTheme(theme.Theme{Mode: theme.Light})
	w := test.NewTempWindow(b, nil)
	w.SetPadded(false)
	queue := make(chan func(), 8)
	now := time.Now()
	v := why.NewView(why.Services{
		Now: func() time.Time { return now }, Zone: time.UTC, Do: func(f func()) { queue <- f },
		Undoable: func(string, func()) func() { return func() {} },
	}, func(time.Duration, func()) func() { return func() {} }, nil, nil)
	size := fyne.NewSize(1036, 690)
	w.SetContent(canvas.NewRectangle(color.Transparent))
	w.Resize(size)
	nothing := timeToPaint(w)
	w.SetContent(v.Page)
	w.Resize(size)
	toks := bigTokens(b, now)
	empty := timeToPaint(w)
	var read, paint time.Duration
	n := 0
	for b.Loop() {
		start := time.Now()
		v.Presenter().Paste.Take(toks[n%2])
		(<-queue)()
		if !v.Presenter().State().Read {
			b.Fatal("not read")
		}
		middle := time.Now()
		w.Canvas().Capture()
		read += middle.Sub(start)
		paint += time.Since(middle)
		n++
	}
	b.ReportMetric(float64(read.Microseconds())/float64(n)/1000, "ms-to-laid-out")
	b.ReportMetric(float64(paint.Microseconds())/float64(n)/1000, "ms-to-paint")
	b.ReportMetric(float64(empty.Microseconds())/1000, "ms-to-paint-empty-screen")
	b.ReportMetric(float64(nothing.Microseconds())/1000, "ms-to-paint-nothing")
}

// timeToPaint is the quickest of some frames.
func timeToPaint(w fyne.Window) time.Duration {
	best := time.Hour
	for range 5 {
		start := time.Now()
		w.Canvas().Capture()
		best = min(best, time.Since(start))
	}
	return best
}

// bigTokens are two different tokens of 8 KB, so that nothing is found unchanged.
func bigTokens(b *testing.B, now time.Time) [2]string {
	key, err := keys.GenerateRSA(2048)
	if err != nil {
		b.Fatal(err)
	}
	var list [2]string
	for i := range list {
		claims := token.NewObject(token.StringMember("aud", "media:16af5b33-cf4d-4717-9b90-ce429a124455"), token.IntMember("exp", now.Unix()+3600))
		for n := 0; len(claims.JSON()) < 5600; n++ {
			claims = claims.With(token.StringMember(fmt.Sprintf("claim_%d_%d", i, n), strings.Repeat("value ", 6)))
		}
		list[i], err = jws.Sign(token.NewObject(token.StringMember("alg", "RS256")), claims, key)
		if err != nil {
			b.Fatal(err)
		}
	}
	return list
}
