package probe_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/probe"
)

// TestAnswers: what a server may do to a connection, and what is said of it.
func TestAnswers(t *testing.T) {
	bomb := gzipped([]byte("#EXTM3U\n" + strings.Repeat("\n", 8<<20)))
	many := "#EXTM3U\n" + strings.Repeat("#EXT-X-STREAM-INF:BANDWIDTH=1200000,RESOLUTION=1280x720\n720p.m3u8\n", 100_000)
	const (
		late  = "HOST began to answer, and had not sent all in time."
		cut   = "HOST cut the connection before its answer was whole."
		early = "Something stands in front of #EXTM3U, with which a manifest has to begin; players may refuse such a one."
		large = "It is larger than 64 KiB; what is behind that was not read."
		odd   = "HOST answered in a form that is not known. It may be a login page of a network, or no server for videos."
	)
	for _, c := range []struct {
		name   string
		serve  func(conn net.Conn)
		limits *probe.Limits
		code   platform.FaultCode // "" for an answer
		says   string             // the fault, or the problem; "" for an answer that is good
		kind   probe.Kind
	}{
		{"good", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", length(len(master)), master)) }, nil, "", "", probe.HLS},
		{"good, without a length", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", master)) }, nil, "", "", probe.HLS},
		{"header never", hang, quick(header), platform.FaultTimeout, "HOST did not answer in time.", ""},
		{"header drip", func(c net.Conn) { drip(c, "HTTP/1.1 200 OK\r\nX-Filler: "+strings.Repeat("x", 60)+"\r\n") }, quick(header), platform.FaultTimeout, "HOST did not answer in time.", ""},
		{"header without an end", func(c net.Conn) {
			fmt.Fprint(c, "HTTP/1.1 200 OK\r\n")
			withoutEnd(c, "X-Filler: "+strings.Repeat("x", 1000)+"\r\n")
		}, nil, platform.FaultNotJSON, odd, ""},
		{"body never", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", length(10), "")); hang(c) }, quick(whole), "", late, probe.Unknown},
		{"body drip", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "#EXTM3U\n")); drip(c, "\n") }, quick(whole), "", late, probe.HLS},
		{"a refusal whose body drips", func(c net.Conn) { fmt.Fprint(c, reply("403 Forbidden", "", "{")); drip(c, " ") }, quick(whole), "", "", probe.HLS},
		{"endless list", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "", "#EXTM3U\n#EXT-X-TARGETDURATION:6\n"))
			withoutEnd(c, "#EXTINF:6,\nseg.ts\n")
		}, nil, "", large, probe.HLS},
		{"one line without an end", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "#EXTM3U\n#")); withoutEnd(c, "xxxxxxxxxxxxxxxx") }, nil, "", large, probe.HLS},
		{"100,000 variants", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", many)) }, nil, "", large, probe.HLS},
		{"gzip", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n", gzipped([]byte(master))))
		}, nil, "", "", probe.HLS},
		{"gzip bomb", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n"+length(len(bomb)), bomb))
		}, nil, "", large, probe.HLS},
		{"gzip damaged", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n", gzipped([]byte(master))[:len(gzipped([]byte(master)))-8]+"\x00\x00\x00\x00\x00\x00\x00\x00"))
		}, nil, "", "It came packed in a way that is not known, or that is damaged.", probe.HLS},
		{"an encoding not asked for", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "Content-Encoding: br\r\n", "xx")) }, nil, "", "It came packed in a way that is not known, or that is damaged.", probe.Unknown},
		{"no body", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", length(0), "")) }, nil, "", "Nothing came with it: the body is empty.", probe.Unknown},
		{"no content", func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 204 No Content\r\n\r\n") }, nil, "", "Nothing came with it: the body is empty.", probe.Unknown},
		{"length too great", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", length(4000), master)) }, nil, "", cut, probe.HLS},
		{"length too small", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", length(50), master)) }, nil, "", "It begins as a manifest does, and cannot be read as one.", probe.HLS},
		{"length negative", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", length(-1), master)) }, nil, platform.FaultNotJSON, odd, ""},
		{"cut in a chunk", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Transfer-Encoding: chunked\r\n", "400\r\n"+master))
		}, nil, "", cut, probe.HLS},
		{"cut before the header", func(net.Conn) {}, nil, platform.FaultUnreachable, cut, ""},
		{"reset before the header", func(c net.Conn) { _ = c.(*net.TCPConn).SetLinger(0) }, nil, platform.FaultUnreachable, cut, ""},
		{"no HTTP", func(c net.Conn) { fmt.Fprint(c, "220 mail.example ESMTP\r\n") }, nil, platform.FaultNotJSON, odd, ""},
		{"another protocol", func(c net.Conn) {
			fmt.Fprint(c, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
		}, nil, platform.FaultNotJSON, odd, ""},
		{"HTML", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "<!DOCTYPE html><html>Log in</html>")) }, nil, "", "A page of HTML came in place of a manifest: the login page of a network, or of an error.", probe.Unknown},
		{"JSON", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", `{"success":true}`)) }, nil, "", "JSON came in place of a manifest.", probe.Unknown},
		{"XML", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", `<?xml version="1.0"?><Error/>`)) }, nil, "", "XML came in place of a manifest.", probe.Unknown},
		{"a picture", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "\x89PNG\r\n\x1a\n0000")) }, nil, "", "A picture came in place of a manifest.", probe.Unknown},
		{"bytes", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "\x00\x01\x02\x03")) }, nil, "", "Something else came in place of a manifest.", probe.Unknown},
		{"not UTF-8", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", master+"#\xff\xfe\n")) }, nil, "", "It has bytes in it that are no UTF-8; players may refuse such a manifest.", probe.HLS},
		{"with a mark of its encoding", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "\ufeff"+master)) }, nil, "", early, probe.HLS},
		{"an empty line in front", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "\n"+master)) }, nil, "", early, probe.HLS},
		{"small letters", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", strings.Replace(master, "EXTM3U", "extm3u", 1))) }, nil, "", early, probe.HLS},
		{"segments without the longest of them", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "#EXTM3U\n#EXTINF:6,\nseg.ts\n")) }, nil, "", "It has no EXT-X-TARGETDURATION, which a list of segments has to have; players may refuse such a one.", probe.HLS},
		{"nothing but its first line", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "#EXTM3U")) }, nil, "", "It begins as a manifest does, and cannot be read as one.", probe.HLS},
		{"over which the library fails", func(c net.Conn) { fmt.Fprint(c, reply("200 OK", "", "#EXTM3U\n#EXT-X-STREAM-INF:A\n720p.m3u8\n")) }, nil, "", "It begins as a manifest does, and cannot be read as one.", probe.HLS},
		{"DASH", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "", `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>`))
		}, nil, "", "A manifest of DASH came in place of a playlist of HLS. A player that asks for the one makes nothing of the other.", probe.Unknown},
		{"gzip cut inside, in a whole answer", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n"+length(20), gzipped([]byte(master))[:20]))
		}, nil, "", "It came packed in a way that is not known, or that is damaged.", probe.HLS},
		{"gzip cut inside its header, in a whole answer", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n"+length(6), gzipped([]byte(master))[:6]))
		}, nil, "", "It came packed in a way that is not known, or that is damaged.", probe.Unknown},
		{"gzip of a cut answer", func(c net.Conn) {
			fmt.Fprint(c, reply("200 OK", "Content-Encoding: gzip\r\n"+length(90), gzipped([]byte(master))[:20]))
		}, nil, "", cut, probe.HLS},
		{"information first", func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 103 Early Hints\r\n\r\n"+reply("200 OK", "", master)) }, nil, "", "", probe.HLS},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := raw(t, c.serve)
			a, f := client(c.limits).Ask(context.Background(), probe.Request{URL: playlistURL(t, base)})
			if c.code != "" {
				if f == nil || f.Code != c.code || hostless(f.Text, base) != c.says || f.Host == "" {
					t.Fatalf("%+v, %+v\nwant %s: %s", a, f, c.code, c.says)
				}
				return
			}
			if f != nil {
				t.Fatalf("%s: %s", f.Code, f.Text)
			}
			if got := hostless(a.Problem, base); got != c.says || a.Kind != c.kind {
				t.Errorf("%s, %q\nwant %s, %q", a.Kind, got, c.kind, c.says)
			}
			if good := a.Status < 300 && c.says == ""; a.Good() != good {
				t.Errorf("good: %v", a.Good())
			}
			v := a.Judge(diagnosis.Read(playlistURL(t, base), diagnosis.Options{Now: at}), nil, diagnosis.Options{Now: at})
			if (v.State == diagnosis.Plays) != a.Good() {
				t.Errorf("%s: %s", v.State, v.Headline)
			}
			if c.says != "" && !strings.Contains(v.Detail, a.Problem) {
				t.Errorf("the verdict does not say what came: %s %s", v.Headline, v.Detail)
			}
		})
	}
}

