//go:build unix && !darwin

package desktop

import (
	"context"
	"os"
	"time"

	"github.com/godbus/dbus/v5"

	"playtoken/core/vault"
)

// noBus is an address at which nothing can answer.
const noBus = "unix:path=/dev/null/none"

// NoNewBus keeps the D-Bus library from starting a session bus where there is none: it would
// outlive the program, with all that it starts. It is called before the toolkit looks for the
// desktop.
func NoNewBus() {
	if vault.SessionBus() != nil {
		_ = os.Setenv("DBUS_SESSION_BUS_ADDRESS", noBus)
	}
}

// AskPortal asks the desktop's portal for the first time, and comes back when it has answered,
// when there is none, or after a time. A portal looks at who asks once a connection, and the
// toolkit asks on the same one.
func AskPortal(most time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	answered := make(chan struct{})
	go func() { // to connect has no limit of its own
		defer close(answered)
		if conn, err := dbus.SessionBus(); err == nil {
			_ = conn.Object(portalName, portalPath).CallWithContext(ctx, "org.freedesktop.portal.Settings.Read", 0,
				"org.freedesktop.appearance", "color-scheme").Err
		}
	}()
	select {
	case <-answered:
	case <-ctx.Done():
	}
}
