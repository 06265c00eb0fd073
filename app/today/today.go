// Package today is the first screen: what is to be kept, what was just noted, and one tip.
package today

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/backup"
	"trousse/app/clients"
	"trousse/app/guides"
	"trousse/app/handover"
	"trousse/app/html"
	"trousse/app/journal"
	"trousse/app/promises"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
	"trousse/internal/store"
)

// Today is the screen of the day.
type Today struct {
	env     *ui.Env
	backup  *backup.Reminder
	shift   *handover.Waiting // handed over and not taken yet
	talks   *journal.Talks
	look    *clients.Search
	kit     *ui.KitSearch // what answers beside people and conversations
	tip     content.Tip   // of the day; without a number before what the kit knows is here
	sent    *ui.Message   // the promise just made, in words; nil when there is none
	sentFor string        // the promise that these words are about
	trouble string
	keeping ui.Keeping
	sample  sample
	draft   *ui.Draft // of a conversation that was not saved
	still   still
}

// New is the screen of the day.
func New(env *ui.Env) *Today {
	s := &Today{env: env, backup: backup.NewReminder(env), shift: handover.NewWaiting(env), talks: journal.NewTalks(env), look: clients.NewSearch(env), kit: ui.NewKitSearch(env, 5),
		draft: ui.NewDraft(env, journal.DraftKey, ui.NewForm(nil))}
	s.look.Place, s.look.Also = "search.place_today", s.kit.Look
	for _, list := range [][]store.Entry{env.Book.Today().Promises, env.Book.Today().Recent} {
		for _, e := range list {
			s.sample.here = s.sample.here || domain.IsSample(e.ID)
		}
	}
	return s
}

// Open reads what the screen needs to stand.
func (s *Today) Open(ctx app.Context) {
	s.settle(ctx)
	s.talks.Gather()
	if s.knows() {
		s.seekTip(ctx)
	}
}

// gather brings in, once the screen stands, what it stands without: the index, and what the kit knows, which are more work than all
// else at a start.
func (s *Today) gather(ctx app.Context) {
	if !s.env.Book.Loaded() {
		s.env.LoadIndex(ctx, s.Refresh)
	}
	if !s.knows() {
		s.seekTip(ctx)
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() { s.lookForSample(bg) })
}

// Refresh implements [ui.Refresher]: the next View reads the book again, and a new day has its own tip.
func (s *Today) Refresh(ctx app.Context) {
	s.shift.Refresh(ctx)
	s.draft.Find(ctx)
	s.talks.Gather()
	if s.still.stands {
		s.seekTip(ctx)
	}
}

// knows tells whether what the kit knows is here.
func (s *Today) knows() bool {
	_, here := s.env.Guide.Bundle(s.env.Say.Lang())
	return here
}

// seekTip finds the tip of the day.
func (s *Today) seekTip(ctx app.Context) {
	s.env.Need(ctx, func(_ app.Context, b *content.Bundle) {
		if b != nil {
			s.tip, _ = guides.TipOfToday(s.env, b)
		}
	})
}

// View implements [ui.Screen].
func (s *Today) View() ui.View {
	say, t := s.env.Say, s.env.Book.Today()
	v := ui.View{Title: say.T("tab.today"), Flap: s.greeting(t), Layout: "stage--two"}
	v.Actions = []app.UI{
		html.A().Class("icon-btn").Attr("href", s.env.Href("/settings")).Aria("label", say.T("settings.title")).Body(ui.Icon("settings")),
	}
	v.Stage = []app.UI{html.Div().Class("whole").Body(s.look.Field(), s.env.Counter())}
	guided := ui.Link("btn btn--soft", s.env.Href("/guided"), "talk", say.T("guided.start")).Attr("name", "open_guided")
	if s.look.Asked() {
		v.Stage = append(v.Stage, html.Div().Class("whole pane").Body(s.found()...))
		return v
	}
	if !s.still.stands { // what was just saved is said at once: nothing comes in above it
		v.Stage = append(v.Stage, html.Div().Class("pane").Body(ui.Slot(s.justNow())), html.Div().Class("pane"))
		return v
	}
	early, late := s.placed()
	left := append([]app.UI{ui.Slot(s.justNow())}, early[:asked]...)
	step, trade := s.newcomer(t)
	left = append(left, ui.Slot(ui.If(step > 0, func() app.UI { return s.newcomerView(step, trade) })), guided)
	groups := promises.ByGroup(t.Promises, s.env.Today())
	linked := false // to all promises, once
	for _, g := range promises.Groups[:4] {
		if rows := groups[g]; len(rows) > 0 {
			left = append(left, promises.Block(s.env, "t-"+g, g, ui.If(!linked, s.all), rows, 50, s.Refresh))
			linked = true
		}
	}
	if !linked && len(t.Promises) > 0 { // they are all for later
		left = append(left, html.Div().Class("btns").Body(ui.Link("btn btn--quiet", s.env.Href("/promises"), "promise", say.T("promises.all"))))
	}
	if empty(t) {
		left = append(left, ui.Slot(ui.If(step == 0, func() app.UI {
			return ui.Empty(say.T("today.empty_title"), say.T("today.empty"),
				ui.Link("btn btn--soft", s.env.Href("/playbooks/waiting"), "playbook", say.T("today.look_around")), s.sampleOffer(), s.oldKit())
		})))
	} else if len(t.Promises) == 0 {
		left = append(left, ui.Banner("good", "check", say.T("today.nothing_due")))
	}
	left = append(left, early[asked])
	right := append([]app.UI{ui.Slot(s.talks.View()), early[tip]}, late...)
	v.Stage = append(v.Stage, html.Div().Class("pane").Body(left...), html.Div().Class("pane").Body(right...))
	return v
}

