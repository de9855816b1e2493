package mux_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/mux"
	"playtoken/core/token/formats"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

type vectors struct {
	Keys struct {
		Signing struct {
			Kid    string
			Base64 string `json:"private_key_base64"`
		}
	}
	Vectors []vector
}

type vector struct {
	ID, Verdict, Token string
	Now                int64
	Tokens             map[string]string
	Inputs             struct {
		Call, ID, Expiration string
		PlaybackID           string `json:"playback_id"`
		Type                 any
		Params               map[string]string
		HeaderKid            string `json:"header_kid"`
	}
}

func load(t *testing.T) (v vectors, key *keys.Key) {
	t.Helper()
	fixtures.JSON(t, "platform/mux/testdata/vectors.json", &v)
	return v, importer.Import([]byte(v.Keys.Signing.Base64)).Key
}

// form fills the form as the SDK was called.
func (v vector) form(t *testing.T) map[string]string {
	t.Helper()
	values := map[string]string{platform.ID: v.Inputs.PlaybackID}
	for name, value := range v.Inputs.Params {
		values[map[string]string{"playback_restriction_id": "restriction"}[name]+strings.TrimPrefix(name, "playback_restriction_id")] = value
	}
	switch kind := v.Inputs.Type.(type) {
	case nil: // signed by another library
		values[platform.ID], values["for"], values["kid"] = "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe", "video", "header"
	case string:
		values["for"] = map[string]string{"video": "video", "thumbnail": "thumbnail", "gif": "animated", "storyboard": "storyboard", "drm_license": "drm"}[kind]
		if kind == "stats" || v.Inputs.Call == "signViewerCounts" {
			values["for"], values["counted"] = "counts", map[string]string{"stats": "playback_id"}[kind]
			if v.Inputs.Call == "signViewerCounts" {
				values[platform.ID], values["counted"] = v.Inputs.ID, kind+"_id"
			}
		}
	default: // video, a thumbnail with its second, storyboard
		values["for"], values["time"] = "player", "2"
	}
	return values
}

func (v vector) life(t *testing.T) time.Duration {
	t.Helper()
	days, isDays := strings.CutSuffix(v.Inputs.Expiration, "d")
	switch {
	case v.Inputs.Expiration == "(default)":
		return mux.Platform.Life
	case v.Inputs.Expiration == "":
		return time.Hour
	case isDays:
		return time.Duration(days[0]-'0') * 24 * time.Hour
	}
	d, err := time.ParseDuration(v.Inputs.Expiration)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestTokensOfTheSDK: the form makes what the platform's own SDK makes, byte for byte.
func TestTokensOfTheSDK(t *testing.T) {
	file, key := load(t)
	compared := 0
	for _, v := range file.Vectors {
		if v.Verdict != "ok" {
			continue
		}
		t.Run(v.ID, func(t *testing.T) {
			at := time.Unix(v.Now, 0)
			values := v.form(t)
			values[platform.KeyID] = file.Keys.Signing.Kid
			s, problems := mux.Platform.Make(platform.Request{Values: values, Key: key, IssuedAt: at, ExpiresAt: at.Add(v.life(t))})
			if s == nil {
				t.Fatal(problems)
			}
			want := v.Tokens
			if want == nil {
				want = map[string]string{s.First().Name: v.Token}
			}
			if len(s.Tokens) != len(want) {
				t.Fatalf("%d tokens, want %d", len(s.Tokens), len(want))
			}
			for _, made := range s.Tokens {
				compared++
				if made.Text != want[made.Name] {
					t.Errorf("%s is\n%s\nwant\n%s", made.Name, made.Claims.JSON(), formats.Decode(want[made.Name]).Claims.JSON())
				}
			}
		})
	}
	if compared < 16 {
		t.Errorf("only %d tokens were compared", compared)
	}
}

func TestTokensAndURLs(t *testing.T) {
	for name, c := range map[string]struct {
		set  []string
		want string
	}{
		"player": {nil, "playback-token v https://stream.mux.com/ID.m3u8 https://stream.mux.com/ID/highest.mp4|" +
			"thumbnail-token t https://image.mux.com/ID/thumbnail.jpg|storyboard-token s https://image.mux.com/ID/storyboard.vtt https://image.mux.com/ID/storyboard.json https://image.mux.com/ID/storyboard.jpg"},
		"DRM": {[]string{"for", "drm"}, "drm-token d https://license.mux.com/license/widevine/ID https://license.mux.com/license/playready/ID " +
			"https://license.mux.com/license/fairplay/ID https://license.mux.com/appcert/fairplay/ID"},
		"animated, own domain": {[]string{"for", "animated", "domain", "media.brand.example", "animated_format", "webp"}, "animated-token g https://image.media.brand.example/ID/animated.webp"},
		"counts":               {[]string{"for", "counts", "counted", "asset_id"}, "counts-token asset_id https://stats.mux.com/counts"},
	} {
		t.Run(name, func(t *testing.T) {
			r := platformtest.Complete(t, mux.Platform, c.set...)
			s, problems := mux.Platform.Make(r)
			if s == nil {
				t.Fatal(problems)
			}
			var got []string
			for _, tok := range s.Tokens {
				line := tok.Name + " " + tok.Claims.Text("aud")
				for _, u := range tok.URLs {
					if !strings.HasSuffix(u.URL, "?token="+tok.Text) {
						t.Errorf("%s has another token", u.Name)
					}
					line += " " + strings.ReplaceAll(strings.TrimSuffix(u.URL, "?token="+tok.Text), r.Values[platform.ID], "ID")
				}
				got = append(got, line)
			}
			if text := strings.Join(got, "|"); text != c.want {
				t.Errorf("%s", text)
			}
		})
	}
}

// An option goes into the tokens it is for, and into no other.
func TestOptionsAreClaims(t *testing.T) {
	s, problems := mux.Platform.Make(platformtest.Complete(t, mux.Platform, "for", "all", "time", "10", "width", "640", "max_resolution", "720p", "fps", "15", "restriction", "R1"))
	if s == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	for i, want := range []string{
		`{"playback_restriction_id":"R1","max_resolution":"720p",`, `{"playback_restriction_id":"R1","time":"10","width":"640",`,
		`{"playback_restriction_id":"R1","kid"`, `{"playback_restriction_id":"R1","fps":"15","width":"640",`, `{"playback_restriction_id":"R1","kid"`,
	} {
		if got := string(s.Tokens[i].Claims.JSON()); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s…", s.Tokens[i].Name, got, want)
		}
	}
}

