package edge

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
)

// The edge's own pages, beside the files of Config.Page.
const (
	rootPath = "/"
	logPath  = "/log"
	signPath = "/sign"
)

// page is a file of the page at /.
type page struct {
	contentType string
	body        []byte
	zipped      bool
}

// types are those of the files that a page may have.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": jsonType, ".svg": "image/svg+xml", ".png": "image/png", ".jpg": pictureType, ".ico": "image/x-icon",
	".txt": plainText, ".woff2": "font/woff2",
}

// readPages reads the page into memory: its files are served by their names alone.
func readPages(from fs.FS) (map[string]page, error) {
	pages := map[string]page{}
	if from == nil {
		return pages, nil
	}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		plain, zipped := strings.CutSuffix(name, ".gz")
		contentType := types[path.Ext(plain)]
		if contentType == "" {
			contentType = bytesType
			if path.Ext(plain) == "" { // a licence
				contentType = plainText
			}
		}
		pages["/"+plain] = page{contentType, b, zipped}
		return nil
	})
	if index, ok := pages["/index.html"]; ok {
		pages[rootPath] = index
	}
	return pages, err
}

// isOwn reports whether a path is one of the edge's own: the first piece is no host.
func (e *Edge) isOwn(path string) bool {
	_, has := e.pages[path]
	return has || path == rootPath || path == logPath || path == signPath
}

// page answers a request for one of the edge's own pages.
func (e *Edge) page(a *answer, path string) {
	a.set(
		"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' * data:; media-src 'self' * blob:; "+
			"worker-src blob:; connect-src *; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
		"Referrer-Policy", "no-referrer", "Cross-Origin-Resource-Policy", "same-origin",
		"Cross-Origin-Opener-Policy", "same-origin",
	)
	if a.r.Method != http.MethodGet && (a.r.Method != http.MethodHead || path == signPath) {
		a.set("Allow", "GET")
		a.own(http.StatusMethodNotAllowed, noSuchMethod, "")
		return
	}
	p, has := e.pages[path]
	switch {
	case path == logPath:
		e.logPage(a)
	case path == signPath:
		e.sign(a)
	case !has:
		a.own(http.StatusOK, "", sayHelp)
	default:
		a.page(p)
	}
}

func (a *answer) page(p page) {
	body := p.body
	if p.zipped {
		a.set("Vary", "Accept-Encoding")
		if strings.Contains(a.r.Header.Get("Accept-Encoding"), "gzip") {
			a.set("Content-Encoding", "gzip")
		} else {
			body = unzipped(body)
		}
	}
	a.send(http.StatusOK, p.contentType, string(body))
}

func unzipped(b []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	plain, _ := io.ReadAll(r) // a file of the program itself
	return plain
}

// ofOtherPage reports whether a page of another origin asks, as far as a browser says so.
func ofOtherPage(r *http.Request) bool {
	own := "http://" + r.Host
	other := func(header string, fits func(string) bool) bool {
		return slices.ContainsFunc(r.Header.Values(header), func(v string) bool { return v != "" && !fits(v) })
	}
	return other("Origin", func(v string) bool { return v == own }) ||
		other("Sec-Fetch-Site", func(v string) bool { return v == "same-origin" || v == "none" }) ||
		other("Referer", func(v string) bool { return strings.HasPrefix(v, own+"/") })
}

// logPage is the last requests, the latest first, for the edge's own pages.
func (e *Edge) logPage(a *answer) {
	if ofOtherPage(a.r) {
		a.own(http.StatusForbidden, fromOtherPage, "")
		return
	}
	b, err := json.Marshal(e.Log())
	if err != nil {
		panic(err) // an entry has nothing that JSON cannot have
	}
	a.send(http.StatusOK, jsonType, string(b))
}
