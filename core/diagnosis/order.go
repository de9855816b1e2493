package diagnosis

import (
	"slices"
	"sort"
	"time"

	"playtoken/core/cause"
	"playtoken/core/platform"
)

// severities rank findings before all else.
var severities = map[platform.Severity]int{platform.Error: 0, platform.Warning: 1, platform.Info: 2}

// parent is the code of the finding that one follows from, "" for none. Nothing
// grave follows from what is less so.
func parent(e *evidence, f platform.Finding, list []platform.Finding) cause.Code {
	for _, link := range cause.Of(f.Code).Follows {
		for _, other := range list {
			if other.Code == link.To && severities[other.Severity] <= severities[f.Severity] && e.holds(link.If) {
				return link.To
			}
		}
	}
	return ""
}

// holds tells of two findings that stand together whether one is the cause.
func (e *evidence) holds(c cause.Condition) bool {
	switch c {
	case cause.IssuedLately:
		return e.freshlyIssued()
	case cause.IssuedLongAgo:
		return !e.freshlyIssued()
	case cause.BeginsWhenIssued:
		m := e.moments
		return m.nbf != nil && m.iat != nil && m.nbf.At.Equal(m.iat.At)
	case cause.TextUnreadable:
		return blocking(e.Token) != nil
	}
	return true
}

// freshlyIssued reports whether a token that lived as long as is usual would
// still be good: then its wrong end alone is to blame.
func (e *evidence) freshlyIssued() bool {
	life := 24 * time.Hour
	if e.platform != nil && e.platform.Life > 0 {
		life = e.platform.Life
	}
	iat := e.moments.iat
	return iat != nil && iat.At.Add(life).After(e.Now)
}

// ordered puts findings in their order: the gravest first, of these the one that
// explains the others; what follows from another right behind it.
func ordered(e *evidence, list []platform.Finding) []platform.Finding {
	for i := range list {
		list[i].BecauseOf = parent(e, list[i], list)
	}
	sort.SliceStable(list, func(i, j int) bool { return before(list[i], list[j]) })
	out := make([]platform.Finding, 0, len(list))
	var place func(of cause.Code)
	place = func(of cause.Code) {
		for _, f := range list {
			if f.BecauseOf == of {
				out = append(out, f)
				place(f.Code)
			}
		}
	}
	place("")
	return out
}

func before(a, b platform.Finding) bool {
	if sa, sb := severities[a.Severity], severities[b.Severity]; sa != sb {
		return sa < sb
	}
	if a.First != b.First {
		return a.First
	}
	ca, cb := cause.Of(a.Code), cause.Of(b.Code)
	switch {
	case a.Severity == platform.Warning && ca.FirstAsWarning != cb.FirstAsWarning:
		return ca.FirstAsWarning
	case a.Severity == platform.Info && ca.LastAsInfo != cb.LastAsInfo:
		return cb.LastAsInfo
	}
	return a.Code.Rank() < b.Code.Rank()
}

// freshened lets every remedy begin the token afresh where one has to: signed
// again with another ID and an end that has passed, it would still not play.
func freshened(list []platform.Finding) []platform.Finding {
	fresh := slices.ContainsFunc(list, func(f platform.Finding) bool {
		return f.Severity == platform.Error && f.Remedy != nil && f.Remedy.Fresh
	})
	for i, f := range list {
		if fresh && f.Remedy != nil {
			r := *f.Remedy
			r.Fresh = true
			list[i].Remedy = &r
		}
	}
	return list
}
