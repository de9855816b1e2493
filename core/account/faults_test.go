package account_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"playtoken/core/account"
)

const list = `{"success":true,"data":[{"id":"a","createdAt":"2026-09-14T08:21:07Z"}],"pagination":{"offsetCount":1}}`

// quick makes one of the times a small one, for which the test waits, and the others so long
// that it would not end.
func quick(which func(*account.Limits) *time.Duration) func(*account.Options) {
	return func(o *account.Options) {
		o.Connect, o.Header, o.Whole = time.Hour, time.Hour, time.Hour
		*which(&o.Limits) = 100 * time.Millisecond
	}
}

func header(l *account.Limits) *time.Duration  { return &l.Header }
func whole(l *account.Limits) *time.Duration   { return &l.Whole }
func connect(l *account.Limits) *time.Duration { return &l.Connect }

// drip writes a byte again and again until the other side has gone.
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

// hang answers nothing until the other side has gone.
func hang(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }

// reply is a whole reply as it goes over the wire.
func reply(status, headers, body string) string {
	return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: application/json\r\n\r\n" + body
}

func length(body string) string { return fmt.Sprintf("Content-Length: %d\r\n", len(body)) }

func gzipped(text []byte) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(text)
	_ = w.Close()
	return b.String()
}

const (
	notInTime = "HOST did not answer in time."
	cutOff    = "HOST cut the connection before its answer was whole."
	tooLarge  = "The answer of HOST is too large."
)

