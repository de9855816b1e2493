package extract

import (
	"html"
	"slices"
	"strings"

	"playtoken/core/once"
)

// Tag is an HTML element that plays video.
type Tag struct {
	Element    string            // in lower case
	Attributes map[string]string // names in lower case, HTML escapes undone

	bare   map[string]string // the attributes' values, bare
	values string            // all of these, each on a line
	named  []string          // the attributes that are called a token and are not empty, in order
	again  map[string]string // bare values of the second of a name, which browsers drop (HTML 13.2.5.33)
}

// Holds reports whether a token stands in one of the attributes.
func (t *Tag) Holds(token string) bool {
	return len(t.Attributes) > 0 && contains(t.values, bareValue(token))
}

// sort makes the tag ready to be asked for many tokens.
func (t *Tag) sort() {
	var all strings.Builder
	t.bare = make(map[string]string, len(t.Attributes))
	for name, v := range t.Attributes {
		bare := bareValue(v)
		t.bare[name] = bare
		all.WriteString(bare + "\n")
		if v != "" && tokenName(name) && !strings.ContainsAny(name, ":[@") {
			t.named = append(t.named, name)
		}
	}
	slices.Sort(t.named)
	t.values = all.String()
}

// asked is what it counts of a budget in bytes to look for a token in a value: that is
// quicker than to read it.
func asked(value string) int { return len(value)/8 + 8 }

// contains is strings.Contains for a long text and a word that begins as many others do: it
// looks for the end of the word, which is quick for so few bytes.
func contains(text, word string) bool {
	const quick = 60
	end := word[max(0, len(word)-quick):]
	for at := 0; ; at++ {
		i := strings.Index(text[at:], end)
		if i < 0 {
			return false
		}
		at += i
		if strings.HasSuffix(text[:at+len(end)], word) {
			return true
		}
	}
}

// Attribute is the value of an attribute, which a component in code may write in another
// way: playbackId for playback-id. "" where it is not there.
func (t *Tag) Attribute(name string) string {
	v, ok := t.Attributes[name]
	if !ok {
		v, ok = t.Attributes[strings.ReplaceAll(name, "-", "")]
	}
	if !ok {
		v = t.bound(name)
	}
	return strings.Trim(v, `{}"'`+"` ")
}

// bound is the value of an attribute that a framework sets, as Vue (:name) and Angular
// ([name], [attr.name]) do, where that is a text in quotes; "" for other expressions.
func (t *Tag) bound(name string) string {
	for written, v := range t.Attributes {
		plain := strings.TrimPrefix(strings.Trim(strings.TrimPrefix(written, "v-bind"), ":[]"), "attr.")
		if plain == written || plain != name && plain != strings.ReplaceAll(name, "-", "") {
			continue
		}
		if v = strings.TrimSpace(v); len(v) > 1 && strings.IndexByte("\"'`", v[0]) >= 0 && strings.IndexByte(v[1:], v[0]) == len(v)-2 {
			return v
		}
	}
	return ""
}

// Text is [Tag.Attribute], and "" where that is an expression, of which the text does not tell
// what comes of it.
func (t *Tag) Text(name string) string {
	for _, written := range []string{name, strings.ReplaceAll(name, "-", "")} {
		if v := t.Attributes[written]; filledLater().MatchString(v) || strings.HasPrefix(v, "{") && !strings.ContainsAny(v, "\"'`") {
			return ""
		}
	}
	return t.Attribute(name)
}

// fillsIn reports whether the value of an attribute is an expression of a framework or a
// template, of which something comes that the text does not tell.
func (t *Tag) fillsIn(name string) bool {
	v := t.Attributes[name]
	plain := strings.Trim(v, "{}\"'` ")
	if plain == "" || nothing().MatchString(plain) {
		return false
	}
	bound := strings.HasPrefix(name, ":") || strings.HasPrefix(name, "[") || strings.HasPrefix(name, "v-bind:")
	return filledLater().MatchString(v) || bound && isLetter(v[0]) && !begins(plain)
}

// fillsInToken reports whether one of the attributes that are called a token is such an expression.
func (t *Tag) fillsInToken() bool {
	if t == nil {
		return false
	}
	for name := range t.Attributes {
		if tokenName(strings.TrimRight(name, "]")) && t.fillsIn(name) {
			return true
		}
	}
	return false
}

// maxTags is how many tags of a page are looked at.
const maxTags = 200

// tags lists the elements of a text that play video. Of a damaged tag everything
// up to the damage is there.
func tags(text string) (list []Tag) {
	if !strings.Contains(text, "<") && strings.Contains(text, "&lt;") {
		text = html.UnescapeString(text)
	}
	if strings.Contains(text, `\"`) {
		text = fromJSON(text)
	}
	for len(list) < maxTags {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			return list
		}
		text = text[i+1:]
		n := 0
		for n < len(text) && n < 64 && (inToken(text[n]) && text[n] != '.') {
			n++
		}
		if element := strings.ToLower(text[:n]); plays(element) {
			t := Tag{Element: element, Attributes: map[string]string{}}
			text = t.attributes(text[n:])
			t.sort()
			list = append(list, t)
		}
	}
	return list
}

