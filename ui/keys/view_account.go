package keys

import (
	"fyne.io/fyne/v2"

	"playtoken/core/words"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// accountCard is the card with what a platform has.
type accountCard struct {
	p                    *Presenter
	card                 fyne.CanvasObject
	title, asked, empty  *widgets.Text
	chip                 *widgets.ChipText
	manage, ask          *widgets.Button
	trouble, working     *widgets.Banner
	done                 *widgets.Text
	doneBox              fyne.CanvasObject
	cancel               *widgets.Button
	head                 fyne.CanvasObject
	table                widgets.Fluid
	rows                 []*remoteRow
	shown                int
	create, read, rotate *widgets.Button
	foot                 *widgets.Text
	policy               *widgets.Segmented
	policyNote           *widgets.Text
	policyAsk            *widgets.Button
	policyBox            fyne.CanvasObject
	asking               *widgets.Button // had the keyboard when what it asks began to be told
}

// remoteRow is one key that the platform has.
type remoteRow struct {
	box                  fyne.CanvasObject
	id, age, saved, ends *widgets.Text
	remove               *widgets.Button
}

// remoteShares are the shares of the columns: ID, age, where it is saved, its last token.
// What takes it away has its own width.
var remoteShares = []float32{0.235, 0.25, 0.255, 0.26, 0}

func (c *accountCard) build(p *Presenter) {
	c.p = p
	c.title, c.chip, c.asked, c.empty = widgets.NewText(), widgets.NewChip(), widgets.NewText(), widgets.NewText()
	c.manage = widgets.NewButton("Account…", widgets.Link, p.Account.Manage)
	c.ask = widgets.NewAsk("refresh", "Ask", widgets.Link, p.Account.Ask)
	c.cancel = widgets.NewButton("Cancel", widgets.Plain, p.Account.Cancel)
	c.trouble, c.working = widgets.NewBanner(), widgets.NewBanner(c.cancel)
	c.done = widgets.NewText()
	c.doneBox = widgets.Inset(4, 0, 6, widgets.Row(8, 1, widgets.NewIcon("done", theme.Good, 16), c.done))
	c.create = widgets.NewAsk("globe", "Create", widgets.Plain, p.Account.Create)
	c.read = widgets.NewAsk("globe", "Read the secret", widgets.Plain, p.Project.Read)
	c.rotate = widgets.NewButton("Rotation…", widgets.Plain, p.Rotation.Open)
	c.foot = widgets.NewText(widgets.Span{Text: "A new key is saved here first.", Color: theme.Muted, Size: theme.SmallText})
	c.table = widgets.Stack(0, false)
	c.head = c.heads()
	c.policy = widgets.NewSegmented(Policies, p.Project.SetPolicy)
	c.policyNote = widgets.NewText()
	c.policyNote.Wrap = widgets.Clip
	c.policyAsk = widgets.NewAsk("refresh", "Ask", widgets.Link, p.Project.AskPolicy)
	c.policyBox = widgets.Stack(0, false, widgets.Space(0, 6), widgets.Separator(), widgets.Inset(6, 0, 6,
		widgets.Row(10, 2, widgets.Fixed(muted("Engage Kit policy")), c.policy, c.policyNote, c.policyAsk)))
	c.card = widgets.Card(widgets.Stack(0, false,
		widgets.Right(-linkSide, widgets.Wrapped(8, widgets.Row(8, -1, widgets.Fixed(c.title), c.chip.Box), widgets.Fixed(c.asked), widgets.Row(0, -1, c.manage, c.ask))),
		widgets.Stack(8, false, c.working.Box, c.trouble.Box), c.doneBox, c.empty,
		c.head, c.table, c.policyBox,
		widgets.Inset(12, 0, 0, widgets.Wrapped(8, c.create, c.read, c.rotate, widgets.Fixed(c.foot)))))
}

// heads are the words above the columns.
func (c *accountCard) heads() fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, text := range []string{"Key ID", "Age", "Saved here as", "Last token signed here"} {
		cells = append(cells, muted12(text))
	}
	return widgets.Inset(4, 0, 6, widgets.Right(-linkSide, widgets.Cells(remoteShares, append(cells, widgets.Space(deleteWidth(), 1))...)))
}

// deleteWidth is the width of what takes a key away.
func deleteWidth() float32 {
	return widgets.NewButton("Delete…", widgets.Danger, nil).MinSize().Width
}

func muted12(text string) *widgets.Text {
	return widgets.NewText(widgets.Span{Text: text, Color: theme.Muted, Size: theme.SmallText})
}

