package keys

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// leftBanner offers what a creation has left.
type leftBanner struct {
	banner                       *widgets.Banner
	restore, again, list, forget *widgets.Button
}

func (b *leftBanner) build(p *Presenter) {
	b.restore = widgets.NewButton("Save it", widgets.Plain, p.Left.Restore)
	b.again = widgets.NewAsk("globe", "Ask again for the same key", widgets.Plain, p.Left.Again)
	b.list = widgets.NewButton("Look at the list", widgets.Plain, p.Left.ShowList)
	b.forget = widgets.NewButton("Forget…", widgets.Link, p.Left.Forget)
	b.banner = widgets.NewBannerAbove(b.restore, b.again, b.list, b.forget)
}

func (b *leftBanner) render(s LeftState) bool {
	changed := widgets.Show(b.banner.Box, s.Title != "")
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{b.restore: s.Restore, b.again: s.Again, b.list: s.Look}) || changed
	b.again.SetHost(s.Host)
	return b.banner.Set(s.Mood, s.Title, s.Text, "") || changed
}

// rotationBar is what stands above the page of a rotation.
type rotationBar struct {
	box    widgets.Fluid
	title  *widgets.Text
	tag    *widgets.ChipText
	giveUp *widgets.Button
	back   *widgets.Button
}

func (b *rotationBar) build(p *Presenter) {
	b.title, b.tag = widgets.NewText(), widgets.NewChip()
	b.title.Wrap, b.title.Tail = widgets.Middle, nameTail
	b.giveUp = widgets.NewButton("Give up the rotation…", widgets.Plain, p.Rotation.GiveUp)
	b.back = widgets.NewAsk("back", "Keys", widgets.Link, p.Rotation.Back)
	b.box = widgets.Row(12, 1, widgets.Inset(0, -linkSide, 0, b.back), widgets.Lead(8, b.title, b.tag.Box), b.giveUp)
	b.box.Hide()
}

func (b *rotationBar) render(s RotationState) {
	widgets.Show(b.box, s.Open)
	b.title.Set(widgets.Span{Text: s.Title, Bold: true, Size: 14})
	b.tag.Set(s.Tag)
	widgets.Show(b.giveUp, s.CanGiveUp)
	b.box.Refresh()
}

// unsavedPanel shows a key that could not be saved.
type unsavedPanel struct {
	u     *Unsaved
	open  Panels
	after async.After
}

// The size of the dialog, in pixels.
const (
	unsavedWidth = 480
	shownKey     = 150
)

func (w *unsavedPanel) show(s UnsavedState) {
	var shut func()
	var copyKey, reveal *widgets.Button
	text := widgets.NewText()
	text.Wrap = widgets.Characters
	page := widgets.NewPage(text)
	box := widgets.Sized(unsavedWidth, shownKey, page)
	box.Hide()
	content := widgets.Stack(12, false)
	copyKey = widgets.NewButton("Copy", widgets.Filled, func() { w.u.Copy(func() { copyKey.Tick(w.after) }) })
	reveal = widgets.NewButton("Show", widgets.Plain, func() {
		text.Set(widgets.Span{Text: w.u.Reveal(), Mono: true, Size: theme.SmallText})
		box.Show()
		reveal.Hide()
		page.Relayout()
		content.Refresh()
	})
	closing := widgets.NewButton("Close", widgets.Plain, func() { w.u.Close(func() { shut() }) })
	id := widgets.NewText(widgets.Span{Text: s.ID, Mono: true, Size: theme.SmallText})
	id.Wrap = widgets.Middle
	widgets.Refill(content,
		widgets.Width(unsavedWidth, widgets.Row(10, 1, widgets.NewIcon("warn", theme.Warn, 18), widgets.NewText(widgets.Span{Text: s.Text}))),
		widgets.Row(8, 1, widgets.Fixed(muted("Key ID")), id), box,
		widgets.Row(8, 0, widgets.Space(0, 0), reveal, widgets.NewButton("Save to a file…", widgets.Plain, w.u.Save), copyKey, closing))
	shut = w.open(s.Title, content, copyKey, nil)
}
