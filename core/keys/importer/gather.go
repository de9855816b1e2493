package importer

import (
	"cmp"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/doc"
	"playtoken/core/keys/internal/jwk"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
)

// What is looked for in a document: members with a name that promises a key, and texts
// that look like one under any name.
var (
	privateName = once.Regexp(`(?i)^(?:[\w-]*[_.-])?(?:private[_-]?key|key[_-]?data|key[_-]?material|pem|ssh[_-]?key)(?:[_-]?(?:pem|base64|b64|value|data|material|pkcs8|openssh))?$|(?i)^private$`)
	publicName  = once.Regexp(`(?i)^(?:[\w-]*[_.-])?(?:public[_-]?key|x5c|cert(?:ificate)?)(?:[_-]?(?:pem|base64|b64|value))?$`)
	secretName  = once.Regexp(`(?i)^(?:(?:[\w.-]*[ _.-]?)?secret(?:[_-]?(?:key|value|string|base|key[_-]?base|base64|b64|text))*|tokenSigningKeySecret|newlyGeneratedKeySecret|[\w.-]*(?:shared|signing|hmac|token|encryption|primary|backup|auth|jwt|app|master)[_-]?(?:key|secret)(?:[_-]?(?:value|base64|b64))?|key)$`)
	idName      = once.Regexp(`(?i)^(?:id|(?:[\w.-]*[_.-])?(?:key[ _-]?id|kid)|(?:signing|private|public|access)[_-]?key[_-]?id)$`)
	passName    = once.Regexp(`(?i)^(?:(?:private|key|pem)?[_-]?(?:pass(?:phrase|word)))$`)
)

// maxFound is how many things that may be keys are kept.
const maxFound = 64

// member is a text of a document that may be a key.
type member struct {
	*doc.Node
	name string
	text string
	of64 bool // it was base64, as the document writes all its values
}

// gathered is what a document has.
type gathered struct {
	jwks      []*doc.Node
	keys      []member // of two halves, by their look or their name
	secrets   []member // by their name
	ids       []member
	passwords []member
	token     bool
	named     bool  // an ID was seen
	nested    bool  // some of it stands in a text of the document
	reference error // what one of the members stands for
}

// gather looks at a document and at everything inside it.
func gather(root *doc.Node) (w gathered) {
	root.Walk(func(n *doc.Node) bool { return w.look(n, 0) })
	return w
}

// look takes what is wanted from one node, and answers whether to look inside it.
func (w *gathered) look(n *doc.Node, depth int) bool {
	if len(w.jwks)+len(w.keys)+len(w.secrets) >= maxFound {
		return false
	}
	if b, ok := bytesOf(n); ok {
		w.keys = append(w.keys, member{n, n.Name, string(b), false})
		return false
	}
	switch n.Kind {
	case doc.Object:
		if err := known.Holder(n.Name); err != nil {
			w.reference = err
			return false
		}
		if n.Raw != nil && isJWK(n) {
			w.jwks = append(w.jwks, n)
			return false
		}
	case doc.List:
		if joined, ok := joinLines(n); ok {
			w.keys = append(w.keys, member{n, n.Name, joined, false})
			return false
		}
	case doc.String:
		w.text(n, depth)
	}
	return true
}

func isJWK(n *doc.Node) bool {
	return n.Kid("kty", "n", "crv", "k", "Kty") != nil && jwk.Is(object(n))
}

func (w *gathered) text(n *doc.Node, depth int) {
	m := member{Node: n, name: nameOf(n), text: n.Text}
	if m.text == "" || labels(n) {
		return
	}
	if depth < maxJSON && (m.text[0] == '{' || m.text[0] == '[') {
		if inner, _ := doc.JSON(m.text); inner != nil { // as a store of secrets answers
			inner.Parent, inner.Name = n.Parent, n.Name
			w.nested = true
			inner.Walk(func(n *doc.Node) bool { return w.look(n, depth+1) })
			return
		}
	}
	if name, value, ok := strings.Cut(m.text, "="); ok && parentOf(n).Kind == doc.List && envName().MatchString(name) { // of a container
		m.name, m.text = name, value
	}
	if encodes(n) {
		if b, err := codec.Chars(m.text); err == nil {
			if inside, ok := codec.Loose(b); ok && !isBinary(string(inside)) {
				m.text, m.of64 = string(inside), true
			}
		}
	}
	err := known.NotKey(strings.TrimSpace(m.text))
	r, _ := err.(*keys.Refusal)
	looks := len(m.text) >= 44 && known.IsKey(m.text)
	switch {
	case idName().MatchString(m.name):
		if w.named = true; isID(m.text, rankID(m.name) > 1) {
			w.ids = append(w.ids, m)
		}
	case r != nil && r.Code == keys.IsToken:
		w.token = true
	case looks || privateName().MatchString(m.name) || publicName().MatchString(m.name):
		w.keys = append(w.keys, m)
	case passName().MatchString(m.name):
		w.passwords = append(w.passwords, m)
	case secretName().MatchString(m.name):
		w.secrets = append(w.secrets, m)
	case w.reference == nil && known.Reference(strings.TrimSpace(m.text)) != nil:
		w.reference = err
	}
}

var envName = once.Regexp(`^[A-Za-z_][\w.]{1,60}$`)

// A value may stand beside its name, in members of these names (Postman, Bitwarden,
// 1Password, containers).
var (
	valueNames = []string{"value", "Value", "secretValue"}
	labelNames = []string{"key", "name", "label", "title", "Key", "Name"}
)

