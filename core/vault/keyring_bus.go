//go:build unix && !darwin

package vault

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/godbus/dbus/v5"
)

// SessionBus says that there is no session bus: ErrNoKeyring. Where nobody looks before, the
// D-Bus library starts a bus of its own, which outlives the program and whose keyring is
// empty.
func SessionBus() error {
	switch os.Getenv("DBUS_SESSION_BUS_ADDRESS") {
	case "", "autolaunch:":
	default:
		return nil
	}
	folder := fmt.Sprintf("/run/user/%d/", os.Getuid())
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(folder + name); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%w: there is no session bus", ErrNoKeyring)
}

// translateSystem knows the answers of the bus and of the Secret Service.
func translateSystem(err error) error {
	var answer dbus.Error
	if errors.As(err, &answer) {
		switch answer.Name {
		case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
			"org.freedesktop.DBus.Error.Spawn.ServiceNotFound":
			return fmt.Errorf("%w: no Secret Service answers on the session bus", ErrNoKeyring)
		case "org.freedesktop.Secret.Error.IsLocked":
			return ErrKeyringLocked
		case "org.freedesktop.Secret.Error.NoSuchObject":
			return fmt.Errorf("%w: it has no default collection", ErrKeyringFailed)
		}
	}
	if strings.HasPrefix(err.Error(), "failed to unlock correct collection") {
		return ErrKeyringLocked // the question was dismissed
	}
	var unreachable *os.SyscallError
	if errors.As(err, &unreachable) {
		return fmt.Errorf("%w: the session bus cannot be reached", ErrNoKeyring)
	}
	return err
}
