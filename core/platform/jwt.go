package platform

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// A plain JWT is for platforms that are not here: every algorithm, header and
// claim is the user's own (RFC 7515, 7518, 7519). The algorithm "none" is not
// offered.
var _ = register(&Platform{
	Name:     "jwt",
	Label:    "Plain JWT",
	Order:    5,
	Generic:  true,
	Life:     time.Hour,
	NoExpiry: Info,
	Lives:    []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, Endless},
	Fields:   jwtFields,
	KeyLabel: "Key", KeyHint: "Paste key or secret or drop a file",

	KeyWant:  func(Form) keys.Want { return keys.Want{Secret: keys.ReadHMAC} },
	KeyFits:  jwtKeyFits,
	Check:    jwtCheck,
	Compose:  jwtCompose,
	Sign:     signJWS,
	URLs:     jwtURLs,
	Snippets: jwtSnippets,
	Remarks:  jwtRemarks,

	Kinds:      []token.Kind{token.JWT, token.JWS},
	Recognises: func(*token.Token, *url.URL) bool { return false }, // any platform's token is one
	Read:       jwtRead,
	TokenID:    func(t *token.Token) string { return t.Claims.Text("sub") },
	URLID:      func(*url.URL) string { return "" },
	Params:     []string{"token", "jwt", "access_token"},
	Rules:      jwtRules,
	Refusers: []string{
		"an issuer or an audience that the service does not expect",
		"a key that the service does not know",
		"the referrer",
		"the address or the country of the viewer",
	},
})

var jwtFields = []Field{
	{
		Name: "alg", Label: "Algorithm", Default: "RS256",
		Choices: jwtAlgorithms(),
		Help:    "How the token is signed; the key has to fit.",
	},
	{
		Name: ID, Label: "Subject", Example: "stream or user",
		Help:  "Becomes the claim sub; leave it empty for none.",
		Check: noKey,
	},
	{
		Name: KeyID, Label: "Key ID", Example: "key-1",
		Help:  "Becomes kid in the header; leave it empty for none.",
		Check: noKey,
	},
	{
		Name: "claims", Label: "Claims", Area: true, Example: `{"aud": "video"}`,
		Help:  "A JSON object; sub, iat and exp are put behind it unless they stand in it.",
		Check: jsonObject,
	},
	{
		Name: "header", Label: "Further header members", Area: true, Place: More, Example: `{"cty": "JWT"}`,
		Help:  "A JSON object; its members stand behind alg and typ.",
		Check: jwtCheckHeader,
	},
	{
		Name: "issued_at", Label: "Issue time", Default: "on", Place: More,
		Choices: []Choice{{"on", "iat"}, {"off", "Left out"}},
		Help:    "Whether the time of signing stands in the token.",
	},
	{
		Name: "url", Label: "URL", Place: URLKit, Example: "https://video.example/stream.m3u8",
		Help:  "A URL that gets the token as its parameter token.",
		Check: checkURL,
	},
}

func jwtAlgorithms() []Choice {
	var list []Choice
	for _, family := range []string{"HS", "RS", "PS", "ES"} {
		for _, size := range []string{"256", "384", "512"} {
			list = append(list, Choice{family + size, family + size})
		}
	}
	return append(list, Choice{"EdDSA", "EdDSA"})
}

// noKey refuses a key where everyone can read it.
func noKey(text string) *Problem {
	if looksLikeKey(text) {
		return problem("This is a key. It belongs in the key field; in the token everyone could read it.")
	}
	return nil
}

// jsonObject says why a text is no JSON object that can go into a token.
func jsonObject(text string) *Problem {
	if p := noKey(text); p != nil {
		return p
	}
	o, faults := token.ReadObject([]byte(text))
	switch {
	case len(faults) > 0:
		return problem("This is no proper JSON object: %s", faults[0].Text)
	case !o.Readable:
		return problem(`Write a JSON object, such as {"name": "value"}.`)
	}
	return nil
}

func jwtCheckHeader(text string) *Problem {
	if p := jsonObject(text); p != nil {
		return p
	}
	o, _ := token.ReadObject([]byte(text))
	for _, m := range o.Members {
		switch m.Name {
		case "alg":
			return problem("alg has a field of its own: Algorithm.")
		case "crit", "b64":
			return problem("%s changes how a token is signed (RFC 7515, RFC 7797), which is not done here.", m.Name)
		}
	}
	return nil
}

func checkURL(text string) *Problem {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsFunc(text, notInURL) {
		return problem("Write a whole URL, such as https://video.example/stream.m3u8.")
	}
	return noKey(text)
}

func notInURL(c rune) bool {
	return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == 0x7f
}

// jwtKeyFits: the key decides which algorithms there are.
func jwtKeyFits(f Form, k *keys.Key) string {
	alg, can := f.Get("alg"), jws.Algorithms(k)
	switch {
	case len(offered([]string{alg})) == 0:
		return "" // what stands there is no algorithm, which its field says
	case !slices.Contains(can, alg):
		return fmt.Sprintf("%s is not for this key, which is %s. It can sign with %s.", alg, k.Title(), strings.Join(offered(can), ", "))
	case !k.Private():
		return publicCannotSign
	}
	return ""
}

// offered are those of the algorithms that the form has.
func offered(algorithms []string) (list []string) {
	for _, c := range jwtAlgorithms() {
		if slices.Contains(algorithms, c.Value) {
			list = append(list, c.Value)
		}
	}
	return list
}
