package resources

import (
	"errors"
	"testing"

	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

func TestAddressesAsTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"":                            "",
		"  ":                          "",
		"bdc.ca":                      "https://bdc.ca",
		" www.bdc.ca/fr?x=1:2 ":       "https://www.bdc.ca/fr?x=1:2",
		"example.com:8080/x":          "https://example.com:8080/x",
		"https://bdc.ca":              "https://bdc.ca",
		"http://bdc.ca":               "http://bdc.ca",
		"javascript:alert(1.0)":       "url",
		"tel:514.555.0123":            "url",
		"mailto:a@bdc.ca":             "url",
		"data:text/html,<b>a.b":       "url",
		"une adresse":                 "url",
		"localhost":                   "url",
		"file:///etc/passwd":          "url",
		"HTTPS://BDC.CA":              "HTTPS://BDC.CA",
		"bdc.ca\" onclick=\"alert(1)": "url",
	} {
		r, err := fromForm(map[string]string{"name": "N", "url": typed})
		var bad *journal.FieldError
		if errors.As(err, &bad) {
			r.URL = bad.Field
		}
		if r.URL != want {
			t.Errorf("%q: %q, want %q", typed, r.URL, want)
		}
	}
	if r, err := fromForm(map[string]string{"name": "N", "phone": "1 (888) 463-6232"}); err != nil || r.Phone != "+18884636232" {
		t.Errorf("%v %v", r, err)
	}
	for field, v := range map[string]map[string]string{"phone": {"name": "N", "phone": "demander"}, "name": {"phone": "911"}} {
		var bad *journal.FieldError
		if _, err := fromForm(v); !errors.As(err, &bad) || bad.Field != field {
			t.Errorf("%v: %v, want %s refused", v, err, field)
		}
	}
}

func TestMerge(t *testing.T) {
	b := &content.Bundle{Resources: content.Directory{
		Categories: []content.Choice{{ID: "finance", Label: "Money"}},
		Resources: []content.Resource{
			{ID: "bdc", Category: "finance", Name: "BDC", Text: "Loans", URL: "https://bdc.ca"},
			{ID: "811", Category: "health", Name: "811", Phone: "811"},
			{ID: "tax", Category: "finance", Name: "Tax"},
		},
	}}
	version := func(r journal.Resource) store.Version { return store.Version{Record: r} }
	all := merge(b, []store.Version{
		version(journal.Resource{ID: "1", Name: "Zoé"}),
		version(journal.Resource{ID: "2", From: "bdc", Category: "finance", Name: "My bank", Phone: "911"}),
		version(journal.Resource{ID: "3", From: "811", Name: "811, autrement", Hidden: true}),
		version(journal.Resource{ID: "4", Name: "Éric"}),
		version(journal.Resource{ID: "5", From: "withdrawn", Name: "Kept"}),
		{},
	})
	var got []string
	for _, i := range all {
		mark := ""
		if i.kit {
			mark += " kit"
		}
		if i.hidden {
			mark += " hidden"
		}
		got = append(got, i.key+" "+i.name+mark)
	}
	want := []string{"bdc My bank kit", "811 811 kit hidden", "tax Tax kit", "4 Éric", "withdrawn Kept", "1 Zoé"}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %q, want %q", i, got[i], want[i])
		}
	}
	if all[0].url != "" || all[1].phone != "811" {
		t.Errorf("a correction shows its own words alone, what only hides the kit's: %+v", all[:2])
	}
}
