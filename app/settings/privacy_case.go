package settings

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/exchange/export"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Case is a line of the registers as it stands, to be printed.
type Case struct {
	*ui.Shown
	env *ui.Env
	id  string
	out ui.Leaflet
}

// NewCase is the screen of a line of the registers.
func NewCase(env *ui.Env, id string) *Case {
	return &Case{env: env, id: id, Shown: ui.NewShown(env, id, nil)}
}

// View implements [ui.Screen].
func (s *Case) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("privacy.request"), Back: privacyPath, Layout: "stage--narrow", Stage: s.Absent()}
	c, ok := s.Version.Record.(journal.PrivacyCase)
	if !ok || v.Stage != nil {
		return v
	}
	hint := "privacy.request_hint"
	if c.CaseKind == journal.IncidentCase {
		v.Title, hint = say.T("privacy.incident"), "privacy.incident_hint"
	}
	text := v.Title + "\n\n" + options(s.env).Page(c, s.Version.Revision)
	v.Stage = []app.UI{
		html.Div().Class("letter").ID("case").Dir("auto").Text(strings.TrimSpace(text)),
		html.P().Class("hint unprinted").Text(say.T(hint)),
		s.out.Ways(s.env, v.Title, text),
		html.Div().Class("btns unprinted").Body(
			ui.Link("btn", s.env.Href(casesPath+s.id+"/edit"), "edit", say.T("action.correct")).Attr("name", "correct"),
			s.Undo(say.T("undo.privacy")),
			ui.If(c.Client != "", func() app.UI {
				return ui.Link("btn", s.env.Href("/clients/"+c.Client+"/file"), "people", say.T("privacy.file")).Attr("name", "open_file")
			})),
		s.Trouble(),
		html.Div().Class("unprinted").Body(s.History(nil)),
	}
	return v
}

// CaseEdit is the form of a line of the registers.
type CaseEdit struct {
	*ui.Paper
	env      *ui.Env
	id       string // empty for a new one
	incident bool
	client   string // who asks, when they have a record
}

// NewIncident is the form of an incident.
func NewIncident(env *ui.Env) *CaseEdit { return newCaseEdit(env, "", "", true) }

// NewRequest is the form of what someone asks: a client, or somebody without a record when client is empty.
func NewRequest(env *ui.Env, client string) *CaseEdit { return newCaseEdit(env, "", client, false) }

// NewCaseEdit is the form in which a line of the registers is corrected.
func NewCaseEdit(env *ui.Env, id string) *CaseEdit { return newCaseEdit(env, id, "", false) }

func newCaseEdit(env *ui.Env, id, client string, incident bool) *CaseEdit {
	key := "privacy/request/" + client
	if incident {
		key = "privacy/incident"
	}
	s := &CaseEdit{env: env, id: id, client: client, incident: incident, Paper: ui.NewPaper(env, key, id)}
	s.Show = func(rec journal.Record) map[string]string {
		c, _ := rec.(journal.PrivacyCase)
		s.client, s.incident = c.Client, c.CaseKind == journal.IncidentCase
		return map[string]string{
			"ask": string(c.CaseKind), "case_on": string(c.On), "whose": c.Whose, "what": c.What, "done": c.Done, "answered": string(c.Answered),
			"known": string(c.Known), "risk": string(c.Risk), "why": c.Why, "told_commission": string(c.ToldCommission), "told_people": string(c.ToldPeople),
		}
	}
	s.Make = func(was journal.Record, v map[string]string) (journal.Record, error) {
		c, known := was.(journal.PrivacyCase)
		if !known {
			c = journal.PrivacyCase{ID: journal.NewID(), Client: client}
		}
		c.CaseKind = journal.CaseKind(v["ask"])
		if s.incident {
			c.CaseKind = journal.IncidentCase
		}
		c.On, c.Known, c.Answered = journal.Day(v["case_on"]), journal.Day(v["known"]), journal.Day(v["answered"])
		c.Whose, c.What, c.Done = v["whose"], v["what"], v["done"]
		c.Risk, c.Why = journal.Risk(v["risk"]), v["why"]
		c.ToldCommission, c.ToldPeople = journal.Day(v["told_commission"]), journal.Day(v["told_people"])
		c = c.Tidy()
		if !known && !s.incident && c.Client == "" && c.Whose == "" && c.CaseKind != "" {
			return c, &journal.FieldError{Field: "whose", Problem: journal.Missing}
		}
		return c, c.Check()
	}
	if id == "" {
		day := "case_on"
		if incident {
			day = "known"
		}
		s.Start[day], s.Values[day] = string(env.Today()), string(env.Today())
	}
	return s
}

