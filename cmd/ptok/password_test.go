package main

import (
	"encoding/binary"
	"strings"
	"testing"
)

func TestPasswordFile(t *testing.T) {
	const locked = keyData + "A10_rsa2048_pkcs1_dekinfo.pem"
	for _, c := range []struct {
		name, file string
		status     int
		says       string
	}{
		{"line end of Windows", file(t, "test\r\n"), fine, ""},
		{"UTF-16 with a mark, as PowerShell writes it", file(t, inUTF16("\ufefftest\r\n", binary.LittleEndian)), fine, ""},
		{"UTF-16, the high byte first", file(t, inUTF16("\ufefftest\n", binary.BigEndian)), fine, ""},
		{"UTF-16 without a mark", file(t, inUTF16("test\r\n", binary.LittleEndian)), fine, ""},
		{"UTF-8 with a mark", file(t, "\ufefftest\r\n"), fine, ""},
		{"another password", file(t, "text"), answerIsNo, ""},
		{"missing", keyData + "missing", wrongUsage, "does not exist"},
		{"folder", t.TempDir(), wrongUsage, "cannot be read"},
		{"no name", "", wrongUsage, "does not exist"},
		{"empty", file(t, ""), wrongUsage, "is empty"},
		{"as long as may be", file(t, strings.Repeat("x", maxPassword)), answerIsNo, ""},
		{"too long", file(t, strings.Repeat("x", maxPassword+1)), wrongUsage, "larger than 4 KiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run("key", "inspect", "--password-file", c.file, locked)
			if r.status != c.status || !strings.Contains(r.err, c.says) {
				t.Errorf("status %d, want %d; %s", r.status, c.status, r.err)
			}
			if c.status == wrongUsage {
				complaint(t, r)
			}
		})
	}
}
