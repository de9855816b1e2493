package bitmovin

import (
	"playtoken/core/platform"
	"playtoken/core/platform/samples"
)

func snippets(s *platform.Signed) []platform.Snippet {
	id, t := s.Form.Get(platform.ID), s.First()
	if id == "" {
		return samples.JWT(s)
	}
	return append([]platform.Snippet{
		platform.NewSnippet("Player tag", "<script type=\"module\" src=\"https://"+ownHost+"/js/component.js\"></script>\n"+
			"<bitmovin-stream stream-id="+samples.HTMLText(id)+"\n  token="+samples.HTMLText(t.Text)+"></bitmovin-stream>"),
		platform.NewSnippet("Android", "BitmovinStream(\n    streamId = \""+id+"\",\n    authenticationToken = \""+t.Text+"\",\n)"),
		platform.NewSnippet("cURL", "curl -i "+samples.ShellText(t.URLs[0].URL)),
	}, samples.JWT(s)...)
}
