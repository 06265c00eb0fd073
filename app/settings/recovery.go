package settings

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/backup"
	"trousse/app/html"
	"trousse/app/ui"
)

// Recovery is what shows when the journal cannot be opened: why, what can be done, and never a welcome.
type Recovery struct {
	env     *ui.Env
	restore *backup.Restore
	sure    bool
	trouble string
}

// NewRecovery is the screen of a journal that cannot be opened.
func NewRecovery(env *ui.Env) *Recovery { return &Recovery{env: env, restore: backup.NewRestore(env)} }

// Open implements [ui.Screen].
func (s *Recovery) Open(ctx app.Context) { s.Take(ctx) }

// Take implements [ui.Taker].
func (s *Recovery) Take(ctx app.Context) {
	if s.env.Fault == ui.FaultLost {
		s.restore.Take(ctx)
	}
}

// View implements [ui.Screen].
func (s *Recovery) View() ui.View {
	say, fault := s.env.Say, string(s.env.Fault)
	v := ui.View{Title: say.T("recovery." + fault + "_title"), Layout: "stage--narrow"}
	v.Stage = []app.UI{html.Div().Class("card").Body(html.P().Text(say.T("recovery." + fault)))}
	switch s.env.Fault {
	case ui.FaultOpening:
		v.Stage = append(v.Stage, html.Div().Class("wait-bar"))
	case ui.FaultLost:
		v.Stage = append(v.Stage, s.restore.View(), s.empty())
	default:
		v.Stage = append(v.Stage, ui.Button("buckle", "reload", "update", say.T("shut.reload"), func(ctx app.Context, e app.Event) { ctx.Reload() }))
	}
	return v
}

// empty begins anew, which is asked twice: whatever could still be found would be hidden by it.
func (s *Recovery) empty() app.UI {
	say := s.env.Say
	label := say.T("recovery.start_empty")
	if s.sure {
		label = say.T("recovery.start_empty_sure")
	}
	return html.Section().Class("card").Body(
		html.H2().Text(say.T("recovery.no_backup")),
		html.P().Text(say.T("recovery.no_backup_text")),
		ui.Button("btn btn--danger-quiet", "start_empty", "", label, func(ctx app.Context, e app.Event) {
			if !s.sure {
				s.sure = true
				return
			}
			bg := context.WithoutCancel(ctx)
			ctx.Async(func() {
				err := s.env.StartEmpty(bg)
				s.env.Do(func(app.Context) {
					if err != nil {
						s.trouble = ui.Trouble(say, err)
						return
					}
					s.env.Reopen()
				})
			})
		}),
		ui.ErrorLine("start_empty", s.trouble),
	)
}
