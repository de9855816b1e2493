package logline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"playtoken/core/logline"
)

var now = time.Date(2025, 10, 10, 12, 0, 0, 0, time.UTC)

// told is an entry in one line: time, status, client, method, URL.
func told(e logline.Entry) string {
	at, ok := e.Time(now)
	if !ok {
		return fmt.Sprint("no time ", e.Status, " ", e.Client, " ", e.Method, " ", e.URL)
	}
	return fmt.Sprint(at.Format("2006-01-02T15:04:05"), " ", e.Status, " ", e.Client, " ", e.Method, " ", e.URL)
}

const (
	iisHead = "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken"
	cfHead  = "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, head, line, want string }{
		{"common", "", `10.0.0.1 - frank [09/Oct/2025:10:53:26 +0200] "GET /a.m3u8?token=x HTTP/1.1" 403 12`, "2025-10-09T08:53:26 403 10.0.0.1 GET /a.m3u8?token=x"},
		{"combined", "", `2001:db8::7 - - [09/Oct/2025:08:53:26 +0000] "GET /a HTTP/2.0" 200 12 "https://shop.example/?status=500" "Mozilla/5.0 (X11; \"403\")"`, "2025-10-09T08:53:26 200 2001:db8::7 GET /a"},
		{"vhost in front", "", `stream.example.com:443 10.0.0.1 - - [09/Oct/2025:08:53:26 +0000] "GET /a?b=1 HTTP/1.1" 404 12`, "2025-10-09T08:53:26 404 10.0.0.1 GET https://stream.example.com/a?b=1"},
		{"proxies behind", "", `10.0.0.1 - - [09/Oct/2025:08:53:26 +0000] "GET /a HTTP/1.1" 401 0 "-" "curl/8" "203.0.113.9, 10.2.2.2" 0.003`, "2025-10-09T08:53:26 401 203.0.113.9 GET /a"},
		{"proxies in front", "", `"203.0.113.9, 10.2.2.2" 10.0.0.1 - - [09/Oct/2025:08:53:26 +0000] "GET /a HTTP/1.1" 401 0`, "2025-10-09T08:53:26 401 203.0.113.9 GET /a"},
		{"time of the request and host behind", "", `10.0.0.1 - - [09/Oct/2025:08:53:26 +0000] "GET /a HTTP/1.1" 200 5 "-" "x" rt=0.403 host="v.example.com"`, "2025-10-09T08:53:26 200 10.0.0.1 GET https://v.example.com/a"},
		{"behind syslog", "", `Oct  9 08:53:27 edge1 nginx: 10.0.0.1 - - [09/Oct/2025:08:53:26 +0000] "GET /a HTTP/1.1" 403 5`, "2025-10-09T08:53:26 403 10.0.0.1 GET /a"},
		{"a request in full", "", `10.0.0.1 - - [09/Oct/2025:08:53:26 +0000] "GET https://h.example/a HTTP/1.1" 200 5`, "2025-10-09T08:53:26 200 10.0.0.1 GET https://h.example/a"},
		{"no status", "", `10.0.0.1 - - [09/Oct/2025:08:53:26 +0000] "GET /a HTTP/1.1" - -`, "2025-10-09T08:53:26 0 10.0.0.1 GET /a"},
		{"IIS", iisHead, `2025-10-09 08:53:26 10.0.0.5 GET /v/a.m3u8 token=x 443 - 203.0.113.9 Mozilla/5.0+(X) https://shop.example/ 403 0 0 15`, "2025-10-09T08:53:26 403 203.0.113.9 GET /v/a.m3u8?token=x"},
		{"IIS, no head", "", `2025-10-09 08:53:26 10.0.0.5 GET /v/a.m3u8 token=x 443 - 203.0.113.9 Mozilla/5.0+(X) https://shop.example/ 403 0 0 15`, "2025-10-09T08:53:26 403 203.0.113.9 GET /v/a.m3u8?token=x"},
		{"IIS, no query", iisHead, `2025-10-09 08:53:26 10.0.0.5 GET /v/a.ts - 443 - 203.0.113.9 x - 200 0 0 15`, "2025-10-09T08:53:26 200 203.0.113.9 GET /v/a.ts"},
		{"CloudFront", cfHead, "2025-10-09\t08:53:26\tFRA1\t146\t203.0.113.9\tGET\td1.cloudfront.net\t/a.m3u8\t403\t-\tMozilla\ttoken=x\t-\tError\tid\tv.example.com\thttps", "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a.m3u8?token=x"},
		{"CloudFront, no head", "", "2025-10-09\t08:53:26\tFRA1\t146\t203.0.113.9\tGET\td1.cloudfront.net\t/a.m3u8\t403\t-\tMozilla\ttoken=x\t-", "2025-10-09T08:53:26 403 203.0.113.9 GET https://d1.cloudfront.net/a.m3u8?token=x"},
		{"CloudFront, escaped", cfHead, "2025-10-09\t08:53:26\tFRA1\t146\t203.0.113.9\tGET\td1.cloudfront.net\t/a.m3u8\t403\t-\tMozilla\tSignature=a%257Eb%7Ec\t-\tError\tid\tv.example.com\thttps", "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a.m3u8?Signature=a%7Eb%7Ec"},
		{"CloudFront, no head, encoded twice and escaped", "", "2025-10-09\t08:53:26\tFRA1\t146\t203.0.113.9\tGET\td1.cloudfront.net\t/a.m3u8\t403\t-\tMozilla\ttoken=x%25252E\t-", "2025-10-09T08:53:26 403 203.0.113.9 GET https://d1.cloudfront.net/a.m3u8?token=x%252E"},
		{"IIS, encoded twice", iisHead, `2025-10-09 08:53:26 10.0.0.5 GET /v/a.m3u8 token=x%252E 443 - 203.0.113.9 x - 403 0 0 15`, "2025-10-09T08:53:26 403 203.0.113.9 GET /v/a.m3u8?token=x%252E"},
		{"CloudFront in real time", "#Fields: timestamp c-ip time-to-first-byte sc-status sc-bytes cs-method cs-protocol cs-host cs-uri-stem cs-uri-query", "1760000006.123\t203.0.113.9\t0.002\t401\t35\tGET\thttps\tv.example.com\t/a.m3u8\ttoken=x", "2025-10-09T08:53:26 401 203.0.113.9 GET https://v.example.com/a.m3u8?token=x"},
		{"Fastly", "", `<134>2025-10-09T08:53:26Z cache-fra1 logs[12]: 203.0.113.9 GET /a?token=x 403`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"Fastly in JSON behind syslog", "", `<134>2025-10-09T08:53:26Z cache-fra1 logs[12]: {"client_ip":"203.0.113.9","request_method":"GET","host":"v.example.com","url":"/a?token=x","response_status":403}`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"Akamai", "", `{"reqTimeSec":"1760000006.5","statusCode":"403","cliIP":"203.0.113.9","reqMethod":"GET","reqHost":"v.example.com","reqPath":"a.m3u8","queryStr":"token=x","proto":"HTTPS"}`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a.m3u8?token=x"},
		{"Cloudflare", "", `{"ClientIP":"203.0.113.9","ClientRequestHost":"v.example.com","ClientRequestMethod":"GET","ClientRequestURI":"/a?token=x","EdgeResponseStatus":403,"EdgeStartTimestamp":1760000006000000000,"OriginResponseStatus":200}`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"nginx in JSON", "", `{"time_iso8601":"2025-10-09T08:53:26+00:00","remote_addr":"203.0.113.9","request":"GET \/a?token=x HTTP\/1.1","status":"403","request_time":"0.200","http_host":"v.example.com"}`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"bunyan", "", `{"name":"api","hostname":"box","pid":403,"level":30,"req":{"method":"GET","url":"/a?token=x","headers":{"host":"v.example.com","status":"200"},"remoteAddress":"203.0.113.9"},"res":{"statusCode":401},"msg":"done in 500 ms","time":"2025-10-09T08:53:26.1Z","v":0}`, "2025-10-09T08:53:26 401 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"pino", "", `{"level":30,"time":1760000006123,"req":{"id":1,"method":"GET","url":"/a?token=x","remoteAddress":"203.0.113.9"},"res":{"statusCode":403},"responseTime":200}`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"Caddy", "", `{"level":"info","ts":1760000006.12,"request":{"remote_ip":"203.0.113.9","remote_port":"1","proto":"HTTP/2.0","method":"GET","host":"v.example.com","uri":"/a?token=x","headers":{"User-Agent":["x"]}},"status":403}`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"Elastic", "", `{"@timestamp":"2025-10-09T08:53:26.000Z","http":{"request":{"method":"GET"},"response":{"status_code":403}},"url":{"original":"https://v.example.com/a?token=x"},"source":{"ip":"203.0.113.9"}}`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"Docker", "", `{"log":"203.0.113.9 - - [09/Oct/2025:08:53:26 +0000] \"GET /a?token=x HTTP/1.1\" 403 5\n","stream":"stdout","time":"2025-10-09T08:53:27.1Z"}`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"HAR of an answer that may be of a cache", "", `{"startedDateTime":"2025-10-09T08:53:26.000Z","request":{"method":"GET","url":"https://v.example.com/a?token=x"},"response":{"status":200,"headers":[{"name":"date","value":"Fri, 10 Oct 2025 08:53:26 GMT"}]}}`, "2025-10-09T08:53:26 200  GET https://v.example.com/a?token=x"},
		{"HAR", "", `{"pageref":"page_1","startedDateTime":"2025-10-09T08:53:26.000Z","request":{"method":"GET","url":"https://v.example.com/a?token=x","headers":[{"name":"host","value":"other"}],"cookies":[]},"response":{"status":403,"headers":[{"name":"date","value":"Fri, 10 Oct 2025 08:53:26 GMT"}],"content":{"text":"{\"status\":200}"}}}`, "2025-10-10T08:53:26 403  GET https://v.example.com/a?token=x"},
		{"nginx, an error", "", `2025/10/09 08:53:26 [error] 31#31: *7 access forbidden by rule, client: 203.0.113.9, server: _, request: "GET /a?token=x HTTP/1.1", host: "v.example.com"`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"nginx, no file", "", `2025/10/09 08:53:26 [error] 31#31: *7 open() "/srv/a" failed (2: No such file or directory), client: 203.0.113.9, server: _, request: "GET /a?token=x HTTP/1.1", host: "v.example.com"`, "2025-10-09T08:53:26 404 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"nginx, a warning", "", `2025/10/09 08:53:26 [warn] 31#31: *7 an upstream response is buffered to a temporary file, client: 203.0.113.9, server: _, request: "GET /a?token=x HTTP/1.1", host: "v.example.com"`, "2025-10-09T08:53:26 0 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"HAProxy behind syslog", "", `Oct  9 08:53:27 lb haproxy[1]: 203.0.113.9:33317 [09/Oct/2025:08:53:26.655] in v/w 10/0/30/69/109 403 200 - - ---- 1/1/1/1/0 0/0 "GET /a?token=x HTTP/1.1"`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"a program", "", `2025-10-09T08:53:26.100Z WARN playback refused reason=403 token=x`, "2025-10-09T08:53:26 403   "},
		{"name=value", "", `time="2025-10-09T08:53:26Z" level=info method=GET path="/a?token=x" status=403 remote=1 client_ip=203.0.113.9`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"a load balancer", "", `https 2025-10-09T08:53:26.1Z app/lb/1 203.0.113.9:2817 10.0.0.1:80 0.0 0.1 0.0 403 403 34 366 "GET https://v.example.com:443/a?token=x HTTP/1.1" "curl"`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com:443/a?token=x"},
		{"squid", "", `1760000006.123    345 203.0.113.9 TCP_DENIED/403 3900 GET http://v.example.com/a?token=x - HIER_NONE/- text/html`, "2025-10-09T08:53:26 403 203.0.113.9 GET http://v.example.com/a?token=x"},
		{"klog", "", `I1009 08:53:26.123456   12345 server.go:77] "HTTP" verb="GET" URI="/a?token=x" srcIP="203.0.113.9:5000" resp=403`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"Gin", "", `[GIN] 2025/10/09 - 08:53:26 | 403 |     120.5µs |     203.0.113.9 | GET      "/a?token=x"`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"werkzeug", "", `203.0.113.9 - - [09/Oct/2025 08:53:26] "GET /a?token=x HTTP/1.1" 403 -`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"Django", "", `[09/Oct/2025 08:53:26] "GET /a?token=x HTTP/1.1" 403 153`, "2025-10-09T08:53:26 403  GET /a?token=x"},
		{"Apache, an error", "", `[Thu Oct 09 08:53:26.123456 2025] [authz_core:error] [pid 1:tid 2] [client 203.0.113.9:5000] AH01630: client denied by server configuration: /srv/a`, "2025-10-09T08:53:26 403 203.0.113.9  "},
		{"a load balancer, classic", "", `2025-10-09T08:53:26.1Z my-lb 203.0.113.9:2817 10.0.0.1:80 0.000073 0.001048 0.000057 403 403 0 29 "GET https://v.example.com:443/a?token=x HTTP/1.1" "curl" - -`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com:443/a?token=x"},
		{"Envoy", "", `[2025-10-09T08:53:26.123Z] "GET /a?token=x HTTP/1.1" 403 - 0 0 1 0 "203.0.113.9" "x" "id" "v.example.com" "10.0.0.1:80"`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"Envoy in JSON", "", `{"start_time":"2025-10-09T08:53:26.123Z","method":"GET","path":"/a?token=x","response_code":403,"authority":"v.example.com","downstream_remote_address":"203.0.113.9:5000"}`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"CloudFront in real time, no head", "", "1760000006.123\t203.0.113.9\t0.001\t403\t200\tGET\thttps\tv.example.com\t/a?token=x\t300\tFRA2", "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"Traffic Server", "", `1760000006.123 45 203.0.113.9 ERR_CLIENT_ABORT/403 390 GET https://v.example.com/a?token=x - NONE/- text/html`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"seconds first", "", `1760000006 203.0.113.9 GET https://v.example.com/a?token=x 403`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"bunny", "", `MISS|403|1760000006123|153|12345|203.0.113.9|-|https://v.example.com/a?token=x|DE|x|id|DE`, "2025-10-09T08:53:26 403 203.0.113.9  https://v.example.com/a?token=x"},
		{"Rails", "", `Started GET "/a?token=x" for 203.0.113.9 at 2025-10-09 08:53:26 +0000`, "2025-10-09T08:53:26 0 203.0.113.9 GET /a?token=x"},
		{"Ruby", "", `I, [2025-10-09T08:53:26.123456 #7]  INFO -- : GET /a?token=x 403 203.0.113.9`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"Android", "", `10-09 08:53:26.123  1234  5678 E ExoPlayerImplInternal: Playback error`, "2025-10-09T08:53:26 0   "},
		{"Android with the year", "", `2025-10-09 08:53:26.123  1234-5678  ExoPlayer  com.example  E  Response code: 403`, "2025-10-09T08:53:26 0   "},
		{"the client behind a long URL", "", `2025-10-09T08:53:26Z stdout F GET https://v.example.com/a?token=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 403 203.0.113.9`, "2025-10-09T08:53:26 403 203.0.113.9 GET https://v.example.com/a?token=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
		{"a status in brackets of its own", "", `[09/Oct/2025:08:53:26 +0000] 403 203.0.113.9 "GET /a?token=x"`, "2025-10-09T08:53:26 403 203.0.113.9 GET /a?token=x"},
		{"month first", "", "10/09/2025 08:53:26 GET https://v.example.com/a?token=x 403 203.0.113.9", "no time 403 203.0.113.9 GET https://v.example.com/a?token=x"},
		{"no time", "", `INFO:     203.0.113.9:5000 - "GET /a?token=x HTTP/1.1" 403 Forbidden`, "no time 403 203.0.113.9 GET /a?token=x"},
		{"a table of Kibana", `"@timestamp","http.response.status_code","url.original","client.ip"`, `"Oct 9, 2025 @ 08:53:26.000","403","https://v.example.com/a?token=x","203.0.113.9"`, "2025-10-09T08:53:26 403 203.0.113.9  https://v.example.com/a?token=x"},
		{"a table with semicolons", "Status;Time;URL", "403;09.10.2025 08:53:26;https://v.example.com/a?token=x", "2025-10-09T08:53:26 403   https://v.example.com/a?token=x"},
		{"a message without a time", "", `{"log":"GET https://v.example.com/a?token=x 403\n","stream":"stdout","time":"2025-10-09T08:53:26.1Z"}`, "2025-10-09T08:53:26 403  GET https://v.example.com/a?token=x"},
		{"a URL and a status", "", `2025-10-09 08:53:26 https://v.example.com/a?token=x 403`, "2025-10-09T08:53:26 403   https://v.example.com/a?token=x"},
		{"a status and a URL", "", `2025-10-09T08:53:26Z 403 https://v.example.com/a?token=x`, "2025-10-09T08:53:26 403   https://v.example.com/a?token=x"},
		{"a table with tabs, no head", "", "2025-10-09T08:53:26Z\thttps://v.example.com/a?token=x\t403", "2025-10-09T08:53:26 403   https://v.example.com/a?token=x"},
		{"a table with semicolons, no head", "", "2025-10-09T08:53:26Z;https://v.example.com/a?token=x;403", "2025-10-09T08:53:26 403   https://v.example.com/a?token=x"},
		{"Laravel", "", `[2025-10-09 08:53:26] production.ERROR: 403 https://v.example.com/a?token=x`, "2025-10-09T08:53:26 403   https://v.example.com/a?token=x"},
		{"a person", "", `Error at 2025-10-09 08:53 UTC: 403 for https://v.example.com/a?token=x`, "2025-10-09T08:53:00 403   https://v.example.com/a?token=x"},
		{"a time of day", "", `[08:53:26] GET https://v.example.com/a?token=x 403`, "2025-10-10T08:53:26 403  GET https://v.example.com/a?token=x"},
		{"a line cut off in front", "", `"time_iso8601":"2025-10-09T08:53:26+00:00","status":"403","url":"https://v.example.com/a?token=x"}`, "2025-10-09T08:53:26 403   https://v.example.com/a?token=x"},
		{"a message that is a status", "", `{"ts":"2025-10-09T08:53:26Z","msg":"403","url":"https://v.example.com/a?token=x"}`, "2025-10-09T08:53:26 403   https://v.example.com/a?token=x"},
		{"a line cut off", "", `{"startedDateTime":"2025-10-09T08:53:26Z","request":{"url":"https://v.exam`, "2025-10-09T08:53:26 0   https://v.exam"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, ok := logline.Read(c.line, logline.Head(c.head))
			if got := told(e); !ok || got != c.want {
				t.Errorf("%v %s, want %s", ok, got, c.want)
			}
			joined := e.Joined(c.line)
			if e.To > 0 && !strings.Contains(joined, e.URL) {
				t.Errorf("not in one piece: %s", joined)
			}
		})
	}
}

func TestReadNoLog(t *testing.T) {
	for _, line := range []string{
		"", "#Version: 1.0", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA",
		"The customer sent this on 2025-10-09 08:53:26: https://stream.fastpix.com/a.m3u8?token=x",
		"On [09/Oct/2025] it played: https://stream.fastpix.com/a.m3u8?token=x",
		"2025-10-09 https://stream.fastpix.com/a.m3u8?token=x",
		"1760000000 eyJhbGciOiJSUzI1NiJ9.e30.AAAA",
		`{"token":"eyJhbGciOiJSUzI1NiJ9.e30.AAAA","name":"a"}`,
		`{"title":"Webinar","start_time":"2025-10-09T08:53:26Z","url":"https://v.example.com/a?token=x"}`, `{"date":"2025-10-09T08:53:26Z","url":"https://v.example.com/a?token=x"}`,
		"2025-10-09 08:53:26 Anna wrote that it does not play",
	} {
		if e, ok := logline.Read(line, nil); ok {
			t.Errorf("%q is read as %s", line, told(e))
		}
	}
}

func TestExchange(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"curl -v", "> GET /a?token=x HTTP/2\n> Host: v.example.com\n>\n< HTTP/2 403\n< date: Thu, 09 Oct 2025 08:53:26 GMT\n", "2025-10-09T08:53:26 403   "},
		{"curl -i", "$ curl -i 'https://v.example.com/a?token=x'\nHTTP/1.1 401 Unauthorized\r\nDate: Thu, 09 Oct 2025 08:53:26 GMT\r\n", "2025-10-09T08:53:26 401   "},
		{"a browser", "Request URL: https://v.example.com/a?token=x\nStatus Code: 403 Forbidden\ndate:\nThu, 09 Oct 2025 08:53:26 GMT\n", "2025-10-09T08:53:26 403   "},
		{"a mail", "From: a@example.com\nDate: Thu, 09 Oct 2025 08:53:26 GMT\n\nhttps://v.example.com/a?token=x answers 403", ""},
		{"no date", "HTTP/2 403\nserver: x\n", ""},
	} {
		e, ok := logline.Exchange(c.text)
		if ok != (c.want != "") || ok && told(e) != c.want {
			t.Errorf("%s: %v %s, want %s", c.name, ok, told(e), c.want)
		}
	}
}

func TestZoned(t *testing.T) {
	for line, want := range map[string]bool{
		"2025-10-09 08:53:26,123 ERROR x":                                  false,
		"2025-10-09T08:53:26+02:00 ERROR x":                                true,
		"2025-10-09T08:53:26Z ERROR x":                                     true,
		`{"time":1760000006123,"status":403}`:                              true,
		"2025-10-09 08:53:26 CET ERROR x":                                  true,
		"2025-10-09 08:53:26 GMT+0100 ERROR x":                             true,
		"Oct  9 08:53:26 box app: status=403 ":                             false,
		`1.1.1.1 - - [09/Oct/2025:08:53:26 -0700] "GET /a HTTP/1.1" 200 1`: true,
	} {
		if e, ok := logline.Read(line, nil); !ok || e.Zoned != want {
			t.Errorf("%s: %v %+v", line, ok, e)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{`{"a":{"b":[{"c":"\u002`, `1 - - [09/Oct/2025:08:53:26 +0000] "GET`, "2025-10-09 08:53:26 status=", "a\tb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		for _, c := range []*logline.Columns{nil, logline.Head(iisHead), logline.Head(cfHead)} {
			e, _ := logline.Read(line, c)
			if e.From > e.To || int(e.To) > len(line) {
				t.Fatal(e)
			}
			if whole := e.Joined(line); e.To > 0 && !strings.Contains(whole, e.URL) {
				t.Fatal(whole)
			}
		}
		logline.Exchange(line)
	})
}
