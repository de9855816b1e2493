// Command minimal is the least a Fyne program can be: one window of Playtoken's
// size with one label. "make bench" measures Playtoken's start and memory
// against it, so that what the toolkit costs is told apart from what we add.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	window := app.NewWithID("org.playtoken.minimal").NewWindow("Minimal")
	window.SetContent(widget.NewLabel("The least a window can hold."))
	window.Resize(fyne.NewSize(1120, 740))
	window.ShowAndRun()
}
