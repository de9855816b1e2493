package check

import (
	"fmt"
	"strings"

	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/probe"
	"playtoken/core/words"
)

var titles = map[probe.Kind]string{probe.HLS: "Manifest", probe.Image: "Picture", probe.DRM: "Licence", probe.Unknown: "Content"}

// about is what kind of answer it is, how large, and from when.
func (l *Look) about(a *probe.Answer) string {
	var list []string
	switch {
	case a.Manifest != nil && a.Manifest.Version > 0:
		list = append(list, fmt.Sprintf("HLS %d", a.Manifest.Version))
	case a.Manifest != nil:
		list = append(list, "HLS")
	case a.Type != "":
		list = append(list, strings.TrimSpace(strings.Split(a.Type, ";")[0]))
	}
	return strings.Join(append(list, bytesOf(a.Bytes), "asked "+a.At.UTC().Format(clock)+" UTC"), ", ")
}

// clock is how a moment of this day is written, in UTC: beside it stands when a token ends.
const clock = "15:04:05"

const (
	accepted     = "accepted"
	master       = "Master"
	playlist     = "Playlist"
	firstSegment = "Segment 1"
	theSegment   = "the first segment"
	nothingGoes  = "There is no token to go on."
)

// carried is what becomes of the token, in a column.
var carried = map[probe.Travels]string{
	probe.InQuery: "in the query", probe.InPath: "in the path", probe.OtherProof: "not carried", probe.NotCarried: "not carried",
}

func andMore(n int) string { return "and " + words.Thousands(n) + " more" }

// renditionName is what a rendition is called: "720p", "Audio, en".
func renditionName(v probe.Variant) string {
	name := v.Name
	switch v.Kind {
	case "audio":
		name = "Audio"
	case "subtitles":
		name = "Subtitles"
	}
	switch {
	case v.Kind == "video" && name == "":
		name = "Video"
	case v.Kind != "video" && v.Language != "":
		name += ", " + v.Language
	case v.Kind != "video" && v.Name != "":
		name += ", " + v.Name
	}
	return name
}

func times(resolution string) string { return strings.Replace(resolution, "x", "×", 1) }

// rate words bits a second: "5.2 Mbit/s".
func rate(bits int) string {
	switch {
	case bits == 0:
		return ""
	case bits < 1_000_000:
		return fmt.Sprintf("%d kbit/s", (bits+500)/1000)
	}
	return fmt.Sprintf("%.1f Mbit/s", float64(bits)/1_000_000)
}

// codecs parts a list by a comma and a space.
func codecs(list string) string {
	return strings.Join(strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }), ", ")
}

// further is what the button for one more request says.
func further(what string, again bool) string {
	if again {
		return "Ask for " + what + " again"
	}
	return "Ask for " + what + " too"
}

// heights are the names and the resolutions that stand on a button: any other text is of
// whoever wrote the manifest, and would be read as the program's own.
var heights = once.Regexp(`^([0-9]{2,4}p|[0-9]{2,5}×[0-9]{2,5})$`)

// onButton is what a rendition is called on a button.
func onButton(v probe.Variant) string {
	for _, name := range []string{v.Name, times(v.Resolution)} {
		if v.Kind == "video" && heights().MatchString(name) {
			return name
		}
	}
	if word, ok := map[string]string{"audio": "the audio", "subtitles": "the subtitles"}[v.Kind]; ok {
		return word
	}
	return "a rendition"
}

// segments says what a playlist without renditions has.
func segments(m *probe.Manifest) Evidence {
	e := Evidence{Sign: About, Name: "Segments", Text: words.Thousands(m.Segments)}
	if m.Seconds > 0 {
		e.Text += fmt.Sprintf(", %.0f s in all", m.Seconds)
	}
	if m.Live {
		e.Text += ", live: more are to come"
	}
	return e
}

// protected says which DRM the manifest names.
func protected(m *probe.Manifest) Evidence {
	e := Evidence{Sign: Secured, Name: "DRM", Text: "none is named: no key line in the manifest"}
	if len(m.DRM) > 0 {
		e.Text = words.List(m.DRM) + ": the player asks for a licence as well"
	}
	return e
}

// goesOn says whether the token goes on to what the manifest names.
func goesOn(a *probe.Answer) Evidence {
	e := Evidence{Sign: About, Name: "The token does not go on."}
	what := "rendition"
	if !a.Manifest.Master {
		what = "segment"
	}
	switch a.Manifest.Travels {
	case probe.InQuery:
		e.Name, e.Text = "The token goes on.", "The query of each "+what+" has it."
	case probe.InPath:
		e.Name, e.Text = "The token goes on.", "It is a piece of the path, which each "+what+" keeps."
	case probe.OtherProof:
		e.Text = "Each " + what + " carries a proof of the server's own."
	default:
		e.Text = "The " + what + "s are named without a proof. Whether they need one, one more request tells."
	}
	if a.Manifest.Basis == platform.Inferred && a.Platform != nil {
		e.Text += " " + a.Platform.Label + " may differ."
	}
	return e
}

// refusedBelow says what a refusal behind a good master means. wanting says that nothing
// carried a proof that could have been refused.
func refusedBelow(status int, segment, wanting bool) string {
	what := "playlist of the rendition"
	if segment {
		what = "segment"
	}
	if status != 401 && status != 403 {
		return fmt.Sprintf("The %s was answered with %d, so that it does not play.", what, status)
	}
	text := fmt.Sprintf("The %s was refused with %d, so that it does not play.", what, status)
	if wanting {
		return text + " It came without a token: the player has to add it to each request."
	}
	return text
}

func answeredBelow(segment bool) string {
	if segment {
		return "Playlist and segment were answered."
	}
	return "The playlist was answered."
}

// plain words an answer that is no manifest.
func plain(a *probe.Answer) []Evidence {
	switch {
	case a.Problem != "":
		return []Evidence{{Sign: Careful, Name: "This is not what was asked for.", Text: a.Problem}}
	case a.Kind == probe.Image:
		return []Evidence{{Sign: Fine, Name: "A picture came.", Text: "The URL opens it; a picture names nothing else."}}
	case a.Kind == probe.DRM:
		return []Evidence{{Sign: About, Name: "The licence server answered.", Text: "Without a player's challenge there is no licence in it."}}
	}
	return []Evidence{{Sign: Fine, Name: "What the URL asks for came.", Text: "It is no manifest, and names nothing else to be asked for."}}
}

// The card of further requests.
const (
	trialsTitle = "What else refuses"
	trialsAbout = "The same URL, with one thing different. Each button is one request."
	asAsked     = "As asked"
)

// trialAnswer words what one more request got.
func trialAnswer(status int, took string) string { return fmt.Sprintf("%d, %s", status, took) }
