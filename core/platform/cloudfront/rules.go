package cloudfront

import (
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// rules are CloudFront's own reasons to refuse. That it has ended, or not begun, follows
// from its times.
var rules = []platform.Rule{letters, policyShape, hash, fitsOther, notCovered, otherKey, viewers, listOnly}

// letters: CloudFront's base64 has - for +, _ for = and ~ for /.
func letters(e platform.Evidence) *platform.Finding {
	switch a := cloudfront.AlphabetOf(e.Token); a {
	case cloudfront.Plain: // what the edge makes of it is not established
		return platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Inferred, plainBase64)
	case cloudfront.URLSafe:
		return platform.Found(cause.TokenDamagedInURL, platform.Error, platform.Stated, base64url)
	}
	return nil
}

// policyShape: the policy is JSON with one statement.
func policyShape(e platform.Evidence) *platform.Finding {
	if f := e.Token.FirstFault(); f != nil && f.Part == token.ClaimsPart && f.Code != token.OtherAlphabet {
		return platform.Found(cause.ClaimsMalformed, platform.Error, platform.Stated, badPolicy(f))
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

// fitsOther: the signature fits another policy, which was found.
func fitsOther(e platform.Evidence) *platform.Finding {
	fits, ok := e.Fits.(cloudfront.Fits)
	if !ok {
		return nil
	}
	asked := e.Token.Claims.Text(cloudfront.Resource)
	wrong := func(code cause.Code, w platform.Words) *platform.Finding {
		return platform.Found(code, platform.Error, platform.Stated, w)
	}
	switch {
	case fits.Hash != "":
		return wrong(cause.AlgUnexpected, otherHash(fits.Hash)).
			With(&platform.Remedy{Label: nameHash, Header: []token.Member{token.StringMember(cloudfront.HashAlgorithm, fits.Hash)}})
	case fits.Numbers:
		return wrong(cause.SignatureWrong, asNumbers)
	case fits.Added:
		return wrong(cause.OptionNotSigned, queryAdded(fits.URL))
	case isSegment(asked):
		return wrong(cause.SegmentsWithoutToken, listForSegment(fits.URL))
	}
	return wrong(cause.OtherPlaybackID, forAnother(fits.URL))
}

// isSegment reports whether a URL is that of a piece of a stream.
func isSegment(url string) bool {
	path, _, _ := strings.Cut(url, "?")
	for _, end := range []string{".ts", ".m4s", ".mp4", ".m4a", ".m4v", ".aac", ".vtt", ".cmfv", ".cmfa", ".key"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return false
}

// notCovered: the resource of a custom policy must cover what is asked for, its query
// as well.
func notCovered(e platform.Evidence) *platform.Finding {
	resource, asked := e.Token.Claims.Text(cloudfront.Resource), e.Want
	if e.URL != nil {
		asked = cloudfront.Bare(e.URL)
	}
	s, _ := token.SettingOf[cloudfront.Settings](e.Token.Settings)
	if !s.Custom || asked == "" || resource == "" || cloudfront.Covers(resource, asked) {
		return nil
	}
	path, _, queried := strings.Cut(asked, "?")
	if queried && cloudfront.Covers(resource, path) {
		return platform.Found(cause.OptionNotSigned, platform.Error, platform.Stated, queryNotCovered(resource)).
			With(useResource(resource + "*"))
	}
	return platform.Found(cause.OtherPlaybackID, platform.Error, platform.Stated, resourceNotCovering(resource, asked)).
		With(useResource(asked))
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

// viewers: who asks cannot be seen in what was signed, so that nobody can say that it
// plays.
func viewers(e platform.Evidence) *platform.Finding {
	ip := e.Token.Claims.Text(cloudfront.Address)
	if ip == "" || e.State != token.Valid {
		return nil
	}
	return platform.Found(cause.NotTheToken, platform.Warning, platform.Stated, viewersAlone(ip))
}

// listOnly: whoever asks for the playlist asks for its segments next.
func listOnly(e platform.Evidence) *platform.Finding {
	resource := e.Token.Claims.Text(cloudfront.Resource)
	if e.State != token.Valid || !isList(resource) || isPattern(resource) {
		return nil
	}
	return platform.Found(cause.SegmentsWithoutToken, platform.Info, platform.Inferred, listOpen)
}
