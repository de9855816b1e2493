package account_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/account"
	"playtoken/core/platform/all"
)

// issued makes an issuer that is trusted, and a certificate of its for this host.
func issued(t *testing.T, host string, from, to time.Time) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	issuerKey, leafKey := key(), key()
	issuer := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "An issuer of a test"}, NotBefore: from.Add(-time.Hour), NotAfter: to.AddDate(10, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), NotBefore: from, NotAfter: to, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	if ip := net.ParseIP(host); ip != nil {
		leaf.IPAddresses = []net.IP{ip}
	} else {
		leaf.DNSNames = []string{host}
	}
	issuerDER, err := x509.CreateCertificate(rand.Reader, issuer, issuer, issuerKey.Public(), issuerKey)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, issuer, leafKey.Public(), issuerKey)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(issuerDER)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: leafKey}, pool
}

func using(c tls.Certificate) func(*tls.Config) {
	return func(config *tls.Config) {
		if len(c.Certificate) > 0 { // without one the server of the test signs its own
			config.Certificates = []tls.Certificate{c}
		}
	}
}

// TestCertificates: what is not to be trusted is sent nothing.
func TestCertificates(t *testing.T) {
	now := time.Now()
	good, pool := issued(t, "127.0.0.1", now.Add(-time.Hour), now.Add(time.Hour))
	other, otherPool := issued(t, "api.fastpix.com", now.Add(-time.Hour), now.Add(time.Hour))
	old, oldPool := issued(t, "127.0.0.1", time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC))
	early, earlyPool := issued(t, "127.0.0.1", time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2999, 2, 1, 0, 0, 0, 0, time.UTC))
	const not = "The certificate of HOST is not valid (%s). Nothing was sent."
	for _, c := range []struct {
		name    string
		leaf    tls.Certificate
		roots   *x509.CertPool
		message string // "" for one that is good
	}{
		{"good", good, pool, ""},
		{"its issuer is not trusted", good, x509.NewCertPool(), fmt.Sprintf(not, "its issuer is unknown") + " A company proxy that opens TLS does this."},
		{"the system's issuers alone", good, nil, fmt.Sprintf(not, "its issuer is unknown") + " A company proxy that opens TLS does this."},
		{"signed by itself", tls.Certificate{}, pool, fmt.Sprintf(not, "its issuer is unknown") + " A company proxy that opens TLS does this."},
		{"another name", other, otherPool, fmt.Sprintf(not, "it is for another name")},
		{"expired", old, oldPool, fmt.Sprintf(not, "it expired on Fri 1 Jan 2021, 00:00:00 UTC")},
		{"not valid yet", early, earlyPool, fmt.Sprintf(not, "it is valid from Tue 1 Jan 2999, 00:00:00 UTC")},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := secure(t, says(200, list), using(c.leaf))
			_, err := client(t, "fastpix", s.URL, func(o *account.Options) { o.Roots = c.roots }).List(context.Background())
			if c.message == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			f := fault(t, err)
			if f.Code != account.TLS || hostless(f.Message) != c.message || len(s.requests()) > 0 {
				t.Errorf("%s: %s\nwant %s\n%d requests", f.Code, hostless(f.Message), c.message, len(s.requests()))
			}
			dated := strings.Contains(c.message, "it expired") || strings.Contains(c.message, "it is valid from")
			if strings.Contains(f.Hint, "The clock of this machine says ") != dated {
				t.Errorf("hint: %s", f.Hint)
			}
			_, err = client(t, "fastpix", s.URL, func(o *account.Options) { o.Roots = c.roots }).Create(context.Background(), account.NewRequest())
			if f := fault(t, err); f.MayExist || len(s.requests()) > 0 {
				t.Errorf("%+v, though nothing was sent", f)
			}
		})
	}
}

