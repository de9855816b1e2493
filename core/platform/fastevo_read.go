package platform

import (
	"net/url"
	"strings"

	"playtoken/core/token"
)

// fastevoRecognises: v4.local is Fastevo's alone among the platforms here.
func fastevoRecognises(t *token.Token, u *url.URL) bool {
	if u != nil && strings.HasSuffix(strings.ToLower(u.Hostname()), ".fastevo.net") {
		return true
	}
	return t != nil && t.Kind == token.PasetoLocal
}

// fastevoLevels are the protection levels that a token may ask for. The
// statistics know qualityDependant as well; whether a token may is not known.
var fastevoLevels = map[string]string{
	"standard": "", "enhanced": "", "adaptive": "the recommended one, needs FairPlay set up",
}

func fastevoRead(t *token.Token) []Reading {
	if t.Kind != token.PasetoLocal {
		return nil
	}
	var list []Reading
	add := func(label, value, code, note string) {
		if value+code != "" {
			list = append(list, Reading{label, value, code, note})
		}
	}
	if t.Opened {
		if id := t.Claims.Text("contentId"); id != "" {
			add("Opens", "content", id, "")
		}
		viewer := t.Claims.Text("viewerIdentifier")
		note := "for statistics and SIEM rules"
		if p := fastevoCheckViewer(viewer); p != nil && p.Warning {
			note = "looks like an e-mail address"
		}
		add("Viewer", "", viewer, note)
		level := t.Claims.Text("protectionLevel")
		note, known := fastevoLevels[level]
		if !known {
			note = "not a level that Fastevo names"
		}
		add("Protection level", level, "", note)
		if tags, ok := t.Claims.Get("viewerTags"); ok {
			add("Viewer tags", fastevoTagWords(tags), "", "for statistics")
		}
	}
	return append(list, fastevoReadFooter(t)...)
}

func fastevoTagWords(v token.Value) string {
	var words []string
	for _, item := range v.Items {
		words = append(words, item.Text)
	}
	return strings.Join(words, ", ")
}

// fastevoReadFooter: the footer is readable without a key, and nothing vouches
// for it before one has opened the token.
func fastevoReadFooter(t *token.Token) (list []Reading) {
	note := "from the footer, not verified without the key"
	if t.Opened {
		note = "from the footer"
	}
	footer, ok := fastevoFooter(t)
	switch {
	case len(t.Footer) == 0:
		return []Reading{{"Footer", "none", "", "Fastevo's tokens have one"}}
	case !ok:
		return []Reading{{"Footer", "no JSON object", "", "Fastevo's has the members v and p"}}
	}
	if p := footer.Text("p"); p != "" {
		list = append(list, Reading{"Project", "", p, note})
	}
	if v := footer.Text("v"); v != "" {
		list = append(list, Reading{"Version", "", v, note})
	}
	return list
}

// fastevoStatuses: the codes of Fastevo's errors are not published.
var fastevoStatuses = []Status{
	{0, "processing", "The content is not ready yet; a token may be made before it is.", nil, Stated},
}
