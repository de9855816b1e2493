package importer

import (
	"bytes"
	"encoding/json"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/jwk"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
)

// What is looked for in JSON: members with a name that promises a key, and texts
// that look like one under any name.
var (
	privateName = once.Regexp(`(?i)^(?:private[_-]?key(?:[_-]?(?:pem|base64|value|data|material))?|key[_-]?data|key[_-]?material|pem|rsa[_-]?private[_-]?key)$`)
	publicName  = once.Regexp(`(?i)^(?:public[_-]?key(?:[_-]?(?:pem|base64|value))?|x5c|cert(?:ificate)?)$`)
	secretName  = once.Regexp(`(?i)^(?:(?:[\w-]*[_-]?)?secret(?:[_-]?key)?|tokenSigningKeySecret|newlyGeneratedKeySecret|shared[_-]?(?:key|secret)|signing[_-]?key|(?:hmac|token|encryption|primary|backup)[_-]?key|auth[_-]?(?:key|secret)|key)$`)
	idName      = once.Regexp(`(?i)^(?:id|key[_-]?id|signing[_-]?key[_-]?id|kid)$`)
)

// maxFound is how many things that may be keys are kept.
const maxFound = 64

type namedText struct{ name, text string }

// walker collects what may be a key, in the order of the text.
type walker struct {
	jwks  []jwk.Object
	texts []namedText
	id    bool // a key ID was seen
	token bool // a token was seen
}

// walk looks at one value and at everything inside it.
func (w *walker) walk(raw json.RawMessage, name string, depth int) {
	if depth > 20 || len(w.jwks)+len(w.texts) >= maxFound {
		return
	}
	var o map[string]json.RawMessage
	var list []json.RawMessage
	var text string
	switch {
	case json.Unmarshal(raw, &o) == nil && o != nil:
		if jwk.Is(o) {
			w.jwks = append(w.jwks, o)
			return
		}
		for _, name := range memberNames(raw) {
			w.walk(o[name], name, depth+1)
		}
	case json.Unmarshal(raw, &list) == nil:
		if joined, ok := joinLines(list); ok {
			w.walk(joined, name, depth+1)
			return
		}
		for _, item := range list {
			w.walk(item, name, depth+1)
		}
	case json.Unmarshal(raw, &text) == nil && text != "":
		named := privateName().MatchString(name) || publicName().MatchString(name) || secretName().MatchString(name)
		switch {
		case idName().MatchString(name):
			w.id = true
		case isToken(text):
			w.token = true
		case named || len(text) >= 44 && known.IsKey(text):
			w.texts = append(w.texts, namedText{name, text})
		}
	}
}

func isToken(text string) bool {
	r, ok := known.NotKey(text).(*keys.Refusal)
	return ok && r.Code == keys.IsToken
}

// joinLines puts the lines of a key together that stand in a list.
func joinLines(list []json.RawMessage) (json.RawMessage, bool) {
	all := ""
	for _, item := range list {
		var line string
		if json.Unmarshal(item, &line) != nil {
			return nil, false
		}
		all += line + "\n"
	}
	if len(list) < 3 || !strings.Contains(all, "BEGIN ") {
		return nil, false
	}
	joined, err := json.Marshal(all)
	return joined, err == nil
}

// memberNames lists the names of an object's members in their order.
func memberNames(raw json.RawMessage) (names []string) {
	d := json.NewDecoder(bytes.NewReader(raw))
	_, _ = d.Token()
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			return names
		}
		names = append(names, name)
		var skip json.RawMessage
		if d.Decode(&skip) != nil {
			return names
		}
	}
	return names
}
