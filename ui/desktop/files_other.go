//go:build !unix || darwin

package desktop

import "github.com/godbus/dbus/v5"

// SystemFiles asks nobody: this system has no portal.
func SystemFiles() FileChooser {
	return FileChooser{Connect: func() (*dbus.Conn, error) { return nil, ErrNoPortal }}
}
