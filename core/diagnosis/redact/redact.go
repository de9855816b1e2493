// Package redact takes out of a case what may not stand in a ticket, where many people
// read it: tokens are cut to their beginning, keys are left out, and what tells of a
// viewer or an account is masked by choice.
package redact

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// Redactor makes texts fit to be read by many. It is for what a sender has put into
// them: a token in a claim, a key in a parameter, and the values that are masked by
// choice.
type Redactor struct {
	tokens  []string // cut to their beginning
	secrets []string // left out
	masks   []string // left out by choice
	mask    bool
	keyID   string // the member that names the key
}

// Shown is how much of a token, or of a signature, may be seen, in characters.
const Shown = 6

const (
	keyLeftOut = "[key left out]"
	masked     = "[masked]"
)

// personal are the claims that tell of a viewer or an account.
var personal = map[string]bool{
	"kid": true, "sub": true, "viewerIdentifier": true, "viewerTags": true, "viewer": true, "viewer_id": true,
	"user": true, "user_id": true, "userId": true, "uid": true, "email": true, "name": true, "phone": true,
	"ip": true, "ec_clientip": true, "jti": true,
}

// isPersonal knows them, the key's ID under the name that the format has for it, and the
// conditions of a policy that name an address: IpAddress, NotIpAddress.
func (r Redactor) isPersonal(name string) bool {
	return personal[name] || name == r.keyID || strings.Contains(strings.ToLower(name), "ipaddress")
}

// New makes the redactor of a case. With mask it hides what tells of a viewer or an
// account, too: viewer identifiers, kid, sub.
func New(c diagnosis.Case, mask bool) Redactor {
	r := Redactor{mask: mask}
	said := c.Says()
	if said != nil {
		r.keyID = token.KeyIDName(said.Format)
	}
	for _, f := range c.Paste.All {
		r.tokens = append(r.tokens, texted(f)...)
	}
	if c.Token != nil && !c.Token.IsURL() { // the URL is shown by its pieces
		r.tokens = append(r.tokens, c.Token.Text)
		if s, _ := c.Token.SignatureText(); len(s) > Shown {
			r.tokens = append(r.tokens, s)
		}
	}
	for _, k := range append([]verify.Key{}, c.Verified.Unusable...) {
		r.secret(&k)
	}
	for _, k := range []*verify.Key{c.Verified.By, c.Verified.Best, c.Verified.Named} {
		if k != nil {
			r.secret(k)
			if mask && len(k.ID) > 2 {
				r.masks = append(r.masks, k.ID)
			}
		}
	}
	if mask && said != nil {
		for _, o := range []token.Object{said.Header, said.Claims} {
			for _, m := range o.Members {
				if r.isPersonal(m.Name) {
					r.masks = append(r.masks, texts(m.Value)...)
				}
			}
		}
	}
	return r
}

// texted are the texts of a token that are cut wherever they stand. A signed URL is shown by
// its pieces; of cookies the short ones, such as the end, say what is to be read.
func texted(f extract.Found) (list []string) {
	switch f.Place {
	case extract.WholeURL:
		return nil
	case extract.CookieSet:
		for _, v := range f.Cookies {
			if len(v) > longInCookies {
				list = append(list, v)
			}
		}
		return list
	}
	return []string{f.Token, f.Raw}
}

// texts are the texts in a value, the shortest ones left out: they would be found
// in any sentence.
func texts(v token.Value) (list []string) {
	if v.Type == token.Text && len(v.Text) > 2 {
		list = append(list, v.Text)
	}
	if v.Type == token.Number && len(v.Raw) > 4 {
		list = append(list, v.Raw)
	}
	for _, item := range v.Items {
		list = append(list, texts(item)...)
	}
	for _, m := range v.Members {
		list = append(list, texts(m.Value)...)
	}
	return list
}

