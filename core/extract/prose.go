package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"playtoken/core/once"
)

// reachOfWords is how much of a line is looked at on each side of a number, in bytes: words are
// shorter, and a URL or a token is longer.
const reachOfWords = 64

// reachOfMail is how far from a URL or a token a number without a word for it tells of its answer.
const reachOfMail = 4 << 10

// toldInProse reports whether a number is an error of HTTP that a person tells of. It stands as a
// word, and counts, names and measures nothing. left is as for statusIn.
func toldInProse(text string, at, code int, left *int) bool {
	if code < 400 || statusText[code] == "" && code/100 != 5 || *left <= 0 || len(text) < 8 && len(strings.TrimSpace(text)) == 3 {
		return false
	}
	head, tail := lineAround(text, at, at+3)
	near := func() bool { return hasLink(text[max(0, at-reachOfMail):min(len(text), at+reachOfMail)]) }
	if asPrinted().MatchString(head+"\n"+tail) && !numbered().MatchString(strings.TrimRight(head, " (")) && near() {
		*left--
		return true
	}
	const marks = "\"'`(*“„«‘‚›"
	front := strings.TrimRight(head, marks)
	enclosed := len(front) < len(head)
	if front != "" && front[len(front)-1] != ' ' && front[len(front)-1] != '\t' && !hasFoldSuffix(front, "http") && !hasFoldSuffix(front, "http-") {
		return false
	}
	front = strings.TrimRight(front, " \t>•-")
	word := front[strings.LastIndexAny(front, " \t")+1:]
	named := strings.TrimRight(word, "\"'`>")
	besideURL := strings.Contains(word, "://") || isLong(named) || asksBehind(tail)
	last, _ := utf8.DecodeLastRuneInString(front)
	switch {
	case front == "":
	case strings.ContainsRune("#$€£¥~+×/<&|%{[\\@", last):
		return false
	case unicode.IsDigit(last) && !besideURL && !strings.Contains(word, ":"), last == ',' && unicode.IsDigit(rune(front[max(0, len(front)-2)])):
		return false
	}
	if tail != "" && (inToken(tail[0]) && tail[0] != '.' || tail[0] == '/' || tail[0] == '%') {
		whole := tail
		if tail = compound().ReplaceAllString(tail, ""); tail == whole {
			return false
		}
	}
	*left--
	if numbered().MatchString(front) || counts().MatchString(tail) || street().MatchString(tail) {
		return false
	}
	told := answerWord().MatchString(front) || answerBehind().MatchString(tail)
	switch {
	case told:
		return true
	case last == ':':
		return besideURL
	case last == '=':
		front = strings.TrimRight(front, "= \t")
		return len(front)-strings.LastIndexAny(front, " \t") > reachOfWords/2
	case !besideURL && !near():
		return false
	}
	alone := front == "" && strings.Trim(tail, " \t\r.!?)*\"'`”“»") == ""
	return code%100 != 0 || enclosed || besideURL || alone
}

// asPrinted is how .NET, and PowerShell with it, print an answer in every language, with a line end
// in place of the number: behind a colon, it or the word for it in brackets.
var asPrinted = once.Regexp(`[:：]\s*(?:\(\n\) ?[\p{Lu}\p{Lo}]|\n \([\p{Lu}\p{Lo}][^()]*\))`)

// isLong reports whether a word is longer than people write any: it is a URL or a token.
func isLong(word string) bool { return len(word) > reachOfWords/2 }

// hasLink reports whether a text has a URL in it, or a token.
func hasLink(text string) bool {
	if strings.Contains(text, "://") {
		return true
	}
	for word := range strings.FieldsSeq(text) {
		if isLong(word) {
			return true
		}
	}
	return false
}

// lineAround is what a line has on both sides of a place, as far as it is looked at.
func lineAround(text string, start, end int) (head, tail string) {
	head = text[lineStart(text, start, reachOfWords):start]
	tail, _, _ = strings.Cut(text[end:min(len(text), end+reachOfWords)], "\n")
	return head, tail
}

