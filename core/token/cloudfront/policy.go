package cloudfront

import (
	"strings"

	"playtoken/core/token"
)

// wrapped are the names that a policy puts around the value of a condition.
var wrapped = map[string]string{Before: "AWS:EpochTime", After: "AWS:EpochTime", Address: "AWS:SourceIp"}

// Names of a policy around those of the claims.
const (
	statementList = "Statement"
	condition     = "Condition"
)

// Policy is the policy of some claims, written as the JavaScript signer does: no
// white space, the conditions in the order of the claims. A claim that no policy has
// becomes a further condition.
func Policy(claims token.Object) []byte {
	statement, conditions := token.NewObject(), token.NewObject()
	for _, m := range claims.Members {
		inner, wraps := wrapped[m.Name]
		switch {
		case m.Name == Resource:
			statement = statement.With(m)
		case wraps && m.Value.Type != token.Nested:
			value := token.NewObject(token.Member{Name: inner, Value: m.Value})
			conditions = conditions.With(objectMember(m.Name, value))
		default:
			conditions = conditions.With(m)
		}
	}
	statement = statement.With(objectMember(condition, conditions))
	return []byte(`{"Statement":[` + string(statement.JSON()) + `]}`)
}

func objectMember(name string, o token.Object) token.Member {
	return token.Member{Name: name, Value: token.Value{Type: token.Nested, Raw: string(o.JSON()), Members: o.Members}}
}

// claimsOf are the claims of a policy, and what is wrong with it: it must have one
// statement.
func claimsOf(policy []byte) (token.Object, []token.Fault) {
	whole, faults := token.ReadPart(policy, token.ClaimsPart)
	if !whole.Readable || len(faults) > 0 {
		return token.Object{}, faults
	}
	statements, ok := whole.Get(statementList)
	switch {
	case !ok || statements.Type != token.Array:
		return token.Object{}, malformed(noStatement)
	case len(statements.Items) != 1:
		return token.Object{}, malformed(notOneStatement(len(statements.Items)))
	case statements.Items[0].Type != token.Nested:
		return token.Object{}, malformed(noStatement)
	}
	claims := token.NewObject()
	for _, m := range statements.Items[0].Members {
		if m.Name != condition || m.Value.Type != token.Nested {
			claims.Members = append(claims.Members, m)
			continue
		}
		for _, c := range m.Value.Members {
			if name, wraps := wrapped[c.Name]; wraps {
				if v, ok := inside(c.Value, name); ok {
					c.Value = v
				}
			}
			claims.Members = append(claims.Members, c)
		}
	}
	return claims, nil
}

// inside is the value of a member of an object.
func inside(v token.Value, name string) (token.Value, bool) {
	return token.Object{Members: v.Members}.Get(name)
}

func malformed(what string) []token.Fault {
	return []token.Fault{{Code: token.Malformed, Part: token.ClaimsPart, At: -1, What: what}}
}

// CanBeCanned reports whether the edge could make a policy of these claims again: it
// has a resource without a wildcard and an end, and nothing else.
func CanBeCanned(claims token.Object) bool {
	for _, m := range claims.Members {
		if m.Name != Resource && m.Name != Before {
			return false
		}
	}
	return len(claims.Members) == 2 && claims.Text(Resource) != "" && !strings.Contains(claims.Text(Resource), "*")
}

// Covers reports whether a resource covers a URL: * stands for any characters, ? for
// exactly one. A policy without a resource covers everything.
//
//go:noinline // its copies would make ptok larger
func Covers(resource, url string) bool {
	if resource == "" {
		return true
	}
	return matches(resource, url)
}

// CoversWithoutScheme reports whether a resource that names no scheme, nor begins with *
// that could stand for one, covers a URL without its scheme, or its path alone. The guide
// has no such resource; the reference of the .NET SDK lists them
// ("a1b2c3d4e5f6g7.cloudfront.net/*"). What the edge makes of one is not established.
func CoversWithoutScheme(resource, url string) bool {
	_, rest, ok := strings.Cut(url, "://")
	if !ok || resource == "" || resource[0] == '*' || strings.Contains(resource, "://") {
		return false
	}
	_, path, _ := strings.Cut(rest, "/")
	return matches(resource, rest) || matches(resource, "/"+path) || matches(resource, path)
}

// AtHostOf puts scheme and host of a resource in front of a path, as they stand there.
func AtHostOf(resource, path string) string {
	scheme, host, _, ok := takeApart(resource)
	if !ok {
		return path
	}
	return scheme + "://" + host + path
}

// matches is the usual search with one place to go back to, so that its work is at most
// the product of both lengths, which are those of URLs.
func matches(pattern, text string) bool {
	if len(text) > MaxURL || len(pattern)-strings.Count(pattern, "*") > len(text) {
		return false
	}
	p, t := 0, 0
	star, from := -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			from++
			p, t = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
