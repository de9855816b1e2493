package transport

import (
	"context"
	"errors"
	"net"
	"net/url"
	"testing"
)

// TestLoopbackOnly: a name of this machine that stands for another one is not dialled.
func TestLoopbackOnly(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:80": true, "[::1]:80": true, "127.9.9.9:1": true,
		"10.0.0.1:80": false, "[fe80::1]:80": false, "0.0.0.0:80": false, "[::]:80": false, "example.com:80": false, "": false,
	} {
		if err := loopbackOnly("tcp", address, nil); (err == nil) != want {
			t.Errorf("%q: %v", address, err)
		}
	}
	to, err := url.Parse("http://localhost")
	if err != nil {
		t.Fatal(err)
	}
	// The address is looked at before anything leaves the machine.
	dial := New(to, Limits{}, nil).DialContext
	if _, err := dial(context.Background(), "tcp", "192.0.2.1:80"); !errors.Is(err, errNotLoopback) {
		t.Errorf("a plain connection beyond this machine: %v", err)
	}
}

// TestNamed: a button names the port where it is not the usual one.
func TestNamed(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example/x":      "a.example",
		"https://a.example:443/x":  "a.example",
		"https://a.example:/x":     "a.example",
		"https://a.example:8443/x": "a.example:8443",
		"http://127.0.0.1:443/":    "127.0.0.1:443",
		"http://[::1]:8470/":       "[::1]:8470",
		"http://[::1]/":            "[::1]",
	} {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := Named(u); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestLostName: a name that nobody knows is mistyped more often than kept by a firewall.
func TestLostName(t *testing.T) {
	to := &url.URL{Scheme: "https", Host: "a.example"}
	for _, c := range []struct {
		notFound bool
		hint     string
	}{{true, writtenSo}, {false, inBetween}} {
		if l := Lost(context.Background(), to, &net.DNSError{IsNotFound: c.notFound}, false); l.Hint != c.hint {
			t.Errorf("%+v: %q", c, l.Hint)
		}
	}
}
