package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf16"

	"playtoken/core/token"
)

// line writes a line of text, made inert.
func (p *program) line(s string) { p.out.WriteString(token.Inert(s) + "\n") }

func (p *program) heading(s string) {
	p.out.WriteByte('\n')
	p.line(s)
}

// writeJSON answers with one object on one line.
func (p *program) writeJSON(v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it would change the spelling of claims and URLs
	if err := e.Encode(v); err != nil {
		panic(err) // an object of the core is always JSON
	}
	for _, c := range b.String() {
		// Only the inside of a string can have one of these: a terminal may obey it, or
		// a line be turned around by it. The escape means the same. (A byte of a token
		// that is no UTF-8 arrives here as U+FFFD.)
		if c == '\n' || !token.Hidden(c) {
			p.out.WriteRune(c)
			continue
		}
		for _, half := range utf16.Encode([]rune{c}) {
			fmt.Fprintf(&p.out, `\u%04x`, half)
		}
	}
}

// objectJSON is a header or a set of claims with order and spelling as they stood
// in the token.
func objectJSON(o token.Object) json.RawMessage { return json.RawMessage(o.JSON()) }

// table writes columns. Every text in it is made inert.
type table struct {
	w      *tabwriter.Writer
	indent string
}

//go:noinline // as others: its copies would make ptok larger
func newTable(w io.Writer, indent string) table {
	return table{tabwriter.NewWriter(w, 0, 0, 2, ' ', 0), indent}
}

func (t table) row(columns ...string) {
	for i := range columns {
		columns[i] = token.Inert(columns[i])
	}
	fmt.Fprintln(t.w, t.indent+strings.Join(columns, "\t"))
}

//go:noinline // its copies would make ptok larger
func (t table) flush() { _ = t.w.Flush() }
