// Package prompt is how presenters put questions to a person, and the one way in
// which screens read a key: what the importer asks is asked, and the answer read
// on. It knows no toolkit.
package prompt

import (
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/ui/async"
)

// Asks are the questions that the window can put. None of them answers when the
// person cancels.
type Asks struct {
	// Text asks for a line of text, shown or not.
	Text func(Entering, func(text string))
	// Open asks for a password until one is right, or none is given.
	Open func(Opening, func(password string, answer func(problem string)))
	// Passphrase asks for a new passphrase, twice.
	Passphrase func(Sealing, func(passphrase string))
	// Name asks what something is to be called when it is saved.
	Name func(Naming, func(Named))
	// Choice asks for one of several things, and answers with its number.
	Choice func(title, text string, choices []string, done func(int))
	// Sure asks whether something that cannot be undone is meant.
	Sure func(Question, func())
	// File asks for a file and hands over its name without the ending, and its bytes.
	File func(done func(name string, content []byte))
	// SaveFile asks where to write a file, and writes it.
	SaveFile func(name string, content []byte, done func(error))
}

// Entering is the question of [Asks.Text]. Text stands there already; a hidden one is a
// password.
type Entering struct {
	Title, Label, Text, Button string
	Hidden                     bool
}

// Sealing is the question of [Asks.Passphrase].
type Sealing struct{ Title, Note, Button string }

// Opening is the question of [Asks.Open]. What tries a password says with answer what is
// wrong with it, and the question stays with what was typed; "" closes it.
type Opening struct{ Title, Label, Button string }

// Naming is the question of [Asks.Name].
type Naming struct {
	Title, Note, Button string
	Host                string   // the host that is asked, "" for none
	Name                string   // suggested
	Kinds               []string // to choose from; none for no choice
	AlwaysSession       bool     // whether nothing can be kept anyway
	// Platforms are those to choose from, and Platform the one that is suggested; none for no
	// choice. WantsID asks for the ID of the key there, and KeyID is what is known of it.
	Platforms []string
	Platform  int
	WantsID   bool
	KeyID     string
	// Refuse says why something cannot have a name, "" where it can. Where it is nil, the
	// names of other profiles are refused.
	Refuse func(name string) string
}

// Question is that of [Asks.Sure]. Host is the host that is asked, "" for none.
type Question struct{ Title, Text, Button, Host string }

// Named is the answer to a [Naming].
type Named struct {
	Name        string
	Kind        int
	SessionOnly bool // only for this session
	Platform    int
	KeyID       string
}

// Questions are what the importer can ask. Where a function is nil the question
// stays as it is in the answer.
type Questions struct {
	Password func(why string, done func(password string))
	Choice   func(title, text string, choices []string, done func(int))
	// TwoHalves says that a shared secret is of no use here: what is open about
	// one is not asked.
	TwoHalves bool
}

// Importer puts the questions of [Asks] that are about keys.
func (a Asks) Importer() Questions {
	return Questions{
		Password: func(why string, done func(string)) {
			a.Text(Entering{Title: why, Label: "Password of the key", Button: "Open the key", Hidden: true}, done)
		},
		Choice: a.Choice,
	}
}

// Import reads a key off the window's thread. done is called with every answer;
// one that is a question is put to the person, and done is called again with what
// comes of it. A password that is wrong is asked for again.
func (q Questions) Import(l *async.Latest, text []byte, o importer.Options, done func(importer.Answer)) {
	async.Run(l, func() importer.Answer { return importer.ImportWith(text, o) }, func(a importer.Answer) {
		done(a)
		q.put(a, func(password secret.Bytes, choose int) {
			if !password.IsZero() {
				o.Password = password
			}
			if choose > 0 {
				o.Choose = choose
			}
			q.Import(l, text, o, done)
		})
	})
}

// put asks what an answer asks.
func (q Questions) put(a importer.Answer, again func(password secret.Bytes, choose int)) {
	switch {
	case a.Verdict != importer.Ask, q.TwoHalves && a.Kind == keys.Secret:
	case a.Code == keys.KeyEncrypted || a.Code == keys.IsPKCS12:
		if q.Password != nil {
			q.Password(a.Message, func(password string) { again(secret.New([]byte(password)), 0) })
		}
	case len(a.Choices) > 0 && q.Choice != nil:
		labels := make([]string, len(a.Choices))
		for i, c := range a.Choices {
			labels[i] = c.Label
		}
		q.Choice(titles[a.Code], a.Message, labels, func(i int) {
			if i >= 0 && i < len(a.Choices) {
				again(secret.Bytes{}, a.Choices[i].ID)
			}
		})
	}
}

var titles = map[keys.Code]string{
	keys.MultipleKeys: "Which key?", keys.ChooseKey: "Which key?",
	keys.HexOrText: "How is this secret meant?", keys.B64OrText: "How is this secret meant?",
	keys.TrailingNewline: "How is this secret meant?",
}
