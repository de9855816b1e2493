package sign

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

// The golden vector was signed at this moment.
const goldenTime = 1744780459

const (
	keyID      = fixtures.KeyID
	playbackID = fixtures.PlaybackID
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

	uitest.Thread
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

// platform is the number of the platform of a name.
func (d *desk) platform(name string) int {
	return slices.IndexFunc(d.p.platforms, func(pl *platform.Platform) bool { return pl.Name == name })
}

// fill completes the form with the golden vector's values.
func (d *desk) fill() State {
	d.p.Form.SetField(platform.KeyID, keyID)
	d.p.Form.SetField(platform.ID, playbackID)
	d.p.Key.Paste(fixtures.PrivateKey(d.t))
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