// TestNoTLS: a server that speaks something else on its port, or ends the handshake.
func TestNoTLS(t *testing.T) {
	listener := func(serve func(net.Conn)) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan bool)
		go func() {
			defer close(done)
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				serve(conn)
				conn.Close()
			}
		}()
		t.Cleanup(func() { l.Close(); <-done })
		return "https://" + l.Addr().String()
	}
	only13 := secure(t, says(200, list), func(c *tls.Config) { c.MaxVersion = tls.VersionTLS11 }) //nolint:staticcheck // an old server
	for _, c := range []struct {
		name, base string
		code       account.Code
		message    string
	}{
		{"plain HTTP", listener(func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 400 Bad Request\r\n\r\n") }), account.TLS, "HOST does not speak TLS as it should. Nothing was sent."},
		{"an old version of TLS", only13.URL, account.TLS, "HOST does not speak TLS as it should. Nothing was sent."},
		{"handshake never", listener(func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }), account.Timeout, "HOST did not answer in time."},
		{"closed at once", listener(func(net.Conn) {}), account.Unreachable, "HOST does not take the connection."},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := func(*account.Options) {}
			if c.code == account.Timeout {
				change = quick(connect)
			}
			_, err := client(t, "fastpix", c.base, change).Create(context.Background(), account.NewRequest())
			if f := fault(t, err); f.Code != c.code || hostless(f.Message) != c.message || f.MayExist {
				t.Errorf("%+v", f)
			}
		})
	}
}

// TestProxy: the proxy of the environment is asked for every host beyond this machine, and
// its refusal tells no password.
func TestProxy(t *testing.T) {
	for _, c := range []struct{ answer, message string }{
		{"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n", "The proxy asks for a name and password."},
		{"HTTP/1.1 403 Forbidden\r\n\r\n", "The proxy does not connect to api.fastpix.com (403). Nothing was sent."},
		{"", "The proxy HOST does not open a way to api.fastpix.com. Nothing was sent."},
	} {
		asked := throughProxy(t, c.answer)
		cl, err := account.New(all.AccountOf("fastpix"), credentials(t, "fastpix"), account.Options{Limits: small})
		if err != nil {
			t.Fatal(err)
		}
		_, err = cl.Create(context.Background(), account.NewRequest())
		f := fault(t, err)
		if f.Code != account.Proxy || hostless(f.Message) != c.message || f.MayExist {
			t.Errorf("%+v, want %q", f, c.message)
		}
		heads := asked()
		if len(heads) != 1 || !strings.HasPrefix(heads[0], "CONNECT api.fastpix.com:443") {
			t.Errorf("the proxy was asked %q", heads)
		}
		for _, s := range append(shown(t, "fastpix"), credentialHeader(t, "fastpix")) {
			if strings.Contains(strings.Join(heads, ""), s) {
				t.Error("the proxy was told a credential")
			}
		}
		if strings.Contains(fmt.Sprintf("%+v %#v %v %v", f, f, f.Err, err), "proxy-password-canary") {
			t.Errorf("the proxy's password is told: %+v", f)
		}
	}
}

// TestRedirects: none is followed, and nobody but the first host is told the credentials.
func TestRedirects(t *testing.T) {
	second := plain(t, says(200, list))
	secondTLS := secure(t, says(200, list))
	first := plain(t, func(w http.ResponseWriter, r *http.Request) {
		to := r.Header.Get("Idempotency-Key") // the test says so where the redirect leads
		var status int
		_, _ = fmt.Sscanf(to, "%d ", &status)
		w.Header().Set("Location", to[strings.Index(to, "|")+1:])
		w.WriteHeader(status)
	})
	c := client(t, "fastpix", first.URL)
	count := 0
	for _, status := range []int{301, 302, 303, 307, 308, 300, 304} {
		for _, to := range []string{second.URL + "/x", secondTLS.URL, first.URL + "/loop", strings.Replace(second.URL, "127.0.0.1", "localhost", 1), "/iam/signing-keys", "//" + second.Listener.Addr().String(), "", "http://%zz"} {
			_, err := c.Create(context.Background(), fmt.Sprintf("%d|%s", status, to))
			count++
			f := fault(t, err)
			if f.Code != account.Redirected || f.Status != status || f.MayExist ||
				hostless(f.Message) != "HOST sent us on to another address; that is not followed, because it would carry your credentials there." {
				t.Errorf("%d to %q: %+v", status, to, f)
			}
		}
	}
	if n := len(first.requests()); n != count || len(second.requests())+len(secondTLS.requests()) > 0 {
		t.Errorf("%d requests for %d calls, and %d elsewhere", n, count, len(second.requests())+len(secondTLS.requests()))
	}
}

// TestIPv6: a host that has no other address.
func TestIPv6(t *testing.T) {
	l, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Skip("this machine has no IPv6: ", err)
	}
	base, _ := rawOn(t, l, func(conn net.Conn, _ int) { fmt.Fprint(conn, reply("200 OK", length(list), list)) })
	c := client(t, "fastpix", base)
	if got, err := c.List(context.Background()); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	if want := strings.TrimPrefix(base, "http://"); c.Host() != want {
		t.Errorf("it is called %q, want %q", c.Host(), want)
	}
}
