package doc

import (
	"strings"

	"playtoken/core/once"
)

var (
	// yamlLine is "name: value", perhaps in a list, with the indent that says where it
	// belongs.
	yamlLine = once.Regexp(`^([ \t]*)((?:- +)*)["']?([A-Za-z_][\w./ -]{0,80}?)["']?[ \t]*:(?:[ \t]+(.*))?$`)
	// envLine is NAME=value, as .env files, shells, Docker, systemd and properties write it.
	envLine = once.Regexp(`^[ \t]*(?:- +)?(?:(?:export|set|setx|ENV|ARG|declare -x)[ \t]+|(?:Environment|SetCredential)=)?["']?([A-Za-z_][\w.-]{0,80})["']?[ \t]*=>?[ \t]*(.*)$`)
	// systemd gives the name of a credential before a colon.
	credential = once.Regexp(`^[ \t]*(?:Set|Load)Credential(?:Encrypted)?=([\w.-]{1,80}):(.*)$`)
	// environment is a setting of systemd in quotes.
	environment = once.Regexp(`^[ \t]*Environment="(.*)"$`)
	// column is a row of a table of Vault, whose head is underlined.
	column     = once.Regexp(`^([A-Za-z][\w.-]{0,80}) {2,}(\S.*)$`)
	underlined = once.Regexp(`(?m)^-{3,} +-{3,}[ \t]*$`)
	item       = once.Regexp(`^([ \t]*)- +(.*)$`)
	blockMark  = once.Regexp(`^(?:![\w!-]+[ \t]+)?[|>][+-]?\d?[+-]?[ \t]*$`)
	yamlTag    = once.Regexp(`^(?:![\w!-]+|&\w+)[ \t]+`)
)

// Lines takes a text apart that has named values, one on each line: YAML, .env files and
// their kin. ok is false where fewer than two lines have a name, or many have none.
func Lines(text string) (root *Node, ok bool) {
	rows := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if len(rows) > 5000 {
		return nil, false
	}
	root = &Node{Kind: Object}
	open := []level{{node: root, indent: -1}}
	named, strange := 0, 0
	table := underlined().MatchString(text)
	for i := 0; i < len(rows); i++ {
		row := strings.TrimRight(rows[i], " \t")
		bare := strings.TrimSpace(row)
		if bare == "" || bare == "---" || bare == "..." || strings.ContainsRune("#;[", rune(bare[0])) || strings.Trim(bare, "[](){},;") == "" || bare == "<?php" {
			continue
		}
		if m := environment().FindStringSubmatch(row); m != nil {
			row = m[1]
		}
		if m := column().FindStringSubmatch(row); m != nil && table {
			value := m[2]
			for strings.HasPrefix(value, "-----BEGIN ") && !strings.Contains(value, "-----END ") && i+1 < len(rows) {
				i++
				value += "\n" + rows[i]
			}
			root.add(m[1], value)
			named++
			continue
		}
		if m := credential().FindStringSubmatch(row); m != nil {
			root.add(m[1], m[2])
			named++
			continue
		}
		if m := yamlLine().FindStringSubmatch(row); m != nil && !strings.HasPrefix(m[4], "//") {
			indent := len(m[1]) + len(m[2])
			for len(open) > 1 && open[len(open)-1].indent >= len(m[1])+min(len(m[2]), 1) {
				open = open[:len(open)-1]
			}
			under := open[len(open)-1].node
			if m[2] != "" { // an item of a list that has members
				under = under.add("", "")
				under.Kind = Object
				open = append(open, level{under, indent - 1})
			}
			value := m[4]
			switch {
			case blockMark().MatchString(value):
				var block []string
				for i+1 < len(rows) && (strings.TrimSpace(rows[i+1]) == "" || indentOf(rows[i+1]) > len(m[1])) {
					i++
					block = append(block, strings.TrimRight(rows[i], " \t"))
				}
				value = strings.TrimSpace(dedent(block))
			case value != "":
				value = unquote(yamlTag().ReplaceAllString(value, ""))
			}
			kid := under.add(m[3], value)
			if value == "" {
				kid.Kind = Object
				open = append(open, level{node: kid, indent: indent})
			}
			named++
			continue
		}
		if m := envLine().FindStringSubmatch(row); m != nil {
			value := m[2]
			q := value[:min(len(value), 1)]
			if value == `"""` || value == "'''" { // TOML, Python
				q, value = value, q
			}
			if (q[:min(len(q), 1)] == `"` || q == "'" || q == "'''") && !strings.Contains(value[1:], q) { // goes on in the next lines
				for i+1 < len(rows) && !strings.Contains(rows[i+1], q) {
					i++
					value += "\n" + rows[i]
				}
				if i+1 < len(rows) {
					i++
					value += "\n" + rows[i]
				}
			}
			open[len(open)-1].node.add(m[1], unquote(value))
			named++
			continue
		}
		if m := item().FindStringSubmatch(row); m != nil {
			open[len(open)-1].node.add("", unquote(m[2]))
			continue
		}
		strange++
	}
	return root, named >= 2 && strange <= named
}

// level is an object whose members stand deeper than indent.
type level struct {
	node   *Node
	indent int
}

// dedent joins lines without the indent of the first one.
func dedent(rows []string) string {
	if len(rows) == 0 {
		return ""
	}
	indent := indentOf(rows[0])
	for i, row := range rows {
		rows[i] = row[min(indent, indentOf(row)):]
	}
	return strings.Join(rows, "\n")
}

func indentOf(row string) int { return len(row) - len(strings.TrimLeft(row, " \t")) }

func (n *Node) add(name, text string) *Node {
	kid := &Node{Name: strings.TrimSpace(name), Text: text, Parent: n}
	n.Kids = append(n.Kids, kid)
	return kid
}

// unquote drops quotes and a comment behind a value.
func unquote(value string) string {
	value = strings.TrimSpace(value)
	for _, q := range []string{`"`, "'"} {
		if rest, ok := strings.CutPrefix(value, q); ok {
			if at := strings.LastIndex(rest, q); at >= 0 {
				return rest[:at]
			}
		}
	}
	if at := strings.Index(value, " #"); at >= 0 {
		value = strings.TrimSpace(value[:at])
	}
	return value
}
