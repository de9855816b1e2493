package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"playtoken/core/platform"
)

// Loss is why no reply came, or not all of it.
type Loss struct {
	// Code is [platform.FaultInvalid] for an address without TLS that is not of this machine,
	// and [platform.FaultNotJSON] for a reply that is no HTTP. What these mean hangs on what
	// was asked for, and Text is "".
	Code platform.FaultCode
	Text string // in sentences
	Hint string // what to do, "" for nothing beside
	Err  error  // what the system says: context.Canceled, a syscall.Errno; mostly nil
}

// WasCut reports whether a connection that stood ended early.
func WasCut(err error) bool {
	var op *net.OpError
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.As(err, &op) && !op.Timeout()
}

// Lost says why a request to an address failed. sent is whether it may have arrived. No text
// of an error goes on from here: a proxy's password may stand in one.
func Lost(ctx context.Context, to *url.URL, err error, sent bool) Loss {
	l := whyLost(ctx, to, err, sent)
	l.Text = strings.ReplaceAll(l.Text, "{host}", Named(to))
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		l.addHint(writtenSo)
	case l.Code == platform.FaultUnreachable || l.Code == platform.FaultTimeout:
		l.addHint(inBetween)
	}
	if outOfTime(err) && l.Code == platform.FaultTLS {
		l.addHint(clockSays(time.Now()))
	}
	var errno syscall.Errno
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		l.Err, l.Hint = context.Canceled, "" // nothing stands in between
	case l.Code == platform.FaultTimeout:
		l.Err = context.DeadlineExceeded
	case errors.As(err, &errno):
		l.Err = errno
		l.addHint(systemSays(errno.Error()))
	}
	if proxy := proxyHost(to); proxy != "" && l.Code == platform.FaultTimeout {
		l.addHint(throughProxy(proxy))
	}
	return l
}

// addHint says one sentence more.
func (l *Loss) addHint(text string) { l.Hint = strings.TrimSpace(text + " " + l.Hint) }

func whyLost(ctx context.Context, to *url.URL, err error, sent bool) Loss {
	var (
		refusal *proxyRefusal
		op      *net.OpError
		dns     *net.DNSError
		timeout net.Error
	)
	reason, badCertificate := certificate(err)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return Loss{Code: platform.FaultTimeout, Text: ended}
	case errors.Is(err, errProxyAddress):
		return Loss{Code: platform.FaultProxy, Text: proxyUnreadable}
	case errors.As(err, &refusal) && refusal.status == http.StatusProxyAuthRequired:
		return Loss{Code: platform.FaultProxy, Text: ProxyAsks}
	case errors.As(err, &refusal):
		return Loss{Code: platform.FaultProxy, Text: proxyRefuses(refusal.status)}
	case errors.As(err, &op) && op.Op == "proxyconnect":
		return Loss{Code: platform.FaultProxy, Text: proxyAway(proxyHost(to))}
	case badCertificate:
		return Loss{Code: platform.FaultTLS, Text: certificateBad(reason)}
	case !sent && isTLS(err):
		return Loss{Code: platform.FaultTLS, Text: noTLS}
	case errors.As(err, &dns) && dns.IsNotFound:
		return Loss{Code: platform.FaultUnreachable, Text: nameUnknown}
	case errors.As(err, &dns):
		return Loss{Code: platform.FaultUnreachable, Text: nameServerAway}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return Loss{Code: platform.FaultTimeout, Text: notInTime}
	case errors.Is(err, errNotLoopback):
		return Loss{Code: platform.FaultInvalid}
	case !sent && proxyHost(to) != "":
		return Loss{Code: platform.FaultProxy, Text: proxyAway(proxyHost(to))}
	case !sent:
		return Loss{Code: platform.FaultUnreachable, Text: takesNoConnection}
	case WasCut(err):
		return Loss{Code: platform.FaultUnreachable, Text: cutOff}
	}
	return Loss{Code: platform.FaultNotJSON}
}

// proxyHost is the proxy on the way, without what stands beside its address.
func proxyHost(to *url.URL) string {
	proxy, err := proxyOf(&http.Request{URL: to})
	if err != nil || proxy == nil {
		return ""
	}
	return proxy.Host
}
