package importer

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/doc"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
	"playtoken/core/once"
)

// layer opens one thing that stands around a key: it gives the texts inside, each with
// the repair noted, and none where it is not there. Layers know nothing of each other, so
// that they can be opened in any order in which a mail, a shell, a file of settings and a
// compressor have stacked them.
type layer func(input) []input

var layers = []layer{
	rewritten(keys.FixedBOM, "a byte order mark", strings.NewReplacer("\ufeff", "").Replace),
	// Where the second half of CRLF was escaped, a mail has ended the line at the first and
	// left the second behind it.
	rewritten(keys.FixedEscapedNewlines, "escaped line ends", strings.NewReplacer("\r\n\\n", "\n").Replace),
	rewritten("", "", strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace),
	rewritten(keys.FixedPercent, "quoted-printable", text.QuotedPrintable),
	rewritten(keys.FixedHTML, "tags of a web page", func(s string) string {
		return html.UnescapeString(tagMark().ReplaceAllString(s, ""))
	}),
	rewritten(keys.FixedPercent, "percent-encoding", func(s string) string {
		plain, _ := url.PathUnescape(s)
		return plain
	}),
	rewritten(keys.FixedQuotes, "quotes", func(s string) string {
		inner, _ := insideQuotes(strings.Trim(s, space))
		return inner
	}),
	openJSON,
	openYAML,
	rewritten(keys.FixedEscapedNewlines, "escaped line ends",
		strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r", `\t`, "\t", `\"`, `"`, `\'`, "'", `\/`, "/").Replace),
	openBase64,
	openGzip,
}

var tagMark = once.Regexp(`<[/!]?[A-Za-z][^<>]{0,200}>`)

// rewritten is a layer that leaves a text at its place. open gives it as it was, or
// nothing, where there is nothing to open.
//
//go:noinline // its closures would be copied, and make ptok larger
func rewritten(code keys.Code, repair string, open func(string) string) layer {
	return func(t input) []input {
		inner := open(t.Body)
		switch {
		case inner == t.Body || strings.HasPrefix(t.Body, gzipMagic):
			return nil
		case code == "":
			return []input{t.with(inner)}
		}
		return []input{t.with(inner).note(code, repair)}
	}
}

// Bounds of a search through layers: texts that are looked at, and bytes in them.
const (
	maxTexts = 60
	maxBytes = 2 << 20
)

// readLayers looks for one faultless key of two halves under layers that the other
// readers do not open in this order. What is damaged is left to them, for they say what
// is wrong.
func readLayers(t input) (found, error) {
	if len(t.Body) < codec.MinBase64 {
		return found{}, errOther
	}
	want := t.opts.Want
	t.opts = &Options{} // whether the key is of use is asked in the end
	seen := map[string]bool{t.Body: true}
	queue, bytes := []input{t}, 0
	for n := 0; n < len(queue) && n < maxTexts && bytes < maxBytes; n++ {
		at := queue[n]
		bytes += len(at.Body)
		if f, err := readFaultless(at); err == nil {
			return fit(want, f)
		}
		if at.layers++; at.layers > maxLayers {
			continue
		}
		for _, open := range layers {
			for _, inner := range open(at) {
				if len(inner.Body) >= codec.MinBase64/2 && len(inner.Body) <= maxInput && !seen[inner.Body] {
					seen[inner.Body] = true
					queue = append(queue, inner)
				}
			}
		}
	}
	return found{}, errOther
}

// readFaultless reads a key with nothing around it and nothing wrong.
func readFaultless(t input) (found, error) {
	body := strings.Trim(t.Body, space)
	if s, b := quickPEM(body); s != der.Unknown {
		return take(t, s, b)
	}
	if s := der.Outline([]byte(t.Body)); s == der.PKCS8 || s == der.PKCS1 || s == der.SEC1 || s == der.SPKI {
		t.shape = "DER"
		return take(t.note(keys.NoPEMHeader, "lost BEGIN and END lines"), s, []byte(t.Body))
	}
	if strings.HasPrefix(body, "{") && strings.Contains(body, `"kty"`) {
		var first json.RawMessage // what stands behind it is no part of it
		_ = json.NewDecoder(strings.NewReader(body)).Decode(&first)
		root, doubled := doc.JSON(string(first))
		if w := gather(root); doubled == "" && len(w.jwks) == 1 && len(w.keys) == 0 {
			return readJWK(t, object(w.jwks[0]))
		}
	}
	return found{}, errOther
}

func openJSON(t input) []input {
	body := strings.Trim(t.Body, space)
	from, to := strings.IndexAny(body, `{["`), strings.LastIndexAny(body, `}]"`)
	if from < 0 || to < from {
		return nil
	}
	root, _ := doc.JSON(body[from : to+1])
	if root != nil && isJWK(root) && root.Kid("kty") != nil {
		return nil
	}
	return texts(t.remark(fromJSON), "JSON", root)
}

func openYAML(t input) []input {
	root, _ := doc.Lines(t.Body)
	if root == nil {
		return nil
	}
	return texts(t.remark(fromYAML), "YAML", root)
}

// texts are those of a document that are long enough for a key. Of several that look like
// one nothing is taken: the one that can be read need not be the one that is meant.
func texts(t input, wrap string, root *doc.Node) (list []input) {
	var first string
	several := false
	root.Walk(func(n *doc.Node) bool {
		if n.Kind == doc.String && len(n.Text) >= codec.MinBase64 && len(list) < 8 {
			list = append(list, t.into(wrap, n.Text))
			if known.IsKey(n.Text) {
				several = several || first != "" && first != n.Text
				first = n.Text
			}
		}
		return true
	})
	if several {
		return nil
	}
	return list
}

func openBase64(t input) []input {
	b, err := base64.StdEncoding.DecodeString(codec.Bare(t.Body))
	if err != nil || t.times("base64") >= maxBase64 {
		return nil
	}
	return []input{t.into("base64", string(b))}
}

func openGzip(t input) []input {
	inside, err := unzip(t)
	if err != nil {
		return nil
	}
	return []input{inside}
}
