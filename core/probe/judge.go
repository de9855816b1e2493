package probe

import (
	"cmp"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
)

// Judge joins what was answered with what the token says: one verdict. The second look may
// be nil.
func (a *Answer) Judge(c diagnosis.Case, second *Second, o diagnosis.Options) diagnosis.Verdict {
	return a.asOf(c).Judge(a.Evidence(second, o))
}

// Evidence are options with what was answered put in. The second look may be nil.
func (a *Answer) Evidence(second *Second, o diagnosis.Options) diagnosis.Options {
	o.Status, o.StatusText, o.Content, o.Clock, o.Age = a.Status, a.said, a.content, a.Clock, a.Age
	o.Problem, o.Of, o.Sent = a.wrong(), a.of, a.sent
	o.Viewer = &platform.Viewer{Referer: a.Request.Referer, NoReferer: a.Request.Referer == ""}
	m := a.Manifest
	o.Uncarried = second == nil && a.Good() && a.sent == diagnosis.SentToken && m != nil && m.Travels == NotCarried
	if second == nil || !a.Good() {
		return o
	}
	carries := func(m *Manifest) bool { return m != nil && m.Travels != NotCarried && m.Travels != "" }
	if a.Manifest.Master {
		o.RenditionStatus = second.Playlist.Status
	}
	o.Carried = carries(a.Manifest)
	o.Behind = second.Playlist.wrong()
	if s := second.Segment; s != nil {
		o.SegmentStatus = s.Status
		o.Carried = carries(second.Playlist.Manifest)
		o.Behind = cmp.Or(o.Behind, s.wrong())
	}
	return o
}

// wrong is what is wrong with an answer that is no refusal, "" for nothing.
func (a *Answer) wrong() string {
	if n := len(a.Hops); n > 0 && !a.Hops[n-1].Followed {
		return a.Hops[n-1].Text
	}
	return a.Problem
}