// secret remembers the text of a key, line by line, in the encodings it may come
// in. Only long lines of a key tell something; a shared secret may be short.
func (r *Redactor) secret(k *verify.Key) {
	text := strings.TrimSpace(string(k.Text.Reveal()))
	lines := strings.Fields(text)
	if k.Answer.Taken() {
		if s := string(k.Answer.Key.SecretText().Reveal()); s != "" {
			lines = append(lines, s)
		}
	}
	for _, line := range append(lines, text) {
		if len(line) < 8 || strings.HasPrefix(line, "-----") && len(line) < 40 {
			continue
		}
		b := []byte(line)
		r.secrets = append(r.secrets, line, base64.RawStdEncoding.EncodeToString(b), base64.RawURLEncoding.EncodeToString(b),
			hex.EncodeToString(b), strings.ToUpper(hex.EncodeToString(b)), url.QueryEscape(line))
		if raw, err := hex.DecodeString(line); err == nil {
			r.secrets = append(r.secrets, base64.RawStdEncoding.EncodeToString(raw), base64.RawURLEncoding.EncodeToString(raw))
		}
	}
}

// Text is a sentence without tokens, keys and masked values. A URL in it is shown as the
// URL around the token is: it may be signed as well.
func (r Redactor) Text(s string) string {
	s = r.known(s)
	return urls.ReplaceAllStringFunc(s, func(u string) string {
		bare := strings.TrimRight(u, ".,;:!?)")
		return r.parts(bare, nil) + u[len(bare):]
	})
}

// urls finds what has a scheme, and a path with a query.
var urls = regexp.MustCompile("[^\\s\"'<>`]*(?:://|/[^\\s\"'<>`?]*\\?)[^\\s\"'<>`]+")

// known takes out of a text what is known of the case.
func (r Redactor) known(s string) string {
	for _, t := range r.tokens {
		if len(t) > Shown {
			s = strings.ReplaceAll(s, t, token.Excerpt(t, Shown))
		}
	}
	for _, t := range r.secrets {
		s = strings.ReplaceAll(s, t, keyLeftOut)
	}
	for _, m := range r.masks {
		s = hide(s, m)
	}
	return s
}

// hide masks a value and the beginnings of it that an excerpt or a shortened ID
// shows: "16af5b33…4455".
func hide(s, value string) string {
	const least = 8
	for _, v := range []string{value, token.Inert(value)} {
		for n := len(v); n >= min(len(v), least); n-- {
			for at := strings.Index(s, v[:n]); at >= 0; at = strings.Index(s, v[:n]) {
				rest := s[at+n:]
				if n < len(v) {
					_, rest = cutShort(rest)
				}
				s = s[:at] + masked + rest
			}
		}
	}
	return s
}

// cutShort takes the mark of a cut and the few letters that follow it.
func cutShort(s string) (mark, rest string) {
	rest, ok := strings.CutPrefix(s, "…")
	if !ok {
		return "", s
	}
	n := 0
	for n < len(rest) && n < 4 && (rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z' || rest[n] >= '0' && rest[n] <= '9') {
		n++
	}
	return s[:len(s)-len(rest)+n], rest[n:]
}

// Value is a text that a sender chose: it may be a token or a key itself.
func (r Redactor) Value(s string) string {
	if len(s) <= 2*Shown {
		return r.Text(s)
	}
	p := extract.Read(s)
	if p.HasKey || p.KeyBeside {
		return keyLeftOut
	}
	for _, f := range p.All {
		for _, t := range texted(f) {
			if len(t) > 2*Shown {
				s = strings.ReplaceAll(s, t, token.Excerpt(t, Shown))
			}
		}
	}
	return r.Text(s)
}

// Object is a header or a set of claims, its order and spelling kept.
func (r Redactor) Object(o token.Object) json.RawMessage {
	return json.RawMessage(token.Object{Members: r.members(o.Members, true)}.JSON())
}

func (r Redactor) members(list []token.Member, top bool) []token.Member {
	out := make([]token.Member, len(list))
	for i, m := range list {
		out[i] = token.Member{Name: r.Value(m.Name), Value: r.json(m.Value)}
		if top && r.mask && r.isPersonal(m.Name) && m.Value.Raw != `""` {
			out[i] = token.StringMember(m.Name, masked)
		}
	}
	return out
}

func (r Redactor) json(v token.Value) token.Value {
	switch v.Type {
	case token.Text:
		if safe := r.Value(v.Text); safe != v.Text {
			return token.StringMember("", safe).Value
		}
	case token.Array:
		items := make([]string, len(v.Items))
		for i, item := range v.Items {
			items[i] = r.json(item).Raw
		}
		v.Raw = "[" + strings.Join(items, ",") + "]"
	case token.Nested:
		if p := extract.Read(v.Raw); p.HasKey || p.KeyBeside { // a JWK
			return token.StringMember("", keyLeftOut).Value
		}
		v.Raw = string(token.Object{Members: r.members(v.Members, false)}.JSON())
	}
	return v
}

