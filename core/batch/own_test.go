package batch_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

// TestOwnTableIsJudged: of the tables that are made here every token plays, whichever URLs
// of its sisters stand in the same row. An example of Fastevo has no project, and is
// warned about.
func TestOwnTableIsJudged(t *testing.T) {
	for _, p := range all.Platforms() {
		for _, format := range []batch.Format{batch.CSV, batch.JSONLines} {
			t.Run(p.Name+" "+string(format), func(t *testing.T) {
				r := platformtest.Complete(t, p)
				id := r.Values[platform.ID]
				if id == "" {
					f, _ := p.Field(platform.ID)
					id = f.Example
				}
				var out bytes.Buffer
				sheet := batch.NewSheet(&out, format)
				_, err := batch.Sign(context.Background(), strings.NewReader(id+"\n"),
					batch.SignOptions{Platform: p, Request: r}, sheet.Write, nil)
				if err := errors.Join(err, sheet.Close()); err != nil {
					t.Fatal(err)
				}
				now := platformtest.Issued.Add(time.Minute)
				key := fixtures.PrivateKey(t)
				if platformtest.WantsSecret(p) {
					key = []byte(platformtest.SharedSecret)
				}
				o := batch.WhyOptions{Options: diagnosis.Options{Now: now, Keys: []verify.Key{verify.Read("the key given here", key, importer.Options{})}, Platform: p}}
				rows := 0
				_, err = batch.Why(context.Background(), &out, o, func(list []batch.WhyRow) error {
					for _, row := range list {
						rows++
						if row.Verdict != diagnosis.Plays && row.Code != cause.ClaimMissing {
							t.Errorf("line %d, token %d: %s", row.Line, row.Nth, row.Headline)
						}
					}
					return nil
				}, nil)
				if err != nil || rows == 0 {
					t.Errorf("%d rows, %v", rows, err)
				}
			})
		}
	}
}

// TestWhatFailsIsSaid: a row whose token does not play has the reason as its remark.
func TestWhatFailsIsSaid(t *testing.T) {
	r := platformtest.Complete(t, all.ByName("fastpix"))
	r.Extra = []token.Member{token.IntMember("nbf", platformtest.Issued.Add(48*time.Hour).Unix())}
	sum, err := batch.Sign(context.Background(), strings.NewReader(fixtures.PlaybackID), batch.SignOptions{Platform: all.ByName("fastpix"), Request: r}, func(rows []batch.SignRow) error {
		if said := strings.Join(rows[0].Signed.Remarks, " "); !strings.Contains(said, "Playback fails: the token ends before it begins.") {
			t.Error(said)
		}
		return nil
	}, nil)
	if err != nil || sum.Warned != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
}
