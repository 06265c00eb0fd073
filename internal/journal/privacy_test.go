package journal

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestPrivacyCases(t *testing.T) {
	for _, c := range []struct {
		what string
		is   PrivacyCase
		due  Day
		bad  string // field and problem
	}{
		{"a request", PrivacyCase{CaseKind: AskAccess, Client: "a", On: "2026-01-31"}, "2026-03-02", ""},
		{"answered", PrivacyCase{CaseKind: AskDeletion, On: "2026-01-31", Answered: "2026-02-03"}, "", ""},
		{"an incident", PrivacyCase{CaseKind: IncidentCase, On: "2026-01-31", What: "Tablette perdue", Risk: RiskSerious, ToldCommission: "2026-02-01"}, "", ""},
		{"no kind", PrivacyCase{On: "2026-01-31"}, "", "ask missing"},
		{"no day", PrivacyCase{CaseKind: AskAccess}, "", "case_on no_date"},
		{"no such day", PrivacyCase{CaseKind: AskAccess, On: "2026-02-31"}, "", "case_on date"},
		{"nothing happened", PrivacyCase{CaseKind: IncidentCase, On: "2026-01-31"}, "", "what missing"},
		{"another kind", PrivacyCase{CaseKind: "x", On: "2026-01-31"}, "", "ask choice"},
		{"too long", PrivacyCase{CaseKind: AskAccess, On: "2026-01-31", Done: strings.Repeat("é", MaxNotes+1)}, "", "done long"},
	} {
		err, got := c.is.Tidy().Check(), ""
		if fe := (*FieldError)(nil); errors.As(err, &fe) {
			got = fe.Field + " " + string(fe.Problem)
		}
		if got != c.bad || err == nil && c.is.Due() != c.due {
			t.Errorf("%s: %q, due %s", c.what, got, c.is.Due())
		}
	}
}

// What is kept on those whom nobody has seen for long is found, unless something waits for them or the clock is in doubt.
func TestRetention(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		what    string
		entries string // kind client days-ago [state]
		years   int
		unseen  string
		doubt   bool
	}{
		{"seen long ago", "client a 900, interaction a 800, client b 900, interaction b 20", 2, "a", false},
		{"two years are the kit’s own", "client a 900, interaction a 740, client b 900, interaction b 725, interaction b 3", 0, "a", false},
		{"no conversation: their record counts", "client a 900, client b 3", 2, "a", false},
		{"a record written since tells nothing", "client a 1, interaction a 800", 2, "a", false},
		{"longest first", "client a 900, interaction a 800, client b 900, interaction b 850, interaction c 2", 2, "b a", false},
		{"a promise waits", "client a 900, promise a 800 open, client b 900, promise b 800 kept, interaction c 2", 2, "b", false},
		{"an improvement asked for waits", "client a 900, complaint a 800 received, client b 900, complaint b 800 closed, interaction c 2", 2, "b", false},
		{"they wait to be told", "client a 900, improvement a 800, interaction c 2", 2, "", false},
		{"they asked for what is kept", "client a 900, privacy a 3", 2, "", false},
		{"nothing lately: the clock may have jumped", "client a 900, interaction a 800, interaction b 70", 2, "a", true},
		{"today is no proof", "client a 900, interaction b 0", 2, "a", true},
		{"yesterday is", "client a 900, interaction b 1", 2, "a", false},
		{"something is still to come", "client a 900, interaction b 1, interaction b -3", 2, "a", true},
		{"five years", "client a 2000, client b 1000, interaction c 1", 5, "a", false},
	} {
		r := NewRetention(now)
		for _, line := range strings.Split(c.entries, ", ") {
			w := strings.Fields(line)
			days, _ := strconv.Atoi(w[2])
			e := Entry{Kind: Kind(w[0]), Client: w[1], At: now.AddDate(0, 0, -days).Unix()}
			switch e.Kind {
			case KindClient:
				e.ID, e.Client = w[1], ""
			case KindImprovement, KindPrivacy:
				e.Tags, e.Client = w[1], ""
			}
			if len(w) > 3 {
				e.State = w[3]
			}
			r.Add(&e)
		}
		var got []string
		for _, u := range r.Unseen(c.years) {
			got = append(got, u.ID)
		}
		if !slices.Equal(got, strings.Fields(c.unseen)) || r.Doubt() != c.doubt {
			t.Errorf("%s: %v, doubt %v", c.what, got, r.Doubt())
		}
	}
}
