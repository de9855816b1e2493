package desktop

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// ErrNoPortal says that the desktop has no portal to ask for files.
var ErrNoPortal = errors.New("the desktop has no portal for files")

// FileChooser asks for files by the desktop's own dialogs, through its portal. Its methods
// wait for the person: they are called off the window's thread.
type FileChooser struct {
	// Connect connects to the session bus. The connection is shared and stays open.
	Connect func() (*dbus.Conn, error)
}

// The desktop's portal on the session bus.
const (
	portalName = "org.freedesktop.portal.Desktop"
	portalPath = dbus.ObjectPath("/org/freedesktop/portal/desktop")
)

const (
	chooserName = "org.freedesktop.portal.FileChooser"
	requestName = "org.freedesktop.portal.Request"
	// askFor is how long a portal may take to begin.
	askFor = 3 * time.Second
)

// Open asks for a file to open, beginning in a folder, "" for the desktop's choice. The path
// is empty where the person chose none.
func (c FileChooser) Open(title, folder string) (path string, err error) {
	return c.ask("OpenFile", title, map[string]dbus.Variant{}, folder)
}

// Save asks where to save a file of a name.
func (c FileChooser) Save(title, folder, name string) (path string, err error) {
	return c.ask("SaveFile", title, map[string]dbus.Variant{"current_name": dbus.MakeVariant(name)}, folder)
}

// ask puts one question. The answer comes as a signal on an object whose path is known
// before, so that it cannot be missed.
func (c FileChooser) ask(method, title string, options map[string]dbus.Variant, folder string) (string, error) {
	conn, err := c.Connect()
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoPortal, err)
	}
	token := "playtoken" + strings.ToLower(rand.Text())
	request := portalPath + "/request/" + dbus.ObjectPath(strings.ReplaceAll(strings.TrimPrefix(conn.Names()[0], ":"), ".", "_")+"/"+token)
	match := []dbus.MatchOption{dbus.WithMatchObjectPath(request), dbus.WithMatchInterface(requestName), dbus.WithMatchMember("Response")}
	if err := conn.AddMatchSignal(match...); err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoPortal, err)
	}
	defer func() { _ = conn.RemoveMatchSignal(match...) }()
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	defer conn.RemoveSignal(signals)

	options["handle_token"] = dbus.MakeVariant(token)
	options["modal"] = dbus.MakeVariant(true)
	if folder != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(folder), 0))
	}
	ctx, cancel := context.WithTimeout(context.Background(), askFor)
	defer cancel()
	call := conn.Object(portalName, portalPath).CallWithContext(ctx, chooserName+"."+method, 0, "", title, options)
	if call.Err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoPortal, call.Err)
	}
	for s := range signals {
		if s.Path == request && s.Name == requestName+".Response" {
			return answered(s.Body)
		}
	}
	return "", errors.New("the desktop's portal has ended")
}

// answered is the path in the answer to a question: its status, 0 for a choice, and what was
// chosen as URIs.
func answered(body []any) (string, error) {
	var status uint32
	var results map[string]dbus.Variant
	if err := dbus.Store(body, &status, &results); err != nil {
		return "", fmt.Errorf("the desktop's portal answered what cannot be read: %w", err)
	}
	var uris []string
	if v, ok := results["uris"]; !ok || status != 0 || v.Store(&uris) != nil || len(uris) == 0 {
		return "", nil
	}
	u, err := url.Parse(uris[0])
	if err != nil || u.Scheme != "file" {
		return "", errors.New("only files of this computer can be opened")
	}
	return u.Path, nil
}
