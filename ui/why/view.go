package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *widgets.Page
	// Tools stand above the screen, beside what the window has there.
	Tools fyne.CanvasObject
	p     *Presenter

	tools    *tools
	toText   fyne.CanvasObject // from the list of its tokens
	paste    *pasteBox
	empty    *emptyBox
	verdict  *verdictBox
	life     *widgets.LifeLine
	lifeBox  fyne.CanvasObject
	options  *optionsBox
	compare  *compareBox
	log      *logBox
	status   *statusBox
	reply    *replyBox
	answered fyne.CanvasObject // what was said, and the reply
	reissue  *reissueBox
	details  fyne.CanvasObject
	others   fyne.CanvasObject // the panels of a text
	rest     fyne.CanvasObject // what is left of the height while there are no details
	parts    *partsBox
	meaning  *meaningBox
	drawn    bool
	texts    int // how many were taken before the one that is shown
}

// NewView builds the screen. choose asks for a file under a title and
// hands its bytes over, and open opens a panel over the window.
func NewView(services Services, after async.After, choose func(title string, take func([]byte)), open widgets.Panels) *View {
	v := &View{}
	v.p = New(services, func(s State) { v.Render(s) })
	v.tools = newTools(v.p, after)
	v.Tools = v.tools.box
	v.paste = newPasteBox(v.p, after)
	v.empty = newEmptyBox(v.p)
	v.verdict = newVerdictBox(v.p, after)
	v.life = widgets.NewLifeLine()
	v.lifeBox = widgets.Card(v.life)
	v.options = newOptionsBox(v.p)
	v.log = newLogBox(v.p, after)
	toText := widgets.NewButton("Back to the text", widgets.Link, v.p.Log.Close)
	toText.SetIcon("back")
	v.toText = widgets.Row(0, -1, widgets.Inset(0, -8, 0, toText))
	v.status = newStatusBox(v.p, after)
	v.reply = newReplyBox(v.p.Reply, after)
	v.answered = widgets.Columns(12, 0.56, 300, 2000, 740, v.status.box, v.reply.box)
	v.compare = newCompareBox(v.p.Compare)
	v.reissue = newReissueBox(v.p.Reissue, v.p.Edit, v.p.Keys, choose, open, after)
	v.parts = newPartsBox(v.p, after)
	v.meaning = newMeaningBox(v.p, after, choose)
	v.details = widgets.Columns(12, 0.45, 300, 640, 740, widgets.Card(v.parts.box), widgets.Card(v.meaning.box))
	v.rest = widgets.Space(0, 0)
	v.others = widgets.Stack(12, true, v.verdict.box, v.reissue.box, v.compare.box, v.lifeBox, v.answered, v.options.box, v.details, v.rest)
	v.Page = widgets.NewPage(widgets.Inset(theme.Inset, pageSide, theme.Inset,
		widgets.Stack(12, true, v.log.back, v.toText, v.paste.box, v.empty.box, v.log.box, v.others)))
	v.Page.Fit = v.log.fit
	v.log.fold.OnTapped = func() {
		v.log.unfolded = !v.log.table.Visible()
		v.log.fit(v.Page.Size())
		v.Page.Relayout()
	}
	v.tools.opened = func() { v.focus(v.options.asOf) }
	v.tools.compared = func() { v.focus(v.compare.entry) }
	v.parts.edit.OnTapped = func() {
		v.p.Edit.Open()
		v.focus(v.reissue.claims)
	}
	v.paste.edit.OnTapped = func() {
		v.p.Paste.Edit()
		v.focus(v.paste.entry)
	}
	v.verdict.fixed, v.verdict.notes.fixed = v.focusFix, v.focusFix
	v.reissue.next.OnTapped = func() {
		v.p.Reissue.FixNext()
		v.focusFix()
	}
	v.options.toggle.OnTapped = func() {
		v.p.Options.Toggle()
		if v.p.State().Options.Open {
			v.focus(v.options.asOf)
		}
	}
	v.options.answer.OnTapped = func() {
		v.p.Status.Toggle()
		if s := v.p.State().Answered; s.Open && !s.Read {
			v.focus(v.status.entry)
		}
	}
	v.meaning.key.OnForget = func() {
		v.p.Keys.Forget()
		v.focus(v.meaning.key.Entry())
	}
	v.status.giveURL = v.FocusPaste
	v.status.giveKey = func() {
		if k := v.p.State().Key; k.Taken() || k.Locked {
			v.p.Keys.Ask()
		}
		v.focus(v.meaning.key.Entry())
	}
	v.verdict.secret = func() { v.focus(v.meaning.key.Entry()) }
	v.Render(v.p.State())
	return v
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// CopyVerdict copies the verdict as its button does.
func (v *View) CopyVerdict() { v.verdict.copy.Tapped(nil) }

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	v.tools.render(s)
	v.life.Set(s.Life)
	list, listed := inList(s), v.log.rowsBox.Visible()
	opened := list && !v.log.box.Visible()
	widgets.Show(v.rest, !s.Shown && !list)
	relayout := widgets.ShowEach(map[fyne.CanvasObject]bool{
		v.toText: list && s.Log.Pasted, v.paste.box: !list, v.others: !list, v.answered: s.Answered.Open, v.verdict.box: s.Title != "", v.lifeBox: s.HasLife, v.details: s.Shown, v.parts.edit: s.CanEdit,
	}) || !v.drawn
	for _, changed := range []bool{
		v.paste.render(s), v.empty.render(s), v.verdict.render(s), v.options.render(s), v.compare.render(s.Compared), v.parts.render(s.Parted),
		v.status.render(s), v.reply.render(s), v.log.render(s), v.reissue.render(s), v.meaning.render(s),
	} {
		relayout = relayout || changed
	}
	relayout = v.log.fit(v.Page.Size()) || relayout
	v.drawn = true
	if relayout {
		v.Page.Relayout()
	}
	if opened || s.Texts != v.texts { // another one is looked at from its top
		v.texts = s.Texts
		v.Page.ToTop()
	}
	v.keepKeyboard(!listed && v.log.rowsBox.Visible())
}

func mono(text string, c fyne.ThemeColorName) widgets.Span {
	return widgets.Span{Text: text, Color: c, Mono: true, Size: theme.SmallText}
}

// refill puts so many lines on a list. Those that were made before are used again; one makes
// the line at a place.
func refill[L any](list widgets.Fluid, lines []L, n int, one func(at int) L, box func(L) fyne.CanvasObject) []L {
	for len(lines) < n {
		lines = append(lines, one(len(lines)))
	}
	objects := make([]fyne.CanvasObject, n)
	for i := range objects {
		objects[i] = box(lines[i])
	}
	widgets.Refill(list, objects...)
	return lines
}
