package vault

import (
	"errors"

	"github.com/zalando/go-keyring"
)

// service is the name under which a keyring shows our entries to its user.
const service = "Playtoken"

// SystemKeyring is the keyring of the operating system: the Secret Service on
// Linux and the BSDs, the Keychain on macOS, the Credential Manager on Windows.
func SystemKeyring() Keyring { return systemKeyring{} }

type systemKeyring struct{}

var _ Keyring = systemKeyring{}

func (systemKeyring) Get(account string) (string, error) {
	if err := SessionBus(); err != nil {
		return "", err
	}
	text, err := keyring.Get(service, account)
	return text, translate(err)
}

func (systemKeyring) Set(account, text string) error {
	if err := SessionBus(); err != nil {
		return err
	}
	return translate(keyring.Set(service, account, text))
}

func (systemKeyring) Delete(account string) error {
	if err := SessionBus(); err != nil {
		return err
	}
	return translate(keyring.Delete(service, account))
}

func translate(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNoEntry
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return ErrNoKeyring
	default:
		return translateSystem(err)
	}
}
