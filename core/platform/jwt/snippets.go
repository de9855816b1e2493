package jwt

import (
	"playtoken/core/platform"
	"playtoken/core/platform/samples"
)

func snippets(s *platform.Signed) []platform.Snippet {
	t := s.First()
	if len(t.URLs) == 0 {
		return samples.JWT(s)
	}
	return append([]platform.Snippet{platform.NewSnippet("cURL", "curl -i "+samples.ShellText(t.URLs[0].URL))}, samples.JWT(s)...)
}
