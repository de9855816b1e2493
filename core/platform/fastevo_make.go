package platform

import (
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
)

// fastevoTime is how times are written: RFC 3339 in UTC, with milliseconds.
const fastevoTime = "2006-01-02T15:04:05.000Z"

func fastevoCheck(f Form) (list []Problem) {
	switch {
	case isEngage(f) && len(f.Extra) > 0:
		list = append(list, Problem{Field: ClaimsField, Warning: true, Text: "A signed URL has no claims; these are left out."})
	case isEngage(f) && f.Expires.IsZero() && fastevoRecipe(f).ExpiryParam != "":
		list = append(list, Problem{Field: ExpiresField, Text: "The recipe puts an expiry into the URL: give it one."})
	case isEngage(f), f.Get("footer") != "":
	case f.Get("project") == "":
		list = append(list, Problem{Field: "project", Warning: true, Text: "Without a project ID the token has no footer. Fastevo's tokens have one."})
	}
	return list
}

// fastevoCompose writes the claims in the order of the documentation. A token has
// no header, and a signed URL no claims.
func fastevoCompose(f Form) (header, claims token.Object) {
	if isEngage(f) {
		return token.NewObject(), token.NewObject()
	}
	claims = token.NewObject(
		token.StringMember("contentId", f.Get(ID)),
		token.StringMember("viewerIdentifier", f.Get("viewer")),
	)
	date := func(name string, at time.Time) token.Member {
		return token.StringMember(name, at.UTC().Format(fastevoTime))
	}
	if !f.Expires.IsZero() {
		claims = claims.With(date("exp", f.Expires))
	}
	claims = claims.With(date("iat", f.IssuedAt)).With(token.StringMember("protectionLevel", f.Get("level")))
	if tags := fastevoTags(f.Get("tags")); len(tags) > 0 {
		claims = claims.With(textList("viewerTags", tags))
	}
	return token.NewObject(), claims
}

func fastevoTags(text string) (tags []string) {
	for tag := range strings.SplitSeq(text, ",") {
		if tag = strings.TrimSpace(tag); tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

// textList makes a member that holds a list of texts.
func textList(name string, texts []string) token.Member {
	v := token.Value{Type: token.Array}
	var raw []string
	for _, t := range texts {
		item := token.StringMember("", t).Value
		v.Items, raw = append(v.Items, item), append(raw, item.Raw)
	}
	v.Raw = "[" + strings.Join(raw, ",") + "]"
	return token.Member{Name: name, Value: v}
}

// footerText is the footer byte for byte: version and project as in the one
// public token, or the user's own text.
func footerText(f Form) string {
	switch {
	case f.Get("footer") != "":
		return f.Get("footer")
	case f.Get("project") == "":
		return ""
	}
	return string(token.NewObject(token.StringMember("v", "1"), token.StringMember("p", f.Get("project"))).JSON())
}

// fastevoRecipe reads the recipe of a form whose fields were checked.
func fastevoRecipe(f Form) urlsig.Recipe {
	r, err := urlsig.ParseRecipe(f.Get("recipe"))
	if err != nil {
		return urlsig.Default()
	}
	return r
}

func fastevoSign(f Form, _, claims token.Object, key *keys.Key) (string, error) {
	if isEngage(f) {
		return urlsig.Sign(f.Get("url"), f.Expires, fastevoRecipe(f), key.SecretText())
	}
	k, err := paseto.KeyFor(key.SecretText(), paseto.Form(f.Get("key_form")))
	if err != nil {
		return "", err
	}
	return paseto.Seal(claims.JSON(), []byte(footerText(f)), []byte(f.Get("assertion")), k)
}

func fastevoRemarks(m Made) []string {
	if isEngage(m.Form) {
		if m.Form.Get("recipe_confirmed") == "yes" {
			return nil
		}
		return []string{"The recipe is not confirmed: how Fastevo signs URLs is not published beyond HMAC-SHA256 with the same secret."}
	}
	list := []string{"How Fastevo makes the key of the secret is not published; if the token is refused, try another form of the secret."}
	if m.Form.Get("project") != "" && m.Form.Get("footer") == "" {
		list = append(list, "That p in the footer is the project ID is read from one public token, not from the documentation.")
	}
	return list
}