// TestNothingIsSent: what is wrong before anything is sent.
func TestNothingIsSent(t *testing.T) {
	for text, says := range map[string]string{
		"":                             "There is no URL yet.",
		"hello":                        "This is no URL",
		"https://":                     "This is no URL",
		"ftp://a.example/x":            "This is no URL",
		"https:a.example":              "This is no URL",
		"http://a.example/x.m3u8":      "Without TLS",
		"http://127.0.0.1.a.example/x": "Without TLS",
		"https://me:pass@a.example/":   "a name or a password",
		"https://exämple.com/":         "letters beyond ASCII",
		"https://a.example/" + strings.Repeat("x", 70<<10): "longer than any server takes",
	} {
		host, why := probe.Host(text)
		_, f := client(nil).Ask(context.Background(), probe.Request{URL: text})
		if host != "" || !strings.Contains(why, says) || f == nil || f.Code != platform.FaultInvalid || f.Text != why {
			t.Errorf("%.40q: %q, %q, %+v", text, host, why, f)
		}
	}
	for text, want := range map[string]string{
		" https://A.Example/x?token=y#z ": "a.example", "https://a.example:8443/": "a.example:8443", "http://127.0.0.1:8470/x": "127.0.0.1:8470", "http://localhost/": "localhost", "http://[::1]:1/": "[::1]:1",
	} {
		if host, why := probe.Host(text); host != want || why != "" {
			t.Errorf("%q: %q, %q", text, host, why)
		}
	}
	r := probe.Request{URL: "http://127.0.0.1:1/x", Referer: "https://a.example/\r\nX: y"}
	if _, f := client(nil).Ask(context.Background(), r); f == nil || !strings.Contains(f.Text, "Referer") {
		t.Errorf("%+v", f)
	}
}

