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
