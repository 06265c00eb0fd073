package contacts

import (
	"bytes"
	"strconv"
	"strings"
)

// isVCard tells whether a card begins on some line near the start.
func isVCard(data []byte) bool {
	head := data[:min(len(data), 64<<10)]
	for len(head) > 0 {
		if hasFold(bytes.TrimLeft(head[:min(len(head), 32)], " \t"), "BEGIN:VCARD") {
			return true
		}
		i := bytes.IndexAny(head, "\r\n")
		if i < 0 {
			break
		}
		head = head[i+1:]
	}
	return false
}

// card is a card being read.
type card struct {
	line       int
	old        bool // version 2.1
	properties []property
}

// astray keeps a line that belongs to no property, as a careless program writes them: with the note that it goes on, or as one.
// What follows a photo is the rest of the photo.
func (c *card) astray(line []byte) {
	n := len(c.properties)
	if n == 0 || c.properties[n-1].passed() || len(bytes.Trim(line, "; \t")) == 0 {
		return
	}
	if before := &c.properties[n-1]; before.name != "NOTE" {
		c.properties = append(c.properties, property{name: "NOTE"})
	}
	if note := &c.properties[len(c.properties)-1]; len(note.value) < maxCoded {
		if !note.own {
			note.value, note.own = append(make([]byte, 0, 2*(len(note.value)+len(line))), note.value...), true
		}
		note.value = append(append(note.value, '\n'), line...)
	}
}

// maxNested is how many cards may be open at once: an agent's card stands inside another's.
const maxNested = 4

// readVCards reads every card.
func (f *File) readVCards(data []byte) error { return f.cards(data, 1, 0, make(map[string]int)) }

// cards reads cards. A card that nothing ends is ended by the next one, or by the end of the file.
func (f *File) cards(data []byte, line, nested int, columns map[string]int) error {
	if nested > maxNested {
		f.Cut++
		return nil
	}
	r := &cardReader{data: data, line: line, feed: -1, back: -1}
	var open []*card // the innermost last
	end := func() error {
		last := open[len(open)-1]
		open = open[:len(open)-1]
		r.old = len(open) > 0 && open[len(open)-1].old
		return f.card(last, nested, columns)
	}
	for told := 0; ; {
		line := r.line
		p, ok := r.property()
		if !ok {
			break
		}
		if r.at-told > 256<<10 {
			told = r.at
			f.Options.Pause(r.at, len(data))
		}
		begins := p.name == "BEGIN" && strings.EqualFold(string(bytes.TrimSpace(p.value)), "VCARD")
		if begins {
			agent := false
			if len(open) > 0 {
				inside := open[len(open)-1].properties
				agent = len(inside) > 0 && inside[len(inside)-1].name == "AGENT" && len(open) < maxNested
			}
			if len(open) > 0 && !agent {
				if err := end(); err != nil {
					return err
				}
			}
			open = append(open, &card{line: line})
			continue
		}
		if len(open) == 0 {
			continue
		}
		c := open[len(open)-1]
		switch {
		case p.name == "END":
			if err := end(); err != nil {
				return err
			}
		case p.name == "VERSION":
			c.old = bytes.HasPrefix(bytes.TrimSpace(p.value), []byte("2"))
			r.old = c.old
		case p.name == "":
			c.astray(p.value)
		case p.name != "" && len(c.properties) < 4*maxOfOne:
			c.properties = append(c.properties, p)
		case p.name != "":
			f.Cut++
		}
	}
	for len(open) > 0 {
		if err := end(); err != nil {
			return err
		}
	}
	return nil
}

