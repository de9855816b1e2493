//go:build e2e && linux

package e2e

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"image"
	"image/draw"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/internal/fixtures"
)

const (
	keyID      = fixtures.KeyID
	playbackID = fixtures.PlaybackID
	otherID    = "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
)

// TestMainJourney goes through the window as a person does, with keyboard and
// clipboard alone: sign, copy, verify outside, ask why, read the verdict. On the
// way it takes the pictures of the README.
func TestMainJourney(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})

	// The window opens with the keyboard in the first field. The key follows the
	// two IDs; it is pasted, and its text never appears.
	w.Type(keyID)
	w.Key("Tab")
	w.Type(playbackID)
	w.Key("Tab")
	w.Paste(key.base64PEM)

	tok := copied(w, "a token", isToken)
	var claims struct {
		Kid, Aud, Iss string
		Sub           *string
		Iat, Exp      int64
	}
	header, payload := parts(t, tok)
	if header != `{"alg":"RS256"}` {
		t.Errorf("header = %s", header)
	}
	if err := json.Unmarshal([]byte(payload), &claims); err != nil {
		t.Fatal(err)
	}
	if claims.Kid != keyID || claims.Aud != "media:"+playbackID || claims.Iss != "fastpix.com" || claims.Exp-claims.Iat != 86400 {
		t.Errorf("claims = %s", payload)
	}
	if age := time.Since(time.Unix(claims.Iat, 0)); age < -time.Second || age > time.Minute {
		t.Errorf("issued %v ago", age)
	}
	verify(t, key.public, tok)
	portrait(w, "sign-light")

	// The same token in a URL of another video: Why? says so.
	w.Key("ctrl+2")
	w.Paste("curl -I 'https://stream.fastpix.com/" + otherID + ".m3u8?token=" + tok + "'")
	verdict := copied(w, "the verdict", func(s string) bool { return strings.HasPrefix(s, "Playback fails") })
	if !strings.Contains(verdict, "another playback ID") || !strings.Contains(verdict, "99c14bd2…3a44") {
		t.Errorf("verdict = %s", verdict)
	}
	portrait(w, "why-light")

	// The token alone, with the key of the Sign screen: it plays.
	w.Key("Escape")
	w.Paste(tok)
	verdict = copied(w, "the verdict", func(s string) bool { return strings.HasPrefix(s, "Plays until ") })
	if until := time.Unix(claims.Exp, 0).UTC().Format("Mon 2 Jan 2006, 15:04:05 UTC"); !strings.Contains(verdict, until) {
		t.Errorf("verdict = %s, want it to play until %s", verdict, until)
	}
	w.Screenshot("why-plays")

	// A shortened one is damaged, and what is left of it is read.
	w.Key("ctrl+l")
	w.Paste(tok[:len(tok)-400])
	copied(w, "the verdict", func(s string) bool { return strings.Contains(s, "cut short") })
	w.Screenshot("why-damaged")

	// The sample is a real token that has expired: behind Paste and Open.
	w.Key("Escape", "Tab", "Tab", "Tab", "space")
	copied(w, "the verdict", func(s string) bool { return strings.Contains(s, "the token expired") })
	w.Screenshot("why-expired")

	// Dark, and both screens once more.
	w.Key("ctrl+d", "ctrl+d", "ctrl+l")
	w.Paste("curl -I 'https://stream.fastpix.com/" + otherID + ".m3u8?token=" + tok + "'")
	copied(w, "the verdict", func(s string) bool { return strings.Contains(s, "another playback ID") })
	portrait(w, "why-dark")
	w.Key("ctrl+1")
	copied(w, "the token", isToken)
	portrait(w, "sign-dark")

	// A token that was copied goes with the window.
	w.SetClipboard("")
	kept := copied(w, "a token", isToken)
	if got := w.Clipboard(); got != kept {
		t.Errorf("before closing, the clipboard holds %d bytes, want the token's %d", len(got), len(kept))
	}
	w.Close()
	if got := w.Clipboard(); got != "" {
		t.Errorf("after closing, the clipboard still holds %d bytes", len(got))
	}
	if strings.Contains(w.Stderr(), "PRIVATE") || strings.Contains(w.Stderr(), tok) {
		t.Error("the program printed a secret")
	}
	noSecretOnDisk(t, w, key.base64PEM)
}

