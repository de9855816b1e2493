package diagnosis

import (
	"fmt"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// elsewhere: nothing in the token stands against it, so that something else
// refuses it, if it is refused. Where an answer of 401 or 403 is known this
// leads; else it is worth knowing, once the signature is known to be good.
func elsewhere(e Evidence, list []platform.Finding) *platform.Finding {
	if e.SegmentStatus == 401 || e.SegmentStatus == 403 {
		return finding(cause.SegmentsWithoutToken, platform.Error, "the segments are asked for without a token",
			fmt.Sprintf("The manifest answers 200, a segment %d.", e.SegmentStatus),
			"Let the player put the token on every request, or have the manifest written with it.", platform.Seen)
	}
	worst := platform.Info
	for _, f := range list {
		switch {
		case f.Severity == platform.Error:
			return nil
		case f.Severity == platform.Warning:
			worst = platform.Warning
		}
	}
	refused := e.Status == 401 || e.Status == 403
	valid := e.Proof.Check.State == token.Valid
	if !e.Token.Readable() || !valid && (!refused || worst != platform.Info || e.Proof.Check.State == token.Invalid) {
		return nil
	}
	f := finding(cause.NotTheToken, platform.Info, "whatever else refuses playback, it is not the token",
		strings.TrimSpace(meaning(e)+" "+others(e)), "Check these with the platform.", platform.Inferred)
	if refused && worst == platform.Info {
		f.Severity = platform.Warning
		f.Title = fmt.Sprintf("the answer was %d, and the token has no fault", e.Status)
		if !valid {
			f.Title = fmt.Sprintf("the answer was %d, and nothing in the token itself explains it", e.Status)
			f.Evidence = "The signature was not checked. " + f.Evidence
		}
	}
	return f
}

// others lists what else refuses a faultless token.
func others(e Evidence) string {
	list := []string{"the referrer", "the user agent", "the domain", "the country", "the address of the viewer", "the policy of the ID", "media that is not ready"}
	if e.Platform != nil && len(e.Platform.Refusers) > 0 {
		list = e.Platform.Refusers
	}
	return "What else may refuse it: " + strings.Join(list, "; ") + "."
}

// meaning is what the platform means by the answer.
func meaning(e Evidence) string {
	if e.Platform == nil {
		return ""
	}
	for _, s := range e.Platform.Statuses {
		told := s.Text != "" && strings.Contains(e.StatusText, s.Text)
		if s.Code == e.Status && (s.Text == "" || told) || e.Status == 0 && told {
			return s.Means
		}
	}
	return ""
}
