package account_test

import (
	"context"
	"fmt"
	"net"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"playtoken/core/account"
)

// TestHangAtConnect: a host whose queue is full takes no connection and refuses none.
func TestHangAtConnect(t *testing.T) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	if err := unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	if err := unix.Listen(fd, 0); err != nil {
		t.Fatal(err)
	}
	name, err := unix.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	address := fmt.Sprintf("127.0.0.1:%d", name.(*unix.SockaddrInet4).Port)
	full := false
	for range 16 {
		conn, err := net.DialTimeout("tcp", address, 100*time.Millisecond)
		if err != nil {
			full = true
			break
		}
		defer conn.Close()
	}
	if !full {
		t.Skip("the queue of this system does not fill")
	}
	for range 2 {
		_, err = client(t, "fastpix", "http://"+address, quick(connect)).Create(context.Background(), account.NewRequest())
		if f := fault(t, err); f.Code != account.Timeout || f.MayExist || hostless(f.Message) != "HOST did not answer in time." {
			t.Errorf("%+v", f)
		}
	}
}
