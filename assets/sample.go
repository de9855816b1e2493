package assets

import (
	"embed"
	"io/fs"
)

//go:embed sample/master.m3u8 sample/v180p sample/v360p sample/thumbnail.jpg sample/spritesheet.jpg
var sample embed.FS

// Sample is the stream that the local edge plays: master.m3u8, which names two renditions
// (v180p/index.m3u8 and v360p/index.m3u8) of five segments each, thumbnail.jpg and
// spritesheet.jpg. It lasts ten seconds. scripts/sample.sh makes it.
func Sample() fs.FS { return inside(sample, "sample") }

func inside(files embed.FS, folder string) fs.FS {
	sub, err := fs.Sub(files, folder)
	if err != nil {
		panic(err) // the names are constants of this program
	}
	return sub
}
