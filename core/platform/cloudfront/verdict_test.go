package cloudfront_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"net/netip"
	neturl "net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// What is judged here is signed here, with crypto/rsa alone, as the AWS guide says it.

const (
	host = "https://d111111abcdef8.cloudfront.net"
	now  = 1790000000
	end  = now + 3600
)

var ownLetters = strings.NewReplacer("+", "-", "=", "_", "/", "~")

func encoded(b []byte) string { return ownLetters.Replace(base64.StdEncoding.EncodeToString(b)) }

func signature(t *testing.T, text string) string {
	t.Helper()
	digest := sha1.Sum([]byte(text))
	s, err := rsa.SignPKCS1v15(nil, fixtures.Key(t).Signer().(*rsa.PrivateKey), crypto.SHA1, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return encoded(s)
}

// policyOf is a policy with conditions, which stand behind the end.
func policyOf(resource, conditions string) string {
	return fmt.Sprintf(`{"Statement":[{"Resource":"%s","Condition":{"DateLessThan":{"AWS:EpochTime":%d}%s}}]}`, resource, end, conditions)
}

func join(url, query string) string {
	if strings.Contains(url, "?") {
		return url + "&" + query
	}
	return url + "?" + query
}

// sendsPolicy is a URL with one policy sent and another text signed.
func sendsPolicy(t *testing.T, url, sent, signed string) string {
	return join(url, "Policy="+encoded([]byte(sent))+"&Signature="+signature(t, signed)+"&Key-Pair-Id=K2JCJMDEHXQW5F")
}

func withPolicy(t *testing.T, url, policy string) string { return sendsPolicy(t, url, policy, policy) }

// sendsEnd is a URL with an end alone, and any text signed.
func sendsEnd(t *testing.T, url, signed string) string {
	return join(url, fmt.Sprintf("Expires=%d&Signature=%s&Key-Pair-Id=K2JCJMDEHXQW5F", end, signature(t, signed)))
}

func cannedFor(t *testing.T, url, signed string) string {
	return sendsEnd(t, url, policyOf(signed, ""))
}

// asked is the line of a log that asks for a URL with a policy.
func asked(t *testing.T, client, status, policy string) string {
	return client + ` - - [21/Sep/2026:14:13:20 +0000] "GET ` + withPolicy(t, playlist, policy) + ` HTTP/1.1" ` + status + ` 5 "-" "x"`
}

func cookieHeader(url string) string {
	_, query, _ := strings.Cut(url, "?")
	return "CloudFront-" + strings.ReplaceAll(query, "&", "; CloudFront-")
}

func curl(url, cookies string) string { return "curl '" + url + "' -H 'Cookie: " + cookies + "'" }

func why(t *testing.T, text string) diagnosis.Case {
	t.Helper()
	return diagnosis.Read(text, diagnosis.Options{
		Now:  time.Unix(now, 0),
		Keys: []verify.Key{verify.Read("the key given here", []byte(fixtures.Key(t).PublicPEM()), importer.Options{})},
	})
}

// judged is what is to be said of a text: what leads, "" where it plays.
type judged struct {
	name, text string
	severity   platform.Severity
	code       cause.Code
	basis      platform.Basis
	says       string // in title or evidence
}

func checkJudged(t *testing.T, list []judged) {
	t.Helper()
	states := map[platform.Severity]diagnosis.State{platform.Error: diagnosis.Fails, platform.Warning: diagnosis.MayFail, "": diagnosis.Plays}
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			v := why(t, c.text).Verdict
			if v.State != states[c.severity] {
				t.Fatalf("%s: %s: %s", v.State, v.Headline, v.Detail)
			}
			f := v.Leading()
			if c.severity == "" {
				return
			}
			if f.Code != c.code || f.Basis != c.basis || !strings.Contains(f.Title+". "+f.Evidence, c.says) || f.Fix == "" {
				t.Errorf("%s, %s: %s. %s", f.Code, f.Basis, f.Title, f.Evidence)
			}
		})
	}
}

