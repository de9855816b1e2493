package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/widgets"
)

// claimList edits the further claims.
type claimList struct {
	box  widgets.Fluid
	p    *Presenter
	rows []*claimRow
	add  *widgets.Button
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
		change := func(string) { p.Claims.Set(i, r.name.Text, r.json.Text) }
		r.name = widgets.NewEntry("name", change)
		r.json = widgets.NewEntry("text or JSON", change)
		for _, e := range []*widgets.Entry{r.name, r.json} {
			e.OnPaste = func(text string) bool { return p.Paste.Into("", text) }
			e.OnFocus = func(on bool) {
				if on {
					p.Claims.Enter(i)
				} else {
					p.Claims.Leave()
				}
			}
		}
		remove := widgets.NewButton("Remove", widgets.Link, func() {
			p.Claims.Remove(i)
			l.enter(min(i, len(p.State().Claims)-1))
		})
		r.field = widgets.NewField("Further claim", widgets.Row(6, 1, widgets.Width(90, r.name.Framed()), r.json.Framed(), remove))
		r.field.Box.Hide()
		l.rows = append(l.rows, r)
		objects = append(objects, r.field.Box)
	}
	l.add = widgets.NewButton("Add a claim", widgets.Link, func() {
		if len(p.State().Claims) < mostClaims {
			p.Claims.Add()
			l.enter(len(p.State().Claims) - 1)
		}
	})
	l.box = widgets.Stack(10, false, append(objects, widgets.Inset(0, -8, 0, widgets.Row(0, -1, l.add)))...)
	return l
}

// enter puts the keyboard into a claim, or where claims are added when there is none.
func (l *claimList) enter(i int) {
	c := widgets.CanvasOf(l.add)
	switch {
	case c == nil:
	case i < 0:
		widgets.Focus(c, l.add)
	default:
		widgets.Focus(c, l.rows[i].name)
	}
}

func (l *claimList) render(claims []Claim) (changed bool) {
	for i, r := range l.rows {
		there := i < len(claims)
		changed = widgets.Show(r.field.Box, there) || changed
		if there {
			r.name.Set(claims[i].Name)
			r.json.Set(claims[i].JSON)
			r.name.SetMasked(claims[i].Masked)
			r.json.SetMasked(claims[i].Masked)
			changed = r.field.Say(claims[i].Message, claims[i].Tone) || changed
		}
	}
	return changed
}
