package sign

import (
	"maps"
	"slices"
	"strings"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/ui/viewmodel"
)

// Form is what is asked for, but for the key.
type Form struct {
	*making
	readKey func() bool // reads the key for the form as it stands; whether that is under way, and signs then

	openList, openLearn func()
}

// FormState is what the panel shows.
type FormState struct {
	Platforms []string
	Platform  int
	Note      string  // what has to be said beside the platform's name
	Fields    []Field // in the order of the platform
	Learn     string  // the link to find out from something genuine, "" for none
	Lives     []string
	Life      int         // the chosen one, -1 when a date is given
	Others    []OtherLife // of the tokens beside the first
	Date      Input
	DateTone  viewmodel.Tone
	Claims    []Claim
	More      bool // whether claims and options are unfolded
	NoClaims  bool // what is made holds none
}

// Input is a text field and what is wrong with it.
type Input struct {
	Text    string
	Masked  bool // it may be a secret: it is not shown
	Message string
}

// Field is one field of the platform's form.
type Field struct {
	platform.Field
	Value   string
	Choice  int      // -1 for another text
	Remarks []string // beside the choices, nil for none
	Shown   bool     // whether it matters beside the other values
	Masked  bool     // the value may be a secret: it is not shown
	Say     string
	Tone    viewmodel.Tone
}

// OtherLife is the lifetime of a token beside the first.
type OtherLife struct {
	Token   string // what it is for: "Thumbnail"
	Choices []string
	Choice  int
}

// ChoosePlatform changes the platform. What was typed for it before is there
// again, and the key stays.
func (f *Form) ChoosePlatform(i int) {
	if f.platforms[i] == f.platform {
		return
	}
	f.choose(i)
	f.signing.Drop()
	f.unsign()
	f.follow()
	f.keyChanged()
	if !f.readKey() {
		f.sign()
	}
}

// SignFor chooses a platform by its name, and what is to be played there.
func (f *Form) SignFor(name, id string) {
	if i := slices.IndexFunc(f.platforms, func(pl *platform.Platform) bool { return pl.Name == name }); i >= 0 {
		f.ChoosePlatform(i)
		f.SetField(platform.ID, id)
		f.update()
	}
}

// Type takes the text of a field while it is being typed: warnings wait until it is left, and so
// does the alarm about what may only be begun. What is pasted is whole.
func (f *Form) Type(name, value string) {
	f.types(name, f.values[name], value)
	f.SetField(name, value)
}

// TypeDate is Type for a date or span.
func (f *Form) TypeDate(text string) {
	f.types(platform.ExpiresField, f.date, text)
	f.SetDate(text)
}

func (f *Form) types(field, before, now string) {
	f.typing, f.letters = field, added(before, now) <= 1
}

// added is how many letters a text has in place of those that it had at the same place before.
func added(before, now string) int {
	b, n := []rune(before), []rune(now)
	for len(b) > 0 && len(n) > 0 && b[0] == n[0] {
		b, n = b[1:], n[1:]
	}
	for len(b) > 0 && len(n) > 0 && b[len(b)-1] == n[len(n)-1] {
		b, n = b[:len(b)-1], n[:len(n)-1]
	}
	return len(n)
}

// Left says that nobody types into a field any more.
func (f *Form) Left(name string) {
	if f.typing == name {
		f.typing = ""
		f.update()
	}
}

// SetField takes the text of a field. Blanks before it are nobody's wish.
func (f *Form) SetField(name, value string) {
	if field, _ := f.platform.Field(name); !field.Area {
		value = strings.TrimLeft(value, " \t\r\n")
	}
	if f.values[name] == value {
		return
	}
	f.values[name] = value
	if slices.ContainsFunc(f.platform.Fields, func(other platform.Field) bool { return hangsOn(other, name) }) {
		f.unsign() // it was of another kind
	}
	if name == platform.KeyID {
		f.keyChanged()
	}
	if f.readKey() {
		return
	}
	if field, _ := f.platform.Field(name); field.Place == platform.URLKit && !f.at.IsZero() {
		f.signAt(f.at) // the same token, under other addresses
		return
	}
	f.sign()
}

// hangsOn reports whether a field is asked for by what another one says.
func hangsOn(f platform.Field, name string) bool {
	return f.Required && strings.HasPrefix(f.When, name+"=")
}

// ToggleMore folds and unfolds claims and options.
func (f *Form) ToggleMore() {
	f.more = !f.more
	f.update()
}

// setFields takes the values of several fields at once.
func (f *Form) setFields(values map[string]string) {
	maps.Copy(f.values, values)
	f.keyChanged()
	if !f.readKey() {
		f.sign()
	}
}

// OpenList opens the panel to sign a list.
func (f *Form) OpenList() {
	if f.openList != nil {
		f.openList()
	}
}

// OpenLearn opens the panel to find out from something genuine.
func (f *Form) OpenLearn() {
	if f.openLearn != nil && f.platform.Learn != nil {
		f.openLearn()
	}
}

// shown words the form.
func (f *Form) shown() FormState {
	s := FormState{
		Platform: slices.Index(f.platforms, f.platform), Note: f.platform.Note,
		Life: f.life, Others: f.otherLives(), Date: Input{Text: f.date}, Claims: f.claims, More: f.more,
	}
	if f.platform.Learn != nil {
		s.Learn = f.platform.Learn.Label
	}
	for _, other := range f.platforms {
		s.Platforms = append(s.Platforms, other.Label)
	}
	for _, l := range f.platform.Lives {
		s.Lives = append(s.Lives, shortLife(l))
	}
	if f.date != "" {
		s.Life = -1
	}
	effective := f.effective(f.platform)
	for _, field := range f.platform.Fields {
		row := Field{Field: field, Value: f.values[field.Name], Shown: field.Applies(effective)}
		row.Choice = slices.IndexFunc(field.Choices, func(c platform.Choice) bool { return c.Value == row.Value })
		if row.Say, row.Tone = f.problemOf(field.Name); row.Say == "" && field.Words != nil {
			row.Say = field.Words(strings.TrimSpace(row.Value))
		}
		row.Masked, row.Say = f.masked(row.Value), f.unquoted(row.Say, row.Value)
		row.Remarks = f.notForKey(field)
		s.Fields = append(s.Fields, row)
	}
	s.Date.Message, s.DateTone = f.problemOf(platform.ExpiresField)
	s.Date.Masked, s.Date.Message = f.masked(f.date), f.unquoted(s.Date.Message, f.date)
	if s.Date.Message == "" && f.date != "" && f.signed != nil && !f.signed.Expires.IsZero() {
		s.Date.Message = "Ends " + humantime.UTC(f.signed.Expires)
		if here := f.signed.Expires.In(f.services.Zone); here.Hour()+here.Minute()+here.Second() == 0 {
			s.Date.Message += ", as " + here.AddDate(0, 0, -1).Format("Mon 2 Jan") + " ends here"
		}
		s.Date.Message += "."
	}
	s.NoClaims = f.platform.NoClaims != nil && f.platform.NoClaims(platform.Filled{Values: effective})
	return s
}

// notForKey marks the choices that the key leaves none of.
func (f *Form) notForKey(field platform.Field) []string {
	if f.key == nil || f.platform.KeyLeaves == nil {
		return nil
	}
	name, values := f.platform.KeyLeaves(f.key)
	if name != field.Name {
		return nil
	}
	list := make([]string, len(field.Choices))
	for i, c := range field.Choices {
		if !slices.Contains(values, c.Value) {
			list[i] = "not for this key"
		}
	}
	return list
}
