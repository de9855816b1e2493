package edge

import "time"

// StartLimited is Start with limits that a test reaches.
func StartLimited(c Config, s Set, header time.Duration, connections int) (*Edge, error) {
	l := usualLimits
	l.header, l.connections = header, connections
	return start(c, s, l)
}

// Break makes the edge fail at the next request for a picture.
func (e *Edge) Break() { e.sample = nil }
