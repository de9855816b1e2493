package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// pkg is what go list says of a package.
type pkg struct {
	ImportPath string
	Dir        string
	EmbedFiles []string
	Standard   bool
	Module     *struct {
		Path, Version, Dir, GoVersion string
		Main                          bool
	}
}

// builds are the systems that programs are made for, with the tags of a release and
// with those of a build by the scripts.
var builds = []struct{ system, tags string }{
	{"linux", "migrated_fynedo,no_emoji"}, {"linux", "gles,x11,migrated_fynedo,no_emoji"}, {"darwin", "migrated_fynedo,no_emoji"}, {"windows", "migrated_fynedo,no_emoji"},
}

// errList says that the go command could not tell what is linked, as without the
// modules of another system and without a network.
var errList = errors.New("notices: go list failed")

// linked lists the packages in programs of the module at root, on any system.
func linked(root string, programs []string) (list []pkg, err error) {
	seen := map[string]bool{}
	for _, b := range builds {
		args := []string{"list", "-deps", "-tags", b.tags, "-json=ImportPath,Dir,EmbedFiles,Standard,Module"}
		cmd := exec.Command("go", append(args, programs...)...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GOOS="+b.system, "GOARCH=amd64", "CGO_ENABLED=1")
		var problems bytes.Buffer
		cmd.Stderr = &problems
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("%w for %s: %w: %s", errList, b.system, err, strings.TrimSpace(problems.String()))
		}
		for d := json.NewDecoder(bytes.NewReader(out)); ; {
			var p pkg
			if err := d.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, fmt.Errorf("notices: the answer of go list: %w", err)
			}
			if files := p.ImportPath + " " + strings.Join(p.EmbedFiles, " "); !p.Standard && !seen[files] {
				seen[files] = true
				list = append(list, p)
			}
		}
	}
	return list, nil
}

// isNotice tells the file of a licence or a notice by its name.
var isNotice = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice)([-_.].*)?$`).MatchString

// further are notices that do not stand where a package is: of C code.
var further = map[string]string{"github.com/go-gl/glfw/v3.4/glfw": "glfw/LICENSE.md"}

// notices lists the files with the notices of a package.
func (p pkg) notices() (files []string, err error) {
	for _, folder := range p.folders() {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if !e.IsDir() && filepath.Ext(e.Name()) != ".go" && isNotice(e.Name()) {
				files = append(files, filepath.Join(folder, e.Name()))
			}
		}
	}
	if file := further[p.Module.Path]; file != "" {
		files = append(files, filepath.Join(p.Module.Dir, filepath.FromSlash(file)))
	}
	return files, nil
}

// isEmbedded tells the licence of somebody's file that our own packages embed: it stands
// beside that file and is called LICENSE-NAME-VERSION.
var isEmbedded = regexp.MustCompile(`^LICENSE-(.+)-([0-9][^-]*)$`).FindStringSubmatch

// embedded lists the works of others that a package of this module embeds, by the files
// with their licences.
func (p pkg) embedded() (works map[string]string, err error) {
	works = map[string]string{}
	for _, f := range p.EmbedFiles {
		folder := filepath.Dir(filepath.Join(p.Dir, f))
		entries, err := os.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if m := isEmbedded(e.Name()); m != nil {
				works[filepath.Join(folder, e.Name())] = m[1] + " " + m[2]
			}
		}
	}
	return works, nil
}

// folders are where the licence of a package may stand: its own, those above it in its
// module, and those of the files that it embeds.
func (p pkg) folders() []string {
	list := []string{p.Dir}
	for dir := p.Dir; dir != p.Module.Dir && dir != filepath.Dir(dir); {
		dir = filepath.Dir(dir)
		list = append(list, dir)
	}
	for _, f := range p.EmbedFiles {
		list = append(list, filepath.Dir(filepath.Join(p.Dir, f)))
	}
	return list
}
