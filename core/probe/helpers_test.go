package probe_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"playtoken/core/probe"
	"playtoken/internal/fixtures"
)

// at is a moment at which the token of the fixtures is good.
var at = time.Unix(1744780459+60, 0)

// small has a body that a test can fill, and times that no test waits for.
var small = probe.Limits{Connect: time.Minute, Header: time.Minute, Whole: time.Minute, Body: 64 << 10}

// quick makes one of the times a small one, for which the test waits, and the others so long
// that it would not end.
func quick(which func(*probe.Limits) *time.Duration) *probe.Limits {
	l := probe.Limits{Connect: time.Hour, Header: time.Hour, Whole: time.Hour, Body: small.Body}
	*which(&l) = 100 * time.Millisecond
	return &l
}

func header(l *probe.Limits) *time.Duration  { return &l.Header }
func whole(l *probe.Limits) *time.Duration   { return &l.Whole }
func connect(l *probe.Limits) *time.Duration { return &l.Connect }

func client(l *probe.Limits) *probe.Client {
	if l == nil {
		l = &small
	}
	return probe.NewWith(probe.Options{Now: func() time.Time { return at }, Limits: *l})
}

// playlistURL is a URL of a server of the test, signed with the token of the fixtures.
func playlistURL(t testing.TB, base string) string {
	t.Helper()
	return base + "/" + fixtures.PlaybackID + ".m3u8?token=" + fixtures.Token(t)
}

func ask(t testing.TB, c *probe.Client, r probe.Request) *probe.Answer {
	t.Helper()
	a, f := c.Ask(context.Background(), r)
	if f != nil {
		t.Fatalf("%s: %s %s", f.Code, f.Text, f.Hint)
	}
	return a
}

// seen is one request as a server got it.
type seen struct {
	Method, URI string
	Header      http.Header
	Length      int64
}

// server answers as it is told, and notes what it is asked.
type server struct {
	*httptest.Server
	lock   sync.Mutex
	asked  []seen
	answer http.HandlerFunc
}

func (s *server) requests() []seen {
	s.lock.Lock()
	defer s.lock.Unlock()
	return append([]seen(nil), s.asked...)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.lock.Lock()
	s.asked = append(s.asked, seen{r.Method, r.RequestURI, r.Header.Clone(), r.ContentLength})
	s.lock.Unlock()
	s.answer(w, r)
}

func serve(t testing.TB, answer http.HandlerFunc) *server {
	return start(t, answer, (*httptest.Server).Start)
}

func serveTLS(t testing.TB, answer http.HandlerFunc) *server {
	return start(t, answer, (*httptest.Server).StartTLS)
}

func start(t testing.TB, answer http.HandlerFunc, by func(*httptest.Server)) *server {
	t.Helper()
	s := &server{answer: answer}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	by(s.Server)
	t.Cleanup(s.Close)
	return s
}

// says answers with a status, a type and a body, dated as the clock of the tests.
func says(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Date", at.UTC().Format(http.TimeFormat))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

const hls = "application/vnd.apple.mpegurl"

const master = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-STREAM-INF:BANDWIDTH=1200000,RESOLUTION=1280x720\n720p.m3u8\n"

// movie is the beginning of a segment of MPEG-2: packets of 188 bytes (ISO/IEC 13818-1).
var movie = strings.Repeat("G"+strings.Repeat("\x00", 187), 20)

// raw is a server that is given each connection once the request's header has come. It closes
// the connection afterwards.
func raw(t testing.TB, serve func(net.Conn)) (base string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var lock sync.Mutex
	var open []net.Conn
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			lock.Lock()
			open = append(open, conn)
			lock.Unlock()
			all.Go(func() {
				defer conn.Close()
				if readHeader(conn) {
					serve(conn)
				}
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		lock.Lock()
		for _, c := range open {
			c.Close()
		}
		lock.Unlock()
		all.Wait()
	})
	return "http://" + l.Addr().String()
}

// readHeader reads until the blank line behind the header.
func readHeader(conn net.Conn) bool {
	var last [4]byte
	one := make([]byte, 1)
	for string(last[:]) != "\r\n\r\n" {
		if _, err := conn.Read(one); err != nil {
			return false
		}
		last = [4]byte{last[1], last[2], last[3], one[0]}
	}
	return true
}

// reply is a whole reply as it goes over the wire.
func reply(status, headers, body string) string {
	return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: " + hls + "\r\n\r\n" + body
}

func length(n int) string { return fmt.Sprintf("Content-Length: %d\r\n", n) }

// hang answers nothing until the other side has gone.
func hang(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }

// withoutEnd writes a text again and again until the other side has gone.
func withoutEnd(conn net.Conn, text string) {
	for {
		if _, err := io.WriteString(conn, text); err != nil {
			return
		}
	}
}

// drip is the same, byte by byte.
func drip(conn net.Conn, text string) {
	for {
		for i := range len(text) {
			if _, err := conn.Write([]byte{text[i]}); err != nil {
				return
			}
			time.Sleep(time.Millisecond) // a slow server, not a wait
		}
	}
}

func gzipped(text []byte) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(text)
	_ = w.Close()
	return b.String()
}

// hostless puts HOST in place of the address of a server of the test.
func hostless(text, base string) string {
	host := strings.TrimPrefix(strings.TrimPrefix(base, "http://"), "https://")
	return strings.ReplaceAll(text, host, "HOST")
}

func file(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// roots trust the certificate of a server of the test.
func roots(s *server) *x509.CertPool {
	return s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
}
