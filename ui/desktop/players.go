package desktop

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"playtoken/core/ownfile"
)

// Player is a program of this computer that plays URLs.
type Player struct {
	Name string // "mpv"
	path string
}

// Players are those that are found.
func Players() (list []Player) {
	for _, known := range players {
		for _, at := range known.at[runtime.GOOS] {
			path := os.ExpandEnv(at)
			if !filepath.IsAbs(path) {
				path, _ = exec.LookPath(path)
			} else if _, err := os.Stat(path); err != nil {
				path = ""
			}
			if path != "" {
				list = append(list, Player{known.name, path})
				break
			}
		}
	}
	return list
}

// players are those that are looked for, by their names on the PATH or where they are
// installed.
var players = []struct {
	name string
	at   map[string][]string // by system
}{
	{"mpv", map[string][]string{"linux": {"mpv"}, "darwin": {"mpv", "/Applications/mpv.app/Contents/MacOS/mpv"}, "windows": {"mpv.exe"}}},
	{"VLC", map[string][]string{"linux": {"vlc"}, "darwin": {"/Applications/VLC.app/Contents/MacOS/VLC"}, "windows": {"vlc.exe", `${ProgramFiles}\VideoLAN\VLC\vlc.exe`}}},
	{"IINA", map[string][]string{"darwin": {"/Applications/IINA.app/Contents/MacOS/iina-cli"}}},
}

// Play plays a URL. It stands in a file that only this user can read and that goes with the
// player: what stands in the arguments of a program can be read by others. done is called, on
// any goroutine, when the player has ended or could not be started.
func (p Player) Play(playable string, done func(error)) {
	go func() { done(p.play(playable)) }()
}

func (p Player) play(playable string) error {
	dir, err := os.MkdirTemp("", "playtoken-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	list := filepath.Join(dir, "play.m3u")
	if err := ownfile.Write(list, []byte("#EXTM3U\n"+playable+"\n")); err != nil {
		return err
	}
	return exec.Command(p.path, list).Run()
}