// asksBehind reports whether a URL or a token is the next word.
func asksBehind(tail string) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(tail, " \t\"'`):*–-<"), " ")
	return beginsURL(word) || isLong(word)
}

// The words around a number, in the languages that most mails are written in.
var (
	// compound is what goes on in the word of a number: 403-Fehler, 403er, 403s, 401/403.
	compound = once.Regexp(`(?i)^(?:-(?:fehler|error|antwort|respon|status|code|fout|fel|as\b)\pL*|er\b|s\b|/[45]\d\d\b)`)

	// answerWord is a word in front that speaks of an answer.
	answerWord = once.Regexp(`(?i)(?:^|[^\pL])(?:https?|err|error[ei]?s?|errors?|fehler|fehlercode|fehlermeldung|erreurs?|erros?|fout|foutcode|foutmelding|fel|felkod|fejl|fejlkode|feil|feilkode|virhe|virhekoodi|bł[ąę]d\pL*|chyb[auy]|hib[aá]\pL*|eroare\pL*|hata\pL*|ошибк\pL*|помилк\pL*|σφάλμα|` +
		`codes?|kode?|kód|koodi|c[oó]digo|codice|код|status|statuscode|statut|estado|stato|stav|answers?|antwort|responses?|réponse|respuesta|risposta|resposta|antwoord|svar|odpow\pL*|odpov\pL*|válasz|yanıt|ответ|results?|ergebnis|résultat|resultado|risultato|meldung|says?|msg|message|problem\pL*)\s*[:=]?\s*$`)
	answerBehind = once.Regexp(`(?i)^\s*(?:error|fehler|erreur|errore|fout|fel\b|hata|respon|antwort|zurück|retour|back\b|status|code|forbidden|unauthori)`)

	// numbered is what has a number, or stands in front of a count or a price.
	numbered = once.Regexp(`(?i)(?:^|[^\pL])(?:id|no|nr|num|nummer|number|numéro|número|numero|n[°º]|user|nutzer|customer|client|kunde|kundin|konto|account|ticket|case|order|invoice|rechnung|bestellung|auftrag|issue|bug|pr|line|zeile|ligne|línea|riga|port|room|raum|zimmer|suite|unit|apt|box|floor|building|page|seite|chapter|kapitel|episode|ep|folge|lesson|lektion|part|teil|channel|kanal|camera|kamera|cam|video|clip|film|item|row|track|level|version|ver|v|build|release|revision|` +
		`street|st|road|rd|avenue|ave|lane|\pL*(?:straße|strasse|str|weg|allee|platz|gasse)|rue|via|calle|phone|tel|telefon|fax|pid|process|thread|size|größe|width|height|than|als|que|over|über|about|circa|ca|approx|under|unter|almost|fast|nearly|took|total|eur|usd|gbp|chf|pln|price|preis|prix|error_page)[.:]?\s*$`)

	// counts is a count, a price or a number behind.
	counts = once.Regexp(`(?i)^(?:[.:]\d|[,;][^\s"]|[ \t]*(?:[€$£¥%+×°/=]|\d|(?:eur|usd|gbp|chf|pln|kr|zł|dollar|pound|m?secs?\b|second|sekund|seg|min|hour|stund|heure|hora|ora\b|ore\b|day|tag|jour|día|giorn|week|woche|month|monat|year|jahr|uhr|h\b|am\b|pm\b|k?m?bps|kbit|mbit|[kmg]?i?b\b|byte|frame|fps|px|pixel|` +
		`of (?:our|the|them|us|my|these|those)|view|zuschau|ticket|cop(?:y|ies)|user|nutzer|customer|kund|client|people|person|leute|visitor|besuch|subscri|abonn|video|vidéo|vídeo|stream|film|clip|file|datei|fichier|archivo|item|line|zeile|row|time|mal\b|fois|veces|volte|play|aufruf|abruf|request|anfrag|requête|asset|episode|folge|title|titel|lesson|course|kurs|device|gerät|page|seite|rue|avenue|bd\b|boulevard|calle)))`)

	street = once.Regexp(`^ (?:\pL[\pL.]* ){1,3}(?:[Ss]treet|St|[Rr]oad|Rd|[Aa]venue|Ave|[Ll]ane|Ln|[Dd]rive|Dr|Blvd|[Bb]oulevard|[Ww]ay)\b`)

	// denied says in front of an answer that it is none, and gone that it is no more.
	denied = once.Regexp(`(?i)(?:^|[^\pL])(?:(?:no|not|\pL+n['’]t|never|without|instead of|rather than|expect(?:ed)?|kein\pL*|ohne|statt|anstatt|(?:ist|sind|war|kommt|gibt|est|is|was|er|är) (?:nicht|pas|niet|inte|ikke)|plus|sans|aucune?|jamais|sin|ning[uú]n|senza|nessun|sem|nenhum|geen|zonder|ingen|bez|без|нет)` +
		`(?: (?:a|an|the|any|more|mehr|longer|de|d['’]|get|getting|see|seeing|have|return|show|errors?|fehler|erreur|error|errore|erro|fout|http|https|status|code|response))*)[ "'“„*]*(?:d['’]erreur )?$`)
	gone = once.Regexp(`(?i)^[\s"'”“*]*(?:errors? |fehler |from \pL+ \pL+ |from \pL+ )?(?:(?:is|are|was|has|have|been|ist|sind|wurde|est|a|now|jetzt|inzwischen) )*(?:gone|weg\b|verschwunden|behoben|gel[öo]st|erledigt|fixed|solved|resolved|disappeared|no more|no longer|nicht mehr|ya no|résolue?|disparu|resuelto|risolto|opgelost)`)

	// works says that it plays by now, where nothing in the sentence takes that back.
	works = once.Regexp(`(?i)(?:(?:now|jetzt|inzwischen|mittlerweile|heute|maintenant|ahora|adesso|ora|agora|nu)\W+(?:\pL+\W+){0,2}?(?:works?|plays?|runs|loads|fine|ok|okay|geht|läuft|funktioniert|spielt|klappt|marche|fonctionne|funciona|funziona|va|werkt|fungerar|virker)|` +
		`(?:works?|plays?|fine|ok|geht|läuft|funktioniert|klappt|marche|fonctionne|funciona|funziona|werkt)\W+(?:\pL+\W+){0,2}?(?:again|now|wieder|jetzt|maintenant|ahora|adesso|agora|weer|igen))(?:[^\pL]|$)`)
	worksNot = once.Regexp(`(?i)(?:^|[^\pL])(?:not|\pL+n['’]t|no|never|nothing|none|nicht|nichts|nie|kein\pL*|gar|pas|plus|jamais|rien|niente|nada|niet|inte|ikke|when|if|until|once|whether|wenn|bis|ob|sobald|damit|quand|cuando|hasta|quando|jusqu\pL*|elsewhere|others?)(?:[^\pL]|$)`)
)

