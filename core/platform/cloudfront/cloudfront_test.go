package cloudfront_test

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/cloudfront"
	"playtoken/core/token/formats"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

const (
	base     = "https://d111111abcdef8.cloudfront.net/hls/movie/"
	playlist = base + "master.m3u8"
)

type vectors struct {
	Keys struct {
		Signing struct {
			PEM string `json:"private_key_pem"`
		}
	}
	Vectors []struct {
		ID, URL string
		Cookies map[string]string
	}
}

// TestFormMakesWhatTheSDKMakes: byte for byte, in the order of the JavaScript signer.
func TestFormMakesWhatTheSDKMakes(t *testing.T) {
	var file vectors
	fixtures.JSON(t, "token/cloudfront/testdata/vectors.json", &file)
	key := importer.Import([]byte(file.Keys.Signing.PEM)).Key
	const end, start = 1767229200, "2025-12-31T23:59:00Z"
	forms := map[string]map[string]string{
		"cloudfront-a-ok-canned":                {"hash": "SHA1"},
		"cloudfront-a-ok-canned-sha256":         {},
		"cloudfront-a-ok-custom-ip":             {"hash": "SHA1", "ip": "192.0.2.0/24"},
		"cloudfront-a-ok-custom-start":          {"hash": "SHA1", "start": start},
		"cloudfront-a-ok-custom-all-sha256":     {"ip": "203.0.113.9", "start": start},
		"cloudfront-a-ok-wildcard":              {"hash": "SHA1", platform.ID: base + "*", "play": playlist},
		"cloudfront-a-ok-wildcard-segment":      {"hash": "SHA1", platform.ID: base + "*", "play": base + "720p/seg-00001.ts"},
		"cloudfront-a-ok-question-mark":         {"hash": "SHA1", platform.ID: base + "seg-0000?.ts", "play": base + "seg-00007.ts"},
		"cloudfront-a-ok-cookies-canned":        {"hash": "SHA1", "place": "cookies"},
		"cloudfront-a-ok-cookies-canned-sha256": {"place": "cookies"},
		"cloudfront-a-ok-cookies-custom":        {"hash": "SHA1", "place": "cookies", platform.ID: base + "*"},
		"cloudfront-a-ok-cookies-custom-sha256": {"place": "cookies", platform.ID: base + "*"},
	}
	for _, v := range file.Vectors {
		form, ok := forms[v.ID]
		if !ok {
			continue
		}
		delete(forms, v.ID)
		t.Run(v.ID, func(t *testing.T) {
			values := map[string]string{platform.KeyID: "K2JCJMDEHXQW5F", platform.ID: playlist}
			for name, value := range form {
				values[name] = value
			}
			s, problems := cloudfront.Platform.Make(platform.Request{Values: values, Key: key, IssuedAt: time.Unix(end-3600, 0), ExpiresAt: time.Unix(end, 0)})
			if s == nil {
				t.Fatal(problems)
			}
			if v.Cookies == nil && s.First().Text != v.URL {
				t.Errorf("\n%s\nwant\n%s", s.First().Text, v.URL)
			}
			for name, value := range v.Cookies {
				if !strings.Contains("; "+s.First().Text+"; ", "; "+name+"="+value+"; ") {
					t.Errorf("%s=%s is not in %s", name, value, s.First().Text)
				}
			}
			if !s.Expires.Equal(time.Unix(end, 0)) {
				t.Errorf("it ends %s", s.Expires)
			}
		})
	}
	if len(forms) > 0 {
		t.Errorf("not in the file: %v", forms)
	}
}

// Whoever signs one playlist is told that its segments are not signed along.
func TestPlaylistAlone(t *testing.T) {
	for name, c := range map[string]struct {
		set  []string
		told bool
	}{
		"a playlist":                      {[]string{platform.ID, playlist}, true},
		"a manifest with a query":         {[]string{platform.ID, base + "master.mpd?a=1"}, true},
		"a playlist, in cookies":          {[]string{platform.ID, playlist, "place", "cookies"}, true},
		"a folder":                        {[]string{platform.ID, base + "*", "play", playlist}, false},
		"a folder, in cookies":            {[]string{platform.ID, base + "*", "place", "cookies"}, false},
		"a file":                          {[]string{platform.ID, base + "a.mp4"}, false},
		"a policy of its own for one URL": {[]string{platform.ID, playlist, "policy", "custom"}, true},
	} {
		s, problems := cloudfront.Platform.Make(platformtest.Complete(t, cloudfront.Platform, c.set...))
		if s == nil {
			t.Fatal(problems)
		}
		if told := strings.Contains(strings.Join(s.Remarks, " "), "signs the playlist alone"); told != c.told {
			t.Errorf("%s: %q", name, s.Remarks)
		}
	}
}

