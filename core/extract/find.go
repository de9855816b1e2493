package extract

import (
	"encoding/base64"
	"slices"
	"strings"

	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
)

// run is a token in a text, with what it stands under.
type run struct {
	start, end int // in the text
	token      string
	under      label
	broken     bool // over lines in a way that no mail breaks them
	lostPlus   bool // with a blank for each plus of its signature
}

// find lists the tokens in a text, in its order. strict keeps to those that begin
// as a token does or stand where a token is due.
func find(text string, strict bool) []run {
	list := marked(text)
	list = merged(list, unmarked(text, list, strict))
	end := 0
	list = slices.DeleteFunc(list, func(r run) bool { // a piece of the one before, which goes on below
		inside := r.start < end
		end = max(end, r.end)
		return inside
	})
	return slices.DeleteFunc(list, func(r run) bool { // shown shortened, as chats show a link, and whole beside it
		shown, cut := strings.CutSuffix(r.token, "...")
		if !cut {
			shown, _, cut = strings.Cut(r.token+text[r.end:min(len(text), r.end+len("…"))], "…")
		}
		if !cut {
			return false
		}
		return slices.ContainsFunc(list, func(other run) bool {
			return len(other.token) > len(shown) && strings.HasPrefix(other.token, shown) && whole(other.token)
		})
	})
}

// merged is one list of two that are each in the order of the text.
func merged(a, b []run) []run {
	if len(b) == 0 {
		return a
	}
	list := make([]run, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if b[0].start < a[0].start {
			a, b = b, a
		}
		list, a = append(list, a[0]), a[1:]
	}
	return append(append(list, a...), b...)
}

// marked lists the runs of token characters that begin as a token does and have
// at least one dot. A dot may stand percent-encoded.
func marked(text string) (list []run) {
	for i := 0; i < len(text); {
		if !initial[text[i]] || i > 0 && inToken(text[i-1]) && !afterEscape(text, i) && !inItalics(text, i) || !begins(text[i:]) {
			i++
			continue
		}
		r := runAt(text, i)
		i = r.end
		if r.start > 0 && text[r.start-1] == '_' {
			plain, closed := strings.CutSuffix(r.token, "_")
			if !closed && !strings.HasPrefix(text[r.end:], "_") {
				continue
			}
			r.token, r.end = plain, r.end-(len(r.token)-len(plain))
		}
		if len(r.token) < 4 {
			continue
		}
		if isJWK(r.token) {
			continue
		}
		short := !strings.Contains(r.token, ".") && len(r.token) < 10
		if short && (i == len(text) || text[i] != ' ') { // with a blank behind it, it may be the beginning of one
			continue
		}
		r.under = before(text, r.start)
		if !whole(r.token) {
			r.complete(text)
		}
		if short && !whole(r.token) {
			continue
		}
		dots := strings.Contains(r.token, ".")
		if dots && !(isCookie(r.under.name) && !signed(r.token)) || !dots && tokenName(r.under.name) {
			list = append(list, r)
			i = r.end
		}
	}
	return list
}

// inItalics reports whether nothing but the mark of a chat stands in front of a place:
// _TOKEN_.
func inItalics(text string, i int) bool {
	if text[i-1] != '_' {
		return false
	}
	head := strings.TrimRight(text[max(0, i-4):i], "_")
	return head == "" && i < 4 || head != "" && strings.IndexByte(" \t\r\n(*~>", head[len(head)-1]) >= 0
}

// runAt takes the characters of a token from a place on.
func runAt(text string, i int) run {
	r := run{start: i}
	for i < len(text) && inToken(text[i]) {
		i++
	}
	r.token = text[r.start:i]
	if i < len(text) && text[i] == '%' {
		r.token, i = encodedRun(text, r.start)
	}
	r.end = i
	r.cutAgain(text)
	for dots := strings.Count(r.token, "."); dots > 2 && !shortened(r.token) && text[r.end-1] == '.'; dots-- { // the full stop of a sentence
		r.token, r.end = r.token[:len(r.token)-1], r.end-1
	}
	if plain := strings.TrimRight(r.token, "_"); plain != r.token && !whole(r.token) && whole(plain) { // italics of a chat
		r.end -= len(r.token) - len(plain)
		r.token = plain
	}
	if cut := fileType(r.token); cut != "" { // a token in a path
		r.token, r.end = r.token[:len(r.token)-len(cut)], r.end-len(cut)
	}
	return r
}

