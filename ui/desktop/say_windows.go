package desktop

import "golang.org/x/sys/windows"

// say shows a text in a box of the system: a program of the desktop has no terminal.
func say(text string) { box(text, windows.MB_ICONERROR) }

func box(text string, icon uint32) {
	title, _ := windows.UTF16PtrFromString("Playtoken")
	if body, err := windows.UTF16PtrFromString(text); err == nil {
		_, _ = windows.MessageBox(0, body, title, windows.MB_OK|icon)
	}
}

// Tell answers in place of a window.
func Tell(text string, status int) {
	if status != 0 {
		say(text)
		return
	}
	box(text, windows.MB_ICONINFORMATION)
}