// takenBack reports whether a text says of an answer that stands in it that there was none, or
// that it is over.
func takenBack(text string, start, end int) bool {
	head, tail := lineAround(text, start, end)
	if denied().MatchString(head) || gone().MatchString(compound().ReplaceAllString(tail, "")) {
		return true
	}
	const near = 240 // bytes
	rest := text[end:min(len(text), end+near)]
	m := works().FindStringIndex(rest)
	if m == nil {
		return false
	}
	const ends = ".!?\n;"
	sentence := rest[strings.LastIndexAny(rest[:m[0]], ends+",")+1:]
	if i := strings.IndexAny(sentence[m[1]-(len(rest)-len(sentence)):], ends); i >= 0 {
		i += m[1] - (len(rest) - len(sentence))
		if sentence[i] == '?' {
			return false
		}
		sentence = sentence[:i]
	}
	return !worksNot().MatchString(sentence)
}

// answerWords are the words of an answer that people write without its number.
var answerWords = []struct {
	text string
	code int
}{
	{"forbidden", 403},
	{"access denied", 403},
	{"unauthorized", 401},
	{"unauthorised", 401},
	{"not found", 404},
	{"zugriff verweigert", 403},
	{"nicht autorisiert", 401},
	{"nicht gefunden", 404},
	{"accès refusé", 403},
	{"accès interdit", 403},
	{"non autorisé", 401},
	{"introuvable", 404},
	{"acceso denegado", 403},
	{"no autorizado", 401},
	{"no encontrado", 404},
	{"accesso negato", 403},
	{"non autorizzato", 401},
	{"non trovato", 404},
	{"acesso negado", 403},
	{"não autorizado", 401},
	{"toegang geweigerd", 403},
	{"niet gevonden", 404},
	{"åtkomst nekad", 403},
	{"adgang nægtet", 403},
	{"odmowa dostępu", 403},
	{"přístup odepřen", 403},
	{"erişim engellendi", 403},
	{"доступ запрещен", 403},
	{"доступ запрещён", 403},
}

