package fastevo

import (
	"regexp"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// rules are Fastevo's own reasons for playback to fail.
var rules = []platform.Rule{otherVersion, missing, unexpected}

// otherVersion: playback tokens are PASETO v4.local, and nothing else.
func otherVersion(e platform.Evidence) *platform.Finding {
	if e.Token.Scheme == "" || isLocal(e.Token) {
		return nil
	}
	return platform.Found(cause.AlgUnexpected, platform.Error, platform.Stated, notLocal(e.Token.Scheme))
}

var required = []string{"contentId", "viewerIdentifier"}

// missing: contentId and viewerIdentifier are required. The footer is readable
// without the key; what exactly must stand in it is not documented.
func missing(e platform.Evidence) *platform.Finding {
	if !isLocal(e.Token) {
		return nil
	}
	var names []string
	if e.Token.Claims.Readable {
		for _, name := range required {
			v, ok := e.Token.Claims.Get(name)
			if !ok || v.Type == token.Null || v.Type == token.Text && strings.TrimSpace(v.Text) == "" {
				names = append(names, name)
			}
		}
	}
	if len(names) > 0 {
		return platform.Found(cause.ClaimMissing, platform.Error, platform.Stated, claimsMissing(names)).About(required...)
	}
	o, ok := footer(e.Token)
	switch {
	case len(e.Token.Footer) == 0:
		return platform.Found(cause.ClaimMissing, platform.Warning, platform.Stated, noFooter)
	case !ok:
		return nil
	}
	for _, name := range []string{"v", "p"} {
		if _, ok := o.Get(name); !ok {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return platform.Found(cause.ClaimMissing, platform.Warning, platform.Seen, footerLacks(names, e.Token.Footer))
}

var (
	mailAddress = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)
	knownLevels = []string{"standard", "enhanced", "adaptive"}
)

// statsLevel is known to the statistics; whether a token may carry it is not
// established.
const statsLevel = "qualityDependant"

// unexpected looks at what the fields hold, the gravest first.
func unexpected(e platform.Evidence) *platform.Finding {
	if !isLocal(e.Token) {
		return nil
	}
	claims := e.Token.Claims
	found := func(s platform.Severity, w platform.Words, names ...string) *platform.Finding {
		return platform.Found(cause.ClaimUnexpected, s, platform.Stated, w).About(names...)
	}
	for _, name := range required {
		if v, ok := claims.Get(name); ok && v.Type != token.Text && v.Type != token.Null {
			return found(platform.Error, isNoText(name, v), name)
		}
	}
	if v, ok := claims.Get("protectionLevel"); ok && !slices.Contains(knownLevels, v.Text) && v.Text != statsLevel {
		return found(platform.Warning, levelUnknown(v), "protectionLevel")
	}
	if v, ok := claims.Get("viewerTags"); ok && !isTextList(v) {
		return found(platform.Warning, tagsAreNoList(v), "viewerTags")
	}
	if _, ok := footer(e.Token); !ok && len(e.Token.Footer) > 0 {
		return found(platform.Warning, footerIsNoObject(e.Token.Footer))
	}
	if v, ok := claims.Get("viewerIdentifier"); ok && mailAddress.MatchString(v.Text) {
		return found(platform.Info, viewerIsMail, "viewerIdentifier")
	}
	return nil
}

// isTextList reports whether a value is a list of texts.
func isTextList(v token.Value) bool {
	for _, item := range v.Items {
		if item.Type != token.Text {
			return false
		}
	}
	return v.Type == token.Array
}
