package contacts

import (
	"strings"
	"unicode"

	"trousse/internal/search"
)

// name makes the columns of a header.
func (f *File) name(names []string) {
	folded := make([]string, len(names))
	for i, name := range names {
		folded[i] = search.Fold(name)
	}
	given, family, whole := -1, -1, -1
	f.own = true
	for i, name := range names {
		col := Column{Name: name}
		col.Field, col.kind = named(folded[i])
		ours, known := own()[folded[i]]
		f.own = f.own && known
		col.many = ours.many
		switch col.Field {
		case GivenName:
			given = i
		case FamilyName:
			family = i
		case Name:
			if whole < 0 {
				whole = i
			}
		case Prefix:
			// Titre is a courtesy before a name, and a job after it.
			if title := withoutNumbers(folded[i]); (title == "title" || title == "titre") && given >= 0 {
				col.Field = JobTitle
			}
		case Address:
			col.group, col.whole = addressGroup(folded[i])
		}
		f.Columns = append(f.Columns, col)
	}
	for i := range f.Columns {
		f.Columns[i].many = f.Columns[i].many && f.own
	}
	// « Nom » beside « Prénom » is the family's.
	if bare := whole >= 0 && (folded[whole] == "nom" || folded[whole] == "name"); bare && given >= 0 && family < 0 {
		f.Columns[whole].Field = FamilyName
	}
	for i := range f.Columns {
		if j := labelColumn(folded, i); j > 0 {
			f.Columns[i].label = j
			f.Columns[j-1].Field = Ignore
		}
	}
	f.oneWholeAddress()
}

// labelColumn finds the column, from 1, that tells what kind of value another holds: “Phone 1 - Type” for “Phone 1 - Value”.
func labelColumn(folded []string, i int) int {
	stem := ""
	for _, end := range [...]string{" value", " valeur", " formatted"} {
		if s, ok := strings.CutSuffix(folded[i], end); ok {
			stem = s
		}
	}
	for j, name := range folded {
		switch strings.TrimPrefix(name, stem) {
		case " type", " label", " libelle", " etiquette":
			if stem != "" {
				return j + 1
			}
		}
	}
	return 0
}

// oneWholeAddress leaves the parts of an address out where a column holds the whole of it.
func (f *File) oneWholeAddress() {
	for _, whole := range f.Columns {
		if !whole.whole {
			continue
		}
		for i := range f.Columns {
			if c := &f.Columns[i]; c.group == whole.group && !c.whole && c.Field == Address {
				c.Field = Ignore
			}
		}
	}
}

// tally counts what a column holds.
type tally struct{ some, phones, emails, words int }

// tallies counts what each column holds, in the first rows.
func (f *File) tallies() []tally {
	all := make([]tally, len(f.Columns))
	for i := range f.Rows[:min(len(f.Rows), 200)] {
		for _, c := range f.Cells(i) {
			t := &all[c.Column]
			t.some++
			switch {
			case strings.Contains(c.Value, "@"):
				t.emails++
			case isPhone(c.Value):
				t.phones++
			case strings.IndexFunc(c.Value, unicode.IsLetter) >= 0 && !strings.ContainsAny(c.Value, "\n:/0123456789") && len(c.Value) < 60:
				t.words++
			}
		}
	}
	return all
}

// guessUnknown looks into the columns whose names are not known, for addresses, and for numbers under “Home” or « Bureau ».
func (f *File) guessUnknown() {
	for i, t := range f.tallies() {
		c := &f.Columns[i]
		if c.Field != Other || t.some == 0 {
			continue
		}
		if _, all := kindOf(search.Fold(c.Name)); t.phones*2 > t.some && all {
			c.Field = Phone
		} else if t.emails*2 > t.some && c.label == 0 {
			c.Field = Email
		}
	}
}

// guessByContent guesses the columns of a table without header: numbers, addresses, then names from the left.
func (f *File) guessByContent() {
	tallies := f.tallies()
	var names []int
	for i, t := range tallies {
		switch {
		case t.some == 0:
		case t.emails*2 > t.some:
			f.Columns[i].Field = Email
		case t.phones*2 > t.some:
			f.Columns[i].Field = Phone
		case t.words*4 >= t.some*3 && len(names) < 2 && (len(names) == 0 || names[len(names)-1] == i-1):
			names = append(names, i)
			f.Columns[i].Field = Name
		}
	}
	// Two columns of one word each, mostly, are the parts of a name.
	if len(names) == 2 {
		if f.mostlyOneWord(names[0]) && f.mostlyOneWord(names[1]) {
			f.Columns[names[0]].Field, f.Columns[names[1]].Field = GivenName, FamilyName
		} else {
			f.Columns[names[1]].Field = Other
		}
	}
	for i, t := range tallies {
		if len(names) == 0 && t.some > 0 && f.Columns[i].Field == Other {
			f.Columns[i].Field = Name
			break
		}
	}
}

func (f *File) mostlyOneWord(column int) bool {
	some, single := 0, 0
	for i := range f.Rows {
		for _, c := range f.Cells(i) {
			if c.Column == column {
				some++
				if !strings.Contains(c.Value, " ") {
					single++
				}
			}
		}
	}
	return single*4 >= some*3
}

// flipped tells whether most whole names stand as “Roy, Jean”.
func (f *File) flipped() bool {
	some, comma := 0, 0
	for i := range f.Rows {
		for _, c := range f.Cells(i) {
			if f.Columns[c.Column].Field == Name {
				some++
				if _, ok := flip(c.Value); ok {
					comma++
				}
			}
		}
	}
	return comma*2 > some
}

// isPhone tells whether a text looks like a telephone number, be it a local one that is not whole.
func isPhone(s string) bool {
	if found, _ := numbers(s); len(found) > 0 {
		return true
	}
	n := len(search.FoldPhone(s))
	return (n == 7 || n == 10 || n == 11) && strings.Trim(s, "0123456789 -.()/\u00a0") == ""
}
