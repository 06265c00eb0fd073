package app

import (
	"slices"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/lock"
	"trousse/app/timers"
	"trousse/app/ui"
	"trousse/internal/i18n"
)

// render puts the current screen in the frame. The element around it changes with every screen, so that no typed text,
// fold or scroll of one screen shows up in the next.
func (s *Shell) render() goapp.UI {
	if s.screen == nil {
		return html.Div()
	}
	say := s.env.Say
	v := s.screen.View()
	s.number()
	if v.Whole != nil {
		s.title(v.Title + " · " + say.T("shell.name"))
		s.cover = nil
		return s.anew(html.Div().Class("shut").Body(html.Header().Class("lock-head").Body(s.langButton(), timers.Banner(s.env, "")), v.Whole, s.outputs()))
	}
	class, covered := "app", s.env.Covered() && tab(s.path) != "help"
	if !covered {
		s.cover = nil
	} else if s.cover == nil {
		s.cover = lock.NewCover(s.env)
	}
	if covered {
		class += " app--covered"
	}
	if v.Task {
		class += " app--task"
	}
	if *s.awaited > 0 {
		class += " app--coming"
	}
	frame := []goapp.UI{
		html.A().Class("skip").Attr("href", "#main").Text(say.T("shell.skip")),
		s.flap(v),
		html.Main().ID("main").Class("stage " + v.Layout).Body(s.stage(v)...),
		s.outputs(),
		ui.Slot(s.soon()),
		ui.If(v.Task, func() goapp.UI { return html.Footer().Class("act").Body(held(v.Bar)...) }),
		s.tabs(v),
	}
	title, screen := v.Title+" · "+say.T("shell.name"), html.Div().Class(class).Body(frame...)
	if covered {
		title = say.T("shell.name")
		screen.Attr("inert", "inert") // not a flag: the framework writes "false", which browsers take for true
	}
	s.title(title)
	return s.anew(screen)
}

// anew puts a screen in the other place than the screen before it, which makes its elements anew. The cover, if there is one,
// keeps its own.
func (s *Shell) anew(screen goapp.UI) goapp.UI {
	var cover goapp.UI
	if s.cover != nil {
		cover = s.cover.View()
	}
	s.drawn = s.turn
	if s.turn%2 == 0 {
		return html.Div().Body(screen, nil, cover)
	}
	return html.Div().Body(nil, screen, cover)
}

// held are the pieces of a bar, each in its place whether it shows or not: a button that moves for a sentence before it
// would be made anew, and a press under way be lost.
func held(bar []goapp.UI) []goapp.UI {
	out := slices.Clone(bar)
	for i, piece := range out {
		if piece == nil {
			out[i] = ui.Slot()
		}
	}
	return out
}

func (s *Shell) title(t string) {
	if t != s.titled {
		s.titled = t
		s.env.Device.SetTitle(t)
	}
}

// number puts on the icon how many promises are due. A locked kit leaves it as it is: a number names nobody.
func (s *Shell) number() {
	if s.env.Fault != "" {
		return
	}
	if n := s.env.Due(); n != s.badge {
		s.badge = n
		s.env.Device.Badge(n)
	}
}

// stage is what the screen shows, between what the frame has to say. That a new version waits stands below where a form is, or
// where it is found later than the screen: nothing moves under a thumb.
func (s *Shell) stage(v ui.View) []goapp.UI {
	var first, last goapp.UI
	if last = ui.If(s.env.Device.UpdateReady(), s.update); s.updating && !v.Task {
		first, last = last, nil
	}
	head := ui.Slot(s.closed(), s.reading(), s.doubt(), s.asked(), s.invented())
	if !v.Task {
		head = ui.Slot(s.closed(), s.gone(), s.reading(), first, s.rebuilding(), s.doubt(), s.asked(), s.invented())
	}
	return append(append([]goapp.UI{head}, v.Stage...), ui.Slot(last))
}

// doubt asks who is at the counter, where that is not sure; who needs help is not asked.
func (s *Shell) doubt() goapp.UI {
	unsure := s.path != "/" && (s.env.Doubt || s.env.Author() == "")
	return ui.If(unsure && s.env.Fault == "" && tab(s.path) != "help", s.env.Counter)
}

// asked is what came of the last call or message; who needs help is not asked.
func (s *Shell) asked() goapp.UI {
	return ui.If(s.env.Fault == "" && tab(s.path) != "help", s.env.Asked)
}

// invented says that the record on the screen is of the sample week.
func (s *Shell) invented() goapp.UI {
	return ui.If(ui.Sample(s.path), func() goapp.UI {
		return ui.Banner("", "info", s.env.Say.T("sample.record"), ui.Link("btn", s.env.Href("/"), "", s.env.Say.T("sample.where")))
	})
}

// authors is who is at the counter, in the head of a screen; Today has it larger.
func (s *Shell) authors() goapp.UI {
	return ui.If(s.env.Fault == "" && s.path != "/" && tab(s.path) != "help", s.env.AuthorMenu)
}

