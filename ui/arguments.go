package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"playtoken/core/extract"
	"playtoken/core/keys/importer"
	"playtoken/core/once"
	"playtoken/core/token"
)

// usage is what the program says of itself in a terminal.
const usage = `Usage: playtoken [FILE|TOKEN|URL]...

Opens the window of Playtoken. Files, such as a key or a log, land where they belong; a
token or a URL is taken to Why?.

      --help     show this and end
      --version  show the version and end

ptok does the same in a terminal.
`

var (
	// option is an argument that is no token and no key, which may begin with - as well.
	option = once.Regexp(`^--?[A-Za-z][a-z-]{0,20}(=.*)?$`)
	// path is an argument that is meant for a file, whether it is there or not.
	path = once.Regexp(`^(~|\.{0,2}/|\.{0,2}\\|[A-Za-z]:\\)|\.[A-Za-z0-9]{1,7}$`)
)

// Answer is what is said to some arguments in place of opening a window, and the status to end
// with; "" where a window is to be opened.
func Answer(arguments []string, version string) (text string, status int) {
	for _, a := range arguments {
		switch _, err := os.Stat(a); {
		case err == nil:
		case slices.Contains([]string{"--help", "-help", "-h"}, a):
			return usage, 0
		case slices.Contains([]string{"--version", "-version"}, a):
			return "Playtoken " + version + "\n", 0
		case option().MatchString(a):
			name, _, _ := strings.Cut(a, "=") // behind it may stand a key
			return "There is no option " + name + ".\n\n" + usage, 2
		case isLink(a):
			return "The link " + token.Excerpt(token.Inert(a), 80) + " leads to no file.\n", 1
		case errors.Is(err, fs.ErrNotExist) && isPath(a):
			return "There is no file " + token.Excerpt(token.Inert(a), 80) + ".\n", 1
		}
	}
	return "", 0
}

// isLink reports whether a text names a symbolic link: one that is asked about leads nowhere, or to
// itself.
func isLink(text string) bool {
	info, err := os.Lstat(text)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// isPath reports whether a text is meant for a file: nothing that can be read is in it.
func isPath(text string) bool {
	found := extract.Read(text)
	nothing := len(found.All) == 0 && !found.HasKey && (found.URL == nil || found.URL.Host == "")
	return nothing && !strings.Contains(text, "\n") && path().MatchString(text) && !importer.LooksLikeSecret(text)
}

// Begin takes what the program was started with: files, as if they had been dropped, or a
// token or a URL, as if it had been pasted. aside is the name under which the settings of
// before were kept because they could not be read, "" where they could.
func (p *App) Begin(arguments []string, aside string) {
	var files []fyne.URI
	for _, a := range arguments {
		if a == "--" { // what follows is no option
			continue
		}
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
