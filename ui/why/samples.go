package why

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"time"

	"playtoken/core/diagnosis"
)

// The samples of the empty screen.
const (
	sampleHost    = "https://stream.fastpix.com/"
	sampleID      = "16af5b33-cf4d-4717-9b90-ce429a124455"
	sampleKeyID   = "b7158b65-302d-4fbd-9c48-503ca92bdd25"
	sampleOtherID = "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
)

// SampleExpired reads a URL whose token has ended.
func (p *Presenter) SampleExpired() {
	sample := strings.TrimSpace(p.services.Sample)
	id := sampleID
	if c := diagnosis.Read(sample, diagnosis.Options{Now: p.services.Now()}); c.Token != nil && c.Platform != nil {
		id = c.Platform.IDOf(c.Token, nil)
	}
	p.Paste.Take(sampleHost + id + ".m3u8?token=" + sample)
}

// SampleOtherID reads a URL whose token is for another ID.
func (p *Presenter) SampleOtherID() {
	p.Paste.Take(sampleHost + sampleOtherID + ".m3u8?token=" + strings.TrimSpace(p.services.Sample))
}

// SampleLog reads a log of 3,000 lines.
func (p *Presenter) SampleLog() {
	now := p.services.Now().UTC()
	p.Log.Read("sample.log", func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(sampleLog(now))), nil
	})
}

// sampleLog is a log of three hours up to now: most requests played, and some were refused
// for five reasons.
func sampleLog(now time.Time) string {
	const lines = 3000
	begin := now.Add(-3 * time.Hour)
	made := map[string]string{}
	sign := func(id string, at time.Time) string {
		key := fmt.Sprint(id, at.Unix())
		if made[key] == "" {
			made[key] = sampleToken(id, at)
		}
		return made[key]
	}
	ids := [...]string{sampleID, sampleOtherID, "7b21c0de-5a13-4c7e-9f6b-0d2e4a6108fe", "5d0e77aa-31c4-4f0b-8a29-6c5b7d9391c2"}
	var b strings.Builder
	for i := range lines {
		at := begin.Add(time.Duration(i) * 3 * time.Hour / lines)
		id, status := ids[i%len(ids)], 200
		client := fmt.Sprintf("198.51.100.%d", i*7%90+1)
		proof := "?token=" + sign(id, begin.Add(-6*time.Hour))
		switch {
		case i > lines*2/3 && i%4 == 0: // since the last hour, one ID
			id, status, client = ids[0], 403, fmt.Sprintf("203.0.113.%d", i*11%96+1)
			proof = "?token=" + sign(id, begin.Add(-6*time.Hour))
		case i%25 == 3:
			status, proof = 401, "?token="+sign(id, begin.Add(-26*time.Hour))
		case i > lines/3 && i%46 == 5:
			status, proof = 401, "?token="+sign(ids[(i+1)%len(ids)], begin.Add(-6*time.Hour))
		case i%187 == 11:
			status, proof = 401, ""
		case i%700 == 13:
			status, proof = 401, proof[:len(proof)-90]
		}
		fmt.Fprintf(&b, "%s - - [%s] \"GET /%s.m3u8%s HTTP/2.0\" %d 112 \"https://shop.example/watch/42\" \"Mozilla/5.0 (iPhone)\"\n",
			client, at.Format("02/Jan/2006:15:04:05 -0700"), id, proof, status)
	}
	return b.String()
}

// sampleToken is a token of a day that no key signed.
func sampleToken(id string, issued time.Time) string {
	encode := base64.RawURLEncoding.EncodeToString
	claims := fmt.Sprintf(`{"kid":%q,"aud":"media:%s","iss":"fastpix.com","iat":%d,"exp":%d}`, sampleKeyID, id, issued.Unix(), issued.Add(24*time.Hour).Unix())
	signed := encode([]byte(`{"alg":"RS256"}`)) + "." + encode([]byte(claims))
	sum := sha256.Sum256([]byte(signed))
	return signed + "." + encode(bytes.Repeat(sum[:], 8))
}
