package desktop

import (
	"os"
	"strconv"

	"fyne.io/fyne/v2"
)

// scaleName is the variable that the toolkit reads for each window whenever the theme is set.
const scaleName = "FYNE_SCALE"

// Scaler makes texts, and all that is around them, larger or smaller than the system has
// them.
type Scaler struct{ base float64 }

// NewScaler goes out from what the system, or the variable of the toolkit, says, and makes
// texts as large as a percentage of that.
func NewScaler(settings fyne.Settings, percent int) Scaler {
	s := Scaler{1}
	if base, err := strconv.ParseFloat(os.Getenv(scaleName), 32); err == nil && base > 0 {
		s.base = base
	} else if base := settings.Scale(); base > 0 {
		s.base = float64(base)
	}
	if percent != usualSize {
		s.Set(percent)
	}
	return s
}

// Set makes texts as large as a percentage of their usual size. It is seen when the theme is
// set next.
func (s Scaler) Set(percent int) {
	_ = os.Setenv(scaleName, strconv.FormatFloat(s.base*float64(percent)/100, 'f', 2, 64))
}
