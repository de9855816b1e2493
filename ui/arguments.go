package ui

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// Begin takes what the program was started with: files, as if they had been dropped, or a
// token or a URL, as if it had been pasted. aside is the name under which the settings of
// before were kept because they could not be read, "" where they could.
func (p *App) Begin(arguments []string, aside string) {
	var files []fyne.URI
	for _, a := range arguments {
		if path, err := filepath.Abs(a); err == nil {
			if _, err := os.Stat(path); err == nil {
				files = append(files, storage.NewFileURI(path))
				continue
			}
		}
		p.Take([]byte(a))
	}
	p.dropped(files)
	if aside != "" {
		p.toast.Fail("The settings could not be read and are back at their beginnings. The old file is kept as " + filepath.Base(aside) + ".")
	}
}
