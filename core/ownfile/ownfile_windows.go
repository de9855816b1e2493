package ownfile

import (
	"errors"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// ownersAlone is a protected list with one entry: all rights to a file, for this user.
func ownersAlone() (*windows.SECURITY_DESCRIPTOR, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	return windows.SecurityDescriptorFromString("D:P(A;;FA;;;" + user.User.Sid.String() + ")")
}

// open gives a new file its list as it is made, so that there is no moment without it.
func open(name string, flag int) (*os.File, error) {
	fault := func(err error) error { return &os.PathError{Op: "create", Path: name, Err: err} }
	descriptor, err := ownersAlone()
	if err != nil {
		return nil, fault(err)
	}
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, fault(err)
	}
	attributes := &windows.SecurityAttributes{SecurityDescriptor: descriptor}
	attributes.Length = uint32(unsafe.Sizeof(*attributes))
	disposition := uint32(windows.OPEN_ALWAYS)
	if flag&os.O_EXCL != 0 {
		disposition = windows.CREATE_NEW
	}
	create := func(access uint32) (windows.Handle, error) {
		return windows.CreateFile(path, access, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE, attributes,
			disposition, windows.FILE_ATTRIBUTE_NORMAL, 0)
	}
	handle, err := create(windows.GENERIC_WRITE | windows.WRITE_DAC)
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) { // one of somebody else's, which may be written
		handle, err = create(windows.GENERIC_WRITE)
	}
	if err != nil {
		return nil, fault(err) // ERROR_FILE_EXISTS is fs.ErrExist
	}
	f := os.NewFile(uintptr(handle), name)
	if flag&os.O_TRUNC != 0 {
		if err := f.Truncate(0); err != nil {
			_ = f.Close()
			return nil, fault(err)
		}
	}
	return f, nil
}

// own is for a file that was there already, with a list of its own.
func own(f *os.File) {
	if descriptor, err := ownersAlone(); err == nil {
		_ = windows.SetKernelObjectSecurity(windows.Handle(f.Fd()), windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, descriptor)
	}
}
