package settings

import (
	"context"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/exchange/contacts"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// arrivals are the people of a file, beside those who are here. What the file says of somebody is read again when it is asked
// for: many would take too much memory.
type arrivals struct {
	file  *contacts.File
	say   *i18n.Printer
	is    []part
	first []contacts.Match // the likeliest, of whoever has any
	parts map[part][]int   // rows, by what they are
	told  []int            // rows of which something should be known

	decisions       []contacts.Decision
	adds, completes int
}

// part is what a row is, beside those who are here.
type part uint8

const (
	newcomer part = iota
	known         // here already, as far as can be told
	maybe         // perhaps here already
	again         // the same as an earlier row
	unusable
)

func (p part) String() string { return [...]string{"new", "known", "maybe", "again", "unusable"}[p] }

// look reads the people of the file, and compares them with those who are here. Nothing is kept.
func (s *Import) look(ctx app.Context, _ app.Event) {
	if s.file == nil {
		s.open(ctx, true)
		return
	}
	s.begin()
	turn, f, bg := s.turn, s.file, context.WithoutCancel(ctx)
	ctx.Async(func() {
		defer store.Sparing()()
		err := s.env.Book.LoadIndex(bg)
		plan := compare(f, s.env.Book, s.env.Say)
		s.env.Do(func(ctx app.Context) {
			if s.turn != turn {
				return
			}
			if s.working = false; err != nil {
				s.trouble = ui.Trouble(s.env.Say, err)
				return
			}
			s.form.Fill(ctx, map[string]string{"known_choice": "complete", "maybe_choice": "add"})
			plan.decide(s.form)
			s.plan = plan
			s.env.Bring("import-found")
		})
	})
}

// compare makes a contact of each row and looks for them among the clients who are here.
func compare(f *contacts.File, book *store.Book, say *i18n.Printer) *arrivals {
	a := &arrivals{file: f, say: say, is: make([]part, len(f.Rows)), first: make([]contacts.Match, len(f.Rows)), parts: map[part][]int{}}
	var b ui.Breather
	m := contacts.NewMatcher(nil)
	m.Expect(book.Counts()[journal.KindClient] + len(f.Rows))
	for from := 0; from >= 0; {
		from = book.Walk(from, 50, func(e *store.Entry) {
			if e.Kind == journal.KindClient {
				phones, emails := store.Reached(*e)
				m.Know(contacts.Existing{ID: e.ID, Name: e.Title, Phones: phones, Emails: emails})
			}
		})
		b.Breathe()
	}
	for i := range f.Rows {
		b.Breathe()
		c := a.contact(i)
		matches := m.Match(c)
		a.is[i] = partOf(c, matches)
		if len(matches) > 0 {
			a.first[i] = matches[0]
		}
		a.parts[a.is[i]] = append(a.parts[a.is[i]], i)
		if len(c.Problems) > 0 && a.is[i] != unusable {
			a.told = append(a.told, i)
		}
	}
	return a
}

// contact reads a row.
func (a *arrivals) contact(i int) contacts.Contact { return a.file.Contact(i, a.say) }

// contacts reads the rows from one to before another.
func (a *arrivals) contacts(from, to int) []contacts.Contact {
	list := make([]contacts.Contact, 0, to-from)
	for i := from; i < to; i++ {
		list = append(list, a.contact(i))
	}
	return list
}

func partOf(c contacts.Contact, m []contacts.Match) part {
	switch {
	case c.Empty() || c.Has(contacts.Group):
		return unusable
	case len(m) == 0, m[0].Against && !m[0].SamePhone && !m[0].SameEmail && !m[0].SameName && !m[0].SameID:
		return newcomer // Mario Roy is not Marie Roy when nothing else says so
	case !m[0].Sure():
		return maybe
	case m[0].ID == "":
		return again
	}
	return known
}

// decide decides what is done with each row, by what was chosen for all of a part and for some alone.
func (a *arrivals) decide(f *ui.Form) {
	a.decisions, a.adds, a.completes = make([]contacts.Decision, len(a.is)), 0, 0
	done := map[string]bool{}
	for i, p := range a.is {
		d, m := contacts.Decision{}, a.first[i]
		switch p {
		case unusable:
			d.Choice = contacts.Skip
		case again:
			d = contacts.Decision{Choice: contacts.Update, Row: m.Row}
		case known, maybe:
			choice := f.Get(matchName(i))
			if choice == "" {
				choice = f.Get(p.String() + "_choice")
			}
			switch choice {
			case "complete":
				d = contacts.Decision{Choice: contacts.Update, ID: m.ID, Row: m.Row}
			case "skip":
				d.Choice = contacts.Skip
			}
		}
		if d.Choice == contacts.Update && d.ID == "" {
			switch first := a.decisions[d.Row]; {
			case first.Choice == contacts.Skip:
				d = first // the same person goes the same way
			case first.Choice == contacts.Update && first.ID != "":
				d = first
			}
		}
		switch a.decisions[i] = d; {
		case d.Choice == contacts.Add:
			a.adds++
		case d.Choice == contacts.Update && d.ID != "" && !done[d.ID]:
			done[d.ID] = true
			a.completes++
		}
	}
}

func matchName(i int) string { return "match_" + strconv.Itoa(i) }

// promise says what the button would do.
func (a *arrivals) promise(say *i18n.Printer) string {
	switch {
	case a.completes == 0:
		return say.N("import.confirm_add", float64(a.adds))
	case a.adds == 0:
		return say.N("import.confirm_complete", float64(a.completes))
	}
	return say.T("import.confirm", "add", say.Number(float64(a.adds), 0), "complete", say.Number(float64(a.completes), 0))
}

// preview shows who would come in.
func (s *Import) preview() app.UI {
	say, a := s.env.Say, s.plan
	var counts []app.UI
	for p := newcomer; p <= unusable; p++ {
		if n := len(a.parts[p]); n > 0 {
			counts = append(counts, html.Tr().Body(html.Th().Attr("scope", "row").Text(say.T("import.part_"+p.String())),
				html.Td().Class("n").Body(ui.Output("import_"+p.String(), ui.Count(n), say.Number(float64(n), 0)))))
		}
	}
	var first []app.UI
	for i, d := range a.decisions {
		if d.Choice == contacts.Add && len(first) < s.seen {
			first = append(first, s.sample(a.contact(i).Client))
		}
	}
	return html.Div().Class("pane").Body(
		html.Section().Class("card form").Body(
			html.H2().ID("import-found").Text(say.T("import.found")),
			html.Table().Class("ledger").Body(html.TBody().Body(counts...)),
			ui.If(a.file.Cut > 0, func() app.UI { return ui.Banner("warn", "alert", say.N("import.cut", float64(a.file.Cut))) }),
		),
		ui.If(len(first) > 0, func() app.UI {
			shown, of := len(first), a.adds
			return html.Section().Class("block").Body(
				html.H2().Class("block-title").Text(say.T("import.samples")),
				ui.If(shown < of, func() app.UI {
					return html.P().Class("hint").Text(say.T("import.examples", "n", say.Number(float64(shown), 0), "of", say.Number(float64(of), 0)))
				}),
				ui.Rows(first...),
				ui.If(shown < of, func() app.UI {
					return ui.Button("btn", "more_new", "", say.T("action.more"), func(app.Context, app.Event) { s.seen += listed })
				}))
		}),
		s.choices(maybe), s.choices(known), s.left(),
	)
}

// sample is one person as they will read.
func (s *Import) sample(c journal.Client) app.UI {
	var reach, more []string
	for _, p := range c.Phones() {
		reach = append(reach, s.env.Say.Phone(p))
	}
	for _, d := range c.Also {
		if d.Kind != journal.DetailPhone && d.Kind != journal.DetailEmail {
			more = append(more, d.Value)
		}
	}
	more = append(append(more, c.Tags...), strings.Split(c.Attentions, "\n")...)
	meta := func(words []string) app.UI {
		return ui.If(strings.Join(words, "") != "", func() app.UI { return html.Span().Class("meta").Dir("auto").Text(strings.Join(words, " · ")) })
	}
	return html.Div().Class("row").Body(
		ui.Monogram(c.Name, c.ClientKind == journal.Internal, ""),
		html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(c.Name), meta(append(reach, c.Emails()...)), meta(more)))
}