// Open reads what is to be corrected, and the index for the name.
func (s *CaseEdit) Open(ctx app.Context) {
	s.Paper.Open(ctx)
	s.env.LoadIndex(ctx, func(app.Context) {})
}

// View implements [ui.Screen].
func (s *CaseEdit) View() ui.View {
	say := s.env.Say
	title, back := say.T("privacy.new_request"), privacyPath
	if s.incident {
		title = say.T("privacy.new_incident")
	}
	if s.id != "" {
		title, back = say.T("action.correct"), casesPath+s.id
	}
	fields := s.request()
	if s.incident {
		fields = s.event()
	}
	return s.Paper.View(title, back, func(ctx app.Context, rec journal.Record, ref journal.Ref) {
		s.env.Last = &ui.LastSave{Ref: ref, Path: casesPath + rec.Key(), What: title}
		s.env.Done(ctx, casesPath+rec.Key())
	}, html.Div().Class("form").Body(fields...))
}

func (s *CaseEdit) day(name, label string) app.UI {
	inWords := ""
	if d, err := journal.ParseDay(s.Get(name)); err == nil {
		inWords = ui.Date(s.env.Say, d, i18n.DateFull)
	}
	return ui.Field{Form: s.Form, Name: name, Type: "date", Label: s.env.Say.T(label), Hint: inWords}.View()
}

func (s *CaseEdit) lines(name, label, hint string) app.UI {
	if hint != "" {
		hint = s.env.Say.T(hint)
	}
	return ui.Field{Form: s.Form, Name: name, Label: s.env.Say.T(label), Hint: hint, Lines: true}.View()
}

// request are the fields of what someone asks.
func (s *CaseEdit) request() []app.UI {
	say := s.env.Say
	var asks []ui.Choice
	for _, k := range journal.Asks {
		asks = append(asks, ui.Choice{Value: string(k), Label: say.T("privacy.kind_" + string(k))})
	}
	who := html.P().Class("card").Body(ui.Person(s.env.Who(s.client)))
	if s.client == "" {
		who = html.Div().Body(s.lines("whose", "privacy.who", "privacy.who_hint"))
	}
	return []app.UI{
		who,
		ui.Chips(s.Form, "ask", say.T("privacy.kind"), asks),
		s.day("case_on", "privacy.received"),
		s.lines("what", "privacy.what", ""),
		s.day("answered", "privacy.answered"),
		s.lines("done", "privacy.done", "privacy.done_hint"),
	}
}

// event are the fields of an incident.
func (s *CaseEdit) event() []app.UI {
	say := s.env.Say
	return []app.UI{
		s.lines("what", "privacy.story", "privacy.story_hint"),
		s.day("case_on", "privacy.happened"),
		s.day("known", "privacy.known"),
		s.lines("whose", "privacy.whose", "privacy.whose_hint"),
		ui.Chips(s.Form, "risk", say.T("privacy.risk"), []ui.Choice{
			{Value: string(journal.RiskSerious), Label: say.T("privacy.risk_serious")}, {Value: string(journal.RiskSmall), Label: say.T("privacy.risk_small")}}),
		s.lines("why", "privacy.reason", "privacy.reason_hint"),
		s.day("told_commission", "privacy.told_commission"),
		s.day("told_people", "privacy.told_people"),
		s.lines("done", "privacy.measures", ""),
	}
}

// options are those of what is shown or written here, in the words of the screen.
func options(env *ui.Env) *export.Options {
	return &export.Options{Say: env.Say, Zone: env.Now().Location(), Settings: env.Book.Today().Settings, Author: env.Author(), Who: func(id string) string {
		e, _ := env.Book.Entry(id)
		return e.Title
	}}
}
