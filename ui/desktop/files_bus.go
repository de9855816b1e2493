//go:build unix && !darwin

package desktop

import "github.com/godbus/dbus/v5"

// SystemFiles asks by the portal of the desktop.
func SystemFiles() FileChooser {
	return FileChooser{Connect: func() (*dbus.Conn, error) { return dbus.SessionBus() }}
}
