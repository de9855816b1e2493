package edge

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// sheet is the list of the pictures on the sheet of the sample, in WebVTT or in JSON. The
// picture of them is named with a proof, as it would be asked for without a token.
func (e *Edge) sheet(q *request, o origin, ext string) (contentType, body string) {
	o.folder = withoutExt(q.path) + ".jpg"
	picture := relative(o.folder) + "?" + e.prover.proof(o, e.config.Now())
	if ext == ".vtt" {
		return "text/vtt; charset=utf-8", inVTT(picture)
	}
	return jsonType, inJSON(picture)
}

// inVTT names a piece of a picture for each span of time (W3C Media Fragments section 4.2.2).
func inVTT(picture string) string {
	var b strings.Builder
	b.WriteString("WEBVTT\n")
	at := func(d time.Duration) string { return fmt.Sprintf("00:00:%06.3f", d.Seconds()) }
	for i := range tiles {
		from := time.Duration(i) * betweenTiles
		fmt.Fprintf(&b, "\n%s --> %s\n%s#xywh=%d,0,%d,%d\n", at(from), at(from+betweenTiles), picture, i*tileWidth, tileWidth, tileHeight)
	}
	return b.String()
}

func inJSON(picture string) string {
	type tile struct {
		Start float64 `json:"start"`
		X     int     `json:"x"`
		Y     int     `json:"y"`
	}
	list := struct {
		URL      string  `json:"url"`
		Width    int     `json:"tile_width"`
		Height   int     `json:"tile_height"`
		Duration float64 `json:"duration"`
		Tiles    []tile  `json:"tiles"`
	}{URL: picture, Width: tileWidth, Height: tileHeight, Duration: sampleLength.Seconds()}
	for i := range tiles {
		list.Tiles = append(list.Tiles, tile{Start: (time.Duration(i) * betweenTiles).Seconds(), X: i * tileWidth})
	}
	b, err := json.Marshal(list)
	if err != nil {
		return "{}"
	}
	return string(b)
}
