package main

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// openPrivate makes a file that its owner alone reads and writes, and that was not there. What
// it inherits from its folder is left out: the mode of Unix says nothing on Windows.
func openPrivate(name string) (*os.File, error) {
	fault := func(err error) error { return &os.PathError{Op: "create", Path: name, Err: err} }
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, fault(err)
	}
	// A protected list with one entry: all rights to a file, for this user.
	descriptor, err := windows.SecurityDescriptorFromString("D:P(A;;FA;;;" + user.User.Sid.String() + ")")
	if err != nil {
		return nil, fault(err)
	}
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, fault(err)
	}
	attributes := &windows.SecurityAttributes{SecurityDescriptor: descriptor}
	attributes.Length = uint32(unsafe.Sizeof(*attributes))
	handle, err := windows.CreateFile(path, windows.GENERIC_WRITE, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE, attributes,
		windows.CREATE_NEW, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, fault(err) // ERROR_FILE_EXISTS is fs.ErrExist
	}
	return os.NewFile(uintptr(handle), name), nil
}
