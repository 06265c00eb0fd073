package clients

import (
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Edit is the form of a client's record, new or known.
type Edit struct {
	env     *ui.Env
	id      string // empty for a new record
	form    *ui.Form
	draft   *ui.Draft
	sent    *ui.Picker // who sent this person (F10)
	version store.Version
	read    bool // the record to correct is in the form
	missing bool // there is no such record here
	alike   []store.Entry
	create  bool
	trouble string
}

// NewEdit is the form of a record: a new one when id is empty.
func NewEdit(env *ui.Env, id string) *Edit {
	s := &Edit{env: env, id: id, form: ui.NewForm(map[string]string{"kind": string(journal.External)})}
	key := "client"
	if id != "" {
		key += "/" + id
	}
	s.draft = ui.NewDraft(env, key, s.form)
	s.sent = ui.NewPicker(env, s.form, nil, nil)
	s.sent.Name, s.sent.Except, s.sent.Listed = "referred_by", func(other string) bool { return other == id }, true
	s.form.Changed = func(ctx app.Context, name string) {
		s.trouble = ""
		if name == "referred_by" {
			s.sent.Suggest(ctx)
		}
		if name == "name" || name == "phone" {
			s.alike, s.create = nil, false
		}
		s.draft.Touch(ctx)
	}
	return s
}

// Focus starts in the name of a new record.
func (s *Edit) Focus() string {
	if s.id == "" {
		return "name"
	}
	return "top"
}

// Open reads the record.
func (s *Edit) Open(ctx app.Context) {
	s.draft.Find(ctx)
	if s.id == "" {
		s.env.LoadIndex(ctx, func(app.Context) {})
		return
	}
	ctx.Async(func() {
		v, err := s.env.Book.Get(context.WithoutCancel(ctx), s.id)
		s.env.Do(func(ctx app.Context) {
			c, ok := v.Record.(journal.Client)
			if err != nil || !ok {
				s.missing = true
				return
			}
			s.version, s.read = v, true
			s.form.Read(ctx, toForm(s.env.Say, c))
			s.sends(ctx)
		})
	})
}

// take puts a draft's values in the form.
func (s *Edit) take(ctx app.Context, v map[string]string) {
	s.form.Fill(ctx, v)
	s.sends(ctx)
}

// sends shows whoever sent the client.
func (s *Edit) sends(ctx app.Context) {
	if id := s.form.Get("_referred_by"); id != "" {
		s.sent.PickID(ctx, id)
	}
}

// Leave implements [ui.Leaver].
func (s *Edit) Leave() { s.draft.Leave() }

func toForm(say *i18n.Printer, c journal.Client) map[string]string {
	return map[string]string{
		"name": c.Name, "preferred_name": c.PreferredName, "spoken_name": c.SpokenName,
		"form_of_address": string(c.FormOfAddress), "kind": string(c.ClientKind), "phone": say.Phone(c.Phone),
		"email": c.Email, "language": c.Language, "best_channel": string(c.BestChannel), "best_hours": c.BestHours,
		"attentions": c.Attentions, "avoid": c.Avoid, "tags": strings.Join(c.Tags, ", "), "consent_on": string(c.ConsentOn), "consent_how": c.ConsentHow, "_referred_by": c.ReferredBy,
		"also": listed(say, c.Also),
	}
}

// fromForm is the record that the form describes, checked. What the form does not show stays as it was.
func fromForm(say *i18n.Printer, c journal.Client, id string, v map[string]string) (journal.Client, error) {
	phone, err := i18n.NormalizePhone(v["phone"])
	c.ID, c.Name, c.PreferredName, c.SpokenName = id, v["name"], v["preferred_name"], v["spoken_name"]
	c.FormOfAddress, c.ClientKind, c.Phone = journal.FormOfAddress(v["form_of_address"]), journal.ClientKind(v["kind"]), phone
	c.Email, c.Language, c.BestChannel = v["email"], v["language"], journal.Channel(v["best_channel"])
	c.Attentions, c.Avoid, c.BestHours = v["attentions"], v["avoid"], v["best_hours"]
	if typed := strings.TrimSpace(v["also"]); typed != listed(say, c.Also) {
		c.Also = details(say, c.Also, typed)
	}
	c.ConsentOn, c.ConsentHow = journal.Day(v["consent_on"]), v["consent_how"]
	c.Tags = strings.FieldsFunc(v["tags"], func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	if by := v["_referred_by"]; by != c.ReferredBy {
		c.ReferredBy, c.Thanked = by, ""
	}
	c = c.Tidy()
	if bad := c.Check(); bad != nil {
		return c, bad
	}
	if err != nil {
		return c, &journal.FieldError{Field: "phone", Problem: journal.BadPhone}
	}
	return c, nil
}

// View implements [ui.Screen].
func (s *Edit) View() ui.View {
	say, f := s.env.Say, s.form
	if s.missing {
		return ui.View{Title: say.T("client.correct"), Back: "/clients", Stage: []app.UI{s.env.NotHere()}}
	}
	v := ui.View{Title: say.T("clients.new"), Back: "/clients", Task: true, Layout: "stage--narrow", Sub: html.Small().Body(s.draft.State(say))}
	if s.id != "" {
		v.Title, v.Back = say.T("client.correct"), "/clients/"+s.id
	}
	v.Stage = []app.UI{
		s.draft.Offer(say, func(ctx app.Context, kept map[string]string) {
			maps.Copy(f.Values, kept)
			s.take(ctx, kept)
		}),
		html.Form().Class("form").ID("client-form").OnSubmit(s.save).OnKeyDown(f.OnKey).Body(
			ui.Field{Form: f, Name: "name", Label: say.T("client.name"), Below: ui.Slot(s.near(), s.fromContacts())}.View(),
			ui.Field{Form: f, Name: "preferred_name", Label: say.T("client.preferred_name"), Extra: say.T("form.optional")}.View(),
			ui.Field{Form: f, Name: "spoken_name", Label: say.T("client.spoken_name"), Hint: say.T("client.spoken_name_hint")}.View(),
			ui.Select(f, "form_of_address", say.T("client.form_of_address"), say.T("client.form_of_address_hint"), s.addresses()),
			ui.Field{Form: f, Name: "phone", Type: "tel", Label: say.T("client.phone"), Hint: say.T("client.phone_hint")}.View(),
			ui.Field{Form: f, Name: "email", Type: "email", Label: say.T("client.email")}.View(),
			ui.Select(f, "best_channel", say.T("client.best_channel"), "", s.channels()),
			ui.Field{Form: f, Name: "best_hours", Label: say.T("client.best_hours"), Extra: say.T("form.optional"), Hint: say.T("client.best_hours_hint")}.View(),
			ui.Select(f, "language", say.T("client.language"), say.T("client.language_hint"), []ui.Choice{
				{Value: "", Label: say.T("client.language_screen")}, {Value: "fr", Label: say.T("language.fr")}, {Value: "en", Label: say.T("language.en")}}),
			ui.Segment(f, "kind", say.T("client.kind"), []ui.Choice{
				{Value: string(journal.External), Label: say.T("client.external")}, {Value: string(journal.Internal), Label: say.T("client.internal")}}),
			ui.Field{Form: f, Name: "attentions", Label: say.T("client.attentions"), Hint: say.T("client.attentions_hint"), Lines: true}.View(),
			ui.Field{Form: f, Name: "avoid", Label: say.T("client.avoid"), Hint: say.T("client.avoid_hint"), Lines: true}.View(),
			ui.Field{Form: f, Name: "also", Label: say.T("client.also"), Extra: say.T("form.optional"), Hint: say.T("client.also_hint"), Lines: true}.View(),
			ui.Field{Form: f, Name: "tags", Label: say.T("client.tags"), Extra: say.T("form.optional"), Hint: say.T("client.tags_hint")}.View(),
			ui.Field{Form: f, Name: "consent_on", Type: "date", Label: say.T("client.consent_on"), Extra: say.T("form.optional"), Hint: say.T("client.consent_hint")}.View(),
			ui.Field{Form: f, Name: "consent_how", Label: say.T("client.consent_how"), Extra: say.T("form.optional"), Hint: say.T("client.consent_how_hint")}.View(),
			s.sent.View(say.T("client.referred_by"), say.T("log.client_place"), nil, func(ctx app.Context, _ app.Event) {
				s.sent.Drop(ctx)
				s.draft.Touch(ctx)
			}),
		),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "client-form").
			Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

func (s *Edit) addresses() []ui.Choice {
	var out []ui.Choice
	for _, a := range journal.FormsOfAddress {
		value := string(a)
		if a == journal.AddressUnknown {
			value = ""
		}
		out = append(out, ui.Choice{Value: value, Label: s.env.Say.T("address." + string(a))})
	}
	return out
}

func (s *Edit) channels() []ui.Choice {
	out := []ui.Choice{{Value: "", Label: s.env.Say.T("client.best_channel_none")}}
	for _, c := range journal.Channels[:4] {
		out = append(out, ui.Choice{Value: string(c), Label: s.env.Say.T("channel.by_" + string(c))})
	}
	return out
}

// fromContacts takes a new person from the address book of the device.
func (s *Edit) fromContacts() app.UI {
	if s.id != "" {
		return nil
	}
	return html.Div().Class("chips").Body(s.env.FromContacts(func(ctx app.Context, name, phone, email string) {
		for field, value := range map[string]string{"name": name, "phone": phone, "email": email} {
			if value != "" {
				s.form.Put(ctx, field, value)
			}
		}
	}))
}

// near offers the records that may be the same person.
func (s *Edit) near() app.UI {
	if len(s.alike) == 0 {
		return nil
	}
	var rows []app.UI
	for _, p := range s.alike {
		rows = append(rows, html.Button().Class("row").Attr("type", "button").Attr("name", "use_existing").Attr("value", p.ID).Body(
			ui.Monogram(p.Title, false, "monogram--s"),
			html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(p.Title), html.Span().Class("meta").Text(s.env.Say.T("log.use_existing"))),
		).OnClick(func(ctx app.Context, e app.Event) { ctx.Navigate(s.env.Href("/clients/" + p.ID)) }, p.ID))
	}
	return html.Div().Class("pane").Body(ui.Rows(rows...), ui.Button("btn", "create_client", "plus", s.env.Say.T("log.create_client"), func(ctx app.Context, e app.Event) {
		s.create, s.alike = true, nil
		delete(s.form.Errors, "name")
	}))
}

func (s *Edit) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	switch {
	case s.env.Saving == ui.Saving || s.id != "" && !s.read:
	case s.form.Get("referred_by") != "":
		s.env.LoadIndex(ctx, s.send)
	default:
		s.send(ctx)
	}
}

func (s *Edit) send(ctx app.Context) {
	if !s.sent.Meant("") {
		ui.FocusError(ctx)
		return
	}
	id := s.id
	if id == "" {
		id = journal.NewID()
	}
	was, _ := s.version.Record.(journal.Client)
	c, err := fromForm(s.env.Say, was, id, s.form.Values)
	if err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	if s.id == "" && !s.create {
		if s.alike = s.env.Book.Like(c.Name, c.Phone); len(s.alike) > 0 {
			s.form.Errors["name"] = s.env.Say.T("log.alike")
			ui.FocusError(ctx)
			return
		}
	}
	s.keep(ctx, c)
}

func (s *Edit) keep(ctx app.Context, c journal.Client) {
	w := store.Write{Record: c, Base: s.version.N}
	s.draft.KeepOne(ctx, w, func(ctx app.Context, saved store.Saved, theirs store.Version, err error) {
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			if errors.Is(err, store.ErrConflict) {
				s.differ(ctx, theirs)
			}
			return
		}
		s.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: "/clients/" + c.ID, Client: c.ID}
		s.env.Done(ctx, "/clients/"+c.ID)
	})
}

// differ shows, beside each field, what another window has saved in the meantime. Saving again then goes on top of it.
func (s *Edit) differ(ctx app.Context, theirs store.Version) {
	was, _ := s.version.Record.(journal.Client)
	s.version = theirs // the zero version when the record is not here any more: saving then makes it anew
	c, ok := theirs.Record.(journal.Client)
	if !ok {
		return
	}
	s.form.Differ(ctx, s.env.Say, toForm(s.env.Say, was), toForm(s.env.Say, c))
	if id := s.form.Get("_referred_by"); id != "" {
		s.sent.PickID(ctx, id)
	}
}
