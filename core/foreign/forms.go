package foreign

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"playtoken/core/once"
)

// form is one way to sign URLs with parameters. Names stand with blanks between them.
type form struct {
	name   string
	likely bool
	hosts  string // ends of the host's name, "" for any
	has    string // parameters that have to be there
	shape  string // parameters that have one: "token=hex40 expires=moment"
	end    string // the parameter that tells the end, and how it does: see moment
	begin  string // the same of the beginning
	viewer string // the parameter with the address of the viewer
}

func (f *form) of(p params, u *url.URL) *Found {
	if f.hosts != "" && !slices.ContainsFunc(strings.Fields(f.hosts), func(end string) bool { return strings.HasSuffix(u.Hostname(), end) }) {
		return nil
	}
	for name := range strings.FieldsSeq(f.has) {
		if p[name] == "" {
			return nil
		}
	}
	for shaped := range strings.FieldsSeq(f.shape) {
		if name, shape, _ := strings.Cut(shaped, "="); len(p[name]) > 4096 || !shapes[shape]().MatchString(p[name]) {
			return nil
		}
	}
	found := &Found{Signs: true, Name: f.name, Likely: f.likely, Begin: p.moment(f.begin), End: p.moment(f.end), Viewer: p[f.viewer]}
	for _, name := range []string{"signature", "sig", "x-amz-signature", "x-goog-signature"} {
		found.Twice = found.Twice || escape().MatchString(p[name])
	}
	if prefix, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(p["urlprefix"], "=")); err == nil {
		found.Covers = string(prefix)
	}
	return found
}

// escape is a character that is still percent-encoded.
var escape = once.Regexp(`%[0-9A-Fa-f]{2}`)

// moment is what a parameter of seconds tells, alone or as how says it; zero for "".
func (p params) moment(told string) time.Time {
	name, how, _ := strings.Cut(told, " ")
	how, mark, _ := strings.Cut(how, " ")
	value := p[name]
	switch how {
	case "hex":
		return hexSeconds(value)
	case "hex-before":
		front, _, _ := strings.Cut(value, mark)
		return hexSeconds(front)
	case "iso":
		return iso(value)
	case "stamp":
		at, _ := time.Parse(stamp, value)
		return at
	case "minutes": // a moment of Nimble Streamer, in UTC, and a life
		at, err := time.Parse("1/2/2006 3:04:05 PM", value)
		n, err2 := strconv.ParseInt(p[mark], 10, 32)
		if err != nil || err2 != nil {
			return time.Time{}
		}
		return at.Add(time.Duration(n) * time.Minute)
	case "since": // a moment in the basic form of ISO 8601, and a life in seconds
		begin, err := time.Parse(stamp, value)
		n, err2 := strconv.ParseInt(p[mark], 10, 32)
		if err != nil || err2 != nil {
			return time.Time{}
		}
		return begin.Add(time.Duration(n) * time.Second)
	case "before", "behind": // a mark inside the value
		front, back, _ := strings.Cut(value, mark)
		if how == "behind" {
			front = back
		}
		return seconds(front)
	}
	return seconds(value)
}

// stamp is the basic form of ISO 8601.
const stamp = "20060102T150405Z"

