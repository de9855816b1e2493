package diagnosis

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// drmName is how players call the token for DRM.
const drmName = "drm-token"

// isDRM reports whether a parameter or attribute is for the token of DRM.
//
//go:noinline // its copies would make ptok larger
func isDRM(name string) bool { return platform.SameName(name, drmName) }

// ofStream is which token of a text the stream is played with: the one that the player
// takes for it, else what signs a whole URL. Of tokens in URLs, those of a known platform go
// before those of nobody, then one that was refused, then one for the video itself.
func ofStream(p extract.Paste) int {
	if len(p.All) < 2 {
		return 0
	}
	var own *platform.Platform
	if p.Tag != nil {
		own = all.OfTag(p.Tag.Element)
	}
	for _, pl := range append([]*platform.Platform{own}, all.Platforms()...) {
		if i := playedWith(p, pl, pl != own); pl != nil && i >= 0 {
			return i
		}
	}
	for i, f := range p.All {
		if f.Place == extract.WholeURL || f.Place == extract.CookieSet {
			return i
		}
	}
	if p.All[0].Place == extract.Referrer {
		return max(0, slices.IndexFunc(p.All, func(f extract.Found) bool { return f.Place != extract.Referrer }))
	}
	first := p.All[0]
	if first.Place == extract.Header { // of a request to an API, or to the player's page
		if i := slices.IndexFunc(p.All, func(f extract.Found) bool { return f.URL != nil && all.Owner(nil, f.URL) != nil }); i > 0 {
			return i
		}
	}
	if first.URL == nil {
		return 0
	}
	inTag := p.Tag != nil && p.Tag.Holds(first.Token)
	ours := all.Owner(decode(&first, first.URL), first.URL) != nil
	rank := func(f extract.Found) (n int) {
		if f.URL == nil {
			return 0
		}
		if !ours && all.Owner(nil, f.URL) != nil {
			n += 4
		}
		if f.Status >= 400 {
			n += 2
		}
		if useOf(f) == ofVideo {
			n++
		}
		return n
	}
	best, most := 0, rank(first)
	for i, f := range p.All {
		if n := rank(f); n > most && (!inTag || p.Tag.Holds(f.Token)) {
			best, most = i, n
		}
	}
	return best
}

// playedWith is the token under the name by which a platform's player takes that of the
// stream, -1 for none. The name may be a common one: then another one of the player's
// has to be there as well.
func playedWith(p extract.Paste, pl *platform.Platform, unsure bool) int {
	if pl == nil || len(pl.Tags) == 0 || len(pl.Tags[0].Tokens) < 2 && unsure {
		return -1
	}
	stream, at, others := pl.Tags[0].Tokens[0], -1, 0
	for i, f := range p.All {
		switch name := pl.PlayerToken(f.Name); {
		case name == stream && at < 0:
			at = i
		case name != "" && name != stream:
			others++
		}
	}
	if unsure && others == 0 {
		return -1
	}
	return at
}

// What a URL with a token is for.
const (
	ofVideo = iota + 1
	ofPicture
	ofLicence
)

// useOf is what the URL around a token is for: a picture or what goes with one, a licence,
// or else the video; 0 where there is none.
func useOf(f extract.Found) int {
	if f.URL == nil {
		return 0
	}
	at := strings.ToLower(f.URL.Hostname() + f.URL.Path)
	switch {
	case slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".vtt", ".json"}, path.Ext(at)):
		return ofPicture
	case strings.Contains(at, "/drm/"), strings.Contains(at, "license"):
		return ofLicence
	}
	return ofVideo
}

// mostBeside is how many further tokens of a player are looked at.
const mostBeside = 8

// besides lists the further tokens that a player takes with the one that is judged: by
// the attributes of its tag, which may hold the same one, or by the names that its
// platform gives them.
func besides(p extract.Paste, judged *extract.Found, pl *platform.Platform) (list []extract.Found) {
	name := ""
	if judged != nil {
		name = judged.Name
	}
	seen := map[string]bool{playerName(pl, name): true}
	add := func(f extract.Found) {
		if as := playerName(pl, f.Name); as != "" && !seen[as] && len(list) < mostBeside {
			seen[as] = true
			list = append(list, f)
		}
	}
	if t := tagOf(p, pl); t != nil {
		for _, attribute := range append(slices.Clone(t.Tokens), drmName) {
			if value := p.Tag.Attribute(attribute); strings.Count(value, ".") >= 2 {
				add(extract.Found{Token: value, Place: extract.Attribute, Name: attribute})
			}
		}
	}
	used := map[int]bool{ofVideo: true}
	for _, f := range p.All {
		if judged != nil && f.Token == judged.Token {
			continue
		}
		if judged == nil || judged.URL != nil || f.URL == nil || judged.Place == extract.Attribute { // else it is that URL's own
			add(f)
		}
		if use := useOf(f); !used[use] && sameVideo(pl, judged, f) {
			used[use] = true
			list = append(list, f)
		}
	}
	return list
}

