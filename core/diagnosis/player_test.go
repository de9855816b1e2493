package diagnosis_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

const (
	muxID   = "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe"
	movie   = "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8"
	pattern = "https://d111111abcdef8.cloudfront.net/hls/movie/*"
)

var noon = time.Unix(1_750_000_000, 0)

// rs256 is a JWT of these claims.
func rs256(t *testing.T, k *keys.Key, members ...token.Member) string {
	t.Helper()
	text, err := jws.Sign(token.NewObject(token.StringMember("alg", "RS256")), token.NewObject(members...), k)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// tokens are the words that stand for a token in the texts of these tests. Those that
// end in a minus ended an hour ago.
func tokens(t *testing.T) *strings.Replacer {
	t.Helper()
	k := fixtures.Key(t)
	var pairs []string
	add := func(word string, make func(end time.Time) string) {
		pairs = append(pairs, "("+word+")", make(noon.Add(time.Hour)), "("+word+"-)", make(noon.Add(-time.Hour)))
	}
	mux := func(word, sub, aud string) {
		add(word, func(end time.Time) string {
			return rs256(t, k, token.StringMember("kid", "a-key"), token.StringMember("sub", sub), token.StringMember("aud", aud), token.IntMember("exp", end.Unix()))
		})
	}
	mux("v", muxID, "v")
	mux("t", muxID, "t")
	mux("s", muxID, "s")
	mux("d", muxID, "d")
	mux("v of another", strings.ToLower(muxID), "v")
	fastpix := func(word, aud string) {
		add(word, func(end time.Time) string {
			return rs256(t, k, token.StringMember("kid", fixtures.KeyID), token.StringMember("aud", aud+":"+fixtures.PlaybackID),
				token.StringMember("iss", "fastpix.com"), token.IntMember("exp", end.Unix()))
		})
	}
	fastpix("media", "media")
	fastpix("drm", "drm")
	add("session", func(end time.Time) string { return rs256(t, anotherRSA(t), token.IntMember("exp", end.Unix())) })
	cloudfront := func(word string, set ...string) {
		add(word, func(end time.Time) string {
			values := map[string]string{platform.KeyID: "K2JCJMDEHXQW5F", platform.ID: pattern, "play": movie}
			for i := 0; i < len(set); i += 2 {
				values[set[i]] = set[i+1]
			}
			made, problems := all.ByName("cloudfront").Make(platform.Request{Values: values, Key: k, IssuedAt: end.Add(-2 * time.Hour), ExpiresAt: end})
			if made == nil {
				t.Fatal(problems)
			}
			return made.First().Text
		})
	}
	cloudfront("signed")
	cloudfront("canned", platform.ID, movie)
	cloudfront("cookies", "place", "cookies")
	cloudfront("canned cookies", "place", "cookies", platform.ID, movie)
	return strings.NewReplacer(pairs...)
}

func anotherRSA(t *testing.T) *keys.Key {
	t.Helper()
	return importer.Import(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")).Key
}

// TestPlayers: of several tokens that of the stream is judged, and the further ones are
// looked at; what signs a URL is found beside tokens of other things.
func TestPlayers(t *testing.T) {
	fill := tokens(t)
	key := verify.Read("the key given here", fixtures.PrivateKey(t), importer.Options{})
	const tag = `<mux-player playback-id="` + muxID + `" `
	for name, c := range map[string]struct {
		text  string
		state diagnosis.State
		lead  cause.Code
	}{
		"thumbnails in front of an expired video":   {tag + `thumbnail-token="(t)" playback-token="(v-)">`, diagnosis.Fails, cause.Expired},
		"DRM in front of an expired video":          {tag + `drm-token="(d)" playback-token="(v-)">`, diagnosis.Fails, cause.Expired},
		"thumbnails alone":                          {tag + `thumbnail-token="(t)">`, diagnosis.MayFail, cause.TokenAbsent},
		"expired thumbnails":                        {tag + `playback-token="(v)" thumbnail-token="(t-)">`, diagnosis.MayFail, cause.Expired},
		"expired DRM":                               {tag + `playback-token="(v)" drm-token="(d-)">`, diagnosis.Fails, cause.Expired},
		"one token for all":                         {tag + `playback-token="(v)" thumbnail-token="(v)">`, diagnosis.MayFail, cause.AudOtherResource},
		"thumbnails are undefined":                  {tag + `playback-token="(v)" thumbnail-token="undefined">`, diagnosis.MayFail, cause.TokenAbsent},
		"all are right":                             {tag + `playback-token="(v)" thumbnail-token="(t)" storyboard-token="(s)" drm-token="(d)">`, diagnosis.Plays, ""},
		"no ID in the tag":                          {`<mux-player playback-id="" playback-token="(v)">`, diagnosis.Fails, cause.OtherPlaybackID},
		"React":                                     {`<MuxPlayer playbackId="` + muxID + `" tokens={{ thumbnail: "(t)", playback: "(v-)" }} />`, diagnosis.Fails, cause.Expired},
		"React, swapped":                            {`<MuxPlayer playbackId="` + muxID + `" tokens={{ playback: "(t)", thumbnail: "(v)" }} />`, diagnosis.Fails, cause.AudOtherResource},
		"React, another ID":                         {`<MuxPlayer playbackId="` + muxID + `" tokens={{ playback: "(v of another)" }} />`, diagnosis.Fails, cause.OtherPlaybackID},
		"another element, another ID":               {`<mux-video playback-id="` + muxID + `" playback-token="(v of another)">`, diagnosis.Fails, cause.OtherPlaybackID},
		"JSON":                                      {`{"playbackId":"` + muxID + `","thumbnailToken":"(t)","playbackToken":"(v-)"}`, diagnosis.Fails, cause.Expired},
		"a poster in front of an expired video":     {`<video poster="https://image.mux.com/` + muxID + `/thumbnail.jpg?token=(t)" src="https://stream.mux.com/` + muxID + `.m3u8?token=(v-)">`, diagnosis.Fails, cause.Expired},
		"FastPix, DRM in front of an expired video": {`<fastpix-player playback-id="` + fixtures.PlaybackID + `" drm-token="(drm)" token="(drm-)">`, diagnosis.Fails, cause.Expired},
		"FastPix, DRM alone":                        {`<fastpix-player playback-id="` + fixtures.PlaybackID + `" drm-token="(drm)">`, diagnosis.MayFail, cause.TokenAbsent},
		"FastPix, both are right":                   {`<fastpix-player playback-id="` + fixtures.PlaybackID + `" drm-token="(drm)" token="(media)">`, diagnosis.Plays, ""},

		"the page of the player":                  {"https://player.mux.com/" + muxID + "?playback-token=(v)", diagnosis.Plays, ""},
		"the page of the player, wrong name":      {"https://player.mux.com/" + muxID + "?token=(v)", diagnosis.Fails, cause.TokenMisplaced},
		"the player's name at the stream":         {"https://stream.mux.com/" + muxID + ".m3u8?playback-token=(v)", diagnosis.Fails, cause.TokenMisplaced},
		"the token behind the ID of a tag":        {`<mux-player playback-id="` + muxID + `?token=(v)">`, diagnosis.Plays, ""},
		"an ID in other letters":                  {"https://stream.mux.com/" + strings.ToLower(muxID) + ".m3u8?token=(v)", diagnosis.Fails, cause.OtherPlaybackID},
		"no ID":                                   {"https://stream.mux.com/undefined.m3u8?token=(v)", diagnosis.Fails, cause.OtherPlaybackID},
		"a blank in front of the ID":              {"https://stream.mux.com/%20" + muxID + ".m3u8?token=(v)", diagnosis.Fails, cause.OtherPlaybackID},
		"another ID at an own domain":             {"https://stream.brand.example/other.m3u8?token=(v)", diagnosis.Fails, cause.OtherPlaybackID},
		"an option beside, at an own domain":      {"https://stream.brand.example/" + muxID + ".m3u8?token=(v)&max_resolution=720p", diagnosis.MayFail, cause.OptionNotSigned},
		"a rendition, whose host names no ID":     {"https://manifest-gcp-us-east4-vop1.cfcdn.mux.com/abc/rendition.m3u8?token=(v)", diagnosis.Plays, ""},
		"cookies beside a session":                {"curl '" + movie + "' -H 'Cookie: session=(session); (cookies)'", diagnosis.Plays, ""},
		"expired cookies beside a session":        {"curl '" + movie + "' -H 'Cookie: session=(session); (cookies-)'", diagnosis.Fails, cause.Expired},
		"a signed URL beside an authorization":    {"curl -H 'Authorization: Bearer (session)' '(signed)'", diagnosis.Plays, ""},
		"an expired one beside":                   {"curl -H 'Authorization: Bearer (session)' '(signed-)'", diagnosis.Fails, cause.Expired},
		"a request with its host":                 {"GET /hls/movie/master.m3u8 HTTP/1.1\nHost: d111111abcdef8.cloudfront.net\nReferer: https://www.example.com/watch\nCookie: (canned cookies)", diagnosis.Plays, ""},
		"the page in front of what is asked":      {"curl -H 'Referer: https://www.example.com/watch' -b '(cookies)' '" + movie + "'", diagnosis.Plays, ""},
		"the page in front, in a HAR":             {`{"headers":[{"name":"Referer","value":"https://www.example.com/watch"},{"name":"Cookie","value":"(cookies)"}],"url":"` + movie + `"}`, diagnosis.Plays, ""},
		"cookies of another name":                 {movie + "\nCookie: " + "my-CloudFront-Expires=1; my-CloudFront-Signature=a; my-CloudFront-Key-Pair-Id=K", diagnosis.MayFail, cause.TokenAbsent},
		"cookies that come twice":                 {movie + "\nCookie: (cookies); (cookies-)", diagnosis.MayFail, cause.TokenMisplaced},
		"signed in the referrer alone":            {"curl '" + movie + "' -H 'Referer: (signed)'", diagnosis.MayFail, cause.TokenAbsent},
		"a token in the referrer alone":           {"curl 'https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8' -H 'Referer: https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=(media)'", diagnosis.Fails, cause.TokenMisplaced},
		"an expired one in the referrer":          {"curl -H 'Referer: https://shop.example/?token=(media-)' 'https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=(media)'", diagnosis.Plays, ""},
		"cookies as parameters":                   {movie + "?CloudFront-Policy=a&CloudFront-Signature=b&CloudFront-Key-Pair-Id=K", diagnosis.MayFail, cause.TokenAbsent},
		"dots in the path lead out of the folder": {"curl 'https://d111111abcdef8.cloudfront.net/hls/movie/../paid/master.m3u8' -b '(cookies)'", diagnosis.Fails, cause.OtherPlaybackID},
		"encoded dots in the path do":             {"curl 'https://d111111abcdef8.cloudfront.net/hls/movie/%2e%2E/paid/master.m3u8' -b '(cookies)'", diagnosis.Fails, cause.OtherPlaybackID},
		"dots in the path lead to another video":  {"https://stream.mux.com/" + muxID + "/../other.m3u8?token=(v)", diagnosis.Fails, cause.OtherPlaybackID},
		"dots that lead back":                     {"curl 'https://d111111abcdef8.cloudfront.net/hls/./x/../movie/master.m3u8' -b '(cookies)'", diagnosis.Plays, ""},
		"a token in the URL that is signed too":   {"(signed-)&token=(session)", diagnosis.Fails, cause.Expired},
	} {
		t.Run(name, func(t *testing.T) {
			got := diagnosis.Read(fill.Replace(c.text), diagnosis.Options{Keys: []verify.Key{key}, Now: noon}).Verdict
			lead := cause.Code("")
			if f := got.Leading(); f != nil {
				lead = f.Code
			}
			if got.State != c.state || lead != c.lead {
				t.Errorf("%s, %s, want %s, %s: %s", got.State, lead, c.state, c.lead, got.Headline)
			}
		})
	}
}
