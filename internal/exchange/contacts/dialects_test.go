package contacts

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"trousse/internal/exchange/folded"
	"trousse/internal/search"
)

// made is somebody made up, as no field of ours holds them.
type made struct {
	given, middle, family, nick, org, job, note string
	phones                                      []madePhone
	emails                                      []string
}

type madePhone struct {
	kind  kind
	typed string
}

// pick picks one.
func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

// make1 makes somebody up. Where rich, the names hold signs that only escaping or quoting brings through.
func make1(r *rand.Rand, rich bool) made {
	var m made
	m.given = pick(r, "Élise", "Jean-Sébastien", "Marie", "Kim", "François", "Zoé", "Noël", "😀 Jo", "", "Anne-Sophie Marie")
	m.family = pick(r, "Tremblay-Côté", "D’Amours", "O'Neil", "Roy", "de la Cruz", "L'Écuyer", "van der Berg", "", "Œuvrard")
	if r.IntN(3) == 0 {
		m.middle = pick(r, "A.", "Marie", "Louise Anne")
	}
	if r.IntN(3) == 0 {
		m.nick = pick(r, "Lise", "Ti-Jean", "Zaza", "Le grand")
	}
	if r.IntN(3) == 0 {
		m.org = pick(r, "Garage Roy", "Fleurs & Cie", "Chez Lou")
	}
	if r.IntN(3) == 0 {
		m.job = pick(r, "Plombière", "Chef d’équipe")
	}
	if r.IntN(2) == 0 {
		m.note = pick(r, "Aime le café", "Deux lignes\nde notes", "=1+1", "Une liste : a, b; c", "\"Entre guillemets\"", "fin = ", strings.Repeat("Très long. ", 30))
	}
	if rich && r.IntN(2) == 0 {
		m.family += pick(r, ", fils", "; inc.", ` \ Roy`, ` "Bob"`, " (voisin)", " Nguyễn", " 李")
		m.org = pick(r, "Roy, Côté; et fils", `C:\Roy`, "+Plus", "李書店")
	}
	for i := range r.IntN(5) {
		digits := fmt.Sprintf("%03d555%04d", 200+r.IntN(800), i*1000+r.IntN(1000))
		typed := pick(r, "("+digits[:3]+") "+digits[3:6]+"-"+digits[6:], digits, digits[:3]+"."+digits[3:6]+"."+digits[6:], "+1 "+digits[:3]+" "+digits[3:6]+" "+digits[6:],
			"1-"+digits[:3]+"-"+digits[3:6]+"-"+digits[6:], digits[3:6]+"-"+digits[6:], "+33 6 "+digits[:8], digits[:3]+" "+digits[3:6]+"-"+digits[6:]+" poste 24", digits[:3]+"-"+digits[3:6]+"-"+digits[6:]+" (soir)")
		m.phones = append(m.phones, madePhone{kind(pick(r, "cell", "home", "work", "fax", "pager", "main", "")), typed})
	}
	for i := range r.IntN(4) {
		m.emails = append(m.emails, fmt.Sprintf("%s%d@%s", pick(r, "jean", "elise.t", "a+b", "x_y"), i, pick(r, "exemple.ca", "example.com", "courrier.example.org")))
	}
	if m.given+m.family+m.nick+m.org == "" && len(m.phones)+len(m.emails) == 0 {
		m.family = "Roy"
	}
	return m
}

// lost lists what a contact does not hold of somebody.
func (m made) lost(c Contact) []string {
	var lost []string
	all := strings.Join([]string{c.Client.Name, c.Client.PreferredName, c.Client.Phone, c.Client.Email, c.Client.Attentions}, "\n")
	for _, d := range c.Client.Also {
		all += "\n" + d.Value
	}
	folded := " " + search.Fold(all) + " "
	words := func(what, s string) {
		for w := range strings.FieldsSeq(s) {
			if f := search.Fold(w); f == "" && !strings.Contains(all, w) || f != "" && !strings.Contains(folded, " "+f+" ") {
				lost = append(lost, what+" "+w)
			}
		}
	}
	words("given name", m.given)
	words("middle name", m.middle)
	words("family name", m.family)
	words("nickname", m.nick)
	words("organisation", m.org)
	words("job", m.job)
	words("note", m.note)
	for _, p := range m.phones {
		digits, found := national(search.FoldPhone(strings.TrimSuffix(p.typed, " poste 24"))), false
		for line := range strings.SplitSeq(all, "\n") {
			found = found || strings.Contains(search.FoldPhone(line), digits)
		}
		if !found {
			lost = append(lost, "number "+p.typed)
		}
	}
	for _, e := range m.emails {
		if !strings.Contains(all, e) {
			lost = append(lost, "address "+e)
		}
	}
	// What a form of its own has is there, not in the attentions only.
	if n := strings.TrimSpace(m.given + " " + m.family); n != "" && !says(c.Client.Name, n) {
		lost = append(lost, "from the name: "+n)
	}
	if len(m.emails) > 0 && c.Client.Email != m.emails[0] {
		lost = append(lost, "first address "+m.emails[0]+", has "+c.Client.Email)
	}
	for _, p := range m.phones {
		if _, ok := number(p.typed); ok && p.kind != fax && p.kind != pager && c.Client.Phone == "" {
			lost = append(lost, "from the phone: "+p.typed)
		}
	}
	return lost
}

