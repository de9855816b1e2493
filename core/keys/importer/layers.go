package importer

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/doc"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
)

// layer opens one thing that stands around a key: it gives the texts inside, each with
// the repair noted, and none where it is not there. Layers know nothing of each other, so
// that they can be opened in any order in which a mail, a shell, a file of settings and a
// compressor have stacked them.
type layer func(input) []input

var layers = []layer{openBOM, openLines, openMail, openHTML, openPercent, openQuotes, openJSON, openYAML, openEscapes, openBase64, openGzip}

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

func openBOM(t input) []input {
	if !strings.Contains(t.Body, "\ufeff") {
		return nil
	}
	return []input{t.with(strings.ReplaceAll(t.Body, "\ufeff", "")).note(keys.FixedBOM, "a byte order mark")}
}

// openLines gives a text with one kind of line ends. Where the second half of CRLF was
// escaped, a mail has ended the line at the first and left the second behind it.
func openLines(t input) (list []input) {
	if !strings.Contains(t.Body, "\r") || strings.HasPrefix(t.Body, gzipMagic) {
		return nil
	}
	const halves = "\r\n\\n"
	if strings.Contains(t.Body, halves) {
		list = append(list, t.with(strings.ReplaceAll(t.Body, halves, "\n")).note(keys.FixedEscapedNewlines, "escaped line ends"))
	}
	return append(list, t.with(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(t.Body)))
}

var mailCode = once.Regexp(`=(?:[0-9A-F]{2}|[ \t]*\r?(?:\n|\\n))`)

func openMail(t input) []input {
	if !mailCode().MatchString(t.Body) || strings.Count(t.Body, "=") != len(mailCode().FindAllStringIndex(t.Body, -1)) {
		return nil
	}
	return []input{t.with(quotedPrintable(t.Body)).note(keys.FixedPercent, "quoted-printable")}
}

// quotedPrintable undoes the encoding of mails (RFC 2045 6.7).
func quotedPrintable(body string) string {
	return mailCode().ReplaceAllStringFunc(body, func(e string) string {
		b, _ := hex.DecodeString(strings.TrimRight(e[1:], space+`\n`)) // a soft break gives nothing
		return string(b)
	})
}

var tagMark = once.Regexp(`<[/!]?[A-Za-z][^<>]{0,200}>`)

func openHTML(t input) []input {
	plain := html.UnescapeString(tagMark().ReplaceAllString(t.Body, ""))
	if plain == t.Body {
		return nil
	}
	return []input{t.with(plain).note(keys.FixedHTML, "tags of a web page")}
}

func openPercent(t input) []input {
	if !strings.Contains(t.Body, "%") {
		return nil
	}
	plain, err := url.PathUnescape(t.Body)
	if err != nil || plain == t.Body {
		return nil
	}
	return []input{t.with(plain).note(keys.FixedPercent, "percent-encoding")}
}

func openQuotes(t input) []input {
	inner, ok := insideQuotes(strings.Trim(t.Body, space))
	if !ok {
		return nil
	}
	return []input{t.with(inner).note(keys.FixedQuotes, "quotes")}
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

var escaped = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r", `\t`, "\t", `\"`, `"`, `\'`, "'", `\/`, "/")

func openEscapes(t input) []input {
	if !strings.Contains(t.Body, `\`) {
		return nil
	}
	return []input{t.with(escaped.Replace(t.Body)).note(keys.FixedEscapedNewlines, "escaped line ends")}
}

func openBase64(t input) []input {
	b, err := base64.StdEncoding.DecodeString(codec.Bare(t.Body))
	if err != nil || t.times("base64") >= maxBase64 {
		return nil
	}
	return []input{t.into("base64", string(b))}
}

func openGzip(t input) []input {
	inside, err := unzip(t.Body)
	if err != nil {
		return nil
	}
	return []input{t.into("gzip", inside).note(keys.IsGzip, "gzip")}
}
