package reissue

import (
	"slices"
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
		if r.Fresh && out.Format.Times().Is(m.Name) {
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

// fresh sets iat and exp. iat is set where the old token had it, exp always: a
// token that is made afresh should end. A nbf that would keep it waiting is moved
// to its beginning.
func (d Draft) fresh(now time.Time) Draft {
	t := token.Token{Format: d.Format, Claims: d.Claims}
	times := d.Format.Times()
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
	begin := now.Truncate(times.Step)
	if _, ok := t.Time("iat"); ok {
		d.Claims = with(d.Claims, times.Write(times.Name("iat"), begin))
	}
	if m, ok := t.Time("nbf"); ok && (!m.Usable() || m.At.After(begin)) {
		d.Claims = with(d.Claims, times.Write(times.Name("nbf"), begin))
	}
	d.Claims = with(d.Claims, times.Write(times.Name("exp"), begin.Add(life)))
	return d
}
