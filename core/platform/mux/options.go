package mux

import (
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
)

// Of a signed ID the options of a picture or a stream are claims of its token, not
// parameters (documentation, "Secure video playback"). The SDK writes their values as text.

// option is a field that becomes a claim of the tokens for some resources.
type option struct {
	claim string
	of    []*resource
}

// optionOf are the options by the names of their fields.
var optionOf = map[string]option{
	"time": {"time", []*resource{thumbnail}}, "start": {"start", []*resource{animated}}, "end": {"end", []*resource{animated}},
	"fps": {"fps", []*resource{animated}}, "width": {"width", []*resource{thumbnail, animated}}, "height": {"height", []*resource{thumbnail, animated}},
	"fit_mode":       {"fit_mode", []*resource{thumbnail}},
	"max_resolution": {"max_resolution", []*resource{video}}, "min_resolution": {"min_resolution", []*resource{video}},
	"rendition_order": {"rendition_order", []*resource{video}},
	"asset_start":     {"asset_start_time", []*resource{video}}, "asset_end": {"asset_end_time", []*resource{video}},
	"program_start": {"program_start_time", []*resource{video}}, "program_end": {"program_end_time", []*resource{video}},
}

// anyChoice is the choice that leaves an option out.
const anyChoice = "any"

var resolutions = platform.Choices(anyChoice, "Any", "720p", "720p", "1080p", "1080p", "1440p", "1440p", "2160p", "2160p")

var options = []platform.Field{
	{Name: "time", Label: "Second of the thumbnail", Place: platform.URLKit, Example: "10", Help: "Seconds from the beginning; the middle of the video where it is empty.", Check: checkSeconds},
	{Name: "start", Label: "Animated image from", Place: platform.URLKit, Example: "5", Help: "Seconds from the beginning.", Check: checkSeconds},
	{Name: "end", Label: "Animated image to", Place: platform.URLKit, Example: "10", Help: "Seconds from the beginning.", Check: checkSeconds},
	{Name: "fps", Label: "Pictures a second", Place: platform.URLKit, Example: "15", Help: "Of the animated image.", Check: checkNumber},
	{Name: "width", Label: "Width", Place: platform.URLKit, Example: "640", Help: "Of thumbnail and animated image, in pixels.", Check: checkNumber},
	{Name: "height", Label: "Height", Place: platform.URLKit, Example: "360", Help: "Of thumbnail and animated image, in pixels.", Check: checkNumber},
	{
		Name: "fit_mode", Label: "Fit of the thumbnail", Default: anyChoice, Place: platform.URLKit, Open: true, OpenName: "Other",
		Choices: platform.Choices(anyChoice, "As it is", "preserve", "preserve", "stretch", "stretch", "crop", "crop", "smartcrop", "smartcrop", "pad", "pad"),
		Help:    "How the picture is fitted into width and height.",
		Check:   check.NoKey,
	},
	{Name: "thumbnail_format", Label: "Thumbnail format", Default: "jpg", Place: platform.URLKit, Choices: platform.Choices("jpg", "jpg", "png", "png", "webp", "webp"), Help: "The ending of the thumbnail's address."},
	{Name: "animated_format", Label: "Animated format", Default: "gif", Place: platform.URLKit, Choices: platform.Choices("gif", "gif", "webp", "webp"), Help: "The ending of the animated image's address."},
	{Name: "max_resolution", Label: "Highest resolution", Default: anyChoice, Place: platform.URLKit, Choices: resolutions, Help: "Of the renditions in the stream."},
	{Name: "min_resolution", Label: "Lowest resolution", Default: anyChoice, Place: platform.URLKit, Open: true, OpenName: "Other", Choices: resolutions, Help: "Of the renditions in the stream.", Check: check.NoKey},
	{Name: "rendition_order", Label: "Order of the renditions", Default: anyChoice, Place: platform.URLKit, Choices: platform.Choices(anyChoice, "As it is", "desc", "Highest first"), Help: "Which rendition the stream lists first."},
	{Name: "asset_start", Label: "Clip from", Place: platform.URLKit, Example: "30", Help: "Seconds of an asset at which the stream begins.", Check: checkSeconds},
	{Name: "asset_end", Label: "Clip to", Place: platform.URLKit, Example: "90", Help: "Seconds of an asset at which the stream ends.", Check: checkSeconds},
	{Name: "program_start", Label: "Live from", Place: platform.URLKit, Example: "1767225600", Help: "A moment of a live stream at which it begins, in seconds since 1970.", Check: checkNumber},
	{Name: "program_end", Label: "Live to", Place: platform.URLKit, Example: "1767229200", Help: "A moment of a live stream at which it ends, in seconds since 1970.", Check: checkNumber},
}

func checkSeconds(text string) *platform.Problem {
	whole, part, dotted := strings.Cut(text, ".")
	if check.Digits(whole) && (!dotted || check.Digits(part)) {
		return nil
	}
	return platform.Problemf("A number of seconds is needed, such as 10 or 2.5.")
}

func checkNumber(text string) *platform.Problem {
	if check.Digits(text) {
		return nil
	}
	return platform.Problemf("A whole number is needed.")
}

// checkOptions tells of options that no token of the form takes.
func checkOptions(f platform.Filled) (problems []platform.Problem) {
	made := tokensFor[f.Get("for")]
	for _, field := range options {
		o, ok := optionOf[field.Name]
		if !ok || !given(f, field.Name) {
			continue
		}
		if !slices.ContainsFunc(o.of, func(r *resource) bool { return slices.Contains(made, r) }) {
			problems = append(problems, platform.Problem{
				Field: field.Name, Warning: true, Text: "No token of this form takes it: it is for " + o.of[0].is + ".",
			})
		}
	}
	return problems
}

func given(f platform.Filled, field string) bool {
	return f.Get(field) != "" && f.Get(field) != anyChoice
}

// claimsOf are the options that the token for a resource takes, in their order.
func claimsOf(f platform.Filled, r *resource) (list []token.Member) {
	if id := f.Get("restriction"); id != "" {
		list = append(list, token.StringMember("playback_restriction_id", id))
	}
	for _, field := range options {
		if o, ok := optionOf[field.Name]; ok && slices.Contains(o.of, r) && given(f, field.Name) {
			list = append(list, token.StringMember(o.claim, f.Get(field.Name)))
		}
	}
	return list
}

// moreOptions are those of the documentation that the form has no field for.
var moreOptions = []string{"rotate", "flip_h", "flip_v", "playback_restriction_id", "default_subtitles_lang", "exclude_pdt", "redundant_streams", "roku_trick_play"}

// isOption reports whether a parameter is one that Mux knows as an option.
func isOption(name string) bool {
	for _, o := range optionOf {
		if o.claim == name {
			return true
		}
	}
	return slices.Contains(moreOptions, name)
}