// nameOf is the name of a value: that of its member, or the one that stands beside it.
func nameOf(n *doc.Node) string {
	up, label := parentOf(n), ""
	value := slices.Contains(valueNames, n.Name)
	if value {
		label = up.TextOf(labelNames...)
	}
	switch {
	case n.Name == "": // in a list
		return up.Name
	case n.Name == "value" && strings.Contains(up.TextOf("id"), "/secrets/"), // Azure Key Vault
		label != "" && up.TextOf("Type") == "SecureString", // AWS Systems Manager
		n.Name == "data" && up.Name == "payload",           // Google Secret Manager
		n.Name == "Data", n.Name == "SecretBinary", n.Name == "SecretString":
		return "secret"
	case label != "":
		return label[strings.LastIndexByte(label, '/')+1:]
	case value && up.Name != "" && up.Kind == doc.Object: // an output of Terraform
		return up.Name
	}
	if path := max(strings.LastIndex(n.Name, ":")+1, strings.LastIndex(n.Name, "__")+2); path > 1 && path < len(n.Name) { // of settings of .NET
		return n.Name[path:]
	}
	return n.Name
}

// parentOf is what a node stands in: nothing, for the whole document.
func parentOf(n *doc.Node) *doc.Node { return cmp.Or(n.Parent, &doc.Node{}) }

// labels reports whether a text is the name of the value beside it, or of what stands
// for one (ExternalSecret of Kubernetes).
func labels(n *doc.Node) bool {
	up := parentOf(n)
	return n.Name == "secretKey" && up.Kid("remoteRef") != nil || slices.Contains(labelNames, n.Name) && up.Kid(valueNames...) != nil
}

// encodes reports whether a document writes a value in base64 as it does all its values:
// secrets of Kubernetes, Docker and clouds.
func encodes(n *doc.Node) bool {
	up := parentOf(n)
	return n.Name == "SecretBinary" ||
		n.Name == "Data" && up.Kid("Name", "Labels") != nil ||
		n.Name == "Value" && up.Kid("LockIndex") != nil || // Consul
		n.Name == "data" && (up.Name == "payload" || up.Kid("dataCrc32c") != nil) ||
		up.Name == "data" && parentOf(up).TextOf("kind") == "Secret"
}

// bytesOf are the bytes that a program has written as numbers, such as a Buffer of Node.js.
func bytesOf(n *doc.Node) ([]byte, bool) {
	if n.Kind == doc.Object && n.TextOf("type") == "Buffer" {
		if data := n.Kid("data"); data != nil {
			return data.Bytes()
		}
	}
	return n.Bytes()
}

// joinLines puts the lines of a key together that stand in a list.
func joinLines(n *doc.Node) (string, bool) {
	const fewest = 3
	var lines []string
	for _, kid := range n.Kids {
		if kid.Kind != doc.String {
			return "", false
		}
		lines = append(lines, strings.TrimRight(kid.Text, "\r\n")+"\n")
	}
	begins := func(line string) bool {
		return strings.Contains(line, "-----BEGIN ") && !strings.Contains(line, "-----END ")
	}
	return strings.Join(lines, ""), len(lines) >= fewest && slices.ContainsFunc(lines, begins)
}

// beside adds the ID that stands with a key: in the same object, or in the next one
// around it that has one. What is called an ID and nothing more is that of the object.
func (w gathered) beside(f found) found {
	if f.id != "" || f.at == nil {
		return f
	}
	own := ownerOf(f.at)
	for around := own; around != nil && f.id == ""; around = around.Parent {
		best := -1
		for _, id := range w.ids {
			owner, rank := ownerOf(id.Node), rankID(id.name)
			near := owner == around && (around == own || rank > 0 || keyObject().MatchString(around.Name)) || owner.Parent == around && rank > 1
			if near && rank > best {
				best, f.id = rank, strings.TrimSpace(id.text)
			}
		}
	}
	return f
}

// keyObject is the name of an object that is about one key, and so is its ID.
var keyObject = once.Regexp(`(?i)(?:public|private|signing)[_-]?key$`)

// onlyID is the one ID in a document whose name says that it is that of a key.
func (w gathered) onlyID() string {
	only := ""
	for _, id := range w.ids {
		switch text := strings.TrimSpace(id.text); {
		case rankID(id.name) < 2 || text == only:
		case only != "":
			return ""
		default:
			only = text
		}
	}
	return only
}

// ownerOf is the object that a value belongs to, past the one that has its name.
func ownerOf(n *doc.Node) *doc.Node {
	if slices.Contains(valueNames, n.Name) && parentOf(n).TextOf(labelNames...) != "" {
		return cmp.Or(n.Parent.Parent, n.Parent)
	}
	return n.Parent
}

// isID reports whether a text can be an ID: a short word that is no address, and no hash
// unless its name says that it is the ID of a key.
func isID(text string, named bool) bool {
	text = strings.TrimSpace(text)
	return text != "" && len(text) <= 100 && !strings.Contains(text, "://") && !strings.ContainsAny(text, " \n") &&
		(named || len(text) != 40 || strings.Trim(text, "0123456789abcdef") != "") && !known.IsKey(text)
}

// rankID says which of two IDs is that of the key.
func rankID(name string) int {
	switch name = strings.ToLower(name); {
	case name == "id":
		return 0
	case strings.Contains(name, "access"):
		return 1
	case strings.Contains(name, "kid"):
		return 3
	}
	return 2
}
