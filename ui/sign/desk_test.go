package sign

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/internal/testdesk"
)

// The golden vector was signed at this moment.
const goldenTime = 1744780459

const (
	keyID      = "b7158b65-302d-4fbd-9c48-503ca92bdd25"
	playbackID = "16af5b33-cf4d-4717-9b90-ce429a124455"
)

// desk is a presenter with all that stands around it. What it hands to the
// window's thread waits in a queue until the test drains it.
type desk struct {
	t *testing.T
	p *Presenter

	now    time.Time
	note   string // what the clipboard answers with
	copied []string
	opened []string
	toasts []string
	keys   []string // each change of the key, as "fingerprint id"
	tokens []string // tokens that were put where a key was due
	states []State

	testdesk.Thread
}

// atDesk runs a test with a fresh presenter in a bubble.
func atDesk(t *testing.T, test func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, now: time.Unix(goldenTime, 0)}
		d.p = New(Services{
			Now: func() time.Time { return d.now }, Zone: time.FixedZone("here", 2*3600), Do: d.Do,
			Copy: func(text string, done func(string)) {
				d.copied = append(d.copied, text)
				done(d.note)
			},
			Open:        func(u string) { d.opened = append(d.opened, u) },
			Toast:       func(s string) { d.toasts = append(d.toasts, s) },
			TokenPasted: func(s string) { d.tokens = append(d.tokens, s) },
			KeyChanged: func(k *keys.Key, id string) {
				finger := "none"
				if k != nil {
					finger = k.ShortFingerprint()
				}
				d.keys = append(d.keys, finger+" "+id)
			},
		}, func(s State) { d.states = append(d.states, s) })
		test(d)
		d.settle()
	})
}

// settle runs everything that is still due.
func (d *desk) settle() State {
	d.Settle()
	return d.p.State()
}

// fill completes the form with the golden vector's values.
func (d *desk) fill() State {
	d.p.SetField(platform.KeyID, keyID)
	d.p.SetField(platform.ID, playbackID)
	d.p.PasteKey(published(d.t))
	return d.settle()
}

// field is a field of the state by name.
func (d *desk) field(name string) Field {
	for _, f := range d.p.State().Fields {
		if f.Name == name {
			return f
		}
	}
	d.t.Fatalf("no field %s", name)
	return Field{}
}

func (s State) whole() string { return s.Whole() }

// published is the private key of the golden vector, as FastPix returned it.
func published(t *testing.T) []byte {
	var list []struct {
		Name    string
		Private string `json:"privateKey_base64"`
		Public  string `json:"public_key_pem"`
	}
	readJSON(t, "keys/testdata/fastpix_keys.json", &list)
	for _, k := range list {
		if k.Name == "fastpix-live-api-test-run" {
			return []byte(k.Private)
		}
	}
	t.Fatal("the published key is missing")
	return nil
}

func publicHalf(t *testing.T) []byte {
	return []byte(keys.Import(published(t)).Key.PublicPEM())
}

func golden(t *testing.T) string {
	var file struct{ Vectors []struct{ Token string } }
	readJSON(t, "platform/testdata/golden.json", &file)
	return file.Vectors[0].Token
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	if err := json.Unmarshal(testFile(t, path), into); err != nil {
		t.Fatal(err)
	}
}

// testFile reads a file of core.
func testFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../core", filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// noPiece looks for 16 characters in a row of a key in anything, in all that
// printing it shows.
func noPiece(t *testing.T, where string, key secret.Bytes, in any) {
	t.Helper()
	shown := fmt.Sprintf("%+v", in)
	text := strings.TrimSpace(string(key.Reveal()))
	for i := 0; i+16 <= len(text); i++ {
		piece := text[i : i+16]
		if strings.Contains(shown, piece) && !strings.Contains("-----BEGIN PRIVATE KEY-----", piece) {
			t.Errorf("%s shows the key from character %d on", where, i)
			return
		}
	}
}
