package edge

import (
	"html"
	"net/http"
	"path"
	"strings"

	"playtoken/core/platform"
)

const (
	playlistType = "application/vnd.apple.mpegurl"
	segmentType  = "video/mp2t"
	pictureType  = "image/jpeg"
	jsonType     = "application/json"
	bytesType    = "application/octet-stream"
)

// serve answers a request that plays. name is the file of the sample that is asked for by its
// own name, "" for what the platform has; each says that names carry no proof, since every
// request is judged.
func (e *Edge) serve(a *answer, q *request, o origin, name string, each bool) {
	resource := o.platform.Edge.Opens(q.url)
	a.cors()
	a.standing(o.platform.Edge.BasisOf(resource))
	ext := strings.ToLower(path.Ext(q.path))
	switch {
	case strings.HasSuffix(name, ".m3u8"):
		e.rendition(a, q, name, each)
	case name != "":
		a.file(segmentType, e.sample.files[name])
	case resource == platform.Playlist:
		a.send(http.StatusOK, playlistType, e.master(q, o, each))
	case resource == platform.Picture, resource == platform.Sheet && isPicture(ext):
		if ext != ".jpg" && ext != ".jpeg" {
			a.note(notePicture)
		}
		a.file(pictureType, e.sample.pictureOf(resource))
	case resource == platform.Sheet:
		a.note(noteOwnSheet)
		contentType, body := e.sheet(q, o, ext)
		a.send(http.StatusOK, contentType, body)
	case resource == platform.Movie:
		a.note(noteMovie)
		a.file(segmentType, e.sample.movie)
	case resource == platform.Licence, resource == platform.Certificate:
		a.note(noteLicence)
		a.send(http.StatusOK, bytesType, "")
	case resource == platform.Embed:
		e.embed(a, q, o)
	default:
		e.document(a, q, o, resource)
	}
}

func isPicture(ext string) bool {
	switch ext {
	case ".jpg", ".jpeg", ".png", ".webp", ".gif":
		return true
	}
	return false
}

// master is the master playlist. Its renditions lie in a folder that is called like it, so
// that a proof for that folder holds for this one alone.
func (e *Edge) master(q *request, o origin, each bool) string {
	if each {
		return e.sample.master
	}
	o.folder = withoutExt(q.path)
	base, proof := relative(o.folder), e.prover.proof(o, e.config.Now())
	return string(renamed(e.sample.master, func(name string) string { return base + "/" + name + "?" + proof }))
}

func withoutExt(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// relative is how what lies beside a URL names a path in the same folder.
func relative(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	if name == "" || strings.Contains(name, ":") { // which would read as the root, or as a scheme
		return "./" + name
	}
	return name
}

// rendition is a playlist of segments, which carry the proof that it was asked for with.
func (e *Edge) rendition(a *answer, q *request, name string, each bool) {
	list := e.sample.files[name]
	if !each {
		list = renamed(string(list), func(segment string) string { return segment + "?" + proofParam + "=" + proofOf(q.query) })
	}
	a.file(playlistType, list)
}

// links are addresses beside a URL that need no token.
func (e *Edge) links(a *answer, q *request, o origin) platform.EdgeLinks {
	folder := q.path[:strings.LastIndexByte(q.path, '/')+1]
	at := func(name string) string {
		o.folder = folder + name
		return "http://" + a.r.Host + "/" + q.host + o.folder + "?" + e.prover.proof(o, e.config.Now())
	}
	return platform.EdgeLinks{
		ID: o.platform.IDOf(nil, q.url), Playlist: at("manifest.m3u8"), Picture: at("poster.jpg"), Sheet: at("thumbnails.vtt"),
	}
}

// document answers with what the platform makes, or with a line of text.
func (e *Edge) document(a *answer, q *request, o origin, r platform.Resource) {
	if own := o.platform.Edge.Document; own != nil {
		if d := own(r, e.links(a, q, o)); d != nil {
			a.send(http.StatusOK, d.Type, d.Body)
			return
		}
	}
	a.note(noteFile)
	a.send(http.StatusOK, plainText, sayFile+"\n")
}

// embed is a page in place of the platform's player.
func (e *Edge) embed(a *answer, q *request, o origin) {
	l := e.links(a, q, o)
	a.set("Content-Security-Policy", "default-src 'none'; media-src 'self'; img-src 'self'", "Referrer-Policy", "no-referrer")
	a.send(http.StatusOK, "text/html; charset=utf-8", "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>"+html.EscapeString(l.ID)+"</title>\n"+
		"<video controls muted width=\"640\" height=\"360\" src=\""+html.EscapeString(l.Playlist)+"\" poster=\""+html.EscapeString(l.Picture)+"\"></video>\n"+
		"<p>"+embedded+" <a href=\""+html.EscapeString(e.Page(strings.Replace(l.Playlist, "http://"+a.r.Host, e.address, 1)))+"\">"+playHere+"</a></p></html>\n")
}