// TestClipboardOfAnother closes the window while the clipboard holds what another
// program put there after a token was copied: it stays.
func TestClipboardOfAnother(t *testing.T) {
	t.Parallel()
	const foreign = "a text of another program"
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.Type(keyID)
	w.Key("Tab")
	w.Type(playbackID)
	w.Key("Tab")
	w.Paste(newKey(t).base64PEM)
	w.WaitFor("the token", stepLimit, func() bool { return w.PixelAt(1080, 99).B > 0xC0 && w.PixelAt(1000, 99).R < 0x60 })
	w.Key("ctrl+shift+c") // once: a second copy could come after the foreign text
	w.WaitFor("a token on the clipboard", stepLimit, func() bool { return isToken(w.Clipboard()) })
	w.SetClipboard(foreign)
	w.Close()
	if got := w.Clipboard(); got != foreign {
		t.Errorf("after closing, the clipboard holds %q", got)
	}
}

// TestTokenIsCleared sets the shortest time in the settings, by keyboard, copies a
// token, and waits until it is gone.
func TestTokenIsCleared(t *testing.T) {
	t.Parallel()
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.Type(keyID)
	w.Key("Tab")
	w.Type(playbackID)
	w.Key("Tab")
	w.Paste(newKey(t).base64PEM)
	copied(w, "a token", isToken)
	w.Key("ctrl+comma", "Tab", "Tab", "Left")
	w.Screenshot("settings-light")
	w.Resize(860, 560)
	w.Screenshot("low-settings")
	w.Key("ctrl+1")
	copied(w, "a token", isToken)
	w.WaitFor("the token to go", time.Minute, func() bool { return w.Clipboard() == "" })
}

// TestLicences reads the licences of others in both looks, with the keyboard alone.
func TestLicences(t *testing.T) {
	t.Parallel()
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	text := func() *image.RGBA { // without the clock behind the panel
		part := image.NewRGBA(image.Rect(250, 185, 868, 550))
		draw.Draw(part, part.Rect, w.Picture(), part.Rect.Min, draw.Src)
		return part
	}
	read := func(look string) {
		w.Key("ctrl+comma")
		next(w, 7) // over the settings and the buttons of the secrets
		rail := w.PixelAt(20, 400).R
		w.Key("space")
		w.WaitFor("the panel, which dims the rail", stepLimit, func() bool { return w.PixelAt(20, 400).R < rail })
		top := text()
		w.Screenshot("panel-licences-" + look)
		w.Key("Next", "Next", "Down")
		w.WaitFor("another page", stepLimit, func() bool { return !same(text(), top) })
		w.Screenshot("panel-licences-page-" + look)
		w.Key("Home")
		w.WaitFor("the first page", stepLimit, func() bool { return same(text(), top) })
		w.Key("Escape")
		w.WaitFor("the panel to go", stepLimit, func() bool { return w.PixelAt(20, 400).R == rail })
	}
	read("light")
	w.Key("ctrl+d", "ctrl+d")
	portrait(w, "settings-dark")
	read("dark")
	settings(w)
}

