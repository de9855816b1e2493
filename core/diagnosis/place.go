package diagnosis

import (
	"fmt"
	"slices"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// misplaced: the token is whole, and stands where the platform does not look.
func misplaced(e Evidence) *platform.Finding {
	at := e.Found
	if at == nil || e.Token.Text == "" {
		return nil
	}
	wrong := func(title, evidence, fix string) *platform.Finding {
		return finding(cause.TokenMisplaced, platform.Error, title, evidence, fix, platform.Stated)
	}
	p := e.Platform
	switch {
	case at.QuestionMarks > 1:
		return wrong("the URL has two question marks", "What stands behind the second one belongs to the parameter before it.",
			"Write & in place of the second question mark.")
	case at.Times > 1 && e.differs():
		return wrong("the URL has two tokens", fmt.Sprintf("The parameter %s stands there %d times, with different tokens.", name(at.Name), at.Times),
			"Leave one of them out.")
	case at.Times > 1:
		f := wrong("the URL has the token twice", fmt.Sprintf("The parameter %s stands there %d times.", name(at.Name), at.Times), "Leave one of them out.")
		f.Severity, f.Standing = platform.Warning, platform.Inferred
		return f
	case p == nil || len(p.Params) == 0 || p.Generic:
		return nil
	case e.isDRM() && (e.other || e.hasBeside(p.Params)):
		return nil // it goes to the player beside the token of the stream
	}
	usual := p.Params[0]
	switch at.Place {
	case extract.Attribute:
		return wrongAttribute(e)
	case extract.Header:
		if e.URL != nil && e.Paste.Is == extract.Curl {
			return wrong("the token is in a header", p.Label+" looks for it in the URL.", "Put it into the URL: "+example(usual))
		}
	case extract.Path:
		return wrong("the token is in the path of the URL", p.Label+" looks for it in the query.", "Put it into the query: "+example(usual))
	case extract.Fragment:
		return wrong("the token is behind the # of the URL", "What stands behind it stays in the browser and is never sent.", "Put it into the query: "+example(usual))
	case extract.Unnamed:
		if !slices.Contains(p.Params, "") {
			return wrong("the token has no parameter name", p.Label+" looks for it under "+usual+".", "Write "+example(usual))
		}
	case extract.Query:
		return wrongParameter(e, usual)
	}
	return nil
}

func wrongParameter(e Evidence, usual string) *platform.Finding {
	at, p := e.Found, e.Platform
	switch {
	case slices.Contains(p.Params, at.Name) && at.Name != "" && usual != "":
		return nil
	case at.Name == "":
		if usual != "" {
			return finding(cause.TokenMisplaced, platform.Error, "the token has no parameter name",
				p.Label+" looks for it under "+usual+".", "Write "+example(usual), platform.Stated)
		}
		return finding(cause.TokenMisplaced, platform.Warning, "the token is not the first thing in the query",
			"A token without a name is looked for right behind the question mark.", "Put it first, or give it the name that the rule has.", platform.Stated)
	case usual == "":
		return finding(cause.TokenMisplaced, platform.Info, "the token has a parameter name",
			"It stands under "+name(at.Name)+". The edge has to be told that name; without, the token comes first and has none.",
			"Check that the rule of the edge has the same name.", platform.Stated)
	}
	return finding(cause.TokenMisplaced, platform.Error, "the token stands under the wrong name",
		"The parameter is "+name(at.Name)+", "+p.Label+" looks for "+usual+".", "Write "+example(usual), platform.Stated)
}

func wrongAttribute(e Evidence) *platform.Finding {
	tag := e.Paste.Tag
	if tag == nil {
		return nil
	}
	for _, t := range e.Platform.Tags {
		if t.Element != tag.Element || slices.Contains(t.Tokens, strings.ToLower(e.Found.Name)) || len(t.Tokens) == 0 {
			continue
		}
		return finding(cause.TokenMisplaced, platform.Error, "the player tag has the token under the wrong name",
			"The attribute is "+name(e.Found.Name)+", the player looks for "+t.Tokens[0]+".",
			"Write "+t.Tokens[0]+"=\"…\".", platform.Stated)
	}
	return nil
}

// differs reports whether another token stands under the same name in the URL.
func (e Evidence) differs() bool {
	for _, f := range e.Paste.All {
		if f.Token != e.Found.Token && f.Name == e.Found.Name && f.URL != nil && e.Found.URL != nil && f.URL.String() == e.Found.URL.String() {
			return true
		}
	}
	return false
}

// hasBeside reports whether the URL has a token under the platform's own name, too.
func (e Evidence) hasBeside(params []string) bool {
	return slices.ContainsFunc(e.Paste.All, func(f extract.Found) bool {
		return f.Name != "" && slices.Contains(params, f.Name) && f.URL != nil && e.Found.URL != nil && f.URL.String() == e.Found.URL.String()
	})
}

func name(s string) string { return token.Excerpt(token.Quote(s), 42) }

func example(param string) string {
	if param == "" {
		return "?TOKEN"
	}
	return "?" + param + "=TOKEN"
}

// damages of a token in its URL, in words.
var damageWords = map[extract.Damage]string{
	extract.Quotes:       "There are quotes in the parameter.",
	extract.EncodedTwice: "It is percent-encoded twice: codes are left after a server has decoded it.",
	extract.Spaces:       "There is a space in the parameter.",
	extract.LineBreak:    "There is a line break in the parameter.",
	extract.PlusSlash:    "It has + / or =, which a token in a URL cannot have.",
	extract.Foreign:      "It has a character that no token has.",
	extract.ExtraText:    "There is more in the parameter than the token.",
}

// damagedInURL: what a server would trip over.
func damagedInURL(e Evidence) *platform.Finding {
	if e.Found == nil || len(e.Found.Damage) == 0 {
		return nil
	}
	var said []string
	for _, d := range e.Found.Damage {
		said = append(said, damageWords[d])
	}
	return finding(cause.TokenDamagedInURL, platform.Error, "the token is damaged in the URL", strings.Join(said, " "),
		"Put the token into the URL as it is: nothing in it needs encoding.", platform.Stated)
}

// name is the parameter or attribute that carries the token, "" where it is not
// known.
func (e Evidence) name() string {
	if e.Found == nil {
		return ""
	}
	if isDRM(e.Found.Name) {
		return "drm-token"
	}
	return strings.ToLower(e.Found.Name)
}

// wanted is the ID that was asked for beside the URL: by the user, or by the
// player tag around the token.
func (e Evidence) wanted() string {
	if e.WantID == "" && e.Platform != nil {
		return tagID(e.Platform, e.Paste.Tag)
	}
	return e.WantID
}

// tagID is the ID that a player tag of the platform asks for, or "".
func tagID(p *platform.Platform, tag *extract.Tag) string {
	if tag == nil {
		return ""
	}
	for _, t := range p.Tags {
		if t.Element == tag.Element && t.ID != "" {
			return tag.Attributes[t.ID]
		}
	}
	return ""
}