func plays(element string) bool {
	switch element {
	case "source", "iframe", "embed":
		return true
	}
	for _, piece := range []string{"player", "stream", "video", "audio"} {
		if strings.Contains(element, piece) {
			return true
		}
	}
	return false
}

// attributes reads up to the end of the tag and returns the text behind it.
func (t *Tag) attributes(text string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\n/")
		if text == "" || text[0] == '>' || text[0] == '<' {
			return text
		}
		n := strings.IndexAny(text, " \t\r\n=/><")
		if n < 0 {
			n = len(text)
		}
		name := strings.ToLower(text[:n])
		text = strings.TrimLeft(text[n:], " \t\r\n")
		value := ""
		if strings.HasPrefix(text, "=") {
			value, text = attributeValue(strings.TrimLeft(text[1:], " \t\r\n"))
		} else if n == 0 {
			return text
		}
		switch _, twice := t.Attributes[name]; {
		case twice && t.again[name] == "" && tokenName(name) && !strings.HasPrefix(value, "{"): // of JSX the last counts
			if t.again == nil {
				t.again = map[string]string{}
			}
			t.again[name] = bareValue(html.UnescapeString(value))
		case !twice && name != "":
			t.Attributes[name] = html.UnescapeString(value)
		}
	}
}

func attributeValue(text string) (value, rest string) {
	if text == "" {
		return "", ""
	}
	stop, skip := " \t\r\n>", 0
	switch text[0] {
	case '"', '\'':
		stop, skip = text[:1], 1
	case '{': // an expression of JSX
		stop = "}\n>"
	case '<': // a placeholder
		if i := strings.IndexByte(text[:min(len(text), 64)], '>'); i > 0 {
			return text[:i+1], text[i+1:]
		}
	}
	if strings.HasPrefix(text, "“") || strings.HasPrefix(text, "”") {
		text = text[len("“"):]
		stop = "”"
	}
	i := strings.IndexAny(text[skip:], stop)
	if i < 0 {
		return text[skip:], ""
	}
	value, rest = text[skip:skip+i], text[skip+i:]
	switch {
	case stop == "”":
		rest = rest[len(stop):]
	case skip == 1:
		rest = rest[1:]
	case stop[0] == '}' && rest[0] == '}':
		value, rest = value+"}", rest[1:]
	}
	return value, rest
}

// attribute is the attribute of a player tag that is called a token and has this one,
// and its value. What JSX has in braces is code.
func (r *reader) attribute(f run) (name, value string) {
	if len(r.tags) == 0 {
		return "", ""
	}
	own, bare := strings.ToLower(f.under.name), bareValue(f.token)
	for i := range r.tags {
		t := &r.tags[i]
		names := t.named
		if slices.Contains(names, own) {
			names = append([]string{own}, names...)
		}
		for _, name := range names {
			v := t.Attributes[name]
			if r.budget -= asked(v); r.budget < 0 {
				return "", ""
			}
			if !contains(t.bare[name], bare) || strings.HasPrefix(v, "{") && !r.quotesBrace() {
				continue
			}
			if r.budget -= 4 * len(v); r.budget < 0 { // it is decoded in several ways
				return "", ""
			}
			if strings.EqualFold(name, f.under.name) {
				return f.under.name, onOneLine(v, f.token)
			}
			return name, onOneLine(v, f.token)
		}
	}
	return "", ""
}

// quotesBrace reports whether an attribute of the text has a brace in quotes: then it is
// no expression.
func (r *reader) quotesBrace() bool {
	if r.braces == 0 {
		r.braces = 1
		if quotedBrace().MatchString(r.text) {
			r.braces = 2
		}
	}
	return r.braces == 2
}

var quotedBrace = once.Regexp(`=\s*(?:\\?["']|&quot;)\s*\{`)

// onOneLine takes the white space out of a value that it was laid out with: around it, and
// inside the token.
func onOneLine(value, token string) string {
	value = strings.TrimSpace(value)
	if joined := strings.Join(strings.Fields(value), ""); joined == token {
		return joined
	}
	return value
}

// inTag reports whether a token is the value of an attribute of that name.
func (r *reader) inTag(name, token string) bool {
	if len(r.tags) == 0 {
		return false
	}
	name, token = strings.ToLower(name), bareValue(token)
	for i := range r.tags {
		bare, is := r.tags[i].bare[name]
		if r.budget -= asked(bare); r.budget < 0 {
			return false
		}
		if is && contains(bare, token) {
			return true
		}
	}
	return false
}

// tag is the element that the first token stands in, or else the first one.
func (r *reader) tag() *Tag {
	if len(r.tags) == 0 {
		return nil
	}
	if len(r.all) > 0 {
		for i := range r.tags {
			if r.tags[i].Holds(r.all[0].Token) {
				return &r.tags[i]
			}
		}
	}
	return &r.tags[0]
}
