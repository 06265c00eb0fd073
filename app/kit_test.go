package app

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

var now = time.Date(2026, 11, 21, 14, 5, 0, 0, time.FixedZone("", -5*3600))

// device is a quiet device: what the kit knows comes from its files, and nothing leaves.
type device struct {
	title string
	local map[string]string
}

func (*device) Copy(context.Context, string) error                        { return nil }
func (*device) CanShare() bool                                            { return true }
func (*device) Share(context.Context, string, string) error               { return nil }
func (*device) Download(string, string, []byte) error                     { return nil }
func (*device) PickedFile(context.Context, string, int64) ([]byte, error) { return nil, ui.ErrNoFile }
func (*device) Picked(string) (ui.File, error)                            { return nil, ui.ErrNoFile }
func (*device) Gather() ui.Gathered                                       { return nil }
func (*device) Brought(bool) (ui.Brought, bool)                           { return ui.Brought{}, false }
func (*device) CanPickFolder() bool                                       { return true }
func (*device) PickFolder(context.Context) (ui.Folder, error)             { return nil, ui.ErrNoFile }
func (*device) KeptFolder(context.Context) (ui.Folder, bool)              { return nil, false }
func (*device) ForgetFolder(context.Context) error                        { return nil }
func (*device) Offer(string, ui.File) error                               { return nil }
func (*device) CanHand(string, ui.File) bool                              { return true }
func (*device) Hand(context.Context, string, ui.File) error               { return nil }
func (*device) Picture(context.Context, string, int) (ui.Picture, error) {
	return ui.Picture{}, ui.ErrNoFile
}
func (*device) ObjectURL(string, []byte) string { return "blob:x" }
func (*device) ForgetURL(string)                {}
func (*device) Open(string)                     {}
func (*device) Fetch(_ context.Context, asset string) ([]byte, error) {
	lang := i18n.Lang(strings.TrimSuffix(strings.TrimPrefix(asset, "content-"), ".json"))
	if lang != i18n.FR && lang != i18n.EN {
		return []byte(`[{"module":"m","version":"v1","text":"licence"}]`), nil
	}
	b, err := content.Load(data.FS, lang)
	if err != nil {
		return nil, err
	}
	return b.Encode()
}
func (d *device) LocalGet(key string) string { return d.local[key] }
func (d *device) LocalSet(key, value string) {
	if d.local == nil {
		d.local = map[string]string{}
	}
	d.local[key] = value
}
func (d *device) WindowGet(key string) string                   { return d.LocalGet("window." + key) }
func (d *device) WindowSet(key, value string)                   { d.LocalSet("window."+key, value) }
func (*device) SetLang(string)                                  {}
func (d *device) SetTitle(title string)                         { d.title = title }
func (*device) Mark(string)                                     {}
func (*device) Persisted(context.Context) (granted, known bool) { return false, true }
func (*device) Room(context.Context) (left int64, known bool)   { return 0, false }
func (*device) AskPersist(context.Context)                      {}
func (*device) Installed() bool                                 { return false }
func (*device) SafariTab() bool                                 { return true }
func (*device) CanInstall() bool                                { return true }
func (*device) Install(context.Context)                         {}
func (*device) CanPickContact() bool                            { return true }
func (*device) PickContact(context.Context) (name, phone, email string, err error) {
	return "", "", "", nil
}
func (*device) CanDial() bool       { return true }
func (*device) AllowSound()         {}
func (*device) SoundAllowed() bool  { return true }
func (*device) Chime(time.Duration) {}
func (*device) Hush()               {}
func (*device) Vibrate()            {}
func (*device) StayAwake(bool)      {}
func (*device) Badge(int)           {}
func (*device) UpdateReady() bool   { return true }
func (*device) ApplyUpdate()        {}
func (*device) Version() string     { return "v" }

const secret = "Huguette Ouellet-Blais"

// kit is a shell over a journal in memory that holds one person, one conversation, two promises and a run.
func kit(t *testing.T, lang i18n.Lang) (env *ui.Env, shell *Shell, ids map[string]string) {
	t.Helper()
	ctx := t.Context()
	book, err := store.Open(ctx, store.Options{Place: &mem.Place{}, AEAD: goaead.New, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	c := journal.Client{ID: journal.NewID(), Name: secret, PreferredName: "Madame Blais", SpokenName: "blè", ClientKind: journal.Internal,
		FormOfAddress: journal.AddressMadame, Phone: "+14185550142", Email: "h@example.ca", BestChannel: journal.Phone, Language: "en",
		Attentions: "Biscuit, son chat", Avoid: "Les textos"}
	ten := 10
	i := journal.Interaction{ID: journal.NewID(), Client: c.ID, At: now, Channel: journal.Phone, About: "Robinet", Request: "<script>alert(1)</script>",
		FeelingBefore: 2, FeelingAfter: 5, Recommend: &ten, Notes: "شكرا\nmerci"}
	p := journal.Promise{ID: journal.NewID(), Client: c.ID, Interaction: i.ID, What: "Rappeler", Made: "2026-11-18", Due: "2026-11-20", State: journal.Open}
	q := journal.Promise{ID: journal.NewID(), Client: c.ID, What: "Passer", Made: "2026-11-18", Due: "2026-12-24", State: journal.Open}
	r := journal.ChecklistRun{ID: journal.NewID(), List: "every-encounter", At: now, Answers: map[string]string{"smile": "yes"}}
	k := journal.Scenario{ID: journal.NewID(), Calculator: "lost-client", Name: "Blais en 2027", Client: c.ID, At: now, Figures: map[string]string{"years": "10"}}
	l := journal.Scenario{ID: journal.NewID(), Calculator: "lost-client", Name: "Sans le café", At: now, Figures: map[string]string{"years": "5"}}
	x := journal.NewComplaint(journal.NewID(), c.ID, "Le robinet coule encore", now, journal.Settings{}, nil)
	saved, err := book.Save(ctx, "", store.Write{Record: c}, store.Write{Record: i}, store.Write{Record: p}, store.Write{Record: q}, store.Write{Record: r}, store.Write{Record: x}, store.Write{Record: k}, store.Write{Record: l})
	if err != nil {
		t.Fatal(err)
	}
	env = &ui.Env{Book: book, Say: i18n.For(lang), Device: &device{}, Now: func() time.Time { return now }, Base: "/",
		Last: &ui.LastSave{Ref: saved.Refs[0], Path: "/clients/" + c.ID, Client: c.ID, Promise: p.ID}}
	env.Guide = ui.NewGuide(env.Device.Fetch)
	env.Lock.CanPasskey = func(context.Context) bool { return true }
	return env, NewShell(env), map[string]string{"clients": c.ID, "interactions": i.ID, "runs": r.ID, "complaints": x.ID, "promises": p.ID,
		"scenarios": k.ID, "second": l.ID}
}

// visit shows a path and returns the page, after all that it loads has come in.
func visit(t *testing.T, s *Shell, path string) string {
	t.Helper()
	d := goapp.NewClientTester(s.Root())
	defer d.Close()
	d.Nav(&url.URL{Path: path})
	d.Consume()
	return goapp.HTMLString(s.render())
}
