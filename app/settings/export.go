package settings

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/exchange/export"
	"trousse/internal/journal"
)

// Export is the screen where what the kit holds leaves it for other programs, and for paper.
type Export struct {
	env  *ui.Env
	form *ui.Form
	job  exporting
}

// NewExport is the screen of what leaves.
func NewExport(env *ui.Env) *Export {
	return &Export{env: env, form: ui.NewForm(map[string]string{})}
}

// Open brings the index in: it has the names.
func (s *Export) Open(ctx app.Context) { s.env.LoadIndex(ctx, func(app.Context) {}) }

// The kinds that leave, in the order in which they are offered, with their forms; the empty one is everything.
var leaving = []struct {
	kind  journal.Kind
	forms []export.Form
}{
	{journal.KindClient, []export.Form{export.VCard3, export.VCard4, export.CSV, export.Page}},
	{journal.KindInteraction, []export.Form{export.CSV, export.Page}},
	{journal.KindPromise, []export.Form{export.CSV, export.Calendar, export.Page}},
	{journal.KindComplaint, []export.Form{export.CSV, export.Page}},
	{journal.KindImprovement, []export.Form{export.CSV, export.Page}},
	{"", []export.Form{export.JSON}},
}

// View implements [ui.Screen].
func (s *Export) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("export.title"), Back: "/settings", Layout: "stage--two"}
	if !s.env.Book.Loaded() {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	counts := s.env.Book.Counts()
	panes := [2][]app.UI{{html.Div().Class("unprinted form").Body(html.P().Text(say.T("export.text")), ui.Banner("warn", "alert", say.T("export.readable")))}, nil}
	for i, l := range leaving {
		title, hint := say.T("export.all"), "export.hint_all"
		if l.kind != "" {
			title, hint = say.T("kind."+string(l.kind)), "export.hint_"+string(l.kind)
		}
		var buttons []app.UI
		for _, form := range l.forms {
			buttons = append(buttons, ui.Button("btn", "export", "", say.T("export.as_"+string(form)), func(ctx app.Context, _ app.Event) {
				s.job.start(ctx, s.env, l.kind, form, s.form.Get("notes") != "")
			}, string(l.kind), string(form)).Attr("value", strings.Trim(string(l.kind)+"-"+string(form), "-")).Flag("disabled", s.job.busy))
		}
		panes[i/3] = append(panes[i/3], html.Section().Class("card").Body(
			html.Div().Class("unprinted form").Body(
				html.H2().Body(html.Text(title+" "), ui.If(counts[l.kind] > 0, func() app.UI {
					n := say.Number(float64(counts[l.kind]), 0)
					return html.Span().Class("meta").Body(ui.Output("count_"+string(l.kind), ui.Count(counts[l.kind]), n))
				})),
				ui.If(say.Has(hint), func() app.UI { return html.P().Class("hint").Text(say.T(hint)) }),
				ui.If(l.kind == "", func() app.UI { return html.P().Class("hint").Text(say.T("export.private")) }),
				ui.If(l.kind == journal.KindClient, func() app.UI {
					return ui.Ticks(s.form, "notes", say.T("export.notes"), "", []ui.Choice{{Value: "yes", Label: say.T("export.with_notes")}})
				}),
				html.Div().Class("btns btns--tight").Body(buttons...)),
			ui.Slot(ui.If(s.job.kind == l.kind, func() app.UI { return s.job.view(s.env, title) }))))
	}
	for _, p := range panes {
		v.Stage = append(v.Stage, html.Div().Class("pane").Body(p...))
	}
	return v
}

// exporting is one export: how far it is, and what came of it.
type exporting struct {
	kind    journal.Kind
	form    export.Form
	client  string // only what is about them
	busy    bool
	begun   bool // whether anything was asked for yet
	read, n int  // records read, records in the file
	name    string
	file    ui.File
	share   bool // the device can hand the file to another app
	page    string
	out     ui.Leaflet
	trouble string
}

// mostOfPage is how many records a page holds: what is longer is for a table.
const mostOfPage = 500

// step is how many records are read between two words about how far it is.
const step = 500

// start makes a file, in slices between which the screen gets its turn. A device that cannot hand it to an app gets it as a
// download at once.
func (j *exporting) start(ctx app.Context, env *ui.Env, kind journal.Kind, form export.Form, notes bool) {
	if j.busy {
		return
	}
	*j = exporting{kind: kind, form: form, client: j.client, busy: true, begun: true}
	o := options(env)
	o.Notes, o.Client = notes, j.client
	ending, mime := form.Ending()
	name := "trousse-" + env.Say.T("export.name_"+string(kind)) + "-" + string(env.Today()) + ending
	made := env.Now()
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		file, page, n, err := j.make(bg, env, o, made, mime)
		env.Do(func(app.Context) {
			j.busy, j.n, j.page = false, n, page
			switch {
			case err != nil:
				j.trouble = env.Say.T("trouble.file")
			case n > 0 && form != export.Page:
				j.name, j.file, j.share = name, file, env.Device.CanHand(name, file)
				if !j.share && env.Device.Offer(name, file) != nil {
					j.trouble = env.Say.T("trouble.file")
				}
			}
		})
	})
}

