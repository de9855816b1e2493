package extract

import (
	"strings"
	"unicode"

	"playtoken/core/once"
)

// Damage is something wrong with a token as it stands in its URL.
type Damage string

// What can be wrong. A server decodes percent-encoding once: what that makes good
// is no damage.
const (
	Quotes       Damage = "quotes"            // inside the value
	EncodedTwice Damage = "encoded_twice"     // percent codes are left after decoding
	Spaces       Damage = "spaces"            // inside the value
	LineBreak    Damage = "line_break"        // one that no mail has made
	PlusSlash    Damage = "plus_slash_equals" // of the other base64, which tokens do not use
	Foreign      Damage = "foreign_character" // another that no token has
	ExtraText    Damage = "extra_text"        // more than the token in the value, as "Bearer"
)

// Artefact is what pasting has put into a token and was undone. It breaks a link that has
// it as well.
type Artefact string

// The artefacts.
const (
	LineEnds Artefact = "line_ends"
	Blanks   Artefact = "blanks"
	Hidden   Artefact = "hidden_characters"
	// HiddenBeside are such characters in what stands around the token, as in the path of its URL.
	HiddenBeside Artefact = "hidden_beside"
	PythonBytes  Artefact = "python_bytes"
	Padding      Artefact = "padding"
	Mark         Artefact = "mark"    // of a sentence or a question, behind the token
	Again        Artefact = "again"   // the token once more, or another, without a blank between
	Escapes      Artefact = "escapes" // of HTML
)

// artefacts are what is left out of a token that stands so in a text.
func artefacts(stands, token string) (list []Artefact) {
	if len(stands) == len(token) {
		return nil
	}
	inside := strings.TrimSpace(stands)
	if strings.Contains(inside, "\n") {
		return []Artefact{LineEnds}
	}
	if strings.ContainsAny(inside, " \t\u00a0") {
		return []Artefact{Blanks}
	}
	return nil
}

// leftOut adds what stands around a token that is the whole text.
func (p *Paste) leftOut(pasted string) {
	f := &p.All[0]
	before, after := p.Around(0)
	switch front, behind := strings.TrimSpace(before), strings.TrimSpace(after); {
	case bytesOf[front] == behind && behind != "":
		f.LeftOut = append(f.LeftOut, PythonBytes)
	case front == "" && behind != "" && strings.Trim(behind, "=") == "":
		f.LeftOut = append(f.LeftOut, Padding)
	case front == "" && len(behind) == 1 && strings.Contains(".?!", behind):
		f.LeftOut = append(f.LeftOut, Mark)
	}
	switch {
	case f.URL != nil || strings.Contains(pasted, "<"): // it is judged there, or the source of a page
	case begins(after):
		f.LeftOut = append(f.LeftOut, Again)
	case strings.Contains(pasted, "&") && !strings.Contains(pasted, f.Token) && strings.Contains(entities(pasted), f.Token):
		f.LeftOut = append(f.LeftOut, Escapes)
	}
	mark := func(c rune) bool { return unicode.IsSpace(c) || c == '>' }
	stands := f.Token
	if f.URL != nil {
		stands = before[strings.LastIndexAny(before, ends)+1:] + stands
	}
	if len(f.LeftOut) == 0 && strings.Contains(pasted, "\n") && !strings.Contains(pasted, stands) &&
		strings.Contains(strings.Join(strings.FieldsFunc(pasted, mark), ""), stands) {
		f.LeftOut = append(f.LeftOut, LineEnds)
	}
	if strings.ContainsFunc(pasted, isHidden) && hiddenInside().MatchString(pasted) {
		where := Hidden
		if strings.Contains(pasted, f.Token) {
			where = HiddenBeside
		}
		f.LeftOut = append(f.LeftOut, where)
	}
}

// bytesOf is how Python begins to print bytes, and how it ends.
var bytesOf = map[string]string{"b'": "'", `b"`: `"`}

func isHidden(c rune) bool {
	return c >= '\u200b' && c <= '\u2060' || c == '\ufeff' || c == '\u00ad' || c == '\u180e'
}

