//go:build e2e && linux

package e2e

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/internal/fixtures"
)

// TestNewcomerJourney: a developer with FastPix's answer for a new key, and the URL of a
// player, has the stream's URL within seconds of the first start.
func TestNewcomerJourney(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	answer, err := json.Marshal(map[string]any{"success": true, "data": map[string]string{
		"id": keyID, "privateKey": key.base64PEM, "createdAt": "2026-11-29T12:04:00Z",
	}})
	if err != nil {
		t.Fatal(err)
	}
	s := NewScreen(t, Options{Theme: "light"})
	build(t, Playtoken)
	began := time.Now()
	w := s.Open(Playtoken, "Playtoken")
	w.Picture()
	w.Paste(string(answer))
	w.Picture() // nobody has the next one on the clipboard before the key is there
	w.Paste("https://play.fastpix.com/?playbackId=" + playbackID)
	w.SetClipboard("")
	before := "https://stream.fastpix.com/" + playbackID + ".m3u8?token="
	var url string
	w.WaitFor("the stream's URL", stepLimit, func() bool {
		w.Key("ctrl+shift+u")
		url = w.Clipboard()
		return strings.HasPrefix(url, before)
	})
	took := time.Since(began)
	t.Logf("the stream's URL is there %.1f s after the start", took.Seconds())
	if took > time.Minute {
		t.Errorf("it took %v", took)
	}
	verify(t, key.public, strings.TrimPrefix(url, before))
	picture(w, "newcomer-light")
	noKeyPrinted(t, w, key.base64PEM[100:140], "PRIVATE")
	noSecretOnDisk(t, w, key.base64PEM)
}

// TestTenCustomersJourney reads ten pastes in a row, with keys given in between, as a support
// person does: each verdict is the one that a fresh start gives.
func TestTenCustomersJourney(t *testing.T) {
	t.Parallel()
	now := time.Now().Truncate(time.Second)
	one, two := whyJourney{t: t, key: newKey(t)}, whyJourney{t: t, key: newKey(t)}
	good, old := one.sign(playbackID, now.Add(-time.Hour)), one.sign(playbackID, now.Add(-50*time.Hour))
	const host = "https://stream.fastpix.com/"
	public, err := os.ReadFile(two.key.public)
	if err != nil {
		t.Fatal(err)
	}
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.Key("ctrl+2")
	for i, c := range []struct {
		text string
		key  string // is given for it, and is not its own
		over bool   // the next one is pasted over it
	}{
		{text: host + playbackID + ".m3u8?token=" + good, key: string(public)},
		{text: host + otherID + ".m3u8?token=" + good, over: true},
		{text: host + playbackID + ".m3u8?token=" + two.sign(playbackID, now), key: string(public)},
		{text: host + playbackID + ".m3u8?token=" + old},
		{text: host + otherID + ".m3u8?token=" + old, over: true},
		{text: good[:len(good)-90]},
		{text: one.sign(otherID, now.Add(-time.Minute)), key: string(public), over: true},
		{text: jwtOf(`{"iss":"https://accounts.google.com","aud":"shop","exp":4102444800}`)},
		{text: fixtures.Token(t), over: true},
		{text: two.sign(playbackID, now.Add(-2*time.Hour))},
	} {
		w.Key("ctrl+l")
		if !c.over {
			w.Key("ctrl+2", "Escape", "ctrl+l")
		}
		w.Paste(c.text)
		fresh := func() string {
			return diagnosis.Read(c.text, diagnosis.Options{Now: time.Now()}).Verdict.Headline
		}
		what := fmt.Sprintf("of customer %d the verdict %q", i+1, fresh())
		copied(w, what, func(s string) bool { return strings.HasPrefix(s, fresh()) })
		if c.key != "" {
			back(w, backKey)
			w.Paste(c.key)
		}
	}
	w.Screenshot("ten-customers-light")
}

