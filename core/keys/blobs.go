package keys

import (
	"strings"

	"playtoken/core/once"
)

// blobStart is how base64 of a key begins: of the dashes of PEM, of base64 of
// those, of DER.
var blobStart = once.Regexp(`LS0tLS1C|TFMwdExTMUNS|` + derMark)

// blobs reads a text with base64 of keys in it.
func (r *reader) blobs(p paste) Answer {
	starts := r.blobStarts(p.text)
	if len(starts) == 0 || starts[0] > 0 && inBase64(p.text[starts[0]-1]) {
		return r.base64(r.unquote(p))
	}
	var list []candidate
	last := 0
	for _, s := range starts {
		if s < last { // inside of the one before
			continue
		}
		blob := p.skip(s)
		blob.text = blob.text[:blobLen(blob.text)]
		last = s + len(blob.text)
		list = append(list, candidate{read: func(r *reader) Answer { return r.base64(blob) }})
	}
	whole := r.fork()
	if around := surroundings(p.text[:starts[0]], p.text[last:]); around != nil {
		r.remarkAround(*around)
	}
	a := r.pick(list, MultipleKeys)
	if (!a.Taken() || a.Kind == Secret) && len(list) == 1 && last < len(p.text) && starts[0] == 0 {
		if b := whole.base64(whole.unquote(p)); b.Taken() && b.Kind != Secret { // words that are all of one key
			return b
		}
	}
	return a
}

// blobStarts lists where base64 of a key begins, at the start of a word.
func (r *reader) blobStarts(text string) (list []int) {
	for _, at := range blobStart().FindAllStringIndex(text, maxBlocks) {
		if at[0] == 0 || !inBase64(text[at[0]-1]) || text[at[0]-1] == '=' {
			list = append(list, at[0])
		}
	}
	return list
}

func inBase64(c byte) bool { return isBase64(c) || c == '-' || c == '_' }

// blobStop is where a string ends, or another value begins. A comma, semicolon
// or backslash with a long run of base64 behind it is a wrong character, and no end.
func blobStop(text string) int {
	at := 0
	for {
		i := strings.IndexAny(text[at:], "\"'`<>;,)}]\\")
		if i < 0 {
			return len(text)
		}
		at += i
		behind := text[at+1:]
		run := len(behind) - len(strings.TrimLeft(behind, alphabet))
		if strings.IndexByte(";,\\", text[at]) < 0 || run < 80 || blobStart().MatchString(behind[:run]) {
			return at
		}
		at++
	}
}

// blobLen is how far base64 goes. A character that does not belong there is part
// of it, so that it can be pointed at; the end of a string and words are not.
func blobLen(text string) int {
	end := blobStop(text)
	taken, width := 0, 0
	for at := 0; at < end; {
		from := at + len(text[at:end]) - len(strings.TrimLeft(text[at:end], space))
		to := end
		if i := strings.IndexAny(text[from:end], space); i >= 0 {
			to = from + i
		}
		word := text[from:to]
		lined := strings.Contains(text[at:from], "\n")
		pure := strings.Trim(strings.TrimRight(word, "="), alphabet+"-_") == ""
		switch {
		case word == "":
			return taken
		case at == 0:
			width = len(word)
		case strings.Contains(word, ":") || strings.HasSuffix(strings.TrimRight(text[:taken], space), "="):
			return taken
		case pure && (lined || len(word) >= 16 || len(word) < width && to == end && width <= 80):
		case len(word) >= 32 && seemsBase64(word+strings.Repeat("A", minBase64)):
		default:
			return taken
		}
		taken, at = to, to
	}
	return taken
}
