//go:build e2e && linux

package e2e

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"
)

// endOfProgress is where the bar of a list ends, in the default window.
var endOfProgress = [2]int{820, 516}

// TestRSAPlatforms signs for the platforms that want an RSA key, which is pasted
// once and stays while the platform changes.
func TestRSAPlatforms(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	window := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	var media string

	t.Run("FastPix media", func(t *testing.T) {
		w := window.For(t)
		open(w, "fastpix")
		w.Type(keyID)
		next(w, 1)
		w.Type(playbackID)
		next(w, 1)
		w.Paste(key.base64PEM)
		media = copied(w, "a token", isToken)
		verify(t, key.public, media)
		audience(t, media, "media:"+playbackID)
		picture(w, "platform-fastpix-light")
		why(w, media)
	})

	t.Run("FastPix DRM", func(t *testing.T) {
		w := window.For(t)
		open(w, "fastpix")
		next(w, 4) // over the playback ID and the key's card
		w.Key("Right")
		tok := copied(w, "a token for DRM", other(media))
		verify(t, key.public, tok)
		audience(t, tok, "drm:"+playbackID)
		picture(w, "platform-fastpix-drm-light")
		why(w, tok)
	})

	t.Run("Bitmovin Streams", func(t *testing.T) {
		w := window.For(t)
		open(w, "bitmovin")
		w.Paste("cgl9rh94uvs51rqc8jhg")
		tok := copied(w, "a token of Bitmovin", other(media))
		header, claims := parts(t, tok)
		var c struct{ Exp int64 }
		if err := json.Unmarshal([]byte(claims), &c); err != nil || header != `{"alg":"RS256","typ":"JWT"}` {
			t.Errorf("header = %s, claims = %s", header, claims)
		}
		if left := time.Until(time.Unix(c.Exp, 0)); left < 5*time.Hour-time.Minute || left > 5*time.Hour {
			t.Errorf("claims = %s, %v left", claims, left)
		}
		verify(t, key.public, tok)
		picture(w, "platform-bitmovin-light")
		why(w, tok)
	})

	t.Run("Mux", func(t *testing.T) {
		w := window.For(t)
		open(w, "mux")
		w.Type("OzUOtzMgQhOnI602zJQPmNvLtx00gJ2jNPq7KSO01BZ3zQ")
		next(w, 1)
		w.Type("DS00Spx1CV902MCtPj5WknGlR102V5HFkDe")
		video := copied(w, "the token for the video", other(media))
		picture(w, "platform-mux-light")
		// Over the form and the buttons that copy and show all to the choice of tokens.
		next(w, 12)
		w.Key("Right")
		thumbnail := copied(w, "the token for thumbnails", other(video))
		for tok, aud := range map[string]string{video: "v", thumbnail: "t"} {
			verify(t, key.public, tok)
			audience(t, tok, aud)
		}
		why(w, video)
	})

	t.Run("CloudFront", func(t *testing.T) {
		w := window.For(t)
		const movie = "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8"
		open(w, "cloudfront")
		w.Type("https://d111111abcdef8.cloudfront.net/hls/movie/*") // a paste could still be read when the next is on the clipboard
		next(w, 1)
		w.Paste(movie)
		next(w, 1)
		w.Type("K2JCJMDEHXQW5F")
		signed := copied(w, "a signed URL", func(s string) bool { // of the whole ID: there is one for each letter of it
			return strings.HasPrefix(s, movie+"?Policy=") && strings.Contains(s, "Key-Pair-Id=K2JCJMDEHXQW5F")
		})
		signedByCloudFront(t, key.public, signed)
		picture(w, "platform-cloudfront-light")
		why(w, signed)
		picture(w, "why-cloudfront-light")
	})

	t.Run("QR code", func(t *testing.T) {
		w := window.For(t)
		open(w, "fastpix")
		copied(w, "a token", isToken) // before, there is less to step over
		// Over the form, the token and the host to the first URL's third button.
		next(w, 14)
		w.Key("space")
		w.WaitFor("the panel", stepLimit, func() bool { return asked(w) })
		w.Screenshot("panel-qr-light")
		w.Key("Escape")
		w.WaitFor("the panel to go", stepLimit, func() bool { return !asked(w) })
		copied(w, "the token", isToken)
	})

	t.Run("list", func(t *testing.T) {
		w := window.For(t)
		open(w, "fastpix")
		next(w, 8)
		w.Key("space")
		w.WaitFor("the panel", stepLimit, func() bool { return asked(w) })
		w.Paste(playbackID + "\n" + otherID)
		next(w, 3) // over the file and the format: what cannot be pressed yet is left out
		w.Key("space")
		w.WaitFor("the whole list to be signed", stepLimit, func() bool {
			c := w.PixelAt(endOfProgress[0], endOfProgress[1])
			return int(c.B)-int(c.R) > 0x60
		})
		w.Key("shift+Tab", "shift+Tab", "space") // over Save to Copy
		text := w.WaitClipboard("the signed list", func(s string) bool { return strings.HasPrefix(s, "id,token,") })
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != 3 {
			t.Fatalf("%d rows: %v", len(rows), err)
		}
		for i, id := range []string{playbackID, otherID} {
			if rows[i+1][0] != id {
				t.Errorf("row %d is for %s", i+1, rows[i+1][0])
			}
			verify(t, key.public, rows[i+1][1])
			audience(t, rows[i+1][1], ":"+id)
		}
		picture(w, "panel-list-light")
		w.Key("Escape")
		w.WaitFor("the panel to go", stepLimit, func() bool { return !asked(w) })
	})
	noKeyPrinted(t, window, key.base64PEM[100:140], media)
}

// audience checks what the audience in a token of FastPix ends in: the ID that it
// opens, or what it opens of it as well.
func audience(t *testing.T, tok, want string) {
	t.Helper()
	_, payload := parts(t, tok)
	var claims struct{ Aud string }
	if err := json.Unmarshal([]byte(payload), &claims); err != nil || !strings.HasSuffix(claims.Aud, want) {
		t.Errorf("claims = %s, want them to open %s", payload, want)
	}
}

// signedByCloudFront has openssl check the signature of a URL with a custom policy, in
// the letters of CloudFront.
func signedByCloudFront(t *testing.T, public, signed string) {
	t.Helper()
	u, err := url.Parse(signed)
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer("-", "+", "_", "=", "~", "/")
	policy, err1 := base64.StdEncoding.DecodeString(plain.Replace(u.Query().Get("Policy")))
	signature, err2 := base64.StdEncoding.DecodeString(plain.Replace(u.Query().Get("Signature")))
	if err1 != nil || err2 != nil || u.Query().Get("Hash-Algorithm") != "SHA256" {
		t.Fatal(signed, err1, err2)
	}
	verified(t, public, string(policy), signature)
}