// TestFormOfPolicy: what AWS states to be wrong is refused, and of what it does not speak
// of nobody says that it plays.
func TestFormOfPolicy(t *testing.T) {
	refused := func(name, policy, says string) judged {
		return judged{name, withPolicy(t, playlist, policy), platform.Error, cause.ClaimsMalformed, platform.Stated, says}
	}
	unclear := func(name, policy string, code cause.Code, says string) judged {
		return judged{name, withPolicy(t, playlist, policy), platform.Warning, code, platform.Inferred, says}
	}
	ip := func(conditions string) string { return policyOf(host+"/hls/*", ","+conditions) }
	ends := func(n string) string {
		return `{"Statement":[{"Resource":"` + host + `/*","Condition":{"DateLessThan":{"AWS:EpochTime":` + n + `}}}]}`
	}
	good := policyOf(host+"/hls/*", "")
	checkJudged(t, []judged{
		{name: "as it should be", text: withPolicy(t, playlist, good)},
		{name: "for everybody's address", text: withPolicy(t, playlist, ip(`"IpAddress":{"AWS:SourceIp":"0.0.0.0/0"}`))},
		{name: "asked for from its address", text: asked(t, "192.0.2.7", "200", ip(`"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}`))},
		{name: "asked for from another address, and answered", text: asked(t, "198.51.100.7", "200", ip(`"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}`))},
		{"asked for from another address", asked(t, "198.51.100.7", "403", ip(`"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}`)), platform.Error, cause.OtherViewer, platform.Stated, "198.51.100.7"},
		{name: "in the parameter of a search engine", text: "https://www.google.com/url?q=" + neturl.QueryEscape(withPolicy(t, playlist, good)) + "&source=gmail"},
		{name: "in the parameter of a mail program", text: "https://eur01.safelinks.protection.outlook.com/?url=" + neturl.QueryEscape(withPolicy(t, playlist, good)) + "&data=05%7C02"},
		{name: "as tools show a request of HTTP/2", text: ":method: GET\n:authority: d111111abcdef8.cloudfront.net\n:scheme: https\n:path: " + strings.TrimPrefix(withPolicy(t, playlist, good), host) + "\naccept: */*"},
		{name: "with a beginning", text: withPolicy(t, playlist, ip(`"DateGreaterThan":{"AWS:EpochTime":1789999999}`))},

		refused("a list of resources", strings.Replace(good, `"`+host+`/hls/*"`, `["`+host+`/hls/*"]`, 1), "one URL or one pattern"),
		refused("a number as the resource", strings.Replace(good, `"`+host+`/hls/*"`, "5", 1), "Resource is 5"),
		refused("null as the resource", strings.Replace(good, `"`+host+`/hls/*"`, "null", 1), "Resource is null"),
		refused("resource in small letters", strings.Replace(good, "Resource", "resource", 1), `"Resource" alone`),
		refused("condition in small letters", strings.Replace(good, "Condition", "condition", 1), `"Condition" alone`),
		refused("a list of conditions", `{"Statement":[{"Resource":"*","Condition":[{"DateLessThan":{"AWS:EpochTime":1790003600}}]}]}`, "Condition is"),
		refused("an end outside of the conditions", `{"Statement":[{"Resource":"*","DateLessThan":{"AWS:EpochTime":1790003600},"Condition":{}}]}`, `"DateLessThan" stands in a place`),
		refused("an end that is not wrapped", `{"Statement":[{"Resource":"*","Condition":{"DateLessThan":1790003600}}]}`, "DateLessThan is 1790003600"),
		refused("a resource among the conditions", ip(`"Resource":"`+host+`/*"`), `"Resource" stands in a place`),
		refused("the end in other letters", strings.Replace(good, "DateLessThan", "dateLessThan", 1), `"DateLessThan" alone`),
		refused("EpochTime in other letters", strings.Replace(good, "AWS:", "aws:", 1), `"AWS:EpochTime" alone`),
		refused("EpochTime without AWS", strings.Replace(good, "AWS:", "", 1), `"AWS:EpochTime" alone`),
		refused("a list of addresses", ip(`"IpAddress":{"AWS:SourceIp":["192.0.2.1/32"]}`), "one IPv4 address"),
		refused("SourceIp in other letters", ip(`"IpAddress":{"aws:SourceIp":"192.0.2.1/32"}`), `"AWS:SourceIp" alone`),
		refused("IpAddress in other letters", ip(`"IPAddress":{"AWS:SourceIp":"192.0.2.1/32"}`), `"IpAddress" alone`),
		refused("an address that is not wrapped", ip(`"IpAddress":"192.0.2.1/32"`), "AWS:SourceIp"),
		refused("IPv6", ip(`"IpAddress":{"AWS:SourceIp":"2001:db8::/32"}`), "lets nobody in"),
		refused("half an address", ip(`"IpAddress":{"AWS:SourceIp":"192.0.2"}`), "lets nobody in"),
		refused("a network of 33 bits", ip(`"IpAddress":{"AWS:SourceIp":"192.0.2.0/33"}`), "lets nobody in"),
		refused("two networks", ip(`"IpAddress":{"AWS:SourceIp":"192.0.2.0/24,198.51.100.0/24"}`), "lets nobody in"),

		unclear("NotIpAddress", ip(`"NotIpAddress":{"AWS:SourceIp":"192.0.2.1/32"}`), cause.ClaimsMalformed, `"NotIpAddress" is no part`),
		unclear("StringEquals", ip(`"StringEquals":{"aws:Referer":"x"}`), cause.ClaimsMalformed, `"StringEquals" is no part`),
		unclear("an empty name", ip(`"":{"":1}`), cause.ClaimsMalformed, `"" is no part`),
		unclear("Version", strings.Replace(good, "{", `{"Version":"2012-10-17",`, 1), cause.ClaimsMalformed, `"Version" is no part`),
		unclear("Effect", strings.Replace(good, `"Resource"`, `"Effect":"Deny","Resource"`, 1), cause.ClaimsMalformed, `"Effect" is no part`),
		unclear("more beside EpochTime", ip(`"DateGreaterThan":{"AWS:EpochTime":1,"x":2}`), cause.ClaimsMalformed, `"x" is no part`),
		unclear("an empty resource", strings.Replace(good, host+"/hls/*", "", 1), cause.ClaimsMalformed, "Resource is empty"),
		unclear("white space", strings.ReplaceAll(good, ",", ", "), cause.ClaimsMalformed, "white space"),
		unclear("a line end", good+"\n", cause.ClaimsMalformed, "white space"),
		unclear("half a second", ends("1790003600.5"), cause.TimeNotNumber, "not written in digits"),
		unclear("an exponent", ends("1.8e9"), cause.TimeNotNumber, "not written in digits"),
		unclear("a beginning with an exponent", ip(`"DateGreaterThan":{"AWS:EpochTime":1e9}`), cause.TimeNotNumber, "DateGreaterThan is not written"),
		unclear("after 2038", ends("2147483648"), cause.LifeTooLong, "2147483647"),
		{"after 2038, canned", strings.Replace(sendsEnd(t, playlist, strings.Replace(policyOf(playlist, ""), "1790003600", "4102444800", 1)), "1790003600", "4102444800", 1), platform.Warning, cause.LifeTooLong, platform.Inferred, "2147483647"},
		{"an exponent beside an end in words", withPolicy(t, playlist, strings.Replace(ends("\"soon\""), `"Condition":{`, `"Condition":{"DateGreaterThan":{"AWS:EpochTime":1e9},`, 1)), platform.Error, cause.TimeNotNumber, platform.Stated, "soon"},
		{name: "the last second of 2038's clocks", text: withPolicy(t, playlist, ends("2147483647"))},

		{"no end", withPolicy(t, playlist, `{"Statement":[{"Resource":"*","Condition":{}}]}`), platform.Error, cause.ExpMissing, platform.Stated, "DateLessThan is missing"},
		{"no condition", withPolicy(t, playlist, `{"Statement":[{"Resource":"*"}]}`), platform.Error, cause.ExpMissing, platform.Stated, "DateLessThan is missing"},
		{"an address", withPolicy(t, playlist, ip(`"IpAddress":{"AWS:SourceIp":"192.0.2.1"}`)), platform.Warning, cause.NotTheToken, platform.Stated, "only viewers from 192.0.2.1"},
	})
}

