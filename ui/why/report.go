package why

import (
	"playtoken/core/diagnosis/report"
)

// Report is what is read, for a ticket.
type Report struct {
	*reading
	mask  bool                   // leave out who watches and with which key
	ofLog func(mask bool) string // the report of the list that is shown, "" for none
}

// ToggleMask hides viewer, key ID and subject in reports, or not.
func (r *Report) ToggleMask() {
	r.mask = !r.mask
	r.update()
}

// Copy copies the report for a ticket, as Markdown.
func (r *Report) Copy(done func()) {
	if text := r.ofLog(r.mask); text != "" {
		r.copy("Report", text, done)
	} else if r.judged() {
		r.copy("Report", r.report().Markdown(), done)
	}
}

// Save writes the report to a file, as Markdown or JSON.
func (r *Report) Save(asJSON bool) {
	switch log := r.ofLog(r.mask); {
	case log != "":
		r.save("log-report.md", []byte(log), "report")
	case !r.judged():
	case asJSON:
		r.save("playback-report.json", r.report().JSON(), "report")
	default:
		r.save("playback-report.md", []byte(r.report().Markdown()), "report")
	}
}

func (r *Report) report() report.Report {
	return report.New(*r.found, report.Options{Zone: r.services.Zone, Now: r.now(), Mask: r.mask})
}
