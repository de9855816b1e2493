package account_test

import (
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"errors"
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

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
)

// vector is one call of a platform with its reply.
type vector struct {
	Name    string
	Request struct {
		Method, Path string
		Query        map[string]string
		Headers      map[string]string
		Body         json.RawMessage
	}
	Reply struct {
		Status  int
		Headers map[string]string
		Body    json.RawMessage
	}
}

// body is the body as the platform sends it: null is none, a text is no JSON.
func (v vector) body() []byte {
	var text string
	switch {
	case string(v.Reply.Body) == "null":
		return nil
	case json.Unmarshal(v.Reply.Body, &text) == nil:
		return []byte(text)
	}
	return v.Reply.Body
}

// vectors are those of a platform.
func vectors(t testing.TB, name string) []vector {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Calls []vector }
	if err := json.Unmarshal(b, &file); err != nil || len(file.Calls) == 0 {
		t.Fatal(err, len(file.Calls))
	}
	return file.Calls
}

// find is the vector of that name.
func find(t testing.TB, platform, name string) vector {
	t.Helper()
	for _, v := range vectors(t, platform) {
		if v.Name == name {
			return v
		}
	}
	t.Fatalf("%s has no vector %s", platform, name)
	return vector{}
}

// credentials are those of the vectors.
func credentials(t testing.TB, name string) map[string]secret.Bytes {
	t.Helper()
	texts := map[string]string{}
	for _, v := range vectors(t, name) {
		if scheme, rest, _ := strings.Cut(v.Request.Headers["Authorization"], " "); scheme == "Basic" {
			pair, err := base64.StdEncoding.DecodeString(rest)
			if err != nil {
				t.Fatal(err)
			}
			texts["token_id"], texts["token_secret"], _ = strings.Cut(string(pair), ":")
		} else if name == "cloudflare" {
			texts["api_token"], texts["account_id"] = rest, strings.Split(v.Request.Path, "/")[2]
		} else if scheme == "Bearer" {
			texts["api_key"] = rest
		} else if key := v.Request.Headers["X-Api-Key"]; key != "" {
			texts["api_key"] = key
			if id := v.Request.Headers["X-Tenant-Org-Id"]; id != "" {
				texts["organization_id"] = id
			}
		}
	}
	list := map[string]secret.Bytes{}
	for name, text := range texts {
		list[name] = secret.New([]byte(text))
	}
	return list
}

// shown is what no error, log or value may show: every credential that is a secret.
func shown(t testing.TB, name string) (list []string) {
	t.Helper()
	given := credentials(t, name)
	for _, c := range all.AccountOf(name).Account.Credentials {
		if c.Secret {
			list = append(list, string(given[c.Name].Reveal()))
		}
	}
	return list
}

// small has a body that a test can fill, and times that no test waits for: quick sets those.
var small = account.Limits{Connect: time.Minute, Header: time.Minute, Whole: time.Minute, Body: 64 << 10}

// client makes a client of a platform whose server is somewhere else.
func client(t testing.TB, name, base string, change ...func(*account.Options)) *account.Client {
	t.Helper()
	return clientOf(t, all.AccountOf(name), base, change...)
}

func clientOf(t testing.TB, p *platform.Platform, base string, change ...func(*account.Options)) *account.Client {
	t.Helper()
	o := account.Options{Base: base, Limits: small}
	for _, f := range change {
		f(&o)
	}
	c, err := account.New(p, credentials(t, p.Name), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fault is the error as what it must be.
func fault(t testing.TB, err error) *account.Fault {
	t.Helper()
	var f *account.Fault
	if !errors.As(err, &f) {
		t.Fatalf("%T, want a *Fault: %v", err, err)
	}
	return f
}

// seen is one request as a server got it.
type seen struct {
	Method, URI string
	Header      http.Header
	Body        string
	Length      int64
}

// server is a platform. It notes what it is asked, and answers as it is told.
type server struct {
	*httptest.Server
	lock   sync.Mutex
	asked  []seen
	answer http.HandlerFunc
}

// requests are those that came so far.
func (s *server) requests() []seen {
	s.lock.Lock()
	defer s.lock.Unlock()
	return append([]seen(nil), s.asked...)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.lock.Lock()
	s.asked = append(s.asked, seen{r.Method, r.RequestURI, r.Header.Clone(), string(body), r.ContentLength})
	s.lock.Unlock()
	s.answer(w, r)
}

// plain is a server without TLS, secure is one with.
func plain(t testing.TB, answer http.HandlerFunc) *server {
	t.Helper()
	s := &server{answer: answer}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func secure(t testing.TB, answer http.HandlerFunc, change ...func(*tls.Config)) *server {
	t.Helper()
	s := &server{answer: answer}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.TLS = &tls.Config{}
	for _, f := range change {
		f(s.TLS)
	}
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// trusting trusts a server's own certificate.
func trusting(s *server) func(*account.Options) {
	return func(o *account.Options) { o.Roots = s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs }
}

// says answers with a status and a body.
func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// replies answers as a vector says.
func replies(v vector) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for name, value := range v.Reply.Headers {
			w.Header().Set(name, value)
		}
		if date := dateOf(v); !date.IsZero() {
			w.Header().Set("Date", date.Format(http.TimeFormat))
		}
		w.WriteHeader(v.Reply.Status)
		_, _ = w.Write(v.body())
	}
}

// dateOf is when a reply was sent: a moment after its key was made. create_replayed says of
// itself that it was not.
func dateOf(v vector) time.Time {
	var body struct {
		Data struct{ CreatedAt time.Time }
	}
	if v.Name == "create_replayed" || json.Unmarshal(v.Reply.Body, &body) != nil || body.Data.CreatedAt.IsZero() {
		return time.Time{}
	}
	return body.Data.CreatedAt.Add(time.Second).UTC()
}

// raw is a server that is given each connection once the request's header has come; the
// number counts from 1. It closes the connection afterwards.
func raw(t testing.TB, serve func(conn net.Conn, number int)) (address string, count func() int) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return rawOn(t, l, serve)
}

func rawOn(t testing.TB, l net.Listener, serve func(conn net.Conn, number int)) (address string, count func() int) {
	t.Helper()
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
			number := len(open)
			lock.Unlock()
			all.Go(func() {
				defer conn.Close()
				if readHeader(conn) {
					serve(conn, number)
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
	return "http://" + l.Addr().String(), func() int {
		lock.Lock()
		defer lock.Unlock()
		return len(open)
	}
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

// credentialHeader is how the credentials of a platform go over the wire.
func credentialHeader(t testing.TB, name string) string {
	t.Helper()
	v := vectors(t, name)[0]
	return strings.TrimPrefix(strings.TrimPrefix(v.Request.Headers["Authorization"]+v.Request.Headers["X-Api-Key"], "Basic "), "Bearer ")
}
