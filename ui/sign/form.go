package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/core/platform"
	"playtoken/ui/look"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// form is the left column. Its fields come from the platform.
type form struct {
	p      *Presenter
	column widgets.Fluid

	fields   map[string]*control
	key      *widgets.KeyField
	keyField *widgets.Field
	life     *widgets.Segmented
	date     *widgets.Entry
	lifeF    *widgets.Field
	more     *widgets.Button
	fold     *widgets.Icon
	options  fyne.CanvasObject
	claims   *claimList
}

// control is one field of the platform: a choice, a text, or a choice whose last
// option is a text.
type control struct {
	field  platform.Field
	whole  *widgets.Field
	choice *widgets.Segmented
	entry  *widgets.Entry
	text   widgets.Fluid // the entry in its frame
	other  bool
}

func (f *form) build(p *Presenter, choose func(func([]byte))) fyne.CanvasObject {
	f.p, f.fields = p, map[string]*control{}
	state := p.State()
	objects := []fyne.CanvasObject{widgets.NewField("Platform", widgets.NewSelect(state.Platforms, p.ChoosePlatform)).Box}
	var choices, options []fyne.CanvasObject
	for _, field := range state.Fields {
		if field.Place == platform.URLKit {
			continue
		}
		c := newControl(p, field.Field)
		f.fields[field.Name] = c
		switch {
		case field.Place == platform.More:
			options = append(options, c.whole.Box)
		case len(field.Choices) > 0:
			choices = append(choices, c.whole.Box)
		default:
			objects = append(objects, c.whole.Box)
		}
	}
	f.key = widgets.NewKeyField("Paste the private key or drop a file")
	f.key.OnPaste = func(s string) { p.PasteKey([]byte(s)) }
	f.key.OnType = p.TypeKey
	f.key.OnChoose = func() { choose(p.PasteKey) }
	f.key.OnForget, f.key.OnReplace = p.ForgetKey, p.ForgetKey
	f.keyField = widgets.NewField("Private key", f.key.Box)
	objects = append(objects, f.keyField.Box)
	objects = append(objects, choices...)

	f.life = widgets.NewSegmented(state.Lives, p.SetLife)
	f.date = widgets.NewEntry("or a date", p.SetDate)
	f.date.OnPaste = p.PasteIntoField
	f.lifeF = widgets.NewField("Lifetime", widgets.Row(8, 1, f.life, f.date.Framed()))
	objects = append(objects, f.lifeF.Box)

	f.claims = newClaimList(p)
	f.options = widgets.Stack(12, false, append(options, f.claims.box)...)
	f.more = widgets.NewButton("More claims and options", widgets.Link, p.ToggleMore)
	f.fold = widgets.NewIcon("fold", theme.Accent, 9)
	objects = append(objects, widgets.Row(0, -1, f.fold, f.more), f.options)
	f.column = widgets.Stack(12, false, objects...)
	return f.column
}

func newControl(p *Presenter, field platform.Field) *control {
	c := &control{field: field}
	c.entry = widgets.NewEntry(field.Example, func(s string) { p.SetField(field.Name, s) })
	c.entry.OnPaste = p.PasteIntoField
	c.text = c.entry.Framed()
	inner := c.text
	if len(field.Choices) > 0 {
		var labels []string
		for _, o := range field.Choices {
			labels = append(labels, o.Label)
		}
		if field.Open {
			labels = append(labels, field.OpenName)
		}
		c.choice = widgets.NewSegmented(labels, func(i int) {
			c.other = i == len(field.Choices)
			if c.other {
				p.SetField(field.Name, c.entry.Text)
			} else {
				p.SetField(field.Name, field.Choices[i].Value)
			}
		})
		inner = widgets.Inset(0, 0, 0, c.choice)
		if field.Open {
			c.text.Hide()
			inner = widgets.Stack(6, false, c.choice, c.text)
		}
	}
	c.whole = widgets.NewField(field.Label, inner)
	return c
}

