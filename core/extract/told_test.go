package extract_test

import (
	"strings"
	"testing"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

// TestToldByHand: what people write of an answer beside a URL.
func TestToldByHand(t *testing.T) {
	url := stream + "?token=" + fixtures.Token(t)
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"a mail", "Hi,\n\nsince this morning our player shows 403: <U>\nall videos are affected.\n\nJo", 403},
		{"a mail in German", "Hallo Support,\n\nseit heute früh kommt Fehler 403 bei allen Videos, z. B.\n<U>\n\nGrüße", 403},
		{"in brackets", "<U> (403)", 403},
		{"in brackets below", "<U>\n(403)", 403},
		{"in brackets, closed behind", "The video (we get a 403) is here: <U>", 403},
		{"an exclamation", "<U> 403!", 403},
		{"a question", "Why 403? <U>", 403},
		{"a full stop below", "<U>\n403.", 403},
		{"behind a colon, full stop", "answer: 403.\n<U>", 403},
		{"in front of the URL", "403: <U>", 403},
		{"in front, no mark", "403 <U>", 403},
		{"above the URL", "403\n<U>", 403},
		{"equals", "<U> = 403", 403},
		{"in quotes behind", `<U> "403"`, 403},
		{"in quotes in front", `"403" <U>`, 403},
		{"in other quotes", "<U> „403“", 403},
		{"in marks of a chat", "<U> **403**", 403},
		{"as code in a chat", "<U> `403`", 403},
		{"a dash", "<U> – 403", 403},
		{"an arrow", "<U> ⇒ 403", 403},
		{"in a sentence", "Hi, 403 on all videos, e.g. <U>", 403},
		{"counted answers", "We see lots of 403 responses: <U>", 403},
		{"several of them", "lots of 403s on <U>", 403},
		{"two of them", "we get 401/403 for <U>", 401},
		{"a word of two in German", "Immer wieder 403-Fehler bei <U>", 403},
		{"a German plural", "Seit heute 403er auf <U>", 403},
		{"German", "Fehler 403 bei <U>", 403},
		{"German, a colon", "Fehler: 403\n<U>", 403},
		{"German, HTTP", "HTTP-Fehler 403 <U>", 403},
		{"German, behind", "<U> kommt 403 zurück", 403},
		{"German, a server", "Da antwortet der Server mit 404: <U>", 404},
		{"French", "Erreur 403 : <U>", 403},
		{"French, a sentence", "La vidéo renvoie une erreur 403, voici le lien : <U>", 403},
		{"Spanish", "Me sale el error 401 en <U>", 401},
		{"Spanish, a code", "código 403: <U>", 403},
		{"Italian", "Errore 403: <U>", 403},
		{"Portuguese", "Erro 404 no vídeo <U>", 404},
		{"Dutch", "Foutcode: 403\n<U>", 403},
		{"Polish", "Błąd 403 <U>", 403},
		{"Swedish", "Fel: 401 <U>", 401},
		{"Czech", "Chyba 403: <U>", 403},
		{"Turkish", "403 hatası alıyoruz <U>", 403},
		{"Russian", "Ошибка 403: <U>", 403},
		{"PowerShell in German", "Invoke-WebRequest : Der Remoteserver hat einen Fehler zurückgegeben: (403) Unzulässig.\n<U>", 403},
		{"PowerShell in Spanish, behind", "<U>\nError en el servidor remoto: (403) Prohibido.", 403},
		{"PowerShell in Italian", "Errore del server remoto: (404) Non trovato.\n<U>", 404},
		{"PowerShell in Turkish", "Uzak sunucu hata döndürdü: (403) Yasak.\n<U>", 403},
		{"PowerShell in Chinese", "远程服务器返回错误: (403) 已禁止。\n<U>", 403},
		{"PowerShell in Chinese, its own colon", "远程服务器返回错误：(403) 已禁止。\n<U>", 403},
		{".NET in Spanish", "El código de estado de la respuesta no indica un resultado correcto: 403 (Prohibido).\n<U>", 403},
		{"a telephone number behind a colon", "Call me: (415) 555-0123\n<U>", 0},
		{"a number in brackets behind a colon", "Pieces: (500) in all\n<U>", 0},
		{"a room in brackets behind a colon", "Room: (404) Blue Hall\n<U>", 0},
		{"a server's fault", "<U> (502)", 502},
		{"a round number", "<U> (500)", 500},
		{"a round number of a mail", "Fehler 500 bei <U>", 500},
		{"gone", "player says 410 <U>", 410},
		{"shows", "<U> shows 401", 401},
		{"a table", `"<U>";403`, 403},
		{"a table, more columns", `"<U>";"403";"DE"`, 403},
		{"no code HTTP403", "HTTP403 <U>", 403},
		{"it does not play, and the answer", "It does not play, 403. <U>", 403},
		{"it does not play, no mark", "Läuft nicht 403 <U>", 403},
		{"no longer plays", "Video geht nicht mehr: 403 <U>", 403},
		{"worked, and now 403", "Yesterday it worked, now 403: <U>", 403},
		{"not 401 but 403", "It is not a 401, it is a 403: <U>", 403},
		{"instead of 200", "Instead of 200 we get 403 for <U>", 403},
		{"when will it work", "We get 403. Please tell us when it works again. <U>", 403},
		{"does it work now", "403 this morning. Does it work again now? <U>", 403},
		{"now nothing works", "Gestern 403, jetzt geht es gar nicht mehr: <U>", 403},
		{"of the second of two", "This one is fine:\n" + stream + "?token=<2>\nThis one gives 403:\n<U>", 403},

		{"a word", "<U> Forbidden", 403},
		{"a word in front", "Forbidden: <U>", 403},
		{"a word in a cell", "<U>\tForbidden", 403},
		{"a word in a sentence", "Hi,\n<U>\nall videos are Forbidden.\n\nJo", 403},
		{"a word behind a name", "Response: Unauthorized <U>", 401},
		{"a word in quotes", `The page says "forbidden": <U>`, 403},
		{"a word in brackets", "<U> (Unauthorized)", 401},
		{"a word below", "<U>\nForbidden", 403},
		{"not found", "<U> Not Found", 404},
		{"a stream not found", `<U> gives "Stream not found"`, 404},
		{"two words", "Video not found: <U>", 404},

		{"denied in German", "<U> Zugriff verweigert", 403},
		{"denied in French", "Accès refusé : <U>", 403},
		{"denied in Spanish", "<U>\nAcceso denegado", 403},
		{"denied in Swedish", "<U> Åtkomst nekad", 403},
		{"denied in Russian", "Доступ запрещен: <U>", 403},
		{"denied in a sentence", "Da steht nur Zugriff verweigert. <U>", 403},
		{"not found in German", "Video nicht gefunden: <U>", 404},
		{"a word in a sentence about something else", "Access denied again, as last week. What now? <U>", 0},

		{"an ID", "ID 403: <U>", 0},
		{"an ID, a colon", "Video ID: 403\n<U>", 0},
		{"a ticket", "Ticket #403: <U>", 0},
		{"a ticket in words", "Regarding ticket 403: <U>", 0},
		{"a customer", "Customer 403 has this link: <U>", 0},
		{"a number", "Nr. 403: <U>", 0},
		{"an episode", "Folge 403: <U>", 0},
		{"a video", "Video 404 <U>", 0},
		{"part of an ID", "asset-403-a plays: <U>", 0},
		{"a price", "It costs 403 € a month: <U>", 0},
		{"a price in front", "We pay EUR 403 for <U>", 0},
		{"dollars", "$403 for <U>", 0},
		{"a price with cents", "403,50 EUR <U>", 0},
		{"a price with a point", "403.50 <U>", 0},
		{"a time", "Recorded at 4:03 <U>", 0},
		{"a length", "The video is 403 seconds long: <U>", 0},
		{"minutes in German", "Das Video hat 403 Minuten: <U>", 0},
		{"days", "403 days ago: <U>", 0},
		{"viewers", "We had 403 viewers on <U>", 0},
		{"viewers in German", "Es gab 404 Zuschauer bei <U>", 0},
		{"videos", "We have 500 videos, e.g. <U>", 0},
		{"customers", "for 400 of our customers: <U>", 0},
		{"an address", "Jo Doe\n403 Main Street\nSpringfield\n<U>", 0},
		{"an address in German", "<U>\n\nFirma GmbH\nHauptstraße 403\n10115 Berlin", 0},
		{"a room", "Raum 404, <U>", 0},
		{"a phone", "<U>\nTel. +49 403 5551234", 0},
		{"a phone, no sign", "<U>\nPhone: 403 555 0199", 0},
		{"a version", "App version 403, player v4.0.3: <U>", 0},
		{"a version of a browser", "Build 403 of the app: <U>", 0},
		{"a line", "see line 403 of the log: <U>", 0},
		{"a size", "Size: 403\n<U>", 0},
		{"more than", "more than 403 of them saw <U>", 0},
		{"a list of numbers", "[401, 403]\n<U>", 0},
		{"not", "It is not 403. <U>", 0},
		{"not a 403", "This isn't a 403: <U>", 0},
		{"no more", "no 403 any more: <U>", 0},
		{"no error", "No error 403 here: <U>", 0},
		{"no longer", "We no longer get 403 for <U>", 0},
		{"not in German", "Es kommt kein 403 mehr: <U>", 0},
		{"not in German, a word of two", "Keine 403-Fehler mehr auf <U>", 0},
		{"not in French", "Plus d'erreur 403 : <U>", 0},
		{"not in Spanish", "ya sin error 403: <U>", 0},
		{"is gone", "The 403 is gone: <U>", 0},
		{"is gone in German", "Fehler 403 ist weg: <U>", 0},
		{"it works now", "It was 403 yesterday, now it works: <U>", 0},
		{"it works again", "We got 403 yesterday. It works again now. <U>", 0},
		{"it works now in German", "Gestern Fehler 403, jetzt geht es wieder: <U>", 0},
		{"it works now in French", "Hier erreur 403, maintenant ça marche : <U>", 0},
		{"is solved", "The 403 from this morning has been fixed: <U>", 0},
		{"code that compares", "if (res.status === 403) { refresh() }\nload(\"<U>\")", 0},
		{"a forbidden thing", "<U>\nAny copying or disclosure of this mail is strictly forbidden.", 0},
		{"an unauthorized thing", "<U>\nUnauthorized use, copying or distribution is prohibited.", 0},
		{"unauthorised access", "to prevent unauthorized access we sign: <U>", 0},
		{"not forbidden", "It is not forbidden: <U>", 0},
		{"of the first of two", "This one is fine:\n<U>\nThis one gives 403:\n" + stream + "?token=<2>", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			other := fixtures.Token(t)
			other = other[:len(other)-2] + "AA"
			p := extract.Read(strings.NewReplacer("<U>", url, "<2>", other).Replace(c.text))
			for _, f := range p.All {
				if f.Token != other {
					if f.Status != c.want && (c.want > 0 || f.Status >= 400) {
						t.Errorf("%d, want %d", f.Status, c.want)
					}
					return
				}
			}
			t.Error("no token found")
		})
	}
}
