package contacts

import (
	"strings"

	"trousse/internal/search"
)

// properties are those that are known, and what they become. The parts of N, and the lists, are taken apart.
const properties = "FN:name NICKNAME:preferred_name TEL:phone EMAIL:email ORG:organisation TITLE:job_title ROLE:job_title " +
	"ADR:address LABEL:address BDAY:birthday URL:website NOTE:attentions LANG:language LANGUAGE:language CATEGORIES:tags UID:uid " +
	"X-PHONETIC-FIRST-NAME:spoken_name X-PHONETIC-MIDDLE-NAME:spoken_name X-PHONETIC-LAST-NAME:spoken_name SOUND:spoken_name " +
	"X-TROUSSE-AVOID:avoid X-TROUSSE-KIND:kind X-TROUSSE-FORM:form_of_address X-TROUSSE-CHANNEL:best_channel X-TROUSSE-HOURS:best_hours " +
	"X-TROUSSE-NAME:other_name X-FILE-AS:other_name X-MAIDENNAME:other_name X-EPOCSECONDNAME:other_name"

// unused are properties of the file rather than of the person.
const unused = "VERSION REV PRODID SOURCE NAME PROFILE CLASS MAILER TZ GEO SORT-STRING KIND MEMBER CLIENTPIDMAP XML CALURI " +
	"CALADRURI FBURL GENDER AGENT BEGIN CREATED"

// telling are parts of the names of programs' own properties, X-…, that are about somebody, or about how to reach them; the
// first that fits tells what they become. The others are left out.
const telling = "ASSISTANT:other ADDRESSBOOK: PHONE:phone MOBILE:phone -TEL:phone FAX:phone EMAIL:email SPOUSE:other MANAGER:other " +
	"RELATED:other CHILD:other ANNIVERSARY:other ABDATE:other SKYPE:other WHATSAPP:other SIGNAL:other SOCIALPROFILE:other " +
	"JABBER:other MSN:other ICQ:other AIM:other TWITTER:other CUSTOM:other"

// fieldOf finds what a property becomes, and remembers it.
func (f *File) fieldOf(name string) Field {
	field, known := f.known[name]
	if !known {
		field = lookUp(name)
		if len(f.known) < MaxColumns {
			f.known[strings.Clone(name)] = field
		}
	}
	return field
}

func lookUp(name string) Field {
	for _, pair := range strings.Fields(properties) {
		if n, field, _ := strings.Cut(pair, ":"); n == name {
			return Field(field)
		}
	}
	if !strings.HasPrefix(name, "X-") {
		if hasWord(unused, name) {
			return Ignore
		}
		return Other
	}
	for _, pair := range strings.Fields(telling) {
		if part, field, _ := strings.Cut(pair, ":"); strings.Contains(name, part) {
			return Field(field)
		}
	}
	return Ignore
}

// cells makes the cells of one card.
type cells struct {
	*cardsReader
	row    draft
	old    bool
	labels map[string]string // by group
	agents []string          // cards inside a value
}

// put adds a value under the column of its property and field.
func (k *cells) put(name string, field Field, c Cell) {
	if !k.f.put(&k.row, c) {
		return
	}
	key := name + ":" + string(field)
	i, ok := k.columns[key]
	if !ok {
		if i = len(k.f.Columns); i >= MaxColumns {
			name, field, key = "", Other, ""
			if first, made := k.columns[key]; made {
				i, ok = first, true
			}
		}
		if !ok {
			k.f.Columns = append(k.f.Columns, Column{Name: strings.Clone(name), Field: field})
			k.columns[key] = i
		}
	}
	k.row.all[len(k.row.all)-1].Column = i
}

// text decodes a value that is one text.
func (k *cells) text(p *property) string { return unescape(k.decode(p, p.value), k.old) }

func (k *cells) decode(p *property, s string) string {
	s, known := p.decode(s, k.f.Options.Charset)
	k.row.charset = k.row.charset || !known
	return s
}

// parts decodes the parts of a value, each on one line. They are cut before they are decoded, as the standard asks; a
// program that has coded the separators too is understood. Where lists is true, a part is a list.
func (k *cells) parts(p *property, lists bool) []string {
	parts := splitEscaped(p.value, ';')
	for i := range parts {
		parts[i] = k.decode(p, parts[i])
	}
	if len(parts) == 1 && p.encoding() != "" {
		parts = splitEscaped(parts[0], ';')
	}
	for i := range parts {
		if lists && !k.old {
			parts[i] = strings.Join(splitEscaped(parts[i], ','), " ")
		}
		parts[i] = one(clean(unescape(parts[i], k.old)), ", ")
	}
	return parts
}

// add adds the values of a property.
func (k *cells) add(p *property) {
	label, types := k.labels[p.group], p.types()
	c := Cell{pref: prefOf(p, types)}
	if c.kind, c.label = k.f.cardKind(types, label); k.row.own {
		c.kind, c.label = "", label
	}
	field := k.f.fieldOf(p.name)
	switch p.name {
	case "N": // family; given; additional; prefixes; suffixes
		for i, part := range k.parts(p, true) {
			k.put(p.name, []Field{FamilyName, GivenName, MiddleName, Prefix, Suffix}[min(i, 4)], Cell{Value: part})
		}
		return
	case "ORG": // name; unit; …
		parts := k.parts(p, false)
		k.put(p.name, Other, Cell{Value: join(", ", parts[1:]...), label: "department"})
		c.Value = parts[0]
	case "NICKNAME", "CATEGORIES":
		all := []string{k.decode(p, p.value)}
		if !k.old {
			all = splitEscaped(all[0], ',')
		}
		for _, part := range all {
			k.put(p.name, field, Cell{Value: unescape(part, k.old)})
		}
		return
	case "AGENT":
		if strings.Contains(p.value, "BEGIN:VCARD") {
			k.agents = append(k.agents, k.text(p))
			return
		}
	case "ADR":
		parts := k.parts(p, false)
		if len(parts) >= 3 { // box; extended; street; …: the street comes first
			parts[0], parts[2] = parts[2], parts[0]
		}
		if c.Value = join(", ", parts...); c.Value == "" {
			c.Value = p.param("LABEL")
		}
	case "SOUND":
		parts := append(k.parts(p, false), "")
		c.Value = join(" ", parts[1], parts[0])
	case "X-ANDROID-CUSTOM": // vnd.android.cursor.item/relation;Marc;14;;;…
		parts := append(k.parts(p, false), "")
		what := parts[0][strings.LastIndexByte(parts[0], '/')+1:]
		if c.Value, c.label = parts[1], what; what == "nickname" {
			field = PreferredName
		}
	default:
		c.Value = k.text(p)
	}
	k.put(p.name, field, c)
}

// cardKind reads the types of a telephone number or of another value, and the label that Apple and Google give it.
func (f *File) cardKind(types, label string) (kind, string) {
	k, _ := f.labelled(types)
	if label == "" && k == "" {
		if _, own, ok := strings.Cut(" "+types, " x-"); ok { // Android's
			label, _, _ = strings.Cut(own, " ")
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
	l, known := f.labels[label]
	if !known {
		l.text = strings.Clone(cutBytes(one(clean(label), " "), maxHeading))
		folded, all := search.Fold(l.text), false
		if l.kind, all = kindOf(folded); all || hasWord("other autre obsolete custom", folded) {
			l.text = ""
		}
		if len(f.labels) < MaxColumns {
			f.labels[strings.Clone(label)] = l
		}
	}
	return l.kind, l.text
}

// labelKind is a label that was read.
type labelKind struct {
	kind kind
	text string
}
