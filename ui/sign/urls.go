package sign

import (
	"slices"

	"playtoken/core/platform"
)

// URLs are the addresses that a token opens.
type URLs struct {
	*making
	all     bool // not the first few only
	options bool // the options of the URLs are unfolded
}

// URLsState is what the panel shows.
type URLsState struct {
	NoURLs  bool // the platform's tokens open no URL that could be told
	URLs    []URL
	URLHint string // stands in their place while there are none
	Hidden  int    // how many addresses are not shown
	AllURLs bool
	Options bool // whether the options of the URLs are unfolded
}

// URL is one address as shown.
type URL struct {
	Name string
	URL  string
	Note string // "may differ" where it is only inferred
}

// shownURLs is how many addresses are shown until a person asks for all.
const shownURLs = 3

// Toggle shows all addresses, or the first few.
func (u *URLs) Toggle() {
	u.all = !u.all
	u.update()
}

// ToggleOptions folds and unfolds the options.
func (u *URLs) ToggleOptions() {
	u.options = !u.options
	u.update()
}

// url is one of the addresses, nil where there is none.
func (u *URLs) url(i int) *platform.URL {
	if u.signed == nil {
		return nil
	}
	list := u.signed.URLs()
	if i < 0 || i >= len(list) {
		return nil
	}
	return &list[i]
}

// Copy copies one address.
func (u *URLs) Copy(i int, done func()) {
	if one := u.url(i); one != nil {
		u.release()
		u.copyToken(urlName(one), one.URL, done)
	}
}

// urlName is what an address is called by itself.
func urlName(u *platform.URL) string { return u.Name + " URL" }

// Open hands one address to the system's browser or player.
func (u *URLs) Open(i int) {
	if one := u.url(i); one != nil {
		u.release()
		u.services.Open(one.URL)
	}
}

// URL is one address whole, to be shown as a code, with what it is called; "" for none.
func (u *URLs) URL(i int) (name, url string) {
	if one := u.url(i); one != nil {
		u.release()
		return urlName(one), one.URL
	}
	return "", ""
}

// shown words the addresses.
func (u *URLs) shown() URLsState {
	s := URLsState{NoURLs: u.noURLs && !hasKit(u.platform), URLHint: u.hint(), AllURLs: u.all, Options: u.options}
	if u.signed == nil {
		return s
	}
	for i, one := range u.signed.URLs() {
		if i >= shownURLs && !u.all {
			s.Hidden++
			continue
		}
		row := URL{Name: one.Name, URL: one.URL}
		if one.Basis == platform.Inferred {
			row.Note = "may differ"
		}
		s.URLs = append(s.URLs, row)
	}
	return s
}

// hint says what the URLs wait for.
func (u *URLs) hint() string {
	if u.signed == nil {
		return "The URLs that the token opens appear here, ready to copy."
	}
	effective := u.effective(u.platform)
	for _, f := range u.platform.Fields {
		if f.Place == platform.URLKit && len(f.Choices) == 0 && f.Applies(effective) && effective[f.Name] == "" {
			return "Fill in “" + f.Label + "” and the URLs appear here."
		}
	}
	return "There is no URL to show: the form does not say enough for one."
}

// hasKit reports whether a platform has fields beside its URLs.
func hasKit(pl *platform.Platform) bool {
	return slices.ContainsFunc(pl.Fields, func(f platform.Field) bool { return f.Place == platform.URLKit })
}
