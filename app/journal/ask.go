package journal

import (
	"context"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
)

// Ask is what is asked at the end of a conversation (F29): by the worker, who notes the answers, or on the device itself,
// handed to the client, in their language and with nothing else in sight.
type Ask struct {
	*ui.Paper
	env    *ui.Env
	id     string
	say    *i18n.Printer // the client's
	handed bool
	done   bool // the client has answered, or would rather not
}

// answers are the controls of what is asked.
var answers = []string{"satisfaction", "ease", "recommend", "recommend_from", "solved_first_time"}

// NewAsk is the screen of what is asked about a conversation.
func NewAsk(env *ui.Env, id string) *Ask {
	s := &Ask{env: env, id: id, say: env.Say, Paper: ui.NewPaper(env, "ask", id)}
	s.Show = func(rec domain.Record) map[string]string {
		i, _ := rec.(domain.Interaction)
		v := map[string]string{"satisfaction": digit(i.Satisfaction), "ease": digit(i.Ease), "recommend": "", "recommend_from": string(i.RecommendFrom), "solved_first_time": ""}
		if i.Recommend != nil {
			v["recommend"] = strconv.Itoa(*i.Recommend)
		}
		if i.SolvedFirstTime != nil {
			v["solved_first_time"] = ui.Bool(*i.SolvedFirstTime)
		}
		return v
	}
	s.Make = s.make
	s.Taken = func(ctx app.Context, _ map[string]string) {
		i, _ := s.Version.Record.(domain.Interaction)
		bg := context.WithoutCancel(ctx)
		ctx.Async(func() {
			v, err := env.Book.Get(bg, i.Client)
			env.Do(func(app.Context) {
				if c, ok := v.Record.(domain.Client); err == nil && ok {
					s.say = i18n.For(env.LangOf(c))
				}
			})
		})
	}
	return s
}

// digit is an answer from 1 up; 0 was not given.
func digit(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// make is the conversation with the answers. What the client leaves open stays as it was.
func (s *Ask) make(was domain.Record, v map[string]string) (domain.Record, error) {
	i, _ := was.(domain.Interaction)
	given := false
	for _, name := range answers {
		given = given || name != "recommend_from" && v[name] != ""
	}
	if !given && s.handed {
		return i, &domain.FieldError{Field: "satisfaction", Problem: domain.Missing}
	}
	open := func(name string) bool { return s.handed && v[name] == "" }
	if !open("satisfaction") {
		i.Satisfaction, _ = strconv.Atoi(v["satisfaction"])
	}
	if !open("ease") {
		i.Ease, _ = strconv.Atoi(v["ease"])
	}
	if !open("recommend") {
		i.Recommend, i.RecommendFrom = nil, domain.RecommendFrom(v["recommend_from"])
		if n, err := strconv.Atoi(v["recommend"]); err == nil {
			i.Recommend = &n
			if i.RecommendFrom == "" || s.handed {
				i.RecommendFrom = domain.RecommendAsked
			}
		}
	}
	if !open("solved_first_time") {
		i.SolvedFirstTime = nil
		if first, err := strconv.ParseBool(v["solved_first_time"]); err == nil {
			i.SolvedFirstTime = &first
		}
	}
	i = i.Tidy()
	return i, i.Check()
}

// View implements [ui.Screen].
func (s *Ask) View() ui.View {
	say, back := s.env.Say, "/interactions/"+s.id
	if s.handed {
		say = s.say
	}
	if s.done {
		return ui.View{Title: say.T("ask.title"), Task: true, Layout: "stage--narrow",
			Stage: []app.UI{html.Div().Class("card empty").Lang(say.Lang().Tag()).Body(ui.Mark(""),
				html.H2().Text(say.T("ask.thanks")), html.P().Text(say.T("ask.give_back")))},
			Bar: []app.UI{ui.Link("buckle", s.env.Href(back), "check", s.env.Say.T("ask.back")).Attr("name", "give_back")}}
	}
	sheet, class := html.Div(), "form"
	if s.handed {
		sheet = html.Section() // another element: what the worker pressed does not stay pressed
		class += " asked"
	}
	v := s.Paper.View(say.T("ask.title"), back, s.saved,
		ui.Slot(ui.If(!s.handed, s.offer)),
		sheet.Class(class).Lang(say.Lang().Tag()).Body(Questions(say, s.Form, s.handed)...))
	if s.handed {
		v.Back, v.Sub = "", nil
		v.Bar = append([]app.UI{ui.Button("btn btn--quiet", "skip", "", say.T("ask.skip"), func(ctx app.Context, _ app.Event) {
			s.done = true
			s.Draft.Forget(ctx)
		})}, v.Bar...)
	}
	return v
}

// offer is the button that hands the screen over.
func (s *Ask) offer() app.UI {
	say := s.env.Say
	words := say.T("ask.hand_over_text")
	if s.say.Lang() != say.Lang() {
		words += " " + say.T("ask.in_"+string(s.say.Lang()))
	}
	return ui.Banner("", "device", words, ui.Button("btn", "hand_over", "", say.T("ask.hand_over"), func(ctx app.Context, _ app.Event) {
		s.handed, s.Say = true, s.say
		for _, name := range answers {
			s.Values[name] = ""
		}
		s.env.Top("")
	}))
}

// Questions are the four that are asked at the end (F29). Whoever holds the device for the client does not say where an
// answer comes from.
func Questions(say *i18n.Printer, f *ui.Form, handed bool) []app.UI {
	scale := func(name string, from, to int) app.UI {
		var numbers []ui.Choice
		for n := from; n <= to; n++ {
			c := ui.Choice{Value: strconv.Itoa(n)}
			switch n {
			case from:
				c.Label = say.T("ask." + name + "_low")
			case to:
				c.Label = say.T("ask." + name + "_high")
			}
			numbers = append(numbers, c)
		}
		return ui.Rate(f, name, say.T("ask."+name), numbers, nil)
	}
	return []app.UI{
		scale("satisfaction", 1, 5),
		scale("ease", 1, 7),
		scale("recommend", 0, 10),
		ui.Slot(ui.If(!handed, func() app.UI { return recommendFrom(say, f) })),
		ui.Segment(f, "solved_first_time", say.T("ask.solved_first_time"), []ui.Choice{
			{Value: "true", Label: say.T("ask.yes")}, {Value: "false", Label: say.T("ask.no")}}),
	}
}

// recommendFrom tells a recommendation that was asked from one that is estimated: measures count the first (F04).
func recommendFrom(say *i18n.Printer, f *ui.Form) app.UI {
	return ui.Segment(f, "recommend_from", say.T("complaint.field_recommend_from"), []ui.Choice{
		{Value: string(domain.RecommendAsked), Label: say.T("recommend_from.asked")},
		{Value: string(domain.RecommendEstimated), Label: say.T("recommend_from.estimate")}})
}

func (s *Ask) saved(ctx app.Context, rec domain.Record, ref domain.Ref) {
	i, _ := rec.(domain.Interaction)
	s.env.Last = &ui.LastSave{Ref: ref, Path: "/interactions/" + s.id, Client: i.Client}
	if s.handed {
		s.done = true
		return
	}
	s.env.Done(ctx, "/interactions/"+s.id)
}
