package diagnosis_test

import (
	"strings"
	"testing"

	"playtoken/core/diagnosis"
	"playtoken/internal/fixtures"
)

// A request that had no token was refused for the want of one, and not since it has ended.
func TestReadStatusWithoutToken(t *testing.T) {
	const stream = "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8"
	for _, c := range []struct {
		name, text string
		ended      bool // whether it may have ended
	}{
		{"a URL without a token", "GET " + stream + " 403 (Forbidden)", false},
		{"undefined in its place", "GET " + stream + "?token=undefined 401", false},
		{"a line of a log", `10.0.0.7 - - [15/Jun/2025:15:00:00 +0000] "GET ` + stream + ` HTTP/1.1" 401 15`, false},
		{"the answer alone", "Response code: 403", true},
		{"an answer of a player alone", "hls.js: manifestLoadError, 403", true},
	} {
		read := diagnosis.Read(c.text, diagnosis.Options{Now: noon})
		list := diagnosis.ReadStatus(read, nil, 403, "")
		var codes []string
		for _, s := range list {
			codes = append(codes, string(s.Code))
		}
		all := strings.Join(codes, " ")
		if strings.Contains(all, "expired") != c.ended || !strings.Contains(all, "token_absent") {
			t.Errorf("%s: %s", c.name, all)
		}
	}
}
