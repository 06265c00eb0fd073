package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

// TestKitSearch finds the worker's own among what the kit knows, and in the place of what it replaces.
func TestKitSearch(t *testing.T) {
	ctx := t.Context()
	book, err := store.Open(ctx, store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	mine := journal.OwnScript{ID: journal.NewID(), Language: "fr", Title: "Zigzag à moi", Text: "x"}
	for _, r := range []journal.Record{
		mine,
		journal.OwnScript{ID: journal.NewID(), From: "hold-ask", Language: "fr", Title: "Attendre, à ma façon", Text: "x"},
		journal.OwnScript{ID: journal.NewID(), From: "hold-ask", Language: "en", Title: "Holding my way", Text: "x"},
		journal.OwnList{ID: journal.NewID(), Title: "Zigzag du matin", Method: journal.MethodCount, Items: []journal.OwnItem{{ID: "a", Text: "b"}}},
		journal.Resource{ID: journal.NewID(), From: "bdc", Category: "finance", Name: "Zigzag bancaire"},
		journal.Client{ID: journal.NewID(), Name: "Zigzag, une cliente", ClientKind: journal.External},
	} {
		if _, err := book.Save(ctx, "", store.Write{Record: r}); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.LoadIndex(ctx); err != nil {
		t.Fatal(err)
	}
	env := &Env{Book: book, Say: i18n.For(i18n.FR), Base: "/"}
	env.Guide = NewGuide(func(_ context.Context, asset string) ([]byte, error) {
		b, err := content.Load(data.FS, i18n.Lang(strings.TrimSuffix(strings.TrimPrefix(asset, "content-"), ".json")))
		if err != nil {
			return nil, err
		}
		return b.Encode()
	})
	look := NewKitSearch(env, 10)
	ask := func(q string) (found []string) {
		look.Look(nil, q)
		look.Rows()
		for _, h := range look.hits {
			found = append(found, h.href+" "+h.title)
		}
		return found
	}
	if got := ask("il crie"); got != nil {
		t.Errorf("found %v before the kit is there", got)
	}
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		if _, err := env.Guide.Load(ctx, lang); err != nil {
			t.Fatal(err)
		}
	}
	got := ask("zigzag")
	for _, want := range []string{"/scripts/" + mine.ID + " Zigzag à moi", "/resources#resource-bdc Zigzag bancaire"} {
		if !slices.Contains(got, want) {
			t.Errorf("zigzag finds %q, not %q", got, want)
		}
	}
	if len(got) != 3 {
		t.Errorf("zigzag finds %q", got)
	}
	if got := ask("mettre en attente"); !slices.Contains(got, "/scripts/hold-ask Attendre, à ma façon") {
		t.Errorf("a script is found under the name that its replacement no longer has: %q", got)
	}
	env.Say = i18n.For(i18n.EN)
	look.Rows()
	if got := ask("someone is shouting"); len(got) == 0 || !strings.HasPrefix(got[0], "/playbooks/angry ") {
		t.Errorf("in the other language: %q", got)
	}
	if got := ask("Attendre"); len(got) > 0 {
		t.Errorf("a French script is found in English: %q", got)
	}
	look.Look(nil, " … ")
	if look.Asked() {
		t.Error("nothing was asked")
	}
	b, _ := env.Guide.Bundle(i18n.EN)
	for route, title := range map[string]string{
		"/playbooks/angry": "When someone is angry", "/scripts/hold-ask": "Holding my way", "/scripts/" + mine.ID: "Zigzag à moi",
		"/tips#tip-being-right": "", "/help-now": "Help now", "/tips#tip-none": "-", "/guides/none": "-", "/elsewhere": "-", "": "-", "/resources#resource-bdc": "Zigzag bancaire",
	} {
		p, ok := env.Place(b, route)
		if ok != (title != "-") || ok && (p.Icon == "" || p.Title == "" || title != "" && p.Title != title) {
			t.Errorf("%q leads to %+v, %v; want %q", route, p, ok, title)
		}
	}
}
