package ui

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"playtoken/core/ownfile"
	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// fileBox is the question for a file where the desktop has no dialog of its own. The path is
// typed, or put together from the list of what is in its folder.
type fileBox struct {
	questions *questions
	do        async.Do
	save      bool
	take      func(path string)

	q       *question
	field   *widgets.Field
	path    *widgets.Entry
	list    *widgets.List
	folder  string // that is listed
	entries []fs.DirEntry
	items   []widgets.ListItem
	rows    []string // their paths
	chosen  int
}

const (
	fileBoxWidth = 560
	fileBoxList  = 264
	fileBoxRows  = 200 // typing leads to those behind
	separator    = string(filepath.Separator)
)

// show asks for a file in a folder. name is suggested for one that is saved.
func (b *fileBox) show(title, folder, name string) {
	b.path = widgets.NewEntry("", func(string) { b.read() })
	b.field = widgets.NewField("Path", b.path.Framed())
	b.list = widgets.NewList(fileBoxList, b.choose)
	b.list.Confirmed = func(int) { b.answer() }
	b.path.Down(func() { widgets.Focus(b.questions.window.Canvas(), b.list) })
	button := map[bool]string{false: "Open", true: "Save"}[b.save]
	b.q = b.questions.putIn(fileBoxWidth, title, confirm(button, widgets.Filled, ""), b.answer, b.path, b.field.Box, widgets.Sized(fileBoxWidth, fileBoxList, b.list))
	b.q.keys(b.path)
	if folder == "" {
		folder, _ = os.UserHomeDir()
	}
	b.enter(folder, name)
}

// enter goes to a folder.
func (b *fileBox) enter(folder, name string) {
	b.path.Set(strings.TrimSuffix(folder, separator) + separator + name)
	b.path.CursorColumn = len([]rune(b.path.Text))
	b.path.Refresh()
	b.read()
}

// typed is the path as a whole one.
func (b *fileBox) typed() string {
	text := strings.TrimSpace(b.path.Text)
	if home, err := os.UserHomeDir(); err == nil && (text == "~" || strings.HasPrefix(text, "~"+separator)) {
		return home + text[1:]
	}
	return text
}

// read lists the folder of the path, which is read off the window's thread where it is
// another one.
func (b *fileBox) read() {
	b.say("", viewmodel.Quiet)
	folder, _ := filepath.Split(b.typed())
	if folder == b.folder {
		b.fill()
		return
	}
	b.folder, b.entries = folder, nil
	b.fill()
	go func() {
		entries, err := os.ReadDir(folder)
		b.do(func() {
			if b.folder != folder || !b.q.open() {
				return
			}
			if err != nil && folder != "" {
				b.say("The folder cannot be read: "+ownfile.Reason(err)+".", viewmodel.Wrong)
			}
			slices.SortStableFunc(entries, func(x, y fs.DirEntry) int {
				if x.IsDir() != y.IsDir() {
					return map[bool]int{true: -1, false: 1}[x.IsDir()]
				}
				return cmp.Compare(strings.ToLower(x.Name()), strings.ToLower(y.Name()))
			})
			b.entries = entries
			b.fill()
		})
	}()
}

// say says something at the path. The box is no higher than that asks for.
func (b *fileBox) say(text string, tone viewmodel.Tone) {
	if b.field.Say(text, tone) {
		b.q.fit()
	}
}

// fill shows what of the folder begins as the path does, with the way up on top and a
// separator behind folders. What is hidden shows once its point is typed.
func (b *fileBox) fill() {
	b.items, b.rows, b.chosen = nil, nil, -1
	_, begin := filepath.Split(b.typed())
	if up := filepath.Dir(filepath.Clean(b.folder)); b.folder != "" && up != filepath.Clean(b.folder) && begin == "" {
		b.items, b.rows = append(b.items, widgets.ListItem{Title: ".." + separator}), append(b.rows, up+separator)
	}
	more := 0
	for _, e := range b.entries {
		name := e.Name()
		begins := len(name) >= len(begin) && strings.EqualFold(name[:len(begin)], begin)
		if !b.save && !begins || strings.HasPrefix(name, ".") && !strings.HasPrefix(begin, ".") {
			continue
		}
		if len(b.items) == fileBoxRows {
			more++
			continue
		}
		item, path := widgets.ListItem{Title: name}, filepath.Join(b.folder, name)
		if e.IsDir() {
			item.Title, path = name+separator, path+separator
		}
		b.items, b.rows = append(b.items, item), append(b.rows, path)
	}
	if more > 0 {
		b.say("Not shown: "+words.Count(more, "more file")+". Type how its name begins.", viewmodel.Quiet)
	}
	b.list.Set(b.items, b.chosen)
}

// choose takes a row into the path. The row that is chosen already is answered with: a second
// click opens it.
func (b *fileBox) choose(i int) {
	if i < 0 || i >= len(b.rows) {
		return
	}
	if i == b.chosen {
		b.answer()
		return
	}
	b.chosen = i
	b.path.Set(b.rows[i])
	b.list.Set(b.items, i)
}

// answer goes into a folder, or ends with a file.
func (b *fileBox) answer() {
	path := b.typed()
	if path == "" {
		return
	}
	go func() {
		info, err := os.Stat(path)
		_, parent := os.Stat(filepath.Dir(path))
		b.do(func() {
			switch {
			case !b.q.open():
			case err == nil && info.IsDir():
				b.enter(filepath.Clean(path), "")
			case err != nil && !b.save:
				b.q.wrong(b.field, b.path, "This cannot be opened: "+ownfile.Reason(err)+".")
			case parent != nil:
				b.q.wrong(b.field, b.path, "The folder cannot be found: "+ownfile.Reason(parent)+".")
			case b.save && err == nil:
				b.q.Hide()
				b.questions.sure(prompt.Question{
					Title: "Replace " + filepath.Base(path) + "?", Text: "The file is there already. What is in it is lost.", Button: "Replace",
				}, func() { b.take(path) })
			default:
				b.q.Hide()
				b.take(path)
			}
		})
	}()
}
