//go:build !race

package ui

import (
	"errors"
	"fmt"
	"html"
	"image"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/ui/desktop"
	"playtoken/ui/theme"
)

// TestPictures paints every state of every screen into the folder that PLAYTOKEN_PICTURES
// names, light and dark, in windows of the least and of a large size, with a page of all of
// them. See scripts/pictures.sh.
func TestPictures(t *testing.T) {
	folder := os.Getenv("PLAYTOKEN_PICTURES")
	if folder == "" {
		t.Skip("PLAYTOKEN_PICTURES names no folder: make pictures does")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	var names []string
	eachState(t, func(d *desk, name string) {
		names = append(names, name)
		d.inBothLooks(map[theme.Mode][]fyne.Size{theme.Light: pictureSizes, theme.Dark: pictureSizes}, func(mode theme.Mode, size fyne.Size) {
			if err := paint(filepath.Join(folder, pictureName(name, mode, size)), d.w.Canvas().Capture()); err != nil {
				d.t.Fatal(err)
			}
		})
	})
	if err := os.WriteFile(filepath.Join(folder, "index.html"), []byte(pageOf(names)), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d states in %s", len(names), filepath.Join(folder, "index.html"))
}

var pictureSizes = []fyne.Size{{Width: desktop.LeastWidth, Height: desktop.LeastHeight}, {Width: 1280, Height: 800}}

var noLetters = regexp.MustCompile(`[^a-z0-9]+`)

func pictureName(state string, mode theme.Mode, size fyne.Size) string {
	return fmt.Sprintf("%s-%s-%.0fx%.0f.png", strings.Trim(noLetters.ReplaceAllString(strings.ToLower(state), "-"), "-"), mode, size.Width, size.Height)
}

func paint(path string, picture image.Image) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join((&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, picture), f.Close())
}

// pageOf shows the pictures by screen, light beside dark.
func pageOf(names []string) string {
	screens := map[string][]string{}
	for _, name := range names {
		screen, _, _ := strings.Cut(name, ",")
		screens[screen] = append(screens[screen], name)
	}
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Playtoken, every state</title>
<style>body{font:14px sans-serif;margin:16px}img{width:49%;border:1px solid #ccc}h3{margin:24px 0 4px;font-size:14px}</style>
<h1>Every state of every screen</h1><p>`)
	order := slices.Sorted(maps.Keys(screens))
	for _, screen := range order {
		fmt.Fprintf(&b, "<a href=\"#%[1]s\">%[1]s</a> (%[2]d) ", html.EscapeString(screen), len(screens[screen]))
	}
	b.WriteString("</p>\n")
	for _, screen := range order {
		fmt.Fprintf(&b, "<h2 id=\"%[1]s\">%[1]s</h2>\n", html.EscapeString(screen))
		for _, name := range screens[screen] {
			fmt.Fprintf(&b, "<h3>%s</h3>\n", html.EscapeString(name))
			for _, size := range pictureSizes {
				for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
					file := pictureName(name, mode, size)
					fmt.Fprintf(&b, "<a href=\"%[1]s\"><img loading=\"lazy\" src=\"%[1]s\" alt=\"%s, %s\"></a>\n", file, html.EscapeString(name), mode)
				}
			}
		}
	}
	b.WriteString("</html>\n")
	return b.String()
}
