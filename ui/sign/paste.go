package sign

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// Paste takes whatever a person has: a key with what stands beside it, a URL, a player tag,
// the answer of an API, an .env file. Each goes where it belongs.
type Paste struct {
	*making
	choose  func(int)
	fill    func(map[string]string)
	draft   func() Draft
	takeKey func(was Draft, text []byte)
}

// held is what a text holds for the form.
type held struct {
	platform *platform.Platform // whose it is, nil where that is not told
	fields   map[string]string  // the values that stand in it, by their fields
	key      bool               // a key stands in it
	what     string             // the text in a word: "URL"
}

// Into looks at what is pasted into a field. It reports whether it has gone where it
// belongs: a plain text is left to the field.
func (p *Paste) Into(field, text string) bool {
	h := p.read(text)
	switch {
	case h.key:
		p.services.Toast("That was a key: it went to the key field")
	case importer.LooksLikeSecret(text) && p.key == nil:
		p.services.Toast("That looks like a secret: it went to the key field")
		p.takeKey(p.draft(), []byte(text))
		return true
	case len(h.fields) == 0:
		return false
	case !h.fills(field) && !h.several(): // a URL where a URL may be due
		return false
	}
	p.take(h, text)
	return true
}

// Take is Into for a paste or a file while no field has the keyboard. It reports whether
// there was anything for the form: a token alone is to be read, not to be made.
func (p *Paste) Take(text string) bool {
	h := p.read(text)
	if !h.key && len(h.fields) == 0 {
		return false
	}
	p.take(h, text)
	return true
}

// fills reports whether something was found that may be due in a field: what is to be played
// stands in the URLs of keys as well.
func (h held) fills(field string) bool {
	_, found := h.fields[field]
	return found || field == platform.ID || field == platform.KeyID
}

// several reports whether a key's ID was found beside something else.
func (h held) several() bool {
	return h.fields[platform.KeyID] != "" && (len(h.fields) > 1 || h.key)
}

// take fills in what was found.
func (p *Paste) take(h held, text string) {
	was := p.draft()
	if i := slices.Index(p.platforms, h.platform); i >= 0 && h.platform != p.platform {
		p.choose(i)
	}
	values := map[string]string{}
	var labels []string
	for _, f := range p.platform.Fields {
		value := h.fields[f.Name]
		if value == "" || p.values[f.Name] == value {
			continue
		}
		values[f.Name] = value
		labels = append(labels, words.LowerFirst(f.Label)+viewmodel.Either(f.Place == platform.More, underMore, ""))
	}
	if len(values) > 0 {
		p.fill(values)
		if h.key {
			labels = append(labels, p.platform.KeyLabel)
		}
		p.services.Toast(taken(labels, h.what))
	}
	if h.key {
		p.takeKey(was, []byte(text))
	}
}

// underMore is said of a field that is folded away.
const underMore = " (under More)"

// taken says what was filled in.
func taken(labels []string, what string) string {
	return "Taken out of the " + what + ": " + inSentence(labels)
}

// read looks for what the form asks for.
func (p *Paste) read(text string) (h held) {
	found := extract.Read(text)
	h.key, h.what = found.HasKey || found.KeyBeside, "text"
	named := membersOf(text)
	h.platform = p.ownerOf(found, named)
	pl := h.platform
	if pl == nil {
		pl = p.platform
	}
	h.fields = map[string]string{}
	put := func(field, value string) {
		if value != "" {
			h.fields[field] = value
		}
	}
	id := ""
	switch {
	case found.Tag != nil:
		for _, t := range pl.Tags {
			if t.Element == found.Tag.Element {
				id, h.what = found.Tag.Attributes[t.ID], "player tag"
			}
		}
	case found.URL != nil && found.URL.Host != "":
		id, h.what = idIn(pl, found.URL), "URL"
		if pl.FormOfURL != nil {
			maps.Copy(h.fields, pl.FormOfURL(found.URL))
		}
	}
	if id == "" {
		id = named.of(pl, platform.ID)
	}
	put(platform.ID, id)
	put(platform.KeyID, named.of(pl, platform.KeyID))
	return h
}

// idIn is what a URL asks to play. Of a platform whose IDs are paths or URLs it is left to
// the field.
func idIn(pl *platform.Platform, u *url.URL) string {
	if pl.URLID == nil || pl.OwnIDRule {
		return ""
	}
	return pl.URLID(u)
}

// ownerOf is the platform that a text is of, nil where it does not tell.
func (p *Paste) ownerOf(found extract.Paste, named members) *platform.Platform {
	for _, pl := range p.platforms {
		switch {
		case found.URL != nil && pl.Owns(nil, found.URL):
			return pl
		case found.Tag != nil && slices.ContainsFunc(pl.Tags, func(t platform.PlayerTag) bool { return t.Element == found.Tag.Element }):
			return pl
		}
	}
	for _, pl := range p.platforms {
		if slices.ContainsFunc(named, func(m member) bool { return strings.HasPrefix(m.name, pl.Name) }) {
			return pl
		}
	}
	return nil
}

// member is a name with its value, as JSON, an .env file and settings have them; the name in
// small letters and digits alone.
type member struct{ name, value string }

type members []member

var (
	pair = regexp.MustCompile(`["']?([A-Za-z][A-Za-z0-9_.-]{1,60})["']?[ \t]*[:=][ \t]*["']?([A-Za-z0-9][A-Za-z0-9_-]{3,80})["']?[ \t]*(?:[,;}\r\n]|$)`)
	// inList is the first ID of a list of playback IDs in the answer of an API.
	inList = regexp.MustCompile(`"playback_?[iI]ds"\s*:\s*\[\s*\{[^{}\[\]]*"id"\s*:\s*"([^"]{4,80})"`)
)

// longestMembers is how much of a text is read for names, in bytes.
const longestMembers = 64 << 10

func membersOf(text string) (list members) {
	text = text[:min(len(text), longestMembers)]
	if m := inList.FindStringSubmatch(text); m != nil {
		list = append(list, member{"playbackid", m[1]})
	}
	for _, m := range pair.FindAllStringSubmatch(text, -1) {
		list = append(list, member{plainName(m[1]), m[2]})
	}
	return list
}

func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(name))
}

// of is the value for a field, by names that end with the field's label: SIGNING_KEY_ID,
// FASTPIX_PLAYBACK_ID, playbackId.
func (list members) of(pl *platform.Platform, field string) string {
	f, has := pl.Field(field)
	if !has {
		return ""
	}
	label := plainName(f.Label)
	for _, m := range list {
		short := field == platform.KeyID && (strings.HasSuffix(m.name, "keyid") || m.name == "kid" || pl.MakesKeys && strings.HasSuffix(m.name, "signingkey"))
		if (strings.HasSuffix(m.name, label) || short) && fits(f, m.value) {
			return m.value
		}
	}
	return ""
}

// fits reports whether a value may stand in a field.
func fits(f platform.Field, value string) bool {
	if f.Check == nil {
		return true
	}
	p := f.Check(value)
	return p == nil || p.Warning
}
