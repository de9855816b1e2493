package check

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// localCard is the edge on this computer.
type localCard struct {
	chip, keys     *widgets.ChipText
	start, stop    *widgets.Button
	about          *widgets.Text
	fault          *widgets.Banner
	faultBox       fyne.CanvasObject
	address        *widgets.Field
	addressText    *widgets.Entry
	copyAddress    *widgets.Button
	stream         *widgets.Select
	streamBox      fyne.CanvasObject
	clock          *widgets.Segmented
	sample, wayOut *widgets.Button
	sampleText     *widgets.Text
	sampleBox      fyne.CanvasObject
	chain          *widgets.Segmented
	chainBox       fyne.CanvasObject
	open, copyGood *widgets.Button
	check          *widgets.Button
	buttons        fyne.CanvasObject
	sign           *widgets.Check
	signNote       *widgets.Text
	body           fyne.CanvasObject
	shownAddress   string
}

// Chains are how a platform may be told to check, where it leaves that open.
var Chains = []string{"every request", "master only"}

func (c *localCard) build(p *Presenter, after async.After) fyne.CanvasObject {
	l := p.Local
	c.chip, c.keys = widgets.NewChip(), widgets.NewChip()
	c.start = widgets.NewButton("Start", widgets.Plain, l.Start)
	c.stop = widgets.NewButton("Stop", widgets.Plain, l.Stop)
	c.about = widgets.NewText()
	c.fault = widgets.NewBanner()
	c.faultBox = widgets.Inset(4, 0, 4, c.fault.Box)
	c.addressText = widgets.NewEntry("", func(string) { c.addressText.Set(c.shownAddress) }) // it can be marked and copied, not changed
	c.copyAddress = widgets.NewButton("Copy", widgets.Plain, func() { l.CopyAddress(func() { c.copyAddress.Tick(after) }) })
	c.address = widgets.NewField("Address, this computer only", widgets.Row(8, 0, c.addressText.Framed(), c.copyAddress))
	c.stream = widgets.NewSelect(nil, l.ChooseStream)
	c.clock = widgets.NewSegmented(Clocks, l.SetClock)
	c.streamBox = widgets.Row(26, 0, widgets.NewField("Sample stream", c.stream).Box, widgets.NewField("Its clock", c.clock).Box)
	c.sampleText = widgets.NewText()
	c.sample = widgets.NewButton("Make one and play", widgets.Plain, l.Sample)
	c.wayOut = widgets.NewButton("", widgets.Plain, l.WayOut)
	c.sampleBox = widgets.Stack(6, false, c.sampleText, widgets.Wrapped(8, c.wayOut, c.sample))
	c.chain = widgets.NewSegmented(Chains, func(i int) { l.SetMasterOnly(i == 1) })
	c.chainBox = widgets.NewField("It wants the token on", c.chain).Box
	c.open = widgets.NewButton("Open in browser", widgets.Plain, l.OpenGood)
	c.open.SetIcon("play")
	c.copyGood = widgets.NewButton("Copy a good URL", widgets.Plain, func() { l.CopyGood(func() { c.copyGood.Tick(after) }) })
	c.check = widgets.NewButton("Check a good URL", widgets.Link, l.CheckGood)
	c.buttons = widgets.Wrapped(8, c.open, c.copyGood, c.check, widgets.Space(0, 0))
	c.sign = widgets.NewCheck("Offer /sign")
	c.sign.OnTicked = l.SetSign
	c.signNote = widgets.NewText()
	c.body = widgets.Stack(10, false, c.address.Box, c.streamBox, c.sampleBox, c.chainBox, c.buttons,
		widgets.Row(10, 1, c.sign, c.signNote))
	return widgets.Inset(13, theme.Inset, 13, widgets.Stack(6, false,
		widgets.Row(8, 3, widgets.Fixed(widgets.Title("Local edge")), c.chip.Box, c.keys.Box, widgets.Space(0, 0), c.start, c.stop),
		c.about, c.faultBox, c.body))
}

func (c *localCard) render(s LocalState) bool {
	had := c.chip.Box.MinSize().Width
	c.chip.SetMood(s.Chip, s.Mood, s.Icon)
	c.keys.Set(s.Keys)
	changed := had != c.chip.Box.MinSize().Width
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		c.start: !s.Running, c.stop: s.Running, c.body: s.Running, c.faultBox: s.Fault != "",
		c.streamBox: len(s.Streams) > 0, c.buttons: len(s.Streams) > 0, c.chainBox: s.HasChain,
		c.sampleBox: len(s.Streams) == 0, c.sample: len(s.Streams) == 0 && s.CanSample,
	}) || changed
	for _, b := range []*widgets.Button{c.start, c.stop, c.sample, c.open, c.copyGood, c.check} {
		b.SetEnabled(!s.Busy)
	}
	changed = c.about.Set(widgets.Span{Text: s.About, Color: theme.Muted}) || changed
	changed = c.fault.Set(viewmodel.Failed, "It could not start", s.Fault+" "+s.Help, "") || changed
	c.fault.SetIcon("bad")
	c.shownAddress = s.Address
	c.addressText.Set(s.Address)
	changed = c.address.Say(s.PortNote, viewmodel.Quiet) || changed
	c.stream.SetOptions(s.Streams, s.Stream)
	c.clock.Set(s.Clock)
	changed = c.sampleText.Set(widgets.Span{Text: s.NoStream, Color: theme.Muted}) || changed
	c.wayOut.SetText(s.WayOut)
	c.chain.Set(viewmodel.Either(s.MasterOnly, 1, 0))
	c.sign.Set(s.Sign)
	return c.signNote.Set(small(s.SignNote, theme.Muted)) || changed
}
