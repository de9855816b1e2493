package check

import (
	"strconv"

	"playtoken/core/diagnosis"
	"playtoken/core/probe"
)

// ManifestState is the card of what came with a good answer.
type ManifestState struct {
	Shown bool
	Title string // "Manifest"
	About string // "HLS 6, 2.1 KB, asked 15:02:31"
	Stale bool

	Table  bool // there are renditions; what follows is there
	Folded bool
	List   string // what it is called: "Master"
	Master string // whether it was accepted
	Rows   []Rendition
	More   string // "and 94 more"
	Notes  []Evidence

	// What the further request asks for, "" for nothing: "Ask for 720p too".
	Further, FurtherHost string
	CanFurther           bool
}

// Rendition is one row of the table.
type Rendition struct {
	Name, Size, Rate, Codecs string
	Token                    string
	Sign                     Sign // of an answer, NoSign before there is one
}

// mostRenditions is how many rows are shown; a list that is little longer is shown whole.
const mostRenditions, littleMore = 12, 2

func (l *Look) manifest() ManifestState {
	a := l.answer
	if a == nil || l.refused() {
		return ManifestState{}
	}
	s := ManifestState{Shown: true, Stale: l.stale(), Title: titles[a.Kind], About: l.about(a)}
	m := a.Manifest
	if m == nil {
		s.Notes = plain(a)
		return s
	}
	s.Table, s.Folded, s.List, s.Master = true, l.folded, master, l.taken()
	if !m.Master {
		s.List, s.Notes = playlist, append(s.Notes, segments(m))
	}
	list := m.Variants
	if len(list) > mostRenditions+littleMore {
		list = list[:mostRenditions]
	}
	if more := len(m.Variants) - len(list) + m.More; more > 0 {
		s.More = andMore(more)
	}
	for i, v := range list {
		s.Rows = append(s.Rows, rendition(v))
		if l.second != nil && i == l.variant {
			s.Rows = l.answersOf(s.Rows)
		}
	}
	switch {
	case l.second == nil:
	case !m.Master:
		s.Rows = l.withSegment(nil)
	case l.variant >= len(list): // it is among those that are not shown
		s.Rows = l.answersOf(append(s.Rows, rendition(m.Variants[l.variant])))
	}
	s.Notes = append(s.Notes, protected(m), l.travels(a))
	if f := l.trouble; f != nil {
		s.Notes = append(s.Notes, Evidence{Sign: Careful, Name: faultTitle(f) + ".", Text: f.Text + space(f.Hint)})
	}
	if i, ok := l.next(); ok {
		what := theSegment
		if m.Master {
			what = onButton(m.Variants[i])
		}
		s.Further, s.FurtherHost = further(what, l.second != nil), shortHost(l.hostOf(i))
		s.CanFurther = l.job == nil && !s.Stale
	}
	return s
}

// taken says that the token was accepted, where there is one and the verdict stands for it;
// else the status alone: what is public is answered whatever comes along.
func (l *Look) taken() string {
	if v, _ := l.judged(); l.found.Token != nil && v.State == diagnosis.Plays {
		return accepted
	}
	return strconv.Itoa(l.answer.Status)
}

func space(text string) string {
	if text == "" {
		return ""
	}
	return " " + text
}

// answersOf puts the answers of the further request into the table: at the last row, and in
// one of its own for the segment.
func (l *Look) answersOf(rows []Rendition) []Rendition {
	last := &rows[len(rows)-1]
	last.Token, last.Sign = status(&l.second.Playlist)
	return l.withSegment(rows)
}

func (l *Look) withSegment(rows []Rendition) []Rendition {
	if s := l.second.Segment; s != nil {
		row := Rendition{Name: firstSegment}
		row.Token, row.Sign = status(s)
		rows = append(rows, row)
	}
	return rows
}

// status is that of an answer, and no tick before one that gives nothing to play.
func status(a *probe.Answer) (text string, sign Sign) {
	switch {
	case a.Status >= 400:
		sign = Refused
	case a.Status >= 300 || a.Problem != "":
		sign = Careful
	default:
		sign = Fine
	}
	return strconv.Itoa(a.Status), sign
}

func rendition(v probe.Variant) Rendition {
	return Rendition{Name: renditionName(v), Size: times(v.Resolution), Rate: rate(v.Bandwidth), Codecs: codecs(v.Codecs), Token: carried[v.Travels]}
}

// travels says whether the token goes on, and what is known of what that means.
func (l *Look) travels(a *probe.Answer) Evidence {
	e := goesOn(a)
	if l.found.Token == nil {
		e.Name = nothingGoes
	}
	if l.second == nil {
		return e
	}
	last := &l.second.Playlist
	if last.Status < 400 && last.Problem == "" && l.second.Segment != nil {
		last = l.second.Segment
	}
	segment := last == l.second.Segment
	switch _, sign := status(last); sign {
	case Refused:
		e.Sign, e.Text = Refused, refusedBelow(last.Status, segment, a.Manifest.Travels == probe.NotCarried && l.found.Token != nil)
	case Fine:
		e.Sign, e.Text = Fine, e.Text+space(answeredBelow(segment))
	default:
		e.Sign, e.Text = sign, e.Text+space(last.Problem)
	}
	return e
}
