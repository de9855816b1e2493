package why

import (
	"playtoken/core/diagnosis/reply"
	"playtoken/core/diagnosis/report"
)

// ToggleMask hides viewer, key ID and subject in reports, or not.
func (p *Presenter) ToggleMask() {
	p.mask = !p.mask
	p.update()
}

// CopyReport copies the report for a ticket, as Markdown.
func (p *Presenter) CopyReport(done func()) {
	if p.state.Read {
		p.copy("Report", p.report().Markdown(), done)
	}
}

// CopyReply copies two or three sentences for the customer.
func (p *Presenter) CopyReply(done func()) {
	if p.state.Read {
		p.copy("Reply", reply.Text(*p.found, p.now()), done)
	}
}

// SaveReport writes the report to a file, as Markdown or JSON.
func (p *Presenter) SaveReport(asJSON bool) {
	if !p.state.Read || p.services.SaveFile == nil {
		return
	}
	name, content := "playback-report.md", []byte(nil)
	if asJSON {
		name, content = "playback-report.json", p.report().JSON()
	} else {
		content = []byte(p.report().Markdown())
	}
	p.services.SaveFile(name, content, func(err error) {
		if err != nil {
			p.services.Toast("The report could not be saved: " + err.Error())
			return
		}
		p.services.Toast("Report saved")
	})
}

func (p *Presenter) report() report.Report {
	return report.New(*p.found, report.Options{Zone: p.services.Zone, Now: p.now(), Mask: p.mask})
}
