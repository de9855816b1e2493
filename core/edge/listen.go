package edge

import (
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const loopback = "127.0.0.1"

// morePorts are how many ports are tried behind the first one.
const morePorts = 20

// listen takes the first port that is free: the one that is asked for, one of the next, any.
func listen(port int) (net.Listener, error) {
	for p := port; p <= port+morePorts && p < 1<<16; p++ {
		if l, err := net.Listen("tcp4", net.JoinHostPort(loopback, strconv.Itoa(p))); err == nil {
			return l, nil
		}
	}
	return net.Listen("tcp4", net.JoinHostPort(loopback, "0"))
}

// limits bound what a client may cost.
type limits struct {
	header      time.Duration // until the head of a request is there
	whole       time.Duration // for a request, and again for its answer
	idle        time.Duration // between two requests
	headerBytes int
	connections int
}

var usualLimits = limits{header: 5 * time.Second, whole: time.Minute, idle: time.Minute, headerBytes: 32 << 10, connections: 2048}

func (l limits) server(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: l.header, ReadTimeout: l.whole, WriteTimeout: l.whole, IdleTimeout: l.idle,
		// net/http reads 4 KiB beyond
		MaxHeaderBytes: l.headerBytes - 4<<10,
		ErrorLog:       log.New(io.Discard, "", 0), // what it would say may quote a request
	}
}

// limited has at most so many connections open; the next ones wait to be accepted.
func limited(l net.Listener, most int) net.Listener {
	return &limitedListener{Listener: l, free: make(chan struct{}, most), closed: make(chan struct{})}
}

type limitedListener struct {
	net.Listener
	free   chan struct{}
	closed chan struct{}
	once   sync.Once
}

func (l *limitedListener) Accept() (net.Conn, error) {
	select {
	case l.free <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.free
		return nil, err
	}
	return &limitedConn{Conn: c, release: sync.OnceFunc(func() { <-l.free })}, nil
}

func (l *limitedListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

type limitedConn struct {
	net.Conn
	release func()
}

func (c *limitedConn) Close() error {
	defer c.release()
	return c.Conn.Close()
}
