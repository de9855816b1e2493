package diagnosis

import (
	"cmp"
	"time"

	"playtoken/core/cause"
	"playtoken/core/logline"
	"playtoken/core/platform"
)

// MomentFrom says where the moment is from that a verdict speaks of. The words are part
// of ptok's contract.
type MomentFrom string

// A moment that a person asks about goes before that of the text, and that before now.
const (
	FromClock  MomentFrom = "now"
	FromPerson MomentFrom = "flag"
	FromPaste  MomentFrom = "paste"
)

// AsOf is the moment that a verdict speaks of.
type AsOf struct {
	At    time.Time
	From  MomentFrom
	Zoned bool      // the text says in which zone it is
	Clock time.Time // what the clock says
	// Unclear is the time of the text where it has two readings, or is a local time that lies ahead
	// of now in UTC, and the moment is therefore that of the clock; "" where there is none.
	Unclear string
	Behind  time.Duration // of the text: how far the clock of who asked was behind that of who answered
}

// Line is the line of a log that the token, or the want of one, stands in.
func (c *Case) Line() logline.Entry {
	if c.Found != nil && len(c.Paste.All) > 0 {
		return c.Found.Line
	}
	return c.Paste.Line
}

// Status is the status of HTTP that is told of the token, by a person or else by the text; 0 for
// none.
func (c *Case) Status() int { return cmp.Or(c.told.status, c.InText()) }

// moment is the one that the verdict speaks of.
func (c *Case) moment(o Options) AsOf {
	if !o.AsOf.IsZero() {
		return AsOf{At: o.AsOf, From: FromPerson, Zoned: true, Clock: o.Now}
	}
	if o.ByClock {
		return AsOf{At: o.Now, From: FromClock, Zoned: true, Clock: o.Now}
	}
	line := c.Line()
	if at, ok := line.Time(o.Now); ok {
		return AsOf{At: at, From: FromPaste, Zoned: line.Zoned, Clock: o.Now, Behind: time.Duration(line.Behind) * time.Second}
	}
	return AsOf{At: o.Now, From: FromClock, Zoned: true, Clock: o.Now, Unclear: line.When}
}

// Present is what a token is by the clock, where the verdict speaks of another moment.
type Present struct {
	State    State
	Headline string
}

// pasted reports whether the verdict speaks of a moment that the text tells.
func (e *evidence) pasted() bool { return e.asOf.From == FromPaste }

// present is the verdict by the clock, nil where that of the text is none of another moment.
func (c *Case) present(o Options) *Present {
	if o.Row || c.moment(o).From != FromPaste {
		return nil
	}
	o.AsOf = o.Now
	v := judge(c.evidence(o))
	return &Present{v.State, v.Headline}
}

// ofTwoClocks names the clock of who asked, where the text shows that it was wrong: the moment is
// that of the server.
func ofTwoClocks(e *evidence) *platform.Finding {
	if e.asOf.Behind == 0 {
		return nil
	}
	return platform.Found(cause.ClocksDiffer, platform.Info, platform.Seen, askersClock(e.asOf.At, e.asOf.Behind))
}
