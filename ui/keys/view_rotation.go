package keys

import (
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/core/rotation"
	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// rotationPage is the page of a rotation: what is waited for, the steps, and what else hangs
// on the old key.
type rotationPage struct {
	p       *Presenter
	box     widgets.Fluid
	banner  *widgets.Banner
	working *widgets.Banner
	cancel  *widgets.Button
	trouble *widgets.Banner
	lost    *widgets.Banner
	again   *widgets.Button
	steps   widgets.Fluid
	rows    []*stepRow
	shown   int
	caveat  *widgets.Text
	hangs   fyne.CanvasObject
	needs   *widgets.Text
	env     *widgets.Button
	opened  bool
	parked  bool // the keyboard is nowhere until there is a step to do
}

// stepRow is one step.
type stepRow struct {
	box, line        fyne.CanvasObject
	icon             *widgets.Icon
	text, sub, time  *widgets.Text
	timeBox          fyne.CanvasObject
	bar              *widgets.Progress
	left, over       *widgets.Text
	barBox, scaleBox fyne.CanvasObject
	button           *widgets.Button
}

func (v *rotationPage) build(p *Presenter, after async.After) {
	v.p = p
	v.banner = widgets.NewBanner()
	v.banner.SetOpenBelow(true)
	v.cancel = widgets.NewButton("Cancel", widgets.Plain, p.Account.Cancel)
	v.working, v.trouble = widgets.NewBanner(v.cancel), widgets.NewBanner()
	v.again = widgets.NewAsk("globe", "Ask again for the same key", widgets.Plain, p.Rotation.Again)
	v.lost = widgets.NewBannerAbove(v.again, widgets.NewButton("Look at the list", widgets.Plain, p.Rotation.Back),
		widgets.NewButton("Go on without it…", widgets.Link, p.Rotation.Unask))
	v.steps = widgets.Stack(0, false)
	v.caveat = widgets.NewText()
	card := widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Stack(0, false, v.banner.Box,
		widgets.Inset(0, theme.Inset, 8, widgets.Stack(0, false, v.steps, widgets.Separator(),
			widgets.Inset(8, 0, 4, widgets.Row(12, 1, widgets.NewIcon("info", theme.Muted, 18), v.caveat))))))
	v.env = widgets.NewButton("Copy as .env", widgets.Link, func() { p.Rotation.CopyEnv(func() { v.env.Tick(after) }) })
	v.needs = muted("")
	hang := func(name string, text *widgets.Text, b *widgets.Button) fyne.CanvasObject {
		return widgets.Stack(0, false, widgets.Separator(), widgets.Inset(2, 0, 2, widgets.Right(-linkSide, widgets.Cells([]float32{0.35, 0.65, 0},
			widgets.NewText(widgets.Span{Text: name}), text, widgets.Width(132, widgets.Row(0, 0, widgets.Space(0, 0), b))))))
	}
	v.hangs = widgets.Card(widgets.Stack(0, false, widgets.Inset(0, 0, 8, widgets.Title("What else hangs on the old key")),
		hang("Your back end", v.needs, v.env),
		hang("Another computer", muted("its Playtoken needs the new key too"), widgets.NewButton("Export…", widgets.Link, p.Rotation.Export)),
		hang("Links that are out already", muted("they stop with the key, whatever their end"), widgets.NewButton("Read one in Why?", widgets.Link, p.Rotation.Why))))
	v.box = widgets.Stack(theme.Gap, true, v.working.Box, v.trouble.Box, v.lost.Box, card, v.hangs, widgets.Space(0, 0))
}

func (v *rotationPage) newRow() *stepRow {
	r := &stepRow{
		line: widgets.Separator(), icon: widgets.NewIcon("ring", theme.Muted, 18), text: widgets.NewText(), sub: widgets.NewText(),
		time: widgets.NewText(), bar: widgets.NewProgress(), left: widgets.NewText(), over: widgets.NewText(),
	}
	r.timeBox = widgets.Fixed(r.time)
	r.button = widgets.NewAsk("globe", "", widgets.Plain, v.p.Rotation.Do)
	r.barBox = widgets.Inset(6, 0, 2, r.bar)
	r.scaleBox = widgets.Row(8, 0, r.left, widgets.Fixed(r.over))
	r.box = widgets.Stack(0, false, r.line, widgets.Inset(8, 0, 8, widgets.Stack(1, false,
		widgets.Row(12, 1, r.icon, widgets.Stack(1, false, r.text, r.sub), r.timeBox, r.button),
		widgets.Row(12, 1, widgets.Space(18, 0), widgets.Stack(1, false, r.barBox, r.scaleBox)))))
	return r
}