// TestReplies: what a server may do to a connection. Each is asked for a list and for a
// creation; a creation is asked for once, whatever happens, and tells where a key may have
// been made all the same.
func TestReplies(t *testing.T) {
	bomb := gzipped(make([]byte, 4<<20))
	for _, c := range []struct {
		name    string
		serve   func(conn net.Conn)
		change  func(*account.Options)
		code    account.Code // "" for a list that is read
		message string
		list    int // requests for a list
	}{
		{"header never", hang, quick(header), account.Timeout, notInTime, 1},
		{"header drip", func(c net.Conn) { drip(c, "HTTP/1.1 200 OK\r\nX-Filler: "+strings.Repeat("x", 60)+"\r\n") }, quick(header), account.Timeout, notInTime, 1},
		{"header without an end", func(c net.Conn) {
			fmt.Fprint(c, "HTTP/1.1 200 OK\r\n")
			for {
				if _, err := fmt.Fprint(c, "X-Filler: "+strings.Repeat("x", 1000)+"\r\n"); err != nil {
					return
				}
			}
		}, nil, account.NotJSON, formUnknown, 1},
		{"body never", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "Content-Length: 10\r\n", "")); hang(c) }, quick(whole), account.Timeout, notInTime, 1},
		{"body drip", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "{")); drip(c, " ") }, quick(whole), account.Timeout, notInTime, 1},
		{"body without an end", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "", "{"))
			for {
				if _, err := c.Write(bytes.Repeat([]byte(" "), 4096)); err != nil {
					return
				}
			}
		}, nil, account.TooLarge, tooLarge, 1},
		{"body larger than allowed", func(c net.Conn) {
			body := `{"filler":"` + strings.Repeat("x", int(small.Body)) + `"}`
			fmt.Fprint(c, reply("200 OK", length(body), body))
		}, nil, account.TooLarge, tooLarge, 1},
		{"gzip bomb", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n"+length(bomb), bomb))
		}, nil, account.TooLarge, tooLarge, 1},
		{"gzip of nothing without an end", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n", ""))
			for empty := gzipped(nil); ; {
				if _, err := io.WriteString(c, empty); err != nil {
					return
				}
			}
		}, nil, account.TooLarge, tooLarge, 1},
		{"gzip not asked for", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n", gzipped([]byte(list))))
		}, nil, "", "", 1},
		{"gzip damaged", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n", gzipped([]byte(list))[:12]+strings.Repeat("\xff", 90)))
		}, nil, account.NotJSON, formUnknown, 1},
		{"an encoding not asked for", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: br\r\n", "xx"))
		}, nil, account.NotJSON, formUnknown, 1},
		{"length too great", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "Content-Length: 4000\r\n", list)) }, nil, "", "", 1},
		{"length too small", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "Content-Length: 10\r\n", list)) }, nil, account.NotJSON, formUnknown, 1},
		{"length negative", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "Content-Length: -1\r\n", list)) }, nil, account.NotJSON, formUnknown, 1},
		{"cut before the header", func(net.Conn) {}, nil, account.Unreachable, cutOff, 2},
		{"reset before the header", func(c net.Conn) { _ = c.(*net.TCPConn).SetLinger(0) }, nil, account.Unreachable, cutOff, 2},
		{"cut in the header", func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n") }, nil, account.Unreachable, cutOff, 2},
		{"cut in the body", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", length(list), list[:20])) }, nil, account.Unreachable, cutOff, 2},
		{"cut in a chunk", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Transfer-Encoding: chunked\r\n", "40\r\n{\"success\""))
		}, nil, account.Unreachable, cutOff, 2},
		{"cut in a line of the header", func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-") }, nil, account.NotJSON, formUnknown, 1},
		{"no HTTP", func(c net.Conn) { fmt.Fprint(c, "220 mail.example ESMTP\r\n") }, nil, account.NotJSON, formUnknown, 1},
		{"HTML", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "<!DOCTYPE html><html>Log in</html>")) }, nil, account.NotJSON, formUnknown, 1},
		{"no body", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "Content-Length: 0\r\n", "")) }, nil, account.NotJSON, formUnknown, 1},
		{"two values", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", list+list)) }, nil, account.NotJSON, formUnknown, 1},
		{"a list", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "["+list+"]")) }, nil, account.NotJSON, formUnknown, 1},
		{"nothing but null", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "null")) }, nil, account.NotJSON, formUnknown, 1},
		{"too deep", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "", `{"success":true,"data":[],"x":`+strings.Repeat("[", 9000)+strings.Repeat("]", 9000)+"}"))
		}, nil, account.NotJSON, formUnknown, 1},
		{"a type that is wrong", func(c net.Conn) {
			fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\ufeff"+list)
		}, nil, "", "", 1},
		{"another protocol", func(c net.Conn) {
			fmt.Fprint(c, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
		}, nil, account.NotJSON, formUnknown, 1},
		{"information first", func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 103 Early Hints\r\n\r\n"+reply("200 OK", "", list)) }, nil, "", "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := func(o *account.Options) {}
			if c.change != nil {
				change = c.change
			}
			base, count := raw(t, func(conn net.Conn, _ int) { c.serve(conn) })
			got, err := client(t, "fastpix", base, change).List(context.Background())
			if c.code == "" {
				if err != nil || len(got) != 1 || got[0].ID != "a" {
					t.Fatalf("%+v, %v", got, err)
				}
			} else {
				f := fault(t, err)
				if f.Code != c.code || hostless(f.Message) != c.message || f.MayExist {
					t.Errorf("%s: %s\nwant %s: %s", f.Code, f.Message, c.code, c.message)
				}
				if errors.Is(err, context.DeadlineExceeded) != (c.code == account.Timeout) {
					t.Errorf("it holds %v", f.Err)
				}
			}
			if count() != c.list {
				t.Errorf("%d requests for a list, want %d", count(), c.list)
			}

			base, count = raw(t, func(conn net.Conn, _ int) { c.serve(conn) })
			made, err := client(t, "fastpix", base, change).Create(context.Background(), account.NewRequest())
			f := fault(t, err)
			if !f.MayExist || !strings.Contains(f.Message+" "+f.Hint, strings.TrimSpace(madeAllTheSame)) || made.ID != "" {
				t.Errorf("a creation: %+v, %+v", f, made)
			}
			if count() != 1 {
				t.Errorf("%d requests for one creation", count())
			}
		})
	}
}

