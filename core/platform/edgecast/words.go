package edgecast

import (
	"fmt"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

const (
	opensEvery = "This token opens every path."
	endless    = "It never ends by itself."
)

// allowPath is on the button that mends a token for another path.
const allowPath = "Allow this path"

const (
	alphabetTitle = "the token is written with + / or ="
	alphabet      = "Edgecast's tokens are base64url without padding; the reference takes the other spellings too."
	fixAlphabet   = "Write - for +, _ for /, and leave out =."
)

var (
	isVersion2 = platform.Words{
		Title:    "the token is of version 2",
		Evidence: "Version 2 tells nobody whether it was changed, and a key can be set to refuse it.",
		Fix:      "Make a token of version 3.",
	}
	oddLength = platform.Words{
		Title:    "the token is cut, or has a character too many",
		Evidence: "No token in base64 has so many characters.",
		Fix:      "Copy the whole token again.",
	}
	otherAlphabet = platform.Words{Title: alphabetTitle, Evidence: alphabet, Fix: fixAlphabet}
	plusInURL     = platform.Words{
		Title: alphabetTitle, Evidence: "A + in a query is read as a space by many servers. " + alphabet, Fix: fixAlphabet,
	}
)

func tooManyCharacters(n int) platform.Words {
	return platform.Words{
		Title:    "the token is too long",
		Evidence: fmt.Sprintf("It has %d characters, the edge refuses more than %d.", n, ectoken.MaxToken),
		Fix:      fmt.Sprintf("Shorten the parameters to %d bytes.", ectoken.MaxPlaintext),
	}
}

// wildcard: a star in what is allowed is meant for more than it is.
func wildcard(r *ectoken.Refusal, begins string) platform.Words {
	return platform.Words{
		Title:    "the token allows a path with a *, which is no wildcard",
		Evidence: "ec_url_allow is " + token.Excerpt(r.Value, 80) + ". The edge compares beginnings: a * stands for itself.",
		Fix:      "Write " + token.Excerpt(begins, 60) + ": it allows every path that begins so.",
	}
}

func pathNotAllowed(r *ectoken.Refusal, path string) platform.Words {
	return platform.Words{
		Title:    "the token is for another path",
		Evidence: "ec_url_allow is " + token.Excerpt(r.Value, 80) + ". " + r.Text,
		Fix:      "Make a token for " + token.Excerpt(path, 60) + ".",
	}
}

func hostNotAllowed(r *ectoken.Refusal) platform.Words {
	return platform.Words{
		Title:    "the token is for another host or protocol",
		Evidence: r.Name + " is " + token.Excerpt(r.Value, 80) + ". " + r.Text,
		Fix:      "Make a token that allows this URL.",
	}
}

func viewerRefused(r *ectoken.Refusal) platform.Words {
	title := map[string]string{
		ectoken.ClientIP: "the token is for another client's address",
		ectoken.RefAllow: "the token is for other pages", ectoken.RefDeny: "the token is not for this page",
		ectoken.CountryAllow: "the token is for other countries", ectoken.CountryDeny: "the token is not for this country",
	}[r.Name]
	return platform.Words{
		Title:    title,
		Evidence: r.Name + " is " + token.Excerpt(r.Value, 80) + ". " + r.Text,
		Fix:      "Make a token that lets it in, or leave " + r.Name + " out.",
	}
}

// viewersAlone: what a condition on who asks means, which cannot be seen in a URL.
func viewersAlone(conditions []ectoken.Param) platform.Words {
	value, title := token.Excerpt(conditions[0].Value, 40), ""
	switch conditions[0].Name {
	case ectoken.ClientIP:
		title = "only viewers from " + value + " may play it"
	case ectoken.CountryAllow:
		title = "only viewers in " + value + " may play it"
	case ectoken.CountryDeny:
		title = "viewers in " + value + " may not play it"
	case ectoken.RefAllow:
		title = "only pages that begin with " + value + " may play it"
	case ectoken.RefDeny:
		title = "pages that begin with " + value + " may not play it"
	}
	said := ""
	for _, p := range conditions {
		said += p.Name + " is " + token.Excerpt(p.Value, 80) + ". "
	}
	return platform.Words{
		Title:    title,
		Evidence: said + "Which address, country or page a viewer has cannot be seen in the URL.",
		Fix:      "Compare it with what the viewer has.",
	}
}

func paramsUnknown(names []string) platform.Words {
	shown := func(name string) string { return token.Excerpt(token.Quote(name), 60) }
	var evidence []string
	for _, name := range names {
		said := shown(name)
		if near := ectoken.Nearest(name); near != "" && near != name {
			said += ", perhaps " + near + " was meant"
		}
		evidence = append(evidence, said)
	}
	return platform.Words{
		Title:    "the edge does not know " + shown(names[0]),
		Evidence: strings.Join(evidence, "; ") + ". What the edge does not know restricts nothing.",
		Fix:      "Write the parameter's name as Edgecast has it.",
	}
}

func valueUnreadable(p ectoken.Param, r ectoken.Rule, problem *ectoken.Problem) platform.Words {
	return platform.Words{
		Title:    p.Name + " cannot be read as it is written",
		Evidence: p.Name + " is " + token.Excerpt(token.Quote(p.Value), 60) + ". " + problem.Text,
		Fix:      "Write it as " + r.Example + ".",
	}
}

func standsInClear(name string) platform.Words {
	return platform.Words{
		Title:    name + " stands in the URL, not in the token",
		Evidence: "The edge takes conditions from the token alone; in the query it restricts nothing.",
		Fix:      "Put it into the token.",
	}
}
