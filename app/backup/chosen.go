package backup

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// chosen is the folder that backups go to by themselves, and how it is chosen.
type chosen struct {
	env     *ui.Env
	making  making
	allowed bool // without asking
	asked   bool // whether it is allowed
	trouble string
}

// open looks whether the folder may still be written to.
func (c *chosen) open(ctx app.Context) {
	if c.env.Device.LocalGet(folderKey) == "" {
		return
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		into, there := c.env.Device.KeptFolder(bg)
		allowed := there && into.Allowed(bg, false)
		c.env.Do(func(app.Context) { c.allowed, c.asked = allowed, true })
	})
}

// view is the card; a browser that cannot has one sentence of it.
func (c *chosen) view() app.UI {
	say, name := c.env.Say, c.env.Device.LocalGet(folderKey)
	if !c.env.Device.CanPickFolder() {
		return html.P().Class("hint").Text(say.T("folder.cannot"))
	}
	body := []app.UI{html.H2().Text(say.T("folder.title")), html.P().Text(say.T("folder.text", "n", ui.Count(autoAfter), "kept", ui.Count(mostKept)))}
	if name == "" {
		body = append(body, html.P().Class("hint").Text(say.T("folder.which")),
			html.Div().Class("btns").Body(ui.Button("btn btn--soft", "choose_folder", "backup", say.T("folder.choose"), c.choose)))
		return html.Section().Class("card").Body(append(body, ui.Slot(ui.ErrorLine("choose_folder", c.trouble)))...)
	}
	all := keptFiles(c.env)
	now := say.T("folder.now")
	if c.asked && !c.allowed {
		now = say.T("folder.allow")
	}
	body = append(body,
		html.P().Body(html.Text(say.T("folder.name")+" "), html.Strong().Dir("auto").Body(ui.Output("folder", name, name))),
		ui.Slot(ui.If(len(all) > 0, func() app.UI {
			last := all[len(all)-1].name
			return html.P().Class("meta").Body(html.Text(say.T("folder.last")+" "), ui.Output("folder_last", last, last))
		})),
		ui.Slot(ui.If(c.asked && !c.allowed, func() app.UI { return ui.Banner("warn", "alert", say.T("folder.not_allowed")) })),
		ui.Slot(ui.If(c.env.Device.LocalGet(failedKey) != "", func() app.UI { return ui.Banner("bad", "alert", say.T("folder.failed")) })),
		ui.Slot(c.small(all)),
		ui.Slot(c.making.view()),
		html.Div().Class("btns").Body(
			ui.Button("btn btn--soft", "folder_now", "backup", now, c.write).Flag("disabled", c.making.busy),
			ui.Button("btn btn--quiet", "forget_folder", "", say.T("folder.forget"), c.forget)))
	return html.Section().Class("card").Body(append(body, ui.Slot(ui.ErrorLine("choose_folder", c.trouble)))...)
}

// small says that the last backup in the folder holds far less than the one before.
func (c *chosen) small(all []kept) app.UI {
	last, before, yes := shrunk(all)
	return ui.If(yes, func() app.UI {
		return ui.Banner("warn", "alert", c.env.Say.T("folder.shrunk", "last", c.env.Say.Number(float64(last), 0), "before", c.env.Say.Number(float64(before), 0)))
	})
}

// choose asks for a folder, and makes its first backup.
func (c *chosen) choose(ctx app.Context, e app.Event) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		into, err := c.env.Device.PickFolder(bg)
		c.env.Do(func(ctx app.Context) {
			if c.trouble = ""; err != nil {
				c.trouble = c.env.Say.T("folder.not_chosen")
				return
			}
			c.env.Device.LocalSet(folderKey, into.Name())
			c.write(ctx, e)
		})
	})
}

// write makes a backup into the folder now.
func (c *chosen) write(ctx app.Context, _ app.Event) {
	c.making.run(ctx, sealedFor(c.env), func(bg context.Context) (func(context.Context, *file) error, error) {
		into, there := c.env.Device.KeptFolder(bg)
		allowed := there && into.Allowed(bg, true)
		c.env.Do(func(app.Context) { c.allowed, c.asked = allowed, true })
		if !allowed {
			return nil, errFolder
		}
		return func(bg context.Context, f *file) error { return put(bg, c.env, into, f) }, nil
	})
}

// forget lets go of the folder, and of which files in it are the kit's.
func (c *chosen) forget(ctx app.Context, _ app.Event) {
	for _, key := range []string{folderKey, filesKey, failedKey} {
		c.env.Device.LocalSet(key, "")
	}
	c.making = making{env: c.env}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() { _ = c.env.Device.ForgetFolder(bg) })
}
