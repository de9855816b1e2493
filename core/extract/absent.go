package extract

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"playtoken/core/errortext"
	"playtoken/core/foreign"
	"playtoken/core/logline"
	"playtoken/core/once"
	"playtoken/core/token/formats"
)

// Absent is a place where a token was due and none stands.
type Absent struct {
	URL *url.URL // that lacks the token, nil for none
	// Name is that of the parameter, attribute, header or member, "" where there
	// is none. Value is what it has instead: nothing, a placeholder, or a text
	// that is no token.
	Name, Value string
}

// Placeholder reports whether what stands in the token's place was left there by
// a program that had none, or by an example.
func (a Absent) Placeholder() bool { return a.Value == "" || placeholder(a.Value) }

// IsKey reports whether a key stands in the token's place, which is cut out of what is kept.
func (a Absent) IsKey() bool { return a.Value == keyMark }

// Padded reports whether what stands in the token's place is a token whose parts are each
// padded, as plain base64 is.
func (a Absent) Padded() bool { return paddedParts(a.Value) }

func paddedParts(value string) bool {
	return strings.Contains(value, "=.") && begins(strings.ReplaceAll(value, "=", "")) && len(value) >= 34
}

// Nothing reports whether a program wrote down that it had no token.
func (a Absent) Nothing() bool { return a.Value == "" || nothing().MatchString(a.Value) }

// Redacted reports whether the token was taken out for others not to see it.
func (a Absent) Redacted() bool {
	return len(a.Value) <= longestRedacted && redacted().MatchString(a.Value)
}

// longestRedacted is more than a token has of which each character was replaced.
const longestRedacted = 8 << 10

var (
	nothing  = once.Regexp(`(?i)^(?:undefined|null|nil|none|nan|false|true|\[?object\b.*|<(?:coroutine|function|bound method|task|future|generator) .*)$`)
	redacted = once.Regexp(`(?i)^[\[<({*_-]*(?:redacted|masked|hidden|removed|filtered|censored|stripped|x{3,}|\*{2,}|•{2,}|█+)[\]>)}*_-]*$`)
)

var leftOver = once.Regexp(`(?i)^(?:undefined|null|nil|none|nan|false|true|\[?object[ +](?:object|promise)\]?|string|n/?a|todo|tbd|` +
	`\{+[^{}":=]*\}+|\$\{[^{}]*\}|\$\([^()]*\)|\$\w+|%\w+%|%s|<[^<>"=/]*>|<[%?][^<>]*[%?]>|\[[^\[\]"]*\]|:\w+|@\w+|#\{[^{}]*\}|\.{2,}|…|x{3,}|\*{2,}|-+|_+|` +
	`(?:[a-z0-9]+[_ -])*(?:token|jwt)|(?:your|my|the|insert|replace|put|paste|add|enter|example|sample|dummy|some|test)[_ -]?[a-z0-9 _-]*|[a-z0-9 _-]*[_ -]here)$`)

// printedValue is the rest of what a language writes for a value that is no text: a promise, a
// coroutine, a function.
var printedValue = once.Regexp(`^(?: (?:Promise|Object)\]|<(?:coroutine|function|bound method|Task|Future|generator)\b[^>\n]{0,100}>|<[^<>"=/\n]{0,100}(?i:token|jwt| )[^<>"=/\n]{0,100}>)`)

// standIn is what stands for a token where nothing else says that one was due: the
// words of programs, and the shapes of templates and manuals that name a token.
var standIn = once.Regexp(`(?i)^(?:undefined|null|nil|none|nan|\[object object\]|\[object promise\]|` +
	`\{\{[^{}":=]*\}\}|\$\{[^{}]*\}|(?:\{|\$|%|:|@|#\{|<|\[)[a-z0-9_. -]*(?:token|jwt)[a-z0-9_. -]*[}%>\]]?|` +
	`(?:[a-z0-9]+[_-])+(?:token|jwt)(?:[_-](?:goes[_-])?here)?|(?:token|jwt)[_-](?:goes[_-])?here|your(?:token|jwt)(?:here)?)$`)

// alonePlaceholder reports whether a whole text is a placeholder. A sentence is
// none, not even one about tokens.
func alonePlaceholder(text string) bool {
	return len(text) <= 100 && standIn().MatchString(text) && placeholder(text) && !refusal().MatchString(text)
}

