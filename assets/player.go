package assets

import (
	"embed"
	"io/fs"
)

//go:embed player/index.html player/*.css player/*.js player/*.js.gz
var player embed.FS

// Player is the page at / of the local edge: index.html and what it loads, in one folder.
// A file NAME.gz is for the name NAME, and is sent with "Content-Encoding: gzip". What is
// not ours scripts/player.sh fetches.
func Player() fs.FS { return inside(player, "player") }