// TestKeptJourney: a saved key gives way to another one only where that is meant, Undo brings
// a paste back, and where keys live for the session only it is asked once before the end.
func TestKeptJourney(t *testing.T) {
	t.Parallel()
	first, second := newKey(t), newKey(t)
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.Type(keyID)
	w.Key("Tab")
	w.Type(playbackID)
	w.Key("Tab")
	w.Paste(first.base64PEM)
	tok := copied(w, "a token", isToken)
	w.Click(saveProfile[0], saveProfile[1])
	answer(w, "Shop production")

	// Another key over the saved one: asked, and not saved by Escape.
	w.Key("ctrl+1")
	next(w, 2) // Replace
	w.Key("space")
	w.Paste(second.base64PEM)
	copied(w, "a token of the second key", other(tok))
	w.WaitFor("the window to be still", stepLimit, func() bool { return same(w.Picture(), w.Picture()) })
	w.Click(saveChanges[0], saveChanges[1])
	w.WaitFor("the question", stepLimit, func() bool { return asked(w) })
	w.Screenshot("kept-overwrite-light")
	w.Key("Escape")
	w.WaitFor("the question to go", stepLimit, func() bool { return !asked(w) })

	// Where it is meant, the key that was there stays as replaced: it still vouches for its token.
	w.Click(saveChanges[0], saveChanges[1])
	w.WaitFor("the question", stepLimit, func() bool { return asked(w) })
	w.Key("Tab", "Return")
	w.WaitFor("the question to go", stepLimit, func() bool { return !asked(w) })
	w.Key("ctrl+3")
	picture(w, "kept-replaced-light")
	w.Key("ctrl+2")
	w.Paste(tok)
	copied(w, "the verdict about the replaced key", func(s string) bool {
		return strings.HasPrefix(s, "Playback may fail: the key that signed the token was replaced. Signed by the key of Shop production")
	})
	w.Key("Escape")

	// What Clear took away comes back.
	w.Key("ctrl+2")
	w.Paste("https://stream.fastpix.com/" + otherID + ".m3u8?token=" + tok)
	wrong := func(s string) bool { return strings.Contains(s, "another playback ID") }
	copied(w, "the verdict", wrong)
	w.Key("ctrl+2", "Escape")
	w.Picture()
	w.Key("ctrl+z")
	w.SetClipboard("")
	copied(w, "the verdict again", wrong)

	// The end is asked for once.
	w.Key("ctrl+q")
	w.WaitFor("the question", stepLimit, func() bool { return asked(w) })
	w.Screenshot("kept-quit-light")
	w.Key("Escape")
	w.WaitFor("the question to go", stepLimit, func() bool { return !asked(w) })
	w.Key("ctrl+q")
	w.WaitFor("the question", stepLimit, func() bool { return asked(w) })
	w.Key("ctrl+q") // it was said
	WaitFor(t, "the end of the program", stepLimit, w.program.ended)
	noKeyPrinted(t, w, first.base64PEM[100:140], second.base64PEM[100:140], "PRIVATE", tok)
}

// TestSizesAndScales: the form signs, and Why? answers, at the least and a large size and where
// texts are large.
func TestSizesAndScales(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	for _, c := range []struct {
		name, scale   string
		width, height int
	}{{"1.5", "1.5", 1290, 840}, {"2", "2", 1600, 1000}, {"least", "1", 860, 560}, {"large", "1", 1600, 1000}} {
		t.Run(c.name, func(t *testing.T) {
			w := Open(t, Playtoken, "Playtoken", Options{Theme: "dark", Env: []string{"FYNE_SCALE=" + c.scale}})
			w.Resize(c.width, c.height)
			w.Type(keyID)
			w.Key("Tab")
			w.Type(playbackID)
			w.Key("Tab")
			w.Paste(key.base64PEM)
			tok := copied(w, "a token", isToken)
			w.Screenshot("size-" + c.name + "-sign")
			w.Key("ctrl+2")
			w.Paste(tok)
			copied(w, "the verdict", func(s string) bool { return strings.HasPrefix(s, "Plays until ") })
			w.Screenshot("size-" + c.name + "-why")
		})
	}
}

// jwtOf is a JSON Web Token that nobody signed.
func jwtOf(claims string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"RS256"}`)) + "." + encode([]byte(claims)) + "." + encode(make([]byte, 256))
}