func (c *control) render(f Field) (changed bool) {
	if c.choice == nil {
		c.entry.Set(f.Value)
	} else {
		other := c.other || f.Choice < 0
		if other {
			c.choice.Set(len(c.field.Choices))
			c.entry.Set(f.Value)
		} else {
			c.choice.Set(f.Choice)
		}
		if c.field.Open {
			changed = widgets.Show(c.text, other)
		}
	}
	return c.whole.Say(f.Say, f.Tone) || changed
}

func (f *form) render(old, s State) (changed bool) {
	for _, field := range s.Fields {
		if c := f.fields[field.Name]; c != nil {
			changed = c.render(field) || changed
		}
	}
	if s.Key != old.Key {
		f.key.Set(s.Key)
		if s.Key.Taken() {
			f.key.Clear()
		}
		changed = true
	}
	f.life.Set(s.Life)
	f.date.Set(s.Date.Text)
	changed = f.lifeF.Say(s.Date.Message, s.DateTone) || changed
	f.fold.Set("fold", theme.Accent)
	if s.More {
		f.fold.Set("down", theme.Accent)
	}
	changed = widgets.Show(f.options, s.More) || changed
	return f.claims.render(s.Claims) || changed
}

// claimList edits the further claims.
type claimList struct {
	box  widgets.Fluid
	p    *Presenter
	rows []*claimRow
}

type claimRow struct {
	field      *widgets.Field
	name, json *widgets.Entry
}

// mostClaims is how many further claims the form takes.
const mostClaims = 8

func newClaimList(p *Presenter) *claimList {
	l := &claimList{p: p}
	var objects []fyne.CanvasObject
	for i := range mostClaims {
		r := &claimRow{}
		change := func(string) { p.SetClaim(i, r.name.Text, r.json.Text) }
		r.name = widgets.NewEntry("name", change)
		r.json = widgets.NewEntry(`JSON, such as "text" or 12`, change)
		remove := widgets.NewButton("Remove", widgets.Link, func() { p.RemoveClaim(i) })
		r.field = widgets.NewField("Further claim", widgets.Row(6, 1, widgets.Width(90, r.name.Framed()), r.json.Framed(), remove))
		r.field.Box.Hide()
		l.rows = append(l.rows, r)
		objects = append(objects, r.field.Box)
	}
	add := widgets.NewButton("Add a claim", widgets.Link, func() {
		if len(p.State().Claims) < mostClaims {
			p.AddClaim()
		}
	})
	l.box = widgets.Stack(10, false, append(objects, widgets.Inset(0, -8, 0, widgets.Row(0, -1, add)))...)
	return l
}

func (l *claimList) render(claims []Claim) (changed bool) {
	for i, r := range l.rows {
		there := i < len(claims)
		changed = widgets.Show(r.field.Box, there) || changed
		if there {
			r.name.Set(claims[i].Name)
			r.json.Set(claims[i].JSON)
			changed = r.field.Say(claims[i].Message, look.Wrong) || changed
		}
	}
	return changed
}

// markup colours the names in a tag.
func markup(code string) []widgets.Span {
	span := func(s string, c fyne.ThemeColorName) widgets.Span {
		return widgets.Span{Text: s, Color: c, Mono: true, Size: theme.SmallText}
	}
	if len(code) == 0 || code[0] != '<' {
		return []widgets.Span{span(code, theme.Ink)}
	}
	var list []widgets.Span
	quoted, start := false, 0
	color := theme.Ink
	flush := func(end int, next fyne.ThemeColorName) {
		if end > start {
			list = append(list, span(code[start:end], color))
		}
		start, color = end, next
	}
	for i := range len(code) {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			flush(i+1, theme.Claims)
		case c == '/' && i > 0 && code[i-1] == '<':
			flush(i+1, theme.Claims)
			list[len(list)-1].Color = theme.Ink
		case c == ' ' || c == '\n':
			flush(i, theme.Header)
		case c == '=' || c == '>':
			flush(i, theme.Ink)
		}
	}
	flush(len(code), theme.Ink)
	return list
}