// choices lists those who are here already, or may be, with what is to be done: with all of them, or with one.
func (s *Import) choices(p part) app.UI {
	say, rows, name := s.env.Say, s.plan.parts[p], p.String()
	if len(rows) == 0 {
		return nil
	}
	what := func() []ui.Choice {
		return []ui.Choice{{Value: "complete", Label: say.T("import.do_complete")}, {Value: "add", Label: say.T("import.do_add")}, {Value: "skip", Label: say.T("import.do_skip")}}
	}
	body := []app.UI{ui.Select(s.form, name+"_choice", say.T("import.for_all"), say.T("import.for_all_hint"), what())}
	for _, i := range rows[:min(len(rows), s.most)] {
		body = append(body, ui.Select(s.form, matchName(i), s.plan.contact(i).Client.Name, s.because(i),
			append([]ui.Choice{{Value: "", Label: say.T("import.as_all")}}, what()...)))
	}
	if len(rows) > s.most {
		body = append(body, s.more(name))
	}
	return html.Details().Class("fold").Flag("open", p == maybe).Body(
		html.Summary().Attr("name", "import_list_"+name).Body(html.Span().Text(say.N("import.list_"+name, float64(len(rows)))), ui.Icon("next")),
		html.Div().Class("fold-body").Body(body...))
}

