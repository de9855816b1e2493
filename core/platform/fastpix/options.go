package fastpix

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/check"
)

// What stands in FastPix's URLs beside the token. None of it is in the token.

// anyChoice is the choice that leaves an option out of a URL.
const anyChoice = "any"

// heights are the resolutions, the lowest first.
var heights = []string{"480p", "720p", "1080p", "1440p", "2160p"}

// orders are those of renditions: the lowest first, the highest first.
var orders = []string{"asc", "desc"}

// urlOption is an option in the URL of a stream.
type urlOption struct {
	name   string // of the parameter
	field  string // as a refusal names it
	values []string
}

var urlOptions = []urlOption{
	{"minResolution", "minResolution", heights},
	{"maxResolution", "maxResolution", heights},
	{"resolution", "resolution", heights},
	{"renditionOrder", "order", orders},
}

// strangeOption is the first option of a URL whose value is none that there is, nil for none.
// Marks in a value are of the text around the URL, or begin a second query: rules for every
// URL tell of these.
func strangeOption(u *url.URL) *urlOption {
	if resourceAt(u) != platform.Playlist {
		return nil
	}
	q := u.Query()
	for i, o := range urlOptions {
		if v := q.Get(o.name); v != "" && !strings.ContainsAny(v, `?=\"'`) && !slices.Contains(o.values, v) {
			return &urlOptions[i]
		}
	}
	return nil
}

func resolutions(name, label, help string) platform.Field {
	f := platform.Field{Name: name, Label: label, Help: help, Default: anyChoice, Place: platform.URLKit, Choices: platform.Choices(anyChoice, "Any")}
	for _, r := range heights {
		f.Choices = append(f.Choices, platform.Choice{Value: r, Label: r})
	}
	return f
}

var options = []platform.Field{
	{
		Name: "stream", Label: "Stream", Default: "on-demand", Place: platform.URLKit,
		Choices: platform.Choices("on-demand", "On demand", "live", "Live"),
		Help:    "Both have the same URLs; players are told which it is.",
	},
	{
		Name: "dvr", Label: "Live from the start", Default: "off", Place: platform.URLKit, When: "stream=live",
		Choices: platform.Choices("off", "No", "on", "dvrMode"),
		Help:    "Adds dvrMode=true, which is not in FastPix's documentation.",
	},
	resolutions("resolution", "Resolution", "The one resolution to play."),
	resolutions("min_resolution", "Lowest resolution", "What a player may go down to."),
	resolutions("max_resolution", "Highest resolution", "What a player may go up to."),
	{
		Name: "rendition_order", Label: "Order of renditions", Default: anyChoice, Place: platform.URLKit,
		Choices: platform.Choices(anyChoice, "As it is", orders[0], "Lowest first", orders[1], "Highest first"),
		Help:    "Which rendition stands first in the manifest.",
	},
	{
		Name: "thumbnail_format", Label: "Thumbnail", Default: "jpg", Place: platform.URLKit,
		Choices: platform.Choices("jpg", "jpg", "png", "png", "webp", "webp"),
		Help:    "The format of the thumbnail.",
	},
	{
		Name: "thumbnail_time", Label: "Thumbnail time", Place: platform.URLKit, Example: "12.5",
		Help:  "Seconds from the start of the video.",
		Check: checkSeconds,
	},
	{
		Name: "thumbnail_width", Label: "Thumbnail width", Place: platform.URLKit, Example: "640",
		Help: "In pixels.", Check: checkPixels,
	},
	{
		Name: "thumbnail_height", Label: "Thumbnail height", Place: platform.URLKit, Example: "360",
		Help: "In pixels.", Check: checkPixels,
	},
	{
		Name: "thumbnail_fit", Label: "Thumbnail fit", Default: "preserve", Place: platform.URLKit,
		Choices: platform.Choices("preserve", "Preserve", "stretch", "Stretch"), Open: true, OpenName: "Other",
		Help:  "How the picture fills width and height: preserve is the default, stretch distorts it.",
		Check: checkWord,
	},
	{
		Name: "clip_format", Label: "Animated clip", Default: "gif", Place: platform.URLKit,
		Choices: platform.Choices("gif", "gif", "webp", "webp"),
		Help:    "The format of the animated clip.",
	},
	{
		Name: "spritesheet", Label: "Spritesheet", Default: "plain", Place: platform.URLKit,
		Choices: platform.Choices("plain", "Plain", "advanced", "Dense"),
		Help:    "Dense is the advanced spritesheet, with a picture every few seconds.",
	},
	{
		Name: "interval", Label: "Seconds between pictures", Default: "10", Place: platform.URLKit, When: "spritesheet=advanced",
		Help: "From 1 to 10.",
		Check: func(text string) *platform.Problem {
			if n, err := strconv.Atoi(text); err != nil || n < 1 || n > 10 {
				return platform.Problemf("The interval is a whole number of seconds from 1 to 10.")
			}
			return nil
		},
	},
}

