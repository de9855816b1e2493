package desktop

import (
	"bytes"
	"log"
	"strings"
	"testing"
)

func TestToolkitLog(t *testing.T) {
	var out bytes.Buffer
	var causes []string
	l := log.New(ToolkitLog(&out, func(cause string) { causes = append(causes, cause) }), "", log.LstdFlags)
	l.Println("Fyne error: ", "failed on saving preferences")
	l.Println("  Cause:", "disk full")
	l.Println("Fyne error: ", "Preferences load error:") // the file is looked at while the toolkit writes it
	l.Println("  Cause:", "EOF")
	l.Println("Fyne error: ", "failed to watch theme settings")
	l.Println("  Cause:", "no bus")
	l.Println("  At: app_xdg.go:152")
	l.Println("Fyne error: ", "window creation error")
	l.Println("  Cause:", "APIUnavailable: GLX: GLX extension not found")
	if len(causes) != 1 || causes[0] != "APIUnavailable: GLX: GLX extension not found" {
		t.Errorf("heard %q", causes)
	}
	if got := out.String(); strings.Count(got, "\n") != 2 || strings.Contains(got, "window creation") {
		t.Errorf("passed on %q", got)
	}
	for _, want := range []string{"GLX extension not found.\n", "ssh -X", "LIBGL_ALWAYS_SOFTWARE=1", "ptok"} {
		if !strings.Contains(noWindow(causes[0]), want) {
			t.Errorf("it does not say %q:\n%s", want, noWindow(causes[0]))
		}
	}
}