// TestBegins: AWS refuses what comes on or before the beginning.
func TestBegins(t *testing.T) {
	begins := func(at int) string {
		return withPolicy(t, playlist, policyOf(host+"/*", fmt.Sprintf(`,"DateGreaterThan":{"AWS:EpochTime":%d}`, at)))
	}
	checkJudged(t, []judged{
		{name: "a second ago", text: begins(now - 1)},
		{"at this very second", begins(now), platform.Error, cause.NotYetValid, platform.Stated, "not yet valid"},
		{"in a second", begins(now + 1), platform.Error, cause.NotYetValid, platform.Stated, "not yet valid"},
	})
}

// TestResourceWithoutScheme: the guide has none, the .NET SDK's reference lists some.
func TestResourceWithoutScheme(t *testing.T) {
	unclear := func(resource string) judged {
		return judged{resource, withPolicy(t, playlist, policyOf(resource, "")), platform.Warning, cause.OtherPlaybackID, platform.Inferred, "no scheme"}
	}
	refused := func(resource string) judged {
		return judged{resource, withPolicy(t, playlist, policyOf(resource, "")), platform.Error, cause.OtherPlaybackID, platform.Stated, "does not cover"}
	}
	checkJudged(t, []judged{
		unclear("d111111abcdef8.cloudfront.net/*"), unclear("/hls/*"), unclear("hls/movie/*"), unclear("hls/movie/master.m3u8"),
		refused("d222222abcdef8.cloudfront.net/*"), refused("/dash/*"), refused("http://d111111abcdef8.cloudfront.net/*"), refused("master.m3u8"),
		{name: "*", text: withPolicy(t, playlist, policyOf("*", ""))},
		{name: "*/hls/*", text: withPolicy(t, playlist, policyOf("*/hls/*", ""))},
		{name: "http*://…", text: withPolicy(t, playlist, policyOf("http*://d111111abcdef8.cloudfront.net/*", ""))},
	})
}

