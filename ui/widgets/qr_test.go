package widgets

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"os/exec"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// Every code that is shown can be read back, at the size it is shown in, at one
// and a half of it and on a surface that is not square.
func TestQRCanBeRead(t *testing.T) {
	for _, n := range []int{1, 40, 150, 151, 500, 501, 900, 1400} {
		text := ("https://stream.example/v.m3u8?token=" + strings.Repeat("eyJhbGciOiJSUzI1NiJ9", 100))[:n]
		q, err := newQR(text)
		if err != nil {
			t.Fatalf("%d characters: %v", n, err)
		}
		side := int(q.MinSize().Width)
		if q.MinSize().Height != float32(side) || side%q.modules() != 0 || side/q.modules() < 3 || side > 400 {
			t.Errorf("%d characters: %d pixels for %d modules", n, side, q.modules())
		}
		for _, size := range [][2]int{{side, side}, {side * 3 / 2, side * 3 / 2}, {side + 40, side}} {
			t.Run(fmt.Sprint(n, size), func(t *testing.T) {
				picture := q.Draw(size[0], size[1])
				for x := range size[0] { // the quiet zone
					if r, _, _, _ := picture.At(x, 4*3-1).RGBA(); r == 0 {
						t.Fatal("the edge is not white")
					}
				}
				var file bytes.Buffer
				if err := png.Encode(&file, picture); err != nil {
					t.Fatal(err)
				}
				read := exec.Command(fixtures.Tool(t, "zbarimg"), "--raw", "--quiet", "--nodbus", "--set", "disable", "--set", "qrcode.enable", "png:-")
				read.Stdin = &file
				out, err := read.Output()
				if err != nil {
					t.Fatal(err)
				}
				if got := strings.TrimSuffix(string(out), "\n"); got != text {
					t.Errorf("read %q", got)
				}
			})
		}
	}
}

func TestQRTooLong(t *testing.T) {
	if _, err := newQR(strings.Repeat("x", 1500)); !errors.Is(err, errQRTooLong) {
		t.Error("a text of 1,500 characters is not refused")
	}
}
