package widgets

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// TestPictures compares our own widgets, side by side in all their looks, with a
// picture of each theme. To take the pictures anew after a change that is meant,
// move those of testdata/failed to testdata.
func TestPictures(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors round the edges of letters in another way")
	}
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		t.Run(string(mode), func(t *testing.T) {
			a := app(t)
			a.Settings().SetTheme(theme.Theme{Mode: mode})
			const width, height = 800, 730
			w := stage(t, Over(NewGround("background", "", 0), Inset(14, 16, 14, Card(gallery()))), width, height)
			test.AssertRendersToImage(t, "widgets-"+string(mode)+".png", w.Canvas())
		})
	}
}

// gallery is one of each.
func gallery() Fluid {
	row := func(o ...fyne.CanvasObject) fyne.CanvasObject { return Row(8, -1, o...) }
	disabled, disabledFilled := NewButton("Copy token", Plain, nil), NewButton("Copy token", Filled, nil)
	disabled.Disable()
	disabledFilled.Disable()
	focused, hovered, ticked := NewButton("Copy", Plain, nil), NewButton("Open", Plain, nil), NewButton("Copy", Plain, nil)
	focused.FocusGained()
	hovered.MouseIn(nil)
	ticked.Tick((&clock{}).after)
	chosen, none := NewSegmented([]string{"15 m", "1 h", "24 h", "7 d"}, nil), NewSegmented([]string{"Video and images", "DRM"}, nil)
	chosen.Set(2)
	asking, withHost, waitHost := NewAsk("refresh", "Ask", Link, nil), NewAsk("globe", "Create…", Plain, nil), NewAsk("globe", "Delete…", Plain, nil)
	grave := NewAsk("globe", "Delete", Grave, nil)
	for _, b := range []*Button{asking, withHost, waitHost, grave} {
		b.SetHost("example.com")
	}
	waitHost.Disable()
	list := []fyne.CanvasObject{
		row(NewButton("Copy", Plain, nil), NewButton("Copy token", Filled, nil), NewButton("Replace", Link, nil), NewButton("Forget", Danger, nil),
			disabled, disabledFilled, focused, hovered, ticked),
		row(chosen, none),
		row(asking, withHost, waitHost, grave),
	}
	for _, b := range []struct {
		mood                 viewmodel.Mood
		title, detail, clock string
	}{
		{viewmodel.Neutral, "Fill in the form and the token appears here", "Keys and tokens stay on this machine.", ""},
		{viewmodel.Fine, "Plays for 24 hours", "Until Thu 17 Apr 2025, 05:14:19 UTC.", "23:59:41"},
		{viewmodel.Careful, "Signed for 7 days, with a doubt", "Whether longer ones are accepted is not established.", "6 d 23:59:59"},
		{viewmodel.Waiting, "Waiting for the old tokens to end", "The old key is safe to delete from Mon 30 Nov, 14:59:02 UTC.", "23:57:18"},
		{viewmodel.Failed, "Playback fails: the token expired 2 h ago", "It ended Thu 17 Apr 2025, 05:14:19 UTC.", ""},
	} {
		banner := NewBanner()
		banner.Set(b.mood, b.title, b.detail, b.clock)
		list = append(list, banner.Box)
	}
	for _, name := range []string{"before", "middle", "over"} {
		l := NewLifeLine()
		l.Set(lives[name])
		list = append(list, l)
	}
	return Stack(12, false, list...)
}
