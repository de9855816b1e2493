package reissue

import (
	"slices"
	"strconv"
	"time"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// usualLife is how long a token lives where neither the old one nor the platform
// says it.
const usualLife = time.Hour

// Apply makes the changes of a remedy. What is set takes the place of the member
// of that name, or comes last; a fresh token begins at now and lives as long as
// the old one did, or as is usual on the platform.
func (d Draft) Apply(r platform.Remedy, now time.Time) Draft {
	out := d
	if r.Fresh {
		out = out.fresh(now)
	}
	for _, m := range r.Header {
		out.Header = with(out.Header, m)
	}
	for _, m := range r.Claims {
		if r.Fresh && isTime(m.Name) {
			continue // the fresh times stand
		}
		out.Claims = with(out.Claims, m)
	}
	if len(r.Drop) > 0 {
		kept := slices.DeleteFunc(slices.Clone(out.Claims.Members), func(m token.Member) bool { return slices.Contains(r.Drop, m.Name) })
		out.Claims = token.NewObject(kept...)
	}
	return out
}

// with sets a member. Of one that stands there twice the first place is kept, for
// readers differ in which of the two they take.
func with(o token.Object, m token.Member) token.Object {
	first := true
	kept := slices.DeleteFunc(slices.Clone(o.Members), func(x token.Member) bool {
		again := x.Name == m.Name && !first
		first = first && x.Name != m.Name
		return again
	})
	return token.NewObject(kept...).With(m)
}

func isTime(name string) bool {
	return name == "iat" || name == "exp" || name == "nbf" || name == expire
}

// expire is what Edgecast calls exp.
const expire = "ec_expire"

// dateLayout is RFC 3339 in UTC with milliseconds, as dates stand in a PASETO.
const dateLayout = "2006-01-02T15:04:05.000Z"

// fresh sets iat and exp. iat is set where the old token had it, exp always: a
// token that is made afresh should end. A nbf that would keep it waiting is moved
// to its beginning.
func (d Draft) fresh(now time.Time) Draft {
	t := token.Token{Kind: d.Kind, Claims: d.Claims}
	life := t.Life()
	if life <= 0 {
		life = usualLife
		if d.Platform != nil && d.Platform.Life > 0 {
			life = d.Platform.Life
		}
	}
	if d.Platform != nil && d.Platform.Longest > 0 {
		life = min(life, d.Platform.Longest)
	}
	step := time.Second
	if d.Kind == token.PasetoLocal {
		step = time.Millisecond
	}
	begin := now.Truncate(step)
	if _, ok := d.Claims.Get("iat"); ok {
		d.Claims = with(d.Claims, d.date("iat", begin))
	}
	if _, ok := d.Claims.Get("nbf"); ok {
		if m, _ := t.Time("nbf"); !m.Usable() || m.At.After(begin) {
			d.Claims = with(d.Claims, d.date("nbf", begin))
		}
	}
	name := "exp"
	if d.Kind.Edgecast() {
		name = expire
	}
	d.Claims = with(d.Claims, d.date(name, begin.Add(life)))
	return d
}

// date writes a moment in the unit and the type that the kind of token wants:
// seconds since 1970 (RFC 7519), in a PASETO a date, in an ectoken digits as text.
func (d Draft) date(name string, at time.Time) token.Member {
	switch {
	case d.Kind == token.PasetoLocal:
		return token.StringMember(name, at.UTC().Format(dateLayout))
	case d.Kind.Edgecast():
		return token.StringMember(name, strconv.FormatInt(at.Unix(), 10))
	}
	return token.IntMember(name, at.Unix())
}
