package platform

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// Edgecast restricts requests with encrypted tokens of version 3, as did Verizon
// Media, Edgio and Azure CDN from Verizon under their names. Sources: the C
// reference and its ports, and the vendor's guides to Token-Based Authentication.
var _ = register(&Platform{
	Name:  "edgecast",
	Label: "Edgecast",
	Order: 4,
	Note: "The network's public platform ended service on 15 January 2025; " +
		"the format lives on in archives, private deployments and migrations.",
	Life:     time.Hour,
	NoExpiry: Info,
	Lives:    []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, Endless},
	TextOnly: true, SecretIsText: true,
	Fields:   edgecastFields(),
	KeyLabel: "Token key", KeyHint: "Paste the key or drop a file",

	KeyWant:  edgecastKeyWant,
	KeyFits:  edgecastKeyFits,
	Check:    edgecastCheck,
	Compose:  edgecastCompose,
	Sign:     edgecastSign,
	URLs:     edgecastURLs,
	Snippets: edgecastSnippets,
	Remarks:  edgecastRemarks,

	Kinds:      []token.Kind{token.EctokenV3, token.EctokenV2},
	Recognises: edgecastRecognises,
	Read:       edgecastRead,
	TokenID:    func(t *token.Token) string { return t.Claims.Text(ectoken.URLAllow) },
	URLID:      edgecastPathOfURL,
	SameID:     edgecastCovers,
	Params:     []string{""}, // a rule may give it a name, any name
	Rules:      edgecastRules,
	Statuses:   edgecastStatuses,
	Refusers: []string{
		"a rule that gives the token a parameter name",
		"a key that is neither the primary nor the backup key",
		"a new key that has not taken effect yet (up to an hour)",
		"a key that admits version 3 alone",
		"a segment that is asked for without the token",
		"a cached page with an earlier token",
	},
})

// edgecastOrder is the order of the parameters in a token. The edge takes any.
var edgecastOrder = []string{
	ectoken.Expire, ectoken.ClientIP, ectoken.CountryAllow, ectoken.CountryDeny, ectoken.URLAllow,
	ectoken.HostAllow, ectoken.HostDeny, ectoken.RefAllow, ectoken.RefDeny, ectoken.ProtoAllow, ectoken.ProtoDeny,
}

// edgecastFields are the path, the parameters by their own names, and what the
// URLs are made of.
func edgecastFields() []Field {
	fields := []Field{{
		Name: ID, Label: "Path", Example: "/videos/a/master.m3u8",
		Help:  "For the URL, right from behind the host; the token holds paths in ec_url_allow alone.",
		Check: edgecastCheckPath,
	}}
	usual := map[string]bool{ectoken.URLAllow: true, ectoken.ClientIP: true, ectoken.CountryAllow: true}
	for _, r := range ectoken.Rules() {
		f := Field{Name: r.Name, Label: r.Label, Help: r.Help, Example: r.Example, Place: More, Check: edgecastValue(r)}
		if usual[r.Name] {
			f.Place = Main
		}
		if r.Name == ectoken.Expire {
			f.Help += " It stands in place of the lifetime."
		}
		fields = append(fields, f)
	}
	return append(
		fields,
		Field{
			Name: "host", Label: "Host", Place: URLKit, Example: "media.example.com",
			Help: "The host of the URL; without one there is no URL.", Check: checkHost,
		},
		Field{
			Name: "param", Label: "Token parameter", Place: URLKit, Example: "token",
			Help:  "The name that the rule gives the token; empty puts the token first in the query, without a name.",
			Check: edgecastCheckParam,
		},
	)
}

// edgecastValue checks a value by what is known of its parameter. A key is never
// quoted back, nor what looks like a piece of one.
func edgecastValue(r ectoken.Rule) func(string) *Problem {
	return func(text string) *Problem {
		if p := noKey(text); p != nil {
			return p
		}
		p := r.Check(text)
		switch {
		case p == nil:
			return nil
		case quotesKey(p.Text, text):
			return &Problem{Text: "This is nothing for " + r.Name + ", such as " + r.Example + ".", Warning: p.Warning}
		}
		return &Problem{Text: p.Text, Warning: p.Warning}
	}
}

func edgecastCheckPath(text string) *Problem {
	if p := noKey(text); p != nil {
		return p
	}
	u, err := url.Parse(text)
	switch {
	case err == nil && u.Host != "":
		return problem("This is a URL. Write its path alone, from right behind the host.")
	case !strings.HasPrefix(text, "/"):
		return problem("A path begins with /.")
	case strings.ContainsAny(text, "?#"):
		return problem("Leave out the query: the token is put there.")
	case strings.ContainsFunc(text, notInURL):
		return problem("A path in a request has no spaces and no quotes.")
	case err != nil:
		return problem("A %% in a path stands before two hexadecimal digits.")
	}
	return nil
}

func edgecastCheckParam(text string) *Problem {
	if p := noKey(text); p != nil {
		return p
	}
	if len(text) > 40 || strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz0123456789_-.") != "" {
		return problem("The name of a parameter has letters, digits, _, - and . only.")
	}
	return nil
}

func edgecastKeyWant(Form) keys.Want {
	want := keys.TextSecret
	want.Whose, want.MaxText = "Edgecast", ectoken.MaxKey
	return want
}

func edgecastKeyFits(_ Form, k *keys.Key) string {
	switch {
	case k.Kind() != keys.Secret:
		return "Edgecast encrypts with a shared key, which is a text. This one is " + k.Title() + "."
	case k.SecretText().Len() > ectoken.MaxKey:
		return fmt.Sprintf("Edgecast takes keys of at most %d characters. This one has %d.", ectoken.MaxKey, k.SecretText().Len())
	}
	return ""
}

// edgecastCompose makes no header: nothing of a token can be read without its key.
func edgecastCompose(f Form) (header, claims token.Object) {
	claims = token.NewObject()
	for _, name := range edgecastOrder {
		value := f.Get(name)
		if name == ectoken.Expire && value == "" && !f.Expires.IsZero() {
			value = strconv.FormatInt(f.Expires.Unix(), 10)
		}
		if value != "" {
			claims = claims.With(token.StringMember(name, value))
		}
	}
	return token.NewObject(), claims
}

// paramsOf are claims as the parameters of a token.
func paramsOf(claims token.Object) (params []ectoken.Param) {
	for _, m := range claims.Members {
		params = append(params, ectoken.Param{Name: m.Name, Value: m.Value.Text})
	}
	return params
}

func edgecastSign(_ Form, _, claims token.Object, key *keys.Key) (string, error) {
	return ectoken.Seal(ectoken.Join(paramsOf(claims)), key.SecretText())
}
