package why

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// filled is a text with all that a person can say, open and give beside it.
func filled(d *desk) State {
	d.paste(manyClaims("first"))
	d.p.Options.Toggle()
	d.p.Options.ChoosePlatform(1)
	d.p.Options.SetAsOf("2025-04-16 12:00")
	d.p.Options.SetLength("2h")
	d.p.Options.SetID(otherID)
	d.p.Keys.Paste(fixtures.File(d.t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))
	d.settle()
	d.p.Compare.Toggle()
	d.p.Compare.Take(fixtures.Token(d.t))
	d.p.Status.Toggle()
	d.p.Status.Type("403")
	d.settle()
	d.p.Reply.ToggleDetail()
	d.p.Reply.Type("Dear Anna")
	d.p.Structure.ToggleAll()
	d.p.Verdict.ToggleNotes()
	d.p.Edit.Open()
	d.p.Edit.TypeClaims(`{"exp":1744866859,"sub":"anna"}`)
	return d.settle()
}

// TestNextCustomer: of all that was said, opened and given for one text nothing is held against
// the next, and Undo brings back all of it.
func TestNextCustomer(t *testing.T) {
	next := "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t)
	for name, take := range map[string]func(p *Presenter){
		"pasted":     func(p *Presenter) { p.Paste.Take(next) },
		"typed over": func(p *Presenter) { p.Paste.Type("h"); p.Paste.Type(next) },
		"cleared":    func(p *Presenter) { p.Clear(); p.Paste.Take(next) },
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.paste(unsigned(`{"exp":1}`))
				d.p.Keys.Paste(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))
				d.settle()
				take(d.p)
				want := d.settle() // with the key alone, which signed nothing here
				if kept := want.OwnKey && want.Key.Where == "given earlier"; kept == (name == "cleared") {
					t.Fatalf("the key: %+v", want.Key)
				}
				d.p.Clear()
				before := filled(d)
				for what, is := range map[string]bool{
					"options": before.Options.Open && before.Options.AsOf != "" && before.Options.Length != "" && before.Options.ID != "" && before.Options.Platform == 1,
					"key":     before.OwnKey && before.Key.Taken(), "compared": before.Compared.Headline != "", "answer": before.Answered.Text == "403",
					"reply": before.Reply.Text == "Dear Anna" && before.Reply.Detail, "claims": before.Parted.All,
					"edit": before.Edit.Open && len(before.Mended.Rows) > 0 && len(before.Mended.Parts) > 0,
				} {
					if !is {
						t.Fatalf("%s: not filled: %+v", what, before)
					}
				}
				take(d.p)
				got := d.settle()
				got.Texts = want.Texts
				differ(t, got, want)
				d.p.Undo()
				back := d.settle()
				back.Texts = before.Texts
				differ(t, back, before)
			})
		})
	}
}

// TestEscape: it closes what is open one by one, from a list of the tokens of the text goes
// back to that, and clears the text last.
func TestEscape(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(otherURL(t) + "\n" + unsigned(`{"exp":1}`) + "\n" + unsigned(`{"exp":2}`))
		d.p.Options.Toggle()
		d.p.Status.Toggle()
		d.p.Log.JudgeTokens()
		if s := d.settle(); !inList(s) || !s.Log.Pasted {
			t.Fatalf("%+v", s.Log)
		}
		for i, is := range []func(s State) bool{
			func(s State) bool { return !s.Log.Open && s.Read && s.Answered.Open && s.Options.Open },
			func(s State) bool { return !s.Answered.Open && s.Options.Open },
			func(s State) bool { return !s.Options.Open && s.Read },
			func(s State) bool { return s.Blank },
		} {
			d.p.Escape()
			if s := d.settle(); !is(s) {
				t.Errorf("step %d: list %v, answer %v, options %v, read %v", i, s.Log.Open, s.Answered.Open, s.Options.Open, s.Read)
			}
		}
	})
}

// differ tells in which panel two states differ.
func differ(t *testing.T, got, want State) {
	t.Helper()
	a, b := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range a.NumField() {
		if name := a.Type().Field(i).Name; !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, a.Field(i).Interface(), b.Field(i).Interface())
		}
	}
}

// What could not be used as a key is not the next customer's, nor is what is still being typed
// or read; a secret that was typed is tried, and stands on a card.
func TestKeyFieldOfTheNextCustomer(t *testing.T) {
	for _, c := range []struct {
		name  string
		give  func(k *Keys)
		title string
	}{
		{"damaged", func(k *Keys) { k.Paste([]byte(fixtures.Key(t).PublicPEM()[:200])) }, ""},
		{"locked, its password was not told", func(k *Keys) { k.Paste(fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem")) }, ""},
		{"half typed", func(k *Keys) { k.Type("-----BEGIN PUBLIC") }, ""},
		{"asked for", func(k *Keys) { k.Ask() }, ""},
		{"a secret, typed", func(k *Keys) { k.Type("kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA") }, "Shared secret"},
	} {
		for _, read := range []string{"read", "being read"} {
			t.Run(c.name+", "+read, func(t *testing.T) {
				atDesk(t, func(d *desk) {
					asked := 0
					d.p.services.Ask.Password = func(string, func(string)) { asked++ }
					d.paste(fixtures.Token(t))
					c.give(d.p.Keys)
					if read == "read" {
						d.settle()
						asked = 0
					}
					s := d.paste(otherURL(t))
					if s.Key.Title != c.title || s.Key.Refused || s.Key.Problem != "" || s.Typing || s.OwnKey != (c.title != "") || asked > 0 {
						t.Errorf("%+v, own %v, typing %v, asked %d times", s.Key, s.OwnKey, s.Typing, asked)
					}
				})
			})
		}
	}
}

// Each line of a log is of a customer of its own: neither is the log judged by what was said of
// the text before, nor one row by what was said of another.
func TestRowsOfALog(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		line := "GET https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t)
		d.paste(fixtures.Token(t))
		d.p.Options.SetID(otherID)
		d.p.Options.SetAsOf(time.Unix(ends+60, 0).UTC().Format(time.RFC3339))
		d.p.Log.Read("a.log", content(line+" 1\n"+line+" 2\n"))
		s := d.settle()
		if len(s.Log.Rows) != 2 || s.Log.Rows[0].Mood != viewmodel.Fine {
			t.Fatalf("%+v", s.Log.Rows)
		}
		d.p.Log.OpenRow(0)
		if s = d.settle(); s.Mood != viewmodel.Fine || s.Options.ID+s.Options.AsOf != "" {
			t.Errorf("%s, %+v", s.Title, s.Options)
		}
		d.p.Options.SetID(otherID)
		d.p.Status.Type("404")
		if s = d.settle(); !strings.Contains(s.Title, "another playback ID") {
			t.Fatal(s.Title)
		}
		d.p.Log.OpenRow(1)
		if s = d.settle(); s.Mood != viewmodel.Fine || s.Options.ID != "" || s.Answered.Open {
			t.Errorf("%s, %+v", s.Title, s.Options)
		}
	})
}

// A row of a log that was open is open again after Undo.
func TestUndoOpensTheRow(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Log.Read("a.log", content(otherURL(t)+" 1\n"+otherURL(t)+" 2\n"))
		d.settle()
		d.p.Log.OpenRow(1)
		before := d.settle()
		d.paste(fixtures.Token(t))
		d.p.Undo()
		if s := d.settle(); s.Log.Opened != 1 || s.Log.Alone || s.Title != before.Title {
			t.Errorf("row %d, alone %v, %s", s.Log.Opened, s.Log.Alone, s.Title)
		}
	})
}
