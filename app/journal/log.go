// Package journal is the room where conversations are logged and read again, with the promises made in them.
package journal

import (
	"context"
	"errors"
	"maps"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
	"trousse/internal/store"
)

// Log is the form in which a conversation is logged, or corrected.
type Log struct {
	env     *ui.Env
	form    *ui.Form
	draft   *ui.Draft
	who     *ui.Picker
	photos  *ui.Photos
	trouble string

	edit    string // id of the conversation being corrected, or empty
	version store.Version
	was     domain.Interaction // the conversation as it was read
	missing bool               // there is no such conversation here
	client  string             // id of the client that the screen was opened for
}

// DraftKey is where the draft of a new conversation is kept.
const DraftKey = "log"

// photoValue is what the form keeps of the photos, for the draft.
const photoValue = "_photos"

// NewLog is an empty form.
func NewLog(env *ui.Env) *Log {
	l := &Log{env: env}
	l.use(map[string]string{"kind": string(domain.External)}, DraftKey)
	return l
}

// NewLogFor is a form for a client already known.
func NewLogFor(env *ui.Env, client string) *Log {
	l := NewLog(env)
	l.client = client
	return l
}

// NewCorrection is the form of a conversation already logged.
func NewCorrection(env *ui.Env, id string) *Log {
	l := &Log{env: env, edit: id}
	l.use(map[string]string{}, "interaction/"+id)
	return l
}

func (l *Log) use(start map[string]string, key string) {
	l.form = ui.NewForm(start)
	l.form.Changed = l.changed
	l.who = ui.NewPicker(l.env, l.form, l.picked, nil)
	l.who.Nameless = true
	l.draft = ui.NewDraft(l.env, key, l.form)
	l.photos = ui.NewPhotos(l.env, func(ctx app.Context) {
		l.trouble = ""
		l.form.Values[photoValue] = l.photos.Text()
		l.draft.Touch(ctx)
	})
}

// Focus starts in the client field when nobody is chosen yet.
func (l *Log) Focus() string {
	if l.who.Chosen == nil && l.client == "" && l.edit == "" {
		return "client"
	}
	return "top"
}

// Open looks for a draft, and reads the record to correct or the client to log for. What a tool has handed over is taken
// as typed.
func (l *Log) Open(ctx app.Context) {
	l.draft.Find(ctx)
	if h := l.env.Handed; h != nil && l.edit == "" {
		l.env.Handed = nil
		if l.client == "" {
			l.client = h.Client
		}
		l.form.Fill(ctx, h.Values)
		l.form.Values[ui.HandedFrom] = h.From
		l.draft.Touch(ctx)
	}
	l.Take(ctx)
	if l.client != "" {
		l.who.PickID(ctx, l.client)
	}
	if l.edit == "" {
		return
	}
	ctx.Async(func() {
		v, err := l.env.Book.Get(context.WithoutCancel(ctx), l.edit)
		l.env.Do(func(ctx app.Context) {
			i, ok := v.Record.(domain.Interaction)
			if err != nil || !ok {
				l.missing = true
				return
			}
			l.version, l.was = v, i
			l.form.Read(ctx, values(i, l.env.Say))
			l.photos.Take(i.Photos)
			l.form.Values[photoValue] = l.photos.Text()
			l.who.PickID(ctx, i.Client)
		})
	})
}

func values(i domain.Interaction, say *i18n.Printer) map[string]string {
	v := map[string]string{"channel": string(i.Channel), "about": i.About, "request": i.Request, "notes": i.Notes}
	if i.FeelingBefore > 0 {
		v["feeling_before"] = strconv.Itoa(int(i.FeelingBefore))
	}
	if i.FeelingAfter > 0 {
		v["feeling_after"] = strconv.Itoa(int(i.FeelingAfter))
	}
	if i.Wait > 0 {
		v["wait"] = strconv.Itoa(i.Wait)
	}
	if i.Length > 0 {
		v["length"] = strconv.Itoa(i.Length)
	}
	if i.Recommend != nil {
		v["recommend"], v["recommend_from"] = strconv.Itoa(*i.Recommend), string(i.RecommendFrom)
	}
	showAvoidable(i.Avoidable, say, v)
	return v
}

