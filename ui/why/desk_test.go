package why

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"playtoken/assets"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

const (
	keyID      = fixtures.KeyID
	playbackID = fixtures.PlaybackID
	otherID    = "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"

	issued = 1744780459 // iat of the golden vector
	ends   = issued + 86400
)

// desk is a presenter with all that stands around it. What it hands to the
// window's thread waits in a queue until the test drains it.
type desk struct {
	t *testing.T
	p *Presenter

	now     time.Time
	note    string // what the clipboard answers with
	copied  []string
	toasts  []string
	failed  []string
	undone  []string // what was offered to be undone
	ended   int      // how many of those offers were ended since
	checked []string
	used    [][]byte // keys handed to the Sign screen

	again   []string // profiles, platforms and what is sought there
	opened  []string // URLs
	signFor []string // platforms and IDs handed there
	states  []State
	saved   []verify.Key
	skew    time.Duration

	signers []Signer
	open    *keys.Key // what a saved key is when it is opened, nil while it is locked
	files   map[string][]byte
	saveErr error

	uitest.Thread
}

// atDesk runs a test with a fresh presenter in a bubble, in the middle of the
// golden vector's life.
func atDesk(t *testing.T, test func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, now: time.Unix(issued+3600, 0), files: map[string][]byte{}}
		d.p = New(Services{
			Now: func() time.Time { return d.now }, Zone: time.FixedZone("here", 2*3600), Do: d.Do, Sample: assets.SampleToken,
			Copy: func(text string, done func(string)) {
				d.copied = append(d.copied, text)
				done(d.note)
			},
			Fail: func(s string) { d.failed = append(d.failed, s) },
			Undoable: func(s string, _ func()) func() {
				d.undone = append(d.undone, s)
				return func() { d.ended++ }
			},
			Toast:   func(s string) { d.toasts = append(d.toasts, s) },
			Keys:    func() []verify.Key { return d.saved },
			Signers: func() []Signer { return d.signers },
			OpenKey: d.openKey,
			SaveFile: func(name string, content []byte, done func(error)) {
				if d.saveErr == nil {
					d.files[name] = content
				}
				done(d.saveErr)
			},
			Skew:   func() time.Duration { return d.skew },
			Check:  func(u string) { d.checked = append(d.checked, u) },
			UseKey: func(b []byte) { d.used = append(d.used, b) },
			SignAgain: func(profile, name string, s platform.Sought) {
				d.again = append(d.again, fmt.Sprint(profile, " ", name, " ", s.Values[platform.ID], " ", s.Values[platform.KeyID], " ", s.Values["for"], " ", s.Life, " ", len(s.Extra)))
			},
			Open:    func(u string) { d.opened = append(d.opened, u) },
			SignFor: func(name, id string) { d.signFor = append(d.signFor, name+" "+id) },
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

func (d *desk) paste(text string) State {
	d.p.Paste.Take(text)
	return d.settle()
}

// row is a row of the state, as text.
func (s State) row(label string) string {
	for _, r := range s.Rows {
		if r.Label == label {
			var b strings.Builder
			for _, run := range r.Value {
				b.WriteString(strings.ReplaceAll(run.Text, "\u00a0", " "))
			}
			return b.String()
		}
	}
	return ""
}

// notes is the text of all notes.
func (s State) notes() string {
	var b strings.Builder
	for _, n := range s.Notes {
		fmt.Fprintf(&b, "%s %s %s\n", n.Title, n.Text, n.Code)
	}
	return b.String()
}

// claims is the text of all claim lines.
func (s State) claims() string {
	var b strings.Builder
	for _, l := range s.Parted.Claims {
		b.WriteString(l.Indent + l.Name + l.Rest + "\n")
	}
	return b.String()
}

// anotherKey is a key that signed nothing here.
func anotherKey(t *testing.T) *keys.Key {
	t.Helper()
	return importer.Import(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")).Key
}

// saved is the public half of a key as the saved profiles give it.
func saved(t *testing.T, name string, k *keys.Key) verify.Key {
	t.Helper()
	p := verify.Read(name, []byte(k.PublicPEM()), importer.Options{})
	p.ID, p.Held, p.Profile = keyID, true, "7"
	return p
}

// unsigned is a token of any payload, under a signature of the right length that
// fits no key.
func unsigned(payload string) string {
	e := base64.RawURLEncoding.EncodeToString
	return e([]byte(`{"alg":"RS256"}`)) + "." + e([]byte(payload)) + "." + e(make([]byte, 256))
}

// fastpix is a payload as FastPix wants it, with these claims behind the usual
// first ones.
func fastpix(claims string) string {
	return fmt.Sprintf(`{"kid":%q,"aud":"media:%s","iss":"fastpix.com","sub":"",%s}`, keyID, playbackID, claims)
}

// signed is a token of claims that the golden key signed.
func signed(t *testing.T, members ...token.Member) string {
	t.Helper()
	claims := token.NewObject(append([]token.Member{
		token.StringMember("kid", keyID), token.StringMember("aud", "media:"+playbackID), token.StringMember("iss", "fastpix.com"),
	}, members...)...)
	s, err := jws.Sign(token.NewObject(token.StringMember("alg", "RS256")), claims, fixtures.Key(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
