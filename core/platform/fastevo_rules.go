package platform

import (
	"regexp"
	"slices"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/token"
)

// fastevoRules are Fastevo's own reasons for playback to fail.
var fastevoRules = []Rule{fastevoVersion, fastevoMissing, fastevoUnexpected}

// fastevoVersion: playback tokens are PASETO v4.local, and nothing else.
func fastevoVersion(e Evidence) *Finding {
	if e.Token.Scheme == "" || e.Token.Scheme == "v4.local" {
		return nil
	}
	return found(
		cause.AlgUnexpected, Error, "the token is not a PASETO v4.local",
		"It is "+token.Excerpt(e.Token.Scheme, 20)+". Fastevo takes v4.local alone.",
		"Seal the token as PASETO v4.local.", Stated,
	)
}

// fastevoFooter is the footer as an object; ok is false where there is none, or
// where it is no JSON object.
func fastevoFooter(t *token.Token) (footer token.Object, ok bool) {
	footer, faults := token.ReadObject(t.Footer)
	return footer, footer.Readable && len(faults) == 0
}

// fastevoMissing: contentId and viewerIdentifier are required. The footer is
// readable without the key; what exactly must stand in it is not documented.
func fastevoMissing(e Evidence) *Finding {
	if e.Token.Kind != token.PasetoLocal {
		return nil
	}
	var missing []string
	if e.Token.Claims.Readable {
		for _, name := range []string{"contentId", "viewerIdentifier"} {
			v, ok := e.Token.Claims.Get(name)
			if !ok || v.Type == token.Null || v.Type == token.Text && strings.TrimSpace(v.Text) == "" {
				missing = append(missing, name)
			}
		}
	}
	if len(missing) > 0 {
		return found(
			cause.ClaimMissing, Error, strings.Join(missing, " and ")+map[bool]string{true: " is missing", false: " are missing"}[len(missing) == 1],
			"Fastevo requires contentId and viewerIdentifier.", "Put "+strings.Join(missing, " and ")+" into the token.", Stated,
		)
	}
	footer, ok := fastevoFooter(e.Token)
	switch {
	case len(e.Token.Footer) == 0:
		return found(
			cause.ClaimMissing, Warning, "the token has no footer", "Nothing stands behind the third dot. Fastevo's tokens have v and p there.",
			`Add the footer {"v":"1","p":"project ID"}.`, Stated,
		)
	case !ok:
		return nil
	}
	for _, name := range []string{"v", "p"} {
		if _, ok := footer.Get(name); !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return found(
		cause.ClaimMissing, Warning, "the footer has no "+strings.Join(missing, " and no "),
		"The footer is "+token.Excerpt(string(e.Token.Footer), 80)+". In Fastevo's tokens it has v and p.",
		`Write the footer as {"v":"1","p":"project ID"}.`, Seen,
	)
}

var (
	mailAddress  = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)
	knownLevels  = []string{"standard", "enhanced", "adaptive"}
	statsLevel   = "qualityDependant" // the statistics know it; whether a token may carry it is not established
	levelsInText = "standard, enhanced or adaptive"
)

// fastevoUnexpected looks at what the fields hold, the gravest first.
func fastevoUnexpected(e Evidence) *Finding {
	if e.Token.Kind != token.PasetoLocal {
		return nil
	}
	const code = cause.ClaimUnexpected
	claims := e.Token.Claims
	excerpt := func(v token.Value) string { return token.Excerpt(v.Raw, 60) }
	for _, name := range []string{"contentId", "viewerIdentifier"} {
		if v, ok := claims.Get(name); ok && v.Type != token.Text && v.Type != token.Null {
			return found(code, Error, name+" is not text", name+" is "+excerpt(v)+".", "Write "+name+" as text.", Stated)
		}
	}
	if v, ok := claims.Get("protectionLevel"); ok && !slices.Contains(knownLevels, v.Text) && v.Text != statsLevel {
		return found(code, Warning, "the protection level is unknown", "protectionLevel is "+excerpt(v)+".", "Write "+levelsInText+".", Stated)
	}
	if v, ok := claims.Get("viewerTags"); ok && !texts(v) {
		return found(code, Warning, "viewerTags is not a list of texts", "viewerTags is "+excerpt(v)+".", `Write a list, such as ["tag1","tag2"].`, Stated)
	}
	if _, ok := fastevoFooter(e.Token); !ok && len(e.Token.Footer) > 0 {
		return found(code, Warning, "the footer is not a JSON object", "The footer is "+token.Excerpt(string(e.Token.Footer), 80)+".",
			`Write the footer as {"v":"1","p":"project ID"}.`, Stated)
	}
	if v, ok := claims.Get("viewerIdentifier"); ok && mailAddress.MatchString(v.Text) {
		return found(code, Info, "the viewer identifier is an e-mail address", "Fastevo advises against personal data there.",
			"Use a salted hash of it.", Stated)
	}
	return nil
}

// texts reports whether a value is a list of texts.
func texts(v token.Value) bool {
	for _, item := range v.Items {
		if item.Type != token.Text {
			return false
		}
	}
	return v.Type == token.Array
}