func TestProblems(t *testing.T) {
	platformtest.CheckProblems(t, cloudfront.Platform, []platformtest.Problem{
		{Name: "no URL", Field: platform.ID, Text: "/hls/movie/", Says: "must begin with https://"},
		{Name: "a space", Field: platform.ID, Text: "https://a.example/a b", Says: "no URL has"},
		{Name: "signed already", Field: platform.ID, Text: playlist + "?Expires=1&Signature=a&Key-Pair-Id=K", Says: "signed already"},
		{Name: "an access key", Field: platform.KeyID, Text: "AKIAIOSFODNN7EXAMPLE", Says: "begin with K", Warning: true},
		{Name: "no date", Field: "start", Text: "soon", Says: "not a date"},
		{Name: "IPv6", Field: "ip", Text: "2001:db8::/32", Says: "IPv4"},
		{Name: "a URL that is not covered", Field: "play", Text: "https://b.example/", Says: "does not cover"},
		{Name: "a folder", Field: platform.ID, Text: base, Says: "end it with *", Warning: true},
		{Name: "a folder of all", Field: platform.ID, Text: "https://d111111abcdef8.cloudfront.net/", Says: "end it with *", Warning: true},
		{Name: "a / in the query alone", Field: platform.ID, Text: playlist + "?x=/"},
		{Name: "a fragment", Field: platform.ID, Text: playlist + "#t=1", Says: "stays in the browser"},
		{Name: "a letter outside ASCII", Field: platform.ID, Text: base + "vidéo.m3u8", Says: `"é": percent-encode it`},
		{Name: "a brace", Field: platform.ID, Text: base + "{a}.m3u8", Says: `"{": percent-encode it`},
		{Name: "a bar", Field: platform.ID, Text: base + "a|b.m3u8", Says: `"|": percent-encode it`},
		{Name: "a backslash", Field: platform.ID, Text: base + `a\b.m3u8`, Says: "percent-encode it"},
		{Name: "a % alone", Field: platform.ID, Text: base + "100%.m3u8", Says: "%25"},
		{Name: "percent-encoded", Field: platform.ID, Text: base + "vid%C3%A9o.m3u8"},
		{Name: "a host in capitals", Field: platform.ID, Text: "https://D111111abcdef8.cloudfront.net/a.mp4", Says: "as https://d111111abcdef8.cloudfront.net/a.mp4.", Warning: true},
		{Name: "the usual port", Field: platform.ID, Text: "https://d111111abcdef8.cloudfront.net:443/a.mp4", Says: "Browsers ask for this", Warning: true},
		{Name: "dots", Field: platform.ID, Text: "https://d111111abcdef8.cloudfront.net/a/../b%2f.mp4?x=/../", Says: "as https://d111111abcdef8.cloudfront.net/b%2f.mp4?x=/../.", Warning: true},
		{Name: "a name with a dot in front", Field: platform.ID, Text: "https://d111111abcdef8.cloudfront.net/.a.mp4"},
		{Name: "a user", Field: platform.ID, Text: "https://me:pw@d111111abcdef8.cloudfront.net/a.mp4", Says: "as https://d111111abcdef8.cloudfront.net/a.mp4.", Warning: true},
		{Name: "no path", Field: platform.ID, Text: "https://d111111abcdef8.cloudfront.net", Says: "Browsers ask for this", Warning: true},
		{Name: "a stray ?", Field: platform.ID, Text: playlist + "?", Says: "a stray &", Warning: true},
		{Name: "a parameter named Expires", Field: platform.ID, Text: playlist + "?Expires=1", Says: "takes Expires for a part"},
		{Name: "a parameter named Policy", Field: platform.ID, Text: playlist + "?a=1&Policy=b", Says: "takes Policy for a part"},
		{Name: "a parameter named Signature", Field: platform.ID, Text: playlist + "?Signature=b", Says: "takes Signature for a part"},
		{Name: "a parameter named Hash-Algorithm", Field: platform.ID, Text: playlist + "?Hash-Algorithm=b", Says: "takes Hash-Algorithm for a part"},
		{Name: "a parameter named expires", Field: platform.ID, Text: playlist + "?expires=1"},
		{Name: "a beginning", Field: "start", Text: platformtest.Issued.Add(23 * time.Hour).UTC().Format(time.RFC3339)},
		{Name: "a beginning at the end", Field: "start", Text: platformtest.Issued.Add(24 * time.Hour).UTC().Format(time.RFC3339), Says: "has ended already"},
		{Name: "a beginning a second before the end", Field: "start", Text: platformtest.Issued.Add(24*time.Hour - time.Second).UTC().Format(time.RFC3339), Says: "has ended already"},
	})
	for text, says := range map[string]string{
		playlist + "#t=1":      "stays in the browser",
		base + "vidéo.m3u8":    "percent-encode it",
		playlist + "?Policy=b": "takes Policy for a part",
		playlist + "?Expires=1&Signature=a&Key-Pair-Id=K1": "signed already",
	} {
		s, problems := cloudfront.Platform.Make(platformtest.Complete(t, cloudfront.Platform, platform.ID, host+"/*", "play", text))
		if s != nil || len(problems) != 1 || problems[0].Field != "play" || !strings.Contains(problems[0].Text, says) {
			t.Errorf("%s: %v", text, problems)
		}
	}
	late := platformtest.Complete(t, cloudfront.Platform)
	late.ExpiresAt = time.Unix(1<<31, 0)
	if s, problems := cloudfront.Platform.Make(late); s == nil || len(problems) != 1 || problems[0].Field != platform.ExpiresField || !problems[0].Warning {
		t.Errorf("an end after 2038: %v", problems)
	}
	for name, set := range map[string][]string{
		"a pattern without a URL":  {platform.ID, base + "*"},
		"everything without a URL": {platform.ID, "*"},
		"canned with a beginning":  {"policy", "canned", "start", "2026-01-01T00:00:00Z"},
		"canned with a pattern":    {"policy", "canned", platform.ID, base + "*", "play", playlist},
	} {
		if s, problems := cloudfront.Platform.Make(platformtest.Complete(t, cloudfront.Platform, set...)); s != nil || len(problems) == 0 {
			t.Errorf("%s is signed", name)
		}
	}
	r := platformtest.Complete(t, cloudfront.Platform)
	r.Endless = true
	if s, _ := cloudfront.Platform.Make(r); s != nil {
		t.Error("a policy without an end is signed")
	}
	for kind, fits := range map[keys.Type]bool{keys.NewP256: true, keys.NewP384: false, keys.NewEd25519: false, keys.NewRSA2048: true} {
		r := platformtest.Complete(t, cloudfront.Platform)
		var err error
		if r.Key, err = keys.Generate(t.Context(), kind); err != nil {
			t.Fatal(err)
		}
		if s, problems := cloudfront.Platform.Make(r); (s != nil) != fits {
			t.Errorf("%s: %v", kind, problems)
		}
	}
}

