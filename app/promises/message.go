package promises

import (
	"context"

	"trousse/app/scripts"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// Words puts a promise in words, in the client's language. There are none, nil, for a promise to oneself, or where they cannot
// be read. It waits for the device.
func Words(ctx context.Context, env *ui.Env, promise string) *ui.Message {
	m, _ := words(ctx, env, promise)
	return m
}

func words(ctx context.Context, env *ui.Env, id string) (*ui.Message, error) {
	v, err := env.Book.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	p, _ := v.Record.(journal.Promise)
	cv, err := env.Book.Get(ctx, p.Client)
	if err != nil {
		return nil, err
	}
	c, _ := cv.Record.(journal.Client)
	about := ""
	if iv, err := env.Book.Get(ctx, p.Interaction); err == nil {
		if i, ok := iv.Record.(journal.Interaction); ok {
			about = i.About
		}
	}
	lang := env.LangOf(c)
	if _, err := env.Guide.Load(ctx, lang); err != nil {
		return nil, err
	}
	m := &ui.Message{Lang: lang, Phone: c.Phone, Email: c.Email,
		Contact: ui.Contact{Client: p.Client, Promise: p.ID, About: p.What}}
	fill := func(slug string) (subject, body string) {
		record := ui.ScriptRecord(c, env.Writer(), about, lang)
		whole := false
		for _, s := range scripts.Versions(ctx, env, slug, lang) { // one's own may ask for more than a promise holds
			if subject, body, whole = ui.FillPromise(s, record, c, p, lang, env.Today()); whole {
				break
			}
		}
		return subject, body
	}
	_, m.Text = fill("promise-made-text")
	m.Subject, m.Body = fill("promise-made-email")
	return m, nil
}
