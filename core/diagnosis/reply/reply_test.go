package reply

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/internal/diagnosistest"
)

// jargon are words that no customer knows, and what would tell of a secret.
var jargon = []string{"token", "jwt", "claim", "payload", "header", "algorithm", "exp", "audience", "hmac", "base64", "pem", "kid", "eyj"}

// TestEveryCause: whatever leads, there are sentences for it, in words of a customer.
func TestEveryCause(t *testing.T) {
	for _, c := range cause.All() {
		s := sentences[c.Code]
		if s.what == "" || s.next == "" {
			t.Errorf("%s: no reply", c.Code)
		}
	}
	if len(sentences) != len(cause.All()) {
		t.Error("a reply for no cause")
	}
}

// TestInOrder: a link is called in order only where its signature was checked, nobody was
// refused with it, and it is still good when the customer reads the reply.
func TestInOrder(t *testing.T) {
	tok := diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749990000, "exp": 1749997000})
	line := func(path, status string) string {
		return `203.0.113.7 - - [15/Jun/2025:13:00:00 +0000] "GET /` + path + `.m3u8?token=` + tok + ` HTTP/2" ` + status + ` 162`
	}
	const id = "16af5b33-cf4d-4717-9b90-ce429a124455"
	early, late := time.Unix(1749992400, 0), time.Unix(1749999000, 0)
	for name, c := range map[string]struct {
		text, key   string
		now         time.Time
		says, never string
	}{
		"still good":               {line(id, "200"), "rsa.public", early, "Your link is in order: it is good until", "ended"},
		"ended since":              {line(id, "200"), "rsa.public", late, "Your link has ended", "in order"},
		"ended since, no key":      {line(id, "200"), "", late, "Your link has ended", "in order"},
		"no key":                   {line(id, "200"), "", early, notChecked, "in order"},
		"refused":                  {line(id, "403"), "rsa.public", early, "did not play it", "in order"},
		"refused, ended since":     {line(id, "403"), "rsa.public", late, since, "in order"},
		"refused, no key":          {line(id, "403"), "", early, notChecked, "in order"},
		"the program had no video": {line("undefined", "403"), "rsa.public", early, noVideo, "another video"},
		"another video":            {line("2"+id[1:], "403"), "rsa.public", early, "made for another video", "in order"},
		"a damaged key":            {line(id, "200"), "rsa.cut", early, notChecked, ours},
		"a password for a key":     {line(id, "200"), "text:my password is hunter2", early, notChecked, ours},
		"a key of another kind":    {line(id, "200"), "ec.public", early, notChecked, ours},
		"an answer alone":          {"403 Forbidden", "", early, linkWanted, "in order"},
		"an error alone":           {"JsonWebTokenError: jwt malformed", "", early, linkWanted, "in order"},
	} {
		keys := []string{c.key}
		if c.key == "" {
			keys = nil
		}
		text := Text(diagnosistest.Read(t, c.text, keys...), c.now)
		if !strings.Contains(text, c.says) || strings.Contains(text, c.never) {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// TestNoMoreThanIsKnown: that a video did not play is said where somebody has told or seen it
// alone, and of what the answer means no more than it does.
func TestNoMoreThanIsKnown(t *testing.T) {
	url := "https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8?token=" + diagnosistest.FastPix(t, "rsa", nil)
	for name, c := range map[string]struct{ says, text string }{
		"no name":      {unreached + " " + tellUs, "curl: (6) Could not resolve host: stream.fastpix.com\n" + url},
		"in vain":      {unreached + " " + tellUs, "curl: (28) Connection timed out after 10001 milliseconds\n" + url},
		"certificate":  {unreached + " " + tellUs, "curl: (60) SSL certificate problem: certificate has expired\n" + url},
		"CORS":         {reported + " " + tellUs, "Access to fetch at '" + url + "' from origin 'https://shop.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."},
		"a click":      {reported + " " + tellUs, "NotAllowedError: play() failed because the user didn't interact with the document first.\n" + url},
		"not there":    {notThere + " " + askAnew, "HTTP/2 404\n" + url},
		"too often":    {outOfOrder + " " + later, "HTTP/2 429\n" + url},
		"out of order": {outOfOrder + " " + later, "HTTP/2 503\n" + url},
		"not made out": {"yet the video service did not play it", "HTTP/2 422\n" + url},
		"refused":      {wasWhole + " " + newWillNotHelp, "HTTP/2 403\n" + url},
	} {
		if text := Text(diagnosistest.Read(t, c.text, "rsa.public"), time.Unix(1749992400, 0)); !strings.Contains(text, c.says) {
			t.Errorf("%s: %s", name, text)
		}
	}
	// of viewers the link tells by itself, and nobody has asked with it
	c := diagnosis.Case{}
	c.Verdict.State = diagnosis.MayFail
	c.Verdict.Findings = []platform.Finding{*platform.Found(cause.NotTheToken, platform.Warning, platform.Stated, platform.Words{Title: "only viewers in DE may play it"})}
	if text := Text(c, time.Unix(1749992400, 0)); text != someAlone+" "+tellUsWhere {
		t.Error(text)
	}
	// seen, and not settled
	c.Verdict.Findings[0].Basis = platform.Seen
	if text := Text(c, time.Unix(1749992400, 0)); text != notChecked+" "+tellUs {
		t.Error(text)
	}
}

// TestMomentOfAPerson: who asks about a moment gets the reply for it.
func TestMomentOfAPerson(t *testing.T) {
	c := diagnosis.Case{Token: diagnosistest.Read(t, diagnosistest.FastPix(t, "rsa", map[string]any{"exp": 1749997000}), "rsa.public").Token}
	c.Verdict.State = diagnosis.Plays
	c.Verdict.AsOf = diagnosis.AsOf{At: time.Unix(1749992400, 0), From: diagnosis.FromPerson}
	if text := Text(c, time.Unix(1749999000, 0)); !strings.Contains(text, "is in order") {
		t.Error(text)
	}
}
