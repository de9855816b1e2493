package why

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/reissue"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// reading is what the panels share: a text as it was read, and what it is read with.
type reading struct {
	services  Services
	update    func() // words all panels anew and shows them
	readAgain func() // reads the token anew: the keys at hand, or the platform, are others

	text    string          // "" where it is a key: that is not kept as text
	keyText secret.Bytes    // a private key pasted in place of a token, until it is used
	secret  bool            // it is a shared secret
	found   *diagnosis.Case // of the text, nil while there is none
	pick    int             // which token of the text it is of

	beside  beside
	answer  answer       // what a person told of the answer to its request
	given   []verify.Key // the keys given on this screen
	signKey *keys.Key    // that of the Sign screen, nil for none
	signID  string       // its ID at the platform, "" where it is not given
}

// beside is what a person says beside the text.
type beside struct {
	asOf          time.Time // the zero time for that of the text, or now
	byClock       bool      // it is now, also where the text tells a time
	length        time.Duration
	id, assertion string
	platform      *platform.Platform // nil: told from the token
}

// latest is work for one purpose, of which the newest answer counts.
func (r *reading) latest() async.Latest { return async.Latest{Do: r.services.Do} }

// token is the token that is read, nil for none.
func (r *reading) token() *token.Token {
	if r.found == nil {
		return nil
	}
	return r.found.Token
}

// shows is the token or, where it is not there, what the text shows of one; nil for neither.
func (r *reading) shows() *token.Token {
	if r.found == nil {
		return nil
	}
	return r.found.Says()
}

// judged reports whether there is a verdict on the text, which may have no token in it.
func (r *reading) judged() bool {
	return r.found != nil && !r.found.Paste.HasKey && r.found.Answered()
}

// empty reports whether there is nothing to say of the text.
func (r *reading) empty() bool {
	return r.found == nil || !r.found.Paste.HasKey && r.found.Paste.Refusal == "" && !r.found.Answered()
}

// now is the moment that is asked about.
func (r *reading) now() time.Time {
	if !r.beside.asOf.IsZero() {
		return r.beside.asOf
	}
	return r.services.Now()
}

// short writes a moment in short, with its zone where it has a time.
func (r *reading) short(at time.Time) string { return short(at, r.services.Now()) }

func short(at, now time.Time) string {
	text := humantime.Short(at, now, time.UTC)
	if strings.Contains(text, ":") {
		text += " UTC"
	}
	return text
}

// options are what the text is read with.
func (r *reading) options() diagnosis.Options {
	o := r.unasked()
	o.Status, o.StatusText = r.answer.code, r.answer.text
	return o
}

// unasked is what a token beside the one that is shown is read with: the answer was to that one.
func (r *reading) unasked() diagnosis.Options { return r.with(r.beside) }

// with is what a text is read with of which a person says this.
func (r *reading) with(b beside) diagnosis.Options {
	o := diagnosis.Options{
		Keys: r.keys(), Platform: b.platform, Now: r.services.Now(), AsOf: b.asOf, ByClock: b.byClock, Skew: r.services.Skew(), VideoLength: b.length, ID: b.id,
	}
	if f, of := r.assertion(); f != nil && b.assertion != "" {
		o.Settings = of.SettingsFor(map[string]string{f.Name: b.assertion})
	}
	return o
}

// assertion is the field of the platform that holds what was authenticated and does not
// stand in the token, nil where it has none.
func (r *reading) assertion() (f *platform.Field, of *platform.Platform) {
	of = r.beside.platform
	if of == nil && r.found != nil {
		of = r.found.Platform
	}
	if of == nil || of.Settings == nil {
		return nil, nil
	}
	if i := slices.IndexFunc(of.Fields, func(f platform.Field) bool { return f.Name == "assertion" }); i >= 0 {
		return &of.Fields[i], of
	}
	return nil, nil
}

// keys lists the keys at hand: those given here, the saved ones, and that of the Sign
// screen unless it is one of them.
func (r *reading) keys() []verify.Key {
	list := slices.Concat(r.given, r.services.Keys())
	k := r.signKey
	same := func(o verify.Key) bool { // as a key of two halves can be told
		return k.Fingerprint() != "" && o.Answer.Taken() && o.Answer.Key.Fingerprint() == k.Fingerprint()
	}
	if k == nil || slices.ContainsFunc(list, same) {
		return list
	}
	own := verify.Of(ofSign, k)
	own.ID, own.Held = r.signID, true // it was not given for this token
	return append(list, own)
}

// givenForThis reports whether a key was given for the text that is shown.
func (r *reading) givenForThis() bool { return len(r.given) > 0 && !r.given[0].Earlier }

// sealed reports whether a token is read that no key at hand opens.
func (r *reading) sealed() bool {
	t := r.token()
	return t != nil && t.Closed() && t.Checkable()
}

// canFix reports whether one click mends what was found.
func (r *reading) canFix(f platform.Finding) bool {
	switch m := f.Remedy; {
	case m == nil:
		return false
	case !m.Signs():
		return m.URL != "" || r.services.SignFor != nil && r.found.Platform != nil
	case r.found.Token == nil:
		return false
	}
	_, err := reissue.From(r.found.Token, r.found.Platform)
	return err == nil
}

// copy puts a text on the clipboard.
func (r *reading) copy(what, text string, done func()) {
	viewmodel.Copy(r.services.Copy, text, what, r.services.Toast, done)
}

// copyToken puts a token, or a URL with one, on the clipboard.
func (r *reading) copyToken(what, text string, done func()) {
	viewmodel.Copy(r.services.CopyToken, text, what, r.services.Toast, done)
}

// save writes a file where a person chooses, and says what came of it.
func (r *reading) save(name string, content []byte, what string) {
	if r.services.SaveFile == nil {
		return
	}
	r.services.SaveFile(name, content, func(err error) {
		if err != nil {
			r.services.Fail("The " + what + " could not be saved: " + err.Error())
			return
		}
		r.services.Toast(words.UpperFirst(what) + " saved")
	})
}
