package assets

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The desktop entry is a valid one, is started with files, names the types that the program
// reads, and says the same as the file from which packages are built.
func TestDesktopEntry(t *testing.T) {
	const name = "org.playtoken.app.desktop"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	built, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	entry := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			entry[key] = value
		}
	}
	if entry["Exec"] != "playtoken %F" || !strings.Contains(string(built), `ExecParams = "%F"`) {
		t.Errorf("started as %q", entry["Exec"])
	}
	for _, want := range []string{"text/plain", "application/json", "application/x-pem-file", "application/pkcs8", "application/pkcs12", "application/jwt", "text/x-log", "message/rfc822"} {
		if !strings.Contains(";"+entry["MimeType"], ";"+want+";") {
			t.Errorf("%s is not opened", want)
		}
	}
	for _, key := range []string{"Name", "GenericName", "Comment"} {
		if !strings.Contains(string(built), key+` = "`+entry[key]+`"`) {
			t.Errorf("%s is %q here alone", key, entry[key])
		}
	}
	for _, key := range []string{"Categories", "Keywords"} {
		if list := strings.Split(strings.TrimSuffix(entry[key], ";"), ";"); !strings.Contains(string(built), key+` = ["`+strings.Join(list, `", "`)+`"]`) {
			t.Errorf("%s is %q here alone", key, list)
		}
	}
	if _, err := exec.LookPath("desktop-file-validate"); err != nil {
		t.Skip("desktop-file-validate is not installed")
	}
	if out, err := exec.Command("desktop-file-validate", name).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}
