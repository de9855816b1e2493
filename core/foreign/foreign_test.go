package foreign_test

import (
	"encoding/base64"
	"math/big"
	"net/url"
	"strings"
	"testing"

	"playtoken/core/foreign"
	"playtoken/core/token/jws"
)

const (
	hex32 = "80cd3862d699b7118eed99103f2a3a4f"
	hex64 = "3f3ce0ef3fa884a79c665f10aed6247634ad17d0ae54584afbd131601fff16ae"
	b43   = "NVfy9gctPma9k_PxwTxkiB7H377qlO6iY0V2hmOg250"
	b22   = "_e4Nc3iduzkWRm01TBBNYw"
)

// URLs in the forms that the vendors document, each with its end in seconds where it
// stands in clear.
func TestOfURL(t *testing.T) {
	for _, c := range []struct {
		url, name string
		end       int64
		likely    bool
	}{
		{"https://x.net/a.m3u8?hdnea=st=1759995000~exp=1759995090~acl=/i/*~hmac=" + hex64, "Akamai", 1759995090, false},
		{"https://x.net/a.m3u8?hdnts=exp=1759995090~acl=%2fi%2f*~hmac=" + hex64, "Akamai", 1759995090, false},
		{"https://x.net/a.m3u8?__token__=exp%3D1759995090~acl%3D%2F*~hmac%3D" + hex64, "Akamai", 1759995090, false},
		{"https://x.net/a.m3u8?token=st=1759995000~exp=1759995090~hmac=" + hex64, "Akamai", 1759995090, false},
		{"https://x.akamaized.net/exp=1759995090~acl=%2F12%2F%2A~hmac=" + hex64 + "/a.mp4", "Akamai", 1759995090, false},
		{"https://x.net/a.m3u8?edge-cache-token=URLPrefix=aHR0~Expires=1759995090~Signature=" + b43, "Google's Media CDN", 1759995090, false},
		{"https://x.net/v/edge-cache-token=Expires=1759995090&KeyName=k&Signature=" + b43 + "/a.m3u8", "Google's Media CDN", 1759995090, false},
		{"https://x.net/a.m3u8?Expires=1759995090&KeyName=k&Signature=" + b43, "Google's Cloud CDN or Media CDN", 1759995090, false},
		{"https://b.s3.amazonaws.com/a?X-Amz-Date=20251009T070000Z&X-Amz-Expires=3600&X-Amz-Signature=" + hex64, "Amazon S3", 1759996800, false},
		{"https://b.s3.amazonaws.com/a?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1759995090&Signature=x%3D", "Amazon S3", 1759995090, false},
		{"https://storage.googleapis.com/b/a?X-Goog-Date=20251009T070000Z&X-Goog-Expires=3600&X-Goog-Signature=0a", "Google Cloud Storage", 1759996800, false},
		{"https://a.blob.core.windows.net/c/a.mp4?sv=2022-11-02&se=2025-10-09T08%3A00%3A00Z&sr=b&sig=x%3D", "Azure Storage (SAS)", 1759996800, false},
		{"https://a.blob.core.windows.net/c/a.mp4?sv=2022-11-02&se=2025-10-09&sr=b&sig=x%3D", "Azure Storage (SAS)", 1759968000, false},
		{"https://vz-0.b-cdn.net/a.m3u8?token=" + b43 + "&expires=1759995090", "bunny.net", 1759995090, false},
		{"https://x.net/bcdn_token=" + b43 + "&expires=1759995090&token_path=%2Fa%2F/a/b.m3u8", "bunny.net", 1759995090, false},
		{"https://x.net/a.m3u8?token=HS256-" + b43 + "&expires=1759995090", "bunny.net", 1759995090, false},
		{"https://x.net/a.m3u8?token=" + b43 + "&expires=1759995090", "bunny.net", 1759995090, true},
		{"https://iframe.mediadelivery.net/embed/1/2?token=" + hex64 + "&expires=1759995090", "bunny.net", 1759995090, false},
		{"https://x.net/a.m3u8?token=" + b22 + "&expire=1759995090", "KeyCDN", 1759995090, false},
		{"https://x.net/a.mp4?secure=" + b22 + "==,1759995090", "CDN77", 1759995090, false},
		{"https://x.net/" + b22 + "==,1759995090/a.mp4", "CDN77", 1759995090, false},
		{"https://x.net/a.m3u8?token=1759995090_" + hex64, "Fastly", 1759995090, true},
		{"https://x.net/a.m3u8?verify=1759995090-" + b43 + "%3D", "Cloudflare", 0, true},
		{"https://x.net/a/playlist.m3u8?wowzatokenendtime=1759995090&wowzatokenhash=" + b43 + "=", "Wowza", 1759995090, false},
		{"https://x.net/a/playlist.m3u8?abcendtime=1759995090&abchash=" + b43, "Wowza", 1759995090, true},
		{"https://x.net/a/playlist.m3u8?wowzatokenendtime=1759995090556&wowzatokenhash=x", "Wowza", 1759995090, false},
		{"https://x.net/a.mp4?md5=" + b22 + "&expires=1759995090", "nginx (secure_link)", 1759995090, true},
		{"https://x.net/a.mp4?st=" + b22 + "&e=1759995090", "nginx (secure_link)", 1759995090, true},
		{"https://x.net/a.mp4?e=1759995090&h=" + hex32, "Limelight (MediaVault)", 1759995090, true},
		{"https://x.net/a.mp4?auth_key=1759995090-0-0-" + hex32, "Alibaba Cloud", 0, true},
		{"https://x.net/a.flv?txSecret=" + hex32 + "&txTime=68E7B480", "Tencent Cloud", 0, false},
		{"https://x.net/a.flv?hwSecret=" + hex64 + "&hwTime=68E7B480", "Huawei Cloud", 0, false},
		{"https://cdn.jwplayer.com/manifests/abc.m3u8?exp=1759995090&sig=" + hex32, "JW Player", 1759995090, false},
		{"https://content.uplynk.com/a.m3u8?tc=1&exp=1759995090&rn=1&ct=a&cid=1&sig=" + hex64, "Uplynk", 1759995090, false},
		{"https://r1.googlevideo.com/videoplayback?expire=1759995090&sig=A", "YouTube", 1759995090, false},
		{"https://video.xx.fbcdn.net/v/a.mp4?oh=00_A&oe=68E76152", "Meta", 1759994194, false},
		{"https://x.net/a.mp4?sig=" + hex64 + "&valid_until=1759995090", "", 1759995090, true},
		{"https://x.net/a.m3u8?t=" + b22 + "&e=1759995090", "nginx (secure_link)", 1759995090, true},
		{"https://x.net/a.m3u8?secl=" + b22 + "&sect=1759995090", "nginx (secure_link)", 0, true},
		{"https://manifest.prod.boltdns.net/manifest/v1/hls/master.m3u8?fastly_token=NjhlNzYxNTJfNWRiNjBiMDlkYWE3MDRmMTM3YWU1M2VlYTAyMGE4ZDc0NzkzZDA0YzY2YWZmOTU1NDJlNzU4ZjdiMmZkYWNhNw%3D%3D", "Fastly", 1759994194, true},
		{"https://manifest.googlevideo.com/api/manifest/dash/expire/1759995090/ei/bxlW/ip/192.0.2.7/sig/AOq0QJ8w", "YouTube", 1759995090, false},
		{"https://x.net/e-tv3?wmsAuthSign=c2VydmVyX3RpbWU9MTAvOS8yMDI1IDc6MjE6MzAgQU0maGFzaF92YWx1ZT1Rd1J2YjlGOHlCSXNTMWxSOTFkcUd3PT0mdmFsaWRtaW51dGVzPTEwJmlkPTE=/tv3-300k.stream", "Nimble Streamer (WMSAuth)", 1759995090, false},
		{"https://vsd94.okcdn.ru/hls/73.m3u8/sig/CFn76cXGfcA/expires/1759995090920/srcIp/192.0.2.7/index.m3u8", "OK.ru", 1759995090, false},
		{"wss://x.net:3334/app/stream?policy=eyJ1cmxfZXhwaXJlIjoxNzU5OTk1MDkwMDAwfQ&signature=" + b22, "OvenMediaEngine (SignedPolicy)", 1759995090, false},
		{"https://b-7a1.kinesisvideo.us-west-2.amazonaws.com/hls/v1/getHLSMasterPlaylist.m3u8?SessionToken=CiDx", "Kinesis Video Streams", 0, false},
		{"https://x.net/s/" + b22 + "/1759995090/a/master.m3u8", "nginx (secure_link)", 1759995090, true},
		{"https://x.net/s/1759995090/" + b22 + "/a/master.m3u8", "nginx (secure_link)", 1759995090, true},
		{"https://x.net/202510090721/" + hex32 + "/a/b.mp4", "Alibaba Cloud (type B)", 0, true},
		{"https://x.net/" + hex32 + "/68e7b480/a/b.mp4", "Alibaba Cloud (type C) or lighttpd (mod_secdownload)", 0, true},
		{"https://x.net/b.mp4?sign=" + hex32 + "&t=68e7b480", "Tencent Cloud", 0, true},
		{"https://x.net/v/b.mp4/chunklist_w89_tkd293emF0b2tlbnN0YXJ0dGltZT0xNzU5OTk1MDAwJndvd3phdG9rZW5lbmR0aW1lPTE3NTk5OTUwOTAmd293emF0b2tlbmhhc2g9aEJ0cnRpVTVMN1BZenRrTmtuV2pEZ3g5Qlk2Vmt1SVBLdzZZR2pydkNwYz0=.m3u8?ticket=1", "Wowza", 1759995090, false},
		{"https://x.net/live/playlist.m3u8?wmsAuthSign=c2VydmVyX3RpbWU9MTAvOS8yMDI1IDc6MjE6MzAgQU0maGFzaF92YWx1ZT1Rd1J2YjlGOHlCSXNTMWxSOTFkcUd3PT0mdmFsaWRtaW51dGVzPTEw", "Nimble Streamer (WMSAuth)", 1759995090, false},
		{"https://cdn.theo.live/x/a.m3u8?fastly_token=NjhlNzYxNTJfMWU3NTQxNWE0ZGE5NzA1MWM5ZTZlZjZjNTNmYWI0YzE2YzU1N2RjMWE1NzUyOWYyMzg5ODFmMzNmM2U4ZjAwY18v", "Fastly", 1759994194, true},
		{"https://x.net/a.mp4?exp=1759995090&signature=0a0b0c0d0e0f0a0b0c0d", "", 1759995090, true},
	} {
		u, err := url.Parse(c.url)
		if err != nil {
			t.Fatal(err)
		}
		f := foreign.OfURL(u)
		if f == nil || !f.Signs || f.Name != c.name || f.Likely != c.likely {
			t.Errorf("%s\nis %+v", c.url, f)
			continue
		}
		if c.end == 0 != f.End.IsZero() || c.end != 0 && f.End.Unix() != c.end {
			t.Errorf("%s\nends %v", c.url, f.End)
		}
	}
}

