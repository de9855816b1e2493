package check

import (
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/reply"
	"playtoken/core/diagnosis/report"
)

// ToolsState is what stands in the bar above the screen.
type ToolsState struct {
	CanOpen   bool // there is a URL
	CanReport bool // there is an answer to report
	CanSave   bool
	Mask      bool // reports leave out who watches and with which key
}

// Tools take the URL to other programs, and the verdict into a ticket.
type Tools struct {
	p    *Presenter
	mask bool
}

// Opening is one entry of the menu.
type Opening struct {
	Name string
	Open func(done func()) // done is called when it was a copy
	Rule bool              // a line is drawn above it
}

// Openings is where the URL can be opened, and as what it can be copied.
func (t *Tools) Openings() (list []Opening) {
	playable := t.p.Field.ready()
	if t.p.Field.host == "" {
		return nil
	}
	if s := t.p.Local.server; s != nil {
		page := func(of string) func(func()) { return func(func()) { t.p.services.Open(s.Page(of)) } }
		list = append(list, Opening{Name: "Browser", Open: page(playable)})
		if local, err := s.Local(playable); err == nil && portOf(playable) != portOf(s.Address()) {
			list = append(list, Opening{Name: "Browser, from the local edge", Open: page(local)})
		}
	}
	for _, player := range t.p.services.OpenIn() {
		list = append(list, Opening{Name: player.Name, Open: func(func()) { player.Open(playable) }})
	}
	rule := len(list) > 0
	for _, program := range []string{"curl -i", "ffplay", "ffprobe"} {
		name, _, _ := strings.Cut(program, " ")
		list = append(list, Opening{Name: "Copy as " + name, Rule: rule, Open: func(done func()) { t.copy(program, name, done) }})
		rule = false
	}
	return list
}

// copy copies the command of a program that asks for the URL, with all that goes along.
func (t *Tools) copy(program, name string, done func()) {
	line := []string{program}
	r := t.p.Field.request()
	headers := ""
	for _, h := range [][2]string{{"Cookie", r.Cookies}, {"Referer", r.Referer}, {"Origin", r.Origin}, {"User-Agent", r.UserAgent}} {
		switch {
		case h[1] == "":
		case name == "curl":
			line = append(line, "-H", quoted(h[0]+": "+h[1]))
		default:
			headers += h[0] + ": " + h[1] + "\r\n"
		}
	}
	if headers != "" {
		line = append(line, "-headers", quoted(headers))
	}
	t.p.services.CopyToken(strings.Join(append(line, quoted(r.URL)), " "), t.p.copied("Command", done))
}

// quoted is a text as a POSIX shell takes it literally.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// ToggleMask hides viewer, key ID and subject in reports, or not.
func (t *Tools) ToggleMask() {
	t.mask = !t.mask
	t.p.update()
}

// CopyReport copies the report for a ticket, as Markdown.
func (t *Tools) CopyReport(done func()) {
	if r, ok := t.report(); ok {
		t.p.services.Copy(r.Markdown(), t.p.copied("Report", done))
	}
}

// CopyReply copies two or three sentences for the customer.
func (t *Tools) CopyReply(done func()) {
	if l := t.p.Look; l.answer != nil {
		c := l.found
		c.Verdict, _ = l.present()
		c.Said = diagnosis.Said{Status: l.answer.Status}
		t.p.services.Copy(reply.Text(c, t.p.services.Now()), t.p.copied("Reply", done))
	}
}

// SaveReport writes the report to a file, as Markdown or JSON.
func (t *Tools) SaveReport(asJSON bool) {
	r, ok := t.report()
	if !ok || t.p.services.SaveFile == nil {
		return
	}
	name, content := "check-report.md", []byte(r.Markdown())
	if asJSON {
		name, content = "check-report.json", r.JSON()
	}
	t.p.services.SaveFile(name, content, func(err error) {
		if err != nil {
			t.p.services.Fail(notSaved + err.Error())
			return
		}
		t.p.services.Toast("Report saved")
	})
}

// report is that of the verdict which joins answer and token.
func (t *Tools) report() (report.Report, bool) {
	l := t.p.Look
	if l.answer == nil {
		return report.Report{}, false
	}
	c := l.found
	c.Verdict, _ = l.present()
	return report.New(c, report.Options{Zone: t.p.services.Zone, Now: t.p.services.Now(), Mask: t.mask}), true
}

func (t *Tools) shown() ToolsState {
	return ToolsState{CanOpen: t.p.Field.host != "", CanReport: t.p.Look.answer != nil, CanSave: t.p.services.SaveFile != nil, Mask: t.mask}
}
