package account

import (
	"errors"

	"playtoken/core/platform"
	"playtoken/core/secret"
)

// ReadCreated reads the reply of a creation that was kept. A key that cannot be read comes
// beside a *Fault, as from [Client.Create].
func ReadCreated(of *platform.Platform, reply secret.Bytes) (Created, error) {
	return Created{}, errors.New("not built yet")
}