// settings goes through all that can be set, by the keyboard alone, and ends in the light look.
func settings(w *Window) {
	w.tb.Helper()
	stored := func(name string, value float64) {
		w.tb.Helper()
		var all map[string]any
		w.WaitFor(name+" to be stored", stepLimit, func() bool {
			files, err := filepath.Glob(filepath.Join(w.Home(), "config", "fyne", "*", "preferences.json"))
			if err != nil || len(files) != 1 {
				return false
			}
			b, err := os.ReadFile(files[0])
			return err == nil && json.Unmarshal(b, &all) == nil && all[name] == value
		})
	}
	w.Key("ctrl+comma", "Left")
	w.WaitFor("the light look", stepLimit, func() bool { return w.PixelAt(20, 400).R > 0x80 })
	w.Key("Right")
	w.WaitFor("the dark look", stepLimit, func() bool { return w.PixelAt(20, 400).R < 0x80 })
	w.Key("Left")
	for _, c := range []struct {
		stops int
		key   string
		name  string
		value float64
	}{
		{1, "Right", "text.size", 110},
		{1, "Right", "clipboard.token", 300},
		{1, "Right", "clock.skew", 30},
		{3, "Left", "lock.after", 300}, // over what keeps the secrets
	} {
		next(w, c.stops)
		w.Key(c.key)
		stored(c.name, c.value)
	}
	w.Screenshot("settings-changed-light")
	next(w, 2) // over the licences
	w.Key("space")
	w.WaitClipboard("where the profiles are", func(s string) bool { return strings.HasSuffix(s, "playtoken-profiles.json") })
	w.Key("ctrl+comma", "Tab", "Tab", "Tab", "Tab", "Return")
	answer(w, "correct horse battery staple", "correct horse battery staple")
}

// TestGoldenTokenInTheWindow types the published vector into the form, times
// among the further claims, and gets its token to the byte.
func TestGoldenTokenInTheWindow(t *testing.T) {
	t.Parallel()
	var golden struct {
		Vectors []struct {
			Payload struct{ Iat, Exp json.Number }
			Token   string
		}
	}
	fixtures.JSON(t, "platform/fastpix/testdata/golden.json", &golden)
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.Type(keyID)
	w.Key("Tab")
	w.Type(playbackID)
	w.Key("Tab")
	w.Paste(string(fixtures.PrivateKey(t)))
	copied(w, "a token", isToken)
	// From the key's card over both its buttons, what it opens, lifetime and date
	// to the options; behind the list, header and issuer a claim is added, which gets the
	// keyboard.
	w.Key("Tab", "Tab", "Tab", "Tab", "Tab", "space", "Tab", "Tab", "Tab", "Tab", "space")
	w.Type("iat")
	w.Key("Tab")
	w.Type(golden.Vectors[0].Payload.Iat.String())
	w.Key("Tab", "Tab", "space")
	w.Type("exp")
	w.Key("Tab")
	w.Type(golden.Vectors[0].Payload.Exp.String())
	want := golden.Vectors[0].Token
	copied(w, "the published token", func(s string) bool { return s == want })
	w.Screenshot("sign-golden")
}

// TestLowWindow looks at the least size: everything is there, and scrolls.
func TestLowWindow(t *testing.T) {
	t.Parallel()
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.Resize(860, 560)
	w.Screenshot("low-sign-empty")
	w.Type("b7158b65 302d")
	w.Key("Tab")
	w.Paste(newKey(t).base64PEM) // into the ID field: it goes to the key field
	w.Screenshot("low-sign-wrong")
	w.Key("ctrl+2", "Tab", "Tab", "Tab", "space")
	copied(w, "the verdict", func(s string) bool { return strings.Contains(s, "the token expired") })
	w.Screenshot("low-why")
}

// TestWithoutClipboardProgram copies on a machine that has none: the window's own
// clipboard serves, as long as the window is there.
func TestWithoutClipboardProgram(t *testing.T) {
	t.Parallel()
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light", Env: []string{"PATH=" + t.TempDir()}})
	w.Key("ctrl+2", "Tab", "Tab", "Tab", "space")
	copied(w, "the verdict", func(s string) bool { return strings.Contains(s, "the token expired") })
	w.Screenshot("why-own-clipboard")
}

// TestChooseFile opens the question for a file and closes it with the keyboard;
// behind it the form is as it was.
func TestChooseFile(t *testing.T) {
	t.Parallel()
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.Type(keyID)
	before := w.Picture()
	asked := func() bool { return w.PixelAt(20, 400).R < 0xE0 } // the rail, dimmed
	w.Key("Tab", "Tab", "Tab", "space")
	w.WaitFor("the question for a file", stepLimit, asked)
	w.Key("ctrl+2") // not while a question is open
	w.Screenshot("choose-file")
	w.Key("Escape")
	w.WaitFor("the question to go", stepLimit, func() bool { return !asked() })
	w.Key("shift+Tab", "shift+Tab", "shift+Tab")
	w.WaitFor("the form as it was", stepLimit, func() bool { return same(w.Picture(), before) })
}

