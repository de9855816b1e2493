package importer

import (
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
	"playtoken/core/once"
)

func readBlobs(t input) (found, error) {
	starts := blobStarts(t.Body)
	if len(starts) == 0 || starts[0] > 0 && codec.InBase64(t.Body[starts[0]-1]) {
		return readBase64(unquoted(t))
	}
	var blobs []text.Paste
	last := 0
	for _, s := range starts {
		if s < last { // inside of the one before
			continue
		}
		blob := t.Skip(s)
		blob.Body = blob.Body[:blobLen(blob.Body)]
		last = s + len(blob.Body)
		blobs = append(blobs, blob)
	}
	whole := t
	t = t.around(t.Body[:starts[0]], t.Body[last:])
	var list []outcome
	for _, blob := range blobs {
		b := t
		b.Paste = blob
		f, err := readBase64(b)
		list = append(list, outcome{found: f, err: err})
	}
	f, err := pick(t, list, keys.MultipleKeys)
	if (err != nil || f.key.Kind() == keys.Secret) && len(list) == 1 && last < len(t.Body) && starts[0] == 0 {
		if all, err := readBase64(unquoted(whole)); err == nil && all.key.Kind() != keys.Secret { // words that are all of one key
			return all, nil
		}
	}
	return f, err
}

// blobStarts lists where base64 of a key begins, at the start of a word.
func blobStarts(text string) (list []int) {
	for _, at := range known.BlobStart().FindAllStringIndex(text, maxBlocks) {
		if at[0] == 0 || !codec.InBase64(text[at[0]-1]) || text[at[0]-1] == '=' {
			list = append(list, at[0])
		}
	}
	return list
}

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
		run := len(behind) - len(strings.TrimLeft(behind, codec.Alphabet))
		if strings.IndexByte(";,\\", text[at]) < 0 || run < 80 || known.BlobStart().MatchString(behind[:run]) {
			return at
		}
		at++
	}
}

// settingName begins the next setting behind a value.
var settingName = once.Regexp(`^(?:[A-Za-z]\w*[._-][\w.-]*|[A-Z][A-Z0-9]{2,40})=[^=]`)

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
		pure := strings.Trim(strings.TrimRight(word, "="), codec.Alphabet+"-_") == ""
		switch {
		case word == "":
			return taken
		case at == 0:
			width = len(word)
		case strings.Contains(word, ":") || lined && (settingName().MatchString(word) || strings.HasPrefix(strings.TrimLeft(text[to:], " \t"), ":")) || strings.HasSuffix(strings.TrimRight(text[:taken], space), "="):
			return taken
		case pure && (lined || len(word) >= 16 || len(word) < width && to == end && width <= 80):
		case len(word) >= 32 && codec.Seems(word+strings.Repeat("A", codec.MinBase64)):
		default:
			return taken
		}
		taken, at = to, to
	}
	return taken
}
