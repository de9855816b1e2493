package importer

import (
	"strings"
	"unicode"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/doc"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
)

// maxLayers is how many wrappers are opened: base64 of JSON of base64 of PEM.
const maxLayers = 6

// reader knows one form. It gives a key, a [*keys.Refusal], or errOther.
type reader func(input) (found, error)

func firstOf(t input, readers ...reader) (found, error) {
	for _, read := range readers {
		if f, err := read(t); err != errOther {
			return f, err
		}
	}
	return found{}, errOther
}

// read looks at one layer of text: the pasted text, or what was inside a wrapper.
func read(t input) (found, error) {
	if t.layers++; t.layers > maxLayers {
		return found{}, known.Unknown()
	}
	whole := t
	t.Paste = t.Trim()
	if isBlank(t.Body) {
		return found{}, keys.Refuse(keys.Empty, "There is nothing here but white space.", "Paste a key, or drop a key file.")
	}
	if f, err := firstOf(t, readMail, readDataURI, readSSHBlob, readKeyText, readDump, readOther, readJSON, readHexKey, readLongBase64, readSettings); err != errOther {
		return f, err
	}
	return readSecret(whole)
}

// readOther turns away what is no key, also in quotes.
func readOther(t input) (found, error) {
	bare, _ := t.Unquote()
	err := known.NotKey(bare.Body)
	if err == nil && bare.Body != t.Body {
		err = known.NotKey(t.Body)
	}
	if err != nil {
		return found{}, err
	}
	return found{}, errOther
}

// readKeyText reads a text in which something looks like a key of two halves. What
// copying adds is taken away first.
func readKeyText(t input) (found, error) {
	if !known.IsKey(t.Body) {
		return found{}, errOther
	}
	if r, ok := known.NotKey(t.Body).(*keys.Refusal); ok && r.Code != keys.IsHTML {
		return found{}, r
	}
	if f, err := firstOf(t, readJSON, readYAMLKey, readDump); err != errOther {
		return f, err
	}
	pasted := t.Body
	t.Body, t.repairs = text.Outside(t.Body, t.repairs)
	t.inner = len(t.repairs)
	outside := t
	outside.Paste = t.Trim()
	t.Body, t.repairs = text.Inside(t.Body, t.repairs)
	t.Paste = t.Trim()
	if t.Body != pasted { // a document may have come to light, or one in a string of a program
		for _, t := range []input{outside, t} {
			if f, err := firstOf(t, readDataURI, readJSON, readDump); err != errOther {
				return f, err
			}
		}
	}
	f, err := readMarked(t)
	if err == nil && f.id == "" && strings.Contains(pasted, "\n") {
		if root, ok := doc.Lines(pasted); ok {
			f.id = gather(root).onlyID()
		}
	}
	return f, err
}

// readMarked reads a text by the marks of what is in it.
func readMarked(t input) (found, error) {
	switch {
	case text.PEMMark().MatchString(t.Body):
		return readPEM(t)
	case sshLine().MatchString(t.Body):
		return readSSH(t)
	}
	return readBlobs(t)
}

// readSettings looks for a shared secret, or for what stands in its place, in a file of
// settings with several names.
func readSettings(t input) (found, error) {
	if t.keyOnly || !strings.Contains(t.Body, "\n") {
		return found{}, errOther
	}
	root, ok := doc.Lines(t.Body)
	if !ok {
		return found{}, errOther
	}
	w := gather(root)
	switch {
	case len(w.secrets) == 0 && len(w.keys) == 0 && w.reference != nil:
		return found{}, w.reference
	case len(w.secrets) == 0 && len(w.keys) == 0:
		return found{}, errOther
	}
	in := t.into(".env", t.Body).note(keys.FixedEnvLine, "the names of settings")
	if strings.Contains(t.Body, ": ") {
		in = t.into("YAML", t.Body).remark(fromYAML)
	}
	return readMembers(in, w)
}

// isBlank reports whether a text has nothing in it: white space of any script,
// characters that are not seen, a pair of quotes.
func isBlank(body string) bool {
	return len(body) < 64 && strings.TrimFunc(text.DropInvisible(body), func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("\"'`", c) }) == "" ||
		strings.TrimSpace(body) == ""
}

// unquoted is a text without the quotes around it.
func unquoted(t input) input {
	bare, repair := t.Unquote()
	if repair != "" {
		t = t.note(keys.FixedQuotes, repair)
	}
	t.Paste = bare
	return t
}

// refusalOf is the refusal that an error is: every error of a reader but errOther is one.
func refusalOf(err error) *keys.Refusal {
	if r, ok := err.(*keys.Refusal); ok {
		return r
	}
	return known.Unknown()
}

const space = codec.Space
