package foreign

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"strings"
	"time"

	"playtoken/core/once"
	"playtoken/core/token"
)

// secrets are how the keys of services begin, as their makers document it for scanners.
var secrets = []struct{ start, name string }{
	{"ghp_", "an access token of GitHub"},
	{"gho_", "an access token of GitHub"},
	{"ghu_", "an access token of GitHub"},
	{"ghs_", "an access token of GitHub"},
	{"ghr_", "an access token of GitHub"},
	{"github_pat_", "an access token of GitHub"},
	{"glpat-", "an access token of GitLab"},
	{"xoxb-", "a token of Slack"},
	{"xoxp-", "a token of Slack"},
	{"xoxa-", "a token of Slack"},
	{"xapp-", "a token of Slack"},
	{"xoxe", "a token of Slack"},
	{"sk_live_", "an API key of Stripe"},
	{"sk_test_", "an API key of Stripe"},
	{"pk_live_", "an API key of Stripe"},
	{"pk_test_", "an API key of Stripe"},
	{"rk_live_", "an API key of Stripe"},
	{"whsec_", "a webhook secret of Stripe"},
	{"AIza", "an API key of Google"},
	{"ya29.", "an access token of Google"},
	{"sk-ant-", "an API key of Anthropic"},
	{"sk-proj-", "an API key of OpenAI"},
	{"SG.", "an API key of SendGrid"},
	{"npm_", "an access token of npm"},
	{"dop_v1_", "an access token of DigitalOcean"},
	{"pypi-AgEI", "an access token of PyPI"},
}

var (
	awsKeyID = once.Regexp(`^(?:AKIA|ASIA)[A-Z2-7]{16}$`)
	base62   = once.Regexp(`^[0-9A-Za-z]{60,512}$`)
	agora    = once.Regexp(`^(?:006[0-9a-f]{32}|007eJx)[A-Za-z0-9+/=]{40,}$`)
	fernet   = once.Regexp(`^gAAAAA[A-Za-z0-9_-]{90,}={0,2}$`)
	express  = once.Regexp(`^s:[\w.-]{16,}\.[A-Za-z0-9+/]{43}$`)
)

// ofValue tells a token or key of others by how it begins.
func ofValue(v string) *Found {
	if len(v) < 16 || len(v) > 64<<10 {
		return nil
	}
	for _, s := range secrets {
		if strings.HasPrefix(v, s.start) && !strings.ContainsAny(v, " /?&") {
			return secretOf(s.name)
		}
	}
	switch {
	case awsKeyID().MatchString(v):
		return other("the ID of an access key of AWS", false)
	case agora().MatchString(v):
		return other("a token of Agora", false)
	case fernet().MatchString(v): // version 0x80 and a moment (fernet/spec)
		return other("a Fernet token", false)
	case strings.HasPrefix(v, "eyJpdiI6"): // {"iv":
		return other("an encrypted cookie of Laravel", false)
	case strings.HasPrefix(v, "CfDJ8"):
		return other("a protected value of ASP.NET Core", false)
	case express().MatchString(v):
		return other("a session cookie of Express", false)
	case strings.HasPrefix(v, "djJ8") || strings.HasPrefix(v, "djF8"): // v2|, v1|
		return other("a session (KS) of Kaltura", false)
	case macaroon(v):
		return other("a macaroon", false)
	case branca(v):
		return other("a Branca token", true)
	case strings.HasPrefix(v, "PHNhbW") || strings.HasPrefix(v, "PD94bWwg"):
		if b, err := base64.StdEncoding.DecodeString(v); err == nil {
			return ofXML(string(b))
		}
	}
	return nil
}

// macaroon tells the packets of version 1, of which the first is the location, and the
// binary form of version 2.
func macaroon(v string) bool {
	if strings.HasPrefix(v, "AgEU") || strings.HasPrefix(v, "AgEL") {
		return len(v) > 60
	}
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(v[:len(v)&^3], "="))
	return err == nil && len(b) > 20 && strings.HasPrefix(string(b[4:]), "location ")
}

