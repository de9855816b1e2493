package sign

import (
	"regexp"
	"strings"
	"time"
)

// clock is a time of the day in what was typed as a date.
var clock = regexp.MustCompile(`\b\d{1,2}:\d{2}(:\d{2})?\b.*`)

// Today is now, where the person is: where a calendar begins.
func (f *Form) Today() time.Time { return f.services.Now().In(f.services.Zone) }

// Day is the day on which the token ends that the form makes, and today for one without an end.
func (f *Form) Day() time.Time {
	at, endless, err := f.expiry(f.services.Now(), f.services.Zone, f.platform.Lives)
	if err != nil || endless {
		return f.Today()
	}
	return at.In(f.services.Zone)
}

// ChooseDay has the token end on a day: at the time of the day that was typed, else as the day
// ends.
func (f *Form) ChooseDay(day time.Time) {
	at := clock.FindString(strings.TrimSpace(f.date))
	if at == "" {
		at = "24:00"
	}
	f.SetDate(day.Format("2006-01-02 ") + at)
	f.update()
}
