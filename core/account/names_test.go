package account_test

import (
	"context"
	"net"
	"testing"

	"playtoken/core/account"
)

// nameServer answers every question with a code (RFC 1035 section 4.1.1), and stands in for
// the network's.
func nameServer(t *testing.T, code byte) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		question := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(question)
			if err != nil {
				return
			}
			reply := append([]byte(nil), question[:n]...)
			reply[2], reply[3] = 0x81, 0x80|code
			_, _ = conn.WriteTo(reply, from)
		}
	}()
	before := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
	t.Cleanup(func() {
		net.DefaultResolver = before
		conn.Close()
		<-done
	})
}

// TestNames: a name that the network does not know, and a name server that fails.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		name    string
		code    byte
		message string
	}{
		{"unknown", 3, withoutProxy + " is not known to the network's name server. Is this machine online?"},
		{"failure", 2, "The network's name server did not answer, so " + withoutProxy + " was not found. Is this machine online?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			nameServer(t, c.code)
			_, err := client(t, "fastpix", "https://"+withoutProxy+"/v1").Create(context.Background(), account.NewRequest())
			f := fault(t, err)
			if f.Code != account.Unreachable || f.MayExist || f.Message != c.message {
				t.Errorf("%+v", f)
			}
		})
	}
}