// TestRepeats: a list and a delete are asked for a second time where the connection was cut,
// and no third time; nothing that changes something else is.
func TestRepeats(t *testing.T) {
	ctx := context.Background()
	second := func(body string) func(net.Conn, int) {
		return func(conn net.Conn, number int) {
			if number > 1 {
				fmt.Fprint(conn, body)
			}
		}
	}
	t.Run("list", func(t *testing.T) {
		base, count := raw(t, second(reply("200 OK", "", list)))
		if got, err := client(t, "fastpix", base).List(ctx); err != nil || len(got) != 1 || count() != 2 {
			t.Errorf("%v, %v, %d requests", got, err, count())
		}
	})
	t.Run("delete", func(t *testing.T) {
		base, count := raw(t, second(reply("204 No Content", "", "")))
		if remark, err := client(t, "mux", base).Delete(ctx, "a"); err != nil || remark != "" || count() != 2 {
			t.Errorf("%q, %v, %d requests", remark, err, count())
		}
	})
	t.Run("delete that the first try has done", func(t *testing.T) {
		base, count := raw(t, second(reply("404 Not Found", "", `{"error":{"type":"not_found"}}`)))
		remark, err := client(t, "mux", base).Delete(ctx, "a")
		if err != nil || remark != "Mux has no key a in this environment." || count() != 2 {
			t.Errorf("%q, %v, %d requests", remark, err, count())
		}
	})
	t.Run("delete of a key that is not there", func(t *testing.T) {
		base, count := raw(t, func(conn net.Conn, _ int) { fmt.Fprint(conn, reply("404 Not Found", "", `{}`)) })
		if remark, err := client(t, "mux", base).Delete(ctx, "a"); fault(t, err).Code != account.NotFound || remark != "" || count() != 1 {
			t.Errorf("%q, %v, %d requests", remark, err, count())
		}
	})
	for name, ask := range map[string]func(c *account.Client) error{
		"rotate":     func(c *account.Client) error { _, err := c.RotateSecret(ctx); return err },
		"set policy": func(c *account.Client) error { _, err := c.SetPolicy(ctx, "signed"); return err },
	} {
		t.Run(name, func(t *testing.T) {
			base, count := raw(t, second(reply("200 OK", "", "{}")))
			f := fault(t, ask(client(t, "fastevo", base)))
			if f.Code != account.Unreachable || count() != 1 || f.MayExist != (name == "rotate") || !strings.Contains(f.Message+f.Hint, "all the same; read it again.") {
				t.Errorf("%+v, %d requests", f, count())
			}
		})
	}
}

// TestCreateGoesOutOnce: whatever the moment at which a connection ends, and on a server that
// keeps connections, one creation is one request. net/http alone would repeat one that has an
// Idempotency-Key.
func TestCreateGoesOutOnce(t *testing.T) {
	for _, p := range []string{"fastpix", "mux", "bitmovin", "cloudflare"} {
		var cut atomic.Bool
		s := plain(t, func(w http.ResponseWriter, r *http.Request) {
			if cut.Load() {
				panic(http.ErrAbortHandler)
			}
			fmt.Fprint(w, `{"success":true,"status":"SUCCESS","data":[],"result":[]}`)
		})
		c := client(t, p, s.URL)
		if p != "bitmovin" {
			if _, err := c.List(context.Background()); err != nil { // a connection that could be used again
				t.Fatal(p, err)
			}
		}
		before := len(s.requests())
		cut.Store(true)
		_, err := c.Create(context.Background(), account.NewRequest())
		if f := fault(t, err); f.Code != account.Unreachable || !f.MayExist || hostless(f.Message) != cutOff+madeAllTheSame {
			t.Errorf("%s: %+v", p, f)
		}
		if n := len(s.requests()) - before; n != 1 {
			t.Errorf("%s: one creation was asked for %d times", p, n)
		}
	}
}

// TestNothingIsSent: where no connection stands, nothing can have been made.
func TestNothingIsSent(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + l.Addr().String()
	l.Close()
	c := client(t, "fastpix", closed)
	for _, ask := range []func() error{
		func() error { _, err := c.List(context.Background()); return err },
		func() error { _, err := c.Create(context.Background(), account.NewRequest()); return err },
	} {
		err := ask()
		f := fault(t, err)
		if f.Code != account.Unreachable || hostless(f.Message) != "HOST does not take the connection." || f.MayExist {
			t.Errorf("%+v", f)
		}
		if runtime.GOOS == "windows" {
			continue // its words and numbers are others
		}
		if !errors.Is(err, syscall.ECONNREFUSED) || !strings.HasPrefix(f.Hint, "The system says: connection refused.") {
			t.Errorf("it says %q and holds %v", f.Hint, f.Err)
		}
	}
}

// TestCallerGivesUp: a call ends when the caller wants it to, and a creation stays open.
func TestCallerGivesUp(t *testing.T) {
	came := make(chan bool)
	base, _ := raw(t, func(conn net.Conn, _ int) { close(came); hang(conn) })
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-came; cancel() }()
	_, err := client(t, "fastpix", base).Create(ctx, account.NewRequest())
	if f := fault(t, err); !errors.Is(err, context.Canceled) || !f.MayExist ||
		hostless(f.Message) != "The call was ended before HOST had answered."+madeAllTheSame {
		t.Errorf("%+v", f)
	}
}
