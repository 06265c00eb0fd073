package journal

import (
	"errors"
	"strings"
	"testing"
	"time"

	"trousse/internal/i18n"
	domain "trousse/internal/journal"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func TestComposeKeepsEverythingInOneChange(t *testing.T) {
	f := filled{now: noon, author: "ana", say: i18n.For(i18n.FR), values: map[string]string{
		"client": "Élise Tremblay 418 555-0199", "kind": "internal", "channel": "phone", "about": "Chauffe-eau", "request": "Coule par terre",
		"feeling_before": "2", "feeling_after": "4", "recommend": "9", "notes": "Chat : refermer la porte.",
		"promise": "Rappeler", "promise_date": "2026-11-27",
	}}
	writes, last, err := f.compose(0)
	if err != nil || len(writes) != 3 {
		t.Fatalf("compose: %d writes, %v", len(writes), err)
	}
	c := writes[0].Record.(domain.Client)
	i := writes[1].Record.(domain.Interaction)
	p := writes[2].Record.(domain.Promise)
	if c.Name != "Élise Tremblay" || c.Phone != "+14185550199" || c.BestChannel != domain.Phone || c.ClientKind != domain.Internal {
		t.Errorf("client = %+v", c)
	}
	if i.Client != c.ID || i.FeelingBefore != 2 || i.FeelingAfter != 4 || i.Recommend == nil || *i.Recommend != 9 || !i.At.Equal(noon) || i.Author != "ana" {
		t.Errorf("interaction = %+v", i)
	}
	if p.Client != c.ID || p.Interaction != i.ID || p.Due != "2026-11-27" || p.Made != "2026-11-21" || p.State != domain.Open {
		t.Errorf("promise = %+v", p)
	}
	if last.Client != c.ID || last.Promise != p.ID || last.Path != "/interactions/"+i.ID {
		t.Errorf("last = %+v", last)
	}
}

func TestComposeForSomeoneKnownMakesNoRecord(t *testing.T) {
	f := filled{now: noon, say: i18n.For(i18n.FR), picked: "c1", values: map[string]string{"request": "Facture"}}
	writes, last, err := f.compose(0)
	if err != nil || len(writes) != 1 || last.Promise != "" || writes[0].Record.(domain.Interaction).Client != "c1" {
		t.Errorf("compose = %+v, %+v, %v", writes, last, err)
	}
}

func TestComposeRefusesBesideTheField(t *testing.T) {
	for _, c := range []struct {
		why    string
		values map[string]string
		field  string
		what   domain.Problem
	}{
		{"nobody", map[string]string{"request": "x"}, "name", domain.Missing},
		{"a very long name", map[string]string{"client": strings.Repeat("a", 10_000)}, "name", domain.TooLong},
		{"a forty-digit phone", map[string]string{"client": "A", "phone": strings.Repeat("4", 40)}, "phone", domain.BadPhone},
		{"half an address", map[string]string{"client": "A", "email": "a@b"}, "email", domain.BadEmail},
		{"a promise for no day", map[string]string{"client": "A", "promise": "Rappeler"}, "promise_date", domain.NoDate},
		{"a day without a promise", map[string]string{"client": "A", "promise_date": "2026-11-27"}, "promise", domain.NoPromise},
		{"a day that is gone", map[string]string{"client": "A", "promise": "Rappeler", "promise_date": "2026-11-20"}, "promise_date", domain.PastDate},
		{"a day that never was", map[string]string{"client": "A", "promise": "Rappeler", "promise_date": "2027-02-31"}, "promise_date", domain.BadDate},
		{"eleven out of ten", map[string]string{"client": "A", "recommend": "11"}, "recommend", domain.NotListed},
	} {
		_, _, err := filled{now: noon, say: i18n.For(i18n.FR), values: c.values}.compose(0)
		var fe *domain.FieldError
		if !errors.As(err, &fe) || fe.Field != c.field || fe.Problem != c.what {
			t.Errorf("%s: %v; want %s %s", c.why, err, c.field, c.what)
		}
	}
}

func TestCorrectionKeepsTheMomentAndTheID(t *testing.T) {
	was := domain.Interaction{ID: "i1", Client: "c1", At: noon.Add(-time.Hour), Request: "avant"}
	f := filled{now: noon, say: i18n.For(i18n.FR), picked: "c1", edit: &was, values: map[string]string{"request": "après"}}
	writes, _, err := f.compose(3)
	if err != nil {
		t.Fatal(err)
	}
	i := writes[0].Record.(domain.Interaction)
	if i.ID != "i1" || !i.At.Equal(was.At) || i.Request != "après" || writes[0].Base != 3 {
		t.Errorf("correction = %+v, base %d", i, writes[0].Base)
	}
}

func TestHoursHandedOver(t *testing.T) {
	for typed, want := range map[string]float64{"": 0, "16": 16, "2.5": 2.5, "0": 0, "-3": 0, "NaN": 0, "1e9": 0, "beaucoup": 0} {
		f := filled{now: noon, say: i18n.For(i18n.FR), picked: "c1", values: map[string]string{"request": "Facture", "promise": "Peindre", "promise_date": "2026-11-27", "estimate_hours": typed}}
		writes, _, err := f.compose(0)
		if err != nil || len(writes) != 2 {
			t.Fatalf("%q: %d writes, %v", typed, len(writes), err)
		}
		if p := writes[1].Record.(domain.Promise); p.EstimateHours != want {
			t.Errorf("%q: %v hours, want %v", typed, p.EstimateHours, want)
		}
	}
}