// iso reads a moment of Azure: with seconds or without, or a day.
func iso(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z", "2006-01-02"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}

var shapes = map[string]func() *regexp.Regexp{
	"hex32":        once.Regexp(`^[0-9a-fA-F]{32}$`),
	"hex40":        once.Regexp(`^[0-9a-f]{40}$`),
	"hex64":        once.Regexp(`^[0-9a-f]{64}$`),
	"bytes16":      once.Regexp(`^[A-Za-z0-9_+/-]{22}={0,2}$`),
	"bytes32":      once.Regexp(`^[A-Za-z0-9_+/-]{43}=?$`),
	"hs256":        once.Regexp(`^HS256-[A-Za-z0-9_-]{43}$`),
	"moment":       once.Regexp(`^\d{9,13}$`),
	"hex-moment":   once.Regexp(`^[0-9a-fA-F]{8}$`),
	"hash-end":     once.Regexp(`^[A-Za-z0-9_-]{20,24}={0,2},\d{10}$`),
	"end-hash":     once.Regexp(`^\d{10}_(?:0x)?[0-9a-fA-F]{32,64}$`),
	"hex-end-hash": once.Regexp(`^[0-9a-f]{8}_[0-9a-f]{32,128}(?:_|$)`),
	"begin-hash":   once.Regexp(`^\d{10}-[A-Za-z0-9_+/-]{43}=?$`),
	"at-rand":      once.Regexp(`^\d{10}-[0-9A-Za-z]{0,100}-[0-9A-Za-z]+-[0-9a-f]{32}$`),
}

// forms are the ways, the ones that only one CDN has first. In front of each is where it is
// described. What is told by likeness is said to be likely.
var forms = []form{
	// docs.aws.amazon.com/kinesisvideostreams, GetHLSStreamingSessionURL.
	{name: "Kinesis Video Streams", hosts: ".amazonaws.com", has: "sessiontoken"},
	// Signature versions 4 and 2 (docs.aws.amazon.com, authenticating requests).
	{name: "Amazon S3", has: "x-amz-signature x-amz-date", end: "x-amz-date since x-amz-expires", begin: "x-amz-date stamp"},
	{name: "Amazon S3", has: "awsaccesskeyid signature expires", end: "expires"},
	// cloud.google.com/storage/docs/access-control/signed-urls, cloud.google.com/cdn/docs/using-signed-urls.
	{name: "Google Cloud Storage", has: "x-goog-signature x-goog-date", end: "x-goog-date since x-goog-expires", begin: "x-goog-date stamp"},
	{name: "Google Cloud Storage", has: "googleaccessid signature expires", end: "expires"},
	{name: "Google's Cloud CDN or Media CDN", has: "keyname signature expires", end: "expires"},
	// learn.microsoft.com, service and account SAS.
	{name: "Azure Storage (SAS)", has: "sig sv se", end: "se iso", begin: "st iso", viewer: "sip"},
	// docs.bunny.net/docs/token-authentication, BunnyWay/BunnyCDN.TokenAuthentication.
	{name: "bunny.net", has: "bcdn_token", end: "expires"},
	{name: "bunny.net", shape: "token=hs256", end: "expires"},
	{name: "bunny.net", hosts: ".b-cdn.net .mediadelivery.net .bunnycdn.com", has: "token expires", end: "expires"},
	// docs.gumlet.com, video protection.
	{name: "Gumlet", hosts: ".gumlet.io", has: "token expires", end: "expires"},
	// docs.wowza.com, SecureToken; the prefix can be set.
	{name: "Wowza", has: "wowzatokenhash", end: "wowzatokenendtime", begin: "wowzatokenstarttime"},
	// tencentcloud.com, CSS and CDN type A; Huawei Cloud live. Their moment is the begin, or
	// a life that stands elsewhere is added to it.
	{name: "Tencent Cloud", has: "txsecret txtime"},
	{name: "Huawei Cloud", has: "hwsecret hwtime"},
	{name: "Alibaba Cloud", likely: true, shape: "auth_key=at-rand"},
	{name: "Tencent Cloud", likely: true, shape: "sign=at-rand"},
	{name: "Tencent Cloud", likely: true, shape: "sign=hex32 t=hex-moment"},
	{name: "Tencent Cloud", likely: true, shape: "sign=hex32 t=moment"},
	// softvelum.com/wmsauth; its parameters are packed, see unpack.
	{name: "Nimble Streamer (WMSAuth)", has: "hash_value server_time", end: "server_time minutes validminutes"},
	// airensoft.gitbook.io/ovenmediaengine, signed policy: JSON in base64; see unpack.
	{name: "OvenMediaEngine (SignedPolicy)", has: "policy signature url_expire", end: "url_expire"},
	{name: "OK.ru", hosts: ".okcdn.ru .mycdn.me", has: "sig expires", end: "expires", viewer: "srcip"},
	// What optiview.dolby.com hands out; packed as well.
	{name: "Fastly", likely: true, shape: "fastly_token=hex-end-hash", end: "fastly_token hex-before _"},
	// client.cdn77.com, secure token; path form below.
	{name: "CDN77", shape: "secure=hash-end", end: "secure behind ,"},
	// keycdn.com/support/secure-token.
	{name: "KeyCDN", has: "token", shape: "expire=moment", end: "expire"},
	// docs.fastly.com, token authentication: the end and a hash of it.
	{name: "Fastly", likely: true, shape: "token=end-hash", end: "token before _"},
	// developers.cloudflare.com, is_timed_hmac_valid_v0: the moment is that of signing.
	{name: "Cloudflare", likely: true, shape: "verify=begin-hash"},
	{name: "Cloudflare", likely: true, shape: "token=begin-hash"},
	// docs.jwplayer.com, URL token signing.
	{name: "JW Player", hosts: ".jwplayer.com .jwplatform.com", has: "exp sig", end: "exp"},
	// docs.uplynk.com.
	{name: "Uplynk", hosts: ".uplynk.com", has: "exp sig", end: "exp"},
	// Seen in what these sites play; nobody documents it.
	{name: "YouTube", hosts: ".googlevideo.com", has: "expire", end: "expire", viewer: "ip"},
	{name: "Meta", hosts: ".fbcdn.net .cdninstagram.com", has: "oh oe", end: "oe hex"},
	{name: "Twitch", hosts: ".ttvnw.net", has: "sig token"},
	{name: "Dailymotion", hosts: ".dailymotion.com .dmcdn.net", has: "sec"},
	// What several have, told by looks.
	{name: "bunny.net", likely: true, has: "token_path", shape: "expires=moment", end: "expires"},
	{name: "bunny.net", likely: true, shape: "token=bytes32 expires=moment", end: "expires"},
	{name: "bunny.net", likely: true, shape: "token=bytes16 expires=moment", end: "expires"},
	{name: "bunny.net Stream", likely: true, shape: "token=hex64 expires=moment", end: "expires"},
	{name: "Gumlet", likely: true, shape: "token=hex40 expires=moment", end: "expires"},
	{name: "JW Player", likely: true, shape: "sig=hex32 exp=moment", end: "exp"},
	// Edgio's MediaVault (Limelight): e is the end, h a hash.
	{name: "Limelight (MediaVault)", likely: true, shape: "h=hex32 e=moment", end: "e"},
	// nginx.org, ngx_http_secure_link_module; Gcore and others have it so.
	{name: "nginx (secure_link)", likely: true, has: "md5", shape: "expires=moment", end: "expires"},
	{name: "nginx (secure_link)", likely: true, has: "md5", shape: "e=moment", end: "e"},
	{name: "nginx (secure_link)", likely: true, shape: "st=bytes16 e=moment", end: "e"},
	{name: "nginx (secure_link)", likely: true, shape: "s=bytes16 e=moment", end: "e"},
}

// unnamed is a URL that has a signature and an end under usual names.
func unnamed(p params) *Found {
	ends := []string{"expires", "expire", "expiry", "exp", "e", "deadline", "validto", "valid_until", "ttl_end", "endtime"}
	isMoment := func(name string) bool { return shapes["moment"]().MatchString(p[name]) && !seconds(p[name]).IsZero() }
	at := slices.IndexFunc(ends, isMoment)
	if f := p.nginx(); f != nil {
		if at >= 0 {
			f.End = seconds(p[ends[at]])
		}
		for name := range p {
			if at >= 0 || len(p) == 2 && isMoment(name) {
				return f
			}
		}
	}
	if at < 0 {
		return prefixed(p)
	}
	for _, name := range []string{"signature", "sig", "sign", "hmac", "hash", "mac", "md5", "digest", "secure", "hash_key"} {
		if len(p[name]) >= 20 {
			return &Found{Signs: true, Likely: true, End: seconds(p[ends[at]])}
		}
	}
	return prefixed(p)
}

// prefixed is Wowza's form under a prefix that somebody has set.
func prefixed(p params) *Found {
	for name := range p {
		prefix, ok := strings.CutSuffix(name, "endtime")
		if ok && p[prefix+"hash"] != "" && prefix != "" {
			return &Found{Signs: true, Name: "Wowza", Likely: true, Begin: seconds(p[prefix+"starttime"]), End: seconds(p[name])}
		}
	}
	return nil
}
