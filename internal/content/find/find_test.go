package find_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/content/find"
	"trousse/internal/i18n"
)

func load(t testing.TB, lang i18n.Lang) *content.Bundle {
	t.Helper()
	b, err := content.Load(data.FS, lang)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// paths finds, and gives the routes.
func paths(x *find.Index, q string, limit int, kinds ...string) []string {
	var got []string
	for _, r := range x.Find(q, limit, kinds...) {
		got = append(got, r.Link.Path())
	}
	return got
}

// TestSituations asks as someone new would: the journeys' own list.
func TestSituations(t *testing.T) {
	text, err := os.ReadFile("../../e2e/testdata/situations.txt")
	if err != nil {
		t.Fatal(err)
	}
	fr, en := find.New(load(t, i18n.FR)), find.New(load(t, i18n.EN))
	asked := 0
	for line := range strings.Lines(string(text)) {
		if parts := strings.Split(strings.TrimSpace(line), " | "); len(parts) == 3 {
			asked++
			for q, x := range map[string]*find.Index{parts[1]: fr, parts[2]: en} {
				if got := paths(x, q, 5); len(got) == 0 || got[0] != "/playbooks/"+parts[0] {
					t.Errorf("%q finds %v, want %s first", q, got, parts[0])
				}
			}
		}
	}
	if asked < 10 {
		t.Errorf("only %d situations", asked)
	}
}

// TestTitles finds every unit by its own title, and every playbook first by each of its situations.
func TestTitles(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		b := load(t, lang)
		x := find.New(b)
		title := func(title string, l content.Link) {
			if got := paths(x, title, 5); !slices.Contains(got, l.Path()) {
				t.Errorf("%s: %q finds %v, not %s", lang, title, got, l.Path())
			}
		}
		for _, p := range b.Playbooks {
			title(p.Title, content.Link{Kind: content.Playbooks, Slug: p.Slug})
			for _, s := range append(p.Situations, p.Short) {
				if got := paths(x, s, 1); len(got) == 0 || got[0] != "/playbooks/"+p.Slug {
					t.Errorf("%s: %q finds %v, not %s", lang, s, got, p.Slug)
				}
			}
		}
		for _, s := range b.Scripts {
			title(s.Title, content.Link{Kind: content.Scripts, Slug: s.ID})
		}
		for _, c := range b.Checklists {
			title(c.Title, content.Link{Kind: content.Checklists, Slug: c.Slug})
		}
		for _, c := range b.Calculators {
			title(c.Title, content.Link{Kind: content.Calculators, Slug: c.Slug})
		}
		for _, g := range b.Guides {
			title(g.Title, content.Link{Kind: content.Guides, Slug: g.Slug})
		}
		for _, tip := range b.Tips {
			title(tip.Title, content.Link{Kind: content.Tips, Slug: tip.ID})
		}
	}
}

func TestFind(t *testing.T) {
	fr, en := find.New(load(t, i18n.FR)), find.New(load(t, i18n.EN))
	for _, c := range []struct {
		x    *find.Index
		q    string
		want string // comes first; empty: nothing is found
	}{
		{fr, "il crie", "/playbooks/angry"},
		{fr, "Il CRIE!", "/playbooks/angry"},
		{fr, "crier", "/playbooks/angry"},
		{fr, "colere", "/playbooks/angry"},
		{fr, "colèr", "/playbooks/angry"}, // while it is being typed
		{fr, "prix", "/playbooks/price"},
		{fr, "attente", "/playbooks/waiting"},
		{fr, "bavard", "/playbooks/talkative"},
		{fr, "menaces", "/playbooks/aggression"},
		{en, "he shouts", "/playbooks/angry"},
		{en, "he won't stop talking", "/playbooks/talkative"},
		{en, "she’s yelling", "/playbooks/angry"},
		{en, "threats", "/playbooks/aggression"},
		{en, "lost client", "/calculators/lost-client"},
		{fr, "", ""},
		{fr, " … ", ""},
		{fr, "xyzzy", ""},
		{en, "@@ ## 987654", ""},
	} {
		got := paths(c.x, c.q, 3)
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) == 0 || got[0] != c.want) {
			t.Errorf("%q finds %v, want %q first", c.q, got, c.want)
		}
	}
	if got := paths(fr, "colère", 50, content.Tips); len(got) == 0 || slices.ContainsFunc(got, func(p string) bool { return !strings.HasPrefix(p, "/tips#tip-") }) {
		t.Errorf("among the tips: %v", got)
	}
	if got := paths(fr, "le", 2); len(got) != 2 {
		t.Errorf("a limit of 2 gives %v", got)
	}
}

func TestWholeBundleCanBeFound(t *testing.T) {
	b := &content.Bundle{Lang: i18n.EN}
	b.Resources.Resources = []content.Resource{{ID: "bdc", Name: "Business bank", Text: "Loans"}}
	if got := paths(find.New(b), "loan", 5); len(got) != 1 || got[0] != "/resources#resource-bdc" {
		t.Errorf("a resource: %v", got)
	}
	if got := find.New(&content.Bundle{}).Find("a", 5); got != nil {
		t.Errorf("nothing holds %v", got)
	}
}

func BenchmarkNew(b *testing.B) {
	bundle := load(b, i18n.FR)
	for b.Loop() {
		find.New(bundle)
	}
}

func BenchmarkFind(b *testing.B) {
	index := find.New(load(b, i18n.FR))
	for _, q := range []string{"e", "il crie", "comment répondre à une plainte écrite d’un collègue fâché au téléphone ce matin"} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				index.Find(q, 20)
			}
		})
	}
}