// sensitive are pieces of the names under which a URL carries what opens it.
var sensitive = []string{"token", "jwt", "sig", "hmac", "hash", "secret", "pass", "auth", "key", "hdnt", "policy", "md5", "verify"}

// harmless are the names under which URLs say what is to be played or shown, in small letters
// and without - and _. What stands under any other name may open something.
var harmless = map[string]bool{
	"width": true, "height": true, "w": true, "h": true, "time": true, "start": true, "end": true, "fps": true, "interval": true,
	"resolution": true, "minresolution": true, "maxresolution": true, "res": true, "quality": true, "renditionorder": true,
	"format": true, "fit": true, "fitmode": true, "mode": true, "streamtype": true, "dvrmode": true, "type": true,
	"autoplay": true, "muted": true, "loop": true, "controls": true, "lang": true, "language": true,
	"playbackid": true, "id": true, "v": true, "video": true, "videoid": true, "stream": true, "streamid": true,
}

var (
	// plainValue is a value that tells nothing: a short number, a size, a moment, a word for yes or no.
	plainValue = regexp.MustCompile(`^(?:|\d{1,4}(?:\.\d{1,3})?|\d{3,4}p(?:\d\d)?|\d{1,4}x\d{1,4}|[12]\d{9}(?:\d{3})?|true|false|null|undefined|auto)$`)
	// shortValue is what a harmless parameter has: an ID has 36 characters at most.
	shortValue = regexp.MustCompile(`^[\w.,:+-]{0,36}$`)
	hexHash    = regexp.MustCompile(`^[0-9A-Fa-f]{32,}$`)
)

// Lengths above which a piece of a path, or the value of a cookie that signs, is cut.
const (
	longInPath    = 64
	longInCookies = 40
)

// URL is the URL with the token cut, and whatever else may open something.
func (r Redactor) URL(u *url.URL, found *extract.Found) string {
	if u == nil {
		return ""
	}
	return token.Inert(r.parts(r.known(u.String()), found))
}

// parts cuts the pieces of a URL. Who may ask for it, before its host, is left out.
func (r Redactor) parts(path string, found *extract.Found) string {
	rest := ""
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path, rest = path[:i], path[i:]
	}
	path = user.ReplaceAllString(path, "://")
	inPath := func(p string) string {
		if strings.Contains(p, "=") { // of ;jsessionid=, or of a signature in the path
			return r.Parameter(p, found)
		}
		return cutLong(p, longInPath)
	}
	return extract.MapParts(path, "/;", inPath) +
		extract.MapParts(rest, "&?#", func(p string) string { return r.Parameter(p, found) })
}

var user = regexp.MustCompile(`://[^/]*@`)

// Parameter is "name=value" of a query. found is where the token of the case stands,
// nil where this is none of its URL.
func (r Redactor) Parameter(p string, found *extract.Found) string {
	name, value, ok := strings.Cut(p, "=")
	plain := strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(name))
	switch {
	case !ok:
		return cut(p)
	case r.mask && r.isPersonal(name):
		return name + "=" + masked
	case found != nil && found.Name != "" && strings.EqualFold(name, found.Name), isSensitive(name):
		return name + "=" + cut(value)
	case plainValue.MatchString(value), harmless[plain] && shortValue.MatchString(value) && !hexHash.MatchString(value):
		return p
	}
	return name + "=" + cut(value)
}

// cut is what is left of a text that may open something: its beginning, if that is a small part
// of it.
func cut(s string) string {
	if s != "" && len(s) < 4*Shown && !strings.HasSuffix(s, "…") {
		return "…"
	}
	return cutLong(s, Shown)
}

func isSensitive(name string) bool {
	name = strings.ToLower(name)
	for _, s := range sensitive {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}

func cutLong(s string, limit int) string {
	if len(s) <= limit || strings.HasSuffix(s, "…") && len(s) <= limit+len("…") {
		return s
	}
	return token.Excerpt(s, Shown)
}
