//go:build !unix || darwin

package vault

func reachable() error { return nil }

func translateSystem(err error) error { return err }
