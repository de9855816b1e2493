package transport

import (
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// Send sends a request once. sent is whether it may have arrived: a connection stood.
func Send(by http.RoundTripper, r *http.Request) (reply *http.Response, sent bool, err error) {
	var stood atomic.Bool
	ctx := httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { stood.Store(true) }})
	reply, err = by.RoundTrip(r.WithContext(ctx))
	return reply, stood.Load(), err
}