// TestKeyPairID: a URL of CloudFront's own host that lacks the ID of the key, and one that has
// the ID of a key of the account.
func TestKeyPairID(t *testing.T) {
	canned := cannedFor(t, playlist, playlist)
	without, _, _ := strings.Cut(canned, "&Key-Pair-Id=")
	withKey := func(id string) string { return without + "&Key-Pair-Id=" + id }
	checkJudged(t, []judged{
		{name: "of today", text: canned},
		{name: "of old", text: withKey("APKAEIBAERJR2EXAMPLE")},
		{"left out", without, platform.Error, cause.TokenAbsent, platform.Stated, "Key-Pair-Id is missing"},
		{"of an access key", withKey("AKIAIOSFODNN7EXAMPLE"), platform.Error, cause.UnknownKey, platform.Stated, "IAM"},
		{"of an access key for some hours", withKey("ASIAIOSFODNN7EXAMPLE"), platform.Error, cause.UnknownKey, platform.Stated, "IAM"},
	})
}

// TestURLBeforeCookies: a URL with a parameter of a signature counts as signed, and no
// cookie helps it.
func TestURLBeforeCookies(t *testing.T) {
	cookies := cookieHeader(withPolicy(t, playlist, policyOf(host+"/*", "")))
	var list []judged
	for _, parameter := range []string{"Expires=1900000000", "Signature=abc", "Key-Pair-Id=abc", "Policy=abc"} {
		name, _, _ := strings.Cut(parameter, "=")
		list = append(list, judged{
			name, curl(playlist+"?"+parameter, cookies), platform.Error, cause.TokenAbsent, platform.Stated,
			"A URL with " + name + " in it counts as signed, so that CloudFront looks at no cookie",
		})
	}
	checkJudged(t, append(list,
		judged{name: "another parameter", text: curl(playlist+"?expires=1700000000&a=Policy", cookies)},
		judged{name: "a hash alone", text: curl(playlist+"?Hash-Algorithm=SHA256", cookies)},
		judged{name: "the URL is signed well", text: curl(cannedFor(t, playlist, playlist), cookieHeader(withPolicy(t, playlist, policyOf("https://other.example/*", ""))))},
	))
}

