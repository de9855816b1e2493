package keys

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// empty is the screen without keys: what one is for, what can be imported, who makes one.
type empty struct {
	box    fyne.CanvasObject
	begin  *widgets.Button
	choose *widgets.Button
}

// kinds are what can be imported, with an example each.
var kinds = [][3]string{
	{"keys", "A private key", "PEM, DER, one line, base64, JWK, .p8, PKCS#12"},
	{"lock", "A shared secret", "text, hex or base64, as the platform shows it"},
	{"globe", "A platform's answer", "the JSON with id and privateKey, as it came"},
	{"sign", "A .env or source file", "the key is found in it and repaired"},
	{"good", "A public key", "to tell which tokens it signed"},
	{"copy", "Keys of another computer", "playtoken-profiles.age, with its passphrase"},
}

func (e *empty) build(p *Presenter) {
	e.begin = widgets.NewButton("Import a key file", widgets.Filled, p.Transfer.Open)
	e.choose = widgets.NewButton("New key…", widgets.Plain, p.Transfer.NewKey)
	plain := func(text string) *widgets.Text { return widgets.NewText(widgets.Span{Text: text}) }
	quiet := func(text string) *widgets.Text {
		return widgets.NewText(widgets.Span{Text: text, Color: theme.Muted, Size: theme.SmallText})
	}
	first := widgets.Card(widgets.Stack(10, false,
		widgets.Heading("No key is saved yet"),
		plain("With a key Playtoken signs tokens, and tells which one signed them. Secrets are sealed; only the public half can be read without unlocking."),
		widgets.Row(12, 1, e.begin, quiet("or drop or paste one anywhere on this screen"))))
	var cells []fyne.CanvasObject
	for _, k := range kinds {
		cells = append(cells, widgets.Row(12, 1, widgets.NewIcon(k[0], theme.Muted, 16), widgets.Stack(2, false,
			widgets.NewText(widgets.Span{Text: k[1], Bold: true}), quiet(k[2]))))
	}
	second := widgets.Card(widgets.Stack(12, false, widgets.Title("What can be imported"), widgets.Grid(14, 260, cells...)))
	third := widgets.Card(widgets.Stack(10, false, widgets.Title("Who makes keys"),
		plain(makers()+" make their own and take none from elsewhere: Playtoken can ask for one there, with an account."),
		plain("For "+labelsOfOwn()+" and services of your own a key is made on this machine."),
		widgets.Row(8, -1, e.choose)))
	e.box = widgets.Stack(theme.Gap, false, first, second, third)
}
