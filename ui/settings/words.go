package settings

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

// update words the state anew and shows it.
func (p *Presenter) update() {
	stored, kept := p.services.Stored, p.services.Book.State()
	s := State{
		Look:    p.services.Look(),
		Text:    percents(p.services.TextSizes, stored.TextSize()),
		Tokens:  choice(p.services.TokenTimes, stored.TokenFor(), "Never"),
		Lock:    choice(p.services.LockTimes, stored.LockAfter(), "Never"),
		Skew:    choice(p.services.Skews, stored.Skew(), "None"),
		Home:    home(kept, p.services.Book.Ready()),
		Working: p.busy,
		Clock:   clock(p.services.Now(), p.services.Zone),
		Path:    p.services.Path,
	}
	if kept.Reason != nil {
		s.Reason = book.Sentence(kept.Reason)
	}
	if p.busy == "" && p.services.Book.Ready() {
		actions(&s, kept)
	}
	s.About = []viewmodel.Row{
		row("Version", p.services.Version),
		row("Licence", "MIT"),
	}
	p.state = s
	p.show(s)
}

// actions are what can be done about the saved secrets as they stand.
func actions(s *State, kept vault.State) {
	if kept.Locked {
		s.CanUnlock = true
		return
	}
	s.CanLock = kept.Home != vault.ThisSession
	if errors.Is(kept.Reason, vault.ErrNoPlace) { // nothing of it would be of use
		return
	}
	s.CanUseKeyring = kept.Home != vault.InKeyring
	s.Passphrase = "Use a passphrase"
	if kept.Home == vault.UnderPassphrase {
		s.Passphrase = "Change the passphrase"
	}
}

// home says where the saved secrets live.
func home(s vault.State, ready bool) string {
	where := map[vault.Home]string{
		vault.InKeyring:       "Sealed in the profiles file; the system's keyring has the key.",
		vault.UnderPassphrase: "Sealed in the profiles file under your passphrase.",
		vault.ThisSession:     "In memory, for this session only.",
	}[s.Home]
	switch {
	case !ready:
		return "Opening…"
	case s.Locked:
		return "Locked. " + where
	}
	return where
}

// choice words spans to choose from; none is what 0 is called.
func choice(all []time.Duration, chosen time.Duration, none string) Choice {
	c := Choice{Chosen: slices.Index(all, chosen)}
	for _, d := range all {
		text := none
		if d > 0 {
			text = viewmodel.Span(d)
		}
		c.Options = append(c.Options, text)
	}
	return c
}

// percents words sizes to choose from.
func percents(all []int, chosen int) Choice {
	c := Choice{Chosen: slices.Index(all, chosen)}
	for _, n := range all {
		c.Options = append(c.Options, strconv.Itoa(n)+" %")
	}
	return c
}

// clock tells the time zone of this machine, and the time in it beside UTC.
func clock(now time.Time, zone *time.Location) []viewmodel.Row {
	here := now.In(zone)
	name, offset := here.Zone()
	zoneText := "UTC" + here.Format("-07:00")
	if offset == 0 {
		zoneText = "UTC"
	} else if name != "" && name[0] != '+' && name[0] != '-' { // some zones have no name but their offset
		zoneText = name + ", " + zoneText
	}
	text := humantime.Short(now, now, time.UTC) + " UTC"
	if beside := humantime.HereShort(now, zone); beside != "" {
		text += ", " + beside
	}
	return []viewmodel.Row{row("Time zone", zoneText), row("Now", text)}
}

func row(label, text string) viewmodel.Row {
	return viewmodel.Row{Label: label, Value: []viewmodel.Run{{Text: text}}}
}
