//go:build e2e && linux

package e2e

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"
	"time"
)

// Stops of the Tab key under Why?, counted from nowhere over the five screens of
// the rail and the profile. Behind the buttons of the findings stands what was
// opened last; what they do is checked by what follows.
const (
	stopAsOf    = 8
	stopCompare = 9
	stopReport  = 10
	stopFix     = 15 // of the banner; that of the finding below follows

	stopCloseFixed = 18
	stopCopyFixed  = 24 // its URL

	stopCancelEdit = 18
	stopCopyEdited = 27 // behind the two entries and what still is to be mended

	stopCloseCompare = 18
)

// Stops counted backwards from nowhere: the button of the key comes first.
const (
	backKey  = 2
	backEdit = 15 // once there is a key; five rows and six claims can be copied before it
)

// press presses the button at a stop of Why?.
func press(w *Window, stop int) {
	w.tb.Helper()
	w.Key("ctrl+2") // the keyboard to nowhere
	next(w, stop)
	w.Key("space")
}

// back moves the keyboard back from nowhere by that many stops.
func back(w *Window, stops int) {
	w.tb.Helper()
	w.Key("ctrl+2")
	for range stops {
		w.Key("shift+Tab")
	}
}

// TestWhyJourney goes under Why? from a URL that fails to one that plays, in the dark,
// and through all else that the screen does with a token.
func TestWhyJourney(t *testing.T) {
	t.Parallel()
	j := whyJourney{t: t, key: newKey(t), issued: time.Now().Add(-26 * time.Hour).Truncate(time.Second), look: "dark"}
	j.token = j.sign(playbackID, j.issued)
	j.w = Open(t, Playtoken, "Playtoken", Options{Theme: j.look})
	j.cause()
	j.fix()
	j.report()
	j.edit()
	j.compare()
	j.asOf()
	noKeyPrinted(t, j.w, j.key.base64PEM[100:140], "PRIVATE", j.token)
	noSecretOnDisk(t, j.w, j.key.base64PEM)
}

type whyJourney struct {
	t      *testing.T
	w      *Window
	key    testKey
	token  string
	issued time.Time
	look   string
}

// cause pastes the URL, and learns what is wrong.
func (j whyJourney) cause() {
	j.w.Key("ctrl+2")
	j.w.Paste(j.url(j.token))
	verdict := copied(j.w, "the verdict", func(s string) bool { return strings.HasPrefix(s, "Playback fails") })
	const want = "Playback fails: the token is for another playback ID. The token opens 16af5b33…4455, the URL asks for 99c14bd2…3a44."
	if !strings.HasPrefix(verdict, want) {
		j.t.Errorf("verdict = %s", verdict)
	}
	j.picture("cause")
}

// fix gives the key, presses the button of the banner, and takes the URL away.
func (j whyJourney) fix() {
	back(j.w, backKey)
	j.w.Paste(j.key.base64PEM)
	j.picture("key")
	press(j.w, stopFix)
	j.picture("fixed")
	j.w.Resize(860, 560)
	j.picture("fixed-low")
	j.w.Resize(1120, 740)
	tok := j.copiedURL(stopCopyFixed)
	claims := j.claims(tok)
	if claims.Aud != "media:"+otherID || claims.Kid != keyID || claims.Exp-claims.Iat != 86400 {
		j.t.Errorf("claims = %+v", claims)
	}
	if age := time.Since(time.Unix(claims.Iat, 0)); age < -time.Second || age > time.Minute {
		j.t.Errorf("issued %v ago", age)
	}
}

// report copies the report for a ticket, in which nothing may be played with.
func (j whyJourney) report() {
	press(j.w, stopReport)
	j.picture("report")
	j.w.Key("Escape")
	report := j.copiedReport("## Playback fails: the token is for another playback ID\n")
	signature := j.token[strings.LastIndexByte(j.token, '.')+1:]
	for _, want := range []string{
		"| Verdict | fails |", "| Platform | FastPix |", "| Signature | valid, 256 bytes, begins `" + signature[:6] + "…` |",
		"1. **error** `other_playback_id`", "2. **error** `expired`", "| exp | `" + fmt.Sprint(j.issued.Unix()+86400) + "` |",
		`  "aud": "media:` + playbackID + `",`,
	} {
		if !strings.Contains(report, want) {
			j.t.Errorf("%s is not in the report:\n%s", want, report)
		}
	}
	for _, secret := range []string{signature[:7], j.token[:64], j.key.base64PEM[:24], j.key.base64PEM[100:124], "PRIVATE"} {
		if strings.Contains(report, secret) {
			j.t.Errorf("%s is in the report:\n%s", secret, report)
		}
	}
	press(j.w, stopCloseFixed)
}

