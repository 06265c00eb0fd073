package ui

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// MaxPicked is the largest file that is looked into for a picture, in bytes.
const MaxPicked = 40 << 20

// The errors of [Device.Picture].
var (
	ErrNotPicture = errors.New("not a picture that this browser reads")
	ErrTooHeavy   = errors.New("the picture is too heavy")
)

// Picture is a picture that was made small enough to be kept.
type Picture struct {
	JPEG []byte
	W, H int // pixels
}

// Photos shows the photos of a record, before and after, and takes others in.
type Photos struct {
	List []journal.Photo

	env     *Env
	changed func(ctx app.Context)
	working bool
	trouble string
	open    string // id of the photo that fills the screen, or empty
}

// NewPhotos has no photos yet. Changed is called when one was taken in or away.
func NewPhotos(env *Env, changed func(ctx app.Context)) *Photos {
	return &Photos{env: env, changed: changed}
}

// Take shows these photos in the place of what is shown.
func (p *Photos) Take(list []journal.Photo) {
	p.List = list
	p.env.ShowPhotos(list)
}

// Text is the list in one form value, empty without any; Read takes it from there.
func (p *Photos) Text() string {
	if len(p.List) == 0 {
		return ""
	}
	b, err := json.Marshal(p.List)
	if err != nil {
		return ""
	}
	return string(b)
}

// Read is what [Photos.Text] has written.
func (p *Photos) Read(text string) {
	var list []journal.Photo
	_ = json.Unmarshal([]byte(text), &list) // an empty text is no photos
	p.Take(list)
}

// Join takes in what another window has added meanwhile to the photos that were read.
func (p *Photos) Join(read, saved []journal.Photo) {
	list := p.List
	for _, ph := range saved {
		if !among(read, ph.ID) && !among(list, ph.ID) {
			list = append(list[:len(list):len(list)], ph)
		}
	}
	p.Take(list)
}

func among(list []journal.Photo, id string) bool {
	for _, ph := range list {
		if ph.ID == id {
			return true
		}
	}
	return false
}

// Busy tells, in words, that a photo is being taken in: the record cannot be saved yet.
func (p *Photos) Busy() string {
	if !p.working {
		return ""
	}
	return p.env.Say.T("photo.wait")
}

// Refused keeps the sentence for photos that could not be saved.
func (p *Photos) Refused(sentence string) { p.trouble = sentence }

// View is the two columns, and the photo that fills the screen.
func (p *Photos) View() app.UI {
	say := p.env.Say
	return html.Section().Class("block").Aria("labelledby", "photos").Body(
		html.Div().Class("block-head").Body(html.H2().ID("photos").Text(say.T("photo.title"))),
		html.Div().Class("photos").Body(p.column(journal.PhotoBefore), p.column(journal.PhotoAfter)),
		Slot(If(p.working, func() app.UI { return html.Div().Class("wait-bar") }), ErrorLine("photos", p.trouble)),
		html.P().Class("hint").Text(say.T("photo.hint")),
		Slot(p.whole()),
	)
}

func (p *Photos) column(when journal.PhotoWhen) app.UI {
	say := p.env.Say
	label := say.T("photo." + string(when))
	var thumbs []app.UI
	for _, ph := range p.List {
		if ph.When != when && (ph.When != "" || when == journal.PhotoAfter) {
			continue
		}
		name := say.T("photo.name", "when", label, "n", strconv.Itoa(len(thumbs)+1))
		thumbs = append(thumbs, html.Button().Class("photo").Attr("type", "button").Attr("name", "photo").Attr("value", ph.ID).
			Aria("label", name).Body(p.env.photo(ph, "")).OnClick(p.show, ph.ID))
	}
	full := len(p.List) >= journal.MaxPhotos
	return html.Div().Class("photos-side").Attr("role", "group").Aria("label", label).Body(
		html.P().Class("label").Text(label),
		Slot(If(len(thumbs) > 0, func() app.UI { return html.Div().Class("photo-row").Body(thumbs...) })),
		html.Div().Class("btns").Body(
			p.input("photo_"+string(when), "camera", say.T("photo.take"), when, full).Class("photo-take"),
			p.input("photo_"+string(when)+"_file", "image", say.T("photo.choose"), when, full),
		),
	)
}

// input is a button behind which the browser takes or finds a picture.
func (p *Photos) input(name, icon, label string, when journal.PhotoWhen, full bool) *html.Elem {
	in := html.Input().Class("pick").Attr("type", "file").ID(name).Attr("name", name).Attr("accept", "image/*").Attr("autocomplete", "off").
		Flag("disabled", p.working || full).OnChange(func(ctx app.Context, _ app.Event) { p.pick(ctx, name, when) }, name)
	if icon == "camera" {
		in = in.Attr("capture", "environment")
	}
	side := p.env.Say.T("photo." + string(when))
	return html.Span().Class("photo-pick").Body(in.Aria("label", label+" ("+side+")"),
		html.Label().Class("btn").Attr("for", name).Body(Icon(icon), html.Span().Text(label)))
}

