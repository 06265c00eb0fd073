package backup

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// Reminder says on Today that a backup is due, and makes it.
type Reminder struct {
	env    *ui.Env
	making making
}

// NewReminder is the reminder of backups.
func NewReminder(env *ui.Env) *Reminder { return &Reminder{env: env, making: making{env: env}} }

// start makes a backup: into the folder, where there is one.
func (r *Reminder) start(ctx app.Context, e app.Event) {
	if r.env.Device.LocalGet(folderKey) == "" {
		r.making.start(ctx, e)
		return
	}
	r.making.run(ctx, sealedFor(r.env), r.making.toFolder)
}

// View is nil as long as no backup is due.
func (r *Reminder) View() app.UI {
	say, m := r.env.Say, &r.making
	if m.busy || m.file != nil {
		return html.Section().Class("card").Body(html.H2().Text(say.T("backup.title")), m.view())
	}
	if !r.env.BackupDue() {
		return nil
	}
	return html.Section().Class("card").Aria("label", say.T("backup.title")).Body(
		html.P().Body(ui.Output("backup_changes", ui.Count(r.env.Unsaved().Records), say.N("backup.due", float64(r.env.Unsaved().Records)))),
		ui.Slot(m.view()),
		html.Div().Class("btns").Body(
			ui.Button("btn btn--soft", "make_backup", "backup", say.T("backup.make"), r.start),
			ui.Button("btn btn--quiet", "backup_later", "", say.T("backup.later"), func(app.Context, app.Event) { r.env.BackupLater() })))
}