func (v *rotationPage) render(s State) bool {
	changed := widgets.Show(v.box, s.Rotation.Open)
	if !s.Rotation.Open {
		return changed
	}
	r, a := s.Rotation, s.Account
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		v.working.Box: a.Working != "", v.trouble.Box: a.Failed && !r.Told, v.lost.Box: r.Asked, v.again: r.Again, v.hangs: r.HasNew,
	}) || changed
	v.again.SetHost(a.Host)
	v.again.SetEnabled(!a.Busy)
	changed = v.working.Set(viewmodel.Neutral, a.Working, "", "") || changed
	changed = v.trouble.Set(a.Mood, a.Trouble, a.Text, "") || changed
	changed = v.lost.Set(viewmodel.Careful, "The key may have been made all the same", r.Lost, "") || changed
	changed = v.banner.Set(r.Mood, r.Banner, r.Detail, r.Clock) || changed
	v.banner.SetIcon(r.Icon)
	changed = v.needs.Set(widgets.Span{Text: r.NeedsNew, Color: theme.Muted}) || changed
	changed = v.caveat.Set(widgets.Span{Text: r.Caveat, Color: theme.Muted}) || changed
	return v.list(r.Steps) || changed
}

// moveFocus brings the keyboard to the step that is due when the page comes, and takes it
// from a button that has gone.
func (v *rotationPage) moveFocus(open bool, back *widgets.Button, list fyne.Focusable) {
	came, went := open && !v.opened, !open && v.opened
	v.opened = open
	c := widgets.CanvasOf(v.box)
	if c == nil || !came && !went && !open {
		return
	}
	if went {
		widgets.Focus(c, list)
		return
	}
	b, isButton := c.Focused().(*widgets.Button)
	parked := v.parked && c.Focused() == nil
	if !came && !parked && (!isButton || b.Visible() && !b.Disabled() || !v.has(b)) {
		return
	}
	v.parked = false
	for _, r := range v.rows[:v.shown] {
		if r.button.Visible() && !r.button.Disabled() {
			widgets.Focus(c, r.button)
			return
		}
	}
	switch {
	case came:
		widgets.Focus(c, back)
	case parked || !b.Visible():
		v.parked = true
		c.Unfocus()
	}
}

func (v *rotationPage) has(b *widgets.Button) bool {
	for _, r := range v.rows {
		if r.button == b {
			return true
		}
	}
	return false
}

func (v *rotationPage) list(steps []StepState) bool {
	for len(v.rows) < len(steps) {
		v.rows = append(v.rows, v.newRow())
	}
	changed := v.shown != len(steps)
	var objects []fyne.CanvasObject
	for i, s := range steps {
		r := v.rows[i]
		changed = widgets.Show(r.line, i > 0) || changed
		changed = r.set(s) || changed
		objects = append(objects, r.box)
	}
	if changed {
		v.shown = len(steps)
		widgets.Refill(v.steps, objects...)
	}
	return changed
}

func (r *stepRow) set(s StepState) bool {
	ink := theme.Ink
	switch s.State {
	case rotation.Done:
		r.icon.Set("done", theme.Good)
	case rotation.Now:
		r.icon.Set("now", theme.Accent)
	default:
		r.icon.Set("ring", theme.Muted)
		ink = theme.Muted
	}
	time := theme.Muted
	if s.State == rotation.Now {
		time = theme.Ink
	}
	changed := r.text.Set(stepSpans(s, ink)...)
	changed = r.sub.Set(widgets.Spans(s.Sub)...) || changed
	changed = r.time.Set(widgets.Span{Text: s.Time, Color: time}) || changed
	changed = r.left.Set(widgets.Span{Text: s.Left, Color: theme.Muted, Size: theme.SmallText}) || changed
	changed = r.over.Set(widgets.Span{Text: s.Over, Color: theme.Muted, Size: theme.SmallText}) || changed
	r.bar.Set(s.Part)
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		r.sub: len(s.Sub) > 0, r.timeBox: s.Time != "" && s.Button == "", r.barBox: s.Bar, r.scaleBox: s.Bar, r.button: s.Button != "",
	}) || changed
	if r.button.Text() != s.Button || r.button.Host() != s.Host {
		changed = true
	}
	r.button.SetText(s.Button)
	r.button.SetHost(s.Host)
	r.button.SetIcon(map[bool]string{true: "globe"}[s.Host != ""])
	look := widgets.Plain
	if s.Filled && !s.Disabled {
		look = widgets.Filled
	}
	r.button.SetLook(look)
	r.button.SetEnabled(!s.Disabled)
	return changed
}

// stepSpans is what a step is; an ID in it is monospaced, as all that is copied.
func stepSpans(s StepState, ink fyne.ThemeColorName) []widgets.Span {
	spans := []widgets.Span{{Text: s.Bold, Bold: true, Color: ink}}
	before, after, found := strings.Cut(s.Text, s.ID)
	if s.ID == "" || !found {
		return append(spans, widgets.Span{Text: s.Text, Color: ink})
	}
	return append(spans, widgets.Span{Text: before, Color: ink}, widgets.Span{Text: s.ID, Color: ink, Mono: true, Size: theme.SmallText}, widgets.Span{Text: after, Color: ink})
}