func (s *Shell) flap(v ui.View) goapp.UI {
	say := s.env.Say
	if v.Flap != nil {
		bar := append([]goapp.UI{ui.Mark("flap-mark"), s.offlinePill(), s.locker(), s.coverer()}, v.Actions...)
		return html.Header().Class("flap flap--open").Body(append([]goapp.UI{
			html.Div().Class("flap-bar").Body(append(bar, s.langButton())...),
		}, append(v.Flap, timers.Banner(s.env, s.path))...)...)
	}
	back := v.BackLabel
	if back == "" {
		back = say.T("shell.back")
	}
	heading := goapp.UI(html.P().Class("flap-title").Text(v.Room))
	if v.Room == "" {
		heading = html.H1().ID("top").TabIndex(-1).Body(html.Text(v.Title), v.Sub)
	}
	return html.Header().Class("flap").Body(html.Div().Class("flap-bar").Body(append(append([]goapp.UI{
		ui.If(v.Back != "", func() goapp.UI {
			return html.A().Class("icon-btn").Attr("href", s.env.Href(v.Back)).Aria("label", back).Body(ui.Icon("back"))
		}),
		heading, s.authors(), s.coverer(),
	}, v.Actions...), s.langButton())...), timers.Banner(s.env, s.path))
}

// langButton switches to the other language, in that language.
func (s *Shell) langButton() goapp.UI {
	other := i18n.EN
	if s.env.Say.Lang() == i18n.EN {
		other = i18n.FR
	}
	return html.Button().Class("icon-btn lang-btn").Attr("type", "button").Attr("name", "switch_language").Lang(other.Tag()).
		Aria("label", i18n.For(other).T("shell.lang_short")+", "+i18n.For(other).T("shell.this_language")).
		Text(i18n.For(other).T("shell.lang_short")).
		OnClick(func(ctx goapp.Context, e goapp.Event) { s.setLang(ctx, other) }, string(other))
}

func (s *Shell) offlinePill() goapp.UI {
	return ui.If(s.offline, func() goapp.UI {
		return html.Span().Class("pill-offline").Attr("role", "status").Body(ui.Icon("offline"), html.Text(s.env.Say.T("shell.offline")))
	})
}

// rebuilding says that the index is being made again, and how far it has come.
func (s *Shell) rebuilding() goapp.UI {
	return ui.If(s.env.Rebuilding > 0, func() goapp.UI {
		return ui.Banner("", "update", s.env.Say.N("shell.rebuilding", float64(s.env.Rebuilding)))
	})
}

func (s *Shell) update() goapp.UI {
	say := s.env.Say
	return ui.Banner("", "update", say.T("shell.update"),
		ui.Button("btn", "apply_update", "", say.T("shell.apply_update"), func(ctx goapp.Context, e goapp.Event) {
			ctx.Async(func() {
				s.Flush()
				s.env.Device.ApplyUpdate()
			})
		}))
}

// outputs says where the last save stands, for readers and for anyone who asks the page.
func (s *Shell) outputs() goapp.UI {
	state := s.env.Saving
	if state == "" {
		state = ui.Idle
	}
	return html.Div().Class("only-read").Attr("aria-live", "polite").Body(
		ui.Output("save_state", string(state), s.env.Say.T("save."+string(state))))
}

// gone says that what was to be erased is.
func (s *Shell) gone() goapp.UI {
	return ui.If(s.erased, func() goapp.UI { return ui.Banner("good", "check", s.env.Say.T("erase.done")) })
}

// closed says that nothing can be kept any more until the kit is loaded again. What is on the screen stays on it.
func (s *Shell) closed() goapp.UI {
	say := s.env.Say
	return ui.If(s.shut, func() goapp.UI {
		return ui.Banner("bad", "alert", say.T("shut.title")+". "+say.T("shut.text"),
			ui.Button("btn", "reload", "update", say.T("shut.reload"), func(ctx goapp.Context, e goapp.Event) { ctx.Reload() }))
	})
}

// tabs are the ways from every screen. The last, help, is at the same place on all of them (F21): where the action bar has
// the place of the others, and where nothing but help can be had.
func (s *Shell) tabs(v ui.View) goapp.UI {
	say, here := s.env.Say, tab(s.path)
	log := "/log"
	if v.LogFor != "" {
		log += "/" + v.LogFor
	}
	var items []goapp.UI
	for _, t := range []struct{ id, route, icon, class string }{
		{"today", "/", "today", ""},
		{"clients", "/clients", "people", ""},
		{"log", log, "log", " tab--buckle"},
		{"kit", "/kit", "kit", ""},
		{"help", "/help-now", "help", " tab--help"},
	} {
		if s.env.Fault != "" && t.id != "help" && (t.id != "kit" || s.env.Fault != ui.FaultLocked) {
			items = append(items, html.Li().Body(html.Span().Class("tab tab--none"+t.class).Aria("hidden", "true").Body(ui.Icon(t.icon))))
			continue
		}
		link := html.A().Class("tab"+t.class).Attr("href", s.env.Href(t.route)).Body(ui.Icon(t.icon), html.Text(say.T("tab."+t.id)))
		if t.id == here {
			link = link.Aria("current", "page")
		}
		items = append(items, html.Li().Body(link))
	}
	class := "tabs"
	if s.settling {
		class += " tabs--settling" // Save was where Log is now: a second tap must not open a new form
	}
	return html.Nav().Class(class).Aria("label", say.T("shell.tabs")).Body(html.Ul().Body(items...))
}
