package sign

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/ui/viewmodel"
)

// URLs are the addresses that a token opens.
type URLs struct {
	*making
	all  bool // not the first few only
	room int  // how many the window has room for
}

// URLsState is what the panel shows.
type URLsState struct {
	NoURLs  bool // the platform's tokens open no URL that could be told
	URLs    []URL
	URLHint string // stands in their place while there are none
	Hidden  int    // how many addresses are not shown
	AllURLs bool
	OldURLs bool // they are those of the last token: the form is not whole any more
	Options bool // whether the options of the URLs are unfolded
}

// URL is one address as shown.
type URL struct {
	Name string
	URL  string
	Note string // "may differ" where it is only inferred
	Play string // on the button: "Play" for a stream, else "Open"
}

// shownURLs is how many addresses are shown at the least until a person asks for all.
const shownURLs = 4

// Room says how many addresses the window has room for beside all else.
func (u *URLs) Room(n int) {
	if n = max(n, shownURLs); n != u.room {
		u.room = n
		u.update()
	}
}

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
	list := u.list(u.signed)
	if i < 0 || i >= len(list) {
		return nil
	}
	return &list[i]
}

// list are the addresses of what was signed; none while they wait for a host.
func (u *URLs) list(s *platform.Signed) []platform.URL {
	if label, _ := u.waitsFor(); s == nil || label != "" {
		return nil
	}
	return s.URLs()
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

// Open plays the address of a stream, and hands any other to the system's browser.
func (u *URLs) Open(i int) {
	one := u.url(i)
	switch {
	case one == nil:
		return
	case u.streams(one):
		u.release()
		u.services.Play(one.URL)
	default:
		u.release()
		u.services.Open(one.URL)
	}
}

// streams reports whether an address is that of a stream.
func (u *URLs) streams(one *platform.URL) bool {
	e := u.platform.Edge
	at, err := url.Parse(one.URL)
	return e != nil && err == nil && e.Opens(at) == platform.Playlist
}

// Stream is the address of the stream that was signed; "" for none.
func (u *URLs) Stream() string {
	if i := u.stream(); i >= 0 {
		return u.list(u.signed)[i].URL
	}
	return ""
}

// stream is which of the addresses is that of the stream, -1 for none.
func (u *URLs) stream() int {
	return slices.IndexFunc(u.list(u.signed), func(one platform.URL) bool { return u.streams(&one) })
}

// CopyStream copies the address of the stream, or where nothing tells which that is the
// first one.
func (u *URLs) CopyStream(done func()) {
	if u.url(0) == nil {
		u.services.Fail("There is no URL to copy yet")
		return
	}
	u.Copy(max(0, u.stream()), done)
}

// URL is one address whole, to be shown as a code, with what it is called; "" for none.
func (u *URLs) URL(i int) (name, whole string) {
	if one := u.url(i); one != nil {
		u.release()
		return urlName(one), one.URL
	}
	return "", ""
}

// shown words the addresses.
func (u *URLs) shown() URLsState {
	signed, stale := u.showing()
	list, most := u.list(signed), max(u.room, shownURLs)
	many := len(list) > most+1 // to hide one would take the room of that one
	s := URLsState{NoURLs: u.none(signed), URLHint: u.hint(), AllURLs: u.all && many, OldURLs: stale, Options: u.options}
	for i, one := range list {
		if i >= most && !u.all && many {
			s.Hidden++
			continue
		}
		row := URL{Name: one.Name, URL: one.URL, Play: viewmodel.Either(u.streams(&one), "Play", "Open")}
		if one.Basis == platform.Inferred {
			row.Note = "may differ"
		}
		s.URLs = append(s.URLs, row)
	}
	return s
}

// none reports whether there is no URL to tell, whatever is filled in: the card would only
// promise some.
func (u *URLs) none(s *platform.Signed) bool {
	if hasKit(u.platform) || s != nil && !u.noURLs {
		return false
	}
	return !u.toCome()
}

// toCome reports whether the form leads to a URL once it says what is to be played.
func (u *URLs) toCome() bool {
	values := u.effective(u.platform)
	if id, has := u.platform.Field(platform.ID); has && values[platform.ID] == "" {
		values[platform.ID] = sampleOf(id)
	}
	return len(u.platform.URLs(platform.Filled{Values: values}, platform.NamedToken{})) > 0
}

// hint says what the URLs wait for.
func (u *URLs) hint() string {
	label, wrong := u.waitsFor()
	switch {
	case wrong:
		return "Put “" + label + "” right and the URLs appear here."
	case label != "":
		return "Fill in “" + label + "” and the URLs appear here."
	case u.signed == nil && u.toCome():
		return "The URLs that the token opens appear here, ready to copy."
	}
	if id, _ := u.platform.Field(platform.ID); strings.TrimSpace(u.values[platform.ID]) == "" && u.toCome() {
		return "Fill in “" + id.Label + "” and the URLs appear here."
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
