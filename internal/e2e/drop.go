//go:build e2e && linux

package e2e

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Drop drops a file on the window at a point, as a file manager does. No program
// at hand can, so this speaks the little of the X11 protocol that a drag needs
// (XDND version 5) by itself.
func (w *Window) Drop(path string, x, y int) {
	w.tb.Helper()
	at := w.Bounds().Min
	target, err := strconv.ParseUint(w.id, 10, 32)
	if err == nil {
		err = drop(w.display(), uint32(target), path, at.X+x, at.Y+y)
	}
	if err != nil {
		w.tb.Fatalf("dropping a file: %v", err)
	}
}

// display is the number of the screen's display.
func (s *Screen) display() string {
	for _, line := range s.env {
		if number, ok := strings.CutPrefix(line, "DISPLAY=:"); ok {
			return number
		}
	}
	return ""
}

const xdndVersion = 5

func drop(display string, target uint32, path string, x, y int) error {
	c, err := dialX(display)
	if err != nil {
		return err
	}
	defer c.conn.Close()
	atom := map[string]uint32{}
	for _, name := range []string{"XdndEnter", "XdndPosition", "XdndStatus", "XdndDrop", "XdndFinished", "XdndSelection", "XdndActionCopy", "text/uri-list"} {
		if atom[name], err = c.atom(name); err != nil {
			return err
		}
	}
	const createWindow, setSelectionOwner = 1, 22
	source := c.base | 1
	c.request(createWindow, 0, source, c.root, 0, 1|1<<16, 0, 0, 0)
	c.request(setSelectionOwner, 0, source, atom["XdndSelection"], 0)
	message := func(kind string, data ...uint32) {
		c.sendEvent(target, append([]uint32{33 | 32<<8, target, atom[kind]}, append(data, make([]uint32, 5-len(data))...)...))
	}
	message("XdndEnter", source, xdndVersion<<24, atom["text/uri-list"])
	message("XdndPosition", source, 0, uint32(x)<<16|uint32(y), 0, atom["XdndActionCopy"])
	for {
		event, err := c.read()
		if err != nil {
			return err
		}
		word := func(at int) uint32 { return binary.LittleEndian.Uint32(event[at:]) }
		const selectionRequest, clientMessage = 30, 33
		switch kind := event[0] & 0x7f; {
		case kind == 0:
			return fmt.Errorf("the server refused request %d with error %d", event[10], event[1])
		case kind == clientMessage && word(8) == atom["XdndStatus"]:
			if word(16)&1 == 0 {
				return fmt.Errorf("the window does not take it")
			}
			message("XdndDrop", source)
		case kind == selectionRequest:
			time, requestor, selection, wanted, property := word(4), word(12), word(16), word(20), word(24)
			c.setProperty(requestor, property, wanted, (&url.URL{Scheme: "file", Path: path}).String()+"\r\n")
			c.sendEvent(requestor, []uint32{31, time, requestor, selection, wanted, property})
		case kind == clientMessage && word(8) == atom["XdndFinished"]:
			// The protocol has one bit here. The toolkit sends how many bytes it got.
			if word(16) == 0 {
				return fmt.Errorf("the window did not get it")
			}
			return nil
		}
	}
}

// xClient is a connection to an X server.
type xClient struct {
	conn       net.Conn
	base, root uint32 // of our own resources; the root window
}

func dialX(display string) (*xClient, error) {
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+display)
	if err != nil {
		return nil, err
	}
	c := &xClient{conn: conn}
	if err := conn.SetDeadline(time.Now().Add(stepLimit)); err != nil {
		return nil, err
	}
	// Little endian, version 11.0, no authorisation.
	if _, err := conn.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return nil, err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(conn, head); err != nil {
		return nil, err
	}
	rest := make([]byte, 4*int(binary.LittleEndian.Uint16(head[6:])))
	if _, err := io.ReadFull(conn, rest); err != nil {
		return nil, err
	}
	if head[0] != 1 {
		return nil, fmt.Errorf("the server refuses: %.80q", rest)
	}
	vendor, formats := int(binary.LittleEndian.Uint16(rest[16:])), int(rest[21])
	screen := 32 + (vendor+3)/4*4 + 8*formats
	c.base, c.root = binary.LittleEndian.Uint32(rest[4:]), binary.LittleEndian.Uint32(rest[screen:])
	return c, nil
}

// request sends a request of 32-bit words. That it failed is told by what is read
// next.
func (c *xClient) request(opcode, detail byte, words ...uint32) {
	b := []byte{opcode, detail}
	b = binary.LittleEndian.AppendUint16(b, uint16(len(words)+1))
	for _, w := range words {
		b = binary.LittleEndian.AppendUint32(b, w)
	}
	_, _ = c.conn.Write(b)
}

// words packs a text into 32-bit words.
func words(text string) (list []uint32) {
	b := append([]byte(text), make([]byte, (4-len(text)%4)%4)...)
	for ; len(b) > 0; b = b[4:] {
		list = append(list, binary.LittleEndian.Uint32(b))
	}
	return list
}

func (c *xClient) atom(name string) (uint32, error) {
	const internAtom = 16
	c.request(internAtom, 0, append([]uint32{uint32(len(name))}, words(name)...)...)
	reply, err := c.read()
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint32(reply[8:]), nil
}

func (c *xClient) setProperty(window, property, kind uint32, text string) {
	const changeProperty = 18
	c.request(changeProperty, 0, append([]uint32{window, property, kind, 8, uint32(len(text))}, words(text)...)...)
}

// sendEvent sends an event to whoever made the window.
func (c *xClient) sendEvent(window uint32, event []uint32) {
	const sendEvent = 25
	event = append(event, make([]uint32, 8-len(event))...)
	c.request(sendEvent, 0, append([]uint32{window, 0}, event...)...)
}

// read reads an event, an error or a reply without more behind it.
func (c *xClient) read() ([]byte, error) {
	b := make([]byte, 32)
	_, err := io.ReadFull(c.conn, b)
	return b, err
}
