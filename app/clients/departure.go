package clients

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Departure is the form in which it is noted by which door a client left (F09).
type Departure struct {
	*ui.Paper
	env    *ui.Env
	client string
	id     string    // empty for one to be noted
	past   *ui.Shown // its history, once it was noted
}

// NewDeparture is the form for a client or, behind a slash, of a departure already noted.
func NewDeparture(env *ui.Env, client string) *Departure {
	client, id, _ := strings.Cut(client, "/")
	key := "departure"
	if id == "" {
		key += "/" + client
	}
	s := &Departure{env: env, client: client, id: id, Paper: ui.NewPaper(env, key, id)}
	s.Show = func(rec journal.Record) map[string]string {
		d, _ := rec.(journal.Departure)
		return map[string]string{"door": string(d.Door), "on": string(d.On), "note": d.Note}
	}
	s.Make = func(was journal.Record, v map[string]string) (journal.Record, error) {
		d, known := was.(journal.Departure)
		if !known {
			if d.ID, d.Client = noted(env, client), client; d.ID == "" { // another window's, since: the difference is shown
				d.ID = journal.NewID()
			}
		}
		d.Door, d.On, d.Note = journal.Door(v["door"]), journal.Day(v["on"]), v["note"]
		d = d.Tidy()
		return d, d.Check()
	}
	if today := string(env.Today()); id == "" {
		s.Start["on"], s.Values["on"] = today, today
	}
	s.past = ui.NewShown(env, id, func(app.Context) { s.Follow(s.past.Version) })
	return s
}

// Open reads the departure, and follows what becomes of it.
func (s *Departure) Open(ctx app.Context) {
	s.Paper.Open(ctx)
	if s.id != "" {
		s.past.Refresh(ctx)
		return
	}
	s.env.LoadIndex(ctx, func(ctx app.Context) {
		if id := noted(s.env, s.client); id != "" { // nobody leaves twice before they are back
			s.env.Done(ctx, "/clients/"+s.client+"/left/"+id)
		}
	})
}

// noted is the departure of a client that is in the journal, or empty.
func noted(env *ui.Env, client string) string {
	for _, e := range env.Book.Of(client) {
		if e.Kind == journal.KindDeparture {
			return e.ID
		}
	}
	return ""
}

// View implements [ui.Screen].
func (s *Departure) View() ui.View {
	say, f := s.env.Say, s.Form
	var doors []ui.Choice
	for _, d := range journal.Doors {
		doors = append(doors, ui.Choice{Value: string(d), Label: ui.Sentence(say.T("door.by_" + string(d)))})
	}
	inWords := ""
	if d, err := journal.ParseDay(f.Get("on")); err == nil {
		inWords = ui.Date(say, d, i18n.DateFull)
	}
	v := s.Paper.View(say.T("departure.title"), "/clients/"+s.client, func(ctx app.Context, rec journal.Record, ref journal.Ref) {
		s.env.Last = &ui.LastSave{Ref: ref, Path: "/clients/" + s.client, Client: s.client}
		s.env.Done(ctx, "/clients/"+s.client)
	},
		ui.Chips(f, "door", say.T("departure.door"), doors),
		ui.Field{Form: f, Name: "on", Type: "date", Label: say.T("departure.on"), Hint: inWords}.View(),
		ui.Field{Form: f, Name: "note", Label: say.T("departure.note"), Extra: say.T("form.optional"), Hint: say.T("departure.note_hint"), Lines: true}.View(),
	)
	if len(v.Bar) > 0 {
		v.Stage = append(v.Stage, s.past.History(nil), s.past.Trouble())
	}
	return v
}
