// Package doc takes documents of named values apart: JSON, YAML as settings are written
// in it, .env files and their kin. It reads what is there and judges nothing.
package doc

import (
	"encoding/json"
	"fmt"
	"strconv"
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

// Walk calls visit for a node, if there is one, and all below it, until it answers false for one: what is
// below that is passed over.
func (n *Node) Walk(visit func(*Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, kid := range n.Kids {
		kid.Walk(visit)
	}
}

// JSON takes JSON apart, nil where the text is none. doubled is the name of a member that
// an object has twice, "" for none. What is too deep or too much is left out.
func JSON(text string) (root *Node, doubled string) {
	if !json.Valid([]byte(text)) {
		return nil, ""
	}
	p := parser{Decoder: json.NewDecoder(strings.NewReader(text)), text: text}
	p.UseNumber()
	return p.value(&Node{}, 0), p.doubled
}

type parser struct {
	*json.Decoder
	text    string
	nodes   int
	doubled string
}

// value reads the next value into n.
func (p *parser) value(n *Node, depth int) *Node {
	p.nodes++
	switch t, _ := p.Token(); t := t.(type) { // valid JSON has no errors
	case json.Delim:
		n.Kind = map[json.Delim]Kind{'{': Object, '[': List}[t]
		start := p.InputOffset() - 1
		for seen := map[string]bool{}; p.More(); {
			kid := &Node{Parent: n}
			if n.Kind == Object {
				name, _ := p.Token()
				kid.Name, _ = name.(string)
				if seen[kid.Name] && p.doubled == "" {
					p.doubled = kid.Name
				}
				seen[kid.Name] = true
			}
			if p.value(kid, depth+1); depth < maxDepth && p.nodes < maxNodes {
				n.Kids = append(n.Kids, kid)
			}
		}
		_, _ = p.Token() // the end
		if n.Kind == Object {
			n.Raw = json.RawMessage(p.text[start:p.InputOffset()])
		}
	case string:
		n.Text = t
	case nil:
		n.Kind, n.Text = Word, "null"
	default:
		n.Kind, n.Text = Word, fmt.Sprint(t)
	}
	return n
}

// Bytes are those of a list of numbers from 0 to 255, or of an object whose members are
// numbered, as JSON writes an array of bytes; ok is false for anything else.
func (n *Node) Bytes() (b []byte, ok bool) {
	const fewest, most = 16, 10_000
	if n.Kind != List && n.Kind != Object || len(n.Kids) < fewest || len(n.Kids) > most {
		return nil, false
	}
	for i, kid := range n.Kids {
		v, err := strconv.Atoi(kid.Text)
		if kid.Kind != Word || err != nil || v < -128 || v > 255 || n.Kind == Object && kid.Name != strconv.Itoa(i) {
			return nil, false
		}
		b = append(b, byte(v))
	}
	return b, true
}
