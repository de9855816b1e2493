package why

import (
	"io"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/ui/async"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Services is what the screen needs of the outside.
type Services struct {
	Now  func() time.Time
	Zone *time.Location
	Do   async.Do
	Copy func(text string, done func(note string))
	// CopyToken is Copy for a token; Copy where nil.
	CopyToken func(text string, done func(note string))
	Toast     func(text string)
	Sample    string // a token to try the screen with
	// UseKey takes a key that was pasted here to the Sign screen.
	UseKey func(text []byte)
	// SignFor takes the ID that a token is missing for to the Sign screen.
	SignFor func(platform, id string)
	// Keys are the saved keys as far as they are open; nil for none.
	Keys func() []verify.Key
	// Released is called when a token that was signed again here leaves the program, with the
	// key that signed it and its expiry, the zero time for none. nil for nothing.
	Released func(k *keys.Key, expires time.Time)
	// Signers are the saved keys that can sign, and OpenKey opens one by its profile;
	// nil for none.
	Signers func() []Signer
	OpenKey func(profile string, done func(*keys.Key, error))
	// Skew is how far two clocks may be apart; nil for not at all.
	Skew func() time.Duration
	// Ask puts what the importer asks about a key: its password. What a shared
	// secret leaves open is not asked, all its readings are tried.
	Ask prompt.Questions
	// OpenLog asks for a log file; nil where that cannot be. open is called off the
	// window's thread.
	OpenLog func(read func(name string, open func() (io.ReadCloser, error)))
	// SaveFile asks where to write a file, and writes it; nil where that cannot be.
	SaveFile func(name string, content []byte, done func(error))
}

// Presenter turns what a person does into states. All methods are called on the
// window's thread.
type Presenter struct {
	services Services
	show     func(State)

	text    string
	editing bool
	pick    int             // which token of the text is read
	names   []string        // of the tokens of the text, to choose from; nil where there are too many
	found   *diagnosis.Case // of the text, nil while there is none
	judged  bool            // its verdict is that of this moment
	keyText secret.Bytes    // a key pasted in place of a token, until it is used

	all      bool                // whether a long list of claims is shown whole
	allNotes bool                // the same of findings
	unfolded map[cause.Code]bool // findings whose followers are shown

	options options
	compare comparing
	mend    mending
	answer  answered
	log     logging
	opening int  // counts the saved keys that were asked for
	mask    bool // whether reports leave out who watches and with which key

	signKey *keys.Key
	signID  string // the ID of that key at the platform, "" where it is not given
	ownKeys []verify.Key
	own     viewmodel.Key
	asking  bool // another key than the Sign screen's is being asked for
	keyring int  // counts the changes of the keys at hand

	taking  async.Latest
	keying  async.Latest
	testing async.Latest
	second  async.Latest
	mending async.Latest
	state   State
}

// New makes the presenter and shows the empty screen.
func New(s Services, show func(State)) *Presenter {
	if s.Released == nil {
		s.Released = func(*keys.Key, time.Time) {}
	}
	if s.CopyToken == nil {
		s.CopyToken = s.Copy
	}
	if s.Keys == nil {
		s.Keys = func() []verify.Key { return nil }
	}
	if s.Signers == nil {
		s.Signers = func() []Signer { return nil }
	}
	if s.Skew == nil {
		s.Skew = func() time.Duration { return 0 }
	}
	p := &Presenter{services: s, show: show, editing: true}
	for _, l := range []*async.Latest{&p.taking, &p.keying, &p.testing, &p.second, &p.mending} {
		l.Do = s.Do
	}
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// Tick moves the clock on.
func (p *Presenter) Tick() {
	if p.found != nil && p.found.Token != nil {
		p.update()
	}
}

// now is the moment that is asked about.
func (p *Presenter) now() time.Time {
	if !p.options.asOf.IsZero() {
		return p.options.asOf
	}
	return p.services.Now()
}

// readOptions is what is known beside the text.
func (p *Presenter) readOptions() diagnosis.Options {
	return diagnosis.Options{
		Keys: p.keysAtHand(), Platform: p.options.platform, Now: p.services.Now(), AsOf: p.options.asOf, Skew: p.services.Skew(),
		VideoLength: p.options.length, ID: p.options.id, Settings: p.settings(),
	}
}

// settings are what the format is told beside the key, nil for nothing.
func (p *Presenter) settings() []token.Setting {
	f, of := p.assertion()
	if f == nil || p.options.assertion == "" {
		return nil
	}
	return of.SettingsFor(map[string]string{f.Name: p.options.assertion})
}

// assertion is the field of the platform that holds what was authenticated and does not
// stand in the token, nil where it has none.
func (p *Presenter) assertion() (f *platform.Field, of *platform.Platform) {
	of = p.options.platform
	if of == nil && p.found != nil {
		of = p.found.Platform
	}
	if of == nil || of.Settings == nil {
		return nil, nil
	}
	for i := range of.Fields {
		if of.Fields[i].Name == "assertion" {
			return &of.Fields[i], of
		}
	}
	return nil, nil
}

// question is what is asked about a text beside the keys.
type question struct {
	asOf         time.Time
	length, skew time.Duration
	id           string
	platform     *platform.Platform
}

func (p *Presenter) question() question {
	return question{p.options.asOf, p.options.length, p.services.Skew(), p.options.id, p.options.platform}
}

// judge draws the verdict as of the moment that is asked about, unless the text was
// just read with it. It takes so little time that it is done on the window's thread.
func (p *Presenter) judge() {
	if !p.judged {
		p.found.Verdict = p.found.Judge(p.readOptions())
	}
	p.judged = false
}

// CopyVerdict copies the verdict in words, for a reply or a ticket.
func (p *Presenter) CopyVerdict(done func()) {
	if p.state.Read {
		p.copy("Verdict", p.state.Title+". "+p.state.Detail, done)
	}
}

// CopyHeader copies the header as JSON.
func (p *Presenter) CopyHeader(done func()) {
	if p.state.Read {
		p.copy("Header", string(p.found.Token.Header.JSON()), done)
	}
}

// CopyClaims copies the claims as they stand in the token.
func (p *Presenter) CopyClaims(done func()) {
	if p.state.Read {
		p.copy("Claims", string(p.found.Token.Payload), done)
	}
}

// CopyToken copies the token, freed of what stood around it.
func (p *Presenter) CopyToken(done func()) {
	if p.state.Read {
		p.services.CopyToken(p.found.Token.Text, p.copied("Token", done))
	}
}

func (p *Presenter) copy(what, text string, done func()) {
	p.services.Copy(text, p.copied(what, done))
}

// copied answers a copy, with what the clipboard had to say.
func (p *Presenter) copied(what string, done func()) func(note string) {
	return func(note string) {
		if done != nil {
			done()
		}
		p.services.Toast(viewmodel.Copied(what, note))
	}
}