// dialect is how one program writes people.
type dialect struct {
	name string
	rich bool // escapes or quotes well enough for any sign
	file func(r *rand.Rand, people []made) string
}

func typesOf(k kind) string {
	switch k {
	case cell:
		return "CELL"
	case home:
		return "HOME"
	case work:
		return "WORK"
	case fax:
		return "WORK;FAX"
	case pager:
		return "PAGER"
	case mainKind:
		return "MAIN"
	}
	return "VOICE"
}

// quoted writes quoted-printable with soft line breaks, each character coded or not at random.
func quoted(r *rand.Rand, s string, used int) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		code := string(c)
		if c >= 0x80 || c == '=' || c < ' ' || c != ';' && r.IntN(4) == 0 {
			code = fmt.Sprintf("=%02X", c)
		}
		if used += len(code); used > 72 {
			b.WriteString("=\r\n")
			used = len(code)
		}
		b.WriteString(code)
	}
	return b.String()
}

func v21(charset string, to func(string) string) func(*rand.Rand, []made) string {
	return func(r *rand.Rand, people []made) string {
		var b strings.Builder
		for _, m := range people {
			b.WriteString("BEGIN:VCARD\r\nVERSION:2.1\r\n")
			line := func(name, value string) {
				if strings.Trim(value, ";") == "" {
					return
				}
				plain := strings.IndexFunc(value, func(c rune) bool { return c < ' ' || c > '~' || c == '=' }) < 0
				if plain && r.IntN(2) == 0 {
					b.WriteString(name + ":" + value + "\r\n")
					return
				}
				name += pick(r, ";ENCODING=QUOTED-PRINTABLE;CHARSET="+charset, ";CHARSET="+charset+";QUOTED-PRINTABLE")
				b.WriteString(name + ":" + quoted(r, to(strings.ReplaceAll(value, "\n", "\r\n")), len(name)+1) + "\r\n")
			}
			line("N", strings.Join([]string{m.family, m.given, m.middle, "", ""}, ";"))
			if r.IntN(2) == 0 {
				line("FN", join(" ", m.given, m.middle, m.family))
			}
			line("X-ANDROID-CUSTOM", "vnd.android.cursor.item/nickname;"+m.nick+";1;;;")
			for _, p := range m.phones {
				line("TEL;"+typesOf(p.kind), p.typed)
			}
			for i, e := range m.emails {
				line("EMAIL;"+[]string{"PREF;INTERNET", "HOME", "WORK", "INTERNET"}[i], e)
			}
			line("ORG", m.org)
			line("TITLE", m.job)
			line("NOTE", m.note)
			if r.IntN(3) == 0 {
				b.WriteString("PHOTO;ENCODING=BASE64;JPEG:\r\n /9j/4AAQSkZJRgABAQAASABIAAD\r\n /4QBMRXhpZgAA\r\n\r\n")
			}
			b.WriteString("END:VCARD\r\n")
		}
		return b.String()
	}
}

func v34(version string, apple bool) func(*rand.Rand, []made) string {
	return func(r *rand.Rand, people []made) string {
		var b strings.Builder
		for _, m := range people {
			b.WriteString("BEGIN:VCARD\r\nVERSION:" + version + "\r\n")
			line := func(name string, parts ...string) {
				for i := range parts {
					parts[i] = folded.Text(parts[i])
				}
				if v := strings.Join(parts, ";"); strings.Trim(v, ";") != "" {
					folded.Line(&b, name, v)
				}
			}
			line("N", m.family, m.given, m.middle, "", "")
			if r.IntN(4) > 0 {
				line("FN", join(" ", m.given, m.middle, m.family))
			}
			line("NICKNAME", m.nick)
			for i, p := range m.phones {
				switch {
				case apple && p.kind != fax && p.kind != pager && r.IntN(2) == 0:
					line(fmt.Sprintf("item%d.TEL", i), p.typed)
					line(fmt.Sprintf("item%d.X-ABLabel", i), pick(r, "_$!<Mobile>!$_", "Chalet", "_$!<Other>!$_", ""))
				case version == "4.0":
					line("TEL;TYPE=\""+strings.ToLower(strings.ReplaceAll(typesOf(p.kind), ";", ","))+"\"", p.typed)
				default:
					line("TEL;TYPE="+strings.ReplaceAll(typesOf(p.kind), ";", ","), p.typed)
				}
			}
			for i, e := range m.emails {
				if version == "4.0" {
					line(fmt.Sprintf("EMAIL;PREF=%d", i+1), e)
				} else {
					line("EMAIL;type=INTERNET"+[]string{";type=pref", "", ";type=HOME", ""}[i], e)
				}
			}
			line("ORG", m.org)
			line("TITLE", m.job)
			line("NOTE", m.note)
			if r.IntN(3) == 0 {
				folded.Line(&b, "PHOTO;ENCODING=b;TYPE=JPEG", strings.Repeat("/9j/4AAQSkZJRg", 40))
			}
			b.WriteString("END:VCARD\r\n")
		}
		return b.String()
	}
}

