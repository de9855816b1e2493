package probe

import (
	"bytes"
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/Eyevinn/hls-m3u8/m3u8"

	"playtoken/core/platform"
)

// Manifest is what a playlist says.
type Manifest struct {
	Version  int  // of the protocol, 0 where it is not said
	Master   bool // names renditions, not segments
	Variants []Variant
	More     int // renditions that are left out
	DRM      []string
	Segments int
	Host     string  // of the first segment
	Seconds  float64 // of all segments
	Live     bool
	Travels  Travels // of the first rendition or, where there is none, segment
	Basis    platform.Basis
}

// Variant is one rendition that a master names.
type Variant struct {
	Kind       string // "video", "audio", "subtitles"
	Name       string // "720p", or the name of an audio or subtitle rendition
	Language   string
	Bandwidth  int    // bits a second, 0 where it is not said
	Resolution string // "1280x720", "" for none
	Codecs     string
	Host       string
	Travels    Travels
}

// refs are the addresses that a manifest names: nil for one that cannot be asked. They may
// carry what no text may have.
type refs struct {
	base     *url.URL
	variants []*url.URL // of each of Variants
	segment  *url.URL   // the first one
	part     string     // a Range inside it, "" for none
}

// readManifest reads a playlist; base is its address. problem is what is wrong with it, ""
// for nothing.
func (l *look) readManifest(text string, base *url.URL) (m *Manifest, r refs, problem string) {
	if !strings.HasPrefix(text, "#EXTM3U") { // RFC 8216 section 4.3.1.1; section 4 forbids a mark of the encoding
		text, problem = strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), " \t\r\n"), notAtBegin
	}
	if !utf8.ValidString(text) {
		text, problem = strings.ToValidUTF8(text, "\ufffd"), notUTF8
	}
	short := shorten(text, base)
	list, ok := decode(short.text)
	if !ok {
		return nil, refs{}, unreadable
	}
	m = &Manifest{More: short.more, Basis: platform.Seen}
	r = refs{base: base}
	switch list := list.(type) {
	case *m3u8.MasterPlaylist:
		m.Master = true
		l.renditions(m, &r, list)
		m.DRM = systems(list.SessionKeys)
		if len(m.Variants) == 0 {
			problem = cmp.Or(problem, noRendition)
		}
	case *m3u8.MediaPlaylist:
		l.segments(m, &r, list)
		switch {
		case m.Segments == 0:
			problem = cmp.Or(problem, noSegment)
		case !strings.Contains(text, "#EXT-X-TARGETDURATION:"):
			problem = cmp.Or(problem, noTarget)
		}
	}
	if short.versioned {
		m.Version = int(list.Version())
	}
	return m, r, problem
}

// decode hands a playlist to the library. false where it makes nothing of it, or fails over it.
func decode(text string) (list m3u8.Playlist, ok bool) {
	defer func() {
		if recover() != nil {
			list, ok = nil, false
		}
	}()
	list, _, err := m3u8.Decode(*bytes.NewBufferString(text), false)
	return list, err == nil && list != nil
}

// renditions takes those of a master. Of each further one of audio or subtitles that stands
// with several variants one is enough, and none of those that come with the video.
func (l *look) renditions(m *Manifest, r *refs, list *m3u8.MasterPlaylist) {
	add := func(v Variant, uri string) {
		u := resolved(r.base, uri)
		if u != nil {
			v.Host, v.Travels = l.host(u), l.travels(r.base, u)
		}
		m.Variants, r.variants = append(m.Variants, v), append(r.variants, u)
	}
	for _, v := range list.Variants {
		if v == nil || v.URI == "" {
			continue
		}
		size, name := sizeOf(v.Resolution)
		kind := video
		if size == "" && onlySound(v.Codecs) {
			kind = audio
		}
		if name == "" {
			name = l.clean(v.Name)
		}
		add(Variant{Kind: kind, Name: name, Bandwidth: bandwidth(v.Bandwidth), Resolution: size, Codecs: l.clean(v.Codecs)}, v.URI)
	}
	if len(m.Variants) > 0 {
		m.Travels = m.Variants[0].Travels
	}
	kinds := map[string]string{"AUDIO": audio, "SUBTITLES": subtitles, "VIDEO": video}
	seen := map[*m3u8.Alternative]bool{}
	for _, v := range list.Variants {
		if v == nil {
			continue
		}
		for _, a := range v.Alternatives {
			if seen[a] || kinds[a.Type] == "" || a.URI == "" {
				continue
			}
			seen[a] = true
			add(Variant{Kind: kinds[a.Type], Name: l.clean(a.Name), Language: l.clean(a.Language)}, a.URI)
		}
	}
}

// The kinds of renditions.
const (
	video     = "video"
	audio     = "audio"
	subtitles = "subtitles"
)

// segments takes those of a playlist of segments.
func (l *look) segments(m *Manifest, r *refs, list *m3u8.MediaPlaylist) {
	m.Live = !list.Closed && list.MediaType != m3u8.VOD
	var keys []*m3u8.Key
	addKeys := func(list []m3u8.Key) {
		for i := range list {
			keys = append(keys, &list[i])
		}
	}
	addKeys(list.Keys)
	for _, s := range list.Segments {
		if s == nil {
			continue
		}
		if m.Segments == 0 {
			r.segment, r.part = resolved(r.base, s.URI), partOf(s)
			if r.segment != nil {
				m.Host, m.Travels = l.host(r.segment), l.travels(r.base, r.segment)
			}
		}
		m.Segments++
		if s.Duration > 0 && !math.IsInf(s.Duration, 0) {
			m.Seconds += s.Duration
		}
		addKeys(s.Keys)
	}
	m.DRM = systems(keys)
}

// resolved is an address as it stands in a playlist, nil for one that cannot be asked.
func resolved(base *url.URL, uri string) *url.URL {
	u, err := base.Parse(strings.TrimSpace(uri))
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}

// systems names the DRM of keys by their formats. A format that is not known is told to be
// one: its name is the sender's.
func systems(keys []*m3u8.Key) (names []string) {
	for _, k := range keys {
		name := ""
		switch format := strings.ToLower(k.Keyformat); {
		case k.Method == "" || k.Method == "NONE":
			continue
		case format == "" || format == "identity":
			name = plainKeys[k.Method]
		default:
			name = keyFormats[format]
		}
		if name == "" {
			name = otherKeys
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// keyFormats are the values of KEYFORMAT, in small letters.
var keyFormats = map[string]string{
	"urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed": "Widevine",
	"com.widevine":                                  "Widevine",
	"com.apple.streamingkeydelivery":                "FairPlay",
	"com.microsoft.playready":                       "PlayReady",
	"urn:uuid:9a04f079-9840-4286-ab92-e65be0885f95": "PlayReady",
}

// plainKeys are the methods of a key that is fetched as it is (RFC 8216 section 4.3.2.4).
var plainKeys = map[string]string{"AES-128": "AES-128", "SAMPLE-AES": "SAMPLE-AES", "SAMPLE-AES-CTR": "SAMPLE-AES-CTR"}

// bandwidth is a number of bits a second, 0 for one that no network has: the library takes a
// negative one for one near 2^32.
func bandwidth(bits uint32) int {
	if bits > 4_000_000_000 {
		return 0
	}
	return int(bits)
}