func TestProblems(t *testing.T) {
	platformtest.CheckProblems(t, mux.Platform, []platformtest.Problem{
		{Name: "URL", Field: platform.ID, Text: "https://stream.mux.com/DS00Spx1CV902MCtPj5WknGlR102V5HFkDe.m3u8", Says: "This is a URL"},
		{Name: "key ID", Field: platform.KeyID, Text: "a b", Says: "key ID"},
		{Name: "time", Field: "time", Text: "1:30", Says: "number of seconds"},
		{Name: "width", Field: "width", Text: "wide", Says: "whole number"},
		{Name: "an option of no token", Field: "fps", Text: "15", Says: "No token of this form takes it", Warning: true},
		{Name: "domain", Field: "domain", Text: "a/b", Says: "host"},
	})
}

func TestRecognised(t *testing.T) {
	const id = "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe"
	for name, c := range map[string]struct {
		url, claims, id string
		owns            bool
	}{
		"stream":           {"https://stream.mux.com/" + id + ".m3u8", "", id, true},
		"thumbnail":        {"https://image.mux.com/" + id + "/thumbnail.jpg", "", id, true},
		"licence":          {"https://license.mux.com/license/widevine/" + id, "", id, true},
		"counts":           {"https://stats.mux.com/counts", "", "", true},
		"another host":     {"https://mux.com.example/" + id + ".m3u8", "", id, false},
		"by its claims":    {"", `{"sub":"` + id + `","aud":"v"}`, id, true},
		"counts by claims": {"", `{"sub":"x","aud":"asset_id"}`, "x", true},
		"aud of another":   {"", `{"sub":"x","aud":"video"}`, "x", false},
		"nothing to go by": {"", `{"aud":"v"}`, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			u, tok := platformtest.Parse(t, c.url), platformtest.Token(platformtest.Bare, c.claims)
			if c.claims == "" {
				tok = nil
			}
			if got := mux.Platform.Owns(tok, u); got != c.owns {
				t.Errorf("owns %v", got)
			}
			if got := mux.Platform.IDOf(tok, u); got != c.id {
				t.Errorf("the ID is %q", got)
			}
		})
	}
}

// TestSDKSample runs the sample with the platform's own SDK: it prints the same tokens.
func TestSDKSample(t *testing.T) {
	for _, what := range []string{"all", "thumbnail", "counts"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			r := platformtest.Complete(t, mux.Platform, "for", what, "restriction", "R1", "time", "2", "width", "640")
			r.IssuedAt = time.Now()
			r.ExpiresAt = r.IssuedAt.Add(time.Hour)
			s, problems := mux.Platform.Make(r)
			if s == nil {
				t.Fatal(problems)
			}
			for _, sn := range s.Snippets() {
				if sn.Name != "Mux SDK" {
					continue
				}
				lines := strings.Fields(platformtest.Runners["Node"](t, sn.Text, platformtest.KeyFile(t, r.Key)))
				if len(lines) != len(s.Tokens) {
					t.Fatalf("%d tokens, want %d", len(lines), len(s.Tokens))
				}
				for i, line := range lines {
					ours, theirs := s.Tokens[i].Claims, formats.Decode(line).Claims
					exp, _ := theirs.Get("exp") // the SDK takes the moment at which it runs
					for j, m := range ours.Members {
						if j >= len(theirs.Members) || theirs.Members[j].Name != m.Name || m.Name != "exp" && theirs.Members[j].Value.Raw != m.Value.Raw {
							t.Errorf("%s: the SDK writes %s, want %s (end %s)", s.Tokens[i].Name, theirs.JSON(), ours.JSON(), exp.Raw)
							break
						}
					}
				}
				return
			}
			t.Fatal("there is no sample")
		})
	}
}
