package logline

import "strings"

// part is what a column or a member of JSON says of a request.
type part int

const (
	isNothing part = iota
	isTime
	isDate
	isStatus
	isClient
	isForwarded // the addresses of proxies behind that of the client
	isPage
	isReferer
	isCountry
	isAgent
	isMethod
	isHost
	isBestHost // what the client named, where another name of the server stands beside it
	isScheme
	isRequest // a request line, or what stands for it
	isTarget
	isPath
	isQuery
	isMessage
)

// parts are the names that programs and networks use, in small letters and without the
// marks between words; with the name of the object around it where one alone says too
// little.
var parts = func() map[string]part {
	all := map[string]part{}
	for is, names := range map[part]string{
		isTime: "time ts timestamp datetime eventtime timelocal timeiso8601 msec asctime starttime startutc starteddatetime " +
			"reqtimesec edgestarttimestamp edgeendtimestamp requesttime requesttimeepoch t timegenerated requesttimestamp timeutc",
		isDate: "date",
		isStatus: "status statuscode scstatus httpstatus httpstatuscode httpcode responsestatus responsecode downstreamstatus edgeresponsestatus " +
			"responsestatuscode response.code resp responsecodesent httpresponsecode httpreturncode returncode rspcode",
		isClient: "remoteaddr clientip cip client remoteip remoteaddress cliip clientaddr clientaddress clienthost remotehost requestclientip " +
			"client.ip source.ip ip csip srcip downstreamremoteaddress",
		isForwarded: "fwd xforwardedfor csxforwardedfor httpxforwardedfor xff trueclientip csxforwardedforip",
		isPage:      "pageref",
		isReferer:   "referer referrer csreferer httpreferer httpreferrer reqreferer requestreferer clientrequestreferer",
		isCountry:   "country ccountry clientcountry countrycode geocountry geocountrycode geoipcountrycode geoip.countryiso",
		isAgent:     "useragent csuseragent httpuseragent requestuseragent clientrequestuseragent agent ua useragent.original",
		isMethod:    "method requestmethod csmethod reqmethod verb httpmethod clientrequestmethod",
		isHost:      "host httphost cshost requesthost reqhost vhost authority virtualhost servername",
		isBestHost:  "xhostheader clientrequesthost",
		isScheme:    "scheme csprotocol requestscheme proto clientrequestscheme xforwardedproto",
		isRequest:   "request requestline req httprequest",
		isTarget:    "url uri requesturl requesturi csuri clientrequesturi requrl originalurl url.original target fullurl href rawurl",
		isPath:      "path reqpath csuristem uripath requestpath clientrequestpath urlpath pathname",
		isQuery:     "query querystring querystr csuriquery args queryparams clientrequestquery urlquery search",
		isMessage:   "message log msg @message textpayload",
	} {
		for _, name := range strings.Fields(names) {
			all[name] = is
		}
	}
	return all
}()

// partOf is what a name says, where it stands inside of another or not.
func partOf(around, name string) part {
	var room [64]byte
	plain := func(to []byte, name string) []byte {
		for i := range len(name) {
			switch c := name[i]; c {
			case '-', '_', '.', '@', '(', ')', ' ':
			default:
				if c >= 'A' && c <= 'Z' {
					c |= 0x20
				}
				to = append(to, c)
			}
		}
		return to
	}
	if len(name) > 30 || len(around) > 30 || name == "t" {
		return isNothing
	}
	alone := plain(room[:0], name)
	if is := parts[string(alone)]; is != isNothing && !(around != "" && aside(around, is)) {
		return is
	}
	both := append(plain(room[:0], around), '.')
	return parts[string(plain(both, name))]
}

// aside reports whether an object tells of something else than its members are called: the
// cookies, the answer of a server behind.
func aside(around string, is part) bool {
	switch strings.ToLower(around) {
	case "headers", "header", "requestheaders", "reqheaders", "request_headers":
		return is != isHost && is != isForwarded && is != isReferer && is != isAgent
	case "cookies", "user", "geo", "err", "error", "timings", "cache", "content", "tls", "service", "agent", "log", "server", "process", "kubernetes", "resource", "responseheaders", "response_headers", "initiator", "_initiator", "stack", "postdata":
		return true
	case "client", "source":
		return is != isClient
	}
	return false
}
