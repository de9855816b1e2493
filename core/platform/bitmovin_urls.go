package platform

import (
	"net/url"

	"playtoken/core/cause"
)

// bitmovinURLs are empty without a stream ID. Only the configuration is known to
// take the token: it is what the platform's own SDK asks for. The others exist;
// whether they take it is not established.
func bitmovinURLs(f Form, tok string) []URL {
	if f.Get(ID) == "" {
		return nil
	}
	base := "https://" + bitmovinHost + "/" + url.PathEscape(f.Get(ID))
	return []URL{
		{"Configuration", base + "/config?token=" + tok, Seen},
		{"Embed page", base + "/embed?token=" + tok, Inferred},
		{"Manifest", base + "/manifest.m3u8?token=" + tok, Inferred},
		{"Poster", base + "/poster?token=" + tok, Inferred},
	}
}

func bitmovinSnippets(m Made) []Snippet {
	id := m.Form.Get(ID)
	if id == "" {
		return jwtSamples(m)
	}
	return append([]Snippet{
		{"Player tag", "<script type=\"module\" src=\"https://" + bitmovinHost + "/js/component.js\"></script>\n" +
			"<bitmovin-stream stream-id=" + htmlText(id) + "\n  token=" + htmlText(m.Token) + "></bitmovin-stream>"},
		{"Android", "BitmovinStream(\n    streamId = \"" + id + "\",\n    authenticationToken = \"" + m.Token + "\",\n)"},
		{"cURL", "curl -i " + shellText(m.URLs[0].URL)},
	}, jwtSamples(m)...)
}

// bitmovinStatuses are what the platform's Android SDK makes of an answer.
var bitmovinStatuses = []Status{
	{401, "Unauthorized access to stream. This stream may require a token.", "The request came without a token.", []cause.Code{cause.TokenAbsent, cause.TokenMisplaced}, Seen},
	{403, "Forbidden access to stream. The token may be invalid or expired.", "The token was refused, or the page is not allowed to play the stream.", []cause.Code{cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AlgUnexpected, cause.NotTheToken}, Seen},
	{404, "Stream not found. Please check that the streamId is correct.", "There is no stream of that ID.", nil, Seen},
	{500, "Internal server error.", "The platform failed; the token is not the cause.", nil, Seen},
	{503, "Service unavailable. Please try again later.", "The platform cannot answer now; the token is not the cause.", nil, Seen},
	{0, "No internet connection", "The player did not reach the platform; the token is not the cause.", nil, Seen},
}