// branca tells a token by its version, 0xBA, and a moment of these years (tuupola/branca-spec).
func branca(v string) bool {
	if !base62().MatchString(v) {
		return false
	}
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	n, base := new(big.Int), big.NewInt(62)
	for i := range len(v) {
		n.Add(n.Mul(n, base), big.NewInt(int64(strings.IndexByte(digits, v[i]))))
	}
	b := n.Bytes()
	if len(b) < 1+4+24+16 || b[0] != 0xBA {
		return false
	}
	at := int64(b[1])<<24 | int64(b[2])<<16 | int64(b[3])<<8 | int64(b[4])
	return at > 1500000000 && at < 2000000000
}

// ofJSON tells a JWS or JWE that is written as JSON (RFC 7515 section 7.2, RFC 7516 section 7.2).
func ofJSON(text string) *Found {
	if !strings.HasPrefix(text, "{") || !strings.Contains(text, `"payload"`) && !strings.Contains(text, `"ciphertext"`) {
		return nil
	}
	var o struct {
		Payload, Protected, Signature, Ciphertext *string
		Signatures, Recipients                    []json.RawMessage
		Header                                    json.RawMessage
	}
	if json.Unmarshal([]byte(text), &o) != nil {
		return nil
	}
	switch {
	case o.Ciphertext != nil && (o.Protected != nil || o.Recipients != nil):
		return hinted("a JWE in the form of JSON", "Only the service that it was made for opens it.")
	case o.Payload != nil && o.Signature != nil && o.Protected != nil:
		return hinted("a JWS in the form of JSON", "Players and platforms want the short form: protected, payload and signature joined by dots. Paste that.")
	case o.Payload != nil && o.Signatures != nil:
		return hinted("a JWS in the form of JSON, for several signatures", "Players and platforms want the short form: protected, payload and signature of one of them joined by dots. Paste that.")
	}
	return nil
}

var notOnOrAfter = once.Regexp(`NotOnOrAfter="([0-9TZ:.+-]{19,35})"`)

// ofXML tells an assertion of SAML, with the end of its conditions.
func ofXML(text string) *Found {
	if !strings.HasPrefix(text, "<") || !strings.Contains(text, "urn:oasis:names:tc:SAML") {
		return nil
	}
	f := &Found{Name: "an assertion of SAML"}
	if m := notOnOrAfter().FindStringSubmatch(text); m != nil {
		f.End, _ = time.Parse(time.RFC3339, m[1])
	}
	return f
}

// sessions are the cookies of frameworks by their names.
var sessions = []struct{ name, of string }{
	{"PHPSESSID=", "PHP"},
	{"JSESSIONID=", "Java"},
	{"connect.sid=", "Express"},
	{"ASP.NET_SessionId=", "ASP.NET"},
	{".AspNetCore.", "ASP.NET Core"},
	{"laravel_session=", "Laravel"},
	{"sessionid=", "Django"},
	{"next-auth.session-token=", "NextAuth"},
}

// ofCookie tells a text that is a cookie of a session and nothing more.
func ofCookie(text string) *Found {
	for _, start := range []string{"set-cookie:", "cookie:"} {
		if rest, ok := cutFold(text, start); ok {
			text = strings.TrimSpace(rest)
		}
	}
	if strings.Contains(text, "\n") || len(text) > 4096 {
		return nil
	}
	for _, s := range sessions {
		if strings.HasPrefix(text, s.name) {
			return secretOf("a session cookie of " + s.of)
		}
	}
	return nil
}

// issuers are the services that put their name into iss: a piece of it, at its start where it
// has a scheme.
var issuers = []struct {
	piece, name string
	likely      bool
}{
	{"accounts.google.com", "Google", false},
	{"https://securetoken.google.com/", "Firebase", false},
	{"https://login.microsoftonline.com/", "Microsoft", false},
	{"https://sts.windows.net/", "Microsoft", false},
	{"https://login.live.com", "Microsoft", false},
	{".b2clogin.com/", "Microsoft", false},
	{"https://appleid.apple.com", "Apple", false},
	{"https://cognito-idp.", "Amazon Cognito", false},
	{".auth0.com", "Auth0", false},
	{".okta.com", "Okta", false},
	{".oktapreview.com", "Okta", false},
	{"/realms/", "Keycloak", true},
	{".clerk.accounts.dev", "Clerk", false},
	{".supabase.co/auth/v1", "Supabase", false},
	{"https://gitlab.com", "GitLab", false},
	{"https://token.actions.githubusercontent.com", "GitHub Actions", false},
	{"kubernetes/serviceaccount", "Kubernetes", false},
	{"https://oidc.eks.", "Amazon EKS", false},
}

