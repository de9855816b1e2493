package platform

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// edgecastCheck looks at the parameters of one token together.
func edgecastCheck(f Form) []Problem {
	_, claims := edgecastCompose(f)
	var list []Problem
	for _, m := range f.Extra {
		list = append(list, edgecastFurther(m)...)
		claims = claims.With(m)
	}
	params := paramsOf(claims)
	end, err := strconv.ParseInt(f.Get(ectoken.Expire), 10, 64)
	if f.Get(ectoken.Expire) != "" && err == nil && end <= f.IssuedAt.Unix() {
		list = append(list, Problem{Field: ectoken.Expire, Text: "The token would end before it begins: the date has passed."})
	}
	switch size := len(ectoken.Join(params)); {
	case size == 0:
		list = append(list, Problem{Field: ExpiresField, Text: "There is nothing to put into the token: give it an expiry or a parameter."})
	case size > ectoken.MaxPlaintext:
		list = append(list, Problem{Field: longest(params), Text: fmt.Sprintf(
			"The parameters have %d bytes, and at most %d fit into a token of %d characters.", size, ectoken.MaxPlaintext, ectoken.MaxToken)})
	}
	for _, c := range ectoken.Conflicts(params) {
		list = append(list, Problem{Field: namedIn(c.Text), Text: c.Text, Warning: true})
	}
	return append(list, edgecastRefused(f, params)...)
}

// edgecastRefused warns of a token that does not open its own URL.
func edgecastRefused(f Form, params []ectoken.Param) (list []Problem) {
	r := ectoken.Request{Path: f.Get(ID), Host: bareHost(f.Get("host")), Scheme: "https"}
	if r.Path == "" || r.Host == "" {
		r.Scheme = "" // there is no URL
	}
	for _, refusal := range ectoken.Refusals(params, r) {
		if !quotesKey(refusal.Text, refusal.Value+f.Get(ID)+f.Get("host")) {
			list = append(list, Problem{Field: refusal.Name, Warning: true, Text: "The token does not open its own URL. " + refusal.Text})
		}
	}
	return list
}

// edgecastFurther looks at a parameter that is in no field.
func edgecastFurther(m token.Member) []Problem {
	say := func(warning bool, format string, args ...any) []Problem {
		return []Problem{{Field: ClaimsField, Warning: warning, Text: fmt.Sprintf(format, args...)}}
	}
	if m.Name == "" || strings.ContainsAny(m.Name, "&= ") || strings.Contains(m.Value.Text, "&") {
		return say(false, "A parameter cannot have & in it, nor its name = or a space.")
	}
	name := token.Excerpt(m.Name, 40)
	for _, r := range ectoken.Rules() {
		if r.Name == m.Name {
			if p := edgecastValue(r)(m.Value.Text); p != nil {
				return say(p.Warning, "%s: %s", r.Name, p.Text)
			}
			return nil
		}
	}
	switch near := ectoken.Nearest(m.Name); {
	case ectoken.Known(m.Name):
		return nil
	case near != "":
		return say(true, "The edge ignores names it does not know, so %s restricts nothing. Is it %s?", name, near)
	}
	return say(true, "The edge ignores names it does not know, so %s restricts nothing.", name)
}

// longest is the field with the most text in it.
func longest(params []ectoken.Param) string {
	field, most := ClaimsField, 0
	for _, p := range params {
		if len(p.Value) > most && isEdgecastField(p.Name) {
			field, most = p.Name, len(p.Value)
		}
	}
	return field
}

// namedIn is the field that a sentence is about.
func namedIn(sentence string) string {
	for i := len(edgecastOrder) - 1; i >= 0; i-- {
		if strings.Contains(sentence, edgecastOrder[i]) {
			return edgecastOrder[i]
		}
	}
	return ClaimsField
}

func isEdgecastField(name string) bool {
	for _, n := range edgecastOrder {
		if n == name {
			return true
		}
	}
	return false
}

// keyRun is a run of characters as keys have them.
var keyRun = regexp.MustCompile(`[A-Za-z0-9+/_=-]{12,}`)

// quotesKey reports whether a sentence repeats a part of a text that looks like
// a key: a long run of small letters, capitals and digits.
func quotesKey(sentence, text string) bool {
	for _, run := range keyRun.FindAllString(text, -1) {
		if !strings.ContainsAny(run, "0123456789") || strings.ToLower(run) == run || strings.ToUpper(run) == run {
			continue
		}
		for i := 0; i+12 <= len(run); i++ {
			if strings.Contains(sentence, run[i:i+12]) {
				return true
			}
		}
	}
	return false
}
