// Package plays has the tests in which players that are not ours play from the local edge:
// Chromium with the page of the edge, and ffmpeg.
package plays

import (
	"bytes"
	"encoding/json"
	"errors"
	"os/exec"
	"testing"
)

// stream is one of those that ffmpeg found: a picture or a sound of one rendition.
type stream struct {
	Kind    string `json:"codec_type"`             // "video" or "audio"
	Packets int    `json:"nb_read_packets,string"` // that it read; of a video its pictures
}

// read has ffmpeg read all renditions to their end, as its programs do, with further headers
// of HTTP, "" for none. ok says that it found something and had nothing to say against it.
func read(tb testing.TB, ffprobe, url, headers string) (streams []stream, ok bool) {
	tb.Helper()
	args := []string{"-v", "error", "-count_packets", "-show_entries", "stream=codec_type,nb_read_packets", "-of", "json"}
	if headers != "" {
		args = append(args, "-headers", headers)
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(tb.Context(), ffprobe, append(args, url)...)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		tb.Fatal(err)
	}
	var found struct{ Streams []stream }
	if e := json.Unmarshal(out, &found); e != nil && err == nil {
		tb.Fatal(e, string(out), said.String())
	}
	return found.Streams, err == nil && said.Len() == 0 && len(found.Streams) > 0
}
