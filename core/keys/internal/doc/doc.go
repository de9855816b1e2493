// Package doc takes documents of named values apart: JSON, YAML as settings are written
// in it, .env files and their kin. It reads what is there and judges nothing.
package doc

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Node is a value in a document.
type Node struct {
	Name   string // of the member that it is, "" in a list
	Text   string // of a string; a number or word as it is written
	Kids   []*Node
	Parent *Node
	Kind   Kind
	Raw    json.RawMessage // of an object of JSON
}

// Kind is what a node is.
type Kind int

// The kinds.
const (
	String Kind = iota
	Word        // a number, true, false, null
	Object
	List
)

// Limits of a document that is taken apart.
const (
	maxDepth = 24
	maxNodes = 50_000
)

// Kid is the member of an object by its exact name, nil for none.
func (n *Node) Kid(names ...string) *Node {
	for _, name := range names {
		for _, kid := range n.Kids {
			if kid.Name == name {
				return kid
			}
		}
	}
	return nil
}

// TextOf is the text of a member that is a string, the first of these names that is
// there.
func (n *Node) TextOf(names ...string) string {
	for _, name := range names {
		if kid := n.Kid(name); kid != nil && kid.Kind == String && kid.Text != "" {
			return kid.Text
		}
	}
	return ""
}

// Walk calls visit for a node and all below it, until it answers false for one: what is
// below that is passed over.
func (n *Node) Walk(visit func(*Node) bool) {
	if !visit(n) {
		return
	}
	for _, kid := range n.Kids {
		kid.Walk(visit)
	}
}

// JSON takes valid JSON apart. doubled is the name of a member that an object has twice,
// "" for none.
func JSON(text []byte) (root *Node, doubled string) {
	p := parser{d: json.NewDecoder(bytes.NewReader(text)), text: text}
	p.d.UseNumber()
	root = &Node{}
	p.value(root, 0)
	return root, p.doubled
}

type parser struct {
	d       *json.Decoder
	text    []byte
	nodes   int
	doubled string
}

// value reads the next value into n. What is too deep or too much is left out.
func (p *parser) value(n *Node, depth int) {
	t, err := p.d.Token()
	if err != nil {
		return
	}
	p.nodes++
	switch t := t.(type) {
	case json.Delim:
		start := p.d.InputOffset() - 1
		n.Kind = List
		if t == '{' {
			n.Kind = Object
		}
		p.inside(n, depth)
		if n.Kind == Object {
			n.Raw = p.text[start:p.d.InputOffset()]
		}
	case string:
		n.Text = t
	case json.Number:
		n.Kind, n.Text = Word, t.String()
	case bool:
		n.Kind, n.Text = Word, map[bool]string{true: "true", false: "false"}[t]
	default:
		n.Kind, n.Text = Word, "null"
	}
}

func (p *parser) inside(n *Node, depth int) {
	var seen map[string]bool
	if n.Kind == Object {
		seen = map[string]bool{}
	}
	for p.d.More() {
		kid := &Node{Parent: n}
		if n.Kind == Object {
			t, err := p.d.Token()
			if err != nil {
				return
			}
			kid.Name, _ = t.(string)
			if seen[kid.Name] && p.doubled == "" {
				p.doubled = kid.Name
			}
			seen[kid.Name] = true
		}
		before := p.d.InputOffset()
		p.value(kid, depth+1)
		if p.d.InputOffset() == before {
			return // no way on
		}
		if depth < maxDepth && p.nodes < maxNodes {
			n.Kids = append(n.Kids, kid)
		}
	}
	_, _ = p.d.Token() // the end
}

// Bytes are those of a list of numbers from 0 to 255, or of an object whose members are
// numbered, as JSON writes an array of bytes; ok is false for anything else.
func (n *Node) Bytes() (b []byte, ok bool) {
	const fewest, most = 16, 10_000
	if n.Kind != List && n.Kind != Object || len(n.Kids) < fewest || len(n.Kids) > most {
		return nil, false
	}
	for i, kid := range n.Kids {
		v, number := small(kid.Text)
		at, numbered := small(kid.Name)
		if kid.Kind != Word || !number || v < -128 || v > 255 || n.Kind == Object && (!numbered || at != i) {
			return nil, false
		}
		b = append(b, byte(v))
	}
	return b, true
}

// small is a number of up to five digits.
func small(s string) (n int, ok bool) {
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || len(digits) > 5 || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	for _, c := range digits {
		n = 10*n + int(c-'0')
	}
	if len(digits) < len(s) {
		n = -n
	}
	return n, true
}
