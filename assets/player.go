package assets

import (
	"embed"
	"io/fs"
)

//go:embed player/*.html player/*.css player/*.js player/*.js.gz
var player embed.FS

// Player is the page at / of the local edge: index.html and what it loads, in one folder,
// and sign-help.html, which has the code of a back end that makes tokens.
// A file NAME.gz is for the name NAME, and is sent with "Content-Encoding: gzip". What is
// not ours scripts/player.sh fetches.
func Player() fs.FS { return inside(player, "player") }
