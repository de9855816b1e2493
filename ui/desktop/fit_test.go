package desktop

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestFitting(t *testing.T) {
	at := fyne.NewSize
	for name, c := range map[string]struct {
		size    fyne.Size
		scale   float32
		screens []fyne.Size
		want    fyne.Size
	}{
		"there is room":              {at(1120, 740), 1, []fyne.Size{at(1600, 1000)}, at(1120, 740)},
		"maximized, with its title":  {at(1600, 970), 1, []fyne.Size{at(1600, 1000)}, at(1600, 970)},
		"large texts":                {at(1120, 740), 1.5, []fyne.Size{at(1600, 1000)}, at(1600/1.5, 960/1.5)},
		"too wide alone":             {at(2000, 740), 1, []fyne.Size{at(1600, 1000)}, at(1600, 740)},
		"a second screen has room":   {at(2000, 1200), 1, []fyne.Size{at(1600, 1000), at(2560, 1440)}, at(2000, 1200)},
		"the larger one is taken":    {at(3000, 1000), 1, []fyne.Size{at(1600, 1000), at(2560, 1440)}, at(2560, 1000)},
		"no screen is known":         {at(1120, 740), 1.5, nil, at(1120, 740)},
		"a screen without any size":  {at(1120, 740), 1, []fyne.Size{{}}, at(1120, 740)},
		"the window has not a scale": {at(1120, 740), 0, []fyne.Size{at(100, 100)}, at(1120, 740)},
	} {
		if got := fitting(c.size, c.scale, c.screens); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A window that was made smaller for large texts has its size again with smaller ones.
func TestFitThereAndBack(t *testing.T) {
	at := fyne.NewSize
	screens := []fyne.Size{at(1400, 900)}
	var f Fitter
	if got := f.size(at(1120, 740), 1, screens); got != at(1120, 740) {
		t.Errorf("at first: %v", got)
	}
	small := f.size(at(1120, 740), 1.5, screens)
	if small.Width*1.5 > 1400 || small.Height*1.5 > 900 {
		t.Errorf("with large texts: %v", small)
	}
	if got := f.size(small, 1.25, screens); got.Width <= small.Width {
		t.Errorf("with less large ones: %v, was %v", got, small)
	}
	if got := f.size(fyne.NewSize(float32(int(small.Width*1.1)), small.Height), 1, screens); got.Width == 1120 {
		t.Errorf("of another size, by hand: %v", got)
	}
	f = Fitter{}
	f.size(at(1120, 740), 1, screens)
	small = f.size(at(1120, 740), 1.5, screens)
	if got := f.size(at(float32(int(small.Width)), float32(int(small.Height))), 1, screens); got != at(1120, 740) {
		t.Errorf("back: %v", got)
	}
}