// TestRequestLine: a line of a log names no host, and nobody is condemned for that.
func TestRequestLine(t *testing.T) {
	line := func(url string) string {
		return `203.0.113.9 - - "GET ` + strings.TrimPrefix(url, host) + ` HTTP/1.1"`
	}
	checkJudged(t, []judged{
		{"custom", line(withPolicy(t, playlist, policyOf(host+"/*", ""))), platform.Warning, cause.OtherPlaybackID, platform.Inferred, "the host that is asked is not known here"},
		{"custom, of another path", line(withPolicy(t, playlist, policyOf(host+"/other/*", ""))), platform.Error, cause.OtherPlaybackID, platform.Stated, "does not cover"},
		{name: "custom, of any host", text: line(withPolicy(t, playlist, policyOf("*", "")))},
	})
	line403 := line(cannedFor(t, playlist, playlist)) + " 403"
	checkJudged(t, []judged{{"canned, refused", line403, platform.Warning, cause.NotTheToken, platform.Inferred, "made of the URL that is asked for, and that is not known"}})
	if v := why(t, strings.TrimSuffix(line403, " 403")).Verdict; v.State != diagnosis.Unknown || !strings.Contains(v.Detail, "that is not known") {
		t.Errorf("canned: %s: %s %s", v.State, v.Headline, v.Detail)
	}
}

// TestOneCookie: what goes with it is asked for.
func TestOneCookie(t *testing.T) {
	for _, c := range []struct{ cookie, lacks string }{
		{"CloudFront-Policy=e30_", "Key-Pair-Id"}, {"CloudFront-Signature=AAAA", "Policy or Expires"}, {"CloudFront-Key-Pair-Id=K", "Policy or Expires"},
	} {
		checkJudged(t, []judged{{c.cookie, curl(playlist, c.cookie), platform.Error, cause.TokenAbsent, platform.Stated, c.lacks + " is missing"}})
	}
}

// TestTwoOfOne: which of two values the edge takes is not established.
func TestTwoOfOne(t *testing.T) {
	sound, both := cannedFor(t, playlist, playlist), withPolicy(t, playlist, policyOf(host+"/*", ""))+"&Expires=1700000000"
	unclear := func(name, text, says string) judged {
		return judged{name, text, platform.Warning, cause.TokenMisplaced, platform.Inferred, says}
	}
	checkJudged(t, []judged{
		{name: "the same end twice", text: sound + fmt.Sprintf("&Expires=%d", end)},
		unclear("two ends", sound+"&Expires=1700000000", "Expires stands there twice"),
		unclear("two signatures", sound+"&Signature=AAAA", "Signature stands there twice"),
		unclear("two keys", sound+"&Key-Pair-Id=K1", "Key-Pair-Id stands there twice"),
		unclear("two hashes", sound+"&Hash-Algorithm=SHA1&Hash-Algorithm=SHA256", "Hash-Algorithm stands there twice"),
		unclear("signed twice", cannedFor(t, sound, sound), "Signature stands there twice"),
		unclear("two of each", sound+"&Expires=1700000000&Signature=AAAA", "Expires and Signature stand there twice"),
		unclear("an end beside a policy", both, "Expires stands beside Policy"),
		unclear("an end beside a policy, in cookies", curl(playlist, cookieHeader(both)), "Expires stands beside Policy"),
	})
}

