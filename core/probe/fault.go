package probe

import (
	"context"
	"net/url"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/transport"
)

// Fault says why there is no answer.
type Fault struct {
	Code platform.FaultCode
	Host string // that was asked, "" where none was
	Text string // in sentences
	Hint string // what to do, "" for nothing beside
	Err  error  // what the system says: context.Canceled, a syscall.Errno; mostly nil
}

var _ error = (*Fault)(nil)

// Error is the text as a part of a sentence: without its full stop.
func (f *Fault) Error() string { return strings.TrimSuffix(f.Text, ".") }

// Unwrap gives what the system says.
func (f *Fault) Unwrap() error { return f.Err }

// invalid makes a fault of something that is not asked for.
func invalid(text string) *Fault { return &Fault{Code: platform.FaultInvalid, Text: text} }

// lost says why no answer came.
func (l *look) lost(ctx context.Context, u *url.URL, err error, sent bool) *Fault {
	loss := transport.Lost(ctx, u, err, sent)
	host := transport.Named(u)
	f := &Fault{Code: loss.Code, Host: l.host(u), Text: loss.Text, Hint: loss.Hint, Err: loss.Err}
	switch {
	case f.Text == "" && f.Code == platform.FaultInvalid:
		f.Text = notSafe
	case f.Text == "":
		f.Text = notHTTP(host)
	}
	if f.Host != host {
		f.Text, f.Hint = strings.ReplaceAll(f.Text, host, f.Host), strings.ReplaceAll(f.Hint, host, f.Host)
	}
	return f
}
