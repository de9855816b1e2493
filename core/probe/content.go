package probe

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
)

// form is what a body looks like.
type form int

const (
	otherForm form = iota
	emptyForm
	playlistForm // of HLS
	dashForm     // the other kind of manifest (ISO/IEC 23009-1)
	htmlForm
	jsonForm
	xmlForm
	imageForm
)

// formOf tells by the first bytes, and where these tell nothing by the type.
func formOf(body []byte, kind string) form {
	text := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\ufeff")), " \t\r\n")
	begins := func(with string) bool {
		return len(text) >= len(with) && strings.EqualFold(string(text[:len(with)]), with)
	}
	sniffed := http.DetectContentType(body)
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
	case strings.HasPrefix(sniffed, "image/"), strings.HasPrefix(kind, "image/"):
		return imageForm
	}
	return otherForm
}

// fits are the forms in which a resource comes; of one that is not listed any form but HTML.
var fits = map[platform.Resource][]form{
	platform.Playlist: {playlistForm, dashForm},
	platform.Picture:  {imageForm},
	platform.Sheet:    {imageForm, jsonForm, otherForm},
	platform.Settings: {jsonForm},
}

// mostSaid is how much of a refusal's body is looked at, in bytes.
const mostSaid = 4 << 10

// content reads the body of an answer: what it is, and whether that is what was asked for.
func (l *look) content(a *Answer, what platform.Resource, x *exchange) {
	a.Kind = kindOf(what)
	a.content = diagnosis.ContentOther
	if a.Status >= 300 {
		if a.Status >= 400 {
			a.said = strings.ToValidUTF8(string(x.body[:min(len(x.body), mostSaid)]), "")
		}
		if what == platform.Licence && a.Platform != nil && slices.Contains(a.Platform.LicenceTakes, a.Status) {
			a.content = diagnosis.ContentAsked
		}
		return
	}
	is := formOf(x.body, a.Type)
	fine := false
	switch list, told := fits[what]; {
	case is == playlistForm:
		a.Kind = HLS
		text := string(x.body)
		if x.broken != "" { // its last line is a piece of one
			text = text[:strings.LastIndexByte(text, '\n')+1]
		}
		a.Manifest, a.refs, a.Problem = l.readManifest(text, x.url)
		fine = a.Problem == ""
	case is == emptyForm && (what == platform.Licence || what == platform.Certificate):
		fine = true
	case is == emptyForm:
		a.Problem = nothingCame
	case what == platform.Embed:
		fine = true
	case told:
		fine = slices.Contains(list, is)
	default:
		fine = is != htmlForm
	}
	switch {
	case x.broken != "":
		a.Problem = x.broken
	case !fine && a.Problem == "":
		a.Problem = cameInstead(is, what)
	case fine:
		a.content = diagnosis.ContentAsked
	}
	if is == dashForm || what == platform.Playlist && is != playlistForm {
		a.Kind = Unknown
	}
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