// refusal is a code by which a server says what is wrong with a token: "invalid_token".
var refusal = once.Regexp(`(?i)^(?:invalid|expired|missing|bad|wrong|malformed|no)[_-](?:[a-z0-9]+[_-])*(?:token|jwt)$`)

// placeholder knows what stands for a token in code, templates and manuals.
func placeholder(value string) bool {
	return len(value) <= 100 && leftOver().MatchString(strings.TrimSpace(value))
}

// inQuery is the parameter of a URL that a token was due in: one called a token,
// or none; nil where code puts in what the text does not tell.
func inQuery(u *url.URL) *Absent {
	a := &Absent{URL: u}
	for i, piece := range parameters(u.RawQuery + "&" + u.Fragment) {
		name, value, named := strings.Cut(piece, "=")
		if i == 0 && !named && alonePlaceholder(unescapeAll(name)) {
			a.Value = unescapeAll(name)
			continue
		}
		if tokenName(name) {
			if strings.Contains(value, untold) {
				return nil
			}
			a.Name, a.Value = name, strings.Trim(strings.ReplaceAll(unescapeAll(value), "+", " "), "\"'` ")
			return a
		}
	}
	if a.Value == "" {
		a.Value = inPath(u)
	}
	return a
}

// inPath is the placeholder of a token in a path, "" for none. The last piece behind
// another may be any that a program writes where it has nothing.
func inPath(u *url.URL) string {
	pieces := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	for i, piece := range pieces {
		piece = unescapeAll(strings.TrimSuffix(piece, fileType(piece)))
		last := i > 0 && i == len(pieces)-1 && nothing().MatchString(piece) && id(pieces[i-1]) != ""
		if last || namesToken(piece) != "" && saysToken().MatchString(piece) && alonePlaceholder(piece) {
			return piece
		}
	}
	return ""
}

// saysToken is a placeholder that says what it stands for.
var saysToken = once.Regexp(`(?i)^[^a-z0-9].*(?:token|jwt)|^(?:your|my|insert)[_-]?.*(?:token|jwt)`)

// inText is the name in a text that a token was due under. What code fills in later is not
// held against it: filled says that there is something of that kind.
func (r *reader) inText() (absent *Absent, filled bool) {
	text := r.text
	named := namesToken(text)
	isCode := false
	for _, a := range assignments(named, 200) {
		if !tokenName(a.name) {
			continue
		}
		switch value := strings.Trim(a.value, "\"'\\`"); {
		case filled && value == "":
		case r.fillsIn(a.value):
			filled = true
		case value == a.value && value != "" && !isHeader(a.name) && nothing().MatchString(value) && (isCode || statement().MatchString(named)):
			filled, isCode = true, true
		case value != a.value && value != "" && !nothing().MatchString(value) && placeholder(value) && !r.sentAsItIs() && (isCode || statement().MatchString(named)):
			filled, isCode = true, true // the word of an example
		case value == a.value && strings.EqualFold(value, "string"): // a type
		case value == "[token]" && known(text): // an error that says what a header looks like
		case value == "" || lost(value) || placeholder(value) && (!a.goesOn || isHeader(a.name)):
			return &Absent{Name: a.name, Value: value}, false
		}
	}
	if filled || named != "" && !r.sentAsItIs() && schemeFilledIn().MatchString(named) {
		return nil, true
	}
	if v := strings.TrimSpace(strings.Trim(text, "\"'`,;")); alonePlaceholder(v) || lost(v) || text == `""` || text == "''" {
		return &Absent{Value: v}, false
	}
	return nil, false
}

func known(text string) bool { _, is := errortext.Find(text); return is }

// fillsIn reports whether a value is one that a program or a template puts another in the place
// of. In what was sent it stood as it is, except where a shell has filled it in.
func (r *reader) fillsIn(value string) bool {
	bare := strings.Trim(value, "\"'\\`")
	if !filledLater().MatchString(bare) {
		return false
	}
	if at := strings.Index(r.text, bare); form(r.text, false, nil) == Curl && ofShell().MatchString(bare) {
		return strings.Count(r.text[:at], "'")%2 == 0
	}
	return bare != strings.TrimSpace(r.text) && !r.sentAsItIs()
}

