package contacts

import (
	"strings"

	"trousse/internal/search"
)

// properties are those that are known, and what they become. The parts of N, and the lists, are taken apart.
const properties = `FN:name NICKNAME:preferred_name TEL:phone EMAIL:email ORG:organisation TITLE:job_title ROLE:job_title
ADR:address LABEL:address BDAY:birthday URL:website NOTE:attentions LANG:language LANGUAGE:language CATEGORIES:tags UID:uid
X-PHONETIC-FIRST-NAME:spoken_name X-PHONETIC-MIDDLE-NAME:spoken_name X-PHONETIC-LAST-NAME:spoken_name SOUND:spoken_name
X-TROUSSE-AVOID:avoid X-TROUSSE-KIND:kind X-TROUSSE-FORM:form_of_address X-TROUSSE-CHANNEL:best_channel
X-FILE-AS:other_name X-MAIDENNAME:other_name X-EPOCSECONDNAME:other_name`

// unused are properties of the file rather than of the person.
const unused = `VERSION REV PRODID SOURCE NAME PROFILE CLASS MAILER TZ GEO SORT-STRING KIND MEMBER CLIENTPIDMAP XML CALURI CALADRURI
FBURL GENDER AGENT BEGIN CREATED`

// other finds what a property that is not listed becomes. One of a program's own, X-…, is told only when its name says that
// it is about somebody, or about how to reach them.
func other(name string) Field {
	if hasWord(unused, name) {
		return Ignore
	}
	if !strings.HasPrefix(name, "X-") {
		return Other
	}
	for _, w := range [...]struct {
		part  string
		field Field
	}{
		{"ASSISTANT", Other}, {"ADDRESSBOOK", Ignore}, {"PHONE", Phone}, {"MOBILE", Phone}, {"-TEL", Phone}, {"FAX", Phone}, {"EMAIL", Email},
		{"SPOUSE", Other}, {"MANAGER", Other}, {"RELATED", Other}, {"CHILD", Other}, {"ANNIVERSARY", Other}, {"ABDATE", Other},
		{"SKYPE", Other}, {"WHATSAPP", Other}, {"SIGNAL", Other}, {"SOCIALPROFILE", Other}, {"JABBER", Other}, {"MSN", Other},
		{"ICQ", Other}, {"AIM", Other}, {"TWITTER", Other}, {"CUSTOM", Other},
	} {
		if strings.Contains(name, w.part) {
			return w.field
		}
	}
	return Ignore
}

// fieldOf finds what a property becomes, and remembers it.
func (f *File) fieldOf(name string) Field {
	field, known := f.known[name]
	if known {
		return field
	}
	field = other(name)
	for pair := range strings.FieldsSeq(properties) {
		if n, to, _ := strings.Cut(pair, ":"); n == name {
			field = Field(to)
		}
	}
	if len(f.known) < MaxColumns {
		f.known[name] = field
	}
	return field
}

// cardCells adds the values of a property to a row.
func (f *File) cardCells(p *property, old bool, label string, row *Row, columns map[string]int) {
	put := func(field Field, c Cell) {
		before := len(row.Cells)
		if f.put(row, c) {
			row.Cells[before].Column = f.column(columns, p.name, field)
		}
	}
	types := p.types()
	c := Cell{pref: prefOf(p, types)}
	c.kind, c.label = f.cardKind(types, label)

	switch field := f.fieldOf(p.name); {
	case p.name == "N":
		// family; given; additional; prefixes; suffixes
		parts := f.parts(p, ';', row)
		for i, field := range []Field{FamilyName, GivenName, MiddleName, Prefix, Suffix} {
			if i < len(parts) {
				put(field, Cell{Value: join(" ", list(parts[i], old)...)})
			}
		}
		for _, more := range parts[min(len(parts), 5):] {
			put(Suffix, Cell{Value: unescape(more, old)})
		}
	case p.name == "ORG":
		for _, part := range f.lines(p, old, row) {
			put(field, Cell{Value: part})
		}
	case p.name == "ADR":
		parts := f.lines(p, old, row)
		if len(parts) >= 3 { // box; extended; street; …: the street comes first
			parts[0], parts[2] = parts[2], parts[0]
		}
		if c.Value = join(", ", parts...); c.Value == "" {
			c.Value = p.param("LABEL")
		}
		put(field, c)
	case p.name == "SOUND":
		parts := f.lines(p, old, row)
		if len(parts) > 1 {
			parts[0], parts[1] = parts[1], parts[0]
		}
		put(field, Cell{Value: join(" ", parts...)})
	case p.name == "NICKNAME" || p.name == "CATEGORIES":
		for _, one := range list(f.parts(p, 0, row)[0], old) {
			put(field, Cell{Value: one})
		}
	case p.name == "X-ANDROID-CUSTOM":
		// vnd.android.cursor.item/relation;Marc;14;;;…
		parts := f.lines(p, old, row)
		what := parts[0][strings.LastIndexByte(parts[0], '/')+1:]
		field = Other
		if what == "nickname" {
			field, what = PreferredName, ""
		}
		if len(parts) > 1 {
			put(field, Cell{Value: parts[1], label: what})
		}
	default:
		c.Value = f.text(p, old, row)
		put(field, c)
	}
}

// list parts a list at its commas; version 2.1 has no lists.
func list(s string, old bool) []string {
	if old {
		return []string{unescape(s, old)}
	}
	var parts []string
	for _, part := range splitRaw([]byte(s), ',') {
		parts = append(parts, unescape(string(part), old))
	}
	return parts
}

// cardKind reads the types of a telephone number or of another value, and the label that Apple and Google give it.
func (f *File) cardKind(types []string, label string) (kind, string) {
	k, _ := f.labelled(strings.Join(types, " "))
	if label == "" && k == "" {
		for _, t := range types {
			if own, ok := strings.CutPrefix(t, "x-"); ok { // Android's
				label = own
			}
		}
	}
	named, label := f.labelled(label)
	if k == "" || named == fax {
		k = named
	}
	return k, label
}

// labelled reads a label: the kind that it names, and the label itself when it says more than a kind. Files have few labels,
// and many times the same: they are remembered.
func (f *File) labelled(label string) (kind, string) {
	if label == "" {
		return "", ""
	}
	if l, known := f.labels[label]; known {
		return l.kind, l.text
	}
	text := one(clean(label), " ")
	folded := search.Fold(text)
	k, all := kindOf(folded)
	if all || hasWord("other autre obsolete custom", folded) {
		text = ""
	}
	text = cutBytes(text, maxHeading)
	if len(f.labels) < MaxColumns {
		f.labels[label] = labelKind{k, text}
	}
	return k, text
}

// labelKind is a label that was read.
type labelKind struct {
	kind kind
	text string
}
