package diagnosis

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Comparison is a token that plays beside one that does not.
type Comparison struct {
	Headline string       `json:"headline"`
	Rows     []Difference `json:"rows"` // header, claims, times, signature, key, URL, in that order
}

// Difference is one thing in both, the same or not. Good and Bad are as they
// stand in the token, made safe to show; "" where one has it not.
type Difference struct {
	Where   string `json:"where"` // header, claims, times, signature, key, url
	Name    string `json:"name"`
	Good    string `json:"good"`
	Bad     string `json:"bad"`
	Same    bool   `json:"same"`
	Matters bool   `json:"matters"` // the platform looks at it, and it differs
	Note    string `json:"note"`    // why it matters, or why not; "" where there is nothing to say
}

// Matters reports whether any difference matters to the platform.
func (c Comparison) Matters() bool {
	return slices.ContainsFunc(c.Rows, func(d Difference) bool { return d.Matters })
}

// Compare puts two cases side by side. What the platform looks at is marked where
// it differs: what the findings of the bad one speak of, the audience, the IDs,
// the algorithm and the key. A token made at another moment has other times; they
// matter only where they are why it fails.
func Compare(good, bad Case) Comparison {
	p := bad.Platform
	if p == nil {
		p = good.Platform
	}
	c := comparing{good: good, bad: bad, platform: p}
	c.kind()
	c.object("header", header(good), header(bad))
	c.object("claims", claims(good), claims(bad))
	c.times()
	c.signature()
	c.keys()
	c.urls()
	return Comparison{Headline: c.headline(), Rows: c.rows}
}

func header(c Case) token.Object {
	if c.Token == nil {
		return token.Object{}
	}
	return c.Token.Header
}

func claims(c Case) token.Object {
	if c.Token == nil {
		return token.Object{}
	}
	return c.Token.Claims
}

type comparing struct {
	good, bad Case
	platform  *platform.Platform
	rows      []Difference
}

// add puts a row. of are the rows of the table of causes that it may be.
func (c *comparing) add(where, name, good, bad string, matters bool, note string, of ...cause.Row) {
	d := Difference{Where: where, Name: token.Excerpt(name, 60), Good: good, Bad: bad, Same: good == bad}
	if !d.Same {
		d.Matters, d.Note = matters, note
	}
	if f := c.explains(name, of); f != nil && !d.Same {
		d.Matters, d.Note = true, capital(f.Title)+"."
	}
	c.rows = append(c.rows, d)
}

// explains is a finding of the bad one, which the good one does not have, whose
// cause speaks of a row.
func (c *comparing) explains(name string, rows []cause.Row) *platform.Finding {
	for i, f := range c.bad.Verdict.Findings {
		if f.Severity == platform.Info || has(c.good.Verdict.Findings, f.Code) {
			continue
		}
		for _, row := range cause.Of(f.Code).Explains {
			if slices.Contains(rows, row) && (row != cause.RowNamed || slices.Contains(f.Names, name)) {
				return &c.bad.Verdict.Findings[i]
			}
		}
	}
	return nil
}

func (c *comparing) kind() {
	kind := func(k Case) string {
		if k.Token == nil {
			return "none"
		}
		return string(k.Token.Kind)
	}
	c.add("header", "kind", kind(c.good), kind(c.bad), true, "Another kind of token.", cause.RowKind)
}

// decisive are the members that platforms decide by.
var decisive = map[string]string{
	"alg": "The platform looks at the algorithm.",
	"kid": "The platform looks up the key by it.",
	"aud": "It says what the token opens.",
}

func (c *comparing) object(where string, good, bad token.Object) {
	names := []string{}
	for _, m := range append(slices.Clone(good.Members), bad.Members...) {
		if !slices.Contains(names, m.Name) && !(where == "claims" && isTime(m.Name)) {
			names = append(names, m.Name)
		}
	}
	for _, name := range names {
		g, b := shown(good, name), shown(bad, name)
		note := decisive[name]
		if c.isID(where, name) {
			note = "Each token opens its own ID."
		}
		rows := []cause.Row{cause.RowOf(name)}
		if where == "claims" {
			rows = append(rows, cause.RowNamed)
		}
		c.add(where, name, g, b, note != "", note, rows...)
	}
}

// isID reports whether a claim is the one that the platform takes the ID from: the
// ID is a part of its text.
func (c *comparing) isID(where, name string) bool {
	if where != "claims" || c.platform == nil || c.platform.TokenID == nil {
		return false
	}
	for _, k := range []Case{c.good, c.bad} {
		if k.Token == nil {
			continue
		}
		if id := c.platform.TokenID(k.Token); id != "" && strings.Contains(k.Token.Claims.Text(name), id) {
			return true
		}
	}
	return false
}

func shown(o token.Object, name string) string {
	v, ok := o.Get(name)
	if !ok {
		return ""
	}
	return token.Excerpt(v.Raw, 200)
}

func isTime(name string) bool {
	return name == "exp" || name == "iat" || name == "nbf" || name == "ec_expire"
}

