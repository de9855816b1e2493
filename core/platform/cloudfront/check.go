package cloudfront

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
	"playtoken/core/words"
)

// checkResource looks at a URL or a pattern.
func checkResource(text string) *platform.Problem {
	if p := check.NoKey(text); p != nil {
		return p
	}
	switch {
	case text == "*":
		return platform.Warningf("This covers everything of the distribution.")
	case !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") && !strings.HasPrefix(text, "http*://"):
		return platform.Problemf("It must begin with https://, as the viewer asks for it.")
	}
	path, _, _ := strings.Cut(text, "?")
	if pr := checkURL(text); pr != nil || !strings.HasSuffix(path, "/") || isPattern(text) {
		return pr
	}
	return platform.Warningf("This signs this one address alone. To open what is below it, end it with *.")
}

// wholeFolder is a folder as the policy has to name it, for all that is in it.
func wholeFolder(folder string) string { return strings.TrimSuffix(folder, "/") + "/*" }

// checkURL looks at what would make another URL of the one that is signed: what is never
// sent, what is percent-encoded on the way, and what CloudFront takes for its own.
func checkURL(text string) *platform.Problem {
	own := cloudfront.Carries(text)
	switch i := strings.IndexFunc(text, notInURL); {
	case i >= 0:
		return platform.Problemf("There is a character in it that no URL has as it is, %s: percent-encode it.", token.Excerpt(token.Quote(firstOf(text[i:])), 12))
	case brokenCode.MatchString(text):
		return platform.Problemf("There is a %% without two hexadecimal digits behind it: write %%25 for it.")
	case strings.Contains(text, "#"):
		return platform.Problemf("What stands behind # stays in the browser and is never asked for. Take it away.")
	case slices.Contains(own, cloudfront.KeyPairID):
		return platform.Problemf("This URL is signed already. Take it without Expires or Policy, Signature and Key-Pair-Id.")
	case len(own) > 0:
		return platform.Problemf("CloudFront takes %s for a part of its signature. Give the parameter another name.", words.List(own))
	case isPattern(text):
	case cloudfront.BrowserURL(text) != text:
		return platform.Warningf("Browsers ask for this as %s. Sign it so.", token.Excerpt(cloudfront.BrowserURL(text), 120))
	case cloudfront.Tidy(text) != text:
		return platform.Warningf("There is a stray & or ? in it. Whether CloudFront leaves it there is not known.")
	}
	return nil
}

func notInURL(c rune) bool { return check.NotInURL(c) || cloudfront.Unescaped(c) }

func firstOf(text string) string { return string([]rune(text)[:1]) }

// brokenCode finds a % that begins no percent-code.
var brokenCode = regexp.MustCompile(`%(?:[^0-9A-Fa-f]|.[^0-9A-Fa-f]|.?$)`)

func checkAddress(text string) *platform.Problem {
	if _, ok := cloudfront.Network(text); ok {
		return nil
	}
	return platform.Problemf("CloudFront takes an IPv4 address such as 203.0.113.9, or a network such as 192.0.2.0/24.")
}

// checkForm looks at fields that depend on each other.
func checkForm(f platform.Filled) (problems []platform.Problem) {
	resource, play := f.Get(platform.ID), f.Get("play")
	wrong := func(field, text string) {
		problems = append(problems, platform.Problem{Field: field, Text: text})
	}
	switch {
	case isPattern(resource) && play == "" && f.Get("place") == inURL:
		problems = append(problems, platform.Problem{Field: "play", Text: "A pattern is no URL: say which URL to make.", Missing: true})
	case !isPattern(resource) && play != resource && cloudfront.Covers(wholeFolder(resource), play):
		wrong(platform.ID, "End the folder with *, as "+token.Excerpt(wholeFolder(resource), 120)+": without it only this one address is signed.")
	case play != "" && !cloudfront.Covers(resource, play) && resource != play:
		wrong("play", "The URL or folder that is signed does not cover this one.")
	}
	if f.Get("policy") == canned && needsCustom(f) {
		wrong("policy", "A canned policy holds one URL and an end alone. A pattern, a beginning or an address needs a custom one.")
	}
	if start, err := time.Parse(time.RFC3339, f.Get("start")); err == nil && !f.Expires.IsZero() && !start.Add(time.Second).Before(f.Expires) {
		wrong("start", "It would begin when it has ended already.")
	}
	if f.Expires.Unix() > latestEnd {
		problems = append(problems, platform.Problem{Field: platform.ExpiresField, Warning: true, Text: endsAfter2038})
	}
	return problems
}

func isPattern(resource string) bool { return strings.Contains(resource, "*") }

// needsCustom reports whether a form says what no canned policy can hold.
func needsCustom(f platform.Filled) bool {
	return isPattern(f.Get(platform.ID)) || f.Get("start") != "" || f.Get("ip") != "" || f.Get("play") != "" && f.Get("play") != f.Get(platform.ID)
}
