package why

import (
	"cmp"
	"net/url"
	"strings"

	"playtoken/core/batch/listing"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
)

// LeftRow is something that an answer leaves open, with one thing to do.
type LeftRow struct {
	Title, Text string
	Action      string // "" for none
	Do          LeftAction
}

// LeftAction is what there is to do.
type LeftAction int

// The actions.
const (
	CopyWho LeftAction = iota // site and player
	ShowKeys
	ReadLog
	CopyID  // that the token is for
	GiveKey // to check the signature with
	GiveURL // in place of a token alone
)

// left words what a cause leaves to look at. What is not the token is a limit, or a block,
// where the request was refused.
func (s *Status) left(c diagnosis.StatusCause, status int) []LeftRow {
	whose := "the platform"
	if s.found.Platform != nil {
		whose = s.found.Platform.Label
	}
	switch {
	case c.Code == cause.NotTheToken && logline.Refuses(status):
		return []LeftRow{s.limits()}
	case c.Code == cause.UnknownKey:
		return []LeftRow{{Title: "A signing key deleted at " + whose, Text: "A deleted key leaves no trace in the token.", Action: "Look under Keys", Do: ShowKeys}}
	}
	id := s.ownID()
	switch {
	case c.Code != cause.MediaIDUsed || id == "":
	case check.UUID(id) && logline.Refuses(status):
		return nil // playback IDs have that form, and one that nobody knows is answered with 404
	default:
		return []LeftRow{{
			Title: "A media ID in place of the playback ID", Text: "The token is for " + platform.ShortID(token.Excerpt(id, 80)) + ". Look whether " + whose + " lists that as a playback ID.",
			Action: "Copy the ID", Do: CopyID,
		}}
	}
	if row, ok := s.unknown(c.Code); ok {
		return []LeftRow{row}
	}
	n := causeNote(0, c)
	_, title, _ := strings.Cut(n.Title, ". ")
	return []LeftRow{{Title: strings.TrimSuffix(title, "."), Text: cmp.Or(n.Text, "Nothing in the text rules it out.")}}
}

// unknown words what is left to look at because something was not given: a key, or the URL
// that the token was sent in.
func (s *Status) unknown(code cause.Code) (LeftRow, bool) {
	row := LeftRow{Action: "Give the URL", Do: GiveURL}
	switch code {
	case cause.SignatureWrong:
		row = LeftRow{Title: "A wrong signature", Text: "No key at hand confirms it.", Action: "Give the key", Do: GiveKey}
		if s.found.Unproven() {
			row = LeftRow{Title: row.Title, Text: "It fits the public half saved as " + keyName(s.found.Verified.By) + ". Unlock the saved secrets to be sure of that."}
		}
	case cause.OtherPlaybackID:
		row.Title, row.Text = "Another playback ID", "Which one the URL asks for is not told."
	case cause.AudOtherResource:
		row.Title, row.Text = "Another resource", "What the URL asks for is not told."
	case cause.TokenMisplaced:
		row.Title, row.Text = "The place of the token", "Where it stood in the URL is not told."
	case cause.TokenDamagedInURL:
		row.Title, row.Text = "Damage in the URL", "Only the token is there, not the URL that it was sent in."
	default:
		return LeftRow{}, false
	}
	return row, code == cause.SignatureWrong || s.found.URL == nil
}

// ownID is the ID that the token is for, "" where it tells none.
func (s *Status) ownID() string {
	if s.found == nil || s.found.Platform == nil || s.found.Token == nil {
		return ""
	}
	return s.found.Platform.IDOf(s.found.Token, nil)
}

// limits asks for the limits on sites and players.
func (s *Status) limits() LeftRow {
	row := LeftRow{Title: "A limit on sites or players", Text: "Which site and which player asked is not told."}
	site, player := s.site(), playerName(s.agent())
	switch {
	case site != "" && player != "":
		row.Text = "Asked from " + site + ", with " + player + "."
	case site != "":
		row.Text = "Asked from " + site + "."
	case player != "":
		row.Text = "Asked with " + player + "."
	default:
		return row
	}
	row.Action, row.Do = "Copy site and player", CopyWho
	return row
}

// blocked asks whether an address or a country is blocked.
func (s *Status) blocked() LeftRow {
	row := LeftRow{Title: "A block of the address or the country", Text: "Which address asked is not told."}
	if line := s.found.Line(); line.Client != "" {
		row.Text = "From " + token.Excerpt(line.Client, 64) + ". The whole log shows whether it was alone."
		if s.services.OpenLog != nil {
			row.Action, row.Do = "Read the whole log", ReadLog
		}
	}
	return row
}

// site is the host of the page that asked, "" where that is not told.
func (s *Status) site() string {
	line := s.found.Line()
	page := line.Page
	if line.Origin != nil && line.Origin.Referer != "" {
		page = line.Origin.Referer
	}
	u, err := url.Parse(page)
	if err != nil {
		return ""
	}
	return token.Excerpt(u.Hostname(), 80)
}

// agent is the program that asked, as the text has it.
func (s *Status) agent() string {
	if s.found.Line().Status == 0 {
		return ""
	}
	text := s.found.Paste.Text
	if at := s.pick; at < len(s.found.Paste.All) {
		before, after := s.found.Paste.Around(at)
		first, _, _ := strings.Cut(after, "\n")
		text = before[strings.LastIndexByte(before, '\n')+1:] + first
	}
	agent, _ := listing.About(text, "")
	return agent
}

// CopyWho copies site and player, for a look at the limits.
func (s *Status) CopyWho(done func()) {
	if s.found != nil {
		s.copy("Site and player", strings.TrimSpace(s.site()+"\n"+s.agent()), done)
	}
}

// Do does what a row is for.
func (s *Status) Do(do LeftAction, done func()) {
	switch do {
	case CopyWho:
		s.CopyWho(done)
	case ShowKeys:
		if s.services.ShowKeys != nil {
			s.services.ShowKeys()
		}
	case ReadLog:
		s.readLog()
	case CopyID:
		s.copy("ID", s.ownID(), done)
	}
}

// playerName names the browser or the program of an agent: "Safari on an iPhone".
func playerName(agent string) string {
	if agent == "" {
		return ""
	}
	is := func(part string) bool { return strings.Contains(agent, part) }
	program := ""
	for _, p := range [...][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"AppleCoreMedia", "the player of Apple"}, {"ExoPlayer", "ExoPlayer"}} {
		if is(p[0]) {
			program = p[1]
			break
		}
	}
	on := ""
	for _, p := range [...][2]string{{"iPhone", "an iPhone"}, {"iPad", "an iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Macintosh", "a Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}} {
		if is(p[0]) {
			on = p[1]
			break
		}
	}
	switch {
	case program != "" && on != "":
		return program + " on " + on
	case program != "":
		return program
	case on != "" && strings.HasPrefix(agent, "Mozilla/"):
		return "a browser on " + on
	}
	return token.Excerpt(agent, 60)
}
