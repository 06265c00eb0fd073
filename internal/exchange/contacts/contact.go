package contacts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Contact is what becomes one client.
type Contact struct {
	Client   journal.Client // without an id; it passes its check, unless [Contact.Empty]
	UID      string         // the id that the other address book gave
	Row      int
	Problems []Problem
}

// Empty tells that the row holds nothing by which anybody could be called.
func (c Contact) Empty() bool { return c.Client.Name == "" }

// Problem is what whoever imports should know of a row. Nothing was lost by it, unless it says so.
type Problem struct {
	Kind  ProblemKind
	Value string // as the file has it
}

// ProblemKind says what happened. The screens hold one sentence for each.
type ProblemKind string

// The problems.
const (
	NoName     ProblemKind = "no_name"  // called by the e-mail, the number, or what comes first
	BadPhone   ProblemKind = "phone"    // read as no number: it is in the attentions
	BadEmail   ProblemKind = "email"    // read as no address: it is in the attentions
	TooLong    ProblemKind = "long"     // cut to what a field holds
	BadCharset ProblemKind = "charset"  // in letters that the kit cannot read
	Group      ProblemKind = "group"    // a list of people: left out unless asked for
	Unlisted   ProblemKind = "unlisted" // a choice that the kit does not have: it is in the attentions
)

// Has tells whether a contact has a problem.
func (c Contact) Has(k ProblemKind) bool {
	return slices.ContainsFunc(c.Problems, func(p Problem) bool { return p.Kind == k })
}

// builder makes one contact.
type builder struct {
	f      *File
	p      *i18n.Printer
	r      *Row
	cells  []Cell // of the row
	c      Contact
	all    map[Field][]string // what the row says, by field, as far as it has no place of its own here
	phones []reach
	emails []reach
	later  []journal.Detail // details that come after the names
	reach  []string         // lines of the attentions: numbers and addresses that have no other place
	lines  []string         // all other labelled lines
}

// reach is a number or an address, read, with what it is for.
type reach struct {
	value string
	cell  Cell
}

// Contact makes a contact of a row, by the fields that the columns have now. The words of labels are the printer's.
func (f *File) Contact(row int, p *i18n.Printer) Contact {
	b := builder{f: f, p: p, r: &f.Rows[row], cells: f.Cells(row), c: Contact{Row: row}, all: make(map[Field][]string)}
	if b.r.group {
		b.problem(Group, "")
	}
	if b.r.charset {
		b.problem(BadCharset, "")
	}
	for i := 0; i < len(b.cells); {
		if n := b.address(b.cells[i:]); n > 0 {
			i += n
			continue
		}
		b.cell(b.cells[i])
		i++
	}
	b.reachable(b.phones, journal.DetailPhone)
	b.reachable(b.emails, journal.DetailEmail)
	b.named()
	b.told()
	b.c.Client = b.c.Client.Tidy()
	return b.c
}

func (b *builder) problem(k ProblemKind, value string) {
	b.c.Problems = append(b.c.Problems, Problem{k, value})
}

// also adds a detail, or tells it in the attentions when there is no room.
func (b *builder) also(kind journal.DetailKind, label, value string) {
	if value == "" {
		return
	}
	also := &b.c.Client.Also
	d := journal.Detail{Kind: kind, Label: cutRunes(label, journal.MaxName), Value: value}
	if len(*also) < journal.MaxDetails && utf8.RuneCountInString(value) <= journal.MaxLine {
		*also = append(*also, d)
		return
	}
	b.add(&b.reach, b.labelled("detail."+string(kind), d.Label), b.p.Phone(value))
}

// line adds a labelled line to the attentions.
func (b *builder) line(key, value string) { b.add(&b.lines, b.p.T(key), value) }

func (b *builder) add(lines *[]string, label, value string) {
	l := b.p.T("contacts.line", "label", one(label, " "), "value", one(value, ", "))
	if value != "" && !slices.Contains(*lines, l) {
		*lines = append(*lines, l)
	}
}

// labelled names a value by a message, and by its label when it has one.
func (b *builder) labelled(key, label string) string {
	if label == "" {
		return b.p.T(key)
	}
	return b.p.T("contacts.label_kind", "label", b.p.T(key), "kind", label)
}

// label names a value: by what the file calls it, or by its kind when there is a word for it.
func (b *builder) label(c Cell) string {
	if key := "contacts.kind_" + string(c.kind); c.label == "" && b.p.Has(key) {
		return b.p.T(key)
	}
	return c.label
}

