package why

import (
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// Reissue is the token changed and signed again, beside the old one.
type Reissue struct {
	*reading

	// What it tells the other panels.
	take  func(text string)   // read this in place of the old one
	fixed func(reissue.Draft) // the draft was changed without the fields
	shut  func()              // nothing is being changed any more
	kept  func() func()       // asks for what brings back the fields, nil for nothing to bring back
	// dropped tells that what was changed by hand is gone, and what brings it back.
	dropped func(again func())

	fix
	names       []string // of the keys that can sign it
	at          int      // the one that signs it, -1 for none
	needed      bool     // it is a key that is missing
	by, problem string
	opened      map[string]*keys.Key // saved keys that were opened, by profile
	made        made
	signing     async.Latest
}

// fix is what is to become of the token, and with which key.
type fix struct {
	open          bool
	before, after reissue.Draft
	chosen        string // the name of the key, to find it again; "" for the usual one
}

// ReissueState is what the panel shows.
type ReissueState struct {
	Open     bool
	Title    string
	NeedsKey bool   // it is a key that is missing
	Problem  string // why there is no token, "" where there is one
	Heads    []string
	Rows     [][][]viewmodel.Run // what has changed
	Parts    []string            // the token
	URL      string              // around it, "" for none
	By       string              // which key signed it
	Signers  []string            // to choose from, -1 for none chosen
	Signer   int
	// Verdict is what becomes of the token that was made, and Next what its button
	// says where one click mends that too.
	Mood    viewmodel.Mood
	Verdict string
	Next    string
	ToSign  bool // the Sign screen can make it
}

// Fix mends what a finding says, and signs the token again.
func (r *Reissue) Fix(i int) {
	if i < 0 || i >= len(r.found.Verdict.Findings) || !r.canFix(r.found.Verdict.Findings[i]) {
		return
	}
	remedy := *r.found.Verdict.Findings[i].Remedy
	switch {
	case remedy.URL != "":
		r.copyToken("URL", remedy.URL, nil)
		return
	case remedy.Sign != "":
		r.services.SignFor(r.found.Platform.Name, remedy.Sign)
		return
	}
	if draft, err := reissue.From(r.found.Token, r.found.Platform); err == nil {
		r.begin(draft, draft.Apply(remedy, r.services.Now()))
		r.sign()
	}
}

// FixNext mends what still stands against the token that was made.
func (r *Reissue) FixNext() {
	if remedy := r.next(); remedy != nil {
		r.after = r.after.Apply(*remedy, r.services.Now())
		r.fixed(r.after)
		r.sign()
	}
}

// next is the remedy for what the result still fails for, nil for none.
func (r *Reissue) next() *platform.Remedy {
	if r.made.found == nil {
		return nil
	}
	v := r.made.found.Verdict
	if v.State != diagnosis.Fails && v.State != diagnosis.MayFail || len(v.Findings) == 0 {
		return nil
	}
	if remedy := v.Findings[0].Remedy; remedy != nil && remedy.Signs() {
		return remedy
	}
	return nil
}

// begin opens the panel with a draft as it was, and as it is to be.
func (r *Reissue) begin(before, after reissue.Draft) {
	r.close()
	r.open, r.before, r.after = true, before, after
}

// Close takes the changed token away; the one that was read stays. What was changed by hand
// can be brought back.
func (r *Reissue) Close() {
	again := r.kept()
	r.close()
	r.update()
	if again != nil {
		r.dropped(again)
	}
}

func (r *Reissue) close() {
	r.signing.Drop()
	r.shut()
	*r = Reissue{reading: r.reading, take: r.take, fixed: r.fixed, shut: r.shut, kept: r.kept, dropped: r.dropped, signing: r.signing}
}

// edit opens the panel with a draft that is changed by hand.
func (r *Reissue) edit(d reissue.Draft) { r.begin(d, d) }

// edited signs what the fields say.
func (r *Reissue) edited(d reissue.Draft) {
	r.after = d
	r.sign()
}

// broken takes the token away while the fields cannot be read.
func (r *Reissue) broken() {
	r.unsign()
	r.update()
}

// can reports whether the token can be made again, and is not being.
func (r *Reissue) can() bool {
	_, err := reissue.From(r.found.Token, r.found.Platform)
	return err == nil && !r.open
}

// Choose signs with another of the keys at hand.
func (r *Reissue) Choose(i int) {
	if i >= 0 && i < len(r.names) {
		r.chosen = r.names[i]
		r.sign()
	}
}

// Copy copies the changed token.
func (r *Reissue) Copy(done func()) { r.release("Token", r.made.text, done) }

// CopyURL copies the URL with the changed token in it.
func (r *Reissue) CopyURL(done func()) { r.release("URL", r.made.url, done) }

// release copies what leaves the program of what a key signed here.
func (r *Reissue) release(what, text string, done func()) {
	if text != "" {
		r.services.Released(r.made.key, r.made.expires)
		r.copyToken(what, text, done)
	}
}

// Check takes the URL with the changed token to the screen that asks for it.
func (r *Reissue) Check() {
	if r.made.url != "" {
		r.services.Released(r.made.key, r.made.expires)
		r.services.Check(r.made.url)
	}
}

// Open opens the URL with the changed token in the system's browser or player.
func (r *Reissue) Open() {
	if r.made.url != "" && r.services.Open != nil {
		r.services.Released(r.made.key, r.made.expires)
		r.services.Open(r.made.url)
	}
}

// Code is the URL with the changed token, to be shown as a code; "" for none.
func (r *Reissue) Code() string {
	if r.made.url != "" {
		r.services.Released(r.made.key, r.made.expires)
	}
	return r.made.url
}

// canSign reports whether the Sign screen makes such tokens.
func (r *Reissue) canSign() bool {
	of := r.found.Platform
	return of != nil && r.services.SignAgain != nil && of.Takes(r.after.Format)
}

// ToSign takes the changed token to the Sign screen, with everything filled in.
func (r *Reissue) ToSign() {
	if !r.open || !r.canSign() {
		return
	}
	profile := ""
	if by := r.found.Verified.By; by != nil && by.Replaced.IsZero() {
		profile = by.Profile
	}
	of, around := r.found.Platform, r.found.URL
	as := &token.Token{Format: r.after.Format, Header: r.after.Header, Claims: r.after.Claims}
	r.services.SignAgain(profile, of.Name, of.Again(as, around))
}

// Read reads the changed token in place of the old one.
func (r *Reissue) Read() {
	if r.made.read != "" {
		r.take(r.made.read)
	}
}
