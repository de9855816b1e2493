package doc

import (
	"regexp"
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
	// noValue is a row that says nothing: empty, a comment, brackets, the mark of a document.
	noValue   = once.Regexp(`^\s*(?:---|\.\.\.|<\?php|[#;\[].*|[\[\](){},;]*)\s*$`)
	item      = once.Regexp(`^([ \t]*)- +(.*)$`)
	blockMark = once.Regexp(`^(?:![\w!-]+[ \t]+)?[|>][+-]?\d?[+-]?[ \t]*$`)
	yamlTag   = once.Regexp(`^(?:![\w!-]+|&\w+)[ \t]+`)
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
	table := underlined().MatchString(text)
	named, strange, i := 0, 0, 0
	// until gives the next rows, up to the one that has a mark.
	until := func(mark string) string {
		from := i
		for ended := false; i < len(rows) && !ended; i++ {
			ended = strings.Contains(rows[i], mark)
		}
		return strings.Join(append([]string{""}, rows[from:i]...), "\n")
	}
	var m []string
	for i < len(rows) {
		row := strings.TrimRight(rows[i], " \t")
		i++
		if noValue().MatchString(row) {
			continue
		}
		is := func(form func() *regexp.Regexp) bool {
			m = form().FindStringSubmatch(row)
			return m != nil
		}
		if is(environment) {
			row = m[1]
		}
		under := open[len(open)-1].node
		switch {
		case table && is(column):
			value := m[2]
			if strings.HasPrefix(value, "-----BEGIN ") && !strings.Contains(value, "-----END ") {
				value += until("-----END ")
			}
			root.add(m[1], value)
		case is(credential):
			root.add(m[1], m[2])
		case is(yamlLine) && !strings.HasPrefix(m[4], "//"):
			for len(open) > 1 && open[len(open)-1].indent >= len(m[1])+min(len(m[2]), 1) {
				open = open[:len(open)-1]
			}
			under, indent := open[len(open)-1].node, len(m[1])+len(m[2])
			if m[2] != "" { // an item of a list that has members
				under = under.add("", "")
				under.Kind = Object
				open = append(open, level{under, indent - 1})
			}
			value := unquote(yamlTag().ReplaceAllString(m[4], ""))
			if blockMark().MatchString(m[4]) {
				from := i
				for i < len(rows) && (strings.TrimSpace(rows[i]) == "" || indentOf(rows[i]) > len(m[1])) {
					i++
				}
				value = strings.TrimSpace(dedent(rows[from:i]))
			}
			kid := under.add(m[3], value)
			if value == "" {
				kid.Kind = Object
				open = append(open, level{kid, indent})
			}
		case is(envLine):
			value := m[2]
			mark := value[:min(len(value), 1)]
			if value == `"""` || value == "'''" { // TOML, Python
				mark, value = value, mark
			}
			if strings.ContainsAny(mark, `"'`) && !strings.Contains(value[1:], mark) {
				value += until(mark)
			}
			under.add(m[1], unquote(value))
		case is(item):
			under.add("", unquote(m[2]))
			continue
		default:
			strange++
			continue
		}
		named++
	}
	return root, named >= 2 && strange <= named
}

// level is an object whose members stand deeper than indent.
type level struct {
	node   *Node
	indent int
}

// dedent joins lines without the indent of the first one, and without blanks at their ends.
func dedent(rows []string) string {
	var all strings.Builder
	for _, row := range rows {
		all.WriteString(strings.TrimRight(row[min(indentOf(rows[0]), indentOf(row)):], " \t") + "\n")
	}
	return all.String()
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