// sameVideo reports whether a token is for the picture or the licence of the video whose URL
// has another one. The lines of a log are of many viewers.
func sameVideo(pl *platform.Platform, judged *extract.Found, f extract.Found) bool {
	if pl == nil || pl.URLID == nil || judged == nil || judged.URL == nil || f.URL == nil || useOf(*judged) != ofVideo || judged.Line.URL != "" {
		return false
	}
	id := pl.URLID(f.URL)
	return id != "" && id == pl.URLID(judged.URL)
}

// playerName is the attribute that a name stands for at a platform's player, "" for
// none. DRM has the same at all of them.
func playerName(pl *platform.Platform, name string) string {
	if isDRM(name) {
		return drmName
	}
	if pl == nil {
		return ""
	}
	return pl.PlayerToken(name)
}

// tagOf is the platform's player element in a text, nil for none.
func tagOf(p extract.Paste, pl *platform.Platform) *platform.PlayerTag {
	if pl == nil || p.Tag == nil {
		return nil
	}
	return elementOf(pl, p.Tag.Element)
}

// elementOf is what is known of an element of a platform's player, nil for one that is none.
func elementOf(pl *platform.Platform, element string) *platform.PlayerTag {
	if i := slices.IndexFunc(pl.Tags, func(t platform.PlayerTag) bool { return t.Element == element }); i >= 0 {
		return &pl.Tags[i]
	}
	return nil
}

// idBeside is the ID that stands beside a token without a URL, under the name by which the
// platform's players take it. Of several it is the one that the token opens, else the last
// one in front of the token or the first behind it.
func (e *evidence) idBeside(inToken string) (id string, there bool) {
	const reach = 2048
	if e.found == nil || e.URL != nil || e.tag() != nil {
		return "", false
	}
	name, text := strings.ReplaceAll(e.platform.IDWord, " ", ""), e.paste.Text
	if len(e.platform.Tags) > 0 {
		name = e.platform.Tags[0].ID
	}
	if name == "" {
		return "", false
	}
	start, end := e.found.Start, e.found.End
	if start >= end || end > len(text) {
		return "", false
	}
	for i, near := range []string{text[max(0, start-reach):start], text[end:min(len(text), end+reach)]} {
		for _, value := range idsUnder(name, near) {
			switch {
			case sameID(value, inToken):
				return value, true
			case !there || i == 0:
				id, there = value, true
			}
		}
	}
	if !there {
		id = cmp.Or(inColumn(text, start, name, inToken), inObject(text, start, end, inToken))
	}
	return id, there || id != ""
}

// inColumn is what stands in the line at a place of a table in the column of an ID, which
// may be called no more than that where its values are of the same form.
func inColumn(text string, at int, name, like string) string {
	head, _, _ := strings.Cut(text, "\n")
	line, _, _ := strings.Cut(text[strings.LastIndexByte(text[:at], '\n')+1:], "\n")
	for _, mark := range []string{"\t", ";", ","} {
		columns, cells := strings.Split(head, mark), strings.Split(line, mark)
		if len(columns) < 2 || len(cells) < 2 || len(head) == len(line) {
			continue
		}
		for i, column := range columns[:min(len(columns), len(cells))] {
			column, cell := strings.Trim(column, "\" \r"), strings.Trim(cells[i], "\" \r")
			if platform.SameName(column, name) && isID(cell) || strings.EqualFold(column, "id") && sameForm(cell, like) {
				return cell
			}
		}
	}
	return ""
}

// isID reports whether the cell of a table can be an ID.
func isID(cell string) bool {
	return len(cell) >= 16 && strings.ContainsAny(cell, "0123456789") && !strings.ContainsAny(cell, " ./:")
}