func (c *accountCard) newRow(i int) *remoteRow {
	r := &remoteRow{id: widgets.NewText(), age: widgets.NewText(), saved: widgets.NewText(), ends: widgets.NewText()}
	r.id.Wrap = widgets.Middle
	r.remove = widgets.NewButton("Delete…", widgets.Danger, func() { c.p.Account.Delete(i) })
	r.box = widgets.Stack(0, false, widgets.Separator(), widgets.Inset(4, 0, 4,
		widgets.Right(-linkSide, widgets.Cells(remoteShares, r.id, r.age, r.saved, r.ends, r.remove))))
	return r
}

func (c *accountCard) render(s AccountState) bool {
	changed := widgets.Show(c.card, s.Shown)
	if !s.Shown {
		return changed
	}
	changed = c.title.Set(widgets.Span{Text: s.Title, Bold: true, Color: theme.Muted}) || changed
	c.chip.SetMood(s.Account, s.AccountMood, s.AccountIcon)
	c.asked.Set(widgets.Span{Text: s.Asked, Color: theme.Muted})
	empty := s.Empty + s.Note
	some := len(s.Keys) > 0
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		c.manage: s.CanManage, c.ask: s.CanAsk && s.Account != "", c.working.Box: s.Working != "", c.trouble.Box: s.Failed, c.doneBox: s.Done != "",
		c.empty: empty != "", c.head: some, c.table: some, c.policyBox: s.HasPolicy,
		c.create: s.CanCreate, c.read: s.CanRead, c.rotate: s.CanRotate, c.policyNote: s.PolicyNote != "", c.foot: s.CanCreate || s.CanRead,
	}) || changed
	for _, b := range []*widgets.Button{c.ask, c.create, c.read, c.policyAsk} {
		b.SetHost(s.Host)
		b.SetEnabled(!s.Busy)
	}
	c.manage.SetEnabled(s.Working == "")
	c.create.SetText("Create " + words.LowerFirst(s.Title) + "…")
	manage := "Account…"
	if s.Account == "" {
		manage = "Connect an account…"
	}
	c.manage.SetText(manage)
	changed = c.working.Set(viewmodel.Neutral, s.Working, "", "") || changed
	changed = c.trouble.Set(s.Mood, s.Trouble, s.Text, "") || changed
	changed = c.done.Set(widgets.Span{Text: s.Done}) || changed
	changed = c.empty.Set(widgets.Span{Text: empty, Color: theme.Muted}) || changed
	changed = c.policyNote.Set(widgets.Span{Text: s.PolicyNote, Color: theme.Muted}) || changed
	c.policy.Set(s.Policy)
	changed = c.keys(s) || changed
	c.moveFocus(s.CanCancel)
	return changed
}

// moveFocus brings the keyboard from a button that rests while it asks to what gives that up,
// and back.
func (c *accountCard) moveFocus(waits bool) {
	canvas := widgets.CanvasOf(c.card)
	if canvas == nil {
		return
	}
	b, isButton := canvas.Focused().(*widgets.Button)
	switch {
	case !isButton:
	case waits && b.Disabled() && b.Visible():
		c.asking = b
		widgets.Focus(canvas, c.cancel)
	case !waits && b == c.cancel && c.asking != nil:
		widgets.Focus(canvas, c.asking)
	}
}

// keys shows the rows.
func (c *accountCard) keys(s AccountState) bool {
	for len(c.rows) < len(s.Keys) {
		c.rows = append(c.rows, c.newRow(len(c.rows)))
	}
	changed := c.shown != len(s.Keys)
	var objects []fyne.CanvasObject
	for i, k := range s.Keys {
		r := c.rows[i]
		color := func(known bool) fyne.ThemeColorName {
			if known {
				return theme.Ink
			}
			return theme.Muted
		}
		changed = r.id.Set(widgets.Span{Text: k.ID, Mono: true, Size: theme.SmallText}) || changed
		changed = r.age.Set(widgets.Span{Text: k.Age}, widgets.Span{Text: " " + k.Date, Color: theme.Muted}) || changed
		changed = r.saved.Set(widgets.Span{Text: k.SavedAs, Color: color(k.Saved)}) || changed
		changed = r.ends.Set(widgets.Span{Text: k.Ends, Color: color(k.Signed)}) || changed
		r.remove.SetEnabled(!s.Busy)
		objects = append(objects, r.box)
	}
	if changed {
		c.shown = len(s.Keys)
		widgets.Refill(c.table, objects...)
	}
	return changed
}