// address takes the parts of one address, which stand side by side, and tells how many there were.
func (b *builder) address(cells []Cell) int {
	group := b.f.Columns[cells[0].Column].group
	n, whole := 0, ""
	for n < len(cells) && (n == 0 || b.f.Source == CSV && !b.r.own) {
		if col := b.f.Columns[cells[n].Column]; col.Field != Address || col.group != group {
			break
		}
		whole = join(", ", whole, one(cells[n].Value, ", "))
		n++
	}
	if n > 0 {
		b.later = append(b.later, journal.Detail{Kind: journal.DetailAddress, Label: b.label(cells[0]), Value: whole})
	}
	return n
}

// cell puts one value where its column says.
func (b *builder) cell(c Cell) {
	col := &b.f.Columns[c.Column]
	v := c.Value
	if col.Field != Attentions && col.Field != Avoid {
		v = one(v, " ")
	}
	switch col.Field {
	case Ignore:
		return
	case Phone, Email:
		b.reached(c, col.Field == Email)
		return
	case Language, FormOfAddress, ClientKind, BestChannel:
		b.choice(c)
		return
	case Name:
		if b.f.flip {
			v, _ = flip(v)
		}
	case OtherName:
		if b.r.own {
			b.later = append(b.later, journal.Detail{Kind: journal.DetailName, Label: c.label, Value: v})
			return
		}
		v = withoutEmail(v)
	case Organisation:
		b.later = append(b.later, journal.Detail{Kind: journal.DetailHouse, Label: b.label(c), Value: v})
	case Birthday:
		if v = day(v); noDay(v) {
			return
		}
	case Tags:
		if !b.r.own && (v[0] == '*' || v == "myContacts" || v == "My Contacts" || v == "starred") { // Google's own
			return
		}
		if !b.r.own && b.f.Source == CSV {
			sep := ";"
			if !strings.Contains(v, sep) {
				sep = ","
			}
			b.all[Tags] = append(b.all[Tags], strings.Split(v, sep)...)
			return
		}
	case Other:
		b.other(col.Name, c)
		return
	}
	b.all[col.Field] = append(b.all[col.Field], v)
}

// other keeps a value that has no field, under the name that the file gives it, or under a word of ours when there is one:
// X-MS-SPOUSE, and Spouse where Apple says so.
func (b *builder) other(name string, c Cell) {
	if c.label != "" {
		name = c.label
	}
	key := name
	if own, ok := strings.CutPrefix(name, "X-"); ok {
		key = strings.TrimPrefix(strings.TrimSuffix(own[strings.LastIndexByte(own, '-')+1:], "NAMES"), "AB")
	}
	if key = "contacts.about_" + strings.ToLower(key); b.p.Has(key) {
		name = b.p.T(key)
	}
	switch {
	case noDay(c.Value):
	case name == "":
		b.all[Attentions] = append(b.all[Attentions], c.Value)
	default:
		b.add(&b.lines, name, c.Value)
	}
}

// day writes a day of the calendar as the kit does, when it is one of the writings of vCards: 19800322, --0322, 1604-03-22
// where the year is not known, with or without an hour.
func day(s string) string {
	d, _, _ := strings.Cut(s, "T")
	n := strings.ReplaceAll(d, "-", "")
	switch {
	case !isNumber(n):
		return s
	case len(n) == 8 && n[:4] == "1604", len(n) == 4 && len(d) > 5:
		n = n[len(n)-4:]
		return n[:2] + "-" + n[2:]
	case len(n) == 8:
		return n[:4] + "-" + n[4:6] + "-" + n[6:]
	}
	return s
}

// noDay tells whether a value is the day that Outlook writes for none: 0/0/00.
func noDay(s string) bool { return len(s) > 4 && strings.Trim(s, "0/-.") == "" }

// withoutEmail takes away what Outlook adds to a name: Jean Roy (jean@exemple.ca).
func withoutEmail(name string) string {
	if i := strings.LastIndex(name, " ("); i > 0 && isEmail(strings.TrimSuffix(name[i+2:], ")")) {
		return name[:i]
	}
	return name
}

// short cuts a name to what a field holds; the whole of it is told.
func (b *builder) short(v string) string {
	if utf8.RuneCountInString(v) <= journal.MaxName {
		return v
	}
	b.problem(TooLong, v)
	b.also(journal.DetailName, "", v)
	return cutRunes(v, journal.MaxName)
}

