package journal_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"trousse/internal/journal"
)

// TestEveryFieldOfAClient fills one field after the other with what is dirty, too long, or known to one of two records only:
// each is tidied, limited and kept, also one that was added yesterday.
func TestEveryFieldOfAClient(t *testing.T) {
	of := reflect.TypeFor[journal.Client]()
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Name == "ID" || field.Type.Kind() != reflect.String {
			continue
		}
		with := func(text string) journal.Client {
			c := journal.Client{ID: id, Name: "Ana"}
			if field.Name == "Thanked" {
				c.ReferredBy = "3" // nobody is thanked for who came by themselves
			}
			reflect.ValueOf(&c).Elem().Field(i).SetString(text)
			return c
		}
		if says(with("é"+long+long).Tidy().Check()) == "" {
			t.Errorf("%s may be as long as it likes: Check", field.Name)
		}
		if field.Type != reflect.TypeFor[string]() {
			continue // one of a few words, or a day
		}
		chosen := field.Name == "Language" || field.Name == "ReferredBy" // and not typed
		if text := fmt.Sprint(reflect.ValueOf(with(" a\x00 ").Tidy()).Field(i)); text != "a" && !chosen {
			t.Errorf("%s is not cleaned: %q: Tidy", field.Name, text)
		}
		away := with("en")
		away.ID = "2"
		kept, _ := journal.Merge(journal.Client{ID: id, Name: "Roy"}, away)
		if !strings.Contains(fmt.Sprint(kept), "en") {
			t.Errorf("%s is lost when two records become one: Merge", field.Name)
		}
	}
}