// cutAgain ends a run where its signature does, if what goes on there is another token, or
// the same once more.
func (r *run) cutAgain(text string) {
	if strings.Count(r.token, ".") < 3 || text[r.start:r.end] != r.token {
		return
	}
	dot := secondDot(r.token)
	for _, n := range signatureSizes(r.token) {
		if end := dot + 1 + n; end < len(r.token) && begins(r.token[end:]) {
			r.token, r.end = r.token[:end], r.start+end
			return
		}
	}
}

// shortened reports whether a token ends in the three dots of one that was cut for
// the eye. Behind a whole one they end a sentence.
func shortened(tok string) bool {
	cut, ok := strings.CutSuffix(tok, "...")
	return ok && !whole(cut)
}

// encodedRun takes the characters of a token of which some stand percent-encoded,
// and where they end.
func encodedRun(text string, i int) (tok string, end int) {
	var b strings.Builder
	for i < len(text) {
		if inToken(text[i]) {
			b.WriteByte(text[i])
			i++
		} else if c, n := encoded(text[i:]); c == '.' {
			b.WriteByte('.')
			i += n
		} else if c == '\n' && i+n < len(text) && inToken(text[i+n]) {
			i += n
		} else {
			break
		}
	}
	return b.String(), i
}

// fileType is the ending of a name that says what kind of file a player gets, with
// its dot, or "".
func fileType(name string) string {
	switch end := name[max(0, strings.LastIndexByte(name, '.')):]; end {
	case ".m3u8", ".mpd", ".mp4", ".m4a", ".m4s", ".m4v", ".ts", ".aac", ".webm", ".jpg", ".png", ".gif", ".webp", ".json", ".vtt":
		return end
	}
	return ""
}

// begins reports whether a text begins as a token of a known format does.
func begins(text string) bool { return formats.Begins(text) }

// initial marks the characters that a token may begin with.
var initial = setOf(formats.Initials())

// joseBegins reports whether a text begins as a JWT or JWE does.
var joseBegins = jws.Format.(token.Beginner).Begins

// signed reports whether the header of a token names an algorithm. The cookies of
// some frameworks look like a JWT and have none.
func signed(tok string) bool {
	head, _, _ := strings.Cut(tok, ".")
	b, _ := base64.RawURLEncoding.DecodeString(head)
	return strings.Contains(string(b), `"alg"`) || !joseBegins(tok)
}

// isJWK reports whether what begins as a token does is a key in JSON and base64, as an API hands
// one out, whole or shortened.
func isJWK(tok string) bool {
	head, rest, _ := strings.Cut(tok, ".")
	if strings.Trim(rest, ".") != "" || len(head) < 24 {
		return false
	}
	b, _ := base64.RawURLEncoding.DecodeString(head[:len(head)&^3])
	return strings.Contains(string(b), `"kty"`)
}

// encoded is the character that stands percent-encoded at the start of s, once or
// several times, and the length of its code; 0 for none. Line ends are \n.
func encoded(s string) (c byte, length int) {
	if s[0] != '%' {
		return 0, 0
	}
	n := 1
	for range mostCodes {
		if !strings.HasPrefix(s[n:], "25") || len(s) < n+4 || !isHex(s[n+2]) || !isHex(s[n+3]) {
			break
		}
		n += 2
	}
	if len(s) < n+2 || !isHex(s[n]) || !isHex(s[n+1]) {
		return 0, 0
	}
	c = digit(s[n])<<4 | digit(s[n+1])
	if c == '\r' {
		c = '\n'
	}
	return c, n + 2
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func digit(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}
