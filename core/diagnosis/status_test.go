package diagnosis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

func TestReadStatus(t *testing.T) {
	at := func(tok string) string {
		return "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + tok
	}
	healthy := at(diagnosistest.FastPix(t, "rsa", nil))
	for _, c := range []struct {
		name    string
		text    string
		keys    []string
		code    int
		said    string
		first   string // the code that leads
		shown   bool
		refuted []string
		open    []string
	}{
		{"expired", at(diagnosistest.FastPix(t, "rsa", map[string]any{"exp": 1749999999})), nil, 401, "", "expired", true, []string{"aud_missing", "token_damaged_in_url"}, []string{"signature_wrong"}},
		{"nothing wrong", healthy, []string{"rsa.public"}, 401, "", "", false, []string{"expired", "signature_wrong", "alg_unexpected"}, []string{"unknown_key"}},
		{"key unknown", healthy, nil, 401, "", "", false, []string{"expired"}, []string{"signature_wrong", "unknown_key"}},
		{"what is not in the list of the answer", at(diagnosistest.FastPix(t, "rsa", map[string]any{"nbf": 1750003000})), nil, 401, "", "not_yet_valid", true, nil, nil},
		{"by its text", healthy, nil, 404, "No live stream is currently active on this channel.", "", false, nil, nil},
		{"taken", healthy, nil, 200, "", "", false, nil, nil},
		{"unknown to the platform", healthy, nil, 451, "", "not_the_token", false, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := diagnosis.ReadStatus(diagnosistest.Read(t, c.text, c.keys...), nil, c.code, c.said)
			by := map[string]diagnosis.StatusCause{}
			stage := 0
			for _, s := range list {
				by[string(s.Code)] = s
				now := map[[2]bool]int{{true, false}: 0, {false, false}: 1, {false, true}: 2}[[2]bool{s.Shown, s.Refuted}]
				if s.Title == "" || strings.Contains(s.Title, "_") || s.Basis == "" || now < stage || (s.Shown || s.Refuted) && s.Note == "" {
					t.Errorf("%+v", s)
				}
				stage = now
			}
			if len(by) != len(list) {
				t.Errorf("a cause is told twice: %+v", list)
			}
			if c.first != "" && (len(list) == 0 || string(list[0].Code) != c.first || list[0].Shown != c.shown) {
				t.Errorf("%+v", list)
			}
			for _, code := range c.refuted {
				if !by[code].Refuted {
					t.Errorf("%s: %+v", code, by[code])
				}
			}
			for _, code := range c.open {
				if s := by[code]; s.Code == "" || s.Refuted || s.Shown {
					t.Errorf("%s: %+v", code, s)
				}
			}
			if c.code == 200 && len(list) > 0 {
				t.Errorf("%+v", list)
			}
		})
	}
}

// An answer below 400 takes the token, but for a redirect that a platform refuses with.
func TestRedirectThatRefuses(t *testing.T) {
	for code, refuses := range map[int]bool{200: false, 302: true} {
		if list := diagnosis.ReadStatus(diagnosis.Case{}, all.ByName("edgecast"), code, ""); (len(list) > 0) != refuses {
			t.Errorf("%d: %+v", code, list)
		}
	}
	if list := diagnosis.ReadStatus(diagnosis.Case{}, all.ByName("mux"), 302, ""); len(list) > 0 {
		t.Errorf("where nothing is known of it: %+v", list)
	}
}

// Every platform has answers to choose from, and each has a meaning.
func TestStatusChoices(t *testing.T) {
	for _, p := range append(all.Platforms(), nil) {
		list := diagnosis.StatusChoices(p)
		if len(list) == 0 {
			t.Errorf("%+v has none", p)
		}
		for _, s := range list {
			if diagnosis.StatusMeaning(p, s.Code, s.Text) == "" {
				t.Errorf("%d %q means nothing", s.Code, s.Text)
			}
		}
	}
	fastpix := diagnosis.StatusChoices(all.ByName("fastpix"))
	fastpix[0].Code = 999
	if slices.ContainsFunc(all.ByName("fastpix").Statuses, func(s platform.Status) bool { return s.Code == 999 }) {
		t.Error("the platform's own list was changed")
	}
	if got := diagnosis.StatusMeaning(nil, 418, ""); got != "" {
		t.Errorf("418 means %q", got)
	}
}

// TestBareStatus: what a code alone means is said once, and without what the platform only
// says in texts that were not seen.
func TestBareStatus(t *testing.T) {
	for code, want := range map[int]string{
		403: "The token was refused, or a restriction of the playback ID refuses the request.",
		401: "The token is missing, refused, for another audience, or of a key that FastPix does not know.",
	} {
		if got := diagnosis.StatusMeaning(all.ByName("fastpix"), code, fmt.Sprint(code)); got != want {
			t.Errorf("%d means %q", code, got)
		}
	}
	if got := diagnosis.StatusMeaning(all.ByName("fastpix"), 403, "Stream details not found. Playback ID is missing or invalid."); !strings.Contains(got, "not settled") {
		t.Errorf("with its text: %q", got)
	}
}