// An end that is counted too finely, or in no digits, is none that can be told.
func TestOddEnds(t *testing.T) {
	for text, millis := range map[string]bool{
		"hdnts=exp=NaN~acl=/*~hmac=" + hex64:                                  false,
		"hdnts=exp=2026-09-21T10:00:00Z~acl=/*~hmac=" + hex64:                 false,
		"__hdnea__=st=1759995000000~exp=1759995090000~acl=/i/*~hmac=" + hex64: true,
		"token=st=1759995000~exp=6e+39~acl=/i/*~hmac=" + hex64:                false,
	} {
		f := foreign.OfText(text)
		if f == nil || f.Name != "Akamai" || !f.End.IsZero() || f.Millis != millis || f.Odd == "" != millis {
			t.Errorf("%s is %+v", text, f)
		}
	}
}

// What is no signature, or is one that is judged here.
func TestOfHost(t *testing.T) {
	for host, want := range map[string]string{
		"customer-x.cloudflarestream.com": "Cloudflare Stream", "VideoDelivery.net": "Cloudflare Stream", "iframe.videodelivery.net:443": "Cloudflare Stream",
		"x.us-west-2.playback.live-video.net": "Amazon IVS", "cdn.jwplayer.com": "JW Player", "vod.api.video": "api.video",
		"cdn.example.com": "", "notjwplayer.com": "", "jwplayer.com.example": "", "stream.fastpix.com": "", "": "",
	} {
		got := ""
		if f := foreign.OfHost(&url.URL{Scheme: "https", Host: host, Path: "/a.m3u8"}); f != nil {
			got = f.Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
	if foreign.OfHost(nil) != nil {
		t.Error("no URL has a host")
	}
}

func TestOfURLIsNothing(t *testing.T) {
	for _, text := range []string{
		"https://x.net/a.m3u8", "https://x.net/a.m3u8?v=2&e=5", "https://x.net/a.mp4?s=1280x720&t=10", "https://x.net/watch?v=abc&t=1759995090",
		"https://d111111abcdef8.cloudfront.net/a.m3u8?Expires=1759995090&Signature=abc__&Key-Pair-Id=K2JCJMDEHXQW5F",
		"https://x.net/a.m3u8?token=eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln&expires=1759995090",
		"https://x.net/a.m3u8?token=undefined&expires=1759995090", "https://x.net/a.m3u8?exp=1759995090", "https://x.net/a=1,2/b.m3u8",
		"https://x.net/a.m3u8?token=HLaDckbrhIdhz_uSylxcZ-yEMtRmSxYQQ-HYfTZUikaGxdheeeuCpQLxJvIiCdVE",
		"https://x.net/a.m3u8?v=2&video_id=" + b22 + "&t=1759995090", "https://x.net/v/abcdefghijklmnopqrstuv/1759995090/a.m3u8",
		"https://x.net/202510090721/clip.m3u8", "https://x.net/999999999999/" + hex32 + "/a.m3u8", "https://x.net/" + hex32 + "/master.m3u8",
		"https://x.net/" + hex32 + "/12345678/master.m3u8", "https://x.net/v/chunklist_w1_tk.m3u8", "https://x.net/v/b_tkd293emE=.m3u8",
		"https://x.net/a.m3u8?wmsAuthSign=none", "https://x.net/a.m3u8?fastly_token=undefined",
	} {
		u, _ := url.Parse(text)
		if f := foreign.OfURL(u); f != nil {
			t.Errorf("%s is %+v", text, f)
		}
	}
	if f := foreign.OfURL(nil); f != nil {
		t.Errorf("%+v", f)
	}
}

// brancaOf is a token of that form with these bytes in it.
func brancaOf(b []byte) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	n, base, rest := new(big.Int).SetBytes(b), big.NewInt(62), new(big.Int)
	text := ""
	for n.Sign() > 0 {
		n.DivMod(n, base, rest)
		text = string(digits[rest.Int64()]) + text
	}
	return text
}

func TestOfText(t *testing.T) {
	const swt = "urn%3amicrosoft%3aazure%3amediaservices%3acontentkeyidentifier=9dda0bcc-57fb-4143-9d32-daab9cc7ff21&Audience=urn%3atest&ExpiresOn=1759995090&Issuer=http%3a%2f%2fsts.example%2f&HMACSHA256=kyTrOyNmNNrNNDjGRRTKKPCAGfZK3z2TqVLZEK4yCzM%3d"
	branca := append([]byte{0xBA, 0x68, 0xE7, 0x61, 0x52}, []byte(strings.Repeat("nonce and tag ", 4))...)
	saml := `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><Conditions NotOnOrAfter="2025-10-09T08:00:00Z"/></samlp:Response>`
	for text, name := range map[string]string{
		"Cookie: hdntl=exp=1759995090~acl=%2f*~data=hdntl~hmac=" + hex64:           "Akamai",
		"st=1759995000~exp=1759995090~acl=/*~hmac=" + hex64:                        "Akamai",
		"Cloud-CDN-Cookie=URLPrefix=aHR0:Expires=1759995090:KeyName=k:Signature=x": "Google's Cloud CDN or Media CDN",
		"Authorization: Bearer=" + swt:                                             "a Simple Web Token (SWT), as of Azure Media Services",
		`{"token":"Bearer=` + swt + `"}`:                                           "a Simple Web Token (SWT), as of Azure Media Services",
		`{"token":"` + strings.ReplaceAll(swt, "&", `\u0026`) + `"}`:               "a Simple Web Token (SWT), as of Azure Media Services",
		`{"token":"` + url.QueryEscape(swt) + `"}`:                                 "a Simple Web Token (SWT), as of Azure Media Services",
		"ghp_16C7e42F292c6912E7710c838347Ae178B4a":                                 "an access token of GitHub",
		"Authorization: Bearer xoxb-1234567890-abcdefghijkl":                       "a token of Slack",
		"token=AKIAIOSFODNN7EXAMPLE":                                               "the ID of an access key of AWS",
		`"sk_live_4eC39HqLyjWDarjtT1zdp7dc"`:                                       "an API key of Stripe",
		"gAAAAA" + strings.Repeat("Bh0_x9", 20) + "==":                             "a Fernet token",
		brancaOf(branca): "a Branca token",
		base64.RawURLEncoding.EncodeToString([]byte("001clocation http://mybank/\n")): "a macaroon",
		"007eJx" + strings.Repeat("TYBBb", 20):                                        "a token of Agora",
		"s%3Aabcdefghijklmnopqrstuvwx." + b43:                                         "",
		"eyJpdiI6IkFCQ0RFRkdISUpLTE1OT1AiLCJ2YWx1ZSI6IngifQ==":                        "an encrypted cookie of Laravel",
		"CfDJ8" + strings.Repeat("Bh0_x9", 20):                                        "a protected value of ASP.NET Core",
		"djJ8MTIzNHxhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg":                              "a session (KS) of Kaltura",
		"Cookie: PHPSESSID=el4ukv0kqbvoirg7nkp4dncpk3":                                "a session cookie of PHP",
		saml: "an assertion of SAML",
		base64.StdEncoding.EncodeToString([]byte(saml)):                                  "an assertion of SAML",
		`{"payload":"eyJhIjoxfQ","protected":"eyJhbGciOiJFUzI1NiJ9","signature":"DtEh"}`: "a JWS in the form of JSON",
		`{"payload":"eyJhIjoxfQ","signatures":[{"protected":"eyJhbGciOiJFUzI1NiJ9"}]}`:   "a JWS in the form of JSON, for several signatures",
		`{"protected":"eyJlbmMiOiJBMTI4In0","iv":"A","ciphertext":"KDlT","tag":"Mz-V"}`:  "a JWE in the form of JSON",
		"hello": "", "it does not play": "", "sk_live": "", "4eC39HqLyjWDarjtT1zdp7dc": "", `{"payload":"x"}`: "", "": "",
		strings.Repeat("Bh0x9Zq7", 12): "",
	} {
		f := foreign.OfText(text)
		if (f == nil) != (name == "") || f != nil && f.Name != name {
			t.Errorf("%s\nis %+v, want %q", text, f, name)
		}
	}
}

func TestOfToken(t *testing.T) {
	encode := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	for _, c := range []struct{ header, claims, under, name string }{
		{`{"alg":"RS256"}`, `{"iss":"https://accounts.google.com","nonce":"x"}`, "", "an ID token of Google"},
		{`{"alg":"RS256"}`, `{"iss":"accounts.google.com","email":"a@b"}`, "", "an ID token of Google"},
		{`{"alg":"RS256"}`, `{"iss":"https://login.microsoftonline.com/x/v2.0","scp":"a"}`, "", "an access token of Microsoft"},
		{`{"alg":"RS256"}`, `{"iss":"https://shop.eu.auth0.com/","scope":"openid"}`, "", "an access token of Auth0"},
		{`{"alg":"RS256"}`, `{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/x","token_use":"id"}`, "", "an ID token of Amazon Cognito"},
		{`{"alg":"RS256"}`, `{"iss":"https://dev-1.okta.com/oauth2/default"}`, "", "a token of Okta"},
		{`{"alg":"RS256"}`, `{"iss":"https://sso.example.com/realms/shop","typ":"ID"}`, "", "an ID token of Keycloak"},
		{`{"alg":"RS256"}`, `{"iss":"https://securetoken.google.com/app","aud":"app"}`, "", "a token of Firebase"},
		{`{"alg":"ES256","typ":"at+jwt"}`, `{"iss":"https://a.example"}`, "", "an access token of OAuth (RFC 9068)"},
		{`{"alg":"HS256","cty":"twilio-fpa;v=1"}`, `{"iss":"SK1","grants":{}}`, "", "an access token of Twilio"},
		{`{"alg":"HS256"}`, `{"iss":"API1","video":{"room":"r","roomJoin":true}}`, "", "an access token of LiveKit"},
		{`{"alg":"HS256"}`, `{"app_key":"a","tpc":"t","role_type":1}`, "", "a token of Zoom's SDK"},
		{`{"alg":"RS256","kid":"k"}`, `{"sub":"x","kid":"k","accessRules":[]}`, "", "a playback token of Cloudflare Stream"},
		{`{"alg":"ES384"}`, `{"aws:channel-arn":"arn:aws:ivs:x"}`, "", "a playback token of Amazon IVS"},
		{`{"alg":"RS256"}`, `{"accid":"1"}`, "bcov_auth", "a playback token of Brightcove"},
		{`{"alg":"HS256"}`, `{"resource":"/v2/media/abc","exp":1}`, "", "a playback token of JW Player"},
		{`{"alg":"RS256"}`, `{"aud":"media:1","iss":"fastpix.com","kid":"k"}`, "", ""},
		{`{"alg":"RS256"}`, `{"exp":1759995090}`, "", ""},
		{`{"alg":"HS256"}`, `{"iss":"https://video.example.com","sub":"1","video":"abc"}`, "", ""},
		{`{"alg":"HS256"}`, `{"iss":"notaccounts.example","sub":"1","nonce":"x"}`, "", ""},
	} {
		f := foreign.OfToken(jws.Format.Decode(encode(c.header)+"."+encode(c.claims)+".c2ln"), c.under)
		if (f == nil) != (c.name == "") || f != nil && f.Name != c.name {
			t.Errorf("%s is %+v, want %q", c.claims, f, c.name)
		}
	}
	if f := foreign.OfToken(jws.Format.Decode(encode(`{"alg":"ES256"}`)+"..c2ln"), ""); f == nil || !strings.Contains(f.Name, "detached") {
		t.Errorf("%+v", f)
	}
	if f := foreign.OfToken(jws.Format.Decode(encode(`{"alg":"ES256"}`)+"."), ""); f != nil {
		t.Errorf("%+v", f)
	}
}
