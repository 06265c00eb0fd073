package journal

import (
	"context"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
	"trousse/internal/store"
)

// Interaction shows one conversation.
type Interaction struct {
	*ui.Shown
	env      *ui.Env
	id       string
	promises []store.Entry
	client   domain.Client // with whom, once read
	photos   *ui.Photos
	eraser   *ui.Eraser
}

// NewInteraction is the screen of one conversation.
func NewInteraction(env *ui.Env, id string) *Interaction {
	s := &Interaction{env: env, id: id, eraser: ui.NewEraser(env, id)}
	s.photos = ui.NewPhotos(env, s.keepPhotos)
	s.Shown = ui.NewShown(env, id, func(ctx app.Context) {
		if i, ok := s.Version.Record.(domain.Interaction); ok {
			s.promises, _ = ui.Promises(env.Book.Of(i.Client))
			s.photos.Take(i.Photos)
			s.read(ctx, i.Client)
		}
	})
	return s
}

// keepPhotos saves the conversation with the photos as they are now.
func (s *Interaction) keepPhotos(ctx app.Context) {
	i, ok := s.Version.Record.(domain.Interaction)
	if !ok {
		return
	}
	was := i.Photos
	if s.env.Saving == ui.Saving { // something else: it is not kept
		s.photos.Take(was)
		s.photos.Refused(s.env.Say.T("photo.wait"))
		return
	}
	i.Photos = s.photos.List
	s.env.Keep(ctx, func(ctx app.Context, _ store.Saved, err error) {
		if err != nil {
			s.photos.Take(was)
			s.photos.Refused(ui.Trouble(s.env.Say, err))
		}
		s.Refresh(ctx)
	}, store.Write{Record: i, Base: s.Version.N})
}

// read fetches how the client is reached.
func (s *Interaction) read(ctx app.Context, client string) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		v, _ := s.env.Book.Get(bg, client)
		s.env.Do(func(app.Context) { s.client, _ = v.Record.(domain.Client) })
	})
}

// AskAfter asks how the worker is after a hard conversation (F14).
func AskAfter(env *ui.Env, talk string) app.UI {
	return ui.Link("btn", env.Href("/check-in/"+talk), "breathe", env.Say.T("checkin.ask")).Attr("name", "open_check_in")
}

// View implements [ui.Screen].
func (s *Interaction) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("interaction.title"), Back: "/", Layout: "stage--narrow", Stage: s.Absent()}
	i, ok := s.Version.Record.(domain.Interaction)
	if !ok || v.Stage != nil {
		return v
	}
	v.Back = "/clients/" + i.Client
	v.Stage = []app.UI{
		html.Div().Class("card").Body(
			html.H2().Body(html.A().Attr("href", s.env.Href("/clients/"+i.Client)).Body(ui.Person(s.env.Who(i.Client)))),
			html.P().Class("meta").Text(say.DateTime(i.At.In(s.env.Now().Location()))),
			html.Dl().Class("likes").Body(s.lines(i)...),
			ui.If(i.Notes != "", func() app.UI { return html.P().Class("notes").Dir("auto").Text(i.Notes) }),
			html.Div().Class("btns").Body(
				ui.Link("btn", s.env.Href("/interactions/"+s.id+"/edit"), "edit", say.T("action.correct")),
				s.Undo(say.T("undo.interaction")),
			),
			s.Trouble(),
			s.eraser.View("talk", v.Back, nil, len(i.Photos)),
		),
		s.photos.View(),
		ui.If(len(s.promises) > 0, s.promised),
		ui.If(s.client.ID != "", func() app.UI { return s.env.Reach(s.client, ui.Contact{About: i.About}, false, nil) }),
		html.Div().Class("btns").Body(
			ui.Link("btn btn--soft", s.env.Href("/log/"+i.Client), "log", say.T("client.log")),
			ui.Link("btn", s.env.Href("/interactions/"+s.id+"/ask"), "star", say.T("ask.open")).Attr("name", "open_ask"),
			ui.Link("btn", s.env.Href("/scripts/for/"+i.Client), "script", say.T("client.scripts")),
			ui.Link("btn", s.env.Href("/hold/"+i.Client), "wait", say.T("timer.hold_title")).Attr("name", "open_hold"),
			s.asked(i),
			ui.Link("btn", s.env.Href("/stories/new/"+s.id), "story", say.T("story.keep")).Attr("name", "keep_story"),
			ui.If(i.Hard(), func() app.UI { return AskAfter(s.env, s.id) }),
			ui.Link("btn", s.env.Href("/improvements/from/"+s.id), "up", say.T("improvements.new")).Attr("name", "make_improvement"),
		),
		s.History(nil),
	}
	return v
}

