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
	Phones   []string       // every number that was understood, as it is stored, the client's first
	Emails   []string
	UID      string // the id that the other address book gave
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
	c      Contact
	all    map[Field][]string // what the row says, by field, as far as it has no place of its own here
	phones []reach
	emails []reach
	reach  []string // lines of the attentions: other numbers and addresses
	lines  []string // all other labelled lines
}

// reach is a number or an address, read, with what it is for.
type reach struct {
	value string
	cell  Cell
}

// Contact makes a contact of a row, by the fields that the columns have now. The words of the attentions are the printer's.
func (f *File) Contact(row int, p *i18n.Printer) Contact {
	b := builder{f: f, p: p, c: Contact{Row: row}, all: make(map[Field][]string)}
	r := &f.Rows[row]
	if r.group {
		b.problem(Group, "")
	}
	if r.charset {
		b.problem(BadCharset, "")
	}
	for i := 0; i < len(r.Cells); {
		if n := b.address(r.Cells[i:]); n > 0 {
			i += n
			continue
		}
		b.cell(r.Cells[i])
		i++
	}
	b.phones = b.reachable(b.phones, false)
	b.emails = b.reachable(b.emails, true)
	b.named()
	b.told()
	b.c.Client = b.c.Client.Tidy()
	return b.c
}

func (b *builder) problem(k ProblemKind, value string) {
	b.c.Problems = append(b.c.Problems, Problem{k, value})
}

// line adds a labelled line to the attentions.
func (b *builder) line(key, value string) { b.add(&b.lines, b.p.T(key), value) }

func (b *builder) add(lines *[]string, label, value string) {
	l := b.p.T("contacts.line", "label", one(label, " "), "value", one(value, ", "))
	if value != "" && !slices.Contains(*lines, l) {
		*lines = append(*lines, l)
	}
}

// address takes the parts of one address, which stand side by side, and tells how many there were.
func (b *builder) address(cells []Cell) int {
	group := b.f.Columns[cells[0].Column].group
	n, whole := 0, ""
	for n < len(cells) && (n == 0 || b.f.Source == CSV) {
		if col := b.f.Columns[cells[n].Column]; col.Field != Address || col.group != group {
			break
		}
		whole = join(", ", whole, one(cells[n].Value, ", "))
		n++
	}
	b.add(&b.lines, b.label("contacts.address", cells[0]), whole)
	return n
}

// label names a value: by what the file calls it, or by its kind when there is a message for it.
func (b *builder) label(key string, c Cell) string {
	name := c.label
	if kind := "contacts.kind_" + string(c.kind); name == "" && b.p.Has(kind) {
		name = b.p.T(kind)
	}
	if name == "" {
		return b.p.T(key)
	}
	return b.p.T("contacts.label_kind", "label", b.p.T(key), "kind", name)
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
		v = withoutEmail(v)
	case Birthday:
		if v = day(v); noDay(v) {
			return
		}
	case Tags:
		if v[0] == '*' || v == "myContacts" || v == "starred" { // Google's own
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
	b.line("contacts.other_name", v)
	return cutRunes(v, journal.MaxName)
}

// reached reads the numbers, or the addresses, of a value. What is neither is told.
func (b *builder) reached(c Cell, email bool) {
	all, read, problem, label := &b.phones, numbers, BadPhone, b.phoneLabel(c)
	if email {
		all, read, problem, label = &b.emails, emails, BadEmail, b.label("client.email", c)
	}
	found, left := read(c.Value)
	for _, v := range found {
		known := false
		for _, r := range *all {
			known = known || strings.EqualFold(r.value, v)
		}
		if !known {
			*all = append(*all, reach{v, c})
		}
	}
	if left != "" {
		if len(found) == 0 {
			b.problem(problem, left)
		}
		b.add(&b.reach, label, left)
	}
}

func (b *builder) phoneLabel(c Cell) string {
	if c.kind == "" || c.label != "" {
		return b.label("contacts.phone", c)
	}
	return b.p.T("contacts.phone_" + string(c.kind))
}

// rank orders what somebody can be reached by: what is preferred, then a cell phone, then the first. A fax, a pager or an
// assistant's number is never the client's own.
func (r reach) rank() int {
	switch r.cell.kind {
	case fax, pager, assistant:
		return notOwn
	}
	switch {
	case r.cell.pref > 0:
		return r.cell.pref
	case r.cell.kind == cell:
		return 200
	case r.cell.kind == car:
		return 400
	}
	return 300
}

const notOwn = 1000

// reachable gives the client the best of the numbers or of the addresses, and tells the others. It returns them in order.
func (b *builder) reachable(all []reach, email bool) []reach {
	best := 0
	for i := range all {
		if all[i].rank() < all[best].rank() {
			best = i
		}
	}
	for i := best; i > 0; i-- {
		all[i], all[i-1] = all[i-1], all[i]
	}
	for i, r := range all {
		switch {
		case email && i == 0:
			b.c.Client.Email = r.value
		case email:
			b.add(&b.reach, b.label("client.email", r.cell), r.value)
		case i == 0 && r.rank() < notOwn:
			b.c.Client.Phone = r.value
		default:
			b.add(&b.reach, b.phoneLabel(r.cell), b.p.Phone(r.value))
		}
		if email {
			b.c.Emails = append(b.c.Emails, r.value)
		} else {
			b.c.Phones = append(b.c.Phones, r.value)
		}
	}
	return all
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
		for _, c := range b.f.Rows[b.c.Row].Cells {
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
	known := join(" ", name, prefix, suffix, client.PreferredName, strings.Join(orgs, " "), strings.Join(b.c.Emails, " "))
	for _, o := range others {
		if !says(known, o) {
			b.line("contacts.other_name", o)
		}
	}
	if strings.EqualFold(client.PreferredName, client.Name) {
		client.PreferredName = ""
	}
	if len(orgs) == 1 && orgs[0] == name {
		delete(b.all, Organisation)
	}
}

// labels are the lines of the attentions that tell the fields which a client does not have, in order.
var labels = []struct {
	field Field
	key   string
}{
	{Organisation, "contacts.organisation"}, {JobTitle, "contacts.job_title"}, {Birthday, "contacts.birthday"},
	{Website, "contacts.website"}, {Tags, "contacts.tags"},
}

// told puts the notes, then the labelled lines, numbers first, into the attentions. When they do not fit, it is a note that
// is cut, never a number.
func (b *builder) told() {
	for _, l := range labels {
		b.line(l.key, strings.Join(b.all[l.field], ", "))
	}
	client := &b.c.Client
	lines := b.fit(strings.Join(append(b.reach, b.lines...), "\n"), journal.MaxNotes)
	notes := b.fit(strings.Join(b.all[Attentions], "\n"), journal.MaxNotes-1-utf8.RuneCountInString(lines))
	client.Attentions = join("\n", notes, lines)
	client.Avoid = b.fit(strings.Join(b.all[Avoid], "\n"), journal.MaxNotes)
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
