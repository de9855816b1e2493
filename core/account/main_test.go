package account_test

import (
	"bufio"
	"net"
	"net/http"
	"os"
	"sync"
	"testing"
)

// proxy stands between the tests and every host that is not of this machine. net/http reads
// the environment once, so it is there from the beginning.
var proxy struct {
	lock   sync.Mutex
	answer string   // to a CONNECT, "" to close the connection
	asked  []string // the heads of the requests
}

// withoutProxy is a host that is asked for without the proxy, and does not exist.
const withoutProxy = "api.nowhere.test"

func TestMain(m *testing.M) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go serveProxy(conn)
		}
	}()
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "https_proxy", "no_proxy", "REQUEST_METHOD"} {
		os.Unsetenv(name)
	}
	os.Setenv("NO_PROXY", withoutProxy)
	os.Setenv("HTTPS_PROXY", "http://someone:proxy-password-canary@"+l.Addr().String())
	os.Exit(m.Run())
}

func serveProxy(conn net.Conn) {
	defer conn.Close()
	r, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	head := r.Method + " " + r.RequestURI + "\n"
	for name, values := range r.Header {
		head += name + ": " + values[0] + "\n"
	}
	proxy.lock.Lock()
	proxy.asked = append(proxy.asked, head)
	answer := proxy.answer
	proxy.lock.Unlock()
	_, _ = conn.Write([]byte(answer))
}

// throughProxy has the proxy answer so, and gives what it was asked.
func throughProxy(t *testing.T, answer string) func() []string {
	t.Helper()
	proxy.lock.Lock()
	defer proxy.lock.Unlock()
	proxy.answer, proxy.asked = answer, nil
	return func() []string {
		proxy.lock.Lock()
		defer proxy.lock.Unlock()
		return proxy.asked
	}
}