func (s *Today) greeting(t store.Today) []app.UI {
	say := s.env.Say
	now := s.env.Now()
	part := "day"
	if h := now.Hour(); h >= 18 || h < 4 {
		part = "evening"
	}
	hello := say.T("today.hello_" + part)
	if step, _ := s.newcomer(t); step > 0 {
		return s.flap(say.T("welcome.title"), say.T("welcome.sub"))
	}
	if name := t.Settings.By(s.env.Author()).UserName; name != "" {
		hello = say.T("today.hello_"+part+"_name", "name", name)
	}
	sum := say.T("today.none_due")
	if due := s.env.Due(); due > 0 {
		sum = say.N("today.due", float64(due))
	}
	return s.flap(hello, sum)
}

// flap has the day above the greeting: beside what comes and goes in the bar, it would be broken over three lines.
func (s *Today) flap(hello, sum string) []app.UI {
	return []app.UI{html.Div().Class("flap-hello").Body(html.P().Class("flap-date").Text(ui.Date(s.env.Say, s.env.Today(), i18n.DateDay)), html.H1().ID("top").TabIndex(-1).Text(hello), html.P().Text(sum))}
}

func (s *Today) all() app.UI {
	return html.A().Attr("href", s.env.Href("/promises")).Text(s.env.Say.T("promises.all"))
}

// allAsked leads to every improvement asked for.
func (s *Today) allAsked() app.UI {
	return html.A().Attr("href", s.env.Href("/complaints")).Text(s.env.Say.T("complaints.all"))
}

// justNow is the last save: what it was, how to take it back, and the promise in words, ready to be sent. It stands above
// all that comes in later, and its buttons above what comes in later there: nothing moves under a thumb.
func (s *Today) justNow() app.UI {
	last := s.env.Last
	if last == nil {
		return nil
	}
	say := s.env.Say
	undo := ui.Button("btn", "undo", "undo", say.T("action.undo"), func(ctx app.Context, e app.Event) {
		s.env.Undo(ctx, last.Ref, func(ctx app.Context, err error) {
			s.trouble = ""
			if err != nil {
				s.trouble = ui.UndoTrouble(say, err)
			}
			s.Refresh(ctx)
		})
	}, last.Ref.ID, last.Ref.N)
	return ui.Block("t-now", say.T("today.just_now"), nil, html.Div().Class("card").Body(
		html.P().Class("tags").Body(ui.Symbol("check", "icon"), html.Strong().Text(say.T("save.saved")),
			html.A().Attr("href", s.env.Href(last.Path)).Body(s.about(last))),
		html.Div().Class("btns").Body(undo, s.askAfter(last)),
		ui.Slot(ui.ErrorLine("undo", s.trouble)),
		ui.Slot(ui.If(s.still.told, s.message)),
		ui.If(len(s.env.Book.Today().Recent) <= 1, func() app.UI { return s.keeping.Promise(say) }), // the browser was just asked
	))
}

// message is the promise just made, in words.
func (s *Today) message() app.UI {
	return ui.If(s.sent != nil && s.env.Last != nil && s.sentFor == s.env.Last.Promise, func() app.UI { return s.sent.View(s.env) })
}

// askAfter asks how the worker is when the conversation just noted was a hard one (F14).
func (s *Today) askAfter(last *ui.LastSave) app.UI {
	for _, c := range s.env.Book.Today().Recent {
		if last.Path == "/interactions/"+c.ID && (domain.Interaction{FeelingBefore: c.Before, FeelingAfter: c.After}).Hard() {
			return journal.AskAfter(s.env, c.ID)
		}
	}
	return nil
}

// about says what was saved: for whom, or what it is.
func (s *Today) about(last *ui.LastSave) app.UI {
	if last.What != "" {
		return html.Span().Dir("auto").Text(last.What)
	}
	return ui.Person(s.env.Who(last.Client))
}

// install proposes to install before the first record where what is typed in a tab would not follow.
func (s *Today) install(t store.Today) app.UI {
	say := s.env.Say
	switch {
	case s.env.Device.Installed():
		return nil
	case s.env.Device.SafariTab():
		return ui.Banner("warn", "device", say.T("install.safari"), ui.Link("btn", s.env.Href("/settings"), "", say.T("install.how")))
	case s.env.Device.CanInstall() && len(t.Recent) > 0:
		return ui.Banner("", "device", say.T("install.offer"), ui.Button("btn", "install", "", say.T("install.do"), func(ctx app.Context, e app.Event) {
			bg := context.WithoutCancel(ctx)
			ctx.Async(func() {
				s.env.Device.Install(bg)
				s.env.Do(func(app.Context) {})
			})
		}))
	}
	return nil
}

// tipCard is the tip of the day (F70), once what the kit knows is here.
func (s *Today) tipCard() app.UI {
	b, ok := s.env.Guide.Bundle(s.env.Say.Lang())
	if !ok {
		return nil
	}
	tip, ok := b.Tip(s.tip.ID)
	if !ok {
		return nil
	}
	return guides.TipCard(s.env, tip, "t-tip", s.env.Say.T("today.tip"))
}

// found is what answers a question: people, conversations and promises, then what the kit knows.
func (s *Today) found() []app.UI {
	say, rows := s.env.Say, s.kit.Rows()
	if len(rows) == 0 {
		return []app.UI{s.look.Results()}
	}
	kit := ui.Block("t-kit", say.T("today.in_kit"), nil, ui.Rows(rows...))
	if s.look.Nothing() {
		return []app.UI{kit, html.P().Class("meta").Attr("role", "status").Text(say.T("today.nobody")), html.Div().Body(s.look.New())}
	}
	return []app.UI{s.look.Results(), kit}
}
