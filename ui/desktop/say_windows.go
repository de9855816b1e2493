package desktop

import "golang.org/x/sys/windows"

// say shows a text in a box of the system: a program of the desktop has no terminal.
func say(text string) {
	title, _ := windows.UTF16PtrFromString("Playtoken")
	if body, err := windows.UTF16PtrFromString(text); err == nil {
		_, _ = windows.MessageBox(0, body, title, windows.MB_OK|windows.MB_ICONERROR)
	}
}
