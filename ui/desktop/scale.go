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

// NewScaler goes out from what the system, or the variable of the toolkit, says.
func NewScaler(s fyne.Settings) Scaler {
	if base, err := strconv.ParseFloat(os.Getenv(scaleName), 32); err == nil && base > 0 {
		return Scaler{base}
	}
	if base := s.Scale(); base > 0 {
		return Scaler{float64(base)}
	}
	return Scaler{1}
}

// Set makes texts as large as a percentage of their usual size. It is seen when the theme is
// set next.
func (s Scaler) Set(percent int) {
	_ = os.Setenv(scaleName, strconv.FormatFloat(s.base*float64(percent)/100, 'f', 2, 64))
}