// card makes a row of a card.
func (f *File) card(c *card, nested int, columns map[string]int) error {
	row := Row{Line: c.line}
	var agents [][]byte               // cards inside a value
	labels := make(map[string]string) // by group
	address := false
	for i := range c.properties {
		switch p := &c.properties[i]; p.name {
		case "X-ABLABEL":
			s := f.text(p, c.old, &row)
			if labels == nil {
				labels = make(map[string]string)
			}
			labels[p.group] = strings.TrimSuffix(strings.TrimPrefix(s, "_$!<"), ">!$_")
		case "ADR":
			address = true
		case "KIND", "X-ADDRESSBOOKSERVER-KIND":
			row.group = row.group || strings.EqualFold(string(bytes.TrimSpace(p.value)), "group")
		}
	}
	for i := range c.properties {
		p := &c.properties[i]
		switch {
		case p.passed() || hasWord(spoken, p.name) || p.name == "LABEL" && address:
		case p.name == "AGENT" && bytes.Contains(p.value, []byte("BEGIN:VCARD")):
			agents = append(agents, []byte(f.text(p, c.old, &row)))
		default:
			f.cardCells(p, c.old, labels[p.group], &row, columns)
		}
	}
	// How a name is said comes after, its parts in the order in which they are said.
	for name := range strings.FieldsSeq(spoken) {
		for i := range c.properties {
			if p := &c.properties[i]; p.name == name && !p.passed() {
				f.cardCells(p, c.old, "", &row, columns)
			}
		}
	}
	if err := f.add(row); err != nil {
		return err
	}
	for _, agent := range agents {
		if err := f.cards(agent, c.line, nested+1, columns); err != nil {
			return err
		}
	}
	return nil
}

// spoken are the properties that tell how a name is said.
const spoken = "X-PHONETIC-FIRST-NAME X-PHONETIC-MIDDLE-NAME X-PHONETIC-LAST-NAME SOUND"

// text decodes a value that is one text.
func (f *File) text(p *property, old bool, row *Row) string {
	return unescape(f.parts(p, 0, row)[0], old)
}

// lines decodes a value in parts, each on one line.
func (f *File) lines(p *property, old bool, row *Row) []string {
	parts := f.parts(p, ';', row)
	for i := range parts {
		parts[i] = one(clean(unescape(parts[i], old)), ", ")
	}
	return parts
}

// parts decodes the parts of a value, which stay escaped. They are cut before they are decoded, as the standard asks; a
// program that has coded the separators too is understood. No separator: one part.
func (f *File) parts(p *property, sep byte, row *Row) []string {
	decode := func(b []byte) string {
		s, known := p.decode(b, f.Options.Charset)
		row.charset = row.charset || !known
		return s
	}
	if sep == 0 {
		return []string{decode(p.value)}
	}
	var parts []string
	for _, part := range splitRaw(p.value, sep) {
		parts = append(parts, decode(part))
	}
	if len(parts) == 1 && p.encoding() != "" {
		whole := parts[0]
		parts = nil
		for _, part := range splitRaw([]byte(whole), sep) {
			parts = append(parts, string(part))
		}
	}
	return parts
}

// splitRaw splits at a separator that no backslash escapes.
func splitRaw(b []byte, sep byte) [][]byte {
	var parts [][]byte
	from := 0
	for i := 0; i < len(b) && len(parts) < maxOfOne; i++ {
		if b[i] == '\\' {
			i++
		} else if b[i] == sep {
			parts = append(parts, b[from:i])
			from = i + 1
		}
	}
	return append(parts, b[from:])
}

// unescape takes the backslashes away. In version 2.1 only separators have them, and a line break is no letter.
func unescape(s string, old bool) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		switch c := s[i+1]; {
		case c == ';' || c == ',' || c == ':' || (c == '\\' || c == '"') && !old:
			b.WriteByte(c)
			i++
		case (c == 'n' || c == 'N') && !old:
			b.WriteByte('\n')
			i++
		default:
			b.WriteByte('\\')
		}
	}
	return b.String()
}

// column finds the column of a property, or makes it.
func (f *File) column(columns map[string]int, name string, field Field) int {
	key := name + "\x00" + string(field)
	i, ok := columns[key]
	if !ok {
		if len(f.Columns) >= MaxColumns {
			name, field = "", Other
			key = "\x00"
			if i, ok = columns[key]; ok {
				return i
			}
		}
		i = len(f.Columns)
		columns[key] = i
		f.Columns = append(f.Columns, Column{Name: name, Field: field})
	}
	return i
}

// prefOf tells how preferred a value is: the lower the more, 0 when nothing was said.
func prefOf(p *property, types []string) int {
	if n, err := strconv.Atoi(p.param("PREF")); err == nil && n >= 1 && n <= 100 {
		return n
	}
	for _, t := range types {
		if t == "pref" {
			return 1
		}
	}
	return 0
}
