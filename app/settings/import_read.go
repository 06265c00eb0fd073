package settings

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/exchange"
	"trousse/internal/exchange/charset"
	"trousse/internal/exchange/contacts"
	"trousse/internal/store"
)

// open reads the chosen file, or the pasted text, and then looks at who would come in when that was asked for.
func (s *Import) open(ctx app.Context, look bool) {
	s.file = nil
	s.read(ctx, contacts.Options{}, look)
}

// read reads the file that was chosen, or the text that was pasted. It is not held: what is read differently is read again.
func (s *Import) read(ctx app.Context, opt contacts.Options, look bool) {
	s.begin()
	turn, text, bg, brought := s.turn, s.form.Get("import_text"), context.WithoutCancel(ctx), s.brought
	ctx.Async(func() {
		defer store.Sparing()()
		_ = s.env.Book.LoadText(bg) // first one, then the other: both at once take more memory
		var data []byte
		var err error
		if brought != nil {
			data, err = io.ReadAll(io.LimitReader(brought.Reader(bg), contacts.MaxFile+1))
		} else if data, err = s.env.Device.PickedFile(bg, "import_file", contacts.MaxFile); errors.Is(err, ui.ErrNoFile) && strings.TrimSpace(text) != "" {
			data, err = []byte(text), nil
		}
		var f *contacts.File
		var b ui.Breather
		opt.Pause = func(int, int) { b.Breathe() }
		if err == nil {
			f, err = contacts.Read(data, opt)
		}
		s.env.Do(func(ctx app.Context) {
			if s.turn != turn {
				return
			}
			s.working = false
			if err != nil {
				s.trouble, s.backup = misread(s.env, err), errors.Is(err, contacts.ErrBackup)
				return
			}
			s.file = f
			s.form.Fill(ctx, readAs(f))
			if look {
				s.look(ctx, app.Event{})
			}
		})
	})
}

// begin forgets what was made of the file as it was read before.
func (s *Import) begin() {
	s.turn++
	s.plan, s.working, s.trouble, s.backup, s.said, s.came, s.most, s.seen = nil, true, "", false, "", false, listed, samples
	for name := range s.form.Values {
		if strings.HasPrefix(name, "match_") {
			delete(s.form.Values, name)
		}
	}
}

// misread says why a file could not be read.
func misread(env *ui.Env, err error) string {
	for _, t := range []struct {
		err error
		key string
	}{
		{contacts.ErrEmpty, "empty"}, {contacts.ErrNot, "not"}, {contacts.ErrWorkbook, "workbook"},
		{contacts.ErrPicture, "picture"}, {contacts.ErrBackup, "backup"}, {contacts.ErrTooLarge, "large"},
		{exchange.ErrTooLarge, "large"}, {contacts.ErrTooMany, "many"}, {ui.ErrNoFile, "no_file"},
	} {
		if errors.Is(err, t.err) {
			return env.Say.T("import.refused_"+t.key, "most", env.Say.Number(contacts.MaxPeople, 0))
		}
	}
	return env.Say.T("import.refused")
}

// The names of separators, in the form and in the messages.
var separators = []struct {
	sep  byte
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "bar"}}

// readAs is how a file was read, by the names of the controls that change it.
func readAs(f *contacts.File) map[string]string {
	values := map[string]string{"import_charset": string(f.Options.Charset), "import_header": "with"}
	for _, c := range separators {
		if c.sep == f.Options.Separator {
			values["import_separator"] = c.name
		}
	}
	if f.Options.Header == contacts.WithoutHeader {
		values["import_header"] = "without"
	}
	for i, c := range f.Columns {
		values[column(i)] = string(c.Field)
	}
	return values
}

func column(i int) string { return "column_" + strconv.Itoa(i) }