// table writes a table: columns gives names and values.
func table(sep rune, columns func(m made) [][2]string) func(*rand.Rand, []made) string {
	return func(r *rand.Rand, people []made) string {
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma, w.UseCRLF = sep, true
		var names []string
		for _, c := range columns(people[0]) {
			names = append(names, c[0])
		}
		_ = w.Write(names)
		for _, m := range people {
			var cells []string
			for _, c := range columns(m) {
				cells = append(cells, c[1])
			}
			_ = w.Write(cells)
		}
		w.Flush()
		return b.String()
	}
}

// nth is a number or an address, or nothing.
func (m made) phone(i int) madePhone {
	if i < len(m.phones) {
		return m.phones[i]
	}
	return madePhone{}
}

func (m made) email(i int) string {
	if i < len(m.emails) {
		return m.emails[i]
	}
	return ""
}

func google(m made, label, given, middle, family, org, job string) [][2]string {
	columns := [][2]string{{given, m.given}, {middle, m.middle}, {family, m.family}, {"Nickname", m.nick}, {org, m.org}, {job, m.job}, {"Notes", m.note}, {"Labels", "* myContacts"}}
	for i := range 4 {
		columns = append(columns, [2]string{fmt.Sprintf("E-mail %d - %s", i+1, label), "* Home"}, [2]string{fmt.Sprintf("E-mail %d - Value", i+1), m.email(i)})
	}
	words := map[kind]string{cell: "Mobile", home: "Home", work: "Work", fax: "Work Fax", pager: "Pager", mainKind: "Main"}
	// The fifth number shares a cell with the fourth.
	for i := range 4 {
		typed := m.phone(i).typed
		if i == 3 && m.phone(4).typed != "" {
			typed += " ::: " + m.phone(4).typed
		}
		columns = append(columns, [2]string{fmt.Sprintf("Phone %d - %s", i+1, label), words[m.phone(i).kind]}, [2]string{fmt.Sprintf("Phone %d - Value", i+1), typed})
	}
	return columns
}

// byKind puts each number under the header of its kind: all of one kind in one cell.
func byKind(m made, headers map[kind]string) [][2]string {
	var columns [][2]string
	for _, k := range []kind{cell, home, work, fax, pager, mainKind, plainKind} {
		var all []string
		for _, p := range m.phones {
			if p.kind == k {
				all = append(all, p.typed)
			}
		}
		columns = append(columns, [2]string{headers[k], strings.Join(all, "; ")})
	}
	return columns
}

