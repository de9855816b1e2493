package probe

import (
	"bytes"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
)

// form is what a body looks like.
type form int

const (
	otherForm form = iota // bytes of no kind that is known, such as a segment
	emptyForm
	playlistForm // of HLS
	dashForm     // the other kind of manifest (ISO/IEC 23009-1)
	htmlForm
	jsonForm
	xmlForm
	imageForm
	movieForm // sound or pictures that move
	textForm
)

// formOf tells by the first bytes, and where these tell nothing by the type.
func formOf(body []byte, kind string) form {
	text := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\ufeff")), " \t\r\n")
	begins := func(with string) bool {
		return len(text) >= len(with) && strings.EqualFold(string(text[:len(with)]), with)
	}
	sniffed := http.DetectContentType(body)
	isOf := func(kinds ...string) bool {
		return slices.ContainsFunc(kinds, func(k string) bool { return strings.HasPrefix(sniffed, k) || strings.HasPrefix(kind, k) })
	}
	switch {
	case len(text) == 0:
		return emptyForm
	case begins("#EXTM3U"):
		return playlistForm
	case bytes.Contains(text[:min(len(text), 1024)], []byte("<MPD")):
		return dashForm
	case begins("<!doctype html"), begins("<html"), strings.HasPrefix(sniffed, "text/html"):
		return htmlForm
	case begins("{"), begins("["):
		return jsonForm
	case begins("<?xml"), begins("<error>"):
		return xmlForm
	case strings.HasPrefix(sniffed, "image/"):
		return imageForm
	case begins("WEBVTT"):
		return movieForm
	case strings.HasPrefix(sniffed, "text/"): // whatever it is called
		return textForm
	case isOf("video/", "audio/"):
		return movieForm
	case isOf("image/"):
		return imageForm
	}
	return otherForm
}

// isSegment reports whether bytes begin as a segment does that is not encrypted (RFC 8216
// section 3): with packets of MPEG-2, which players look for, a box of MP4, sound, or subtitles.
func isSegment(b []byte) bool {
	if formOf(b, "") == movieForm {
		return true
	}
	const boxes, packet = "ftypstypmoofsidxemsgprftmoovmdatfreeskipuuid", 188
	if len(b) >= 8 && strings.Index(boxes, string(b[4:8]))%4 == 0 {
		return true
	}
	for i := range min(len(b)-packet, packet) {
		if b[i] == 'G' && b[i+packet] == 'G' {
			return true
		}
	}
	return len(b) > 1 && (b[0] == 0xff && b[1] >= 0xe0 || b[0] == 0x0b && b[1] == 0x77) // MPEG and AC-3
}

// fits are the forms in which a resource comes, where its path has no ending that says it.
var fits = map[platform.Resource][]form{
	platform.Playlist: {playlistForm, dashForm},
	platform.Picture:  {imageForm},
	platform.Sheet:    {imageForm, jsonForm, movieForm},
	platform.Movie:    {movieForm, otherForm},
	platform.Settings: {jsonForm},
	platform.File:     {playlistForm, dashForm, movieForm, otherForm},
}

// endings are the forms that an ending promises: a player that asks for the one kind of
// manifest makes nothing of the other.
var endings = map[string][]form{
	".m3u8": {playlistForm}, ".m3u": {playlistForm}, ".mpd": {dashForm},
	".json": {jsonForm}, ".vtt": {movieForm},
}

// isAsked reports whether something of a form is what an address asks for.
func isAsked(what platform.Resource, u *url.URL, is form) bool {
	ending := strings.ToLower(path.Ext(u.Path))
	list := fits[what]
	if promised, ok := endings[ending]; ok && (what == platform.Playlist || what == platform.Sheet) {
		list = promised
	}
	switch {
	case what == platform.Embed:
		return is != emptyForm
	case is == emptyForm:
		return what == platform.Licence || what == platform.Certificate
	case what == platform.File && ending != "", list == nil:
		return is != htmlForm
	}
	return slices.Contains(list, is)
}

// mostSaid is how much of a refusal's body is looked at, in bytes.
const mostSaid = 4 << 10

// content reads the body of an answer: what it is, and whether that is what was asked for.
func (l *look) content(a *Answer, what platform.Resource, x *exchange) {
	a.Kind = kindOf(what)
	a.content = diagnosis.ContentOther
	if a.Status >= 300 {
		if a.Status >= 400 {
			a.said = saidIn(x.body)
		}
		if a.Status < 400 && a.leads() {
			a.content = diagnosis.ContentUnclear
		}
		if what == platform.Licence && a.Platform != nil && slices.Contains(a.Platform.LicenceTakes, a.Status) {
			a.content = diagnosis.ContentTaken
		}
		return
	}
	is := formOf(x.body, a.Type)
	switch fine := isAsked(what, x.url, is); {
	case fine && is == playlistForm:
		a.Kind = HLS
		text := string(x.body)
		if x.broken != "" { // its last line is a piece of one
			text = text[:strings.LastIndexByte(text, '\n')+1]
		}
		a.content = diagnosis.ContentAsked
		if a.Manifest, a.refs, a.Problem = l.readManifest(text, x.url); a.Problem != "" {
			a.content = diagnosis.ContentUnclear
		}
	case fine && what == platform.Licence:
		a.content = diagnosis.ContentTaken
	case fine:
		a.content = diagnosis.ContentAsked
	case is == emptyForm:
		a.Problem = nothingCame
	default:
		a.Problem = cameInstead(is, what, diagnosis.BodySays(saidIn(x.body)))
	}
	if x.broken != "" {
		a.Problem, a.content = x.broken, diagnosis.ContentUnclear
	}
	if what == platform.Playlist && is != playlistForm {
		a.Kind = Unknown
	}
}

// saidIn is what a body says in words: the beginning of it.
func saidIn(body []byte) string {
	return strings.ToValidUTF8(string(body[:min(len(body), mostSaid)]), "")
}

// leads reports whether the last redirect leads somewhere, be it not followed.
func (a *Answer) leads() bool {
	n := len(a.Hops)
	return n > 0 && !a.Hops[n-1].endless
}

// kindOf is the kind of what a URL asks for.
func kindOf(what platform.Resource) Kind {
	switch what {
	case platform.Playlist:
		return HLS
	case platform.Picture:
		return Image
	case platform.Licence, platform.Certificate:
		return DRM
	}
	return Unknown
}
