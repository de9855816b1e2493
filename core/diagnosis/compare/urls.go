package compare

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/redact"
	"playtoken/core/token"
)

func (c *comparing) urls() {
	g, b := c.good.URL, c.bad.URL
	if g == nil && b == nil {
		return
	}
	add := func(name string, of func(*url.URL) string, note string, row cause.Row) {
		good, bad := piece(g, of), piece(b, of)
		if good != "" || bad != "" {
			c.add("url", name, good, bad, note != "" && g != nil && b != nil, note, row)
		}
	}
	add("host", func(u *url.URL) string { return strings.ToLower(u.Host) }, "", cause.RowHost)
	if c.platform != nil && c.platform.URLID != nil {
		note := ownID
		if c.bothCover() {
			note = ""
		}
		add("ID", c.platform.URLID, note, cause.RowID)
	}
	gs, bs := c.safe[0], c.safe[1]
	c.add("url", "path", pathOf(gs, c.good), pathOf(bs, c.bad), false, "", cause.RowPath)
	if g != nil && b != nil && c.good.Found != nil && c.bad.Found != nil {
		c.add("url", "token stands", tokenPlace(c.good), tokenPlace(c.bad), true, onePlace, cause.RowPlace)
	}
	c.options(gs, bs)
}

// options are the parameters beside the token.
func (c *comparing) options(gs, bs redact.Redactor) {
	good, bad := query(gs, c.good), query(bs, c.bad)
	names := []string{}
	for _, p := range append(slices.Clone(good), bad...) {
		if !slices.Contains(names, p[0]) {
			names = append(names, p[0])
		}
	}
	find := func(list [][2]string, name string) string {
		for _, p := range list {
			if p[0] == name {
				return p[1]
			}
		}
		return ""
	}
	for _, name := range names {
		c.add("url", name, find(good, name), find(bad, name), false, "", cause.RowOption)
	}
}

// query lists the parameters of a URL but for the token.
func query(safe redact.Redactor, c *diagnosis.Case) (list [][2]string) {
	if c.URL == nil {
		return nil
	}
	for _, p := range strings.FieldsFunc(c.URL.RawQuery, func(r rune) bool { return r == '&' || r == '?' }) {
		name, value, ok := strings.Cut(p, "=")
		if !ok || c.Found != nil && strings.EqualFold(name, c.Found.Name) {
			continue
		}
		_, value, _ = strings.Cut(safe.Parameter(safe.Text(name+"="+value), nil), "=")
		list = append(list, [2]string{token.Excerpt(name, 60), token.Inert(value)})
	}
	return list
}

func tokenPlace(c *diagnosis.Case) string {
	if c.Found.Name == "" {
		return string(c.Found.Place)
	}
	return string(c.Found.Place) + ", as " + token.Excerpt(c.Found.Name, 40)
}

func pathOf(safe redact.Redactor, c *diagnosis.Case) string {
	if c.URL == nil {
		return ""
	}
	return token.Inert(safe.Text(c.URL.EscapedPath()))
}

func piece(u *url.URL, of func(*url.URL) string) string {
	if u == nil {
		return ""
	}
	return token.Excerpt(of(u), 200)
}