func checkSeconds(text string) *platform.Problem {
	whole, fraction, _ := strings.Cut(text, ".")
	if !check.Digits(whole) || fraction != "" && !check.Digits(fraction) || strings.HasSuffix(text, ".") || len(text) > 12 {
		return platform.Problemf("Write seconds, such as 12 or 12.5.")
	}
	return nil
}

// mostPixels is more than any picture of a video has.
const mostPixels = 10000

func checkPixels(text string) *platform.Problem {
	if n, err := strconv.Atoi(text); err != nil || n < 1 || n > mostPixels || !check.Digits(text) {
		return platform.Problemf("Write a whole number of pixels from 1 to %d, such as 640.", mostPixels)
	}
	return nil
}

func checkWord(text string) *platform.Problem {
	if strings.Trim(text, "abcdefghijklmnopqrstuvwxyz_-") != "" || len(text) > 40 {
		return platform.Problemf("Write one word in small letters.")
	}
	return platform.Warningf("FastPix's documentation is known to name preserve; of other words the platform may think differently.")
}

// checkOptions looks at options that do not go together.
func checkOptions(f platform.Filled) (list []platform.Problem) {
	warn := func(field, text string) {
		list = append(list, platform.Problem{Field: field, Text: text, Warning: true})
	}
	if id := f.Get(platform.ID); id != "" && strings.EqualFold(id, f.Get(platform.KeyID)) {
		warn(platform.ID, "The signing key ID stands here as well. The playback ID is another one.")
	}
	if f.Get("stream") == "live" && isDRM(f) {
		warn("stream", "FastPix describes live playback IDs as public or private, not as DRM.")
	}
	order := func(name string) int {
		return slices.Index(append([]string{anyChoice}, heights...), f.Get(name))
	}
	if least, most := order("min_resolution"), order("max_resolution"); most > 0 && least > most {
		warn("min_resolution", "The lowest resolution is above the highest.")
	}
	return list
}

// option is one parameter of a URL behind the token; an empty one is left out.
type option struct{ name, value string }

func query(options ...option) string {
	var b strings.Builder
	for _, o := range options {
		if o.value != "" && o.value != anyChoice {
			b.WriteString("&" + o.name + "=" + url.QueryEscape(o.value))
		}
	}
	return b.String()
}

func streamQuery(f platform.Filled) string {
	dvr := ""
	if hasDVR(f) {
		dvr = "true"
	}
	return query(option{"minResolution", f.Get("min_resolution")}, option{"maxResolution", f.Get("max_resolution")},
		option{"resolution", f.Get("resolution")}, option{"renditionOrder", f.Get("rendition_order")}, option{"dvrMode", dvr})
}

func hasDVR(f platform.Filled) bool { return f.Get("dvr") == "on" }

func thumbnailQuery(f platform.Filled) string {
	fit := f.Get("thumbnail_fit")
	if fit == "preserve" {
		fit = "" // the default
	}
	return query(option{"time", f.Get("thumbnail_time")}, option{"width", f.Get("thumbnail_width")},
		option{"height", f.Get("thumbnail_height")}, option{"fit_mode", fit})
}