// isWritten reports whether what stands for the token in a URL is what somebody wrote into code
// or a template, and not what a program asked for. JavaScript asks for ${name} in plain quotes.
func (at address) isWritten(r *reader, a Absent) bool {
	if at.start == 0 || a.Nothing() || !a.Placeholder() || strings.IndexByte("\"'`", r.text[at.start-1]) < 0 || r.sentAsItIs() {
		return false
	}
	in := strings.TrimRight(r.text[:at.start-1], " \t\\")
	if !strings.Contains(r.text[at.start:at.end], a.Value) || strings.HasSuffix(in, "=") && len(r.tags) > 0 && !filledLater().MatchString(a.Value) {
		return false // encoded by what made a URL of it, or in a page that came
	}
	return in != "" && strings.IndexByte("=(:,{[", in[len(in)-1]) >= 0 && !(strings.HasPrefix(a.Value, "${") && javaScript().MatchString(r.text))
}

// sentAsItIs reports whether a text is a request, or a header of one, and no code that makes it.
func (r *reader) sentAsItIs() bool {
	if strings.HasPrefix(r.text, "fetch(") {
		return false
	}
	return r.isSent() || !strings.Contains(r.text, "\n") && form(r.text, false, nil) == Headers
}

var (
	filledLater = once.Regexp(`^(?:\$\{[^{}]*\}|\$\([^()]*\)|\$\w+|%\w+%|%[sv@]|\{+[^{}":=]*\}+|#\{[^{}]*\}|<[%?][^<>]*[%?]>)$`)
	ofShell     = once.Regexp(`^(?:\$|%\w+%)`)
	// schemeFilledIn is a header that code puts together, or fills with what a variable or a call has.
	schemeFilledIn = once.Regexp(`(?i)["'` + "`" + `]authorization["'` + "`" + `]\]?\s*[:,=]\s*(?:` + "`" + `\$\{|\$?[a-z_][\w.>-]*\s*[(),;}\n])|\b(?:bearer|jwt|token)[ =:]+(?:\$\{|\$\w|\{\w|#\{|%[sv@]|\{\}|["'` + "`" + `]\s*(?:[+.&,]|%\s)\s*\(?\$?[a-z_])`)
	// statement is what begins one, and occurs in no log.
	statement = once.Regexp(`(?m)^[ \t]*(?:(?:export|default|public|private|protected|static|final|async|override)[ \t]+)*(?:(?:const|let|var|val)[ \t]+(?:\w+[ \t]*[:=]|[\[{(])|(?:function|class|interface|struct|enum|func|fn|def)[ \t]+\w+[ \t]*[(:{<]|import[ \t]+[\w{*"']|from[ \t]+\S+[ \t]+import\b|\$\w+[ \t]*=[^=]|(?:if|for|while|switch)[ \t]*\()|=>[ \t]*[{(\n]|<\?php\b|\bfunction[ \t]*\(`)
)

// namesToken is the beginning of a text where it names a token at all, else "".
func namesToken(text string) string {
	text = text[:min(len(text), 64<<10)]
	for _, word := range []string{"oken", "OKEN", "jwt", "JWT", "Jwt", "uth", "UTH"} {
		if strings.Contains(text, word) {
			return text
		}
	}
	return ""
}

// emptyAttribute is an attribute of a player tag that is called a token and has
// none, or has one where it comes again, which counts for nothing.
func (r *reader) emptyAttribute(t *Tag) *Absent {
	if t == nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(t.Attributes)) {
		v := t.Attributes[name]
		if t.fillsIn(name) {
			continue
		}
		if tokenName(name) && (v == "" || placeholder(v) || lost(v) || (noCode().MatchString(v) || r.holds(t.again[name])) && !r.holds(t.bare[name])) {
			return &Absent{Name: name, Value: v}
		}
	}
	return nil
}

// holds reports whether a token of the text stands in a value that is bare.
func (r *reader) holds(value string) bool {
	return value != "" && slices.ContainsFunc(r.all, func(f Found) bool { return contains(value, bareValue(f.Token)) })
}

// noCode is a value that is no name of a variable, nor a call.
var noCode = once.Regexp(`^[A-Za-z0-9+/=_-]*[0-9+/=-][A-Za-z0-9+/=_-]{16,}$`)

// lost reports whether a value was a token before something was done to all of it.
func lost(value string) bool { return caseLost(value) || paddedParts(value) }

