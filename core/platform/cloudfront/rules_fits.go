package cloudfront

import (
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

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
	unclear := func(code cause.Code, w platform.Words) *platform.Finding {
		return platform.Found(code, platform.Warning, platform.Inferred, w)
	}
	switch {
	case fits.Hash != "":
		return wrong(cause.AlgUnexpected, otherHash(fits.Hash)).
			With(&platform.Remedy{Label: nameHash, Header: []token.Member{token.StringMember(cloudfront.HashAlgorithm, fits.Hash)}})
	case fits.Numbers:
		return wrong(cause.SignatureWrong, asNumbers)
	case fits.Added:
		return wrong(cause.OptionNotSigned, queryAdded(fits.URL))
	}
	switch fits.As {
	case cloudfront.Spaced:
		return wrong(cause.SignatureWrong, signedWithSpace(sent(e.Token).Custom))
	case cloudfront.Compact:
		return wrong(cause.SignatureWrong, sentWithSpace)
	case cloudfront.Slashed:
		return wrong(cause.SignatureWrong, signedWithSlashes)
	case cloudfront.Tidied:
		return unclear(cause.TokenDamagedInURL, stray(fits.URL))
	case cloudfront.AsBrowsers, cloudfront.Encoded:
		return unclear(cause.OtherPlaybackID, asBrowsersAsk(fits.URL))
	case cloudfront.Decoded:
		return wrong(cause.OtherPlaybackID, encodedLater(fits.URL))
	case cloudfront.Part:
		return wrong(cause.OtherPlaybackID, partSigned(fits.URL))
	case cloudfront.Pattern:
		return wrong(cause.OtherPlaybackID, patternSigned(fits.URL))
	case cloudfront.Otherwise:
		return wrong(cause.OtherPlaybackID, forAnother(fits.URL))
	}
	if isSegment(asked) {
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
