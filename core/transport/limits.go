package transport

import "time"

// Limits bound what a request may take; zero values stand for the usual ones.
type Limits struct {
	Connect time.Duration // for the name and the connection, and again for TLS; 5 s
	Header  time.Duration // from the request to the end of the reply's header; 10 s
	Whole   time.Duration // of one request; 30 s
	Body    int64         // bytes of a reply, uncompressed; 1 MiB
}

// WithDefaults fills in the usual limits.
func (l Limits) WithDefaults() Limits {
	for _, d := range []struct {
		of    *time.Duration
		usual time.Duration
	}{{&l.Connect, 5 * time.Second}, {&l.Header, 10 * time.Second}, {&l.Whole, 30 * time.Second}} {
		if *d.of <= 0 {
			*d.of = d.usual
		}
	}
	if l.Body <= 0 {
		l.Body = 1 << 20
	}
	return l
}
