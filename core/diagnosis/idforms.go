package diagnosis

import (
	"strings"

	"playtoken/core/once"
	"playtoken/core/platform"
)

// idsUnder lists what a text has under the name of an ID, in its order for each way to write
// it: as a member, in words, as an argument of a call, as an element, and in a list of IDs as
// the API answers it.
func idsUnder(name, text string) (list []string) {
	for _, m := range idMember().FindAllStringSubmatch(text, -1) {
		value := m[2] + m[3] + m[4]
		if platform.SameName(m[1], name) && (m[3] == "" || strings.ContainsAny(value, "0123456789")) {
			list = append(list, value)
		}
	}
	for _, m := range idArgument().FindAllStringSubmatch(text, -1) {
		if platform.SameName(m[1]+m[3], name) {
			list = append(list, m[2]+m[4])
		}
	}
	for _, m := range idWords().FindAllStringSubmatch(text, -1) {
		if platform.SameName(strings.Join(strings.Fields(m[1]), ""), name) && strings.ContainsAny(m[2], "0123456789") {
			list = append(list, m[2])
		}
	}
	for _, m := range idList().FindAllStringSubmatch(text, -1) {
		if !platform.SameName(m[1], name) {
			continue
		}
		for _, one := range idInList().FindAllStringSubmatch(m[2], -1) {
			list = append(list, one[1])
		}
	}
	return list
}

// idMember is a member of JSON, a variable or a property in code or an attribute that may hold
// an ID: in quotes, or bare as in YAML; or the word for nothing of a language, or nothing in a
// file of variables. Behind other marks than these the value is code.
var idMember = once.Regexp(`(?m)(?:^|[\s{,;("'&?$.])(?i:([a-z][a-z_-]{0,30}id))(?:\\?["'])?(?:\s*(?::=|[:=]|=>)\s*\{?(?:\\?["']([^"'\s\\]*)\\?["']|([A-Za-z0-9][A-Za-z0-9-]{15,})|` +
	`(null|NULL|undefined|None|nil|NaN)(?:[\s,;})&\\]|$))|(=)[ \t]*\r?$)`)

// idArgument is a call with the name of an ID in its own, or as the argument in front of it; or
// an element of XML.
var idArgument = once.Regexp(`(?i)(?:set|with)?_?([a-z][a-z_-]{0,30}id)(?:\(\s*|["']\s*,\s*)["']([^"'\s\\]{1,200})["']|<([a-z][a-z_-]{0,30}id)>\s*([^<>\s]{1,200})\s*</`)

// idWords is an ID as people tell of it: "Playback ID: 5f1b2c3d-…".
var idWords = once.Regexp("(?i)\\b([a-z]+ id)\\b[ \\t*_`]*(?:[:=]|\\bis\\b)?\\s*[\"'`*]{0,4}([A-Za-z0-9][A-Za-z0-9-]{15,})")

// idList is a list of IDs as the API answers it, and idInList is one of its members.
var (
	idList   = once.Regexp(`(?i)["']([a-z][a-z_-]{0,30}id)s\\?["']\s*:\s*\[([^\]]{1,1000})\]`)
	idInList = once.Regexp(`(?i)["']id\\?["']\s*:\s*\\?["']([^"'\s\\]+)`)
)
