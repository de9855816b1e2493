package edge

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"playtoken/core/platform"
)

// The files of the sample.
const (
	masterFile  = "master.m3u8"
	pictureFile = "thumbnail.jpg"
	sheetFile   = "spritesheet.jpg"
)

// What the sample is like: its length, and the pictures of its sheet from left to right.
const (
	sampleLength = 10 * time.Second
	tiles        = 5
	tileWidth    = 160
	tileHeight   = 90
	betweenTiles = 2 * time.Second
)

// ErrSample says that the stream to play is not whole.
var ErrSample = errors.New("the sample stream is not whole")

// sample is the stream, read into memory: files are served by their names in it alone.
type sample struct {
	master  string
	files   map[string][]byte // renditions and segments: v180p/index.m3u8
	movie   []byte            // the segments of the best rendition, one behind the other
	picture []byte
	sheet   []byte
}

func readSample(from fs.FS) (*sample, error) {
	if from == nil {
		return nil, fmt.Errorf("%w: there is none", ErrSample)
	}
	s := &sample{files: map[string][]byte{}}
	var err error
	read := func(name string) (b []byte) {
		if err == nil {
			if b, err = fs.ReadFile(from, name); err != nil {
				err = fmt.Errorf("%w: %w", ErrSample, err)
			}
		}
		return b
	}
	s.master, s.picture, s.sheet = string(read(masterFile)), read(pictureFile), read(sheetFile)
	for _, list := range namesIn(s.master) {
		rendition := string(read(list))
		s.files[list] = []byte(rendition)
		folder, _, _ := cutLast(list, "/")
		var all [][]byte
		for _, segment := range namesIn(rendition) {
			name := folder + "/" + segment
			s.files[name] = read(name)
			all = append(all, s.files[name])
		}
		s.movie = slices.Concat(all...)
	}
	if err == nil && len(s.files) == 0 {
		err = fmt.Errorf("%w: %s names no rendition", ErrSample, masterFile)
	}
	return s, err
}

// find is the file of the sample that a path ends in, and the folder in front of it; "" for
// none. The path is percent-encoded: what is not written as the sample has it is none of it.
func (s *sample) find(path string) (folder, name string) {
	i := strings.LastIndexByte(path, '/')
	if i <= 0 {
		return "", ""
	}
	if j := strings.LastIndexByte(path[:i], '/'); j >= 0 {
		if _, ok := s.files[path[j+1:]]; ok {
			return path[:j], path[j+1:]
		}
	}
	return "", ""
}

// pictureOf is what there is to see of a resource: all pictures in one, or a single one.
func (s *sample) pictureOf(r platform.Resource) []byte {
	if r == platform.Sheet {
		return s.sheet
	}
	return s.picture
}

// namesIn lists what a playlist names.
func namesIn(playlist string) (names []string) {
	for line := range strings.Lines(playlist) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			names = append(names, line)
		}
	}
	return names
}

// renamed is a playlist with other names.
func renamed(playlist string, name func(string) string) []byte {
	var b bytes.Buffer
	for line := range strings.Lines(playlist) {
		if text := strings.TrimSpace(line); text != "" && text[0] != '#' {
			line = name(text) + "\n"
		}
		b.WriteString(line)
	}
	return b.Bytes()
}