// TestUnreachable: no connection, and one that is given up by the person.
func TestUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + l.Addr().String()
	l.Close()
	_, f := client(nil).Ask(context.Background(), probe.Request{URL: playlistURL(t, base)})
	if f == nil || f.Code != platform.FaultUnreachable || hostless(f.Text, base) != "HOST does not take the connection." || runtime.GOOS != "windows" && !errors.Is(f, syscall.ECONNREFUSED) {
		t.Errorf("%+v", f)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	_, f = client(quick(connect)).Ask(context.Background(), probe.Request{URL: "https://" + silent.Addr().String() + "/x.m3u8"})
	if f == nil || f.Code != platform.FaultTimeout {
		t.Errorf("a handshake that never ends: %+v", f)
	}

	for name, begin := range map[string]string{"before the head": "", "in the body": reply("200 OK", "", "#EXTM3U\n")} {
		came := make(chan bool, 1)
		base = raw(t, func(c net.Conn) { _, _ = io.WriteString(c, begin); came <- true; hang(c) })
		ctx, cancel := context.WithCancel(context.Background())
		go func() { <-came; cancel() }()
		_, f = client(nil).Ask(ctx, probe.Request{URL: playlistURL(t, base)})
		if f == nil || !errors.Is(f, context.Canceled) || hostless(f.Text, base) != "The call was ended before HOST had answered." || f.Hint != "" {
			t.Errorf("given up %s: %+v", name, f)
		}
	}
}

// TestTLS: a certificate that is not trusted is sent nothing; one that is, is asked.
func TestTLS(t *testing.T) {
	s := serveTLS(t, says(200, hls, master))
	_, f := client(nil).Ask(context.Background(), probe.Request{URL: playlistURL(t, s.URL)})
	if f == nil || f.Code != platform.FaultTLS || !strings.Contains(f.Text, "its issuer is unknown") || len(s.requests()) > 0 {
		t.Errorf("%+v", f)
	}
	trusting := probe.NewWith(probe.Options{Limits: small, Roots: roots(s)})
	if a := ask(t, trusting, probe.Request{URL: playlistURL(t, s.URL)}); !a.Good() {
		t.Errorf("%+v", a)
	}
}