func (c *comparing) times() {
	for _, claim := range []string{"iat", "nbf", "exp"} {
		g, b := moment(c.good, claim), moment(c.bad, claim)
		if g == "" && b == "" {
			continue
		}
		name := claim
		if c.bad.Token != nil {
			name = claimName(c.bad.Token, claim)
		}
		c.add("times", name, g, b, false, "Tokens made at different moments differ here.", cause.RowOf(claim), cause.RowNamed)
	}
	if g, b := life(c.good), life(c.bad); g != "" || b != "" {
		c.add("times", "life", g, b, false, "", cause.RowLife)
	}
}

func moment(c Case, claim string) string {
	if c.Token == nil {
		return ""
	}
	m, ok := c.Token.Time(claim)
	switch {
	case !ok:
		return ""
	case !m.Usable():
		return token.Excerpt(m.Raw, 60)
	}
	return humantime.UTC(m.At)
}

func life(c Case) string {
	if c.Token == nil || c.Token.Life() <= 0 {
		return ""
	}
	return humantime.InWords(c.Token.Life())
}

func (c *comparing) signature() {
	c.add("signature", "state", state(c.good), state(c.bad), state(c.good) == "valid" && state(c.bad) == "invalid", "", cause.RowSignature)
	length := func(k Case) string {
		if k.Token == nil || !signed(k.Token) {
			return ""
		}
		return fmt.Sprintf("%d bytes", len(k.Token.Signature))
	}
	if g, b := length(c.good), length(c.bad); g != "" || b != "" {
		c.add("signature", "length", g, b, true, "A signature of one algorithm and key always has the same length.", cause.RowSignature)
	}
}

func state(c Case) string {
	if c.Token == nil {
		return ""
	}
	return string(c.Proof.Check.State)
}

// keys tells which key made each; where none fits nothing is known.
func (c *comparing) keys() {
	by := func(k Case) string {
		if k.Proof.By == nil {
			return ""
		}
		return KeyName(k.Proof.By)
	}
	g, b := by(c.good), by(c.bad)
	if g == "" && b == "" {
		return
	}
	c.add("key", "made by", g, b, g != "" && b != "", "They were made with different keys.", cause.RowMadeBy)
}

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
		add("ID", c.platform.URLID, "Each token opens its own ID.", cause.RowID)
	}
	gs, bs := c.good.redactor(false), c.bad.redactor(false)
	c.add("url", "path", pathOf(gs, c.good), pathOf(bs, c.bad), false, "", cause.RowPath)
	if g != nil && b != nil && c.good.Found != nil && c.bad.Found != nil {
		c.add("url", "token stands", standing(c.good), standing(c.bad), true, "The platform looks for the token in one place.", cause.RowPlace)
	}
	c.options(gs, bs)
}

// options are the parameters beside the token.
func (c *comparing) options(gs, bs redactor) {
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
func query(safe redactor, c Case) (list [][2]string) {
	if c.URL == nil {
		return nil
	}
	for _, p := range strings.FieldsFunc(c.URL.RawQuery, func(r rune) bool { return r == '&' || r == '?' }) {
		name, value, ok := strings.Cut(p, "=")
		if !ok || c.Found != nil && strings.EqualFold(name, c.Found.Name) {
			continue
		}
		_, value, _ = strings.Cut(safe.parameter(safe.text(name+"="+value), nil), "=")
		list = append(list, [2]string{token.Excerpt(name, 60), token.Inert(value)})
	}
	return list
}

func standing(c Case) string {
	if c.Found.Name == "" {
		return string(c.Found.Place)
	}
	return string(c.Found.Place) + ", as " + token.Excerpt(c.Found.Name, 40)
}

func pathOf(safe redactor, c Case) string {
	if c.URL == nil {
		return ""
	}
	return token.Inert(safe.text(c.URL.EscapedPath()))
}

func piece(u *url.URL, of func(*url.URL) string) string {
	if u == nil {
		return ""
	}
	return token.Excerpt(of(u), 200)
}

// headline says in one line what sets the bad one apart.
func (c *comparing) headline() string {
	switch {
	case c.bad.Token == nil && c.good.Token == nil:
		return "Neither text has a token in it"
	case c.bad.Token == nil:
		return "The second text has no token in it"
	case c.good.Token == nil:
		return "The first text has no token in it"
	}
	for _, f := range c.bad.Verdict.Findings {
		if f.BecauseOf == "" && f.Severity != platform.Info && !has(c.good.Verdict.Findings, f.Code) {
			return "What sets the second one apart: " + f.Title
		}
	}
	var names []string
	for _, d := range c.rows {
		if d.Matters && !slices.Contains(names, d.Name) {
			names = append(names, d.Name)
		}
	}
	switch len(names) {
	case 0:
		if c.bad.Token.Text == c.good.Token.Text {
			return "Both are the same token"
		}
		return "No difference that matters to the platform"
	case 1:
		return "They differ in " + names[0]
	}
	return "They differ in " + strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