// make reads the journal and writes the file. JSON is written as it is read, the others in their order.
func (j *exporting) make(ctx context.Context, env *ui.Env, o *export.Options, made time.Time, mime string) (file ui.File, page string, n int, err error) {
	body := env.Device.Gather()
	put := func(p export.Piece) {
		if n++; n > 1 {
			_, err = body.Write([]byte(o.Between(j.form)))
		}
		if err == nil {
			_, err = body.Write([]byte(p.Text))
		}
	}
	var pieces []export.Piece
	read, turn := 0, ui.Breather{}
	err = export.Last(func(yield func(journal.Revision) error) error { return env.Book.Revisions(ctx, yield) },
		func(r journal.Revision, rec journal.Record) error {
			if read++; read%step == 0 {
				seen := read
				env.Do(func(app.Context) { j.read = seen })
			}
			turn.Breathe()
			switch {
			case !o.Holds(j.form, j.kind, rec):
			case j.form == export.JSON:
				put(o.Write(j.form, r, rec))
			default:
				pieces = append(pieces, o.Write(j.form, r, rec))
			}
			return err
		})
	if err != nil {
		return nil, "", 0, err
	}
	export.Sort(pieces)
	if j.form == export.Page {
		return nil, pageOf(o, pieces), len(pieces), nil
	}
	for _, p := range pieces {
		if put(p); err != nil {
			return nil, "", 0, err
		}
		turn.Breathe()
	}
	if _, err = body.Write([]byte(o.Foot(j.form))); err == nil {
		file, err = body.File(mime, []byte(o.Head(j.form, j.kind, made)))
	}
	return file, "", n, err
}

// pageOf is a page to read: of one kind, the latest first; of all that is about a client, with the name of each kind and
// what it is for.
func pageOf(o *export.Options, pieces []export.Piece) string {
	var b strings.Builder
	if o.Client == "" {
		slices.Reverse(pieces)
		pieces = pieces[:min(len(pieces), mostOfPage)]
	} else if o.Settings.Purpose != "" {
		b.WriteString(o.Say.T("privacy.purpose") + "\n" + o.Settings.Purpose + "\n\n")
	}
	for i, p := range pieces {
		if o.Client != "" && (i == 0 || p.Kind != pieces[i-1].Kind) {
			b.WriteString(o.Say.T("kind."+string(p.Kind)) + "\n\n")
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// view is how far the export is, or what came of it.
func (j *exporting) view(env *ui.Env, title string) app.UI {
	say := env.Say
	switch {
	case !j.begun:
		return nil
	case j.busy:
		return html.Div().Body(html.Div().Class("wait-bar"), html.P().Class("hint").Attr("role", "status").Body(
			ui.Output("export_read", ui.Count(j.read), say.N("export.progress", float64(j.read)))))
	case j.trouble != "":
		return ui.ErrorLine("export", j.trouble)
	case j.n == 0:
		return html.P().Class("hint").Attr("role", "status").Text(say.T("export.none"))
	case j.form == export.Page:
		return html.Div().Class("form").Body(
			html.Div().Class("letter").ID("export-page").Dir("auto").Text(j.page),
			ui.If(j.n > mostOfPage, func() app.UI { return html.P().Class("hint").Text(say.N("export.latest", mostOfPage)) }),
			j.out.Ways(env, title, j.page))
	}
	words := html.P().Attr("role", "status").Body(ui.Output("export_ready", ui.Count(j.n), say.N("export.ready", float64(j.n))))
	return html.Div().Class("form unprinted").Body(words, html.Div().Class("btns").Body(
		ui.If(j.share, func() app.UI {
			return ui.Button("btn btn--soft", "share_export", "share", say.T("export.share"), func(ctx app.Context, _ app.Event) {
				bg, name, file := context.WithoutCancel(ctx), j.name, j.file
				ctx.Async(func() { _ = env.Device.Hand(bg, name, file) })
			}, j.name)
		}),
		ui.Button("btn", "download_export", "backup", say.T("export.download"), func(app.Context, app.Event) {
			if env.Device.Offer(j.name, j.file) != nil {
				j.trouble = env.Say.T("trouble.file")
			}
		}, j.name)))
}