// OfToken tells a JWT of others by its header, its claims and the name that it stands under;
// nil for any other.
func OfToken(t *token.Token, under string) *Found {
	if len(t.Parts) == 3 && t.Parts[0].Text != "" && t.Parts[1].Text == "" && t.Parts[2].Text != "" {
		return hinted("a detached JWS, without its payload", "Put the payload, in base64url, between the two dots.")
	}
	if !t.IsJWT() || !t.Claims.Readable {
		return nil
	}
	c := &t.Claims
	of := func(name string) *Found { return other(name, false) }
	kind := "a token"
	typ := strings.ToLower(t.Header.Text("typ"))
	switch {
	case typ == "at+jwt" || typ == "application/at+jwt" || hasAll(c, "scope") || hasAll(c, "scp") || t.Claims.Text("token_use") == "access":
		kind = "an access token"
	case hasAll(c, "nonce") || hasAll(c, "at_hash") || hasAll(c, "email") || t.Claims.Text("token_use") == "id" || strings.EqualFold(t.Claims.Text("typ"), "ID"):
		kind = "an ID token"
	}
	iss := t.Claims.Text("iss")
	for _, i := range issuers {
		at := strings.Index(iss, i.piece)
		if at == 0 || at > 0 && !strings.HasPrefix(i.piece, "https:") {
			return other(kind+" of "+i.name, i.likely)
		}
	}
	video, _ := t.Claims.Get("video")
	switch {
	case iss == "supabase" && hasAll(c, "role"):
		return of("an API key of Supabase")
	case hasAll(c, "url", "iat", "exp") && len(t.Claims.Members) == 3:
		return other("a signed URL of Supabase Storage", true)
	case strings.EqualFold(under, "bcov_auth"):
		return of("a playback token of Brightcove")
	case t.Header.Text("cty") == "twilio-fpa;v=1" || hasAll(c, "grants") && strings.HasPrefix(iss, "SK"):
		return of("an access token of Twilio")
	case hasMember(video.Members, "room") || hasMember(video.Members, "roomJoin"):
		return of("an access token of LiveKit")
	case hasAll(c, "app_key", "tpc") || hasAll(c, "appKey", "sdkKey") || hasAll(c, "app_key", "role_type"):
		return of("a token of Zoom's SDK")
	case hasAll(c, "accessRules") || hasAll(c, "downloadable") && hasAll(c, "sub"):
		return of("a playback token of Cloudflare Stream")
	case hasAll(c, "aws:channel-arn"):
		return of("a playback token of Amazon IVS")
	case t.Claims.Text("action") == "pull" && hasAll(c, "pub"):
		return of("a playback token of Livepeer")
	case strings.HasPrefix(t.Claims.Text("resource"), "/"):
		return other("a playback token of JW Player", true)
	case typ == "at+jwt" || typ == "application/at+jwt":
		return other("an access token of OAuth (RFC 9068)", true)
	case hasAll(c, "at_hash") || hasAll(c, "nonce", "azp"):
		return other("an ID token of OpenID Connect", true)
	}
	return nil
}

//go:noinline // it is called in so many places that its copies would make ptok larger
func other(name string, likely bool) *Found { return &Found{Name: name, Likely: likely} }

func secretOf(name string) *Found { return &Found{Name: name, Secret: true} }

//go:noinline // as other
func hinted(name, hint string) *Found { return &Found{Name: name, Hint: hint} }

//go:noinline // as other
func hasAll(o *token.Object, names ...string) bool {
	for _, name := range names {
		if _, ok := o.Get(name); !ok {
			return false
		}
	}
	return true
}

func hasMember(list []token.Member, name string) bool {
	for _, m := range list {
		if m.Name == name {
			return true
		}
	}
	return false
}