// Leave implements [ui.Leaver].
func (l *Log) Leave() { l.draft.Leave() }

func (l *Log) changed(ctx app.Context, name string) {
	l.trouble = ""
	if name == "client" {
		l.who.Suggest(ctx)
	}
	l.draft.Touch(ctx)
}

// picked is called when a client was chosen; the channel that this person prefers is taken unless one was chosen.
func (l *Log) picked(ctx app.Context) {
	if e := l.who.Chosen; l.form.Get("channel") == "" && e.Channel != "" {
		l.form.Values["channel"] = string(e.Channel)
	}
}

// resume takes up a draft.
func (l *Log) resume(ctx app.Context, kept map[string]string) {
	maps.Copy(l.form.Values, kept)
	for name, value := range kept {
		l.form.Put(ctx, name, value)
	}
	l.photos.Read(kept[photoValue])
	if id := kept["_client"]; id != "" {
		l.who.PickID(ctx, id)
	}
}

// save sends the form. What is typed stays in it until the device has the record for good.
func (l *Log) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if l.env.Saving == ui.Saving {
		return
	}
	if l.trouble = l.photos.Busy(); l.trouble != "" {
		return
	}
	if !l.env.Book.Loaded() && (l.who.Chosen == nil || l.form.Get("complaint") != "") {
		l.env.LoadIndex(ctx, func(ctx app.Context) { l.send(ctx) })
		return
	}
	l.send(ctx)
}

func (l *Log) send(ctx app.Context) {
	f := filled{values: l.form.Values, photos: l.photos.List, now: l.env.Now(), author: l.env.Author(), say: l.env.Say}
	if !l.who.Meant(l.form.Get("phone")) {
		ui.FocusError(ctx)
		return
	}
	if c := l.who.Chosen; c != nil {
		f.picked = c.ID
	}
	if l.edit != "" {
		f.edit = &l.was
	} else if l.form.Get("complaint") != "" {
		f.ask = l.env.Complaint
	}
	writes, last, err := f.compose(l.version.N)
	if err != nil {
		ui.FieldErrors(l.env.Say, l.form, err, map[string]string{"name": "client"})
		ui.FocusError(ctx)
		return
	}
	l.keep(ctx, writes, last)
}

func (l *Log) keep(ctx app.Context, writes []store.Write, last ui.LastSave) {
	var theirs store.Version
	l.draft.KeepBy(ctx, func(bg context.Context) (store.Saved, error) {
		saved, err := l.env.Book.Save(bg, l.draft.Key(), writes...)
		switch {
		case err == nil:
			l.env.Logged(l.form.Get(ui.HandedFrom))
		case l.edit != "" && errors.Is(err, store.ErrConflict):
			theirs, _ = l.env.Book.Get(bg, l.edit)
		}
		return saved, err
	}, func(ctx app.Context, saved store.Saved, err error) {
		if err != nil {
			l.trouble = ui.Trouble(l.env.Say, err)
			if l.edit != "" && errors.Is(err, store.ErrConflict) {
				l.differ(ctx, theirs)
			}
			return
		}
		last.Ref = saved.Refs[len(saved.Refs)-1]
		l.env.Last = &last
		to := "/"
		if l.edit != "" || l.form.Get("complaint") != "" {
			to = last.Path
		}
		l.env.Done(ctx, to)
	})
}

// differ shows, beside each field, what another window has saved in the meantime. Saving again then goes on top of it,
// also when the conversation was taken away.
func (l *Log) differ(ctx app.Context, theirs store.Version) {
	l.version = theirs
	if i, ok := theirs.Record.(domain.Interaction); ok {
		l.form.Differ(ctx, l.env.Say, values(l.was, l.env.Say), values(i, l.env.Say))
		l.photos.Join(l.was.Photos, i.Photos)
		l.was = i
	}
}
