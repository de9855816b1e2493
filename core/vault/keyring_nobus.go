//go:build !unix || darwin

package vault

// SessionBus says that there is no session bus; this system needs none.
func SessionBus() error { return nil }

func translateSystem(err error) error { return err }