func (s *Import) more(of string) app.UI {
	return ui.Button("btn", "more_"+of, "", s.env.Say.T("action.more"), func(app.Context, app.Event) { s.most += listed })
}

// because says who is taken for the same person, and why.
func (s *Import) because(i int) string {
	say, m := s.env.Say, s.plan.first[i]
	who := ""
	if m.ID == "" {
		who = say.T("import.line", "n", ui.Count(s.plan.file.Rows[m.Row].Line)) + ", " + s.plan.contact(m.Row).Client.Name
	} else if e, ok := s.env.Book.Entry(m.ID); ok {
		who = e.Title
	}
	var why []string
	for _, r := range []struct {
		holds bool
		key   string
	}{{m.SameID, "id"}, {m.SamePhone, "phone"}, {m.SameEmail, "email"}, {m.SameName, "name"}, {m.LikeName && !m.SameName, "like"}, {m.Against, "against"}} {
		if r.holds {
			why = append(why, say.T("import.same_"+r.key))
		}
	}
	return say.T("import.because", "who", who, "why", strings.Join(why, ", "))
}

// left lists the rows of which something should be known, and those that cannot come in.
func (s *Import) left() app.UI {
	say, a := s.env.Say, s.plan
	fold := func(name, title string, rows []int) app.UI {
		if len(rows) == 0 {
			return nil
		}
		var lines []app.UI
		for _, i := range rows[:min(len(rows), s.most)] {
			var why []string
			c := a.contact(i)
			for _, p := range c.Problems {
				why = append(why, say.T("import_problem."+string(p.Kind), "value", p.Value))
			}
			if c.Empty() {
				why = append(why, say.T("import.nobody"))
			}
			lines = append(lines, html.Div().Class("row").Body(html.Span().Class("row-body").Body(
				html.Span().Class("row-name row-name--kit").Dir("auto").Text(join(say.T("import.line", "n", ui.Count(a.file.Rows[i].Line)), c.Client.Name)),
				html.Span().Class("meta").Dir("auto").Text(strings.Join(why, " ")))))
		}
		body := []app.UI{ui.Rows(lines...)}
		if len(rows) > s.most {
			body = append(body, s.more(name))
		}
		return html.Details().Class("fold").Body(
			html.Summary().Attr("name", "import_list_"+name).Body(html.Span().Text(title), ui.Icon("next")),
			html.Div().Class("fold-body").Body(body...))
	}
	return html.Div().Class("pane").Body(
		fold("unusable", say.N("import.list_unusable", float64(len(a.parts[unusable]))), a.parts[unusable]),
		fold("told", say.N("import.list_told", float64(len(a.told))), a.told))
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + ", " + b
}
