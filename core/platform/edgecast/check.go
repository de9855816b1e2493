package edgecast

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// checkValue checks a value by what is known of its parameter. A key is never
// quoted back, nor what looks like a piece of one.
func checkValue(r ectoken.Rule) func(string) *platform.Problem {
	return func(text string) *platform.Problem {
		if p := check.NoKey(text); p != nil {
			return p
		}
		p := r.Check(text)
		switch {
		case p == nil:
			return nil
		case check.Quotes(p.Text, text):
			return &platform.Problem{Text: "This is nothing for " + r.Name + ", such as " + r.Example + ".", Warning: p.Warning}
		}
		return &platform.Problem{Text: p.Text, Warning: p.Warning}
	}
}

func checkPath(text string) *platform.Problem {
	if p := check.NoKey(text); p != nil {
		return p
	}
	u, err := url.Parse(text)
	switch {
	case err == nil && u.Host != "":
		return platform.Problemf("This is a URL. Write its path alone, from right behind the host.")
	case !strings.HasPrefix(text, "/"):
		return platform.Problemf("A path begins with /.")
	case strings.ContainsAny(text, "?#"):
		return platform.Problemf("Leave out the query: the token is put there.")
	case strings.ContainsFunc(text, check.NotInURL):
		return platform.Problemf("A path in a request has no spaces and no quotes.")
	case err != nil:
		return platform.Problemf("A %% in a path stands before two hexadecimal digits.")
	}
	return nil
}

func checkParam(text string) *platform.Problem {
	if p := check.NoKey(text); p != nil {
		return p
	}
	if len(text) > 40 || strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz0123456789_-.") != "" {
		return platform.Problemf("The name of a parameter has letters, digits, _, - and . only.")
	}
	return nil
}

// checkTogether looks at the parameters of one token together.
func checkTogether(f platform.Filled) (list []platform.Problem) {
	claims := claimsOf(f)
	for _, m := range f.Extra {
		list = append(list, checkFurther(m)...)
		claims = claims.With(m)
	}
	params := ectoken.ParamsOf(claims)
	end, err := strconv.ParseInt(f.Get(ectoken.Expire), 10, 64)
	if f.Get(ectoken.Expire) != "" && err == nil && end <= f.IssuedAt.Unix() {
		list = append(list, platform.Problem{Field: ectoken.Expire, Text: platform.EndsBeforeBegin})
	}
	switch size := len(ectoken.Join(params)); {
	case size == 0:
		list = append(list, platform.Problem{Field: platform.ExpiresField, Text: "There is nothing to put into the token: give it an expiry or a parameter."})
	case size > ectoken.MaxPlaintext:
		list = append(list, platform.Problem{Field: longest(params), Text: fmt.Sprintf(
			"The parameters have %d bytes, and at most %d fit into a token of %d characters.", size, ectoken.MaxPlaintext, ectoken.MaxToken)})
	}
	for _, c := range ectoken.Conflicts(params) {
		list = append(list, platform.Problem{Field: fieldOf(c.Name), Text: c.Text, Warning: true})
	}
	return append(list, refused(f, params)...)
}

// refused warns of a token that does not open its own URL.
func refused(f platform.Filled, params []ectoken.Param) (list []platform.Problem) {
	r := ectoken.Request{Path: f.Get(platform.ID), Host: check.BareHost(f.Get("host")), Scheme: "https"}
	if r.Path == "" || r.Host == "" {
		r.Scheme = "" // there is no URL
	}
	for _, refusal := range ectoken.Refusals(params, r) {
		if !check.Quotes(refusal.Text, refusal.Value+f.Get(platform.ID)+f.Get("host")) {
			list = append(list, platform.Problem{Field: refusal.Name, Warning: true, Text: "The token does not open its own URL. " + refusal.Text})
		}
	}
	return list
}

// checkFurther looks at a parameter that is in no field.
func checkFurther(m token.Member) []platform.Problem {
	say := func(warning bool, format string, args ...any) []platform.Problem {
		return []platform.Problem{{Field: platform.ClaimsField, Warning: warning, Text: fmt.Sprintf(format, args...)}}
	}
	if m.Name == "" || strings.ContainsAny(m.Name, "&= ") || strings.Contains(m.Value.Text, "&") {
		return say(false, "A parameter cannot have & in it, nor its name = or a space.")
	}
	name := token.Excerpt(m.Name, 40)
	for _, r := range ectoken.Rules() {
		if r.Name == m.Name {
			if p := checkValue(r)(m.Value.Text); p != nil {
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
	field, most := platform.ClaimsField, 0
	for _, p := range params {
		if len(p.Value) > most && slices.Contains(order, p.Name) {
			field, most = p.Name, len(p.Value)
		}
	}
	return field
}

// fieldOf is the field of a parameter.
func fieldOf(name string) string {
	if slices.Contains(order, name) {
		return name
	}
	return platform.ClaimsField
}
