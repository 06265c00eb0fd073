package journal

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// samplePrefix begins the ids of the sample week, which nobody lived: the mark stays with a record wherever it goes, and such
// ids come first among all.
const samplePrefix = "00000000-5a3b-4"

// SampleFrom is before every record of the sample week, and after none.
var SampleFrom = Ref{ID: samplePrefix}

// IsSample tells whether a record is of the sample week.
func IsSample(id string) bool { return strings.HasPrefix(id, samplePrefix) }

// Sample makes the records of the sample week, as if it ended today, of the file that package content makes. A text that
// begins with @ names a record, the same everywhere; one that begins with # is a day, so many from today, with an hour or
// without ("#-2", "#-2 14:05").
func Sample(file []byte, now time.Time) ([]Record, error) {
	var all []struct {
		Kind Kind            `json:"kind"`
		Body json.RawMessage `json:"body"`
	}
	if err := json.Unmarshal(file, &all); err != nil {
		return nil, err
	}
	ids := map[string]string{}
	var records []Record
	for _, x := range all {
		body, err := sampleBody(string(x.Body), now, ids)
		if err != nil {
			return nil, err
		}
		var key struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal([]byte(body), &key); err != nil {
			return nil, err
		}
		rec, err := Revision{Ref: Ref{ID: key.ID, N: 1}, Kind: x.Kind, Schema: Schema, Body: []byte(body)}.Record()
		if err != nil {
			return nil, err
		}
		if c, ok := rec.(Complaint); ok {
			c.Reference = Reference(c.ID, DayOf(c.Steps[0].At), nil)
			rec = c
		}
		records = append(records, rec)
	}
	return records, nil
}

// sampleBody fills in the ids and the days of one record.
func sampleBody(body string, now time.Time, ids map[string]string) (string, error) {
	parts := strings.Split(body, `"`) // no text of the sample has a straight quote: every second part is one
	for i := 1; i < len(parts); i += 2 {
		switch p := parts[i]; {
		case strings.HasPrefix(p, "@"):
			if ids[p] == "" {
				ids[p] = samplePrefix + NewID()[len(samplePrefix):]
			}
			parts[i] = ids[p]
		case strings.HasPrefix(p, "#"):
			day, hour, timed := strings.Cut(p[1:], " ")
			n, err := strconv.Atoi(day)
			if err != nil {
				return "", fmt.Errorf("sample: %q is no day", p)
			}
			d := DayOf(now).Add(n)
			if parts[i] = string(d); !timed {
				continue
			}
			at, err := time.ParseInLocation("2006-01-02 15:04", parts[i]+" "+hour, now.Location())
			if err != nil {
				return "", err
			}
			parts[i] = at.Format(time.RFC3339)
		}
	}
	return strings.Join(parts, `"`), nil
}
