package edge_test

import (
	"context"
	"io"
	"io/fs"
	"net"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"playtoken/core/edge"
	"playtoken/core/platform/all"
)

// port is the one that an edge listens at.
func port(t testing.TB, e *edge.Edge) int {
	t.Helper()
	n, err := strconv.Atoi(e.Address()[strings.LastIndexByte(e.Address(), ':')+1:])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestPortTaken: the next one is taken.
func TestPortTaken(t *testing.T) {
	a := begin(t, edge.Config{}, edge.Set{})
	b := begin(t, edge.Config{Port: port(t, a)}, edge.Set{})
	if port(t, a) == port(t, b) {
		t.Errorf("both listen at %s", a.Address())
	}
	if !strings.HasPrefix(b.Address(), "http://127.0.0.1:") || get(t, b.Address()+"/").status != 200 {
		t.Errorf("it does not answer at %s", b.Address())
	}
}

// TestLoopbackAlone: nobody else reaches it.
func TestLoopbackAlone(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{})
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addresses {
		ip, _, err := net.ParseCIDR(a.String())
		if err != nil || ip.IsLoopback() || ip.To4() == nil {
			continue
		}
		if c, err := net.Dial("tcp", net.JoinHostPort(ip.String(), strconv.Itoa(port(t, e)))); err == nil {
			_ = c.Close()
			t.Errorf("it listens at %s", ip)
		}
	}
}

// TestStopAndStart: the port is free at once, also where somebody is connected.
func TestStopAndStart(t *testing.T) {
	set := edge.Set{Signers: signers(t)}
	first := begin(t, edge.Config{}, set)
	at := port(t, first)
	if err := first.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		e, err := edge.Start(edge.Config{Port: at, Sample: stream()}, set)
		if err != nil {
			t.Fatal(i, err)
		}
		if port(t, e) != at {
			t.Fatalf("start %d: it listens at %s, not at %d", i, e.Address(), at)
		}
		c, err := net.Dial("tcp", strings.TrimPrefix(e.Address(), "http://")) // asks nothing, and stays
		if err != nil {
			t.Fatal(err)
		}
		if r := get(t, e.Address()+"/"); r.status != 200 {
			t.Errorf("start %d: %d", i, r.status)
		}
		if err := e.Stop(context.Background()); err != nil {
			t.Error(i, err)
		}
		if _, err := c.Read(make([]byte, 1)); err == nil {
			t.Error("a connection outlives it")
		}
		_ = c.Close()
		if err := e.Stop(context.Background()); err != nil {
			t.Errorf("stopped twice: %v", err)
		}
	}
}

// TestSlowHeader: who does not say what it wants is cut off.
func TestSlowHeader(t *testing.T) {
	e, err := edge.StartLimited(edge.Config{Sample: stream()}, edge.Set{}, 50*time.Millisecond, 10)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Stop(context.Background()) }()
	c, err := net.Dial("tcp", strings.TrimPrefix(e.Address(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: "); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(c); err != nil { // ends when the edge closes it
		t.Log(err)
	}
}

// TestConnections: so many at once, and the next one when one has gone.
func TestConnections(t *testing.T) {
	e, err := edge.StartLimited(edge.Config{Sample: stream()}, edge.Set{}, time.Minute, 2)
	if err != nil {
		t.Fatal(err)
	}
	address := strings.TrimPrefix(e.Address(), "http://")
	dial := func() net.Conn {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	a, b := dial(), dial()
	defer func() { _ = b.Close() }()
	answered := make(chan int)
	go func() { answered <- send(t, e, lines("GET / HTTP/1.1", "Host: "+address, "Connection: close")).status }()
	select {
	case status := <-answered:
		t.Errorf("a third one is answered: %d", status)
	case <-time.After(50 * time.Millisecond):
	}
	_ = a.Close()
	if status := <-answered; status != 200 {
		t.Errorf("when one has gone: %d", status)
	}
	c := dial()
	defer func() { _ = c.Close() }()
	if err := e.Stop(context.Background()); err != nil { // while Accept waits for one to go
		t.Error(err)
	}
}

// TestSample: a stream that is not whole is told at the start.
func TestSample(t *testing.T) {
	whole := stream().(fstest.MapFS)
	for _, missing := range []string{"master.m3u8", "thumbnail.jpg", "spritesheet.jpg", "v360p/index.m3u8", "v180p/seg-00003.ts"} {
		s := fstest.MapFS{}
		for name, f := range whole {
			if name != missing {
				s[name] = f
			}
		}
		if e, err := edge.Start(edge.Config{Sample: s}, edge.Set{}); err == nil || !strings.Contains(err.Error(), missing) {
			t.Errorf("without %s: %v, %v", missing, e, err)
		}
	}
	for name, s := range map[string]fs.FS{"none": nil, "a list of nothing": fstest.MapFS{"master.m3u8": {}, "thumbnail.jpg": {}, "spritesheet.jpg": {}}} {
		if _, err := edge.Start(edge.Config{Sample: s}, edge.Set{}); err == nil {
			t.Errorf("%s: it starts", name)
		}
	}
}

// TestBreaksDown: a fault of the edge itself is an answer and a line of the log.
func TestBreaksDown(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	url := at(t, e, made(t, all.ByName("fastpix"), now).URLs()[1].URL)
	if r := get(t, url); r.status != 200 {
		t.Fatal(r.status)
	}
	e.Break()
	if r := get(t, url); r.status != 500 || strings.Contains(r.body, "goroutine") {
		t.Errorf("%d, %s", r.status, r.body)
	}
	if got := e.Log()[0]; got.Status != 500 || got.Said == "" {
		t.Errorf("%+v", got)
	}
}