var dialects = []dialect{
	{"2.1 in UTF-8", false, v21("UTF-8", func(s string) string { return s })},
	{"2.1 in Latin-1", false, v21("ISO-8859-1", func(s string) string {
		if b, ok := latinOf(s); ok {
			return string(b)
		}
		return s
	})},
	{"3.0", true, v34("3.0", false)},
	{"3.0 of Apple", true, v34("3.0", true)},
	{"4.0", true, v34("4.0", false)},
	{"Google", true, table(',', func(m made) [][2]string {
		return google(m, "Label", "First Name", "Middle Name", "Last Name", "Organization Name", "Organization Title")
	})},
	{"Google, before", true, table(',', func(m made) [][2]string {
		return append([][2]string{{"Name", join(" ", m.given, m.middle, m.family)}},
			google(m, "Type", "Given Name", "Additional Name", "Family Name", "Organization 1 - Name", "Organization 1 - Title")...)
	})},
	{"Outlook", true, table(',', func(m made) [][2]string {
		columns := [][2]string{{"Title", ""}, {"First Name", m.given}, {"Middle Name", m.middle}, {"Last Name", m.family}, {"Suffix", ""}, {"Company", m.org}, {"Job Title", m.job}}
		columns = append(columns, byKind(m, map[kind]string{cell: "Mobile Phone", home: "Home Phone", work: "Business Phone", fax: "Business Fax", pager: "Pager", mainKind: "Primary Phone", plainKind: "Other Phone"})...)
		return append(columns, [2]string{"E-mail Address", m.email(0)}, [2]string{"E-mail Type", "SMTP"}, [2]string{"E-mail 2 Address", m.email(1)}, [2]string{"E-mail 3 Address", m.email(2)},
			[2]string{"Notes", m.note}, [2]string{"User 1", m.nick}, [2]string{"Priority", "Normal"})
	})},
	{"Outlook en français", true, table(';', func(m made) [][2]string {
		columns := [][2]string{{"Titre", ""}, {"Prénom", m.given}, {"Deuxième prénom", m.middle}, {"Nom", m.family}, {"Suffixe", ""}, {"Société", m.org}, {"Titre", m.job}}
		columns = append(columns, byKind(m, map[kind]string{cell: "Tél. mobile", home: "Téléphone (domicile)", work: "Téléphone (bureau)", fax: "Télécopie (bureau)", pager: "Récepteur de radiomessagerie", mainKind: "Téléphone principal", plainKind: "Téléphone (autre)"})...)
		return append(columns, [2]string{"Adresse de messagerie", m.email(0)}, [2]string{"Type de messagerie", "SMTP"}, [2]string{"Adresse de messagerie 2", m.email(1)}, [2]string{"Adresse de messagerie 3", m.email(2)},
			[2]string{"Notes", m.note}, [2]string{"Utilisateur 1", m.nick}, [2]string{"Priorité", "Normale"})
	})},
	{"a list in French", true, table(';', func(m made) [][2]string {
		columns := [][2]string{{"Nom complet", join(" ", m.given, m.middle, m.family)}, {"Surnom", m.nick}, {"Entreprise", m.org}, {"Poste", m.job}}
		columns = append(columns, byKind(m, map[kind]string{cell: "Cellulaire", home: "Maison", work: "Bureau", fax: "Télécopieur", pager: "Téléavertisseur", mainKind: "Tél.", plainKind: "Autre numéro de téléphone"})...)
		return append(columns, [2]string{"Courriel", strings.Join(m.emails, ", ")}, [2]string{"Remarques", m.note})
	})},
	{"a list in English, tabs", true, table('\t', func(m made) [][2]string {
		columns := [][2]string{{"Name", join(" ", m.given, m.middle, m.family)}, {"Nickname", m.nick}, {"Company", m.org}, {"Role", m.job}}
		columns = append(columns, byKind(m, map[kind]string{cell: "Cell", home: "Home phone", work: "Work phone", fax: "Fax", pager: "Pager", mainKind: "Phone", plainKind: "Phone 2"})...)
		return append(columns, [2]string{"Emails", strings.Join(m.emails, "\n")}, [2]string{"Comments", m.note})
	})},
}

// check reads people who were made up and written in one dialect, in one way of writing, and finds nobody and nothing lost.
func check(t *testing.T, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	d := dialects[r.IntN(len(dialects))]
	people := make([]made, 1+r.IntN(6))
	for i := range people {
		people[i] = make1(r, d.rich)
		if strings.HasPrefix(d.name, "Outlook") {
			people[i].emails = people[i].emails[:min(len(people[i].emails), 3)]
		}
	}
	text := d.file(r, people)
	if r.IntN(2) == 0 {
		text = strings.ReplaceAll(text, "\r\n", pick(r, "\n", "\r"))
	}
	data, way := []byte(text), "UTF-8"
	if d.name != "2.1 in Latin-1" {
		switch r.IntN(4) {
		case 0:
			data, way = append([]byte("\uFEFF"), text...), "UTF-8 with mark"
		case 1:
			data, way = utf16Of("\uFEFF"+text, r.IntN(2) == 0), "UTF-16"
		case 2:
			if old, ok := latinOf(text); ok && d.name != "2.1 in UTF-8" {
				data, way = old, "Windows-1252"
			}
		}
	}
	f, err := Read(data, Options{})
	if err != nil {
		t.Fatalf("seed %d, %s, %s: %v\n%s", seed, d.name, way, err, text)
	}
	if len(f.Rows) != len(people) || f.Cut != 0 {
		t.Fatalf("seed %d, %s, %s: %d people of %d, %d cut\n%s", seed, d.name, way, len(f.Rows), len(people), f.Cut, text)
	}
	for i, m := range people {
		c := f.Contact(i, french)
		if err := c.Client.Check(); err != nil {
			t.Errorf("seed %d, %s: %v", seed, d.name, err)
		}
		if lost := m.lost(c); len(lost) > 0 {
			t.Fatalf("seed %d, %s, %s: lost %q\n%+v\n%+v\n%s", seed, d.name, way, lost, m, c, text)
		}
	}
}

// No name and no number is lost, whoever writes them and however.
func TestNobodyIsLost(t *testing.T) {
	for seed := range uint64(3000) {
		check(t, seed)
	}
}

func FuzzNobodyIsLost(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { check(t, seed) })
}
