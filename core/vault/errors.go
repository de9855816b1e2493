package vault

import "errors"

// The errors, by cause. They are joined with what is known of the case; test
// them with errors.Is, and show [Hint] beside the text.
var (
	// Of a profile.
	ErrNotFound = errors.New("there is no such profile")
	ErrNoSecret = errors.New("the profile has no secret")
	ErrInvalid  = errors.New("this cannot be saved")
	ErrTooLarge = errors.New("this is more than a store can hold")
	// ErrOverwritten answers the wish in Profile.Unchanged.
	ErrOverwritten = errors.New("another copy of Playtoken has saved the profile meanwhile")

	// Of an account.
	ErrNoAccount = errors.New("there is no such account")
	// Of the journal.
	ErrAnswerTooLong = errors.New("the answer is longer than the space that was reserved for it")
	ErrNoAnswer      = errors.New("no answer was kept before the program ended")
	ErrEntryDamaged  = errors.New("the file about a key that was asked for at a platform is damaged")
	ErrEntryGone     = errors.New("another copy of Playtoken has dealt with this already")
	ErrUnfinished    = errors.New("a key that was asked for at a platform is not saved yet")
	// Of what opens the secrets.
	ErrLocked          = errors.New("the saved secrets are locked")
	ErrWrongPassphrase = errors.New("this is not the passphrase")
	ErrNoPassphrase    = errors.New("the passphrase is empty")
	ErrCostTooHigh     = errors.New("unwrapping the key would take more memory or time than Playtoken allows")
	ErrSealBroken      = errors.New("the sealed secret, or what the file says of its key, was changed: it does not open")
	ErrUnread          = errors.New("a saved profile that cannot be read would be lost with its key")
	ErrChanged         = errors.New("another copy of Playtoken has changed how the secrets are protected")

	// Of the keyring.
	ErrNoKeyring     = errors.New("there is no keyring on this system")
	ErrKeyringLocked = errors.New("the system's keyring is locked")
	ErrKeyringSilent = errors.New("the system's keyring did not answer within 3 seconds")
	ErrKeyringFailed = errors.New("the system's keyring refused")
	ErrKeyMissing    = errors.New("the system's keyring no longer has the key that opens the saved secrets")
	ErrKeyWrong      = errors.New("the key in the system's keyring is not the one that sealed the saved secrets")

	// Of the file.
	ErrNotSaved    = errors.New("the change was not saved")
	ErrNoPlace     = errors.New("this system names no folder to keep them in")
	ErrNotReadable = errors.New("the file with the saved profiles cannot be read")
	ErrDamaged     = errors.New("the file with the saved profiles is damaged")
	ErrMissing     = errors.New("the file with the saved profiles is gone")
	ErrNewerSchema = errors.New("the saved profiles were written by a newer Playtoken")
	ErrBusy        = errors.New("another copy of Playtoken is writing the saved profiles")

	// Of an exported file.
	ErrNotExport = errors.New("this is not a file of exported profiles")
)

// keyringTroubles are the reasons for which secrets live for the session only.
var keyringTroubles = []error{
	ErrNoKeyring, ErrKeyringLocked, ErrKeyringSilent, ErrKeyringFailed, ErrKeyMissing, ErrKeyWrong,
}

func isKeyringTrouble(err error) bool {
	for _, trouble := range keyringTroubles {
		if errors.Is(err, trouble) {
			return true
		}
	}
	return false
}

// hints say what to do. The first that fits is shown: causes that come wrapped
// in others stand above them.
var hints = []struct {
	err  error
	hint string
}{
	{ErrInvalid, "Correct it and save it again."},
	{ErrNoSecret, "Put a private key or a shared secret into the profile."},
	{ErrAnswerTooLong, "Copy the answer, or save it in a file, before anything else."},
	{ErrNoAnswer, "The key may have been made all the same. Look at the list at the platform."},
	{ErrEntryDamaged, "The key may have been made all the same. Look at the list at the platform. The file is kept."},
	{ErrEntryGone, "Look whether the key is saved."},
	{ErrUnfinished, "Save or dismiss it first, on the Keys screen, and wait for a request that is under way."},
	{ErrNoAccount, "It may have been deleted in another copy of Playtoken."},
	{ErrNotFound, "It may have been deleted in another copy of Playtoken."},
	{ErrLocked, "Unlock the saved secrets first."},
	{ErrWrongPassphrase, "Try again; mind the keyboard layout and Caps Lock. Without the passphrase the secrets cannot be opened by anyone."},
	{ErrNoPassphrase, "Type a passphrase of several words."},
	{ErrCostTooHigh, "The file was not written by Playtoken as it is. Restore it from a copy."},
	{ErrSealBroken, "Put the key into the profile again, or restore the file from a copy."},
	{ErrUnread, "Export the others, move the file away and import them."},
	{ErrChanged, "Unlock the saved secrets and try again."},
	{ErrNoKeyring, "Set a passphrase to keep secrets, or install a keyring (on Linux: gnome-keyring or KWallet)."},
	{ErrKeyringLocked, "Unlock the keyring and try again, or set a passphrase instead."},
	{ErrKeyringSilent, "Answer the keyring's question if it asks one and try again, or set a passphrase instead."},
	{ErrKeyringFailed, "Try again, or set a passphrase instead."},
	{ErrKeyMissing, "Restore the keyring's entry, or choose the protection anew and put the keys in again."},
	{ErrKeyWrong, "Restore the keyring's entry, or choose the protection anew and put the keys in again."},
	{ErrNewerSchema, "Use the newer Playtoken. This one leaves the file as it is."},
	{ErrOverwritten, "Look at what it is now, and save again."},
	{ErrBusy, "Try again in a moment, or close the other copy."},
	{ErrTooLarge, "Delete profiles, or keys that were replaced, that are no longer of use."},
	{ErrDamaged, "The damaged file is kept. Restore it from a copy, or go on with what could be read."},
	{ErrMissing, "The previous state is in use."},
	{ErrNoPlace, "Set HOME to your folder and start Playtoken again."},
	{ErrNotReadable, "Check the file, its permissions and those of its folder, and that its disk is there."},
	{ErrNotSaved, "Check the space and the permissions of the folder, then save again."},
	{ErrNotExport, "Choose a file that Playtoken has exported."},
}

// Hint says what to do about an error of this package, in one or two sentences;
// "" for any other.
func Hint(err error) string {
	for _, h := range hints {
		if errors.Is(err, h.err) {
			return h.hint
		}
	}
	return ""
}