// edit changes one claim by hand.
func (j whyJourney) edit() {
	end := time.Now().Add(time.Hour).Unix()
	back(j.w, backEdit)
	j.w.Key("space")
	j.picture("edit")
	j.w.Key("ctrl+a")
	j.w.Paste(fmt.Sprintf("{\n  %q: %q,\n  \"exp\": %d,,\n}", "kid", keyID, end))
	j.picture("edit-wrong")
	j.w.Key("ctrl+a")
	j.w.Paste(j.payload(playbackID, j.issued, end))
	j.picture("edited")
	tok := j.copiedURL(stopCopyEdited)
	claims := j.claims(tok)
	if claims.Exp != end || claims.Iat != j.issued.Unix() || claims.Aud != "media:"+playbackID {
		j.t.Errorf("claims = %+v, want them to end %d", claims, end)
	}
	press(j.w, stopCancelEdit)
}

// compare puts a token beside it that plays.
func (j whyJourney) compare() {
	press(j.w, stopCompare)
	before := j.w.Picture()
	j.w.Paste(j.url(j.sign(otherID, time.Now())))
	j.w.WaitFor("what sets them apart", stepLimit, func() bool { return !same(j.w.Picture(), before) })
	j.picture("compare")
	j.w.Resize(860, 560)
	j.picture("compare-low")
	j.w.Resize(1120, 740)
	press(j.w, stopCloseCompare)
}

// asOf judges by a moment at which the token had not expired.
func (j whyJourney) asOf() {
	at := j.issued.Add(time.Hour)
	press(j.w, stopAsOf)
	j.w.Type(fmt.Sprint(at.Unix()))
	j.picture("as-of")
	report := j.copiedReport("## Playback")
	if !strings.Contains(report, "| As of | "+at.UTC().Format(time.RFC3339)+" |") || strings.Contains(report, "`expired`") {
		j.t.Errorf("as of %s the report is\n%s", at, report)
	}
}

func (j whyJourney) picture(state string) {
	j.t.Helper()
	picture(j.w, "why-"+state+"-"+j.look)
}

// copiedReport takes the first line of the Report menu.
func (j whyJourney) copiedReport(begins string) string {
	j.t.Helper()
	j.w.SetClipboard("")
	press(j.w, stopReport)
	j.w.Key("Down", "Return")
	return j.w.WaitClipboard("the report", func(s string) bool { return strings.HasPrefix(s, begins) })
}

// copiedURL presses a button that copies the URL, has openssl check its token,
// and returns that.
func (j whyJourney) copiedURL(stop int) string {
	j.t.Helper()
	j.w.SetClipboard("")
	press(j.w, stop)
	before := j.url("")
	tok := strings.TrimPrefix(j.w.WaitClipboard("a URL", func(s string) bool { return strings.HasPrefix(s, before) }), before)
	if tok == j.token || !isToken(tok) {
		j.t.Fatalf("the URL has the token %s", tok)
	}
	verify(j.t, j.key.public, tok)
	return tok
}

func (j whyJourney) url(tok string) string {
	return "https://stream.fastpix.com/" + otherID + ".m3u8?token=" + tok
}

type fastpixClaims struct {
	Kid, Aud string
	Iat, Exp int64
}

func (j whyJourney) claims(tok string) (c fastpixClaims) {
	j.t.Helper()
	_, payload := parts(j.t, tok)
	if err := json.Unmarshal([]byte(payload), &c); err != nil {
		j.t.Errorf("claims = %s", payload)
	}
	return c
}

func (whyJourney) payload(id string, issued time.Time, end int64) string {
	return fmt.Sprintf(`{"kid":%q,"aud":"media:%s","iss":"fastpix.com","sub":"","iat":%d,"exp":%d}`, keyID, id, issued.Unix(), end)
}

// sign makes a token without the program: one whose life of a day may be over.
func (j whyJourney) sign(id string, issued time.Time) string {
	j.t.Helper()
	text, err := base64.StdEncoding.DecodeString(j.key.base64PEM)
	if err != nil {
		j.t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		j.t.Fatal(err)
	}
	enc := base64.RawURLEncoding.EncodeToString
	input := enc([]byte(`{"alg":"RS256"}`)) + "." + enc([]byte(j.payload(id, issued, issued.Unix()+86400)))
	sum := sha256.Sum256([]byte(input))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key.(*rsa.PrivateKey), crypto.SHA256, sum[:])
	if err != nil {
		j.t.Fatal(err)
	}
	return input + "." + enc(signature)
}
