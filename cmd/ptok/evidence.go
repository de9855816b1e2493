package main

import (
	"os"
	"slices"

	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/core/words"
)

// evidenceFlags are what is known beside the text: ptok why, compare and batch why
// take them alike.
type evidenceFlags struct {
	keyFlags
	set                                     several
	platform, id, now, skew, length, status single
}

const setFlagHelp = "how the token was made, where neither it nor the key tells: a field of\nthe platform's form, such as assertion"

// flags adds those that hold for any text.
func (f *evidenceFlags) flags(c *cobra.Command) {
	f.keyFlags.flags(c)
	f.platform.flag(c, "platform", "NAME", "judge by the rules of this platform, default: told from the text")
	f.set.flag(c, "set", "FIELD=VALUE", setFlagHelp)
	f.now.flag(c, "now", "T", "the moment that is asked about, default that of the log line, else now")
}

// moreFlags adds those that are about one token.
func (f *evidenceFlags) moreFlags(c *cobra.Command) {
	f.id.flag(c, "id", "ID", "what is to be played; compared with the ID in the token")
	f.skew.flag(c, "skew", "D", "how far the clocks may be apart, default 0s")
	f.length.flag(c, "video-length", "D", "how long the video runs")
}

// options reads the flags but for the keys, which come from files.
func (f *evidenceFlags) options(p *program) (o diagnosis.Options, err error) {
	if f.platform.given {
		if o.Platform, err = p.choosePlatform(f.platform); err != nil {
			return o, err
		}
	}
	if o.Settings, err = f.settings(p, o.Platform); err != nil {
		return o, err
	}
	o.ID, o.Now = f.id.value, p.Now()
	if f.now.given {
		if o.AsOf, err = humantime.Time(f.now.value, p.Now(), p.Zone); err != nil {
			return o, usage("--now is not a date.", words.Sentence(err))
		}
	}
	if f.skew.given && f.skew.value != "0" && f.skew.value != "0s" {
		if o.Skew, err = humantime.Duration(f.skew.value); err != nil {
			return o, usage("--skew is not a span of time.", words.Sentence(err))
		}
	}
	if f.length.given {
		if o.VideoLength, err = humantime.Duration(f.length.value); err != nil {
			return o, usage("--video-length is not a span of time.", words.Sentence(err))
		}
	}
	if f.status.given {
		if o.Status, err = httpStatus(f.status.value); err != nil {
			return o, err
		}
	}
	return o, nil
}

// moment says back the moment that was asked about.
func (f *evidenceFlags) moment(p *program) {
	if at, err := humantime.Time(f.now.value, p.Now(), p.Zone); f.now.given && err == nil {
		p.line("That is as of " + clocks(at, p.Now(), p.Zone) + ".")
	}
}

// settings are what the formats have to be told beside a key. Whose fields are meant need
// not be said: the settings of each platform that has them are of use to its own format.
func (f *evidenceFlags) settings(p *program, chosen *platform.Platform) (list []token.Setting, err error) {
	if len(f.set.values) == 0 {
		return nil, nil
	}
	platforms := p.platforms()
	if chosen != nil {
		platforms = []*platform.Platform{chosen}
	}
	values := map[string]string{}
	err = eachSet(f.set.values, func(flag, field, value string) error {
		platforms = slices.DeleteFunc(slices.Clone(platforms), func(p *platform.Platform) bool {
			_, has := p.Field(field)
			return !has || p.Settings == nil
		})
		if len(platforms) == 0 {
			return usage("Nothing about how a token is read is told by "+flag+".", "ptok platforms lists the fields of each platform.")
		}
		values[field] = value
		return nil
	})
	for _, p := range platforms {
		list = append(list, p.SettingsFor(values)...)
	}
	return list, err
}

// httpStatus reads a status of HTTP.
func httpStatus(text string) (int, error) {
	if len(text) == 3 && text[0] >= '1' && text[0] <= '5' && text[1] >= '0' && text[1] <= '9' && text[2] >= '0' && text[2] <= '9' {
		return int(text[0]-'0')*100 + int(text[1]-'0')*10 + int(text[2]-'0'), nil
	}
	return 0, usage("--status is not a status of HTTP.", "It has three digits, such as 403.")
}

// refusal is why a key is of no use, or nil. A shared secret that can be read in
// several ways is of use: each is tried.
func refusal(k verify.Key) *fault {
	a := k.Answer
	switch {
	case a.Taken(), a.Code == keys.HexOrText, a.Code == keys.B64OrText, a.Code == keys.TrailingNewline:
		return nil
	}
	return fail(answerIsNo, a.Message, a.Hint)
}

// notToken says what the text is instead of a token.
func notToken(c diagnosis.Case) error {
	hint := "Give the token, or a URL or text with the token in it."
	if text := c.Paste.Text; len(text) < 4<<10 { // a name
		if info, err := os.Stat(text); err == nil && info.Mode().IsRegular() {
			hint = "There is a file of this name: give - for the text, and the file behind <."
		}
	}
	switch {
	case c.Paste.Refusal != "":
		return fail(notUnderstood, c.Paste.Refusal, hint)
	case c.Paste.Token == "":
		return fail(notUnderstood, "There is no text.", hint)
	}
	if f := c.Token.FirstFault(); f != nil {
		return fail(notUnderstood, f.Text(), hint)
	}
	return fail(notUnderstood, "This is not a token that can be read here.", hint)
}

// label is the name of a platform as people write it, "" for none.
func label(p *platform.Platform) string {
	if p == nil {
		return ""
	}
	return p.Label
}