// changed acts on what was chosen: the file is read again, or a column becomes something else, or somebody is decided upon.
func (s *Import) changed(ctx app.Context, name string) {
	switch i, err := strconv.Atoi(strings.TrimPrefix(name, "column_")); {
	case s.file == nil || s.env.Importing != nil:
	case err == nil && i < len(s.file.Columns):
		s.file.Columns[i].Field = contacts.Field(s.form.Get(name))
		s.begin()
		s.working = false
	case name == "import_charset" || name == "import_separator" || name == "import_header":
		opt := contacts.Options{Charset: charset.Name(s.form.Get("import_charset")), Header: contacts.WithHeader}
		for _, c := range separators {
			if c.name == s.form.Get("import_separator") {
				opt.Separator = c.sep
			}
		}
		if s.form.Get("import_header") == "without" {
			opt.Header = contacts.WithoutHeader
		}
		s.read(ctx, opt, false)
	case s.plan != nil:
		s.plan.decide(s.form)
	}
}

// reading tells what the file is, and lets whoever imports correct it.
func (s *Import) reading() app.UI {
	say, f := s.env.Say, s.file
	n := float64(len(f.Rows))
	if f.Source == contacts.VCard { // it says itself how it is to be read, and what is what
		return html.Section().Class("card form").Body(html.H2().Body(ui.Output("import_rows", ui.Count(len(f.Rows)), say.N("import.is_vcard", n))))
	}
	is, how := say.N("import.is_csv", n), say.T("import.separator_"+s.form.Get("import_separator"))+" · "+say.T("import.charset_"+charsetKey(f.Options.Charset))
	var columns []app.UI
	first := f.Firsts()
	for i, c := range f.Columns {
		if first[i] == "" {
			continue
		}
		name := c.Name
		if name == "" {
			name = say.T("import.column", "n", ui.Count(i+1))
		}
		columns = append(columns, ui.Select(s.form, column(i), name, say.T("import.example", "value", first[i]), s.becomes()))
	}
	return html.Section().Class("card form").Body(
		html.H2().Body(ui.Output("import_rows", ui.Count(len(f.Rows)), is)),
		html.P().Class("meta").Text(how),
		html.Details().Class("fold").Body(
			html.Summary().Attr("name", "import_columns").Body(html.Span().Text(say.T("import.columns")), ui.Icon("next")),
			html.Div().Class("fold-body").Body(append([]app.UI{html.P().Class("hint").Text(say.T("import.columns_hint"))}, columns...)...)),
		html.Details().Class("fold").Body(
			html.Summary().Attr("name", "import_how").Body(html.Span().Text(say.T("import.how")), ui.Icon("next")),
			html.Div().Class("fold-body").Body(s.how()...)),
	)
}

func charsetKey(c charset.Name) string { return strings.ReplaceAll(string(c), "-", "") }

// how are the controls that tell how the file is to be read.
func (s *Import) how() []app.UI {
	say := s.env.Say
	var charsets, seps []ui.Choice
	for _, c := range charset.Names {
		charsets = append(charsets, ui.Choice{Value: string(c), Label: say.T("import.charset_" + charsetKey(c))})
	}
	for _, c := range separators {
		seps = append(seps, ui.Choice{Value: c.name, Label: say.T("import.separator_" + c.name)})
	}
	return []app.UI{
		ui.Select(s.form, "import_charset", say.T("import.charset"), say.T("import.charset_hint"), charsets),
		ui.Select(s.form, "import_separator", say.T("import.separator"), "", seps),
		ui.Select(s.form, "import_header", say.T("import.header"), "", []ui.Choice{
			{Value: "with", Label: say.T("import.header_with")}, {Value: "without", Label: say.T("import.header_without")}}),
	}
}

// becomes are the fields that a column can become.
func (s *Import) becomes() []ui.Choice {
	var all []ui.Choice
	for _, f := range contacts.Fields {
		key := string(f)
		if f == contacts.Ignore {
			key = "ignore"
		}
		all = append(all, ui.Choice{Value: string(f), Label: s.env.Say.T("import_field.as_" + key)})
	}
	return all
}
