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
	n      naming
	notes  []string // as they stand
	reach  []string // labelled: other numbers and addresses
	lines  []string // labelled: all else
	phones []reach
	emails []reach
	orgs   []string
	jobs   []string
	tags   []string
}

// reach is a number or an address, read, with what it is for.
type reach struct {
	value string
	cell  Cell
}

// Contact makes a contact of a row, by the fields that the columns have now. The words of the attentions are the printer's.
func (f *File) Contact(row int, p *i18n.Printer) Contact {
	b := builder{f: f, p: p, c: Contact{Row: row}}
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
	b.reachable()
	b.named()
	b.told()
	b.c.Client = b.c.Client.Tidy()
	return b.c
}

func (b *builder) problem(k ProblemKind, value string) {
	b.c.Problems = append(b.c.Problems, Problem{k, value})
}

// line adds a labelled line to the attentions.
func (b *builder) line(label, value string) { b.add(&b.lines, label, value) }

func (b *builder) add(lines *[]string, label, value string) {
	l := b.p.T("contacts.line", "label", one(label, " "), "value", one(value, ", "))
	if !slices.Contains(*lines, l) {
		*lines = append(*lines, l)
	}
}

// address takes the parts of one address, which stand side by side, and tells how many there were.
func (b *builder) address(cells []Cell) int {
	n := 0
	var parts []string
	for n < len(cells) {
		col, first := b.f.Columns[cells[n].Column], b.f.Columns[cells[0].Column]
		if col.Field != Address || col.group != first.group || b.f.Source == VCard && n > 0 {
			break
		}
		parts = append(parts, one(cells[n].Value, ", "))
		n++
	}
	if n > 0 {
		b.line(b.label("contacts.address", cells[0]), join(", ", parts...))
	}
	return n
}

// label names a value: by what the file calls it, or by its kind when there is a message for it.
func (b *builder) label(key string, c Cell) string {
	name := c.label
	if name == "" && c.kind != "" && b.p.Has("contacts.kind_"+string(c.kind)) {
		name = b.p.T("contacts.kind_" + string(c.kind))
	}
	if name == "" {
		return b.p.T(key)
	}
	return b.p.T("contacts.label_kind", "label", b.p.T(key), "kind", name)
}

// cell puts one value where its column says.
func (b *builder) cell(c Cell) {
	client := &b.c.Client
	first := func(place *string, key string) {
		v := one(c.Value, " ")
		if *place == "" {
			*place = b.short(v)
		} else if !says(*place, v) {
			b.line(b.p.T(key), v)
		}
	}
	more := func(place *string) { *place = join(" ", *place, one(c.Value, " ")) }
	switch b.f.Columns[c.Column].Field {
	case Name:
		v := one(c.Value, " ")
		if b.f.flip {
			v, _ = flip(v)
		}
		if b.n.whole == "" {
			b.n.whole = v
		} else {
			b.n.others = append(b.n.others, v)
		}
	case GivenName:
		more(&b.n.given)
	case MiddleName:
		more(&b.n.middle)
	case FamilyName:
		more(&b.n.family)
	case Prefix:
		more(&b.n.prefix)
	case Suffix:
		more(&b.n.suffix)
	case OtherName:
		b.n.others = append(b.n.others, withoutEmail(one(c.Value, " ")))
	case PreferredName:
		first(&client.PreferredName, "contacts.other_name")
	case SpokenName:
		if v := join(" ", client.SpokenName, one(c.Value, " ")); utf8.RuneCountInString(v) <= journal.MaxName {
			client.SpokenName = v
		} else {
			b.line(b.p.T("client.spoken_name"), c.Value)
		}
	case Phone:
		b.phone(c)
	case Email:
		b.email(c)
	case Organisation:
		b.orgs = append(b.orgs, one(c.Value, ", "))
	case JobTitle:
		b.jobs = append(b.jobs, one(c.Value, ", "))
	case Tags:
		if !strings.HasPrefix(c.Value, "* ") && c.Value != "myContacts" && c.Value != "starred" { // Google's own
			b.tags = append(b.tags, one(c.Value, ", "))
		}
	case Birthday:
		if noDay(c.Value) {
			break
		}
		b.line(b.p.T("contacts.birthday"), day(c.Value))
	case Website:
		b.line(b.p.T("contacts.website"), c.Value)
	case Attentions:
		b.notes = append(b.notes, c.Value)
	case Avoid:
		client.Avoid = join("\n", client.Avoid, c.Value)
	case UID:
		if b.c.UID == "" {
			b.c.UID = strings.TrimPrefix(strings.ToLower(c.Value), "urn:uuid:")
		}
	case Language, FormOfAddress, ClientKind, BestChannel:
		b.choice(c)
	case Other:
		if noDay(c.Value) {
			break
		}
		name := c.label
		if name == "" {
			name = b.f.Columns[c.Column].Name
		}
		if name == "" {
			b.notes = append(b.notes, c.Value)
		} else {
			b.line(b.about(name), c.Value)
		}
	}
}