// named makes the name, from the likeliest that the row has.
func (b *builder) named() {
	client := &b.c.Client
	name, others := b.name()
	if nick := b.all[PreferredName]; len(nick) > 0 {
		client.PreferredName = b.short(nick[0])
		others = append(others, nick[1:]...)
	}
	client.SpokenName = b.short(strings.Join(b.all[SpokenName], " "))
	orgs := b.all[Organisation]
	for _, may := range [][]string{others, {client.PreferredName}, orgs} {
		if name == "" && len(may) > 0 {
			name = may[0]
		}
	}
	if name == "" {
		if name = client.Email; name == "" {
			name = b.p.Phone(client.Phone)
		}
		for _, c := range b.cells {
			if field := b.f.Columns[c.Column].Field; name == "" && field != Ignore && field != UID {
				name = cutRunes(one(c.Value, " "), journal.MaxName)
			}
		}
		if name != "" {
			b.problem(NoName, "")
		}
	}
	client.Name = b.short(name)

	prefix, suffix := strings.Join(b.all[Prefix], " "), strings.Join(b.all[Suffix], " ")
	form, all := courtesy(prefix)
	if form != "" && client.FormOfAddress == "" {
		client.FormOfAddress = form
	}
	if !all || form != client.FormOfAddress {
		b.line("contacts.courtesy", prefix)
	}
	if !says(name, suffix) {
		b.line("contacts.courtesy", suffix)
	}
	known := join(" ", name, prefix, suffix, client.PreferredName, strings.Join(orgs, " "), strings.Join(client.Emails(), " "))
	for _, o := range others {
		if !says(known, o) {
			b.also(journal.DetailName, "", o)
		}
	}
	if strings.EqualFold(client.PreferredName, client.Name) {
		client.PreferredName = ""
	}
	for _, d := range b.later {
		if d.Kind != journal.DetailHouse || d.Value != name || b.r.own {
			b.also(d.Kind, d.Label, d.Value)
		}
	}
}

// labels are the lines of the attentions that tell the fields which a client does not have, in order.
var labels = []struct {
	field Field
	key   string
}{
	{JobTitle, "contacts.job_title"}, {Birthday, "contacts.birthday"}, {Website, "contacts.website"}, {Tags, "contacts.tags"},
}

// told puts the notes, then the labelled lines, numbers first, into the attentions. When they do not fit, it is a note that
// is cut, never a number.
func (b *builder) told() {
	client := &b.c.Client
	client.Tags = journal.TidyTags(b.all[Tags])
	b.all[Tags] = nil
	for i := 0; i < len(client.Tags); i++ {
		if tag := client.Tags[i]; i >= journal.MaxTags || utf8.RuneCountInString(tag) > journal.MaxTag {
			b.all[Tags] = append(b.all[Tags], tag)
			client.Tags = slices.Delete(client.Tags, i, i+1)
			i--
		}
	}
	for _, l := range labels {
		b.line(l.key, strings.Join(b.all[l.field], ", "))
	}
	lines := b.fit(strings.Join(append(b.reach, b.lines...), "\n"), journal.MaxNotes)
	notes := b.fit(strings.Join(b.all[Attentions], "\n"), journal.MaxNotes-1-utf8.RuneCountInString(lines))
	client.Attentions = join("\n", notes, lines)
	client.Avoid = b.fit(strings.Join(b.all[Avoid], "\n"), journal.MaxNotes)
	client.BestHours = b.fit(strings.Join(b.all[BestHours], ", "), journal.MaxName)
	if id := b.all[UID]; len(id) > 0 {
		b.c.UID = strings.TrimPrefix(strings.ToLower(id[0]), "urn:uuid:")
	}
}

// fit cuts a text to so many characters, and tells.
func (b *builder) fit(s string, most int) string {
	if utf8.RuneCountInString(s) <= max(0, most) {
		return s
	}
	b.problem(TooLong, s)
	return cutRunes(s, max(0, most))
}

// choice reads a value that is one of a few.
func (b *builder) choice(c Cell) {
	client := &b.c.Client
	col := &b.f.Columns[c.Column]
	v, ok := chosen(col.Field, c.Value)
	switch {
	case !ok && col.Field == Language:
		b.line("contacts.language", c.Value)
	case !ok:
		b.problem(Unlisted, c.Value)
		b.add(&b.lines, col.Name, c.Value)
	case col.Field == Language && client.Language == "":
		client.Language = v
	case col.Field == FormOfAddress:
		client.FormOfAddress = journal.FormOfAddress(v)
	case col.Field == ClientKind:
		client.ClientKind = journal.ClientKind(v)
	case col.Field == BestChannel:
		client.BestChannel = journal.Channel(v)
	}
}
