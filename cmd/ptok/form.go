package main

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// request reads all flags but the key.
func (f *signFlags) request(p *platform.Platform, now time.Time, zone *time.Location) (platform.Request, error) {
	r := platform.Request{Values: map[string]string{}, IssuedAt: now}
	fill := func(flag, field, value string) error {
		if _, known := p.Field(field); !known {
			return usage(p.Label+" has no field for "+flag+".", "It has: "+join(p.Fields, func(f platform.Field) string { return f.Name })+".")
		}
		if _, twice := r.Values[field]; twice {
			return usage("The field "+field+" is given twice.", "Give it once.")
		}
		if !utf8.ValidString(value) {
			return usage("The value of "+flag+" is not text in UTF-8.", "Is it written in another encoding?")
		}
		r.Values[field] = value
		return nil
	}
	for _, own := range []struct {
		flag  *single
		field string
	}{{&f.keyID, platform.KeyID}, {&f.id, platform.ID}} {
		if own.flag.given {
			if err := fill("--"+own.flag.name, own.field, own.flag.value); err != nil {
				return r, err
			}
		}
	}
	err := eachSet(f.set.values, fill)
	if err != nil {
		return r, err
	}
	if r.Extra, err = furtherClaims(f.claims.values); err != nil {
		return r, err
	}
	return r, f.times(&r, now, zone)
}

// eachSet takes --set flags apart and hands each to fill, with what to call it.
func eachSet(flags []string, fill func(flag, field, value string) error) error {
	for _, s := range flags {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return usage("--set wants FIELD=VALUE.", "ptok platforms lists the fields.")
		}
		flag := "this --set"
		if isWord(name) {
			flag = "--set " + name
		}
		if err := fill(flag, name, value); err != nil {
			return err
		}
	}
	return nil
}

func furtherClaims(flags []string) (list []token.Member, err error) {
	for _, c := range flags {
		name, json, ok := strings.Cut(c, "=")
		flag := "a --claim"
		if isWord(name) {
			flag = "--claim " + name
		}
		switch {
		case !ok || name == "":
			return nil, usage("--claim wants NAME=JSON.", `Text needs quotes inside the shell's own: --claim 'name="text"'`)
		case !utf8.ValidString(name):
			return nil, usage("The name of a --claim is not text in UTF-8.", "Is it written in another encoding?")
		case slices.ContainsFunc(list, func(m token.Member) bool { return m.Name == name }):
			return nil, usage("The claim of "+flag+" is given twice.", "Give it once.")
		}
		m, err := token.RawMember(name, json)
		if err != nil {
			return nil, usage("The value of "+flag+" is not JSON.", `Text needs quotes inside the shell's own: --claim 'name="text"'`)
		}
		list = append(list, m)
	}
	return list, nil
}

func (f *signFlags) times(r *platform.Request, now time.Time, zone *time.Location) (err error) {
	if f.issuedAt.given {
		if r.IssuedAt, err = humantime.Time(f.issuedAt.value, now, zone); err != nil {
			return usage("--issued-at is not a date.", words.Sentence(err))
		}
	}
	switch {
	case f.expiresAt.given && f.life.given:
		return usage("--expires-at and --ttl are two ways to say the same.", "Give one of them.")
	case f.expiresAt.given:
		if r.ExpiresAt, err = humantime.End(f.expiresAt.value, now, zone); err != nil {
			return usage("--expires-at is not a date.", words.Sentence(err))
		}
	case f.life.given && f.life.value == "none":
		r.Endless = true
	case f.life.given:
		d, err := humantime.Duration(f.life.value)
		if err != nil {
			return usage("--ttl is not a span of time.", words.Sentence(err))
		}
		r.ExpiresAt = r.IssuedAt.Truncate(time.Second).Add(d)
	}
	return nil
}

func join[T any](list []T, word func(T) string) string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = word(x)
	}
	return strings.Join(words, ", ")
}
