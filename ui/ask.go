package ui

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/core/token"
	"playtoken/ui/prompt"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

const questionWidth = 400

// questions are put in the middle of the window, one at a time.
type questions struct {
	window fyne.Window
	taken  func(name string) string // what is wrong with the name of a profile, "" for nothing
	asking interface{ Hide() }      // the question that is open, nil for none
}

// asks are the questions that screens can have put.
func (a *questions) asks(files *fileDialogs) prompt.Asks {
	return prompt.Asks{
		Text: a.text, Open: a.opening, Passphrase: a.passphrase, Name: a.name, Choice: a.choice,
		Sure: func(what prompt.Question, done func()) { a.sure(what, done) },
		File: func(take func(string, []byte)) { files.openNamed("Open a key file", take) }, SaveFile: files.save,
	}
}

// close closes the question that is open, and reports whether one was.
func (a *questions) close() bool {
	top := a.asking
	if top == nil {
		return false
	}
	if top.Hide(); a.asking == top { // it is not of the window
		a.asking = nil
	}
	return true
}

// place is where a question is kept, nil where it is not asked any more.
func (a *questions) place(q *question) *interface{ Hide() } {
	at := &a.asking
	for {
		switch over, ok := (*at).(*question); {
		case !ok:
			return nil
		case over == q:
			return at
		default:
			at = &over.under
		}
	}
}

// question is a small form in the middle of the window. Escape and Cancel close
// it without an answer.
type question struct {
	a      *questions
	box    *widget.PopUp
	answer func()
	first  fyne.Focusable
	under  interface{ Hide() } // the question that it is asked over, nil for none
	wipe   func()              // what was typed
	closed func()              // is told that the question has gone, nil for nothing
}

// put shows a question. The button confirms it; first gets the keyboard, nil for
// the way out.
func (a *questions) put(title string, ok *widgets.Button, answer func(), first fyne.Focusable, objects ...fyne.CanvasObject) *question {
	return a.putIn(questionWidth, title, ok, answer, first, objects...)
}

// putIn is put with a width of its own.
func (a *questions) putIn(width float32, title string, ok *widgets.Button, answer func(), first fyne.Focusable, objects ...fyne.CanvasObject) *question {
	q := &question{a: a, answer: answer}
	if under, ok := a.asking.(*question); ok {
		q.under = under
	}
	cancel := widgets.NewButton("Cancel", widgets.Plain, q.Hide)
	ok.OnTapped = q.answer
	head := widgets.NewText(widgets.Span{Text: title, Bold: true, Size: theme.TitleSize})
	objects = append([]fyne.CanvasObject{head}, objects...)
	objects = append(objects, widgets.Inset(4, 0, 0, widgets.Row(8, 0, widgets.Space(0, 0), cancel, ok)))
	content := widgets.Inset(12, 14, 12, inWindow(a.window, widgets.Width(width, widgets.Stack(12, false, objects...))))
	q.box = widget.NewModalPopUp(content, a.window.Canvas())
	a.asking = q
	q.box.Show()
	if first == nil {
		first = cancel
	}
	q.first = first
	focusIn(a.window, content, first)
	return q
}

// confirm is the button that answers a question. One that asks a host names it.
func confirm(text string, look widgets.Look, host string) *widgets.Button {
	b := widgets.NewButton(text, look, nil)
	if host != "" {
		b.SetIcon("globe")
		b.SetHost(host)
	}
	return b
}

// Hide closes the question.
func (q *question) Hide() {
	q.box.Hide()
	if at := q.a.place(q); at != nil {
		*at = q.under
	}
	if q.wipe != nil {
		q.wipe()
	}
	if q.closed != nil {
		q.closed()
	}
}

// keys lets Enter answer and Escape close from an entry.
func (q *question) keys(entries ...*widgets.Entry) {
	for _, e := range entries {
		e.OnSubmitted = func(string) { q.answer() }
		e.OnEscape = q.Hide
	}
	q.wipe = func() {
		for _, e := range entries {
			e.SetText("")
		}
	}
}

