package cloudfront

import (
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// rules are CloudFront's own reasons to refuse. That it has ended, or not begun, follows
// from its times. What has no statement has faults, which a rule for every token tells.
var rules = []platform.Rule{
	letters, policyForm, twoOfOne, hash, fitsOther, notCovered, asWritten, otherKey, accessKey, oddTime, noEnd, lateEnd, viewers, listOnly,
}

// letters: CloudFront's base64 has - for +, _ for = and ~ for /.
func letters(e platform.Evidence) *platform.Finding {
	switch a := cloudfront.AlphabetOf(e.Token); {
	case e.Token.FirstFault() != nil && a != cloudfront.URLSafe:
		return nil // a text that is damaged is worse than its letters, and is told once
	case a == cloudfront.Plain: // what the edge makes of it is not established
		return platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Inferred, plainBase64)
	case a == cloudfront.URLSafe:
		return platform.Found(cause.TokenDamagedInURL, platform.Error, platform.Stated, base64url)
	}
	return nil
}

// twoOfOne: which of two the edge takes is not established. The first is judged here, and
// of both policies the one that is sent.
func twoOfOne(e platform.Evidence) *platform.Finding {
	odd := func(w platform.Words) *platform.Finding {
		return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, w)
	}
	switch s := sent(e.Token); {
	case len(s.Twice) > 0:
		return odd(comesTwice(s.Twice))
	case s.Both:
		return odd(bothPolicies)
	}
	return nil
}

// hash: two are known.
func hash(e platform.Evidence) *platform.Finding {
	switch named := e.Token.Header.Text(cloudfront.HashAlgorithm); named {
	case "", "SHA1", "SHA256":
		return nil
	default:
		return platform.Found(cause.AlgUnexpected, platform.Error, platform.Stated, unknownHash(named))
	}
}

// notCovered: the resource of a custom policy must cover what is asked for, its query
// as well.
func notCovered(e platform.Evidence) *platform.Finding {
	resource, asked := e.Token.Claims.Text(cloudfront.Resource), e.Want
	if e.URL != nil {
		asked = cloudfront.Bare(e.URL)
	}
	if !sent(e.Token).Custom || asked == "" || resource == "" || cloudfront.Covers(resource, asked) {
		return nil
	}
	unclear := func(code cause.Code, w platform.Words) *platform.Finding {
		return platform.Found(code, platform.Warning, platform.Inferred, w).With(useResource(asked))
	}
	if withHost := cloudfront.AtHostOf(resource, asked); strings.HasPrefix(asked, "/") && cloudfront.Covers(resource, withHost) {
		return platform.Found(cause.OtherPlaybackID, platform.Warning, platform.Inferred, hostNotKnown(resource))
	}
	path, _, queried := strings.Cut(asked, "?")
	switch {
	case cloudfront.Covers(resource, cloudfront.Tidy(asked)) && e.Token.FirstFault() == nil:
		return unclear(cause.TokenDamagedInURL, stray(resource))
	case cloudfront.Covers(resource, cloudfront.BrowserURL(asked)):
		return unclear(cause.OtherPlaybackID, asBrowsersAsk(resource))
	case cloudfront.CoversWithoutScheme(resource, asked):
		return unclear(cause.OtherPlaybackID, noScheme(resource))
	case queried && cloudfront.Covers(resource, path):
		return platform.Found(cause.OptionNotSigned, platform.Error, platform.Stated, queryNotCovered(resource)).
			With(useResource(resource + "*"))
	}
	return platform.Found(cause.OtherPlaybackID, platform.Error, platform.Stated, resourceNotCovering(resource, asked)).
		With(useResource(asked))
}

// asWritten: the signature holds for the URL as it is written here, and would not for what
// comes to the edge of it: without a stray &, or as browsers ask for it.
func asWritten(e platform.Evidence) *platform.Finding {
	resource := e.Token.Claims.Text(cloudfront.Resource)
	asked := resource
	if sent(e.Token).Custom && e.URL != nil {
		asked = cloudfront.Bare(e.URL)
	}
	if e.State != token.Valid || resource == "" || !cloudfront.Covers(resource, asked) {
		return nil
	}
	switch browser := cloudfront.BrowserURL(asked); {
	case !cloudfront.Covers(resource, cloudfront.Tidy(asked)):
		return platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Inferred, stray(resource))
	case !cloudfront.Covers(resource, browser) && (sent(e.Token).Custom || !isPattern(resource)):
		return platform.Found(cause.OtherPlaybackID, platform.Warning, platform.Inferred, browsersAsk(browser))
	}
	return nil
}

func useResource(resource string) *platform.Remedy {
	return &platform.Remedy{Label: coverIt, Claims: []token.Member{token.StringMember(cloudfront.Resource, resource)}}
}

// otherKey: the edge finds the key by its ID, so that a sound signature under another ID
// is refused.
func otherKey(e platform.Evidence) *platform.Finding {
	named := e.Token.KeyID()
	if e.KeyID == "" || named == "" || named == e.KeyID {
		return nil
	}
	return platform.Found(cause.UnknownKey, platform.Error, platform.Stated, otherKeyID(named, e.KeyID)).
		With(&platform.Remedy{Label: useKeyID, Header: []token.Member{token.StringMember(cloudfront.KeyPairID, e.KeyID)}})
}

// accessKey: the IDs of access keys of IAM begin with four letters of their own, and sign for
// the API alone (IAM user guide, unique identifiers).
func accessKey(e platform.Evidence) *platform.Finding {
	named := e.Token.KeyID()
	if !strings.HasPrefix(named, "AKIA") && !strings.HasPrefix(named, "ASIA") {
		return nil
	}
	return platform.Found(cause.UnknownKey, platform.Error, platform.Stated, accessKeyID(named))
}

// listOnly: whoever asks for the playlist asks for its segments next.
func listOnly(e platform.Evidence) *platform.Finding {
	resource := e.Token.Claims.Text(cloudfront.Resource)
	if e.State != token.Valid || !isList(resource) || isPattern(resource) {
		return nil
	}
	return platform.Found(cause.SegmentsWithoutToken, platform.Info, platform.Inferred, listOpen)
}