// without says of a text that has no token what it is and where one was due.
func (r *reader) without(p *Paste) {
	text := r.text
	list := r.addresses()
	for _, a := range r.orQueries(list) {
		if formats.ReadURL(a.url) != nil || isSigned(a.url) || signedByOthers(a.url) {
			p.Is, p.URL, p.What = Signed, a.url, Signed.words(1)
			r.behind(a, p)
			return
		}
	}
	list = append(list, inner(list)...)
	p.Unsure = r.unsure(list)
	p.ID = id(text)
	p.Is = form(text, len(list) > 0 && !strings.ContainsAny(text, " \n\t"), p.Tag)
	p.Decoded = showsToken(text)
	p.Refusal = otherwise(text, p.ID, p.Decoded)
	switch {
	case p.ID != "":
		p.Is = ID
		return
	case page(text) && (p.Tag == nil || p.Tag.Element == "iframe"):
		p.Is = WebPage
		return
	}
	if p.Absent = r.emptyAttribute(p.Tag); p.Absent != nil {
		return
	}
	filled := p.Tag.fillsInToken()
	for _, at := range list {
		a := inQuery(at.url)
		if a != nil && (at.isWritten(r, *a) || a.Name+a.Value == "" && strings.Contains(at.url.Path, untold)) {
			filled = true
			continue
		}
		if a != nil && a.Name != "" && strings.HasSuffix(at.plain, strings.Trim(a.Value, "[]")) { // and what it says ends the URL
			a.Value += printedValue().FindString(text[at.end:min(len(text), at.end+128)])
		}
		asked := p.Is == URL || playback(at.url) || len(list) == 1 && logline.Refuses(p.Status) && strings.Trim(text[:at.start], wrapping) == ""
		if a == nil || a.Name == "" && a.Value == "" && !asked {
			continue
		}
		if p.Absent == nil || p.Absent.Name+p.Absent.Value == "" && a.Name+a.Value != "" {
			p.Absent, p.URL = a, at.url
		}
	}
	if !filled && p.Is == URL && len(list) > 0 || p.Absent != nil && p.Absent.Name != "" {
		return
	}
	absent, inText := r.inText()
	if (filled || inText) && (p.Absent == nil || p.Absent.Value == "") {
		p.Absent, p.Refusal = nil, putInLater
		return
	}
	if i := slices.IndexFunc(list, func(a address) bool { return foreign.OfLink(a.url) != nil }); i >= 0 && p.Absent == nil {
		p.URL = list[i].url
	}
	if absent != nil {
		p.Absent = absent
	} else if p.Absent == nil && p.Tag != nil && strings.Contains(p.Tag.Element, "-") {
		p.Absent = &Absent{}
	}
}

// inner are the playback URLs that others carry in a parameter, as pages that play one do.
func inner(list []address) (more []address) {
	for _, a := range list {
		for _, piece := range parameters(a.url.RawQuery) {
			_, value, _ := strings.Cut(piece, "=")
			if value = unescapeAll(value); !beginsURL(value) {
				continue
			}
			if plain, u := parse(value); u != nil && playback(u) {
				more = append(more, address{a.stretch, plain, u})
			}
		}
	}
	return more
}

// signedByOthers reports whether a URL is signed in a way that is not judged here.
func signedByOthers(u *url.URL) bool {
	f := foreign.OfURL(u)
	return f != nil && f.Signs
}

// unsure lists the words that may be tokens by where they stand.
func (r *reader) unsure(list []address) (words []Found) {
	const shortest, most = 32, 8
	add := func(word, name string, u *url.URL, place Place) {
		if len(word) >= shortest && len(words) < most && allBase64(word) && !placeholder(word) {
			words = append(words, Found{Token: word, Name: name, URL: u, Place: place})
		}
	}
	for _, a := range list {
		for i, piece := range parameters(a.url.RawQuery) {
			name, value, _ := strings.Cut(piece, "=")
			switch {
			case tokenName(name):
				add(unescape(value), name, a.url, Query)
			case i == 0 && strings.Trim(value, "=") == "":
				add(unescape(piece), "", a.url, Unnamed)
			}
		}
	}
	for _, a := range assignments(namesToken(r.text), 200) {
		if tokenName(a.name) && !a.goesOn {
			add(strings.Trim(a.value, "\"'\\"), a.name, nil, Text)
		}
	}
	add(strings.Trim(r.text, wrapping), "", nil, Alone)
	return words
}

// playback reports whether a URL asks for what a player asks for.
func playback(u *url.URL) bool {
	return fileType(u.Path) != "" || strings.Contains(u.Host, "stream") || strings.Contains(u.Path, "/drm/")
}