// answerInWords is the status that the word means which begins at a place of a text, 0 for none,
// and its length.
func answerInWords(text string, at int) (code, length int) {
	if c := text[at]; strings.IndexByte("funazitop\xe3\xf0", c|0x20) < 0 || at > 0 && (inWord(text[at-1]) || text[at-1] >= utf8.RuneSelf && isLetterBefore(text[:at])) {
		return 0, 0
	}
	for _, w := range answerWords {
		if hasFoldPrefix(text[at:], w.text) {
			return w.code, len(w.text)
		}
	}
	return 0, 0
}

// isAnswer reports whether such a word is that of an answer. In a sentence it is where it is
// written as one, or where something says that it is one: of other things than a request, too,
// people say that they are forbidden. Behind a number it says nothing that this does not.
func isAnswer(text string, at, end int) bool {
	if end < len(text) && (inWord(text[end]) && text[end] != '.' || strings.IndexByte("=([{", text[end]) >= 0) {
		return false
	}
	head, tail := lineAround(text, at, end)
	number := strings.TrimRight(head, " \t(-–—:")
	if number != "" && isDigit(number[len(number)-1]) && !strings.Contains(number[strings.LastIndexAny(number, " \t")+1:], "://") {
		return false
	}
	return !writtenInCode(text[:at], "") && saidAsAnswer(head, text[at:end], tail)
}

func isLetterBefore(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(r)
}

func saidAsAnswer(head, word, tail string) bool {
	front := strings.TrimRight(head, " \t")
	behind := strings.TrimLeft(tail, " \t")
	ended := behind == "" || strings.IndexByte(".,;:!?)\"'`*\r|<", behind[0]) >= 0 || asksBehind(tail)
	spaced := front != head || front == ""
	quotes := "\"'`(*>[|:;"
	switch {
	case !ended && !answerBehind().MatchString(tail) && !whileAsking().MatchString(tail):
		return false
	case front == "", strings.IndexByte(quotes, front[len(front)-1]) >= 0, answerWord().MatchString(front):
		return true
	case len(front)-strings.LastIndexAny(front, " \t\"") > reachOfWords/2, asksBehind(tail):
		return spaced
	case strings.EqualFold(word, "not found"):
		return spaced && notFoundThing().MatchString(front)
	}
	return spaced && (word[0] < 'a' || saysAnswer().MatchString(front))
}

var (
	// whileAsking is a word behind an answer that says when, where or for what it came.
	whileAsking = once.Regexp(`^ (?:when|while|on|for|at|in|with|from|if|since|after|and|but|bei|beim|seit|auf|wenn|für|sur|pour|quand|en|al|per|quando|op|voor)\b`)
	// saysAnswer is the verb by which people tell of an answer.
	saysAnswer    = once.Regexp(`(?i)(?:^|[^\pL])(?:gets?|got|getting|shows?|says?|returns?|returned|gives?|gave|with|sees?|saw|throws?|an?|as|just|only)$`)
	notFoundThing = once.Regexp(`(?i)(?:^|[^\pL])(?:streams?|videos?|manifests?|playlists?|pages?|files?|resources?|assets?|media|id|ids|is|was)$`)
)
