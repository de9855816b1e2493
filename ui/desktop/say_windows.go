package desktop

import (
	"os"

	"golang.org/x/sys/windows"
)

// say shows a text in a box of the system: a program of the desktop has no terminal.
func say(text string) { box(text, windows.MB_ICONERROR) }

func box(text string, icon uint32) {
	title, _ := windows.UTF16PtrFromString("Playtoken")
	if body, err := windows.UTF16PtrFromString(text); err == nil {
		_, _ = windows.MessageBox(0, body, title, windows.MB_OK|icon)
	}
}

// Tell answers in place of a window, and ends the program with a status. It does nothing
// without a text.
func Tell(text string, status int) {
	if text == "" {
		return
	}
	box(text, map[bool]uint32{true: windows.MB_ICONINFORMATION, false: windows.MB_ICONERROR}[status == 0])
	os.Exit(status)
}
