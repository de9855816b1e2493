package fastevo

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/paseto"
)

func isLocal(t *token.Token) bool { return t.Format == paseto.Local }

// levels are the protection levels that a token may ask for, and one of the statistics of
// which that is not known.
var levels = map[string]string{
	"standard": "", "enhanced": "", "adaptive": "the recommended one, needs FairPlay set up",
	"qualityDependant": "known from the statistics; whether a token may ask for it is not known",
}

func meanings(t *token.Token) []platform.Meaning {
	if !isLocal(t) {
		return nil
	}
	var list []platform.Meaning
	add := func(label, value, code, note string) {
		if value+code != "" {
			list = append(list, platform.Means(label, value, code, note))
		}
	}
	if t.Opened {
		if id := t.Claims.Text("contentId"); id != "" {
			add("Opens", "content", id, "")
		}
		viewer := t.Claims.Text("viewerIdentifier")
		note := "for statistics and SIEM rules"
		if p := checkViewer(viewer); p != nil && p.Warning {
			note = "looks like an e-mail address"
		}
		add("Viewer", "", viewer, note)
		level := t.Claims.Text("protectionLevel")
		note, known := levels[level]
		if !known {
			note = "not a level that Fastevo names"
		}
		add("Protection level", level, "", note)
		if tags, ok := t.Claims.Get("viewerTags"); ok {
			add("Viewer tags", tagWords(tags), "", "for statistics")
		}
	}
	return append(list, readFooter(t)...)
}

func tagWords(v token.Value) string {
	var words []string
	for _, item := range v.Items {
		words = append(words, item.Text)
	}
	return strings.Join(words, ", ")
}

// readFooter: the footer is readable without a key, and nothing vouches
// for it before one has opened the token.
func readFooter(t *token.Token) (list []platform.Meaning) {
	note := "from the footer, not verified without the key"
	if t.Opened {
		note = "from the footer"
	}
	o, ok := footer(t)
	switch {
	case len(t.Footer) == 0:
		return []platform.Meaning{platform.Means("Footer", "none", "", "Fastevo's tokens have one")}
	case !ok:
		return []platform.Meaning{platform.Means("Footer", "no JSON object", "", "Fastevo's has the members v and p")}
	}
	if p := o.Text("p"); p != "" {
		list = append(list, platform.Means("Project", "", p, note))
	}
	if v := o.Text("v"); v != "" {
		list = append(list, platform.Means("Version", "", v, note))
	}
	return list
}

// footer is the footer as an object; ok is false where there is none, or where it is
// no JSON object.
func footer(t *token.Token) (o token.Object, ok bool) {
	o, faults := token.ReadObject(t.Footer)
	return o, o.Readable && len(faults) == 0
}