// pick takes a picture in, which is safe from then on.
func (p *Photos) pick(ctx app.Context, input string, when journal.PhotoWhen) {
	p.working, p.trouble = true, ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		picture, err := p.env.Device.Picture(bg, input, journal.MaxPhotoSize)
		ph := journal.Photo{ID: journal.NewID(), When: when, W: picture.W, H: picture.H, Size: len(picture.JPEG)}
		if err == nil {
			err = p.env.Book.PutPhoto(bg, ph.ID, picture.JPEG)
		}
		p.env.Do(func(ctx app.Context) {
			p.working = false
			switch {
			case errors.Is(err, ErrNoFile):
			case errors.Is(err, ErrNotPicture):
				p.trouble = p.env.Say.T("photo.unreadable")
			case errors.Is(err, ErrTooHeavy):
				p.trouble = p.env.Say.T("photo.heavy")
			case err != nil:
				p.trouble = Trouble(p.env.Say, err)
			default:
				p.Take(append(p.List[:len(p.List):len(p.List)], ph))
				p.changed(ctx)
			}
		})
	})
}

// show fills the screen with the photo that was pressed.
func (p *Photos) show(ctx app.Context, _ app.Event) {
	p.open = ctx.JSSrc().Get("value").String()
	ctx.Defer(func(app.Context) {
		if d := app.Window().GetElementByID("photo-whole"); d.Truthy() && !d.Get("open").Bool() {
			d.Call("showModal")
		}
	})
}

func (p *Photos) whole() app.UI {
	for _, ph := range p.List {
		if ph.ID != p.open {
			continue
		}
		say := p.env.Say
		return html.Dialog().Class("reader").ID("photo-whole").Aria("label", say.T("photo.title")).
			On("close", func(ctx app.Context, _ app.Event) { p.open = "" }).Body(
			html.Div().Class("btns").Body(
				Button("btn", "remove_photo", "erase", say.T("photo.remove"), func(ctx app.Context, _ app.Event) {
					id := p.open
					p.shut()
					p.remove(ctx, id)
				}),
				Button("btn", "close_photo", "close", say.T("photo.close"), func(ctx app.Context, _ app.Event) { p.shut() }),
			),
			p.env.photo(ph, say.T("photo."+string(ph.When))),
		)
	}
	return nil
}

func (p *Photos) shut() { app.Window().GetElementByID("photo-whole").Call("close") }

// remove takes a photo away; of one that no record has yet, nothing stays.
func (p *Photos) remove(ctx app.Context, id string) {
	var rest []journal.Photo
	for _, ph := range p.List {
		if ph.ID != id {
			rest = append(rest, ph)
		}
	}
	p.List = rest
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() { _ = p.env.Book.DropPhoto(bg, id) })
	p.changed(ctx)
}

// Pictures are the photos that a screen shows, by id: the address under which the page has each, empty for one that is not
// here, none for one that is being read.
type Pictures map[string]string

// ShowPhotos reads photos that are about to be shown.
func (e *Env) ShowPhotos(list []journal.Photo) {
	for _, ph := range list {
		if _, read := e.Pictures[ph.ID]; read {
			continue
		}
		e.Do(func(ctx app.Context) {
			bg := context.WithoutCancel(ctx)
			ctx.Async(func() {
				picture, err := e.Book.Photo(bg, ph.ID)
				if err != nil && !errors.Is(err, store.ErrNone) {
					return
				}
				e.Do(func(app.Context) { e.hold(ph.ID, picture) })
			})
		})
	}
}

func (e *Env) hold(id string, picture []byte) {
	if _, read := e.Pictures[id]; read {
		return
	}
	if e.Pictures == nil {
		e.Pictures = Pictures{}
	}
	e.Pictures[id] = ""
	if len(picture) > 0 {
		e.Pictures[id] = e.Device.ObjectURL("image/jpeg", picture)
	}
}

// ForgetPhotos lets go of what the screen has shown, when it is left.
func (e *Env) ForgetPhotos() {
	for _, url := range e.Pictures {
		if url != "" {
			e.Device.ForgetURL(url)
		}
	}
	e.Pictures = nil
}

func (e *Env) photo(ph journal.Photo, name string) app.UI {
	url, read := e.Pictures[ph.ID]
	switch {
	case url != "":
		return html.Img().Attr("src", url).Attr("alt", name).Attr("width", strconv.Itoa(ph.W)).Attr("height", strconv.Itoa(ph.H))
	case read:
		return html.Span().Class("meta").Text(e.Say.T("photo.missing"))
	}
	return html.Span().Class("meta").Text(e.Say.T("photo.reading"))
}
