//go:build e2e && linux

package e2e

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"playtoken/core/secret"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/paseto"
)

const (
	contentID = "65e8ddc52f41619f1815a083"
	projectID = "0123456789abcdef01234567"
)

// TestSecretPlatforms signs for the platforms that share a secret with whoever
// signs. Their tokens are opened with that secret, not by the window.
func TestSecretPlatforms(t *testing.T) {
	t.Parallel()
	fastevo, edgecast := newSecret(t), newSecret(t)
	window := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})

	t.Run("Fastevo playback token", func(t *testing.T) {
		w := window.For(t)
		open(w, "fastevo")
		next(w, 1) // over what is made
		w.Type(contentID)
		next(w, 1)
		w.Type("viewer-1")
		next(w, 1)
		w.Type(projectID)
		next(w, 1)
		w.Paste(fastevo)
		tok := copied(w, "a PASETO", func(s string) bool { return strings.HasPrefix(s, paseto.Header) })
		opensWith(t, tok, fastevo)
		picture(w, "platform-fastevo-light")
		why(w, tok)
	})

	t.Run("Fastevo Engage Kit URL", func(t *testing.T) {
		w := window.For(t)
		w.Key("ctrl+1", "shift+Tab", "Right", "Tab") // what is made decides what is asked for
		w.Type("https://media.example.com/engage/image.jpg")
		signed := copied(w, "a signed URL", func(s string) bool { return strings.HasPrefix(s, "https://media.example.com/engage/image.jpg?") })
		signedWith(t, signed, "/engage/image.jpg", fastevo)
		picture(w, "platform-fastevo-engage-light")
		why(w, signed)
	})

	t.Run("Edgecast", func(t *testing.T) {
		w := window.For(t)
		w.Key("ctrl+d", "ctrl+d")
		w.WaitFor("the dark look", stepLimit, func() bool { return w.PixelAt(20, 400).R < 0x80 })
		openOver(w, "edgecast", 2)
		w.Type("/videos/a/master.m3u8")
		next(w, 1)
		w.Type("/videos/a/")
		next(w, 3) // over address and countries to the host
		w.Type("media.example.com")
		next(w, 1)
		w.Key("space")
		w.Paste(edgecast)
		tok := copied(w, "a token of Edgecast", func(s string) bool {
			o, err := ectoken.Open(s, secret.New([]byte(edgecast)))
			return err == nil && o.Version == 3 && o.Authentic
		})
		o, _ := ectoken.Open(tok, secret.New([]byte(edgecast)))
		list := ectoken.Parse(o.Plaintext)
		if len(list) != 2 || list[0].Name != ectoken.Expire || list[1] != (ectoken.Param{Name: ectoken.URLAllow, Value: "/videos/a/"}) {
			t.Errorf("the token says %s", o.Plaintext)
		}
		lasts(t, list[0].Value, time.Hour)
		picture(w, "platform-edgecast-dark")
		why(w, "https://media.example.com/videos/a/master.m3u8?"+tok)
	})
	noKeyPrinted(t, window, fastevo, edgecast)
}

// newSecret makes a secret of 32 bytes, in hexadecimal digits.
func newSecret(t *testing.T) string {
	t.Helper()
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(b)
}

// opensWith opens a playback token of Fastevo with the bytes of its secret.
func opensWith(t *testing.T, tok, digits string) {
	t.Helper()
	key, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	payload, footer, err := paseto.Open(tok, secret.New(key), nil)
	if err != nil {
		t.Fatal(err)
	}
	var claims struct {
		ContentID, ViewerIdentifier string
		Iat, Exp                    time.Time
	}
	if err := json.Unmarshal(payload, &claims); err != nil {
		t.Fatal(err)
	}
	if claims.ContentID != contentID || claims.ViewerIdentifier != "viewer-1" || claims.Exp.Sub(claims.Iat) != time.Hour {
		t.Errorf("claims = %s", payload)
	}
	if want := `{"v":"1","p":"` + projectID + `"}`; string(footer) != want {
		t.Errorf("footer = %s, want %s", footer, want)
	}
}

// signedWith makes the signature of an Engage Kit URL anew: of the path, a colon
// and the expiry, with the secret as text.
func signedWith(t *testing.T, signed, path, secret string) {
	t.Helper()
	u, err := url.Parse(signed)
	if err != nil || u.Path != path {
		t.Fatalf("signed = %s: %v", signed, err)
	}
	q := u.Query()
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(path + ":" + q.Get("expires")))
	if want := hex.EncodeToString(mac.Sum(nil)); q.Get("signature") != want {
		t.Errorf("signature = %s, want %s", q.Get("signature"), want)
	}
	lasts(t, q.Get("expires"), time.Hour)
}

// lasts checks an expiry in Unix seconds, of a token that was made just now.
func lasts(t *testing.T, seconds string, life time.Duration) {
	t.Helper()
	n, err := strconv.ParseInt(seconds, 10, 64)
	if left := time.Until(time.Unix(n, 0)); err != nil || left > life || left < life-time.Minute {
		t.Errorf("it ends at %s, in %v", seconds, left)
	}
}