// about names what has no field by a word of ours when there is one: X-MS-SPOUSE, and Spouse where Apple says so.
func (b *builder) about(name string) string {
	key := name
	if own, ok := strings.CutPrefix(name, "X-"); ok {
		key = strings.TrimPrefix(strings.TrimSuffix(own[strings.LastIndexByte(own, '-')+1:], "NAMES"), "AB")
	}
	if key = "contacts.about_" + strings.ToLower(key); b.p.Has(key) {
		return b.p.T(key)
	}
	return name
}

// day writes a day of the calendar as the kit does, when it is one of the writings of vCards: 19800322, --0322, 1604-03-22
// where the year is not known, with or without an hour.
func day(s string) string {
	d, _, _ := strings.Cut(s, "T")
	d = strings.ReplaceAll(d, "-", "")
	switch {
	case len(s) < 6 || s[0] != '-' && !isNumber(s[:4]) || !isNumber(d):
		return s
	case len(d) == 8 && d[:4] != "1604":
		return d[:4] + "-" + d[4:6] + "-" + d[6:]
	case len(d) == 8:
		return d[4:6] + "-" + d[6:]
	case len(d) == 4 && strings.HasPrefix(s, "--"):
		return d[:2] + "-" + d[2:]
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
	b.line(b.p.T("contacts.other_name"), v)
	return cutRunes(v, journal.MaxName)
}

func (b *builder) phone(c Cell) {
	found, left := numbers(c.Value)
	for _, n := range found {
		if !slices.ContainsFunc(b.phones, func(r reach) bool { return r.value == n }) {
			b.phones = append(b.phones, reach{n, c})
		}
	}
	if left != "" {
		b.problem(BadPhone, left)
		b.add(&b.reach, b.phoneLabel(c), left)
	}
}

func (b *builder) email(c Cell) {
	found, left := emails(c.Value)
	for _, e := range found {
		if !slices.ContainsFunc(b.emails, func(r reach) bool { return strings.EqualFold(r.value, e) }) {
			b.emails = append(b.emails, reach{e, c})
		}
	}
	if left != "" {
		if len(found) == 0 {
			b.problem(BadEmail, left)
		}
		b.add(&b.reach, b.label("client.email", c), left)
	}
}

func (b *builder) phoneLabel(c Cell) string {
	if c.kind == "" {
		return b.label("contacts.phone", c)
	}
	if c.label == "" {
		return b.p.T("contacts.phone_" + string(c.kind))
	}
	return b.label("contacts.phone", c)
}

// reachable chooses the number and the address of the client: what is preferred, then a cell phone, then the first. A fax, a
// pager or an assistant's number is never the client's own. The others are told.
func (b *builder) reachable() {
	rank := func(r reach) int {
		switch pref := r.cell.pref; {
		case r.cell.kind == fax || r.cell.kind == pager || r.cell.kind == assistant:
			return 1000
		case pref > 0:
			return pref
		case r.cell.kind == cell:
			return 200
		case r.cell.kind == car:
			return 400
		}
		return 300
	}
	order := func(all []reach) []reach {
		best := 0
		for i := range all {
			if rank(all[i]) < rank(all[best]) {
				best = i
			}
		}
		if len(all) > 0 && rank(all[best]) < 1000 {
			chosen := all[best]
			copy(all[1:best+1], all[:best])
			all[0] = chosen
		}
		return all
	}
	for i, r := range order(b.phones) {
		b.c.Phones = append(b.c.Phones, r.value)
		if i == 0 && rank(r) < 1000 {
			b.c.Client.Phone = r.value
		} else {
			b.add(&b.reach, b.phoneLabel(r.cell), b.p.Phone(r.value))
		}
	}
	for i, r := range order(b.emails) {
		b.c.Emails = append(b.c.Emails, r.value)
		if i == 0 {
			b.c.Client.Email = r.value
		} else {
			b.add(&b.reach, b.label("client.email", r.cell), r.value)
		}
	}
}

// named makes the name, from the likeliest that the row has.
func (b *builder) named() {
	client := &b.c.Client
	name := b.n.name()
	org := join(", ", b.orgs...)
	use := func(s string) {
		if name == "" {
			name = s
		}
	}
	if name == "" && len(b.n.others) > 0 {
		name, b.n.others = b.n.others[0], b.n.others[1:]
	}
	use(client.PreferredName)
	if len(b.orgs) > 0 {
		use(b.orgs[0])
	}
	if name == "" {
		use(client.Email)
		if client.Phone != "" {
			use(b.p.Phone(client.Phone))
		}
		for _, c := range b.f.Rows[b.c.Row].Cells {
			if field := b.f.Columns[c.Column].Field; field != Ignore && field != UID {
				use(cutRunes(one(c.Value, " "), journal.MaxName))
			}
		}
		if name != "" {
			b.problem(NoName, "")
		}
	}
	client.Name = b.short(name)

	form, all := courtesy(b.n.prefix)
	if form != "" && client.FormOfAddress == "" {
		client.FormOfAddress = form
	}
	if b.n.prefix != "" && (!all || form != client.FormOfAddress) {
		b.line(b.p.T("contacts.courtesy"), b.n.prefix)
	}
	if b.n.suffix != "" && !says(name, b.n.suffix) {
		b.line(b.p.T("contacts.courtesy"), b.n.suffix)
	}
	for _, o := range b.n.others {
		if !says(join(" ", name, b.n.prefix, b.n.suffix, client.PreferredName, org, strings.Join(b.c.Emails, " ")), o) {
			b.line(b.p.T("contacts.other_name"), o)
		}
	}
	if strings.EqualFold(client.PreferredName, client.Name) {
		client.PreferredName = ""
	}
	if org != "" && org != name {
		b.line(b.p.T("contacts.organisation"), org)
	}
	if len(b.jobs) > 0 {
		b.line(b.p.T("contacts.job_title"), join(", ", b.jobs...))
	}
	if len(b.tags) > 0 {
		b.line(b.p.T("contacts.tags"), join(", ", b.tags...))
	}
}

// told puts the notes, then the labelled lines, numbers first, into the attentions. When they do not fit, it is a note that is cut, never a
// number.
func (b *builder) told() {
	client := &b.c.Client
	lines, notes := join("\n", strings.Join(b.reach, "\n"), strings.Join(b.lines, "\n")), strings.Join(b.notes, "\n")
	if n := utf8.RuneCountInString(lines); n > journal.MaxNotes {
		b.problem(TooLong, lines)
		lines = cutRunes(lines, journal.MaxNotes)
	}
	if room := max(0, journal.MaxNotes-utf8.RuneCountInString(lines)-1); utf8.RuneCountInString(notes) > room {
		b.problem(TooLong, notes)
		notes = cutRunes(notes, room)
	}
	client.Attentions = join("\n", notes, lines)
	if utf8.RuneCountInString(client.Avoid) > journal.MaxNotes {
		b.problem(TooLong, client.Avoid)
		client.Avoid = cutRunes(client.Avoid, journal.MaxNotes)
	}
}

// choice reads a value that is one of a few.
func (b *builder) choice(c Cell) {
	client := &b.c.Client
	field := b.f.Columns[c.Column].Field
	v, ok := chosen(field, c.Value)
	switch {
	case !ok && field == Language:
		b.line(b.p.T("contacts.language"), c.Value)
	case !ok:
		b.problem(Unlisted, c.Value)
		b.line(b.f.Columns[c.Column].Name, c.Value)
	case field == Language && client.Language == "":
		client.Language = v
	case field == FormOfAddress:
		client.FormOfAddress = journal.FormOfAddress(v)
	case field == ClientKind:
		client.ClientKind = journal.ClientKind(v)
	case field == BestChannel:
		client.BestChannel = journal.Channel(v)
	}
}
