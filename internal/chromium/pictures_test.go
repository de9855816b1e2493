package chromium

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// pictures are the same visits once more in every look, with a screenshot of each in the
// folder that PLAYTOKEN_PICTURES names; none where it names none. They are for people.
func pictures(visits []Visit) (list []Visit) {
	folder := os.Getenv("PLAYTOKEN_PICTURES")
	if folder == "" {
		return nil
	}
	for i, v := range visits {
		if strings.Contains(v.URL, "/copied") {
			continue // not a page of ours
		}
		v.Copy = false
		for _, look := range []struct {
			name          string
			width, height int
			dark          bool
		}{{"light", 1280, 800, false}, {"dark", 1280, 800, true}, {"narrow", 390, 844, i%2 == 1}, {"zoomed", 640, 400, false}} {
			v.Width, v.Height, v.Dark, v.WholePage = look.width, look.height, look.dark, look.width < 1000
			v.Screenshot = filepath.Join(folder, fmt.Sprintf("%02d-%s.png", i, look.name))
			list = append(list, v)
		}
	}
	return list
}
