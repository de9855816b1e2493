package probe

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token/formats"
)

// Pasted is what is asked for out of a text.
type Pasted struct {
	Request Request  // with the headers that a command in the text has
	Text    string   // what is judged: the URL, or what it was taken from
	Notes   []string // what was taken out of the text, and what was not, in sentences
}

// Read finds the URL in a text, and how a command in it asks for that. why is "" but where
// there is none that can be asked.
func Read(text string) (p Pasted, why string) {
	bare := strings.TrimSpace(text)
	p.Request.URL, p.Text = bare, text
	u, why := readAsked(bare)
	switch {
	case why == notURL && withoutScheme().MatchString(bare):
		p.Request.URL = "https://" + bare
		if host, err := url.Parse("http://" + bare); err == nil {
			if _, plain := readURL(host.String()); plain == "" {
				p.Request.URL = host.String() // an address of this machine
			}
		}
		p.Text, p.Notes = p.Request.URL, []string{hadNoScheme}
		_, why = readURL(p.Request.URL)
		return p, why
	case why == "":
		if given, err := url.Parse(bare); err == nil && !strings.EqualFold(given.Host, u.Host) {
			p.Notes = []string{insideLink(given.Hostname())}
			p.Request.URL = u.String()
		}
		p.Text = p.Request.URL
		return p, ""
	case why == isBlob, strings.HasPrefix(bare, "http") && !strings.ContainsAny(bare, " \t\r\n"):
		return p, why
	}
	return p.inside(extract.Read(text), why)
}

var (
	withoutScheme = once.Regexp(`^(?:localhost|127\.0\.0\.1|(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})(?::\d+)?/[^\s"'<>]*$`)
	anyURL        = once.Regexp(`https?://[^\s"'<>` + "`" + `|]{4,}`)
)

