package check

import (
	"net/url"
	"strconv"

	"playtoken/core/edge"
	"playtoken/core/verify"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// LocalState is the card of the edge on this computer.
type LocalState struct {
	Running, Busy bool
	Chip          string
	Mood          viewmodel.Mood
	Icon          string
	Keys          string // "7 keys"
	About         string
	Fault, Help   string // why it could not start, and what to do

	Address  string
	PortNote string // which port it got in place of the usual one

	Streams    []string // the platforms that a good URL can be signed for
	Stream     int
	NoStream   string // why there are none
	WayOut     string // what a person can do about it
	CanSample  bool   // a key can be made for a first try
	Clock      int    // one of Clocks
	HasChain   bool   // the platform may check each request, or the master alone
	MasterOnly bool
	Sign       bool
	SignNote   string
}

func (l *Local) shown() LocalState {
	set := l.set()
	s := LocalState{
		Running: l.server != nil, Busy: l.busy != "", Keys: words.Count(verify.Distinct(set.Keys), "key"),
		Chip: stopped, Mood: viewmodel.Neutral, About: localIdle, Clock: l.shift, MasterOnly: l.masterOnly, Sign: l.sign, SignNote: signNote,
	}
	if s.Running {
		s.Chip, s.Mood, s.Icon, s.About = running, viewmodel.Fine, "good", localRuns
		s.Address = l.server.Address()
		if port := portOf(s.Address); port != l.wanted() {
			s.PortNote = otherPort(l.wanted(), port)
		}
	}
	if s.Busy {
		s.Chip, s.Mood, s.Icon = l.busy, viewmodel.Neutral, ""
	}
	if l.fault != nil {
		s.Chip, s.Mood, s.Icon = notStarted, viewmodel.Failed, "bad"
		s.Fault, s.Help = words.Sentence(l.fault), startHelp
	}
	for i, one := range set.Signers {
		s.Streams = append(s.Streams, streamName(one.Platform.Label))
		if one.Platform.Name == l.stream {
			s.Stream = i
		}
	}
	if len(s.Streams) == 0 {
		s.NoStream, s.WayOut = wanting(l.p.services.Wanting())
		s.CanSample = l.p.services.Sample != nil
		return s
	}
	s.HasChain = l.p.services.MasterOnly(set.Signers[s.Stream].Platform)
	return s
}

// wanted is the port that it is begun with.
func (l *Local) wanted() int {
	if port := l.p.services.Edge.Port; port != 0 {
		return port
	}
	return edge.UsualPort
}

// portOf is the port of an address, 0 for none.
func portOf(address string) int {
	u, err := url.Parse(address)
	if err != nil {
		return 0
	}
	port, _ := strconv.Atoi(u.Port())
	return port
}