func (s *Interaction) lines(i domain.Interaction) []app.UI {
	say := s.env.Say
	var out []app.UI
	line := func(key string, body app.UI) {
		out = append(out, html.Div().Body(html.Dt().Text(say.T(key)), html.Dd().Dir("auto").Body(body)))
	}
	if i.Channel != "" {
		line("interaction.channel", html.Text(say.T("channel.by_"+string(i.Channel))))
	}
	if i.Outcome != "" {
		line("interaction.outcome", ui.Output("outcome", string(i.Outcome), say.T("reach."+string(i.Outcome))))
	}
	if i.About != "" {
		line("interaction.about", html.Text(i.About))
	}
	if i.Request != "" {
		line("interaction.request", html.Text(i.Request))
	}
	if i.Wait > 0 {
		line("interaction.wait", ui.Output("wait", strconv.Itoa(i.Wait), ui.Duration(say, time.Duration(i.Wait)*time.Second)))
	}
	if i.Length > 0 {
		line("interaction.length", ui.Output("length", strconv.Itoa(i.Length), ui.Duration(say, time.Duration(i.Length)*time.Second)))
	}
	if i.FeelingBefore > 0 {
		line("interaction.feeling_before", s.feeling(i.FeelingBefore))
	}
	if i.FeelingAfter > 0 {
		line("interaction.feeling_after", s.feeling(i.FeelingAfter))
	}
	if i.Recommend != nil {
		line("interaction.recommends", html.Text(recommends(say, i)))
	}
	if i.Satisfaction > 0 {
		line("interaction.satisfaction", ui.Output("satisfaction", ui.Count(i.Satisfaction), say.T("interaction.of_five", "n", ui.Count(i.Satisfaction))))
	}
	if i.Ease > 0 {
		line("interaction.ease", ui.Output("ease", ui.Count(i.Ease), say.T("interaction.of_seven", "n", ui.Count(i.Ease))))
	}
	if i.SolvedFirstTime != nil {
		words := say.T("ask.no")
		if *i.SolvedFirstTime {
			words = say.T("ask.yes")
		}
		line("interaction.first_time", ui.Output("solved_first_time", ui.Bool(*i.SolvedFirstTime), words))
	}
	if i.Avoidable != nil {
		line("interaction.avoidable", html.Text(said(say, i.Avoidable)))
	}
	return out
}

func (s *Interaction) feeling(f domain.Feeling) app.UI {
	return html.Span().Class("from-to").Body(ui.Face(s.env.Say, f), html.Span().Aria("hidden", "true").Text(s.env.Say.T("feeling."+string('0'+rune(f)))))
}

// asked leads to the improvement that the conversation was about, or makes one of it.
func (s *Interaction) asked(i domain.Interaction) app.UI {
	if i.Complaint != "" {
		return ui.Link("btn", s.env.Href("/complaints/"+i.Complaint), "improve", s.env.Say.T("complaint.title")).Attr("name", "complaint")
	}
	return s.env.AskImprovement(i.Client, func() ui.Handed {
		i, _ := s.Version.Record.(domain.Interaction)
		what := i.Notes
		if what == "" {
			what = i.Request
		}
		return ui.Handed{Values: map[string]string{"what": what, "channel": string(i.Channel), "_interaction": i.ID}}
	})
}

// recommends says a recommendation, and where it comes from when that was said.
func recommends(say *i18n.Printer, i domain.Interaction) string {
	words := say.T("interaction.recommend", "n", say.Number(float64(*i.Recommend), 0))
	if i.RecommendFrom == domain.RecommendEstimated {
		words += " · " + say.T("recommend_from.estimate")
	}
	return words
}

func (s *Interaction) promised() app.UI {
	var rows []app.UI
	for _, p := range s.promises {
		rows = append(rows, s.env.PromiseRow(p, false, s.Refresh))
	}
	return ui.Block("i-promises", s.env.Say.T("client.promises"), nil, ui.Rows(rows...))
}
