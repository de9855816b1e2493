package fastevo

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
)

// compose writes the claims in the order of the documentation. A token has no
// header, and a signed URL no claims.
func compose(f platform.Filled) []platform.Draft {
	if isEngage(f) {
		return []platform.Draft{{Name: "url", Draft: token.Draft{
			Format: urlsig.Format, Header: token.NewObject(), Claims: token.NewObject(), URL: f.Get("url"), Expires: f.Expires,
		}}}
	}
	claims := token.NewObject(
		token.StringMember("contentId", f.Get(platform.ID)),
		token.StringMember("viewerIdentifier", f.Get("viewer")),
	)
	date := token.Dates.Write
	if !f.Expires.IsZero() {
		claims = claims.With(date("exp", f.Expires))
	}
	claims = claims.With(date("iat", f.IssuedAt)).With(token.StringMember("protectionLevel", f.Get("level")))
	if tags := tagsIn(f.Get("tags")); len(tags) > 0 {
		claims = claims.With(textList("viewerTags", tags))
	}
	return []platform.Draft{{Name: "token", Draft: token.Draft{
		Format: paseto.Local, Header: token.NewObject(), Claims: claims, Footer: []byte(footerText(f)),
	}}}
}

// settings are how the secret becomes the key of a token, and how a URL is signed.
func settings(f platform.Filled) []token.Setting {
	return []token.Setting{
		paseto.Settings{Form: paseto.Form(f.Get("key_form")), Assertion: f.Get("assertion")},
		recipeOf(f),
	}
}

func tagsIn(text string) (tags []string) {
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
func footerText(f platform.Filled) string {
	switch {
	case f.Get("footer") != "":
		return f.Get("footer")
	case f.Get("project") == "":
		return ""
	}
	return string(token.NewObject(token.StringMember("v", "1"), token.StringMember("p", f.Get("project"))).JSON())
}

// recipeOf reads the recipe of a form whose fields were checked.
func recipeOf(f platform.Filled) urlsig.Recipe {
	r, err := urlsig.ParseRecipe(f.Get("recipe"))
	if err != nil {
		return urlsig.Default()
	}
	return r
}

// facts are what is not published. What a genuine token or URL has shown is known.
func facts(s *platform.Signed) (list []platform.Fact) {
	switch {
	case isEngage(s.Form) && s.Form.Get("recipe_confirmed") != "yes":
		list = append(list, platform.Fact{Text: recipeOpen})
	case isEngage(s.Form):
	case s.Form.Get("key_form") == string(paseto.FormDetect):
		list = append(list, platform.Fact{Text: keyOpen})
	}
	if !isEngage(s.Form) && footerText(s.Form) == "" {
		list = append(list, platform.Fact{Text: noProject})
	}
	return list
}
