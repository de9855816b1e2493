package sign

import (
	"maps"
	"slices"
	"strings"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
)

// SetLife chooses one of the lifetimes.
func (f *Form) SetLife(i int) {
	f.life, f.date = i, ""
	f.sign()
}

// SetOtherLife chooses the lifetime of a token beside the first, as OtherLife lists them.
func (f *Form) SetOtherLife(i, choice int) {
	names := f.otherTokens()
	if i >= len(names) {
		return
	}
	f.lives = maps.Clone(f.lives)
	if f.lives == nil {
		f.lives = map[string]time.Duration{}
	}
	ends := f.ends(names[i])
	delete(f.lives, names[i])
	if choice > 0 {
		f.lives[names[i]] = ends[choice-1]
	}
	f.sign()
}

// otherTokens are the names of the tokens beside the first, as far as they were made.
func (f *Form) otherTokens() (names []string) {
	shown, _ := f.showing()
	if shown == nil {
		return nil
	}
	for _, t := range shown.Tokens[1:] {
		names = append(names, t.Name)
	}
	return names
}

// ends are the lifetimes that have an end, with that of a token where it is none of them.
func (f *Form) ends(token string) (list []time.Duration) {
	for _, life := range f.platform.Lives {
		if life != platform.Endless {
			list = append(list, life)
		}
	}
	if own := f.lives[token]; own > 0 && !slices.Contains(list, own) {
		list = append(list, own)
	}
	return list
}

// otherLives words the lifetimes of the tokens beside the first.
func (f *Form) otherLives() (list []OtherLife) {
	for _, name := range f.otherTokens() {
		o := OtherLife{Token: tokenLabel(name), Choices: []string{"As the first"}}
		ends := f.ends(name)
		for _, life := range ends {
			o.Choices = append(o.Choices, humantime.InWords(life))
		}
		o.Choice = 1 + slices.Index(ends, f.lives[name])
		list = append(list, o)
	}
	return list
}

// SetDate takes a free date or span; an empty one goes back to the lifetimes.
func (f *Form) SetDate(text string) {
	if f.date != text {
		f.date = text
		f.sign()
	}
}

// shortLife is a lifetime on its button: "15 m", "24 h", "7 d", "none".
func shortLife(d time.Duration) string {
	if d == platform.Endless {
		return none
	}
	number, unit, _ := strings.Cut(humantime.InWords(d), " ")
	return number + " " + unit[:1]
}