// TestSignedOtherwise: what was signed in place of the policy is found and said.
func TestSignedOtherwise(t *testing.T) {
	policy := policyOf(playlist, "")
	dumped := strings.NewReplacer(`":`, `": `, `,"`, `, "`).Replace(policy)
	indented := fmt.Sprintf("{\n  \"Statement\": [\n    {\n      \"Resource\": \"%s\",\n      \"Condition\": {\n        \"DateLessThan\": {\n          \"AWS:EpochTime\": %d\n        }\n      }\n    }\n  ]\n}", playlist, end)
	wrong := func(name, text string, code cause.Code, says string) judged {
		return judged{name, text, platform.Error, code, platform.Stated, says}
	}
	unclear := func(name, text string, code cause.Code, says string) judged {
		return judged{name, text, platform.Warning, code, platform.Inferred, says}
	}
	canned := func(name, signed, says string) judged {
		return wrong(name, sendsEnd(t, playlist, signed), cause.SignatureWrong, says)
	}
	other := func(name, resource, says string) judged {
		return wrong(name, cannedFor(t, playlist, resource), cause.OtherPlaybackID, says)
	}
	folder := policyOf(host+"/hls/*", "")
	folderDumped := strings.NewReplacer(`":`, `": `, `,"`, `, "`).Replace(folder)
	segment := base + "720p/seg-00001.ts"
	checkJudged(t, []judged{
		canned("spaces of json.dumps", dumped, "makes the policy again without them"),
		canned("indented by 2", indented, "makes the policy again without them"),
		canned("indented by 4", strings.ReplaceAll(indented, "  ", "    "), "makes the policy again without them"),
		canned("a line end", policy+"\n", "makes the policy again without them"),
		canned("spaces and a line end", dumped+"\n", "makes the policy again without them"),
		canned("slashes of json_encode", strings.ReplaceAll(policy, "/", `\/`), `\/`),
		wrong("custom, signed with spaces", sendsPolicy(t, playlist, folder, folderDumped), cause.SignatureWrong, "other spaces or line ends than it was sent with"),
		wrong("custom, signed with a line end", sendsPolicy(t, playlist, folder, folder+"\n"), cause.SignatureWrong, "other spaces or line ends"),
		wrong("custom, sent with spaces", sendsPolicy(t, playlist, folderDumped, folder), cause.SignatureWrong, "sent with white space, and signed without"),
		wrong("custom, in cookies", curl(playlist, cookieHeader(sendsPolicy(t, playlist, folder, folderDumped))), cause.SignatureWrong, "other spaces or line ends"),

		other("the folder", base+"*", "a pattern was signed"),
		other("a folder above", host+"/hls/*", "a pattern was signed"),
		other("everything", "*", "a pattern was signed"),
		other("all of one name", playlist+"*", "a pattern was signed"),
		other("a folder under either scheme", "http*://d111111abcdef8.cloudfront.net/hls/*", "a pattern was signed"),
		other("the path", "/hls/movie/master.m3u8", "a part of the URL was signed alone"),
		other("the path without its slash", "hls/movie/master.m3u8", "a part of the URL was signed alone"),
		other("all but the scheme", "d111111abcdef8.cloudfront.net/hls/movie/master.m3u8", "a part of the URL was signed alone"),
		wrong("a pattern for a segment", cannedFor(t, segment, base+"*"), cause.OtherPlaybackID, "a pattern was signed"),
		wrong("the playlist for a segment", cannedFor(t, segment, playlist), cause.SegmentsWithoutToken, "the signature of the playlist"),
		wrong("another scheme for a segment", cannedFor(t, segment, strings.Replace(segment, "https", "http", 1)), cause.OtherPlaybackID, "another URL"),

		unclear("the host in capitals", cannedFor(t, strings.Replace(playlist, "d111111abcdef8", "D111111ABCDEF8", 1), playlist), cause.OtherPlaybackID, "Browsers ask for it so"),
		unclear("the usual port", cannedFor(t, strings.Replace(playlist, ".net/", ".net:443/", 1), playlist), cause.OtherPlaybackID, "Browsers ask for it so"),
		unclear("the host in capitals, custom", withPolicy(t, strings.Replace(playlist, "d111111abcdef8", "D111111ABCDEF8", 1), policyOf(host+"/*", "")), cause.OtherPlaybackID, "Browsers ask for it so"),
		unclear("asked and signed in capitals", cannedFor(t, strings.Replace(playlist, "d111111abcdef8", "D111111ABCDEF8", 1), strings.Replace(playlist, "d111111abcdef8", "D111111ABCDEF8", 1)), cause.OtherPlaybackID, "They ask for https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8"),
		unclear("asked and signed with the usual port", withPolicy(t, host+":443/a.mp4", policyOf(host+":443/*", "")), cause.OtherPlaybackID, "They ask for https://d111111abcdef8.cloudfront.net/a.mp4"),
		unclear("asked and signed without a path", cannedFor(t, host, host), cause.OtherPlaybackID, "They ask for https://d111111abcdef8.cloudfront.net/"),
		{name: "dots, which no client asks for, signed without", text: cannedFor(t, host+"/a/../b.mp4", host+"/b.mp4")},
		{name: "another port, asked and signed", text: cannedFor(t, host+":8443/.a.mp4", host+":8443/.a.mp4")},
		{name: "a pattern in capitals that covers both", text: withPolicy(t, strings.Replace(playlist, "d111111abcdef8", "D111111ABCDEF8", 1), policyOf("https://*", ""))},
		other("signed with the scheme in capitals", strings.Replace(playlist, "https", "HTTPS", 1), "The signature fits HTTPS"),
		other("signed with the host in capitals", strings.Replace(playlist, "d111111abcdef8", "D111111ABCDEF8", 1), "The signature fits https://D111"),
		other("signed with the usual port", strings.Replace(playlist, ".net/", ".net:443/", 1), "The signature fits"),
		other("signed with a ? behind", playlist+"?", "master.m3u8?."),

		wrong("percent-encoded later", cannedFor(t, host+"/vid%C3%A9o.m3u8", host+"/vidéo.m3u8"), cause.OtherPlaybackID, "percent-encoded after it was signed"),
		wrong("pasted as it was signed", cannedFor(t, host+"/vidéo.m3u8", host+"/vidéo.m3u8"), cause.OtherPlaybackID, "percent-encoded after it was signed"),
		wrong("a space percent-encoded later", cannedFor(t, host+"/a%20b.m3u8?x=%7B1%7D", host+"/a b.m3u8?x={1}"), cause.OtherPlaybackID, "percent-encoded after it was signed"),
		unclear("percent-encoded before", cannedFor(t, playlist+"?x=é", playlist+"?x=%C3%A9"), cause.OtherPlaybackID, "percent-encoded. Other programs"),

		unclear("& at the end", cannedFor(t, playlist, playlist)+"&", cause.TokenDamagedInURL, "a stray &"),
		unclear("& at the beginning", strings.Replace(cannedFor(t, playlist, playlist), "?", "?&", 1), cause.TokenDamagedInURL, "a stray &"),
		unclear("& twice", strings.Replace(cannedFor(t, playlist+"?a=1", playlist+"?a=1"), "a=1", "a=1&", 1), cause.TokenDamagedInURL, "a stray &"),
		unclear("& at the end, custom", withPolicy(t, playlist, policyOf(playlist, ""))+"&", cause.TokenDamagedInURL, "a stray &"),
		unclear("a ? that was signed as well", cannedFor(t, playlist+"?", playlist+"?"), cause.TokenDamagedInURL, "a stray &"),
		unclear("& at the end that a pattern wants", withPolicy(t, playlist, policyOf(playlist+"?*", ""))+"&", cause.TokenDamagedInURL, "a stray &"),
		{name: "& at the end that a pattern covers", text: withPolicy(t, playlist, policyOf(playlist+"*", "")) + "&"},
		wrong("a parameter added", cannedFor(t, playlist+"?x=1", playlist), cause.OptionNotSigned, "added after signing"),
		wrong("a parameter added, and a stray &", cannedFor(t, playlist+"?x=1", playlist)+"&", cause.OptionNotSigned, "added after signing"),

		wrong("another text", sendsEnd(t, playlist, "something else"), cause.SignatureWrong, "for another policy: the URL, the end or the policy was changed"),
	})
}

