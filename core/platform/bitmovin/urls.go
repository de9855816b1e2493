package bitmovin

import (
	"net/url"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/platform/samples"
)

// urls are empty without a stream ID. Only the configuration is known to take the
// token: it is what the platform's own SDK asks for. The others exist; whether they
// take it is not established.
func urls(f platform.Filled, t platform.NamedToken) []platform.URL {
	if f.Get(platform.ID) == "" {
		return nil
	}
	base := "https://" + ownHost + "/" + url.PathEscape(f.Get(platform.ID))
	address := func(name, path string, b platform.Basis) platform.URL {
		return platform.URL{Name: name, URL: base + path + "?token=" + t.Text, Basis: b}
	}
	return []platform.URL{
		address("Configuration", "/config", platform.Seen),
		address("Embed page", "/embed", platform.Inferred),
		address("Manifest", "/manifest.m3u8", platform.Inferred),
		address("Poster", "/poster", platform.Inferred),
	}
}

func snippets(s *platform.Signed) []platform.Snippet {
	id, t := s.Form.Get(platform.ID), s.First()
	if id == "" {
		return samples.JWT(t)
	}
	return append([]platform.Snippet{
		platform.NewSnippet("Player tag", "<script type=\"module\" src=\"https://"+ownHost+"/js/component.js\"></script>\n"+
			"<bitmovin-stream stream-id="+samples.HTMLText(id)+"\n  token="+samples.HTMLText(t.Text)+"></bitmovin-stream>"),
		platform.NewSnippet("Android", "BitmovinStream(\n    streamId = \""+id+"\",\n    authenticationToken = \""+t.Text+"\",\n)"),
		platform.NewSnippet("cURL", "curl -i "+samples.ShellText(t.URLs[0].URL)),
	}, samples.JWT(t)...)
}

// statuses are what the platform's Android SDK makes of an answer.
var statuses = []platform.Status{
	platform.Answer(401, "Unauthorized access to stream. This stream may require a token.", "The request came without a token.", []cause.Code{cause.TokenAbsent, cause.TokenMisplaced}, platform.Seen),
	platform.Answer(403, "Forbidden access to stream. The token may be invalid or expired.", "The token was refused, or the page is not allowed to play the stream.", []cause.Code{cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AlgUnexpected, cause.NotTheToken}, platform.Seen),
	platform.Answer(404, "Stream not found. Please check that the streamId is correct.", "There is no stream of that ID.", nil, platform.Seen),
	platform.Answer(500, "Internal server error.", "The platform failed; the token is not the cause.", nil, platform.Seen),
	platform.Answer(503, "Service unavailable. Please try again later.", "The platform cannot answer now; the token is not the cause.", nil, platform.Seen),
	platform.Answer(0, "No internet connection", "The player did not reach the platform; the token is not the cause.", nil, platform.Seen),
}