var hiddenInside = once.Regexp(`[\w.-][\x{feff}\x{200b}-\x{200f}\x{2060}\x{00ad}\x{180e}]+[\w.-]`)

// aroundIn is what stands in a value in front of a token and behind it.
func aroundIn(value, token string) (before, after string) {
	before, after, ok := strings.Cut(value, token)
	if !ok {
		return "", ""
	}
	return before, after
}

// judge compares a token with what its URL has in its place. url is the URL as
// it would be sent.
func (f *Found) judge(url string) {
	url, fragment, _ := strings.Cut(url, "#")
	path, query, _ := strings.Cut(url, "?")
	f.QuestionMarks = queries(url)
	pieces := parameters(query)
	switch {
	case f.Place == Path:
		pieces = strings.Split(strings.TrimSuffix(path, fileType(path)), "/")
	case !strings.Contains(query, f.Token[:min(len(f.Token), 3)]):
		pieces = append(pieces, parameters(fragment)...)
	}
	if again := f.Name + "=?" + f.Name + "="; f.Name != "" && strings.Contains(query, again) {
		f.damage(ExtraText, true)
		f.Before, f.QuestionMarks, f.Times = "?"+f.Name+"=", 1, 1
		return
	}
	told, token := false, bareValue(f.Token)
	for _, piece := range pieces {
		name, value := "", piece
		if f.Name != "" {
			var named bool
			if name, value, named = strings.Cut(piece, "="); !named || !strings.EqualFold(name, f.Name) {
				continue
			}
			f.Times++
			if beginsURL(value) { // its own query is a part of it
				f.damage(ExtraText, true)
				f.Before, f.After = aroundIn(unescapeAll(url), f.Token)
				f.QuestionMarks = 1
				return
			}
		}
		if !told && strings.Contains(bareValue(value), token) {
			told = true
			f.value(value)
		}
	}
}

// parameters are the pieces of a query between & and ?.
func parameters(query string) (list []string) {
	for query != "" {
		n := strings.IndexAny(query, "&?")
		if n < 0 {
			return append(list, query)
		}
		if n > 0 {
			list = append(list, query[:n])
		}
		query = query[n+1:]
	}
	return list
}

// bareValue is what is left of a value when it is decoded for good.
func bareValue(value string) string {
	if allInToken(value) {
		return value
	}
	value = unescapeAll(value)
	return strings.Join(strings.FieldsFunc(value, func(c rune) bool { return strings.ContainsRune(" \t\r\n\"'`“”‘’", c) }), "")
}

func (f *Found) value(value string) {
	if value != f.Token {
		f.Raw = value
	} else if allInToken(value) {
		return
	}
	once := unescape(value)
	f.damage(EncodedTwice, unescape(once) != once)
	once = unescapeAll(once)
	f.Before, f.After = aroundIn(fromJSON(once), f.Token)
	f.damage(Quotes, strings.ContainsAny(once, "\"'`“”‘’"))
	f.damage(LineBreak, strings.ContainsAny(once, "\r\n"))
	f.damage(Spaces, strings.ContainsAny(once, " \t"))
	legal := opaque(f.Token, due)
	f.damage(PlusSlash, !legal && strings.ContainsAny(f.Token, "+/="))
	f.damage(Foreign, strings.ContainsFunc(f.Token, func(c rune) bool {
		return c >= 0x80 || !inToken(byte(c)) && !strings.ContainsRune("+/=", c)
	}))
	f.damage(ExtraText, bareValue(once) != f.Token)
}

func (f *Found) damage(d Damage, is bool) {
	if is {
		f.Damage = append(f.Damage, d)
	}
}

// queries counts the question marks that begin a query. Those of a URL that is
// the value of a parameter belong to it.
func queries(url string) int {
	if url == "" {
		return 0
	}
	first := strings.IndexByte(url[1:], '?')
	if first < 0 {
		return 0
	}
	query, _, _ := strings.Cut(url[1+first:], "://")
	return strings.Count(query, "?")
}