// TestLetters: the alphabet is that of the parameters, whatever else looks like them.
func TestLetters(t *testing.T) {
	url := playlist + "?CachePolicy=ab+c&XSignature=a/b="
	good := withPolicy(t, playlist, policyOf(host+"/*", ""))
	policy, rest, _ := strings.Cut(good, "&")
	exact, _, _ := strings.Cut(withPolicy(t, playlist, policyOf(playlist, "")), "&")
	checkJudged(t, []judged{
		{name: "a parameter that ends in Policy", text: cannedFor(t, url, url)},
		{"plain base64", strings.TrimRight(policy, "_") + strings.Repeat("=", strings.Count(policy, "_")) + "&" + rest, platform.Warning, cause.TokenDamagedInURL, platform.Inferred, "plain base64"},
		{"plain base64, and a signature of no length", strings.TrimRight(policy, "_") + strings.Repeat("=", strings.Count(policy, "_")) + "&Signature=AAAA&Key-Pair-Id=K1", platform.Error, cause.TokenDamagedInURL, platform.Stated, "has 3 bytes"},
		{"a stray &, and a signature of no length", exact + "&Signature=AAAA&Key-Pair-Id=K1&", platform.Error, cause.TokenDamagedInURL, platform.Stated, "has 3 bytes"},
	})
}

