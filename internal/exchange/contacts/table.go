package contacts

import (
	"strings"

	"trousse/internal/exchange/charset"
	"trousse/internal/exchange/sheet"
	"trousse/internal/search"
)

// readTable reads a table. Its columns are guessed from their names, or else from what they hold.
func (f *File) readTable(data string) error {
	if f.Options.Separator == 0 {
		f.Options.Separator = sheet.Guess(data)
	}
	data, above := sheet.Skip(data)
	if f.Options.Header != WithoutHeader {
		begin, lines := preamble(data, f.Options.Separator)
		data, above = data[begin:], above+lines
	}
	r := sheet.NewReader(data, f.Options.Separator)
	r.Most = MaxColumns
	var first []string
	for told := 0; ; {
		raw, line := r.Next()
		if raw == nil {
			break
		}
		if r.Done()-told > 64<<10 {
			told = r.Done()
			f.Options.Pause(told, len(data))
		}
		if first == nil {
			for _, c := range raw {
				first = append(first, strings.Clone(one(clean(cutBytes(charset.Text(c, f.Options.Charset), maxHeading)), " ")))
			}
			if f.header(first) {
				f.name(first)
				continue
			}
		}
		if err := f.row(raw, line+above); err != nil {
			return err
		}
	}
	f.Cut += r.Left
	if f.Options.Header == WithoutHeader {
		f.guessByContent()
	} else {
		f.guessUnknown()
	}
	f.flip = !f.own && f.flipped()
	return nil
}

// preamble is where the table begins in a file that tells about itself first, as LinkedIn's do: at the first row that names
// columns, when those above name none and have fewer cells. It tells how many lines stand above.
func preamble(data string, sep byte) (begin, lines int) {
	r := sheet.NewReader(data, sep)
	r.Most = MaxColumns
	for rows, most := 0, 0; rows < 10; rows++ {
		begin, lines = r.Done(), r.Line()-1
		cells, _ := r.Next()
		fields := 0
		for _, c := range cells {
			if field, _ := named(search.Fold(cutBytes(c, maxHeading))); field != Other && field != Ignore {
				fields++
			}
		}
		if fields >= 3 && len(cells) > 2*most {
			return begin, lines
		}
		if cells == nil || fields >= 2 {
			return 0, 0
		}
		most = max(most, filled(cells))
	}
	return 0, 0
}

// filled counts the cells that hold anything.
func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// maxHeading is how much of a column's name is kept, in bytes.
const maxHeading = 200

// header tells whether the first row names the columns, and notes it: at least one name is known, or no cell reads as a
// telephone number or an address.
func (f *File) header(first []string) bool {
	if f.Options.Header == GuessHeader {
		f.Options.Header = WithHeader
		known := false
		for _, name := range first {
			if isPhone(name) || strings.Contains(name, "@") {
				f.Options.Header = WithoutHeader
			}
			field, _ := named(search.Fold(name))
			known = known || field != Other && field != Ignore
		}
		if !known {
			f.Options.Header = WithoutHeader
		}
	}
	return f.Options.Header == WithHeader
}

// row adds a row. A column that the header does not name is one all the same.
func (f *File) row(raw []string, line int) error {
	row := draft{Row: Row{Line: line, own: f.own}}
	for i, s := range raw {
		for i >= len(f.Columns) {
			f.Columns = append(f.Columns, Column{Field: Other})
		}
		col := f.Columns[i]
		s = sheet.Unsafe(charset.Text(s[:min(len(s), 4*MaxValue)], f.Options.Charset))
		c := Cell{Column: i, kind: col.kind}
		if col.label > 0 && col.label <= len(raw) {
			label, star := strings.CutPrefix(charset.Text(raw[col.label-1], f.Options.Charset), "*") // Google's mark of what is preferred
			if star {
				c.pref = 1
			}
			k, name := f.labelled(label)
			if k != "" {
				c.kind = k
			}
			c.label = name
		}
		switch {
		case col.many:
			for _, c.Value = range strings.Split(s, "\n") {
				c.label = ""
				if label, value, ok := strings.Cut(c.Value, ": "); ok {
					c.label, c.Value = clean(strings.TrimRight(label, "\u00a0")), value
				}
				f.put(&row, c)
			}
			continue
		case f.own:
			c.pref = 1
		}
		for _, c.Value = range several(col.Field, s) {
			f.put(&row, c)
		}
	}
	return f.add(&row)
}

// several parts the values that Google puts in one cell.
func several(field Field, s string) []string {
	switch field {
	case Phone, Email, Website, Tags, Organisation, JobTitle, Birthday, Other:
		return strings.Split(s, " ::: ")
	}
	return []string{s}
}
