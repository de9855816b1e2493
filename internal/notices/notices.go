package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Works without a file of their own, and a module whose licence is the same text.
const (
	goLicence     = "golang.org/x/sys"       // of the Go Authors, as Go is
	apacheLicence = "github.com/spf13/cobra" // the Apache License 2.0
	iconsIn       = "fyne.io/fyne/v2"
	icons         = "Material Icons by Google and the Pictogrammers, in " + iconsIn
)

// named says what a file is the licence of, where neither its name nor its text does:
// from the fonts themselves.
var named = map[string]string{
	iconsIn + " theme/font/LICENSE.txt":               "Noto Sans, Copyright 2015 Google Inc. All Rights Reserved.",
	iconsIn + " theme/font/LICENSE_EmojiOneColor.txt": "EmojiOne Color; its emoji art is supplied by EmojiOne, http://emojione.com, under CC BY 4.0",
}

// notice is the text of one licence and the works that stand under it.
type notice struct {
	text  string
	works []string
}

// notices is the text of a file.
func notices(root string, programs []string) (string, error) {
	packages, err := linked(root, programs)
	if err != nil {
		return "", err
	}
	works := map[string]string{}    // the licence of each work
	byModule := map[string]string{} // that of the module itself
	goVersion := ""
	for _, p := range packages {
		m := p.Module
		if m.Main {
			goVersion = m.GoVersion
			list, err := p.embedded()
			if err != nil {
				return "", err
			}
			for path, work := range list {
				b, err := os.ReadFile(path)
				if err != nil {
					return "", err
				}
				works[work] = tidy(b)
			}
			continue
		}
		files, err := p.notices()
		if err != nil {
			return "", err
		}
		for _, path := range files {
			b, err := os.ReadFile(path)
			if err != nil {
				return "", err
			}
			inside, err := filepath.Rel(m.Dir, path)
			if err != nil {
				return "", err
			}
			work, text := m.Path+" "+m.Version, tidy(b)
			if inside = filepath.ToSlash(inside); filepath.Dir(path) == m.Dir {
				byModule[m.Path] = text
			} else {
				work += ", " + inside
			}
			if name := named[m.Path+" "+inside]; name != "" {
				work += "\n  " + name
			}
			works[work] = text
		}
		if byModule[m.Path] == "" {
			return "", fmt.Errorf("notices: there is no licence in %s", m.Path)
		}
	}
	works["Go "+goVersion+", its runtime and standard library"] = byModule[goLicence]
	if byModule[iconsIn] != "" {
		works[icons] = byModule[apacheLicence]
	}
	return write(works)
}

// tidy leaves out what is not seen: line ends of Windows, spaces behind a line.
func tidy(b []byte) string {
	lines := strings.Split(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\f")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// write puts works with the same text together. All must stand under a licence that is known.
func write(works map[string]string) (string, error) {
	byText := map[string]*notice{}
	for _, work := range slices.Sorted(maps.Keys(works)) {
		text := works[work]
		if _, err := licence(work, text); err != nil {
			return "", err
		}
		if byText[text] == nil {
			byText[text] = &notice{text: text}
		}
		byText[text].works = append(byText[text].works, work)
	}
	var b strings.Builder
	b.WriteString("Playtoken is made with the software and fonts of others. These are their licences.\n")
	for _, n := range slices.SortedFunc(maps.Values(byText), func(a, b *notice) int { return cmp.Compare(a.works[0], b.works[0]) }) {
		fmt.Fprintf(&b, "\n%s\n%s\n%[1]s\n\n%[3]s\n", strings.Repeat("=", 80), strings.Join(n.works, "\n"), n.text)
	}
	return b.String(), nil
}