// inObject is what is called no more than an ID in the object of JSON, or the block of YAML, that
// a token is a member of, where it is of the same form as the token's.
func inObject(text string, start, end int, like string) string {
	const reach = 2048
	before, after := text[max(0, start-reach):start], text[end:min(len(text), end+reach)]
	for nested := innerObject(); nested.MatchString(before) || nested.MatchString(after); {
		before, after = nested.ReplaceAllString(before, ""), nested.ReplaceAllString(after, "")
	}
	if i := strings.LastIndexByte(before, '{'); i >= 0 {
		before = before[i:]
		after, _, _ = strings.Cut(after, "}")
	} else {
		line := before[strings.LastIndexByte(before, '\n')+1:]
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		if indent == "" {
			return ""
		}
		before, after = block(before, indent, true), block(after, indent, false)
	}
	other := ""
	for _, near := range []string{before, after} {
		for _, m := range idAlone().FindAllStringSubmatch(near, -1) {
			if m[1] == like {
				return like
			}
			if other == "" && sameForm(m[1], like) {
				other = m[1]
			}
		}
	}
	return other
}

// innerObject is an object in another.
var innerObject = once.Regexp(`\{[^{}]*\}`)

// idAlone is a member that is called no more than an ID.
var idAlone = once.Regexp(`(?:^|[\s{,])\\?["']?(?i:id|v)\\?["']?\s*[:=]\s*\\?["']?([A-Za-z0-9-]{16,})`)

// block are the lines next to a place that are set in as far as its own.
func block(text, indent string, above bool) string {
	lines := strings.Split(text, "\n")
	if above {
		slices.Reverse(lines)
	}
	n := 1
	for n < len(lines) && strings.HasPrefix(lines[n], indent) {
		n++
	}
	return strings.Join(lines[:n], "\n")
}

// sameForm reports whether a value is written as an ID is: as long, of the same characters,
// with its marks in the same places.
func sameForm(value, id string) bool {
	if len(value) != len(id) || len(id) < 16 {
		return false
	}
	hex := strings.Trim(id, "0123456789abcdefABCDEF-") == ""
	for i := range len(id) {
		if (value[i] == '-') != (id[i] == '-') {
			return false
		}
	}
	return strings.ContainsAny(value, "0123456789") && (!hex || strings.Trim(value, "0123456789abcdefABCDEF-") == "")
}

// namesOfAnID are the parameters by which the page of a player is told what to play.
var namesOfAnID = [...]string{"id", "v", "vid", "video", "videoid", "video_id", "play", "playback", "playbackid", "playback_id", "stream", "streamid", "stream_id"}

// inQuery is what a page is asked for in a parameter that is called as one for a video is, where
// it is of the same form as the token's ID.
func inQuery(u *url.URL, like string) string {
	if u == nil || like == "" {
		return ""
	}
	other := ""
	for name, values := range u.Query() {
		switch {
		case !slices.Contains(namesOfAnID[:], strings.ToLower(name)):
		case values[0] == like:
			return ""
		case sameForm(values[0], like):
			other = values[0]
		}
	}
	return other
}

// idInTags is what a further element of the player with the same token asks for, where the token
// does not open it; "" for none.
func (e *evidence) idInTags(inToken string) string {
	if inToken == "" || e.Token.Text == "" {
		return ""
	}
	for i := range e.paste.Tags {
		t, as := &e.paste.Tags[i], elementOf(e.platform, e.paste.Tags[i].Element)
		if as == nil || as.ID == "" || isVariable(t.Attributes[strings.ReplaceAll(as.ID, "-", "")]) || !t.Holds(e.Token.Text) {
			continue
		}
		if id, _, _ := strings.Cut(t.Text(as.ID), "?"); id != "" && !sameID(id, inToken) {
			return id
		}
	}
	return ""
}

// idElsewhere is what a further URL with the same token asks for, where the token does not
// open it; "" for none.
func (e *evidence) idElsewhere(inToken string) string {
	const most = 20
	if inToken == "" || e.URL == nil || e.platform.URLID == nil || e.Token.Text == "" {
		return ""
	}
	pieces := strings.SplitN(e.paste.Text, e.Token.Text, most)
	for _, head := range pieces[:len(pieces)-1] {
		u, err := url.Parse(head[strings.LastIndexAny(head, " \t\r\n\"'<>`")+1:])
		if err != nil || !e.platform.Owns(nil, u) {
			continue
		}
		if id := e.platform.URLID(extract.Told(u, inToken)); id != "" && !sameID(id, inToken) {
			return id
		}
	}
	return ""
}