// text asks for a text in the middle of the window. A hidden one is a
// passphrase. Enter answers, Escape does not.
func (a *questions) text(what prompt.Entering, done func(string)) {
	entry := widgets.NewEntry("", nil)
	entry.Password = what.Hidden
	entry.Set(what.Text)
	var q *question
	q = a.put(what.Title, confirm(what.Button, widgets.Filled, ""), func() {
		given := entry.Text
		if !what.Hidden {
			given = strings.TrimSpace(given)
		}
		if given != "" {
			q.Hide()
			done(given)
		}
	}, entry, widgets.NewField(what.Label, entry.Framed()).Box)
	q.keys(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// opening asks for a password until one is right. The question stays with what was typed
// and says what is wrong with it.
func (a *questions) opening(what prompt.Opening, try func(password string, answer func(problem string))) {
	entry := widgets.NewEntry("", nil)
	entry.Password = true
	field := widgets.NewField(what.Label, entry.Framed())
	ok := confirm(what.Button, widgets.Filled, "")
	var q *question
	q = a.put(what.Title, ok, func() {
		if entry.Text == "" || entry.Disabled() {
			widgets.Focus(a.window.Canvas(), entry)
			return
		}
		entry.Disable()
		ok.SetEnabled(false)
		try(entry.Text, func(problem string) {
			if !q.open() { // given up meanwhile
				return
			}
			if problem == "" {
				q.Hide()
				return
			}
			entry.Enable()
			ok.SetEnabled(true)
			q.wrong(field, entry, problem)
		})
	}, entry, field.Box)
	q.keys(entry)
}

// open reports whether the question is still asked.
func (q *question) open() bool { return q.a.place(q) != nil }

// fit gives the question the size of what is in it.
func (q *question) fit() { q.box.Resize(q.box.Content.MinSize()) }

// wrong says at a field what is wrong with what was typed, which is selected.
func (q *question) wrong(field *widgets.Field, entry *widgets.Entry, problem string) {
	field.Say(problem, viewmodel.Wrong)
	q.fit()
	widgets.Focus(q.a.window.Canvas(), entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// passphrase asks for a new passphrase, twice, for it cannot be read.
func (a *questions) passphrase(what prompt.Sealing, done func(string)) {
	first, second := widgets.NewEntry("", nil), widgets.NewEntry("", nil)
	first.Password, second.Password = true, true
	field, again := widgets.NewField("Passphrase", first.Framed()), widgets.NewField("Repeat", second.Framed())
	var q *question
	second.OnChanged = func(string) {
		if field.Say(shortPassphrase(first.Text), viewmodel.Warning) {
			q.fit()
		}
	}
	q = a.put(what.Title, confirm(what.Button, widgets.Filled, ""), func() {
		switch given := first.Text; {
		case given == "":
			widgets.Focus(a.window.Canvas(), first)
		case second.Text == "":
			widgets.Focus(a.window.Canvas(), second)
		case second.Text != given:
			q.wrong(again, second, "The two are not the same.")
		default:
			q.Hide()
			done(given)
		}
	}, first, widgets.NewText(widgets.Span{Text: what.Note}), field.Box, again.Box)
	q.keys(first, second)
}

// shortPassphrase is what is said of a passphrase that is soon found by trying, "" for nothing.
func shortPassphrase(text string) string {
	const least = 12
	if text == "" || utf8.RuneCountInString(text) >= least {
		return ""
	}
	return "This is short: whoever has the file can try all that are. Four words or more are better."
}

// name asks under which name to save something, of which kind, and whether
// for this session only.
func (a *questions) name(n prompt.Naming, done func(prompt.Named)) {
	name := widgets.NewEntry("", nil)
	name.Set(n.Name)
	kind := widgets.NewSelect(n.Kinds, nil)
	session := widgets.NewCheck("Only for this session: nothing is written to disk")
	var objects []fyne.CanvasObject
	if n.Note != "" {
		objects = append(objects, widgets.NewText(widgets.Span{Text: n.Note}))
	}
	field := widgets.NewField("Name", name.Framed())
	objects = append(objects, field.Box)
	if n.Refuse == nil {
		n.Refuse = a.taken
	}
	if len(n.Kinds) > 0 {
		objects = append(objects, widgets.NewField("Kind", kind).Box)
	}
	platform, id := widgets.NewSelect(n.Platforms, nil), widgets.NewEntry("if the platform has given one", nil)
	platform.Set(n.Platform)
	id.Set(n.KeyID)
	if len(n.Platforms) > 0 {
		objects = append(objects, widgets.NewField("Platform", platform).Box)
	}
	if n.WantsID {
		objects = append(objects, widgets.NewField("Key ID", id.Framed()).Box)
	}
	if !n.AlwaysSession {
		objects = append(objects, session)
	}
	var q *question
	q = a.put(n.Title, confirm(n.Button, widgets.Filled, n.Host), func() {
		given := prompt.Named{Name: strings.TrimSpace(name.Text), Kind: kind.Chosen(), SessionOnly: session.Checked, Platform: platform.Chosen(), KeyID: strings.TrimSpace(id.Text)}
		if given.Name == "" {
			widgets.Focus(a.window.Canvas(), name)
			return
		}
		problem := n.Refuse(given.Name)
		if token.Inert(given.Name) != given.Name {
			problem = "There is a character in the name that cannot be seen."
		}
		if problem != "" {
			q.wrong(field, name, problem)
			return
		}
		q.Hide()
		done(given)
	}, name, objects...)
	q.keys(name, id)
	name.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// choice asks for one of several things. The arrows go through them, Enter or
// a click answers with the number.
func (a *questions) choice(title, text string, choices []string, done func(int)) {
	items := make([]widgets.ListItem, len(choices))
	for i, c := range choices {
		items[i].Title = c
	}
	chosen := 0
	var list *widgets.List
	var q *question
	list = widgets.NewList(240, func(i int) {
		chosen = i
		list.Set(items, i)
	})
	answer := func() {
		q.Hide()
		done(chosen)
	}
	list.Confirmed = func(int) { answer() }
	list.Set(items, chosen)
	q = a.put(title, confirm("Choose", widgets.Filled, ""), answer, list, widgets.NewText(widgets.Span{Text: text}), list)
}

// sure asks whether something that cannot be undone is meant. The way out has the
// keyboard.
func (a *questions) sure(what prompt.Question, done func()) (q *question) {
	q = a.put(what.Title, confirm(what.Button, widgets.Grave, what.Host), func() {
		q.Hide()
		done()
	}, nil, widgets.NewText(widgets.Span{Text: what.Text}))
	return q
}
