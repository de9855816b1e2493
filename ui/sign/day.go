package sign

import (
	"regexp"
	"strings"
	"time"
)

// clock is a time of the day in what was typed as a date.
var clock = regexp.MustCompile(`(?i)\b(\d{1,2}:\d{2}(:\d{2})?|\d{1,2} ?[ap]m|noon|midnight)\b.*`)

// Today is now, where the person is: where a calendar begins.
func (f *Form) Today() time.Time { return f.services.Now().In(f.services.Zone) }

// Day is the day on which the token ends that the form makes, and today for one without an end.
func (f *Form) Day() time.Time {
	at, endless, err := f.expiry(f.services.Now(), f.services.Zone, f.platform.Lives)
	if err != nil || endless {
		return f.Today()
	}
	return at.Add(-1).In(f.services.Zone) // midnight ends the day before
}

// ChooseDay has the token end on a day: at the time of the day that was typed, else as the day
// ends, which a day alone says.
func (f *Form) ChooseDay(day time.Time) {
	f.typing = ""
	at := clock.FindString(f.date)
	f.SetDate(strings.TrimSpace(day.Format("2006-01-02 ") + at))
	f.update()
}