// inside takes the URL out of a text with more in it; why is what is wrong with all of it.
func (p Pasted) inside(paste extract.Paste, why string) (Pasted, string) {
	var found []*url.URL
	add := func(u *url.URL) {
		same := func(other *url.URL) bool { return other.String() == u.String() }
		if u != nil && u.Host != "" && !slices.ContainsFunc(found, same) {
			found = append(found, u)
		}
	}
	add(paste.URL)
	for _, f := range paste.All {
		add(f.URL)
		p.Request.Cookies = cmp.Or(p.Request.Cookies, cookieHeader(f.Cookies))
	}
	if len(found) == 0 {
		if u := ofTag(paste); u != nil {
			p.Notes = append(p.Notes, madeOfTag)
			add(u)
		}
	}
	if len(found) == 0 && (paste.URL == nil || paste.URL.Host != "") {
		for _, text := range anyURL().FindAllString(paste.Text, 20) {
			if u, err := url.Parse(strings.TrimRight(text, `.,;:!?)]}\`)); err == nil {
				add(u)
			}
		}
	}
	if len(found) == 0 {
		return p, whyNone(paste, why)
	}
	u := found[0]
	p.Request.URL = (&url.URL{Scheme: u.Scheme, User: u.User, Host: u.Host, Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String()
	if _, why = readURL(p.Request.URL); why != "" {
		return p, why
	}
	signedByCookies := func(f extract.Found) bool { return f.Place == extract.CookieSet }
	if !slices.ContainsFunc(paste.All, signedByCookies) { // what is asked counts, and when: now
		p.Text = p.Request.URL
	}
	if len(found) > 1 {
		p.Notes = append(p.Notes, firstOf(len(found)))
	}
	if paste.Is == extract.Curl || paste.Is == extract.Plain || isCommand().MatchString(paste.Text) {
		p.headers(paste.Text)
	}
	return p, ""
}

// whyNone says what a text is in which there is no URL.
func whyNone(paste extract.Paste, why string) string {
	switch {
	case paste.Tag != nil:
		return tagAlone
	case len(paste.All) > 0 && paste.All[0].URL != nil, paste.URL != nil:
		return noHost
	case len(paste.All) > 0:
		return tokenAlone
	}
	return why
}

// ofTag is the stream that a player's element plays, by the form of the platform's URLs; nil
// where that cannot be made.
func ofTag(paste extract.Paste) *url.URL {
	if paste.Tag == nil || len(paste.All) == 0 {
		return nil
	}
	p := all.OfTag(paste.Tag.Element)
	if p == nil || p.URLs == nil {
		return nil
	}
	i := slices.IndexFunc(p.Tags, func(t platform.PlayerTag) bool { return t.Element == paste.Tag.Element })
	id, _, _ := strings.Cut(paste.Tag.Attribute(p.Tags[i].ID), "?")
	if id == "" {
		return nil
	}
	for _, f := range paste.All {
		if !platform.SameName(f.Name, p.Tags[i].Tokens[0]) {
			continue
		}
		t := platform.NamedToken{Name: p.Tags[i].Tokens[0], Text: f.Token, Claims: formats.Decode(f.Token).Claims}
		form := map[string]string{platform.ID: id}
		for _, field := range p.Fields {
			if field.Name != platform.ID {
				form[field.Name] = field.Default
			}
		}
		for _, made := range p.URLs(platform.Filled{Values: form}, t) {
			if u, err := url.Parse(made.URL); err == nil && opens(p, u) == platform.Playlist && strings.Contains(made.URL, f.Token) {
				return u
			}
		}
	}
	return nil
}

// isCommand begins what asks for a URL with headers beside it.
var isCommand = once.Regexp(`(?i)^\s*(?:[$#%>] ?)?(?:curl|wget|http|fetch\(|await fetch\(|invoke-|iwr |irm |GET |POST |HEAD )`)

// flagHeader and nameHeader are how a command gives a header: by a flag of its own, or by
// name and value.
var (
	flagHeader = once.Regexp(`(?:^|\s)(-A|--user-agent|-e|--referer|-b|--cookie)(?:\s+|=)(?:'([^']*)'|"([^"]*)"|([^\s'"]+))`)
	nameHeader = once.Regexp(`(?im)(?:^[ \t>]*|["'])(referer|referrer|origin|user-agent|cookie|authorization)["']?\s*[:=]\s*(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^"'\r\n]+))`)
)

// headers takes those of a command that a player would send.
func (p *Pasted) headers(text string) {
	var took []string
	take := func(name, value string) {
		var field *string
		switch header := strings.ToLower(name); header {
		case "authorization":
			p.Notes = append(p.Notes, notAuthorized)
			return
		case "-a", "--user-agent", "user-agent":
			name, field = userAgent, &p.Request.UserAgent
		case "-e", "--referer", "referer", "referrer":
			name, field = referer, &p.Request.Referer
		case "origin":
			name, field = origin, &p.Request.Origin
		default:
			if p.Request.Cookies != "" && !slices.Contains(took, "Cookie") {
				return // those that sign the URL are enough
			}
			name, field = "Cookie", &p.Request.Cookies
		}
		if value = strings.TrimSpace(value); value != "" && value != "about:client" && !slices.Contains(took, name) {
			*field = value
			took = append(took, name)
		}
	}
	for _, by := range []*regexp.Regexp{flagHeader(), nameHeader()} {
		for _, m := range by.FindAllStringSubmatch(text, 50) {
			take(m[1], cmp.Or(m[2], m[3], m[4]))
		}
	}
	if len(took) > 0 {
		slices.Sort(took)
		p.Notes = append(p.Notes, sentAsWell(took))
	}
}

// cookieHeader writes cookies as a header has them, in a fixed order.
func cookieHeader(cookies map[string]string) string {
	var list []string
	for name, value := range cookies {
		list = append(list, name+"="+value)
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
}

// asOf is a case as an answer has to do with it: by the URL that was asked.
func (a *Answer) asOf(c diagnosis.Case) diagnosis.Case {
	if a.home == nil {
		return c
	}
	return c.AskedAs(a.home)
}