// What a person reads of an address is true.
func TestMeaningOfAddress(t *testing.T) {
	for ip, want := range map[string]string{"0.0.0.0/0": "from any address: 0.0.0.0/0", "192.0.2.0/24": "from 192.0.2.0/24 alone"} {
		c := why(t, withPolicy(t, playlist, policyOf(host+"/*", `,"IpAddress":{"AWS:SourceIp":"`+ip+`"}`)))
		for _, m := range c.Platform.Meanings(c.Token) {
			if said := strings.TrimSpace(m.Value + " " + m.Code + " " + m.Note); m.Label == "Viewers" && said != want {
				t.Errorf("%s: %s", ip, said)
			}
		}
	}
	for name, text := range map[string]string{
		"a list as the resource": withPolicy(t, playlist, `{"Statement":[{"resource":"x","Condition":{"DateLessThan":{"AWS:EpochTime":1790003600}}}]}`),
		"cookies without a URL":  "Cookie: " + cookieHeader(cannedFor(t, playlist, playlist)),
	} {
		c := why(t, text)
		for _, m := range c.Platform.Meanings(c.Token) {
			if strings.Contains(m.Value, "everything") {
				t.Errorf("%s: %s %s", name, m.Label, m.Value)
			}
		}
	}
}

// Of a signature that is none of this key's nothing is searched.
func TestForeignKeyIsTold(t *testing.T) {
	other, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	c := diagnosis.Read(cannedFor(t, playlist, base+"*"), diagnosis.Options{
		Now: time.Unix(now, 0), Keys: []verify.Key{verify.Read("another", []byte(other.PublicPEM()), importer.Options{})},
	})
	if c.Verified.State != token.Invalid || c.Verified.Fits != nil || c.Verdict.Leading().Code != cause.UnknownKey {
		t.Errorf("%s: %s", c.Verified.State, c.Verdict.Headline)
	}
}

// TestOrderOfKeys: what is said of a URL does not hang on the order in which keys were given,
// nor on a key that is for other tokens.
func TestOrderOfKeys(t *testing.T) {
	other, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	own := verify.Read("its key", []byte(fixtures.Key(t).PublicPEM()), importer.Options{})
	foreign := verify.Read("another", []byte(other.PublicPEM()), importer.Options{})
	secret := verify.Read("a secret", []byte("a-secret-of-quite-some-length"), importer.Options{Want: importer.TextSecret})
	held := own
	held.Held = true
	text := cannedFor(t, playlist, playlist) + "&x=1"
	for name, given := range map[string][]verify.Key{
		"alone": {own}, "first": {own, foreign}, "last": {foreign, own}, "saved": {held}, "beside a secret": {own, secret}, "behind a secret": {secret, own},
	} {
		v := diagnosis.Read(text, diagnosis.Options{Now: time.Unix(now, 0), Keys: given}).Verdict
		if f := v.Leading(); f == nil || f.Code != cause.OptionNotSigned || v.Has(cause.RSAAlgWithoutRSAKey) || v.Has(cause.KeyWrongKind) {
			t.Errorf("%s: %s, %+v", name, v.Headline, v.Findings)
		}
	}
	v := diagnosis.Read(text, diagnosis.Options{Now: time.Unix(now, 0), Keys: []verify.Key{secret}}).Verdict
	for _, f := range v.Findings {
		if strings.Contains(f.Evidence, "says ,") || strings.Contains(f.Evidence, "says .") {
			t.Error(f.Evidence)
		}
	}
}

// TestViewerOnIPv6: a policy names addresses of IPv4 alone, and any other lies outside.
func TestViewerOnIPv6(t *testing.T) {
	text := withPolicy(t, playlist, policyOf(host+"/*", `,"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}`))
	for address, basis := range map[string]platform.Basis{"2001:db8::7": platform.Inferred, "198.51.100.7": platform.Stated, "192.0.2.9": ""} {
		v := diagnosis.Read(text, diagnosis.Options{
			Now: time.Unix(now, 0), Viewer: &platform.Viewer{Address: netip.MustParseAddr(address)},
			Keys: []verify.Key{verify.Read("its key", []byte(fixtures.Key(t).PublicPEM()), importer.Options{})},
		}).Verdict
		if basis == "" {
			if v.State != diagnosis.Plays {
				t.Errorf("%s: %s", address, v.Headline)
			}
			continue
		}
		if f := v.Leading(); v.State != diagnosis.Fails || f.Code != cause.OtherViewer || f.Basis != basis || !strings.Contains(f.Evidence, address) {
			t.Errorf("%s: %s, %+v", address, v.Headline, f)
		}
	}
}