// same reports whether two pictures are alike but for what blinks: the cursor.
func same(a, b *image.RGBA) bool {
	differ := 0
	for i := range a.Pix {
		if a.Pix[i] != b.Pix[i] {
			differ++
		}
	}
	return differ < 400
}

// portrait takes a picture for the README: the pointer away, and the word in the
// corner that something was copied gone.
func portrait(w *Window, name string) {
	w.tb.Helper()
	light := strings.HasSuffix(name, "-light")
	said := func() bool { return wordShown(w, light) }
	w.WaitFor("the look", stepLimit, func() bool { return (w.PixelAt(20, 400).R > 0x80) == light })
	w.WaitFor("the word in the corner", stepLimit, said)
	w.Click(300, w.Bounds().Dy()-40) // the keyboard away from where it was
	w.Park()
	w.WaitFor("the word to go", stepLimit, func() bool { return !said() })
	w.Screenshot(name)
}

// copied presses the copy shortcut until the clipboard holds what is right. It presses again
// only where nothing came of it for a while: each press that still waits in the window would
// copy later, over what the journey itself puts on the clipboard next.
func copied(w *Window, what string, right func(string) bool) string {
	w.tb.Helper()
	var got string
	var again time.Time
	wait := 100 * time.Millisecond
	w.WaitFor(what+" on the clipboard", stepLimit, func() bool {
		if now := time.Now(); now.After(again) {
			w.Key("ctrl+shift+c")
			wait *= 2
			again = now.Add(wait)
		}
		got = w.Clipboard()
		return right(got)
	})
	return got
}

func isToken(s string) bool { return strings.HasPrefix(s, "eyJ") && strings.Count(s, ".") == 2 }

// isWhole reports whether a text is a token for the whole of the ID: while that is typed, there
// is one for what stands there so far.
func isWhole(s string) bool { return isToken(s) && strings.Contains(decoded(s), playbackID) }

type testKey struct{ base64PEM, public string }

// newKey makes an RSA key with openssl, in the form in which FastPix returns one.
func newKey(t *testing.T) testKey {
	t.Helper()
	private, err := exec.Command("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048").Output()
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(private)
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&parsed.(*rsa.PrivateKey).PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(t.TempDir(), "public.pem")
	if err := os.WriteFile(public, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return testKey{base64.StdEncoding.EncodeToString(private), public}
}

// verify has openssl check the signature of a token.
func verify(t *testing.T, public, tok string) {
	t.Helper()
	dot := strings.LastIndexByte(tok, '.')
	sig, err := base64.RawURLEncoding.DecodeString(tok[dot+1:])
	if err != nil {
		t.Fatal(err)
	}
	verified(t, public, tok[:dot], sig)
}

// verified has openssl check a signature of RSA with SHA-256.
func verified(t *testing.T, public, text string, signature []byte) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "signature")
	if err := os.WriteFile(file, signature, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("openssl", "dgst", "-sha256", "-verify", public, "-signature", file)
	cmd.Stdin = strings.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "Verified OK") {
		t.Errorf("openssl: %s %v", out, err)
	}
}

func parts(t *testing.T, tok string) (header, payload string) {
	t.Helper()
	p := strings.Split(tok, ".")
	h, err1 := base64.RawURLEncoding.DecodeString(p[0])
	c, err2 := base64.RawURLEncoding.DecodeString(p[1])
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return string(h), string(c)
}

// noSecretOnDisk looks for pieces of the key in everything the program wrote.
func noSecretOnDisk(t *testing.T, w *Window, key string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(w.Home(), func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for i := 64; i+24 < len(key); i += 96 {
			if strings.Contains(string(b), key[i:i+24]) {
				t.Errorf("%s holds a piece of the key", filepath.Base(path))
			}
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Errorf("looked at %d files: %v", files, err)
	}
}