func TestRecognised(t *testing.T) {
	for text, want := range map[string]bool{
		"https://d111111abcdef8.cloudfront.net/a":                           true,
		"https://video.brand.example/a?Expires=1&Signature=x&Key-Pair-Id=K": true,
		"https://video.brand.example/a?Expires=1&Signature=x":               false,
		"https://cloudfront.net.example/a":                                  false,
	} {
		if got := cloudfront.Platform.Owns(nil, platformtest.Parse(t, text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestSamples runs each sample: it prints the same URL, or the same cookies.
func TestSamples(t *testing.T) {
	for name, set := range map[string][]string{
		"canned":           nil,
		"canned, SHA-1":    {"hash", "SHA1"},
		"custom":           {platform.ID, base + "*", "play", playlist + "?its=1", "ip", "192.0.2.0/24", "start", "2026-01-01T00:00:00Z"},
		"canned cookies":   {"place", "cookies"},
		"cookies":          {"place", "cookies", platform.ID, base + "*"},
		"cookies, SHA-1":   {"place", "cookies", "hash", "SHA1", platform.ID, base + "*"},
		"URL with a query": {platform.ID, playlist + "?a=1&b=2"},
	} {
		r := platformtest.Complete(t, cloudfront.Platform, set...)
		r.IssuedAt = time.Unix(1767225600, 0)
		s, problems := cloudfront.Platform.Make(r)
		if s == nil {
			t.Fatal(name, problems)
		}
		for _, sn := range s.Snippets() {
			run, ok := platformtest.Runners[sn.Name]
			if !ok {
				continue
			}
			t.Run(name+" "+sn.Name, func(t *testing.T) {
				t.Parallel()
				before := time.Now().Unix()
				text := run(t, sn.Live, platformtest.KeyFile(t, r.Key))
				if strings.Contains(text, s.First().Text) {
					t.Error("live: it signs for the time that was")
				}
				end := endIn(t, text)
				if begins := end - s.Expires.Unix() + s.IssuedAt.Unix(); begins < before || begins > time.Now().Unix() {
					t.Errorf("live: it ends %d, it ran from %d on", end, before)
				}
				got := run(t, sn.Text, platformtest.KeyFile(t, r.Key))
				if r.Values["place"] != "cookies" {
					if got != s.First().Text {
						t.Errorf("%s\nwant\n%s", got, s.First().Text)
					}
					return
				}
				theirs := map[string]string{}
				for _, line := range strings.Fields(got) {
					cookie, value, _ := strings.Cut(line, "=")
					theirs[cookie] = value
				}
				ours := strings.Split(s.First().Text, "; ")
				for _, cookie := range ours {
					if cookie, value, _ := strings.Cut(cookie, "="); theirs[cookie] != value {
						t.Errorf("%s is %s, want %s", cookie, theirs[cookie], value)
					}
				}
				if len(theirs) != len(ours) {
					t.Errorf("%d cookies, want %d", len(theirs), len(ours))
				}
			})
		}
	}
}

// What a person reads of a token is about CloudFront, whichever way it stands.
func TestMeanings(t *testing.T) {
	s, _ := cloudfront.Platform.Make(platformtest.Complete(t, cloudfront.Platform, "ip", "192.0.2.1"))
	u, err := url.Parse(s.First().Text)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range cloudfront.Platform.Meanings(formats.ReadURL(u)) {
		said = append(said, strings.Join(strings.Fields(m.Label+" "+m.Value+" "+m.Code), " "))
	}
	if got := strings.Join(said, "|"); got != "Opens "+playlist+"|Viewers from 192.0.2.1/32|Key pair ID K2JCJMDEHXQW5F|Hash SHA256|Policy custom: it is sent whole" {
		t.Error(got)
	}
}

// endIn is the end of a signed URL or of cookies, in the clear or in their policy.
func endIn(t *testing.T, text string) int64 {
	t.Helper()
	find := func(pattern, text string) string {
		if m := regexp.MustCompile(pattern).FindStringSubmatch(text); m != nil {
			return m[1]
		}
		return ""
	}
	raw := find(`Expires=(\d+)`, text)
	if raw == "" {
		policy, err := base64.StdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "=", "~", "/").Replace(find(`Policy=([\w~-]+)`, text)))
		if err != nil {
			t.Fatal(err)
		}
		raw = find(`"DateLessThan":{"AWS:EpochTime":(\d+)`, string(policy))
	}
	end, err := strconv.ParseInt(raw, 10, 64)
	if err != nil {
		t.Fatalf("no end in %s", text)
	}
	return end
}

// TestFolderWithoutAStar: of a folder that holds the URL it is said at the folder what is
// missing; of another the URL does not fit.
func TestFolderWithoutAStar(t *testing.T) {
	for name, c := range map[string]struct{ resource, play, field, says string }{
		"a folder":               {base, playlist, platform.ID, "End the folder with *, as " + base + "*"},
		"without a / at its end": {strings.TrimSuffix(base, "/"), playlist, platform.ID, "End the folder with *, as " + base + "*"},
		"the one above it":       {"https://d111111abcdef8.cloudfront.net/hls/", playlist, platform.ID, "End the folder with *"},
		"another folder":         {base + "other/", playlist, "play", "does not cover"},
		"another host":           {base + "*", "https://b.example/hls/movie/a.mp4", "play", "does not cover"},
		"another URL":            {playlist, base + "a.mp4", "play", "does not cover"},
	} {
		t.Run(name, func(t *testing.T) {
			s, problems := cloudfront.Platform.Make(platformtest.Complete(t, cloudfront.Platform, platform.ID, c.resource, "play", c.play))
			var said []platform.Problem
			for _, p := range problems {
				if !p.Warning {
					said = append(said, p)
				}
			}
			if s != nil || len(said) != 1 || said[0].Field != c.field || !strings.Contains(said[0].Text, c.says) {
				t.Errorf("%+v", problems)
			}
		})
	}
}
