package sign

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
)

// entered is what a person gave for one platform.
type entered struct {
	values map[string]string
	life   int
	lives  map[string]time.Duration // of tokens that end otherwise than the first, by name
	date   string
	claims []Claim
	noURLs bool // the token that was made last opened no URL
}

// fresh is the form of a platform with nothing in it.
func fresh(pl *platform.Platform) *entered {
	e := &entered{values: map[string]string{}, life: max(0, slices.Index(pl.Lives, pl.Life))}
	for _, f := range pl.Fields {
		e.values[f.Name] = f.Default
	}
	return e
}

// effective are the values with the defaults where nothing is given.
func (e *entered) effective(pl *platform.Platform) map[string]string {
	list := make(map[string]string, len(e.values))
	for _, f := range pl.Fields {
		list[f.Name] = strings.TrimSpace(e.values[f.Name])
		if list[f.Name] == "" {
			list[f.Name] = f.Default
		}
	}
	return list
}

// empty reports whether no field stands otherwise than at first.
func (e *entered) empty(pl *platform.Platform) bool {
	for _, f := range pl.Fields {
		if f.Place == platform.Main && strings.TrimSpace(e.values[f.Name]) != f.Default {
			return false
		}
	}
	return true
}

// none is a lifetime without an end, as it is written.
const none = "none"

// expiry is the end of the token to be made, or that it has none, and what is
// wrong with the date.
func (e *entered) expiry(now time.Time, zone *time.Location, lives []time.Duration) (at time.Time, endless bool, err error) {
	text := strings.TrimSpace(e.date)
	switch {
	case text == "":
		life := lives[e.life]
		return now.Add(life), life == platform.Endless, nil
	case strings.EqualFold(text, none) && slices.Contains(lives, platform.Endless):
		return now, true, nil
	}
	if d, err := humantime.Life(text); err == nil {
		return now.Add(d), false, nil
	}
	at, err = humantime.End(text, now, zone)
	return at, false, err
}

// lifetime is how long tokens of the form live, and whether that is all that was said of their
// end: a moment, and what cannot be read, is of one token.
func (e *entered) lifetime(lives []time.Duration) (life time.Duration, whole bool) {
	text := strings.TrimSpace(e.date)
	if strings.EqualFold(text, none) && slices.Contains(lives, platform.Endless) {
		return platform.Endless, true
	}
	if d, err := humantime.Life(text); err == nil {
		return d, true
	}
	return lives[e.life], text == ""
}

// setLifetime chooses a lifetime, or writes one that is none of those to choose from.
func (e *entered) setLifetime(life time.Duration, lives []time.Duration) {
	e.date = ""
	if i := slices.Index(lives, life); i >= 0 {
		e.life = i
	} else if life > 0 {
		e.date = humantime.Typed(life)
	}
}
